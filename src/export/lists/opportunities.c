/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/opportunities.c - openings for local trade: where residents
 * can't walk to a trade, who trades there already, and where there is room.
 *
 * Room is a facility of its own kind that somebody imported: vacant rooms, and
 * spaces that institutions open. Without any, the columns say 0.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/cover/lacking.h"
#include "lifecircle/study/cover/unit_figure.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/lists/list.h"
#include "src/export/lists/place.h"
#include "src/export/values/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A limit where neither the standard nor the table names one; how far a rival
 * or a room counts, as far as one walks in it. */
enum { COMMON_MINUTES = 15, NEAR_M = 1000 };

/* A trade that a unit's residents lack: one row of the list. */
typedef struct opening {
    uint32_t unit, category, limit_ms;
    lc_lacking lack;
    uint32_t inside; /* shops of the trade in the unit */
} opening;

typedef LC_VEC(opening) openings;

/* The arrays per unit are used for one trade after the other. */
typedef struct market {
    lc_list_run *l;
    openings all;
    lc_lacking *lacking;    /* per unit */
    uint32_t *inside;       /* per unit */
    double *households;     /* per unit; NaN: not told */
    lc_catset trade, space; /* geodata/trades.csv */
    uint32_t finest;
} market;

/* ---- finding them ---- */

/* The standard in force may set a limit of its own for a basic service; else
 * the table of categories does, else it is what a life circle is. */
static uint32_t limit_of(const lc_list_run *l, uint32_t category)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    int minutes = lc_world_category(l->w, category)->walk_minutes;
    uint32_t limit;

    for (size_t i = 0; i < lc_standard_basic_count(s); i++)
        if (lc_standard_basic(s, i, &limit) == category)
            return limit;
    return (uint32_t)(minutes > 0 ? minutes : COMMON_MINUTES) * 60000;
}

/* Ten people, or what about so many live in (project.c). */
static int64_t least_of(const lc_world *w)
{
    lc_home_kind kind = lc_world_home_kind(w);

    return kind == LIFE_HOMES_RESIDENTS    ? 10000
           : kind == LIFE_HOMES_FLOOR_AREA ? 400000
                                           : 100000;
}

/* By the facility's own finest unit. */
static void count_inside(market *m, uint32_t category)
{
    memset(m->inside, 0, lc_world_unit_count(m->l->w) * sizeof *m->inside);
    for (uint32_t f = 0; f < lc_world_facility_count(m->l->w); f++) {
        const lc_facility *d = lc_world_facility(m->l->w, f);

        if (d->unit != LIFE_NONE && lc_catset_has(d->categories, category))
            m->inside[d->unit]++;
    }
}

/* One coverage for all units of the finest level at once. */
static lc_status add_trade(market *m, uint32_t category, lc_error *err)
{
    const lc_coverage_query q = {.category = category,
                                 .limit_ms = limit_of(m->l, category),
                                 .no_percentiles = true};
    lc_status st =
        lc_lacking_level(m->l->study, &q, m->finest, NULL, m->lacking, err);

    count_inside(m, category);
    for (uint32_t u = 0; u < lc_world_unit_count(m->l->w) && !st; u++) {
        const opening o = {u, category, q.limit_ms, m->lacking[u],
                           m->inside[u]};

        if (o.lack.weight >= least_of(m->l->w) && lc_list_within(m->l, u) &&
            !lc_vec_push(&m->all, o))
            st = lc_no_memory(err, "a list");
    }
    return st;
}

/* A figure that nobody told is no fault. NaN for every unit where the city has
 * no such figure. */
static lc_status find_households(market *m, lc_error *err)
{
    lc_error none = {0};
    lc_status st = lc_unit_figure(m->l->w, "households", m->households, &none);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "a list");
    for (size_t u = 0; st && u < lc_world_unit_count(m->l->w); u++)
        m->households[u] = NAN;
    return LIFE_OK;
}

/* ---- rows ---- */

/* By trade, in each where most lack it. */
static int by_trade(const void *pa, const void *pb)
{
    const opening *a = pa, *b = pb;

    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->lack.weight != b->lack.weight)
        return a->lack.weight > b->lack.weight ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

/* The unit, or the nearest above it, whose households were told. 64 steps end a
 * circle of parents. */
static uint32_t told_of(const market *m, uint32_t unit)
{
    for (int steps = 0; steps < 64 && unit != LIFE_NONE; steps++) {
        if (!isnan(m->households[unit]))
            return unit;
        unit = lc_world_unit(m->l->w, unit)->parent;
    }
    return LIFE_NONE;
}

/* The unit's households in the same part as its residents; a street's, in the
 * part of the street's residents. */
static lc_cell households_of(const market *m, const opening *o)
{
    uint32_t unit = told_of(m, o->unit);
    double all;

    if (unit == LIFE_NONE)
        return lc_cell_text(NULL);
    all = (double)lc_world_unit(m->l->w, unit)->weight;
    if (!(all > 0) || !isfinite(m->households[unit]))
        return lc_cell_text(NULL);
    return lc_cell_whole(
        llround(m->households[unit] * (double)o->lack.weight / all));
}

/* The nearest rival of the home amid those who lack the trade: by name where
 * its source may be given away. On foot, in whole minutes rounded up, as
 * everywhere people read them. The name of a source that may not be given away
 * is held back, the minutes are not. */
static lc_cell nearest_of(lc_list_run *l, const opening *o)
{
    const lc_source_info *s;
    const lc_facility *f;
    lc_buf text = {0};
    char minutes[16];
    lc_near near;
    lc_error none = {0};

    if (lc_coverage_nearest(l->study, 0, o->category, o->lack.home, &near,
                            &none) ||
        near.facility == LIFE_NONE)
        return lc_cell_text(lc_list_say(l, LIFE_SAY_LIST_NONE_NEAR));
    f = lc_world_facility(l->w, near.facility);
    s = lc_world_source_find(l->w, f->source);
    snprintf(minutes, sizeof minutes, "%u",
             (unsigned)((near.walk_ms + 59999) / 60000));
    if (s && s->withheld)
        LC_SAY(&text, l->lang, LIFE_SAY_LIST_NEAREST_HELD, minutes);
    else
        LC_SAY(&text, l->lang, LIFE_SAY_LIST_NEAREST, f->name, minutes);
    return lc_list_text(l, &text);
}

/* As in projects.c: three pieces around the column whose heading depends on
 * what homes weigh. "Near" is in a straight line, and says so in its
 * heading. */
#define BEGIN(X)                                                               \
    X("rank", LIFE_INTEGER | LIFE_LOOSE, "", "rank in its trade",              \
      "业态内序号", lc_cell_whole(rank))                                       \
    X("trade", LIFE_TEXT | LIFE_KEY, "", "trade", "业态",                      \
      lc_cell_text(lc_lang_pick(l->lang, c->name_zh, c->name_en)))             \
    X("unit_name", LIFE_TEXT, "", "unit", "社区",                              \
      lc_cell_text(lc_list_unit(l, o->unit)))                                  \
    X("unit_of", LIFE_TEXT, "", "within", "所属", lc_list_parents(l, o->unit)) \
    X("unit", LIFE_TEXT | LIFE_KEY, "", "unit's code", "单元代码",             \
      lc_cell_text(u->code))
#define WITHOUT(X, en, zh)                                                     \
    X("without", LIFE_INTEGER, "", en, zh, lc_list_whole(o->lack.weight))
#define PEOPLE(X)                                                              \
    WITHOUT(X, "residents without it in reach", "步行走不到的居民（人）")
#define FLOOR(X)                                                               \
    WITHOUT(X, "floor area of homes without it in reach, m²",                  \
            "步行走不到的住宅面积（平方米）")
#define STREET(X)                                                              \
    WITHOUT(X, "residential street without it in reach, m",                    \
            "步行走不到的住区街道（米）")
#define END(X)                                                                 \
    X("households", LIFE_INTEGER, "", "households without (estimated)",        \
      "走不到的住户（估算，户）", households_of(m, o))                         \
    X("minutes", LIFE_DECIMAL(3), "min", "limit, minutes on foot",             \
      "步行时限（分钟）", lc_cell_real(o->limit_ms / 60000.0))                 \
    X("rivals_inside", LIFE_INTEGER, "", "rivals in the community",            \
      "社区内同业（家）", lc_cell_whole(o->inside))                            \
    X("rivals_near", LIFE_INTEGER, "", "rivals within 1 km",                   \
      "直线1公里内同业（家）",                                                 \
      lc_cell_whole(lc_place_count(l, o->lack.at, &trade, NEAR_M)))            \
    X("nearest", LIFE_TEXT, "", "nearest rival", "最近的同业",                 \
      nearest_of(l, o))                                                        \
    X("lon", LIFE_DECIMAL(6), "deg", "longitude", "中心位置经度",              \
      lc_cell_real(lc_pt_lonlat(o->lack.at).lon))                              \
    X("lat", LIFE_DECIMAL(6), "deg", "latitude", "中心位置纬度",               \
      lc_cell_real(lc_pt_lonlat(o->lack.at).lat))                              \
    X("near", LIFE_TEXT, "", "near the street", "附近街道",                    \
      lc_place_street(l, o->lack.at))                                          \
    X("spaces", LIFE_INTEGER, "", "rooms within 1 km",                         \
      "直线1公里内可用空间（处）",                                             \
      lc_cell_whole(lc_place_count(l, o->lack.at, &m->space, NEAR_M)))         \
    X("spaces_named", LIFE_TEXT, "", "some of these", "可用空间举例",          \
      lc_place_names(l, o->lack.at, &m->space, NEAR_M))                        \
    LIFE_LIST_END_FIELDS(X)                                                    \
    X("category", LIFE_TEXT | LIFE_PROGRAM, "", "category", "类别",            \
      lc_cell_text(c->id))                                                     \
    X("level", LIFE_TEXT | LIFE_PROGRAM, "", "level", "层级代码",              \
      lc_cell_text(u->level))                                                  \
    X("weight", LIFE_TEXT | LIFE_PROGRAM, "", "what homes weigh",              \
      "权重的含义", lc_cell_text(lc_home_kind_id(lc_world_home_kind(l->w))))

static const lc_export_field people_fields[] = {
    BEGIN(LIFE_FIELD_OF) PEOPLE(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};
static const lc_export_field floor_fields[] = {
    BEGIN(LIFE_FIELD_OF) FLOOR(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};
static const lc_export_field street_fields[] = {
    BEGIN(LIFE_FIELD_OF) STREET(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};

static lc_fields fields_of(const lc_list_run *l)
{
    static const lc_fields of[] = {LIFE_FIELDS(people_fields),
                                   LIFE_FIELDS(floor_fields),
                                   LIFE_FIELDS(street_fields)};
    lc_home_kind kind = lc_world_home_kind(l->w);

    return of[kind == LIFE_HOMES_RESIDENTS    ? 0
              : kind == LIFE_HOMES_FLOOR_AREA ? 1
                                              : 2];
}

static lc_sentence note_of(const lc_list_run *l)
{
    (void)l;
    return LIFE_SAY_LIST_OPPORTUNITIES_NOTE;
}

/* Rivals are all of the trade, in this unit or not. */
static lc_status put(void *ctx, const void *row, int64_t rank, lc_error *err)
{
    const market *m = ctx;
    const opening *o = row;
    lc_list_run *l = m->l;
    const lc_unit *u = lc_world_unit(l->w, o->unit);
    const lc_category *c = lc_world_category(l->w, o->category);
    const lc_catset trade = lc_catset_of(o->category);
    lc_row *r = &l->row;

    BEGIN(LIFE_VALUE_OF)
    PEOPLE(LIFE_VALUE_OF)
    END(LIFE_VALUE_OF)
    return lc_list_put(l, err);
}

static bool of_one_trade(const void *a, const void *b)
{
    return ((const opening *)a)->category == ((const opening *)b)->category;
}

static lc_status put_all(market *m, lc_error *err)
{
    static const lc_list_ranking by = {sizeof(opening), by_trade, of_one_trade,
                                       put};

    return lc_list_ranked(&by, m->all.v, m->all.n, m, err);
}

/* Those of an id, which may be a group's. */
static void add_categories(const lc_world *w, const char *id, lc_catset *to)
{
    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (!strcmp(lc_world_category(w, c)->id, id) ||
            !strcmp(lc_world_category(w, c)->group, id))
            lc_catset_add(to, c);
}

/* Trades are those that are asked for, else the table's. A row of another use
 * would be passed over in silence otherwise. */
static lc_status read_trades(market *m, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("trades.csv", &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        const char *use = lc_table_cell(t, i, "use");
        bool trade = !strcmp(use, "trade");

        if (!trade && strcmp(use, "space") != 0)
            st = lc_table_bad(t, i, "use", "trade or space", err);
        else
            add_categories(m->l->w, lc_table_cell(t, i, "id"),
                           trade ? &m->trade : &m->space);
    }
    if (!lc_catset_is_empty(&m->l->q->categories))
        m->trade = m->l->q->categories;
    lc_catset_drop(&m->trade, &m->space); /* room is nothing to open */
    lc_table_free(t);
    return st;
}

/* One more than there are units, so that a city without any gets memory too. */
static lc_status make_room(market *m, lc_error *err)
{
    size_t units = lc_world_unit_count(m->l->w);
    lc_status st;

    m->lacking = lc_calloc(units + 1, sizeof *m->lacking);
    m->inside = lc_calloc(units + 1, sizeof *m->inside);
    m->households = lc_calloc(units + 1, sizeof *m->households);
    if (!m->lacking || !m->inside || !m->households)
        return lc_no_memory(err, "a list");
    st = read_trades(m, err);
    return st ? st : find_households(m, err);
}

/* A city without units has no communities to list openings by: the list is
 * empty. */
static lc_status write(lc_list_run *l, lc_error *err)
{
    size_t levels = lc_world_level_count(l->w);
    market m = {.l = l, .finest = levels ? (uint32_t)levels - 1 : 0};
    lc_status st = make_room(&m, err);

    for (uint32_t c = 0; c < lc_world_category_count(l->w) && levels && !st;
         c++)
        if (lc_catset_has(&m.trade, c))
            st = add_trade(&m, c, err);
    if (!st)
        st = put_all(&m, err);
    lc_vec_free(&m.all);
    lc_free(m.lacking);
    lc_free(m.inside);
    lc_free(m.households);
    return st;
}

const lc_list_kind lc_list_opportunities = {
    "opportunities", LIFE_SAY_LIST_OPPORTUNITIES, note_of, fields_of, write};

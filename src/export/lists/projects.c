/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/projects.c - the facilities to be built: where people can't
 * walk to a basic service, and where a unit lacks what it must have.
 *
 * A row is a service and a unit, and names all rules that it would meet: one
 * cause is one project, however many rules fail for it. What is lacking in
 * reach is looked for in the finest units, what must be there by rule in all of
 * them.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/cover/access_rows.h"
#include "lifecircle/study/cover/lacking.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "src/export/lists/list.h"
#include "src/export/lists/place.h"
#include "src/export/values/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a project is ---- */

typedef struct project {
    uint32_t unit, category; /* category LIFE_NONE: as the rule names them */
    uint32_t absent;         /* then: of rule->asked; 0: all that it names */
    const lc_rule *rule;     /* the first that it would meet; NULL: none */
    const char *group;       /* id */
    size_t order;            /* of its group */
    double facilities;       /* at least; NaN: not known */
    int64_t served;          /* thousandths; -1: not known */
    uint32_t limit_ms;       /* 0: none */
    bool placed;
    lc_pt at;
    int64_t meant; /* of these, those it is for; -1: not known */
    int64_t age[LIFE_MAX_BANDS];
    int64_t short_milli; /* capacity lacking; -1: not known */
    bool short_at_most;
    lc_buf rules; /* names of all that it would meet */
} project;

typedef LC_VEC(project) projects;

typedef struct planning {
    lc_list_run *l;
    projects all;
    lc_lacking_bands bands;
    size_t shown;            /* of these, the city's own */
    lc_lacking *lacking;     /* per unit */
    lc_access_row *capacity; /* per unit of the finest level, and one more */
    uint32_t finest;
} planning;

/* Nothing for fewer: ten people, or what about so many live in. */
static int64_t least_of(const lc_world *w)
{
    switch (lc_world_home_kind(w)) {
    case LIFE_HOMES_RESIDENTS:
        return 10000;
    case LIFE_HOMES_FLOOR_AREA:
        return 400000;
    default:
        return 100000;
    }
}

static lc_sentence note_of(const lc_list_run *l)
{
    switch (lc_world_home_kind(l->w)) {
    case LIFE_HOMES_RESIDENTS:
        return LIFE_SAY_LIST_PROJECTS_NOTE;
    case LIFE_HOMES_FLOOR_AREA:
        return LIFE_SAY_LIST_PROJECTS_FLOOR_NOTE;
    default:
        return LIFE_SAY_LIST_PROJECTS_STREET_NOTE;
    }
}

/* ---- finding them ---- */

/* The place of a group in the table of categories. */
static size_t order_of(const lc_world *w, const char *group)
{
    size_t n = lc_world_category_count(w);

    for (uint32_t c = 0; c < n; c++)
        if (!strcmp(lc_world_category(w, c)->group, group))
            return c;
    return n;
}

static bool is_asked(const lc_list_run *l, uint32_t category)
{
    return lc_catset_is_empty(&l->q->categories) ||
           lc_catset_has(&l->q->categories, category);
}

/* Those of the ages whom the service is for, by its capacity; else all. */
static int64_t meant_of(const planning *p, const project *x)
{
    lc_study *s = p->l->study;
    uint32_t k =
        x->category == LIFE_NONE ? LIFE_NONE : lc_capacity_of(s, x->category);
    const char *ages = k == LIFE_NONE ? "" : lc_capacity_at(s, k)->ages;
    size_t band = lc_lacking_bands_find(&p->bands, ages);

    if (!*ages || x->served < 0)
        return x->served;
    return band < p->bands.count ? x->age[band] : -1;
}

static lc_status add(planning *p, project *x, lc_error *err)
{
    x->meant = p->bands.count ? meant_of(p, x) : x->served;
    if (x->served >= 0 && x->served < least_of(p->l->w))
        return LIFE_OK;
    return lc_vec_push(&p->all, *x) ? LIFE_OK : lc_no_memory(err, "a list");
}

/* Of capacity what the norm asks for in each of the finest units. */
static lc_status find_capacity(planning *p, uint32_t category, bool *known,
                               lc_error *err)
{
    lc_study *s = p->l->study;
    uint32_t capacity = lc_capacity_of(s, category);
    const char *by = lc_standard_id(lc_assessment_standard(p->l->a));
    lc_access_query q = {.limit_ms = 15 * 60000, .capacity = capacity};
    lc_access a;
    size_t n;
    lc_status st;

    *known = capacity != LIFE_NONE && lc_capacity_at(s, capacity)->norms > 0 &&
             lc_world_home_kind(p->l->w) == LIFE_HOMES_RESIDENTS;
    if (!*known)
        return LIFE_OK;
    q.standard = lc_world_standard_is_known(p->l->w, by) ? by : NULL;
    st = lc_access_make(s, &q, &a, err);
    if (st)
        return st;
    st = lc_access_rows_level(&a, p->finest, p->capacity, &n, err);
    for (size_t i = n; i < lc_world_unit_count(p->l->w) + 1; i++)
        p->capacity[i] = (lc_access_row){.unit = LIFE_NONE};
    lc_access_clear(&a);
    return st;
}

static void set_capacity(const planning *p, project *x)
{
    for (size_t i = 0; i < lc_world_unit_count(p->l->w); i++)
        if (p->capacity[i].unit == x->unit) {
            x->short_milli = p->capacity[i].short_milli;
            x->short_at_most = p->capacity[i].short_at_most;
            return;
        }
}

/* The homes of each unit that have a basic service out of reach. */
static lc_status add_uncovered(planning *p, size_t basic, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(p->l->a);
    lc_coverage_query q = {.no_percentiles = true};
    bool known;
    lc_status st;

    q.category = lc_standard_basic(s, basic, &q.limit_ms);
    if (!is_asked(p->l, q.category))
        return LIFE_OK;
    st = lc_lacking_level(p->l->study, &q, p->finest, &p->bands, p->lacking,
                          err);
    if (!st)
        st = find_capacity(p, q.category, &known, err);
    for (uint32_t u = 0; u < lc_world_unit_count(p->l->w) && !st; u++) {
        const lc_lacking *k = &p->lacking[u];
        const char *group = lc_world_category(p->l->w, q.category)->group;
        project x = {.unit = u,
                     .category = q.category,
                     .group = group,
                     .order = order_of(p->l->w, group),
                     .facilities = 1,
                     .served = k->weight,
                     .limit_ms = q.limit_ms,
                     .placed = true,
                     .at = k->at,
                     .short_milli = -1};

        if (!k->weight || !lc_list_within(p->l, u))
            continue;
        memcpy(x.age, k->age, sizeof x.age);
        if (known)
            set_capacity(p, &x);
        st = add(p, &x, err);
    }
    return st;
}

/* ---- rules ---- */

static void add_name(const planning *p, project *x, const lc_rule *r)
{
    if (!x->rule)
        x->rule = r;
    lc_buf_puts(&x->rules,
                x->rules.len ? lc_list_say(p->l, LIFE_SAY_LIST_JOIN) : "");
    lc_buf_puts(&x->rules, lc_lang_pick(p->l->lang, r->name_zh, r->name_en));
}

/* The one category that a rule asks for, or LIFE_NONE. */
static uint32_t only_category(const lc_world *w, const lc_rule *r)
{
    uint32_t only = LIFE_NONE;

    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (lc_rules_asks(w, r, c)) {
            if (only != LIFE_NONE)
                return LIFE_NONE;
            only = c;
        }
    return only;
}

/* The project of a unit and a category, or NULL. */
static project *find(planning *p, uint32_t unit, uint32_t category)
{
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].unit == unit && p->all.v[i].category == category)
            return &p->all.v[i];
    return NULL;
}

/* What a unit must have and hasn't, one project: of `category`, or LIFE_NONE of
 * the `absent` kinds (0: of all that the rule names). Whom it would serve is
 * everybody there where the rule says nothing. */
static lc_status add_lacking(planning *p, uint32_t unit, const lc_indicator *v,
                             uint32_t category, uint32_t absent,
                             double facilities, lc_error *err)
{
    const lc_world *w = p->l->w;
    const lc_unit *u = lc_world_unit(w, unit);
    const lc_lacking *all = &p->lacking[unit];
    project *there = category == LIFE_NONE ? NULL : find(p, unit, category);
    project x = {.unit = unit,
                 .category = category,
                 .group = v->rule->group,
                 .order = order_of(w, v->rule->group),
                 .absent = absent,
                 .facilities = facilities,
                 .served = u->home_count ? all->weight : -1,
                 .placed = all->homes > 0,
                 .at = all->at,
                 .short_milli = -1};

    if (category != LIFE_NONE && !is_asked(p->l, category))
        return LIFE_OK;
    if (there) {
        add_name(p, there, v->rule);
        return LIFE_OK;
    }
    memcpy(x.age, all->age, sizeof x.age);
    if (!x.placed && !lc_world_unit_is_alone(u)) {
        x.placed = true;
        x.at = u->centre;
    }
    add_name(p, &x, v->rule);
    return add(p, &x, err);
}

/* Kinds that must all come are built each by itself; where some of them would
 * do, one project says among which. What perhaps is there isn't lacking yet. */
static lc_status add_provision(planning *p, uint32_t unit,
                               const lc_indicator *v, lc_error *err)
{
    const lc_rule *r = v->rule;
    double least = v->target - v->high;
    size_t kinds = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < r->asked_count; i++)
        kinds += v->absent >> i & 1;
    if (!kinds || (double)kinds > least)
        return add_lacking(p, unit, v, only_category(p->l->w, r), v->absent,
                           least, err);
    for (size_t i = 0; i < r->asked_count && !st; i++)
        if (v->absent >> i & 1)
            st = add_lacking(p, unit, v, r->asked[i].category, UINT32_C(1) << i,
                             1, err);
    return st;
}

static bool is_circle(const lc_rule *r)
{
    return r->kind == LIFE_RULE_TIME_CIRCLE ||
           r->kind == LIFE_RULE_DISTANCE_CIRCLE;
}

/* A failing circle of the unit is a reason for each project of its services. */
static void add_circle(planning *p, uint32_t unit, const lc_rule *r)
{
    for (size_t i = 0; i < p->all.n; i++) {
        project *x = &p->all.v[i];

        if (x->unit == unit && x->category != LIFE_NONE && x->limit_ms &&
            lc_rules_asks(p->l->w, r, x->category))
            add_name(p, x, r);
    }
}

static lc_status add_rules(planning *p, uint32_t unit, lc_error *err)
{
    const lc_report_query q = {.unit = unit, .no_ranks = true};
    lc_report r;
    lc_status st = lc_report_make(p->l->study, p->l->a, &q, &r, err);

    if (st)
        return st;
    for (size_t i = 0; i < r.rows && !st; i++) {
        const lc_indicator *v = &r.row[i];

        if (v->verdict != LIFE_VERDICT_FAIL || !*v->rule->categories ||
            lc_report_cause(&r, i) != i)
            continue;
        if (is_circle(v->rule))
            add_circle(p, unit, v->rule);
        else if (v->rule->kind == LIFE_RULE_PROVISION && v->need)
            st = add_provision(p, unit, v, err);
    }
    lc_report_clear(&r);
    return st;
}

/* Level by level: who lives in a unit is summed for the level's provisions. */
static lc_status add_all_rules(planning *p, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t level = 0; level < lc_world_level_count(p->l->w) && !st;
         level++) {
        st = lc_lacking_level(p->l->study, NULL, level, &p->bands, p->lacking,
                              err);
        for (uint32_t u = 0; u < lc_world_unit_count(p->l->w) && !st; u++)
            if (lc_world_unit(p->l->w, u)->level_index == level &&
                lc_list_within(p->l, u))
                st = add_rules(p, u, err);
    }
    return st;
}

/* ---- rows ---- */

/* By group, in each the most of those it is for first; the order is whole, down
 * to the rule: the same city gives the same file. */
static int by_group(const void *pa, const void *pb)
{
    const project *a = pa, *b = pb;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    if (a->meant != b->meant)
        return a->meant > b->meant ? -1 : 1;
    if (a->served != b->served)
        return a->served > b->served ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule; /* of one array */
}

static lc_cell group_of(const lc_list_run *l, const project *x)
{
    const lc_category *c = x->order < lc_world_category_count(l->w)
                               ? lc_world_category(l->w, (uint32_t)x->order)
                               : NULL;

    if (c)
        return lc_cell_text(lc_lang_pick(l->lang, c->group_zh, c->group_en));
    return lc_cell_text(
        lc_lang_pick(l->lang, x->rule->group_zh, x->rule->group_en));
}

/* Who leads what the first rule asks; a service that no rule names, nobody. */
static lc_cell lead_of(const lc_list_run *l, const project *x)
{
    const char *lead =
        x->rule ? lc_lang_pick(l->lang, x->rule->lead_zh, x->rule->lead_en)
                : NULL;

    return lc_cell_text(lead && *lead ? lead
                                      : lc_list_say(l, LIFE_SAY_LIST_UNTOLD));
}

static lc_cell service_of(lc_list_run *l, const project *x)
{
    lc_buf text = {0};

    if (x->category != LIFE_NONE) {
        const lc_category *c = lc_world_category(l->w, x->category);

        return lc_cell_text(lc_lang_pick(l->lang, c->name_zh, c->name_en));
    }
    if (x->absent)
        lc_rules_kinds(&text, l->w, x->rule, x->absent, l->lang);
    else
        lc_rules_services(&text, l->w, x->rule,
                          lc_world_unit(l->w, x->unit)->level, l->lang);
    return lc_list_text(l, &text);
}

/* "至多 32 张床位", of what the norm asks for. */
static lc_cell lacking_of(lc_list_run *l, const project *x)
{
    lc_buf text = {0};
    char number[32];
    const lc_capacity *c;

    if (x->short_milli <= 0)
        return lc_cell_text(NULL);
    c = lc_capacity_at(l->study, lc_capacity_of(l->study, x->category));
    snprintf(number, sizeof number, "%.0f",
             ceil((double)x->short_milli / 1000));
    LC_SAY(&text, l->lang, LIFE_SAY_LIST_LACKING,
           x->short_at_most ? lc_list_say(l, LIFE_SAY_LIST_AT_MOST) : "",
           number, lc_lang_pick(l->lang, c->many_zh, c->many_en));
    return lc_list_text(l, &text);
}

/* Whole people of each band; one that isn't known is left out. */
static lc_cell ages_of(lc_list_run *l, const planning *p, const project *x)
{
    lc_buf text = {0}, band = {0};

    for (size_t b = 0; b < p->shown; b++) {
        char number[32];

        if (x->age[b] < 0 || x->served < 0)
            continue;
        lc_buf_clear(&band);
        lc_ages_text(&band, p->bands.name[b], l->lang);
        snprintf(number, sizeof number, "%.0f", (double)x->age[b] / 1000);
        lc_buf_puts(&text, text.len ? lc_list_say(l, LIFE_SAY_LIST_STOP) : "");
        LC_SAY(&text, l->lang, LIFE_SAY_LIST_PEOPLE, lc_say_part(&text, &band),
               number);
    }
    lc_buf_free(&band);
    return lc_list_text(l, &text);
}

static lc_cell rules_of(lc_list_run *l, const project *x)
{
    return x->rules.len ? lc_row_text(&l->row, &x->rules)
                        : lc_cell_text(lc_list_say(l, LIFE_SAY_RULE_ALL_BASIC));
}

#define BEGIN(X)                                                               \
    X("rank", LIFE_INTEGER | LIFE_LOOSE, "",                                   \
      "rank in its line, by those it is for", "组内序号（按服务对象）",        \
      lc_cell_whole(rank))                                                     \
    X("group_name", LIFE_TEXT, "", "line of duty", "条线", group_of(l, x))     \
    X("lead", LIFE_TEXT, "", "who leads", "牵头单位", lead_of(l, x))           \
    X("service_name", LIFE_TEXT | LIFE_KEY, "", "facility", "设施类别",        \
      service_of(l, x))                                                        \
    X("unit_name", LIFE_TEXT, "", "unit", "单元",                              \
      lc_cell_text(lc_list_unit(l, x->unit)))                                  \
    X("unit_of", LIFE_TEXT, "", "within", "所属", lc_list_parents(l, x->unit)) \
    X("level_name", LIFE_TEXT, "", "level", "层级",                            \
      lc_cell_text(lc_world_term(l->w, u->level, l->lang)))                    \
    X("unit", LIFE_TEXT | LIFE_KEY, "", "unit's code", "单元代码",             \
      lc_cell_text(u->code))                                                   \
    X("facilities_at_least", LIFE_INTEGER, "", "lacking, at least",            \
      "至少缺少（处）",                                                        \
      lc_cell_if(isfinite(x->facilities), (int64_t)ceil(x->facilities)))       \
    X("capacity_lacking", LIFE_TEXT, "", "capacity lacking by the norm",       \
      "按标准缺少的容量", lacking_of(l, x))
#define SERVED(X, en, zh)                                                      \
    X("served", LIFE_INTEGER, "", en, zh, lc_list_whole(x->served))
#define PEOPLE(X) SERVED(X, "residents it would serve", "可服务的居民（人）")
#define FLOOR(X)                                                               \
    SERVED(X, "floor area of homes it would serve, m²",                        \
           "可服务的住宅面积（平方米）")
#define STREET(X)                                                              \
    SERVED(X, "residential street it would serve, m", "可服务的住区街道（米）")
#define END(X)                                                                 \
    X("served_ages", LIFE_TEXT, "", "of these, by age", "其中各年龄段",        \
      ages_of(l, p, x))                                                        \
    X("served_for", LIFE_INTEGER, "", "of these, those it is for",             \
      "其中服务对象", lc_list_whole(p->bands.count ? x->meant : -1))           \
    X("minutes", LIFE_DECIMAL(3), "min", "limit, minutes on foot",             \
      "步行时限（分钟）",                                                      \
      lc_cell_real(x->limit_ms ? x->limit_ms / 60000.0 : NAN))                 \
    X("lon", LIFE_DECIMAL(6), "deg", "longitude", "建议位置经度",              \
      lc_cell_real(x->placed ? lc_pt_lonlat(x->at).lon : NAN))                 \
    X("lat", LIFE_DECIMAL(6), "deg", "latitude", "建议位置纬度",               \
      lc_cell_real(x->placed ? lc_pt_lonlat(x->at).lat : NAN))                 \
    X("near", LIFE_TEXT, "", "near the street", "附近街道",                    \
      x->placed ? lc_place_street(l, x->at) : lc_cell_text(NULL))              \
    X("rules", LIFE_TEXT, "", "rules it would help to meet", "对应的规定",     \
      rules_of(l, x))                                                          \
    X("state", LIFE_TEXT | LIFE_OFFICE, "", "state", "状态",                   \
      lc_cell_text(lc_list_say(l, LIFE_SAY_LIST_PENDING)))                     \
    LIFE_LIST_END_FIELDS(X)                                                    \
    X("level", LIFE_TEXT | LIFE_PROGRAM, "", "level", "层级代码",              \
      lc_cell_text(u->level))                                                  \
    X("services", LIFE_TEXT | LIFE_PROGRAM, "", "services", "服务",            \
      lc_cell_text(c ? c->id : x->rule->categories))                           \
    X("name_zh", LIFE_TEXT | LIFE_PROGRAM, "", "Chinese name", "中文名称",     \
      lc_cell_text(c ? c->name_zh : x->rule->name_zh))                         \
    X("name_en", LIFE_TEXT | LIFE_PROGRAM, "", "English name", "英文名称",     \
      lc_cell_text(c ? c->name_en : x->rule->name_en))                         \
    X("group", LIFE_TEXT | LIFE_PROGRAM, "", "group", "分组",                  \
      lc_cell_text(x->group))                                                  \
    X("rule", LIFE_TEXT | LIFE_PROGRAM, "", "rule", "规则",                    \
      lc_cell_text(x->limit_ms ? "all_basic" : x->rule->id))                   \
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

static lc_status put(void *ctx, const void *row, int64_t rank, lc_error *err)
{
    const planning *p = ctx;
    const project *x = row;
    lc_list_run *l = p->l;
    const lc_unit *u = lc_world_unit(l->w, x->unit);
    const lc_category *c =
        x->category == LIFE_NONE ? NULL : lc_world_category(l->w, x->category);
    lc_row *r = &l->row;

    BEGIN(LIFE_VALUE_OF)
    PEOPLE(LIFE_VALUE_OF)
    END(LIFE_VALUE_OF)
    return lc_list_put(l, err);
}

static bool of_one_group(const void *a, const void *b)
{
    return ((const project *)a)->order == ((const project *)b)->order;
}

static lc_status put_all(planning *p, lc_error *err)
{
    static const lc_list_ranking by = {sizeof(project), by_group, of_one_group,
                                       put};

    return lc_list_ranked(&by, p->all.v, p->all.n, p, err);
}

static void clear(planning *p)
{
    for (size_t i = 0; i < p->all.n; i++)
        lc_buf_free(&p->all.v[i].rules);
    lc_vec_free(&p->all);
    lc_lacking_bands_clear(&p->bands);
    lc_free(p->lacking);
    lc_free(p->capacity);
}

/* The city's own, and those of whom services are for. */
static lc_status make_bands(planning *p, lc_error *err)
{
    lc_study *s = p->l->study;
    lc_status st = lc_lacking_bands_make(s, &p->bands, err);

    p->shown = p->bands.count;
    for (uint32_t i = 0; i < lc_capacity_count(s) && !st; i++)
        st =
            lc_lacking_bands_add(s, &p->bands, lc_capacity_at(s, i)->ages, err);
    return st;
}

static lc_status write(lc_list_run *l, lc_error *err)
{
    size_t units = lc_world_unit_count(l->w),
           levels = lc_world_level_count(l->w);
    const lc_standard *s = lc_assessment_standard(l->a);
    planning p = {.l = l,
                  .lacking = lc_calloc(units + 1, sizeof *p.lacking),
                  .capacity = lc_calloc(units + 1, sizeof *p.capacity),
                  .finest = levels ? (uint32_t)levels - 1 : 0};
    lc_status st =
        p.lacking && p.capacity ? LIFE_OK : lc_no_memory(err, "a list");

    if (!st)
        st = make_bands(&p, err);
    for (size_t i = 0; i < lc_standard_basic_count(s) && levels && !st; i++)
        st = add_uncovered(&p, i, err);
    if (!st)
        st = add_all_rules(&p, err);
    if (!st)
        st = put_all(&p, err);
    clear(&p);
    return st;
}

const lc_list_kind lc_list_projects = {"projects", LIFE_SAY_LIST_PROJECTS,
                                       note_of, fields_of, write};

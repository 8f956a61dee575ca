/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/projects.c - the list of facilities to be built.
 *
 * A row is a service and a unit, and names all rules that it would meet. Which
 * there are is found in project.c.
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
#include "src/export/lists/project.h"
#include "src/export/values/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The note says what the column "served" counts, which depends on what homes of
 * this city weigh. */
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

/* ---- rows ---- */

/* By group, in each the most of those it is for first; the order is whole, down
 * to the rule: the same city gives the same file. */
static int by_group(const void *pa, const void *pb)
{
    const lc_project *a = pa, *b = pb;

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

/* The group's name as the table of categories has it; a rule may have a group
 * of its own, which no category is in, and then says what it is called. */
static lc_cell group_of(const lc_list_run *l, const lc_project *x)
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
static lc_cell lead_of(const lc_list_run *l, const lc_project *x)
{
    const char *lead =
        x->rule ? lc_lang_pick(l->lang, x->rule->lead_zh, x->rule->lead_en)
                : NULL;

    return lc_cell_text(lead && *lead ? lead
                                      : lc_list_say(l, LIFE_SAY_LIST_UNTOLD));
}

/* A basic service by its name; of a rule that asks for several kinds those that
 * are absent; of one that says no more, whatever it names at the unit's
 * level. */
static lc_cell service_of(lc_list_run *l, const lc_project *x)
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

/* "至多 32 张床位", of what the norm asks for. Rounded up: half a bed is a bed
 * to be built. "At most" stands before it where facilities whose capacity is
 * not known may hold some of it. */
static lc_cell lacking_of(lc_list_run *l, const lc_project *x)
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
static lc_cell ages_of(lc_list_run *l, const lc_projects *p,
                       const lc_project *x)
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

/* A project that no rule names comes from the basic life circle itself. */
static lc_cell rules_of(lc_list_run *l, const lc_project *x)
{
    return x->rules.len ? lc_row_text(&l->row, &x->rules)
                        : lc_cell_text(lc_list_say(l, LIFE_SAY_RULE_ALL_BASIC));
}

/* The columns in three pieces, as the one that counts whom it serves has
 * another heading for each kind of weight. A column: its name in JSON, type and
 * marks, unit of measure, heading in English and in Chinese, value. */
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
/* Whole residents, square metres or metres: weights are thousandths of
 * these. */
#define SERVED(X, en, zh)                                                      \
    X("served", LIFE_INTEGER, "", en, zh, lc_list_whole(x->served))
#define PEOPLE(X) SERVED(X, "residents it would serve", "可服务的居民（人）")
#define FLOOR(X)                                                               \
    SERVED(X, "floor area of homes it would serve, m²",                        \
           "可服务的住宅面积（平方米）")
#define STREET(X)                                                              \
    SERVED(X, "residential street it would serve, m", "可服务的住区街道（米）")
/* "state" is for the office that works the list off: whatever it fills in there
 * is taken over into the next one. */
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

/* Three tables of fields with the same values; put() may write any of them, as
 * a heading is no part of a value. */
static const lc_export_field people_fields[] = {
    BEGIN(LIFE_FIELD_OF) PEOPLE(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};
static const lc_export_field floor_fields[] = {
    BEGIN(LIFE_FIELD_OF) FLOOR(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};
static const lc_export_field street_fields[] = {
    BEGIN(LIFE_FIELD_OF) STREET(LIFE_FIELD_OF) END(LIFE_FIELD_OF)};

/* By kind of weight: a heading that says residents must not stand over
 * metres. */
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
    const lc_projects *p = ctx;
    const lc_project *x = row;
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

/* A line of duty is a group: ranks begin anew in each. */
static bool of_one_group(const void *a, const void *b)
{
    return ((const lc_project *)a)->order == ((const lc_project *)b)->order;
}

static lc_status put_all(lc_projects *p, lc_error *err)
{
    static const lc_list_ranking by = {sizeof(lc_project), by_group,
                                       of_one_group, put};

    return lc_list_ranked(&by, p->all.v, p->all.n, p, err);
}

static lc_status write(lc_list_run *l, lc_error *err)
{
    lc_projects p;
    lc_status st = lc_project_find(l, &p, err);

    if (!st)
        st = put_all(&p, err);
    lc_project_clear(&p);
    return st;
}

const lc_list_kind lc_list_projects = {"projects", LIFE_SAY_LIST_PROJECTS,
                                       note_of, fields_of, write};

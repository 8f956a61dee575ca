/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/lists.c - the three lists of the city's plan: the rules
 * in force, the facilities that are lacking, the data on hand.
 *
 * Each is a table of fields and a function that writes its rows; the writer
 * makes JSON or CSV of them. Rows of `projects` are kept until all are known,
 * as they are ordered by the weight of homes that each would serve; the others
 * go straight out.
 */
#include "lifecircle/export/answers/lists.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/people/statistic.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/layers/held.h"
#include "src/export/values/figure.h"
#include "src/export/values/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct list {
    lc_study *study;
    const lc_world *w;
    const lc_assessment *a;
    uint32_t unit;
    lc_writer writer;
    lc_row row;
} list;

/* The row that has gathered, and room for the next. */
static lc_status put_row(list *l, lc_error *err)
{
    lc_status st = lc_writer_row(&l->writer, &l->row, err);

    lc_row_clear(&l->row);
    return st;
}

/* ---- the rules in force ---- */

#define POLICY_FIELDS(X)                                                       \
    X("id", LIFE_TEXT, "", "rule", "规则", lc_cell_text(u->id))                \
    X("name_zh", LIFE_TEXT, "", "Chinese name", "中文名称",                    \
      lc_cell_text(u->name_zh))                                                \
    X("name_en", LIFE_TEXT, "", "English name", "英文名称",                    \
      lc_cell_text(u->name_en))                                                \
    X("group_zh", LIFE_TEXT, "", "group, in Chinese", "分组中文名",            \
      lc_cell_text(u->group_zh))                                               \
    X("group_en", LIFE_TEXT, "", "group, in English", "分组英文名",            \
      lc_cell_text(u->group_en))                                               \
    X("kind", LIFE_TEXT, "", "kind", "种类",                                   \
      lc_cell_text(lc_rule_kind_name(u->kind)))                                \
    X("services", LIFE_TEXT, "", "services", "服务",                           \
      lc_cell_known(u->categories))                                            \
    X("level", LIFE_TEXT, "", "level", "层级", lc_cell_known(u->level))        \
    X("scope", LIFE_TEXT, "", "scope", "适用范围", lc_cell_known(u->scope))    \
    X("target", LIFE_DECIMAL(6), "", "last target", "最终目标",                \
      lc_cell_real(last ? last->value : NAN))                                  \
    X("unit_zh", LIFE_TEXT, "", "unit, in Chinese", "单位中文名",              \
      lc_cell_text(u->unit_zh))                                                \
    X("unit_en", LIFE_TEXT, "", "unit, in English", "单位英文名",              \
      lc_cell_text(u->unit_en))                                                \
    X("year", LIFE_INTEGER, "", "year of the target", "目标年份",              \
      lc_cell_if(last && last->year, last ? last->year : 0))                   \
    X("binding", LIFE_BOOL, "", "binding", "约束性",                           \
      lc_cell_whole(u->binding))                                               \
    X("source_zh", LIFE_TEXT, "", "source, in Chinese", "出处（中文）",        \
      lc_cell_text(u->source_zh))                                              \
    X("source_en", LIFE_TEXT, "", "source, in English", "出处（英文）",        \
      lc_cell_text(u->source_en))

static const lc_export_field policy_fields[] = {POLICY_FIELDS(LIFE_FIELD_OF)};

/* The last target is the one in force at the end of the plan; earlier ones are
 * in lc_answer_standards(). */
static lc_status put_policy(list *l, const lc_rule *u, lc_error *err)
{
    const lc_rule_target *last =
        u->target_count ? &u->target[u->target_count - 1] : NULL;
    lc_row *r = &l->row;

    POLICY_FIELDS(LIFE_VALUE_OF)
    return put_row(l, err);
}

static lc_status write_policy(list *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_standard_rule_count(s); i++)
        st = put_policy(l, lc_standard_rule(s, i), err);
    return st;
}

/* ---- the facilities lacking ---- */

typedef struct project {
    uint32_t unit, category; /* LIFE_NONE: as the rule names them */
    const lc_rule *rule;     /* NULL: all_basic */
    double facilities;       /* at least */
    int64_t served;          /* weight */
    uint32_t limit_ms;
} project;

typedef LC_VEC(project) projects;

/* A unit is inside itself, and all are inside the city. */
static bool inside(const list *l, uint32_t u)
{
    while (u != LIFE_NONE && u != l->unit)
        u = lc_world_unit(l->w, u)->parent;
    return u == l->unit;
}

/* The homes of each unit that have a service of all_basic out of reach. */
static lc_status add_uncovered(list *l, uint32_t level, size_t basic,
                               projects *out, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    lc_coverage_query q = {.no_percentiles = true};
    lc_coverage_row *row =
        lc_calloc(lc_world_unit_count(l->w) + 1, sizeof *row);
    size_t n = 0;
    lc_status st;

    q.category = lc_standard_basic(s, basic, &q.limit_ms);
    st = row ? lc_coverage_level(l->study, &q, level, row, &n, err)
             : lc_no_memory(err, "a list");
    for (size_t i = 0; i < n && !st; i++) {
        const project p = {row[i].unit, q.category,       NULL,
                           1,           row[i].uncovered, q.limit_ms};

        if (p.unit == LIFE_NONE || !p.served || !inside(l, p.unit))
            continue;
        if (!lc_vec_push(out, p))
            st = lc_no_memory(err, "a list");
    }
    lc_free(row);
    return st;
}

/* What units must have and haven't. */
static lc_status add_provisions(list *l, uint32_t unit, projects *out,
                                lc_error *err)
{
    const lc_report_query q = {.unit = unit, .no_ranks = true};
    lc_report r;
    lc_status st = lc_report_make(l->study, l->a, &q, &r, err);

    if (st)
        return st;
    for (size_t i = 0; i < r.rows && !st; i++) {
        const lc_indicator *v = &r.row[i];
        const project p = {unit,          LIFE_NONE,     v->rule,
                           v->gap_amount, v->gap_weight, 0};

        if (v->rule->kind == LIFE_RULE_PROVISION && v->units == 1 &&
            *v->rule->categories && v->verdict == LIFE_VERDICT_FAIL &&
            !lc_vec_push(out, p))
            st = lc_no_memory(err, "a list");
    }
    lc_report_clear(&r);
    return st;
}

/* The order is whole, down to the category: the same city gives the same
 * file. */
static int by_served(const void *pa, const void *pb)
{
    const project *a = pa, *b = pb;

    if (a->served != b->served)
        return a->served > b->served ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->rule != b->rule) /* both are of one array, or NULL */
        return !a->rule || (b->rule && a->rule < b->rule) ? -1 : 1;
    return a->category < b->category ? -1 : a->category > b->category;
}

/* The service is a category, or what the rule asks for. */
#define PROJECT_FIELDS(X)                                                      \
    X("unit", LIFE_TEXT, "", "unit", "单元", lc_cell_text(u->code))            \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(u->name))                                                   \
    X("level", LIFE_TEXT, "", "level", "层级", lc_cell_text(u->level))         \
    X("services", LIFE_TEXT, "", "services", "服务",                           \
      lc_cell_text(c ? c->id : p->rule->categories))                           \
    X("name_zh", LIFE_TEXT, "", "Chinese name", "中文名称",                    \
      lc_cell_text(c ? c->name_zh : p->rule->name_zh))                         \
    X("name_en", LIFE_TEXT, "", "English name", "英文名称",                    \
      lc_cell_text(c ? c->name_en : p->rule->name_en))                         \
    X("rule", LIFE_TEXT, "", "rule", "规则",                                   \
      lc_cell_text(c ? "all_basic" : p->rule->id))                             \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(c ? p->limit_ms / 60000.0 : NAN))                           \
    X("facilities_at_least", LIFE_DECIMAL(3), "", "lacking, at least",         \
      "至少缺少", lc_cell_real(p->facilities))                                 \
    X("served", LIFE_MILLI, "", "weight it would serve", "可服务的权重",       \
      lc_cell_if(p->served >= 0, p->served)) /* else it isn't known */         \
    X("weight", LIFE_TEXT, "", "what homes weigh", "权重的含义",               \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(l->w))))

static const lc_export_field project_fields[] = {PROJECT_FIELDS(LIFE_FIELD_OF)};

/* Of a category the limit is the standard's; a rule has none of its own. */
static lc_status put_project(list *l, const project *p, lc_error *err)
{
    const lc_unit *u = lc_world_unit(l->w, p->unit);
    const lc_category *c =
        p->category == LIFE_NONE ? NULL : lc_world_category(l->w, p->category);
    lc_row *r = &l->row;

    PROJECT_FIELDS(LIFE_VALUE_OF)
    return put_row(l, err);
}

/* What is lacking in reach is looked for in the finest units, what must be
 * there by rule in all of them. */
static lc_status write_projects(list *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    size_t levels = lc_world_level_count(l->w);
    projects all = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < lc_standard_basic_count(s) && levels && !st; i++)
        st = add_uncovered(l, (uint32_t)levels - 1, i, &all, err);
    for (uint32_t u = 0; u < lc_world_unit_count(l->w) && !st; u++)
        if (inside(l, u))
            st = add_provisions(l, u, &all, err);
    if (!st && all.n)
        qsort(all.v, all.n, sizeof *all.v, by_served);
    for (size_t i = 0; i < all.n && !st; i++)
        st = put_project(l, &all.v[i], err);
    lc_vec_free(&all);
    return st;
}

/* ---- the data on hand ---- */

typedef struct holding {
    const char *kind, *id, *name_zh, *name_en, *source, *from, *to, *owed;
    int64_t rows, dated;
} holding;

#define HOLDING_FIELDS(X)                                                      \
    X("kind", LIFE_TEXT, "", "kind", "种类", lc_cell_text(h->kind))            \
    X("id", LIFE_TEXT, "", "id", "编号", lc_cell_text(h->id))                  \
    X("name_zh", LIFE_TEXT, "", "Chinese name", "中文名称",                    \
      lc_cell_known(h->name_zh))                                               \
    X("name_en", LIFE_TEXT, "", "English name", "英文名称",                    \
      lc_cell_known(h->name_en))                                               \
    X("rows", LIFE_INTEGER, "", "rows", "行数", lc_cell_whole(h->rows))        \
    X("source", LIFE_TEXT, "", "source", "来源", lc_cell_known(h->source))     \
    X("oldest", LIFE_DATE, "", "oldest", "最早日期", lc_cell_known(h->from))   \
    X("newest", LIFE_DATE, "", "newest", "最近日期", lc_cell_known(h->to))     \
    X("dated", LIFE_INTEGER, "", "rows with a date", "有日期的行数",           \
      lc_cell_whole(h->dated))                                                 \
    X("attribution", LIFE_TEXT, "", "attribution", "署名",                     \
      lc_cell_known(h->owed))

static const lc_export_field holding_fields[] = {HOLDING_FIELDS(LIFE_FIELD_OF)};

/* `dated` rows have a date; the others' age is not known. */
static lc_status put_holding(list *l, const holding *h, lc_error *err)
{
    lc_row *r = &l->row;

    HOLDING_FIELDS(LIFE_VALUE_OF)
    return put_row(l, err);
}

/* How many facilities of a category there are, and when they were checked.
 * Dates are compared as texts, which is their order as ISO 8601 writes them.
 * Cost: all facilities, once a category. */
static lc_status put_category(list *l, uint32_t c, lc_error *err)
{
    const lc_category *k = lc_world_category(l->w, c);
    holding h = {.kind = "category",
                 .id = k->id,
                 .name_zh = k->name_zh,
                 .name_en = k->name_en,
                 .rows = k->facility_count};

    for (uint32_t f = 0; f < lc_world_facility_count(l->w); f++) {
        const lc_facility *d = lc_world_facility(l->w, f);

        if (!lc_catset_has(d->categories, c))
            continue;
        if (!h.source)
            h.source = d->source;
        else if (strcmp(h.source, d->source))
            h.source = "several";
        if (!*d->checked_on)
            continue;
        h.dated++;
        if (!h.from || strcmp(d->checked_on, h.from) < 0)
            h.from = d->checked_on;
        if (!h.to || strcmp(d->checked_on, h.to) > 0)
            h.to = d->checked_on;
    }
    return put_holding(l, &h, err);
}

/* What was imported, and then what came of it by category. */
static lc_status write_data(list *l, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < lc_world_source_count(l->w); i++) {
        const lc_source_info *s = lc_world_source(l->w, i);
        const holding h = {.kind = s->kind,
                           .id = s->name,
                           .rows = s->row_count,
                           .source = s->file,
                           .from = s->as_of,
                           .to = s->as_of,
                           .dated = *s->as_of ? s->row_count : 0,
                           .owed = s->attribution};

        st = put_holding(l, &h, err);
    }
    for (uint32_t c = 0; !st && c < lc_world_category_count(l->w); c++)
        st = put_category(l, c, err);
    return st;
}

/* ---- published figures ---- */

static lc_status write_figures(list *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    bool held = lc_held_figures(l->w);
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_world_statistic_count(l->w); i++) {
        const lc_statistic *x = lc_world_statistic_at(l->w, i);

        if (l->unit != LIFE_NONE &&
            (x->unit == LIFE_NONE || !inside(l, x->unit)))
            continue;
        lc_figure_values(&l->row, l->w, s, x, held);
        st = put_row(l, err);
    }
    return st;
}

/* ---- all of them ---- */

static const lc_fields policy = LIFE_FIELDS(policy_fields);
static const lc_fields project_of = LIFE_FIELDS(project_fields);
static const lc_fields data = LIFE_FIELDS(holding_fields);

static const struct {
    const char *name;
    const lc_fields *fields;
    lc_status (*write)(list *l, lc_error *err);
} lists[LIFE_LIST_COUNT] = {
    {"policy", &policy, write_policy},
    {"projects", &project_of, write_projects},
    {"data", &data, write_data},
    {"figures", &lc_figure_fields, write_figures},
};

const char *const lc_list_names[LIFE_LIST_COUNT + 1] = {
    "policy", "projects", "data", "figures", NULL};

/* The columns are of the list, not of its first row: one with nothing lacking
 * has them too. */
lc_status lc_answer_list(lc_buf *out, lc_study *study, const lc_assessment *a,
                         const lc_list_query *q, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const lc_standard *s = lc_assessment_standard(a);
    const lc_member head[] = {
        {"list", lists[q->which].name, NULL},
        {"standard", lc_standard_id(s), NULL},
        {"standard_whose_zh", lc_standard_whose_zh(s), NULL},
        {"standard_whose_en", lc_standard_whose_en(s), NULL},
        {"unit", lc_unit_code(w, q->unit), NULL},
        {"data_as_of", lc_as_of_city(w), NULL}};
    const lc_layout layout = {.name = lists[q->which].name,
                              .fields = *lists[q->which].fields,
                              .head = head,
                              .heads = sizeof head / sizeof *head};
    list l = {.study = study, .w = w, .a = a, .unit = q->unit};
    lc_status st =
        lc_writer_open(&l.writer, lc_formats_find(q->csv ? "csv" : "json"),
                       &layout, (lc_target){.buf = out}, err);

    if (!st)
        st = lists[q->which].write(&l, err);
    if (!st)
        st = lc_writer_finish(&l.writer, err);
    lc_writer_free(&l.writer);
    lc_row_free(&l.row);
    return st;
}

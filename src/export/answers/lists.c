/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/lists.c - the three lists of the city's plan: the rules in
 * force, the facilities that are lacking, the data on hand.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "src/export/formats/row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct list {
    lc_study *study;
    const lc_world *w;
    const lc_assessment *a;
    uint32_t unit;
    lc_row row;
    lc_json *json; /* NULL: CSV */
} list;

static void begin_row(list *l)
{
    if (l->json)
        lc_json_object(l->json, NULL);
    else
        lc_row_begin(&l->row, NULL);
}

static void end_row(list *l)
{
    if (l->json)
        lc_json_end(l->json);
    else
        lc_row_end(&l->row);
}

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a list");
}

/* ---- the rules in force ---- */

static void put_policy(list *l, const lc_rule *u)
{
    size_t last = u->target_count;

    begin_row(l);
    lc_row_str(&l->row, "id", u->id);
    lc_row_str(&l->row, "name_zh", u->name_zh);
    lc_row_str(&l->row, "name_en", u->name_en);
    lc_row_str(&l->row, "group_zh", u->group_zh);
    lc_row_str(&l->row, "group_en", u->group_en);
    lc_row_str(&l->row, "kind", lc_rule_kind_name(u->kind));
    lc_row_known(&l->row, "services", u->categories);
    lc_row_known(&l->row, "level", u->level);
    lc_row_known(&l->row, "scope", u->scope);
    lc_row_double(&l->row, "target", last ? u->target[last - 1].value : NAN, 6);
    lc_row_str(&l->row, "unit_zh", u->unit_zh);
    lc_row_str(&l->row, "unit_en", u->unit_en);
    if (last && u->target[last - 1].year)
        lc_row_int(&l->row, "year", u->target[last - 1].year);
    else
        lc_row_str(&l->row, "year", NULL);
    lc_row_bool(&l->row, "binding", u->binding);
    lc_row_str(&l->row, "source_zh", u->source_zh);
    lc_row_str(&l->row, "source_en", u->source_en);
    end_row(l);
}

static lc_status write_policy(list *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);

    (void)err;
    for (size_t i = 0; i < lc_standard_rule_count(s); i++)
        put_policy(l, lc_standard_rule(s, i));
    return LIFE_OK;
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
             : no_memory(err);
    for (size_t i = 0; i < n && !st; i++) {
        const project p = {row[i].unit, q.category,       NULL,
                           1,           row[i].uncovered, q.limit_ms};

        if (p.unit == LIFE_NONE || !p.served || !inside(l, p.unit))
            continue;
        if (!lc_vec_push(out, p))
            st = no_memory(err);
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
            st = no_memory(err);
    }
    lc_report_clear(&r);
    return st;
}

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

static void put_project(list *l, const project *p)
{
    const lc_unit *u = lc_world_unit(l->w, p->unit);
    const lc_category *c =
        p->category == LIFE_NONE ? NULL : lc_world_category(l->w, p->category);

    begin_row(l);
    lc_row_str(&l->row, "unit", u->code);
    lc_row_str(&l->row, "unit_name", u->name);
    lc_row_str(&l->row, "level", u->level);
    lc_row_str(&l->row, "services", c ? c->id : p->rule->categories);
    lc_row_str(&l->row, "name_zh", c ? c->name_zh : p->rule->name_zh);
    lc_row_str(&l->row, "name_en", c ? c->name_en : p->rule->name_en);
    lc_row_str(&l->row, "rule", c ? "all_basic" : p->rule->id);
    lc_row_double(&l->row, "minutes", c ? p->limit_ms / 60000.0 : NAN, 3);
    lc_row_double(&l->row, "facilities_at_least", p->facilities, 3);
    if (p->served >= 0)
        lc_row_milli(&l->row, "served", p->served);
    else
        lc_row_str(&l->row, "served", NULL); /* who lives there isn't known */
    lc_row_str(&l->row, "weight", lc_world_setting(l->w, "home_kind"));
    end_row(l);
}

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
        put_project(l, &all.v[i]);
    lc_vec_free(&all);
    return st;
}

/* ---- the data on hand ---- */

typedef struct holding {
    const char *kind, *id, *name_zh, *name_en, *source, *from, *to, *owed;
    int64_t rows, dated;
} holding;

static void put_holding(list *l, const holding *h)
{
    begin_row(l);
    lc_row_str(&l->row, "kind", h->kind);
    lc_row_str(&l->row, "id", h->id);
    lc_row_known(&l->row, "name_zh", h->name_zh);
    lc_row_known(&l->row, "name_en", h->name_en);
    lc_row_int(&l->row, "rows", h->rows);
    lc_row_known(&l->row, "source", h->source);
    lc_row_known(&l->row, "oldest", h->from);
    lc_row_known(&l->row, "newest", h->to);
    lc_row_int(&l->row, "dated", h->dated);
    lc_row_known(&l->row, "attribution", h->owed);
    end_row(l);
}

/* How many facilities of a category there are, and when they were checked. */
static void put_category(list *l, uint32_t c)
{
    const lc_category *k = lc_world_category(l->w, c);
    holding h = {.kind = "category",
                 .id = k->id,
                 .name_zh = k->name_zh,
                 .name_en = k->name_en,
                 .rows = k->facility_count};

    for (uint32_t f = 0; f < lc_world_facility_count(l->w); f++) {
        const lc_facility *d = lc_world_facility(l->w, f);

        if (!(d->categories >> c & 1))
            continue;
        if (!h.source)
            h.source = d->source;
        else if (strcmp(h.source, d->source) != 0)
            h.source = "several";
        if (!*d->checked_on)
            continue;
        h.dated++;
        if (!h.from || strcmp(d->checked_on, h.from) < 0)
            h.from = d->checked_on;
        if (!h.to || strcmp(d->checked_on, h.to) > 0)
            h.to = d->checked_on;
    }
    put_holding(l, &h);
}

static lc_status write_data(list *l, lc_error *err)
{
    (void)err;
    for (uint32_t i = 0; i < lc_world_source_count(l->w); i++) {
        const lc_source_info *s = lc_world_source(l->w, i);
        const holding h = {.kind = s->kind,
                           .id = s->name,
                           .rows = s->row_count,
                           .source = s->file,
                           .from = s->imported_at,
                           .to = s->imported_at,
                           .dated = s->row_count,
                           .owed = s->attribution};

        put_holding(l, &h);
    }
    for (uint32_t c = 0; c < lc_world_category_count(l->w); c++)
        put_category(l, c);
    return LIFE_OK;
}

/* ---- all of them ---- */

static const struct {
    const char *name;
    lc_status (*write)(list *l, lc_error *err);
} writers[LIFE_LIST_COUNT] = {{"policy", write_policy},
                              {"projects", write_projects},
                              {"data", write_data}};

const char *const lc_list_names[LIFE_LIST_COUNT + 1] = {"policy", "projects",
                                                        "data", NULL};

static void put_header(list *l, lc_list which)
{
    static const lc_rule rule = {.group = ""};
    static const holding nothing = {0};
    const project p = {.rule = &rule, .category = LIFE_NONE};

    l->row.names_only = true;
    if (which == LIFE_LIST_POLICY)
        put_policy(l, &rule);
    else if (which == LIFE_LIST_DATA)
        put_holding(l, &nothing);
    else if (lc_world_unit_count(l->w))
        put_project(l, &p);
    l->row.names_only = false;
}

lc_status lc_answer_list(lc_buf *out, lc_study *study, const lc_assessment *a,
                         const lc_list_query *q, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_json j;
    list l = {.study = study, .w = w, .a = a, .unit = q->unit};
    lc_status st;

    if (q->csv) {
        l.row.csv = out;
        lc_buf_puts(out, LIFE_CSV_BOM);
        put_header(&l, q->which);
        return writers[q->which].write(&l, err);
    }
    l.json = l.row.json = &j;
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "list", writers[q->which].name);
    lc_json_str(&j, "standard", lc_standard_id(lc_assessment_standard(a)));
    lc_json_str(&j, "unit", lc_unit_code(w, q->unit));
    lc_json_array(&j, "rows");
    st = writers[q->which].write(&l, err);
    if (st)
        return st;
    lc_json_end(&j);
    lc_json_end(&j);
    return LIFE_OK;
}

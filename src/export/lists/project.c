/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/project.c - what is to be built: where people can't walk to
 * a basic service, and where a unit lacks what it must have.
 *
 * What is lacking in reach is looked for in the finest units, what must be
 * there by rule in all of them. A rule that fails for a service that has a
 * project already only adds its name.
 */
#include "src/export/lists/project.h"

#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"

#include <math.h>
#include <string.h>

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

/* ---- one project ---- */

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
static int64_t meant_of(const lc_projects *p, const lc_project *x)
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

static lc_status add(lc_projects *p, lc_project *x, lc_error *err)
{
    x->meant = p->bands.count ? meant_of(p, x) : x->served;
    if (x->served >= 0 && x->served < least_of(p->l->w))
        return LIFE_OK;
    return lc_vec_push(&p->all, *x) ? LIFE_OK : lc_no_memory(err, "a list");
}

/* Of capacity what the norm asks for in each of the finest units. A fault in
 * the tables of norms is told where they are asked for. */
static lc_status find_capacity(lc_projects *p, uint32_t category, bool *known,
                               lc_error *err)
{
    lc_study *s = p->l->study;
    uint32_t capacity = lc_capacity_of(s, category);
    const char *by = lc_standard_id(lc_assessment_standard(p->l->a));
    lc_access_query q = {.limit_ms = 15 * 60000, .capacity = capacity};
    lc_access a;
    size_t n;
    lc_status st = lc_capacity_check(s, NULL);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "a list");
    *known = !st && capacity != LIFE_NONE &&
             lc_capacity_at(s, capacity)->norms > 0 &&
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

static void set_capacity(const lc_projects *p, lc_project *x)
{
    for (size_t i = 0; i < lc_world_unit_count(p->l->w); i++)
        if (p->capacity[i].unit == x->unit) {
            x->short_milli = p->capacity[i].short_milli;
            x->short_at_most = p->capacity[i].short_at_most;
            return;
        }
}

/* The homes of each unit that have a basic service out of reach. */
static lc_status add_uncovered(lc_projects *p, size_t basic, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(p->l->a);
    lc_coverage_query q = {.no_percentiles = true};
    bool known = false;
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
        lc_project x = {.unit = u,
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

static void add_name(const lc_projects *p, lc_project *x, const lc_rule *r)
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
static lc_project *find(lc_projects *p, uint32_t unit, uint32_t category)
{
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].unit == unit && p->all.v[i].category == category)
            return &p->all.v[i];
    return NULL;
}

/* One project of what a unit must have and hasn't: x tells of which category
 * (LIFE_NONE: of which kinds) and how many. Whom it would serve is everybody
 * there where the rule says nothing. */
static lc_status add_lacking(lc_projects *p, uint32_t unit, const lc_rule *r,
                             lc_project x, lc_error *err)
{
    const lc_world *w = p->l->w;
    const lc_unit *u = lc_world_unit(w, unit);
    const lc_lacking *all = &p->lacking[unit];
    lc_project *there =
        x.category == LIFE_NONE ? NULL : find(p, unit, x.category);

    if (x.category != LIFE_NONE && !is_asked(p->l, x.category))
        return LIFE_OK;
    if (there) {
        add_name(p, there, r);
        return LIFE_OK;
    }
    x.unit = unit;
    x.group = r->group;
    x.order = order_of(w, r->group);
    x.served = u->home_count ? all->weight : -1;
    x.placed = all->homes > 0 || !lc_world_unit_is_alone(u);
    x.at = all->homes > 0 ? all->at : u->centre;
    x.short_milli = -1;
    memcpy(x.age, all->age, sizeof x.age);
    add_name(p, &x, r);
    return add(p, &x, err);
}

/* Kinds that must all come are built each by itself; where some of them would
 * do, one project says among which. What perhaps is there isn't lacking yet. */
static lc_status add_provision(lc_projects *p, uint32_t unit,
                               const lc_indicator *v, lc_error *err)
{
    const lc_rule *r = v->rule;
    double least = v->target - v->high;
    size_t kinds = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < r->asked_count; i++)
        kinds += v->absent >> i & 1;
    if (!kinds || (double)kinds > least)
        return add_lacking(p, unit, r,
                           (lc_project){.category = only_category(p->l->w, r),
                                        .absent = v->absent,
                                        .facilities = least},
                           err);
    for (size_t i = 0; i < r->asked_count && !st; i++)
        if (v->absent >> i & 1)
            st = add_lacking(p, unit, r,
                             (lc_project){.category = r->asked[i].category,
                                          .absent = UINT32_C(1) << i,
                                          .facilities = 1},
                             err);
    return st;
}

static bool is_circle(const lc_rule *r)
{
    return r->kind == LIFE_RULE_TIME_CIRCLE ||
           r->kind == LIFE_RULE_DISTANCE_CIRCLE;
}

/* A failing circle of the unit is a reason for each project of its services. */
static void add_circle(lc_projects *p, uint32_t unit, const lc_rule *r)
{
    for (size_t i = 0; i < p->all.n; i++) {
        lc_project *x = &p->all.v[i];

        if (x->unit == unit && x->category != LIFE_NONE && x->limit_ms &&
            lc_rules_asks(p->l->w, r, x->category))
            add_name(p, x, r);
    }
}

static lc_status add_rules(lc_projects *p, uint32_t unit, lc_error *err)
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
static lc_status add_all_rules(lc_projects *p, lc_error *err)
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

/* ---- all of them ---- */

/* The city's own, and those of whom services are for. */
static lc_status make_bands(lc_projects *p, lc_error *err)
{
    lc_study *s = p->l->study;
    lc_status st = lc_lacking_bands_make(s, &p->bands, err);

    p->shown = p->bands.count;
    for (uint32_t i = 0; i < lc_capacity_count(s) && !st; i++)
        st =
            lc_lacking_bands_add(s, &p->bands, lc_capacity_at(s, i)->ages, err);
    return st;
}

lc_status lc_project_find(lc_list_run *l, lc_projects *out, lc_error *err)
{
    size_t units = lc_world_unit_count(l->w),
           levels = lc_world_level_count(l->w);
    const lc_standard *s = lc_assessment_standard(l->a);
    lc_status st;

    *out =
        (lc_projects){.l = l,
                      .lacking = lc_calloc(units + 1, sizeof *out->lacking),
                      .capacity = lc_calloc(units + 1, sizeof *out->capacity),
                      .finest = levels ? (uint32_t)levels - 1 : 0};
    st = out->lacking && out->capacity ? make_bands(out, err)
                                       : lc_no_memory(err, "a list");
    for (size_t i = 0; i < lc_standard_basic_count(s) && levels && !st; i++)
        st = add_uncovered(out, i, err);
    return st ? st : add_all_rules(out, err);
}

void lc_project_clear(lc_projects *p)
{
    for (size_t i = 0; i < p->all.n; i++)
        lc_buf_free(&p->all.v[i].rules);
    lc_vec_free(&p->all);
    lc_lacking_bands_clear(&p->bands);
    lc_free(p->lacking);
    lc_free(p->capacity);
}

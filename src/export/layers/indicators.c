/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/indicators.c - a standard measured on all units of a
 * level: wide on a map (verdict_RULE, value_RULE), long as a table.
 */
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/unit.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/indicator.h"
#include "src/export/values/unit.h"

#include <math.h>

/* ---- of which units ---- */

/* One that the level has already is there once. */
static lc_status use(lc_layer_rows *l, uint32_t unit, lc_error *err)
{
    const lc_assessment *a;
    lc_status st =
        lc_assessment_of(l->study, l->request.standard, unit, &a, err);

    if (st)
        return st;
    for (size_t i = 0; i < l->assessment.n; i++)
        if (l->assessment.v[i] == a)
            return LIFE_OK;
    return lc_vec_push(&l->assessment, a) ? LIFE_OK
                                          : lc_no_memory(err, "the columns");
}

/* Level by level, in the order of the units. Which rules there are depends on
 * the standards of the levels' units; without units it is the city's. */
static lc_status use_all(lc_layer_rows *l, lc_error *err)
{
    uint32_t level, after = lc_layer_levels(l, &level);
    lc_status st = LIFE_OK;

    for (; !st && level < after; level++)
        for (uint32_t u = 0; !st && u < lc_world_unit_count(l->w); u++) {
            if (lc_world_unit(l->w, u)->level_index != level)
                continue;
            if (!lc_vec_push(&l->at, u))
                return lc_no_memory(err, "the units");
            st = use(l, u, err);
        }
    return st || l->assessment.n ? st : use(l, LIFE_NONE, err);
}

/* Of the unit that is read: the next row is often of the same. */
static lc_status read_report(const lc_layer_rows *l, uint32_t unit,
                             lc_report *out, lc_error *err)
{
    const lc_report_query q = {.unit = unit, .no_ranks = true};
    const lc_assessment *a;
    lc_status st;

    if (out->world && out->unit == unit)
        return LIFE_OK;
    lc_report_clear(out);
    st = lc_assessment_of(l->study, l->request.standard, unit, &a, err);
    return st ? st : lc_report_make(l->study, a, &q, out, err);
}

/* A published figure that is not to be given away is empty; its verdict is a
 * result. */
static lc_indicator given(const lc_layer_rows *l, const lc_indicator *v)
{
    lc_indicator out = *v;

    if (!lc_held_figures(l->w))
        return out;
    if (*v->figure_source)
        out.value = out.low = out.high = NAN;
    out.published_differs = false;
    out.published.value = NAN;
    out.published.year = 0;
    out.published.source = "";
    out.history_count = 0;
    if (v->progress.by_published)
        out.progress = (lc_rule_progress){
            .first = NAN, .percent = NAN, .low = NAN, .high = NAN};
    return out;
}

/* ---- long ---- */

/* How many rules apply to a unit is known by its report, which is arithmetic
 * and is made anew for its rows: all of them would be most of the memory. */
static lc_status count_rows(lc_layer_rows *l, lc_error *err)
{
    lc_report report = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < l->at.n; i++) {
        st = read_report(l, l->at.v[i], &report, err);
        l->count += report.rows;
        if (!st && !lc_vec_push(&l->end, l->count))
            st = lc_no_memory(err, "the indicators");
    }
    lc_report_clear(&report);
    return st;
}

static lc_status long_open(lc_layer_rows *l, lc_error *err)
{
    lc_status st;

    lc_fieldset_add(&l->columns, &lc_indicator_unit_fields);
    lc_fieldset_add(&l->columns, &lc_indicator_fields);
    lc_fieldset_add(&l->columns, &lc_indicator_standard_fields);
    st = use_all(l, err);
    return st ? st : count_rows(l, err);
}

/* The first whose rows end behind row i. */
static size_t unit_of_row(const lc_layer_rows *l, size_t i)
{
    size_t low = 0, high = l->end.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (l->end.v[mid] <= i)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Ranks are left out (no_ranks): each would look at all units again, and the
 * table has what they are made from. */
static lc_status long_row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                          lc_error *err)
{
    size_t u = unit_of_row(l, i);
    lc_status st = read_report(l, l->at.v[u], &r->report, err);
    lc_indicator v;

    if (st)
        return st;
    v = given(l, &r->report.row[i - (u ? l->end.v[u - 1] : 0)]);
    lc_indicator_unit(&r->row, l->w, r->report.unit);
    lc_indicator_values(&r->row, l->w, &v);
    lc_indicator_standard(&r->row, r->report.standard);
    return LIFE_OK;
}

/* ---- wide ---- */

static void add_rules(lc_layer_rows *l, const lc_standard *s)
{
    static const lc_export_field verdict = {"verdict_", LIFE_TEXT, "",
                                            "verdict", "结论"};
    static const lc_export_field value[] = {
        {"value_", LIFE_DECIMAL(6), "", "value", "数值"},
        {"min_", LIFE_DECIMAL(6), "", "value at least", "数值下限"},
        {"max_", LIFE_DECIMAL(6), "", "value at most", "数值上限"}};

    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        const lc_rule *rule = lc_standard_rule(s, i);

        lc_fieldset_make(&l->columns, &verdict, "", rule->id);
        for (size_t k = 0; k < sizeof value / sizeof *value; k++)
            lc_fieldset_make(&l->columns, &value[k], "", rule->id);
    }
}

static lc_status wide_open(lc_layer_rows *l, lc_error *err)
{
    lc_status st = use_all(l, err);

    if (st)
        return st;
    lc_fieldset_add(&l->columns, &lc_unit_fields);
    for (size_t i = 0; i < l->assessment.n; i++)
        add_rules(l, lc_assessment_standard(l->assessment.v[i]));
    lc_fieldset_add(&l->columns, &lc_indicator_standard_fields);
    l->count = l->at.n;
    return LIFE_OK;
}

/* A report's rows are in the order of its standard's rules; those that do not
 * apply to the unit are left out, and so are all of another standard. */
static void put_rules(lc_row *r, const lc_layer_rows *l,
                      const lc_report *report, const lc_standard *s)
{
    size_t at = 0;

    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        bool applies =
            at < report->rows && report->row[at].rule == lc_standard_rule(s, i);
        lc_indicator v = {0};

        if (applies)
            v = given(l, &report->row[at]);
        lc_row_add(r, applies ? lc_cell_text(lc_indicator_verdict_id(v.verdict))
                              : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.value) : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.low) : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.high) : lc_cell_absent());
        at += applies;
    }
}

static lc_status wide_row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                          lc_error *err)
{
    const lc_unit *u = lc_world_unit(l->w, l->at.v[i]);
    lc_status st = read_report(l, l->at.v[i], &r->report, err);

    if (st)
        return st;
    r->row.id = u->code;
    r->row.geometry.shape = lc_held_outline(l->w, u);
    lc_unit_values(&r->row, l->w, u);
    for (size_t s = 0; s < l->assessment.n; s++)
        put_rules(&r->row, l, &r->report,
                  lc_assessment_standard(l->assessment.v[s]));
    lc_indicator_standard(&r->row, r->report.standard);
    return LIFE_OK;
}

extern const lc_export_layer lc_layer_indicators;
const lc_export_layer lc_layer_indicators = {
    {LIFE_GEOMETRY_AREA, wide_open, wide_row},
    {LIFE_GEOMETRY_NONE, long_open, long_row}};

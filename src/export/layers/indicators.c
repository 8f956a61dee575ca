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

/* One that the level has already is there once. */
static lc_status use(lc_layer_run *run, uint32_t unit, lc_error *err)
{
    const lc_assessment *a;
    lc_status st =
        lc_assessment_of(run->study, run->request.standard, unit, &a, err);

    if (st)
        return st;
    for (size_t i = 0; i < run->assessment.n; i++)
        if (run->assessment.v[i] == a)
            return LIFE_OK;
    return lc_vec_push(&run->assessment, a) ? LIFE_OK
                                            : lc_no_memory(err, "the columns");
}

/* Which rules there are depends on the standards of the level's units; without
 * units it is the city's. */
static lc_status use_all(lc_layer_run *run, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t u = 0; !st && u < lc_world_unit_count(run->w); u++)
        if (lc_world_unit(run->w, u)->level_index == run->request.level)
            st = use(run, u, err);
    return st || run->assessment.n ? st : use(run, LIFE_NONE, err);
}

/* The report of each unit of the level, in the order of the units. */
static lc_status each_report(lc_layer_run *run,
                             lc_status (*put)(lc_layer_run *run,
                                              const lc_report *report,
                                              lc_error *err),
                             lc_error *err)
{
    lc_report_query q = {.no_ranks = true};
    lc_status st = LIFE_OK;

    for (uint32_t u = 0; !st && u < lc_world_unit_count(run->w); u++) {
        const lc_assessment *a;
        lc_report report;

        if (lc_world_unit(run->w, u)->level_index != run->request.level)
            continue;
        q.unit = u;
        st = lc_assessment_of(run->study, run->request.standard, u, &a, err);
        if (!st)
            st = lc_report_make(run->study, a, &q, &report, err);
        if (st)
            return st;
        st = put(run, &report, err);
        lc_report_clear(&report);
    }
    return st;
}

/* A published figure that is not to be given away is empty; its verdict is a
 * result. */
static lc_indicator given(const lc_layer_run *run, const lc_indicator *v)
{
    lc_indicator out = *v;

    if (!lc_held_figures(run->w))
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

static lc_status long_columns(lc_layer_run *run, lc_error *err)
{
    lc_fieldset_add(&run->columns, &lc_indicator_unit_fields);
    lc_fieldset_add(&run->columns, &lc_indicator_fields);
    lc_fieldset_add(&run->columns, &lc_indicator_standard_fields);
    return use_all(run, err);
}

/* Ranks are left out (no_ranks): each would look at all units again, and the
 * table has what they are made from. */
static lc_status put_lines(lc_layer_run *run, const lc_report *report,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < report->rows; i++) {
        const lc_indicator v = given(run, &report->row[i]);

        lc_indicator_unit(&run->row, run->w, report->unit);
        lc_indicator_values(&run->row, run->w, &v);
        lc_indicator_standard(&run->row, report->standard);
        st = lc_layer_put(run, err);
    }
    return st;
}

static lc_status long_rows(lc_layer_run *run, lc_error *err)
{
    return each_report(run, put_lines, err);
}

/* ---- wide ---- */

static void add_rules(lc_layer_run *run, const lc_standard *s)
{
    static const lc_export_field verdict = {"verdict_", LIFE_TEXT, "",
                                            "verdict", "结论"};
    static const lc_export_field value[] = {
        {"value_", LIFE_DECIMAL(6), "", "value", "数值"},
        {"min_", LIFE_DECIMAL(6), "", "value at least", "数值下限"},
        {"max_", LIFE_DECIMAL(6), "", "value at most", "数值上限"}};

    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        const lc_rule *rule = lc_standard_rule(s, i);

        lc_fieldset_make(&run->columns, &verdict, "", rule->id);
        for (size_t k = 0; k < sizeof value / sizeof *value; k++)
            lc_fieldset_make(&run->columns, &value[k], "", rule->id);
    }
}

static lc_status wide_columns(lc_layer_run *run, lc_error *err)
{
    lc_status st = use_all(run, err);

    if (st)
        return st;
    lc_fieldset_add(&run->columns, &lc_unit_fields);
    for (size_t i = 0; i < run->assessment.n; i++)
        add_rules(run, lc_assessment_standard(run->assessment.v[i]));
    lc_fieldset_add(&run->columns, &lc_indicator_standard_fields);
    return LIFE_OK;
}

/* A report's rows are in the order of its standard's rules; those that do not
 * apply to the unit are left out, and so are all of another standard. */
static void put_rules(lc_layer_run *run, const lc_report *report,
                      const lc_standard *s)
{
    lc_row *r = &run->row;
    size_t at = 0;

    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        bool applies =
            at < report->rows && report->row[at].rule == lc_standard_rule(s, i);
        lc_indicator v = {0};

        if (applies)
            v = given(run, &report->row[at]);
        lc_row_add(r, applies ? lc_cell_text(lc_indicator_verdict_id(v.verdict))
                              : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.value) : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.low) : lc_cell_absent());
        lc_row_add(r, applies ? lc_cell_real(v.high) : lc_cell_absent());
        at += applies;
    }
}

static lc_status put_unit(lc_layer_run *run, const lc_report *report,
                          lc_error *err)
{
    const lc_unit *u = lc_world_unit(run->w, report->unit);

    run->row.id = u->code;
    run->row.geometry.shape = lc_held_outline(run->w, u);
    lc_unit_values(&run->row, run->w, u);
    for (size_t i = 0; i < run->assessment.n; i++)
        put_rules(run, report, lc_assessment_standard(run->assessment.v[i]));
    lc_indicator_standard(&run->row, report->standard);
    return lc_layer_put(run, err);
}

static lc_status wide_rows(lc_layer_run *run, lc_error *err)
{
    return each_report(run, put_unit, err);
}

extern const lc_export_layer lc_layer_indicators;
const lc_export_layer lc_layer_indicators = {
    {LIFE_GEOMETRY_AREA, wide_columns, wide_rows},
    {LIFE_GEOMETRY_NONE, long_columns, long_rows}};

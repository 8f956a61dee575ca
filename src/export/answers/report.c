/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/report.c - a unit's report and the standards as JSON and
 * CSV.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/ages.h"
#include "src/export/formats/row.h"

#include <math.h>
#include <string.h>

enum { MOST_WITHOUT = 100 };

/* A number, or null for what is not known or has no end. */
static void put_number(lc_row *r, const char *key, double v)
{
    lc_row_double(r, key, isfinite(v) ? v : NAN, 6);
}

static void put_known(lc_row *r, const char *key, bool known, int64_t v)
{
    if (known)
        lc_row_int(r, key, v);
    else
        lc_row_str(r, key, NULL);
}

/* The list in one language; its texts live as long as the row is written. */
static void put_lacks(lc_row *r, const char *key, const lc_world *w,
                      const lc_indicator *v, lc_lang lang)
{
    lc_buf text[LIFE_MAX_MISSING] = {{0}};
    const char *item[LIFE_MAX_MISSING];

    for (size_t i = 0; i < v->missing_count; i++) {
        lc_missing_text(&text[i], w, &v->missing[i], lang);
        item[i] = lc_say_part(r->json ? r->json->out : r->csv, &text[i]);
    }
    lc_row_list(r, key, item, v->missing_count);
    for (size_t i = 0; i < v->missing_count; i++)
        lc_buf_free(&text[i]);
}

static void put_missing(lc_row *r, const lc_world *w, const lc_indicator *v)
{
    put_lacks(r, "missing", w, v, LIFE_LANG_EN);
    put_lacks(r, "missing_zh", w, v, LIFE_LANG_ZH);
}

/* The gap as one number: people where they are counted, else what is lacking
 * in facilities, beds ... */
static void put_gap(lc_row *r, const lc_world *w, const lc_indicator *v)
{
    bool people = v->gap_weight >= 0;

    if (people)
        lc_row_milli(r, "gap", v->gap_weight);
    else
        put_number(r, "gap", v->gap_amount);
    lc_row_known(r, "gap_unit",
                 people ? lc_world_setting(w, "home_kind") : v->gap_unit_en);
    lc_row_double(r, "gap_people", people ? (double)v->gap_weight / 1000 : NAN,
                  3);
    put_number(r, "gap_amount", v->gap_amount);
    lc_row_known(r, "gap_amount_unit_zh", v->gap_unit_zh);
    lc_row_known(r, "gap_amount_unit_en", v->gap_unit_en);
}

static void put_rule(lc_row *r, const lc_rule *u)
{
    lc_row_str(r, "id", u->id);
    lc_row_str(r, "name_zh", u->name_zh);
    lc_row_str(r, "name_en", u->name_en);
    lc_row_str(r, "kind", lc_rule_kind_name(u->kind));
    lc_row_str(r, "group", u->group);
    lc_row_str(r, "group_zh", u->group_zh);
    lc_row_str(r, "group_en", u->group_en);
}

static void put_provenance(lc_row *r, const lc_rule *u)
{
    lc_row_known(r, "mode", u->mode);
    lc_row_bool(r, "mode_inferred", u->mode_inferred);
    lc_row_known(r, "population", u->population);
    lc_row_bool(r, "binding", u->binding);
    put_number(r, "stretch", u->stretch);
    lc_row_known(r, "choice_zh", u->choice_zh);
    lc_row_known(r, "choice_en", u->choice_en);
    lc_row_str(r, "source", u->source_zh);
    lc_row_str(r, "source_en", u->source_en);
}

void lc_row_indicator(lc_row *r, const lc_world *w, uint32_t unit,
                      const lc_indicator *v)
{
    const lc_unit *u = unit == LIFE_NONE ? NULL : lc_world_unit(w, unit);

    if (!r->json) {
        lc_row_str(r, "unit_code", u ? u->code : NULL);
        lc_row_str(r, "unit_name", u ? u->name : NULL);
        lc_row_str(r, "level", u ? u->level : NULL);
    }
    put_rule(r, v->rule);
    lc_row_str(r, "verdict", lc_rule_verdict_id(v->verdict));
    put_number(r, "value", v->value);
    put_number(r, "value_min", v->low);
    put_number(r, "value_max", v->high);
    put_number(r, "target", v->target);
    lc_row_str(r, "unit", v->unit_en);
    lc_row_str(r, "unit_zh", v->unit_zh);
    lc_row_str(r, "op",
               v->rule->op == LIFE_AT_LEAST  ? "at_least"
               : v->rule->op == LIFE_AT_MOST ? "at_most"
                                             : "more_than");
    put_known(r, "target_year", v->target_year > 0, v->target_year);
    lc_row_bool(r, "due", v->due);
    put_gap(r, w, v);
    put_missing(r, w, v);
    put_known(r, "units", v->units > 0, v->units);
    put_known(r, "units_met", v->units > 0, v->units_met);
    put_known(r, "units_unknown", v->units > 0, v->units_unknown);
    lc_row_int(r, "facilities", v->facilities);
    put_known(r, "figure_year", v->year > 0, v->year);
    lc_row_known(r, "figure_source", v->figure_source);
    put_known(r, "rank", v->rank > 0, v->rank);
    put_known(r, "ranked", v->rank > 0, v->ranked);
    put_provenance(r, v->rule);
}

/* ---- a report ---- */

static void put_head(lc_json *j, const lc_report *r)
{
    const lc_world *w = r->world;
    const lc_unit *u = r->unit == LIFE_NONE ? NULL : lc_world_unit(w, r->unit);
    const lc_unit *parent =
        u && u->parent != LIFE_NONE ? lc_world_unit(w, u->parent) : NULL;
    int year;
    int64_t people = lc_world_unit_residents(w, r->unit, &year);

    lc_json_str(j, "unit", u ? u->code : NULL);
    lc_json_str(j, "unit_name", u ? u->name : lc_world_setting(w, "name"));
    lc_json_str(j, "level", u ? u->level : NULL);
    lc_json_str(j, "parent", parent ? parent->code : NULL);
    lc_json_str(j, "parent_name", parent ? parent->name : NULL);
    lc_json_bool(j, "approximate", u && u->approximate);
    lc_json_str(j, "standard", lc_standard_id(r->standard));
    lc_json_str(j, "standard_name_zh", lc_standard_name_zh(r->standard));
    lc_json_str(j, "standard_name_en", lc_standard_name_en(r->standard));
    lc_json_str(j, "standard_version", lc_standard_version(r->standard));
    if (r->year)
        lc_json_int(j, "year", r->year);
    else
        lc_json_null(j, "year");
    lc_json_str(j, "weight", lc_world_setting(w, "home_kind"));
    lc_json_milli(j, "weight_total", r->weight);
    if (people >= 0)
        lc_json_milli(j, "residents", people);
    else
        lc_json_null(j, "residents");
    if (people >= 0 && year)
        lc_json_int(j, "residents_year", year);
    else
        lc_json_null(j, "residents_year");
}

static void put_summary(lc_json *j, const lc_report *r)
{
    lc_json_object(j, "summary");
    lc_json_int(j, "pass", (int64_t)r->tally[LIFE_VERDICT_PASS]);
    lc_json_int(j, "fail", (int64_t)r->tally[LIFE_VERDICT_FAIL]);
    lc_json_int(j, "unknown", (int64_t)r->tally[LIFE_VERDICT_UNKNOWN]);
    lc_json_int(j, "due", (int64_t)r->due);
    lc_json_int(j, "due_met", (int64_t)r->due_met);
    if (r->rank)
        lc_json_int(j, "rank", r->rank);
    else
        lc_json_null(j, "rank");
    lc_json_int(j, "of", r->siblings);
    lc_json_end(j);
}

static void put_without(lc_json *j, const lc_report *r, const lc_assessment *a,
                        size_t row)
{
    uint32_t unit[MOST_WITHOUT];
    size_t n;

    if (r->row[row].rule->kind != LIFE_RULE_PROVISION || !r->row[row].units)
        return;
    lc_report_without(r, a, row, unit, MOST_WITHOUT, &n);
    lc_json_int(j, "without_count", (int64_t)n);
    lc_json_array(j, "without");
    for (size_t i = 0; i < n && i < MOST_WITHOUT; i++) {
        const lc_unit *u = lc_world_unit(r->world, unit[i]);

        lc_json_object(j, NULL);
        lc_json_str(j, "unit", u->code);
        lc_json_str(j, "name", u->name);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_steps(lc_json *j, const lc_report *r)
{
    lc_json_array(j, "next_steps");
    for (size_t i = 0; i < r->steps; i++) {
        const lc_next_step *s = &r->step[i];
        const lc_category *c = lc_world_category(r->world, s->category);
        lc_lonlat at = lc_pt_lonlat(s->at);

        lc_json_object(j, NULL);
        lc_json_str(j, "category", c->id);
        lc_json_str(j, "name_zh", c->name_zh);
        lc_json_str(j, "name_en", c->name_en);
        lc_json_double(j, "minutes", s->limit_ms / 60000.0, 3);
        lc_json_double(j, "lon", at.lon, 7);
        lc_json_double(j, "lat", at.lat, 7);
        lc_json_str(j, "unit", lc_unit_code(r->world, s->unit));
        lc_json_milli(j, "gained", s->gained);
        lc_json_milli(j, "uncovered", s->lacking);
        lc_json_end(j);
    }
    lc_json_end(j);
}

void lc_answer_report(lc_buf *out, const lc_report *r, const lc_assessment *a)
{
    lc_json j;
    lc_row row = {.json = &j};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_head(&j, r);
    put_summary(&j, r);
    lc_json_array(&j, "indicators");
    for (size_t i = 0; i < r->rows; i++) {
        lc_json_object(&j, NULL);
        lc_row_indicator(&row, r->world, r->unit, &r->row[i]);
        put_without(&j, r, a, i);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_array(&j, "not_applicable");
    for (size_t i = 0; i < r->beside_count; i++)
        lc_json_str(&j, NULL, r->beside[i]->id);
    lc_json_end(&j);
    put_steps(&j, r);
    lc_json_str(&j, "attribution", lc_world_setting(r->world, "attribution"));
    lc_json_end(&j);
}

static lc_status put_lines(lc_row *row, lc_study *study, const lc_assessment *a,
                           const lc_report_query *q, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_report r;
    lc_status st = lc_report_make(study, a, q, &r, err);

    for (size_t i = 0; !st && i < r.rows; i++) {
        lc_row_begin(row, NULL);
        lc_row_indicator(row, w, q->unit, &r.row[i]);
        lc_row_end(row);
    }
    if (!st)
        lc_report_clear(&r);
    return st;
}

/* NOLINTNEXTLINE(readability-function-size): a question of three parts */
lc_status lc_answer_report_csv(lc_buf *out, lc_study *study,
                               const lc_assessment *a, uint32_t level,
                               const lc_report_query *q, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    static const lc_rule no_rule = {.group = ""};
    const lc_indicator none = {.rule = &no_rule};
    lc_row row = {.csv = out, .names_only = true};
    lc_report_query one = *q;
    lc_status st = LIFE_OK;

    one.steps = false; /* they take seconds, and no column has them */
    lc_buf_puts(out, LIFE_CSV_BOM);
    lc_row_begin(&row, NULL);
    lc_row_indicator(&row, w, LIFE_NONE, &none);
    lc_row_end(&row);
    row.names_only = false;
    if (level == LIFE_NONE)
        return put_lines(&row, study, a, &one, err);
    one.no_ranks = true; /* all values are there to be compared */
    for (uint32_t u = 0; u < lc_world_unit_count(w) && !st; u++) {
        one.unit = u;
        if (lc_world_unit(w, u)->level_index == level)
            st = put_lines(&row, study, a, &one, err);
    }
    return st;
}

/* ---- the standards ---- */

static void put_targets(lc_json *j, const lc_rule *u)
{
    lc_json_array(j, "targets");
    for (size_t i = 0; i < u->target_count; i++) {
        lc_json_object(j, NULL);
        if (u->target[i].year)
            lc_json_int(j, "year", u->target[i].year);
        else
            lc_json_null(j, "year");
        lc_json_double(j, "value", u->target[i].value, 6);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_standard_rule(lc_json *j, const lc_rule *u)
{
    lc_row row = {.json = j};

    lc_json_object(j, NULL);
    put_rule(&row, u);
    lc_json_str(j, "categories", u->categories);
    lc_json_str(j, "level", u->level);
    lc_json_str(j, "scope", u->scope);
    put_number(&row, "limit", u->limit > 0 ? u->limit : NAN);
    lc_json_str(j, "unit", u->unit_en);
    lc_json_str(j, "unit_zh", u->unit_zh);
    put_targets(j, u);
    put_provenance(&row, u);
    lc_json_end(j);
}

static void put_standard(lc_json *j, const lc_world *w, const lc_standard *s)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "id", lc_standard_id(s));
    lc_json_str(j, "name_zh", lc_standard_name_zh(s));
    lc_json_str(j, "name_en", lc_standard_name_en(s));
    lc_json_str(j, "version", lc_standard_version(s));
    lc_json_array(j, "all_basic");
    for (size_t i = 0; i < lc_standard_basic_count(s); i++) {
        uint32_t limit_ms, c = lc_standard_basic(s, i, &limit_ms);

        lc_json_object(j, NULL);
        lc_json_str(j, "category", lc_category_id(w, c));
        lc_json_double(j, "minutes", limit_ms / 60000.0, 3);
        lc_json_end(j);
    }
    lc_json_end(j);
    lc_json_array(j, "rules");
    for (size_t i = 0; i < lc_standard_rule_count(s); i++)
        put_standard_rule(j, lc_standard_rule(s, i));
    lc_json_end(j);
    lc_json_array(j, "systems");
    for (size_t i = 0; i < lc_standard_system_count(s); i++) {
        const lc_rule_system *y = lc_standard_system(s, i);

        lc_json_object(j, NULL);
        lc_json_str(j, "id", y->id);
        lc_json_str(j, "name_zh", y->name_zh);
        lc_json_str(j, "name_en", y->name_en);
        lc_json_str(j, "state", y->state);
        lc_json_str(j, "done_by_zh", y->done_by_zh);
        lc_json_str(j, "done_by_en", y->done_by_en);
        lc_json_str(j, "source", y->source_zh);
        lc_json_end(j);
    }
    lc_json_end(j);
    lc_json_end(j);
}

lc_status lc_answer_standards(lc_buf *out, const lc_world *w, lc_error *err)
{
    lc_json j;
    lc_status st = LIFE_OK;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "standards");
    for (size_t i = 0; lc_standard_names[i] && !st; i++) {
        lc_standard *s;

        st = lc_standard_open(w, lc_standard_names[i], &s, err);
        if (st)
            break;
        put_standard(&j, w, s);
        lc_standard_free(s);
    }
    if (st)
        return st;
    lc_json_end(&j);
    lc_json_end(&j);
    return LIFE_OK;
}

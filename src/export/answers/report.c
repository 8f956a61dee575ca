/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/report.c - a unit's report as JSON and as a table.
 *
 * An indicator is a row of fields (values/indicator.h), as a member of the
 * JSON and as a line of the CSV. Ranks and next steps take far longer to work
 * out than all else, so they are only asked for where something shows them.
 */
#include "lifecircle/export/answers/report.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/alone.h"
#include "src/export/values/indicator.h"
#include "src/export/values/unit.h"
#include "src/export/values/verdict.h"
#include "src/export/values/when.h"

enum { MOST_WITHOUT = 100 }; /* units named, of those that fail a rule */

/* ---- JSON ---- */

/* What is not known is null and there: a reader can count on every key. */
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
    lc_alone_put_of(j, w, r->unit);
    lc_json_str(j, "standard", lc_standard_id(r->standard));
    lc_json_str(j, "standard_name_zh", lc_standard_name_zh(r->standard));
    lc_json_str(j, "standard_name_en", lc_standard_name_en(r->standard));
    lc_json_str(j, "standard_whose_zh", lc_standard_whose_zh(r->standard));
    lc_json_str(j, "standard_whose_en", lc_standard_whose_en(r->standard));
    lc_json_str(j, "standard_version", lc_standard_version(r->standard));
    if (r->year)
        lc_json_int(j, "year", r->year);
    else
        lc_json_null(j, "year");
    lc_json_str(j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
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

/* `due` are the targets of the year asked for: one of a later year that is
 * missed is no failure yet. */
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

/* Of rules for each unit alone: which units lack it, at most MOST_WITHOUT of
 * them, and how many there are. */
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

/* What one more facility gains, at least, and how much is uncovered without
 * it. */
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

/* The rules of the report that are not of the time, or the ages, asked for. */
static void put_rest(lc_json *j, const char *key, const lc_report *r,
                     const lc_assessment *a,
                     bool (*is)(const lc_assessment *, size_t))
{
    lc_json_array(j, key);
    for (size_t i = 0; i < r->rows; i++)
        if (!is(a, lc_report_rule(r, a, i)))
            lc_json_str(j, NULL, r->row[i].rule->id);
    lc_json_end(j);
}

static void put_asked(lc_json *j, const lc_report *r, const lc_assessment *a)
{
    lc_when_put(j, r->asked.when);
    if (r->asked.when.kind != LIFE_WHEN_ANY)
        put_rest(j, "not_by_time", r, a, lc_assessment_is_timed);
    if (!r->asked.ages)
        return;
    lc_json_str(j, "age", r->asked.ages);
    put_rest(j, "not_by_age", r, a, lc_assessment_is_aged);
}

/* Rules that do not apply are named, so that a missing one can be told from
 * one left out. */
void lc_answer_report(lc_buf *out, const lc_report *r, const lc_assessment *a)
{
    lc_json j;
    lc_row row = {0};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_head(&j, r);
    put_asked(&j, r, a);
    put_summary(&j, r);
    lc_json_array(&j, "indicators");
    for (size_t i = 0; i < r->rows; i++) {
        lc_json_object(&j, NULL);
        lc_indicator_values(&row, r->world, &r->row[i]);
        lc_members_put(&j, &lc_indicator_fields, &row);
        put_without(&j, r, a, i);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_array(&j, "not_applicable");
    for (size_t i = 0; i < r->beside_count; i++)
        lc_json_str(&j, NULL, r->beside[i]->id);
    lc_json_end(&j);
    put_steps(&j, r);
    lc_json_str(&j, "attribution", lc_world_source_attribution(r->world));
    lc_json_str(&j, "data_as_of", lc_as_of_city(r->world));
    lc_json_end(&j);
    lc_row_free(&row);
}

/* ---- rows ---- */

/* Lines of one report after the other. */
typedef struct table {
    lc_study *study;
    const lc_report_rows *ask;
    lc_writer writer;
    lc_row row;
    LC_VEC(lc_assessment *) own; /* of a time or ages, a standard each */
} table;

/* What it is of stands in each line, as lines are taken out of their place. */
#define ASKED(X)                                                               \
    X("open_at", LIFE_TEXT, "", "what is open at", "只算何时开放的",           \
      asked->when.kind == LIFE_WHEN_ANY ? lc_cell_absent()                     \
                                        : lc_when_cell(r, asked->when))        \
    X("age", LIFE_TEXT, "", "ages counted", "年龄段",                          \
      asked->ages ? lc_cell_text(asked->ages) : lc_cell_absent())              \
    X("heeds", LIFE_TEXT, "", "heeds the time, the age", "是否按时间、年龄",   \
      lc_cell_text(heeds))

static const lc_export_field asked_columns[] = {ASKED(LIFE_FIELD_OF)};
static const lc_fields asked_fields = LIFE_FIELDS(asked_columns);

static bool is_asked(const lc_assess_query *q)
{
    return q->when.kind != LIFE_WHEN_ANY || q->ages;
}

static void put_asked_values(lc_row *r, const lc_report *report,
                             const lc_assessment *a, size_t i)
{
    static const char *const texts[4] = {"", "time", "age", "time age"};
    const lc_assess_query *asked = &report->asked;
    size_t rule = lc_report_rule(report, a, i);
    bool timed =
        asked->when.kind != LIFE_WHEN_ANY && lc_assessment_is_timed(a, rule);
    bool aged = asked->ages && lc_assessment_is_aged(a, rule);
    const char *heeds = texts[timed + 2 * aged];

    ASKED(LIFE_VALUE_OF)
}

/* Kept for the rows behind, which are by the same standard mostly. */
static lc_status assessment_of(table *t, uint32_t unit,
                               const lc_assessment **out, lc_error *err)
{
    const char *standard = t->ask->standard;
    lc_assessment *a;
    lc_status st;

    if (!is_asked(&t->ask->asked))
        return lc_assessment_of(t->study, standard, unit, out, err);
    if (!standard)
        standard = lc_world_standard_of(lc_study_world(t->study), unit);
    for (size_t i = 0; i < t->own.n; i++)
        if (!strcmp(lc_standard_id(lc_assessment_standard(t->own.v[i])),
                    standard)) {
            *out = t->own.v[i];
            return LIFE_OK;
        }
    st = lc_assessment_ask(t->study, standard, unit, &t->ask->asked, &a, err);
    if (!st && !lc_vec_push(&t->own, a)) {
        lc_assessment_free(a);
        st = lc_no_memory(err, "a report");
    }
    *out = st ? NULL : a;
    return st;
}

static void put_values(table *t, const lc_report *r, const lc_assessment *a,
                       size_t i)
{
    const lc_world *w = r->world;

    if (t->ask->words) {
        lc_verdict_values(&t->row, r, i, *t->ask->words);
    } else {
        lc_indicator_unit(&t->row, w, r->unit);
        lc_indicator_values(&t->row, w, &r->row[i]);
        lc_indicator_standard(&t->row, r->standard);
    }
    if (is_asked(&r->asked))
        put_asked_values(&t->row, r, a, i);
}

static lc_status put_lines(table *t, const lc_report_query *q, lc_error *err)
{
    const lc_assessment *a;
    lc_report r;
    lc_status st = assessment_of(t, q->unit, &a, err);

    if (!st)
        st = lc_report_make(t->study, a, q, &r, err);
    if (st)
        return st;
    for (size_t i = 0; !st && i < r.rows; i++) {
        lc_row_clear(&t->row);
        put_values(t, &r, a, i);
        st = lc_writer_row(&t->writer, &t->row, err);
    }
    lc_report_clear(&r);
    return st;
}

/* The rows of all units of a level follow each other, or those of one unit. */
static lc_status put_reports(table *t, const lc_report_query *q, lc_error *err)
{
    const lc_world *w = lc_study_world(t->study);
    lc_report_query one = *q;
    lc_status st = LIFE_OK;

    one.steps = false; /* they take seconds, and no column has them */
    if (t->ask->level == LIFE_NONE)
        return put_lines(t, &one, err);
    one.no_ranks = true; /* all values are there to be compared */
    for (uint32_t u = 0; u < lc_world_unit_count(w) && !st; u++) {
        one.unit = u;
        if (lc_world_unit(w, u)->level_index == t->ask->level)
            st = put_lines(t, &one, err);
    }
    return st;
}

static lc_fields columns_of(const lc_report_rows *rows, lc_fieldset *columns)
{
    if (rows->words) {
        lc_fieldset_add(columns, &lc_verdict_fields);
    } else {
        lc_fieldset_add(columns, &lc_indicator_unit_fields);
        lc_fieldset_add(columns, &lc_indicator_fields);
        lc_fieldset_add(columns, &lc_indicator_standard_fields);
    }
    if (is_asked(&rows->asked))
        lc_fieldset_add(columns, &asked_fields);
    return lc_fieldset_all(columns);
}

/* NOLINTNEXTLINE(readability-function-size): a question of three parts */
lc_status lc_answer_report_rows(lc_buf *out, lc_study *study,
                                const lc_report_rows *rows,
                                const lc_report_query *q, lc_error *err)
{
    const lc_member head[] = {
        {"data_as_of", lc_as_of_city(lc_study_world(study)), NULL}};
    table t = {.study = study, .ask = rows};
    lc_fieldset columns = {0};
    lc_layout layout = {
        .name = "report", .words = rows->words, .head = head, .heads = 1};
    lc_status st;

    if (rows->words)
        layout.title = lc_say_text(*rows->words, LIFE_SAY_REPORT_TITLE);
    layout.fields = columns_of(rows, &columns);
    st = columns.failed
             ? lc_no_memory(err, "the columns")
             : lc_writer_open(&t.writer, lc_formats_find(rows->format), &layout,
                              (lc_target){.buf = out}, err);
    if (!st)
        st = put_reports(&t, q, err);
    if (!st)
        st = lc_writer_finish(&t.writer, err);
    lc_writer_free(&t.writer);
    lc_row_free(&t.row);
    for (size_t i = 0; i < t.own.n; i++)
        lc_assessment_free(t.own.v[i]);
    lc_vec_free(&t.own);
    lc_fieldset_free(&columns);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/statistics.c - published figures and lists of units: a row
 * names a rule of the standard or a list, a unit (or none: the whole city), a
 * year and a value. They are kept as told; no two sources may tell the same.
 * Rules and lists go by their id or their name. A value "complete" tells of a
 * list that those on it are all.
 *
 * A percentage is kept as the number in front of its sign: the rule that it is
 * compared with knows its unit.
 */
#include "lifecircle/import/statistics.h"

#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/world/people/statistic.h"
#include "src/import/kinds/figure_names.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/table_run.h"
#include "src/import/kinds/unit/urban.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/measure.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ID_BYTES_MAX   80 /* with LIFE_LIST_WHOLE in front */
#define CODE_BYTES_MAX 64
#define TEXT_BYTES_MAX 256
#define VALUE_MAX      1e12

#define USED                                                                   \
    (LIFE_FIELD_BIT(indicator) | LIFE_FIELD_BIT(value) |                       \
     LIFE_FIELD_BIT(origin) | LIFE_FIELD_BIT(residents_year) |                 \
     LIFE_FIELD_BIT(code) | LIFE_FIELD_BIT(unit) | LIFE_FIELD_BIT(urban))

/* One import of statistics. */
typedef struct statistics {
    lc_table_import t;
    lc_figure_names names;
    bool is_urban;    /* the table has a column of it, and no figures */
    int64_t unplaced; /* of units that the city hasn't got */
    int64_t of_rules, of_lists, of_none;
    char none[64]; /* the first id that no rule has */
} statistics;

typedef struct figure {          /* a row as it is understood */
    const lc_figure_name *known; /* NULL: no rule here has the id */
    char id[ID_BYTES_MAX];
    bool whole; /* it says that a list is whole */
    double value;
} figure;

/* The cell of a field, "" where there is none. */
static const char *get(const statistics *u, const lc_record *r, lc_field f)
{
    return lc_columns_get(&u->t.columns, r, f);
}

/* A figure needs a name and a value; all else may be left out. A column that
 * says of units whether they are urban is both. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    statistics *u = ctx;
    const int *column = u->t.columns.column;
    lc_status st;

    (void)name;
    (void)count;
    u->is_urban = column[LIFE_FIELD_indicator] < 0 &&
                  column[LIFE_FIELD_value] < 0 && column[LIFE_FIELD_urban] >= 0;
    if (u->is_urban)
        return lc_table_import_need(&u->t, LIFE_FIELD_code, "the units' codes",
                                    err);
    st =
        lc_table_import_need(&u->t, LIFE_FIELD_indicator, "the indicator", err);
    return st ? st
              : lc_table_import_need(&u->t, LIFE_FIELD_value, "the value", err);
}

/* ---- a row ---- */

static lc_status find_name(const statistics *u, const lc_record *r, figure *out,
                           lc_error *err)
{
    const char *text =
        u->is_urban ? LIFE_LIST_URBAN : get(u, r, LIFE_FIELD_indicator);

    return lc_figure_names_find(&u->names, text, &out->known, err);
}

static bool about_urban(const figure *f)
{
    return f->known && !strcmp(f->known->id, LIFE_LIST_URBAN);
}

/* A rule that counts a list is told by the list of units, and as a number of
 * the whole city under its own id. */
static void read_id(const statistics *u, const lc_record *r, figure *out)
{
    bool unit = *get(u, r, LIFE_FIELD_code) != '\0';
    const char *id = get(u, r, LIFE_FIELD_indicator);

    if (out->known)
        id = unit || out->whole ? out->known->list : out->known->id;
    snprintf(out->id, sizeof out->id, "%s%.64s",
             out->whole ? LIFE_LIST_WHOLE : "", id);
}

/* Words and codes of its own; it is of units alone. */
static lc_status read_urban(const statistics *u, const lc_record *r,
                            figure *out, lc_error *err)
{
    lc_field field = u->is_urban ? LIFE_FIELD_urban : LIFE_FIELD_value;
    bool urban;
    lc_status st = lc_unit_urban_read(&u->t, get(u, r, field), &urban, err);

    if (!st && !*get(u, r, LIFE_FIELD_code))
        st = lc_reject(err, LIFE_ERR_PARSE, "missing",
                       "the row has no unit's code");
    out->value = urban;
    return st;
}

/* Yes and no are 1 and 0, so that lists can be kept as they are. */
static lc_status read_value(const statistics *u, const lc_record *r,
                            figure *out, lc_error *err)
{
    const char *text = get(u, r, LIFE_FIELD_value);
    const char *word = lc_cell_words_find(&u->t.words, "value", text, "");
    size_t len = strlen(text);
    char digits[64];

    if (about_urban(out))
        return read_urban(u, r, out, err);
    out->whole = *lc_cell_words_find(&u->t.words, "whole", text, "") == '1';
    if (*word || out->whole) {
        out->value = out->whole || *word == '1';
        return LIFE_OK;
    }
    if (len > 0 && len < sizeof digits) {
        memcpy(digits, text, len + 1);
        if (digits[len - 1] == '%')
            digits[len - 1] = '\0';
        if (lc_measure_read(&u->t.columns.words, "count", digits,
                            &out->value) &&
            fabs(out->value) <= VALUE_MAX)
            return LIFE_OK;
    }
    return lc_reject(
        err, LIFE_ERR_PARSE, "number",
        "the value \"%.40s\" is not a number, a percentage, yes, no or "
        "complete",
        text);
}

/* A unit may come later, with a table of its own; then it is found. */
static lc_status check_unit(statistics *u, const char *code, lc_error *err)
{
    bool known = false;
    lc_status st;

    if (!*code)
        return LIFE_OK;
    if (strlen(code) > CODE_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the code \"%.40s...\" is longer than %d bytes", code,
                         CODE_BYTES_MAX);
    st = lc_unit_rows_known(u->t.city, code, &known, err);
    u->unplaced += !st && !known;
    return st;
}

/* Two sources that tell the same could contradict each other. */
static lc_status check_new(const statistics *u, const char *id,
                           const char *code, int64_t year, lc_error *err)
{
    bool known = false;
    lc_status st =
        lc_statistic_rows_known(u->t.city, id, code, (int)year, &known, err);

    if (st || !known)
        return st;
    if (!year)
        return lc_reject(err, LIFE_ERR_RANGE, "twice",
                         "\"%.64s\" of the unit \"%.64s\" is there twice", id,
                         code);
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "\"%.64s\" of the unit \"%.64s\" in %" PRId64
                     " is there twice",
                     id, code, year);
}

/* The first rows go into the journal as they were understood. */
static void show_row(const statistics *u, const lc_record *r, const char *id)
{
    lc_journal *to = u->t.o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);

    lc_journal_put(to, out, "indicator", id);
    lc_journal_put(to, out, "code", get(u, r, LIFE_FIELD_code));
    lc_journal_put(to, out, "value", get(u, r, LIFE_FIELD_value));
    lc_journal_put(to, out, "residents_year",
                   get(u, r, LIFE_FIELD_residents_year));
    lc_journal_put(to, out, "origin", get(u, r, LIFE_FIELD_origin));
}

/* What becomes of it: a figure that no rule here uses may be one of a standard
 * of one's own, or of nothing. */
static void count(statistics *u, const lc_record *r, const figure *f)
{
    lc_finding_example *e;

    if (f->known) {
        u->of_lists += f->known->is_list;
        u->of_rules += !f->known->is_list;
        return;
    }
    if (!u->of_none++)
        snprintf(u->none, sizeof u->none, "%.63s", f->id);
    e = lc_journal_add(u->t.o->journal, "figures_of_no_rule", r);
    if (e)
        e->name = lc_journal_keep(u->t.o->journal, f->id);
}

static lc_status store(statistics *u, const lc_record *r, const figure *f,
                       int64_t year, lc_error *err)
{
    const char *origin = get(u, r, LIFE_FIELD_origin);

    return lc_statistic_rows_insert(
        u->t.city,
        &(lc_stored_statistic){.source = u->t.source.name,
                               .id = f->id,
                               .unit = get(u, r, LIFE_FIELD_code),
                               .year = (int)year,
                               .value = f->value,
                               .origin = *origin ? origin : u->t.source.name},
        err);
}

/* One published figure. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    statistics *u = ctx;
    figure f = {0};
    const char *code = get(u, r, LIFE_FIELD_code);
    int64_t year = u->t.o->year;
    lc_status st = find_name(u, r, &f, err);

    if (!st)
        st = read_value(u, r, &f, err);
    if (!st)
        read_id(u, r, &f);
    if (!st)
        st = lc_table_import_year(&u->t, r, &year, err);
    if (!st && strlen(get(u, r, LIFE_FIELD_origin)) > TEXT_BYTES_MAX)
        st = lc_reject(err, LIFE_ERR_LIMIT, "long",
                       "the source is longer than %d bytes", TEXT_BYTES_MAX);
    if (!st)
        st = check_unit(u, code, err);
    if (!st)
        st = check_new(u, f.id, code, year, err);
    if (st)
        return st;
    show_row(u, r, f.id);
    count(u, r, &f);
    return store(u, r, &f, year, err);
}

/* ---- the whole ---- */

/* Where each of them is shown. */
static void describe_use(const statistics *u, lc_import_report *r)
{
    if (u->of_rules)
        lc_import_report_add(r,
                             "%" PRId64 " of rules: reports show them beside "
                             "what is computed",
                             u->of_rules);
    if (u->of_lists)
        lc_import_report_add(r,
                             "%" PRId64 " of lists: they tell which units "
                             "rules are about, or how many people",
                             u->of_lists);
    if (u->of_none)
        lc_import_report_add(r,
                             "%" PRId64 " of no rule of the standards here "
                             "(%s%s): kept, no report judges by them",
                             u->of_none, u->none,
                             u->of_none > 1 ? ", ..." : "");
    if (r->taken)
        lc_import_report_add(r, "all are shown by `lifecircle list figures`");
}

/* The counts, and what has no unit yet. */
static lc_status describe(void *ctx, lc_error *err)
{
    const statistics *u = ctx;
    lc_import_report *r = u->t.report;

    (void)err;
    lc_import_report_add(
        r, "%" PRId64 " rows: %" PRId64 " figures, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    describe_use(u, r);
    lc_table_import_tell(&u->t);
    if (u->unplaced)
        lc_import_report_add(r,
                             "%" PRId64 " of them are of units that the city "
                             "hasn't got yet",
                             u->unplaced);
    return LIFE_OK;
}

static lc_status check(void *ctx, lc_error *err)
{
    statistics *u = ctx;

    return lc_figure_names_open(&u->names, err);
}

static void close_all(void *ctx)
{
    statistics *u = ctx;

    lc_figure_names_close(&u->names);
}

static const lc_table_kind kind = {
    .name = "statistics",
    .code_from = LIFE_FIELD_unit,
    .columns = check_columns,
    .row = take_row,
    .check = check,
    .describe = describe,
    .close = close_all,
};

lc_status lc_import_statistics(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    statistics u = {.t = {.used = USED}};

    lc_table_run_open(&u.t, c, path, o, report);
    return lc_table_run(&u.t, &kind, &u, err);
}

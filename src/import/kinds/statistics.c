/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/statistics.c - published figures and lists of units: a row
 * names a rule of the standard or a list, a unit (or none: the whole city), a
 * year and a value. They are kept as told; no two sources may tell the same.
 *
 * A percentage is kept as the number in front of its sign: the rule that it is
 * compared with knows its unit.
 */
#include "lifecircle/import/statistics.h"

#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/table_rows.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/measure.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define ID_BYTES_MAX   64
#define CODE_BYTES_MAX 64
#define TEXT_BYTES_MAX 256
#define VALUE_MAX      1e12

#define USED                                                                   \
    (LIFE_FIELD_BIT(indicator) | LIFE_FIELD_BIT(value) |                       \
     LIFE_FIELD_BIT(origin) | LIFE_FIELD_BIT(residents_year) |                 \
     LIFE_FIELD_BIT(code) | LIFE_FIELD_BIT(unit))

/* One import of statistics. */
typedef struct statistics {
    lc_table_import t;
    int64_t unplaced; /* of units that the city hasn't got */
} statistics;

/* The cell of a field, "" where there is none. */
static const char *get(const statistics *u, const lc_record *r, lc_field f)
{
    return lc_columns_get(&u->t.columns, r, f);
}

/* A figure needs a name and a value; all else may be left out. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    const statistics *u = ctx;
    lc_status st =
        lc_table_import_need(&u->t, LIFE_FIELD_indicator, "the indicator", err);

    (void)name;
    (void)count;
    return st ? st
              : lc_table_import_need(&u->t, LIFE_FIELD_value, "the value", err);
}

/* ---- a row ---- */

/* Ids name rules of the standard: those are looked up later, when it is known
 * which standard is asked for. */
static lc_status read_id(const statistics *u, const lc_record *r,
                         const char **id, lc_error *err)
{
    *id = get(u, r, LIFE_FIELD_indicator);
    if (**id && strlen(*id) <= ID_BYTES_MAX &&
        strspn(*id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(*id))
        return LIFE_OK;
    return lc_reject(
        err, LIFE_ERR_PARSE, "other",
        "\"%.40s\" is not the id of a rule or list: small letters, "
        "digits and _, at most %d",
        *id, ID_BYTES_MAX);
}

/* Yes and no are 1 and 0, so that lists can be kept as they are. */
static lc_status read_value(const statistics *u, const lc_record *r,
                            double *value, lc_error *err)
{
    const char *text = get(u, r, LIFE_FIELD_value);
    const char *word = lc_cell_words_find(&u->t.words, "value", text, "");
    size_t len = strlen(text);
    char digits[64];

    if (*word) {
        *value = *word == '1';
        return LIFE_OK;
    }
    if (len > 0 && len < sizeof digits) {
        memcpy(digits, text, len + 1);
        if (digits[len - 1] == '%')
            digits[len - 1] = '\0';
        if (lc_measure_read(&u->t.columns.words, "count", digits, value) &&
            fabs(*value) <= VALUE_MAX)
            return LIFE_OK;
    }
    return lc_reject(
        err, LIFE_ERR_PARSE, "number",
        "the value \"%.40s\" is not a number, a percentage, yes or "
        "no",
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
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "\"%.64s\" of the unit \"%.64s\" in %" PRId64
                     " is there twice",
                     id, code, year);
}

/* The first rows go into the journal as they were understood. */
static void show_row(const statistics *u, const lc_record *r)
{
    lc_journal *to = u->t.o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);

    lc_journal_put(to, out, "indicator", get(u, r, LIFE_FIELD_indicator));
    lc_journal_put(to, out, "code", get(u, r, LIFE_FIELD_code));
    lc_journal_put(to, out, "value", get(u, r, LIFE_FIELD_value));
    lc_journal_put(to, out, "residents_year",
                   get(u, r, LIFE_FIELD_residents_year));
    lc_journal_put(to, out, "origin", get(u, r, LIFE_FIELD_origin));
}

/* One published figure. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    statistics *u = ctx;
    const char *id, *code = get(u, r, LIFE_FIELD_code);
    const char *origin = get(u, r, LIFE_FIELD_origin);
    double value = 0;
    int64_t year = u->t.o->year;
    lc_status st;

    st = read_id(u, r, &id, err);
    if (!st)
        st = read_value(u, r, &value, err);
    if (!st)
        st = lc_table_import_year(&u->t, r, &year, err);
    if (!st && strlen(origin) > TEXT_BYTES_MAX)
        st = lc_reject(err, LIFE_ERR_LIMIT, "long",
                       "the source is longer than %d bytes", TEXT_BYTES_MAX);
    if (!st)
        st = check_unit(u, code, err);
    if (!st)
        st = check_new(u, id, code, year, err);
    if (st)
        return st;
    show_row(u, r);
    return lc_statistic_rows_insert(
        u->t.city,
        &(lc_stored_statistic){.source = u->t.source.name,
                               .id = id,
                               .unit = code,
                               .year = (int)year,
                               .value = value,
                               .origin = *origin ? origin : u->t.source.name},
        err);
}

/* ---- the whole ---- */

static const lc_table_kind kind = {"statistics", LIFE_FIELD_unit, check_columns,
                                   NULL,         take_row,        NULL};

/* All of it up to the last row. */
static lc_status run(statistics *u, lc_error *err)
{
    lc_status st = lc_table_import_open(&u->t, err);

    if (st)
        return st;
    st = lc_table_import_source(&u->t, err);
    return st ? st : lc_table_rows_read(&u->t, err);
}

/* The counts, and what has no unit yet. */
static void describe(const statistics *u)
{
    lc_import_report *r = u->t.report;

    lc_import_report_add(
        r, "%" PRId64 " rows: %" PRId64 " figures, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    lc_table_import_tell(&u->t);
    if (u->unplaced)
        lc_import_report_add(r,
                             "%" PRId64 " of them are of units that the city "
                             "hasn't got yet",
                             u->unplaced);
}

lc_status lc_import_statistics(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    statistics u = {.t = {.kind = &kind,
                          .city = c,
                          .path = path,
                          .o = o,
                          .report = report,
                          .used = USED}};
    lc_status st;

    u.t.ctx = &u;
    st = lc_table_import_finish(&u.t, run(&u, err), err);
    if (!st)
        describe(&u);
    lc_table_import_close(&u.t);
    return st;
}

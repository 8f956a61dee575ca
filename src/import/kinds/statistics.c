/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/statistics.c - published figures and lists of units: a row
 * names a rule of the standard or a list, a unit (or none: the whole city), a
 * year and a value. They are kept as told; no two sources may tell the same.
 */
#include "lifecircle/base/num.h"
#include "src/import/record/intake.h"

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

typedef struct statistics {
    const lc_import_opts *o;
    lc_origin origin;
    lc_columns columns;
    lc_stmt *unit, *known, *insert;
    lc_tally tally;
    int64_t unplaced; /* of units that the city hasn't got */
} statistics;

static const char *get(const statistics *u, const lc_record *r, lc_field f)
{
    return lc_columns_get(&u->columns, r, f);
}

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    statistics *u = ctx;
    lc_columns *c = &u->columns;
    lc_status st = lc_columns_open(u->o->map, name, count, c, err);
    const char *lacks = NULL;

    if (st)
        return st;
    if (c->column[LIFE_FIELD_code] < 0)
        c->column[LIFE_FIELD_code] = c->column[LIFE_FIELD_unit];
    if (!lc_columns_have(c, LIFE_FIELD_value))
        lacks = "value";
    if (!lc_columns_have(c, LIFE_FIELD_indicator))
        lacks = "indicator";
    if (lacks)
        return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                             "no column holds the %s; name it with --map "
                             "%s=COLUMN; the columns are: %s",
                             lacks, lacks, c->names.data);
    return lc_intake_columns(u->o->intake, name, count, c, USED, err);
}

/* ---- a row ---- */

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
    static const struct {
        const char *word;
        double value;
    } words[] = {{"yes", 1}, {"no", 0}, {"是", 1},
                 {"否", 0},  {"有", 1}, {"无", 0}};
    const char *text = get(u, r, LIFE_FIELD_value);
    size_t len = strlen(text);
    char digits[64];

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].word, text)) {
            *value = words[i].value;
            return LIFE_OK;
        }
    if (len > 0 && len < sizeof digits) {
        memcpy(digits, text, len + 1);
        if (digits[len - 1] == '%')
            digits[len - 1] = '\0';
        if (lc_number_parse(digits, value) && fabs(*value) <= VALUE_MAX)
            return LIFE_OK;
    }
    return lc_reject(
        err, LIFE_ERR_PARSE, "number",
        "the value \"%.40s\" is not a number, a percentage, yes or "
        "no",
        text);
}

static lc_status read_year(const statistics *u, const lc_record *r,
                           int64_t *year, lc_error *err)
{
    const char *text = get(u, r, LIFE_FIELD_residents_year);

    *year = u->o->year;
    if (!*text || lc_parse_int(text, 1000, 9999, year))
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "number", "\"%.40s\" is not a year",
                     text);
}

/* Whether the statement finds a row (and one at most). */
static lc_status finds(lc_stmt *s, bool *row, lc_error *err)
{
    bool more;
    lc_status st = lc_stmt_step(s, row, err);

    return !st && *row ? lc_stmt_step(s, &more, err) : st;
}

static lc_status check_unit(statistics *u, const char *code, lc_error *err)
{
    bool row = false;
    lc_status st;

    if (!*code)
        return LIFE_OK;
    if (strlen(code) > CODE_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the code \"%.40s...\" is longer than %d bytes", code,
                         CODE_BYTES_MAX);
    lc_stmt_text(u->unit, 1, code);
    st = finds(u->unit, &row, err);
    u->unplaced += !st && !row;
    return st;
}

static lc_status check_new(statistics *u, const char *id, const char *code,
                           int64_t year, lc_error *err)
{
    bool row = false;
    lc_status st;

    lc_stmt_text(u->known, 1, id);
    lc_stmt_text(u->known, 2, code);
    lc_stmt_int(u->known, 3, year);
    st = finds(u->known, &row, err);
    if (st || !row)
        return st;
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "\"%.64s\" of the unit \"%.64s\" in %" PRId64
                     " is there twice",
                     id, code, year);
}

static void show_row(const statistics *u, const lc_record *r)
{
    lc_intake *to = u->o->intake;
    lc_intake_row *out = lc_intake_next_row(to, r);

    lc_intake_put(to, out, "indicator", get(u, r, LIFE_FIELD_indicator));
    lc_intake_put(to, out, "code", get(u, r, LIFE_FIELD_code));
    lc_intake_put(to, out, "value", get(u, r, LIFE_FIELD_value));
    lc_intake_put(to, out, "residents_year",
                  get(u, r, LIFE_FIELD_residents_year));
    lc_intake_put(to, out, "origin", get(u, r, LIFE_FIELD_origin));
}

static lc_status put_row(statistics *u, const lc_record *r, lc_error *err)
{
    const char *id, *code = get(u, r, LIFE_FIELD_code);
    const char *origin = get(u, r, LIFE_FIELD_origin);
    double value = 0;
    int64_t year = 0;
    lc_status st;

    if (r->fault)
        return lc_reject(err, LIFE_ERR_PARSE, "fields", "%s", r->fault);
    st = read_id(u, r, &id, err);
    if (!st)
        st = read_value(u, r, &value, err);
    if (!st)
        st = read_year(u, r, &year, err);
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
    lc_stmt_text(u->insert, 1, u->origin.name);
    lc_stmt_text(u->insert, 2, id);
    lc_stmt_text(u->insert, 3, code);
    lc_stmt_int(u->insert, 4, year);
    lc_stmt_double(u->insert, 5, value);
    lc_stmt_text(u->insert, 6, *origin ? origin : u->origin.name);
    return lc_stmt_run(u->insert, err);
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    statistics *u = ctx;
    lc_error row_error = {0};
    lc_status st = put_row(u, r, &row_error);

    return lc_tally_row(&u->tally, r, st, &row_error, err);
}

/* ---- the whole ---- */

static lc_status prepare(statistics *u, lc_city *c, lc_error *err)
{
    lc_status st =
        lc_stmt_prepare(c, "SELECT 1 FROM unit WHERE code = ?1", &u->unit, err);

    if (!st)
        st = lc_stmt_prepare(c,
                             "SELECT 1 FROM statistic WHERE id = ?1 AND"
                             " unit = ?2 AND year = ?3",
                             &u->known, err);
    if (!st)
        st = lc_stmt_prepare(c,
                             "INSERT INTO statistic(source, id, unit, year,"
                             " value, origin) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                             &u->insert, err);
    return st;
}

static lc_status read_rows(statistics *u, const char *path, char note[160],
                           lc_error *err)
{
    lc_record_sink sink = {take_columns, take_record, u};
    lc_status st =
        lc_records_read_mended(path, u->o, &sink, u->o->intake, note, err);

    if (!st && u->tally.report->rows == 0)
        st = lc_fail_at(
            err,
            lc_fail(err, LIFE_ERR_PARSE, "the table has a header but no rows"),
            path, 0);
    return st ? st : lc_tally_end(&u->tally, err);
}

lc_status lc_import_statistics(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    statistics u = {.o = o,
                    .tally = {.path = path,
                              .max_reject = o->max_reject,
                              .report = report,
                              .intake = o->intake,
                              .to_the_end = o->to_the_end}};
    char note[160] = "";
    lc_status st;

    *report = (lc_import_report){0};
    st = lc_intake_begin(o->intake, "statistics", err);
    if (!st)
        st = lc_origin_begin(c, path, "statistics", o, &u.origin, err);
    if (!st)
        st = prepare(&u, c, err);
    if (!st)
        st = read_rows(&u, path, note, err);
    lc_intake_end(o->intake, report, note);
    if (!st)
        st = lc_origin_end(c, &u.origin, "wgs84", report, err);
    if (!st)
        lc_report_add(report,
                      "%" PRId64 " rows: %" PRId64 " figures, %" PRId64
                      " rejected",
                      report->rows, report->taken, report->rejected);
    if (!st && u.unplaced)
        lc_report_add(report,
                      "%" PRId64 " of them are of units that the city hasn't "
                      "got yet",
                      u.unplaced);
    lc_stmt_free(u.unit);
    lc_stmt_free(u.known);
    lc_stmt_free(u.insert);
    lc_columns_close(&u.columns);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_import.c - see table_import.h.
 *
 * The order matters: options are checked before the source that is replaced is
 * taken out, and the journal is closed even where the import failed, since it
 * is then that people read it.
 */
#include "src/import/kinds/table_import.h"

#include "src/import/record/mend.h"
#include "src/import/record/place/settle.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/code.h"
#include "src/import/record/words/measure.h"
#include "src/import/record/words/number.h"
#include "src/import/report.h"

#include <string.h>

lc_status lc_table_import_open(lc_table_import *t, lc_error *err)
{
    *t->report = (lc_import_report){0};
    t->tally = (lc_tally){.path = t->path,
                          .max_reject = t->o->max_reject,
                          .report = t->report,
                          .journal = t->o->journal,
                          .to_the_end = t->o->to_the_end};
    t->crs = "wgs84";
    return lc_journal_begin(t->o->journal, t->kind->name, err);
}

lc_status lc_table_import_source(lc_table_import *t, lc_error *err)
{
    lc_status st = lc_cell_words_open(&t->words, err);

    if (st)
        return st;
    return lc_record_source_begin(t->city, t->path, t->kind->name, t->o,
                                  &t->source, err);
}

lc_status lc_table_import_places(lc_table_import *t, lc_error *err)
{
    lc_status st =
        lc_settle_crs(t->city, t->path, t->o, &t->crs, t->report, err);

    return st ? st : lc_shapes_open(t->crs, &t->columns, &t->shapes, err);
}

/* ---- the rows ---- */

/* Columns are found, told to the journal, and judged by the kind, in this
 * order: who is refused sees what was found. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    lc_table_import *t = ctx;
    lc_columns *c = &t->columns;
    lc_journal *to = t->o->journal;
    lc_field from = t->kind->code_from;
    lc_status st = lc_columns_open(t->o->map, name, count, c, err);

    if (st)
        return st;
    if (from < LIFE_FIELD_COUNT && c->column[LIFE_FIELD_code] < 0)
        c->column[LIFE_FIELD_code] = c->column[from];
    st = lc_journal_columns(to, name, count, c, t->used, err);
    if (st)
        return st;
    t->cells = count;
    t->cell = lc_calloc(count + 1, sizeof *t->cell);
    t->codes = lc_arena_new(0);
    if (!t->cell || !t->codes)
        return lc_no_memory(err, "the columns");
    return t->kind->columns(t->ctx, name, count, err);
}

/* Codes as they were before a spreadsheet took them for numbers, in the
 * columns that this kind reads. */
static lc_status mend_codes(lc_table_import *t, lc_record *r, lc_error *err)
{
    static const lc_field fields[] = {LIFE_FIELD_id, LIFE_FIELD_code,
                                      LIFE_FIELD_unit, LIFE_FIELD_parent};
    lc_status st = LIFE_OK;

    lc_arena_reset(t->codes);
    memcpy(t->cell, r->cell, t->cells * sizeof *t->cell);
    r->cell = t->cell;
    for (size_t i = 0; !st && i < sizeof fields / sizeof *fields; i++) {
        int column = t->columns.column[fields[i]];

        if (column < 0 ||
            (fields[i] != LIFE_FIELD_code && !(t->used >> fields[i] & 1)))
            continue;
        st = lc_code_mend(t->codes, t->cell[column], &t->cell[column], err);
    }
    return st;
}

/* A failure of the row itself is counted; any other ends the import. */
static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    lc_table_import *t = ctx;
    lc_error row_error = {0};
    lc_record row = *r;
    lc_status st = LIFE_OK;

    if (t->report->rows == 0 && t->kind->first)
        st = t->kind->first(t->ctx, r, err);
    if (st)
        return st;
    t->counted = false;
    if (r->fault)
        st = lc_reject(&row_error, LIFE_ERR_PARSE, "fields", "%s", r->fault);
    else
        st = mend_codes(t, &row, &row_error);
    if (!st && !r->fault)
        st = t->kind->row(t->ctx, &row, &row_error);
    return t->counted ? LIFE_OK
                      : lc_tally_row(&t->tally, r, st, &row_error, err);
}

lc_status lc_table_import_read(lc_table_import *t, lc_error *err)
{
    lc_record_sink sink = {take_columns, take_record, t, NULL, &t->left, false};
    lc_status st =
        lc_mend_read(t->path, t->o, &sink, t->o->journal, t->note, err);

    if (st)
        return st;
    t->report->no_records = lc_no_record_sum(&t->left);
    if (t->report->rows == 0) {
        lc_buf left = {0};

        lc_no_record_tell(&t->left, &left);
        lc_fail(err, LIFE_ERR_PARSE, "the table has a header but no rows%s%s",
                t->report->no_records && !left.failed ? ": " : "",
                t->report->no_records && !left.failed ? left.data : "");
        lc_buf_free(&left);
        return lc_fail_at(err, LIFE_ERR_PARSE, t->path, 0);
    }
    if (t->kind->after)
        st = t->kind->after(t->ctx, err);
    return st ? st : lc_tally_end(&t->tally, err);
}

lc_status lc_table_import_finish(lc_table_import *t, lc_status st,
                                 lc_error *err)
{
    lc_journal_end(t->o->journal, t->report, t->note);
    if (st)
        return st;
    return lc_record_source_end(t->city, &t->source, t->crs, t->report, err);
}

void lc_table_import_close(lc_table_import *t)
{
    lc_shapes_close(&t->shapes);
    lc_columns_close(&t->columns);
    lc_cell_words_close(&t->words);
    lc_arena_free(t->codes);
    lc_free(t->cell);
}

/* ---- for the kinds ---- */

void lc_table_import_tell(const lc_table_import *t)
{
    lc_buf left = {0};

    lc_no_record_tell(&t->left, &left);
    if (!left.failed && left.len > 0)
        lc_import_report_add(t->report, "%s", left.data);
    lc_buf_free(&left);
    if (*t->note)
        lc_import_report_add(t->report, "%s", t->note);
}

const char *lc_table_import_get(const lc_table_import *t, const lc_record *r,
                                lc_field field)
{
    return lc_columns_get(&t->columns, r, field);
}

lc_status lc_table_import_need(const lc_table_import *t, lc_field field,
                               const char *what, lc_error *err)
{
    const lc_columns *c = &t->columns;

    if (lc_columns_have(c, field))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "no column holds %s; name it with --map %s=COLUMN; "
                         "the columns are: %s",
                         what, lc_columns_name(field), c->names.data);
}

lc_status lc_table_import_year(const lc_table_import *t, const lc_record *r,
                               int64_t *out, lc_error *err)
{
    const char *text = lc_table_import_get(t, r, LIFE_FIELD_residents_year);

    if (!*text || lc_number_year(text, out))
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "number", "\"%.40s\" is not a year",
                     text);
}

lc_status lc_table_import_people(const lc_table_import *t, const char *text,
                                 double *out, lc_error *err)
{
    if (lc_measure_read(&t->columns.words, "count", text, out) && *out >= 0 &&
        *out <= LIFE_PEOPLE_MAX)
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "number",
                     "residents \"%.40s\" is not a number of people, 0 to "
                     "1,000,000,000",
                     text);
}

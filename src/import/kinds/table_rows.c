/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_rows.c - see table_rows.h.
 */
#include "src/import/kinds/table_rows.h"

#include "src/import/record/mend.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/code.h"
#include "src/import/record/words/date.h"

#include <stdio.h>
#include <string.h>

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

static void keep_newer(const char *cell, char as_of[16])
{
    char date[16];

    if (lc_date_parse(cell, date) && !lc_date_is_future(date) &&
        strcmp(date, as_of) > 0)
        memcpy(as_of, date, sizeof date);
}

/* Of when the table is: what --as-of says, else its newest date, or year of
 * figures. Days to come are plans or slips, and date nothing. */
static void take_date(lc_table_import *t, const lc_record *r)
{
    char *as_of = t->source.as_of;
    char year[16];

    if (t->o->as_of)
        return;
    keep_newer(lc_columns_get(&t->columns, r, LIFE_FIELD_checked_on), as_of);
    if (!(t->used >> LIFE_FIELD_residents_year & 1))
        return;
    keep_newer(lc_columns_get(&t->columns, r, LIFE_FIELD_residents_year),
               as_of);
    snprintf(year, sizeof year, "%d", t->o->year);
    keep_newer(t->o->year > 0 ? year : "", as_of);
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
    if (!st && !t->counted)
        take_date(t, &row);
    return t->counted ? LIFE_OK
                      : lc_tally_row(&t->tally, r, st, &row_error, err);
}

lc_status lc_table_rows_read(lc_table_import *t, lc_error *err)
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

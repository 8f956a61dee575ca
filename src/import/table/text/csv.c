/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/csv.c - delimited text as records, read in pieces.
 *
 * How the text is cut is found in its first piece (delimited.h), and which
 * row is the header among the first rows (head.h).
 */
#include "src/import/table/text/csv.h"

#include "lifecircle/base/mem.h"
#include "src/import/table/cell.h"
#include "src/import/table/head.h"
#include "src/import/table/text/delimited.h"
#include "src/import/table/text/text.h"

#include <string.h>

/* The row at hand. */
typedef struct rows {
    const lc_reading *job;
    lc_head *head;
    const char *cell[LIFE_COLUMNS_MAX];
} rows;

/* Copies the cells' places; false where a field holds a zero byte. */
static bool take_cells(rows *d, const lc_csv_row *row)
{
    bool good = true;

    for (size_t i = 0; i < row->count; i++) {
        good &= strlen(row->field[i]) == row->bytes[i];
        d->cell[i] = lc_cell_trim(row->field[i]);
    }
    return good;
}

/* Lines that are too short are filled up, those that are too long are told. */
static lc_status take_line(void *ctx, const lc_csv_row *row, const char *fault,
                           lc_error *err)
{
    rows *d = ctx;
    bool good = take_cells(d, row);
    lc_head_row line = {d->cell, row->count, row->line, fault};

    if (!good && !fault)
        line.fault = "a field holds a zero byte";
    return lc_head_take(d->head, &line, err);
}

/* How the text is cut is found in the first piece that has text. */
static lc_status read_pieces(const lc_reading *job, lc_text **text, rows *d,
                             lc_delimited **out, lc_error *err)
{
    lc_delimited_form form;
    const char *piece;
    size_t len;
    lc_status st = lc_text_open(job, text, err);

    if (st)
        return st;
    while (!(st = lc_text_next(*text, &piece, &len, err)) && len &&
           !lc_read_stopped(job)) {
        if (!*out) {
            size_t skip = strspn(piece, "\r\n");

            lc_delimited_guess(piece + skip, len - skip, &form);
            st = lc_delimited_open(&form, job->path, take_line, d, out, err);
            if (!st && form.skip > 0) {
                piece += skip + form.skip;
                len -= skip + form.skip;
                st = lc_delimited_feed(*out, "\n", 1, err); /* lines count on */
            }
        }
        if (!st)
            st = lc_delimited_feed(*out, piece, len, err);
        if (st)
            return st;
    }
    if (!st && *out && !lc_read_stopped(job))
        st = lc_delimited_end(*out, err);
    if (!st)
        st = lc_head_end(d->head, err);
    if (!st && !lc_head_line(d->head))
        st = lc_read_fail(job, LIFE_ERR_PARSE, err, "the file is empty");
    return st;
}

lc_status lc_table_csv_read(const lc_reading *job, lc_error *err)
{
    rows *d = lc_calloc(1, sizeof *d);
    lc_text *text = NULL;
    lc_delimited *lines = NULL;
    lc_status st;

    if (!d)
        return lc_no_memory(err, "the table");
    d->job = job;
    st = lc_head_open(job, "line", &d->head, err);
    if (!st)
        st = read_pieces(job, &text, d, &lines, err);
    lc_delimited_close(lines);
    lc_text_close(text);
    lc_head_close(d->head);
    lc_free(d);
    return st;
}

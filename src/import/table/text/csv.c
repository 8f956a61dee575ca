/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/csv.c - delimited text as records, read in pieces.
 *
 * Separators differ by country and program. The one that the header has most
 * of is taken, as the header is the line that least likely holds any in a
 * cell.
 */
#include "src/import/table/text/csv.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "src/import/table/cell.h"
#include "src/import/table/text/text.h"

#include <stdio.h>
#include <string.h>

/* The row at hand. */
typedef struct delimited {
    const lc_reading *job;
    size_t columns; /* 0: the header has not come yet */
    const char *cell[LIFE_COLUMNS_MAX];
} delimited;

/* Copies the cells' places; false where a field holds a zero byte. */
static bool take_cells(delimited *d, const lc_csv_row *row)
{
    bool good = true;

    for (size_t i = 0; i < row->count; i++) {
        good &= strlen(row->field[i]) == row->bytes[i];
        d->cell[i] = lc_cell_trim(row->field[i]);
    }
    return good;
}

/* Lines that are too short are filled up, those that are too long are told. */
static lc_status take_line(void *ctx, const lc_csv_row *row, lc_error *err)
{
    delimited *d = ctx;
    size_t count = row->count;
    bool good = take_cells(d, row);
    lc_record r = {.cell = d->cell, .line = row->line};
    char fault[80];

    if (d->columns == 0) {
        d->columns = count;
        return lc_read_columns(d->job, d->cell, count, err);
    }
    while (count > d->columns && !*d->cell[count - 1])
        count--; /* delimiters too many at the end of a line do no harm */
    if (count > d->columns) {
        snprintf(fault, sizeof fault, "the line has %zu fields, the header %zu",
                 count, d->columns);
        r.fault = fault;
    } else if (!good) {
        r.fault = "a field holds a zero byte";
    }
    while (count < d->columns)
        d->cell[count++] = "";
    return lc_read_record(d->job, &r, err);
}

/* The one of , ; tab that the first line has most of, outside quotes. */
static char find_delimiter(const char *text, size_t len)
{
    static const char kind[] = {',', ';', '\t'};
    size_t count[sizeof kind] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < len && (quoted || text[i] != '\n'); i++) {
        quoted ^= text[i] == '"';
        for (size_t k = 0; k < sizeof kind && !quoted; k++)
            count[k] += text[i] == kind[k];
    }
    for (size_t k = 1; k < sizeof kind; k++)
        if (count[k] > count[best])
            best = k;
    return kind[best];
}

/* The separator is found in the first piece that has text. */
static lc_status read_pieces(const lc_reading *job, lc_text *text, delimited *d,
                             lc_csv **csv, lc_error *err)
{
    const char *piece;
    size_t len, skip;
    lc_status st;

    while (!(st = lc_text_next(text, &piece, &len, err)) && len &&
           !lc_read_stopped(job)) {
        skip = *csv ? 0 : strspn(piece, "\r\n");
        if (!*csv)
            st = lc_csv_open(find_delimiter(piece + skip, len - skip),
                             job->path, take_line, d, csv, err);
        if (!st)
            st = lc_csv_feed(*csv, piece, len, err);
        if (st)
            return st;
    }
    if (!st && *csv && !lc_read_stopped(job))
        st = lc_csv_end(*csv, err);
    if (!st && d->columns == 0)
        st = lc_read_fail(job, LIFE_ERR_PARSE, err, "the file is empty");
    return st;
}

lc_status lc_table_csv_read(const lc_reading *job, lc_error *err)
{
    delimited *d = lc_calloc(1, sizeof *d);
    lc_text *text = NULL;
    lc_csv *csv = NULL;
    lc_status st;

    if (!d)
        return lc_no_memory(err, "the table");
    d->job = job;
    st = lc_text_open(job, &text, err);
    if (!st)
        st = read_pieces(job, text, d, &csv, err);
    lc_csv_close(csv);
    lc_text_close(text);
    lc_free(d);
    return st;
}

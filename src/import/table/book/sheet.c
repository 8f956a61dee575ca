/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/sheet.c - see sheet.h.
 */
#include "src/import/table/book/sheet.h"

#include "lifecircle/base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MERGES_MAX  1000000
#define HEADER_ROWS 4 /* a taller area beside a header is none of it */

/* Nothing in it, or an empty text. */
static bool is_empty(const lc_book_sheet *s, size_t i)
{
    return !s->cell[i] || !*s->cell[i];
}

/* The cells up to the last with a value, and how many have one. */
static size_t width(const lc_book_sheet *s, size_t *values)
{
    size_t n = 0;

    *values = 0;
    for (size_t i = 0; i < LIFE_COLUMNS_MAX; i++)
        if (!is_empty(s, i)) {
            n = i + 1;
            ++*values;
        }
    return n;
}

/* ---- merged areas ---- */

lc_status lc_book_sheet_merge(lc_book_sheet *s, uint32_t first_row,
                              uint32_t last_row, uint32_t column, lc_error *err)
{
    lc_merge m = {first_row, last_row, column, NULL};

    if (!s->look || last_row <= first_row || column >= LIFE_COLUMNS_MAX)
        return LIFE_OK;
    if (s->merges.n >= MERGES_MAX)
        return lc_read_fail(s->job, LIFE_ERR_LIMIT, err,
                            "more than %d areas are merged", MERGES_MAX);
    return lc_vec_push(&s->merges, m) ? LIFE_OK
                                      : lc_no_memory(err, "the sheet");
}

/* Areas come in any order. */
static int by_row(const void *pa, const void *pb)
{
    const lc_merge *a = pa, *b = pb;

    if (a->first_row != b->first_row)
        return a->first_row < b->first_row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Names of a header may be merged over two rows, or stand below others that
 * are merged across. */
static uint32_t end_of_header(void *ctx, uint32_t header)
{
    const lc_book_sheet *s = ctx;
    uint32_t end = header;

    for (size_t i = 0; i < s->merges.n; i++) {
        const lc_merge *m = &s->merges.v[i];

        if (m->first_row == header && m->last_row > end &&
            m->last_row < header + HEADER_ROWS)
            end = m->last_row;
    }
    return end;
}

/* Of areas that ended. */
static void drop_values(lc_book_sheet *s)
{
    for (size_t i = 0; i < s->merges.n; i++) {
        lc_free(s->merges.v[i].value);
        s->merges.v[i].value = NULL;
    }
    s->in_force.n = s->next_merge = 0;
}

lc_status lc_book_sheet_again(lc_book_sheet *s, lc_error *err)
{
    lc_status st = lc_head_open(s->job, "row", &s->head, err);

    if (st)
        return st;
    if (s->merges.n > 0)
        qsort(s->merges.v, s->merges.n, sizeof *s->merges.v, by_row);
    drop_values(s);
    lc_head_reach(s->head, end_of_header, s);
    s->look = false;
    return LIFE_OK;
}

/* Lets go of the areas that ended before this row. */
static void end_merges(lc_book_sheet *s, uint32_t row)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->in_force.n; i++) {
        lc_merge *m = &s->merges.v[s->in_force.v[i]];

        if (m->last_row >= row) {
            s->in_force.v[kept++] = s->in_force.v[i];
        } else {
            lc_free(m->value);
            m->value = NULL;
        }
    }
    s->in_force.n = kept;
}

/* Takes up those that begin with it; those of rows that are not there have
 * no value. */
static lc_status begin_merges(lc_book_sheet *s, uint32_t row, lc_error *err)
{
    for (; s->next_merge < s->merges.n; s->next_merge++) {
        lc_merge *m = &s->merges.v[s->next_merge];

        if (m->first_row > row)
            break;
        if (m->first_row < row || is_empty(s, m->column))
            continue;
        m->value = lc_strdup(s->cell[m->column]);
        if (!m->value || !lc_vec_push(&s->in_force, s->next_merge))
            return lc_no_memory(err, "the sheet");
        if (s->in_force.n > LIFE_COLUMNS_MAX)
            return lc_read_fail(s->job, LIFE_ERR_PARSE, err,
                                "merged areas overlap at row %u",
                                (unsigned)row);
    }
    return LIFE_OK;
}

/* The value of an area stands in its first row alone; the others are given it.
 */
static lc_status apply_merges(lc_book_sheet *s, uint32_t row, lc_error *err)
{
    lc_status st;

    end_merges(s, row);
    st = begin_merges(s, row, err);
    for (size_t i = 0; i < s->in_force.n; i++) {
        const lc_merge *m = &s->merges.v[s->in_force.v[i]];

        if (m->first_row < row && is_empty(s, m->column))
            s->cell[m->column] = m->value;
    }
    return st;
}

/* ---- rows ---- */

/* A row without a value is none; on the first look rows are only counted,
 * from the first on that could be a header. */
static lc_status take_row(lc_book_sheet *s, uint32_t row, lc_error *err)
{
    size_t values, count = width(s, &values);
    lc_head_row line = {s->cell, count, row, NULL};

    if (values == 0)
        return LIFE_OK;
    if (s->look) {
        s->rows += s->wide;
        s->wide |= values > 1;
        return LIFE_OK;
    }
    for (size_t i = 0; i < count; i++)
        if (!s->cell[i])
            s->cell[i] = "";
    return lc_head_take(s->head, &line, err);
}

lc_status lc_book_sheet_row(lc_book_sheet *s, uint32_t row, lc_error *err)
{
    size_t values;
    lc_status st = LIFE_OK;

    width(s, &values);
    if (values > 0 && !s->look)
        st = apply_merges(s, row, err);
    if (!st)
        st = take_row(s, row, err);
    memset(s->cell, 0, sizeof s->cell);
    return st;
}

lc_status lc_book_sheet_end(lc_book_sheet *s, lc_error *err)
{
    return s->look ? LIFE_OK : lc_head_end(s->head, err);
}

void lc_book_sheet_clear(lc_book_sheet *s)
{
    drop_values(s);
    lc_head_close(s->head);
    lc_vec_free(&s->merges);
    lc_vec_free(&s->in_force);
    *s = (lc_book_sheet){.job = s->job};
}

bool lc_book_sheet_wanted(const lc_reading *job, const char *name,
                          size_t number)
{
    uint64_t n;

    if (!job->o->sheet || !strcasecmp(job->o->sheet, name))
        return true;
    return lc_parse_uint(job->o->sheet, 1000000, &n) && n == number;
}

lc_status lc_book_sheet_empty(const lc_reading *job, const char *name,
                              lc_error *err)
{
    return lc_read_fail(job, LIFE_ERR_PARSE, err,
                        "the sheet \"%.60s\" has no header with rows below "
                        "it",
                        name);
}

lc_status lc_book_sheet_missing(const lc_reading *job, const char *names,
                                lc_error *err)
{
    if (!job->o->sheet)
        return lc_read_fail(job, LIFE_ERR_PARSE, err,
                            "no sheet has a header and rows");
    return lc_fail_param(err, LIFE_ERR_RANGE, "sheet",
                         "there is no sheet \"%s\"; the sheets are: %.300s",
                         job->o->sheet, names);
}

void lc_book_sheet_note(const lc_book_sheet *s, const char *name, size_t sheets)
{
    if (sheets > 1 && !s->job->o->sheet)
        lc_read_note(s->job,
                     "the sheet \"%.60s\" was read, the first of %zu that "
                     "has rows",
                     name, sheets);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/head.c - see head.h.
 *
 * What people write above a header looks like one more row; what tells it
 * from the header is that its words are no names of columns.
 */
#include "src/import/table/head.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "src/import/table/cell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_LOOKED 20
#define KNOWN_LEAST 2 /* one name may stand in any row */
#define HEIGHT_MAX  4 /* rows of a header */

typedef struct waiting { /* a row, until the header is known */
    const char **cell;
    size_t count, values;
    uint32_t line;
    const char *fault;
} waiting;

struct lc_head {
    const lc_reading *job;
    const char *what;
    uint32_t (*reach)(void *ctx, uint32_t line);
    void *ctx;
    LC_VEC(char *) known; /* names of columns, folded, in order */
    lc_arena *arena;
    lc_buf text; /* a name, folded */
    waiting row[ROWS_LOOKED];
    size_t rows;
    size_t skipped; /* rows in front of it */
    uint32_t line;  /* of the header; 0: not found yet */
    size_t columns;
    const char *cell[LIFE_COLUMNS_MAX];
};

/* ---- names that are known ---- */

/* For qsort and bsearch. */
static int by_name(const void *pa, const void *pb)
{
    return strcmp(*(char *const *)pa, *(char *const *)pb);
}

/* Folded as columns are compared. */
static lc_status add_name(lc_head *h, const char *s, size_t len, lc_error *err)
{
    char *name = NULL;

    lc_buf_clear(&h->text);
    lc_cell_fold(s, len, &h->text);
    if (!h->text.failed)
        name = lc_arena_strndup(h->arena, h->text.data, h->text.len);
    if (!name || (*name && !lc_vec_push(&h->known, name)))
        return lc_no_memory(err, "the columns");
    return LIFE_OK;
}

/* "a|b|c". */
static lc_status add_names(lc_head *h, const char *names, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*names && !st) {
        size_t len = strcspn(names, "|");

        st = add_name(h, names, len, err);
        names += len + (names[len] == '|');
    }
    return st;
}

/* The columns that the option names are names of this table. */
static lc_status add_map(lc_head *h, const char *map, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (map && *map && !st) {
        size_t len = strcspn(map, ",");
        const char *equals = memchr(map, '=', len);

        if (equals)
            st = add_name(h, equals + 1, len - (size_t)(equals + 1 - map), err);
        map += len + (map[len] == ',');
    }
    return st;
}

/* All of columns.csv, and words of row_words.csv that name a row's number. */
static lc_status load_names(lc_head *h, lc_error *err)
{
    lc_table *t = NULL;
    lc_status st = lc_table_open("columns.csv", &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        st = add_names(h, lc_table_cell(t, i, "columns"), err);
    lc_table_free(t);
    t = NULL;
    if (!st)
        st = lc_table_open("row_words.csv", &t, err);
    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        const char *word = lc_table_cell(t, i, "word");

        if (!strcmp(lc_table_cell(t, i, "field"), "serial"))
            st = add_name(h, word, strlen(word), err);
    }
    lc_table_free(t);
    if (!st)
        st = add_map(h, h->job->o->map, err);
    if (!st && h->known.n > 0)
        qsort(h->known.v, h->known.n, sizeof *h->known.v, by_name);
    return st;
}

/* Whether a cell is the name of a column. */
static bool is_known(lc_head *h, const char *cell)
{
    char *name;

    if (!*cell)
        return false;
    lc_buf_clear(&h->text);
    lc_cell_fold(cell, strlen(cell), &h->text);
    name = h->text.data;
    return !h->text.failed && *name &&
           bsearch(&name, h->known.v, h->known.n, sizeof *h->known.v, by_name);
}

/* ---- opening ---- */

lc_status lc_head_open(const lc_reading *job, const char *what, lc_head **out,
                       lc_error *err)
{
    lc_head *h = lc_calloc(1, sizeof *h);
    lc_status st = LIFE_OK;

    *out = h;
    if (h) {
        h->job = job;
        h->what = what;
        h->arena = lc_arena_new(0);
    }
    if (!h || !h->arena)
        st = lc_no_memory(err, "the table");
    if (!st)
        st = load_names(h, err);
    return st;
}

void lc_head_reach(lc_head *h, uint32_t (*reach)(void *ctx, uint32_t line),
                   void *ctx)
{
    h->reach = reach;
    h->ctx = ctx;
}

uint32_t lc_head_line(const lc_head *h)
{
    return h->line;
}

void lc_head_close(lc_head *h)
{
    if (!h)
        return;
    lc_vec_free(&h->known);
    lc_arena_free(h->arena);
    lc_buf_free(&h->text);
    lc_free(h);
}

/* ---- the search ---- */

/* How many names a row knows. */
static size_t names_in(lc_head *h, const waiting *w)
{
    size_t n = 0;

    for (size_t i = 0; i < w->count; i++)
        n += is_known(h, w->cell[i]);
    return n;
}

/* A row that one would take for the header at first sight. */
static size_t first_wide(const lc_head *h)
{
    for (size_t i = 0; i < h->rows; i++)
        if (h->row[i].values > 1)
            return i;
    return 0;
}

/* Whether a row has a position: a number with three decimals or more, as no
 * name of a column has. */
static bool holds_position(const waiting *w)
{
    for (size_t i = 0; i < w->count; i++) {
        for (const char *s = strchr(w->cell[i], '.'); s; s = strchr(s + 1, '.'))
            if (s > w->cell[i] && strspn(s - 1, "0123456789") == 1 &&
                strspn(s + 1, "0123456789") >= 3)
                return true;
    }
    return false;
}

/* Which of the rows that wait is the header's first. */
static size_t search(lc_head *h)
{
    size_t best = first_wide(h), most = names_in(h, &h->row[best]);

    if (h->job->o->header_row > 0)
        return 0; /* rows in front of it were not kept */
    if (most < KNOWN_LEAST)
        most = KNOWN_LEAST - 1;
    for (size_t i = 0; i < h->rows; i++) {
        size_t n = names_in(h, &h->row[i]);

        if (n > most && !holds_position(&h->row[i])) {
            most = n;
            best = i;
        }
    }
    /* Names that are merged over rows begin above those that stand alone. */
    for (size_t i = 0; h->reach && i < best; i++)
        if (h->row[i].values > 1 &&
            h->reach(h->ctx, h->row[i].line) >= h->row[best].line)
            return i;
    return best;
}

/* Names below a header's names say more; above them, what those lack. */
static void add_row_of_names(lc_head *h, const waiting *w, bool above)
{
    for (size_t i = 0; i < w->count; i++)
        if (*w->cell[i] && (!above || i >= h->columns || !*h->cell[i]))
            h->cell[i] = w->cell[i];
        else if (i >= h->columns)
            h->cell[i] = "";
    if (w->count > h->columns)
        h->columns = w->count;
}

/* A row of nothing but names. */
static bool all_names(lc_head *h, const waiting *w)
{
    return w->values > 0 && names_in(h, w) == w->values;
}

/* Whether the row above names columns that the header leaves empty. */
static bool completes(lc_head *h, const waiting *w)
{
    for (size_t i = 0; w->values > 1 && i < w->count && i < h->columns; i++)
        if (!*h->cell[i] && is_known(h, w->cell[i]))
            return true;
    return false;
}

/* The columns, from all rows of the header; returns the last of them. */
static size_t gather(lc_head *h, size_t first)
{
    const waiting *w = h->row;
    bool given = h->job->o->header_row > 0;
    uint32_t until = h->reach ? h->reach(h->ctx, w[first].line) : 0;
    size_t last = first;

    h->columns = 0;
    add_row_of_names(h, &w[first], false);
    while (last + 1 < h->rows && last + 1 < first + HEIGHT_MAX &&
           (w[last + 1].line <= until ||
            (!given && names_in(h, &w[first]) >= KNOWN_LEAST &&
             all_names(h, &w[last + 1]))))
        add_row_of_names(h, &w[++last], false);
    if (first > 0 && completes(h, &w[first - 1]))
        add_row_of_names(h, &w[first - 1], true);
    return last;
}

/* ---- rows ---- */

/* The header is known: it goes to the sink, and the rows behind it. */
static lc_status decide(lc_head *h, lc_error *err)
{
    size_t first = search(h), last = gather(h, first);
    lc_status st;

    if (!h->job->o->header_row && names_in(h, &h->row[first]) == 0 &&
        holds_position(&h->row[first]))
        return lc_read_fail(h->job, LIFE_ERR_PARSE, err,
                            "the table has no names of columns: %s %u, its "
                            "first, holds values; put a row of names above "
                            "it, as name,lon,lat",
                            h->what, (unsigned)h->row[first].line);
    h->line = h->row[first].line;
    h->skipped += first;
    if (h->skipped > 0)
        lc_read_note(h->job, "the header is in %s %u", h->what,
                     (unsigned)h->line);
    st = lc_read_columns(h->job, h->cell, h->columns, err);
    if (st)
        return lc_fail_at(err, st, h->job->path, h->line);
    for (size_t i = last + 1; !st && i < h->rows; i++) {
        const waiting *w = &h->row[i];
        lc_head_row row = {w->cell, w->count, w->line, w->fault};

        st = lc_head_take(h, &row, err);
    }
    return st;
}

/* Copies a row, as its reader goes on. */
static lc_status keep(lc_head *h, const lc_head_row *row, lc_error *err)
{
    waiting *w = &h->row[h->rows];
    bool good;

    *w = (waiting){.count = row->count, .line = row->line};
    w->cell = lc_arena_alloc(h->arena, (row->count + 1) * sizeof *w->cell);
    good = w->cell != NULL;
    for (size_t i = 0; good && i < row->count; i++) {
        w->cell[i] = lc_arena_strdup(h->arena, row->cell[i]);
        good = w->cell[i] != NULL;
        w->values += good && *row->cell[i];
    }
    if (good && row->fault) {
        w->fault = lc_arena_strdup(h->arena, row->fault);
        good = w->fault != NULL;
    }
    if (!good)
        return lc_no_memory(err, "the table");
    h->rows += w->values > 0;
    return LIFE_OK;
}

/* A row while the header is not known. */
static lc_status wait_for_header(lc_head *h, const lc_head_row *row,
                                 lc_error *err)
{
    uint32_t want = h->job->o->header_row;
    lc_status st;

    if (row->line < want) {
        h->skipped++;
        return LIFE_OK;
    }
    st = keep(h, row, err);
    if (!st && want && h->rows > 0 && h->row[0].line != want)
        return lc_head_end(h, err);
    return !st && h->rows == ROWS_LOOKED ? decide(h, err) : st;
}

/* Rows that are wider than the header have something to say that nobody has
 * named; empty cells at the end of a line do no harm. */
lc_status lc_head_take(lc_head *h, const lc_head_row *row, lc_error *err)
{
    lc_record r = {.cell = h->cell, .line = row->line, .fault = row->fault};
    size_t count = row->count;
    char fault[80];
    lc_status st;

    if (!h->line)
        return wait_for_header(h, row, err);
    while (count > h->columns && !*row->cell[count - 1])
        count--;
    if (count > h->columns && !r.fault) {
        snprintf(fault, sizeof fault, "the %s has %zu fields, the header %zu",
                 h->what, count, h->columns);
        r.fault = fault;
    }
    for (size_t i = 0; i < h->columns; i++)
        h->cell[i] = i < row->count ? row->cell[i] : "";
    st = lc_read_record(h->job, &r, err);
    return st ? lc_fail_at(err, st, h->job->path, row->line) : LIFE_OK;
}

lc_status lc_head_end(lc_head *h, lc_error *err)
{
    uint32_t want = h->job->o->header_row;

    if (want && !h->line && (h->rows == 0 || h->row[0].line != want))
        return lc_fail_param(err, LIFE_ERR_RANGE, "header-row",
                             "%s %u has no values, so it can't be the header",
                             h->what, (unsigned)want);
    return h->line || h->rows == 0 ? LIFE_OK : decide(h, err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/grid.c - see grid.h.
 *
 * Widths are known only when all cells are, so cells are kept as text until
 * the table is written. They are widths on a terminal: a Chinese character
 * takes two columns and three bytes. A last row that is not full is not
 * written.
 */
#include "lifecircle/base/grid.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void lc_grid_put(lc_grid *g, const char *fmt, ...)
{
    char text[512]; /* more would not fit a terminal's line */
    char *cell;
    va_list ap;

    va_start(ap, fmt);
    lc_utf8_vformat(text, sizeof text, fmt, ap);
    va_end(ap);
    lc_utf8_blunt(text);
    cell = lc_strdup(text);
    if (!cell || !lc_vec_push(&g->cell, cell)) {
        lc_free(cell);
        g->failed = true;
    }
}

void lc_grid_take(lc_grid *g, lc_buf *text)
{
    g->failed |= text->failed;
    lc_grid_put(g, "%s", text->failed || !text->data ? "" : text->data);
    lc_buf_free(text);
}

static void put_spaces(lc_buf *out, size_t n)
{
    while (n-- > 0)
        lc_buf_putc(out, ' ');
}

/* Columns are two blanks apart. A last column that is aligned to the left gets
 * no blanks behind it, so that lines end with text. */
static void put_row(const lc_grid *g, size_t row, const size_t *width,
                    lc_buf *out)
{
    for (size_t c = 0; c < g->columns; c++) {
        const char *cell = g->cell.v[row * g->columns + c];
        size_t pad = width[c] - lc_utf8_width(cell);
        bool right = g->right >> (c < 63 ? c : 63) & 1;

        if (c > 0)
            put_spaces(out, 2);
        if (right)
            put_spaces(out, pad);
        lc_buf_puts(out, cell);
        if (!right && c + 1 < g->columns)
            put_spaces(out, pad);
    }
    lc_buf_putc(out, '\n');
}

/* Frees the cells also after a failure: nobody else does. */
void lc_grid_write(lc_grid *g, lc_buf *out)
{
    size_t width[LIFE_GRID_COLUMNS] = {0};

    assert(g->columns > 0 && g->columns <= LIFE_GRID_COLUMNS);
    for (size_t i = 0; i < g->cell.n; i++) {
        size_t w = lc_utf8_width(g->cell.v[i]);

        if (w > width[i % g->columns])
            width[i % g->columns] = w;
    }
    for (size_t r = 0; !g->failed && r < g->cell.n / g->columns; r++)
        put_row(g, r, width, out);
    for (size_t i = 0; i < g->cell.n; i++)
        lc_free(g->cell.v[i]);
    lc_vec_free(&g->cell);
    out->failed |= g->failed;
}

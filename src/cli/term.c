/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/term.c - standard output: answers as they are, and aligned tables.
 */
#include "lifecircle/base/num.h"
#include "src/cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static lc_status stdout_failed(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_IO, "standard output: %s", strerror(errno));
}

lc_status lc_cli_write(const void *bytes, size_t len, lc_error *err)
{
    if (fwrite(bytes, 1, len, stdout) != len)
        return stdout_failed(err);
    return LIFE_OK;
}

lc_status lc_cli_flush(lc_error *err)
{
    if (fflush(stdout) || ferror(stdout))
        return stdout_failed(err);
    return LIFE_OK;
}

lc_status lc_cli_printf(lc_error *err, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vprintf(fmt, ap);
    va_end(ap);
    return n < 0 ? stdout_failed(err) : LIFE_OK;
}

lc_status lc_cli_answer(lc_buf *answer, lc_error *err)
{
    lc_status st;

    lc_buf_putc(answer, '\n');
    if (answer->failed)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for an answer");
    else
        st = lc_cli_write(answer->data, answer->len, err);
    lc_buf_free(answer);
    return st;
}

/* ---- tables ---- */

/* Names come from outside and must not steer the terminal. */
static void blunt(char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
        else if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] >= 0x80 &&
                 (unsigned char)s[1] < 0xA0)
            s[0] = s[1] = '?';
}

void lc_grid_put(lc_grid *g, const char *fmt, ...)
{
    char text[512]; /* more would not fit a terminal's line */
    char *cell;
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    text[lc_utf8_valid(text, strlen(text))] = '\0'; /* a cut character */
    blunt(text);
    cell = lc_strdup(text);
    if (!cell || !lc_vec_push(&g->cell, cell)) {
        lc_free(cell);
        g->failed = true;
    }
}

static void put_spaces(size_t n)
{
    printf("%*s", (int)n, "");
}

static void print_row(const lc_grid *g, size_t row, const size_t *width)
{
    for (size_t c = 0; c < g->columns; c++) {
        const char *cell = g->cell.v[row * g->columns + c];
        size_t pad = width[c] - lc_utf8_width(cell);
        bool right = g->right >> c & 1;

        if (c > 0)
            put_spaces(2);
        if (right)
            put_spaces(pad);
        fputs(cell, stdout);
        if (!right && c + 1 < g->columns)
            put_spaces(pad);
    }
    putchar('\n');
}

lc_status lc_grid_print(lc_grid *g, lc_error *err)
{
    size_t width[64] = {0};

    for (size_t i = 0; i < g->cell.n; i++) {
        size_t w = lc_utf8_width(g->cell.v[i]);

        if (w > width[i % g->columns])
            width[i % g->columns] = w;
    }
    for (size_t r = 0; !g->failed && r < g->cell.n / g->columns; r++)
        print_row(g, r, width);
    for (size_t i = 0; i < g->cell.n; i++)
        lc_free(g->cell.v[i]);
    lc_vec_free(&g->cell);
    if (g->failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a table");
    return ferror(stdout) ? stdout_failed(err) : LIFE_OK;
}

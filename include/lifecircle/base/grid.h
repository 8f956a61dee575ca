/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/grid.h - an aligned table of text, for a terminal.
 *
 * Layer:   base.
 * Errors:  sticky, as those of an lc_buf: checked once, when it is written.
 * Threads: a grid belongs to one thread.
 */
#ifndef LIFECIRCLE_BASE_GRID_H
#define LIFECIRCLE_BASE_GRID_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

/* More do not fit a line; a grid with more of them is a bug. */
#define LIFE_GRID_COLUMNS 256

typedef struct lc_grid { /* `= {.columns = 3}`; cells row by row */
    size_t columns;
    uint64_t right; /* bit i: column i is aligned to the right; the last bit
                       stands for the columns from 63 on */
    LC_VEC(char *) cell;
    bool failed;
} lc_grid;

/* The next cell. Control characters become '?': names come from outside and
 * must not steer the terminal. */
void lc_grid_put(lc_grid *g, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same of what was gathered, which is freed; if that failed, so does the
 * grid. */
void lc_grid_take(lc_grid *g, lc_buf *text);
/* Puts the table at the end of `out` (which then may have failed), and empties
 * the grid. */
void lc_grid_write(lc_grid *g, lc_buf *out);

#endif

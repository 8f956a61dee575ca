/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/mode.h - ways of going about (on foot, by bicycle ...), as
 * geodata/modes.csv lists them. Whoever wants more of a row than its id reads
 * the column it needs: the import tags, pages words.
 *
 * In a network modes are numbers, from 0 and in the order of the city file's
 * columns; that order may differ from the table's where the city is older.
 *
 * Room:    geo.
 * Threads: a table never changes once it is open.
 */
#ifndef LIFECIRCLE_GEO_MODE_H
#define LIFECIRCLE_GEO_MODE_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/table.h"

#include <stddef.h>
#include <stdint.h>

enum {
    LIFE_MAX_MODES = 8,  /* what an lc_edge has bytes for */
    LIFE_MODE_BYTES = 24 /* of an id, with its NUL */
};

/* Which of a city's modes; 0, that of walkers, is always there. */
typedef uint32_t lc_mode;
#define LIFE_MODE_MAIN ((lc_mode)0)

typedef struct lc_mode_table {
    lc_table *table; /* owns the texts */
    size_t count;    /* rows, 1 to LIFE_MAX_MODES */
    const char *id[LIFE_MAX_MODES];
} lc_mode_table;

/* Ids are checked here: small letters and _, each once, as they become names
 * of columns; `like` must name another row. LIFE_ERR_PARSE with line and cell;
 * LIFE_ERR_LIMIT: too many. For lc_mode_table_close() in any case. */
lc_status lc_mode_table_open(lc_mode_table *out, lc_error *err);
void lc_mode_table_close(lc_mode_table *t);
/* The row of an id, or `count`. */
size_t lc_mode_table_find(const lc_mode_table *t, const char *id);
/* A cell; "" where there is no such column. Lives as long as `t`. */
const char *lc_mode_table_cell(const lc_mode_table *t, size_t row,
                               const char *column);
/* LIFE_ERR_PARSE: what is in the cell, and what it must be. */
lc_status lc_mode_table_bad(const lc_mode_table *t, size_t row,
                            const char *column, const char *right,
                            lc_error *err);

#endif

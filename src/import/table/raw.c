/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/raw.c - see raw.h.
 *
 * Memory is kept from row to row: a table of points would ask for it a million
 * times.
 */
#include "src/import/table/raw.h"

void lc_raw_clear(lc_raw_shape *raw)
{
    raw->kind = LIFE_SHAPE_NONE;
    raw->pt.n = raw->part.n = 0;
}

void lc_raw_free(lc_raw_shape *raw)
{
    lc_vec_free(&raw->pt);
    lc_vec_free(&raw->part);
}

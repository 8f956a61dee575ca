/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/unit.h - administrative areas, and those that stand
 * around a centre.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_UNIT_H
#define LIFECIRCLE_STORE_ROWS_UNIT_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_unit {
    const char *code; /* osm:r12, osm:n12 (approximate), rest:LEVEL:CODE, or as
                         imported */
    const char *level, *name, *name_en;
    const char *parent; /* a code; NULL: none */
    int urban;          /* 1, 0; negative: not known */
    bool approximate;   /* around a centre, without a boundary */
    bool rest; /* what the other units of its level leave of its parent; around
                  its centre where it has one, and wherever no other is */
    const char *source;
    int64_t residents_milli; /* thousandths; negative: not known */
    int residents_year;      /* negative: not known */
    lc_pt centre;            /* where `has_centre` */
    bool has_centre;
    lc_shape area; /* LIFE_SHAPE_NONE: a name and a code alone */

    /* Read alone. */
    bool bare;     /* neither area nor centre */
    int64_t units; /* of lc_unit_rows_levels() */
} lc_stored_unit;

/* By code; all but `bare` and `units`. */
lc_status lc_unit_rows(lc_city *c, lc_stored_unit *row, lc_rows **out,
                       lc_error *err);
/* Those that have a parent, in no order: code and parent. */
lc_status lc_unit_rows_parents(lc_city *c, lc_stored_unit *row, lc_rows **out,
                               lc_error *err);
/* The boundaries of a level that are not approximate, by code: code, name and
 * area. `level` is borrowed until the last row. */
lc_status lc_unit_rows_areas(lc_city *c, const char *level, lc_stored_unit *row,
                             lc_rows **out, lc_error *err);
/* Each level once, by name: level, and how many `units` have it. */
lc_status lc_unit_rows_levels(lc_city *c, lc_stored_unit *row, lc_rows **out,
                              lc_error *err);
/* One or none: code, level, name, source and `bare`. `code` is borrowed until
 * the last row. */
lc_status lc_unit_rows_find(lc_city *c, const char *code, lc_stored_unit *row,
                            lc_rows **out, lc_error *err);
lc_status lc_unit_rows_known(lc_city *c, const char *code, bool *out,
                             lc_error *err);

lc_status lc_unit_rows_insert(lc_city *c, const lc_stored_unit *row,
                              lc_error *err);
lc_status lc_unit_rows_remove(lc_city *c, const char *code, lc_error *err);
/* Those that are the rest of another and have no centre. */
lc_status lc_unit_rows_clear_rests(lc_city *c, lc_error *err);
/* Gives the unit of the row's code the row's source, centre and area. */
lc_status lc_unit_rows_fill(lc_city *c, const lc_stored_unit *row,
                            lc_error *err);
/* Gives the unit of the row's code the row's centre, around which it is
 * approximate from now on. */
lc_status lc_unit_rows_seat(lc_city *c, const lc_stored_unit *row,
                            lc_error *err);
/* What lies in the unit `from` lies in `to`; "": in none. */
lc_status lc_unit_rows_adopt(lc_city *c, const char *from, const char *to,
                             lc_error *err);

#endif

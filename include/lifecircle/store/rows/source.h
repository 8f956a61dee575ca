/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/source.h - a row each import: where the data come
 * from, and how far they reach.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_SOURCE_H
#define LIFECIRCLE_STORE_ROWS_SOURCE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_source {
    const char *name;
    const char *kind; /* osm, facilities, units, residents, statistics,
                         addresses, manual */
    const char *file, *sha256, *crs;
    int64_t row_count, rejected;
    const char *imported_at; /* written: NULL is now, or SOURCE_DATE_EPOCH */
    const char *attribution;
    const char *as_of;       /* of when its data are: YYYY[-MM[-DD]], or "" */
    const char *licence;     /* an SPDX id, or words; "": not known */
    bool withheld;           /* its rows are shown, but not given away */
    const char *extent_rule; /* option, clip, header, boundary, streets, city */
    lc_shape extent;         /* of its data; LIFE_SHAPE_NONE: the city's */
    lc_shape land_edge; /* lines: its outline off the sea; NONE: all of it */
} lc_stored_source;

/* By name. */
lc_status lc_source_rows(lc_city *c, lc_stored_source *row, lc_rows **out,
                         lc_error *err);
/* One or none: all but the extent. */
lc_status lc_source_rows_find(lc_city *c, const char *name,
                              lc_stored_source *row, lc_rows **out,
                              lc_error *err);
/* The extents of OpenStreetMap's, where it has one: extent. */
lc_status lc_source_rows_osm_extent(lc_city *c, lc_stored_source *row,
                                    lc_rows **out, lc_error *err);
/* Replaces the one of its name. */
lc_status lc_source_rows_put(lc_city *c, const lc_stored_source *row,
                             lc_error *err);
/* Sets attribution, licence and withheld of the one of its name. */
lc_status lc_source_rows_set_terms(lc_city *c, const lc_stored_source *row,
                                   lc_error *err);
/* LIFE_ERR_NOT_FOUND: there is none of that name, with those there are. */
lc_status lc_source_missing(lc_city *c, const char *name, lc_error *err);
/* Takes out a source and every row it brought (facilities with shapes and
 * entrances, units, residents, statistics, addresses; for kind osm also
 * streets, features, places and homes). LIFE_ERR_NOT_FOUND: no such
 * source, with the names there are. */
lc_status lc_source_remove(lc_city *c, const char *name, lc_error *err);

#endif

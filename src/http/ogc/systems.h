/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/systems.h - the systems of coordinates that features are given
 * in: by their URIs, with the axes in the order of their authority.
 *
 * All are opened before the server gives up its files, as PROJ reads them from
 * its database; each is then used by one thread at a time.
 *
 * Threads: safe once made.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_SYSTEMS_H
#define LIFECIRCLE_SRC_HTTP_OGC_SYSTEMS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

#include <stdbool.h>
#include <stddef.h>

#define LIFE_CRS84 "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

typedef struct lc_systems lc_systems;
typedef struct lc_system lc_system;

/* LIFE_ERR_NOMEM. What PROJ doesn't know is not there. Takes 0.1 s. */
lc_status lc_systems_open(lc_systems **out, lc_error *err);
void lc_systems_free(lc_systems *s); /* NULL is fine */

/* The i-th that all of `box` lies in, from CRS84 on, which all have; NULL: the
 * list has ended. */
const lc_system *lc_systems_at(const lc_systems *s, size_t i, lc_box box);
/* By URI, "[EPSG:4326]" or urn; of those of `box`. NULL: none. */
const lc_system *lc_systems_find(const lc_systems *s, const char *name,
                                 lc_box box);

void lc_system_uri(const lc_system *s, lc_buf *out);
bool lc_system_is_crs84(const lc_system *s);

/* Positions in the order of the axes, of the thread that holds it. False: they
 * lie outside. */
void lc_system_hold(const lc_system *s);
void lc_system_give(const lc_system *s);
bool lc_system_to_wgs84(const lc_system *s, double a, double b, lc_lonlat *out);
bool lc_system_from_wgs84(const lc_system *s, lc_lonlat p, double *a,
                          double *b);
int lc_system_decimals(const lc_system *s);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/system.h - the system of coordinates that shapes
 * are written in.
 *
 * Layer:   export, over geo.
 * Errors:  sticky: the first position that lies outside the system stays in
 *          `why`, and the writer fails with it.
 * Threads: belongs to one thread (PROJ's context).
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_SYSTEM_H
#define LIFECIRCLE_EXPORT_FORMATS_SYSTEM_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/geo/crs.h"

typedef struct lc_export_system {
    lc_crs *crs;
    char name[32]; /* as it is asked for: "gcj02", "EPSG:4547" */
    int epsg;      /* 0: no authority defines it */
    bool degrees;
    int decimals; /* of a coordinate: 7 of degrees, else 3 */
    bool asked;   /* whether the way there is known */
    bool failed;
    lc_error why;
} lc_export_system;

/* *out is NULL where the name means WGS 84, which needs none. As
 * lc_crs_open(). */
lc_status lc_system_open(const char *name, lc_export_system **out,
                         lc_error *err);
void lc_system_free(lc_export_system *s); /* NULL is fine */

/* A position in it: x or longitude first, whatever its authority says. `s`
 * NULL: WGS 84. Fails where the way there is not known. */
void lc_system_place(lc_export_system *s, lc_pt p, double *x, double *y);
/* What columns of it are called: BASE alone in WGS 84, else "BASE_gcj02" or
 * "BASE_epsg4547". */
void lc_system_column(const lc_export_system *s, const char *base, lc_buf *out);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/plain/route.h - the plain page of a facility: the
 * way to it, in words.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/pages/plain/plain.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_PLAIN_ROUTE_H
#define LIFECIRCLE_EXPORT_PAGES_PLAIN_ROUTE_H

#include "lifecircle/export/pages/plain/plain.h"

/* The way to it from a place, its hours, how to ring it. */
lc_status lc_plain_route(lc_buf *out, const lc_plain *p, lc_lonlat at,
                         uint32_t facility, lc_error *err);

#endif

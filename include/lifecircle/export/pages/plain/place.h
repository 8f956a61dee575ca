/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/plain/place.h - the plain page of a place: what is
 * there, what is missing.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/pages/plain/plain.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_PLAIN_PLACE_H
#define LIFECIRCLE_EXPORT_PAGES_PLAIN_PLACE_H

#include "lifecircle/export/pages/plain/plain.h"

/* The checklist of a place, or what to do where it has none. */
lc_status lc_plain_place(lc_buf *out, const lc_plain *p, lc_lonlat at,
                         lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/plain/unit.h - the plain page of a unit: its
 * coverage as a table.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/pages/plain/plain.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_PLAIN_UNIT_H
#define LIFECIRCLE_EXPORT_PAGES_PLAIN_UNIT_H

#include "lifecircle/export/pages/plain/plain.h"

/* How much of a unit each category covers. */
lc_status lc_plain_unit(lc_buf *out, const lc_plain *p, uint32_t unit,
                        lc_error *err);

#endif

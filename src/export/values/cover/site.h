/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/site.h - what a site says of itself: as a Feature of
 * an answer, and as a row.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_SITE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_SITE_H

#include "lifecircle/export/answers/sites.h"
#include "lifecircle/export/formats/row.h"

extern const lc_fields lc_site_fields;
/* Of the answer's site i. */
void lc_site_values(lc_row *r, const lc_sites_answer *a, size_t i);

/* What a candidate is called: its id, or a place on a street by where it is.
 * Valid until the row is cleared. */
const char *lc_site_candidate(lc_row *r, const lc_sites_answer *a,
                              uint32_t candidate);

#endif

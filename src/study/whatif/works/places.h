/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/places.h - where a scenario's links, blocks and gates
 * meet the streets of a pace.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_PLACES_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_PLACES_H

#include "src/study/whatif/works/plan.h"

/* Where all changes meet the streets, and what is to be told of it. */
lc_status lc_works_places(lc_works_plan *p, const lc_whatif_changes *c,
                          lc_error *err);

#endif

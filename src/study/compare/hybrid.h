/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/hybrid.h - a city that never was: the facilities of one,
 * the streets of another, the homes of a third.
 *
 * Homes and facilities are linked to the streets by the rule of world/links,
 * and how far homes are from where the data end is measured, as compute does
 * both; so what study says of a hybrid is what it would say of a city file with
 * these rows. With the streets come barriers, the city's extent and the cut
 * ends; with the facilities categories, sources and their extents; with the
 * homes units.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_HYBRID_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_HYBRID_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/world.h"

/* All are lent, and must outlive the hybrid. */
typedef struct lc_hybrid_parts {
    const lc_world *facilities, *streets, *homes;
    const lc_world *rules; /* whose paces */
    const int8_t *layer;   /* of the homes */
    /* Worlds of the same streets and paces in which these facilities, or these
     * homes, are linked already; NULL: they are linked anew. */
    const lc_world *facility_links, *home_links;
} lc_hybrid_parts;

/* For a study; of what only questions about single places ask it has nothing.
 * LIFE_ERR_STATE: a pace goes by a mode that the streets don't have;
 * LIFE_ERR_NOMEM. Cost: what of compute is linking. */
lc_status lc_hybrid_make(const lc_hybrid_parts *of, lc_world **out,
                         lc_error *err);
void lc_hybrid_free(lc_world *w); /* NULL is fine */

#endif

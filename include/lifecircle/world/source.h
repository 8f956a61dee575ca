/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/source.h - where the data come from: one for each import.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_SOURCE_H
#define LIFECIRCLE_WORLD_SOURCE_H

#include "lifecircle/world/world.h"

/* row_count: rows kept; rejected: rows that were not. extent_rule says where
 * the source's extent comes from. "" where something is not known. */
typedef struct lc_source_info {
    const char *name, *kind, *file, *sha256, *crs, *imported_at, *as_of;
    const char *attribution, *extent_rule, *licence;
    bool withheld; /* its rows are shown, but not given away */
    int64_t row_count, rejected;
} lc_source_info;

size_t lc_world_source_count(const lc_world *w); /* by name */
const lc_source_info *lc_world_source(const lc_world *w, uint32_t i);
/* NULL: there is none. */
const lc_source_info *lc_world_source_find(const lc_world *w, const char *name);
/* The first of a kind ("osm", "residents"); NULL: there is none. */
const lc_source_info *lc_world_source_of_kind(const lc_world *w,
                                              const char *kind);
/* Whom the whole city is owed to, a line: the extract's own, then of each
 * other source that names somebody or a licence, "; " between. */
const char *lc_world_source_attribution(const lc_world *w);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/find.h - a search by name in the city of a study. The names
 * are made for the first search and kept.
 *
 * Layer:   study, over world.
 * Threads: as the study; the first search may be put by several at once.
 */
#ifndef LIFECIRCLE_STUDY_FIND_H
#define LIFECIRCLE_STUDY_FIND_H

#include "lifecircle/study/study.h"
#include "lifecircle/world/find.h"

/* Makes the names where they are not there yet, so that the first search needs
 * not wait. LIFE_ERR_STATE: the study is of a borrowed world, which has no file
 * to read them from. LIFE_ERR_DB, LIFE_ERR_NOMEM, LIFE_ERR_PARSE (a table of
 * geodata): the next search tries again. Cost: some microseconds a name. */
lc_status lc_study_find_ready(lc_study *s, lc_error *err);
/* lc_world_find() among them. What it finds holds as long as the study. */
lc_status lc_study_find(lc_study *s, const lc_find *f, lc_hit *out,
                        size_t *count, lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/altered/altered.h - the city that a scenario would make, as a world
 * of its own: for questions that are about more than the walks of homes, which
 * whatif/ answers by what changes alone.
 *
 * Facilities keep their numbers: one that goes is of no category any more, and
 * those that come stand behind all others. Of what only questions about single
 * places ask it has nothing.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ALTERED_ALTERED_H
#define LIFECIRCLE_SRC_STUDY_ALTERED_ALTERED_H

#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/whatif.h"

/* `attribute`: of the facilities' attributes the one that a capacity told by
 * the scenario is; NULL: none.
 * Its streets, homes, units and categories that no facility leaves or joins are
 * lent by `w`, which must outlive it. For lc_altered_free(). LIFE_ERR_NOMEM,
 * LIFE_ERR_LIMIT: more facilities of a category than fit. Threads: it is
 * constant once it is made. Cost: a pass over all facilities, their links and
 * units. */
lc_status lc_altered_make(const lc_world *w, const lc_whatif_changes *c,
                          const char *attribute, lc_world **out, lc_error *err);
void lc_altered_free(lc_world *w); /* NULL is fine */

/* The categories that a facility leaves or joins. */
lc_catset lc_altered_categories(const lc_world *w, const lc_whatif_changes *c);

#endif

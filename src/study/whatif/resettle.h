/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/resettle.h - labels of a graph's vertices after some of what
 * they rest on went and other things came: places that are walked to, streets.
 *
 * Who asks forgets the vertices whose labels may rest on what is gone, lets
 * these draw others after them, offers what comes, and walks: labels are then
 * those of a sweep, but for ranks, of which new ones have the last.
 *
 * Labels are unpacked page by page where they are looked at, so that a question
 * about a part of the city costs nothing elsewhere.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_RESETTLE_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_RESETTLE_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/kept_labels.h"
#include "src/study/whatif/waiting.h"
#include "src/study/whatif/works/works.h"

typedef struct lc_resettle {
    const lc_pace_graph *g;
    const lc_works *works;      /* NULL: the streets stay as they are */
    const lc_kept_labels *kept; /* as they were: these, or `was`, or none */
    const uint64_t *was;
    /* The least label that what is walked to gives a vertex along its own edges
     * that are not altered. */
    uint64_t (*beside)(void *ctx, uint32_t vertex);
    void *ctx;

    uint64_t **page;          /* labels, from their first vertex on; or NULL */
    LC_VEC(uint32_t) changed; /* vertices, some twice */
    LC_VEC(uint64_t) old;     /* labels of those first that were forgotten */
    lc_waiting waiting;
    bool no_memory;
} lc_resettle;

/* Of one whose first members are set. False: no memory, which is told in
 * no_memory from then on. For lc_resettle_clear() in any case. */
bool lc_resettle_begin(lc_resettle *r);
void lc_resettle_clear(lc_resettle *r);

uint64_t lc_resettle_label(lc_resettle *r, uint32_t vertex);
/* It has no label any more. Before any is lowered. */
void lc_resettle_forget(lc_resettle *r, uint32_t vertex);
/* The same if its label is that one. */
void lc_resettle_forget_label(lc_resettle *r, uint32_t vertex, uint64_t label);
/* Forgets what rests on what was forgotten, and what streets that are no more
 * may have led to. The budget's errors. */
lc_status lc_resettle_spread(lc_resettle *r, lc_error *err);
/* Gives those that were forgotten, and those at altered streets, what their
 * neighbours have. */
void lc_resettle_borders(lc_resettle *r);
/* Lower than what is there, it stands, and waits for its arcs to be walked. */
void lc_resettle_lower(lc_resettle *r, uint32_t vertex, uint64_t label);
lc_status lc_resettle_walk(lc_resettle *r, lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/slot.h - what a study keeps of a pace: its graph, what stands
 * along the streets as a search meets it, and where homes enter it. The labels
 * of its categories are labels.c's.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SLOT_H
#define LIFECIRCLE_SRC_STUDY_SLOT_H

#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"
#include "src/study/cover/catchment.h"
#include "src/study/entries.h"

/* A vertex C has those of a private edge as A has: who came in meets them
 * too. */
typedef struct lc_stop { /* a facility, as a search meets it at a vertex */
    uint64_t label;      /* from the vertex along the edge and the leg */
    uint64_t fold;       /* as lc_edge_link's */
    uint32_t facility;
    uint32_t edge; /* along which it is met */
} lc_stop;

/* Each pointer goes once from NULL to what stays until the study is freed; all
 * are written by who holds the lock and read without it. stop_first and `stop`
 * are no atomics: they are there before the graph is, and read only after it
 * was seen. Stops of vertex v: stop[stop_first[v]] to stop[stop_first[v + 1] -
 * 1]. */
typedef struct lc_pace_slot {
    /* NULL until somebody asks; the stops are there before it */
    lc_pace_graph *_Atomic graph;
    uint32_t *stop_first; /* vertices + 1 */
    lc_stop *stop;        /* what stands along the edges of a vertex */
    /* Both as many as the city has categories. */
    lc_kept_labels *_Atomic *label; /* of the vertices */
    uint64_t *_Atomic *home_label;  /* per home, nearest facility */
    lc_home_entries *_Atomic entries;
    lc_catchments *_Atomic catchments; /* the entries are there before it */
} lc_pace_slot;

/* Each is made when it is first asked for. LIFE_ERR_NOMEM. */
lc_status lc_slot_graph(lc_study *s, uint32_t pace, const lc_pace_graph **out,
                        lc_error *err);
lc_status lc_slot_entries(lc_study *s, uint32_t pace,
                          const lc_home_entries **out, lc_error *err);
lc_status lc_slot_catchments(lc_study *s, uint32_t pace,
                             const lc_catchments **out, lc_error *err);

/* The same for who holds the study's lock. The lock isn't recursive: those
 * above would wait for ever. */
lc_status lc_slot_need_graph(lc_study *s, uint32_t pace, lc_error *err);
lc_status lc_slot_need_entries(lc_study *s, uint32_t pace, lc_error *err);

/* An empty slot. LIFE_ERR_NOMEM. */
lc_status lc_slot_open(const lc_world *w, lc_pace_slot *p, lc_error *err);
void lc_slot_clear(const lc_world *w, lc_pace_slot *p);
uint64_t lc_slot_bytes(const lc_world *w, const lc_pace_slot *p);

#endif

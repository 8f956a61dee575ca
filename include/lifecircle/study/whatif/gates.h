/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/whatif/gates.h - gates that a scenario may open or close, by
 * their place and by their id: those that part streets for good
 * (graph/closed_gates.h), and those that have hours.
 *
 * Layer:   study, over world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_STUDY_WHATIF_GATES_H
#define LIFECIRCLE_STUDY_WHATIF_GATES_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>

/* A gate is looked for so far about a place. */
#define LIFE_WHATIF_GATE_M 30.0

/* The nearest gate about a place. False: there is none. Cost: a search in the
 * tree of streets. */
bool lc_whatif_gate_near(const lc_world *w, lc_pt about, lc_pt *gate);
/* The gate of an id, "n12" or "osm:n12": one with hours, or one that keeps its
 * id in the city's network, as private ones do; one that is closed for good is
 * known by its place alone. Cost: linear in nodes. */
bool lc_whatif_gate_of(const lc_world *w, const char *id, lc_pt *gate);

#endif

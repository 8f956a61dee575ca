/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/gates.c - see lifecircle/study/whatif/gates.h.
 */
#include "lifecircle/study/whatif/gates.h"

#include "lifecircle/graph/closed_gates.h"
#include "src/world/city.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool has_hours(const lc_world *w, uint32_t node)
{
    return lc_world_closing_of_node(w, node) < w->closing.n;
}

static bool is_gate(const lc_world *w, uint32_t node)
{
    return lc_closed_gates_is(w->net, node) || has_hours(w, node);
}

/* ---- by its place ---- */

typedef struct looking {
    const lc_world *w;
    lc_pt about;
    double least_m;
    uint32_t node; /* LIFE_NONE: none yet */
} looking;

/* Nearer ones alone are asked whether they are gates. */
static bool look_at(void *ctx, uint32_t edge)
{
    looking *l = ctx;
    const lc_network *net = l->w->net;
    const uint32_t node[2] = {net->edge[edge].from, net->edge[edge].to};

    for (int side = 0; side < 2; side++) {
        double m = lc_distance_m(l->about, net->node[node[side]]);

        if (m < l->least_m && is_gate(l->w, node[side])) {
            l->least_m = m;
            l->node = node[side];
        }
    }
    return true;
}

/* Those of one place are as near as each other, and the same gate. */
bool lc_whatif_gate_near(const lc_world *w, lc_pt about, lc_pt *gate)
{
    const lc_box at = {about.lon, about.lat, about.lon, about.lat};
    looking l = {w, about, LIFE_WHATIF_GATE_M, LIFE_NONE};

    lc_index_query(w->net->index, lc_box_grown(at, LIFE_WHATIF_GATE_M), look_at,
                   &l);
    if (l.node != LIFE_NONE)
        *gate = w->net->node[l.node];
    return l.node != LIFE_NONE;
}

/* ---- by its id ---- */

/* "n12", "osm:n12"; all of it. */
static bool read_id(const char *id, int64_t *out)
{
    char extra;

    if (!strncmp(id, "osm:", 4))
        id += 4;
    return sscanf(id, "n%" SCNd64 "%c", out, &extra) == 1 && *out > 0;
}

/* A gate with hours is called as it is tagged: of several nodes at one place
 * that may be another than the one at which streets end. */
static bool find_closing(const lc_world *w, int64_t osm, lc_pt *gate)
{
    char id[32];

    snprintf(id, sizeof id, "n%" PRId64, osm);
    for (size_t i = 0; i < w->closing.n; i++) {
        const lc_closing *c = &w->closing.v[i].closing;

        if (c->node == LIFE_NONE || strcmp(c->osm_id, id) != 0)
            continue;
        *gate = w->net->node[c->node];
        return true;
    }
    return false;
}

bool lc_whatif_gate_of(const lc_world *w, const char *id, lc_pt *gate)
{
    const lc_network *net = w->net;
    int64_t osm;

    if (!read_id(id, &osm))
        return false;
    if (find_closing(w, osm, gate))
        return true;
    for (uint32_t i = 0; i < net->node_count; i++)
        if (net->node_id[i] == osm && is_gate(w, i)) {
            *gate = net->node[i];
            return true;
        }
    return false;
}

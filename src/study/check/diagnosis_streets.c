/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_streets.c - islands and ends of the street network,
 * where the data end on it, and gates with hours.
 *
 * Islands are joined by union-find over the edges marked so by the import; each
 * is named once, by its first edge, with its whole length. Ends that nearly
 * meet are looked for around nodes of one edge, by the index.
 */
#include "src/study/check/diagnosis_streets.h"

#include "lifecircle/base/sets.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/links/closing.h"
#include "lifecircle/world/world.h"
#include "src/study/ends.h"
#include "src/world/city.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Two carriageways are farther apart; a slip of who draws is less. */
#define MEETS_M 2.0

static const char *street_name(const lc_network *n, uint32_t edge)
{
    return n->names + n->edge[edge].name;
}

/* A node of the map by its number; one that the import made has none that
 * could be looked up, so the street is named. */
static void put_node(lc_finding_example *e, const lc_network *n, uint32_t node,
                     uint32_t edge)
{
    if (n->node_id[node] > 0)
        snprintf(e->id, sizeof e->id, "node %" PRId64, n->node_id[node]);
    else
        snprintf(e->id, sizeof e->id, "street %" PRIu32, n->edge[edge].street);
    e->name = street_name(n, edge);
    e->pt = n->node[node];
}

/* Judged on foot: a piece that nobody walks is no island. */
static bool is_island(const lc_edge *e)
{
    return (e->flags & LIFE_EDGE_ISLAND) && lc_edge_perm(e, LIFE_MODE_MAIN);
}

lc_status lc_diagnosis_streets_islands(lc_diagnosing *d, lc_error *err)
{
    const lc_network *n = d->w->net;
    uint32_t *up = lc_calloc(n->node_count, sizeof *up);
    uint64_t *length_mm = lc_calloc(n->node_count, sizeof *length_mm);

    if (up)
        lc_sets_begin(up, n->node_count);
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++)
        if (is_island(&n->edge[i]))
            lc_sets_unite(up, n->edge[i].from, n->edge[i].to);
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++)
        if (is_island(&n->edge[i]))
            length_mm[lc_sets_root(up, n->edge[i].from)] +=
                n->edge[i].length_mm;
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++) {
        uint32_t root = lc_sets_root(up, n->edge[i].from);
        lc_finding_example *e;

        if (!is_island(&n->edge[i]) || !length_mm[root])
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_ISLAND);
        put_node(e, n, n->edge[i].from, i);
        e->metres = (double)length_mm[root] / 1000;
        length_mm[root] = 0; /* told */
    }
    lc_free(length_mm);
    lc_free(up);
    return up && length_mm ? LIFE_OK : lc_no_memory(err, "a diagnosis");
}

/* Shorter pieces are islands, and told as such. */
#define DETACHED_MM (UINT64_C(500) * 1000)

static bool is_walked(const lc_edge *e)
{
    return lc_edge_perm(e, LIFE_MODE_MAIN) && !(e->flags & LIFE_EDGE_ISLAND);
}

/* Lengths of the pieces at their roots; the longest's root. */
static uint32_t measure_pieces(const lc_network *n, uint32_t *of,
                               uint64_t *length_mm)
{
    uint32_t longest = 0;

    lc_sets_begin(of, n->node_count);
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (is_walked(&n->edge[i]))
            lc_sets_unite(of, n->edge[i].from, n->edge[i].to);
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (is_walked(&n->edge[i]))
            length_mm[lc_sets_root(of, n->edge[i].from)] +=
                n->edge[i].length_mm;
    for (uint32_t i = 0; i < n->node_count; i++)
        if (length_mm[i] > length_mm[longest])
            longest = i;
    return longest;
}

lc_status lc_diagnosis_streets_detached(lc_diagnosing *d, lc_error *err)
{
    const lc_network *n = d->w->net;
    uint32_t *of = lc_calloc(n->node_count, sizeof *of);
    uint64_t *length_mm = lc_calloc(n->node_count, sizeof *length_mm);
    lc_status st = of && length_mm ? LIFE_OK : lc_no_memory(err, "a diagnosis");

    if (!st)
        length_mm[measure_pieces(n, of, length_mm)] = 0; /* the rest */
    for (uint32_t i = 0; !st && i < n->edge_count; i++) {
        uint32_t root = lc_sets_root(of, n->edge[i].from);
        lc_finding_example *e;

        if (!is_walked(&n->edge[i]) || length_mm[root] < DETACHED_MM)
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_DETACHED);
        put_node(e, n, n->edge[i].from, i);
        e->metres = (double)length_mm[root] / 1000;
        length_mm[root] = 0; /* told */
    }
    lc_free(length_mm);
    lc_free(of);
    return st;
}

/* Ends that nearly meet are the most common reason of a walk that is too
 * long. */
typedef struct dead_end {
    const lc_network *net;
    uint32_t node, own; /* its one edge */
    uint32_t other;     /* the street that it nearly meets, or LIFE_NONE */
    double least_m;
} dead_end;

/* A barrier gives each end a node of its own: such ends are meant. */
static bool is_made_end(const lc_network *n, uint32_t node, lc_pt at)
{
    return n->node_id[node] < 0 && lc_pt_equal(n->node[node], at);
}

static bool see_neighbour(void *ctx, uint32_t i)
{
    dead_end *d = ctx;
    const lc_network *n = d->net;
    const lc_edge *own = &n->edge[d->own], *e = &n->edge[i];
    lc_pt p = n->node[d->node], at;
    uint32_t at_mm;
    double m;

    if (!lc_edge_perm(e, LIFE_MODE_MAIN) || e->layer != own->layer ||
        e->from == own->from || e->from == own->to || e->to == own->from ||
        e->to == own->to || is_made_end(n, e->from, p) ||
        is_made_end(n, e->to, p))
        return true;
    m = lc_network_project(n, i, p, &at_mm, &at);
    if (m < d->least_m) {
        d->least_m = m;
        d->other = i;
    }
    return true;
}

static void check_end(lc_diagnosing *d, uint32_t node, uint32_t own)
{
    const lc_network *n = d->w->net;
    dead_end end = {n, node, own, LIFE_NONE, MEETS_M};
    lc_box box = lc_box_empty();
    lc_finding_example *e;

    lc_box_add(&box, n->node[node]);
    lc_index_query(n->index, lc_box_grown(box, MEETS_M), see_neighbour, &end);
    if (end.other == LIFE_NONE)
        return;
    e = lc_diagnosing_add(d, LIFE_FINDING_NEARLY_MEETS);
    put_node(e, n, node, own);
    e->other = street_name(n, end.other);
    e->metres = end.least_m;
}

lc_status lc_diagnosis_streets_ends(lc_diagnosing *d, lc_error *err)
{
    const lc_network *n = d->w->net;
    uint32_t *ends = lc_calloc(n->node_count, sizeof *ends);

    if (!ends)
        return lc_no_memory(err, "a diagnosis");
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (lc_edge_perm(&n->edge[i], LIFE_MODE_MAIN)) {
            ends[n->edge[i].from]++;
            ends[n->edge[i].to]++;
        }
    for (uint32_t i = 0; i < n->edge_count; i++) {
        const uint32_t node[2] = {n->edge[i].from, n->edge[i].to};

        for (int k = 0; k < 2 && lc_edge_perm(&n->edge[i], LIFE_MODE_MAIN); k++)
            if (ends[node[k]] == 1 && n->node_id[node[k]] > 0)
                check_end(d, node[k], i);
    }
    lc_free(ends);
    return LIFE_OK;
}

/* ---- where the data end ---- */

static void add_cut(lc_diagnosing *d, uint32_t i)
{
    const lc_network *n = d->w->net;
    const lc_edge *e = &n->edge[i];
    const uint32_t node[2] = {e->from, e->to};
    const int bit[2] = {LIFE_EDGE_CUT_FROM, LIFE_EDGE_CUT_TO};

    for (int k = 0; k < 2; k++)
        if (e->flags & bit[k])
            put_node(lc_diagnosing_add(d, e->flags & LIFE_EDGE_CUT_MISSING
                                              ? LIFE_FINDING_END_MISSING
                                              : LIFE_FINDING_END_DEAD),
                     n, node[k], i);
}

/* A street that comes to an outline several times is told as often. */
static void add_leaving(lc_diagnosing *d, const lc_reach_end *r)
{
    const lc_network *n = d->w->net;

    for (size_t i = 0; i < r->leaving.n; i++) {
        const lc_leaving *l = &r->leaving.v[i];
        lc_finding_example *e;

        if (!lc_ends_count(n, l->edge, LIFE_MODE_MAIN))
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_END_LEAVING);
        snprintf(e->id, sizeof e->id, "street %" PRIu32,
                 n->edge[l->edge].street);
        e->name = street_name(n, l->edge);
        e->pt = lc_network_point(n, l->edge, l->at_mm);
    }
}

lc_status lc_diagnosis_streets_cut(lc_diagnosing *d, lc_error *err)
{
    lc_ends ends;
    lc_status st = lc_ends_make(d->w, &ends, err);

    for (uint32_t i = 0; i < d->w->net->edge_count; i++)
        add_cut(d, i);
    for (size_t i = 0; i < ends.v.n && !st; i++) {
        st = lc_ends_look(d->w, &ends.v.v[i], err);
        if (!st)
            add_leaving(d, &ends.v.v[i]);
    }
    lc_ends_clear(d->w, &ends);
    return st;
}

/* ---- gates with hours ---- */

/* Those of one park stand at many streets. */
static bool is_listed(const lc_finding *f, const char *id)
{
    for (size_t i = 0; i < f->example.n; i++)
        if (!strcmp(f->example.v[i].id, id))
            return true;
    return false;
}

void lc_diagnosis_streets_closings(lc_diagnosing *d)
{
    for (size_t i = 0; i < lc_world_closing_count(d->w); i++) {
        const lc_closing *c = lc_world_closing(d->w, i);
        lc_finding_code code =
            c->unread ? LIFE_FINDING_GATE_UNREAD : LIFE_FINDING_GATE_HOURS;
        lc_finding_example *e;
        char id[40];

        snprintf(id, sizeof id, "osm:%s", c->osm_id);
        if (is_listed(&d->out->finding[code], id))
            continue;
        e = lc_diagnosing_add(d, code);
        snprintf(e->id, sizeof e->id, "%s", id);
        e->said = c->said;
        e->pt = c->pt;
    }
}

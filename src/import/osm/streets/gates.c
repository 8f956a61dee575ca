/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/gates.c - nodes that stop people, what lies behind
 * private ones, and islands.
 *
 * At a gate that is closed to a mode each edge end has a node of its own for
 * that mode, so nothing leads through. At a gate that is private each public
 * end has, and the private ends share the node itself with one public end:
 * from public to private and among private ways it may be passed, between two
 * public ways not.
 *
 * Private ways are those tagged so and the compounds: with closed and private
 * gates cut, the foot network falls into pieces; of the pieces that private
 * gates would join, the longest is public and the others are compounds.
 */
#include "src/import/osm/streets/gates.h"

#include "lifecircle/base/sets.h"

/* Pieces under this take no links (see Street network in the definitions). */
#define ISLAND_MM (INT64_C(500) * 1000)

/* NULL where the node stops nobody. */
static lc_osm_gate *gate_at(const lc_osm_paths *p, uint32_t node)
{
    return p->gate_of[node] ? p->gates.v + p->gate_of[node] - 1 : NULL;
}

/* Number of an edge's end among nodes (0 ..) and ends (behind them), with
 * every gate that stops walkers cut. */
static uint32_t cut_end(const lc_osm_paths *p, uint32_t edge, int side)
{
    uint32_t node = p->edges.v[edge].node[side];
    const lc_osm_gate *g = gate_at(p, node);

    if (!g || g->pass[LIFE_MODE_MAIN] == LIFE_PASS_OPEN)
        return node;
    return (uint32_t)p->d->nodes.n + 2 * edge + (uint32_t)side;
}

/* Islands and compounds are those of walkers. */
static bool is_walked(const lc_osm_paths *p, uint32_t edge)
{
    return p->edges.v[edge].perm[LIFE_MODE_MAIN] != 0;
}

/* Each node and end for itself. */
static uint32_t *new_sets(size_t n)
{
    uint32_t *of = lc_calloc(n, sizeof *of);

    if (of)
        lc_sets_begin(of, (uint32_t)n);
    return of;
}

/* Length on foot of each piece, at its root. */
static void sum_lengths(const lc_osm_paths *p, uint32_t *of, int64_t *mm)
{
    for (uint32_t i = 0; i < p->edges.n; i++)
        if (is_walked(p, i))
            mm[lc_sets_root(of, cut_end(p, i, 0))] += p->edges.v[i].length_mm;
}

/* Joins what meets at private gates. */
static void join_gates(const lc_osm_paths *p, uint32_t *of)
{
    for (uint32_t i = 0; i < p->edges.n; i++)
        for (int side = 0; is_walked(p, i) && side < 2; side++) {
            uint32_t node = p->edges.v[i].node[side];
            const lc_osm_gate *g = gate_at(p, node);

            if (g && g->pass[LIFE_MODE_MAIN] == LIFE_PASS_PRIVATE)
                lc_sets_unite(of, cut_end(p, i, side), node);
        }
}

/* A compound is passed at the beginning or the end of a walk alone. */
static void make_private(lc_osm_edge *e)
{
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        if (e->perm[m])
            e->perm[m] |= LIFE_PERM_PRIVATE;
}

/* piece: cut everywhere; group: joined through private gates. */
static void mark_compounds(lc_osm_paths *p, uint32_t *piece, uint32_t *group,
                           const int64_t *mm, uint32_t *longest)
{
    for (uint32_t i = 0; i < p->edges.n; i++) {
        uint32_t own = lc_sets_root(piece, cut_end(p, i, 0));
        uint32_t *best = longest + lc_sets_root(group, cut_end(p, i, 0));

        if (is_walked(p, i) && (*best == LIFE_PATH_NONE || mm[own] > mm[*best]))
            *best = own;
    }
    for (uint32_t i = 0; i < p->edges.n; i++) {
        uint32_t own = lc_sets_root(piece, cut_end(p, i, 0));

        if (is_walked(p, i) &&
            longest[lc_sets_root(group, cut_end(p, i, 0))] != own)
            make_private(p->edges.v + i);
    }
}

/* Of the pieces that private gates would join the longest is the town, and the
 * others are closed to it. */
static lc_status find_compounds(lc_osm_paths *p, lc_error *err)
{
    size_t n = p->d->nodes.n + 2 * p->edges.n;
    uint32_t *piece = new_sets(n);
    uint32_t *group = new_sets(n);
    uint32_t *longest = lc_calloc(n, sizeof *longest);
    int64_t *mm = lc_calloc(n, sizeof *mm);
    lc_status st = LIFE_OK;

    if (!piece || !group || !longest || !mm) {
        st = lc_no_memory(err, "the streets");
        goto done;
    }
    for (uint32_t i = 0; i < p->edges.n; i++)
        if (is_walked(p, i)) {
            lc_sets_unite(piece, cut_end(p, i, 0), cut_end(p, i, 1));
            lc_sets_unite(group, cut_end(p, i, 0), cut_end(p, i, 1));
        }
    for (size_t i = 0; i < n; i++)
        longest[i] = LIFE_PATH_NONE;
    sum_lengths(p, piece, mm);
    join_gates(p, group);
    mark_compounds(p, piece, group, mm, longest);
done:
    lc_free(piece);
    lc_free(group);
    lc_free(longest);
    lc_free(mm);
    return st;
}

/* Islands are judged on the full foot network: no gate cuts it. An edge that
 * is not walked belongs to what it is joined to. */
static lc_status find_islands(lc_osm_paths *p, lc_error *err)
{
    size_t n = p->d->nodes.n;
    uint32_t *piece = new_sets(n);
    int64_t *mm = lc_calloc(n, sizeof *mm);
    lc_status st = LIFE_OK;

    p->island = lc_calloc(p->edges.n, sizeof *p->island);
    if (!piece || !mm || !p->island) {
        st = lc_no_memory(err, "the streets");
        goto done;
    }
    for (uint32_t i = 0; i < p->edges.n; i++)
        if (is_walked(p, i))
            lc_sets_unite(piece, p->edges.v[i].node[0], p->edges.v[i].node[1]);
    for (uint32_t i = 0; i < p->edges.n; i++)
        if (is_walked(p, i))
            mm[lc_sets_root(piece, p->edges.v[i].node[0])] +=
                p->edges.v[i].length_mm;
    for (uint32_t i = 0; i < p->edges.n; i++)
        p->island[i] =
            mm[lc_sets_root(piece, p->edges.v[i].node[0])] < ISLAND_MM &&
            mm[lc_sets_root(piece, p->edges.v[i].node[1])] < ISLAND_MM;
done:
    lc_free(piece);
    lc_free(mm);
    return st;
}

/* The public end that stays with the private ones: the first. */
static void choose_public_ends(lc_osm_paths *p)
{
    for (uint32_t i = 0; i < 2 * p->edges.n; i++) {
        const lc_osm_edge *e = p->edges.v + i / 2;
        lc_osm_gate *g = gate_at(p, e->node[i % 2]);

        for (int m = 0; g && m < LIFE_MAX_MODES; m++)
            if (e->perm[m] && !(e->perm[m] & LIFE_PERM_PRIVATE) &&
                g->public_end[m] == LIFE_PATH_NONE)
                g->public_end[m] = i;
    }
}

lc_status lc_osm_gates_settle(lc_osm_paths *p, lc_error *err)
{
    lc_status st = find_compounds(p, err);

    if (!st)
        st = find_islands(p, err);
    if (!st)
        choose_public_ends(p);
    return st;
}

int64_t lc_osm_gates_node(const lc_osm_paths *p, uint32_t edge, int side,
                          lc_mode mode)
{
    const lc_osm_edge *e = p->edges.v + edge;
    const lc_osm_node *node = p->d->nodes.v + e->node[side];
    const lc_osm_gate *g = gate_at(p, e->node[side]);
    uint32_t end = 2 * edge + (uint32_t)side;
    int64_t lowest = p->d->nodes.v[0].id < 0 ? p->d->nodes.v[0].id : 0;
    bool keeps = !g || g->pass[mode] == LIFE_PASS_OPEN;

    if (g && g->pass[mode] == LIFE_PASS_PRIVATE)
        keeps =
            (e->perm[mode] & LIFE_PERM_PRIVATE) || g->public_end[mode] == end;
    /* Ends are numbered below every id that the extract itself uses. */
    return keeps ? node->id : lowest - 1 - (int64_t)end;
}

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
 * Private ways are those tagged so and the compounds: without private ways, and
 * with closed and private gates cut, the foot network falls into pieces; of the
 * pieces that private ways and gates would join, the longest is public and the
 * others are compounds. Where the extract breaks off, the rest of a piece isn't
 * known, and it stays public.
 */
#include "src/import/osm/streets/gates.h"

#include "lifecircle/base/sets.h"

/* Pieces under this take no links (see Street network in the definitions). */
#define ISLAND_MM (INT64_C(500) * 1000)

/* Number of an edge's end among nodes (0 ..) and ends (behind them), with
 * every gate that stops walkers cut. */
static uint32_t cut_end(const lc_osm_paths *p, uint32_t edge, int side)
{
    uint32_t node = p->edges.v[edge].node[side];
    const lc_osm_gate *g = lc_osm_paths_gate(p, node);

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

static bool is_public(const lc_osm_paths *p, uint32_t edge)
{
    return is_walked(p, edge) &&
           !(p->edges.v[edge].perm[LIFE_MODE_MAIN] & LIFE_PERM_PRIVATE);
}

static bool has_vertex(const lc_osm_paths *p, const lc_osm_edge *e, lc_pt pt)
{
    for (uint32_t i = e->first; i < e->first + e->count; i++)
        if (lc_pt_equal(p->d->nodes.v[p->vertices.v[i]].pt, pt))
            return true;
    return false;
}

/* Whether the data are known to end on it. */
static bool is_known_cut(const lc_osm_paths *p, const lc_osm_edge *e)
{
    int64_t way = p->paths.v[e->path].way->id;
    size_t low = 0, high = p->cuts ? p->cuts->n : 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (p->cuts->v[mid].way_id < way)
            low = mid + 1;
        else
            high = mid;
    }
    for (; p->cuts && low < p->cuts->n && p->cuts->v[low].way_id == way; low++)
        if (has_vertex(p, e, p->cuts->v[low].pt))
            return true;
    return false;
}

/* Whether a cut end lies on an edge: the next node of its way isn't in the
 * extract, or it is known to be one. */
static bool is_cut(const lc_osm_paths *p, uint32_t edge)
{
    const lc_osm_edge *e = p->edges.v + edge;
    const lc_osm_path *path = p->paths.v + e->path;
    const uint32_t *v = p->vertices.v;
    uint32_t last = e->first + e->count - 1;

    if (e->across)
        return false;
    return is_known_cut(p, e) ||
           (e->first > path->first && v[e->first - 1] == LIFE_PATH_GAP) ||
           (last + 1 < path->first + path->count &&
            v[last + 1] == LIFE_PATH_GAP);
}

typedef struct pieces { /* of nodes and ends: see cut_end() */
    uint32_t *piece;    /* joined by public edges */
    uint32_t *group;    /* and by private ones, and private gates */
    uint32_t *longest;  /* of a group: the piece that is the rest */
    int64_t *mm;        /* of a piece */
    bool *cut;          /* whether the extract breaks off there */
} pieces;

static void measure(const lc_osm_paths *p, pieces *g)
{
    for (uint32_t i = 0; i < p->edges.n; i++) {
        uint32_t own;

        if (!is_public(p, i))
            continue;
        own = lc_sets_root(g->piece, cut_end(p, i, 0));
        g->mm[own] += p->edges.v[i].length_mm;
        g->cut[own] = g->cut[own] || is_cut(p, i);
    }
}

/* What leaves a piece and is missing but for the node there. */
static void cut_alone(const lc_osm_paths *p, pieces *g)
{
    for (size_t i = 0; i < p->paths.n; i++) {
        const lc_osm_path *path = &p->paths.v[i];
        uint8_t perm = path->pass.perm[LIFE_MODE_MAIN];

        for (uint32_t k = 0; perm && k < path->count; k++)
            if (!(perm & LIFE_PERM_PRIVATE) && lc_osm_paths_alone(p, path, k))
                g->cut[lc_sets_root(g->piece, p->vertices.v[path->first + k])] =
                    true;
    }
}

/* Joins what meets at private gates. */
static void join_gates(const lc_osm_paths *p, uint32_t *of)
{
    for (uint32_t i = 0; i < p->edges.n; i++)
        for (int side = 0; is_walked(p, i) && side < 2; side++) {
            uint32_t node = p->edges.v[i].node[side];
            const lc_osm_gate *g = lc_osm_paths_gate(p, node);

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

static void mark_compounds(lc_osm_paths *p, pieces *g)
{
    for (uint32_t i = 0; i < p->edges.n; i++) {
        uint32_t own = lc_sets_root(g->piece, cut_end(p, i, 0));
        uint32_t *best = g->longest + lc_sets_root(g->group, cut_end(p, i, 0));

        if (is_public(p, i) &&
            (*best == LIFE_PATH_NONE || g->mm[own] > g->mm[*best]))
            *best = own;
    }
    for (uint32_t i = 0; i < p->edges.n; i++) {
        uint32_t own = lc_sets_root(g->piece, cut_end(p, i, 0));

        if (is_public(p, i) && !g->cut[own] &&
            g->longest[lc_sets_root(g->group, cut_end(p, i, 0))] != own)
            make_private(p->edges.v + i);
    }
}

static void join_edges(const lc_osm_paths *p, pieces *g)
{
    for (uint32_t i = 0; i < p->edges.n; i++) {
        if (is_public(p, i))
            lc_sets_unite(g->piece, cut_end(p, i, 0), cut_end(p, i, 1));
        if (is_walked(p, i))
            lc_sets_unite(g->group, cut_end(p, i, 0), cut_end(p, i, 1));
    }
    join_gates(p, g->group);
}

/* Of the pieces that private ways and gates would join the longest is the town,
 * and the others are closed to it. */
static lc_status find_compounds(lc_osm_paths *p, lc_error *err)
{
    size_t n = p->d->nodes.n + 2 * p->edges.n;
    pieces g = {new_sets(n), new_sets(n), lc_calloc(n, sizeof *g.longest),
                lc_calloc(n, sizeof *g.mm), lc_calloc(n, sizeof *g.cut)};
    lc_status st = LIFE_OK;

    if (!g.piece || !g.group || !g.longest || !g.mm || !g.cut)
        st = lc_no_memory(err, "the streets");
    for (size_t i = 0; i < n && !st; i++)
        g.longest[i] = LIFE_PATH_NONE;
    if (!st) {
        join_edges(p, &g);
        measure(p, &g);
        cut_alone(p, &g);
        mark_compounds(p, &g);
    }
    lc_free(g.piece);
    lc_free(g.group);
    lc_free(g.longest);
    lc_free(g.mm);
    lc_free(g.cut);
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
        lc_osm_gate *g = lc_osm_paths_gate(p, e->node[i % 2]);

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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis_streets.c - islands and ends of the street network,
 * where the data end on it, and gates with hours.
 *
 * Pieces are joined by union-find over their edges; each is named once, by its
 * first edge, with its whole length. Ends that nearly meet are looked for
 * around nodes of one edge, by the index.
 */
#include "src/study/check/diagnosis_streets.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/links/closing.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/world.h"
#include "src/study/ends.h"
#include "src/world/city.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two carriageways are farther apart; a slip of who draws is less. */
#define MEETS_M 2.0

static const char *street_name(const lc_network *n, uint32_t edge)
{
    return n->names + n->edge[edge].name;
}

/* A node of the map by its id; one that the import made has none that could be
 * looked up, so the street is named. */
static void put_node(lc_finding_example *e, const lc_network *n, uint32_t node,
                     uint32_t edge)
{
    if (n->node_id[node] > 0) {
        snprintf(e->id, sizeof e->id, "osm:n%" PRId64, n->node_id[node]);
    } else {
        snprintf(e->id, sizeof e->id, "street %" PRIu32, n->edge[edge].street);
        e->street = n->edge[edge].street;
    }
    e->name = street_name(n, edge);
    e->pt = n->node[node];
}

/* ---- pieces ---- */

/* Pieces of the network by a root node each: metres, and whether the data end
 * on one. */
typedef struct pieces {
    uint32_t *of;
    uint64_t *length_mm;
    uint8_t *cut;
} pieces;

/* Judged on foot: a piece that nobody walks is no island. */
static bool is_island(const lc_edge *e)
{
    return (e->flags & LIFE_EDGE_ISLAND) && lc_edge_perm(e, LIFE_MODE_MAIN);
}

/* Shorter pieces are islands, and told as such. */
#define DETACHED_MM (UINT64_C(500) * 1000)

static bool is_walked(const lc_edge *e)
{
    return lc_edge_perm(e, LIFE_MODE_MAIN) && !(e->flags & LIFE_EDGE_ISLAND);
}

static void clear_pieces(pieces *p)
{
    lc_free(p->of);
    lc_free(p->length_mm);
    lc_free(p->cut);
}

/* `cut`: per edge, where the data end. */
static lc_status make_pieces(const lc_network *n, const uint8_t *cut,
                             bool (*is_part)(const lc_edge *), pieces *p,
                             lc_error *err)
{
    *p = (pieces){lc_calloc(n->node_count, sizeof *p->of),
                  lc_calloc(n->node_count, sizeof *p->length_mm),
                  lc_calloc(n->node_count, 1)};
    if (!p->of || !p->length_mm || !p->cut) {
        clear_pieces(p);
        return lc_no_memory(err, "a diagnosis");
    }
    lc_sets_begin(p->of, n->node_count);
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (is_part(&n->edge[i]))
            lc_sets_unite(p->of, n->edge[i].from, n->edge[i].to);
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (is_part(&n->edge[i])) {
            uint32_t root = lc_sets_root(p->of, n->edge[i].from);

            p->length_mm[root] += n->edge[i].length_mm;
            p->cut[root] |= cut[i];
        }
    return LIFE_OK;
}

static void forget_longest(const lc_network *n, pieces *p)
{
    uint32_t longest = 0;

    for (uint32_t i = 0; i < n->node_count; i++)
        if (p->length_mm[i] > p->length_mm[longest])
            longest = i;
    p->length_mm[longest] = 0;
}

/* Each once, by its first edge, with its whole length. Where the data end on
 * one, nothing says that it is apart: it may be joined beyond. */
static void tell_pieces(lc_diagnosing *d, bool (*is_part)(const lc_edge *),
                        pieces *p, uint64_t least_mm, lc_finding_code code)
{
    const lc_network *n = d->w->net;

    for (uint32_t i = 0; i < n->edge_count; i++) {
        uint32_t root = lc_sets_root(p->of, n->edge[i].from);
        lc_finding_example *e;

        if (!is_part(&n->edge[i]) || !p->length_mm[root] ||
            p->length_mm[root] < least_mm)
            continue;
        e = lc_diagnosing_add(d, p->cut[root] ? LIFE_FINDING_PIECE_CUT : code);
        put_node(e, n, n->edge[i].from, i);
        e->metres = (double)p->length_mm[root] / 1000;
        p->length_mm[root] = 0; /* told */
    }
}

static lc_status look_at_pieces(lc_diagnosing *d, const uint8_t *cut,
                                lc_error *err)
{
    pieces p;
    lc_status st = make_pieces(d->w->net, cut, is_island, &p, err);

    if (st)
        return st;
    tell_pieces(d, is_island, &p, 0, LIFE_FINDING_ISLAND);
    clear_pieces(&p);
    st = make_pieces(d->w->net, cut, is_walked, &p, err);
    if (st)
        return st;
    forget_longest(d->w->net, &p); /* what the others are apart from */
    tell_pieces(d, is_walked, &p, DETACHED_MM, LIFE_FINDING_DETACHED);
    clear_pieces(&p);
    return LIFE_OK;
}

/* ---- ends that nearly meet ---- */

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

static lc_status look_at_ends(lc_diagnosing *d, lc_error *err)
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

/* Where streets leave, of all extents together. */
typedef struct place {
    lc_pt pt;
    uint32_t edge;
} place;

typedef LC_VEC(place) place_vec;

static int by_place(const void *pa, const void *pb)
{
    const place *a = pa, *b = pb;

    if (a->pt.lon != b->pt.lon)
        return a->pt.lon < b->pt.lon ? -1 : 1;
    if (a->pt.lat != b->pt.lat)
        return a->pt.lat < b->pt.lat ? -1 : 1;
    return (a->edge > b->edge) - (a->edge < b->edge);
}

static bool list_leaving(const lc_network *n, const lc_reach_end *r,
                         place_vec *out)
{
    for (size_t i = 0; i < r->leaving.n; i++) {
        const lc_leaving *l = &r->leaving.v[i];

        if (lc_ends_count(n, l->edge, LIFE_MODE_MAIN) &&
            !lc_vec_push(out, ((place){lc_network_point(n, l->edge, l->at_mm),
                                       l->edge})))
            return false;
    }
    return true;
}

/* Each place once: streets that meet on an outline all leave there. */
static void add_leaving(lc_diagnosing *d, place_vec *at, uint8_t *cut)
{
    const lc_network *n = d->w->net;

    if (at->n)
        qsort(at->v, at->n, sizeof *at->v, by_place);
    for (size_t i = 0; i < at->n; i++) {
        const place *p = &at->v[i];
        lc_finding_example *e;

        cut[p->edge] = 1;
        if (i && lc_pt_equal(p->pt, at->v[i - 1].pt))
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_END_LEAVING);
        e->street = n->edge[p->edge].street;
        snprintf(e->id, sizeof e->id, "street %" PRIu32, e->street);
        e->name = street_name(n, p->edge);
        e->pt = p->pt;
    }
}

/* Where nothing ends, and nobody said how far the data reach, all that is not
 * found counts as not there: as the import of the extract warns. */
static void add_none(lc_diagnosing *d)
{
    static const lc_finding_code ends[] = {LIFE_FINDING_END_MISSING,
                                           LIFE_FINDING_END_DEAD,
                                           LIFE_FINDING_END_LEAVING};
    const lc_world *w = d->w;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (d->out->finding[ends[i]].count)
            return;
    for (size_t i = 0; i < w->source.n; i++) {
        const lc_source_info *s = &w->source.v[i];
        lc_finding_example *e;

        if (strcmp(s->kind, "osm") != 0 || !strcmp(s->extent_rule, "option") ||
            !strcmp(s->extent_rule, "clip"))
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_END_NONE);
        lc_utf8_format(e->id, sizeof e->id, "%s", s->name);
        e->name = s->file;
        e->placed = false;
    }
}

/* Marks in `cut` the edges on which the data end. */
static lc_status look_at_cuts(lc_diagnosing *d, uint8_t *cut, lc_error *err)
{
    const lc_network *n = d->w->net;
    place_vec at = {0};
    lc_ends ends;
    lc_status st = lc_ends_make(d->w, &ends, err);

    for (uint32_t i = 0; i < n->edge_count; i++) {
        add_cut(d, i);
        cut[i] =
            (n->edge[i].flags & (LIFE_EDGE_CUT_FROM | LIFE_EDGE_CUT_TO)) != 0;
    }
    for (size_t i = 0; i < ends.v.n && !st; i++) {
        st = lc_ends_look(d->w, &ends.v.v[i], err);
        if (!st && !list_leaving(n, &ends.v.v[i], &at))
            st = lc_no_memory(err, "a diagnosis");
    }
    if (!st) {
        add_leaving(d, &at, cut);
        add_none(d);
    }
    lc_vec_free(&at);
    lc_ends_clear(d->w, &ends);
    return st;
}

/* ---- gates with hours ---- */

/* Those of one park stand at many streets. Quadratic in them, which are
 * hundreds at most. */
static bool is_told(const lc_world *w, size_t i)
{
    const char *id = lc_world_closing(w, i)->osm_id;

    for (size_t k = 0; k < i; k++)
        if (!strcmp(lc_world_closing(w, k)->osm_id, id))
            return true;
    return false;
}

static void look_at_closings(lc_diagnosing *d)
{
    for (size_t i = 0; i < lc_world_closing_count(d->w); i++) {
        const lc_closing *c = lc_world_closing(d->w, i);
        lc_finding_code code =
            c->unread ? LIFE_FINDING_GATE_UNREAD : LIFE_FINDING_GATE_HOURS;
        lc_finding_example *e;

        if (is_told(d->w, i))
            continue;
        e = lc_diagnosing_add(d, code);
        snprintf(e->id, sizeof e->id, "osm:%s", c->osm_id);
        e->said = c->said;
        e->pt = c->pt;
    }
}

lc_status lc_diagnosis_streets_look(lc_diagnosing *d, lc_error *err)
{
    uint8_t *cut = lc_calloc(d->w->net->edge_count, 1);
    lc_status st =
        cut ? look_at_cuts(d, cut, err) : lc_no_memory(err, "a diagnosis");

    if (!st)
        st = look_at_pieces(d, cut, err);
    if (!st)
        st = look_at_ends(d, err);
    if (!st)
        look_at_closings(d);
    lc_free(cut);
    return st;
}

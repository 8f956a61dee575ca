/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/plaza.c - straight lines across plazas.
 *
 * A plaza's rim is walked like any way. Where other ways meet the rim, people
 * cross: between each two such nodes that see one another there is a line of
 * the plaza's first way, numbered (at_mm) behind the way itself.
 *
 * A square is walked across, but routes need lines: one is drawn from each
 * street that ends at its rim to each other one, if it stays inside.
 */
#include "src/import/osm/streets/plaza.h"

#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape.h"
#include "src/import/osm/read/shape.h"

#include <math.h>
#include <stdlib.h>

/* Lines grow with the square of it; of more nodes, every so many-th. */
#define DOORS_MAX 32

/* Keeps at_mm ranges of one way apart. */
#define APART_MM 1000

/* A square, with the doors on its rim. */
typedef struct plaza {
    uint32_t path; /* its first: the one of the lowest way id */
    lc_shape shape;
    LC_VEC(uint32_t) doors; /* nodes where other ways meet the rim */
} plaza;

/* Nodes in order, so that lines come out the same each time. */
static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;

    return (*x > *y) - (*x < *y);
}

/* Leaves of the rim's vertices those that others use too. */
static void find_doors(const lc_osm_paths *p, plaza *z)
{
    uint32_t *v = z->doors.v;
    size_t n = z->doors.n;
    size_t kept = 0;

    if (n > 0)
        qsort(v, n, sizeof *v, by_number);
    for (size_t i = 0; i < n;) {
        size_t from = i;

        while (i < n && v[i] == v[from])
            i++;
        if (v[from] != LIFE_PATH_GAP && p->use[v[from]] > i - from)
            v[kept++] = v[from];
    }
    z->doors.n = kept;
    if (kept <= DOORS_MAX)
        return;
    for (size_t i = 0; i < DOORS_MAX; i++)
        v[i] = v[i * kept / DOORS_MAX];
    z->doors.n = DOORS_MAX;
}

/* Whether a street begins or ends at a node of the rim. */
static bool has_end(lc_pt a, lc_pt b, lc_pt p)
{
    return lc_pt_equal(a, p) || lc_pt_equal(b, p);
}

/* Whether the line from a to b runs inside and is not a piece of the rim. */
static bool is_seen(const lc_shape *s, lc_pt a, lc_pt b)
{
    lc_pt middle = lc_pt_middle(a, b);

    for (uint32_t k = 0; k < s->part_count; k++)
        for (uint32_t i = s->part[k]; i + 1 < s->part[k + 1]; i++) {
            lc_pt c = s->pt[i];
            lc_pt d = s->pt[i + 1];
            bool at_a = has_end(c, d, a);
            bool at_b = has_end(c, d, b);

            if (at_a && at_b)
                return false;
            if (!at_a && !at_b && lc_segments_meet(a, b, c, d))
                return false;
        }
    return lc_shape_contains(s, middle);
}

/* A line that leaves the square would go through walls. */
static lc_status add_line(lc_osm_paths *p, const plaza *z, uint32_t from,
                          uint32_t to, lc_error *err)
{
    lc_osm_path *path = p->paths.v + z->path;
    lc_osm_edge e = {.path = z->path,
                     .node = {from, to},
                     .first = (uint32_t)p->vertices.n,
                     .count = 2,
                     .at_mm = path->end_mm,
                     .across = true};

    e.length_mm = llround(
        1000 * lc_distance_m(p->d->nodes.v[from].pt, p->d->nodes.v[to].pt));
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        e.perm[m] = path->pass.perm[m];
    path->end_mm += e.length_mm + APART_MM;
    if (p->vertices.n > UINT32_MAX - 2)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than 2^32 places on ways");
    if (!lc_vec_push(&p->vertices, from) || !lc_vec_push(&p->vertices, to) ||
        !lc_vec_push(&p->edges, e))
        return lc_no_memory(err, "the streets");
    return LIFE_OK;
}

/* Its outline, by its way or its relation. */
static lc_status find_shape(const lc_osm_paths *p, uint32_t index, plaza *z,
                            lc_error *err)
{
    const lc_osm_relation *r = p->plazas.v + index;
    bool whole;

    if (r->member_count > 0)
        return lc_osm_shape_relation(p->d, r, &z->shape, &whole, err);
    return lc_osm_shape_way(p->d, p->paths.v[z->path].way, true, &z->shape,
                            &whole, err);
}

/* From each door to each other one, straight. */
static lc_status cross(lc_osm_paths *p, uint32_t index, plaza *z, lc_error *err)
{
    const lc_osm_node *nodes = p->d->nodes.v;
    lc_status st = find_shape(p, index, z, err);

    if (st || z->shape.kind != LIFE_SHAPE_AREA)
        return st;
    for (size_t i = 0; i < z->doors.n; i++)
        for (size_t k = i + 1; !st && k < z->doors.n; k++) {
            uint32_t a = z->doors.v[i];
            uint32_t b = z->doors.v[k];

            if (is_seen(&z->shape, nodes[a].pt, nodes[b].pt))
                st = add_line(p, z, a, b, err);
        }
    return st;
}

/* Nodes of the rim that other paths use. */
static lc_status add_rim(const lc_osm_paths *p, const lc_osm_path *path,
                         plaza *z, lc_error *err)
{
    if (!lc_vec_reserve(&z->doors, path->count))
        return lc_no_memory(err, "the streets");
    for (uint32_t i = 0; i < path->count; i++)
        z->doors.v[z->doors.n++] = p->vertices.v[path->first + i];
    return LIFE_OK;
}

/* Each plaza's first path, and the vertices of its rim. */
static lc_status collect(const lc_osm_paths *p, plaza *z, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < p->plazas.n; i++)
        z[i].path = LIFE_PATH_NONE;
    for (uint32_t i = 0; !st && i < p->paths.n; i++) {
        const lc_osm_path *path = p->paths.v + i;

        if (path->plaza == LIFE_PATH_NONE)
            continue;
        if (z[path->plaza].path == LIFE_PATH_NONE)
            z[path->plaza].path = i;
        st = add_rim(p, path, z + path->plaza, err);
    }
    return st;
}

lc_status lc_osm_plaza_lines(lc_osm_paths *p, lc_error *err)
{
    size_t n = p->plazas.n;
    plaza *z = lc_calloc(n, sizeof *z);
    lc_status st;

    if (!z)
        return lc_no_memory(err, "the streets");
    st = collect(p, z, err);
    for (uint32_t i = 0; i < n; i++) {
        find_doors(p, z + i);
        if (!st && z[i].doors.n >= 2)
            st = cross(p, i, z + i, err);
        lc_shape_clear(&z[i].shape);
        lc_vec_free(&z[i].doors);
    }
    lc_free(z);
    return st;
}

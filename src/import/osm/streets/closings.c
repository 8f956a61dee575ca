/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/closings.c - see closings.h.
 *
 * A gate stands at a node; a way and grounds close whole streets. Each is kept
 * as its tags say it, for the modes it is said of, so that a question about a
 * time can read it then.
 */
#include "src/import/osm/streets/closings.h"

#include "lifecircle/base/sets.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/store/rows/closing.h"
#include "src/import/osm/read/shape.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEP_M 5.0 /* a street is asked every so far whether it lies inside */
#define EDGE_M 1.0 /* from an outline: streets are drawn along it */

static lc_status add(lc_osm_streets *out, const lc_osm_closing *one,
                     lc_error *err)
{
    return lc_vec_push(&out->closings, *one) ? LIFE_OK
                                             : lc_no_memory(err, "the streets");
}

/* ---- nodes ---- */

/* A place that another node there closes for good has no times. */
static uint8_t passed(const lc_osm_gate *g, uint8_t timed)
{
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        if (g->pass[m] != LIFE_PASS_OPEN)
            timed &= (uint8_t) ~(1u << m);
    return timed;
}

/* All nodes of one place stand for the first of them, which is the one that
 * streets end at. Only those that a path passes can close it. */
static lc_status add_nodes(const lc_osm_paths *p, lc_osm_streets *out,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < p->d->nodes.n; i++) {
        const lc_osm_node *n = &p->d->nodes.v[i];
        uint32_t at = lc_sets_root(p->same, i);
        lc_osm_closing one = {n->id,
                              'n',
                              false,
                              0,
                              n->tag,
                              n->tag_count,
                              p->d->nodes.v[at].id,
                              LIFE_OSM_NO_ROW,
                              n->pt};
        lc_osm_pass pass[LIFE_MAX_MODES];

        if (!n->tag_count || !p->gate_of[at] ||
            !lc_osm_access_node(p->access,
                                (lc_osm_tags){p->d, n->tag, n->tag_count}, pass,
                                &one.modes))
            continue;
        one.modes = passed(lc_osm_paths_gate(p, at), one.modes);
        if (one.modes)
            st = add(out, &one, err);
    }
    return st;
}

/* ---- ways ---- */

/* Where a map shows that the street is closed. */
static lc_pt middle_of(const lc_osm_streets *s, const lc_osm_street *r)
{
    return s->pts.v[r->pt + r->pt_count / 2];
}

/* Bit m for mode m: those that may go there at all. */
static uint8_t modes_of(const lc_osm_street *r)
{
    uint8_t modes = 0;

    for (int m = 0; m < LIFE_MAX_MODES; m++)
        modes |= (uint8_t)(r->perm[m] ? 1u << m : 0);
    return modes;
}

/* Rings of a square are what its relation says. A way that is split at
 * junctions closes with each of its pieces, so there is a row for each. */
static lc_status add_ways(const lc_osm_paths *p, lc_osm_streets *out,
                          lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < out->rows.n; i++) {
        const lc_osm_street *r = &out->rows.v[i];
        const lc_osm_path *path = &p->paths.v[p->edges.v[r->edge].path];
        const lc_osm_relation *rel =
            path->plaza == LIFE_PATH_NONE ? NULL : &p->plazas.v[path->plaza];
        lc_osm_closing one = {path->way->id,
                              'w',
                              false,
                              path->pass.timed & modes_of(r),
                              path->way->tag,
                              path->way->tag_count,
                              0,
                              i,
                              middle_of(out, r)};

        if (rel && rel->member_count) {
            one.id = rel->id;
            one.type = 'r';
            one.tag = rel->tag;
            one.tag_count = rel->tag_count;
        }
        if (one.modes)
            st = add(out, &one, err);
    }
    return st;
}

/* ---- grounds ---- */

/* A park, a campus or a cemetery with opening hours, looked at by itself. */
typedef struct grounds {
    const lc_osm_paths *p;
    lc_shape shape;
    lc_box box;
    lc_osm_closing one; /* as it is said of each street */
} grounds;

/* Metres of a piece of a line that lie inside. Asked about in the middle of
 * every step of about STEP_M: cutting a line with a polygon exactly would say
 * no more of which half is longer. */
static double inside_m(const grounds *g, lc_pt a, lc_pt b, double m)
{
    int n = (int)ceil(m / STEP_M), in = 0;

    for (int i = 0; i < n; i++) {
        lc_pt at = lc_pt_between(a, b, (i + 0.5) / n);

        in += lc_shape_contains(&g->shape, at) &&
              lc_shape_distance_m(&g->shape, at, false, NULL) > EDGE_M;
    }
    return n ? m * in / n : 0;
}

/* More than half of it. */
static bool lies_inside(const grounds *g, const lc_osm_streets *s,
                        const lc_osm_street *r)
{
    const lc_pt *pt = s->pts.v + r->pt;
    double all = 0, in = 0;
    lc_box box = lc_box_empty();

    for (uint32_t i = 0; i < r->pt_count; i++)
        lc_box_add(&box, pt[i]);
    if (!lc_box_meets(box, g->box))
        return false;
    for (uint32_t i = 0; i + 1 < r->pt_count; i++) {
        double m = lc_distance_m(pt[i], pt[i + 1]);

        all += m;
        in += inside_m(g, pt[i], pt[i + 1], m);
    }
    return 2 * in > all;
}

/* Only ways of the kinds that close with grounds: a road through a park stays
 * open at night. */
static lc_status close_inside(grounds *g, lc_osm_streets *out, lc_error *err)
{
    const lc_osm_times *times = lc_osm_access_times(g->p->access);
    lc_status st = LIFE_OK;

    g->box = lc_shape_box(&g->shape);
    for (uint32_t i = 0; !st && i < out->rows.n; i++) {
        const lc_osm_street *r = &out->rows.v[i];
        const lc_osm_way *w = g->p->paths.v[g->p->edges.v[r->edge].path].way;

        if (!lies_inside(g, out, r) ||
            !lc_osm_times_is(times,
                             (lc_osm_tags){g->p->d, w->tag, w->tag_count},
                             LIFE_OSM_TIMES_INSIDE))
            continue;
        g->one.row = i;
        g->one.modes = modes_of(r);
        g->one.pt = middle_of(out, r);
        st = add(out, &g->one, err);
    }
    return st;
}

/* Looking for any tag of times first spares most areas the rest. */
static bool has_hours(const lc_osm_paths *p, uint32_t tag, uint32_t count)
{
    lc_osm_tags tags = {p->d, tag, count};

    const lc_osm_times *times = lc_osm_access_times(p->access);

    return count && lc_osm_times_any(times, tags) &&
           lc_osm_times_hours(times, tags, LIFE_OSM_TIMES_GROUNDS);
}

/* Ways first, then relations, as the file has them, so that rows come in the
 * same order each time. */
static lc_status add_grounds(const lc_osm_paths *p, lc_osm_streets *out,
                             lc_error *err)
{
    const lc_osm_data *d = p->d;
    lc_status st = LIFE_OK;
    bool whole;

    for (size_t i = 0; !st && i < d->ways.n + d->relations.n; i++) {
        const lc_osm_way *w = i < d->ways.n ? &d->ways.v[i] : NULL;
        const lc_osm_relation *r = w ? NULL : &d->relations.v[i - d->ways.n];
        grounds g = {.p = p,
                     .one = {w ? w->id : r->id,
                             w ? 'w' : 'r',
                             true,
                             0,
                             w ? w->tag : r->tag,
                             w ? w->tag_count : r->tag_count,
                             0,
                             0,
                             {0, 0}}};

        if (!has_hours(p, g.one.tag, g.one.tag_count))
            continue;
        st = w ? lc_osm_shape_way(d, w, true, &g.shape, &whole, err)
               : lc_osm_shape_relation(d, r, &g.shape, &whole, err);
        if (!st && g.shape.kind == LIFE_SHAPE_AREA)
            st = close_inside(&g, out, err);
        lc_shape_clear(&g.shape);
    }
    return st;
}

/* Nodes, ways, grounds: the order of the rows of the table. */
lc_status lc_osm_closings_find(const lc_osm_paths *p, lc_osm_streets *out,
                               lc_error *err)
{
    lc_status st = add_nodes(p, out, err);

    if (!st)
        st = add_ways(p, out, err);
    return st ? st : add_grounds(p, out, err);
}

/* ---- rows ---- */

/* What is said of one mode, as a rule into `rule`. The text of the tag itself
 * is kept beside the rule, so that people can be shown what the map says. */
static const char *said_of(const lc_osm_streets *s, lc_osm_tags tags,
                           const lc_osm_closing *x, lc_mode m, lc_buf *rule)
{
    const char *said;

    lc_buf_clear(rule);
    if (!x->grounds)
        return lc_osm_access_rule(s->access, tags, x->type != 'n', m, rule);
    said = lc_osm_times_hours(lc_osm_access_times(s->access), tags,
                              LIFE_OSM_TIMES_GROUNDS);
    lc_osm_times_hours_rule(said, rule);
    return said;
}

/* One row for the modes of which the same is said as of mode `first`; *left
 * loses them. */
static lc_status write_modes(lc_city *c, const lc_osm_streets *s,
                             lc_osm_tags tags, const lc_osm_closing *x,
                             uint8_t *left, lc_error *err)
{
    const lc_mode_table *t = lc_osm_access_modes(s->access);
    lc_buf rule = {0}, other = {0}, modes = {0};
    char id[32];
    lc_stored_closing row = {.osm_id = id, .node = x->node, .pt = x->pt};
    lc_status st = LIFE_OK;

    snprintf(id, sizeof id, "%c%" PRId64, x->type, x->id);
    if (x->row != LIFE_OSM_NO_ROW)
        row.street = (int64_t)x->row + 1;
    for (lc_mode m = 0; m < t->count; m++) {
        if (!(*left >> m & 1))
            continue;
        if (!row.said)
            row.said = said_of(s, tags, x, m, &rule);
        said_of(s, tags, x, m, &other);
        if (rule.failed || other.failed || strcmp(rule.data, other.data) != 0)
            continue;
        lc_buf_printf(&modes, "%s%s", modes.len ? " " : "", t->id[m]);
        *left &= (uint8_t) ~(1u << m);
    }
    row.rule = rule.data;
    row.modes = modes.data;
    st = rule.failed || other.failed || modes.failed
             ? lc_no_memory(err, "the streets")
             : lc_closing_rows_insert(c, &row, err);
    lc_buf_free(&rule);
    lc_buf_free(&other);
    lc_buf_free(&modes);
    return st;
}

/* Most closings say the same of all modes: one row then. */
lc_status lc_osm_closings_write(lc_city *c, const lc_osm_data *d,
                                const lc_osm_streets *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->closings.n; i++) {
        const lc_osm_closing *x = &s->closings.v[i];
        uint8_t left = x->modes;

        while (!st && left)
            st = write_modes(c, s, (lc_osm_tags){d, x->tag, x->tag_count}, x,
                             &left, err);
    }
    return st;
}

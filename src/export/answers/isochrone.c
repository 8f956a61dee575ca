/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/isochrone.c - how far one gets, as outlines or as streets.
 *
 * An outline is a polygon, and a picture; streets are the stretches that are
 * reached, exact to the millimetre along each. A Feature's id is its minutes.
 * Where the place is on no street there are no features, and the answer says
 * why.
 */
#include "lifecircle/export/answers/isochrone.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/pace.h"
#include "src/export/answers/place.h"

typedef LC_VEC(lc_pt) points;

/* A point twice in a row is no line to some readers. */
static bool add_point(points *line, lc_pt p)
{
    if (line->n > 0 && lc_pt_equal(line->v[line->n - 1], p))
        return true;
    return lc_vec_push(line, p);
}

/* The positions of a stretch: its ends, and the bends between them. */
static bool stretch_line(const lc_network *n, const lc_stretch *s, points *line)
{
    const lc_edge *e = &n->edge[s->edge];

    line->n = 0;
    if (!add_point(line, lc_network_point(n, s->edge, s->from_mm)))
        return false;
    for (uint32_t i = e[0].shape; i < e[1].shape; i++)
        if (n->shape_mm[i] > s->from_mm && n->shape_mm[i] < s->to_mm &&
            !add_point(line, n->shape[i]))
            return false;
    return add_point(line, lc_network_point(n, s->edge, s->to_mm));
}

/* An answer being written, and whom it asks. */
typedef struct isochrone {
    lc_json j;
    lc_walker *a;
    const lc_world *w;
    const lc_place *from;
} isochrone;

/* The coordinates of the stretches, and their length. */
static lc_status put_stretches(isochrone *o, const lc_stretch *s, size_t n,
                               uint64_t *mm, lc_error *err)
{
    const lc_network *net = lc_world_network(o->w);
    points line = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < n; i++) {
        if (!stretch_line(net, &s[i], &line))
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for an isochrone");
        *mm += s[i].to_mm - s[i].from_mm;
        if (st || line.n < 2) /* shorter than the grid of positions */
            continue;
        lc_json_raw(&o->j, NULL, "", 0);
        lc_geometry_line(o->j.out, line.v, line.n);
    }
    lc_vec_free(&line);
    return st;
}

/* The length comes behind the lines it is summed from, so it is the first of
 * the properties. */
static lc_status put_streets(isochrone *o, uint32_t limit_ms, lc_error *err)
{
    const lc_stretch *s;
    uint64_t mm = 0;
    size_t n;
    lc_status st = lc_reach_find(o->a, o->from, limit_ms, &s, &n, err);

    if (st)
        return st;
    lc_json_object(&o->j, "geometry");
    lc_json_str(&o->j, "type", "MultiLineString");
    lc_json_array(&o->j, "coordinates");
    st = put_stretches(o, s, n, &mm, err);
    lc_json_end(&o->j);
    lc_json_end(&o->j);
    lc_json_object(&o->j, "properties");
    lc_json_milli(&o->j, "metres", (int64_t)mm);
    return st;
}

/* `polygon` NULL: the streets. */
static lc_status put_limit(isochrone *o, uint32_t minutes,
                           const lc_shape *polygon, lc_error *err)
{
    lc_status st = LIFE_OK;

    lc_json_object(&o->j, NULL);
    lc_json_str(&o->j, "type", "Feature");
    lc_json_int(&o->j, "id", minutes);
    if (polygon) {
        lc_geometry_shape(&o->j, "geometry", polygon);
        lc_json_object(&o->j, "properties");
    } else {
        st = put_streets(o, minutes * 60000, err);
        if (st)
            return st;
    }
    lc_json_int(&o->j, "minutes", minutes);
    lc_json_str(&o->j, "pace", lc_world_pace(o->w, o->from->pace)->id);
    lc_json_end(&o->j);
    lc_json_end(&o->j);
    return LIFE_OK;
}

#define MAX_LIMITS 4 /* of lc_outline_draw */

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_answer_isochrone(lc_buf *out, lc_walker *a, const lc_world *w,
                              const lc_place *from, const uint32_t *minutes,
                              size_t limits, bool streets, lc_error *err)
{
    lc_shape polygon[MAX_LIMITS] = {0};
    uint32_t limit_ms[MAX_LIMITS];
    isochrone o = {.a = a, .w = w, .from = from};
    lc_status st = LIFE_OK;

    if (limits > MAX_LIMITS)
        return lc_fail_param(err, LIFE_ERR_RANGE, "minutes",
                             "%zu limits at once; at most %d", limits,
                             MAX_LIMITS);
    if (from->reason != LIFE_REASON_NONE)
        limits = 0;
    for (size_t i = 0; i < limits; i++)
        limit_ms[i] = minutes[i] * 60000;
    if (!streets && limits > 0)
        st = lc_outline_draw(a, from, limit_ms, limits, polygon, err);
    if (st)
        goto done;
    lc_place_begin(&o.j, out);
    lc_place_put(&o.j, w, from);
    lc_place_reason(&o.j, a, w, from, from->reason);
    lc_json_array(&o.j, "features");
    for (size_t i = 0; !st && i < limits; i++)
        st = put_limit(&o, minutes[i], streets ? NULL : &polygon[i], err);
    if (!st) {
        lc_json_end(&o.j);
        lc_json_end(&o.j);
    }
done:
    for (size_t i = 0; i < MAX_LIMITS; i++)
        lc_shape_clear(&polygon[i]);
    return st;
}

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
#include "lifecircle/words/closings.h"
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

/* The coordinates of the stretches, and their length. */
static lc_status put_stretches(lc_json *j, const lc_network *net,
                               const lc_isochrone *o, uint64_t *mm,
                               lc_error *err)
{
    points line = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < o->count; i++) {
        const lc_stretch *s = &o->stretch[i];

        if (!stretch_line(net, s, &line))
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for an isochrone");
        *mm += s->to_mm - s->from_mm;
        if (st || line.n < 2) /* shorter than the grid of positions */
            continue;
        lc_json_raw(j, NULL, "", 0);
        lc_geometry_line(j->out, line.v, line.n);
    }
    lc_vec_free(&line);
    return st;
}

/* The length comes behind the lines it is summed from, so it is the first of
 * the properties. */
static lc_status put_streets(lc_json *j, const lc_network *net,
                             const lc_isochrone *o, lc_error *err)
{
    uint64_t mm = 0;
    lc_status st;

    lc_json_object(j, "geometry");
    lc_json_str(j, "type", "MultiLineString");
    lc_json_array(j, "coordinates");
    st = put_stretches(j, net, o, &mm, err);
    lc_json_end(j);
    lc_json_end(j);
    lc_json_object(j, "properties");
    lc_json_milli(j, "metres", (int64_t)mm);
    return st;
}

void lc_answer_isochrone_begin(lc_json *j, lc_buf *out, lc_walker *a,
                               const lc_world *w, const lc_place *from)
{
    lc_place_begin(j, out);
    lc_place_put(j, w, from);
    lc_place_reason(j, a, w, from, from->reason);
    lc_json_array(j, "features");
}

lc_status lc_answer_isochrone_put(lc_json *j, const lc_world *w,
                                  const lc_place *from, const lc_isochrone *o,
                                  lc_error *err)
{
    lc_status st = LIFE_OK;

    lc_json_object(j, NULL);
    lc_json_str(j, "type", "Feature");
    lc_json_int(j, "id", o->minutes);
    if (o->polygon) {
        lc_geometry_shape(j, "geometry", o->polygon);
        lc_json_object(j, "properties");
    } else {
        st = put_streets(j, lc_world_network(w), o, err);
    }
    lc_json_int(j, "minutes", o->minutes);
    lc_json_str(j, "pace", lc_world_pace(w, from->pace)->id);
    lc_json_end(j);
    lc_json_end(j);
    return st;
}

void lc_answer_isochrone_end(lc_json *j, const lc_world *w,
                             const uint32_t *closing, uint32_t closings)
{
    lc_json_end(j);
    lc_closings_put(j, w, closing, closings);
    lc_json_end(j);
}

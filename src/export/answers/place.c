/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/place.c - what is asked from a place: nearest, circle,
 * isochrone, route, and one facility.
 */
#include "lifecircle/study/walk/place.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/words/directions.h"
#include "lifecircle/words/reasons.h"
#include "src/export/formats/row.h"
#include "src/export/values/facility.h"

#include <math.h>

static void open_collection(lc_json *j, lc_buf *out)
{
    lc_json_init(j, out);
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "FeatureCollection");
}

/* Where it was asked from, and why the answer is empty where it is. */
static void put_place(lc_json *j, const lc_world *w, const lc_place *from)
{
    lc_lonlat at = lc_pt_lonlat(from->pt);

    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_json_str(j, "pace", lc_world_pace(w, from->pace)->id);
    lc_json_str(j, "unit", lc_unit_code(w, from->unit));
    lc_json_str(j, "unit_name",
                from->unit == LIFE_NONE ? NULL
                                        : lc_world_unit(w, from->unit)->name);
    if (from->when.kind != LIFE_WHEN_ANY) {
        char text[20];

        lc_local_text(from->when.at, text);
        if (from->when.kind == LIFE_WHEN_DAY)
            text[10] = '\0'; /* the date alone */
        lc_json_str(j, "open_at", text);
    }
}

static void put_words(lc_json *j, const char *key, const lc_world *w,
                      const lc_place *from, const lc_advice *a, lc_lang lang)
{
    lc_buf text = {0};

    lc_reason_advice(&text, w, from, a, lang);
    if (text.failed)
        j->out->failed = true;
    lc_json_str(j, key, text.data);
    lc_buf_free(&text);
}

/* What to do where a place has no answer; null where it has. */
static void put_help(lc_json *j, lc_walker *a, const lc_world *w,
                     const lc_place *from)
{
    lc_advice x;
    lc_lonlat at;

    if (from->reason == LIFE_REASON_NONE) {
        lc_json_null(j, "help");
        return;
    }
    lc_place_advice(a, from, &x);
    lc_json_object(j, "help");
    put_words(j, "text_zh", w, from, &x, LIFE_LANG_ZH);
    put_words(j, "text_en", w, from, &x, LIFE_LANG_EN);
    at = lc_pt_lonlat(x.at);
    lc_json_double(j, "lon", x.has_street ? at.lon : NAN, 7);
    lc_json_double(j, "lat", x.has_street ? at.lat : NAN, 7);
    lc_json_str(j, "street", *x.street ? x.street : NULL);
    lc_json_double(j, "metres", x.has_street ? x.street_m : NAN, 1);
    lc_json_double(j, "data_end_metres", x.has_end ? x.end_m : NAN, 1);
    lc_json_end(j);
}

/* Why the answer is empty, if it is, and what to do. */
static void put_reason(lc_json *j, lc_walker *a, const lc_world *w,
                       const lc_place *from, lc_reason reason)
{
    lc_json_str(j, "reason", lc_reason_id(reason));
    put_help(j, a, w, from);
}

static void put_distances(lc_row *r, const lc_near *near)
{
    lc_row_time(r, "walk_seconds", near->walk_ms);
    lc_row_time(r, "walk_metres", near->walk_mm);
    lc_row_double(r, "straight_metres", near->straight_m, 3);
}

/* By straight line every place has an answer; by walking an empty one has
 * the place's reason, or that nothing is near enough. */
static lc_reason nearest_reason(const lc_world *w, const lc_place *from,
                                uint32_t category, bool straight,
                                uint32_t count)
{
    if (count > 0)
        return LIFE_REASON_NONE;
    if (!straight && from->reason != LIFE_REASON_NONE)
        return from->reason;
    if (category < LIFE_MAX_CATEGORIES &&
        lc_world_category(w, category)->facility_count == 0)
        return LIFE_REASON_NO_DATA;
    if (from->when.kind != LIFE_WHEN_ANY)
        return LIFE_REASON_NONE_OPEN;
    return straight ? LIFE_REASON_NO_DATA : LIFE_REASON_OVER_60_MIN;
}

static lc_status ask_nearest(lc_walker *a, const lc_place *from,
                             const lc_nearest_query *q, lc_near *near,
                             uint32_t *count, lc_error *err)
{
    return q->straight
               ? lc_nearest_straight(a, from, q->set, q->k, near, count, err)
               : lc_nearest_find(a, from, q->set, q->k, near, count, err);
}

static void put_features(lc_json *j, const lc_world *w, uint32_t category,
                         const lc_near *near, uint32_t count)
{
    lc_row row = {.json = j};

    for (uint32_t i = 0; i < count; i++) {
        const lc_facility *f = lc_world_facility(w, near[i].facility);

        lc_row_begin(&row, f->id);
        lc_row_point(&row, f->pt, f->placed);
        lc_row_facility(&row, w, f, category);
        put_distances(&row, &near[i]);
        lc_put_hours(j, w, f);
        lc_put_map_links(j, f);
        lc_row_end(&row);
    }
}

lc_status lc_answer_nearest(lc_buf *out, lc_walker *a, const lc_world *w,
                            const lc_place *from, const lc_nearest_query *q,
                            lc_error *err)
{
    lc_near near[LIFE_MOST_NEAREST];
    uint32_t count = 0;
    lc_place unsure = *from;
    lc_json j;
    lc_status st = ask_nearest(a, from, q, near, &count, err);

    if (st)
        return st;
    open_collection(&j, out);
    lc_json_str(&j, "mode", q->straight ? "straight" : "walk");
    put_place(&j, w, from);
    put_reason(&j, a, w, from,
               nearest_reason(w, from, q->category, q->straight, count));
    lc_json_array(&j, "features");
    put_features(&j, w, q->category, near, count);
    lc_json_end(&j);
    if (from->when.kind != LIFE_WHEN_ANY) {
        unsure.when.unknown = true;
        st = ask_nearest(a, &unsure, q, near, &count, err);
        lc_json_array(&j, "unknown_hours");
        put_features(&j, w, q->category, near, st ? 0 : count);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    return st;
}

void lc_answer_facility(lc_buf *out, const lc_world *w, uint32_t facility)
{
    const lc_facility *f = lc_world_facility(w, facility);
    lc_json j;
    lc_row row = {.json = &j};

    lc_json_init(&j, out);
    lc_row_begin(&row, f->id);
    if (f->shape != LIFE_NONE)
        lc_row_shape(&row, lc_world_shape(w, f->shape));
    else
        lc_row_point(&row, f->pt, f->placed);
    lc_row_facility(&row, w, f, LIFE_ANY_CATEGORY);
    lc_put_hours(&j, w, f);
    lc_put_map_links(&j, f);
    lc_row_end(&row);
}

/* ---- circle ---- */

static void put_nearest(lc_json *j, const char *key, const lc_world *w,
                        const lc_near *near)
{
    lc_row row = {.json = j};
    const lc_facility *f;
    lc_lonlat at;

    if (near->facility == LIFE_NONE) {
        lc_json_null(j, key);
        return;
    }
    f = lc_world_facility(w, near->facility);
    at = lc_pt_lonlat(f->pt);
    lc_json_object(j, key);
    lc_json_str(j, "id", f->id);
    lc_json_str(j, "name", f->name);
    lc_json_bool(j, "name_given", f->name_given);
    put_distances(&row, near);
    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_put_hours(j, w, f);
    lc_json_end(j);
}

/* `timed`: it was asked what is open at a time. */
static void put_circle_row(lc_json *j, const lc_world *w, uint32_t category,
                           const lc_circle_row *row, bool timed)
{
    const lc_category *c = lc_world_category(w, category);

    lc_json_object(j, NULL);
    lc_json_str(j, "category", c->id);
    lc_json_str(j, "group", c->group);
    lc_json_str(j, "name_zh", c->name_zh);
    lc_json_str(j, "name_en", c->name_en);
    lc_json_bool(j, "basic", c->basic);
    lc_json_int(j, "count", row->count);
    if (row->answer == LIFE_UNKNOWN)
        lc_json_null(j, "covered");
    else
        lc_json_bool(j, "covered", row->answer == LIFE_COVERED);
    put_nearest(j, "nearest", w, &row->nearest);
    if (timed)
        put_nearest(j, "unknown_hours", w, &row->unsure);
    lc_json_str(j, "reason", lc_reason_id(row->reason));
    lc_json_end(j);
}

void lc_answer_circle(lc_buf *out, lc_walker *a, const lc_world *w,
                      const lc_place *from, uint32_t limit_ms,
                      const lc_circle_row *rows)
{
    size_t n = lc_world_category_count(w);
    int64_t known = 0, covered = 0;
    lc_json j;
    lc_row row = {.json = &j};

    for (size_t c = 0; c < n; c++) {
        known += rows[c].answer != LIFE_UNKNOWN;
        covered += rows[c].answer == LIFE_COVERED;
    }
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_place(&j, w, from);
    lc_json_double(&j, "minutes", limit_ms / 60000.0, 3);
    lc_row_share(&row, "covered_share", covered, known);
    put_reason(&j, a, w, from, from->reason);
    lc_json_array(&j, "categories");
    for (uint32_t c = 0; c < n; c++)
        put_circle_row(&j, w, c, &rows[c], from->when.kind != LIFE_WHEN_ANY);
    lc_json_end(&j);
    lc_json_end(&j);
}

/* ---- isochrone ---- */

typedef LC_VEC(lc_pt) points;

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
        lc_geojson_line(o->j.out, line.v, line.n);
    }
    lc_vec_free(&line);
    return st;
}

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
        lc_geojson_shape(&o->j, "geometry", polygon);
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
    open_collection(&o.j, out);
    put_place(&o.j, w, from);
    put_reason(&o.j, a, w, from, from->reason);
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

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_answer_route(lc_buf *out, lc_walker *a, const lc_world *w,
                          const lc_place *from, uint32_t facility, lc_lang lang,
                          lc_error *err)
{
    const lc_facility *f = lc_world_facility(w, facility);
    lc_route route = {0};
    lc_json j;
    lc_row row = {.json = &j};
    lc_status st = lc_route_find(a, from, facility, &route, err);

    if (!st) {
        lc_json_init(&j, out);
        lc_row_begin(&row, f->id);
        lc_row_shape(&row, &route.line);
        lc_row_str(&row, "id", f->id);
        lc_row_str(&row, "name", f->name);
        lc_row_time(&row, "walk_seconds", route.walk_ms);
        lc_row_time(&row, "walk_metres", route.walk_mm);
        lc_row_str(&row, "pace", lc_world_pace(w, from->pace)->id);
        lc_directions_put(&j, &route, f->name, lang);
        lc_row_end(&row);
    }
    lc_route_clear(&route);
    return st;
}

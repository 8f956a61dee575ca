/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/stretches.c - see stretches.h.
 */
#include "src/import/osm/places/stretches.h"

#include <math.h>

#define STRETCH_M 50.0 /* of street that one point stands for, at most */

/* A hair more, for middles of stretches that come out a hair short of it. */
#define HALF (0.5 + 1e-6)

/* Point `m` metres along a line, moving *seg and *at_m on; the line's points
 * are visited in order, so calls must come with growing `m`. What is rounded is
 * the way from a point of the line, a half to the east and north, so that the
 * same line elsewhere has its points at the same places. */
static lc_pt point_along(const lc_shape *line, double m, uint32_t *seg,
                         double *at_m)
{
    for (;;) {
        lc_pt a = line->pt[*seg], b = line->pt[*seg + 1];
        double len = lc_distance_m(a, b);
        bool last = *seg + 2 == line->pt_count;
        double t = len > 0 ? (m - *at_m) / len : 0;

        if (t <= 1 || last) {
            t = fmin(fmax(t, 0), 1);
            return (lc_pt){
                a.lon + (int32_t)floor(((double)b.lon - a.lon) * t + HALF),
                a.lat + (int32_t)floor(((double)b.lat - a.lat) * t + HALF)};
        }
        *at_m += len;
        (*seg)++;
    }
}

lc_status lc_osm_stretches_each(const lc_osm_road *road, lc_osm_stretch_fn fn,
                                void *ctx, lc_error *err)
{
    const lc_shape *line = &road->line;
    double length_m, at_m = 0;
    int64_t n;
    uint32_t seg = 0;
    lc_status st = LIFE_OK;

    if (line->kind != LIFE_SHAPE_LINE || line->pt_count < 2)
        return LIFE_OK;
    length_m = lc_shape_length_m(line);
    n = (int64_t)ceil(length_m / STRETCH_M);
    for (int64_t i = 0; !st && i < n; i++) {
        double middle_m = length_m * ((double)i + 0.5) / (double)n;
        lc_osm_stretch one = {.road = road,
                              .pt = point_along(line, middle_m, &seg, &at_m),
                              .mm = road->length_mm * (i + 1) / n -
                                    road->length_mm * i / n};

        st = fn(ctx, &one, err);
    }
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/middle.c - see middle.h.
 *
 * All is measured from the shape's first point and rounded from there: a place
 * moves with its shape, wherever on the globe that is, to the last digit.
 */
#include "src/geo/middle.h"

#include "lifecircle/base/mem.h"
#include "src/geo/ring.h"

#include <math.h>
#include <stdlib.h>

/* The whole number nearest to n / d, of two the greater; d isn't 0. */
static lc_wide nearest_whole(lc_wide n, lc_wide d)
{
    lc_wide sign = d < 0 ? -1 : 1;
    lc_wide num = sign * (2 * n + d), den = sign * 2 * d;

    return num / den - (num % den < 0);
}

/* Measured from a place, so that a half goes east and north on either side of
 * Greenwich and the equator. False: out of the world. */
static bool offset(lc_pt from, lc_wide lon, lc_wide lat, lc_pt *out)
{
    lon += from.lon;
    lat += from.lat;
    if (lon < -INT32_MAX || lon > INT32_MAX || lat < -INT32_MAX ||
        lat > INT32_MAX)
        return false;
    *out = (lc_pt){(int32_t)lon, (int32_t)lat};
    return true;
}

/* On the grid as if it were a plane: fans of triangles from the first point,
 * each with its middle, a third of the sum of its corners. Exact, as the middle
 * of a building of four corners is often half way between two places of the
 * grid. */
bool lc_middle_centroid(const lc_shape *s, lc_pt *out)
{
    lc_pt o = s->pt[s->part[0]];
    lc_wide x = 0, y = 0, area = 0;

    for (uint32_t i = 0; i < s->part_count; i++)
        for (uint32_t k = s->part[i]; k + 1 < s->part[i + 1]; k++) {
            lc_pt a = s->pt[k], b = s->pt[k + 1];
            lc_wide turn = lc_turn(o, a, b);

            area += turn;
            x += turn * ((int64_t)a.lon + b.lon - 2 * (int64_t)o.lon);
            y += turn * ((int64_t)a.lat + b.lat - 2 * (int64_t)o.lat);
        }
    return area != 0 && offset(o, nearest_whole(x, 3 * area),
                               nearest_whole(y, 3 * area), out);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The middle of the widest stretch inside the area at a height, where it is
 * wider than *widest. Without memory nothing is found. The outline is cut an
 * even number of times, and the area lies between the first cut and the
 * second, the third and the fourth. Cuts are told from the first point on. */
static void widest_at(const lc_shape *s, int32_t height, double *widest,
                      lc_pt *out)
{
    LC_VEC(double) cut = {0};
    int32_t from = s->pt[s->part[0]].lon;
    double lat = height + 0.5; /* between grid lines: no vertex */
    bool good = true;

    for (uint32_t i = 0; i < s->part_count; i++)
        for (uint32_t k = s->part[i]; k + 1 < s->part[i + 1]; k++) {
            lc_pt a = s->pt[k], b = s->pt[k + 1];

            if ((a.lat > lat) != (b.lat > lat))
                good &= lc_vec_push(&cut, (double)a.lon - from +
                                              (lat - a.lat) *
                                                  ((double)b.lon - a.lon) /
                                                  ((double)b.lat - a.lat));
        }
    if (cut.n)
        qsort(cut.v, cut.n, sizeof *cut.v, by_value);
    for (size_t i = 0; good && i + 1 < cut.n; i += 2)
        if (cut.v[i + 1] - cut.v[i] > *widest) {
            double middle = (cut.v[i] + cut.v[i + 1]) / 2;

            *widest = cut.v[i + 1] - cut.v[i];
            *out = (lc_pt){from + (int32_t)floor(middle + 0.5), height};
        }
    lc_vec_free(&cut);
}

bool lc_middle_widest(const lc_shape *s, lc_pt *out)
{
    lc_box box = lc_box_empty();
    double widest = -1;

    for (uint32_t i = 0; i < s->pt_count; i++)
        lc_box_add(&box, s->pt[i]);
    for (int quarter = 1; quarter <= 3; quarter++)
        widest_at(s,
                  (int32_t)(box.min_lat +
                            ((int64_t)box.max_lat - box.min_lat) * quarter / 4),
                  &widest, out);
    return widest >= 0;
}

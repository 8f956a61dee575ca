/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * point.h: known distances, exact segments, boxes, frames.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/geo/point.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

static lc_pt pt(double lon, double lat)
{
    return lc_pt_from((lc_lonlat){lon, lat});
}

/* From GeographicLib's GeodSolve 2.1 on WGS 84. */
static void knows_distances(void **state)
{
    static const struct {
        double lon1, lat1, lon2, lat2, metres;
    } row[] = {
        {104, 30.65, 104.01, 30.65, 958.5129},
        {104, 30.65, 104, 30.65, 0},
        {0, 0, 1, 0, 111319.4908},
        {0, 0, 0, 1, 110574.3886},
        {0, -90, 0, 90, 20003931.4586},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_pt a = pt(row[i].lon1, row[i].lat1);
        lc_pt b = pt(row[i].lon2, row[i].lat2);

        assert_true(fabs(lc_distance_m(a, b) - row[i].metres) < 0.0001);
        assert_true(lc_distance_m(a, b) == lc_distance_m(b, a));
    }
}

/* All over the world and near its poles, from a metre to 60 km apart. */
static void near_distances_are_the_geodesic(void **state)
{
    struct geod_geodesic earth;
    uint64_t random = 7;

    (void)state;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    for (int i = 0; i < 200000; i++) {
        double r[4], metres, lat, lon, az, far;
        lc_pt a, b;

        for (int k = 0; k < 4; k++) {
            random = random * UINT64_C(6364136223846793005) + 1;
            r[k] = (double)(random >> 11) / 9007199254740992.0;
        }
        az = 360 * r[2];
        far = pow(60000, r[3]);
        a = pt(300 * r[0] - 150, (i % 4 ? 178 * r[1] - 89 : 89.9 - r[1]));
        geod_direct(&earth, a.lat / 1e7, a.lon / 1e7, az, far, &lat, &lon,
                    NULL);
        b = pt(lon, lat);
        geod_inverse(&earth, a.lat / 1e7, a.lon / 1e7, b.lat / 1e7, b.lon / 1e7,
                     &metres, NULL, NULL);
        if (fabs(lc_distance_m(a, b) - metres) > 1e-7)
            fail_msg("%d,%d to %d,%d: %.9f, not %.9f m", a.lat, a.lon, b.lat,
                     b.lon, lc_distance_m(a, b), metres);
        assert_true(lc_distance_m(a, b) == lc_distance_m(b, a));
    }
}

static void moving_east_changes_no_bit(void **state)
{
    lc_pt a = {-1799999999, 306543217}, b = {-1799900001, 306600001};
    double d = lc_distance_m(a, b);

    (void)state;
    for (int32_t east = 1; east < 1800000000; east = east * 7 + 3) {
        lc_pt c = {a.lon + east, a.lat}, e = {b.lon + east, b.lat};

        assert_true(lc_distance_m(c, e) == d);
        if (east > 200000000)
            break;
    }
}

static void rounds_and_checks_positions(void **state)
{
    static const struct {
        double lon, lat;
        bool good;
    } row[] = {{180, 90, true},     {-180, -90, true}, {180.0001, 0, false},
               {0, 90.0001, false}, {NAN, 0, false},   {0, INFINITY, false}};
    lc_pt p = pt(104.06681234, -30.00000005001);
    lc_lonlat back = lc_pt_lonlat((lc_pt){1040668123, 1});

    (void)state;
    assert_int_equal(p.lon, 1040668123);
    assert_int_equal(p.lat, -300000001);
    assert_true(back.lon == 104.0668123 && back.lat == 0.0000001);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(lc_lonlat_valid((lc_lonlat){row[i].lon, row[i].lat}),
                         row[i].good);
}

static void segments_meet_exactly(void **state)
{
    enum { FAR = 1800000000, HIGH = 900000000 };
    static const struct {
        lc_pt a, b, c, d;
        bool meet, cross;
    } row[] = {
        {{0, 0}, {4, 4}, {0, 4}, {4, 0}, true, true},   /* an X */
        {{0, 0}, {4, 0}, {0, 1}, {4, 1}, false, false}, /* side by side */
        {{0, 0}, {4, 0}, {2, 0}, {2, 4}, true, true},   /* c on ab */
        {{2, 0}, {2, 4}, {0, 0}, {4, 0}, true, false},  /* a on cd */
        {{2, 4}, {2, 0}, {0, 0}, {4, 0}, true, false},  /* b on cd */
        {{0, 0}, {4, 0}, {4, 0}, {4, 4}, true, false},  /* end to end */
        {{0, 0}, {4, 0}, {2, 0}, {6, 0}, true, true},   /* overlap */
        {{0, 0}, {4, 0}, {4, 0}, {6, 0}, true, false},  /* in line, touch */
        {{0, 0}, {2, 0}, {4, 0}, {6, 0}, false, false}, /* in line, apart */
        {{1, 0}, {2, 0}, {0, 0}, {6, 0}, true, true},   /* along it */
        {{2, 2}, {2, 2}, {0, 0}, {4, 4}, true, false},  /* a point on it */
        {{2, 3}, {2, 3}, {0, 0}, {4, 4}, false, false}, /* a point off it */
        {{1, 1}, {1, 1}, {1, 1}, {1, 1}, true, false},  /* two points */
        {{0, 0}, {4, 4}, {2, 2}, {2, 2}, true, true},   /* cd is a point */
        {{0, 0}, {4, 4}, {4, 4}, {4, 4}, true, false},
        {{-FAR, -HIGH}, {FAR, HIGH}, {-FAR, HIGH}, {FAR, -HIGH}, true, true},
        /* One unit above the long diagonal, over 3.6e9 units. */
        {{-FAR, -HIGH}, {FAR, HIGH}, {0, 1}, {0, 9}, false, false},
        {{-FAR, -HIGH}, {FAR, HIGH}, {0, 0}, {0, 9}, true, true},
        {{-FAR, -HIGH},
         {FAR, HIGH},
         {-FAR, 1 - HIGH},
         {FAR - 2, HIGH},
         false,
         false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_pt a = row[i].a, b = row[i].b, c = row[i].c, d = row[i].d;

        assert_int_equal(lc_segments_meet(a, b, c, d), row[i].meet);
        assert_int_equal(lc_segments_meet(d, c, b, a), row[i].meet);
        assert_int_equal(lc_segments_cross(a, b, c, d), row[i].cross);
        assert_int_equal(lc_segments_cross(b, a, d, c), row[i].cross);
    }
}

static void finds_the_nearest_of_a_segment(void **state)
{
    static const struct {
        lc_xy a, b, p;
        double t, dist;
    } row[] = {{{0, 0}, {10, 0}, {5, 3}, 0.5, 3},
               {{0, 0}, {10, 0}, {-3, 4}, 0, 5},
               {{0, 0}, {10, 0}, {13, -4}, 1, 5},
               {{2, 2}, {2, 2}, {5, 6}, 0, 5},
               {{0, 0}, {0, 10}, {0, 2.5}, 0.25, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        double dist,
            t = lc_segment_nearest(row[i].a, row[i].b, row[i].p, &dist);

        assert_true(fabs(t - row[i].t) < 1e-12);
        assert_true(fabs(dist - row[i].dist) < 1e-12);
    }
}

/* Boxes grown by d hold every point at most d away, up to the poles. */
static void grown_boxes_hold_the_circle(void **state)
{
    (void)state;
    for (int lat = -88; lat <= 88; lat += 11)
        for (double d = 10; d < 90000; d *= 9) {
            lc_pt p = pt(10, lat);
            lc_box b = {p.lon, p.lat, p.lon, p.lat};
            lc_frame f = lc_frame_at(p);

            b = lc_box_grown(b, d);
            for (int i = 0; i < 72; i++) {
                double angle = i * 0.0872664626;
                lc_pt q = lc_frame_pt(
                    &f, (lc_xy){d * cos(angle) * 1.2, d * sin(angle) * 1.2});

                if (lc_distance_m(p, q) <= d)
                    assert_true(lc_box_contains(b, q));
            }
        }
    assert_true(lc_box_grown(lc_box_empty(), 10).min_lon > 0);
}

static void frames_are_right_near_by(void **state)
{
    (void)state;
    for (int lat = -60; lat <= 60; lat += 15) {
        lc_frame f = lc_frame_at(pt(104, lat));

        for (int i = 0; i < 36; i++) {
            lc_xy at = {300 * cos(i * 0.1745), 300 * sin(i * 0.1745)};
            lc_pt p = lc_frame_pt(&f, at);
            lc_xy back = lc_frame_xy(&f, p);

            assert_true(fabs(hypot(back.x, back.y) -
                             lc_distance_m(f.origin, p)) < 0.005);
        }
    }
}

static void hilbert_keeps_neighbours_together(void **state)
{
    lc_pt corner[] = {{-1800000000, -900000000},
                      {1800000000, -900000000},
                      {1800000000, 900000000},
                      {-1800000000, 900000000},
                      {0, 0},
                      {1, 0}};
    uint64_t seen[256];

    (void)state;
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(lc_hilbert(corner[i]) != lc_hilbert(corner[k]));
    /* An aligned block of 16 by 16 units is one run of the curve. */
    for (int i = 0; i < 256; i++)
        seen[i] = lc_hilbert(
            (lc_pt){-1800000000 + 160 + i % 16, -900000000 + 320 + i / 16});
    for (int i = 0; i < 256; i++) {
        bool followed = false;

        for (int k = 0; k < 256; k++)
            followed |= seen[k] == seen[i] + 1 &&
                        abs(k % 16 - i % 16) + abs(k / 16 - i / 16) == 1;
        assert_true(followed || seen[i] % 256 == 255);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_distances),
        cmocka_unit_test(near_distances_are_the_geodesic),
        cmocka_unit_test(moving_east_changes_no_bit),
        cmocka_unit_test(rounds_and_checks_positions),
        cmocka_unit_test(segments_meet_exactly),
        cmocka_unit_test(finds_the_nearest_of_a_segment),
        cmocka_unit_test(grown_boxes_hold_the_circle),
        cmocka_unit_test(frames_are_right_near_by),
        cmocka_unit_test(hilbert_keeps_neighbours_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

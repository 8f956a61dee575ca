/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.h: areas with holes, distances, SpatiaLite's blobs.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/geo/shape_blob.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

#define LON 1040000000
#define LAT 306500000

/* A square ring of side 2 r around (x, y), in 1e-7 degrees. */
static void add_square(lc_shape *s, int32_t x, int32_t y, int32_t r)
{
    lc_pt ring[] = {{LON + x - r, LAT + y - r},
                    {LON + x - r, LAT + y + r},
                    {LON + x + r, LAT + y + r},
                    {LON + x + r, LAT + y - r},
                    {LON + x - r, LAT + y - r}};

    s->kind = LIFE_SHAPE_AREA;
    assert_int_equal(lc_shape_add_part(s, ring, 5, NULL), LIFE_OK);
}

/* A square with a hole, a square in the hole, and one beside: given in an
 * order and directions that are all wrong. */
static lc_shape islands(void)
{
    lc_shape s = {0};

    add_square(&s, 0, 0, 20000);
    add_square(&s, 300000, 0, 50000);
    add_square(&s, 0, 0, 50000);
    add_square(&s, 0, 0, 100000);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_OK);
    return s;
}

static void areas_take_holes_off(void **state)
{
    lc_shape s = islands(), one = {0};
    double unit, area;

    (void)state;
    assert_int_equal(s.part_count, 4);
    add_square(&one, 0, 0, 10000);
    lc_shape_normalise(&one, NULL);
    unit = lc_shape_area_m2(&one); /* 0.002 degrees each way */
    assert_true(fabs(unit - 0.002 * 95851.29 * 0.002 * 110854.0) < 5);
    area = lc_shape_area_m2(&s);
    assert_true(fabs(area / unit - (100 - 25 + 4 + 25)) < 0.001);
    assert_true(fabs(lc_shape_length_m(&one) - 2 * (191.7026 + 221.708)) < 0.1);
    lc_shape_clear(&s);
    lc_shape_clear(&one);
}

static uint64_t seed = 1;

/* 0 to 1 */
static double any(void)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (double)(seed >> 40) / (double)(1 << 24);
}

/* A ring about (LON, lat), as jagged as no building is. */
static lc_shape any_outline(int32_t lat, double wide)
{
    lc_shape s = {.kind = LIFE_SHAPE_AREA};
    lc_pt pt[41];
    size_t n = 3 + (size_t)(any() * 37);

    for (size_t i = 0; i < n; i++) {
        double turn = 8 * atan(1) * (double)i / (double)n;
        double r = wide * (0.2 + any()) / 2.4;

        pt[i] = (lc_pt){LON + (int32_t)(r * cos(turn)),
                        lat + (int32_t)(r * sin(turn))};
    }
    pt[n] = pt[0];
    assert_int_equal(lc_shape_add_part(&s, pt, n + 1, NULL), LIFE_OK);
    return s;
}

/* From garden sheds to blocks, from the equator to 75 degrees north and south;
 * what is larger is measured as it always is. */
static void near_areas_are_as_near_as_they_say(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        lc_shape s = any_outline((int32_t)((any() * 2 - 1) * 75e7),
                                 100 * pow(10, 4 * any()));
        double off, near_m2 = lc_shape_area_near_m2(&s, &off);
        double area_m2 = lc_shape_area_m2(&s);

        if (fabs(near_m2 - area_m2) > off)
            fail_msg("%.6f, not %.6f, about %d", near_m2, area_m2, s.pt[0].lat);
        lc_shape_clear(&s);
    }
}

static void contains_what_rings_leave(void **state)
{
    static const struct {
        int32_t x, y;
        bool inside;
    } row[] = {{0, 0, true},
               {20000, 0, true},
               {30000, 0, false},
               {50000, 50000, true},
               {49999, 0, false},
               {60000, 0, true},
               {100000, 0, true},
               {100001, 0, false},
               {300000, 1, true},
               {200000, 0, false},
               {-100000, -100000, true},
               {-100001, -100000, false}};
    lc_shape s = islands();
    lc_shape line = {.kind = LIFE_SHAPE_LINE};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(
            lc_shape_contains(&s, (lc_pt){LON + row[i].x, LAT + row[i].y}),
            row[i].inside);
    assert_false(lc_shape_contains(&line, (lc_pt){0, 0}));
    lc_shape_clear(&s);
}

/* Two outer rings that overlap, as mapped and not repaired. */
static void overlapping_outer_rings_are_one(void **state)
{
    lc_shape s = {0};

    (void)state;
    add_square(&s, 0, 0, 100000);
    add_square(&s, 150000, 0, 100000);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_OK);
    assert_int_equal(s.part_count, 2);
    assert_true(lc_shape_contains(&s, (lc_pt){LON + 75000, LAT}));
    assert_true(lc_shape_contains(&s, (lc_pt){LON, LAT}));
    assert_true(lc_shape_contains(&s, (lc_pt){LON + 50000, LAT + 1}));
    assert_false(lc_shape_contains(&s, (lc_pt){LON + 250001, LAT}));
    assert_true(
        lc_shape_distance_m(&s, (lc_pt){LON + 75000, LAT}, true, NULL) == 0);
    lc_shape_clear(&s);
}

static void distances_are_of_the_ellipsoid(void **state)
{
    lc_shape s = islands();
    lc_pt at;

    (void)state;
    assert_true(lc_shape_distance_m(&s, (lc_pt){LON, LAT}, true, &at) == 0);
    assert_true(lc_pt_equal(at, (lc_pt){LON, LAT}));
    assert_true(fabs(lc_shape_distance_m(&s, (lc_pt){LON, LAT}, false, &at) -
                     191.7026) < 0.001);
    assert_int_equal(at.lat, LAT);
    assert_true(
        fabs(lc_shape_distance_m(&s, (lc_pt){LON, LAT + 200000}, true, &at) -
             lc_distance_m((lc_pt){LON, LAT + 200000},
                           (lc_pt){LON, LAT + 100000})) < 0.001);
    lc_shape_clear(&s);
}

/* Against the best of many points along a long slanted line. */
static void distances_hold_far_away(void **state)
{
    lc_pt ends[] = {{LON + 300000, LAT - 400000}, {LON + 500000, LAT + 400000}};
    lc_pt from = {LON, LAT};
    double best = 1e9, found;
    lc_shape s;

    (void)state;
    lc_shape_make(LIFE_SHAPE_LINE, ends, 2, &s, NULL);
    for (int i = 0; i <= 100000; i++) {
        lc_pt p = {ends[0].lon + 2 * i, ends[0].lat + 8 * i};

        best = fmin(best, lc_distance_m(from, p));
    }
    found = lc_shape_distance_m(&s, from, false, NULL);
    assert_true(fabs(found - best) < 0.01);
    lc_shape_clear(&s);
}

static void inner_points_are_inside(void **state)
{
    lc_pt u[] = {{0, 0},   {90, 0},  {90, 90}, {60, 90}, {60, 30},
                 {30, 30}, {30, 90}, {0, 90},  {0, 0}};
    lc_pt line[] = {{0, 0}, {5, 5}, {9, 0}};
    lc_shape s = islands();

    (void)state;
    assert_true(lc_shape_contains(&s, lc_shape_inner(&s)));
    lc_shape_clear(&s);
    lc_shape_make(LIFE_SHAPE_AREA, u, 9, &s, NULL);
    assert_true(lc_shape_contains(&s, lc_shape_inner(&s)));
    lc_shape_clear(&s);
    lc_shape_make(LIFE_SHAPE_LINE, line, 3, &s, NULL);
    assert_true(lc_pt_equal(lc_shape_inner(&s), line[1]));
    lc_shape_clear(&s);
}

/* Their middles lie half way between places of the grid, inside a triangle, and
 * where the widest stretch of a horseshoe is. */
static void inner_points_move_along(void **state)
{
    const lc_pt ring[][9] = {{{0, 0}, {5, 0}, {5, 7}, {0, 7}, {0, 0}},
                             {{0, 0}, {11, 2}, {4, 9}, {0, 0}},
                             {{0, 0},
                              {91, 0},
                              {91, 90},
                              {60, 90},
                              {60, 30},
                              {31, 30},
                              {31, 90},
                              {0, 90},
                              {0, 0}}};
    const size_t n[] = {5, 4, 9};
    const lc_pt by[] = {{0, 0},
                        {-154321987, 281234567},
                        {1314285713, -337654321},
                        {-700000001, -1},
                        {-2, -3}};

    (void)state;
    for (size_t r = 0; r < sizeof n / sizeof *n; r++) {
        lc_pt first = {0, 0};

        for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
            lc_pt pt[9], in;
            lc_shape s;

            for (size_t i = 0; i < n[r]; i++)
                pt[i] = (lc_pt){ring[r][i].lon + by[k].lon,
                                ring[r][i].lat + by[k].lat};
            lc_shape_make(LIFE_SHAPE_AREA, pt, n[r], &s, NULL);
            in = lc_shape_inner(&s);
            if (k == 0)
                first = in;
            assert_int_equal(in.lon - by[k].lon, first.lon);
            assert_int_equal(in.lat - by[k].lat, first.lat);
            lc_shape_clear(&s);
        }
        assert_int_equal(first.lon, r == 0 ? 3 : r == 1 ? 5 : first.lon);
    }
}

static void normalising_drops_what_is_nothing(void **state)
{
    lc_pt flat[] = {{0, 0}, {9, 9}, {18, 18}, {0, 0}};
    lc_pt open[] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    lc_pt still[] = {{5, 5}, {5, 5}};
    lc_pt twice[] = {{0, 0}, {0, 0}, {0, 9}, {9, 9}, {9, 9}, {0, 0}};
    lc_shape s;

    (void)state;
    lc_shape_make(LIFE_SHAPE_AREA, flat, 4, &s, NULL);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_ERR_PARSE);
    lc_shape_make(LIFE_SHAPE_AREA, open, 4, &s, NULL);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_ERR_PARSE);
    lc_shape_make(LIFE_SHAPE_LINE, still, 2, &s, NULL);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_ERR_PARSE);
    assert_null(s.pt);
    lc_shape_make(LIFE_SHAPE_AREA, twice, 6, &s, NULL);
    assert_int_equal(lc_shape_normalise(&s, NULL), LIFE_OK);
    assert_int_equal(s.pt_count, 4);
    assert_true(lc_shape_area_m2(&s) > 0);
    lc_shape_clear(&s);
}

static void same_shape(const lc_shape *a, const lc_shape *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->part_count, b->part_count);
    assert_int_equal(a->pt_count, b->pt_count);
    assert_memory_equal(a->part, b->part,
                        (a->part_count + 1) * sizeof *a->part);
    assert_memory_equal(a->pt, b->pt, a->pt_count * sizeof *a->pt);
}

static void blobs_come_back(void **state)
{
    lc_pt line[] = {{-1800000000, -900000000}, {0, 1}, {1800000000, 900000000}};
    lc_shape s[4] = {islands()};
    lc_pt p;

    (void)state;
    lc_shape_make(LIFE_SHAPE_POINT, line, 1, &s[1], NULL);
    lc_shape_make(LIFE_SHAPE_LINE, line, 3, &s[2], NULL);
    lc_shape_make(LIFE_SHAPE_LINE, line, 3, &s[3], NULL);
    lc_shape_add_part(&s[3], line, 2, NULL);
    for (int i = 0; i < 12; i++) {
        unsigned char *blob;
        size_t len;
        lc_shape back;

        assert_int_equal(
            lc_shape_blob_write(&s[i / 3], i % 3, &blob, &len, NULL), LIFE_OK);
        assert_int_equal(lc_shape_blob_read(blob, len, &back, NULL), LIFE_OK);
        same_shape(&s[i / 3], &back);
        lc_shape_clear(&back);
        assert_int_equal(lc_shape_blob_point_read(blob, len, &p), i / 3 == 1);
        /* Cut anywhere, or with a byte more, it is refused. */
        for (size_t cut = 0; cut < len; cut++)
            assert_int_equal(lc_shape_blob_read(blob, cut, &back, NULL),
                             LIFE_ERR_PARSE);
        for (size_t cut = 0; cut < len; cut++)
            assert_false(lc_shape_blob_point_read(blob, cut, &p));
        lc_free(blob);
    }
    for (int i = 0; i < 4; i++)
        lc_shape_clear(&s[i]);
}

/* A line of points that lie `step` units from one to the next, at most. */
static void put_random_line(lc_shape *s, uint64_t *dice, int64_t step)
{
    lc_pt p[200] = {{-1134500000, 310000000}};

    for (size_t i = 1; i < COUNT(p); i++) {
        int64_t by[2];

        for (int k = 0; k < 2; k++) {
            *dice = *dice * UINT64_C(6364136223846793005) + 1;
            by[k] = (int64_t)(*dice >> 33) % (2 * step + 1) - step;
        }
        p[i] = (lc_pt){(int32_t)(p[i - 1].lon + by[0]),
                       (int32_t)(p[i - 1].lat + by[1] / 2)};
        p[i].lat = p[i].lat > 890000000 ? 0 : p[i].lat;
        p[i].lat = p[i].lat < -890000000 ? 0 : p[i].lat;
        p[i].lon = p[i].lon > 1790000000 ? 0 : p[i].lon;
        p[i].lon = p[i].lon < -1790000000 ? 0 : p[i].lon;
    }
    assert_int_equal(lc_shape_make(LIFE_SHAPE_LINE, p, COUNT(p), s, NULL),
                     LIFE_OK);
}

/* Half the bytes, and every point as it was, however long the line; where steps
 * are too wide for that it is not compressed. */
static void compresses_without_loss(void **state)
{
    static const struct {
        int64_t step;
        bool small;
    } row[] = {{1, true}, {1000, true}, {1000000, true}, {900000000, false}};
    uint64_t dice = 7;

    (void)state;
    for (size_t i = 0; i < 50 * COUNT(row); i++) {
        lc_shape s, back;
        unsigned char *blob;
        size_t len;
        bool small = row[i % COUNT(row)].small;

        put_random_line(&s, &dice, row[i % COUNT(row)].step);
        assert_int_equal(
            lc_shape_blob_write(&s, LIFE_BLOB_SMALL, &blob, &len, NULL),
            LIFE_OK);
        assert_int_equal(len, 48 + (small ? 32 + 198 * 8 : 200 * 16));
        assert_int_equal(lc_shape_blob_read(blob, len, &back, NULL), LIFE_OK);
        same_shape(&s, &back);
        lc_shape_clear(&back);
        for (size_t cut = 0; small && cut < len; cut++)
            assert_int_equal(lc_shape_blob_read(blob, cut, &back, NULL),
                             LIFE_ERR_PARSE);
        lc_free(blob);
        lc_shape_clear(&s);
    }
}

/* CompressGeometry() of SpatiaLite 5.0.1, of POLYGON((1 2,2 2,2 3,1 2)). */
static void reads_what_spatialite_compresses(void **state)
{
    static const unsigned char blob[] = {
        0x00, 0x01, 0xe6, 0x10, 0,    0,    0,    0, 0, 0,    0,    0,
        0xf0, 0x3f, 0,    0,    0,    0,    0,    0, 0, 0x40, 0,    0,
        0,    0,    0,    0,    0,    0x40, 0,    0, 0, 0,    0,    0,
        0x08, 0x40, 0x7c, 0x43, 0x42, 0x0f, 0,    1, 0, 0,    0,    4,
        0,    0,    0,    0,    0,    0,    0,    0, 0, 0xf0, 0x3f, 0,
        0,    0,    0,    0,    0,    0,    0x40, 0, 0, 0x80, 0x3f, 0,
        0,    0,    0,    0,    0,    0,    0,    0, 0, 0x80, 0x3f, 0,
        0,    0,    0,    0,    0,    0xf0, 0x3f, 0, 0, 0,    0,    0,
        0,    0,    0x40, 0xfe};
    lc_pt ring[] = {{10000000, 20000000},
                    {20000000, 20000000},
                    {20000000, 30000000},
                    {10000000, 20000000}};
    lc_shape s, want;
    unsigned char *made;
    size_t len;

    (void)state;
    assert_int_equal(lc_shape_make(LIFE_SHAPE_AREA, ring, 4, &want, NULL),
                     LIFE_OK);
    assert_int_equal(lc_shape_blob_read(blob, sizeof blob, &s, NULL), LIFE_OK);
    same_shape(&s, &want);
    assert_int_equal(
        lc_shape_blob_write(&s, LIFE_BLOB_SMALL, &made, &len, NULL), LIFE_OK);
    assert_int_equal(len, sizeof blob);
    assert_memory_equal(made, blob, len);
    lc_free(made);
    lc_shape_clear(&s);
    lc_shape_clear(&want);
}

/* MakePoint(1, 2, 4326) as SpatiaLite 5.0.1 writes it, and byte-swapped. */
static void reads_either_byte_order(void **state)
{
    static const unsigned char little[] = {
        0x00, 0x01, 0xe6, 0x10, 0,    0,    0, 0, 0, 0,    0,    0,
        0xf0, 0x3f, 0,    0,    0,    0,    0, 0, 0, 0x40, 0,    0,
        0,    0,    0,    0,    0xf0, 0x3f, 0, 0, 0, 0,    0,    0,
        0,    0x40, 0x7c, 1,    0,    0,    0, 0, 0, 0,    0,    0,
        0,    0xf0, 0x3f, 0,    0,    0,    0, 0, 0, 0,    0x40, 0xfe};
    static const unsigned char big[] = {
        0x00, 0x00, 0, 0, 0x10, 0xe6, 0x3f, 0xf0, 0,    0, 0, 0, 0, 0,    0x40,
        0,    0,    0, 0, 0,    0,    0,    0x3f, 0xf0, 0, 0, 0, 0, 0,    0,
        0x40, 0,    0, 0, 0,    0,    0,    0,    0x7c, 0, 0, 0, 1, 0x3f, 0xf0,
        0,    0,    0, 0, 0,    0,    0x40, 0,    0,    0, 0, 0, 0, 0,    0xfe};
    unsigned char *blob;
    size_t len;
    lc_shape s;
    lc_pt p;

    (void)state;
    assert_int_equal(lc_shape_blob_read(big, sizeof big, &s, NULL), LIFE_OK);
    lc_shape_clear(&s);
    assert_int_equal(lc_shape_blob_read(little, sizeof little, &s, NULL),
                     LIFE_OK);
    assert_int_equal(s.pt[0].lon, 10000000);
    assert_int_equal(s.pt[0].lat, 20000000);
    assert_true(lc_shape_blob_point_read(big, sizeof big, &p));
    assert_true(lc_pt_equal(p, s.pt[0]));
    p = (lc_pt){0, 0};
    assert_true(lc_shape_blob_point_read(little, sizeof little, &p));
    assert_true(lc_pt_equal(p, s.pt[0]));
    lc_shape_blob_write(&s, false, &blob, &len, NULL);
    assert_int_equal(len, sizeof little);
    assert_memory_equal(blob, little, len);
    lc_free(blob);
    lc_shape_clear(&s);
}

/* Every byte of a blob changed in several ways: refused, or a shape whose
 * points are on the globe; and nothing worse. */
static void survives_damaged_blobs(void **state)
{
    lc_shape s = islands(), got;
    unsigned char *blob;
    size_t len;

    (void)state;
    lc_shape_blob_write(&s, false, &blob, &len, NULL);
    for (size_t i = 0; i < len; i++)
        for (int bit = 0; bit < 8; bit++) {
            blob[i] ^= (unsigned char)(1 << bit);
            if (lc_shape_blob_read(blob, len, &got, NULL) == LIFE_OK)
                for (uint32_t k = 0; k < got.pt_count; k++)
                    assert_true(lc_lonlat_valid(lc_pt_lonlat(got.pt[k])));
            lc_shape_clear(&got);
            blob[i] ^= (unsigned char)(1 << bit);
        }
    lc_free(blob);
    lc_shape_clear(&s);
}

static lc_status round_trip(void)
{
    lc_pt ring[] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}};
    lc_shape s = {0}, back = {0};
    unsigned char *blob = NULL;
    size_t len = 0;
    lc_status st = lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &s, NULL);

    if (st == LIFE_OK)
        st = lc_shape_normalise(&s, NULL);
    if (st == LIFE_OK)
        st = lc_shape_blob_write(&s, true, &blob, &len, NULL);
    if (st == LIFE_OK)
        st = lc_shape_blob_read(blob, len, &back, NULL);
    lc_free(blob);
    lc_shape_clear(&s);
    lc_shape_clear(&back);
    return st;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    for (int64_t n = 0; n < 40; n++) {
        lc_status st;

        lc_mem_fail_after(n, false);
        st = round_trip();
        lc_mem_fail_after(-1, false);
        if (st == LIFE_OK)
            return;
        assert_int_equal(st, LIFE_ERR_NOMEM);
    }
    fail();
}

/* 3 km around a square: inside 2.99 km off, outside 3.02 km off its side. */
static void grows_by_metres(void **state)
{
    lc_shape square = {.kind = LIFE_SHAPE_AREA}, grown = {0};
    lc_pt side = {LON, LAT + 100000};
    lc_frame f = lc_frame_at(side);
    lc_areas *g;
    lc_error err = {0};

    (void)state;
    add_square(&square, 0, 0, 100000);
    assert_int_equal(lc_shape_normalise(&square, &err), LIFE_OK);
    assert_int_equal(lc_areas_open(&g, &err), LIFE_OK);
    assert_int_equal(lc_areas_grown(g, &square, 3000, &grown, &err), LIFE_OK);
    assert_int_equal(grown.kind, LIFE_SHAPE_AREA);
    assert_true(lc_shape_contains(&grown, lc_frame_pt(&f, (lc_xy){0, 2990})));
    assert_false(lc_shape_contains(&grown, lc_frame_pt(&f, (lc_xy){0, 3020})));
    lc_areas_close(g);
    lc_shape_clear(&grown);
    lc_shape_clear(&square);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_take_holes_off),
        cmocka_unit_test(near_areas_are_as_near_as_they_say),
        cmocka_unit_test(contains_what_rings_leave),
        cmocka_unit_test(overlapping_outer_rings_are_one),
        cmocka_unit_test(distances_are_of_the_ellipsoid),
        cmocka_unit_test(distances_hold_far_away),
        cmocka_unit_test(inner_points_are_inside),
        cmocka_unit_test(inner_points_move_along),
        cmocka_unit_test(normalising_drops_what_is_nothing),
        cmocka_unit_test(blobs_come_back),
        cmocka_unit_test(compresses_without_loss),
        cmocka_unit_test(reads_what_spatialite_compresses),
        cmocka_unit_test(reads_either_byte_order),
        cmocka_unit_test(survives_damaged_blobs),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(grows_by_metres),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

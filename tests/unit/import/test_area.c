/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * area.h: an area drawn by hand, from GeoJSON.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/import/area.h"

#include <string.h>

#define RING "[[0,0],[1,0],[1,1],[0,0]]"

static const struct {
    const char *text;
    uint32_t parts; /* 0: refused */
} row[] = {

    {"{\"type\":\"Polygon\",\"coordinates\":[" RING "]}", 1},
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[0,0],[1,1],[1,0],[0,0]]]}",
     1}, /* clockwise */
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}",
     2},
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING "]]}", 1},
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING "],[" RING "]]}", 2},
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}",
     1}, /* a bow tie of equal halves */
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,1],[2,2],[0,0]],"
     "[[0,0],[1,0],[1,1],[0,0]]]]}",
     0}, /* a hole in nothing */
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[" RING ",[[0,0],[2,2],[2,0],[0,2],[0,0]]]}",
     0}, /* a bow tie as a hole */
    {"{\"type\":\"Feature\",\"geometry\":"
     "{\"type\":\"Polygon\",\"coordinates\":[" RING "]}}",
     1},
    {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0,9],[1,0,9],[1,1,9],"
     "[0,0,9]]]}",
     1},
    {"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
     "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" RING "]}}]}",
     1},
    {"{\"type\":\"FeatureCollection\",\"features\":[]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[" RING "," RING "," RING "]}",
     0}, /* 12 positions */
    {"", 0},
    {"{", 0},
    {"[]", 0},
    {"1", 0},
    {"{\"type\":\"Point\",\"coordinates\":[0,0]}", 0},
    {"{\"type\":\"Polygon\"}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[1]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[[]]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[2,2]]]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,0],[0,0],[0,0]]]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[0,0],[181,0],[1,1],[0,0]]]}",
     0},
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[-170,0],[170,0],[170,1],[-170,0]]]}",
     0},
    {"{\"type\":\"Polygon\",\"coordinates\":[[[0],[1,0],[1,1],[0]]]}", 0},
    {"{\"type\":\"Polygon\",\"coordinates\":"
     "[[[\"0\",0],[1,0],[1,1],[\"0\",0]]]}",
     0},
    {"{\"type\":\"Polygon\",\"type\":\"Polygon\",\"coordinates\":[" RING "]}",
     0},
    {"{\"type\":\"Feature\",\"geometry\":null}", 0},
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[]}", 0},
};

static void reads_areas(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_shape area;
        lc_error err = {0};
        lc_status st = lc_area_parse(row[i].text, strlen(row[i].text), NULL, 10,
                                     &area, &err);

        if (!st != !!row[i].parts)
            print_message("row: %s\n", row[i].text);
        assert_int_equal(!st, row[i].parts != 0);
        assert_int_equal(area.part_count, row[i].parts);
        assert_int_equal(area.kind, st ? LIFE_SHAPE_NONE : LIFE_SHAPE_AREA);
        assert_int_equal(err.text[0] != '\0', st != LIFE_OK);
        lc_shape_clear(&area);
    }
}

/* The outer ring comes out counter-clockwise and the hole clockwise, however
 * they were drawn. */
static void turns_rings(void **state)
{
    static const char text[] =
        "{\"type\":\"Polygon\",\"coordinates\":["
        "[[0,0],[0,4],[4,4],[4,0],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}";
    lc_error err = {0};
    lc_shape area;

    (void)state;
    assert_int_equal(lc_area_parse(text, strlen(text), NULL,
                                   LIFE_AREA_POINTS_MAX, &area, &err),
                     LIFE_OK);
    assert_int_equal(area.part_count, 2);
    assert_int_equal(area.pt_count, 9);
    assert_true(lc_shape_area_m2(&area) > 0);
    assert_true(lc_shape_contains(&area, lc_pt_from((lc_lonlat){3, 3})));
    assert_false(lc_shape_contains(&area, lc_pt_from((lc_lonlat){1.8, 1.4})));
    assert_true(area.pt[1].lon > area.pt[0].lon ||
                area.pt[1].lat < area.pt[0].lat);
    lc_shape_clear(&area);
}

/* Outer rings stay so, one within another too, and flat ones go with all that
 * is in them. */
static void keeps_whose_ring_is_whose(void **state)
{
    static const char text[] =
        "{\"type\":\"MultiPolygon\",\"coordinates\":["
        "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]],"
        "[[5,5],[6,6],[7,7],[5,5]]],"
        "[[[3,3],[4,4],[5,5],[3,3]],[[3,3],[4,3],[4,4],[3,3]]],"
        "[[[7,1],[7,2],[8,2],[8,1],[7,1]]]]}";
    static const uint32_t points[] = {5, 4, 5};
    lc_error err = {0};
    lc_shape area;

    (void)state;
    assert_int_equal(lc_area_parse(text, strlen(text), NULL,
                                   LIFE_AREA_POINTS_MAX, &area, &err),
                     LIFE_OK);
    assert_int_equal(area.part_count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(area.part[i + 1] - area.part[i], points[i]);
    assert_true(lc_shape_contains(&area, lc_pt_from((lc_lonlat){7.5, 1.5})));
    assert_true(lc_shape_contains(&area, lc_pt_from((lc_lonlat){3.9, 3.1})));
    assert_false(lc_shape_contains(&area, lc_pt_from((lc_lonlat){1.8, 1.4})));
    lc_shape_clear(&area);
}

/* Deep nesting must end with an error, not with the stack. */
static void refuses_deep_nesting(void **state)
{
    static char text[200000];
    lc_error err = {0};
    lc_shape area;

    (void)state;
    memset(text, '[', sizeof text);
    assert_int_equal(lc_area_parse(text, sizeof text, NULL, 8, &area, &err),
                     LIFE_ERR_PARSE);
    lc_shape_clear(&area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_areas),
        cmocka_unit_test(turns_rings),
        cmocka_unit_test(keeps_whose_ring_is_whose),
        cmocka_unit_test(refuses_deep_nesting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

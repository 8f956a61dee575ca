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
        lc_status st =
            lc_area_parse(row[i].text, strlen(row[i].text), 9, &area, &err);

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
    assert_int_equal(
        lc_area_parse(text, strlen(text), LIFE_AREA_POINTS_MAX, &area, &err),
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

/* Deep nesting must end with an error, not with the stack. */
static void refuses_deep_nesting(void **state)
{
    static char text[200000];
    lc_error err = {0};
    lc_shape area;

    (void)state;
    memset(text, '[', sizeof text);
    assert_int_equal(lc_area_parse(text, sizeof text, 8, &area, &err),
                     LIFE_ERR_PARSE);
    lc_shape_clear(&area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_areas),
        cmocka_unit_test(turns_rings),
        cmocka_unit_test(refuses_deep_nesting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

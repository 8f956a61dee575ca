/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Water and green of a report: a city file and a map that was loaded from it
 * give the same shapes, near the box alone.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/tiles/map.h"
#include "lifecircle/tiles/scenery.h"

#include <stdlib.h>
#include <string.h>

/* A river, a pond far away and a building, which is no scenery. */
static lct_city *banks(void)
{
    static const lct_xy river[] = {{-200, 50}, {200, 50}};
    static const lct_xy pond[] = {
        {5000, 0}, {5100, 0}, {5100, 100}, {5000, 100}};
    static const lct_xy house[] = {{0, 10}, {10, 10}, {10, 20}, {0, 20}};
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){-100, 0}, 2, (lct_xy){100, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){0, 0}, 1000);
    lct_barrier(c, 1, river, LCT_COUNT(river), false);
    lct_barrier(c, 1, pond, LCT_COUNT(pond), true);
    lct_barrier(c, 3, house, LCT_COUNT(house), true);
    lct_open(c);
    return c;
}

typedef struct seen {
    int shapes, areas;
    lc_pt first; /* of the last shape */
} seen;

static void see(void *ctx, const char *kind, const lc_shape *s)
{
    seen *n = ctx;

    assert_string_equal(kind, "water");
    n->shapes++;
    n->areas += s->kind == LIFE_SHAPE_AREA;
    n->first = s->pt[0];
}

static lc_box around(const lct_city *c, lct_xy low, lct_xy high)
{
    lc_box box = lc_box_empty();

    lc_box_add(&box, lc_pt_from(lct_at(c, low)));
    lc_box_add(&box, lc_pt_from(lct_at(c, high)));
    return box;
}

static void a_file_and_its_map_show_the_same(void **state)
{
    static const struct {
        lct_xy low, high;
        int shapes, areas;
    } look[] = {{{-100, -100}, {100, 100}, 1, 0},
                {{4900, -100}, {5200, 200}, 1, 1},
                {{-300, -100}, {6000, 300}, 2, 1},
                {{2000, 2000}, {3000, 3000}, 0, 0}};
    lct_city *c = banks();
    lc_map *map = NULL;
    lc_city *file = NULL;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_city_open(lct_path(c), true, &file, &err), LIFE_OK);
    assert_int_equal(lc_map_load(file, lct_world(c), &map, &err), LIFE_OK);
    lc_city_close(file);
    for (size_t i = 0; i < LCT_COUNT(look); i++) {
        lc_box box = around(c, look[i].low, look[i].high);
        seen of_file = {0}, of_map = {0};

        assert_int_equal(
            lc_scenery_of_city(lct_path(c), box, see, &of_file, &err), LIFE_OK);
        assert_int_equal(lc_scenery_of_map(map, box, see, &of_map, &err),
                         LIFE_OK);
        assert_int_equal(of_file.shapes, look[i].shapes);
        assert_int_equal(of_file.areas, look[i].areas);
        assert_int_equal(of_map.shapes, look[i].shapes);
        assert_int_equal(of_map.areas, look[i].areas);
        /* web mercator at 2^32 is finer than 1e-7 degree, one unit at most */
        assert_true(abs(of_file.first.lon - of_map.first.lon) <= 1);
        assert_true(abs(of_file.first.lat - of_map.first.lat) <= 1);
    }
    lc_map_free(map);
    lct_city_free(c);
}

static void a_missing_file_is_told(void **state)
{
    lc_error err = {0};
    seen none = {0};

    (void)state;
    assert_int_equal(
        lc_scenery_of_city("/nowhere/a.city", lc_box_empty(), see, &none, &err),
        LIFE_ERR_IO);
    assert_int_equal(none.shapes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_and_its_map_show_the_same),
        cmocka_unit_test(a_missing_file_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

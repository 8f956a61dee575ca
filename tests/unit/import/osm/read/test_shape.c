/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/shape.h: relations of many rings.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/log.h"
#include "src/import/osm/read/data.h"
#include "src/import/osm/read/read.h"
#include "src/import/osm/read/shape.h"

#include <math.h>
#include <stdio.h>

#define ISLANDS 14000 /* Saimaa's */
#define ROW     125
#define SHELLS  5000 /* on one another */

static char path[64];

static int set_up(void **state)
{
    if (lct_folder_make(state))
        return -1;
    snprintf(path, sizeof path, "%s", lct_folder_path("extract"));
    lc_log_set_level(LIFE_LOG_ERROR);
    return 0;
}

/* Way `id` and its four nodes: a square around a place, in degrees. */
static void put_square(lc_buf *nodes, lc_buf *ways, int id, double lon,
                       double lat, double half)
{
    lc_buf_printf(ways, "<way id='%d'>", id);
    for (int k = 0; k < 4; k++) {
        lc_buf_printf(nodes, "<node id='%d' lat='%.7f' lon='%.7f'/>\n",
                      4 * id + k, lat + (k / 2 ? half : -half),
                      lon + (k % 3 ? half : -half));
        lc_buf_printf(ways, "<nd ref='%d'/>", 4 * id + k);
    }
    lc_buf_printf(ways, "<nd ref='%d'/></way>\n", 4 * id);
}

/* Of way 1 with the role `outer`, and ways from 2 on with the role `inner`. */
static void put_relation(lc_buf *out, int id, int ways, const char *outer,
                         const char *inner)
{
    lc_buf_printf(out, "<relation id='%d'>", id);
    for (int i = 1; i <= ways; i++)
        lc_buf_printf(out, "<member type='way' ref='%d' role='%s'/>", i,
                      i == 1 ? outer : inner);
    lc_buf_puts(out, "<tag k='type' v='multipolygon'/></relation>\n");
}

/* Writes it, and reads it. */
static void read_it(lc_buf *nodes, lc_buf *ways, lc_buf *relations,
                    lc_osm_data *d)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    fprintf(f, "<osm version='0.6'>%s%s%s</osm>", nodes->data, ways->data,
            relations->data);
    assert_int_equal(fclose(f), 0);
    *d = (lc_osm_data){.bytes_read = 0};
    assert_int_equal(lc_osm_read(path, NULL, d, NULL), LIFE_OK);
    lc_buf_free(nodes);
    lc_buf_free(ways);
    lc_buf_free(relations);
}

static void read_lake(lc_osm_data *d)
{
    lc_buf nodes = {0}, ways = {0}, relations = {0};

    put_square(&nodes, &ways, 1, 28.0, 61.0, 0.2);
    for (int i = 0; i < ISLANDS; i++)
        put_square(&nodes, &ways, 2 + i, 27.9 + i % ROW * .0015,
                   60.9 + (double)i / ROW * .0015, .0002);
    put_relation(&relations, 1, 1 + ISLANDS, "outer", "inner");
    put_relation(&relations, 2, 1 + ISLANDS, "", "");
    read_it(&nodes, &ways, &relations, d);
}

/* Whether mappers wrote roles or forgot them. */
static void a_lake_has_all_its_islands(void **state)
{
    lc_osm_data d;

    (void)state;
    read_lake(&d);
    for (int i = 0; i < 2; i++) {
        lc_shape s, land = {0};
        double lake, land_m2 = ISLANDS * 21.66 * 44.56;
        bool whole = false;

        assert_int_equal(
            lc_osm_shape_relation(&d, &d.relations.v[i], &s, &whole, NULL),
            LIFE_OK);
        assert_true(whole);
        assert_int_equal(s.part_count, 1 + ISLANDS);
        assert_int_equal(lc_shape_tidy(&s, NULL), LIFE_OK);
        assert_int_equal(s.part_count, 1 + ISLANDS);
        assert_int_equal(
            lc_shape_make(LIFE_SHAPE_AREA, s.pt, s.part[1], &land, NULL),
            LIFE_OK);
        lake = lc_shape_area_m2(&s);
        assert_true(fabs(lc_shape_area_m2(&land) - lake - land_m2) <
                    .01 * land_m2);
        assert_false(lc_shape_contains(&s, (lc_pt){279000000, 609000000}));
        assert_true(lc_shape_contains(&s, (lc_pt){279007500, 609000000}));
        lc_shape_clear(&land);
        lc_shape_clear(&s);
    }
    lc_osm_data_free(&d);
}

/* Five thousand outlines of one thing: no lake, no wood. */
static void shells_on_one_another_are_no_area(void **state)
{
    lc_buf nodes = {0}, ways = {0}, relations = {0};
    bool whole = true;
    lc_osm_data d;
    lc_shape s;

    (void)state;
    for (int i = 0; i < SHELLS; i++)
        put_square(&nodes, &ways, 1 + i, 28.0, 61.0, (i + 1) * 1e-6);
    put_relation(&relations, 1, SHELLS, "", "");
    read_it(&nodes, &ways, &relations, &d);
    assert_int_equal(
        lc_osm_shape_relation(&d, &d.relations.v[0], &s, &whole, NULL),
        LIFE_OK);
    assert_false(whole);
    assert_int_equal(s.kind, LIFE_SHAPE_NONE);
    assert_null(s.pt);
    lc_osm_data_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lake_has_all_its_islands),
        cmocka_unit_test(shells_on_one_another_are_no_area),
    };

    return cmocka_run_group_tests(tests, set_up, lct_folder_remove);
}

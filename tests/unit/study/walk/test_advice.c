/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_advice.c - a place without an answer is told what to do.
 *
 * A street along y = 0 from 0 to 2,000 m; a lake between y 300 and 500; an
 * island of streets at y = 2,000. The data end at x = -1,000.
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
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/words/reasons.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/reason.h"
#include "src/store/stmt.h"

#include <math.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lct_city *town(void)
{
    static const lct_xy lake[] = {{0, 300}, {2000, 300}, {2000, 500}, {0, 500}};
    lct_city *c = lct_city_new();
    lc_error err = {0};

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 2000}, 4, (lct_xy){300, 2000}, LCT_ISLAND);
    ok(lc_stmt_exec(lct_file(c),
                    "UPDATE street SET name = 'A & B' WHERE id = 1", &err),
       &err);
    ok(lc_setting_put(lct_file(c), "name", "Town", &err), &err);
    lct_barrier(c, 1, lake, 4, true);
    lct_extent(c, (lct_xy){-1000, -3000}, (lct_xy){9000, 12000});
    lct_open(c);
    return c;
}

static const struct {
    lct_xy at;
    lc_reason reason;
    bool island;
    double street_m, end_m; /* -1: none */
    const char *begins, *ends;
} asked[] = {
    {{500, 400},
     LIFE_REASON_IN_WATER,
     false,
     400,
     -1,
     "This place is in water. The nearest street, A & B, is 400 m to the "
     "south",
     "此处在水面上。最近的街道是A & B，在南面 400 米处"},
    {{100, 1990},
     LIFE_REASON_UNLINKED,
     true,
     1990,
     -1,
     "The streets here are not connected with the others. The nearest "
     "street, A & B, is 2.0 km to the south",
     "此处的街道与其他街道不相连"},
    {{500, -1000},
     LIFE_REASON_UNLINKED,
     false,
     1000,
     -1,
     "There is no street to walk on within 250 m.",
     "此处 250 米内没有可步行的街道。"},
    {{-1300, 0},
     LIFE_REASON_OUTSIDE_EXTENT,
     false,
     1300,
     300,
     "The data do not reach this place: those of Town end 300 m to the "
     "east. The nearest",
     "此处没有数据：Town的数据到东面 300 米处为止。"},
    {{5000, 9000},
     LIFE_REASON_UNLINKED,
     false,
     -1,
     -1,
     "There is no street to walk on within 250 m. No street is within 5 km",
     "此处 250 米内没有可步行的街道。5 公里内没有街道"},
    {{500, 10}, LIFE_REASON_NONE, false, 10, -1, "", ""},
};

static void what_to_do(void **state)
{
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(asked); i++) {
        lc_place p;
        lc_advice x;
        lc_error err = {0};

        ok(lc_place_at(a, lct_at(c, asked[i].at), 0, &p, &err), &err);
        assert_int_equal(p.reason, asked[i].reason);
        lc_advice_find(a, &p, &x);
        assert_int_equal(x.island, asked[i].island);
        assert_int_equal(x.has_street, asked[i].street_m >= 0);
        assert_int_equal(x.has_end, asked[i].end_m >= 0);
        if (x.has_street)
            assert_true(fabs(x.street_m - asked[i].street_m) < 1);
        if (x.has_end)
            assert_true(fabs(x.end_m - asked[i].end_m) < 1);
        for (int l = 0; l < LIFE_LANG_COUNT; l++) {
            lc_lang lang = (lc_lang)l;
            const char *want =
                lang == LIFE_LANG_ZH ? asked[i].ends : asked[i].begins;
            lc_buf text = {0};

            lc_buf_puts(&text, "");
            lc_reason_advice(&text, lct_world(c), &p, &x, lang);
            if (strncmp(text.data, want, strlen(want)) != 0)
                fail_msg("\"%s\", not \"%s\"", text.data, want);
            lc_buf_free(&text);
        }
        if (x.has_street) { /* asked from there, there is an answer */
            ok(lc_place_at(a, lc_pt_lonlat(x.at), 0, &p, &err), &err);
            assert_int_equal(p.reason, LIFE_REASON_NONE);
        }
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static void distances_and_directions(void **state)
{
    static const struct {
        double metres;
        const char *en;
    } row[] = {{0, "1 m"}, {12.4, "12 m"}, {999.4, "999 m"}, {1000, "1.0 km"}};
    lc_buf b = {0};
    lc_pt p = {1040600000, 306500000};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_buf_clear(&b);
        lc_words_distance(&b, row[i].metres, LIFE_LANG_EN);
        assert_string_equal(b.data, row[i].en);
    }
    lc_buf_clear(&b);
    lc_words_minutes(&b, 60001, LIFE_LANG_EN);
    assert_string_equal(b.data, "2 min");
    lc_buf_free(&b);
    assert_string_equal(lc_words_compass(359, LIFE_LANG_EN), "north");
    assert_string_equal(lc_words_compass(23, LIFE_LANG_ZH), "东北");
    assert_true(lc_bearing_deg(p, (lc_pt){p.lon, p.lat + 100}) == 0);
    assert_true(fabs(lc_bearing_deg(p, (lc_pt){p.lon - 1000, p.lat}) - 270) <
                0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_to_do),
        cmocka_unit_test(distances_and_directions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

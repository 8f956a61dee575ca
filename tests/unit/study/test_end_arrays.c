/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * end_arrays.h: where streets leave the extent is in the file as it is looked
 * for, a file without it is as good, and one that tells of other streets is
 * found out. A city for one question answers all of them.
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
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/find.h"
#include "lifecircle/world/category.h"
#include "src/study/ends.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <sqlite3.h>
#include <string.h>

/* Streets of 200 m, some over the outline: at right angles, along it, and one
 * that lies beyond. More nodes than a word has bits. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    for (int i = 0; i < 40; i++) {
        int row = i / 8;
        lct_xy p = {100 * (i % 8), 100 * row};

        lct_street(c, 2 * i + 1, p, 2 * i + 2, (lct_xy){p.x + 200, p.y + 90},
                   i % 5 == 3 ? LCT_LANE : LCT_OPEN);
        lct_home(c, (lct_xy){p.x + 20, p.y + 5}, 1000);
    }
    lct_facility(c, "t:a", "pharmacy", (lct_xy){100, 0});
    lct_facility(c, "t:b", "park", (lct_xy){400, 200});
    lct_extent(c, (lct_xy){50, -50}, (lct_xy){650, 345});
    lct_open(c);
    return c;
}

static void spoil(const lct_city *c, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(lct_path(c), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void expect_looked(const lc_reach_end *r, const lc_study *s)
{
    lc_study *other;
    lc_reach_end *want;
    lc_error err = {0};

    assert_int_equal(lc_study_new(s->w, &other, &err), LIFE_OK);
    want = &other->ends.v.v[0];
    assert_int_equal(lc_ends_look(s->w, want, &err), LIFE_OK);
    assert_true(want->leaving.n > 5);
    assert_int_equal(r->leaving.n, want->leaving.n);
    assert_memory_equal(r->leaving.v, want->leaving.v,
                        want->leaving.n * sizeof *want->leaving.v);
    assert_memory_equal(r->outside, want->outside, s->w->net->node_count);
    lc_study_free(other);
}

static void it_is_read_as_it_was_found(void **state)
{
    lct_city *c = town();
    lc_reach_end *r = &lct_study(c)->ends.v.v[0];

    (void)state;
    assert_true(r->looked);
    assert_true(lct_study(c)->w->net->node_count > 64);
    expect_looked(r, lct_study(c));
    lct_city_free(c);
}

static void a_file_without_it_is_as_good(void **state)
{
    lct_city *c = town();
    lc_study *s;
    lc_reach_end *r;
    lc_error err = {0};

    (void)state;
    spoil(c, "DELETE FROM array WHERE name LIKE 'end/%'");
    assert_int_equal(lc_study_open(lct_path(c), false, &s, &err), LIFE_OK);
    r = &s->ends.v.v[0];
    assert_false(r->looked);
    assert_int_equal(lc_ends_look(s->w, r, &err), LIFE_OK);
    expect_looked(r, s);
    lc_study_free(s);
    lct_city_free(c);
}

/* home/pt has items as large, and edges that are none; of home/end there are
 * too many. */
static void another_city_s_is_found_out(void **state)
{
    static const char *const swaps[][2] = {{"end/leaving", "home/pt"},
                                           {"end/leaving", "home/end"},
                                           {"end/outside", "home/end"},
                                           {"end/outside", "home/pt"}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(swaps); i++) {
        lct_city *c = town();
        lc_study *s;
        lc_error err = {0};
        char *sql = sqlite3_mprintf("UPDATE array SET data = (SELECT data FROM "
                                    "array WHERE name = %Q) WHERE name = %Q",
                                    swaps[i][1], swaps[i][0]);

        spoil(c, sql);
        sqlite3_free(sql);
        assert_int_equal(lc_study_open(lct_path(c), false, &s, &err),
                         LIFE_ERR_DB);
        assert_non_null(strstr(err.text, swaps[i][0]));
        assert_null(s);
        lct_city_free(c);
    }
}

/* Labels come from the file, one category after another, and names too. */
static void one_question_may_be_any(void **state)
{
    lct_city *c = town();
    lc_study *s;
    lc_error err = {0};
    lc_hit hit[1];
    size_t hits;

    (void)state;
    assert_int_equal(lc_study_open_once(lct_path(c), &s, &err), LIFE_OK);
    for (uint32_t i = 0; i < lc_world_category_count(s->w); i++) {
        lc_coverage_query q = {.limit_ms = 120000, .category = i};
        bool had = s->w->category[i].facility_count != 0;

        assert_null(s->slot[0].label[i]);
        for (uint32_t h = 0; h < s->w->home_count; h++) {
            lc_answer answer[2];
            lc_reason reason[2];
            uint32_t ms[2];

            for (int k = 0; k < 2; k++)
                assert_int_equal(lc_coverage_home(k ? s : lct_study(c), &q, h,
                                                  &answer[k], &reason[k],
                                                  &ms[k], &err),
                                 LIFE_OK);
            assert_int_equal(answer[0], answer[1]);
            assert_int_equal(reason[0], reason[1]);
            assert_int_equal(ms[0], ms[1]);
        }
        assert_int_equal(s->slot[0].label[i] != NULL, had);
        /* In between: the file stays. */
        assert_int_equal(lc_study_find(s, &(lc_find){.q = "x", .limit = 1}, hit,
                                       &hits, &err),
                         LIFE_OK);
    }
    lc_study_free(s);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_read_as_it_was_found),
        cmocka_unit_test(a_file_without_it_is_as_good),
        cmocka_unit_test(another_city_s_is_found_out),
        cmocka_unit_test(one_question_may_be_any),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

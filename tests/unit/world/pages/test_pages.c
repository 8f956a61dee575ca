/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_pages.c - a city of which rows are read as they are asked for: units
 * have in them what they have where all is in memory, sources are the same,
 * nothing is opened that nobody asks for, and what is damaged is told each
 * time.
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
#include "lifecircle/world/pages/facility_pages.h"
#include "lifecircle/world/pages/home_pages.h"
#include "lifecircle/world/pages/street_pages.h"
#include "lifecircle/world/pages/unit_pages.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Districts with streets in them, some homes and facilities in neither, and a
 * table that is not all of the facilities. */
static lct_city *town(void)
{
    static const lct_xy west[] = {{0, 0}, {1000, 0}, {1000, 900}, {0, 900}};
    static const lct_xy east[] = {
        {1000, 0}, {2000, 0}, {2000, 900}, {1000, 900}};
    static const lct_xy part[] = {
        {100, 100}, {700, 100}, {700, 700}, {100, 700}};
    lct_city *c = lct_city_new();
    char id[24];

    lct_source(c, "table", (lct_xy){-500, -500}, (lct_xy){3000, 3000});
    lct_unit_of(c, "district", "d1", west, LCT_COUNT(west));
    lct_unit_of(c, "district", "d2", east, LCT_COUNT(east));
    lct_unit_of(c, "street", "s1", part, LCT_COUNT(part));
    for (int i = 0; i < 60; i++) {
        lct_xy p = {i * 37, i * 91 % 1100};

        lct_street(c, 2 * i + 1, p, 2 * i + 2, (lct_xy){p.x + 60, p.y + 40},
                   LCT_OPEN);
        lct_home(c, (lct_xy){p.x + 5, p.y + 9}, 1000 + 17 * i);
        snprintf(id, sizeof id, "t:%02d", i * 7 % 60);
        if (i % 3)
            lct_facility_of(c, "table", id, i % 2 ? "park" : "pharmacy", p);
        else
            lct_facility(c, id, "park", p);
    }
    lct_facility_in(c, "t:nowhere", "park", "s1");
    lct_open(c);
    return c;
}

static lc_study *read_rows(const lct_city *c)
{
    lc_error err = {0};
    lc_study *s;

    if (lc_study_open_rows(lct_path(c), LIFE_STUDY_PAGES, &s, &err))
        fail_msg("%s", err.text);
    return s;
}

static void units_have_in_them_what_they_have(void **state)
{
    lct_city *c = town();
    lc_study *s = read_rows(c);
    const lc_world *whole = lct_world(c), *w = lc_study_world(s);
    uint32_t facilities = 0, homes = 0;
    size_t n;
    lc_error err = {0};

    (void)state;
    for (int twice = 0; twice < 2; twice++) {
        assert_int_equal(lc_world_unit_rows(w, &n, &err), LIFE_OK);
        assert_int_equal(n, lc_world_unit_count(whole));
    }
    for (uint32_t i = 0; i < n; i++) {
        const lc_unit *u = lc_world_unit(w, i);
        const lc_unit *want = lc_world_unit(whole, i);

        assert_string_equal(u->code, want->code);
        assert_int_equal(u->parent, want->parent);
        assert_int_equal(u->weight, want->weight);
        assert_int_equal(u->home_count, want->home_count);
        assert_int_equal(u->facility_count, want->facility_count);
        homes += u->home_count;
        facilities += u->facility_count;
    }
    assert_true(homes > 40 && facilities > 40);
    lc_study_free(s);
    lct_city_free(c);
}

static void sources_are_those_of_the_rows(void **state)
{
    lct_city *c = town();
    lc_study *s = read_rows(c);
    const lc_world *whole = lct_world(c), *w = lc_study_world(s);
    size_t n, of_table = 0;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_world_facility_rows(w, &n, &err), LIFE_OK);
    assert_int_equal(n, 61);
    for (uint32_t i = 0; i < n; i++) {
        const lc_source_info *got, *want;

        assert_int_equal(lc_world_facility_source_at(w, i, &got, &err),
                         LIFE_OK);
        assert_int_equal(lc_world_facility_source_at(whole, i, &want, &err),
                         LIFE_OK);
        assert_int_equal(!got, !want);
        if (got && want)
            assert_string_equal(got->name, want->name);
        of_table += got && !strcmp(got->name, "table");
    }
    assert_int_equal(of_table, 40);
    lc_study_free(s);
    lct_city_free(c);
}

/* ---- damage ---- */

static void spoil(const lct_city *c, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(lct_path(c), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

typedef lc_status rows_fn(const lc_world *w, size_t *out, lc_error *err);
enum { STREETS, HOMES, FACILITIES, UNITS, KINDS };
static rows_fn *const rows_of[KINDS] = {
    [STREETS] = lc_world_street_rows,
    [HOMES] = lc_world_home_rows,
    [FACILITIES] = lc_world_facility_rows,
    [UNITS] = lc_world_unit_rows,
};

/* An array that is another one: who needs it says so, also when he is asked
 * again, and all others have their rows. */
static void damage_is_told_by_who_needs_it(void **state)
{
    static const struct {
        const char *array, *by;
        unsigned needed; /* a bit each */
    } cases[] = {
        {"home/pt", "home/assumed", 1 << HOMES},
        {"home/weight", "home/assumed", 1 << HOMES | 1 << UNITS},
        {"home/unit", "facility/unit", 1 << HOMES | 1 << UNITS},
        {"facility/unit", "home/assumed", 1 << FACILITIES | 1 << UNITS},
        {"link/home", "link/facility", 1 << HOMES},
        {"link/facility", "link/home", 1 << FACILITIES},
        {"net/node", "home/assumed", 1 << STREETS},
        {"net/edge", "home/assumed",
         1 << STREETS | 1 << HOMES | 1 << FACILITIES},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = town();
        char *sql = sqlite3_mprintf("UPDATE array SET data = (SELECT data FROM "
                                    "array WHERE name = %Q) WHERE name = %Q",
                                    cases[i].by, cases[i].array);
        lc_study *s;

        spoil(c, sql);
        sqlite3_free(sql);
        s = read_rows(c);
        for (unsigned k = 0; k < 2 * KINDS; k++) {
            bool needed = cases[i].needed >> k % KINDS & 1;
            size_t n;
            lc_error err = {0};
            lc_status st = rows_of[k % KINDS](lc_study_world(s), &n, &err);

            if ((st == LIFE_ERR_DB) != needed || (!needed && st))
                fail_msg("%s: %u: %d %s", cases[i].array, k, st, err.text);
        }
        lc_study_free(s);
        lct_city_free(c);
    }
}

/* Also not of homes, which are summed up before facilities. */
static void damage_leaves_no_sums(void **state)
{
    static const char *const sql[] = {
        "UPDATE array SET data = substr(data, 1, length(data) - 1) "
        "WHERE name = 'facility/unit'",
        "DELETE FROM array WHERE name = 'home/weight'",
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(sql); i++) {
        lct_city *c = town();
        lc_study *s;
        size_t n;
        lc_error err = {0};

        spoil(c, sql[i]);
        s = read_rows(c);
        assert_int_not_equal(lc_world_unit_rows(lc_study_world(s), &n, &err),
                             LIFE_OK);
        for (uint32_t u = 0; u < n; u++)
            assert_int_equal(lc_world_unit(lc_study_world(s), u)->home_count,
                             0);
        lc_study_free(s);
        lct_city_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_have_in_them_what_they_have),
        cmocka_unit_test(sources_are_those_of_the_rows),
        cmocka_unit_test(damage_is_told_by_who_needs_it),
        cmocka_unit_test(damage_leaves_no_sums),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar.h: which days are holidays, as the notices say.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/local.h"
#include "lifecircle/hours/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t number_of(const char *date)
{
    char text[24];
    lc_local t = 0;

    snprintf(text, sizeof text, "%sT00:00", date);
    assert_true(lc_local_parse(text, &t));
    return lc_date_of(t).number;
}

static void days_are_as_decreed(void **state)
{
    static const struct {
        const char *date;
        lc_hours_calendar_day is;
    } row[] = {
        {"2021-02-17", LIFE_DAY_HOLIDAY},  {"2021-02-20", LIFE_DAY_WORKED},
        {"2022-12-31", LIFE_DAY_HOLIDAY},  {"2023-10-06", LIFE_DAY_HOLIDAY},
        {"2023-10-08", LIFE_DAY_WORKED},   {"2024-02-09", LIFE_DAY_ORDINARY},
        {"2024-04-07", LIFE_DAY_WORKED},   {"2025-10-08", LIFE_DAY_HOLIDAY},
        {"2026-02-23", LIFE_DAY_HOLIDAY},  {"2026-02-24", LIFE_DAY_ORDINARY},
        {"2026-10-10", LIFE_DAY_WORKED},   {"2026-11-29", LIFE_DAY_ORDINARY},
        {"2031-01-01", LIFE_DAY_UNKNOWN},  {"2031-12-31", LIFE_DAY_UNKNOWN},
        {"2031-03-31", LIFE_DAY_ORDINARY}, {"2019-10-01", LIFE_DAY_UNKNOWN},
        {"2031-11-05", LIFE_DAY_ORDINARY},
    };
    lc_hours_calendar *c;

    (void)state;
    assert_int_equal(lc_hours_calendar_open("Asia/Shanghai", &c, NULL),
                     LIFE_OK);
    assert_non_null(c);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (lc_hours_calendar_at(c, number_of(row[i].date)) != row[i].is)
            fail_msg("%s", row[i].date);
    lc_hours_calendar_free(c);
}

/* A year has its holidays, and the days worked for them are weekend days. */
static void a_year_adds_up(void **state)
{
    lc_hours_calendar *c;

    (void)state;
    assert_int_equal(lc_hours_calendar_open("Asia/Shanghai", &c, NULL),
                     LIFE_OK);
    for (int year = 2021; year <= 2026; year++) {
        int off = 0;

        for (int64_t n = lc_date_number(year, 1, 1);
             n < lc_date_number(year + 1, 1, 1); n++) {
            lc_hours_calendar_day is = lc_hours_calendar_at(c, n);
            lc_date d = lc_date_of(n * LIFE_DAY_MIN);

            assert_int_not_equal(is, LIFE_DAY_UNKNOWN);
            if (is == LIFE_DAY_WORKED)
                assert_true(d.weekday >= 5);
            off += is == LIFE_DAY_HOLIDAY ? d.weekday < 5 : 0;
            off -= is == LIFE_DAY_WORKED;
        }
        /* eleven days off by law, thirteen since 2025, less those that fall
         * on weekends and are not made up for */
        assert_in_range(off, 9, 13);
    }
    lc_hours_calendar_free(c);
}

static void other_places_have_none(void **state)
{
    lc_hours_calendar *c;

    (void)state;
    assert_int_equal(lc_hours_calendar_open("Europe/Berlin", &c, NULL),
                     LIFE_OK);
    assert_null(c);
}

static void bad_rows_are_named(void **state)
{
    static const char *const bad[] = {
        "Z,2026,2026-10-01,2026-10-07,maybe,x,y",
        "Z,,2026-10-01,2026-10-07,holiday,x,y",
        "Z,2026,2026-13-01,2026-10-07,holiday,x,y",
        "Z,2026,2026-10-01,10-07,holiday,x,y",
        "Z,,10-01,13-07,maybe,x,y",
        "Z,year,2026-10-01,2026-10-07,holiday,x,y",
        "Z,2026,2026-10-01,2026-10-07,feast,x,y",
        "Z,2026,2026-10-07,2026-10-01,holiday,x,y",
    };
    char folder[] = "/tmp/lc-holidays-XXXXXX", path[64];
    lc_hours_calendar *c;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/holidays.csv", folder);
    setenv("LIFECIRCLE_GEODATA", folder, 1);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        FILE *f = fopen(path, "w");
        lc_error err = {0};

        assert_non_null(f);
        fprintf(f, "timezone,year,from,to,is,name,source\n%s\n", bad[i]);
        fclose(f);
        assert_int_equal(lc_hours_calendar_open("Z", &c, &err), LIFE_ERR_PARSE);
        assert_null(c);
        assert_int_equal(err.line, 2);
        assert_non_null(strstr(err.text, "holidays"));
    }
    unsetenv("LIFECIRCLE_GEODATA");
    remove(path);
    remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_as_decreed),
        cmocka_unit_test(a_year_adds_up),
        cmocka_unit_test(other_places_have_none),
        cmocka_unit_test(bad_rows_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

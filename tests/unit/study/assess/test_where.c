/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_where.c - walked circles to those facilities alone that meet a rule's
 * conditions. A street with schools along it, some good, some not, some that
 * don't tell: each home looked at by itself, with a ruler.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_standard.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/missing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 6000, STEP = 70, WITHIN = 1000 };

typedef struct school {
    int at;
    char quality; /* 'y', 'n', '?' not told; 0: no more */
} school;

typedef struct span {
    double low, high;
} span;

static bool is_near(const school *s, const char *kinds, int at)
{
    for (; s->quality; s++)
        if (strchr(kinds, s->quality) && abs(s->at - at) <= WITHIN)
            return true;
    return false;
}

static span by_ruler(const school *s)
{
    int homes = 0, sure = 0, may = 0;

    for (int at = 35; at < LENGTH; at += STEP, homes++) {
        sure += is_near(s, "y", at);
        may += is_near(s, "y?", at);
    }
    return (span){100.0 * sure / homes, 100.0 * may / homes};
}

/* In so many pieces: on one all walks are along its edge. */
static lct_city *draw(const school *s, int pieces)
{
    lct_city *c = lct_city_new();
    double each = (double)LENGTH / pieces;

    for (int i = 0; i < pieces; i++)
        lct_street(c, i + 1, (lct_xy){each * i, 0}, i + 2,
                   (lct_xy){each * (i + 1), 0}, LCT_OPEN);
    for (int at = 35; at < LENGTH; at += STEP)
        lct_home(c, (lct_xy){at, 0}, 1000);
    for (int i = 0; s[i].quality; i++) {
        const char id[2] = {(char)('a' + i), 0};

        lct_facility(c, id, "primary_school", (lct_xy){s[i].at, 0});
        if (s[i].quality != '?')
            lct_attributes(c, id,
                           s[i].quality == 'y' ? "{\"quality\":\"yes\"}"
                                               : "{\"quality\":\"no\"}");
    }
    return c;
}

static const char *missing(const lct_asked *x)
{
    static char text[256];
    lc_buf b = {0};

    lc_missing_text(&b, x->r.world, &x->r.row[0].missing[0], LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data);
    lc_buf_free(&b);
    return text;
}

static void a_walk_counts_to_those_that_meet_the_conditions(void **state)
{
    static const char *const rule[] = {
        "g,time_circle,primary_school,each,walk,standard,15,,,community,all,"
        "residents,,quality=yes,,,ge,50",
        "s,time_circle,primary_school,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,50"};
    static const school towns[][6] = {
        {{1003, 'y'}, {3007, 'n'}, {5011, 'y'}},
        {{1003, 'n'}, {1207, 'y'}, {5011, 'n'}},
        {{703, '?'}, {1607, 'y'}, {4011, '?'}},
        {{503, '?'}, {3007, '?'}},
        {{503, 'n'}, {3007, 'n'}, {5503, 'n'}},
        {{1203, 'y'}, {1213, 'n'}, {3001, '?'}, {4003, 'n'}, {5201, 'y'}},
    };

    (void)state;
    lct_standard_write(rule, 2);
    for (size_t i = 0; i < 3 * LCT_COUNT(towns); i++) {
        const school *s = towns[i / 3];
        static const int pieces[] = {1, 4, 17};
        span want = by_ruler(s);
        lct_city *c = draw(s, pieces[i % 3]);
        lct_asked x = lct_ask(c, NULL, 0);
        const lc_indicator *v = &x.r.row[0];

        if (fabs(v->low - want.low) > 1e-9 || fabs(v->high - want.high) > 1e-9)
            fail_msg("%zu: %g to %g, not %g to %g", i, v->low, v->high,
                     want.low, want.high);
        assert_int_equal(v->verdict, want.low >= 50   ? LIFE_VERDICT_PASS
                                     : want.high < 50 ? LIFE_VERDICT_FAIL
                                                      : LIFE_VERDICT_UNKNOWN);
        if (v->verdict == LIFE_VERDICT_UNKNOWN)
            assert_non_null(strstr(missing(&x), "no attribute quality of "));
        assert_true(x.r.row[1].low >= want.high); /* any school will do */
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void a_straight_circle_takes_no_conditions(void **state)
{
    static const char *const rule[] = {
        "g,distance_circle,primary_school,each,straight,,,500,,community,all,"
        "residents,,quality=yes,,,ge,50"};
    static const school none[] = {{500, 'y'}, {0, 0}};
    lct_city *c = draw(none, 1);
    lc_standard *s = NULL;
    lc_error err = {0};

    (void)state;
    lct_standard_write(rule, 1);
    assert_int_equal(
        lc_standard_open(lc_study_world(lct_open(c)), lct_folder(), &s, &err),
        LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "column \"where\""));
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_counts_to_those_that_meet_the_conditions),
        cmocka_unit_test(a_straight_circle_takes_no_conditions),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/conditional.h: what is open at times alone.
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
#include "lifecircle/hours/conditional.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static lc_hours_words *words;

static int set_up(void **state)
{
    (void)state;
    return lc_hours_words_open(&words, NULL) != LIFE_OK;
}

static int tear_down(void **state)
{
    (void)state;
    lc_hours_words_free(words);
    return 0;
}

static void splits_clauses(void **state)
{
    static const struct {
        const char *text, *clauses;
    } ROWS[] = {
        {"no @ (22:00-06:00)", "no|22:00-06:00\n"},
        {"no @ 22:00-06:00", "no|22:00-06:00\n"},
        {"yes@(Mo-Fr 07:00-19:00; Sa 08:00-14:00) ; no @ (PH)",
         "yes|Mo-Fr 07:00-19:00; Sa 08:00-14:00\nno|PH\n"},
        {"open; closed @ (Su)", "open|\nclosed|Su\n"},
        {"no @ (22:00-06:00", "no|(22:00-06:00\n"},
        {" ; ", ""},
        {"", ""},
        {"@", "|\n"},
        {"no @ (a) b", "no|(a) b\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        const char *at = ROWS[i].text;
        lc_conditional_clause c;
        char got[256] = "";
        size_t len = 0;

        while (lc_conditional_next(&at, &c))
            len += (size_t)snprintf(got + len, sizeof got - len, "%.*s|%.*s\n",
                                    (int)c.value_len, c.value, (int)c.hours_len,
                                    c.hours ? c.hours : "");
        assert_string_equal(got, ROWS[i].clauses);
    }
}

static void tells_what_holds(void **state)
{
    /* 2026-11-25 is a Wednesday; c, o, u: at 03:00, at 12:00, at 23:00, and at
     * some time of the day */
    static const struct {
        const char *rule, *states;
        bool unread;
    } ROWS[] = {
        {"open; closed @ (22:00-06:00)", "coco", false},
        {"closed; open @ (06:00-22:00)", "coco", false},
        {"closed; open @ (Mo-Fr 08:00-18:00)", "coco", false},
        {"closed; open @ (Sa,Su)", "cccc", false},
        {"open; closed @ (We)", "cccc", false},
        {"open; closed @ (20:00-08:00); open @ (We 22:00-24:00)", "cooo",
         false},
        {"open; unknown @ (20:00-08:00)", "uouo", false},
        {"closed; open @ (when it rains)", "uuuu", true},
        {"open; open @ (when it rains)", "oooo", true},
        {"open; closed @ ()", "uuuu", true},
        {"open", "oooo", false},
    };
    static const char letters[] = {[LIFE_HOURS_CLOSED] = 'c',
                                   [LIFE_HOURS_OPEN] = 'o',
                                   [LIFE_HOURS_UNKNOWN] = 'u'};
    static const char *const times[] = {"2026-11-25T03:00", "2026-11-25T12:00",
                                        "2026-11-25T23:00"};

    (void)state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        lc_arena *arena = lc_arena_new(0);
        const lc_conditional *c;
        char got[5] = "";
        lc_local t = 0;

        assert_int_equal(
            lc_conditional_parse(words, NULL, arena, ROWS[i].rule, &c, NULL),
            LIFE_OK);
        for (size_t k = 0; k < COUNT(times); k++) {
            assert_true(lc_local_parse(times[k], &t));
            got[k] = letters[lc_conditional_at(c, t)];
        }
        got[3] = letters[lc_conditional_day(c, t)];
        if (strcmp(got, ROWS[i].states) != 0)
            fail_msg("%s: %s, not %s", ROWS[i].rule, got, ROWS[i].states);
        assert_int_equal(lc_conditional_is_unread(c), ROWS[i].unread);
        lc_arena_free(arena);
    }
}

static void refuses_other_words(void **state)
{
    lc_arena *arena = lc_arena_new(0);
    const lc_conditional *c;
    lc_error err = {0};

    (void)state;
    assert_int_equal(
        lc_conditional_parse(words, NULL, arena, "maybe", &c, &err),
        LIFE_ERR_PARSE);
    assert_null(c);
    assert_int_equal(lc_conditional_parse(words, NULL, arena,
                                          "open; no @ (22:00-06:00)", &c, NULL),
                     LIFE_ERR_PARSE);
    lc_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_clauses),
        cmocka_unit_test(tells_what_holds),
        cmocka_unit_test(refuses_other_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

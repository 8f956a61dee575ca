/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address: numbers of houses and names of streets as people write
 * them.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/address/house.h"

#include <string.h>

typedef struct house_case {
    const char *text;
    size_t taken; /* bytes; 0: it is none */
    lc_house want;
} house_case;

static void check_house(const house_case *c, size_t taken, const lc_house *got)
{
    if (taken != c->taken)
        fail_msg("%s: %zu bytes, not %zu", c->text, taken, c->taken);
    if (taken && (lc_house_compare(got, &c->want) || got->to != c->want.to))
        fail_msg("%s: %u弄 %u-%u \"%s\"", c->text, got->lane, got->from,
                 got->to, got->door);
}

static void chinese_numbers(void **state)
{
    static const house_case cases[] = {
        {"12号", 5, {0, 12, 12, ""}},
        {"12", 2, {0, 12, 12, ""}},
        {"12号附3号", 12, {0, 12, 12, "3"}},
        {"12号附3", 9, {0, 12, 12, "3"}},
        {"12附3号", 9, {0, 12, 12, "3"}},
        {"12-3号", 7, {0, 12, 12, "3"}},
        {"12号之3", 9, {0, 12, 12, "3"}},
        {"12号-3", 7, {0, 12, 12, "3"}},
        {"12a号", 6, {0, 12, 12, "a"}},
        {"甲12号", 8, {0, 12, 12, "甲"}},
        {"12号3栋2单元", 5, {0, 12, 12, ""}},
        {"12号院3号楼", 5, {0, 12, 12, ""}},
        {"1200弄5号", 11, {1200, 5, 5, ""}},
        {"1200弄", 7, {1200, 0, 0, ""}},
        {"十二号", 9, {0, 12, 12, ""}},
        {"一百零三号", 15, {0, 103, 103, ""}},
        {"12,14号", 2, {0, 12, 12, ""}},
        {"三号路", 0, {0}},
        {"3号路12号", 0, {0}},
        {"一段", 0, {0}},
        {"12栋", 0, {0}},
        {"123456号", 0, {0}},
        {"0号", 0, {0}},
        {"附3号", 0, {0}},
        {"号", 0, {0}},
        {"", 0, {0}},
    };
    lc_address_words w = {0};

    (void)state;
    assert_int_equal(lc_address_words_open(&w, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_house got;

        check_house(&cases[i], lc_house_read_han(&w, cases[i].text, &got),
                    &got);
    }
    lc_address_words_close(&w);
}

static void numbers_as_words(void **state)
{
    static const house_case cases[] = {
        {"12", 2, {0, 12, 12, ""}},
        {"12a", 3, {0, 12, 12, "a"}},
        {"12/2", 4, {0, 12, 12, "2"}},
        {"12/a", 4, {0, 12, 12, "a"}},
        {"12-16", 5, {0, 12, 16, ""}},
        {"#12", 3, {0, 12, 12, ""}},
        {"no.12", 5, {0, 12, 12, ""}},
        {"221b", 4, {0, 221, 221, "b"}},
        {"12-10", 5, {0, 12, 12, "-10"}},
        {"12th", 4, {0, 12, 12, "th"}},
        {"12uhr", 0, {0}},
        {"a12", 0, {0}},
        {"17033000", 0, {0}},
        {"0", 0, {0}},
        {"", 0, {0}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_house got;

        check_house(&cases[i], lc_house_read_word(cases[i].text, &got), &got);
    }
}

static void remarks_go_but_not_all(void **state)
{
    static const char *const cases[][2] = {
        {"Lange Str. 5 (Hof)", "lange str. 5 "},
        {"(Lange Str. 5)", " lange str. 5 "},
        {" (Hof) ", "  hof  "},
        {"青龙街12号（二楼）", "青龙街12号"},
        {"【青龙街12号】", " 青龙街12号 "},
        {"12–16", "12-16"},
        {"", ""},
    };
    lc_address_words w = {0};
    lc_arena *arena = lc_arena_new(4096);

    (void)state;
    assert_int_equal(lc_address_words_open(&w, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(lc_address_words_fold(&w, arena, cases[i][0]),
                            cases[i][1]);
    lc_arena_free(arena);
    lc_address_words_close(&w);
}

static void which_house_is_meant(void **state)
{
    static const struct {
        lc_house asked, mapped;
        bool same, near;
    } cases[] = {
        {{0, 12, 12, ""}, {0, 12, 12, ""}, true, true},
        {{0, 12, 12, "a"}, {0, 12, 12, ""}, false, true},
        {{0, 14, 14, ""}, {0, 12, 16, ""}, true, true},
        {{0, 13, 13, ""}, {0, 12, 16, ""}, false, false},
        {{0, 13, 13, ""}, {0, 12, 15, ""}, true, true},
        {{0, 12, 16, ""}, {0, 12, 16, ""}, true, true},
        {{0, 12, 16, ""}, {0, 12, 12, ""}, false, true},
        {{9, 12, 12, ""}, {0, 12, 12, ""}, false, false},
        {{9, 0, 0, ""}, {9, 0, 0, ""}, true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(lc_house_same(&cases[i].asked, &cases[i].mapped),
                         cases[i].same);
        assert_int_equal(lc_house_near(&cases[i].asked, &cases[i].mapped),
                         cases[i].near);
    }
}

static void names_of_streets(void **state)
{
    static const char *const same[][2] = {
        {"Turmstraße", "TURMSTR."},
        {"Turm-Straße", "Turmstr"},
        {"Karl-Marx-Straße", "Karl Marx Str."},
        {"Main Street", "Main St."},
        {"Avenida de la Paz", "Av. de la Paz"},
        {"Calle Mayor", "C/ Mayor"},
        {"Rue de l'Évêché", "rue de l'eveche"},
        {"玉林街", "玉林 街"},
        {"總府路", "总府路"},
        {"玉林街（北段）", "玉林街"},
    };
    static const char *const other[][2] = {{"Turmstraße", "Turmweg"},
                                           {"玉林街", "玉林西街"}};
    lc_address_words w = {0};
    lc_arena *a = lc_arena_new(0);

    (void)state;
    assert_int_equal(lc_address_words_open(&w, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(lc_address_words_key(&w, a, same[i][0]),
                            lc_address_words_key(&w, a, same[i][1]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_string_not_equal(lc_address_words_key(&w, a, other[i][0]),
                                lc_address_words_key(&w, a, other[i][1]));
    lc_arena_free(a);
    lc_address_words_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_numbers),
        cmocka_unit_test(numbers_as_words),
        cmocka_unit_test(remarks_go_but_not_all),
        cmocka_unit_test(which_house_is_meant),
        cmocka_unit_test(names_of_streets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

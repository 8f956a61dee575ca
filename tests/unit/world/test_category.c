/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * category.h: what a person types for a category, held for every name of the
 * table against a plain search of its own.
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
#include "lifecircle/base/buf.h"
#include "lifecircle/world/category.h"

#include <string.h>

static int open_city(void **state)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){100, 0}, 0);
    lct_facility(c, "a", "park", (lct_xy){50, 5});
    lct_open(c);
    *state = c;
    return 0;
}

static int close_city(void **state)
{
    lct_city_free(*state);
    return 0;
}

/* Whole names are found, and name no other. */
static void whole(void **state)
{
    const lc_world *w = lct_world(*state);

    assert_true(lc_world_category_count(w) > 40);
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        assert_int_equal(lc_world_category_named(w, c->id), i);
        assert_int_equal(lc_world_category_named(w, c->name_zh), i);
        assert_int_equal(lc_world_category_named(w, c->name_en), i);
    }
    assert_int_equal(lc_world_category_named(w, "all_basic"), LIFE_ALL_BASIC);
}

/* How many names have a part between two dots. */
static size_t holders(const lc_world *w, const char *part)
{
    size_t n = 0;
    lc_buf wanted = {0};

    lc_buf_printf(&wanted, "·%s·", part);
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        lc_buf name = {0};

        lc_buf_printf(&name, "·%s·", lc_world_category(w, i)->name_zh);
        assert_false(name.failed);
        n += strstr(name.data, wanted.data) != NULL;
        lc_buf_free(&name);
    }
    lc_buf_free(&wanted);
    return n;
}

static void parts(void **state)
{
    const lc_world *w = lct_world(*state);
    size_t found = 0;

    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        char name[256], *part, *rest;

        strncpy(name, lc_world_category(w, i)->name_zh, sizeof name - 1);
        name[sizeof name - 1] = '\0';
        for (part = name; part; part = rest) {
            rest = strstr(part, "·");
            if (rest) {
                *rest = '\0';
                rest += strlen("·");
            }
            if (strchr(part, '(') || strstr(part, "（"))
                continue;
            assert_int_equal(lc_world_category_named(w, part),
                             holders(w, part) == 1 ? i : LIFE_NONE);
            found++;
        }
    }
    assert_true(found > 60);
}

static void bracketed(void **state)
{
    const lc_world *w = lct_world(*state);

    assert_int_equal(lc_world_category_named(w, "学校"),
                     lc_world_category_find(w, "school"));
    assert_int_equal(lc_world_category_named(w, "KINDERGARTEN"),
                     lc_world_category_find(w, "kindergarten"));
    assert_int_equal(lc_world_category_named(w, "Childcare"),
                     lc_world_category_find(w, "childcare"));
}

static void strangers(void **state)
{
    static const char *const none[] = {"",      "·",     "(",       "店", "学",
                                       "药店·", "公园(", "nothing", "（"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(lc_world_category_named(lct_world(*state), none[i]),
                         LIFE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),
        cmocka_unit_test(parts),
        cmocka_unit_test(bracketed),
        cmocka_unit_test(strangers),
    };

    return cmocka_run_group_tests(tests, open_city, close_city);
}

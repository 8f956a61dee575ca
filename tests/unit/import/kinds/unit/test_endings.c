/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/endings.c: which names are of one unit.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/kinds/unit/endings.h"

typedef struct names {
    const char *name, *plain, *office; /* office "": it is no such house */
} names;

static const names cases[] = {
    {"水井坊社区居委会", "水井坊社区", "水井坊社区"},
    {"水井坊社区居民委员会", "水井坊社区", "水井坊社区"},
    {"水井坊 居委会", "水井坊社区", "水井坊社区"},
    {"水井坊社区党群服务中心", "水井坊社区党群服务中心", "水井坊社区"},
    {"九如村社区居委会", "九如村社区", "九如村社区"},
    {"百花村村民委员会", "百花村", "百花村"},
    {"百花村民委员会", "百花村", "百花村"},
    {"百花村村委会", "百花村", "百花村"},
    {"百花村委会", "百花村", "百花村"},
    {"玉林街道办事处", "玉林街道办事处", "玉林街道"},
    {"玉林街道", "玉林街道", ""},
    {"水井坊社区", "水井坊社区", ""},
    {"水井坊社区卫生服务站", "水井坊社区卫生服务站", ""},
    {"社区居委会", "社区社区", "社区社区"}, /* no such name is in a list */
    {"居委会", "居委会", ""},
    {"", "", ""},
};

static void one_name(void **state)
{
    lc_unit_endings e = {0};
    lc_arena *arena = lc_arena_new(0);
    lc_error err = {0};

    (void)state;
    assert_non_null(arena);
    assert_int_equal(lc_unit_endings_open(&e, &err), LIFE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *office;

        assert_string_equal(lc_unit_endings_plain(&e, arena, cases[i].name),
                            cases[i].plain);
        assert_int_equal(
            lc_unit_endings_of_office(&e, arena, cases[i].name, &office, &err),
            LIFE_OK);
        assert_string_equal(office, cases[i].office);
    }
    lc_unit_endings_close(&e);
    lc_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_name)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

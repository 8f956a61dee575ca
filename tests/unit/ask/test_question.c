/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * question.h: the table of questions, and of their parameters, is in order.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/ask/param/schema.h"
#include "lifecircle/ask/question.h"
#include "lifecircle/ask/questions.h"
#include "lifecircle/base/embedded.h"

#include <jansson.h>
#include <string.h>

static void describes_each_parameter(void **state)
{
    (void)state;
    for (int i = 1; i < LIFE_PARAM_COUNT; i++) {
        const lc_param *p = &lc_params[i];

        assert_non_null(p->name);
        assert_non_null(p->argument);
        for (int l = 0; l < LIFE_LANG_COUNT; l++)
            assert_true(strlen(p->text[l]) > 0);
        assert_int_equal(p->type == LIFE_TYPE_WORD && !p->words, 0);
    }
}

static void describes_each_question(void **state)
{
    json_t *schemas;
    const lc_embedded *file = lc_embedded_find("ask/schemas.json");

    (void)state;
    assert_non_null(file);
    schemas = json_loadb((const char *)file->data, file->size, 0, NULL);
    assert_non_null(schemas);
    for (size_t i = 0; i < lc_question_count; i++) {
        const lc_question *q = lc_questions[i];

        assert_non_null(q->run);
        assert_true(q->path && q->path[0] == '/');
        assert_non_null(json_object_get(schemas, q->schema));
        for (int l = 0; l < LIFE_LANG_COUNT; l++)
            assert_true(strlen(q->text[l]) > 0);
        if (!q->command)
            continue;
        assert_non_null(strstr(q->example, q->command));
        assert_ptr_equal(lc_questions_find(q->command), q);
    }
    json_decref(schemas);
}

/* A door must not meet two parameters under one name, nor two paths alike. */
static void names_nothing_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < lc_question_count; i++) {
        for (int door = 0; door < 2; door++) {
            lc_args a;

            if (door == LIFE_DOOR_COMMAND && !lc_questions[i]->command)
                continue;
            lc_question_open(lc_questions[i], (lc_door)door, &a);
            for (size_t x = 0; x < a.use_count; x++)
                for (size_t y = x + 1; y < a.use_count; y++)
                    assert_string_not_equal(lc_params[a.uses[x].id].name,
                                            lc_params[a.uses[y].id].name);
        }
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(lc_questions[i]->path,
                                    lc_questions[k]->path);
    }
}

/* What a path captures is a parameter of the path, in the same order. */
static void captures_what_it_takes(void **state)
{
    (void)state;
    for (size_t i = 0; i < lc_question_count; i++) {
        const char *s = lc_questions[i]->path;

        for (const lc_use *use = lc_questions[i]->uses;
             use->id != LIFE_PARAM_NONE; use++) {
            const char *name = lc_params[use->id].name;

            if (!(use->flags & LIFE_USE_PATH))
                continue;
            s = strchr(s, '{');
            assert_non_null(s);
            assert_memory_equal(s + 1, name, strlen(name));
            s++;
        }
        assert_null(strchr(s, '{'));
    }
}

static void lists_words(void **state)
{
    static const struct {
        lc_param_id id;
        const char *words;
    } row[] = {
        {LIFE_PARAM_MODE, "walk straight"},
        {LIFE_PARAM_FORMAT, "json csv"},
        {LIFE_PARAM_K, ""},
        {LIFE_PARAM_Q, ""},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf_clear(&out);
        lc_param_words(&out, row[i].id, "json csv");
        assert_string_equal(out.data ? out.data : "", row[i].words);
    }
    lc_buf_clear(&out);
    lc_param_words(&out, LIFE_PARAM_PACE, "");
    assert_true(out.len > 0 && strchr(out.data, ' '));
    lc_buf_free(&out);
}

static void tells_things_from_words(void **state)
{
    (void)state;
    assert_true(lc_param_is_thing("unit"));
    assert_true(lc_param_is_thing("to"));
    assert_true(lc_param_is_thing("layer"));
    assert_false(lc_param_is_thing("pace"));
    assert_false(lc_param_is_thing("category"));
    assert_false(lc_param_is_thing("standard"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(describes_each_parameter),
        cmocka_unit_test(describes_each_question),
        cmocka_unit_test(names_nothing_twice),
        cmocka_unit_test(captures_what_it_takes),
        cmocka_unit_test(lists_words),
        cmocka_unit_test(tells_things_from_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

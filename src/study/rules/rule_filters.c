/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_filters.c - see rule_filters.h.
 *
 * KEY=WORD|WORD, KEY~PART|!PART, KEY>=NUMBER, KEY each WORD|WORD or
 * in=CATEGORY|CATEGORY or kinds>=NUMBER; " or " between two of which one will
 * do. KEY,KEY where several attributes may tell it: tables write what a
 * hospital is now in its type and now in a column of its own.
 */
#include "src/study/rules/rule_filters.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/world/category.h"

#include <string.h>

static lc_status read_words(const lc_rule_cell *at, const char *column,
                            lc_filter *f, const char *text, lc_error *err)
{
    const char *word;

    while ((word = lc_rule_cell_word(at, &text, "|", err)) != NULL) {
        if (f->words == LIFE_MAX_WORDS)
            return lc_rule_cell_bad(at, column, word,
                                    "among the first sixteen words", err);
        if (!strcmp(word, "!"))
            return lc_rule_cell_bad(at, column, word, "a word behind the !",
                                    err);
        f->word[f->words++] = word;
    }
    return f->words ? LIFE_OK : lc_rule_cell_bad(at, column, "", "a word", err);
}

static lc_status read_keys(const lc_rule_cell *at, const char *column,
                           lc_filter *f, const char *text, lc_error *err)
{
    const char *key;

    while ((key = lc_rule_cell_word(at, &text, ",", err)) != NULL) {
        if (f->keys == LIFE_MAX_KEYS)
            return lc_rule_cell_bad(at, column, key,
                                    "among the first three attributes", err);
        f->key[f->keys++] = key;
    }
    if (f->op == LIFE_FILTER_EACH && f->keys > 1)
        return lc_rule_cell_bad(at, column, f->key[1],
                                "needed: \"each\" is of one attribute", err);
    return f->keys ? LIFE_OK
                   : lc_rule_cell_bad(at, column, "", "an attribute", err);
}

/* "in" is no attribute: its words are categories. A place is what it takes. */
static lc_status read_within(const lc_rule_cell *at, const char *column,
                             lc_filter *f, lc_error *err)
{
    if (f->op != LIFE_FILTER_IS || strcmp(f->key[0], "in") != 0)
        return LIFE_OK;
    f->op = LIFE_FILTER_WITHIN;
    f->key[0] = "position";
    for (size_t i = 0; i < f->words; i++) {
        uint32_t c = lc_world_category_find(at->world, f->word[i]);

        if (c >= lc_world_category_count(at->world))
            return lc_rule_cell_bad(at, column, f->word[i], "a category", err);
        lc_catset_add(&f->in, c);
    }
    return LIFE_OK;
}

/* "kinds" is none either: it counts those of the rule's categories that a
 * facility has. */
static void read_kinds(const lc_catset *kinds, lc_filter *f)
{
    if (strcmp(f->key[0], "kinds") != 0)
        return;
    f->op = LIFE_FILTER_KINDS;
    f->in = *kinds;
}

/* In this order, since ">=" holds "=". */
static lc_status read_filter(const lc_rule_cell *at, const char *column,
                             char *text, lc_filter *f, lc_error *err)
{
    static const struct {
        const char *sign;
        lc_filter_op op;
    } ops[] = {{">=", LIFE_FILTER_AT_LEAST},
               {" each ", LIFE_FILTER_EACH},
               {"~", LIFE_FILTER_HAS},
               {"=", LIFE_FILTER_IS}};

    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        char *sign = strstr(text, ops[i].sign);
        const char *value = sign ? sign + strlen(ops[i].sign) : NULL;
        lc_status st;

        if (!sign || sign == text)
            continue;
        *sign = '\0';
        f->op = ops[i].op;
        st = read_keys(at, column, f, text, err);
        if (st)
            return st;
        if (f->op == LIFE_FILTER_AT_LEAST)
            return lc_parse_decimal(value, &f->number)
                       ? LIFE_OK
                       : lc_rule_cell_bad(at, column, value, "a number", err);
        st = read_words(at, column, f, value, err);
        return st ? st : read_within(at, column, f, err);
    }
    return lc_rule_cell_bad(at, column, text,
                            "KEY=WORD|WORD, KEY~PART|!PART, KEY>=NUMBER, "
                            "KEY each WORD|WORD or in=CATEGORY",
                            err);
}

/* One condition, or some with " or " between. */
static lc_status read_group(const lc_rule_cell *at, const char *column,
                            char *text, lc_filters *out, lc_error *err)
{
    static const char between[] = " or ";
    lc_status st = LIFE_OK;

    while (text && !st) {
        char *next = strstr(text, between);
        lc_filter *f = &out->filter[out->count];

        if (out->count == LIFE_MAX_FILTERS)
            return lc_rule_cell_bad(at, column, text,
                                    "among the first six conditions", err);
        if (next) {
            *next = '\0';
            next += strlen(between);
        }
        st = read_filter(at, column, text, f, err);
        f->or_next = next != NULL;
        out->count++;
        text = next;
    }
    return st;
}

lc_status lc_rule_filters_read(const lc_rule_cell *at, const char *column,
                               const lc_catset *kinds, lc_filters *out,
                               lc_error *err)
{
    const char *text = lc_rule_cell_of(at, column), *word;
    lc_status st = LIFE_OK;

    while (!st && (word = lc_rule_cell_word(at, &text, ";", err)) != NULL) {
        char *own = lc_arena_strdup(at->standard->text, word);

        if (!own)
            return lc_no_memory(err, "the standard");
        st = read_group(at, column, own, out, err);
    }
    for (size_t i = 0; i < out->count && !st; i++)
        if (out->filter[i].op == LIFE_FILTER_AT_LEAST)
            read_kinds(kinds, &out->filter[i]);
    return st;
}

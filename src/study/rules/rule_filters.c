/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_filters.c - see rule_filters.h.
 *
 * KEY=WORD|WORD, KEY~PART|!PART, KEY>=NUMBER or KEY each WORD|WORD. KEY,KEY
 * where several attributes may tell it: tables write what a hospital is now in
 * its type and now in a column of its own.
 */
#include "src/study/rules/rule_filters.h"

#include "lifecircle/base/parse.h"

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
        if (f->op != LIFE_FILTER_AT_LEAST)
            return read_words(at, column, f, value, err);
        return lc_parse_decimal(value, &f->number)
                   ? LIFE_OK
                   : lc_rule_cell_bad(at, column, value, "a number", err);
    }
    return lc_rule_cell_bad(at, column, text,
                            "KEY=WORD|WORD, KEY~PART|!PART, KEY>=NUMBER or "
                            "KEY each WORD|WORD",
                            err);
}

lc_status lc_rule_filters_read(const lc_rule_cell *at, const char *column,
                               lc_filters *out, lc_error *err)
{
    const char *text = lc_rule_cell_of(at, column), *word;
    lc_status st = LIFE_OK;

    while (!st && (word = lc_rule_cell_word(at, &text, ";", err)) != NULL) {
        char *own = lc_arena_strdup(at->standard->text, word);

        if (!own)
            return lc_no_memory(err, "the standard");
        if (out->count == LIFE_MAX_FILTERS)
            return lc_rule_cell_bad(at, column, word,
                                    "among the first four conditions", err);
        st = read_filter(at, column, own, &out->filter[out->count++], err);
    }
    return st;
}

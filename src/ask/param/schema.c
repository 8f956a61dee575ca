/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/param/schema.c - what a parameter's values may be: for programs as a
 * JSON schema, for people as words.
 */
#include "lifecircle/ask/param/schema.h"

#include "lifecircle/base/table.h"

#include <stdio.h>
#include <string.h>

/* Where the ids stand that values of a type are; those of a city may be
 * others, so they are shown and not required. */
static const struct {
    const char *table, *column;
} tables[LIFE_TYPE_COUNT] = {
    [LIFE_TYPE_CATEGORIES] = {"categories.csv", "id"},
    [LIFE_TYPE_PACE] = {"paces.csv", "id"},
    [LIFE_TYPE_SERVICES] = {"services.csv", "id"},
    [LIFE_TYPE_LEVEL] = {"levels.csv", "level"},
    [LIFE_TYPE_CAPACITY] = {"capacities.csv", "id"},
    [LIFE_TYPE_DECAY] = {"catchments.csv", "id"},
    [LIFE_TYPE_STANDARD] = {"standards.csv", "id"},
};

static void put_word(lc_buf *out, const char *word)
{
    if (out->len)
        lc_buf_putc(out, ' ');
    lc_buf_puts(out, word);
}

/* Rows of one id stand together. */
static void put_table(lc_buf *out, lc_param_type type)
{
    lc_table *t = NULL;
    const char *last = "";
    int column;

    if (lc_table_open(tables[type].table, &t, NULL))
        return;
    column = lc_table_column(t, tables[type].column);
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *id = lc_table_get(t, i, column);

        if (strcmp(id, last) != 0)
            put_word(out, id);
        last = id;
    }
    lc_table_free(t);
}

/* Read from geodata each time, as help, completion and OpenAPI ask once; what
 * can't be read has no words, and the check of a value says more. */
void lc_param_words(lc_buf *out, lc_param_id id, const char *formats)
{
    const lc_param *p = &lc_params[id];

    if (tables[p->type].table)
        put_table(out, p->type);
    else if (p->type == LIFE_TYPE_FORMAT)
        put_word(out, formats);
    else if (p->type == LIFE_TYPE_TIME)
        put_word(out, "now today monday tuesday wednesday thursday friday "
                      "saturday sunday");
    for (size_t i = 0; p->words && p->words[i]; i++)
        put_word(out, p->words[i]);
}

/* ---- JSON schemas ---- */

/* "enum": the words, and "default": the first of them, or `initial`. */
static void put_words(lc_json *j, const char *words, const char *initial,
                      bool closed)
{
    char word[64];

    if (closed)
        lc_json_array(j, "enum");
    for (const char *s = words; closed && *s; s += *s == ' ') {
        size_t len = strcspn(s, " ");

        snprintf(word, sizeof word, "%.*s", (int)len, s);
        lc_json_str(j, NULL, word);
        s += len;
    }
    if (closed)
        lc_json_end(j);
    snprintf(word, sizeof word, "%.*s", (int)strcspn(words, " "), words);
    lc_json_str(j, "default", initial ? initial : word);
}

/* A client over HTTP meets the lower ceiling. */
static void put_range(lc_json *j, const lc_param *p, const lc_use *use)
{
    uint32_t most = use->request_most ? use->request_most
                    : use->most       ? use->most
                                      : p->most;

    lc_json_int(j, "minimum",
                p->type == LIFE_TYPE_DEGREES ? -(int64_t)most : p->least);
    lc_json_int(j, "maximum", most);
}

static void put_rising(lc_json *j, const lc_param *p, const lc_use *use,
                       const char *initial)
{
    lc_buf list = {0};

    lc_json_object(j, "items");
    lc_json_str(j, "type", "integer");
    put_range(j, p, use);
    lc_json_end(j);
    lc_json_int(j, "minItems", 1);
    lc_json_int(j, "maxItems", LIFE_MAX_RISING);
    lc_buf_printf(&list, "[%s]", initial);
    if (list.failed)
        j->out->failed = true;
    else
        lc_json_raw(j, "default", list.data, list.len);
    lc_buf_free(&list);
}

/* What stands for a name, a time or a word in JSON is a string. */
static const char *type_name(lc_param_type type)
{
    return type == LIFE_TYPE_DEGREES  ? "number"
           : type == LIFE_TYPE_NUMBER ? "integer"
           : type == LIFE_TYPE_RISING ? "array"
                                      : "string";
}

/* Whether a parameter of the type has a value when it is not given, that the
 * city's own table decides. */
static bool has_first(lc_param_type type)
{
    return type == LIFE_TYPE_PACE || type == LIFE_TYPE_DECAY;
}

/* A default is named where the program settles it; where the city does, the
 * first of the usual table is shown. */
void lc_param_schema(lc_json *j, const lc_use *use, const char *formats)
{
    const lc_param *p = &lc_params[use->id];
    const char *initial = use->initial ? use->initial : p->initial;
    lc_buf words = {0};

    lc_json_object(j, "schema");
    lc_json_str(j, "type", type_name(p->type));
    if (p->type == LIFE_TYPE_DEGREES || p->type == LIFE_TYPE_NUMBER)
        put_range(j, p, use);
    if (p->type == LIFE_TYPE_TEXT && p->most)
        lc_json_int(j, "maxLength", p->most);
    lc_param_words(&words, use->id, formats);
    if (p->type == LIFE_TYPE_RISING)
        put_rising(j, p, use, initial);
    else if (p->type == LIFE_TYPE_NUMBER && initial)
        lc_json_raw(j, "default", initial, strlen(initial));
    else if (words.data &&
             (has_first(p->type) || p->type == LIFE_TYPE_WORD ||
              p->type == LIFE_TYPE_WORDS || p->type == LIFE_TYPE_STANDARD ||
              p->type == LIFE_TYPE_FORMAT))
        put_words(j, words.data, initial, !has_first(p->type));
    else if (p->type == LIFE_TYPE_TEXT && initial)
        lc_json_str(j, "default", initial);
    if (words.failed)
        j->out->failed = true;
    lc_buf_free(&words);
    lc_json_end(j);
}

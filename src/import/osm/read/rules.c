/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/rules.c - tables of tag rules, compiled and asked.
 *
 * Rules are tested by their first key: an element is looked at once for which
 * of these keys it has, and only rules that begin with one of them are tried.
 * An extract of a city has a million elements and most of them have none.
 *
 * An expression is conditions joined by " + ", all of which must hold; a
 * condition is KEY, !KEY, KEY=a|b, KEY!=a|b, KEY~part, KEY^word, KEY<n or
 * KEY>=n. Rules are tried in the order of the table, and a result is given
 * once.
 */
#include "src/import/osm/read/rules.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "src/import/osm/asked.h"
#include "src/import/osm/read/words.h"

#include <string.h>

/* A set of them is a uint64_t. */
#define RESULT_MOST 64 /* bits of a result set, and of the first keys */

typedef enum subject { OF_TAG, OF_NAMES, OF_AREA, OF_RESULT } subject;

/* One condition of an expression; texts are the table's. */
typedef struct condition {
    lc_osm_asked asked;
    subject of;
    const char *key;
    uint64_t results;          /* OF_RESULT: those the values name */
    const lc_osm_words *names; /* OF_NAMES: whose keys are names */
} condition;

/* A row of the table. */
typedef struct rule {
    size_t row; /* of the table */
    size_t result;
    size_t first_key;
    condition *cond;
    size_t count;
} rule;

struct lc_osm_rules {
    lc_table *table;
    lc_osm_words *words; /* NULL until a condition is on names */
    lc_arena *mem;
    LC_VEC(rule) rules;
    const char *result[RESULT_MOST];
    uint32_t result_line[RESULT_MOST];
    size_t result_count;
    const char *key[RESULT_MOST];
    size_t key_count;
    lc_osm_key by_text[RESULT_MOST]; /* the keys, in order of their texts */
    uint64_t *of_key; /* [key * chunks + w] bits of the rules that begin so */
    size_t chunks;    /* of 64 rules */
};

/* Operators by the text that marks them; longer ones first. */
static const struct {
    const char *mark;
    lc_osm_asked_op op;
} MARKS[] = {
    {"!=", LIFE_ASKED_IS_NOT}, {">=", LIFE_ASKED_AT_LEAST},
    {"=", LIFE_ASKED_IS},      {"~", LIFE_ASKED_CONTAINS},
    {"^", LIFE_ASKED_WORD},    {"<", LIFE_ASKED_LESS},
};

/* The three that are no tags. */
static const struct {
    const char *key;
    subject of;
} SUBJECTS[] = {
    {"any_name", OF_NAMES}, {"area_m2", OF_AREA}, {"result", OF_RESULT}};

/* ---- compiling ---- */

/* A tag, where it is none of the three. */
static subject subject_of(const char *key)
{
    for (size_t i = 0; i < sizeof SUBJECTS / sizeof SUBJECTS[0]; i++)
        if (!strcmp(key, SUBJECTS[i].key))
            return SUBJECTS[i].of;
    return OF_TAG;
}

/* Cuts "a|b|c" at the bars, in place. */
static lc_status split_values(lc_osm_rules *r, char *text, condition *c,
                              lc_error *err)
{
    size_t count = 1;

    for (const char *s = text; *s; s++)
        count += *s == '|';
    c->asked.value = lc_arena_alloc(r->mem, count * sizeof *c->asked.value);
    if (!c->asked.value)
        return lc_no_memory(err, "the tag rules");
    for (char *s = text; s;) {
        char *bar = strchr(s, '|');

        if (bar)
            *bar++ = '\0';
        if (!*s)
            return lc_fail(err, LIFE_ERR_PARSE,
                           "a value of the condition on %s is empty", c->key);
        c->asked.value[c->asked.count++] = s;
        s = bar;
    }
    return LIFE_OK;
}

/* Its place in a list, or the end of it. */
static size_t find_text(const char *const *list, size_t count, const char *s)
{
    size_t i = 0;

    while (i < count && strcmp(list[i], s))
        i++;
    return i;
}

/* Which keys are names is asked for by the few tables that look at names. */
static lc_status find_names(lc_osm_rules *r, condition *c, lc_error *err)
{
    lc_status st = r->words ? LIFE_OK : lc_osm_words_open(&r->words, err);

    c->names = r->words;
    return st;
}

/* A rule that can never hold is a slip, and told with its line. Results may
 * only be asked for below the rules that give them, so that one run through
 * the table is enough. */
static lc_status check_condition(lc_osm_rules *r, condition *c, lc_error *err)
{
    bool numeric =
        c->asked.op == LIFE_ASKED_LESS || c->asked.op == LIFE_ASKED_AT_LEAST;

    if (numeric && !lc_parse_decimal(c->asked.value[0], &c->asked.number))
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%s\" in the condition on %s is not a number",
                       c->asked.value[0], c->key);
    if ((c->of == OF_AREA && !numeric) ||
        (c->of == OF_RESULT && c->asked.op != LIFE_ASKED_IS &&
         c->asked.op != LIFE_ASKED_IS_NOT) ||
        (c->of == OF_NAMES && c->asked.op != LIFE_ASKED_CONTAINS &&
         c->asked.op != LIFE_ASKED_WORD))
        return lc_fail(err, LIFE_ERR_PARSE, "%s can't stand with this operator",
                       c->key);
    for (size_t i = 0; c->of == OF_RESULT && i < c->asked.count; i++) {
        size_t at = find_text(r->result, r->result_count, c->asked.value[i]);

        if (at == r->result_count)
            return lc_fail(err, LIFE_ERR_PARSE, "no rule above gives \"%s\"",
                           c->asked.value[i]);
        c->results |= UINT64_C(1) << at;
    }
    return c->of == OF_NAMES ? find_names(r, c, err) : LIFE_OK;
}

/* One condition; `text` is cut up in place and lives in r->mem. */
static lc_status parse_condition(lc_osm_rules *r, char *text, condition *c,
                                 lc_error *err)
{
    size_t len = strcspn(text, "=!~^<>");
    lc_status st;

    if (text[0] == '!') {
        c->asked.op = LIFE_ASKED_LACKS;
        c->key = text + 1;
    } else if (!text[len]) {
        c->asked.op = LIFE_ASKED_HAS;
        c->key = text;
    }
    if (c->key) {
        if (!*c->key || strpbrk(c->key, "=!~^<> ") ||
            subject_of(c->key) != OF_TAG)
            return lc_fail(err, LIFE_ERR_PARSE,
                           "\"%s\" is not a condition on a tag", text);
        return LIFE_OK;
    }
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        size_t mark = strlen(MARKS[i].mark);

        if (len == 0 || strncmp(text + len, MARKS[i].mark, mark))
            continue;
        text[len] = '\0';
        c->asked.op = MARKS[i].op;
        c->key = text;
        c->of = subject_of(text);
        st = split_values(r, text + len + mark, c, err);
        return st ? st : check_condition(r, c, err);
    }
    return lc_fail(err, LIFE_ERR_PARSE, "\"%s\" is not a condition", text);
}

/* Conditions stand between " + ". */
static lc_status parse_expression(lc_osm_rules *r, const char *expression,
                                  rule *out, lc_error *err)
{
    char *text = lc_arena_strdup(r->mem, expression);
    size_t count = 1;

    for (const char *s = expression; (s = strstr(s, " + ")); s += 3)
        count++;
    out->cond = lc_arena_alloc(r->mem, count * sizeof *out->cond);
    if (!text || !out->cond)
        return lc_no_memory(err, "the tag rules");
    while (text) {
        char *plus = strstr(text, " + ");
        lc_status st;

        if (plus) {
            *plus = '\0';
            plus += 3;
        }
        st = parse_condition(r, text, &out->cond[out->count++], err);
        if (st)
            return st;
        text = plus;
    }
    if (out->cond[0].of != OF_TAG ||
        out->cond[0].asked.op == LIFE_ASKED_LACKS ||
        out->cond[0].asked.op == LIFE_ASKED_IS_NOT)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "the first condition of a rule must ask for a tag");
    return LIFE_OK;
}

/* Index of `s` in a list of at most 64, added where it is new. */
static lc_status intern(const char **list, size_t *count, const char *s,
                        size_t *at, lc_error *err)
{
    *at = find_text(list, *count, s);
    if (*at < *count)
        return LIFE_OK;
    if (*count == RESULT_MOST)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "more than %d results or first keys", RESULT_MOST);
    list[(*count)++] = s;
    return LIFE_OK;
}

/* The first key of a rule gets a number, by which elements are asked. A result
 * keeps the line on which it is first given. */
static lc_status add_rule(lc_osm_rules *r, size_t row, const char *result,
                          lc_error *err)
{
    int col = lc_table_column(r->table, "expression");
    const char *id = lc_table_cell(r->table, row, result);
    size_t known = r->result_count;
    rule one = {.row = row};
    lc_status st;

    if (!*id)
        return lc_fail(err, LIFE_ERR_PARSE, "column %s is empty", result);
    st = parse_expression(r, lc_table_get(r->table, row, col), &one, err);
    if (!st)
        st = intern(r->result, &r->result_count, id, &one.result, err);
    if (!st)
        st =
            intern(r->key, &r->key_count, one.cond[0].key, &one.first_key, err);
    if (st)
        return st;
    if (one.result == known)
        r->result_line[known] = lc_table_line(r->table, row);
    return lc_vec_push(&r->rules, one) ? LIFE_OK
                                       : lc_no_memory(err, "the tag rules");
}

/* Rules by their first key, so that those of an element's keys are found in
 * the order of the table without a look at the others. */
static lc_status index_rules(lc_osm_rules *r, lc_error *err)
{
    size_t bytes;

    r->chunks = (r->rules.n + 63) / 64;
    bytes = r->key_count * r->chunks * sizeof *r->of_key;
    r->of_key = lc_arena_alloc(r->mem, bytes);
    if (!r->of_key)
        return lc_no_memory(err, "the tag rules");
    memset(r->of_key, 0, bytes);
    for (size_t i = 0; i < r->rules.n; i++)
        r->of_key[r->rules.v[i].first_key * r->chunks + i / 64] |= UINT64_C(1)
                                                                   << i % 64;
    return LIFE_OK;
}

/* All rows, but the weak ones where they are not wanted. */
static lc_status add_rules(lc_osm_rules *r, const char *result, bool weak,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t row = 0; !st && row < lc_table_rows(r->table); row++) {
        if (!weak && lc_table_is_set(r->table, row, "weak"))
            continue;
        st = add_rule(r, row, result, err);
        if (st)
            lc_fail_at(err, st, lc_table_source(r->table),
                       lc_table_line(r->table, row));
    }
    for (size_t i = 0; i < r->key_count; i++)
        r->by_text[i] = (lc_osm_key){r->key[i], UINT64_C(1) << i};
    lc_osm_data_sort_keys(r->by_text, r->key_count);
    return st ? st : index_rules(r, err);
}

lc_status lc_osm_rules_make(lc_table *table, const char *result, bool weak,
                            lc_osm_rules **out, lc_error *err)
{
    lc_osm_rules *r = lc_calloc(1, sizeof *r);
    lc_status st;

    *out = NULL;
    if (!r) {
        lc_table_free(table);
        return lc_no_memory(err, "the tag rules");
    }
    r->table = table;
    r->mem = lc_arena_new(0);
    st = r->mem && table ? add_rules(r, result, weak, err)
                         : lc_no_memory(err, "the tag rules");
    if (st)
        lc_osm_rules_free(r);
    else
        *out = r;
    return st;
}

lc_status lc_osm_rules_open(const char *table, const char *result, bool weak,
                            lc_osm_rules **out, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open(table, &t, err);

    *out = NULL;
    return st ? st : lc_osm_rules_make(t, result, weak, out, err);
}

void lc_osm_rules_free(lc_osm_rules *r)
{
    if (!r)
        return;
    lc_vec_free(&r->rules);
    lc_table_free(r->table);
    lc_osm_words_free(r->words);
    lc_arena_free(r->mem);
    lc_free(r);
}

/* ---- asking ---- */

/* NULL where the element has none of the key. */
static const char *tag_of(const lc_osm_view *t, const char *key)
{
    return lc_osm_data_tag(t->data, t->tag, t->tag_count, key);
}

/* Any of the names is enough. */
static bool names_hold(const condition *c, const lc_osm_view *t)
{
    const char *key;

    for (size_t i = 0;
         (key = lc_osm_words_at(c->names, LIFE_OSM_LIST_ANY_NAME, i)); i++) {
        const char *name = tag_of(t, key);

        if (name && lc_osm_asked_holds(&c->asked, name))
            return true;
    }
    return false;
}

/* A size that is not known yet holds, so that the shape is asked for. */
static bool area_holds(const condition *c, double area_m2)
{
    if (isnan(area_m2))
        return true;
    if (area_m2 < 0)
        return false;
    return c->asked.op == LIFE_ASKED_LESS ? area_m2 < c->asked.number
                                          : area_m2 >= c->asked.number;
}

/* One condition, whatever its subject. */
static bool condition_holds(const condition *c, const lc_osm_view *t,
                            uint64_t results)
{
    const char *value;

    switch (c->of) {
    case OF_NAMES:
        return names_hold(c, t);
    case OF_AREA:
        return area_holds(c, t->area_m2);
    case OF_RESULT:
        return ((results & c->results) != 0) == (c->asked.op == LIFE_ASKED_IS);
    case OF_TAG:
        break;
    }
    value = tag_of(t, c->key);
    if (c->asked.op == LIFE_ASKED_LACKS || c->asked.op == LIFE_ASKED_IS_NOT)
        return !value || (c->asked.op == LIFE_ASKED_IS_NOT &&
                          !lc_osm_asked_holds(&c->asked, value));
    return value && lc_osm_asked_holds(&c->asked, value);
}

/* The first rule from `from` on that begins with a key of the element; the
 * count of rules where there is none. */
static size_t next_of_keys(const lc_osm_rules *r, uint64_t keys, size_t from)
{
    for (size_t w = from / 64; w < r->chunks; w++) {
        uint64_t rules = 0;

        for (uint64_t left = keys; left; left &= left - 1)
            rules |= r->of_key[(size_t)__builtin_ctzll(left) * r->chunks + w];
        if (w == from / 64)
            rules &= ~UINT64_C(0) << from % 64;
        if (rules)
            return w * 64 + (size_t)__builtin_ctzll(rules);
    }
    return r->rules.n;
}

/* The first condition is on a tag that the element has. */
static bool rule_holds(const rule *one, const lc_osm_view *t,
                       const lc_osm_match *m)
{
    const lc_osm_data *d = t->data;
    uint32_t at = t->tag + m->at[one->first_key];
    size_t i = 1;

    if (!lc_osm_asked_holds(&one->cond[0].asked,
                            d->text.v + d->tags.v[at].value))
        return false;
    while (i < one->count && condition_holds(&one->cond[i], t, m->results))
        i++;
    return i == one->count;
}

bool lc_osm_rules_next(const lc_osm_rules *r, const lc_osm_view *t,
                       lc_osm_match *m)
{
    if (!m->begun) {
        m->begun = true;
        m->keys = lc_osm_data_keys(t->data, t->tag, t->tag_count, r->by_text,
                                   r->key_count, m->at);
    }
    while (m->keys &&
           (m->next = next_of_keys(r, m->keys, m->next)) < r->rules.n) {
        const rule *one = &r->rules.v[m->next++];
        uint64_t bit = UINT64_C(1) << one->result;

        if (m->results & bit || !rule_holds(one, t, m))
            continue;
        m->results |= bit;
        m->row = one->row;
        return true;
    }
    return false;
}

uint64_t lc_osm_rules_match(const lc_osm_rules *r, const lc_osm_view *t)
{
    lc_osm_match m = {0};

    while (lc_osm_rules_next(r, t, &m)) {
    }
    return m.results;
}

size_t lc_osm_rules_result_count(const lc_osm_rules *r)
{
    return r->result_count;
}

const char *lc_osm_rules_result(const lc_osm_rules *r, size_t i)
{
    return r->result[i];
}

uint64_t lc_osm_rules_bit(const lc_osm_rules *r, const char *result)
{
    size_t at = find_text(r->result, r->result_count, result);

    return at < r->result_count ? UINT64_C(1) << at : 0;
}

uint64_t lc_osm_rules_marked(const lc_osm_rules *r, const char *column)
{
    int col = lc_table_column(r->table, column);
    uint64_t out = 0;

    for (size_t i = 0; i < r->rules.n; i++)
        if (!strcmp(lc_table_get(r->table, r->rules.v[i].row, col), "1"))
            out |= UINT64_C(1) << r->rules.v[i].result;
    return out;
}

uint32_t lc_osm_rules_line(const lc_osm_rules *r, size_t result)
{
    return r->result_line[result];
}

/* Rows that are weak are no rules without the option. */
static const rule *rule_of_row(const lc_osm_rules *r, size_t row)
{
    const rule *one = r->rules.v;

    while (one->row != row)
        one++;
    return one;
}

size_t lc_osm_rules_of_row(const lc_osm_rules *r, size_t row)
{
    return rule_of_row(r, row)->result;
}

const char *lc_osm_rules_key(const lc_osm_rules *r, size_t row)
{
    return rule_of_row(r, row)->cond[0].key;
}

const char *lc_osm_rules_cell(const lc_osm_rules *r, size_t row,
                              const char *column)
{
    return lc_table_cell(r->table, row, column);
}

const char *lc_osm_rules_kind(const lc_osm_rules *r, size_t row,
                              const lc_osm_view *t)
{
    return lc_table_is_set(r->table, row, "kind")
               ? tag_of(t, lc_osm_rules_key(r, row))
               : NULL;
}

void lc_osm_rules_put_kind(const char *kind, lc_buf *out)
{
    lc_buf_puts(out, "");
    for (; *kind; kind++)
        lc_buf_putc(out, (char)(*kind == '_' ? ' ' : *kind));
}

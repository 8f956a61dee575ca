/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/figure_names.c - see figure_names.h.
 *
 * The tables are read as they are, without a city: a figure may be imported
 * before there are units, and its name doesn't hang on them. A rule has its own
 * two names and those of its standard's names.csv, where there is one; a list
 * has those of standards/terms.csv.
 */
#include "src/import/kinds/figure_names.h"

#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/world/names/fold.h"
#include "lifecircle/world/people/statistic.h"
#include "src/import/record/reject.h"

#include <stdio.h>
#include <string.h>

#define ID_LETTERS   "abcdefghijklmnopqrstuvwxyz0123456789_"
#define ID_BYTES_MAX 64
#define NEAREST      3

/* ---- names as they are compared ---- */

/* Marks of Chinese texts that lc_fold_bare() leaves: “ ” · — 《 》 、 and so
 * on. */
static bool is_mark(uint32_t c)
{
    return c == 0xB7 || (c >= 0x2000 && c <= 0x206F) ||
           (c >= 0x3000 && c <= 0x303F);
}

static const char *bare_of(lc_arena *text, const char *name)
{
    const char *folded = lc_fold_bare(text, name);
    char *bare = folded ? lc_arena_strdup(text, folded) : NULL, *to = bare;
    const char *s = folded, *end = s ? s + strlen(s) : NULL;

    if (!bare)
        return NULL;
    while (s < end) {
        const char *from = s;

        if (is_mark(lc_utf8_next(&s, end)))
            continue;
        memmove(to, from, (size_t)(s - from));
        to += s - from;
    }
    *to = '\0';
    return bare;
}

/* ---- the tables ---- */

static lc_status add(lc_figure_names *n, const lc_figure_name *one,
                     lc_error *err)
{
    lc_figure_name kept = {.id = lc_arena_strdup(n->text, one->id),
                           .list = lc_arena_strdup(n->text, one->list),
                           .name = lc_arena_strdup(n->text, one->name),
                           .bare = bare_of(n->text, one->name),
                           .is_list = one->is_list};

    if (!*one->name)
        return LIFE_OK;
    if (kept.id && kept.list && kept.name && kept.bare &&
        lc_vec_push(&n->v, kept))
        return LIFE_OK;
    return lc_no_memory(err, "the names of figures");
}

static const lc_figure_name *find_id(const lc_figure_names *n, const char *id)
{
    for (size_t i = 0; i < n->v.n; i++)
        if (!strcmp(n->v.v[i].id, id))
            return &n->v.v[i];
    return NULL;
}

/* Both names of a row; its id is one more. */
static lc_status add_names(lc_figure_names *n, const lc_table *t, size_t row,
                           lc_figure_name one, lc_error *err)
{
    static const char *const columns[] = {"name_zh", "name_en"};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < 2 && !st; i++) {
        one.name = lc_table_cell(t, row, columns[i]);
        st = add(n, &one, err);
    }
    return st;
}

/* What a rule's scope or population names, unless it is one of the words that
 * are no list. Its own id is its name until a table tells another. */
static lc_status add_list(lc_figure_names *n, const char *id, lc_error *err)
{
    static const char *const words[] = {
        "",          "all",           "urban",           "rural",
        "residents", "built_up_area", "residential_land"};
    const lc_figure_name one = {
        .id = id, .list = id, .name = id, .is_list = true};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(id, words[i]))
            return LIFE_OK;
    if ((*id >= '0' && *id <= '9') || find_id(n, id))
        return LIFE_OK;
    return add(n, &one, err);
}

static lc_status add_rules(lc_figure_names *n, const lc_table *t, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t r = 0; r < lc_table_rows(t) && !st; r++) {
        const char *list = lc_table_cell(t, r, "figure");
        const char *id = lc_table_cell(t, r, "id");

        st = add_names(n, t, r,
                       (lc_figure_name){.id = id, .list = *list ? list : id},
                       err);
        if (!st)
            st = add_list(n, lc_table_cell(t, r, "scope"), err);
        if (!st)
            st = add_list(n, lc_table_cell(t, r, "population"), err);
    }
    return st;
}

/* Further names of what is there: a name of anything else is of no figure. */
static lc_status add_more(lc_figure_names *n, const lc_table *t, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t r = 0; r < lc_table_rows(t) && !st; r++) {
        const lc_figure_name *known = find_id(n, lc_table_cell(t, r, "id"));

        if (known)
            st = add_names(n, t, r, *known, err);
    }
    return st;
}

typedef lc_status (*take_fn)(lc_figure_names *n, const lc_table *t,
                             lc_error *err);

/* A table that may be left out is no failure where it is. */
static lc_status read_table(lc_figure_names *n, const char *path, bool needed,
                            take_fn take, lc_error *err)
{
    lc_table *t;
    lc_error why = {0};
    lc_status st = lc_table_open(path, &t, &why);

    if (st == LIFE_ERR_NOT_FOUND && !needed)
        return LIFE_OK;
    if (st) {
        *err = why;
        return st;
    }
    st = take(n, t, err);
    lc_table_free(t);
    return st;
}

static lc_status add_standards(lc_figure_names *n, const lc_table *t,
                               lc_error *err)
{
    lc_status st = LIFE_OK;
    char path[128];

    for (size_t r = 0; r < lc_table_rows(t) && !st; r++) {
        const char *id = lc_table_cell(t, r, "id");

        snprintf(path, sizeof path, "standards/%.64s/rules.csv", id);
        st = read_table(n, path, true, add_rules, err);
        snprintf(path, sizeof path, "standards/%.64s/names.csv", id);
        if (!st)
            st = read_table(n, path, false, add_more, err);
    }
    return st;
}

/* Of every standard, whether a rule of it names them or not. */
static lc_status add_common(lc_figure_names *n, lc_error *err)
{
    static const struct {
        const char *id, *name;
    } row[] = {{"households", "户数"},           {"households", "households"},
               {"households", "家庭户数"},       {LIFE_LIST_URBAN, "urban"},
               {LIFE_LIST_URBAN, "城乡"},        {LIFE_LIST_URBAN, "城乡分类"},
               {LIFE_LIST_URBAN, "城乡分类代码"}};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof row / sizeof *row && !st; i++)
        st = add(n,
                 &(lc_figure_name){.id = row[i].id,
                                   .list = row[i].id,
                                   .name = row[i].name,
                                   .is_list = true},
                 err);
    return st;
}

lc_status lc_figure_names_open(lc_figure_names *n, lc_error *err)
{
    lc_status st;

    n->text = lc_arena_new(0);
    if (!n->text)
        return lc_no_memory(err, "the names of figures");
    st = add_common(n, err);
    if (!st)
        st = read_table(n, "standards.csv", true, add_standards, err);
    return st ? st : read_table(n, "standards/terms.csv", false, add_more, err);
}

void lc_figure_names_close(lc_figure_names *n)
{
    lc_vec_free(&n->v);
    lc_arena_free(n->text);
    *n = (lc_figure_names){0};
}

/* ---- which one is meant ---- */

/* Pairs of neighbouring characters of `a` that stand in `b` too: of texts of
 * like words there are many, whatever their lengths. */
static size_t likeness(const char *a, const char *b)
{
    const char *end = a + strlen(a), *s = a;
    size_t n = 0;

    while (s < end) {
        const char *second, *from = s;
        char pair[12];

        lc_utf8_next(&s, end);
        second = s;
        if (second >= end)
            break;
        lc_utf8_next(&second, end);
        memcpy(pair, from, (size_t)(second - from));
        pair[second - from] = '\0';
        n += strstr(b, pair) != NULL;
    }
    return n;
}

/* The best are put in order as they are found; of equals the first. */
static size_t find_near(const lc_figure_names *n, const char *bare,
                        const lc_figure_name *near[NEAREST])
{
    size_t score[NEAREST] = {0}, count = 0;

    for (size_t i = 0; i < n->v.n; i++) {
        size_t s = likeness(bare, n->v.v[i].bare), at = count;

        while (at > 0 && score[at - 1] < s)
            at--;
        if (!s || at == NEAREST)
            continue;
        count += count < NEAREST;
        for (size_t k = count - 1; k > at; k--) {
            near[k] = near[k - 1];
            score[k] = score[k - 1];
        }
        near[at] = &n->v.v[i];
        score[at] = s;
    }
    return count;
}

static lc_status none_such(const lc_figure_names *n, const char *text,
                           const char *bare, lc_error *err)
{
    const lc_figure_name *near[NEAREST];
    size_t count = find_near(n, bare, near), at = 0;
    char list[512] = "";

    for (size_t i = 0; i < count && at < sizeof list; i++) {
        lc_utf8_format(list + at, sizeof list - at, "%s\"%s\" (%s)",
                       i ? ", " : "", near[i]->name, near[i]->id);
        at += strlen(list + at);
    }
    if (!count)
        return lc_reject(err, LIFE_ERR_PARSE, "indicator",
                         "\"%.90s\" is neither the name nor the id of a rule "
                         "or list",
                         text);
    return lc_reject(err, LIFE_ERR_PARSE, "indicator",
                     "\"%.90s\" is neither the name nor the id of a rule or "
                     "list; the nearest are %s",
                     text, list);
}

/* The one of all that have the name, if they are one. */
static lc_status by_bare(const lc_figure_names *n, const char *text,
                         const char *bare, const lc_figure_name **out,
                         lc_error *err)
{
    for (size_t i = 0; i < n->v.n && *bare; i++) {
        const lc_figure_name *one = &n->v.v[i];

        if (strcmp(one->bare, bare) != 0)
            continue;
        if (*out && strcmp((*out)->id, one->id) != 0)
            return lc_reject(err, LIFE_ERR_PARSE, "indicator",
                             "\"%.90s\" is the name of %s and of %s: write the "
                             "id",
                             text, (*out)->id, one->id);
        *out = one;
    }
    return LIFE_OK;
}

/* In front of the last bracket that ends the text: "(%)", "（张）". */
static const char *without_unit(lc_arena *room, const char *text)
{
    static const char *const opens[] = {"(", "（"};
    static const char *const closes[] = {")", "）"};
    size_t len = strlen(text);

    for (size_t i = 0; i < 2; i++) {
        size_t end = strlen(closes[i]);
        const char *at = strstr(text, opens[i]), *last = NULL;

        for (; at; at = strstr(at + 1, opens[i]))
            last = at;
        if (last && last > text && len > end &&
            !strcmp(text + len - end, closes[i]))
            return lc_arena_strndup(room, text, (size_t)(last - text));
    }
    return "";
}

lc_status lc_figure_names_find(const lc_figure_names *n, const char *text,
                               const lc_figure_name **out, lc_error *err)
{
    lc_arena *room;
    const char *bare, *shorter;
    lc_status st = LIFE_OK;

    *out = find_id(n, text);
    if (*out || (*text && strlen(text) <= ID_BYTES_MAX &&
                 strspn(text, ID_LETTERS) == strlen(text)))
        return LIFE_OK;
    room = lc_arena_new(0);
    bare = room ? bare_of(room, text) : NULL;
    shorter = room ? without_unit(room, text) : NULL;
    shorter = shorter ? bare_of(room, shorter) : NULL;
    if (!bare || !shorter)
        st = lc_no_memory(err, "the names of figures");
    if (!st)
        st = by_bare(n, text, bare, out, err);
    if (!st && !*out)
        st = by_bare(n, text, shorter, out, err);
    if (!st && !*out)
        st = none_such(n, text, bare, err);
    lc_arena_free(room);
    return st;
}

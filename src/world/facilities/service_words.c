/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/service_words.c - see service_words.h.
 *
 * A cell is cut into pieces at what stands between items. In a piece each word
 * of a service counts where it stands, a longer one before a shorter one that
 * it holds (日间照护 is no 照护). Whether the service is there:
 *
 *      [not] [verb] WORD ... [: ] [answer]
 *      不     提供   助浴           助浴 ： 无
 *
 * A word right behind another one has the same answer (不提供助餐助浴). After
 * "不提供助餐、" it can't be known whether the next item is meant too: it is
 * left open until another sign than a comma of enumeration.
 */
#include "src/world/facilities/service_words.h"

#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- the lists ---- */

bool lc_service_words_add(lc_service_words *s, const char *text, size_t len,
                          uint32_t service)
{
    lc_service_word word = {text, len, service};

    return !len || lc_vec_push(&s->service, word);
}

/* Of equal length by their bytes, so that the order is the table's alone. */
static int longer_first(const void *a, const void *b)
{
    const lc_service_word *x = a, *y = b;

    if (x->len != y->len)
        return x->len < y->len ? 1 : -1;
    return memcmp(x->text, y->text, x->len);
}

static lc_offered answer_of(const char *value)
{
    if (!strcmp(value, "yes"))
        return LIFE_OFFERED_YES;
    return strcmp(value, "no") ? LIFE_OFFERED_UNSTATED : LIFE_OFFERED_NO;
}

/* One row of cell_words.csv; those of other fields are nobody's here. */
static bool keep(lc_service_words *s, lc_world *w, const lc_table *t,
                 size_t row)
{
    const char *field = lc_table_cell(t, row, "field");
    const char *text = lc_table_cell(t, row, "word");
    lc_service_word word = {NULL, strlen(text),
                            answer_of(lc_table_cell(t, row, "value"))};
    bool answer = !strcmp(field, "offered");
    bool not_word = !strcmp(field, "not_offered");

    if (!word.len || (!answer && !not_word && strcmp(field, "offering") != 0))
        return true;
    word.text = lc_world_keep(w, text);
    if (!word.text)
        return false;
    if (answer)
        return lc_vec_push(&s->answer, word);
    return not_word ? lc_vec_push(&s->not_word, word)
                    : lc_vec_push(&s->verb, word);
}

/* qsort() wants an array, be it of nothing. */
#define SORT(list)                                                             \
    ((list)->n ? qsort((list)->v, (list)->n, sizeof *(list)->v, longer_first)  \
               : (void)0)

lc_status lc_service_words_fill(lc_service_words *s, lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("cell_words.csv", &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++)
        if (!keep(s, w, t, i))
            st = lc_no_memory(err, "the services");
    lc_table_free(t);
    SORT(&s->service);
    SORT(&s->answer);
    SORT(&s->not_word);
    SORT(&s->verb);
    return st;
}

void lc_service_words_clear(lc_service_words *s)
{
    lc_vec_free(&s->service);
    lc_vec_free(&s->answer);
    lc_vec_free(&s->not_word);
    lc_vec_free(&s->verb);
}

/* ---- a word in a text ---- */

typedef struct span { /* a piece of a cell */
    const char *s, *end;
} span;

/* A Latin word ends where no letter, digit or _ follows; Chinese has no such
 * sign. */
static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_cut(const span *p, const char *at)
{
    return at <= p->s || at >= p->end || !is_letter(at[-1]) || !is_letter(*at);
}

static bool stands_at(const lc_service_word *word, const span *p,
                      const char *at)
{
    return (size_t)(p->end - at) >= word->len &&
           !strncasecmp(word->text, at, word->len) && is_cut(p, at) &&
           is_cut(p, at + word->len);
}

/* The longest of a list that stands at a place, or NULL. */
static const lc_service_word *find_at(const lc_service_word *v, size_t n,
                                      const span *p, const char *at)
{
    for (size_t i = 0; i < n; i++)
        if (stands_at(&v[i], p, at))
            return &v[i];
    return NULL;
}

/* The longest that ends at a place. */
static const lc_service_word *find_before(const lc_service_word *v, size_t n,
                                          const span *p, const char *at)
{
    for (size_t i = 0; i < n; i++)
        if ((size_t)(at - p->s) >= v[i].len &&
            stands_at(&v[i], p, at - v[i].len))
            return &v[i];
    return NULL;
}

/* What may stand between a name and its answer. */
static const char *const fillers[] = {" ",  "(",  ")",  "[",  "]",
                                      ":",  "=",  "-",  "：", "（",
                                      "）", "【", "】", "—",  "服务"};
#define FILLERS  (sizeof fillers / sizeof *fillers)
#define BRACKETS 5 /* the first: blanks, and what stands around an item */

static const char *skip(const span *p, const char *at, size_t of)
{
    for (size_t i = 0; i < of;) {
        size_t len = strlen(fillers[i]);

        if ((size_t)(p->end - at) >= len && !memcmp(at, fillers[i], len)) {
            at += len;
            i = 0;
        } else {
            i++;
        }
    }
    return at;
}

/* Bytes of the sign between items at a place, or 0; *weak: it only
 * enumerates. A blank is one beside a character that isn't Latin. */
static size_t separator(const char *cell, const char *at, bool *weak)
{
    static const char *const signs[] = {"、", "/",  "；", "，", "。", "|",
                                        ";",  ",",  "\n", "\t", "+",  "＋",
                                        "&",  "／", "｜", "\r", "•",  "·"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i]);

        if (!strncmp(at, signs[i], len)) {
            *weak = i < 2;
            return len;
        }
    }
    *weak = true;
    return *at == ' ' && at > cell &&
           ((unsigned char)at[-1] >= 0x80 || (unsigned char)at[1] >= 0x80);
}

/* ---- whether it is there ---- */

/* Verbs and blanks are gone back over: "不 [能提供] WORD". */
static bool is_denied(const lc_service_words *s, const span *p, const char *at)
{
    const lc_service_word *word;

    for (;;) {
        while (at > p->s && at[-1] == ' ')
            at--;
        if (find_before(s->not_word.v, s->not_word.n, p, at))
            return true;
        word = find_before(s->verb.v, s->verb.n, p, at);
        if (!word)
            return false;
        at -= word->len;
    }
}

/* An answer behind the name says more than what stands in front of it, as long
 * as it ends the piece: "助餐有老年餐" is no answer. */
static bool is_answered(const lc_service_words *s, const span *p,
                        const char *at, lc_offered *out)
{
    const lc_service_word *word;

    at = skip(p, at, FILLERS);
    word = find_at(s->answer.v, s->answer.n, p, at);
    if (!word || skip(p, at + word->len, FILLERS) < p->end)
        return false;
    *out = (lc_offered)word->means;
    return true;
}

/* 无 by itself is a no, 无人值守 is none; of two characters and more (不提供)
 * whatever follows. */
static bool is_begin(const lc_service_word *word, const span *p)
{
    const char *at = word->text;
    bool weak;

    lc_utf8_next(&at, word->text + word->len);
    if (word->means != LIFE_OFFERED_NO || at < word->text + word->len)
        return true;
    at = p->s + word->len;
    return at == p->end || skip(p, at, FILLERS) > at ||
           separator(p->s, at, &weak) > 0;
}

lc_offered lc_service_words_answer(const lc_service_words *s, const char *cell)
{
    span p = {cell + strspn(cell, " "), cell + strlen(cell)};
    const lc_service_word *word = find_at(s->answer.v, s->answer.n, &p, p.s);

    if (word)
        return is_begin(word, &p) ? (lc_offered)word->means
                                  : LIFE_OFFERED_UNSTATED;
    if (*p.s >= '0' && *p.s <= '9')
        return !strcmp(p.s, "0") ? LIFE_OFFERED_NO : LIFE_OFFERED_YES;
    return LIFE_OFFERED_UNSTATED;
}

/* ---- a piece ---- */

typedef struct reading { /* one cell */
    const lc_service_words *s;
    lc_offer *out;
    bool doubt;  /* the item before was denied, and only enumerated on */
    bool denied; /* an item of this piece is */
} reading;

static void put(reading *r, uint32_t service, lc_offered is)
{
    uint64_t bit = UINT64_C(1) << service;

    if (is == LIFE_OFFERED_YES)
        r->out->yes |= bit;
    else if (is == LIFE_OFFERED_NO)
        r->out->no |= bit;
}

/* One word that was found, of which `last` was said of the one before it. */
static lc_offered judge(reading *r, const span *p, const char *at, size_t len,
                        lc_offered last)
{
    lc_offered is = last;

    if (is_answered(r->s, p, at + len, &is))
        return is;
    if (last != LIFE_OFFERED_UNSTATED)
        return last;
    if (!is_denied(r->s, p, at))
        return r->doubt ? LIFE_OFFERED_UNSTATED : LIFE_OFFERED_YES;
    r->denied = true;
    return LIFE_OFFERED_NO;
}

/* Whether any service stands in it. */
static bool read_piece(reading *r, const span *p)
{
    lc_offered last = LIFE_OFFERED_UNSTATED;
    const char *end = NULL;
    bool any = false;

    r->denied = false;
    for (const char *at = p->s; at < p->end;) {
        const lc_service_word *word =
            find_at(r->s->service.v, r->s->service.n, p, at);

        if (!word) {
            lc_utf8_next(&at, p->end);
            continue;
        }
        last = judge(r, p, at, word->len,
                     at == end ? last : LIFE_OFFERED_UNSTATED);
        put(r, word->means, last);
        at = end = at + word->len;
        any = true;
    }
    return any;
}

/* ---- a cell ---- */

/* Behind what is in brackets, which is of the item before:
 * "助餐（午餐、晚餐）"; `at` where none begins or it never ends. */
static const char *behind_brackets(const char *at)
{
    static const char *const pair[][2] = {{"(", ")"}, {"（", "）"}};

    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        if (!strncmp(at, pair[i][0], strlen(pair[i][0]))) {
            const char *end = strstr(at, pair[i][1]);

            return end ? end + strlen(pair[i][1]) : at;
        }
    return at;
}

/* Of what was found in no table: an answer alone ("无") is no item. */
static bool is_item(const lc_service_words *s, const span *p)
{
    const lc_service_word *word = find_at(s->answer.v, s->answer.n, p, p->s);

    return p->end > p->s &&
           !(word && skip(p, p->s + word->len, FILLERS) == p->end);
}

static void end_piece(reading *r, const char *from, const char *to, bool weak,
                      lc_service_rest rest, void *ctx)
{
    span p = {from, to};
    bool any;

    p.s = skip(&p, p.s, BRACKETS);
    while (p.end > p.s && (p.end[-1] == ' ' || p.end[-1] == ')'))
        p.end--;
    any = read_piece(r, &p);
    if (!any && rest && is_item(r->s, &p))
        rest(ctx, p.s, (size_t)(p.end - p.s));
    r->doubt = weak && (r->denied || (r->doubt && any));
}

void lc_service_words_read(const lc_service_words *s, const char *cell,
                           lc_offer *out, lc_service_rest rest, void *ctx)
{
    reading r = {.s = s, .out = out};
    const char *from = cell, *at = cell;

    while (*at) {
        bool weak;
        size_t len = separator(cell, at, &weak);
        const char *behind = behind_brackets(at);

        if (len) {
            end_piece(&r, from, at, weak, rest, ctx);
            from = at + len;
        }
        at = len ? from : behind > at ? behind : at + 1;
    }
    end_piece(&r, from, at, false, rest, ctx);
}

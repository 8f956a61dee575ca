/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/find.c - finding by name, and by typed coordinates.
 *
 * A question is one pass over the names: tens of thousands, some milliseconds.
 * What fits better comes first: the whole name, its front, a word of it, a
 * part, its words in any order, how it is spelt, its initials; of equals, the
 * weightier kind; then the nearer one, or the shorter.
 */
#include "lifecircle/world/find.h"

#include "lifecircle/geo/typed.h"
#include "lifecircle/world/names/han.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"
#include "src/world/names/names.h"
#include "src/world/names/needs.h"

#include <math.h>
#include <string.h>

enum { MAX_WORDS = 8 };

/* Of words of need that are begun: fewer letters say nothing yet, and more
 * categories would leave no room for names. */
enum { BEGUN_BYTES = 3, BEGUN_NEEDS = 3, SPELT_BYTES = 128 };

#define NO_FIT LIFE_MATCHES

typedef lc_hit_match fit;

const char *lc_find_kind_id(lc_hit_kind k)
{
    static const char *const ids[LIFE_HIT_KINDS] = {
        "category", "place",   "unit",    "facility",
        "street",   "address", "position"};

    return k < LIFE_HIT_KINDS ? ids[k] : NULL;
}

const char *lc_find_match_id(lc_hit_match m)
{
    static const char *const ids[LIFE_MATCHES] = {
        "exact", "prefix", "word", "part", "part", "pinyin", "initials"};

    return m < LIFE_MATCHES ? ids[m] : NULL;
}

typedef struct question {
    const lc_han *han;
    const char *key; /* as the names' own */
    size_t len;
    const char *word[MAX_WORDS];
    size_t words;
    const char *spelt; /* its letters and digits, where it has no others */
    uint64_t letters, first; /* of `spelt`, as lc_name.letters */
    bool near;
    lc_pt at;
    int only; /* of this kind alone; -1: of any */
} question;

typedef struct score {
    uint32_t value; /* less is better */
    double second;  /* metres, or bytes */
    fit how;
    const lc_name *name;
    const lc_need *need; /* of a category */
} score;

/* ---- the question ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Its words, in a copy of their own. */
static bool split_words(question *q, lc_arena *arena)
{
    char *s = lc_arena_strdup(arena, q->key);

    while (s && *s && q->words < MAX_WORDS) {
        q->word[q->words++] = s;
        while (*s && !is_space(*s))
            s++;
        while (is_space(*s))
            *s++ = '\0';
    }
    return s != NULL;
}

/* What could be pinyin: "yu lin", "xi'an". */
static bool take_letters(question *q, lc_arena *arena)
{
    char *to = lc_arena_alloc(arena, q->len + 1);

    q->spelt = to;
    for (const char *s = q->key; to && *s; s++) {
        if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')) {
            *to++ = *s;
        } else if (*s != ' ' && *s != '\'' && *s != '-') {
            q->spelt = NULL;
            return true;
        }
    }
    if (!to)
        return false;
    if (to - q->spelt < 2) {
        q->spelt = NULL;
        return true;
    }
    q->letters = lc_han_letters(q->han, q->spelt);
    q->first = lc_han_letters(q->han, (char[]){*q->spelt, '\0'});
    return true;
}

/* Without the spaces that a keyboard leaves around a word. */
static bool set_key(question *q, lc_arena *arena, const char *key)
{
    while (is_space(*key))
        key++;
    q->len = strlen(key);
    while (q->len && is_space(key[q->len - 1]))
        q->len--;
    q->key = lc_arena_strndup(arena, key, q->len);
    return q->key && split_words(q, arena) && take_letters(q, arena);
}

/* A street and a house number that is not known: the street alone. */
static size_t without_number(const char *key)
{
    size_t len = strlen(key), n;
    static const char sign[] = "号";

    if (len > strlen(sign) && !strcmp(key + len - strlen(sign), sign))
        len -= strlen(sign);
    n = len;
    while (n && ((key[n - 1] >= '0' && key[n - 1] <= '9') || key[n - 1] == '-'))
        n--;
    if (n == len) /* "12 rue de l'eveche" is not looked for in front */
        return 0;
    while (n && is_space(key[n - 1]))
        n--;
    return n;
}

/* ---- how a name fits ---- */

static bool is_letter(char c)
{
    return (c & 0x80) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The key is found first anywhere, since most names don't have it; where it
 * stands decides how well it fits. A word begins behind what is no letter. */
static fit fit_of_text(const lc_name *n, const question *q)
{
    const char *at = strstr(n->key, q->key);

    if (!at) {
        for (size_t i = 0; i < q->words; i++)
            if (!strstr(n->key, q->word[i]))
                return NO_FIT;
        return q->words > 1 ? LIFE_MATCH_WORDS : NO_FIT;
    }
    if (at == n->key)
        return n->key[q->len] ? LIFE_MATCH_PREFIX : LIFE_MATCH_EXACT;
    for (; at; at = strstr(at + 1, q->key))
        if (!is_letter(at[-1]))
            return LIFE_MATCH_WORD;
    return LIFE_MATCH_PART;
}

/* How a Chinese name is spelt, from its front or from a later character;
 * *late says which. A letter that none of its characters begins with can't be
 * an initial, nor begin a syllable. */
static fit fit_of_spelling(const lc_name *n, const question *q, bool *late)
{
    bool initials = !(q->letters & ~n->letters);

    if (!q->spelt || !(n->letters & q->first))
        return NO_FIT;
    for (const char *s = n->key; *s; s++) {
        if ((*s & 0xC0) == 0x80)
            continue; /* inside a character */
        *late = s != n->key;
        if (lc_han_spells(q->han, s, q->spelt, false))
            return LIFE_MATCH_PINYIN;
        if (initials && lc_han_spells(q->han, s, q->spelt, true))
            return LIFE_MATCH_INITIALS;
    }
    return NO_FIT;
}

/* What has no place is as far as can be. */
static double metres_to(const lc_name *n, lc_pt at)
{
    return n->placed ? lc_distance_m(at, n->pt) : HUGE_VAL;
}

/* One number orders fits: how it fits, then from the front or later, then the
 * kind, which takes the lowest three bits. */
static bool rate(const lc_name *n, const question *q, score *out)
{
    bool late = false;
    fit how = fit_of_text(n, q);

    if (how == NO_FIT)
        how = fit_of_spelling(n, q, &late);
    if (how == NO_FIT || (q->only >= 0 && n->kind != (uint32_t)q->only))
        return false;
    *out = (score){((uint32_t)how * 2 + late) * 8 + n->kind,
                   q->near ? metres_to(n, q->at) : (double)strlen(n->key), how,
                   n, NULL};
    return true;
}

/* Whether what was typed spells the whole word: not less than all of it but
 * the end of the last syllable. */
static bool spells_whole(const lc_name *n, const question *q, bool initials)
{
    char but_last[SPELT_BYTES];
    size_t len = strlen(n->key), end = len;

    if (!n->letters || len >= sizeof but_last ||
        !lc_han_spells(q->han, n->key, q->spelt, initials))
        return false;
    do
        end--;
    while (end && (n->key[end] & 0xC0) == 0x80);
    memcpy(but_last, n->key, end);
    but_last[end] = '\0';
    return !lc_han_spells(q->han, but_last, q->spelt, initials);
}

/* A word of need goes before all names where it is whole, be it in pinyin;
 * its initials go behind names that begin with these letters, as "st" is the
 * front of many in other languages. */
static fit fit_of_need(const lc_name *n, const question *q, uint32_t *value)
{
    bool enough = q->len >= BEGUN_BYTES; /* or one Chinese character */

    *value = 0;
    if (!strcmp(n->key, q->key))
        return LIFE_MATCH_EXACT;
    if (q->spelt && spells_whole(n, q, false))
        return LIFE_MATCH_PINYIN;
    *value = (LIFE_MATCH_PREFIX * 2 + 1) * 8;
    if (q->spelt && spells_whole(n, q, true))
        return LIFE_MATCH_INITIALS;
    *value = LIFE_MATCH_PREFIX * 2 * 8;
    if (enough && !strncmp(n->key, q->key, q->len))
        return LIFE_MATCH_PREFIX;
    *value = LIFE_MATCH_PINYIN * 2 * 8;
    if (enough && q->spelt && n->letters &&
        lc_han_spells(q->han, n->key, q->spelt, false))
        return LIFE_MATCH_PINYIN;
    return NO_FIT;
}

/* By number at last, so that equals keep their order. */
static bool better(const score *a, const score *b)
{
    if (a->value != b->value)
        return a->value < b->value;
    if (a->second != b->second)
        return a->second < b->second;
    return a->name < b->name;
}

static bool same_thing(const lc_name *a, const lc_name *b)
{
    return a->kind == b->kind && *a->id && !strcmp(a->id, b->id);
}

/* Puts a score in its place among the best; of two names of one thing the
 * better stays. A thing has at most one place, so a better name of it pushes
 * the old one out and nothing off the end. Cost: `limit` steps of a name that
 * gets in, one of the many that don't. */
static void keep(score *best, size_t limit, size_t *n, const score *s)
{
    size_t at = 0, end;

    if (*n == limit && better(&best[limit - 1], s))
        return;
    while (at < *n && better(&best[at], s)) {
        if (same_thing(best[at].name, s->name))
            return;
        at++;
    }
    for (end = at; end < *n && !same_thing(best[end].name, s->name); end++)
        ;
    if (end == *n) {
        if (*n == limit && at == limit)
            return;
        if (*n < limit)
            (*n)++;
        end = *n - 1;
    }
    memmove(best + at + 1, best + at, (end - at) * sizeof *best);
    best[at] = *s;
}

/* Whether a name that doesn't begin with the key is no better than any of the
 * best. */
static bool only_fronts(const score *best, size_t limit, size_t n)
{
    return n == limit && best[n - 1].value < LIFE_MATCH_WORD * 2 * 8;
}

/* An empty key would fit every name. One letter is in most names and the front
 * of many, so that soon these alone are worth a look. */
static void look(const lc_names *names, const question *q, score *best,
                 size_t limit, size_t *n)
{
    score s;
    bool fronts = false;

    for (size_t i = 0; i < names->name.n && q->len && limit; i++) {
        const lc_name *name = &names->name.v[i];

        if ((fronts && (*name->key != *q->key ||
                        strncmp(name->key, q->key, q->len) != 0)) ||
            !rate(name, q, &s))
            continue;
        keep(best, limit, n, &s);
        fronts = only_fronts(best, limit, *n);
    }
}

/* Among the words of need; those that are begun apart, as they are many.
 * `whole`: no others. False: none is whole. */
static bool look_needs(const lc_needs *needs, const question *q, bool whole,
                       score *best, size_t limit, size_t *n)
{
    score begun[BEGUN_NEEDS];
    size_t begun_count = 0;
    bool found = false;

    for (size_t i = 0; i < needs->word.n && q->len && limit; i++) {
        const lc_need_word *word = &needs->word.v[i];
        score s = {.second = (double)strlen(word->name.key) - word->is_name,
                   .name = &word->name,
                   .need = word->need};

        s.how = fit_of_need(&word->name, q, &s.value);
        if (s.how == NO_FIT || (whole && s.value))
            continue;
        found |= !s.value;
        if (!s.value || s.how == LIFE_MATCH_INITIALS)
            keep(best, limit, n, &s);
        else
            keep(begun, BEGUN_NEEDS, &begun_count, &s);
    }
    for (size_t i = 0; !found && i < begun_count; i++)
        keep(best, limit, n, &begun[i]);
    return found;
}

/* ---- answers ---- */

static const char *unit_name(const lc_world *w, uint32_t unit)
{
    return unit == LIFE_NONE ? "" : w->unit.v[unit].name;
}

/* The unit it lies in; of a unit, its parent. */
static uint32_t unit_of(const lc_world *w, const lc_name *n)
{
    return n->kind == LIFE_HIT_UNIT
               ? w->unit.v[lc_world_unit_find(w, n->id)].parent
               : lc_world_unit_at(w, n->pt);
}

static lc_hit hit_of(const lc_world *w, const score *s, const question *q)
{
    lc_hit h = {.kind = s->name->kind,
                .id = s->name->id,
                .name = s->name->name,
                .detail = "",
                .unit = LIFE_NONE,
                .word = "",
                .need = s->need,
                .match = s->how,
                .pt = s->name->pt,
                .placed = s->name->placed,
                .distance_m = -1};

    if (s->need) {
        h.word = s->name->name;
        h.name = lc_han_in(h.word) ? s->need->name_zh : s->need->name_en;
        h.id = s->need->id; /* a service's word goes by the service's */
        h.facilities = lc_needs_facilities(w, s->need);
        h.offering = lc_needs_offering(w, s->need);
        return h;
    }
    h.unit = unit_of(w, s->name);
    h.detail = unit_name(w, h.unit);
    if (q->near && h.placed)
        h.distance_m = lc_distance_m(q->at, h.pt);
    return h;
}

/* Typed coordinates: one that lies within the data goes before one that does
 * not, and alone. */
static size_t positions(const lc_world *w, const lc_find *f, lc_hit *out)
{
    lc_typed t;
    size_t n = 0, inside = 0;

    if (!f->limit || !lc_typed_read(f->q, f->system, &t))
        return 0;
    for (int i = 0; i < t.count; i++) {
        lc_pt p = lc_pt_from(t.at[i]);
        bool in = lc_shape_contains(&w->extent.v[0].shape, p);
        uint32_t unit = lc_world_unit_at(w, p);

        if (n == f->limit || (inside && !in) ||
            (n && lc_pt_equal(out[0].pt, p)))
            continue;
        if (in && !inside++)
            n = 0;
        out[n] = (lc_hit){.kind = LIFE_HIT_POSITION,
                          .id = "",
                          .name = "",
                          .detail = unit_name(w, unit),
                          .unit = unit,
                          .word = "",
                          .match = LIFE_MATCH_EXACT,
                          .system = t.system,
                          .pt = p,
                          .placed = true,
                          .distance_m = -1};
        if (f->near)
            out[n].distance_m = lc_distance_m(f->at, p);
        n++;
    }
    return n;
}

static bool ask(const lc_han *han, const lc_find *f, lc_arena *arena,
                question *q, const char *key, size_t len)
{
    *q = (question){.han = han, .near = f->near, .at = f->at, .only = -1};
    key = lc_arena_strndup(arena, key, len);
    return key && set_key(q, arena, key);
}

/* "the nearest pharmacy" where there is no such word of need, but pharmacy. */
static bool look_for_needs(const lc_names *names, const lc_find *f, question *q,
                           lc_arena *arena, score *best, size_t *n)
{
    question core;
    const char *key;

    if (!f->needs || look_needs(&names->needs, q, false, best, f->limit, n))
        return true;
    key = lc_needs_core(&names->needs, arena, q->key);
    if (!key)
        return true;
    if (!ask(names->han, f, arena, &core, key, strlen(key)))
        return false;
    (void)look_needs(&names->needs, &core, true, best, f->limit, n);
    return true;
}

lc_status lc_world_find(const lc_world *w, const lc_names *names,
                        const lc_find *f, lc_hit *out, size_t *count,
                        lc_error *err)
{
    lc_arena *arena = lc_arena_new(0);
    score *best = lc_calloc(f->limit + 1, sizeof *best);
    const char *key = arena ? lc_name_key(names->han, arena, f->q) : NULL;
    question q;
    size_t n = 0, stem;
    lc_status st = LIFE_OK;

    /* What reads as coordinates is never looked for among the names. */
    *count = positions(w, f, out);
    if (*count)
        goto done;
    if (!best || !key || !ask(names->han, f, arena, &q, key, strlen(key)))
        goto no_memory;
    if (!look_for_needs(names, f, &q, arena, best, &n))
        goto no_memory;
    look(names, &q, best, f->limit, &n);
    /* Only when nothing fits: a number that is on the map is a better
     * answer. */
    stem = n ? 0 : without_number(q.key);
    if (stem) {
        if (!ask(names->han, f, arena, &q, q.key, stem))
            goto no_memory;
        q.only = LIFE_HIT_STREET;
        look(names, &q, best, f->limit, &n);
    }
    for (size_t i = 0; i < n; i++)
        out[i] = hit_of(w, &best[i], &q);
    *count = n;
    goto done;

no_memory:
    st = lc_no_memory(err, "a search");
done:
    lc_free(best);
    lc_arena_free(arena);
    return st;
}

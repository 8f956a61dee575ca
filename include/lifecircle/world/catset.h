/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/catset.h - sets of categories: a value of 32 bytes, wide
 * enough for LIFE_MAX_CATEGORIES, in which bit c is category c. `= {0}` is
 * empty.
 *
 * Facilities share few different sets, so each set is kept once in a world and
 * a facility points to it (facility.h). What a search meets by the million has
 * no room for 32 bytes nor time to read them: it carries a fold of the set,
 * 64 bits. Two sets that meet have folds that meet; the other way round it
 * holds as long as no category is beyond LIFE_CATSET_FOLDED, and beyond that a
 * fold that meets is only worth a look at the sets themselves.
 * Layer:   world, over nothing.
 */
#ifndef LIFECIRCLE_WORLD_CATSET_H
#define LIFECIRCLE_WORLD_CATSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LIFE_MAX_CATEGORIES 200 /* of a city, all_basic not counted */
#define LIFE_CATSET_WORDS   ((LIFE_MAX_CATEGORIES + 63) / 64)
#define LIFE_CATSET_END     UINT32_MAX /* no member */
#define LIFE_CATSET_FOLDED  63 /* so many categories have a fold's bit alone */

typedef struct lc_catset {
    uint64_t word[LIFE_CATSET_WORDS];
} lc_catset;

/* ---- one category; `c` under LIFE_MAX_CATEGORIES ---- */

static inline void lc_catset_add(lc_catset *s, uint32_t c)
{
    s->word[c / 64] |= UINT64_C(1) << c % 64;
}

static inline bool lc_catset_has(const lc_catset *s, uint32_t c)
{
    return s->word[c / 64] >> c % 64 & 1;
}

static inline lc_catset lc_catset_of(uint32_t c)
{
    lc_catset s = {{0}};

    lc_catset_add(&s, c);
    return s;
}

/* The categories 0 to n - 1. */
static inline lc_catset lc_catset_first(size_t n)
{
    lc_catset s = {{0}};

    for (uint32_t c = 0; c < n && c < LIFE_MAX_CATEGORIES; c++)
        lc_catset_add(&s, c);
    return s;
}

/* The least member that is not under `c`, or LIFE_CATSET_END. */
static inline uint32_t lc_catset_next(const lc_catset *s, uint32_t c)
{
    uint32_t i = c / 64;
    uint64_t rest;

    if (i >= LIFE_CATSET_WORDS)
        return LIFE_CATSET_END;
    rest = s->word[i] >> c % 64 << c % 64;
    if (rest)
        return i * 64 + (uint32_t)__builtin_ctzll(rest);
    while (++i < LIFE_CATSET_WORDS)
        if (s->word[i])
            return i * 64 + (uint32_t)__builtin_ctzll(s->word[i]);
    return LIFE_CATSET_END;
}

/* for (LIFE_CATSET_EACH(c, s)): the members, rising. `s` is a pointer. */
#define LIFE_CATSET_EACH(c, s)                                                 \
    uint32_t c = lc_catset_next(s, 0);                                         \
    (c) != LIFE_CATSET_END;                                                    \
    (c) = lc_catset_next(s, (c) + 1)

/* The one member, or LIFE_CATSET_END: none, or several. */
static inline uint32_t lc_catset_only(const lc_catset *s)
{
    uint32_t c = lc_catset_next(s, 0);

    if (c != LIFE_CATSET_END && lc_catset_next(s, c + 1) != LIFE_CATSET_END)
        return LIFE_CATSET_END;
    return c;
}

/* ---- two sets ---- */

static inline bool lc_catset_is_empty(const lc_catset *s)
{
    return lc_catset_next(s, 0) == LIFE_CATSET_END;
}

/* Whether they have a member in common. */
static inline bool lc_catset_meets(const lc_catset *a, const lc_catset *b)
{
    uint64_t any = 0;

    for (size_t i = 0; i < LIFE_CATSET_WORDS; i++)
        any |= a->word[i] & b->word[i];
    return any != 0;
}

static inline bool lc_catset_equals(const lc_catset *a, const lc_catset *b)
{
    return !memcmp(a, b, sizeof *a);
}

/* Puts the members of `s` in, or takes them out. */
static inline void lc_catset_join(lc_catset *to, const lc_catset *s)
{
    for (size_t i = 0; i < LIFE_CATSET_WORDS; i++)
        to->word[i] |= s->word[i];
}

static inline void lc_catset_drop(lc_catset *from, const lc_catset *s)
{
    for (size_t i = 0; i < LIFE_CATSET_WORDS; i++)
        from->word[i] &= ~s->word[i];
}

/* ---- folds ---- */

/* Bit 63 stands for any facility, also one that is of no category. */
#define LIFE_CATFOLD_ANY (UINT64_C(1) << LIFE_CATSET_FOLDED)
#define LIFE_CATFOLD_ALL UINT64_MAX /* meets every facility's */

static inline uint64_t lc_catset_fold_of(uint32_t c)
{
    return UINT64_C(1) << c % LIFE_CATSET_FOLDED;
}

static inline uint64_t lc_catset_fold(const lc_catset *s)
{
    uint64_t fold = 0;

    for (LIFE_CATSET_EACH(c, s))
        fold |= lc_catset_fold_of(c);
    return fold;
}

#endif

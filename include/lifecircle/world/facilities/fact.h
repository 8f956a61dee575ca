/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/facilities/fact.h - what is said of a facility beside its
 * name, hours and telephone, in which order and words: geodata/attributes.csv
 * and attribute_words.csv. Sentences of it: lifecircle/words/facts.h.
 *
 * Layer:   world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_FACILITIES_FACT_H
#define LIFECIRCLE_WORLD_FACILITIES_FACT_H

#include "lifecircle/base/lang.h"
#include "lifecircle/world/catset.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lc_fact_kind {
    LIFE_FACT_COUNT, /* a number of at least 0 */
    LIFE_FACT_TEXT,
    LIFE_FACT_LIST,
    LIFE_FACT_SERVICES, /* what it offers (service.h), and what no table has */
    LIFE_FACT_PHRASES,  /* of that, what has a phrase of its own */
    LIFE_FACT_LACKING,  /* what it says it doesn't offer */
    LIFE_FACT_TAGS,     /* read for services, never said */
    LIFE_FACT_KINDS
} lc_fact_kind;

/* A row; texts are the world's. Templates hold {0} once or not at all. */
typedef struct lc_fact {
    const char *id;   /* rows of one id say one thing */
    const char *keys; /* of attributes, with bars between */
    lc_fact_kind kind;
    bool any; /* whatever the category; else one of: */
    lc_catset categories;
    const char *text[LIFE_LANG_COUNT];
    const char *none[LIFE_LANG_COUNT];   /* of a count of 0; "": as others */
    const char *behind[LIFE_LANG_COUNT]; /* behind the row above; "": as text */
} lc_fact;

size_t lc_world_fact_count(const lc_world *w);
const lc_fact *lc_world_fact(const lc_world *w, size_t i); /* in their order */

/* Those of the first 64 that speak of services, a bit each. */
uint64_t lc_world_fact_offers(const lc_world *w);

typedef struct lc_fact_key { /* one of a row's keys */
    const char *key;
    uint32_t fact; /* the row */
    uint32_t rank; /* among its keys: the least that is told is said */
} lc_fact_key;

/* The rows of a key, *count of them; NULL and 0: it is in none. */
const lc_fact_key *lc_world_fact_keys(const lc_world *w, const char *key,
                                      size_t *count);

typedef struct lc_fact_word { /* what is written, and how it is said */
    const char *key, *word;
    const char *text[LIFE_LANG_COUNT]; /* "": not said */
} lc_fact_word;

/* What the table has for a text of an attribute, whatever the case; NULL:
 * nothing. */
const lc_fact_word *lc_world_fact_word(const lc_world *w, const char *key,
                                       const char *text);

#endif

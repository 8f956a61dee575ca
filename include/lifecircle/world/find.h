/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/find.h - what is called so: units, facilities, places,
 * streets and addresses by name, and typed positions.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_FIND_H
#define LIFECIRCLE_WORLD_FIND_H

#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/world/world.h"

typedef enum lc_hit_kind { /* of equals, the first goes first */
                           LIFE_HIT_PLACE,
                           LIFE_HIT_UNIT,
                           LIFE_HIT_FACILITY,
                           LIFE_HIT_STREET,
                           LIFE_HIT_ADDRESS,
                           LIFE_HIT_POSITION, /* typed; it has no name */
                           LIFE_HIT_KINDS
} lc_hit_kind;

typedef enum lc_hit_match { /* the best goes first */
                            LIFE_MATCH_EXACT,
                            LIFE_MATCH_PREFIX,
                            LIFE_MATCH_WORD,
                            LIFE_MATCH_PART,
                            LIFE_MATCH_WORDS, /* all its words, in any order */
                            LIFE_MATCH_PINYIN,
                            LIFE_MATCH_INITIALS,
                            LIFE_MATCHES
} lc_hit_match;

/* "place", "unit" ...; "exact", "prefix", "word", "part" (WORDS too),
 * "pinyin", "initials". */
const char *lc_find_kind_id(lc_hit_kind k);
const char *lc_find_match_id(lc_hit_match m);

/* `q` is UTF-8 as typed. `out` of the search must hold `limit` hits; 0 gives
 * none. */
typedef struct lc_find {
    const char *q;
    size_t limit;
    bool near; /* `at` is known: nearer ones go first */
    lc_pt at;
    lc_crs_degrees system; /* of a typed position without a mark */
} lc_find;

/* Texts are the world's and outlive the question. A unit's or facility's id
 * leads to its page; a street, an address and a typed position have none, so id
 * is "" there and the place is all that is known. What was looked for need not
 * be the name that is given: a unit is found by its English name too. */
typedef struct lc_hit {
    lc_hit_kind kind;
    lc_hit_match match;
    const char *id;            /* a unit's code, a facility's id, or "" */
    const char *name, *detail; /* detail: the unit it lies in, or "" */
    lc_crs_degrees system;     /* of a position: what it was read as */
    lc_pt pt;
    bool placed;       /* false: a unit without a shape */
    double distance_m; /* -1: not asked, or not placed */
} lc_hit;

/* At most `limit` hits, best first: the whole name, its front, a word, a
 * part, then pinyin and its initials; of equals by kind, then the nearer (with
 * `near`) or shorter. Widths, case, accents and traditional characters are put
 * aside. A typed position (geo/typed.h) is a hit of its own kind, and the only
 * one. LIFE_ERR_NOMEM. Cost: a pass over all names, some milliseconds. */
lc_status lc_world_find(const lc_world *w, const lc_find *f, lc_hit *out,
                        size_t *count, lc_error *err);

#endif

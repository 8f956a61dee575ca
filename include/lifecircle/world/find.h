/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/find.h - what is called so: units, facilities, places,
 * streets and addresses by name, typed positions, and kinds of service by the
 * words of who needs one.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_FIND_H
#define LIFECIRCLE_WORLD_FIND_H

#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/world/catset.h"
#include "lifecircle/world/world.h"

typedef enum lc_hit_kind { /* of equals, the first goes first */
                           LIFE_HIT_CATEGORY, /* or several: lc_need */
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

/* All that can be found in a world by its name: a study makes them for the
 * first search (study/find.h). */
typedef struct lc_names lc_names;

/* What a word of need stands for: categories, of which the nearest is wanted,
 * or the nearest of them that offers a service. Texts are the names'. */
typedef struct lc_need {
    const char *id; /* "pharmacy", "hospital,community_health_center" */
    /* The category's; of several, the need's; of a service, its own. */
    const char *name_zh, *name_en;
    lc_catset set;    /* those of them that the city knows */
    uint32_t service; /* lc_world_service(); LIFE_NONE: none is asked for */
} lc_need;

/* "category", "place", "unit" ...; "exact", "prefix", "word", "part" (WORDS
 * too), "pinyin", "initials". */
const char *lc_find_kind_id(lc_hit_kind k);
const char *lc_find_match_id(lc_hit_match m);

/* `q` is UTF-8 as typed. `out` of the search must hold `limit` hits; 0 gives
 * none. */
typedef struct lc_find {
    const char *q;
    size_t limit;
    bool needs; /* look among the words of need too */
    bool near;  /* `at` is known: nearer ones go first */
    lc_pt at;
    lc_crs_degrees system; /* of a typed position without a mark */
} lc_find;

/* Texts are the world's or the names' and outlive the question. A unit's or
 * facility's id leads to its page; a street, an address and a typed position
 * have none, so id is "" there and the place is all that is known. What was
 * looked for need not be the name that is given: a unit is found by its English
 * name too, and a category by any of its words. */
typedef struct lc_hit {
    lc_hit_kind kind;
    lc_hit_match match;
    const char *id;            /* a unit's code, a facility's id, or "" */
    const char *name, *detail; /* detail: the name of its unit, or "" */
    uint32_t unit;             /* it lies in; of a unit, its parent */
    const lc_need *need;       /* of a category; else NULL */
    const char *word;          /* of a category: the one that fits; else "" */
    uint32_t facilities;       /* of a category: how many there are */
    uint32_t offering;         /* how many of them say they offer the service */
    lc_crs_degrees system;     /* of a position: what it was read as */
    lc_pt pt;
    bool placed;       /* false: a unit without a shape */
    double distance_m; /* -1: not asked, or not placed */
} lc_hit;

/* At most `limit` hits, best first: with `needs` what a word of need stands
 * for (whole, or as pinyin); then the whole name, its front, a word, a part,
 * pinyin and its initials; of equals by kind, then the nearer (with `near`) or
 * shorter. Of words of need that are begun, three categories go before the
 * names that begin so. Widths, case, accents and traditional characters are put
 * aside. A typed position (geo/typed.h) is a hit of its own kind, and the only
 * one. LIFE_ERR_NOMEM. Cost: a pass over all names, some milliseconds. */
lc_status lc_world_find(const lc_world *w, const lc_names *names,
                        const lc_find *f, lc_hit *out, size_t *count,
                        lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/match.h - the place of a written address among those of
 * the city, and how good it is. A guess is not an answer: what the address
 * doesn't decide is not placed, and why is said.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_MATCH_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_MATCH_H

#include "src/import/address/reading.h"

typedef enum lc_address_quality {                      /* the best first */
                                  LIFE_ADDRESS_EXACT,  /* that house and door */
                                  LIFE_ADDRESS_NUMBER, /* the number, but not
                                                          its letter or door */
                                  LIFE_ADDRESS_BETWEEN, /* two of its side */
                                  LIFE_ADDRESS_STREET,
                                  LIFE_ADDRESS_QUALITIES
} lc_address_quality;

/* "exact", "number", "between", "in_street": as place_quality has them. */
const char *lc_address_match_quality(lc_address_quality q);
/* The quality of a name; LIFE_ADDRESS_QUALITIES: there is none. */
lc_address_quality lc_address_match_parse(const char *name);

/* Houses of one number no farther apart are one place. */
#define LIFE_ADDRESS_SAME_M 100.0
/* A number lies between two of its side no farther apart than this. */
#define LIFE_ADDRESS_BETWEEN_M 200.0
#define LIFE_ADDRESS_APART     20 /* by their numbers */

typedef struct lc_address_match {
    lc_address_reason reason; /* PLACED: `quality` and `pt` hold */
    lc_address_quality quality;
    lc_pt pt;
    const char *unit; /* the code of the smallest unit that must hold it, where
                         it is not placed; NULL: none is known */
    size_t streets;   /* AMBIGUOUS: how many it may be */
} lc_address_match;

typedef struct lc_address_ask {
    const char *text;
    const char *area[4]; /* what columns say of the area; NULL or "": nothing */
    const char *unit;    /* the code of the unit it lies in, or NULL */
    lc_address_quality least; /* STREET: a street alone is a place too */
} lc_address_ask;

/* LIFE_ERR_NOMEM. `arena` is of the one address. */
lc_status lc_address_match_find(lc_address_index *ix, const lc_address_ask *ask,
                                lc_arena *arena, lc_address_match *out,
                                lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/fact.h - reading the tables of what is said of a
 * facility.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_FACT_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_FACT_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/facilities/fact.h"

typedef struct lc_facts { /* the tables; texts are the world's */
    LC_VEC(lc_fact) row;
    uint64_t offers;         /* lc_world_fact_offers() */
    LC_VEC(lc_fact_key) key; /* by key, then row */
    /* Where each key begins among these, and one more; 0: none. Found by a
     * hash, and what is there already is passed over. */
    uint32_t *place;
    uint32_t places;           /* a power of two */
    LC_VEC(lc_fact_word) word; /* by key, then text */
} lc_facts;

/* Of the categories, which must be there. LIFE_ERR_PARSE, LIFE_ERR_NOMEM. */
lc_status lc_world_fact_load(lc_world *w, lc_error *err);
void lc_world_fact_clear(lc_world *w);

#endif

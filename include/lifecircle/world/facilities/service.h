/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/facilities/service.h - what a place may offer (meals,
 * bathing, care at night), and which place says that it does:
 * geodata/services.csv.
 *
 * A place offers what its attributes say: a cell of several
 * ("助餐;助浴、康复"), an attribute of one (night_service: 是), or what it is
 * (a meal point has meals). What it doesn't say is unstated, which is neither
 * yes nor no.
 *
 * Layer:   world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_FACILITIES_SERVICE_H
#define LIFECIRCLE_WORLD_FACILITIES_SERVICE_H

#include "lifecircle/base/lang.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_MAX_SERVICES      64 /* sets of them are bits of a number */
#define LIFE_SERVICE_BEGINNING 6  /* two Chinese characters */

typedef struct lc_service { /* a row of the table; texts are the world's */
    const char *id;
    const char *name[LIFE_LANG_COUNT];
    const char *phrase[LIFE_LANG_COUNT]; /* said by itself; "": in the list */
    const char *words;      /* what people write, with bars between */
    const char *categories; /* where it is usual, the likeliest first; ids with
                               spaces between, that the city may lack */
} lc_service;

size_t lc_world_service_count(const lc_world *w);
/* In the order of the table; unchecked. */
const lc_service *lc_world_service(const lc_world *w, uint32_t i);
/* Those with a phrase of their own, a bit each. */
uint64_t lc_world_service_phrased(const lc_world *w, lc_lang lang);
/* By its id, a name, or a word, whatever the case; else by a beginning of at
 * least LIFE_SERVICE_BEGINNING bytes that one name alone has (夜间);
 * LIFE_NONE: none of them. */
uint32_t lc_world_service_find(const lc_world *w, const char *word);

/* ---- who offers what ---- */

typedef struct lc_offer { /* by service, bit i is service i; never both */
    uint64_t yes, no;
} lc_offer;

typedef enum lc_offered {
    LIFE_OFFERED_NO,
    LIFE_OFFERED_YES,
    LIFE_OFFERED_UNSTATED
} lc_offered;

/* Of all services in `wanted` at once: all are, one is not, or some are not
 * spoken of. Of none: yes. */
static inline lc_offered lc_service_offered(lc_offer o, uint64_t wanted)
{
    if (o.no & wanted)
        return LIFE_OFFERED_NO;
    return wanted & ~o.yes ? LIFE_OFFERED_UNSTATED : LIFE_OFFERED_YES;
}

typedef struct lc_menu { /* what is asked for; `= {0}`: nothing */
    uint64_t wanted;     /* all of these, at one place */
    bool unstated; /* those that don't say so, in place of those that do */
} lc_menu;

/* Of a facility of the world. */
lc_offer lc_world_service_offer(const lc_world *w, const lc_facility *f);
/* How many facilities of a category (or of LIFE_ANY_CATEGORY) say they have
 * each; `out` takes LIFE_MAX_SERVICES. Cost: a look at each of them. */
void lc_world_service_counts(const lc_world *w, uint32_t category,
                             uint32_t *out);

/* Those that some facility of a category says it has or hasn't. */
uint64_t lc_world_service_spoken(const lc_world *w, uint32_t category);

/* A piece of a cell in which no service was found, `len` bytes. */
typedef void (*lc_service_rest)(void *ctx, const char *piece, size_t len);
/* What a cell says: added to *out. `rest` (NULL: nobody) hears of what is in
 * no table. */
void lc_world_service_read(const lc_world *w, const char *cell, lc_offer *out,
                           lc_service_rest rest, void *ctx);

#endif

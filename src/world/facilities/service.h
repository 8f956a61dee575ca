/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/service.h - reading the table of services, and what
 * each facility offers.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_SERVICE_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_SERVICE_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/facilities/service.h"
#include "src/world/facilities/fact.h"
#include "src/world/facilities/service_words.h"

typedef struct lc_services { /* `= {0}` is empty */
    LC_VEC(lc_service) row;
    lc_catset by_kind[LIFE_MAX_SERVICES]; /* per row */
    uint64_t phrased[LIFE_LANG_COUNT];    /* that have a phrase */
    lc_service_words words;
    lc_offer *offer; /* per facility; NULL in compute */
} lc_services;

/* Of facilities and categories, which must be there. LIFE_ERR_PARSE: a table
 * says what can't be; LIFE_ERR_LIMIT: more than LIFE_MAX_SERVICES. */
lc_status lc_world_service_load(lc_world *w, lc_error *err);
/* The table alone, and what one facility offers, for who reads these one after
 * another. The reader is for lc_free(). */
typedef struct lc_service_reader lc_service_reader;
lc_status lc_world_service_table(lc_world *w, lc_error *err);
lc_status lc_service_reader_new(const lc_world *w, lc_service_reader **out,
                                lc_error *err);
lc_offer lc_service_read_offer(const lc_world *w, const lc_facility *f,
                               lc_service_reader *r);
void lc_world_service_clear(lc_world *w);

#endif

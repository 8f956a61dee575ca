/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/term.h - the names of ids.
 */
#ifndef LIFECIRCLE_SRC_WORLD_NAMES_TERM_H
#define LIFECIRCLE_SRC_WORLD_NAMES_TERM_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/names/term.h"

typedef struct lc_term {
    const char *id, *name_zh, *name_en; /* name_en "": none */
} lc_term;

/* LIFE_ERR_PARSE, LIFE_ERR_NOMEM. */
lc_status lc_world_term_load(lc_city *c, lc_world *w, lc_error *err);

#endif

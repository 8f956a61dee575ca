/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/whatif_changes.h - a scenario as it is asked: read, and what it
 * names found in the city.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_WHATIF_CHANGES_H
#define LIFECIRCLE_SRC_ASK_COVER_WHATIF_CHANGES_H

#include "lifecircle/ask/question.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/answers/whatif.h"
#include "lifecircle/import/scenario.h"
#include "lifecircle/study/altered/indicators.h"
#include "lifecircle/study/whatif/whatif.h"

/* What is asked, and what it came to. The lists are borrowed by `all`. */
typedef struct lc_ask_whatif {
    const lc_world *w;
    const lc_args *args;
    lc_scenario scenario;
    LC_VEC(lc_whatif_add) add;
    LC_VEC(uint32_t) remove;
    LC_VEC(lc_whatif_move) move;
    LC_VEC(lc_whatif_set) set;
    LC_VEC(lc_whatif_link) link;
    LC_VEC(lc_pt) block;
    LC_VEC(lc_whatif_gate) gate;
    lc_whatif_changes all;
    lc_whatif_query q;
    lc_whatif got;
    bool indicators; /* are asked for */
    lc_altered_indicators told;
    bool access; /* is asked for */
    lc_whatif_shared shared;
} lc_ask_whatif;

/* Of files, a body and options. Errors name what is at fault. */
lc_status lc_ask_whatif_read(lc_ask_whatif *x, lc_error *err);
/* Fills `all` and `q`; from then on the scenario says what holds.
 * LIFE_ERR_NOT_FOUND: no facility or gate is what a change names. */
lc_status lc_ask_whatif_find(lc_ask_whatif *x, lc_error *err);
void lc_ask_whatif_clear(lc_ask_whatif *x);

#endif

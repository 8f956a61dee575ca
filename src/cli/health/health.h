/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/health.h - a list of what was looked at, how it is, and what
 * helps; printed as a table of a screen, or as JSON.
 */
#ifndef LIFECIRCLE_SRC_CLI_HEALTH_HEALTH_H
#define LIFECIRCLE_SRC_CLI_HEALTH_HEALTH_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/words/say.h"

typedef enum lc_health_level { /* the worst is that of the whole */
                               LIFE_HEALTH_OK,
                               LIFE_HEALTH_WARN,
                               LIFE_HEALTH_WRONG,
                               LIFE_HEALTH_LEVELS
} lc_health_level;

typedef struct lc_health_row { /* texts are owned */
    const char *area, *id;     /* for programs; constants */
    lc_sentence area_title, label;
    lc_health_level level;
    char *value, *advice; /* advice: NULL where it is well */
} lc_health_row;

typedef struct lc_health { /* `= {.lang = ...}` */
    lc_lang lang;
    lc_health_level worst;
    const char *area;
    lc_sentence area_title;
    bool failed; /* for want of memory */
    LC_VEC(lc_health_row) row;
} lc_health;

/* Frees the rows; the rest is the caller's. */
void lc_health_clear(lc_health *h);
/* What follows is of this area. */
void lc_health_area(lc_health *h, const char *id, lc_sentence title);
/* A thing by its `id` and `label`. `advice` may have one place, for `part`; it
 * is for what is not well, else left out. */
void lc_health_add(lc_health *h, const char *id, lc_sentence label,
                   lc_health_level level, const char *value);
void lc_health_advise(lc_health *h, lc_sentence advice, const char *part);
/* The value of what is there or not. */
const char *lc_health_yes(const lc_health *h, bool yes);
/* Words that are in no table, in place of advice: the reason of a failure. */
void lc_health_explain(lc_health *h, const char *text);

/* A table for each area, below it the advice, and how it is as a whole. */
lc_status lc_health_print(lc_health *h, lc_error *err);
/* {"state": "ok|warning|wrong", "checks": [{area, id, state, label, value,
 * advice or null}]}. */
void lc_health_json(const lc_health *h, lc_buf *out);

#endif

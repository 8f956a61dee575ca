/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/recent.h - light answers kept for whoever asks the very same
 * within the minute: a link that goes round, a page that many open at once. To
 * find one costs less than a hundredth of making it.
 *
 * In memory alone, and gone with the minute that the clock shows: so that what
 * is open now is never said of another minute, and nobody's place stays. All
 * are forgotten when a city is loaded.
 *
 * Threads: safe; each call holds one lock for a few instructions.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_RECENT_H
#define LIFECIRCLE_SRC_HTTP_SERVE_RECENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All together, and the longest: longer ones are counted while they are sent
 * (net/quota.h). */
#define LIFE_RECENT_BYTES     16777216
#define LIFE_RECENT_ONE_BYTES 65536

typedef struct lc_recent lc_recent;
typedef struct lc_recent_answer lc_recent_answer;

typedef struct lc_recent_key {
    const char *target; /* as it was sent */
    bool gzip;          /* what it is sent in, else as it is */
} lc_recent_key;

typedef struct lc_recent_note { /* for the metrics and the log */
    size_t row, bytes;          /* the route's number; of the body */
    const struct lc_served *city;
    char generation[16];
} lc_recent_note;

lc_recent *lc_recent_new(void);    /* NULL: no memory */
void lc_recent_free(lc_recent *k); /* NULL is fine; no answer may be held */
void lc_recent_forget(lc_recent *k);

/* To be dropped again. `minute` is that of now. NULL: none, and *stamp is what
 * lc_recent_put() wants. */
const lc_recent_answer *lc_recent_find(lc_recent *k, uint64_t minute,
                                       lc_recent_key key, uint64_t *stamp);
/* Keeps `reply` until it is dropped by all, and gives it to drop() then. False:
 * it is the caller's still, as there is no room, or the minute or the city is
 * another by now. */
bool lc_recent_put(lc_recent *k, lc_recent_key key, uint64_t stamp,
                   const lc_recent_note *note, void *reply,
                   void (*drop)(void *reply));
void *lc_recent_reply(const lc_recent_answer *a);
const lc_recent_note *lc_recent_noted(const lc_recent_answer *a);
void lc_recent_drop(const lc_recent_answer *a);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/study.h - what is worked out about a city once and kept:
 * walk times of each pace, straight distances, capacities, assessments. A
 * study holds a world that nobody changes; all questions are put to a study.
 *
 * Layer:   study, over world.
 * Threads: a study is shared by any number of threads. What is missing is
 *          worked out by the first that asks, while others that want the same
 *          wait; what is there is read without a lock.
 */
#ifndef LIFECIRCLE_STUDY_STUDY_H
#define LIFECIRCLE_STUDY_STUDY_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

typedef struct lc_study lc_study;

/* Loads a finished city file and the walk times that are stored in it.
 * `verify`: compare the SHA-256 beside it first. The world goes with the
 * study. LIFE_ERR_IO, LIFE_ERR_DB, LIFE_ERR_STATE (not computed yet),
 * LIFE_ERR_NOMEM, LIFE_ERR_PARSE (a table of geodata). Cost: under a second a
 * million street nodes. */
lc_status lc_study_open(const char *path, bool verify, lc_study **out,
                        lc_error *err);
/* For who asks one question and ends: walk times stay in the file until some
 * are asked for, and a life circle goes without. Never verified. */
lc_status lc_study_open_once(const char *path, lc_study **out, lc_error *err);
/* Which rows of a city somebody reads, one after another. */
typedef enum lc_study_rows {
    LIFE_STUDY_WHOLE, /* not rows alone */
    LIFE_STUDY_ROWS,  /* of facilities, units, homes and streets: in three
                         fifths of the memory and three quarters of the time */
    LIFE_STUDY_PAGES  /* the same, which stay in the file (world/pages) and are
                         opened there when they are first asked for; one thread
                         at a time. Whatever the city's size in a few MB, beside
                         the names of streets, and 4 bytes for each where links
                         are told */
} lc_study_rows;
/* For who reads such rows alone: nothing may be asked that searches or walks.
 */
lc_status lc_study_open_rows(const char *path, lc_study_rows rows,
                             lc_study **out, lc_error *err);
/* The same as lc_study_open() of a city that is open already and stays the
 * caller's, open until the names have been made (find.h) or the study is freed;
 * `path` is for words.
 */
lc_status lc_study_load(lc_city *c, const char *path, lc_study **out,
                        lc_error *err);
/* A study of a world that stays the caller's and must outlive it; nothing is
 * worked out yet. LIFE_ERR_NOMEM, LIFE_ERR_PARSE. */
lc_status lc_study_new(const lc_world *w, lc_study **out, lc_error *err);
void lc_study_free(lc_study *s); /* NULL is fine; no walker may be left */

const lc_world *lc_study_world(const lc_study *s);
/* What city and study take in memory now: it grows as paces are asked for. */
uint64_t lc_study_memory_bytes(const lc_study *s);
/* Whether all that a life circle of the pace needs has been worked out, so
 * that it takes a millisecond; the first one may take a hundred. */
bool lc_study_pace_made(const lc_study *s, uint32_t pace);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/service_words.h - the words by which cells say that a
 * service is there or isn't: those of geodata/services.csv, and yes, no and not
 * of geodata/cell_words.csv.
 *
 * Threads: never change once they are filled.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_SERVICE_WORDS_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_SERVICE_WORDS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/facilities/service.h"

typedef struct lc_service_word { /* the text is not its own */
    const char *text;
    size_t len;
    uint32_t means; /* a service; of answers, an lc_offered */
} lc_service_word;

/* Each list the longest first, so that the first that fits is the longest. */
typedef struct lc_service_words { /* `= {0}` is empty */
    LC_VEC(lc_service_word) service;
    LC_VEC(lc_service_word) answer;   /* behind a service or alone */
    LC_VEC(lc_service_word) not_word; /* in front of one */
    LC_VEC(lc_service_word) verb;     /* between the two */
} lc_service_words;

/* Adds a word of a service; false: no memory. */
bool lc_service_words_add(lc_service_words *s, const char *text, size_t len,
                          uint32_t service);
/* Those of cell_words.csv, copied into the world; then all are sorted. */
lc_status lc_service_words_fill(lc_service_words *s, lc_world *w,
                                lc_error *err);
void lc_service_words_clear(lc_service_words *s);

/* What the cell of an attribute of one service says: "是", "每周二", "无". */
lc_offered lc_service_words_answer(const lc_service_words *s, const char *cell);
/* What a cell of several says; see lc_world_service_read(). */
void lc_service_words_read(const lc_service_words *s, const char *cell,
                           lc_offer *out, lc_service_rest rest, void *ctx);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/mixes.h - the two files of a city and the hybrids between
 * them, each with a study, and what each says of its homes.
 *
 * A cell is a number of four bits: whose facilities, streets, homes and rules;
 * 0: of the file before. Cell 0 is that file and cell 15 the other. Where both
 * files have the same of something the bit is of no account, and such cells are
 * one: `as` says which.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPARE_MIXES_H
#define LIFECIRCLE_SRC_STUDY_COMPARE_MIXES_H

#include "lifecircle/study/study.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    LIFE_MIX_FACILITIES = 1,
    LIFE_MIX_STREETS = 2,
    LIFE_MIX_HOMES = 4,
    LIFE_MIX_RULES = 8,
    LIFE_MIXES = 16
};

typedef struct lc_mixes { /* for lc_mixes_clear() */
    lc_study *file[2];
    const char *pace; /* its id, which both have */
    uint32_t limit_ms;
    int homes_of; /* 0 or 1: all on the homes of that file; -1: each its own */
    uint8_t same; /* bits LIFE_MIX_*: both files have the same */
    uint8_t as[LIFE_MIXES];
    bool used[LIFE_MIXES];           /* as itself */
    lc_study *study[LIFE_MIXES];     /* of those used */
    lc_world *hybrid[LIFE_MIXES];    /* NULL: it is a file */
    bool has_lent_graph[LIFE_MIXES]; /* another's */
    uint8_t *answer[LIFE_MIXES];     /* of each home, lc_answer in two bits */
    int8_t *layer[2];                /* of the homes of either */
} lc_mixes;

/* `file`, `pace`, `limit_ms` and `homes_of` are set, the rest is 0. `all`: also
 * those that only causes are found by. Due to be cleared whatever comes back.
 * LIFE_ERR_DB, LIFE_ERR_STATE, LIFE_ERR_NOMEM. Cost: linking homes and
 * facilities of each file to the streets of the other. */
lc_status lc_mixes_open(lc_mixes *c, bool all, lc_error *err);
/* Fills `answer` of all cells that are used, for a category by its id. Cost: a
 * sweep for each pair of facilities and streets, two of which are stored. */
lc_status lc_mixes_judge(lc_mixes *c, const char *category, lc_error *err);
/* How many homes it has, and of which file they are. */
size_t lc_mixes_homes(const lc_mixes *c, unsigned cell);
static inline int lc_mixes_side(unsigned cell, unsigned bit)
{
    return (cell & bit) != 0;
}
void lc_mixes_clear(lc_mixes *c);

#endif

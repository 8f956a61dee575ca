/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/progress.h - how much of the way from a first value
 * to the target is done.
 *
 * The first value is the plan's own, which is of the whole city, or the
 * earliest of the published ones. Where it met the target already there is no
 * way to go: then it is still met, or not any more. A programme counts from
 * nothing, and has no first value.
 *
 * Layer:   study.
 * Units:   per cent of the way: 0 is the first value, 100 the target, below 0
 *          further from it than then, above 100 beyond it. So of targets that
 *          are to be reached from above.
 * Threads: values.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_PROGRESS_H
#define LIFECIRCLE_STUDY_ASSESS_PROGRESS_H

#include <stdbool.h>

/* X(ID, name in answers). NONE: nothing can be said. */
#define LIFE_PROGRESS_MAP(X)                                                   \
    X(NONE, "")                                                                \
    X(UNDERWAY, "underway")                                                    \
    X(REACHED, "reached")                                                      \
    X(BACK, "back")                                                            \
    X(HELD, "held")                                                            \
    X(LOST, "lost")

/* clang-format off */
typedef enum lc_progress_state {
#define LIFE_X(id, name) LIFE_PROGRESS_##id,
    LIFE_PROGRESS_MAP(LIFE_X)
#undef LIFE_X
    LIFE_PROGRESS_COUNT
} lc_progress_state;
/* clang-format on */

/* percent, low and high are NaN where they are not known; low and high are
 * those of what is computed, and the same where it is known for certain. */
typedef struct lc_rule_progress {
    lc_progress_state state;
    double first; /* NaN: none is known */
    int first_year;
    double percent, low, high;
    bool by_published; /* of the published value, else of the computed one */
} lc_rule_progress;

const char *lc_progress_state_id(lc_progress_state s);

#endif

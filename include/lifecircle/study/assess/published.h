/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/published.h - what somebody published of a rule in a
 * unit, to be shown beside what is computed, and never mixed with it.
 *
 * Layer:   study.
 * Units:   that of the rule.
 * Threads: values.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_PUBLISHED_H
#define LIFECIRCLE_STUDY_ASSESS_PUBLISHED_H

/* NaN: none. The year is 0 where it wasn't told; the source, who published it,
 * is the world's. */
typedef struct lc_published {
    double value;
    int year;
    const char *source;
} lc_published;

/* As many years as a line of a report has room for. */
#define LIFE_MAX_HISTORY 5

#endif

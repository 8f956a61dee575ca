/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/survey.h - what a question about coverage knows of each of
 * its categories, and the answer for one home by it.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_SURVEY_H
#define LIFECIRCLE_SRC_STUDY_COVER_SURVEY_H

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "src/study/home_times.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"

/* What may stand near a home where no walk tells. */
typedef struct lc_home_near {
    bool unlinked; /* within the limit in a straight line */
    bool unplaced; /* somewhere in its unit, or nobody knows where */
} lc_home_near;

/* What is known of one category for one query. Arrays are the study's. */
typedef struct lc_gauge {
    uint32_t category;
    bool no_data;
    const uint64_t *label;    /* per home; NULL when straight, or by `ms` */
    const uint32_t *ms;       /* of the home at hand; NULL: see `label` */
    const uint32_t *straight; /* per home, mm; NULL when walking */
    const uint32_t *unlinked; /* per home, mm; NULL: see `each` */
    bool each; /* some are unlinked: of each home that needs it, ask */
    /* Of a time, of what may be open, as `label` and `straight` then are of
     * what is: NULL, where nothing more may be. */
    const uint64_t *maybe_label;
    const uint32_t *maybe_straight;
    const uint32_t *end_ms; /* per home, to where the data end; walking */
    /* of the home at hand, where it isn't as the city has it; else NULL */
    const lc_home_near *near;
} lc_gauge;

typedef struct lc_survey {
    lc_study *study;
    const lc_world *w;
    const lc_coverage_query *q;
    const lc_pace *pace;
    const lc_mode_links *links;
    uint32_t reach_mm; /* the limit, straight */
    /* The parts are `one`, or of all_basic `many`. On the stack there is room
     * for one alone: a survey of a single home, made for home after home, has
     * no time for more. */
    lc_gauge one, *many, *part;
    size_t parts;
    bool once; /* one limit: a pass over all homes for a few is left out */
    /* Of each home, for who asks level after level, and at a time, where labels
     * of one category after another are made and forgotten. */
    struct lc_verdict *known;
    const lc_home_times *times; /* NULL: by labels; else */
    uint32_t *ms;               /* by category, of the home at hand */
} lc_survey;

typedef struct lc_verdict {
    lc_answer answer;
    lc_reason reason;
    uint32_t measure; /* ms, or mm when straight; LIFE_NONE: none known */
} lc_verdict;

/* all_basic has a gauge for each basic category, all at one limit. `once`: a
 * pass over all homes for the sake of a few is left out. `times` NULL: by
 * labels. lc_survey_end() is due whatever comes back. LIFE_ERR_NOMEM, or the
 * budget's. Queries and times are borrowed. */
lc_status lc_survey_begin(lc_survey *s, lc_study *study,
                          const lc_coverage_query *q, bool once,
                          const lc_home_times *times, lc_error *err);
void lc_survey_end(lc_survey *s);

/* The answer of a home: as it is known, or as it is judged. */
lc_verdict lc_survey_of(const lc_survey *s, uint32_t h);
/* One home and one category of them. */
lc_verdict lc_survey_judge(const lc_survey *s, const lc_gauge *g, uint32_t h);
/* All parts together: uncovered by one is uncovered; else unknown by one is
 * unknown. The measure is the longest. */
lc_verdict lc_survey_judge_all(const lc_survey *s, uint32_t h);

#endif

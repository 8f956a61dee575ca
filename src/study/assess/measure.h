/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure.h - what is found out about a rule in each unit,
 * before it is held against a target; and which inputs were lacking.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_H

#include "lifecircle/study/assess/indicators.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/study/study.h"

enum { /* inputs that are lacking: bits of lc_reading.lacks */
       LIFE_LACKS_CATEGORY = 1,     /* lc_reading.no_data says which */
       LIFE_LACKS_ATTRIBUTE = 2,    /* .attribute, of .untold facilities */
       LIFE_LACKS_RESIDENTS = 4,    /* or the list that counts people */
       LIFE_LACKS_AGES = 8,         /* the rule's band */
       LIFE_LACKS_DRIVE = 16,       /* a drive network */
       LIFE_LACKS_BUILT_UP = 32,    /* units of level built_up */
       LIFE_LACKS_LEVEL = 64,       /* units of .level */
       LIFE_LACKS_LIST = 128,       /* the list that the scope names */
       LIFE_LACKS_URBAN = 256,      /* urban or rural */
       LIFE_LACKS_FIGURE = 512,     /* an imported figure of the rule's id */
       LIFE_LACKS_HOMES = 1024,     /* nobody is known to live there */
       LIFE_LACKS_LINK = 2048,      /* homes off the streets */
       LIFE_LACKS_REACH = 4096,     /* facilities off the streets */
       LIFE_LACKS_EXTENT = 8192,    /* the data end nearer than the limit */
       LIFE_LACKS_POSITION = 16384, /* facilities of no known place */
       LIFE_LACKS_KIND = 32768,     /* what facilities are, of rule's vague */
};

typedef struct lc_reading {
    bool applies;
    double need;                   /* the unit's own target; 0: the rule's */
    const char *need_zh, *need_en; /* what it is counted in */
    double value, low, high;       /* NaN: not known; high may be infinite */
    double have, people;           /* of ratios: what there is, and for whom */
    double lacking;     /* facilities or units short; NaN: not known */
    int64_t gap_weight; /* -1: not known */
    lc_catset no_data;
    uint32_t lacks, untold, facilities;
    uint32_t units, units_met, units_unknown;
    const char *attribute, *level;
} lc_reading;

struct lc_assessment {
    lc_study *study;
    const lc_world *w;
    const lc_standard *s;
    lc_standard *own;     /* freed with it; NULL: the caller's */
    lc_reading **finding; /* [rule][0: the city, then units] */
    size_t *findings;     /* of each rule; units beyond don't matter to it */
};

/* One rule being measured. */
typedef struct lc_job {
    lc_study *study;
    const lc_world *w;
    const lc_rule_plan *p;
    lc_walker *walker;
    lc_reading *out; /* [0]: the city; [u + 1]: unit u */
    size_t count;
    size_t units; /* that it may be measured in: count - 1 */
} lc_job;

/* The finding of a unit (LIFE_NONE: the city), NULL where there is none. */
lc_reading *lc_job_at(const lc_job *j, uint32_t unit);
/* All findings lack an input. */
void lc_job_lacks(const lc_job *j, uint32_t bits);
/* Whether a unit is one of those that the rule is about. */
lc_known lc_unit_scope(const lc_job *j, uint32_t unit);
/* The bit for a scope that isn't known. */
uint32_t lc_scope_lacks(const lc_rule_plan *p);
/* Whether unit `u` lies in `in`, or is it. */
bool lc_unit_within(const lc_world *w, uint32_t u, uint32_t in);
/* Units of a level: first to first + count; false: the city has none such. */
bool lc_level_units(const lc_world *w, const char *level, uint32_t *first,
                    uint32_t *count);
/* Whether every category of the set is without data, or which are. */
lc_catset lc_no_data(const lc_world *w, lc_catset set);

/* measure_circle.c, measure_units.c, measure_sum.c */
lc_status lc_measure_circle(lc_job *j, lc_error *err);
lc_status lc_measure_provision(lc_job *j, lc_error *err);
lc_status lc_measure_ratio(lc_job *j, lc_error *err);
lc_status lc_measure_share(lc_job *j, lc_error *err);
lc_status lc_measure_programme(lc_job *j, lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule.h - a rule as it is measured, and a standard of them.
 *
 *      part:    a category that is asked for, with its limit and level
 *      filter:  a condition on a facility: a word of its attributes
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_RULE_H
#define LIFECIRCLE_SRC_STUDY_RULES_RULE_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/category.h"

typedef enum lc_filter_op {
    LIFE_FILTER_IS,       /* one of the words; a last '*': begins with it */
    LIFE_FILTER_HAS,      /* one of the words is part of it */
    LIFE_FILTER_AT_LEAST, /* a number */
    LIFE_FILTER_EACH      /* each of the words is part of some facility's */
} lc_filter_op;

enum { LIFE_MAX_FILTERS = 4, LIFE_MAX_WORDS = 12, LIFE_MAX_LEVELS = 8 };

typedef struct lc_filter {
    const char *key;
    lc_filter_op op;
    const char *word[LIFE_MAX_WORDS];
    size_t words;
    double number;
} lc_filter;

typedef struct lc_filters {
    lc_filter filter[LIFE_MAX_FILTERS];
    size_t count;
} lc_filters;

typedef struct lc_rule_part {
    uint32_t category;
    uint32_t limit_ms;
    const char *level; /* where it is asked for; NULL: at the rule's levels */
    lc_catset vague;   /* categories whose facilities may be of this one */
} lc_rule_part;

typedef struct lc_rule_plan {
    lc_rule rule; /* what others see */
    lc_rule_part part[LIFE_MAX_CATEGORIES];
    size_t parts;
    lc_catset set;    /* of the parts */
    lc_catset vague;  /* that may be of the parts, and aren't parts */
    lc_catset from;   /* whose facilities are measured; 0: the parts' own */
    uint32_t need;    /* parts that must be there; 0: each */
    int need_percent; /* the same as a share; 0: by `need` */
    bool drive, straight, listed, or_circle;
    uint32_t limit_ms, radius_mm;
    double min_area_m2;
    const char *level[LIFE_MAX_LEVELS];
    size_t levels;
    const char *attribute, *attribute_of; /* "": each counts one */
    lc_filters where, among;
    int opened_from, opened_to; /* 0: whenever */
    double per;
} lc_rule_plan;

struct lc_standard {
    lc_arena *text;
    const char *id, *name_zh, *name_en, *version;
    LC_VEC(lc_rule_plan) rule;
    LC_VEC(lc_rule_system) system;
    LC_VEC(lc_rule_part) basic;
    lc_catset vague[LIFE_MAX_CATEGORIES]; /* by category: who may be of it */
};

#endif

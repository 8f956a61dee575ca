/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule.h - a rule as it is measured, and a standard of them.
 *
 *      part:    a category that is asked for, with its limit and level
 *      filter:  a condition on a facility: a word of its attributes
 *
 * A plan is a rule made ready: categories are sets and indices of the world,
 * and limits whole milliseconds and millimetres. Numbers of filters, words and
 * levels are bounded so that a plan is one flat piece; a table that needs more
 * gets an error. All texts are the standard's.
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
    LIFE_FILTER_EACH,     /* each of the words is part of some facility's */
    LIFE_FILTER_WITHIN,   /* it stands in one of `in` */
    LIFE_FILTER_KINDS     /* it is of a number of `in` at once */
} lc_filter_op;

enum {
    LIFE_MAX_FILTERS = 6,
    LIFE_MAX_KEYS = 3,
    LIFE_MAX_WORDS = 16,
    LIFE_MAX_LEVELS = 8
};

/* `key` names attributes: the first decides where it is told; of a later one
 * only a word counts that it has. A word behind '!' denies: who has it is none.
 * `number` is of AT_LEAST and KINDS, `in` of WITHIN and KINDS, words of all
 * others.
 * `or_next`: this one or the next will do. */
typedef struct lc_filter {
    const char *key[LIFE_MAX_KEYS];
    size_t keys;
    lc_filter_op op;
    const char *word[LIFE_MAX_WORDS];
    size_t words;
    double number;
    lc_catset in;
    bool or_next;
} lc_filter;

/* All must hold, but for those joined by or_next, of which one must. */
typedef struct lc_filters {
    lc_filter filter[LIFE_MAX_FILTERS];
    size_t count;
} lc_filters;

/* `vague` holds, say, a school whose level isn't stated: where such a one
 * stands, the part is not known, and never covered by it. */
typedef struct lc_rule_part {
    uint32_t category;
    uint32_t limit_ms;
    const char *level; /* where it is asked for; NULL: at the rule's levels */
    /* Categories whose facilities may be of this one: the standard's; NULL in
     * its list of basic services. */
    const lc_catset *vague;
} lc_rule_part;

/* `need` parts of all must be there; where need and need_percent are 0, each.
 * `from` turns the rule round: it is then about facilities that have a part
 * near, and not about homes. drive: by car, for which there are no streets;
 * straight: radius_mm counts and not limit_ms; listed: units tell it of
 * themselves, nothing is measured; or_circle: within the walking circle is as
 * good as inside. min_area_m2: of the site; 0 for any. `level` as the table
 * lists them; the last is the main one. where: what a facility must meet to
 * count; among: what it must meet to be one of those that a share is of. A
 * ratio is multiplied by `per`; household_size people are a household where
 * nobody told how many there are, 0: none is chosen. count_failing: what holds
 * the units of a provision has so many that fail, and no share. */
typedef struct lc_rule_plan {
    lc_rule rule;       /* what others see */
    lc_rule_part *part; /* in the standard's memory, as many as there are */
    size_t parts;
    lc_catset set;    /* of the parts */
    lc_catset vague;  /* that may be of the parts, and aren't parts */
    lc_catset from;   /* whose facilities are measured, if they are others than
                         those of the parts */
    bool from_others; /* `from` is not empty */
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
    double per, household_size;
    bool count_failing;
} lc_rule_plan;

/* Constant once it is open. `basic` makes up all_basic here, each with its own
 * limit; `id` is the name or folder it was opened by. */
struct lc_standard {
    lc_arena *text;
    const char *id, *name_zh, *name_en, *whose_zh, *whose_en, *version;
    const char *title_zh, *title_en;
    LC_VEC(lc_rule_plan) rule;
    LC_VEC(lc_rule_system) system;
    LC_VEC(lc_rule_part) basic;
    lc_catset vague[LIFE_MAX_CATEGORIES]; /* by category: who may be of it */
};

/* Whether what is measured of it may change where facilities of these
 * categories come, go or move. */
bool lc_rule_rests_on(const lc_rule_plan *p, const lc_catset *categories);

#endif

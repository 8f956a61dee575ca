/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/rules/standard.h - a standard: the rules that a city's plans
 * or a national code set for its life circles, read from tables that anyone
 * can edit (geodata/standards/README.md tells every column).
 *
 * Layer:   analysis, over base.
 * Units:   milliseconds, millimetres; targets in the unit the rule names.
 * Threads: a standard is constant once it is open.
 */
#ifndef LIFECIRCLE_STUDY_RULES_STANDARD_H
#define LIFECIRCLE_STUDY_RULES_STANDARD_H

#include "lifecircle/world/world.h"

/* X(ID, name in the tables and answers). How a rule is measured. */
#define LIFE_RULE_KIND_MAP(X)                                                  \
    X(TIME_CIRCLE, "time_circle")                                              \
    X(DISTANCE_CIRCLE, "distance_circle")                                      \
    X(PROVISION, "provision")                                                  \
    X(RATIO, "ratio")                                                          \
    X(SHARE, "share")                                                          \
    X(STATISTIC, "statistic")                                                  \
    X(PROGRAMME, "programme")

/* clang-format off */
typedef enum lc_rule_kind {
#define LIFE_X(id, name) LIFE_RULE_##id,
    LIFE_RULE_KIND_MAP(LIFE_X)
#undef LIFE_X
    LIFE_RULE_KIND_COUNT
} lc_rule_kind;
/* clang-format on */

const char *lc_rule_kind_name(lc_rule_kind k);

#define LIFE_MAX_TARGETS 8

typedef struct lc_rule_target {
    int year;
    double value;
} lc_rule_target;

typedef enum lc_rule_op {
    LIFE_AT_LEAST,
    LIFE_AT_MOST,
    LIFE_MORE_THAN
} lc_rule_op;

typedef struct lc_rule { /* all strings are the standard's; "" where none */
    const char *id, *name_zh, *name_en;
    const char *group, *group_zh, *group_en;
    lc_rule_kind kind;
    const char *categories; /* as the table lists them */
    const char *mode;       /* walk cycle straight drive inside ... */
    bool mode_inferred;     /* the source doesn't state it */
    uint32_t pace;          /* of walking and cycling, or LIFE_NONE */
    double limit;           /* minutes, or metres when straight; 0: none */
    const char *unit_zh, *unit_en; /* of value and target */
    const char *level;             /* assessed at: levels, space-separated */
    const char *scope;             /* all, urban, rural, or a list's name */
    const char *population;        /* residents, an age band as "60+", ... */
    lc_rule_op op;
    lc_rule_target target[LIFE_MAX_TARGETS]; /* years rising; year 0: always */
    size_t target_count;
    double stretch; /* a further aim; NaN: none */
    bool binding;   /* the plan calls it binding */
    /* what was decided where the source leaves it open */
    const char *choice_zh, *choice_en;
    const char *source_zh, *source_en; /* title and section */
} lc_rule;

/* What the product itself is asked to do (systems.csv). */
typedef struct lc_rule_system {
    const char *id, *name_zh, *name_en, *state, *done_by_zh, *done_by_en,
        *source_zh, *source_en;
} lc_rule_system;

typedef struct lc_standard lc_standard;

/* The names of the standards built in, in order; NULL ends it. */
extern const char *const lc_standard_names[];

/* `name`: one of those, or a folder with the same tables. Categories, paces
 * and levels are the world's. LIFE_ERR_NOT_FOUND with the names there are;
 * LIFE_ERR_PARSE and LIFE_ERR_RANGE with file, line, column, value and what
 * would be right. `*out` is the caller's, for lc_standard_free(). */
lc_status lc_standard_open(const lc_world *w, const char *name,
                           lc_standard **out, lc_error *err);
void lc_standard_free(lc_standard *s); /* NULL is fine */

const char *lc_standard_id(const lc_standard *s); /* its name or folder */
const char *lc_standard_name_zh(const lc_standard *s);
const char *lc_standard_name_en(const lc_standard *s);
const char *lc_standard_version(const lc_standard *s); /* of its tables */
size_t lc_standard_rule_count(const lc_standard *s);
const lc_rule *lc_standard_rule(const lc_standard *s, size_t i);
size_t lc_standard_system_count(const lc_standard *s);
const lc_rule_system *lc_standard_system(const lc_standard *s, size_t i);
/* all_basic of this standard: categories and their limits. */
size_t lc_standard_basic_count(const lc_standard *s);
uint32_t lc_standard_basic(const lc_standard *s, size_t i, uint32_t *limit_ms);

#endif

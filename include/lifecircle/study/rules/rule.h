/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/rules/rule.h - a rule of a standard, as its tables tell it.
 *
 * A rule is read by standard.h and measured by assessment.h; what it came to in
 * a unit is an indicator (indicator.h). The columns behind each member are told
 * in geodata/standards/README.md.
 *
 * Layer:   study.
 * Units:   targets in the unit the rule names.
 * Threads: constant once its standard is open.
 */
#ifndef LIFECIRCLE_STUDY_RULES_RULE_H
#define LIFECIRCLE_STUDY_RULES_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(ID, name in the tables and answers). How a rule is measured. Circles: a
 * share of people, in per cent. PROVISION: what a unit has of what it must
 * have; of what holds such units, the share that do. RATIO: so much for each
 * resident. SHARE: facilities that meet a condition, in per cent. STATISTIC: a
 * published figure, only looked up. PROGRAMME: so many of so many planned. */
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

/* "" for what is no kind. */
const char *lc_rule_kind_name(lc_rule_kind k);

#define LIFE_MAX_TARGETS 8

/* By this year (0: always) the value is to be so much, in the rule's unit. */
typedef struct lc_rule_target {
    int year;
    double value;
} lc_rule_target;

/* How a value meets its target: the first two are inclusive. NOT_JUDGED: the
 * source tells a state or a wish and sets no target, so the rule is shown and
 * neither passed nor failed. */
typedef enum lc_rule_op {
    LIFE_AT_LEAST,
    LIFE_AT_MOST,
    LIFE_MORE_THAN,
    LIFE_NOT_JUDGED
} lc_rule_op;

/* What the plan calls the target: 约束性, 预期性, or neither. */
typedef enum lc_rule_nature {
    LIFE_NATURE_NONE,
    LIFE_NATURE_BINDING,
    LIFE_NATURE_EXPECTED
} lc_rule_nature;

/* "binding", "expected", "" for neither. */
const char *lc_rule_nature_name(lc_rule_nature n);

/* One of the kinds that a rule asks each unit for: a category, or a word that
 * is part of what some facility there tells. */
typedef struct lc_rule_asked {
    uint32_t category; /* LIFE_NONE: by the word */
    const char *word;  /* NULL: by the category */
} lc_rule_asked;

#define LIFE_MAX_ASKED 32

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
    const lc_rule_asked *asked;    /* of provisions of several kinds */
    size_t asked_count;     /* 0: of one, or of more than LIFE_MAX_ASKED */
    const char *scope;      /* all, urban, rural, or a list's name */
    const char *population; /* residents, an age band as "60+", ... */
    lc_rule_op op;
    lc_rule_target target[LIFE_MAX_TARGETS]; /* years rising; year 0: always */
    size_t target_count;
    /* What the documents say was reached, years rising: the first is where
     * progress begins. */
    lc_rule_target reached[LIFE_MAX_TARGETS];
    size_t reached_count;
    double stretch; /* a further aim; NaN: none */
    lc_rule_nature nature;
    bool binding; /* nature is BINDING */
    /* The rule that measures the same, and tells its cause; "": none. */
    const char *same_as;
    const char *figure; /* the indicator it is told under: its id, or a list */
    bool list_complete; /* units that told nothing have nothing */
    /* what was decided where the source leaves it open */
    const char *choice_zh, *choice_en;
    const char *source_zh, *source_en; /* title and section */
    /* How it was read: "several" texts that agree, "one" text, "unchecked": at
     * second hand; "" in the document itself. Of the latter two the choice says
     * in words that nobody checked them against the original. */
    const char *sourcing;
    bool second_hand; /* one of these two */
    /* Who leads, and who pays (policy.csv). */
    const char *lead_zh, *lead_en, *spending_zh, *spending_en;
} lc_rule;

/* What the product itself is asked to do (systems.csv). `state` is done, part
 * or not yet; `done_by` names what does it. Shown, never measured. */
typedef struct lc_rule_system {
    const char *id, *name_zh, *name_en, *state, *done_by_zh, *done_by_en,
        *source_zh, *source_en;
} lc_rule_system;

#endif

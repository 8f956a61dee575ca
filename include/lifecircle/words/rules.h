/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/rules.h - a rule of a standard in words: what it asks for,
 * and how much.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORDS_RULES_H
#define LIFECIRCLE_WORDS_RULES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stdint.h>

/* Its services by their names, those alone that `level` is asked for (NULL:
 * all): "幼儿园、小学". */
void lc_rules_services(lc_buf *out, const lc_world *w, const lc_rule *r,
                       const char *level, lc_lang lang);
/* One of the kinds that it asks each unit for, by its name; lives as long as
 * the world and the rule. */
const char *lc_rules_asked(const lc_world *w, const lc_rule_asked *kind,
                           lc_lang lang);
/* The names of `kinds`, bits by their place in r->asked, "、" between. */
void lc_rules_kinds(lc_buf *out, const lc_world *w, const lc_rule *r,
                    uint32_t kinds, lc_lang lang);
/* Whether a category is one of its services, by itself or by its group;
 * "all_basic" stands for whatever is asked. */
bool lc_rules_asks(const lc_world *w, const lc_rule *r, uint32_t category);
/* "步行15分钟内能到：幼儿园、小学". */
void lc_rules_content(lc_buf *out, const lc_world *w, const lc_rule *r,
                      lc_lang lang);
/* A target by itself: the year 0 is none, the unit may be "". */
typedef struct lc_aim {
    double value;
    const char *unit;
    int year;
} lc_aim;
/* "不低于75%（2024年）": by how the rule compares. */
void lc_rules_aim(lc_buf *out, const lc_rule *r, const lc_aim *aim,
                  lc_lang lang);
/* "不低于75%（2024年）；不低于100%（2025年）"; nothing where there is no
 * target. */
void lc_rules_target(lc_buf *out, const lc_rule *r, lc_lang lang);
/* "2.7（2020年）；4.4（2023年）": what its documents say was reached. */
void lc_rules_reached(lc_buf *out, const lc_rule *r, lc_lang lang);
/* Whether it is assessed at this level of units. */
bool lc_rules_is_level(const lc_rule *r, const char *level);
/* "社区、街道": words for its levels. */
void lc_rules_levels(lc_buf *out, const lc_world *w, const lc_rule *r,
                     lc_lang lang);

#endif

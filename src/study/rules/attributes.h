/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/attributes.h - what a facility's attributes say, and whether
 * it meets a rule's conditions: yes, no, or not known.
 */
#ifndef LIFECIRCLE_SRC_STUDY_RULES_ATTRIBUTES_H
#define LIFECIRCLE_SRC_STUDY_RULES_ATTRIBUTES_H

#include "src/study/rules/rule.h"

typedef enum lc_known { LIFE_NO, LIFE_YES, LIFE_MAYBE } lc_known;

/* The text of a member of a flat JSON object (a number as it is written);
 * false: there is none, or it is null or empty. What is longer than `size`
 * bytes is cut. */
bool lc_json_member(const char *json, const char *key, char *out, size_t size);
/* The same of a facility's attributes and its wheelchair field). */
bool lc_attribute_text(const lc_world *w, uint32_t facility, const char *key,
                       char *out, size_t size);
/* As a number of at least 0; site_area_m2 and length_m are measured on the
 * shape where they are not told. "": 1. */
bool lc_attribute_number(const lc_world *w, uint32_t facility, const char *key,
                         double *out);
/* `*lacking`: the first key that isn't told, where the answer is maybe. */
lc_known lc_filters_match(const lc_world *w, const lc_filters *f,
                          uint32_t facility, const char **lacking);
/* Whether it opened in the rule's years. */
lc_known lc_opened_match(const lc_world *w, const lc_rule_plan *p,
                         uint32_t facility);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/ages.h - ages and the people that rules speak of.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_WORDS_AGES_H
#define LIFECIRCLE_WORDS_AGES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/world.h"

/* "0-14": "0至14岁", "aged 0 to 14"; "60+": "60岁及以上", "aged 60 and over";
 * what is no band as it is. */
void lc_ages_text(lc_buf *out, const char *band, lc_lang lang);

/* Residents of a band: LIFE_SAY_COVERAGE_AGED, or _ACCESS_AGED as counted. */
void lc_ages_residents(lc_buf *out, lc_sentence sentence, const char *band,
                       lc_lang lang);

/* Whom a rule is for, by its population and scope: "城镇居民中60岁及以上的人";
 * nothing where it doesn't say. */
void lc_ages_rule(lc_buf *out, const lc_world *w, const lc_rule *r,
                  lc_lang lang);

#endif

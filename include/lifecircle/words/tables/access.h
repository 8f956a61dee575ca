/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/access.h - how much of a service there is for each
 * person.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_ACCESS_H
#define LIFECIRCLE_WORDS_TABLES_ACCESS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * ACCESS_NONE, _SHARED, _EACH: {0} how they go, {1} minutes, {2} whom it is
 * for, {3} what it is, {4} how many: people to one, or pieces to each.
 * Which one is said follows from the ratio: src/words/access.c.
 * How they go (FOOT, WHEELCHAIR, CYCLE) is the pace's mode; a mode more has its
 * word here. Chinese has no space between the parts, as they make one clause;
 * AGED takes the band as it was asked for ("0-2", "60+"), and stands for
 * RESIDENTS where there is one.
 * NORM, NO_NORM: lines of the table; {0} whose norm, {1} residents, {2} how
 * much {3} of what, {4} the document; or {0} of what. */
/* clang-format off */
#define LIFE_WORDS_ACCESS(X) \
    X(ACCESS_RESIDENTS, "名居民", "residents") \
    X(ACCESS_AGED, "名{0}岁居民", "residents aged {0}") \
    X(ACCESS_NONE, "{0}{1}分钟内，每{2}有0{3}", \
      "no {3} for {2} within {1} minutes {0}") \
    X(ACCESS_SHARED, "{0}{1}分钟内，每{4}{2}有1{3}", \
      "one {3} for {4} {2} within {1} minutes {0}") \
    X(ACCESS_EACH, "{0}{1}分钟内，每{2}有{4}{3}", \
      "{4} {3} for each of the {2} within {1} minutes {0}") \
    X(ACCESS_NORM, "{0}：每{1}名居民{2}{3}（{4}）\n", \
      "{0}: {2} {3} for {1} residents ({4})\n") \
    X(ACCESS_NO_NORM, "这里适用的标准没有规定应有多少{0}，所以不知缺多少\n", \
      "the standards that hold here set no number of {0}: what is lacking is " \
      "not known\n")
/* clang-format on */

#endif

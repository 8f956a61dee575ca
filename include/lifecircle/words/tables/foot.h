/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/foot.h - what stands below figures, on a terminal and
 * on pages: on what they rest.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_FOOT_H
#define LIFECIRCLE_WORDS_TABLES_FOOT_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts. */
/* clang-format off */
/* Of a pace that heeds wheels: {0} facilities counted, {1} of them say nothing
 * of wheelchairs. AS_OF: {0} a date, or the oldest and the newest. */
#define LIFE_WORDS_FOOT(X) \
    X(FOOT_WHEELS, \
      "计入的 {0} 处设施中，{1} 处未说明轮椅能否进入；注明轮椅不能进入的不计。", \
      "Of {0} facilities counted, {1} say nothing of wheelchairs; those that " \
      "bar them don't count.") \
    X(FOOT_AS_OF, "数据截至 {0}。", "Data as of {0}.") \
    X(FOOT_NO_DATE, "数据截至何时不详。", "Of when the data are is not known.")
/* clang-format on */

#endif

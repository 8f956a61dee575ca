/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/operator.h - what the foot of a site's pages says of
 * who answers for it.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_OPERATOR_H
#define LIFECIRCLE_WORDS_TABLES_OPERATOR_H

/* X(ID, Chinese, English): {0} as the operator gave it. Parts of one line, so
 * without a full stop. */
/* clang-format off */
#define LIFE_WORDS_OPERATOR(X) \
    X(OPERATOR_NAME, "运营单位：{0}", "Operated by {0}") \
    X(OPERATOR_MAP, "审图号：{0}", "Map approval number: {0}")
/* clang-format on */

#endif

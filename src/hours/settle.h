/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/settle.h - rules as they were read, as whoever wrote them meant
 * them.
 *
 *      周一至周五8:30-12:00；周一至周五14:00-17:30    both, every day of them
 *      10月1日-10月7日休息，9:00-18:00                 closed on these days
 *      5:00-9:00，15:00-7:00                          from 15:00 on not known
 *      工作日17:30-21:00；节假日8:00-21:00           of a Saturday: not known
 */
#ifndef LIFECIRCLE_SRC_HOURS_SETTLE_H
#define LIFECIRCLE_SRC_HOURS_SETTLE_H

#include "src/hours/parser.h"

/* All rules of `p`, which were read from `text`. Cost: linear in rules and
 * their spans. */
void lc_hours_settle(lc_hours_parser *p, const char *text);

#endif

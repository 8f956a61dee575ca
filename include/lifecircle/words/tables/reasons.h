/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/reasons.h - why there is no answer, and what to do
 * then.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_REASONS_H
#define LIFECIRCLE_WORDS_TABLES_REASONS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * ADVICE is whole sentences, for a page; REASON a few words, for a cell.
 * ADVICE_OUTSIDE: {0} the city, {1} how far, {2} where to.
 * English puts a space before its second sentence, Chinese none.
 * A reason more: its row, its lc_reason, and its row in src/words/reasons.c and
 * in the plain page of a place. */
/* clang-format off */
/* The first four say why a place has no answer; the others follow one of them,
 * and say from where to ask instead. STREET: {0} its name, {1} how far, {2}
 * where to; NAMELESS the same without a name. An advice must help somebody who
 * can't see the map: how far, and which way. */
#define LIFE_WORDS_REASONS_ADVICE(X) \
    X(ADVICE_IN_WATER, "此处在水面上。", "This place is in water.") \
    X(ADVICE_ISLAND, "此处的街道与其他街道不相连。", \
      "The streets here are not connected with the others.") \
    X(ADVICE_UNLINKED, "此处 250 米内没有可步行的街道。", \
      "There is no street to walk on within 250 m.") \
    X(ADVICE_OUTSIDE, "此处没有数据：{0}的数据到{2}面 {1}处为止。", \
      "The data do not reach this place: those of {0} end {1} to the {2}.") \
    X(ADVICE_STREET, "最近的街道是{0}，在{2}面 {1}处，可以改从那里查询。", \
      " The nearest street, {0}, is {1} to the {2}: ask from there.") \
    X(ADVICE_NAMELESS, "最近的街道在{1}面 {0}处，可以改从那里查询。", \
      " The nearest street is {0} to the {1}: ask from there.") \
    X(ADVICE_NO_STREET, "5 公里内没有街道，请另选一处。", \
      " No street is within 5 km: choose another place.")

/* One for each lc_reason (lifecircle/world/reason.h), in a cell or behind a
 * colon: no sentence, no full stop. They name the limits that hold: 250 m of a
 * link, 60 minutes of a search; a word that promises more ("nowhere") would be
 * untrue. */
#define LIFE_WORDS_REASONS_REASON(X) \
    X(REASON_OUTSIDE_EXTENT, "数据不到此处", \
      "the data do not reach this place") \
    X(REASON_IN_WATER, "此处在水面上", "this place is in water") \
    X(REASON_UNLINKED, "250 米内没有街道", \
      "no street within 250 m of this place") \
    X(REASON_FACILITY_UNLINKED, "附近有设施未与街道相连", \
      "a facility near it has no link to the streets") \
    X(REASON_EDGE_OF_DATA, "时限内能走到数据的边缘", \
      "the data end within the limit") \
    X(REASON_NO_DATA, "城市文件中没有这类设施", \
      "the city file has no such facility") \
    X(REASON_OVER_60_MIN, "超过 60 分钟", "over 60 minutes") \
    X(REASON_HOURS_UNKNOWN, "不知那时是否开放", \
      "not known whether it is open then") \
    X(REASON_NONE_OPEN, "60 分钟内没有已知那时开放的", \
      "none known to be open within 60 minutes") \
    X(REASON_DETACHED, "此处的街道被一条没有过街设施的道路隔开", \
      "a road without a crossing cuts the streets here off") \
    X(REASON_SERVICES_UNKNOWN, "附近的未注明有没有所选服务", \
      "those near don't say whether they offer the services") \
    X(REASON_NONE_OFFERS, "60 分钟内没有已知提供所选服务的", \
      "none within 60 minutes is known to offer the services")

/* What a word of need stands for, where that can't be led to: {0} its name;
 * of the pages without scripts {0} how many there are. */
#define LIFE_WORDS_REASONS_NEED(X) \
    X(NEED_NONE, "城市数据中没有“{0}”。", "The city's data hold no “{0}”.") \
    X(NEED_FROM, "服务，数据中有 {0} 处；先查找一个地方，再看哪处离它最近", \
      "a service, {0} of it in the data; look for a place first, to see " \
      "which is nearest to it") \
    X(NEED_OFFERED, "服务，通常提供的有 {0} 处，其中 {1} 处写明提供；先查找一个地方，再看哪处离它最近", \
      "a service, usual at {0} places in the data, of which {1} say they " \
      "offer it; look for a place first, to see which is nearest to it")

#define LIFE_WORDS_REASONS(X) \
    LIFE_WORDS_REASONS_ADVICE(X) LIFE_WORDS_REASONS_REASON(X) \
    LIFE_WORDS_REASONS_NEED(X)
/* clang-format on */

#endif

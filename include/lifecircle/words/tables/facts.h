/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/facts.h - what is said around the facts of a
 * facility; the facts themselves are geodata/attributes.csv.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_FACTS_H
#define LIFECIRCLE_WORDS_TABLES_FACTS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * NEXT stands between two facts, AND between two items of one, BEHIND in front
 * of what goes with the fact before it. OF: the facts {1} of a place {0}, below
 * a table. ROW: in a cell behind a name, {0} nearer ones. UNSTATED: {0} the
 * services asked for of which a place says nothing. NEARER: {0} places that say
 * nothing of the services {1} and are nearer than the nearest that offers them;
 * WITHIN: where none is known to, all that are near enough. */
/* clang-format off */
#define LIFE_WORDS_FACTS_SAID(X) \
    X(FACTS_NEXT, "；", "; ") \
    X(FACTS_AND, "、", ", ") \
    X(FACTS_BEHIND, "，", ", ") \
    X(FACTS_MORE, "……", " ...") \
    X(FACTS_OF, "{0}：{1}", "{0}: {1}") \
    X(FACTS_ROW, "（更近的 {0} 处未注明）", " ({0} nearer: not stated)") \
    X(FACTS_UNSTATED, "未注明：{0}", "not stated: {0}") \
    X(FACTS_NEARER, "更近的还有 {0} 处，未注明有没有：{1}。", \
      "{0} nearer ones do not say whether they offer: {1}.") \
    X(FACTS_NEARER_ONE, "更近的还有 {0} 处，未注明有没有：{1}。", \
      "{0} nearer one does not say whether it offers: {1}.") \
    X(FACTS_WITHIN, "没有已知提供{1}的；{0} 处未注明有没有。", \
      "None is known to offer {1}; {0} do not say.") \
    X(FACTS_WITHIN_ONE, "没有已知提供{1}的；{0} 处未注明有没有。", \
      "None is known to offer {1}; {0} does not say.")

/* On plain pages: the facts {0} behind what else stands in a service's line;
 * what is listed where {0} is asked for; {0} nearer places, or places within the limit, that don't say whether they
 * offer what is asked for; the form's choice of that. */
#define LIFE_WORDS_FACTS_PLAIN(X) \
    X(FACTS_PLAIN, "。{0}", ". {0}") \
    X(FACTS_PLAIN_NEARER, "（更近的 {0} 处未注明）", \
      " ({0} nearer: not stated)") \
    X(FACTS_PLAIN_UNKNOWN, "时限内有 {0} 处未注明有没有", \
      "{0} within the limit: not stated whether they offer it") \
    X(FACTS_PLAIN_ONLY, "只列出有设施注明过有没有{0}的类别。", \
      "Only services are listed of which some place says whether it offers " \
      "{0}.") \
    X(FACTS_PLAIN_CHOICE, "须提供的服务", "What it must offer") \
    X(FACTS_PLAIN_ANY, "不限", "anything")

#define LIFE_WORDS_FACTS(X) LIFE_WORDS_FACTS_SAID(X) LIFE_WORDS_FACTS_PLAIN(X)
/* clang-format on */

#endif

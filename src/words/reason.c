/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/reason.c - see reason.h.
 */
#include "lifecircle/words/reason.h"

const char *lc_words_reason(lc_reason r, lc_lang lang)
{
    static const char *const words[LIFE_REASON_COUNT][LIFE_LANG_COUNT] = {
        [LIFE_REASON_OUTSIDE_EXTENT] = {"the data do not reach this place",
                                        "数据不到此处"},
        [LIFE_REASON_IN_WATER] = {"this place is in water", "此处在水面上"},
        [LIFE_REASON_UNLINKED] = {"no street within 250 m of this place",
                                  "250 米内没有街道"},
        [LIFE_REASON_FACILITY_UNLINKED] =
            {"a facility near it has no link to the streets",
             "附近有设施未与街道相连"},
        [LIFE_REASON_EDGE_OF_DATA] = {"the data end nearer than that",
                                      "数据的边缘比时限更近"},
        [LIFE_REASON_NO_DATA] = {"the city file has no such facility",
                                 "城市文件中没有这类设施"},
        [LIFE_REASON_OVER_60_MIN] = {"over 60 minutes", "超过 60 分钟"},
        [LIFE_REASON_HOURS_UNKNOWN] = {"not known whether it is open then",
                                       "不知那时是否开放"},
        [LIFE_REASON_NONE_OPEN] = {"none known to be open within 60 minutes",
                                   "60 分钟内没有已知那时开放的"},
    };

    return words[r][lang] ? words[r][lang] : "";
}

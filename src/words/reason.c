/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/reason.c - see reason.h.
 */
#include "lifecircle/words/reason.h"

const char *lc_words_reason(lc_reason r, lc_lang lang)
{
    static const char *const words[LIFE_REASON_COUNT][LIFE_LANG_COUNT] = {
        [LIFE_REASON_OUTSIDE_EXTENT] = {"数据不到此处",
                                        "the data do not reach this place"},
        [LIFE_REASON_IN_WATER] = {"此处在水面上", "this place is in water"},
        [LIFE_REASON_UNLINKED] = {"250 米内没有街道",
                                  "no street within 250 m of this place"},
        [LIFE_REASON_FACILITY_UNLINKED] =
            {"附近有设施未与街道相连",
             "a facility near it has no link to the streets"},
        [LIFE_REASON_EDGE_OF_DATA] = {"数据的边缘比时限更近",
                                      "the data end nearer than that"},
        [LIFE_REASON_NO_DATA] = {"城市文件中没有这类设施",
                                 "the city file has no such facility"},
        [LIFE_REASON_OVER_60_MIN] = {"超过 60 分钟", "over 60 minutes"},
        [LIFE_REASON_HOURS_UNKNOWN] = {"不知那时是否开放",
                                       "not known whether it is open then"},
        [LIFE_REASON_NONE_OPEN] = {"60 分钟内没有已知那时开放的",
                                   "none known to be open within 60 minutes"},
    };

    return words[r][lang] ? words[r][lang] : "";
}

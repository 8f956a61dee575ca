/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/words.c - see words.h.
 */
#include "lifecircle/words/words.h"

#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/place.h"

#include <math.h>

const char *lc_words_compass(double bearing_deg, lc_lang lang)
{
    static const char *const names[LIFE_LANG_COUNT][8] = {
        [LIFE_LANG_EN] = {"north", "north-east", "east", "south-east", "south",
                          "south-west", "west", "north-west"},
        [LIFE_LANG_ZH] = {"北", "东北", "东", "东南", "南", "西南", "西",
                          "西北"}};

    return names[lang][(int)(bearing_deg / 45 + 0.5) % 8];
}

void lc_words_distance(lc_buf *out, double metres, lc_lang lang)
{
    if (metres < 999.5)
        lc_buf_printf(out, "%.0f %s", metres < 1 ? 1 : metres,
                      lang == LIFE_LANG_ZH ? "米" : "m");
    else
        lc_buf_printf(out, "%.1f %s", metres / 1000,
                      lang == LIFE_LANG_ZH ? "公里" : "km");
}

void lc_words_minutes(lc_buf *out, uint32_t ms, lc_lang lang)
{
    uint32_t minutes = (ms + 59999) / 60000;

    lc_buf_printf(out, "%u %s", minutes > 1 ? minutes : 1,
                  lang == LIFE_LANG_ZH ? "分钟" : "min");
}

/* %c: the city; %d: a direction; %m: how far; %n: the street, or nothing. */
typedef struct clause {
    const char *en, *zh;
} clause;

static void put_clause(lc_buf *out, const clause *c, const char *name,
                       double metres, double bearing_deg, lc_lang lang)
{
    for (const char *s = lang == LIFE_LANG_ZH ? c->zh : c->en; *s; s++) {
        if (*s != '%')
            lc_buf_putc(out, *s);
        else if (*++s == 'd')
            lc_buf_puts(out, lc_words_compass(bearing_deg, lang));
        else if (*s == 'm')
            lc_words_distance(out, metres, lang);
        else
            lc_buf_puts(out, name);
    }
}

void lc_words_advice(lc_buf *out, const lc_world *w, const lc_place *p,
                     const lc_advice *a, lc_lang lang)
{
    static const clause water = {"This place is in water.", "此处在水面上。"};
    static const clause island = {
        "The streets here are not connected with the others.",
        "此处的街道与其他街道不相连。"};
    static const clause unlinked = {
        "There is no street to walk on within 250 m.",
        "此处 250 米内没有可步行的街道。"};
    static const clause outside = {
        "The data do not reach this place: those of %n end %m to the %d.",
        "此处没有数据：%n的数据到%d面 %m处为止。"};
    static const clause named = {
        " The nearest street, %n, is %m to the %d: ask from there.",
        "最近的街道是%n，在%d面 %m处，可以改从那里查询。"};
    static const clause nameless = {
        " The nearest street is %m to the %d: ask from there.",
        "最近的街道在%d面 %m处，可以改从那里查询。"};
    static const clause none = {
        " No street is within 5 km: choose another place.",
        "5 公里内没有街道，请另选一处。"};
    const char *city = lc_world_setting(w, "name");

    if (p->reason == LIFE_REASON_NONE)
        return;
    if (p->reason == LIFE_REASON_OUTSIDE_EXTENT)
        put_clause(out, &outside, city, a->end_m, lc_bearing_deg(p->pt, a->end),
                   lang);
    else if (p->reason == LIFE_REASON_IN_WATER)
        put_clause(out, &water, "", 0, 0, lang);
    else
        put_clause(out, a->island ? &island : &unlinked, "", 0, 0, lang);
    if (a->has_street)
        put_clause(out, *a->street ? &named : &nameless, a->street, a->street_m,
                   lc_bearing_deg(p->pt, a->at), lang);
    else
        put_clause(out, &none, "", 0, 0, lang);
}

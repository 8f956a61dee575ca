/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/reasons.c - see reasons.h.
 */
#include "lifecircle/words/reasons.h"

#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/setting.h"

/* By name and not by number, so that neither list has to keep the other's
 * order. */
const char *lc_reason_text(lc_reason reason, lc_lang lang)
{
    /* + 1, since a sentence may have the number 0 */
    static const int texts[LIFE_REASON_COUNT] = {
#define OF(id) [LIFE_REASON_##id] = LIFE_SAY_REASON_##id + 1
        OF(OUTSIDE_EXTENT),
        OF(IN_WATER),
        OF(UNLINKED),
        OF(FACILITY_UNLINKED),
        OF(EDGE_OF_DATA),
        OF(NO_DATA),
        OF(OVER_60_MIN),
        OF(HOURS_UNKNOWN),
        OF(NONE_OPEN),
        OF(DETACHED),
        OF(SERVICES_UNKNOWN),
        OF(NONE_OFFERS)
#undef OF
    };

    return texts[reason] ? lc_say_text(lang, (lc_sentence)(texts[reason] - 1))
                         : "";
}

/* Where the data end and in which direction: one may ask from there. */
static void put_outside(lc_buf *out, const lc_world *w, const lc_place *p,
                        const lc_advice *a, lc_lang lang)
{
    lc_buf far = {0};

    lc_words_distance(&far, a->end_m, lang);
    LC_SAY(out, lang, LIFE_SAY_ADVICE_OUTSIDE, lc_world_setting(w, "name"),
           lc_say_part(out, &far),
           lc_words_compass(lc_bearing_deg(p->pt, a->end), lang));
    lc_buf_free(&far);
}

/* The nearest street is offered by its name, if it has one. */
static void put_street(lc_buf *out, const lc_place *p, const lc_advice *a,
                       lc_lang lang)
{
    const char *where = lc_words_compass(lc_bearing_deg(p->pt, a->at), lang);
    lc_buf far = {0};

    lc_words_distance(&far, a->street_m, lang);
    if (*a->street)
        LC_SAY(out, lang, LIFE_SAY_ADVICE_STREET, a->street,
               lc_say_part(out, &far), where);
    else
        LC_SAY(out, lang, LIFE_SAY_ADVICE_NAMELESS, lc_say_part(out, &far),
               where);
    lc_buf_free(&far);
}

/* First why, then what to do: a reason alone leaves somebody standing. Reasons
 * of a single service are no place's, and come to lc_reason_text(). */
void lc_reason_advice(lc_buf *out, const lc_world *w, const lc_place *p,
                      const lc_advice *a, lc_lang lang)
{
    if (p->reason == LIFE_REASON_NONE)
        return;
    if (p->reason == LIFE_REASON_OUTSIDE_EXTENT)
        put_outside(out, w, p, a, lang);
    else if (p->reason == LIFE_REASON_IN_WATER)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_ADVICE_IN_WATER));
    else
        lc_buf_puts(out,
                    lc_say_text(lang, a->island ? LIFE_SAY_ADVICE_ISLAND
                                                : LIFE_SAY_ADVICE_UNLINKED));
    if (a->has_street)
        put_street(out, p, a, lang);
    else
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_ADVICE_NO_STREET));
}

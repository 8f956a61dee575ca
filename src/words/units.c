/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/units.c - see units.h.
 */
#include "lifecircle/words/units.h"

#include "lifecircle/words/say.h"
#include "lifecircle/world/names/term.h"

#include <stdio.h>

void lc_units_say_alone(lc_buf *out, const lc_unit *u, lc_lang lang)
{
    LC_SAY(out, lang, LIFE_SAY_UNIT_ALONE, u->called[lang], u->level, u->code);
}

bool lc_units_say_level(lc_buf *out, const lc_world *w, uint32_t level,
                        lc_lang lang)
{
    size_t all = 0, alone = 0;
    char text[2][24];

    for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
        const lc_unit *u = lc_world_unit(w, i);

        all += u->level_index == level;
        alone += u->level_index == level && lc_world_unit_is_alone(u);
    }
    if (!alone)
        return false;
    snprintf(text[0], sizeof text[0], "%zu", alone);
    snprintf(text[1], sizeof text[1], "%zu", all);
    LC_SAY(out, lang, LIFE_SAY_UNITS_ALONE, text[0], text[1],
           lc_world_term(w, lc_world_level(w, level), lang),
           lc_world_level(w, level));
    return true;
}

bool lc_units_say(lc_buf *out, const lc_world *w, uint32_t unit, uint32_t level,
                  lc_lang lang)
{
    if (unit == LIFE_NONE)
        return level != LIFE_NONE && lc_units_say_level(out, w, level, lang);
    if (!lc_world_unit_is_alone(lc_world_unit(w, unit)))
        return false;
    lc_units_say_alone(out, lc_world_unit(w, unit), lang);
    return true;
}

bool lc_units_say_report(lc_buf *out, const lc_world *w, uint32_t unit,
                         lc_lang lang)
{
    const lc_unit *u = unit == LIFE_NONE ? NULL : lc_world_unit(w, unit);

    if (!u || !lc_world_unit_is_alone(u))
        return false;
    LC_SAY(out, lang, LIFE_SAY_UNIT_ALONE_REPORT, u->called[lang], u->code);
    return true;
}

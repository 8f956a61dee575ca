/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/ages.c - see ages.h.
 */
#include "lifecircle/words/ages.h"

#include "lifecircle/world/names/term.h"

#include <stdio.h>
#include <string.h>

/* Digits, and a + or a - and more digits. */
static bool is_band(const char *s)
{
    size_t n = strspn(s, "0123456789");

    return n && n < 4 &&
           (!strcmp(s + n, "+") ||
            (s[n] == '-' && s[n + 1] &&
             !s[n + 1 + strspn(s + n + 1, "0123456789")]));
}

void lc_ages_text(lc_buf *out, const char *band, lc_lang lang)
{
    char low[8];
    size_t n = strspn(band, "0123456789");

    if (!is_band(band)) {
        lc_buf_puts(out, band);
        return;
    }
    snprintf(low, sizeof low, "%.*s", (int)n, band);
    if (band[n] == '+')
        LC_SAY(out, lang, LIFE_SAY_AGES_FROM, low);
    else
        LC_SAY(out, lang, LIFE_SAY_AGES_BETWEEN, low, band + n + 1);
}

void lc_ages_residents(lc_buf *out, lc_sentence sentence, const char *band,
                       lc_lang lang)
{
    lc_buf ages = {0};

    lc_ages_text(&ages, band, lang);
    LC_SAY(out, lang, sentence, lc_say_part(out, &ages));
    lc_buf_free(&ages);
}

/* Everybody of a kind: all, in town, in the country, or who is on a list. */
static void put_where(lc_buf *out, const lc_world *w, const lc_rule *r,
                      lc_lang lang)
{
    if (!*r->scope || !strcmp(r->scope, "all"))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_AGES_ALL));
    else if (!strcmp(r->scope, "urban"))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_AGES_URBAN));
    else if (!strcmp(r->scope, "rural"))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_AGES_RURAL));
    else
        LC_SAY(out, lang, LIFE_SAY_AGES_LISTED,
               lc_world_term(w, r->scope, lang));
}

/* A rule that names neither people nor a place says nothing of whom it is for.
 */
void lc_ages_rule(lc_buf *out, const lc_world *w, const lc_rule *r,
                  lc_lang lang)
{
    lc_buf where = {0}, ages = {0};

    if (!*r->population && (!*r->scope || !strcmp(r->scope, "all")))
        return;
    put_where(&where, w, r, lang);
    lc_ages_text(&ages, r->population, lang);
    if (is_band(r->population))
        LC_SAY(out, lang, LIFE_SAY_AGES_OF, lc_say_part(out, &where),
               lc_say_part(out, &ages));
    else if (!strcmp(r->population, "disabled_residents"))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_AGES_DISABLED));
    else if (!strcmp(r->population, "built_up_area"))
        lc_buf_puts(out, lc_world_term(w, r->population, lang));
    else
        lc_buf_puts(out, lc_say_part(out, &where));
    lc_buf_free(&where);
    lc_buf_free(&ages);
}

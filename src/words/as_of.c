/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/as_of.c - see lifecircle/words/as_of.h.
 */
#include "lifecircle/words/as_of.h"

#include "lifecircle/words/say.h"

void lc_as_of_text(lc_buf *out, const char *date, lc_lang lang)
{
    if (date)
        LC_SAY(out, lang, LIFE_SAY_FOOT_AS_OF, date);
    else
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FOOT_NO_DATE));
}

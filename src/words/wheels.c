/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/wheels.c - see lifecircle/words/wheels.h.
 */
#include "lifecircle/words/wheels.h"

#include "lifecircle/words/say.h"

#include <inttypes.h>
#include <stdio.h>

void lc_wheels_text(lc_buf *out, lc_wheels_count n, lc_lang lang)
{
    char text[2][16];

    snprintf(text[0], sizeof text[0], "%" PRIu32, n.counted);
    snprintf(text[1], sizeof text[1], "%" PRIu32, n.unstated);
    LC_SAY(out, lang, LIFE_SAY_FOOT_WHEELS, text[0], text[1]);
}

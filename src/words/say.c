/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/say.c - see say.h.
 */
#include "lifecircle/words/say.h"

#include <assert.h>

void lc_say(lc_buf *out, const char *sentence, const char *const *part)
{
    size_t parts = 0;

    while (part[parts])
        parts++;
    for (const char *s = sentence; *s; s++) {
        if (s[0] != '{' || s[1] < '0' || s[1] > '9' || s[2] != '}') {
            lc_buf_putc(out, *s);
            continue;
        }
        assert((size_t)(s[1] - '0') < parts);
        lc_buf_puts(out, part[s[1] - '0']);
        s += 2;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8.c - formatted text of which no character is cut in two.
 */
#include "lifecircle/base/utf8.h"

#include "lifecircle/base/num.h"

#include <stdio.h>
#include <string.h>

/* Bytes at s that begin a character and don't end it; 0: s begins none. */
static size_t begun_bytes(const char *s)
{
    size_t n = 1;

    if ((unsigned char)*s < 0xc2 || (unsigned char)*s > 0xf4)
        return 0;
    while (((unsigned char)s[n] & 0xc0) == 0x80)
        n++;
    return n;
}

void lc_utf8_mend(char *s)
{
    char *to = s;
    size_t left = strlen(s);

    for (;;) {
        size_t whole = lc_utf8_valid(s, left), begun;

        memmove(to, s, whole);
        to += whole;
        s += whole;
        left -= whole;
        if (!left)
            break;
        begun = begun_bytes(s);
        if (!begun)
            *to++ = '?';
        s += begun ? begun : 1;
        left -= begun ? begun : 1;
    }
    *to = '\0';
}

bool lc_utf8_vformat(char *out, size_t size, const char *fmt, va_list ap)
{
    int n = vsnprintf(out, size, fmt, ap);

    if (n < 0)
        out[0] = '\0';
    lc_utf8_mend(out);
    return n >= 0 && (size_t)n < size;
}

bool lc_utf8_format(char *out, size_t size, const char *fmt, ...)
{
    va_list ap;
    bool whole;

    va_start(ap, fmt);
    whole = lc_utf8_vformat(out, size, fmt, ap);
    va_end(ap);
    return whole;
}

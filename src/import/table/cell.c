/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/cell.c - see cell.h.
 */
#include "src/import/table/cell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *lc_cell_trim(char *s)
{
    static const char wide[] = "\xe3\x80\x80";
    size_t len;

    for (;;) {
        if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')
            s++;
        else if (!strncmp(s, wide, 3))
            s += 3;
        else
            break;
    }
    len = strlen(s);
    for (;;) {
        if (len && strchr(" \t\r\n", s[len - 1]))
            len--;
        else if (len >= 3 && !memcmp(s + len - 3, wide, 3))
            len -= 3;
        else
            break;
    }
    s[len] = '\0';
    return s;
}

/* Characters of names that carry no meaning. */
#define FILLING " \t\r\n_-"

/* Where a name begins: open data call columns by addresses of vocabularies,
 * https://schema.org/name. */
static size_t name_of_address(const char *s, size_t len)
{
    bool address =
        len > 8 && (!memcmp(s, "http://", 7) || !memcmp(s, "https://", 8));
    size_t from = address ? len - 1 : 0;

    while (from > 0 && s[from - 1] != '/' && s[from - 1] != '#')
        from--;
    return from;
}

void lc_cell_fold(const char *s, size_t len, lc_buf *out)
{
    lc_buf_puts(out, ""); /* so that nothing is text too */
    for (size_t i = name_of_address(s, len); i < len; i++) {
        char c = s[i];

        if ((c == '(' && out->len) || (len - i >= 3 && !memcmp(s + i, "（", 3)))
            return; /* a unit or a remark in brackets */
        if (!c || strchr(FILLING, c))
            continue;
        if (len - i >= 3 && !memcmp(s + i, "　", 3)) {
            i += 2; /* 名　称, set wide */
            continue;
        }
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        lc_buf_putc(out, c);
    }
}

/* 15 digits say what a spreadsheet shows; 17 any double there is. */
void lc_cell_number(double v, char out[352])
{
    char text[40];
    int digits = 14, exponent, decimals;

    out[0] = '\0';
    if (!isfinite(v))
        return;
    for (; digits <= 16; digits++) {
        snprintf(text, sizeof text, "%.*e", digits, v);
        if (strtod(text, NULL) == v)
            break;
    }
    exponent = atoi(strchr(text, 'e') + 1);
    decimals = digits > exponent ? digits - exponent : 0;
    snprintf(out, 352, "%.*f", decimals, v);
    for (char *end = out + strlen(out); decimals > 0; decimals--) {
        if (end[-1] != '0')
            return;
        *--end = '\0';
        if (end[-1] == '.')
            *--end = '\0';
    }
}

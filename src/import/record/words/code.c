/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/code.c - see code.h.
 *
 * What looks like a number and is a code: a column of twelve digits becomes a
 * float where one cell of it is empty, and a spreadsheet shows it as
 * 5.10104E+11 and saves what it shows.
 */
#include "src/import/record/words/code.h"

#include "src/import/record/reject.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define GROUP 3 /* digits between commas */

/* "510107001001.0", with any zeros behind the point. */
static size_t before_zeros(const char *s)
{
    size_t n = strspn(s, "0123456789"), zeros;

    if (n == 0 || s[n] != '.')
        return 0;
    zeros = strspn(s + n + 1, "0");
    return zeros > 0 && !s[n + 1 + zeros] ? n : 0;
}

/* "510,107,001,001": groups of three behind the first. */
static bool in_groups(const char *s)
{
    size_t n = strspn(s, "0123456789"), groups = 0;

    if (n == 0 || n > GROUP)
        return false;
    for (s += n; *s == ','; s += 1 + GROUP, groups++)
        if (strspn(s + 1, "0123456789") < GROUP)
            return false;
    return groups > 1 && !*s;
}

/* "5.10107001001E+11": one digit, a point, others, and a power of ten with its
 * sign, as spreadsheets write it; anything else may be a code of letters. */
static bool in_powers(const char *s, size_t *digits, size_t *power)
{
    size_t n = s[0] >= '0' && s[0] <= '9' ? 1 : 0, m = 0;

    if (n && s[1] == '.')
        m = strspn(s + 2, "0123456789");
    n += m ? m + 1 : 0;
    if (!n || (s[n] != 'E' && s[n] != 'e') || s[n + 1] != '+' || !s[n + 2] ||
        s[n + 2 + strspn(s + n + 2, "0123456789")] || strlen(s + n) > 4)
        return false;
    *digits = m;
    *power = (size_t)atoi(s + n + 2);
    return true;
}

/* The digits of a power of ten that has them all. */
static const char *spread(lc_arena *a, const char *s, size_t digits,
                          size_t power)
{
    char *copy = lc_arena_alloc(a, power + 2);

    if (!copy)
        return NULL;
    copy[0] = s[0];
    memset(copy + 1, '0', power);
    memcpy(copy + 1, s + 2, digits);
    return copy;
}

lc_status lc_code_mend(lc_arena *a, const char *text, const char **out,
                       lc_error *err)
{
    size_t n = before_zeros(text), digits, power, at = 0;
    char *copy;

    *out = text;
    if (n > 0) {
        *out = lc_arena_strndup(a, text, n);
    } else if (in_groups(text)) {
        *out = copy = lc_arena_strdup(a, text);
        for (const char *s = text; copy && *s; s++)
            if (*s != ',')
                copy[at++] = *s;
        if (copy)
            copy[at] = '\0';
    } else if (in_powers(text, &digits, &power)) {
        /* The last digits may be noughts that were not written, or lost. */
        if (digits > power)
            return LIFE_OK; /* no whole number */
        if (digits < power)
            return lc_reject(err, LIFE_ERR_PARSE, "code",
                             "the code \"%.40s\" was rounded by a spreadsheet "
                             "and its last digits are lost; import the "
                             "workbook itself, or save the column as text",
                             text);
        *out = spread(a, text, digits, power);
    }
    return *out ? LIFE_OK : lc_no_memory(err, "a code");
}

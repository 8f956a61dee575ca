/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/analysis/fold.c - see fold.h.
 */
#include "fold.h"

#include <stdlib.h>
#include <utf8proc.h>

const char *lc_name_fold(lc_arena *arena, const char *text)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
                         UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                         UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const char *copy = "";

    if (n >= 0)
        copy = lc_arena_strndup(arena, (const char *)out, (size_t)n);
    free(out); /* utf8proc's own malloc */
    return copy;
}

const char *lc_name_bare(lc_arena *arena, const char *text)
{
    const char *folded = lc_name_fold(arena, text);
    char *bare = folded ? lc_arena_strdup(arena, folded) : NULL, *to = bare;

    for (const char *s = folded; bare && *s; s++)
        if ((*s & 0x80) || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9'))
            *to++ = *s;
    if (bare)
        *to = '\0';
    return bare;
}

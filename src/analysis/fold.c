/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/analysis/fold.c - see fold.h.
 */
#include "fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <utf8proc.h>

/* Whether folding is no more than making capitals small: ASCII, and Chinese
 * characters of U+4E00 to U+9FFF, which have no other forms. Nearly all names
 * are, and utf8proc takes a microsecond for ten letters. */
static bool is_simple(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;

    while (*s) {
        if (*s < 0x80) {
            s++;
            continue;
        }
        if (*s < 0xE4 || *s > 0xE9 || (s[1] & 0xC0) != 0x80 ||
            (*s == 0xE4 && s[1] < 0xB8) || (s[2] & 0xC0) != 0x80)
            return false;
        s += 3;
    }
    return true;
}

static const char *small(lc_arena *arena, const char *text)
{
    char *copy = lc_arena_strdup(arena, text);

    for (char *s = copy; copy && *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
    return copy;
}

static const char *fold(lc_arena *arena, const char *text)
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

const char *lc_name_fold(lc_arena *arena, const char *text)
{
    return is_simple(text) ? small(arena, text) : fold(arena, text);
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/text/fold.c - see lifecircle/world/names/fold.h.
 */
#include "lifecircle/world/names/fold.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define FOLDING                                                                \
    (UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |                   \
     UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |               \
     UTF8PROC_IGNORE)

static const char *fold(lc_arena *arena, const char *text,
                        utf8proc_option_t how)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &out, how);
    const char *copy = "";

    if (n >= 0)
        copy = lc_arena_strndup(arena, (const char *)out, (size_t)n);
    free(out); /* utf8proc's own malloc */
    return copy;
}

/* What each character of Latin-1 and Latin Extended-A folds to, as utf8proc
 * has it: on its own, since no mark is left that could join its neighbour.
 * 0x180 ends what the first bytes 0xC2 to 0xC5 can say. */
#define LATIN_END 0x180

static struct {
    char text[6];
    uint8_t len;
} latin[LATIN_END];

static void make_latin(void)
{
    for (unsigned c = 1; c < LATIN_END; c++) {
        utf8proc_uint8_t in[5] = {0}, *out = NULL;
        utf8proc_ssize_t n;

        utf8proc_encode_char((utf8proc_int32_t)c, in);
        n = utf8proc_map(in, 0, &out, FOLDING);
        assert(n >= 0 && (size_t)n <= sizeof latin[c].text);
        memcpy(latin[c].text, out, (size_t)n);
        latin[c].len = (uint8_t)n;
        free(out);
    }
}

/* Folds what is Latin or a Chinese character of U+4E00 to U+9FFF (which has no
 * other form), as nearly all names are: utf8proc takes a microsecond for ten
 * letters. Returns the length; SIZE_MAX where the text has anything else.
 * `out` may be NULL. Called twice: for the length, and to write. */
static size_t fold_quickly(const char *text, char *out)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t n = 0;

    while (*s) {
        unsigned c = *s, size = 1;

        if (c >= 0xC2 && c <= 0xC5 && (s[1] & 0xC0) == 0x80) {
            c = (c & 0x1F) << 6 | (s[1] & 0x3F);
            size = 2;
        } else if (c >= 0xE4 && c <= 0xE9 && (s[1] & 0xC0) == 0x80 &&
                   (c != 0xE4 || s[1] >= 0xB8) && (s[2] & 0xC0) == 0x80) {
            if (out)
                memcpy(out + n, s, 3);
            n += 3;
            s += 3;
            continue;
        } else if (c >= 0x80) {
            return SIZE_MAX;
        }
        if (out)
            memcpy(out + n, latin[c].text, latin[c].len);
        n += latin[c].len;
        s += size;
    }
    return n;
}

const char *lc_fold_name(lc_arena *arena, const char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    size_t n;
    char *copy;

    pthread_once(&once, make_latin);
    n = fold_quickly(text, NULL);
    if (n == SIZE_MAX)
        return fold(arena, text, FOLDING);
    copy = lc_arena_alloc(arena, n + 1);
    if (copy) {
        fold_quickly(text, copy);
        copy[n] = '\0';
    }
    return copy;
}

const char *lc_fold_bare(lc_arena *arena, const char *text)
{
    const char *folded = lc_fold_name(arena, text);
    char *bare = folded ? lc_arena_strdup(arena, folded) : NULL, *to = bare;

    for (const char *s = folded; bare && *s; s++)
        if ((*s & 0x80) || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9'))
            *to++ = *s;
    if (bare)
        *to = '\0';
    return bare;
}

const char *lc_fold_case(lc_arena *arena, const char *text)
{
    return fold(arena, text,
                UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                    UTF8PROC_CASEFOLD);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/texts.c - see texts.h. An open hash table of offsets.
 */
#include "src/import/osm/read/texts.h"

#include "lifecircle/base/utf8.h"

#include <string.h>

/* FNV-1a, 64 bits (www.isthe.com/chongo/tech/comp/fnv). The upper half is
 * mixed in, as the table takes the lower bits alone. */
uint64_t lc_osm_texts_hash(const char *s, size_t len)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
    return h ^ h >> 32;
}

/* At half full the table doubles, so that a search meets few others. */
static bool grow_slots(lc_osm_texts *t)
{
    size_t count = t->slot_count ? 2 * t->slot_count : 4096;
    uint32_t *slot = lc_calloc(count, sizeof *slot);

    if (!slot)
        return false;
    for (size_t i = 0; i < t->slot_count; i++) {
        const char *s = t->text.v + t->slot[i];
        size_t at;

        if (!t->slot[i])
            continue;
        at = lc_osm_texts_hash(s, strlen(s)) & (count - 1);
        while (slot[at])
            at = (at + 1) & (count - 1);
        slot[at] = t->slot[i];
    }
    lc_free(t->slot);
    t->slot = slot;
    t->slot_count = count;
    return true;
}

/* `s` with each bad byte and each NUL as U+FFFD, in t->clean. */
static lc_status replace_bad(lc_osm_texts *t, const char *s, size_t len,
                             lc_error *err)
{
    const char *at = s;

    t->clean.n = 0;
    if (len > SIZE_MAX / 3 || !lc_vec_reserve(&t->clean, 3 * len))
        return lc_no_memory(err, "the extract");
    while (at < s + len) {
        const char *from = at;
        uint32_t c = lc_utf8_next(&at, s + len);
        size_t n = (size_t)(at - from);

        if (c == 0xFFFD || c == 0) {
            from = "\xEF\xBF\xBD";
            n = 3;
        }
        memcpy(t->clean.v + t->clean.n, from, n);
        t->clean.n += n;
    }
    t->bad++;
    return LIFE_OK;
}

lc_status lc_osm_texts_put(lc_osm_texts *t, const char *s, size_t len,
                           uint32_t *offset, lc_error *err)
{
    size_t at;

    *offset = 0;
    if (!t->text.n && !lc_vec_push(&t->text, '\0'))
        return lc_no_memory(err, "the extract");
    if (len == 0)
        return LIFE_OK;
    if (lc_utf8_valid(s, len) < len || memchr(s, 0, len)) {
        if (replace_bad(t, s, len, err))
            return LIFE_ERR_NOMEM;
        s = t->clean.v;
        len = t->clean.n;
    }
    if (t->used * 2 >= t->slot_count && !grow_slots(t))
        return lc_no_memory(err, "the extract");
    at = lc_osm_texts_hash(s, len) & (t->slot_count - 1);
    while (t->slot[at]) {
        const char *known = t->text.v + t->slot[at];

        if (!strncmp(known, s, len) && known[len] == '\0') {
            *offset = t->slot[at];
            return LIFE_OK;
        }
        at = (at + 1) & (t->slot_count - 1);
    }
    if (len >= UINT32_MAX - t->text.n)
        return lc_fail(err, LIFE_ERR_LIMIT, "holds more than 4 GiB of text");
    if (!lc_vec_reserve(&t->text, len + 1))
        return lc_no_memory(err, "the extract");
    *offset = t->slot[at] = (uint32_t)t->text.n;
    memcpy(t->text.v + t->text.n, s, len);
    t->text.v[t->text.n + len] = '\0';
    t->text.n += len + 1;
    t->used++;
    return LIFE_OK;
}

void lc_osm_texts_clear(lc_osm_texts *t)
{
    lc_vec_free(&t->text);
    lc_vec_free(&t->clean);
    lc_free(t->slot);
    *t = (lc_osm_texts){0};
}

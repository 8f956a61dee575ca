/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/called.c - see called.h.
 *
 * A place point and the boundary around it are mapped by different people, who
 * write one name in two ways: so all names of both are compared, without case,
 * accents and spaces.
 */
#include "src/import/osm/units/called.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/world/names/fold.h"

#include <string.h>

/* From here on characters are words by themselves, as the Chinese ones. */
#define FIRST_IDEOGRAPH 0x2E80

lc_status lc_osm_called_name(const char *name, lc_arena *arena,
                             lc_osm_called *out, lc_error *err)
{
    const char *bare = lc_fold_bare(arena, name);
    const char *text = lc_fold_name(arena, name);

    if (!bare || !text)
        return lc_no_memory(err, "the units");
    if (!*bare)
        return LIFE_OK;
    if (!lc_vec_push(&out->bare, bare) || !lc_vec_push(&out->text, text))
        return lc_no_memory(err, "the units");
    return LIFE_OK;
}

static bool is_name(const lc_osm_import *im, const char *key)
{
    return !strncmp(key, "name:", strlen("name:")) ||
           lc_osm_words_has(im->words, LIFE_OSM_LIST_ANY_NAME, key);
}

/* "A;B" are two. */
static lc_status add_names(const char *value, lc_arena *arena,
                           lc_osm_called *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (const char *at = value; at && !st;) {
        size_t len = strcspn(at, ";");
        char *one = lc_arena_alloc(arena, len + 1);

        if (!one)
            return lc_no_memory(err, "the units");
        memcpy(one, at, len);
        one[len] = '\0';
        st = lc_osm_called_name(one, arena, out, err);
        at = at[len] ? at + len + 1 : NULL;
    }
    return st;
}

lc_status lc_osm_called_read(const lc_osm_import *im, const lc_osm_element *e,
                             lc_arena *arena, lc_osm_called *out, lc_error *err)
{
    const lc_osm_data *d = im->data;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < e->tag_count && !st; i++) {
        const lc_osm_tag *t = &d->tags.v[e->tag + i];

        if (is_name(im, d->text.v + t->key))
            st = add_names(d->text.v + t->value, arena, out, err);
    }
    return st;
}

void lc_osm_called_clear(lc_osm_called *c)
{
    lc_vec_free(&c->bare);
    lc_vec_free(&c->text);
}

bool lc_osm_called_alike(const lc_osm_called *a, const lc_osm_called *b)
{
    for (size_t i = 0; i < a->bare.n; i++)
        for (size_t k = 0; k < b->bare.n; k++)
            if (!strcmp(a->bare.v[i], b->bare.v[k]))
                return true;
    return false;
}

/* Whether a letter that stands there would go on with the word. */
static bool goes_on(const char *s, const char *end)
{
    uint32_t c = s < end ? lc_utf8_next(&s, end) : ' ';

    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 0x80 && c < FIRST_IDEOGRAPH);
}

static const char *before(const char *s)
{
    do
        s--;
    while (((unsigned char)*s & 0xC0) == 0x80);
    return s;
}

/* Folded texts are in small letters. */
static bool holds_words(const char *text, const char *part)
{
    size_t len = strlen(part);
    const char *end = text + strlen(text);

    for (const char *at = text; (at = strstr(at, part)); at++) {
        bool starts =
            at == text || !goes_on(before(at), at) || !goes_on(at, end);

        if (starts &&
            (!goes_on(at + len, end) || !goes_on(before(at + len), at + len)))
            return true;
    }
    return false;
}

bool lc_osm_called_related(const lc_osm_called *a, const lc_osm_called *b)
{
    for (size_t i = 0; i < a->text.n; i++)
        for (size_t k = 0; k < b->text.n; k++)
            if (holds_words(a->text.v[i], b->text.v[k]) ||
                holds_words(b->text.v[k], a->text.v[i]))
                return true;
    return false;
}

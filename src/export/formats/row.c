/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/row.c - a record's values (see row.h).
 */
#include "lifecircle/export/formats/row.h"

/* The block of the scratch memory is kept: rows come by the hundred
 * thousand. */
void lc_row_clear(lc_row *r)
{
    if (r->scratch)
        lc_arena_reset(r->scratch);
    r->id = NULL;
    r->geometry = (lc_geometry){0};
    r->value.n = 0;
    r->failed = false;
}

void lc_row_free(lc_row *r)
{
    lc_vec_free(&r->value);
    lc_arena_free(r->scratch);
    lc_buf_free(&r->long_text);
    *r = (lc_row){0};
}

void lc_row_add(lc_row *r, lc_cell v)
{
    if (!lc_vec_push(&r->value, v))
        r->failed = true;
}

/* Most rows need none, so it is made when it is first asked for. */
lc_arena *lc_row_scratch(lc_row *r)
{
    if (!r->scratch)
        r->scratch = lc_arena_new(0);
    if (!r->scratch)
        r->failed = true;
    return r->scratch;
}

/* Nothing put is null, as an empty text is not: "" has its NUL. */
lc_cell lc_row_text(lc_row *r, const lc_buf *text)
{
    char *copy = NULL;

    if (text->failed)
        r->failed = true;
    else if (text->data && lc_row_scratch(r))
        copy = lc_arena_strndup(r->scratch, text->data, text->len);
    if (text->data && !copy)
        r->failed = true;
    return lc_cell_text(copy);
}

const char **lc_row_words(lc_row *r, size_t count)
{
    const char **words = NULL;

    if (lc_row_scratch(r))
        words = lc_arena_alloc(r->scratch, (count + 1) * sizeof *words);
    if (!words)
        r->failed = true;
    return words;
}

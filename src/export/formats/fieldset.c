/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/fieldset.c - fields put together (see fieldset.h).
 */
#include "lifecircle/export/formats/fieldset.h"

#include "lifecircle/base/buf.h"

/* By value: a field is small, and the names made up live as long as the set. */
void lc_fieldset_add(lc_fieldset *c, const lc_fields *fields)
{
    for (size_t i = 0; i < fields->count; i++)
        if (!lc_vec_push(&c->field, fields->field[i]))
            c->failed = true;
}

/* Three texts as one that lives as long as the columns; "" when there is no
 * memory for it, so that a name is never NULL. */
static const char *join(lc_fieldset *c, const char *a, const char *b,
                        const char *end)
{
    lc_buf text = {0};
    const char *copy = NULL;

    lc_buf_printf(&text, "%s%s%s", a, b, end);
    if (!c->names)
        c->names = lc_arena_new(0);
    if (c->names && !text.failed)
        copy = lc_arena_strdup(c->names, text.data);
    lc_buf_free(&text);
    if (!copy)
        c->failed = true;
    return copy ? copy : "";
}

void lc_fieldset_make(lc_fieldset *c, const lc_export_field *like,
                      const char *front, const char *back)
{
    lc_export_field f = *like;
    const char *of = *front ? front : back;

    f.name = join(c, front, like->name, back);
    f.en = join(c, like->en, ": ", of);
    f.zh = join(c, like->zh, "：", of);
    if (!lc_vec_push(&c->field, f))
        c->failed = true;
}

lc_fields lc_fieldset_all(const lc_fieldset *c)
{
    return (lc_fields){c->field.v, c->field.n};
}

void lc_fieldset_free(lc_fieldset *c)
{
    lc_vec_free(&c->field);
    lc_arena_free(c->names);
    *c = (lc_fieldset){0};
}

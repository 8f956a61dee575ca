/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/alone.c - see alone.h.
 *
 * A total of zero would read as a place where nobody lives.
 */
#include "src/export/values/alone.h"

#include "lifecircle/words/units.h"
#include "lifecircle/world/level.h"

static void put_text(lc_json *j, const char *key, const lc_buf *text)
{
    lc_json_str(j, key, text->failed || !text->data ? "" : text->data);
}

/* `key` NULL: in a list. */
static void put(lc_json *j, const char *key, const char *level,
                lc_buf text[LIFE_LANG_COUNT])
{
    lc_buf command = {0};

    lc_buf_printf(&command, "lifecircle import units FILE --level %s", level);
    lc_json_object(j, key);
    lc_json_str(j, "what", "shape");
    lc_json_str(j, "level", level);
    put_text(j, "text", &text[LIFE_LANG_EN]);
    put_text(j, "text_zh", &text[LIFE_LANG_ZH]);
    put_text(j, "command", &command);
    lc_json_end(j);
    lc_buf_free(&command);
    for (int l = 0; l < LIFE_LANG_COUNT; l++)
        lc_buf_free(&text[l]);
}

void lc_alone_put(lc_json *j, const lc_unit *u)
{
    lc_buf text[LIFE_LANG_COUNT] = {{0}};

    if (!lc_world_unit_is_alone(u))
        return;
    for (int l = 0; l < LIFE_LANG_COUNT; l++)
        lc_units_say_alone(&text[l], u, (lc_lang)l);
    put(j, "missing", u->level, text);
}

void lc_alone_put_of(lc_json *j, const lc_world *w, uint32_t unit)
{
    if (unit != LIFE_NONE)
        lc_alone_put(j, lc_world_unit(w, unit));
}

void lc_alone_put_levels(lc_json *j, const lc_world *w, uint32_t level)
{
    bool begun = false;

    for (uint32_t l = 0; l < lc_world_level_count(w); l++) {
        lc_buf text[LIFE_LANG_COUNT] = {{0}};
        bool any = level == LIFE_NONE || level == l;

        for (int k = 0; any && k < LIFE_LANG_COUNT; k++)
            any = lc_units_say_level(&text[k], w, l, (lc_lang)k);
        if (!any)
            continue;
        if (!begun)
            lc_json_array(j, "missing");
        begun = true;
        put(j, NULL, lc_world_level(w, l), text);
    }
    if (begun)
        lc_json_end(j);
}

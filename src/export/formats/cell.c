/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/cell.c - see cell.h.
 */
#include "lifecircle/export/formats/cell.h"

#include "lifecircle/words/say.h"

#include <string.h>

static void put_list(lc_buf *out, const lc_cell *v, const char *between)
{
    for (uint32_t i = 0; i < v->count; i++) {
        if (i > 0)
            lc_buf_puts(out, between);
        lc_buf_puts(out, v->is.list[i]);
    }
}

static void put_bool(lc_buf *out, bool yes, const lc_lang *words)
{
    if (words)
        lc_buf_puts(out, lc_say_text(*words, yes ? LIFE_SAY_LIST_YES
                                                 : LIFE_SAY_LIST_NO));
    else
        lc_buf_puts(out, yes ? "true" : "false");
}

void lc_cell_put(lc_buf *out, const lc_export_field *f, const lc_cell *v,
                 const lc_lang *words)
{
    if (v->kind == LIFE_CELL_NULL || v->kind == LIFE_CELL_ABSENT)
        return;
    switch (lc_field_type_of(f)) {
    case LIFE_FIELD_TEXT:
    case LIFE_FIELD_DATE:
    case LIFE_FIELD_JSON:
        lc_buf_puts(out, v->is.text);
        break;
    case LIFE_FIELD_INTEGER:
        lc_buf_int(out, v->is.whole);
        break;
    case LIFE_FIELD_DECIMAL:
        lc_buf_double(out, v->is.real, lc_field_decimals(f));
        break;
    case LIFE_FIELD_MILLI:
        lc_buf_milli(out, v->is.whole);
        break;
    case LIFE_FIELD_BOOL:
        put_bool(out, v->is.whole, words);
        break;
    case LIFE_FIELD_LIST:
        put_list(out, v, words ? lc_say_text(*words, LIFE_SAY_LIST_JOIN) : " ");
        break;
    }
}

/* Length of the mark of a list that `s` begins with; 0: none of them. */
static size_t mark_length(const char *s, const char *const *marks)
{
    for (; *marks; marks++)
        if (!strncmp(s, *marks, strlen(*marks)))
            return strlen(*marks);
    return 0;
}

/* Whether a text with such a first byte may be one: those of ASCII that are
 * asked for below, and what the others there begin with. */
static bool may_begin(unsigned char c)
{
    return c < 0x80 ? c && strchr("\t\r =+-@\"'", c)
                    : c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF;
}

/* One that begins with one of these is, also after spaces and quotes, also in
 * full width (OWASP, CSV injection). Spreadsheets and what cleans their tables
 * leave out more in front than the space: the wide and the fixed one, what has
 * no width, quotes of Chinese. */
bool lc_cell_is_formula(const char *s)
{
    static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20",
                                       NULL};
    static const char *const unseen[] = {
        " ",      "\"",     "'",      "\xC2\xA0", "\u3000", "\u200B",
        "\u2060", "\uFEFF", "\u201C", "\u201D",   "\uFF02", NULL};
    size_t n;

    if (!may_begin((unsigned char)*s))
        return false;
    if (*s == '\t' || *s == '\r')
        return true;
    while ((n = mark_length(s, unseen)))
        s += n;
    return (*s && strchr("=+-@", *s)) || mark_length(s, wide);
}

const char *lc_cell_formula_within(const char *s)
{
    for (s += strcspn(s, LIFE_CELL_BEGINS); *s;
         s += strcspn(s, LIFE_CELL_BEGINS)) {
        s++;
        if (lc_cell_is_formula(s))
            break;
    }
    return s;
}

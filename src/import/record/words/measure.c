/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/measure.c - see measure.h.
 *
 * A number is read where what stands around it is known and changes nothing
 * but its size. The rest is told to people, who know what they meant.
 */
#include "src/import/record/words/measure.h"

#include "src/import/record/words/number.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NUMBER_BYTES 40
#define GROUP        3 /* digits between commas */

/* Spaces of either width. */
static const char *skip_space(const char *s)
{
    while (*s == ' ' || *s == '\t' || !strncmp(s, "　", 3))
        s += *s == ' ' || *s == '\t' ? 1 : 3;
    return s;
}

/* The longest word of a field that the text begins with; NULL: none. */
static const char *begins(const lc_cell_words *w, const char *field,
                          const char *text, size_t *len)
{
    const char *value = NULL;

    *len = 0;
    for (size_t i = 0; i < lc_table_rows(w->table); i++) {
        const char *word = lc_table_get(w->table, i, w->word);
        size_t n = strlen(word);

        if (n <= *len || strcmp(lc_table_get(w->table, i, w->field), field) ||
            strncasecmp(text, word, n))
            continue;
        *len = n;
        value = lc_table_get(w->table, i, w->value);
    }
    return value;
}

/* A comma of either width between digits: its bytes, else 0. */
static size_t comma(const char *s)
{
    size_t n = *s == ',' ? 1 : !strncmp(s, "，", 3) ? 3 : 0;

    return n && s[n] >= '0' && s[n] <= '9' ? n : 0;
}

/* Takes "1,200.5" without its commas; the bytes of it, 0: no number. */
static size_t take_number(const char *s, char out[NUMBER_BYTES])
{
    const char *from = s;
    size_t n = 0, digits = 0, groups = 0, mark;

    for (;; s++) {
        if (*s >= '0' && *s <= '9') {
            digits++;
        } else if ((mark = comma(s)) > 0) {
            if (groups ? digits != GROUP : digits > GROUP || !digits)
                return 0;
            groups++;
            digits = 0;
            s += mark - 1;
            continue;
        } else {
            break;
        }
        if (n + 2 >= NUMBER_BYTES)
            return 0;
        out[n++] = *s;
    }
    if (n == 0 || (groups && digits != GROUP))
        return 0;
    if (*s == '.')
        for (out[n++] = *s++; *s >= '0' && *s <= '9' && n + 1 < NUMBER_BYTES;)
            out[n++] = *s++;
    out[n] = '\0';
    return (size_t)(s - from);
}

/* Words behind the number: how many of what, and 左右, 余. */
static bool take_words(const lc_cell_words *w, const char *unit, const char *s,
                       double *out)
{
    bool told = false; /* the unit comes once */
    const char *value;
    size_t len;

    while (*(s = skip_space(s))) {
        if (begins(w, "about_behind", s, &len)) {
            s += len;
        } else if (!told && (value = begins(w, "times", s, &len))) {
            *out *= strtod(value, NULL);
            s += len;
        } else if (!told && (value = begins(w, unit, s, &len))) {
            *out *= strtod(value, NULL);
            told = true;
            s += len;
        } else {
            return false;
        }
    }
    return true;
}

bool lc_measure_read(const lc_cell_words *w, const char *unit, const char *text,
                     double *out)
{
    char number[NUMBER_BYTES];
    size_t len;
    const char *s = skip_space(text);

    if (lc_number_parse(text, out))
        return true;
    if (begins(w, "about", s, &len))
        s = skip_space(s + len);
    len = take_number(s, number);
    return len > 0 && lc_number_parse(number, out) &&
           take_words(w, unit, s + len, out);
}

const char *lc_measure_unit(const char *attribute)
{
    static const char *const units[] = {"area_m2", "length_m"};
    size_t len = strlen(attribute);

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i]);

        if (len >= n && !strcmp(attribute + len - n, units[i]))
            return units[i];
    }
    return "count";
}

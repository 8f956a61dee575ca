/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/asked.c - see asked.h.
 */
#include "src/import/osm/asked.h"

#include "lifecircle/base/parse.h"

#include <string.h>

/* ASCII alone: names in other scripts have no case here. */
static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    return c;
}

/* Bytes of a character beyond ASCII count as letters. */
static bool is_letter(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Without regard to case. */
static bool starts_with(const char *s, const char *what)
{
    while (*what && lower(*s) == lower(*what)) {
        s++;
        what++;
    }
    return !*what;
}

/* Anywhere, or as a whole word. */
static bool contains(const char *s, const char *what, bool word)
{
    size_t len = strlen(what);

    for (const char *at = s; *at; at++)
        if (starts_with(at, what) &&
            (!word || ((at == s || !is_letter(at[-1])) && !is_letter(at[len]))))
            return true;
    return false;
}

/* Whether one entry of the list "a;b; c" is `what`. OpenStreetMap lists
 * several values of one key with semicolons. */
static bool list_has(const char *list, const char *what)
{
    size_t len = strlen(what);

    while (*list) {
        size_t entry;

        list += strspn(list, "; ");
        entry = strcspn(list, ";");
        if (entry >= len && !strncmp(list, what, len) &&
            strspn(list + len, " ") == entry - len)
            return true;
        list += entry;
    }
    return false;
}

/* Whether one of the condition's values is the whole of this one, which is no
 * list; most values are none. */
static bool equals_one(const lc_osm_asked *a, const char *value)
{
    for (size_t i = 0; i < a->count; i++)
        if (*value == *a->value[i] && !strcmp(value, a->value[i]))
            return true;
    return false;
}

/* A list in a value, "a;b", holds where one of its entries does. */
bool lc_osm_asked_holds(const lc_osm_asked *a, const char *value)
{
    double number;

    if (a->op == LIFE_ASKED_HAS)
        return true;
    if (a->op == LIFE_ASKED_LESS || a->op == LIFE_ASKED_AT_LEAST)
        return lc_parse_decimal(value, &number) &&
               (a->op == LIFE_ASKED_LESS ? number < a->number
                                         : number >= a->number);
    if ((a->op == LIFE_ASKED_IS || a->op == LIFE_ASKED_IS_NOT) &&
        !value[strcspn(value, "; ")])
        return equals_one(a, value);
    for (size_t i = 0; i < a->count; i++)
        if (a->op == LIFE_ASKED_CONTAINS || a->op == LIFE_ASKED_WORD
                ? contains(value, a->value[i], a->op == LIFE_ASKED_WORD)
                : list_has(value, a->value[i]))
            return true;
    return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/attributes.c - see attributes.h.
 *
 * One member is read without making a tree of the whole and without memory of
 * its own, since a rule asks for it of each facility of a category. A value
 * that is itself an object or a list ends the search: the imports write none.
 * Cost: the text up to the member.
 */
#include "src/world/facilities/attributes.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/world/attributes.h"
#include "src/world/city.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 256 };

/* ---- a member of a flat JSON object ---- */

static const char *skip_space(const char *s)
{
    return s + strspn(s, " \t\r\n");
}

/* The code point of \uXXXX in UTF-8; *s behind the digits. Halves of pairs
 * become '?': no word that is looked for has any. */
static size_t put_escape(const char **s, char out[4])
{
    unsigned v = 0;

    for (int i = 0; i < 4; i++, (*s)++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *at = **s ? strchr(digits, **s) : NULL;

        if (!at)
            return 0;
        v = v * 16 + (unsigned)((at - digits) % 16);
    }
    if (v < 0x80) {
        out[0] = (char)v;
        return 1;
    }
    if (v >= 0xD800 && v < 0xE000) {
        out[0] = '?';
        return 1;
    }
    if (v < 0x800) {
        out[0] = (char)(0xC0 | v >> 6);
        out[1] = (char)(0x80 | (v & 63));
        return 2;
    }
    out[0] = (char)(0xE0 | v >> 12);
    out[1] = (char)(0x80 | (v >> 6 & 63));
    out[2] = (char)(0x80 | (v & 63));
    return 3;
}

/* What stands behind a backslash; *s behind it. 0: nothing that JSON has. */
static size_t read_escape(const char **s, char out[4])
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *at = **s ? strchr(plain, **s) : NULL;

    if (**s == 'u') {
        ++*s;
        return put_escape(s, out);
    }
    if (!at)
        return 0;
    ++*s;
    out[0] = meant[at - plain];
    return 1;
}

/* Up to a quote, a backslash or the end: as much of it as there is room for,
 * behind *n bytes. Returns where it ends. */
static const char *read_run(const char *s, char *out, size_t size, size_t *n,
                            unsigned char *all)
{
    const char *from = s;
    size_t len;

    for (; *s && *s != '"' && *s != '\\'; s++)
        *all |= (unsigned char)*s;
    len = (size_t)(s - from);
    if (len >= size - *n)
        len = size - *n - 1;
    memcpy(out + *n, from, len);
    *n += len;
    return s;
}

/* A string from behind its opening quote; returns what follows the closing
 * one, NULL where there is none. Most are ASCII as they stand, and each of each
 * facility is read when a city is loaded. */
static const char *read_string(const char *s, char *out, size_t size)
{
    unsigned char all = 0;
    size_t n = 0;

    for (;;) {
        char c[4];
        size_t len;

        s = read_run(s, out, size, &n, &all);
        if (*s != '\\')
            break;
        s++;
        all |= 0x80;
        len = read_escape(&s, c);
        if (!len)
            return NULL;
        if (n + len < size) {
            memcpy(out + n, c, len);
            n += len;
        }
    }
    out[n] = '\0';
    if (all & 0x80)
        lc_utf8_mend(out);
    return *s ? s + 1 : NULL;
}

/* A value: a string, or a word up to the next comma or brace. */
static const char *read_value(const char *s, char *out, size_t size)
{
    size_t len;

    if (*s == '"')
        return read_string(s + 1, out, size);
    len = strcspn(s, ",} \t\r\n");
    if (!len || *s == '{' || *s == '[')
        return NULL;
    lc_utf8_format(out, size, "%.*s", (int)(len < size ? len : size - 1), s);
    return s + len;
}

/* One member from the brace or the comma in front of it; returns what follows
 * its value, NULL where there is none. */
static const char *read_member(const char *s, char *name, size_t name_size,
                               char *out, size_t size)
{
    s = skip_space(s + 1);
    if (*s != '"' || !(s = read_string(s + 1, name, name_size)))
        return NULL;
    s = skip_space(s);
    if (*s != ':')
        return NULL;
    s = read_value(skip_space(s + 1), out, size);
    return s ? skip_space(s) : NULL;
}

static bool is_told(const char *value)
{
    return *value && strcmp(value, "null") != 0;
}

bool lc_attribute_member(const char *json, const char *key, char *out,
                         size_t size)
{
    const char *s = skip_space(json);
    char name[64];

    if (*s != '{')
        return false;
    do {
        s = read_member(s, name, sizeof name, out, size);
        if (s && !strcmp(name, key))
            return is_told(out);
    } while (s && *s == ',');
    return false;
}

/* ---- a facility's ---- */

bool lc_attribute_of(const lc_facility *f, const char *key, char *out,
                     size_t size)
{
    return lc_attribute_member(f->attributes, key, out, size);
}

lc_attribute_at lc_attribute_first(const lc_facility *f)
{
    const char *s = skip_space(f->attributes);

    return (lc_attribute_at){*s == '{' ? s : NULL, f->wheelchair};
}

/* What doesn't fit is cut as lc_utf8_format() does, which is slow. */
static void copy_text(char *out, size_t size, const char *text)
{
    size_t len = strlen(text);

    if (len < size)
        memcpy(out, text, len + 1);
    else
        lc_utf8_format(out, size, "%s", text);
}

bool lc_attribute_next(lc_attribute_at *at, char *name, size_t name_size,
                       char *value, size_t size)
{
    while (at->rest) {
        const char *s = read_member(at->rest, name, name_size, value, size);

        at->rest = s && *s == ',' ? s : NULL;
        if (s && is_told(value))
            return true;
    }
    if (!at->wheelchair || !*at->wheelchair)
        return false;
    copy_text(name, name_size, "wheelchair");
    copy_text(value, size, at->wheelchair);
    at->wheelchair = NULL;
    return true;
}

bool lc_attribute_text(const lc_world *w, uint32_t facility, const char *key,
                       char *out, size_t size)
{
    const lc_facility *f = &w->facility.v[facility];

    if (!strcmp(key, "wheelchair")) {
        copy_text(out, size, f->wheelchair);
        return *out != '\0';
    }
    return lc_attribute_member(f->attributes, key, out, size);
}

/* Only where the attributes say nothing: what a register states goes before
 * what its outline on the map measures. */
static bool measure(const lc_world *w, const lc_facility *f, const char *key,
                    double *out)
{
    if (!strcmp(key, "site_area_m2") && f->area_m2 > 0) {
        *out = f->area_m2;
        return true;
    }
    if (!strcmp(key, "length_m") && f->shape != LIFE_NONE &&
        w->shape.v[f->shape].kind == LIFE_SHAPE_LINE) {
        *out = lc_shape_length_m(&w->shape.v[f->shape]);
        return true;
    }
    return false;
}

bool lc_attribute_number(const lc_world *w, uint32_t facility, const char *key,
                         double *out)
{
    char text[TEXT_BYTES];

    /* No key: facilities are counted, each as one. */
    *out = 1;
    if (!*key)
        return true;
    if (lc_attribute_text(w, facility, key, text, sizeof text) &&
        lc_parse_decimal(text, out) && *out >= 0)
        return true;
    return measure(w, &w->facility.v[facility], key, out);
}

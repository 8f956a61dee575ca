/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/attributes.c - see attributes.h. Attributes are a flat JSON
 * object of strings, numbers and truth values, as the imports write it.
 */
#include "src/study/rules/attributes.h"

#include "lifecircle/base/num.h"
#include "lifecircle/base/utf8.h"
#include "src/world/world_internal.h"

#include <string.h>
#include <strings.h>

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

/* A string from behind its opening quote; returns what follows the closing
 * one, NULL where there is none. */
static const char *read_string(const char *s, char *out, size_t size)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    size_t n = 0;

    while (*s && *s != '"') {
        char c[4] = {*s};
        size_t len = 1;

        if (*s++ == '\\') {
            const char *at = *s ? strchr(plain, *s) : NULL;

            if (*s == 'u') {
                s++;
                len = put_escape(&s, c);
            } else if (at) {
                c[0] = meant[at - plain];
                s++;
            }
            if ((!at && len == 1 && c[0] == '\\') || !len)
                return NULL;
        }
        if (n + len < size) {
            memcpy(out + n, c, len);
            n += len;
        }
    }
    out[n] = '\0';
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

bool lc_json_member(const char *json, const char *key, char *out, size_t size)
{
    const char *s = skip_space(json);
    char name[64];

    if (*s != '{')
        return false;
    do {
        s = skip_space(s + 1);
        if (*s != '"' || !(s = read_string(s + 1, name, sizeof name)))
            return false;
        s = skip_space(s);
        if (*s != ':')
            return false;
        s = read_value(skip_space(s + 1), out, size);
        if (!s)
            return false;
        if (!strcmp(name, key))
            return *out && strcmp(out, "null") != 0;
        s = skip_space(s);
    } while (*s == ',');
    return false;
}

/* ---- a facility's ---- */

bool lc_attribute_text(const lc_world *w, uint32_t facility, const char *key,
                       char *out, size_t size)
{
    const lc_facility *f = &w->facility.v[facility];

    if (!strcmp(key, "wheelchair")) {
        lc_utf8_format(out, size, "%s", f->wheelchair);
        return *out != '\0';
    }
    return lc_json_member(f->attributes, key, out, size);
}

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

    *out = 1;
    if (!*key)
        return true;
    if (lc_attribute_text(w, facility, key, text, sizeof text) &&
        lc_parse_decimal(text, out) && *out >= 0)
        return true;
    return measure(w, &w->facility.v[facility], key, out);
}

/* ---- conditions ---- */

static bool is_yes(const char *text)
{
    static const char *const words[] = {"yes", "1",  "true", "y", "designated",
                                        "是",  "有", "普惠", "已"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(words[i], text))
            return true;
    return false;
}

static bool is_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    if (!strcmp(word, "yes") && is_yes(text))
        return true;
    if (len > 1 && word[len - 1] == '*')
        return !strncasecmp(text, word, len - 1);
    return !strcasecmp(text, word);
}

static bool any_word(const lc_filter *f, const char *text)
{
    for (size_t i = 0; i < f->words; i++) {
        if (f->op == LIFE_FILTER_IS ? is_word(text, f->word[i])
                                    : strstr(text, f->word[i]) != NULL)
            return true;
    }
    return false;
}

static lc_known match(const lc_world *w, const lc_filter *f, uint32_t facility)
{
    char text[TEXT_BYTES];
    double v;

    if (f->op == LIFE_FILTER_AT_LEAST) {
        if (!lc_attribute_number(w, facility, f->key, &v))
            return LIFE_MAYBE;
        return v >= f->number ? LIFE_YES : LIFE_NO;
    }
    if (!lc_attribute_text(w, facility, f->key, text, sizeof text))
        return LIFE_MAYBE;
    return any_word(f, text) ? LIFE_YES : LIFE_NO;
}

lc_known lc_filters_match(const lc_world *w, const lc_filters *f,
                          uint32_t facility, const char **lacking)
{
    lc_known all = LIFE_YES;

    for (size_t i = 0; i < f->count; i++) {
        lc_known one = match(w, &f->filter[i], facility);

        if (one == LIFE_NO)
            return LIFE_NO;
        if (one == LIFE_MAYBE && all == LIFE_YES) {
            all = LIFE_MAYBE;
            *lacking = f->filter[i].key;
        }
    }
    return all;
}

lc_known lc_opened_match(const lc_world *w, const lc_rule_plan *p,
                         uint32_t facility)
{
    char text[TEXT_BYTES], digits[5] = "";
    int64_t year;

    if (!p->opened_from)
        return LIFE_YES;
    if (!lc_attribute_text(w, facility, "opened", text, sizeof text))
        return LIFE_MAYBE;
    memcpy(digits, text, strnlen(text, 4));
    if (!lc_parse_int(digits, 1000, 9999, &year))
        return LIFE_MAYBE;
    return year >= p->opened_from && year <= p->opened_to ? LIFE_YES : LIFE_NO;
}

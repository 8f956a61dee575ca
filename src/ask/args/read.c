/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/read.c - texts to values, as far as no city is needed for it.
 */
#include "lifecircle/ask/args/read.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "src/ask/args/crs.h"
#include "src/ask/args/names.h"

#include <stdio.h>
#include <string.h>

/* ---- values ---- */

typedef struct reading { /* one value, and whose it is */
    const lc_args *args;
    const lc_use *use;
    const lc_param *param;
    lc_value *value;
    lc_error *err;
} reading;

/* "k is "0"; it must be WHAT": one sentence for both doors, which differ in
 * what they call the parameter. A long value is cut: it may be hostile. */
static lc_status wrong(const reading *r, lc_status st, const char *what)
{
    return lc_fail_param(
        r->err, st, r->param->name, "%s is \"%.60s\"; it must be %s",
        lc_args_label(r->args, r->use->id).text, r->value->text, what);
}

/* The lowest of the ceilings that hold here. The operator's is of minutes,
 * which decide how far a search runs. */
static uint32_t most_of(const reading *r)
{
    const lc_use *use = r->use;
    uint32_t most = use->most ? use->most : r->param->most;

    if (r->args->door == LIFE_DOOR_REQUEST && use->request_most)
        most = use->request_most;
    if (r->args->most_minutes && r->args->most_minutes < most &&
        (use->id == LIFE_PARAM_MINUTES || use->id == LIFE_PARAM_LIMITS))
        most = r->args->most_minutes;
    return most;
}

/* No exponent, no comma, no "104E": what is not a plain decimal is somebody's
 * mistake, and guessing would move the place. */
static lc_status read_degrees(reading *r)
{
    double most = r->param->most, v;
    char what[64];

    if (lc_parse_decimal(r->value->text, &v) && v >= -most && v <= most) {
        r->value->degrees = v;
        return LIFE_OK;
    }
    snprintf(what, sizeof what, "a plain decimal of -%g to %g", most, most);
    return wrong(r, LIFE_ERR_RANGE, what);
}

/* "07" is 7; "-1", "+7" and "7.0" are refused. */
static lc_status read_number(reading *r)
{
    uint32_t least = r->param->least, most = most_of(r);
    char what[64];
    uint64_t v;

    if (lc_parse_uint(r->value->text, most, &v) && v >= least) {
        r->value->n = (uint32_t)v;
        return LIFE_OK;
    }
    snprintf(what, sizeof what, "a whole number of %u to %u", least, most);
    return wrong(r, LIFE_ERR_RANGE, what);
}

/* Whether "5,10,15" is at most LIFE_MAX_RISING numbers of 1 to `most`, each
 * more than the one before it. */
static bool parse_rising(const char *s, uint32_t most, lc_rising *out)
{
    uint32_t last = 0;

    *out = (lc_rising){.count = 0};
    for (;;) {
        char item[16];
        uint64_t v;

        if (out->count == LIFE_MAX_RISING ||
            !lc_names_item(&s, item, sizeof item) ||
            !lc_parse_uint(item, most, &v) || v <= last)
            return false;
        last = out->v[out->count++] = (uint32_t)v;
        if (!*s)
            return true;
        s++;
    }
}

static lc_status read_rising(reading *r)
{
    uint32_t most = most_of(r);
    char what[96];

    if (parse_rising(r->value->text, most, &r->value->rising))
        return LIFE_OK;
    snprintf(what, sizeof what,
             "at most %d rising whole numbers of 1 to %u, as in 5,10,15",
             LIFE_MAX_RISING, most);
    return wrong(r, LIFE_ERR_RANGE, what);
}

static lc_status not_among(const reading *r)
{
    lc_buf what = {0};
    lc_status st;

    lc_buf_puts(&what, "one of: ");
    for (size_t i = 0; r->param->words[i]; i++)
        lc_buf_printf(&what, "%s%s", i ? ", " : "", r->param->words[i]);
    st = wrong(r, LIFE_ERR_RANGE, what.failed ? "a word" : what.data);
    lc_buf_free(&what);
    return st;
}

/* A word of a path names a thing that may not be there. */
static lc_status read_word(reading *r)
{
    const char *const *words = r->param->words;
    lc_guess g = {.wanted = r->value->text};

    for (uint32_t i = 0; words[i]; i++) {
        if (!strcmp(words[i], g.wanted)) {
            r->value->n = i;
            return LIFE_OK;
        }
        lc_guess_offer(&g, words[i]);
    }
    if (!(r->use->flags & LIFE_USE_PATH))
        return not_among(r);
    return lc_names_unknown(r->use->id, LIFE_ERR_NOT_FOUND, &g, r->err);
}

/* Each of them is a word, so that the first wrong one is told. */
static lc_status read_words(reading *r)
{
    const char *at = r->value->text;
    uint32_t bits = 0;
    char item[32];

    if (!strcmp(at, LIFE_PARAM_ALL) && r->args->door == LIFE_DOOR_COMMAND) {
        r->value->n = UINT32_MAX;
        return LIFE_OK;
    }
    for (;;) {
        lc_value one = {.given = true, .text = item};
        reading single = {r->args, r->use, r->param, &one, r->err};
        lc_status st;

        if (!lc_names_item(&at, item, sizeof item))
            return wrong(r, LIFE_ERR_RANGE, "names with commas between");
        st = read_word(&single);
        if (st)
            return st;
        bits |= 1u << one.n;
        if (!*at)
            break;
        at++;
    }
    r->value->n = bits;
    return LIFE_OK;
}

/* The formats of this question at this door; others are the program's, but not
 * of this answer. */
static lc_status read_format(reading *r)
{
    char what[128] = "one of: ";
    size_t n = strlen(what);

    if (lc_names_has(r->args->formats, r->value->text))
        return LIFE_OK;
    for (const char *s = r->args->formats; *s && n + 3 < sizeof what; s++) {
        if (*s == ' ')
            what[n++] = ',';
        what[n++] = *s;
    }
    what[n] = '\0';
    return wrong(r, LIFE_ERR_RANGE, what);
}

/* Characters, not bytes, are what a user counts. Control characters are in no
 * name, and would steer the terminal that an error is shown on. */
static lc_status read_text(reading *r)
{
    const char *s = r->value->text, *end = s + strlen(s);
    size_t chars = 0;
    char what[80];

    for (; s < end; chars++) {
        uint32_t c = lc_utf8_next(&s, end);

        if (c < 0x20 || c == 0x7f)
            return wrong(r, LIFE_ERR_RANGE, "text without control characters");
    }
    if (!r->param->most || chars <= r->param->most)
        return LIFE_OK;
    snprintf(what, sizeof what, "at most %u characters", r->param->most);
    return wrong(r, LIFE_ERR_RANGE, what);
}

/* By type. Those that are left out say nothing before a city is there to
 * ask. */
static lc_status (*const readers[LIFE_TYPE_COUNT])(reading *r) = {
    [LIFE_TYPE_DEGREES] = read_degrees, [LIFE_TYPE_NUMBER] = read_number,
    [LIFE_TYPE_RISING] = read_rising,   [LIFE_TYPE_WORD] = read_word,
    [LIFE_TYPE_WORDS] = read_words,     [LIFE_TYPE_TEXT] = read_text,
    [LIFE_TYPE_FORMAT] = read_format,
};

/* ---- all of them ---- */

/* On the command line with what it stands for, as there is no document beside
 * it. */
static lc_status missing(const lc_args *a, const lc_use *use, lc_error *err)
{
    const lc_param *p = &lc_params[use->id];

    if (a->door == LIFE_DOOR_COMMAND)
        return lc_fail_param(
            err, LIFE_ERR_USAGE, p->name, "%s %s is missing: %s",
            lc_args_label(a, use->id).text, p->argument, p->text[LIFE_LANG_EN]);
    return lc_fail_param(err, LIFE_ERR_USAGE, p->name,
                         "parameter %s is missing", p->name);
}

/* A page is in the city's language, a terminal in its user's. */
static const char *initial_of(const lc_args *a, const lc_use *use)
{
    const char *format = a->raw[LIFE_PARAM_FORMAT];

    if (a->door == LIFE_DOOR_COMMAND && use->id == LIFE_PARAM_LANG &&
        !(format && !strcmp(format, "html")))
        return lc_params[use->id].words[a->lang];
    if (a->door == LIFE_DOOR_COMMAND && use->hand_initial)
        return use->hand_initial;
    return use->initial ? use->initial : lc_params[use->id].initial;
}

/* A value that can't be read leaves the default behind it, so that a page that
 * tells of the fault is in the right language and pace. */
static lc_status read_one(lc_args *a, const lc_use *use, lc_error *err)
{
    const lc_param *p = &lc_params[use->id];
    lc_value *v = &a->v[use->id];
    reading r = {a, use, p, v, err};
    lc_status st;

    v->given = a->raw[use->id] != NULL;
    v->text = v->given ? a->raw[use->id] : initial_of(a, use);
    if (!v->given && (use->flags & LIFE_USE_REQUIRED))
        return missing(a, use, err);
    if (!v->text || !readers[p->type])
        return LIFE_OK;
    st = readers[p->type](&r);
    v->text = st ? initial_of(a, use) : v->text;
    r.err = NULL;
    if (st && v->given && v->text)
        readers[p->type](&r); /* a page of what is wrong has its defaults */
    return st;
}

/* Which of two was meant is not ours to guess. */
static lc_status check_exclusive(const lc_args *a, lc_error *err)
{
    const lc_use *first = NULL;

    for (const lc_use *use = a->uses; use->id != LIFE_PARAM_NONE; use++) {
        if (!(use->flags & LIFE_USE_EXCLUSIVE) || !a->raw[use->id])
            continue;
        if (first)
            return lc_fail_param(err, LIFE_ERR_USAGE, lc_params[use->id].name,
                                 "%s does not go with %s",
                                 lc_args_label(a, use->id).text,
                                 lc_args_label(a, first->id).text);
        first = use;
    }
    return LIFE_OK;
}

/* A place has both its coordinates or none. */
static lc_status check_place(const lc_args *a, lc_error *err)
{
    lc_param_id absent =
        a->v[LIFE_PARAM_LON].given ? LIFE_PARAM_LAT : LIFE_PARAM_LON;

    if (a->v[LIFE_PARAM_LON].given == a->v[LIFE_PARAM_LAT].given)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, lc_params[absent].name,
                         "%s is missing", lc_params[absent].name);
}

/* The first of the formats stands where none is asked for. */
static void set_format(lc_args *a)
{
    const char *asked = a->raw[LIFE_PARAM_FORMAT];
    const char *format = asked ? asked : a->formats;

    snprintf(a->format, sizeof a->format, "%.*s", (int)strcspn(format, " "),
             format);
}

/* All are read, though the first fault is the one that is told: a page of what
 * is wrong needs the others. */
lc_status lc_args_read(lc_args *a, lc_error *err)
{
    lc_status st = check_exclusive(a, err);

    for (const lc_use *use = a->uses; use->id != LIFE_PARAM_NONE; use++) {
        lc_status one = read_one(a, use, st ? NULL : err);

        st = st ? st : one;
    }
    set_format(a);
    if (!st)
        st = check_place(a, err);
    return st ? st : lc_args_crs_move(a, err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/opts.c - options of a command, read with getopt_long and checked.
 */
#define _GNU_SOURCE /* getopt_long */

#include "lifecircle/base/num.h"
#include "src/cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct definition {
    const char *name;
    char letter;
    const char *argument, *help;
} definition;

static const definition defs[] = {
#define LIFE_X(id, name, letter, argument, help) {name, letter, argument, help},
    LIFE_OPTION_MAP(LIFE_X)
#undef LIFE_X
};

#define FIRST_VALUE 256 /* of getopt_long's results; letters are below */

const char *lc_opt_name(lc_opt id)
{
    return defs[id].name;
}

bool lc_opt_is(const char *name)
{
    for (size_t i = 0; i < LIFE_OPT_COUNT_; i++)
        if (strcmp(defs[i].name, name) == 0)
            return true;
    return false;
}

static bool takes(const lc_command *c, size_t id)
{
    return (c->options | LIFE_OPT_BIT(HELP)) >> id & 1;
}

/* Those that the command takes, in getopt's form. */
static void list_options(const lc_command *c, struct option *longs,
                         char *letters)
{
    *letters++ = ':'; /* tell a missing argument from an unknown option */
    for (size_t i = 0; i < LIFE_OPT_COUNT_; i++) {
        if (!takes(c, i))
            continue;
        *longs++ = (struct option){
            defs[i].name, defs[i].argument ? required_argument : no_argument,
            NULL, FIRST_VALUE + (int)i};
        if (!defs[i].letter)
            continue;
        *letters++ = defs[i].letter;
        if (defs[i].argument)
            *letters++ = ':';
    }
    *longs = (struct option){0};
    *letters = '\0';
}

static int option_of(int value)
{
    if (value >= FIRST_VALUE)
        return value - FIRST_VALUE;
    for (int i = 0; i < LIFE_OPT_COUNT_; i++)
        if (defs[i].letter && defs[i].letter == value)
            return i;
    return -1;
}

static lc_status take(lc_opts *o, int id, const char *value, lc_error *err)
{
    if (id == LIFE_OPT_CATEGORY) {
        if (o->repeated.len > 0)
            lc_buf_putc(&o->repeated, ',');
        lc_buf_puts(&o->repeated, value);
        if (o->repeated.failed)
            return lc_fail(err, LIFE_ERR_NOMEM, "no memory for options");
        o->value[id] = o->repeated.data;
        return LIFE_OK;
    }
    if (o->value[id])
        return lc_fail_param(err, LIFE_ERR_USAGE, defs[id].name, "given twice");
    o->value[id] = value ? value : "";
    return LIFE_OK;
}

static lc_status refuse(int what, char **argv, const lc_command *c,
                        lc_error *err)
{
    if (what == ':')
        return lc_fail(err, LIFE_ERR_USAGE, "%s needs a value",
                       argv[optind - 1]);
    return lc_fail(err, LIFE_ERR_USAGE,
                   "unknown option %s; see `lifecircle help %s`",
                   argv[optind - 1], c->name);
}

/* Whether `words` (with spaces between) has the word of `len` bytes. */
static bool has_word(const char *words, const char *word, size_t len)
{
    while (*words) {
        size_t n = strcspn(words, " ");

        if (n == len && strncmp(words, word, len) == 0)
            return true;
        words += n + (words[n] == ' ');
    }
    return false;
}

static lc_status check_format(const lc_opts *o, lc_error *err)
{
    const char *format = o->value[LIFE_OPT_FORMAT];

    if (!format || has_word(o->command->formats, format, strlen(format)))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, "format",
                         "\"%s\" is not one of: %s", format,
                         o->command->formats);
}

lc_status lc_opts_parse(lc_opts *o, const lc_command *c, int argc, char **argv,
                        lc_error *err)
{
    struct option longs[LIFE_OPT_COUNT_ + 1];
    char letters[2 * LIFE_OPT_COUNT_ + 2];
    lc_status st = LIFE_OK;

    *o = (lc_opts){.command = c};
    list_options(c, longs, letters);
    opterr = 0;
    while (!st) {
        int got = getopt_long(argc, argv, letters, longs, NULL);

        if (got == -1)
            break;
        if (got == '?' || got == ':')
            return refuse(got, argv, c, err);
        st = take(o, option_of(got), optarg, err);
    }
    if (st)
        return st;
    o->arg = argv + optind;
    o->args = argc - optind;
    if (o->value[LIFE_OPT_HELP])
        return LIFE_OK;
    if (o->args < c->least_args)
        return lc_fail(err, LIFE_ERR_USAGE, "usage: lifecircle %s %s", c->name,
                       c->args);
    if (o->args > c->most_args)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "\"%s\" is one argument too many; "
                       "usage: lifecircle %s %s",
                       o->arg[c->most_args], c->name, c->args);
    return check_format(o, err);
}

void lc_opts_clear(lc_opts *o)
{
    lc_buf_free(&o->repeated);
}

void lc_opts_help(const lc_command *c)
{
    for (size_t i = 0; i < LIFE_OPT_COUNT_; i++) {
        char left[64];
        int n = 0;

        if (!takes(c, i))
            continue;
        if (defs[i].letter)
            n = snprintf(left, sizeof left, "-%c, ", defs[i].letter);
        snprintf(left + n, sizeof left - (size_t)n, "--%s %s", defs[i].name,
                 defs[i].argument ? defs[i].argument : "");
        printf("  %-31s %s%s\n", left, defs[i].help,
               i == LIFE_OPT_FORMAT ? c->formats : "");
    }
}

/* ---- values ---- */

lc_status lc_opts_city(const lc_opts *o, const char **path, lc_error *err)
{
    *path = o->value[LIFE_OPT_CITY];
    if (!*path)
        *path = getenv("LIFECIRCLE_CITY");
    if (!*path || !**path)
        return lc_fail_param(err, LIFE_ERR_USAGE, "city",
                             "missing: the city file (and LIFECIRCLE_CITY is "
                             "not set)");
    return LIFE_OK;
}

lc_status lc_opts_uint(const lc_opts *o, lc_opt id, uint32_t least,
                       uint32_t most, uint32_t *value, lc_error *err)
{
    uint64_t v;

    if (!o->value[id])
        return LIFE_OK;
    if (!lc_parse_uint(o->value[id], most, &v) || v < least)
        return lc_fail_param(err, LIFE_ERR_RANGE, defs[id].name,
                             "\"%s\" is not a whole number from %lu to %lu",
                             o->value[id], (unsigned long)least,
                             (unsigned long)most);
    *value = (uint32_t)v;
    return LIFE_OK;
}

static lc_status bad_minutes(const lc_opts *o, size_t most, lc_error *err)
{
    return lc_fail_param(err, LIFE_ERR_RANGE, "minutes",
                         "\"%s\" is not up to %zu rising whole numbers from 1 "
                         "to 30",
                         o->value[LIFE_OPT_MINUTES], most);
}

lc_status lc_opts_minutes(const lc_opts *o, uint32_t *minutes, size_t most,
                          size_t *count, lc_error *err)
{
    const char *s = o->value[LIFE_OPT_MINUTES];
    size_t n = 0;

    if (!s)
        return LIFE_OK;
    for (;;) {
        char number[8];
        size_t len = strcspn(s, ",");
        uint64_t v;

        if (n == most || len >= sizeof number)
            return bad_minutes(o, most, err);
        memcpy(number, s, len);
        number[len] = '\0';
        if (!lc_parse_uint(number, 30, &v) || v < 1 ||
            (n > 0 && v <= minutes[n - 1]))
            return bad_minutes(o, most, err);
        minutes[n++] = (uint32_t)v;
        if (!s[len])
            break;
        s += len + 1;
    }
    *count = n;
    return LIFE_OK;
}

lc_status lc_opts_lonlat(const lc_opts *o, lc_lonlat *at, lc_error *err)
{
    const char *s = o->value[LIFE_OPT_AT];

    if (!s)
        return lc_fail_param(err, LIFE_ERR_USAGE, "at",
                             "missing: the place as LON,LAT in degrees");
    if (!lc_parse_pair(s, &at->lon, &at->lat))
        return lc_fail_param(err, LIFE_ERR_USAGE, "at",
                             "\"%s\" is not LON,LAT in plain decimals", s);
    if (!lc_lonlat_valid(*at))
        return lc_fail_param(err, LIFE_ERR_RANGE, "at",
                             "%s is not a longitude from -180 to 180 and a "
                             "latitude from -90 to 90",
                             s);
    return LIFE_OK;
}

lc_status lc_opts_word(const lc_opts *o, lc_opt id, const char *const *words,
                       size_t count, size_t *which, lc_error *err)
{
    lc_buf list = {0};

    *which = 0;
    if (!o->value[id])
        return LIFE_OK;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(o->value[id], words[i]) == 0) {
            *which = i;
            lc_buf_free(&list);
            return LIFE_OK;
        }
        lc_buf_printf(&list, "%s%s", i ? " or " : "", words[i]);
    }
    lc_fail_param(err, LIFE_ERR_USAGE, defs[id].name, "\"%s\" is not %s",
                  o->value[id], list.data ? list.data : "a choice");
    lc_buf_free(&list);
    return LIFE_ERR_USAGE;
}

lc_status lc_opts_lang(const lc_opts *o, lc_lang *lang, lc_error *err)
{
    lc_lang other = *lang == LIFE_LANG_ZH ? LIFE_LANG_EN : LIFE_LANG_ZH;
    const char *const words[] = {lc_lang_id(*lang), lc_lang_id(other)};
    size_t which;
    lc_status st = lc_opts_word(o, LIFE_OPT_LANG, words, 2, &which, err);

    *lang = which ? other : *lang;
    return st;
}

bool lc_opts_format_is(const lc_opts *o, const char *name)
{
    const char *format = o->value[LIFE_OPT_FORMAT];

    if (format)
        return strcmp(format, name) == 0;
    return strncmp(o->command->formats, name, strlen(name)) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/opts.c - options of a command, read with getopt_long and checked.
 */
#define _GNU_SOURCE /* getopt_long */

#include "src/cli/opts.h"

#include "lifecircle/base/parse.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct definition {
    const char *name;
    char letter;
    const char *argument, *words;
    const char *help[LIFE_LANG_COUNT];
} definition;

static const definition defs[] = {
#define LIFE_X(id, name, letter, argument, words, zh, en)                      \
    {name, letter, argument, words, {zh, en}},
    LIFE_OPTION_MAP(LIFE_X)
#undef LIFE_X
};

#define FIRST_VALUE 256 /* of getopt_long's results; letters are below */

/* Without the dashes, as err->parameter has it. */
const char *lc_opts_name(lc_opt id)
{
    return defs[id].name;
}

const char *lc_opts_text(lc_opt id, lc_lang lang)
{
    return defs[id].help[lang];
}

const char *lc_opts_words(lc_opt id)
{
    return defs[id].words;
}

/* ---- which there are ---- */

/* Its place in lc_opts is its id. */
static void add_own(lc_option *out, size_t *n, lc_opt id)
{
    lc_option *o = &out[(*n)++];

    assert(*n <= LIFE_MAX_OPTIONS);
    *o = (lc_option){
        .letter = defs[id].letter, .argument = defs[id].argument, .value = id};
    snprintf(o->name, sizeof o->name, "%s", defs[id].name);
}

/* Both coordinates of a place are one option. */
static void add_param(lc_option *out, size_t *n, const lc_use *use)
{
    const lc_param *p = &lc_params[use->id];
    lc_option *o = &out[*n];

    if (use->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT) ||
        use->id == LIFE_PARAM_LAT)
        return;
    assert(*n < LIFE_MAX_OPTIONS);
    ++*n;
    *o = (lc_option){.letter = p->letter,
                     .argument = p->argument,
                     .value = LIFE_OPT_PARAM(use->id),
                     .use = *use};
    memcpy(o->name, lc_param_option(use->id).text, sizeof o->name);
}

/* In the order of help: the table's, the question's, --help last. */
size_t lc_opts_list(const lc_command *c, lc_option out[LIFE_MAX_OPTIONS])
{
    size_t n = 0;

    for (int id = 0; id < LIFE_OPT_HELP; id++)
        if (c->options >> id & 1)
            add_own(out, &n, (lc_opt)id);
    if (c->question) {
        lc_args args;

        lc_question_open(c->question, LIFE_DOOR_COMMAND, &args);
        for (size_t i = 0; i < args.use_count; i++)
            add_param(out, &n, &args.uses[i]);
    }
    add_own(out, &n, LIFE_OPT_HELP);
    return n;
}

/* ---- reading ---- */

typedef struct forms { /* options as getopt wants them */
    lc_option option[LIFE_MAX_OPTIONS];
    size_t count;
    struct option longs[LIFE_MAX_OPTIONS + 1];
    char letters[2 * LIFE_MAX_OPTIONS + 2];
} forms;

/* getopt_long() tells a long option by a number of ours and a short one by its
 * letter: both lead to the same row. */
static void make_forms(const lc_command *c, forms *f)
{
    char *letter = f->letters;

    f->count = lc_opts_list(c, f->option);
    *letter++ = ':'; /* tell a missing argument from an unknown option */
    for (size_t i = 0; i < f->count; i++) {
        const lc_option *o = &f->option[i];

        f->longs[i] = (struct option){
            o->name, o->argument ? required_argument : no_argument, NULL,
            FIRST_VALUE + (int)i};
        if (o->letter)
            *letter++ = o->letter;
        if (o->letter && o->argument)
            *letter++ = ':';
    }
    f->longs[f->count] = (struct option){0};
    *letter = '\0';
}

/* Numbers from FIRST_VALUE on are rows. */
static const lc_option *option_of(const forms *f, int value)
{
    if (value >= FIRST_VALUE)
        return &f->option[value - FIRST_VALUE];
    for (size_t i = 0; i < f->count; i++)
        if (f->option[i].letter && f->option[i].letter == value)
            return &f->option[i];
    return NULL;
}

/* How an option with this argument (or NULL) may be repeated: ',' its values
 * are pieces of one list ("ID,..."), '.' each is whole ("FILE..."; of a
 * question's parameter with a newline between); 0: not. */
static char repeats_by(const char *argument)
{
    size_t len = argument ? strlen(argument) : 0;

    if (len < 4 || strcmp(argument + len - 3, "...") != 0)
        return '\0';
    return argument[len - 4] == ',' ? ',' : '.';
}

static lc_status join(lc_opts *o, const char **slot, char between,
                      const char *value, lc_error *err)
{
    lc_buf text = {0};

    if (!o->joined)
        o->joined = lc_arena_new(0);
    lc_buf_printf(&text, "%s%c%s", *slot, between, value);
    *slot = o->joined && !text.failed ? lc_arena_strdup(o->joined, text.data)
                                      : NULL;
    lc_buf_free(&text);
    return *slot ? LIFE_OK : lc_no_memory(err, "options");
}

/* An option that is there twice is a mistake more often than a wish: the last
 * to win would hide it. An option without an argument has "" for its value. */
static lc_status take(lc_opts *o, const lc_option *option, const char *value,
                      lc_error *err)
{
    const char **slot = &o->value[option->value];
    char repeats = repeats_by(option->argument);

    if (option->value < LIFE_OPT_COUNT_ && repeats == '.' &&
        !lc_vec_push(&o->repeated, value))
        return lc_no_memory(err, "options");
    if (*slot && repeats == ',')
        return join(o, slot, ',', value, err);
    if (*slot && repeats && option->value >= LIFE_OPT_COUNT_)
        return join(o, slot, '\n', value, err);
    if (*slot && !repeats)
        return lc_fail(err, LIFE_ERR_USAGE, "--%s: given twice", option->name);
    if (!*slot)
        *slot = value ? value : "";
    return LIFE_OK;
}

/* A mistyped option is answered with where to look, not with a page of help. */
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

        if (n == len && !strncmp(words, word, len))
            return true;
        words += n + (words[n] == ' ');
    }
    return false;
}

/* Here for all commands alike, before a city is opened. */
static lc_status check_format(const lc_opts *o, lc_error *err)
{
    const char *format = o->value[LIFE_OPT_FORMAT];

    if (!format || has_word(o->command->formats, format, strlen(format)))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, "format",
                         "\"%s\" is not one of: %s", format,
                         o->command->formats);
}

/* Too many is told by the first that is over: it is often a file name that was
 * not quoted. */
static lc_status check_args(const lc_opts *o, lc_error *err)
{
    const lc_command *c = o->command;

    if (o->args < c->least_args)
        return lc_fail(err, LIFE_ERR_USAGE, "usage: lifecircle %s %s", c->name,
                       c->args);
    if (o->args > c->most_args)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "\"%s\" is one argument too many; "
                       "usage: lifecircle %s %s",
                       o->arg[c->most_args], c->name, c->args);
    return LIFE_OK;
}

/* getopt's own state is global; a process parses once. Options may stand
 * anywhere; behind "--" all are arguments, as a negative longitude wants. */
lc_status lc_opts_parse(lc_opts *o, const lc_command *c, int argc, char **argv,
                        lc_error *err)
{
    forms f;
    lc_status st = LIFE_OK;

    *o = (lc_opts){.command = c};
    make_forms(c, &f);
    opterr = 0;
    while (!st) {
        int got = getopt_long(argc, argv, f.letters, f.longs, NULL);

        if (got == -1)
            break;
        if (got == '?' || got == ':')
            return refuse(got, argv, c, err);
        st = take(o, option_of(&f, got), optarg, err);
    }
    if (st)
        return st;
    o->arg = argv + optind;
    o->args = argc - optind;
    if (o->value[LIFE_OPT_HELP])
        return LIFE_OK;
    st = check_args(o, err);
    return st ? st : check_format(o, err);
}

void lc_opts_clear(lc_opts *o)
{
    lc_arena_free(o->joined);
    lc_vec_free(&o->repeated);
}

/* ---- values ---- */

/* An empty variable counts as unset, as a script's may be. */
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

/* Absent, *value stays as the caller set it: its default. */
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

/* The message lists all words: they are few. */
lc_status lc_opts_word(const lc_opts *o, lc_opt id, const char *const *words,
                       size_t count, size_t *which, lc_error *err)
{
    lc_buf list = {0};

    *which = 0;
    if (!o->value[id])
        return LIFE_OK;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(o->value[id], words[i])) {
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

lc_lang lc_opts_lang(const lc_opts *o)
{
    const char *id = o->value[LIFE_OPT_LANG];
    lc_lang lang = lc_lang_environment();

    if (!id)
        id = o->value[LIFE_OPT_REPORT_LANG];
    if (!id)
        id = o->value[LIFE_OPT_PARAM(LIFE_PARAM_LANG)];
    if (id)
        lc_lang_parse(id, &lang); /* "both" leaves it */
    return lang;
}

/* Without getopt, which stops at the first mistake. */
lc_lang lc_opts_lang_of(int argc, char **argv)
{
    lc_lang lang = lc_lang_environment();

    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--lang") && i + 1 < argc)
            lc_lang_parse(argv[i + 1], &lang);
        else if (!strncmp(argv[i], "--lang=", strlen("--lang=")))
            lc_lang_parse(argv[i] + strlen("--lang="), &lang);
    return lang;
}

/* Without --format the first of the command's formats. */
bool lc_opts_format_is(const lc_opts *o, const char *name)
{
    const char *format = o->value[LIFE_OPT_FORMAT];

    if (format)
        return !strcmp(format, name);
    return !strncmp(o->command->formats, name, strlen(name));
}

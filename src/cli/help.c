/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/help.c - see help.h. Completion and the manual are read from it.
 */
#include "src/cli/help.h"

#include "lifecircle/ask/param/schema.h"
#include "lifecircle/words/say.h"
#include "src/cli/term.h"

#include <stdio.h>
#include <string.h>

/* More words than these are a table to look up, not a line to read. */
#define WORDS_TOLD 8

/* ---- one option ---- */

static size_t count_words(const char *words)
{
    size_t n = *words != '\0';

    for (; *words; words++)
        n += *words == ' ';
    return n;
}

/* ": a, b, c", unless the text names them already. */
static void put_words(lc_buf *out, const lc_option *o, const char *formats,
                      lc_lang lang)
{
    const lc_param *p = &lc_params[o->use.id];
    bool told = p->words && strstr(p->text[lang], p->words[0]);
    lc_buf words = {0}, list = {0};

    lc_param_words(&words, o->use.id, formats);
    if (words.data && !told && p->type != LIFE_TYPE_TIME &&
        count_words(words.data) <= WORDS_TOLD) {
        for (const char *s = words.data; *s; s++)
            lc_buf_printf(&list, *s == ' ' ? ", " : "%c", *s);
        LC_SAY(out, lang, LIFE_SAY_HELP_WORDS, lc_say_part(out, &list));
    }
    lc_buf_free(&words);
    lc_buf_free(&list);
}

static void put_range(lc_buf *out, const lc_use *use, lc_lang lang)
{
    const lc_param *p = &lc_params[use->id];
    char least[16], most[16];

    snprintf(least, sizeof least, "%u", (unsigned)p->least);
    snprintf(most, sizeof most, "%u",
             (unsigned)(use->most ? use->most : p->most));
    LC_SAY(out, lang, LIFE_SAY_HELP_RANGE, least, most);
}

/* "TEXT; LEAST-MOST; default X", as far as the parameter has them. */
static void put_param(lc_buf *out, const lc_option *o, const char *formats,
                      lc_lang lang)
{
    const lc_param *p = &lc_params[o->use.id];
    const char *initial = o->use.hand_initial ? o->use.hand_initial
                          : o->use.initial    ? o->use.initial
                                              : p->initial;

    if (o->use.id == LIFE_PARAM_LON)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HELP_PLACE));
    else
        lc_param_text(out, &o->use, lang);
    if (o->use.flags & LIFE_USE_REQUIRED)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_HELP_REQUIRED));
    if (p->type == LIFE_TYPE_NUMBER || p->type == LIFE_TYPE_RISING)
        put_range(out, &o->use, lang);
    put_words(out, o, formats, lang);
    if (initial && o->use.id != LIFE_PARAM_LANG)
        LC_SAY(out, lang, LIFE_SAY_HELP_DEFAULT, initial);
}

/* 31 columns for the option: the longest of ours fits, and a line of help
 * beside it an 80-column terminal. */
static void put_option(const lc_command *c, const lc_option *o, lc_lang lang)
{
    const char *formats = c->formats ? c->formats : "";
    lc_buf text = {0};
    char left[64];
    int n = 0;

    if (o->letter)
        n = snprintf(left, sizeof left, "-%c, ", o->letter);
    snprintf(left + n, sizeof left - (size_t)n, "--%.31s %s", o->name,
             o->argument ? o->argument : "");
    if (o->use.id != LIFE_PARAM_NONE)
        put_param(&text, o, formats, lang);
    else
        lc_buf_printf(&text, "%s%s", lc_opts_text((lc_opt)o->value, lang),
                      o->value == LIFE_OPT_FORMAT ? formats : "");
    printf("  %-31s %s\n", left, text.data ? text.data : "");
    lc_buf_free(&text);
}

/* ---- a command ---- */

/* With the one that stands for all of a list. */
static void put_words_of(lc_buf *out, lc_param_id id)
{
    lc_param_words(out, id, "");
    if (lc_params[id].type == LIFE_TYPE_WORDS)
        lc_buf_puts(out, " " LIFE_PARAM_ALL);
}

/* "FACILITY", or the words that an argument may be: "policy|projects|data". */
static void put_arguments(lc_buf *out, const lc_command *c)
{
    lc_buf words = {0};

    for (const lc_use *use = c->question ? c->question->uses : NULL;
         use && use->id != LIFE_PARAM_NONE; use++)
        if (use->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT))
            put_words_of(&words, use->id);
    for (const lc_alias *a = c->also; a && a->word; a++)
        lc_buf_printf(&words, " %s", a->word);
    for (char *s = words.data; s && *s; s++)
        if (*s == ' ')
            *s = '|';
    lc_buf_printf(out, "%s%s", words.data ? words.data : c->args,
                  *c->args ? " " : "");
    lc_buf_free(&words);
}

/* The first of the words that a parameter may be, or the last. */
static void put_word(lc_buf *out, lc_param_id id, bool last)
{
    lc_buf words = {0};
    const char *s;

    lc_param_words(&words, id, "");
    s = words.data ? words.data : "";
    if (last && strrchr(s, ' '))
        s = strrchr(s, ' ') + 1;
    lc_buf_put(out, s, strcspn(s, " "));
    lc_buf_free(&words);
}

/* Which categories and levels there are is for the tables of geodata to say:
 * an example has {category} for the first, {level} for the finest. */
static void put_example(lc_buf *out, const char *example, lc_lang lang)
{
    static const struct {
        const char *sign;
        lc_param_id id;
        bool last;
    } signs[] = {{"{category}", LIFE_PARAM_CATEGORY, false},
                 {"{level}", LIFE_PARAM_LEVEL, true}};
    lc_buf text = {0};

    for (const char *s = example; *s;) {
        size_t i = 0;

        while (i < 2 && strncmp(s, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        if (i == 2) {
            lc_buf_putc(&text, *s++);
            continue;
        }
        put_word(&text, signs[i].id, signs[i].last);
        s += strlen(signs[i].sign);
    }
    LC_SAY(out, lang, LIFE_SAY_HELP_EXAMPLE, lc_say_part(out, &text));
    lc_buf_free(&text);
}

/* Straight to standard output: help is text for people, and main() flushes. */
void lc_help_command(const lc_command *c, lc_lang lang)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_opts_list(c, options);
    lc_buf out = {0}, arguments = {0};

    put_arguments(&arguments, c);
    LC_SAY(&out, lang, LIFE_SAY_HELP_USAGE, c->name,
           lc_say_part(&out, &arguments), c->summary[lang]);
    fputs(lc_say_part(&out, &out), stdout);
    for (size_t i = 0; i < n; i++)
        put_option(c, &options[i], lang);
    if (c->notes[lang])
        printf("\n%s\n", c->notes[lang]);
    lc_buf_clear(&out);
    for (const lc_alias *a = c->also; a && a->word; a++)
        LC_SAY(&out, lang, LIFE_SAY_HELP_ALSO, c->name, a->word, a->command);
    put_example(&out, c->example, lang);
    fputs(lc_say_part(&out, &out), stdout);
    lc_buf_free(&arguments);
    lc_buf_free(&out);
}

/* A word a line, for completion: scripts read nothing else of ours. */
lc_status lc_help_words(const lc_command *c, const char *name, lc_error *err)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_opts_list(c, options);
    const char *formats = c->formats ? c->formats : "";
    lc_buf words = {0};
    size_t i = 0;

    while (i < n && strcmp(options[i].name, name) != 0 &&
           !(options[i].letter == name[0] && !name[1]))
        i++;
    if (i == n)
        return lc_fail(err, LIFE_ERR_USAGE, "%s has no option --%s", c->name,
                       name);
    if (options[i].use.id != LIFE_PARAM_NONE)
        lc_param_words(&words, options[i].use.id, formats);
    else if (options[i].value == LIFE_OPT_FORMAT)
        lc_buf_puts(&words, formats);
    else if (lc_opts_words((lc_opt)options[i].value))
        lc_buf_puts(&words, lc_opts_words((lc_opt)options[i].value));
    for (char *s = words.data; s && *s; s++)
        if (*s == ' ')
            *s = '\n';
    return words.len ? lc_term_answer(&words, err) : LIFE_OK;
}

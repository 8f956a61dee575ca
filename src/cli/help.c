/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/help.c - see help.h. Completion and the manual are read from it.
 */
#include "src/cli/help.h"

#include "lifecircle/base/version.h"
#include "src/cli/commands.h"
#include "src/cli/term.h"

#include <string.h>

/* More words than these are a table to look up, not a line to read. */
#define WORDS_TOLD 8

void lc_help_list(FILE *to)
{
    lc_command c;

    fputs("usage: lifecircle COMMAND [options]\n\n"
          "Which everyday services can people reach on foot, and which "
          "not?\n\n",
          to);
    for (size_t i = 0; lc_command_at(i, &c); i++)
        fprintf(to, "  %-10s %s\n", c.name, c.summary);
    fputs("\nlifecircle help COMMAND tells its options.\n", to);
}

/* ---- one option ---- */

static size_t count_words(const char *words)
{
    size_t n = *words != '\0';

    for (; *words; words++)
        n += *words == ' ';
    return n;
}

/* ": a, b, c", unless the text names them already. */
static void put_words(lc_buf *out, const lc_option *o, const char *formats)
{
    const lc_param *p = &lc_params[o->use.id];
    bool told = p->words && strstr(p->text[LIFE_LANG_EN], p->words[0]);
    lc_buf words = {0};

    lc_param_words(&words, o->use.id, formats);
    if (words.data && !told && p->type != LIFE_TYPE_TIME &&
        count_words(words.data) <= WORDS_TOLD) {
        lc_buf_puts(out, ": ");
        for (const char *s = words.data; *s; s++)
            lc_buf_printf(out, *s == ' ' ? ", " : "%c", *s);
    }
    lc_buf_free(&words);
}

static void put_param(lc_buf *out, const lc_option *o, const char *formats)
{
    const lc_param *p = &lc_params[o->use.id];
    const char *initial = o->use.hand_initial ? o->use.hand_initial
                          : o->use.initial    ? o->use.initial
                                              : p->initial;
    uint32_t most = o->use.most ? o->use.most : p->most;

    lc_buf_puts(out, o->use.id == LIFE_PARAM_LON
                         ? "the place, longitude and latitude in degrees WGS 84"
                         : p->text[LIFE_LANG_EN]);
    if (o->use.flags & LIFE_USE_REQUIRED)
        lc_buf_puts(out, " (required)");
    if (p->type == LIFE_TYPE_NUMBER || p->type == LIFE_TYPE_RISING)
        lc_buf_printf(out, "; %u-%u", p->least, most);
    put_words(out, o, formats);
    if (initial && o->use.id != LIFE_PARAM_LANG)
        lc_buf_printf(out, "; default %s", initial);
}

static void put_option(const lc_command *c, const lc_option *o)
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
        put_param(&text, o, formats);
    else
        lc_buf_printf(&text, "%s%s", lc_opt_text((lc_opt)o->value),
                      o->value == LIFE_OPT_FORMAT ? formats : "");
    printf("  %-31s %s\n", left, text.data ? text.data : "");
    lc_buf_free(&text);
}

/* ---- a command ---- */

/* "FACILITY", or the words that an argument may be: "policy|projects|data". */
static void put_arguments(const lc_command *c)
{
    lc_buf words = {0};

    for (const lc_use *use = c->question ? c->question->uses : NULL;
         use && use->id != LIFE_PARAM_NONE; use++)
        if (use->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT))
            lc_param_words(&words, use->id, "");
    for (char *s = words.data; s && *s; s++)
        if (*s == ' ')
            *s = '|';
    fputs(words.data ? words.data : c->args, stdout);
    lc_buf_free(&words);
}

void lc_help_command(const lc_command *c)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_options_of(c, options);

    printf("usage: lifecircle %s ", c->name);
    put_arguments(c);
    printf("%s[options]\n\n%s\n\n", *c->args ? " " : "", c->summary);
    for (size_t i = 0; i < n; i++)
        put_option(c, &options[i]);
    if (c->notes)
        printf("\n%s\n", c->notes);
    printf("\nexample:\n  %s\n", c->example);
}

/* The words of an option, a line each, for completion; none where it takes
 * anything. */
static lc_status list_words(const lc_command *c, const char *name,
                            lc_error *err)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_options_of(c, options);
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
    else if (lc_opt_words((lc_opt)options[i].value))
        lc_buf_puts(&words, lc_opt_words((lc_opt)options[i].value));
    for (char *s = words.data; s && *s; s++)
        if (*s == ' ')
            *s = '\n';
    return words.len ? lc_term_answer(&words, err) : LIFE_OK;
}

lc_status lc_cmd_help(const lc_opts *o, lc_error *err)
{
    lc_command c;
    lc_status st;

    if (o->args == 0) {
        lc_help_list(stdout);
        return LIFE_OK;
    }
    st = lc_command_find(o->arg[0], &c, err);
    if (!st && o->args > 1)
        st = list_words(&c, o->arg[1] + strspn(o->arg[1], "-"), err);
    else if (!st)
        lc_help_command(&c);
    return st;
}

lc_status lc_cmd_version(const lc_opts *o, lc_error *err)
{
    (void)o;
    return lc_term_printf(err, "lifecircle %s\n", LIFE_VERSION);
}

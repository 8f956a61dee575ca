/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/main.c - lifecircle COMMAND, and how failure is told: one line on
 * standard error; exit 1 failed, 2 wrong usage.
 */
#include "lifecircle/base/log.h"
#include "lifecircle/base/utf8.h"
#include "src/cli/commands.h"
#include "src/cli/help.h"
#include "src/cli/term.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* A parameter at fault is the user's doing, whatever the kind of failure. */
static int exit_code(lc_status st, const lc_error *err)
{
    switch (st) {
    case LIFE_OK:
        return 0;
    case LIFE_ERR_USAGE:
        return 2;
    case LIFE_ERR_RANGE:
    case LIFE_ERR_NOT_FOUND:
        return err->parameter[0] ? 2 : 1;
    default:
        return 1;
    }
}

/* "--open-at: " of an option at fault, unless the sentence begins so. */
static void put_option(char *out, size_t size, const lc_command *c,
                       const lc_error *err)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_opts_list(c, options);

    for (size_t i = 0; i < n; i++) {
        const lc_param *p = &lc_params[options[i].use.id];
        const char *name = p->name ? p->name : options[i].name;

        if ((!strcmp(name, err->parameter) ||
             !strcmp(options[i].name, err->parameter)) &&
            strncmp(err->text, "--", 2) != 0)
            snprintf(out, size, "--%.31s: ", options[i].name);
    }
}

static void tell(const lc_command *c, const lc_error *err)
{
    char where[192] = "", option[48] = "";

    if (err->source[0] &&
        strncmp(err->text, err->source, strlen(err->source)) != 0) {
        if (err->line > 0)
            lc_utf8_format(where, sizeof where, "%s:%lu: ", err->source,
                           (unsigned long)err->line);
        else
            lc_utf8_format(where, sizeof where, "%s: ", err->source);
    }
    if (err->parameter[0] && c->name)
        put_option(option, sizeof option, c, err);
    lc_log(LIFE_LOG_ERROR, "%s%s%s", where, option, err->text);
}

/* The command is kept also where it fails: how an option is called is part of
 * the sentence. */
static lc_status run(int argc, char **argv, lc_command *c, lc_error *err)
{
    lc_opts o;
    lc_status st = lc_commands_find(argv[0], c, err);

    if (st)
        return st;
    st = lc_opts_parse(&o, c, argc, argv, err);
    if (!st && o.value[LIFE_OPT_HELP])
        lc_help_command(c, lc_opts_lang(&o));
    else if (!st)
        st = c->run(&o, err);
    if (!st)
        st = lc_term_flush(err);
    lc_opts_clear(&o);
    return st;
}

/* --help and --version are commands too, as people try these first. */
int main(int argc, char **argv)
{
    static char help[] = "help", version[] = "version";
    lc_command c = {0};
    lc_error err = {0};
    lc_status st;

    signal(SIGPIPE, SIG_IGN); /* see lc_term_failed() */
    if (argc < 2) {
        lc_commands_print(stderr, lc_lang_environment());
        return 2;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        argv[1] = help;
    else if (!strcmp(argv[1], "--version"))
        argv[1] = version;
    st = run(argc - 1, argv + 1, &c, &err);
    if (st)
        tell(&c, &err);
    return exit_code(st, &err);
}

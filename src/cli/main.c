/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/main.c - lifecircle COMMAND, and how failure is told: one line on
 * standard error; exit 1 failed, 2 wrong usage; 3 and 4 are `doctor`'s.
 */
#include "lifecircle/base/log.h"
#include "lifecircle/words/imported.h"
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
        return lc_term_get_exit();
    case LIFE_ERR_USAGE:
        return 2;
    case LIFE_ERR_RANGE:
    case LIFE_ERR_NOT_FOUND:
        return err->parameter[0] ? 2 : 1;
    default:
        return 1;
    }
}

/* The option at fault, unless the sentence begins with one. */
static void put_option(lc_buf *out, const lc_command *c, const lc_error *err,
                       lc_lang lang)
{
    lc_option options[LIFE_MAX_OPTIONS];
    size_t n = lc_opts_list(c, options);

    for (size_t i = 0; i < n && strncmp(err->text, "--", 2) != 0; i++) {
        const lc_param *p = &lc_params[options[i].use.id];
        const char *name = p->name ? p->name : options[i].name;

        if (strcmp(name, err->parameter) != 0 &&
            strcmp(options[i].name, err->parameter) != 0)
            continue;
        LC_SAY(out, lang, LIFE_SAY_FAILED_OPTION, options[i].name);
        return;
    }
}

/* The file, unless the sentence begins with it. */
static void put_where(lc_buf *out, const lc_error *err, lc_lang lang)
{
    char line[16];

    if (!err->source[0] ||
        !strncmp(err->text, err->source, strlen(err->source)))
        return;
    snprintf(line, sizeof line, "%lu", (unsigned long)err->line);
    LC_SAY(out, lang, err->line ? LIFE_SAY_FAILED_LINE : LIFE_SAY_FAILED_FILE,
           err->source, line);
}

static void tell(const lc_command *c, const lc_error *err, lc_lang lang)
{
    lc_buf text = {0};

    put_where(&text, err, lang);
    if (err->parameter[0] && c->name)
        put_option(&text, c, err, lang);
    lc_imported_put(&text, lang, err->text);
    lc_log(LIFE_LOG_ERROR, "%s", text.failed ? err->text : text.data);
    lc_buf_free(&text);
}

/* Two words that are another command become that one's name, behind `help`
 * too. Returns how many words are left. */
static int put_other(int argc, char **argv, char *name, size_t size)
{
    int at = !strcmp(argv[0], "help");
    const char *other =
        argc > at + 1 ? lc_commands_other(argv[at], argv[at + 1]) : NULL;

    if (!other)
        return argc;
    snprintf(name, size, "%s", other);
    argv[at] = name;
    for (int i = at + 1; i < argc; i++)
        argv[i] = argv[i + 1]; /* the last is NULL */
    return argc - 1;
}

/* The command is kept also where it fails: how an option is called is part of
 * the sentence. */
static lc_status run(int argc, char **argv, lc_command *c, lc_error *err)
{
    lc_opts o;
    char other[32];
    lc_status st;

    argc = put_other(argc, argv, other, sizeof other);
    st = lc_commands_find(argv[0], c, err);
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
    lc_lang lang = lc_opts_lang_of(argc, argv);
    lc_status st;

    signal(SIGPIPE, SIG_IGN); /* see lc_term_failed() */
    signal(SIGXFSZ, SIG_IGN); /* a limit of files is told as a full disk is */
    if (argc < 2) {
        lc_commands_print(stderr, lang);
        return 2;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        argv[1] = help;
    else if (!strcmp(argv[1], "--version"))
        argv[1] = version;
    st = run(argc - 1, argv + 1, &c, &err);
    if (st)
        tell(&c, &err, lang);
    return exit_code(st, &err);
}

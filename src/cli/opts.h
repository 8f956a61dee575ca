/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/opts.h - commands and their options. A question's options are its
 * parameters (lifecircle/ask/param/param.h); those of the program's own
 * commands stand here.
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTS_H
#define LIFECIRCLE_SRC_CLI_OPTS_H

#include "lifecircle/ask/question.h"
#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "src/cli/options.h"

/* clang-format off */
/* Also the index of an option's value in lc_opts. */
typedef enum lc_opt {
#define LIFE_X(id, name, letter, argument, words, zh, en) LIFE_OPT_##id,
    LIFE_OPTION_MAP(LIFE_X)
#undef LIFE_X
    LIFE_OPT_COUNT_ /* parameters of questions come behind it */
} lc_opt;
/* clang-format on */

/* Which options a command takes is one number: there may be 64 of them. The
 * parameters of questions have their places behind, in lc_opts alone. */
#define LIFE_OPT_BIT(id)      (UINT64_C(1) << LIFE_OPT_##id)
#define LIFE_OPT_PARAM(param) (LIFE_OPT_COUNT_ + (int)(param))
#define LIFE_OPT_VALUES       (LIFE_OPT_COUNT_ + LIFE_PARAM_COUNT)

typedef struct lc_opts lc_opts;

/* A word in the place of an argument, and the command that it stands for. */
typedef struct lc_alias {
    const char *word, *command;
} lc_alias;

/* A command, its own or made from a question (ask.c). All texts are constant.
 */
typedef struct lc_command {
    const char *name;
    const char *args;                     /* for the usage line */
    const char *summary[LIFE_LANG_COUNT]; /* a phrase */
    /* Prints its answer and returns; main() flushes, tells of a failure and
     * turns it into an exit code. */
    lc_status (*run)(const lc_opts *o, lc_error *err);
    /* Arguments without a name; how many there may be is checked before `run`
     * is called. */
    int least_args, most_args;
    const char *formats; /* of --format, the default first; or NULL */
    uint64_t options;    /* bits LIFE_OPT_BIT */
    const char *example;
    const char *notes[LIFE_LANG_COUNT]; /* below the options, or NULL */
    const lc_question *question; /* whose parameters are options; or NULL */
    const lc_alias *also;        /* up to one without a word; or NULL */
} lc_command;

/* Texts of an option that may be repeated, borrowed from argv. */
typedef LC_VEC(const char *) lc_texts;

/* Values are borrowed from argv, but for lists in several pieces. After
 * lc_opts_parse(), to be cleared, also where that failed. */
struct lc_opts {
    const lc_command *command;
    /* By lc_opt, then by LIFE_OPT_PARAM. NULL: not given. */
    const char *value[LIFE_OPT_VALUES];
    char *const *arg;
    /* Those without a name. */
    int args;
    /* What value[] has of lists in several pieces, with commas between. */
    lc_arena *joined;
    /* Of the one option of a command that may be repeated whole; value[] has
     * the first. */
    lc_texts repeated;
};

/* The same for both kinds: those of the table and parameters. By value; `use`
 * is empty for the table's. */
typedef struct lc_option { /* as getopt and help see one */
    char name[32];
    char letter;
    const char *argument;
    int value;  /* where it goes in lc_opts */
    lc_use use; /* of a parameter */
} lc_option;

/* More than any command has; one with more is a bug, and asserted. */
#define LIFE_MAX_OPTIONS 48

/* Those that a command takes; returns how many. */
size_t lc_opts_list(const lc_command *c, lc_option out[LIFE_MAX_OPTIONS]);
/* LIFE_ERR_USAGE with what is not understood. */
lc_status lc_opts_parse(lc_opts *o, const lc_command *c, int argc, char **argv,
                        lc_error *err);
/* Frees what was put together; argv is not ours. */
void lc_opts_clear(lc_opts *o);
const char *lc_opts_name(lc_opt id);
/* As help has it; of FORMAT the words are added. */
const char *lc_opts_text(lc_opt id, lc_lang lang);
const char *lc_opts_words(lc_opt id); /* NULL: anything */

/* Values, checked. A default stands where the option is not given. */
/* --city, else LIFECIRCLE_CITY; whether there is such a file is not looked at.
 */
lc_status lc_opts_city(const lc_opts *o, const char **path, lc_error *err);
lc_status lc_opts_uint(const lc_opts *o, lc_opt id, uint32_t least,
                       uint32_t most, uint32_t *value, lc_error *err);
/* One of the words, by its place among them; the first is the default. */
lc_status lc_opts_word(const lc_opts *o, lc_opt id, const char *const *words,
                       size_t count, size_t *which, lc_error *err);
/* --lang, of a question too, else what the environment says. */
lc_lang lc_opts_lang(const lc_opts *o);
/* Also before the options are read, for who got one of them wrong. */
lc_lang lc_opts_lang_of(int argc, char **argv);
/* --format among the command's: is it `name`? */
bool lc_opts_format_is(const lc_opts *o, const char *name);

#endif

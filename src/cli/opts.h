/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/opts.h - commands and their options. A question's options are its
 * parameters (lifecircle/ask/param/param.h); those of the program's own
 * commands stand here.
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTS_H
#define LIFECIRCLE_SRC_CLI_OPTS_H

#include "lifecircle/ask/question.h"
#include "src/cli/options.h"

/* clang-format off */
typedef enum lc_opt {
#define LIFE_X(id, name, letter, argument, words, help) LIFE_OPT_##id,
    LIFE_OPTION_MAP(LIFE_X)
#undef LIFE_X
    LIFE_OPT_COUNT_
} lc_opt;
/* clang-format on */

#define LIFE_OPT_BIT(id)      (UINT64_C(1) << LIFE_OPT_##id)
#define LIFE_OPT_PARAM(param) (LIFE_OPT_COUNT_ + (int)(param))
#define LIFE_OPT_VALUES       (LIFE_OPT_COUNT_ + LIFE_PARAM_COUNT)

typedef struct lc_opts lc_opts;

typedef struct lc_command {
    const char *name;
    const char *args; /* for the usage line */
    const char *summary;
    lc_status (*run)(const lc_opts *o, lc_error *err);
    int least_args, most_args;
    const char *formats; /* of --format, the default first; or NULL */
    uint64_t options;    /* bits LIFE_OPT_BIT */
    const char *example;
    const char *notes;           /* below the options, or NULL */
    const lc_question *question; /* whose parameters are options; or NULL */
} lc_command;

struct lc_opts {
    const lc_command *command;
    /* By lc_opt, then by LIFE_OPT_PARAM. NULL: not given. */
    const char *value[LIFE_OPT_VALUES];
    char *const *arg;
    int args;
    lc_buf repeated; /* all values of --category */
};

typedef struct lc_option { /* as getopt and help see one */
    char name[32];
    char letter;
    const char *argument;
    int value;  /* where it goes in lc_opts */
    lc_use use; /* of a parameter */
} lc_option;

#define LIFE_MAX_OPTIONS 48

/* Those that a command takes; returns how many. */
size_t lc_opts_list(const lc_command *c, lc_option out[LIFE_MAX_OPTIONS]);
/* LIFE_ERR_USAGE with what is not understood. */
lc_status lc_opts_parse(lc_opts *o, const lc_command *c, int argc, char **argv,
                        lc_error *err);
void lc_opts_clear(lc_opts *o);
const char *lc_opts_name(lc_opt id);
const char *lc_opts_text(lc_opt id);
const char *lc_opts_words(lc_opt id); /* NULL: anything */

/* Values, checked. A default stands where the option is not given. */
lc_status lc_opts_city(const lc_opts *o, const char **path, lc_error *err);
lc_status lc_opts_uint(const lc_opts *o, lc_opt id, uint32_t least,
                       uint32_t most, uint32_t *value, lc_error *err);
/* One of the words, by its place among them; the first is the default. */
lc_status lc_opts_word(const lc_opts *o, lc_opt id, const char *const *words,
                       size_t count, size_t *which, lc_error *err);
/* --lang, else what the environment says. */
lc_lang lc_opts_lang(const lc_opts *o);
/* --format among the command's: is it `name`? */
bool lc_opts_format_is(const lc_opts *o, const char *name);

#endif

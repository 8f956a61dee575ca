/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/opts.h - commands and their options. A question's options are its
 * parameters (lifecircle/ask/param/param.h); those of the program's own
 * commands stand here.
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTS_H
#define LIFECIRCLE_SRC_CLI_OPTS_H

#include "lifecircle/ask/question.h"

/* X(ID, name, letter, argument or NULL, words it may be or NULL, help). Letter
 * 0: none. */
#define LIFE_OPTION_MAP(X)                                                     \
    X(CITY, "city", 0, "FILE", NULL,                                           \
      "the city file; default: LIFECIRCLE_CITY")                               \
    X(FORMAT, "format", 0, "NAME", NULL, "how the answer is written: ")        \
    X(CATEGORY, "category", 0, "ID,...", NULL,                                 \
      "the one of all rows; may be repeated; default: a column says")          \
    X(LEVEL, "level", 0, "LEVEL", NULL, "the level of what is read")           \
    X(OUTPUT, "output", 'o', "FILE", NULL,                                     \
      "where to, written whole or not at all; default -: standard output")     \
    X(CLIP, "clip", 0, "W,S,E,N", NULL, "only what lies in this box, degrees") \
    X(EXTENT, "extent", 0, "W,S,E,N", NULL,                                    \
      "where the data reach, degrees; default: found from the data")           \
    X(UNITS, "units", 0, "LEVEL=N,...", NULL,                                  \
      "which admin_level is which level of unit")                              \
    X(WEAK_TAGS, "weak-tags", 0, NULL, NULL, "use the weak tag rules too")     \
    X(TIMEZONE, "timezone", 0, "NAME", NULL,                                   \
      "whose clock opening hours go by, as Asia/Shanghai; default: that of "   \
      "the nearest large city")                                                \
    X(SOURCE, "source", 0, "NAME", NULL,                                       \
      "name of the import; default: file's stem")                              \
    X(ATTRIBUTION, "attribution", 0, "TEXT", NULL,                             \
      "whom the data are owed to")                                             \
    X(BY, "by", 0, "WHAT", "unit building grid",                               \
      "what the residents are of: unit, building or grid; default: found "     \
      "from the columns")                                                      \
    X(YEAR, "year", 0, "YEAR", NULL, "when the residents were counted")        \
    X(CRS, "crs", 0, "NAME", "auto wgs84 gcj02 bd09 cgcs2000 EPSG:",           \
      "wgs84, gcj02, bd09, cgcs2000 or EPSG:n, or auto: the one that puts "    \
      "the points at the streets; default wgs84")                              \
    X(TRUST_CRS, "trust-crs", 0, NULL, NULL,                                   \
      "take --crs as given, even where another system fits plainly better")    \
    X(ENCODING, "encoding", 0, "NAME", NULL, "of the text; default: found")    \
    X(SHEET, "sheet", 0, "NAME|N", NULL,                                       \
      "of a workbook; default: the first that has rows")                       \
    X(LAYER, "layer", 0, "NAME", NULL,                                         \
      "of a .gpkg or .sqlite; default: its only")                              \
    X(HEADER_ROW, "header-row", 0, "N", NULL,                                  \
      "the row with the names of the columns, from 1; default: found")         \
    X(MAP, "map", 0, "FIELD=COLUMN,...", NULL,                                 \
      "which column holds which field")                                        \
    X(MAX_REJECT, "max-reject", 0, "N", NULL,                                  \
      "rows that may be refused; default: 1 in 100, at most 1000")             \
    X(CATEGORIES, "categories", 0, "FILE", NULL,                               \
      "a table of types and their categories, before the usual names")         \
    X(PARENTS, "parents", 0, "LEVEL", NULL,                                    \
      "make the units that the parents' codes name, as unions, of this level") \
    X(DRY_RUN, "dry-run", 0, NULL, NULL,                                       \
      "read the table and tell what is found; write nothing")                  \
    X(REPORT, "report", 0, "FILE", NULL,                                       \
      "what is found, as .html, .json or .csv, written whole or not at all")   \
    X(LANG, "lang", 0, "LANG", "zh en",                                        \
      "of what is told: zh or en; default: the terminal's")                    \
    X(REPORT_LANG, "lang", 0, "LANG", "zh en both",                            \
      "of what is told: zh or en; default: the terminal's; and of --report "   \
      "FILE.html: also both, the default")                                     \
    X(NO_COMPUTE, "no-compute", 0, NULL, NULL,                                 \
      "leave the results to `compute`")                                        \
    X(ON, "on", 0, "DATE", NULL,                                               \
      "the day it closed, YYYY-MM-DD; default today")                          \
    X(FROM, "from", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",              \
      "the system of what is read; default wgs84")                             \
    X(TO, "to", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",                  \
      "the system of what is written; default wgs84")                          \
    X(LISTEN, "listen", 0, "ADDRESS:PORT", NULL, "default 127.0.0.1:8015")     \
    X(OPERATOR, "operator-listen", 0, "ADDRESS:PORT", NULL,                    \
      "metrics for the operator; default: nowhere")                            \
    X(PUBLIC_URL, "public-url", 0, "URL", NULL,                                \
      "the address under which people reach it, for QR codes")                 \
    X(QUIET, "quiet", 'q', NULL, NULL, "no progress and no report")            \
    X(HELP, "help", 'h', NULL, NULL, "this page")

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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/cli.h - what the commands share: options, tables for a terminal,
 * output.
 *
 * Results go to standard output, everything else to standard error.
 */
#ifndef LIFECIRCLE_SRC_CLI_CLI_H
#define LIFECIRCLE_SRC_CLI_CLI_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- options (opts.c) ---- */

/* X(ID, name, letter, argument or NULL, help). The only list of options;
 * LETTER 0: none. */
#define LIFE_OPTION_MAP(X)                                                     \
    X(CITY, "city", 0, "FILE", "the city file; default: LIFECIRCLE_CITY")      \
    X(FORMAT, "format", 0, "NAME", "how the answer is written: ")              \
    X(AT, "at", 0, "LON,LAT", "the place, degrees WGS 84")                     \
    X(CATEGORY, "category", 0, "ID,...",                                       \
      "categories; may be repeated; default: all "                             \
      "(import: the one of all rows; default: a column says)")                 \
    X(COUNT, "count", 'k', "N", "how many, 1-50; default 5")                   \
    X(PACE, "pace", 0, "ID",                                                   \
      "standard, adult, elder, child, wheelchair or cycle; default standard")  \
    X(MODE, "mode", 0, "MODE", "walk or straight; default walk")               \
    X(MINUTES, "minutes", 0, "N",                                              \
      "walking minutes, whole, 1-60; default 15 "                              \
      "(isochrone: up to 4 of 1-30; default 5,10,15)")                         \
    X(RADIUS, "radius", 0, "M",                                                \
      "straight-line metres, 1-5000, in place of walking minutes")             \
    X(OPEN_AT, "open-at", 0, "WHEN",                                           \
      "only what is open then: now, today, sunday (or another weekday), or "   \
      "the city's local time as 2026-11-22T10:30")                             \
    X(AS, "as", 0, "WHAT", "polygons or streets; default polygons")            \
    X(UNIT, "unit", 0, "CODE", "one unit, by its code")                        \
    X(LEVEL, "level", 0, "LEVEL",                                              \
      "the units of a level; default: the finest "                             \
      "(import: the level of what is read)")                                   \
    X(AREA, "area", 0, "FILE", "an area drawn by hand, GeoJSON")               \
    X(OUTPUT, "output", 'o', "FILE",                                           \
      "where to, written whole or not at all; default -: standard output")     \
    X(CLIP, "clip", 0, "W,S,E,N", "only what lies in this box, degrees")       \
    X(EXTENT, "extent", 0, "W,S,E,N",                                          \
      "where the data reach, degrees; default: found from the data")           \
    X(UNITS, "units", 0, "LEVEL=N,...",                                        \
      "which admin_level is which level of unit")                              \
    X(WEAK_TAGS, "weak-tags", 0, NULL, "use the weak tag rules too")           \
    X(TIMEZONE, "timezone", 0, "NAME",                                         \
      "whose clock opening hours go by, as Asia/Shanghai; default: that of "   \
      "the nearest large city")                                                \
    X(SOURCE, "source", 0, "NAME", "name of the import; default: file's stem") \
    X(ATTRIBUTION, "attribution", 0, "TEXT", "whom the data are owed to")      \
    X(BY, "by", 0, "WHAT",                                                     \
      "what the residents are of: unit, building or grid; default: found "     \
      "from the columns")                                                      \
    X(YEAR, "year", 0, "YEAR",                                                 \
      "when the residents were counted; of a report, the targets' year")       \
    X(STANDARD, "standard", 0, "NAME",                                         \
      "chengdu, gb50180, or a folder with the tables of another, ./FOLDER; "   \
      "default chengdu")                                                       \
    X(CRS, "crs", 0, "NAME",                                                   \
      "wgs84, gcj02, bd09, cgcs2000 or EPSG:n, or auto: the one that puts "    \
      "the points at the streets; default wgs84")                              \
    X(TRUST_CRS, "trust-crs", 0, NULL,                                         \
      "take --crs as given, even where another system fits plainly better")    \
    X(ENCODING, "encoding", 0, "NAME", "of the text; default: found")          \
    X(SHEET, "sheet", 0, "NAME|N",                                             \
      "of a workbook; default: the first that has rows")                       \
    X(LAYER, "layer", 0, "NAME", "of a .gpkg or .sqlite; default: its only")   \
    X(MAP, "map", 0, "FIELD=COLUMN,...", "which column holds which field")     \
    X(MAX_REJECT, "max-reject", 0, "N",                                        \
      "rows that may be refused; default: 1 in 100, at most 1000")             \
    X(CATEGORIES, "categories", 0, "FILE",                                     \
      "a table of types and their categories, before the usual names")         \
    X(PARENTS, "parents", 0, "LEVEL",                                          \
      "make the units that the parents' codes name, as unions, of this level") \
    X(DRY_RUN, "dry-run", 0, NULL,                                             \
      "read the table and tell what is found; write nothing")                  \
    X(REPORT, "report", 0, "FILE",                                             \
      "what is found, as .html, .json or .csv, written whole or not at all")   \
    X(LANG, "lang", 0, "LANG",                                                 \
      "of --report FILE.html: zh, en or both, default both; "                  \
      "of a unit's report: zh or en, default zh; of route: default en")        \
    X(NO_COMPUTE, "no-compute", 0, NULL, "leave the results to `compute`")     \
    X(ON, "on", 0, "DATE", "the day it closed, YYYY-MM-DD; default today")     \
    X(FROM, "from", 0, "NAME", "the system of what is read; default wgs84")    \
    X(TO, "to", 0, "NAME", "the system of what is written; default wgs84")     \
    X(LIST, "list", 0, "WHICH",                                                \
      "in place of the report: policy (rules in force), projects "             \
      "(facilities lacking) or data (data on hand)")                           \
    X(LISTEN, "listen", 0, "ADDRESS:PORT", "default 127.0.0.1:8015")           \
    X(OPERATOR, "operator-listen", 0, "ADDRESS:PORT",                          \
      "metrics for the operator; default: nowhere")                            \
    X(CAPACITY, "capacity", 0, "ID",                                           \
      "a kind of capacity; default: the category's own")                       \
    X(AGE, "age", 0, "BAND",                                                   \
      "whom it is for: 0-2, 60+ ..., or all; default: those it serves")        \
    X(DECAY, "decay", 0, "ID",                                                 \
      "how much less a farther zone counts: slow, fast or even; default slow") \
    X(RANK_BY, "rank-by", 0, "FIGURE",                                         \
      "of units: residents, density, area_km2, homes, facilities, ages as "    \
      "60+, or an imported statistic; default density")                        \
    X(PUBLIC_URL, "public-url", 0, "URL",                                      \
      "the address under which people reach it, for QR codes")                 \
    X(QUIET, "quiet", 'q', NULL, "no progress and no report")                  \
    X(HELP, "help", 'h', NULL, "this page")

/* clang-format off */
typedef enum lc_opt {
#define LIFE_X(id, name, letter, argument, help) LIFE_OPT_##id,
    LIFE_OPTION_MAP(LIFE_X)
#undef LIFE_X
    LIFE_OPT_COUNT_
} lc_opt;
/* clang-format on */

#define LIFE_OPT_BIT(id) (UINT64_C(1) << LIFE_OPT_##id)

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
    const char *notes; /* below the options, or NULL */
} lc_command;

struct lc_opts {
    const lc_command *command;
    const char *value[LIFE_OPT_COUNT_]; /* NULL: not given */
    char *const *arg;
    int args;
    lc_buf repeated; /* all values of --category */
};

/* LIFE_ERR_USAGE with what is not understood. */
lc_status lc_opts_parse(lc_opts *o, const lc_command *c, int argc, char **argv,
                        lc_error *err);
void lc_opts_clear(lc_opts *o);
const char *lc_opt_name(lc_opt id);
bool lc_opt_is(const char *name); /* whether there is an option of the name */
/* The options of a command, with units and defaults, to standard output. */
void lc_opts_help(const lc_command *c);

/* Values, checked. A default stands where the option is not given. */
lc_status lc_opts_city(const lc_opts *o, const char **path, lc_error *err);
lc_status lc_opts_uint(const lc_opts *o, lc_opt id, uint32_t least,
                       uint32_t most, uint32_t *value, lc_error *err);
/* Whole numbers with commas between: rising, *count <= most. */
lc_status lc_opts_minutes(const lc_opts *o, uint32_t *minutes, size_t most,
                          size_t *count, lc_error *err);
lc_status lc_opts_lonlat(const lc_opts *o, lc_lonlat *at, lc_error *err);
/* One of the words, by its place among them; the first is the default. */
lc_status lc_opts_word(const lc_opts *o, lc_opt id, const char *const *words,
                       size_t count, size_t *which, lc_error *err);
/* --lang; *lang, the default, keeps its value when absent. */
lc_status lc_opts_lang(const lc_opts *o, lc_lang *lang, lc_error *err);
/* --format among the command's: is it `name`? */
bool lc_opts_format_is(const lc_opts *o, const char *name);

/* ---- the city (world.c) ---- */

lc_status lc_cli_study(const lc_opts *o, lc_study **out, lc_error *err);
lc_status lc_cli_pace(const lc_opts *o, const lc_world *w, uint32_t *pace,
                      lc_error *err);
/* --category; all of them where it is not given. `basic`: all_basic too. */
lc_status lc_cli_categories(const lc_opts *o, const lc_world *w, lc_catset *set,
                            bool *basic, lc_error *err);
/* --minutes or --radius, --pace, --category, --level: what export and
 * coverage have in common. */
struct lc_coverage_request;
lc_status lc_cli_coverage(const lc_opts *o, const lc_world *w,
                          struct lc_coverage_request *r, lc_error *err);
const char *lc_cli_reason(lc_reason r); /* in words */

/* ---- output (term.c, outfile.c) ---- */

/* Writes it to standard output, and empties it. */
lc_status lc_grid_print(lc_grid *g, lc_error *err);

/* Bytes to standard output. */
lc_status lc_cli_write(const void *bytes, size_t len, lc_error *err);
/* An answer, and a newline; frees the buffer. */
lc_status lc_cli_answer(lc_buf *answer, lc_error *err);
lc_status lc_cli_printf(lc_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Whether all of it arrived: a full disk or a closed pipe is an error. */
lc_status lc_cli_flush(lc_error *err);

/* A file that is written whole or not at all; "-" is standard output. */
typedef struct lc_outfile lc_outfile;
lc_status lc_outfile_open(const char *path, lc_outfile **out, lc_error *err);
lc_status lc_outfile_write(void *out, const void *bytes, size_t len,
                           lc_error *err); /* an lc_sink_fn */
lc_status lc_outfile_finish(lc_outfile *o, lc_error *err);
void lc_outfile_drop(lc_outfile *o); /* NULL is fine */

/* ---- what is odd in data (report.c) ---- */

struct lc_data_report;
/* Whether --report names a kind of file that can be written. */
lc_status lc_cli_check_report(const lc_opts *o, lc_error *err);
/* Writes --report where it is given. */
lc_status lc_cli_report(const lc_opts *o, const struct lc_data_report *r,
                        lc_error *err);
/* The findings as tables for a terminal; `all`: those that are not there too.
 */
struct lc_finding;
lc_status lc_cli_findings(const struct lc_finding *f, size_t count, bool all,
                          lc_error *err);

/* How a table was read: in full to standard output, and in a few lines to
 * standard error. */
lc_status lc_cli_intake(const struct lc_data_report *r, lc_error *err);
void lc_cli_tell_intake(const struct lc_data_report *r);

/* ---- commands ---- */

lc_status lc_cmd_import(const lc_opts *o, lc_error *err);
lc_status lc_cmd_facility(const lc_opts *o, lc_error *err);
lc_status lc_cmd_remove(const lc_opts *o, lc_error *err);
lc_status lc_cmd_compute(const lc_opts *o, lc_error *err);
lc_status lc_cmd_sources(const lc_opts *o, lc_error *err);
lc_status lc_cmd_info(const lc_opts *o, lc_error *err);
lc_status lc_cmd_check(const lc_opts *o, lc_error *err);
lc_status lc_cmd_nearest(const lc_opts *o, lc_error *err);
lc_status lc_cmd_circle(const lc_opts *o, lc_error *err);
lc_status lc_cmd_isochrone(const lc_opts *o, lc_error *err);
lc_status lc_cmd_route(const lc_opts *o, lc_error *err);
lc_status lc_cmd_coverage(const lc_opts *o, lc_error *err);
lc_status lc_cmd_access(const lc_opts *o, lc_error *err);
lc_status lc_cmd_gaps(const lc_opts *o, lc_error *err);
lc_status lc_cmd_report(const lc_opts *o, lc_error *err);
lc_status lc_cmd_export(const lc_opts *o, lc_error *err);
lc_status lc_cmd_convert(const lc_opts *o, lc_error *err);
lc_status lc_cmd_serve(const lc_opts *o, lc_error *err);

#endif

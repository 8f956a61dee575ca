/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/options.h - the options of the program's own commands, as a table:
 * getopt, help, completion and the manual are all made from it. Which command
 * takes which stands in commands.c; a question's options are its parameters
 * (lifecircle/ask/param/param.h).
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTIONS_H
#define LIFECIRCLE_SRC_CLI_OPTIONS_H

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

#endif

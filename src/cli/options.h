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
 * 0: none. Help begins small and ends without a full stop; a default stands at
 * its end. */

/* Of nearly every command. The city may come from the environment, so that a
 * whole session needs no --city. --format takes the words that the command
 * lists (lc_command), the first of them when it is absent. */
#define LIFE_OPTIONS_ALL(X)                                                    \
    X(CITY, "city", 0, "FILE", NULL,                                           \
      "the city file; default: LIFECIRCLE_CITY")                               \
    X(FORMAT, "format", 0, "NAME", NULL, "how the answer is written: ")        \
    X(QUIET, "quiet", 'q', NULL, NULL, "no progress and no report")

/* Of an extract. Boxes are degrees of WGS 84 and cross no antimeridian. Beyond
 * the extent a home without a service is unknown, not uncovered. Weak tags are
 * hints that are wrong too often. A zone is a name of geodata/timezones.csv. */
#define LIFE_OPTIONS_OSM(X)                                                    \
    X(CLIP, "clip", 0, "W,S,E,N", NULL, "only what lies in this box, degrees") \
    X(EXTENT, "extent", 0, "W,S,E,N|FILE", NULL,                               \
      "where the data reach: degrees, .poly, .geojson; default: found")        \
    X(UNITS, "units", 0, "LEVEL=N,...", NULL,                                  \
      "which admin_level is which level of unit")                              \
    X(WEAK_TAGS, "weak-tags", 0, NULL, NULL, "use the weak tag rules too")     \
    X(TIMEZONE, "timezone", 0, "NAME", NULL,                                   \
      "whose clock opening hours go by, as Asia/Shanghai; default: that of "   \
      "the nearest large city")

/* Of every import: importing a source again replaces what it brought, so its
 * name is what tells a new table from a newer one. */
#define LIFE_OPTIONS_SOURCE(X)                                                 \
    X(SOURCE, "source", 0, "NAME", NULL,                                       \
      "name of the import; default: file's stem")                              \
    X(ATTRIBUTION, "attribution", 0, "TEXT", NULL,                             \
      "whom the data are owed to; default: as before")                         \
    X(LICENCE, "licence", 0, "TEXT", NULL, "SPDX id or words; default: same")  \
    X(NO_EXPORT, "no-export", 0, NULL, NULL, "don't give its rows away")

/* Of people's tables, whatever the format. What is not said is found: the
 * encoding from the bytes, the sheet and the columns from the header.
 * Coordinates are never guessed in silence: a system that fits plainly worse
 * than another is refused, unless --trust-crs. Past --max-reject the import
 * fails and the city stays as it was: the table was read wrongly. */
#define LIFE_OPTIONS_TABLE(X)                                                  \
    X(ENCODING, "encoding", 0, "NAME", NULL, "of the text; default: found")    \
    X(SHEET, "sheet", 0, "NAME|N", NULL,                                       \
      "of a workbook; default: the first that has rows")                       \
    X(LAYER, "layer", 0, "NAME", NULL,                                         \
      "of a .gpkg or .sqlite; default: its only")                              \
    X(HEADER_ROW, "header-row", 0, "N", NULL,                                  \
      "the row with the names of the columns, from 1; default: found")         \
    X(MAP, "map", 0, "FIELD=COLUMN,...", NULL,                                 \
      "which column holds which field")                                        \
    X(CRS, "crs", 0, "NAME", "auto wgs84 gcj02 bd09 bd09mc cgcs2000 EPSG:",    \
      "wgs84, gcj02, bd09, bd09mc, cgcs2000 or EPSG:n (EPSG:n+gcj02 where a "  \
      "map service shifted the points), or auto: the one that puts the "       \
      "points "                                                                \
      "at the streets; default wgs84")                                         \
    X(TRUST_CRS, "trust-crs", 0, NULL, NULL,                                   \
      "take --crs as given, even where another system fits plainly better")    \
    X(MAX_REJECT, "max-reject", 0, "N", NULL,                                  \
      "rows that may be refused; default: 1 in 100, at most 1000")             \
    X(CATEGORY, "category", 0, "ID,...", NULL,                                 \
      "the one of all rows; may be repeated; default: a column says")          \
    X(CATEGORIES, "categories", 0, "FILE", NULL,                               \
      "a table of categories of your own, kept in the city; or one of types")  \
    X(TYPES, "types", 0, "FILE", NULL,                                         \
      "a table of types and their categories, before the usual names")         \
    X(ADDRESS_QUALITY, "address-quality", 0, "NAME",                           \
      "exact number between in_street",                                        \
      "the least that places a row by its address; default between")           \
    X(LEVEL, "level", 0, "LEVEL", NULL, "the level of what is read")           \
    X(PARENTS, "parents", 0, "LEVEL", NULL,                                    \
      "make the units that the parents' codes name, as unions, of this level") \
    X(BY, "by", 0, "WHAT", "unit building grid cells",                         \
      "what the residents are of; default: found from the columns")            \
    X(YEAR, "year", 0, "YEAR", NULL, "when the residents were counted")

/* How what was found is told. Two options are called --lang: a page may have
 * both languages, a table on a terminal one, and no command takes the two. */
#define LIFE_OPTIONS_TOLD(X)                                                   \
    X(DRY_RUN, "dry-run", 0, NULL, NULL,                                       \
      "read the table and tell what is found; write nothing")                  \
    X(REPORT, "report", 0, "FILE", NULL,                                       \
      "what is found, as .html, .json or .csv, written whole or not at all")   \
    X(LANG, "lang", 0, "LANG", "zh en",                                        \
      "of what is told: zh or en; default: the terminal's")                    \
    X(REPORT_LANG, "lang", 0, "LANG", "zh en both",                            \
      "of what is told: zh or en; default: the terminal's; and of --report "   \
      "FILE.html: also both, the default")

/* Of commands that change a city: several changes in a row need the results
 * once. A single position can't be measured against the streets, so that its
 * --crs is another than a table's. */
#define LIFE_OPTIONS_CHANGE(X)                                                 \
    X(NO_COMPUTE, "no-compute", 0, NULL, NULL,                                 \
      "leave the results to `compute`")                                        \
    X(POINT_CRS, "crs", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",          \
      "what lon and lat are in: wgs84, gcj02 (AMap, Tencent), bd09 (Baidu), "  \
      "cgcs2000 or EPSG:n; default wgs84")                                     \
    X(ON, "on", 0, "DATE", NULL, "the day it closed, YYYY-MM-DD; default today")

/* Of conversions alone; no city is needed. */
#define LIFE_OPTIONS_CONVERT(X)                                                \
    X(FROM, "from", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",              \
      "the system of what is read; default wgs84")                             \
    X(TO, "to", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",                  \
      "the system of what is written; default wgs84")                          \
    X(OUTPUT, "output", 'o', "FILE", NULL,                                     \
      "where to, written whole or not at all; default -: standard output")

/* Of the server. The operator's address is another listener, to be kept from
 * the public: what it tells is the operator's alone. */
#define LIFE_OPTIONS_SERVE(X)                                                  \
    X(LISTEN, "listen", 0, "ADDRESS:PORT", NULL, "default 127.0.0.1:8015")     \
    X(OPERATOR, "operator-listen", 0, "ADDRESS:PORT", NULL,                    \
      "metrics for the operator; default: nowhere")                            \
    X(PUBLIC_URL, "public-url", 0, "URL", NULL,                                \
      "the address under which people reach it, for QR codes")                 \
    X(OPERATOR_NAME, "operator-name", 0, "TEXT", NULL,                         \
      "who runs it, for the foot of every page")                               \
    X(ICP, "icp", 0, "NUMBER", NULL, "the ICP filing number, for the foot")    \
    X(POLICE, "police", 0, "NUMBER", NULL,                                     \
      "the public security filing number, for the foot")                       \
    X(MAP_APPROVAL, "map-approval", 0, "NUMBER", NULL,                         \
      "the map's approval number, for the foot")

/* In the order in which a command's help lists them; --help is the last. */
#define LIFE_OPTION_MAP(X)                                                     \
    LIFE_OPTIONS_ALL(X)                                                        \
    LIFE_OPTIONS_OSM(X)                                                        \
    LIFE_OPTIONS_SOURCE(X)                                                     \
    LIFE_OPTIONS_TABLE(X)                                                      \
    LIFE_OPTIONS_TOLD(X)                                                       \
    LIFE_OPTIONS_CHANGE(X)                                                     \
    LIFE_OPTIONS_CONVERT(X)                                                    \
    LIFE_OPTIONS_SERVE(X)                                                      \
    X(HELP, "help", 'h', NULL, NULL, "this page")

#endif

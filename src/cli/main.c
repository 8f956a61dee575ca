/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/main.c - lifecircle COMMAND: the table of commands, help, and how
 * failure is told: one line on standard error; exit 1 failed, 2 wrong usage.
 */
#include "lifecircle/base/log.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/base/version.h"
#include "src/cli/cli.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define WRITES                                                                 \
    (LIFE_OPT_BIT(CITY) | LIFE_OPT_BIT(NO_COMPUTE) | LIFE_OPT_BIT(QUIET))
#define READS   (LIFE_OPT_BIT(CITY) | LIFE_OPT_BIT(FORMAT))
#define REPORTS (LIFE_OPT_BIT(REPORT) | LIFE_OPT_BIT(LANG))
#define IMPORTS                                                                \
    (WRITES | LIFE_OPT_BIT(SOURCE) | LIFE_OPT_BIT(CLIP) |                      \
     LIFE_OPT_BIT(EXTENT) | LIFE_OPT_BIT(UNITS) | LIFE_OPT_BIT(WEAK_TAGS) |    \
     LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(CRS) | LIFE_OPT_BIT(CATEGORY) |        \
     LIFE_OPT_BIT(ENCODING) | LIFE_OPT_BIT(MAP) | LIFE_OPT_BIT(MAX_REJECT) |   \
     LIFE_OPT_BIT(ATTRIBUTION) | LIFE_OPT_BIT(TRUST_CRS) | LIFE_OPT_BIT(BY) |  \
     LIFE_OPT_BIT(YEAR) | LIFE_OPT_BIT(SHEET) | LIFE_OPT_BIT(LAYER) |          \
     LIFE_OPT_BIT(TIMEZONE) | LIFE_OPT_BIT(FORMAT) |                           \
     LIFE_OPT_BIT(CATEGORIES) | LIFE_OPT_BIT(PARENTS) | REPORTS |              \
     LIFE_OPT_BIT(DRY_RUN))
#define PLACE (LIFE_OPT_BIT(AT) | LIFE_OPT_BIT(PACE))
#define COVERS                                                                 \
    (LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(CATEGORY) | LIFE_OPT_BIT(MINUTES) |    \
     LIFE_OPT_BIT(RADIUS) | LIFE_OPT_BIT(PACE))

static lc_status cmd_help(const lc_opts *o, lc_error *err);
static lc_status cmd_version(const lc_opts *o, lc_error *err);

/* clang-format off */
static const lc_command commands[] = {
    {"import", "osm|facilities|units|residents|statistics FILE",
     "streets, facilities, units and homes from an OSM extract; facilities, "
     "units, residents or published figures from a table",
     lc_cmd_import, 2, 2, "table json", IMPORTS,
     "lifecircle import osm city.osm.pbf --city my.city\n"
     "  lifecircle import facilities stations.csv --city my.city "
     "--category metro_station --crs gcj02\n"
     "  lifecircle import units streets.geojson --city my.city "
     "--level street\n"
     "  lifecircle import residents people.csv --city my.city --year 2020",
     "osm alone takes --clip, --units, --weak-tags and --timezone; facilities "
     "alone takes\n--category and --categories; units needs --level and takes "
     "--parents;\nresidents takes --level, --by and "
     "--year, and reads .asc grids too;\nstatistics takes --year; "
     "all but osm take --crs, --trust-crs, "
     "--encoding, --sheet, --layer, --map,\n--max-reject, --attribution, --dry-run, --report, --lang and --format. "
     "The fields of\n--map are named in the manual."},
    {"facility", "add FIELD=VALUE... | set ID FIELD=VALUE... | close ID",
     "one facility, without a table",
     lc_cmd_facility, 2, 64, NULL, WRITES | LIFE_OPT_BIT(ON),
     "lifecircle facility add name=药店 category=pharmacy lon=13.26 lat=53.56 "
     "--city my.city\n"
     "  lifecircle facility close osm:n12 --on 2026-10-01 --city my.city",
     "fields: name category lon lat address phone opening_hours website "
     "wheelchair checked_on\nclosed_on unit, and attributes such as beds, "
     "seats, floor_area_m2"},
    {"remove", "SOURCE", "take out what an import brought",
     lc_cmd_remove, 1, 1, NULL, WRITES,
     "lifecircle remove stations --city my.city", NULL},
    {"compute", "", "all results anew from what was imported",
     lc_cmd_compute, 0, 0, NULL, LIFE_OPT_BIT(CITY) | LIFE_OPT_BIT(QUIET),
     "lifecircle compute --city my.city", NULL},
    {"sources", "", "what was imported, from which files",
     lc_cmd_sources, 0, 0, "table json", READS,
     "lifecircle sources --city my.city", NULL},
    {"info", "", "what is inside a city file",
     lc_cmd_info, 0, 0, "table json", READS,
     "lifecircle info --city my.city", NULL},
    {"check", "", "whether a city file is whole, and what is odd in its data",
     lc_cmd_check, 0, 0, "table json", READS | REPORTS,
     "lifecircle check --city my.city --report city.html", NULL},
    {"nearest", "", "the nearest facilities of a place, by walking time",
     lc_cmd_nearest, 0, 0, "table geojson json",
     READS | PLACE | LIFE_OPT_BIT(CATEGORY) | LIFE_OPT_BIT(COUNT) |
     LIFE_OPT_BIT(MODE) | LIFE_OPT_BIT(OPEN_AT),
     "lifecircle nearest --city my.city --at 13.2610,53.5570 "
     "--category pharmacy -k 3", NULL},
    {"circle", "", "the life circle of a place: what is in reach, category by "
     "category",
     lc_cmd_circle, 0, 0, "table json", READS | PLACE | LIFE_OPT_BIT(MINUTES) |
     LIFE_OPT_BIT(OPEN_AT),
     "lifecircle circle --city my.city --at 13.2610,53.5570 --minutes 15", NULL},
    {"isochrone", "", "how far one gets: polygons, or the streets reached",
     lc_cmd_isochrone, 0, 0, "geojson json",
     READS | PLACE | LIFE_OPT_BIT(MINUTES) | LIFE_OPT_BIT(AS),
     "lifecircle isochrone --city my.city --at 13.2610,53.5570 "
     "--minutes 5,10,15 > reach.geojson", NULL},
    {"route", "FACILITY", "the way to a facility, step by step",
     lc_cmd_route, 1, 1, "geojson json", READS | PLACE | LIFE_OPT_BIT(LANG),
     "lifecircle route osm:n251501778 --city my.city --at 13.2610,53.5570",
     "the facility by its id, as nearest tells it"},
    {"coverage", "", "the share of homes with a service in reach, unit by unit",
     lc_cmd_coverage, 0, 0, "table json geojson csv",
     READS | COVERS | LIFE_OPT_BIT(UNIT) | LIFE_OPT_BIT(AREA),
     "lifecircle coverage --city my.city --category pharmacy,all_basic "
     "--minutes 10", NULL},
    {"gaps", "", "where a service leaves homes uncovered, and where one more "
     "would help",
     lc_cmd_gaps, 0, 0, "table geojson json",
     READS | LIFE_OPT_BIT(CATEGORY) | LIFE_OPT_BIT(UNIT) |
     LIFE_OPT_BIT(MINUTES) | LIFE_OPT_BIT(PACE) | LIFE_OPT_BIT(COUNT),
     "lifecircle gaps --city my.city --category pharmacy --unit osm:n100368919",
     "of one category; --minutes at most 30; the largest gaps first"},
    {"access", "", "how much of a service there is for each person: places, "
     "beds, seats; what is lacking, and how evenly it is shared",
     lc_cmd_access, 0, 0, "table json csv",
     READS | LIFE_OPT_BIT(CATEGORY) | LIFE_OPT_BIT(CAPACITY) |
     LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(UNIT) | LIFE_OPT_BIT(MINUTES) |
     LIFE_OPT_BIT(PACE) | LIFE_OPT_BIT(AGE) | LIFE_OPT_BIT(DECAY) |
     LIFE_OPT_BIT(RANK_BY),
     "lifecircle access --city my.city --category childcare --level street",
     "Facilities whose capacity is not known are left out, and told. People "
     "share what is\nwithin the limit by zones of walking time (E2SFCA, Luo "
     "and Qi 2009)."},
    {"report", "", "a unit held against the city's standard: what is met, what "
     "is lacking",
     lc_cmd_report, 0, 0, "table json csv html",
     READS | LIFE_OPT_BIT(UNIT) | LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(STANDARD) |
     LIFE_OPT_BIT(YEAR) | LIFE_OPT_BIT(LIST) | LIFE_OPT_BIT(LANG) | LIFE_OPT_BIT(PUBLIC_URL),
     "lifecircle report --city my.city --unit osm:n100368919\n"
     "  lifecircle report --city my.city --unit osm:n100368919 --format html "
     "--lang en > report.html\n"
     "  lifecircle report --city my.city --level community --format csv "
     "> all.csv",
     "without --unit of the whole city; --level with --format csv alone; html is "
     "a page of\nits own to read or print, with a QR code where --public-url is "
     "given; --list with\n--format csv or json"},
    {"export", "facilities|units|homes|streets|coverage|indicators",
     "a whole layer for a GIS or a spreadsheet; the format goes by the file's "
     "name",
     lc_cmd_export, 1, 1, "geojson geojsonseq csv",
     READS | COVERS | LIFE_OPT_BIT(OUTPUT) | LIFE_OPT_BIT(STANDARD),
     "lifecircle export coverage --city my.city -o coverage.geojson", NULL},
    {"convert", "LON,LAT... | FILE",
     "coordinates of one system into another's; put -- before a negative one",
     lc_cmd_convert, 1, INT_MAX, NULL,
     LIFE_OPT_BIT(FROM) | LIFE_OPT_BIT(TO) | LIFE_OPT_BIT(OUTPUT) |
     LIFE_OPT_BIT(ENCODING) | LIFE_OPT_BIT(SHEET) | LIFE_OPT_BIT(LAYER) |
     LIFE_OPT_BIT(MAP),
     "lifecircle convert --from gcj02 --to wgs84 104.0668,30.6575", NULL},
    {"serve", "", "the HTTP interface and the map page",
     lc_cmd_serve, 0, 0, NULL,
     LIFE_OPT_BIT(CITY) | LIFE_OPT_BIT(LISTEN) | LIFE_OPT_BIT(OPERATOR) |
     LIFE_OPT_BIT(PUBLIC_URL) | LIFE_OPT_BIT(QUIET),
     "lifecircle serve --city my.city --listen 127.0.0.1:8015", NULL},
    {"help", "[COMMAND]", "how a command is used", cmd_help, 0, 1, NULL, 0,
     "lifecircle help coverage", NULL},
    {"version", "", "which lifecircle this is", cmd_version, 0, 0, NULL, 0,
     "lifecircle version", NULL},
};
/* clang-format on */

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

/* ---- finding a command ---- */

#define NAME_BYTES 16 /* longer than any command */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance: letters to change, add or drop. */
static size_t edits(const char *a, const char *b)
{
    size_t row[NAME_BYTES + 1], n = strlen(b);

    if (strlen(a) > NAME_BYTES || n > NAME_BYTES)
        return NAME_BYTES;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t change = diagonal + (a[i] != b[j]);

            diagonal = row[j + 1];
            row[j + 1] = least(change, least(row[j], row[j + 1]) + 1);
        }
    }
    return row[n];
}

static const lc_command *find_command(const char *name, lc_error *err)
{
    const lc_command *nearest = NULL;
    size_t best = 4; /* further than three edits is no slip of the finger */

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        size_t d = edits(name, commands[i].name);

        if (d == 0)
            return &commands[i];
        if (d < best) {
            best = d;
            nearest = &commands[i];
        }
    }
    if (nearest)
        lc_fail(err, LIFE_ERR_USAGE,
                "there is no command \"%s\"; did you mean \"%s\"?", name,
                nearest->name);
    else
        lc_fail(err, LIFE_ERR_USAGE,
                "there is no command \"%s\"; `lifecircle help` lists them",
                name);
    return NULL;
}

/* ---- help and version ---- */

static void list_commands(FILE *to)
{
    fputs("usage: lifecircle COMMAND [options]\n\n"
          "Which everyday services can people reach on foot, and which "
          "not?\n\n",
          to);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\nlifecircle help COMMAND tells its options.\n", to);
}

static void describe(const lc_command *c)
{
    printf("usage: lifecircle %s %s%s[options]\n\n%s\n\n", c->name, c->args,
           *c->args ? " " : "", c->summary);
    lc_opts_help(c);
    if (c->notes)
        printf("\n%s\n", c->notes);
    printf("\nexample:\n  %s\n", c->example);
}

static lc_status cmd_help(const lc_opts *o, lc_error *err)
{
    const lc_command *c;

    if (o->args == 0) {
        list_commands(stdout);
        return LIFE_OK;
    }
    c = find_command(o->arg[0], err);
    if (!c)
        return LIFE_ERR_USAGE;
    describe(c);
    return LIFE_OK;
}

static lc_status cmd_version(const lc_opts *o, lc_error *err)
{
    (void)o;
    return lc_cli_printf(err, "lifecircle %s\n", LIFE_VERSION);
}

/* ---- running ---- */

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

static void tell(const lc_error *err)
{
    char where[192] = "";

    if (err->source[0] &&
        strncmp(err->text, err->source, strlen(err->source)) != 0) {
        if (err->line > 0)
            lc_utf8_format(where, sizeof where, "%s:%lu: ", err->source,
                           (unsigned long)err->line);
        else
            lc_utf8_format(where, sizeof where, "%s: ", err->source);
    }
    if (lc_opt_is(err->parameter))
        lc_log(LIFE_LOG_ERROR, "%s--%s: %s", where, err->parameter, err->text);
    else
        lc_log(LIFE_LOG_ERROR, "%s%s", where, err->text);
}

static lc_status run(int argc, char **argv, lc_error *err)
{
    const lc_command *c = find_command(argv[0], err);
    lc_opts o;
    lc_status st;

    if (!c)
        return LIFE_ERR_USAGE;
    st = lc_opts_parse(&o, c, argc, argv, err);
    if (!st && o.value[LIFE_OPT_HELP])
        describe(c);
    else if (!st)
        st = c->run(&o, err);
    if (!st)
        st = lc_cli_flush(err);
    lc_opts_clear(&o);
    return st;
}

int main(int argc, char **argv)
{
    static char help[] = "help", version[] = "version";
    lc_error err = {0};
    lc_status st;

    signal(SIGPIPE, SIG_IGN); /* a closed pipe is told like a full disk */
    if (argc < 2) {
        list_commands(stderr);
        return 2;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        argv[1] = help;
    else if (strcmp(argv[1], "--version") == 0)
        argv[1] = version;
    st = run(argc - 1, argv + 1, &err);
    if (st)
        tell(&err);
    return exit_code(st, &err);
}

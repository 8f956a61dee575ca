/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/router.h - the whole HTTP surface as one table: what a path is
 * called, which parameters it takes, what it answers. The router, the check for
 * unknown parameters, the metrics and the OpenAPI document all read it.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_ROUTER_H
#define LIFECIRCLE_SRC_HTTP_SERVE_ROUTER_H

#include "src/http/http.h"

/* X(bit, name, JSON schema, text): every query parameter there is. Two may
 * share a name when no route takes both. */
#define LIFE_PARAM_MAP(X)                                                      \
    X(LON, "lon", "{\"type\":\"number\",\"minimum\":-180,\"maximum\":180}",    \
      "longitude, WGS 84, a plain decimal")                                    \
    X(LAT, "lat", "{\"type\":\"number\",\"minimum\":-90,\"maximum\":90}",      \
      "latitude, WGS 84, a plain decimal")                                     \
    X(CATEGORY, "category", "{\"type\":\"string\"}",                           \
      "ids of /categories or all_basic, comma-separated; all when absent")     \
    X(K, "k",                                                                  \
      "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50,\"default\":5}",     \
      "how many")                                                              \
    X(PACE, "pace", "{\"type\":\"string\",\"default\":\"standard\"}",          \
      "who walks; /city lists the paces")                                      \
    X(MODE, "mode",                                                            \
      "{\"type\":\"string\",\"enum\":[\"walk\",\"straight\"],"                 \
      "\"default\":\"walk\"}",                                                 \
      "by walking time, or by straight distance")                              \
    X(OPEN_AT, "open_at", "{\"type\":\"string\"}",                             \
      "only what is open then: now, today, monday to sunday (the next one, "   \
      "at some time of it), or the city's local time as 2026-11-22T10:30")     \
    X(MINUTES, "minutes",                                                      \
      "{\"type\":\"integer\",\"minimum\":1,\"maximum\":60,\"default\":15}",    \
      "the limit, inclusive")                                                  \
    X(LIMITS, "minutes",                                                       \
      "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":1,"     \
      "\"maximum\":30},\"minItems\":1,\"maxItems\":4,\"default\":[5,10,15]}",  \
      "rising limits, comma-separated")                                        \
    X(RADIUS, "radius",                                                        \
      "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5000}",                 \
      "metres in a straight line, in place of minutes")                        \
    X(AS, "as",                                                                \
      "{\"type\":\"string\",\"enum\":[\"polygons\",\"streets\"],"              \
      "\"default\":\"polygons\"}",                                             \
      "areas as a picture, or the exact parts of streets")                     \
    X(TO, "to", "{\"type\":\"string\"}", "a facility's id")                    \
    X(LANG, "lang",                                                            \
      "{\"type\":\"string\",\"enum\":[\"zh\",\"en\"],\"default\":\"zh\"}",     \
      "the language of what is said in words")                                 \
    X(LEVEL, "level", "{\"type\":\"string\"}",                                 \
      "a level of /city; the finest when absent")                              \
    X(ANY_LEVEL, "level", "{\"type\":\"string\"}",                             \
      "a level of /city; all when absent")                                     \
    X(UNIT, "unit", "{\"type\":\"string\"}",                                   \
      "code of a unit; all when absent")                                       \
    X(Q, "q", "{\"type\":\"string\",\"maxLength\":64}", "a part of a name")    \
    X(PARENT, "parent", "{\"type\":\"string\"}", "code of the unit above")     \
    X(LIMIT, "limit",                                                          \
      "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50,\"default\":20}",    \
      "most hits")                                                             \
    X(URL, "url", "{\"type\":\"string\",\"maxLength\":512}",                   \
      "an address of this server, http or https, percent-encoded")             \
    X(CAPACITY, "capacity", "{\"type\":\"string\"}",                           \
      "a kind of capacity (geodata/capacities.csv); the category's own when "  \
      "absent")                                                                \
    X(AGE, "age", "{\"type\":\"string\"}",                                     \
      "whom it is for: ages such as 0-2 or 60+, or all; when absent, those "   \
      "whom the capacity serves")                                              \
    X(DECAY, "decay", "{\"type\":\"string\",\"default\":\"slow\"}",            \
      "weights of the zones (geodata/catchments.csv)")                         \
    X(RANK_BY, "rank_by", "{\"type\":\"string\",\"default\":\"density\"}",     \
      "what the concentration index ranks units by: residents, density, "      \
      "area_km2, homes, facilities, ages such as 60+, or an imported "         \
      "statistic")                                                             \
    X(REPORT_FORMAT, "format",                                                 \
      "{\"type\":\"string\",\"enum\":[\"json\",\"csv\",\"html\"],"             \
      "\"default\":\"json\"}",                                                 \
      "an answer, a table, or a page to read and print")                       \
    X(TABLE_FORMAT, "format",                                                  \
      "{\"type\":\"string\",\"enum\":[\"json\",\"csv\"],"                      \
      "\"default\":\"json\"}",                                                 \
      "an answer, or a table")                                                 \
    X(STANDARD, "standard",                                                    \
      "{\"type\":\"string\",\"enum\":[\"chengdu\",\"gb50180\"],"               \
      "\"default\":\"chengdu\"}",                                              \
      "whose rules")                                                           \
    X(YEAR, "year",                                                            \
      "{\"type\":\"integer\",\"minimum\":1900,\"maximum\":2200}",              \
      "whose targets; each rule's last when absent")                           \
    X(STEPS, "steps",                                                          \
      "{\"type\":\"string\",\"enum\":[\"no\",\"yes\"],\"default\":\"no\"}",    \
      "yes: also the five most useful next steps, which takes seconds")        \
    X(ROWS_FORMAT, "format",                                                   \
      "{\"type\":\"string\",\"enum\":[\"json\",\"geojson\",\"csv\"],"          \
      "\"default\":\"json\"}",                                                 \
      "rows, features with shapes, or a table")                                \
    X(UNITS_FORMAT, "format",                                                  \
      "{\"type\":\"string\",\"enum\":[\"json\",\"geojson\"],"                  \
      "\"default\":\"json\"}",                                                 \
      "a list, or features with shapes")                                       \
    X(LAYER_FORMAT, "format",                                                  \
      "{\"type\":\"string\",\"enum\":[\"geojson\",\"geojsonseq\",\"csv\"],"    \
      "\"default\":\"geojson\"}",                                              \
      "one collection, a feature a line, or a table")

enum {
#define LIFE_X(bit, name, schema, text) LIFE_PARAM_INDEX_##bit,
    LIFE_PARAM_MAP(LIFE_X)
#undef LIFE_X
        LIFE_PARAM_KINDS
};

typedef struct lc_param_kind {
    const char *name, *schema, *text;
} lc_param_kind;

extern const lc_param_kind lc_param_kinds[LIFE_PARAM_KINDS];

typedef uint64_t lc_params; /* a set of them, as bits */

typedef enum lc_listener { /* where a route is served */
                           LIFE_PUBLIC = 1,
                           LIFE_OPERATOR = 2,
                           LIFE_BOTH = 3
} lc_listener;

/* How long an answer takes, on a city of 33,000 homes and a core of its own;
 * what can take over 50 ms is for the workers (workers.h). */
typedef enum lc_weight {
    LIFE_LIGHT, /* answered by the thread that read the request */
    /* Light, but for the first of a pace: it makes the pace's labels, and is
     * medium. */
    LIFE_LIGHT_LATER,
    LIFE_MEDIUM, /* up to about a second */
    LIFE_SLOW    /* seconds */
} lc_weight;

typedef struct lc_endpoint {
    const char *path; /* "/units/{code}"; {name} takes a segment, or all of
                         it but a fixed end: "{y}.mvt" */
    unsigned methods; /* lc_method bits; HEAD comes with GET */
    lc_handler handler;
    lc_params allowed, required;
    lc_listener listener;
    bool needs_city;
    lc_weight weight;
    const char *slow_if; /* "steps=yes format=html": each of these parameters
                            makes it slow; NULL: none does */
    lc_cache cache;      /* of a 200 */
    const char *answer;  /* media type, or types, space-separated */
    const char *schema;  /* in the OpenAPI document; NULL: not JSON */
    const char *summary;
} lc_endpoint;

extern const lc_endpoint lc_endpoints[];
extern const size_t lc_endpoint_count;

/* The route for a request's path, with req->capture filled in; NULL: none. */
const lc_endpoint *lc_endpoint_find(lc_request *req, lc_listener listener);
/* Methods of a route with what follows from them (HEAD, OPTIONS). */
unsigned lc_endpoint_methods(const lc_endpoint *route);
/* "GET, HEAD, OPTIONS" for Allow. */
const char *lc_methods_text(unsigned methods);
/* What this very request will weigh, but for what LIFE_LIGHT_LATER says. */
lc_weight lc_endpoint_weigh(const lc_endpoint *route, const lc_request *req);
/* That each parameter is one the route takes, and none it needs is missing. */
lc_status lc_endpoint_check(const lc_endpoint *route, const lc_request *req,
                            lc_error *err);

#endif

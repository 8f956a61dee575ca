/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/routes.c - the table of everything that is served but the
 * page's files.
 */
#include "src/http/api/handlers.h"
#include "src/http/serve/router.h"

const lc_param_kind lc_param_kinds[LIFE_PARAM_KINDS] = {
#define LIFE_X(bit, name, schema, text) {name, schema, text},
    LIFE_PARAM_MAP(LIFE_X)
#undef LIFE_X
};

#define P(bit) ((lc_params)1 << LIFE_PARAM_INDEX_##bit)
#define API    "/api/v1"
#define JSON   "application/json"
#define GEO    "application/geo+json"
#define LINES  "application/geo+json-seq"
#define CSV    "text/csv"
#define HTML   "text/html"

#define POINT (P(LON) | P(LAT))
#define LIMIT_OF_COVERAGE                                                      \
    (P(CATEGORY) | P(MINUTES) | P(RADIUS) | P(MODE) | P(PACE))

/* clang-format off */
const lc_endpoint lc_endpoints[] = {
    {API "/nearest", LIFE_GET, lc_api_nearest,
     POINT | P(CATEGORY) | P(K) | P(PACE) | P(MODE) | P(OPEN_AT), POINT,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, GEO, "FacilityCollection",
     "The nearest facilities of a place, by walking time or straight"},
    {API "/circle", LIFE_GET, lc_api_circle,
     POINT | P(MINUTES) | P(PACE) | P(OPEN_AT), POINT,
     LIFE_PUBLIC, true, LIFE_LIGHT_LATER, NULL,
     LIFE_CACHE_NO_STORE, JSON, "Circle",
     "A place's life circle: each category, there or missing"},
    {API "/isochrone", LIFE_GET, lc_api_isochrone,
     POINT | P(LIMITS) | P(AS) | P(PACE), POINT,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_NO_STORE, GEO, "FeatureCollection",
     "What can be reached on foot, one feature a limit"},
    {API "/route", LIFE_GET, lc_api_route,
     POINT | P(TO) | P(PACE) | P(LANG), POINT | P(TO),
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, GEO, "RouteFeature",
     "The way on foot from a place to a facility, with directions"},
    {API "/units", LIFE_GET, lc_api_units,
     P(ANY_LEVEL) | P(Q) | P(PARENT) | P(UNITS_FORMAT), 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, JSON " " GEO, "Units",
     "The administrative units"},
    {API "/units/{code}", LIFE_GET, lc_api_unit, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, GEO, "Feature",
     "One unit with its shape"},
    {API "/units/{code}/coverage", LIFE_GET, lc_api_unit_coverage,
     LIMIT_OF_COVERAGE | P(ROWS_FORMAT), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_DATA, JSON " " GEO " " CSV, "Coverage",
     "How much of a unit each category covers"},
    {API "/units/{code}/report", LIFE_GET, lc_api_unit_report,
     P(STANDARD) | P(YEAR) | P(STEPS) | P(REPORT_FORMAT) | P(LANG), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, "steps=yes format=html",
     LIFE_CACHE_DATA, JSON " " CSV " " HTML, "Report",
     "A unit held against a standard: each rule, its verdict, the gap"},
    {API "/report", LIFE_GET, lc_api_report,
     P(STANDARD) | P(YEAR) | P(STEPS) | P(REPORT_FORMAT) | P(LANG) |
     P(ANY_LEVEL), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, "steps=yes",
     LIFE_CACHE_DATA, JSON " " CSV " " HTML, "Report",
     "The same of the whole city; as CSV also of all units of a level"},
    {API "/lists/{list}", LIFE_GET, lc_api_list,
     P(STANDARD) | P(UNIT) | P(TABLE_FORMAT), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_DATA, JSON " " CSV, "Object",
     "The plan's lists: policy (rules in force), projects (facilities "
     "lacking), data (on hand)"},
    {API "/standards", LIFE_GET, lc_api_standards, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, JSON, "Object",
     "The standards, with every rule, target and source"},
    {API "/coverage", LIFE_GET | LIFE_POST, lc_api_coverage,
     LIMIT_OF_COVERAGE | P(LEVEL) | P(ROWS_FORMAT), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_DATA, JSON " " GEO " " CSV, "Coverage",
     "Coverage of the units of a level, or (POST) of an area drawn by hand"},
    {API "/gaps", LIFE_GET, lc_api_gaps,
     P(CATEGORY) | P(UNIT) | P(MINUTES) | P(PACE) | P(K), P(CATEGORY),
     LIFE_PUBLIC, true, LIFE_SLOW, NULL,
     LIFE_CACHE_DATA, GEO, "FeatureCollection",
     "Where a category leaves homes uncovered, and where one more would help"},
    {API "/access", LIFE_GET, lc_api_access,
     P(CATEGORY) | P(CAPACITY) | P(LEVEL) | P(UNIT) | P(MINUTES) | P(PACE) |
     P(AGE) | P(DECAY) | P(RANK_BY) | P(TABLE_FORMAT), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_DATA, JSON " " CSV, "Access",
     "How much of a service there is for each person, and how evenly"},
    {API "/categories", LIFE_GET, lc_api_categories, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, JSON, "Object",
     "The categories, with their groups and names"},
    {API "/search", LIFE_GET, lc_api_search,
     P(Q) | P(LIMIT) | POINT, P(Q),
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, JSON, "Hits",
     "Places, units, facilities, streets and addresses by name, part of it, "
     "pinyin or initials; or a typed position. lon and lat: nearer ones first"},
    {API "/city", LIFE_GET, lc_api_city, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, JSON, "Object",
     "Extent, sources, levels, paces, generation, attribution"},
    {API "/basemap", LIFE_GET, lc_api_basemap, 0, 0,
     LIFE_PUBLIC, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_REVALIDATE, JSON, "Object",
     "The outside base map that the operator has set, if any"},
    {API "/facilities/{id}", LIFE_GET, lc_api_facility, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, GEO, "Feature",
     "One facility with all that is known of it"},
    {API "/export/{layer}", LIFE_GET, lc_api_export,
     LIMIT_OF_COVERAGE | P(LEVEL) | P(LAYER_FORMAT) | P(STANDARD), 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_DATA, GEO " " LINES " " CSV,
     "FeatureCollection",
     "A whole layer: facilities, units, homes, streets, coverage or indicators"},
    {API "/qr", LIFE_GET, lc_api_qr, P(URL), P(URL),
     LIFE_PUBLIC, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, "image/svg+xml", NULL,
     "A QR code of an address of this server, to share or to print"},
    {API "/openapi.json", LIFE_GET, lc_api_openapi, 0, 0,
     LIFE_PUBLIC, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_REVALIDATE, JSON, "Object",
     "This description"},
    {"/tiles/{layer}/{z}/{x}/{y}.mvt", LIFE_GET, lc_api_tile, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, "application/vnd.mapbox-vector-tile",
     NULL, "A vector tile; 204 when nothing is in it"},
    {"/tiles.json", LIFE_GET, lc_api_tilejson, 0, 0,
     LIFE_PUBLIC, true, LIFE_LIGHT, NULL,
     LIFE_CACHE_DATA, JSON, "Object",
     "TileJSON of the vector tiles"},
    {"/plain", LIFE_GET, lc_api_plain,
     P(Q) | P(UNIT) | P(MINUTES) | P(PACE) | P(LANG) | P(TO) | POINT, 0,
     LIFE_PUBLIC, true, LIFE_MEDIUM, NULL,
     LIFE_CACHE_NO_STORE, "text/html", NULL,
     "Pages without scripts: search, a place's list, the way to a facility, a "
     "unit's table"},
    {"/healthz", LIFE_GET, lc_api_healthz, 0, 0,
     LIFE_BOTH, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, "text/plain", NULL,
     "Whether the process is alive"},
    {"/readyz", LIFE_GET, lc_api_readyz, 0, 0,
     LIFE_BOTH, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, "text/plain", NULL,
     "Whether a verified city is loaded and new requests are welcome"},
    {"/metrics", LIFE_GET, lc_api_metrics, 0, 0,
     LIFE_OPERATOR, false, LIFE_LIGHT, NULL,
     LIFE_CACHE_NO_STORE, "text/plain", NULL,
     "Counters for Prometheus"},
};
/* clang-format on */

const size_t lc_endpoint_count = sizeof lc_endpoints / sizeof *lc_endpoints;

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/routes.c - the server's own routes: all that is served but
 * the questions and the page's files.
 */
#include "src/http/route/routes.h"

#include "src/http/api/cities.h"
#include "src/http/api/metrics.h"
#include "src/http/api/plain.h"
#include "src/http/api/qr.h"
#include "src/http/api/state.h"
#include "src/http/api/tile.h"
#include "src/http/ogc/about.h"
#include "src/http/ogc/item.h"
#include "src/http/ogc/items.h"
#include "src/http/ogc/schema.h"
#include "src/http/route/openapi.h"

/* A parameter that is not listed is refused, so that a slip of the pen is seen
 * and a cache is not filled with copies of one answer. */
static const lc_use qr_uses[] = {
    {.id = LIFE_PARAM_URL, .flags = LIFE_USE_REQUIRED},
    {.id = LIFE_PARAM_NONE},
};

/* The language first: what is wrong with the others is told in it. */
static const lc_use plain_uses[] = {
    {.id = LIFE_PARAM_LANG},     {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_MINUTES},  {.id = LIFE_PARAM_Q},
    {.id = LIFE_PARAM_UNIT},     {.id = LIFE_PARAM_TO},
    {.id = LIFE_PARAM_SERVICES}, {.id = LIFE_PARAM_LON},
    {.id = LIFE_PARAM_LAT},      {.id = LIFE_PARAM_NONE},
};

/* What all of /ogc has in common: its own description (OpenAPI 3.0.3), names of
 * fields as parameters, answers whose validators are of their bytes. */
#define OGC(below, rest)                                                       \
    .root = (below), .path = (rest), .needs_city = true, .own_params = true,   \
    .own_description = true, .or_slash = true, .cache = LIFE_CACHE_NO_STORE,   \
    .schema = "Object"

/* In the order of the OpenAPI document. Health, readiness and metrics are never
 * cached; tiles and TileJSON change with the city alone. /plain is about
 * somebody's place most often, and so kept by nobody. */
const lc_endpoint lc_routes[] = {
    {.root = LIFE_API_ROOT,
     .path = "/cities",
     .handler = lc_api_cities,
     .cache = LIFE_CACHE_REVALIDATE,
     .answer = "application/json",
     .schema = "Cities",
     .summary = "the cities that the server holds, and what their addresses "
                "begin with"},
    {.root = LIFE_API_ROOT,
     .path = "/basemap",
     .handler = lc_api_state_basemap,
     .cache = LIFE_CACHE_REVALIDATE,
     .answer = "application/json",
     .schema = "Object",
     .summary = "the outside base map that the operator has set, if any"},
    {.root = LIFE_API_ROOT,
     .path = "/qr",
     .handler = lc_api_qr,
     .uses = qr_uses,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "image/svg+xml",
     .summary = "a QR code of an address of this server, to share or to "
                "print"},
    {.root = LIFE_API_ROOT,
     .path = "/openapi.json",
     .handler = lc_openapi_answer,
     .cache = LIFE_CACHE_REVALIDATE,
     .answer = "application/json",
     .schema = "Object",
     .summary = "this description"},
    {.root = "",
     .path = "/tiles/{layer}/{z}/{x}/{y}.mvt",
     .handler = lc_api_tile,
     .needs_city = true,
     .cache = LIFE_CACHE_DATA,
     .answer = "application/vnd.mapbox-vector-tile",
     .summary = "a vector tile; 204 when nothing is in it"},
    {.root = "",
     .path = "/ogc/tiles",
     .handler = lc_api_tile_sets,
     .needs_city = true,
     .own_params = true,
     .or_slash = true,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "application/json",
     .or_page = true,
     .schema = "Object",
     .summary = "the sets of vector tiles, by OGC API - Tiles"},
    {.root = "",
     .path = "/ogc/tiles/WebMercatorQuad",
     .handler = lc_api_tile_set,
     .needs_city = true,
     .own_params = true,
     .or_slash = true,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "application/json",
     .or_page = true,
     .schema = "Object",
     .summary = "the set of vector tiles in web mercator"},
    {.root = "",
     .path = "/ogc/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}",
     .handler = lc_api_tile_ogc,
     .needs_city = true,
     .cache = LIFE_CACHE_DATA,
     .answer = "application/vnd.mapbox-vector-tile",
     .summary = "a vector tile by zoom, row and column; 204 when nothing is in "
                "it"},
    {.root = "",
     .path = "/tiles.json",
     .handler = lc_api_tile_json,
     .needs_city = true,
     .cache = LIFE_CACHE_DATA,
     .answer = "application/json",
     .schema = "Object",
     .summary = "TileJSON of the vector tiles"},
    {OGC("", "/ogc"), .handler = lc_ogc_about, .answer = "application/json",
     .summary = "OGC API - Features: where to begin"},
    {OGC("/ogc", "/conformance"), .handler = lc_ogc_about_conformance,
     .answer = "application/json",
     .summary = "classes of the standards that are conformed to"},
    {OGC("/ogc", "/api"), .handler = lc_ogc_schema_api, .weight = LIFE_SLOW,
     .answer = "application/vnd.oai.openapi+json",
     .summary = "the description of the service"},
    {OGC("/ogc", "/collections"), .handler = lc_ogc_about_collections,
     .answer = "application/json", .summary = "the collections"},
    {OGC("/ogc", "/collections/{layer}"), .handler = lc_ogc_about_collection,
     .answer = "application/json", .summary = "one collection"},
    {OGC("/ogc", "/collections/{layer}/items"), .handler = lc_ogc_items,
     .weight = LIFE_MEDIUM, .of_collection = true,
     .answer = "application/geo+json",
     .summary = "features of a collection, page by page"},
    {OGC("/ogc", "/collections/{layer}/items/{feature}"),
     .handler = lc_ogc_item, .weight = LIFE_MEDIUM, .of_collection = true,
     .answer = "application/geo+json", .summary = "one feature"},
    {OGC("/ogc", "/collections/{layer}/queryables"),
     .handler = lc_ogc_schema_queryables, .weight = LIFE_MEDIUM,
     .of_collection = true, .answer = "application/schema+json",
     .summary = "what can be asked for of a collection"},
    {OGC("/ogc", "/collections/{layer}/schema"), .handler = lc_ogc_schema,
     .weight = LIFE_MEDIUM, .of_collection = true,
     .answer = "application/schema+json",
     .summary = "what a feature of a collection is like"},
    {.root = "",
     .path = "/plain",
     .handler = lc_api_plain,
     .uses = plain_uses,
     .needs_city = true,
     .tells_wrong = true,
     .weight = LIFE_MEDIUM,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "text/html",
     .summary = "pages without scripts: search, a place's list, the way to a "
                "facility, a unit's table"},
    {.root = "",
     .path = "/healthz",
     .handler = lc_api_state_health,
     .listener = LIFE_BOTH,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "text/plain",
     .summary = "whether the process is alive"},
    {.root = "",
     .path = "/readyz",
     .handler = lc_api_state_ready,
     .listener = LIFE_BOTH,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "text/plain",
     .summary = "whether a verified city is loaded and new requests are "
                "welcome"},
    {.root = "",
     .path = "/metrics",
     .handler = lc_api_metrics,
     .listener = LIFE_OPERATOR,
     .cache = LIFE_CACHE_NO_STORE,
     .answer = "text/plain",
     .summary = "counters for Prometheus"},
};

const size_t lc_route_count = sizeof lc_routes / sizeof *lc_routes;

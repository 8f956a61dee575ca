/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/openapi.c - the OpenAPI 3.1 description, written from the
 * table of routes, so that it can't say anything else than the server does.
 */
#include "lifecircle/base/json_out.h"
#include "lifecircle/base/version.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/router.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* What the names in the table's `schema` stand for. Members may be added to
 * any object; those named here stay. */
static const struct {
    const char *name, *json;
} schemas[] = {
    {"Object", "{\"type\":\"object\"}"},
    {"Feature",
     "{\"type\":\"object\",\"required\":[\"type\",\"geometry\","
     "\"properties\"],\"properties\":{\"type\":{\"const\":\"Feature\"},"
     "\"geometry\":{\"type\":[\"object\",\"null\"]},"
     "\"properties\":{\"type\":[\"object\",\"null\"]}}}"},
    {"FeatureCollection",
     "{\"type\":\"object\",\"required\":[\"type\",\"features\"],"
     "\"properties\":{\"type\":{\"const\":\"FeatureCollection\"},"
     "\"features\":{\"type\":\"array\",\"items\":{\"$ref\":"
     "\"#/components/schemas/Feature\"}}}}"},
    {"Facility",
     "{\"type\":\"object\",\"required\":[\"id\",\"name\",\"category\"],"
     "\"properties\":{\"id\":{\"type\":\"string\"},"
     "\"name\":{\"type\":[\"string\",\"null\"]},"
     "\"category\":{\"type\":[\"string\",\"null\"]},"
     "\"walk_seconds\":{\"type\":[\"number\",\"null\"]},"
     "\"walk_metres\":{\"type\":[\"number\",\"null\"]},"
     "\"straight_metres\":{\"type\":[\"number\",\"null\"]},"
     "\"hours\":{\"oneOf\":[{\"type\":\"null\"},{\"$ref\":"
     "\"#/components/schemas/Hours\"}]},"
     "\"maps\":{\"oneOf\":[{\"type\":\"null\"},{\"$ref\":"
     "\"#/components/schemas/Maps\"}]}}}"},
    {"Help",
     "{\"type\":\"object\",\"description\":\"What to do where a place has no "
     "answer: ask from lon, lat, on the nearest street\",\"required\":["
     "\"text_zh\",\"text_en\",\"lon\",\"lat\",\"street\",\"metres\"],"
     "\"properties\":{\"text_zh\":{\"type\":\"string\"},\"text_en\":"
     "{\"type\":\"string\"}}}"},
    {"Hours",
     "{\"type\":\"object\",\"description\":\"Opening hours by the city's "
     "clock; what is not certain is null\",\"required\":[\"text_zh\","
     "\"text_en\",\"open_now\",\"next_change\",\"sunday\"],\"properties\":{"
     "\"text_zh\":{\"type\":\"string\"},\"text_en\":{\"type\":\"string\"},"
     "\"open_now\":{\"type\":[\"boolean\",\"null\"]},"
     "\"next_change\":{\"type\":[\"string\",\"null\"],\"description\":"
     "\"local time, as 2026-11-22T18:00\"},"
     "\"sunday\":{\"type\":[\"boolean\",\"null\"]}}}"},
    {"Maps",
     "{\"type\":\"object\",\"description\":\"Addresses that show the place in "
     "other maps, each in the coordinates that the map takes\",\"required\":"
     "[\"geo\",\"amap\",\"baidu\",\"tencent\",\"apple\",\"osm\"],"
     "\"additionalProperties\":{\"type\":\"string\"}}"},
    {"RouteFeature",
     "{\"allOf\":[{\"$ref\":\"#/components/schemas/Feature\"},{\"properties\":"
     "{\"properties\":{\"type\":\"object\",\"required\":[\"id\","
     "\"walk_seconds\",\"walk_metres\",\"steps\"],\"properties\":{\"steps\":"
     "{\"type\":\"array\",\"description\":\"metres and seconds add up to the "
     "route's; from and to are positions in its coordinates\",\"items\":"
     "{\"type\":\"object\",\"required\":[\"turn\",\"gate\",\"street\","
     "\"stairs\",\"text\",\"metres\",\"seconds\",\"bearing\",\"from\",\"to\"],"
     "\"properties\":{\"turn\":{\"enum\":[\"straight\",\"slight_right\","
     "\"right\",\"sharp_right\",\"round\",\"sharp_left\",\"left\","
     "\"slight_left\",\"start\",\"depart\",\"arrive\"]},\"gate\":{\"enum\":"
     "[null,\"in\",\"out\"]},\"text\":{\"type\":\"string\"},\"metres\":"
     "{\"type\":\"number\"},\"seconds\":{\"type\":\"number\"}}}}}}}}]}"},
    {"FacilityCollection",
     "{\"type\":\"object\",\"required\":[\"type\",\"features\"],"
     "\"properties\":{\"type\":{\"const\":\"FeatureCollection\"},"
     "\"features\":{\"type\":\"array\",\"items\":{\"allOf\":[{\"$ref\":"
     "\"#/components/schemas/Feature\"},{\"properties\":{\"properties\":"
     "{\"$ref\":\"#/components/schemas/Facility\"}}}]}}}}"},
    {"Circle",
     "{\"type\":\"object\",\"required\":[\"unit\",\"covered_share\","
     "\"categories\"],\"properties\":{\"help\":{\"oneOf\":[{\"type\":"
     "\"null\"},{\"$ref\":\"#/components/schemas/Help\"}]},\"covered_share\":"
     "{\"type\":[\"number\",\"null\"]},\"categories\":{\"type\":\"array\","
     "\"items\":{\"type\":\"object\",\"required\":[\"category\",\"group\","
     "\"count\",\"covered\",\"nearest\"],\"properties\":{\"category\":"
     "{\"type\":\"string\"},\"group\":{\"type\":\"string\"},\"count\":"
     "{\"type\":\"integer\"},\"covered\":{\"type\":[\"boolean\",\"null\"]},"
     "\"nearest\":{\"oneOf\":[{\"type\":\"null\"},{\"$ref\":"
     "\"#/components/schemas/Facility\"}]},\"unknown_hours\":{\"oneOf\":"
     "[{\"type\":\"null\"},{\"type\":\"object\"}]}}}}}}"},
    {"Hits",
     "{\"type\":\"object\",\"required\":[\"hits\"],\"properties\":{\"hits\":"
     "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
     "\"kind\","
     "\"id\",\"name\",\"detail\",\"match\",\"lon\",\"lat\"],\"properties\":{"
     "\"kind\":{\"enum\":[\"place\",\"unit\",\"facility\",\"street\","
     "\"address\",\"position\"]},\"match\":{\"enum\":[\"exact\",\"prefix\","
     "\"word\",\"part\",\"pinyin\",\"initials\"]},\"system\":{\"enum\":"
     "[\"wgs84\",\"gcj02\",\"bd09\"]},\"categories\":{\"type\":\"array\"},"
     "\"distance_metres\":{\"type\":\"number\"}}}}}}"},
    {"Units",
     "{\"type\":\"object\",\"required\":[\"units\"],\"properties\":"
     "{\"units\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}}"},
    {"Coverage",
     "{\"type\":\"object\",\"required\":[\"rows\"],\"properties\":{\"rows\":"
     "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":"
     "[\"category\",\"mode\",\"total\",\"covered\",\"uncovered\","
     "\"unknown\",\"share\",\"share_min\",\"share_max\"],\"properties\":"
     "{\"category\":{\"type\":\"string\"},\"mode\":{\"enum\":[\"walk\","
     "\"straight\"]},\"total\":{\"type\":\"number\"},\"covered\":"
     "{\"type\":\"number\"},\"uncovered\":{\"type\":\"number\"},"
     "\"unknown\":{\"type\":\"number\"},\"share\":{\"type\":[\"number\","
     "\"null\"]},\"share_min\":{\"type\":[\"number\",\"null\"]},"
     "\"share_max\":{\"type\":[\"number\",\"null\"]}}}}}}"},
    {"Access",
     "{\"type\":\"object\",\"required\":[\"capacity\",\"decay\",\"zones\","
     "\"people_of\",\"facilities\",\"rows\",\"city\",\"equity\"],"
     "\"properties\":{\"rows\":{\"type\":\"array\",\"items\":{\"type\":"
     "\"object\",\"required\":[\"unit\",\"people\",\"unknown_share\","
     "\"ratio\",\"shortfall\"],\"properties\":{\"people\":{\"type\":"
     "\"number\"},\"ratio\":{\"type\":[\"number\",\"null\"]},"
     "\"shortfall\":{\"type\":[\"number\",\"null\"]}}}}}}"},
    {"Report",
     "{\"type\":\"object\",\"required\":[\"unit\",\"standard\","
     "\"indicators\"],\"properties\":{\"unit\":{\"type\":[\"string\","
     "\"null\"]},\"standard\":{\"type\":\"string\"},\"indicators\":"
     "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":"
     "[\"id\",\"name_zh\",\"name_en\",\"kind\",\"verdict\",\"value\","
     "\"target\",\"unit\",\"gap\",\"missing\",\"source\"],\"properties\":"
     "{\"verdict\":{\"enum\":[\"pass\",\"fail\",\"unknown\"]},\"value\":"
     "{\"type\":[\"number\",\"null\"]},\"target\":{\"type\":[\"number\","
     "\"null\"]},\"gap\":{\"type\":[\"number\",\"null\"]},\"missing\":"
     "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}}}"},
    {"Area",
     "{\"type\":\"object\",\"required\":[\"type\"],\"properties\":{\"type\":"
     "{\"enum\":[\"Polygon\",\"MultiPolygon\",\"Feature\"]}}}"},
    {"Problem",
     "{\"type\":\"object\",\"required\":[\"type\",\"title\",\"status\","
     "\"detail\",\"instance\",\"code\"],\"properties\":{\"type\":"
     "{\"type\":\"string\"},\"title\":{\"type\":\"string\"},\"status\":"
     "{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
     "\"instance\":{\"type\":\"string\"},\"code\":{\"type\":\"string\"},"
     "\"parameter\":{\"type\":\"string\"}}}"},
};

static void write_ref(lc_json *j, const char *key, const char *name)
{
    char ref[64];

    snprintf(ref, sizeof ref, "#/components/schemas/%s", name);
    lc_json_object(j, key);
    lc_json_str(j, "$ref", ref);
    lc_json_end(j);
}

/* One entry of "content" for each media type of the route. */
static void write_content(lc_json *j, const lc_endpoint *route)
{
    char type[64];
    const char *s = route->answer;

    lc_json_object(j, "content");
    for (;;) {
        size_t len = strcspn(s, " ");

        snprintf(type, sizeof type, "%.*s", (int)len, s);
        lc_json_object(j, type);
        if (!strcmp(type, "application/geo+json") &&
            !strstr(route->schema, "Feature") &&
            !strstr(route->schema, "Facility"))
            write_ref(j, "schema", "FeatureCollection");
        else if (!strncmp(type, "application/", 12) && strstr(type, "json") &&
                 !strstr(type, "seq"))
            write_ref(j, "schema", route->schema);
        lc_json_end(j);
        if (!s[len])
            break;
        s += len + 1;
    }
    lc_json_end(j);
}

static void write_said(lc_json *j, const char *status, const char *text)
{
    lc_json_object(j, status);
    lc_json_str(j, "description", text);
    lc_json_end(j);
}

static void write_responses(lc_json *j, const lc_endpoint *route)
{
    lc_json_object(j, "responses");
    lc_json_object(j, "200");
    lc_json_str(j, "description", route->summary);
    write_content(j, route);
    lc_json_end(j);
    if (route->handler == lc_api_tile)
        write_said(j, "204", "Nothing is in this tile");
    if (route->cache != LIFE_CACHE_NO_STORE)
        write_said(j, "304", "As the client has it");
    lc_json_object(j, "default");
    lc_json_str(j, "description", "A problem (RFC 9457)");
    lc_json_object(j, "content");
    lc_json_object(j, "application/problem+json");
    write_ref(j, "schema", "Problem");
    lc_json_end(j);
    lc_json_end(j);
    lc_json_end(j);
    lc_json_end(j);
}

static void write_path_params(lc_json *j, const char *path)
{
    char name[32];

    for (const char *s = strchr(path, '{'); s; s = strchr(s + 1, '{')) {
        snprintf(name, sizeof name, "%.*s", (int)strcspn(s + 1, "}"), s + 1);
        lc_json_object(j, NULL);
        lc_json_str(j, "name", name);
        lc_json_str(j, "in", "path");
        lc_json_bool(j, "required", true);
        lc_json_object(j, "schema");
        lc_json_str(j, "type", "string");
        lc_json_end(j);
        lc_json_end(j);
    }
}

static void write_params(lc_json *j, const lc_endpoint *route)
{
    lc_json_array(j, "parameters");
    write_path_params(j, route->path);
    for (unsigned i = 0; i < LIFE_PARAM_KINDS; i++) {
        const lc_param_kind *p = &lc_param_kinds[i];

        if (!(route->allowed >> i & 1))
            continue;
        lc_json_object(j, NULL);
        lc_json_str(j, "name", p->name);
        lc_json_str(j, "in", "query");
        lc_json_str(j, "description", p->text);
        lc_json_bool(j, "required", route->required >> i & 1);
        if (strstr(p->schema, "\"array\"")) {
            lc_json_str(j, "style", "form"); /* comma-separated */
            lc_json_bool(j, "explode", false);
        }
        lc_json_raw(j, "schema", p->schema, strlen(p->schema));
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* "get_api_v1_units_code". */
static void write_id(lc_json *j, const char *method, const char *path)
{
    char id[96];
    size_t n = (size_t)snprintf(id, sizeof id, "%s", method);
    bool gap = true;

    for (; *path && n + 2 < sizeof id; path++) {
        if (!isalnum((unsigned char)*path)) {
            gap = true;
            continue;
        }
        if (gap)
            id[n++] = '_';
        gap = false;
        id[n++] = *path;
    }
    id[n] = '\0';
    lc_json_str(j, "operationId", id);
}

static void write_operation(lc_json *j, const lc_endpoint *route,
                            const char *method)
{
    lc_json_object(j, method);
    write_id(j, method, route->path);
    lc_json_str(j, "summary", route->summary);
    write_params(j, route);
    if (!strcmp(method, "post")) {
        lc_json_object(j, "requestBody");
        lc_json_bool(j, "required", true);
        lc_json_object(j, "content");
        lc_json_object(j, "application/geo+json");
        write_ref(j, "schema", "Area");
        lc_json_end(j);
        lc_json_end(j);
        lc_json_end(j);
    }
    write_responses(j, route);
    lc_json_end(j);
}

static void write_paths(lc_json *j)
{
    lc_json_object(j, "paths");
    for (size_t i = 0; i < lc_endpoint_count; i++) {
        const lc_endpoint *route = &lc_endpoints[i];

        if (!(route->listener & LIFE_PUBLIC))
            continue;
        lc_json_object(j, route->path);
        write_operation(j, route, "get");
        if (route->methods & LIFE_POST)
            write_operation(j, route, "post");
        lc_json_end(j);
    }
    lc_json_end(j);
}

LIFE_HANDLER(lc_api_openapi)
{
    lc_json j;

    (void)ctx;
    (void)req;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "openapi", "3.1.0");
    lc_json_object(&j, "info");
    lc_json_str(&j, "title", "lifecircle");
    lc_json_str(&j, "version", LIFE_VERSION);
    lc_json_str(&j, "description",
                "Which everyday services the people of a city can reach on "
                "foot. Unknown and repeated parameters are refused.");
    lc_json_end(&j);
    write_paths(&j);
    lc_json_object(&j, "components");
    lc_json_object(&j, "schemas");
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        lc_json_raw(&j, schemas[i].name, schemas[i].json,
                    strlen(schemas[i].json));
    lc_json_end(&j);
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_response_done(res, "application/json", err);
}

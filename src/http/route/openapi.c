/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/openapi.c - the OpenAPI 3.1 description, written from the
 * table of routes, so that it can't say anything else than the server does.
 */
#include "src/http/route/openapi.h"

#include "lifecircle/ask/param/schema.h"
#include "lifecircle/base/embedded.h"
#include "lifecircle/base/json.h"
#include "lifecircle/base/version.h"
#include "src/http/api/tile.h"
#include "src/http/route/endpoint.h"
#include "src/http/route/format.h"
#include "src/http/serve/response.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Schemas are named once, under components, and referred to. */
static void write_ref(lc_json *j, const char *key, const char *name)
{
    char ref[64];

    snprintf(ref, sizeof ref, "#/components/schemas/%s", name);
    lc_json_object(j, key);
    lc_json_str(j, "$ref", ref);
    lc_json_end(j);
}

/* What write_type() is handed for each media type. */
typedef struct content { /* of a route's answers */
    lc_json *json;
    const char *schema;
} content;

/* The schema is that of the JSON; where rows come as GeoJSON too, that is a
 * collection of features. */
static void write_type(void *ctx, const char *type)
{
    const content *c = ctx;
    bool geojson = !strcmp(type, "application/geo+json");

    lc_json_object(c->json, type);
    if (geojson && !strstr(c->schema, "Feature") &&
        !strstr(c->schema, "Facility"))
        write_ref(c->json, "schema", "FeatureCollection");
    else if (geojson || !strcmp(type, "application/json"))
        write_ref(c->json, "schema", c->schema);
    lc_json_end(c->json);
}

/* The server's own routes have one type, or a page as well; a question may have
 * several. */
static void write_content(lc_json *j, const lc_endpoint *route)
{
    content c = {j, route->schema};

    lc_json_object(j, "content");
    if (route->formats)
        lc_format_types(route->formats, write_type, &c);
    else
        write_type(&c, route->answer);
    if (route->or_page)
        write_type(&c, "text/html");
    lc_json_end(j);
}

/* A phrase of the table begins small: here it is a sentence. */
static void write_phrase(lc_json *j, const char *key, const char *phrase)
{
    char text[256];

    snprintf(text, sizeof text, "%s", phrase);
    text[0] = (char)toupper((unsigned char)text[0]);
    lc_json_str(j, key, text);
}

/* A response without a body. */
static void write_said(lc_json *j, const char *status, const char *text)
{
    lc_json_object(j, status);
    lc_json_str(j, "description", text);
    lc_json_end(j);
}

/* 200 and the common ones by name; "default" stands for all problems, whose
 * form is one. */
static void write_responses(lc_json *j, const lc_endpoint *route)
{
    lc_json_object(j, "responses");
    lc_json_object(j, "200");
    write_phrase(j, "description", route->summary);
    write_content(j, route);
    lc_json_end(j);
    if (route->handler == lc_api_tile) /* most of the sea */
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

/* Parts of a path are always required, and text: what they may be is said by
 * the question. */
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

/* Its schema has the type, range, words and default that the check of requests
 * reads too. */
static void write_param(lc_json *j, const lc_use *use, const char *formats)
{
    const lc_param *p = &lc_params[use->id];
    lc_buf text = {0};

    lc_param_text(&text, use, LIFE_LANG_EN);
    lc_json_object(j, NULL);
    lc_json_str(j, "name", p->name);
    lc_json_str(j, "in", "query");
    lc_json_str(j, "description", text.data ? text.data : "");
    lc_buf_free(&text);
    lc_json_bool(j, "required", use->flags & LIFE_USE_REQUIRED);
    if (p->type == LIFE_TYPE_RISING) {
        lc_json_str(j, "style", "form"); /* comma-separated */
        lc_json_bool(j, "explode", false);
    }
    lc_param_schema(j, use, formats);
    lc_json_end(j);
}

static void write_params(lc_json *j, const lc_endpoint *route)
{
    lc_args args;

    lc_json_array(j, "parameters");
    write_path_params(j, route->path);
    lc_args_open(&args, LIFE_DOOR_REQUEST, route->uses,
                 route->formats ? route->formats : "");
    for (size_t i = 0; i < args.use_count; i++)
        if (!(args.uses[i].flags & LIFE_USE_PATH) &&
            !lc_param_is_body(args.uses[i].id))
            write_param(j, &args.uses[i], args.formats);
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

/* What a POST brings: a drawn area, or a scenario. */
static void write_body(lc_json *j, const lc_endpoint *route)
{
    bool scenario = route->question &&
                    lc_question_takes(route->question, LIFE_PARAM_SCENARIO, 0);

    lc_json_object(j, "requestBody");
    lc_json_bool(j, "required", true);
    lc_json_object(j, "content");
    lc_json_object(j, scenario ? "application/json" : "application/geo+json");
    write_ref(j, "schema", scenario ? "Scenario" : "Area");
    lc_json_end(j);
    lc_json_end(j);
    lc_json_end(j);
}

/* A POST is described beside its GET: the same parameters, and what is in the
 * body. */
static void write_operation(lc_json *j, const lc_endpoint *route,
                            const char *path, const char *method)
{
    lc_json_object(j, method);
    write_id(j, method, path);
    write_phrase(j, "summary", route->summary);
    write_params(j, route);
    if (!strcmp(method, "post"))
        write_body(j, route);
    write_responses(j, route);
    lc_json_end(j);
}

/* The public listener's alone: the operator's is nobody else's business. */
static void write_paths(lc_json *j)
{
    char path[80];

    lc_json_object(j, "paths");
    for (size_t i = 0; i < lc_endpoint_count(); i++) {
        lc_endpoint route = lc_endpoint_at(i);

        if (!(route.listener & LIFE_PUBLIC) || route.own_description)
            continue;
        snprintf(path, sizeof path, "%s%s", route.root, route.path);
        lc_json_object(j, path);
        if (route.methods & LIFE_GET)
            write_operation(j, &route, path, "get");
        if (route.methods & LIFE_POST)
            write_operation(j, &route, path, "post");
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* ---- all of it ---- */

/* What the paths are appended to: the city's base, or the root alone. */
static void write_server(lc_json *j, const lc_links *links)
{
    lc_json_array(j, "servers");
    lc_json_object(j, NULL);
    lc_json_str(j, "url", *links->base ? links->base : "/");
    lc_json_end(j);
    lc_json_end(j);
}

/* What the names of schemas stand for, without the spaces between. Members may
 * be added to any object; those named there stay. */
static void write_schemas(lc_json *j)
{
    const lc_embedded *file = lc_embedded_find("ask/schemas.json");
    bool quoted = false;
    lc_buf text = {0};

    for (size_t i = 0; file && i < file->size; i++) {
        char c = (char)file->data[i];

        if (c == '"' && (i == 0 || file->data[i - 1] != '\\'))
            quoted = !quoted;
        if (quoted || !isspace((unsigned char)c))
            lc_buf_putc(&text, c);
    }
    if (text.failed || !text.len)
        j->out->failed = true;
    else
        lc_json_raw(j, "schemas", text.data, text.len);
    lc_buf_free(&text);
}

/* Made anew for each request: who reads it does so once. */
lc_status lc_openapi_answer(const lc_context *ctx, lc_request *req,
                            lc_response *res, lc_error *err)
{
    lc_json j;

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
    write_server(&j, &ctx->links);
    write_paths(&j);
    lc_json_object(&j, "components");
    write_schemas(&j);
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_response_done(res, "application/json", err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * endpoint.h: paths to endpoints, and the parameters they take; response.h:
 * what is accepted, and what is still fresh.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/route/endpoint.h"
#include "src/http/route/format.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

#include <stdio.h>
#include <string.h>

static lc_arena *arena;

/* The route of a target; its path is NULL where there is none. */
static lc_endpoint find(const char *raw, lc_request *req)
{
    lc_error err = {0};
    size_t row;

    lc_arena_reset(arena);
    *req = (lc_request){.arena = arena};
    assert_int_equal(lc_request_parse(req, raw, &err), LIFE_OK);
    row = lc_endpoint_find(req, LIFE_PUBLIC);
    return row < lc_endpoint_count() ? lc_endpoint_at(row) : (lc_endpoint){0};
}

static void finds_endpoints(void **state)
{
    static const struct {
        const char *raw, *path; /* NULL: none */
    } row[] = {
        {"/api/v1/nearest?lon=1", "/api/v1/nearest"},
        {"/api/v1/units", "/api/v1/units"},
        {"/api/v1/units/osm%3Ar12", "/api/v1/units/{code}"},
        {"/api/v1/units/a/coverage", "/api/v1/units/{code}/coverage"},
        {"/tiles/base/1/2/3.mvt", "/tiles/{layer}/{z}/{x}/{y}.mvt"},
        {"/healthz", "/healthz"},
        {"/", NULL},
        {"/api", NULL},
        {"/api/v1", NULL},
        {"/api/v1/", NULL},
        {"/api/v1/Nearest", NULL},
        {"/api/v1/nearest/", NULL},
        {"/api/v1/units/a/b/coverage", NULL},
        {"/api/v1/units/", NULL},
        {"/tiles/base/1/2/3", NULL},
        {"/tiles/base/1/2/.mvt", NULL},
        {"/tiles/base/1/2/3.png", NULL},
        {"/metrics", NULL}, /* the operator's */
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_request req;
        lc_endpoint e = find(row[i].raw, &req);
        char path[80];

        if (!e.path != !row[i].path)
            print_message("row: %s\n", row[i].raw);
        assert_int_equal(!e.path, !row[i].path);
        if (!e.path)
            continue;
        snprintf(path, sizeof path, "%s%s", e.root, e.path);
        assert_string_equal(path, row[i].path);
    }
}

static void captures_segments(void **state)
{
    lc_request req;

    (void)state;
    assert_non_null(find("/tiles/base/1/2/3.mvt", &req).path);
    assert_string_equal(req.capture[0], "base");
    assert_string_equal(req.capture[1], "1");
    assert_string_equal(req.capture[2], "2");
    assert_string_equal(req.capture[3], "3");
    assert_non_null(find("/api/v1/facilities/a%2Fb%20c", &req).path);
    assert_string_equal(req.capture[0], "a/b c");
}

static void checks_parameters(void **state)
{
    static const struct {
        const char *raw, *parameter; /* "": good */
    } row[] = {
        {"/api/v1/nearest?lon=1&lat=1&k=2", ""},
        {"/api/v1/nearest?lon=1", "lat"},
        {"/api/v1/nearest?lon=1&lat=1&K=2", "K"},
        {"/api/v1/nearest?lon=1&lat=1&minutes=2", "minutes"},
        {"/api/v1/isochrone?lon=1&lat=1&minutes=5,10", ""},
        {"/api/v1/isochrone?lon=1&lat=1&minutes=10,5", "minutes"},
        {"/api/v1/coverage?radius=12.5", "radius"},
        {"/api/v1/coverage?minutes=61", "minutes"},
        {"/api/v1/access?minutes=31", "minutes"},
        {"/api/v1/coverage?unit=a", "unit"}, /* of the command line */
        {"/api/v1/coverage?body=a", "body"},
        {"/api/v1/nearest?lon=1&lat=1&format=csv", "format"},
        {"/api/v1/lists/wishes", "list"},
        {"/api/v1/city", ""},
        {"/api/v1/city?x", "x"},
        {"/api/v1/search", "q"},
        {"/healthz?x=1", "x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error err = {0};
        lc_request req;
        lc_endpoint e = find(row[i].raw, &req);
        lc_args args;

        assert_non_null(e.path);
        assert_int_equal(!lc_endpoint_read(&e, &req, 0, &args, &err),
                         !row[i].parameter[0]);
        assert_string_equal(err.parameter, row[i].parameter);
        lc_args_clear(&args);
    }
}

static void weighs_requests(void **state)
{
    static const struct {
        const char *raw;
        lc_weight weight;
    } row[] = {
        {"/healthz", LIFE_LIGHT},
        {"/api/v1/nearest?lon=1&lat=1", LIFE_LIGHT},
        {"/api/v1/circle?lon=1&lat=1", LIFE_LIGHT_LATER},
        {"/api/v1/isochrone?lon=1&lat=1", LIFE_MEDIUM},
        {"/api/v1/gaps?category=x", LIFE_SLOW},
        {"/api/v1/sites?category=x", LIFE_SLOW},
        {"/api/v1/report", LIFE_MEDIUM},
        {"/api/v1/report?steps=no&format=html", LIFE_MEDIUM},
        {"/api/v1/report?format=csv&steps=yes", LIFE_SLOW},
        {"/api/v1/report?steps=yess", LIFE_MEDIUM},
        {"/api/v1/report?step=yes", LIFE_MEDIUM},
        {"/api/v1/units/a/report?format=json", LIFE_MEDIUM},
        {"/api/v1/units/a/report?lang=en&format=html", LIFE_SLOW},
        {"/api/v1/units/a/report?format=", LIFE_MEDIUM},
        {"/api/v1/whatif?pace=elder", LIFE_MEDIUM},
        {"/api/v1/whatif?standard=", LIFE_SLOW},
        {"/api/v1/whatif?standard=gb50180", LIFE_SLOW},
        {"/api/v1/whatif?standards=gb50180", LIFE_MEDIUM},
        {"/api/v1/export/homes", LIFE_MEDIUM},
        {"/api/v1/export/gaps?format=csv", LIFE_SLOW},
        {"/api/v1/export/isochrones?category=x", LIFE_SLOW},
        {"/api/v1/export/gap", LIFE_MEDIUM},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_request req;
        lc_endpoint e = find(row[i].raw, &req);

        assert_non_null(e.path);
        assert_int_equal(lc_endpoint_weigh(&e, &req), row[i].weight);
    }
}

static void takes_the_operators_ceiling(void **state)
{
    lc_error err = {0};
    lc_request req;
    lc_endpoint e = find("/api/v1/circle?lon=1&lat=1&minutes=21", &req);
    lc_args args;

    (void)state;
    assert_int_equal(lc_endpoint_read(&e, &req, 20, &args, &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "1 to 20"));
}

static void keeps_its_table_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < lc_endpoint_count(); i++) {
        lc_endpoint e = lc_endpoint_at(i);

        assert_non_null(e.handler);
        assert_non_null(e.uses);
        assert_true(strlen(e.summary) > 0);
        assert_true(e.path[0] == '/');
        assert_true(e.answer || e.formats);
    }
}

static void count_type(void *ctx, const char *type)
{
    assert_non_null(strchr(type, '/'));
    assert_null(strchr(type, ';'));
    ++*(size_t *)ctx;
}

static void knows_the_types_of_formats(void **state)
{
    lc_request req;
    lc_endpoint e = find("/api/v1/coverage", &req);
    size_t n = 0;

    (void)state;
    lc_format_types(e.formats, count_type, &n);
    assert_int_equal(n, 5);
    assert_null(lc_format_type("table"));
}

static void reads_accept_encoding(void **state)
{
    static const struct {
        const char *text;
        bool gzip;
    } row[] = {
        {"gzip", true},        {"GZIP", true},
        {"br, gzip", true},    {"gzip;q=0.1", true},
        {"br;q=1,gzip", true}, {"gzip; q=1.0", true},
        {"deflate", false},    {"", false},
        {"gzip;q=0", false},   {"gzip;q=0.000", false},
        {"xgzip", false},      {"gzipx", false},
        {"gzip;q=", false},    {", ,,", false},
        {"*", false},          {"identity, gzip ;q=0.5", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(lc_response_accepts(row[i].text, "gzip"), row[i].gzip);
}

static void compares_etags(void **state)
{
    static const struct {
        const char *field, *matched; /* NULL: not fresh */
    } row[] = {
        {"\"0123456789abcdef\"", "\"0123456789abcdef\""},
        {"W/\"0123456789abcdef\"", "\"0123456789abcdef\""},
        {"\"x\", \"0123456789abcdef-gz\"", "\"0123456789abcdef-gz\""},
        {"\"0123456789abcdef-br\"", "\"0123456789abcdef-br\""},
        {"\"0123456789abcdef-xx\"", NULL},
        {"\"0123456789abcde\"", NULL},
        {"0123456789abcdef", NULL},
        {"", NULL},
        {",,", NULL},
        {"\"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char tag[40] = "\"0123456789abcdef\"";

        assert_int_equal(lc_etag_matches(row[i].field, tag),
                         row[i].matched != NULL);
        if (row[i].matched)
            assert_string_equal(tag, row[i].matched);
    }
}

static int make_arena(void **state)
{
    (void)state;
    arena = lc_arena_new(65536);
    return arena ? 0 : -1;
}

static int free_arena(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_endpoints),
        cmocka_unit_test(captures_segments),
        cmocka_unit_test(checks_parameters),
        cmocka_unit_test(weighs_requests),
        cmocka_unit_test(takes_the_operators_ceiling),
        cmocka_unit_test(keeps_its_table_in_order),
        cmocka_unit_test(knows_the_types_of_formats),
        cmocka_unit_test(reads_accept_encoding),
        cmocka_unit_test(compares_etags),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}

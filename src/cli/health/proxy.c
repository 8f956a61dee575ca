/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/proxy.c - see proxy.h.
 */
#include "src/cli/health/proxy.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "src/cli/health/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of any city, of some size, and kept with an ETag. */
#define PROBE  "/api/v1/openapi.json"
#define PACKED "Accept-Encoding: gzip\r\n"

typedef struct site {
    lc_health *h;
    const lc_health_site *of;
    lc_fetch_target target;
    char host[300];
    lc_fetched *got;
} site;

static bool get(site *s, const char *path, const char *fields)
{
    return lc_fetch_get(&s->target, path, s->host, fields, false, s->got);
}

/* False: no use to look further. */
static bool look_at_answer(site *s)
{
    char value[64] = "-";
    bool good;

    get(s, PROBE, "");
    good = s->got->status == 200;
    if (s->got->status)
        snprintf(value, sizeof value, "%u", s->got->status);
    lc_health_add(s->h, "reached", LIFE_SAY_HEALTH_REACHED,
                  good ? LIFE_HEALTH_OK : LIFE_HEALTH_WRONG, value);
    lc_health_advise(s->h,
                     s->got->status == 421 ? LIFE_SAY_HEALTH_MISDIRECTED
                                           : LIFE_SAY_HEALTH_REACHED_HELP,
                     s->host);
    if (!good)
        return false;
    lc_health_add(s->h, "version", LIFE_SAY_HEALTH_VERSION,
                  !strcmp(s->got->version, "HTTP/1.1") ? LIFE_HEALTH_OK
                                                       : LIFE_HEALTH_WARN,
                  s->got->version);
    lc_health_advise(s->h, LIFE_SAY_HEALTH_VERSION_HELP, NULL);
    return true;
}

/* Each as the server sends it, once. The answer is the one of before. */
static void look_at_fields(site *s)
{
    static const char *const names[] = {
        "Cache-Control",         "Content-Security-Policy",
        "Content-Type",          "Cross-Origin-Resource-Policy",
        "Permissions-Policy",    "Referrer-Policy",
        "X-Content-Type-Options"};
    const size_t count = sizeof names / sizeof *names;
    char value[512], text[32];
    lc_buf wrong = {0};
    size_t good = 0;

    for (size_t i = 0; i < count; i++) {
        if (lc_fetch_field(s->got, names[i], value, sizeof value) == 1)
            good++;
        else
            lc_buf_printf(&wrong, "%s%s", wrong.len ? ", " : "", names[i]);
    }
    snprintf(text, sizeof text, "%zu/%zu", good, count);
    lc_health_add(s->h, "fields", LIFE_SAY_HEALTH_FIELDS,
                  good == count ? LIFE_HEALTH_OK : LIFE_HEALTH_WRONG, text);
    lc_health_advise(s->h, LIFE_SAY_HEALTH_FIELDS_HELP,
                     wrong.len ? wrong.data : "");
    lc_buf_free(&wrong);
    lc_fetch_field(s->got, "Server", value, sizeof value);
    lc_health_add(s->h, "server", LIFE_SAY_HEALTH_SERVER,
                  strpbrk(value, "0123456789") ? LIFE_HEALTH_WARN
                                               : LIFE_HEALTH_OK,
                  *value ? value : "-");
    lc_health_advise(s->h, LIFE_SAY_HEALTH_SERVER_HELP, NULL);
}

/* What a packed answer is known by must be known again, weak or strong. */
static void look_at_validators(site *s)
{
    char coding[64], tag[128], vary[256], fields[256];
    bool packed, known = false;

    get(s, PROBE, PACKED);
    lc_fetch_field(s->got, "Content-Encoding", coding, sizeof coding);
    lc_fetch_field(s->got, "ETag", tag, sizeof tag);
    lc_fetch_field(s->got, "Vary", vary, sizeof vary);
    packed = *coding != '\0';
    lc_health_add(s->h, "compression", LIFE_SAY_HEALTH_COMPRESSED,
                  packed && strstr(vary, "ccept-") ? LIFE_HEALTH_OK
                                                   : LIFE_HEALTH_WARN,
                  packed ? coding : "-");
    lc_health_advise(s->h,
                     packed ? LIFE_SAY_HEALTH_VARY_HELP
                            : LIFE_SAY_HEALTH_COMPRESSED_HELP,
                     NULL);
    if (*tag) {
        snprintf(fields, sizeof fields, PACKED "If-None-Match: %s\r\n", tag);
        get(s, PROBE, fields);
        known = s->got->status == 304;
    }
    lc_health_add(s->h, "etag", LIFE_SAY_HEALTH_ETAG,
                  known ? LIFE_HEALTH_OK : LIFE_HEALTH_WRONG, *tag ? tag : "-");
    lc_health_advise(s->h, LIFE_SAY_HEALTH_ETAG_HELP, NULL);
}

/* A name that nobody has (RFC 6761, 6.4), and a path that is the operator's. */
static void look_at_ways_in(site *s)
{
    char text[32];

    lc_fetch_get(&s->target, PROBE, "name.invalid", "", false, s->got);
    snprintf(text, sizeof text, "%u", s->got->status);
    lc_health_add(s->h, "host", LIFE_SAY_HEALTH_HOST,
                  s->got->status == 200 ? LIFE_HEALTH_WARN : LIFE_HEALTH_OK,
                  s->got->status ? text : "-");
    lc_health_advise(s->h, LIFE_SAY_HEALTH_HOST_HELP, NULL);
    s->target.path[0] = '\0';
    get(s, "/metrics", "");
    snprintf(text, sizeof text, "%u", s->got->status);
    lc_health_add(s->h, "metrics", LIFE_SAY_HEALTH_METRICS,
                  s->got->status == 200 && strstr(s->got->text, "lifecircle_")
                      ? LIFE_HEALTH_WRONG
                      : LIFE_HEALTH_OK,
                  s->got->status ? text : "-");
    lc_health_advise(s->h, LIFE_SAY_HEALTH_METRICS_HELP, NULL);
}

/* ---- whose requests these are ---- */

/* How many came with X-Forwarded-For so far, from a proxy that is trusted or
 * from another; false: the metrics are not to be had. */
static bool read_forwarded(site *s, unsigned long out[2])
{
    static const char *const name[] = {
        "lifecircle_forwarded_requests_total{trusted=\"yes\"} ",
        "lifecircle_forwarded_requests_total{trusted=\"no\"} "};
    char url[300];
    lc_fetch_target t;

    lc_utf8_format(url, sizeof url, "http://%s", s->of->metrics);
    if (!lc_fetch_parse(url, &t) ||
        !lc_fetch_get(&t, "/metrics", "localhost", "", true, s->got))
        return false;
    for (int i = 0; i < 2; i++) {
        const char *at = strstr(s->got->text, name[i]);

        if (!at)
            return false;
        out[i] = strtoul(at + strlen(name[i]), NULL, 10);
    }
    return true;
}

static void look_at_forwarding(site *s)
{
    unsigned long before[2], after[2];
    bool read = s->of->metrics && read_forwarded(s, before) &&
                (get(s, "/healthz", ""), read_forwarded(s, after));
    bool yes = read && after[0] > before[0];
    bool no = read && !yes && after[1] > before[1];

    lc_health_add(s->h, "forwarded", LIFE_SAY_HEALTH_FORWARDED,
                  yes ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  read ? lc_health_yes(s->h, yes) : "?");
    lc_health_advise(s->h,
                     !read ? LIFE_SAY_HEALTH_FORWARDED_UNKNOWN
                     : no  ? LIFE_SAY_HEALTH_UNTRUSTED_HELP
                           : LIFE_SAY_HEALTH_FORWARDED_HELP,
                     NULL);
}

lc_status lc_health_proxy(lc_health *h, const lc_health_site *of, lc_error *err)
{
    site s = {.h = h, .of = of};
    const char *url = of->url;

    lc_health_area(h, "proxy", LIFE_SAY_HEALTH_PROXY);
    if (!strncmp(url, "https://", 8)) {
        lc_health_add(h, "reached", LIFE_SAY_HEALTH_REACHED, LIFE_HEALTH_WARN,
                      url);
        lc_health_advise(h, LIFE_SAY_HEALTH_HTTPS, NULL);
        return LIFE_OK;
    }
    if (!lc_fetch_parse(url, &s.target))
        return lc_fail(err, LIFE_ERR_USAGE,
                       "\"%.200s\" is not an address such as "
                       "http://127.0.0.1:8080 or http://HOST/path",
                       url);
    if (of->host)
        lc_utf8_format(s.host, sizeof s.host, "%s", of->host);
    else
        lc_utf8_format(s.host, sizeof s.host, "%.*s",
                       (int)strcspn(url + 7, "/"), url + 7);
    s.got = lc_calloc(1, sizeof *s.got);
    if (!s.got)
        return lc_no_memory(err, "an answer");
    if (look_at_answer(&s)) {
        look_at_fields(&s);
        look_at_validators(&s);
        look_at_ways_in(&s);
        look_at_forwarding(&s);
    }
    lc_free(s.got);
    return LIFE_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/origin.c - see origin.h.
 */
#include "src/http/serve/origin.h"

#include "src/http/serve/service.h"

#include <string.h>
#include <strings.h>

/* What follows "https://" or "http://"; NULL: another scheme. */
static const char *after_scheme(const char *url)
{
    static const char *const scheme[] = {"https://", "http://"};

    for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
        if (!strncasecmp(url, scheme[i], strlen(scheme[i])))
            return url + strlen(scheme[i]);
    return NULL;
}

/* Length of the host and port. A backslash is a slash to browsers. */
static size_t host_length(const char *s)
{
    return strcspn(s, "/\\?#");
}

static bool is_url_text(const char *s)
{
    for (; *s; s++)
        if (*s <= ' ' || *s > '~' || strchr("\"'<>\\^`{|}", *s))
            return false;
    return true;
}

lc_status lc_origin_check(const char *public_url, lc_error *err)
{
    const char *host = public_url ? after_scheme(public_url) : NULL;

    if (!public_url)
        return LIFE_OK;
    if (!host || !host_length(host) || !is_url_text(public_url) ||
        strpbrk(public_url, "@?#"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "public-url",
                             "\"%.200s\" is not an address such as "
                             "https://HOST or https://HOST/path",
                             public_url);
    return LIFE_OK;
}

bool lc_origin_put(const lc_context *ctx, const lc_request *req, lc_buf *out)
{
    const char *known = ctx->service->opts->public_url;
    size_t len;

    if (known) {
        len = strlen(known);
        lc_buf_put(out, known, len - (known[len - 1] == '/'));
    } else if (req->host && *req->host) {
        lc_buf_printf(out, "http://%s", req->host);
    }
    return known || (req->host && *req->host);
}

static bool same_host(const char *host, size_t len, const char *other)
{
    return other && len && host_length(other) == len &&
           !strncasecmp(host, other, len);
}

/* The host alone is compared, not the path: the server can't know what a proxy
 * before it has cut off. */
bool lc_origin_owns(const lc_context *ctx, const lc_request *req,
                    const char *url)
{
    const char *known = ctx->service->opts->public_url;
    const char *host = after_scheme(url);
    size_t len;

    if (!host || !is_url_text(url))
        return false;
    len = host_length(host);
    return same_host(host, len, req->host) ||
           same_host(host, len, known ? after_scheme(known) : NULL);
}

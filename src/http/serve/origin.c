/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/origin.c - see origin.h.
 */
#include "src/http/serve/origin.h"

#include "src/http/serve/service.h"

#include <string.h>
#include <strings.h>
#include <sys/utsname.h>

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

/* Letters of a name or an address literal, without a port: one name stands for
 * all ports, as a proxy or a container may map them. */
static bool is_name(const char *s, size_t len)
{
    size_t good = strspn(s, "abcdefghijklmnopqrstuvwxyz"
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    if (*s == '[')
        good = strcspn(s, "]") + 1;
    return len && len <= 255 && good >= len;
}

/* A port or a path in it would never fit a Host, and the server answer nobody:
 * told at the start instead. */
static lc_status check_hosts(const char *hosts, lc_error *err)
{
    while (hosts && *hosts) {
        size_t len = strcspn(hosts, ",");

        if (!is_name(hosts, len))
            return lc_fail_param(err, LIFE_ERR_USAGE, "host",
                                 "\"%.*s\" is not a name such as "
                                 "map.example.org, without a port",
                                 (int)(len < 80 ? len : 80), hosts);
        hosts += len + (hosts[len] == ',');
    }
    return LIFE_OK;
}

lc_status lc_origin_check(const lc_server_opts *opts, lc_error *err)
{
    const char *url = opts->public_url;
    const char *host = url ? after_scheme(url) : NULL;

    if (url && (!host || !host_length(host) || !is_url_text(url) ||
                strpbrk(url, "@?#")))
        return lc_fail_param(err, LIFE_ERR_USAGE, "public-url",
                             "\"%.200s\" is not an address such as "
                             "https://HOST or https://HOST/path",
                             url);
    return check_hosts(opts->hosts, err);
}

/* ---- whom it answers for ---- */

/* A name that ends with a dot is the same one, only whole for certain. */
static size_t without_dot(const char *name, size_t len)
{
    return len - (len > 1 && name[len - 1] == '.');
}

/* Length of a host without its port. */
static size_t name_length(const char *host, size_t len)
{
    const char *close = *host == '[' ? memchr(host, ']', len) : NULL;
    const char *colon = memchr(host, ':', len);

    if (close)
        return (size_t)(close + 1 - host);
    return without_dot(host, colon ? (size_t)(colon - host) : len);
}

static bool is_named(const char *list, const char *name, size_t len)
{
    while (list && *list) {
        size_t n = strcspn(list, ",");

        if (without_dot(list, n) == len && !strncasecmp(list, name, len))
            return true;
        list += n + (list[n] == ',');
    }
    return false;
}

/* As the server itself says at its start, 0.0.0.0 too where that is the one. */
static bool is_listened_on(const lc_server_opts *opts, const lc_address *a)
{
    lc_address own;

    return opts->listen &&
           lc_address_parse(opts->listen, strlen(opts->listen), &own) &&
           !memcmp(a, &own, sizeof own);
}

/* Who types it on the same network is at this machine, and no page elsewhere
 * can have a name of its own that is the same. Also with ".local", as
 * multicast DNS gives it. */
static bool is_machine(const char *host, size_t len)
{
    struct utsname machine;
    size_t n;

    if (uname(&machine) != 0)
        return false;
    n = strlen(machine.nodename);
    if (!n || len < n || strncasecmp(host, machine.nodename, n) != 0)
        return false;
    return len == n || (len == n + 6 && !strncasecmp(host + n, ".local", 6));
}

/* The address that was connected to can't be pointed here by anybody else: a
 * browser that shows it is at this server. */
static bool is_ours(const lc_server_opts *opts, const char *host, size_t len,
                    const lc_address *local)
{
    const char *known =
        opts->public_url ? after_scheme(opts->public_url) : NULL;
    size_t n = name_length(host, len);
    lc_address a;

    if (lc_address_parse(host, n, &a))
        return lc_address_is_loopback(&a) || !memcmp(&a, local, sizeof a) ||
               is_listened_on(opts, &a) || is_named(opts->hosts, host, n);
    return is_named("localhost", host, n) || is_named(opts->hosts, host, n) ||
           (known && name_length(known, host_length(known)) == n &&
            !strncasecmp(known, host, n)) ||
           is_machine(host, n);
}

/* HTTP/1.0 may come without a Host; no browser speaks it, so nobody is led here
 * by it. */
bool lc_origin_serves(const lc_server_opts *opts, const char *host,
                      const char *target, const lc_address *local)
{
    const char *absolute = after_scheme(target);

    return (!*host || is_ours(opts, host, strlen(host), local)) &&
           (!absolute || is_ours(opts, absolute, host_length(absolute), local));
}

/* ---- its own address ---- */

bool lc_origin_put(const lc_server_opts *opts, lc_buf *out)
{
    size_t len = opts->public_url ? strlen(opts->public_url) : 0;

    if (len)
        lc_buf_put(out, opts->public_url,
                   len - (opts->public_url[len - 1] == '/'));
    return len;
}

/* A port is behind the name that was looked at, and may be anything. */
static bool is_host_text(const char *s)
{
    return *s &&
           s[strspn(s, "abcdefghijklmnopqrstuvwxyz"
                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")] == '\0';
}

void lc_origin_of(const lc_context *ctx, const lc_request *req, lc_buf *out)
{
    if (lc_origin_put(ctx->service->opts, out) || !is_host_text(req->host))
        return;
    lc_buf_puts(out, "http://");
    lc_buf_puts(out, req->host);
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

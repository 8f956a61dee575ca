/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/guard.c - see guard.h. Section numbers are those of RFC 9112
 * (HTTP/1.1) and RFC 9110 (semantics).
 *
 * A header is looked at field by field as it came, before a handler, a cache or
 * a log sees any of it; a request that is refused has its connection closed, as
 * where it ends can't be told.
 */
#include "src/http/net/guard.h"

#include <string.h>
#include <strings.h>

static const lc_verdict fine = {0, NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* tchar of RFC 9110, 5.6.2. A NUL is none, though strchr() would find it at the
 * end of the list. */
static bool is_token(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_alnum(s[i]) && (!s[i] || !strchr("!#$%&'*+-.^_`|~", s[i])))
            return false;
    return len > 0;
}

/* -1: none. The C library's isxdigit() goes by the locale, and takes no
 * negative char. */
static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A method that is known but never allowed gets a 405 with what is; one that
 * isn't known a 501 (RFC 9110, 9.1). Methods are case-sensitive: "get" is
 * another one. */
lc_method lc_method_parse(const char *name)
{
    static const struct {
        const char *name;
        lc_method method;
    } known[] = {{"GET", LIFE_GET},           {"HEAD", LIFE_HEAD},
                 {"OPTIONS", LIFE_OPTIONS},   {"POST", LIFE_POST},
                 {"PUT", LIFE_METHOD_OTHER},  {"DELETE", LIFE_METHOD_OTHER},
                 {"PATCH", LIFE_METHOD_OTHER}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].name, name))
            return known[i].method;
    return LIFE_METHOD_UNKNOWN;
}

/* "." or ".." as a segment, plain or percent-encoded. */
static bool is_dots(const char *s, size_t len)
{
    size_t dots = 0;

    while (len) {
        if (*s == '.') {
            s++, len--;
        } else if (len >= 3 && !strncasecmp(s, "%2e", 3)) {
            s += 3, len -= 3;
        } else {
            return false;
        }
        dots++;
    }
    return dots == 1 || dots == 2;
}

/* Proxies resolve them in different ways, before or after decoding, so a path
 * that holds one may mean another file to each of them. Browsers resolve them
 * before they ask; whoever sends one means it. */
static bool has_dot_segment(const char *path, size_t len)
{
    const char *end = path + len;

    while (path < end) {
        const char *slash = memchr(path, '/', (size_t)(end - path));
        const char *stop = slash ? slash : end;

        if (is_dots(path, (size_t)(stop - path)))
            return true;
        path = stop + 1;
    }
    return false;
}

/* The escapes of a path. Those of the query are read in ask/args, which can
 * name the parameter that holds a bad one. */
static lc_verdict check_path(const char *path, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (path[i] != '%')
            continue;
        if (hex_digit(path[i + 1]) < 0 || hex_digit(path[i + 2]) < 0)
            return (lc_verdict){400, "the path holds a % without two "
                                     "hexadecimal digits"};
        if (hex_digit(path[i + 1]) < 2)
            return (lc_verdict){400, "the path holds an encoded control "
                                     "character"};
    }
    if (has_dot_segment(path, len))
        return (lc_verdict){400, "the path holds a dot segment"};
    return fine;
}

/* Looks at most one byte past the limit, as the line may be as long as the
 * library's buffer. Bytes over 0x7e belong percent-encoded (RFC 3986); a
 * fragment is the client's own and is never sent. */
lc_verdict lc_guard_target(const char *raw)
{
    size_t len = strnlen(raw, LIFE_HTTP_TARGET_BYTES + 1);

    if (len > LIFE_HTTP_TARGET_BYTES)
        return (lc_verdict){414, "the target is longer than 2048 bytes"};
    if (!len)
        return (lc_verdict){400, "the target is empty"};
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)raw[i];

        if (c <= 0x20 || c >= 0x7f || c == '#')
            return (lc_verdict){400, "the target holds a byte that must be "
                                     "percent-encoded"};
    }
    return check_path(raw, strcspn(raw, "?"));
}

/* uri-host [":" port] in the letters such names have (RFC 9110, 7.2). */
static bool is_host(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_alnum(s[i]) && (!s[i] || !strchr(".-_:[]", s[i])))
            return false;
    return len > 0 && len <= 255;
}

/* Content-Length: digits only; more than 18 of them are no length of ours. */
static bool parse_length(const char *s, size_t len, uint64_t *out)
{
    uint64_t n = 0;

    if (!len || len > 18)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!is_digit(s[i]))
            return false;
        n = n * 10 + (uint64_t)(s[i] - '0');
    }
    *out = n;
    return true;
}

/* Of several faults the first is said, as the header goes on to be read. */
static void refuse(lc_guard *g, unsigned status, const char *why)
{
    if (!g->verdict.status)
        g->verdict = (lc_verdict){status, why};
}

static bool is_named(const char *name, size_t len, const char *want)
{
    return len == strlen(want) && !strncasecmp(name, want, len);
}

/* The fields that decide where a request ends and whom it is for: two readings
 * of these smuggle one request inside another (RFC 9112, 11.2). */
static void check_framing(lc_guard *g, const char *name, size_t name_len,
                          const char *value, size_t value_len)
{
    if (is_named(name, name_len, "host")) {
        g->hosts++;
        if (!is_host(value, value_len))
            refuse(g, 400, "Host is not a host name");
    } else if (is_named(name, name_len, "content-length")) {
        g->lengths++;
        if (!parse_length(value, value_len, &g->body_bytes))
            refuse(g, 400, "Content-Length is not a number");
    } else if (is_named(name, name_len, "transfer-encoding")) {
        g->encodings++;
        g->chunked = is_named(value, value_len, "chunked");
    }
}

/* The limits are counted here and not left to the library's buffer, whose size
 * is another thing and whose refusal is a closed connection without a word. */
void lc_guard_field(lc_guard *g, const char *name, size_t name_len,
                    const char *value, size_t value_len)
{
    g->fields++;
    g->bytes += name_len + value_len + 4; /* ": " and CRLF */
    if (g->fields > LIFE_HTTP_FIELDS)
        refuse(g, 431, "there are more than 64 header fields");
    if (g->bytes > LIFE_HTTP_HEADER_BYTES)
        refuse(g, 431, "the header is longer than 16 KiB");
    if (!is_token(name, name_len))
        refuse(g, 400, "a header field's name is malformed");
    for (size_t i = 0; i < value_len; i++) {
        unsigned char c = (unsigned char)value[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            refuse(g, 400, "a header field holds a control character");
    }
    check_framing(g, name, name_len, value, value_len);
}

/* The length of the body must be known in one way only (6.3). */
static lc_verdict check_body(const lc_guard *g, lc_method method)
{
    if (g->lengths > 1)
        return (lc_verdict){400, "Content-Length is there more than once"};
    if (g->encodings && g->lengths)
        return (lc_verdict){400, "Content-Length and Transfer-Encoding "
                                 "exclude each other"};
    if (g->encodings > 1)
        return (lc_verdict){400, "Transfer-Encoding is there more than once"};
    if (g->encodings && !g->chunked)
        return (lc_verdict){501, "this Transfer-Encoding is not supported"};
    if (g->encodings && method == LIFE_POST)
        return (lc_verdict){411, "a body needs a Content-Length"};
    if (g->encodings || (g->body_bytes && method != LIFE_POST))
        return (lc_verdict){400, "this method takes no body"};
    if (g->body_bytes > LIFE_HTTP_BODY_BYTES)
        return (lc_verdict){413, "the body is longer than 64 KiB"};
    return fine;
}

/* The version comes first, as nothing else of another one can be trusted to
 * mean the same. A request without Host is right in HTTP/1.0 alone (RFC 9112,
 * 3.2). */
lc_verdict lc_guard_finish(const lc_guard *g, lc_method method,
                           const char *version)
{
    if (strncmp(version, "HTTP/1.", 7) != 0 || !is_digit(version[7]) ||
        version[8])
        return (lc_verdict){505, "only HTTP/1.0 and HTTP/1.1 are spoken"};
    if (g->verdict.status)
        return g->verdict;
    if (g->hosts > 1)
        return (lc_verdict){400, "Host is there more than once"};
    if (!g->hosts && version[7] != '0')
        return (lc_verdict){400, "Host is missing"};
    if (g->encodings && version[7] == '0')
        return (lc_verdict){400, "HTTP/1.0 has no Transfer-Encoding"};
    if (method == LIFE_METHOD_UNKNOWN)
        return (lc_verdict){501, "this method is not known"};
    return check_body(g, method);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/address.c - see address.h.
 */
#include "src/http/net/address.h"

#include "lifecircle/base/parse.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* What stands before the four bytes of an IPv4 address (RFC 4291, 2.5.5.2). */
static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

#define MAPPED_BITS 96
#define OWNER_BITS  64 /* of IPv6 */

static bool is_v4(const lc_address *a)
{
    return !memcmp(a->byte, mapped, sizeof mapped);
}

static void set_v4(lc_address *a, const void *four)
{
    memcpy(a->byte, mapped, sizeof mapped);
    memcpy(a->byte + sizeof mapped, four, 4);
}

lc_address lc_address_of(const struct sockaddr *name)
{
    lc_address a = {{0}};

    if (name->sa_family == AF_INET) {
        struct sockaddr_in v4;

        memcpy(&v4, name, sizeof v4);
        set_v4(&a, &v4.sin_addr);
    } else if (name->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;

        memcpy(&v6, name, sizeof v6);
        memcpy(a.byte, &v6.sin6_addr, sizeof a.byte);
    }
    return a;
}

/* Cuts off a port and brackets. A bare IPv6 address has two colons or more, so
 * one colon alone parts a port. */
static size_t host_part(const char **text, size_t len)
{
    const char *colon = memchr(*text, ':', len);
    const char *close;

    if (len && **text == '[') {
        close = memchr(*text, ']', len);
        ++*text;
        return close ? (size_t)(close - *text) : 0;
    }
    if (colon && !memchr(colon + 1, ':', (size_t)(*text + len - colon - 1)))
        return (size_t)(colon - *text);
    return len;
}

/* Zones ("%eth0") are none: they mean something on one machine alone, and no
 * proxy should send them. */
bool lc_address_parse(const char *text, size_t len, lc_address *out)
{
    char host[INET6_ADDRSTRLEN];
    unsigned char four[4];
    size_t n = host_part(&text, len);

    if (!n || n >= sizeof host)
        return false;
    memcpy(host, text, n);
    host[n] = '\0';
    if (inet_pton(AF_INET6, host, out->byte) == 1)
        return true;
    if (inet_pton(AF_INET, host, four) != 1)
        return false;
    set_v4(out, four);
    return true;
}

/* All of 127.0.0.0/8, which never leaves the machine (RFC 1122, 3.2.1.3). */
bool lc_address_is_loopback(const lc_address *a)
{
    static const unsigned char one[16] = {[15] = 1};

    return is_v4(a) ? a->byte[12] == 127 : !memcmp(a->byte, one, sizeof one);
}

lc_address lc_address_owner(const lc_address *a)
{
    lc_address owner = *a;

    if (!is_v4(a))
        memset(owner.byte + OWNER_BITS / 8, 0,
               sizeof owner.byte - OWNER_BITS / 8);
    return owner;
}

/* ---- lists ---- */

/* Whole bytes first, then the bits of the one that is cut. */
static bool is_in(const lc_address *a, const lc_address *first, unsigned bits)
{
    unsigned whole = bits / 8, rest = bits % 8;

    return !memcmp(a->byte, first->byte, whole) &&
           (!rest || !((a->byte[whole] ^ first->byte[whole]) >> (8 - rest)));
}

bool lc_address_list_has(const lc_address_list *l, const lc_address *a)
{
    for (size_t i = 0; i < l->count; i++)
        if (is_in(a, &l->block[i].first, l->block[i].bits))
            return true;
    return false;
}

/* "ADDRESS" or "ADDRESS/BITS", without brackets or a port. */
static bool read_block(const char *text, size_t len, lc_address_list *out)
{
    const char *slash = memchr(text, '/', len);
    size_t host = slash ? (size_t)(slash - text) : len;
    lc_address *first = &out->block[out->count].first;
    unsigned *bits = &out->block[out->count].bits;
    char digits[4] = "";
    uint64_t n;

    if (!lc_address_parse(text, host, first))
        return false;
    *bits = 128;
    if (!slash)
        return true;
    if (len - host - 1 >= sizeof digits)
        return false;
    memcpy(digits, slash + 1, len - host - 1);
    if (!lc_parse_uint(digits, is_v4(first) ? 32 : 128, &n))
        return false;
    *bits = (unsigned)n + (is_v4(first) ? MAPPED_BITS : 0);
    return true;
}

lc_status lc_address_list_read(const char *text, const char *parameter,
                               lc_address_list *out, lc_error *err)
{
    out->count = 0;
    if (!text || !*text)
        return LIFE_OK;
    for (;;) {
        size_t len = strcspn(text, ",");

        if (out->count == LIFE_ADDRESS_BLOCKS)
            return lc_fail_param(err, LIFE_ERR_USAGE, parameter,
                                 "there are more than %d addresses",
                                 LIFE_ADDRESS_BLOCKS);
        if (!read_block(text, len, out))
            return lc_fail_param(err, LIFE_ERR_USAGE, parameter,
                                 "\"%.*s\" is not an address such as 10.0.0.1, "
                                 "10.0.0.0/8 or 2001:db8::/32",
                                 (int)(len < 80 ? len : 80), text);
        out->count++;
        text += len;
        if (!*text)
            return LIFE_OK;
        text++;
    }
}

/* ---- forwarded ---- */

/* From left to right, so that of several fields none need be kept: what is
 * found last counts, and a name or "unknown" (RFC 7239 has both) tells nothing.
 */
void lc_address_forwarded(const char *value, size_t len,
                          const lc_address_list *trusted,
                          const lc_address *peer, lc_address *client)
{
    const char *end = value + len;

    while (value < end) {
        const char *comma = memchr(value, ',', (size_t)(end - value));
        const char *stop = comma ? comma : end;
        const char *next = comma ? comma + 1 : end;
        lc_address a;

        while (value < stop && (*value == ' ' || *value == '\t'))
            value++;
        while (stop > value && (stop[-1] == ' ' || stop[-1] == '\t'))
            stop--;
        if (!lc_address_parse(value, (size_t)(stop - value), &a))
            *client = *peer;
        else if (!lc_address_list_has(trusted, &a))
            *client = a;
        value = next;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/serve.c - serve: the HTTP interface over city files.
 */
#include "src/cli/look/serve.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/process/privileges.h"
#include "lifecircle/http/server.h"

#include <stdlib.h>

/* A number that an option holds; 0, the default, where it is absent. */
static lc_status read_number(const lc_opts *o, lc_opt id, uint64_t least,
                             uint64_t most, unsigned *out, lc_error *err)
{
    const char *text = o->value[id];
    uint64_t n;

    *out = 0;
    if (!text)
        return LIFE_OK;
    if (!lc_parse_uint(text, most, &n) || n < least)
        return lc_fail_param(
            err, LIFE_ERR_USAGE, lc_opts_name(id),
            "\"%.80s\" is not a whole number from %llu to %llu", text,
            (unsigned long long)least, (unsigned long long)most);
    *out = (unsigned)n;
    return LIFE_OK;
}

/* The bounds are those of the help. Below 16 connections a browser alone would
 * fill them; below 16 MiB one answer of the largest. */
static lc_status read_limits(const lc_opts *o, lc_server_opts *with,
                             lc_error *err)
{
    const struct {
        lc_opt id;
        uint64_t least, most;
        unsigned *out;
    } limit[] = {
        {LIFE_OPT_CONNECTIONS, 16, 2048, &with->connections},
        {LIFE_OPT_ADDRESS_CONNECTIONS, 1, 2048, &with->address_connections},
        {LIFE_OPT_ADDRESS_RATE, 1, 10000, &with->address_rate},
        {LIFE_OPT_SENDING, 16, 4096, &with->sending_mib},
        {LIFE_OPT_DEADLINE, 1, 600, &with->deadline_s},
        {LIFE_OPT_DOWNLOAD, 1, 86400, &with->download_s},
    };
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < sizeof limit / sizeof *limit; i++)
        st = read_number(o, limit[i].id, limit[i].least, limit[i].most,
                         limit[i].out, err);
    return st;
}

/* Sockets that a service manager passes stand behind 0, 1 and 2. */
static void look_at_process(void)
{
    const char *passed = getenv("LISTEN_FDS");
    uint64_t n = 0;
    int closed;

    if (passed)
        (void)lc_parse_uint(passed, 64, &n);
    closed = lc_privileges_descriptors((unsigned)n);
    if (closed)
        lc_log(LIFE_LOG_INFO, "closed %d descriptors that it was started with",
               closed);
}

lc_status lc_look_serve(const lc_opts *o, lc_error *err)
{
    lc_server_opts with = {
        .listen = o->value[LIFE_OPT_LISTEN],
        .operator_listen = o->value[LIFE_OPT_OPERATOR],
        .public_url = o->value[LIFE_OPT_PUBLIC_URL],
        .sandbox = !o->value[LIFE_OPT_NO_SANDBOX],
        .unverified = o->value[LIFE_OPT_UNVERIFIED] != NULL,
        .hosts = o->value[LIFE_OPT_HOST],
        .trusted_proxies = o->value[LIFE_OPT_TRUSTED_PROXY],
        .operator= {o->value[LIFE_OPT_OPERATOR_NAME], o->value[LIFE_OPT_ICP],
                    o->value[LIFE_OPT_POLICE], o->value[LIFE_OPT_MAP_APPROVAL]},
        .quiet = o->value[LIFE_OPT_QUIET] != NULL,
        .city = o->repeated.v,
        .city_count = o->repeated.n,
    };
    static const char *const forms[] = {"plain", "json"};
    const char *alone;
    size_t form = 0;
    lc_status st = read_limits(o, &with, err);

    if (!st)
        st = lc_opts_word(o, LIFE_OPT_LOG, forms, 2, &form, err);
    with.log_json = !st && form == 1;
    if (!st && !with.city_count) {
        st = lc_opts_city(o, &alone, err);
        with.city = &alone;
        with.city_count = 1;
    }
    if (st)
        return st;
    look_at_process();
    return lc_server_run(&with, err);
}

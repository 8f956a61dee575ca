/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/serve.c - serve: the HTTP interface over city files.
 */
#include "src/cli/look/serve.h"

#include "lifecircle/http/server.h"

lc_status lc_look_serve(const lc_opts *o, lc_error *err)
{
    lc_server_opts with = {
        .listen = o->value[LIFE_OPT_LISTEN],
        .operator_listen = o->value[LIFE_OPT_OPERATOR],
        .public_url = o->value[LIFE_OPT_PUBLIC_URL],
        .operator= {o->value[LIFE_OPT_OPERATOR_NAME], o->value[LIFE_OPT_ICP],
                    o->value[LIFE_OPT_POLICE], o->value[LIFE_OPT_MAP_APPROVAL]},
        .quiet = o->value[LIFE_OPT_QUIET] != NULL,
        .city = o->repeated.v,
        .city_count = o->repeated.n,
    };
    const char *alone;
    lc_status st = LIFE_OK;

    if (!with.city_count) {
        st = lc_opts_city(o, &alone, err);
        with.city = &alone;
        with.city_count = 1;
    }
    return st ? st : lc_server_run(&with, err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/serve.c - serve: the HTTP interface over a city file.
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
    };
    lc_status st = lc_opts_city(o, &with.city, err);

    return st ? st : lc_server_run(&with, err);
}

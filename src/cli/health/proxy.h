/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/proxy.h - what a proxy makes of the server's answers: seen
 * from outside, by a dozen small requests.
 */
#ifndef LIFECIRCLE_SRC_CLI_HEALTH_PROXY_H
#define LIFECIRCLE_SRC_CLI_HEALTH_PROXY_H

#include "src/cli/health/health.h"

typedef struct lc_health_site {
    const char *url;     /* http://HOST[:PORT][/PATH] */
    const char *host;    /* to ask for; NULL: that of the URL */
    const char *metrics; /* ADDRESS:PORT of serve's operator; or NULL */
} lc_health_site;

/* LIFE_ERR_USAGE: the URL is none. That nobody answers is a row. Takes five
 * seconds for each step that nobody answers. */
lc_status lc_health_proxy(lc_health *h, const lc_health_site *of,
                          lc_error *err);

#endif

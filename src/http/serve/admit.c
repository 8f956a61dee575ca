/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/admit.c - see admit.h.
 */
#include "src/http/serve/admit.h"

#include "src/http/serve/origin.h"

#include <time.h>

static void turn_away(lc_exchange *x, unsigned status, const char *why,
                      lc_rejection reason)
{
    x->refused = (lc_verdict){status, why};
    x->reason = reason;
}

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Of requests that are well-formed: of the others nothing can be believed. The
 * operator's listener has few connections, and knows whom they are of. */
void lc_admit(lc_service *s, lc_exchange *x)
{
    bool counted = x->listener == LIFE_PUBLIC;

    if (counted && x->crowded)
        turn_away(x, 429,
                  "too many connections of your address are open: try again",
                  LIFE_REJECT_CONNECTIONS);
    if (counted && !x->refused.status &&
        !lc_quota_ask(s->quota, &x->client, now_us()))
        turn_away(x, 429, "your address asks too often: try again",
                  LIFE_REJECT_RATE);
    if (counted && !x->refused.status) {
        x->request_held =
            lc_quota_take(s->quota, &x->client, LIFE_HOLD_REQUEST, 1);
        if (!x->request_held)
            turn_away(x, 429,
                      "too many requests of your address are under way: try "
                      "again",
                      LIFE_REJECT_REQUESTS);
    }
    if (!x->refused.status &&
        !lc_origin_serves(s->opts, x->req.host, x->raw, &x->local))
        turn_away(
            x, 421,
            "this server does not answer for the host name that was asked "
            "for; its operator can add it: serve --host NAME, or "
            "--public-url",
            LIFE_REJECT_HOST);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/admit.c - see admit.h.
 */
#include "src/http/serve/admit.h"

#include "src/http/serve/origin.h"

static void turn_away(lc_exchange *x, unsigned status, const char *why,
                      lc_rejection reason)
{
    x->refused = (lc_verdict){status, why};
    x->reason = reason;
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

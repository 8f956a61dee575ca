/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/body.c - see body.h.
 */
#include "src/http/net/body.h"

#include "lifecircle/base/mem.h"

#include <stdatomic.h>

struct lc_body {
    atomic_uint refs;
    lc_quota *quota;
    lc_address who;
    uint64_t held;
    char *data;
    size_t len;
};

lc_body *lc_body_new(lc_buf *from, lc_quota *quota, const lc_address *who,
                     uint64_t held)
{
    lc_body *b = lc_calloc(1, sizeof *b);

    if (!b)
        return NULL;
    atomic_init(&b->refs, 1);
    b->quota = quota;
    b->who = *who;
    b->held = held;
    b->data = lc_buf_steal(from, &b->len);
    return b;
}

/* Whoever takes one has one itself, so that the count never comes back from
 * zero. */
lc_body *lc_body_ref(lc_body *b)
{
    if (b)
        atomic_fetch_add(&b->refs, 1);
    return b;
}

/* A void pointer, as the HTTP library hands it back. */
void lc_body_drop(void *body)
{
    lc_body *b = body;

    if (!b || atomic_fetch_sub(&b->refs, 1) != 1)
        return;
    if (b->held)
        lc_quota_give(b->quota, &b->who, LIFE_HOLD_BYTES, b->held);
    lc_free(b->data);
    lc_free(b);
}

size_t lc_body_len(const lc_body *b)
{
    return b ? b->len : 0;
}

char *lc_body_data(lc_body *b)
{
    return b->data;
}

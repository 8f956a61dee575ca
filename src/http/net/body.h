/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/body.h - the bytes of an answer while they are sent, to one
 * connection or to all that asked the same, and the share of the quota that
 * they hold for as long.
 *
 * Threads: references may be taken and dropped on any.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_BODY_H
#define LIFECIRCLE_SRC_HTTP_NET_BODY_H

#include "lifecircle/base/buf.h"
#include "src/http/net/quota.h"

typedef struct lc_body lc_body;

/* Takes the bytes out of `from`. `held` of them are of `who`'s quota, and given
 * back with the last reference. NULL: no memory; then `from` is as it was. */
lc_body *lc_body_new(lc_buf *from, lc_quota *quota, const lc_address *who,
                     uint64_t held);
lc_body *lc_body_ref(lc_body *b);     /* one more; NULL is fine */
void lc_body_drop(void *b);           /* one less; NULL is fine */
size_t lc_body_len(const lc_body *b); /* of NULL: 0 */
char *lc_body_data(lc_body *b);

#endif

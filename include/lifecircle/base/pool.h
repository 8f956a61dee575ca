/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/pool.h - the same work over many items on a few threads.
 *
 * Layer:   base.
 */
#ifndef LIFECIRCLE_BASE_POOL_H
#define LIFECIRCLE_BASE_POOL_H

#include "lifecircle/base/error.h"

#include <stddef.h>

/* One item; `worker` is 0..threads-1, for scratch of its own. */
typedef lc_status (*lc_pool_fn)(void *ctx, size_t item, unsigned worker,
                                lc_error *err);

/* Threads to use: LIFECIRCLE_THREADS where set (1-64), else the cores. */
unsigned lc_pool_threads(void);

/* Runs fn for items 0..count-1, each once, in any order, on `threads`
 * threads (the caller's among them). Returns the failure of the lowest
 * item that failed, so that the outcome doesn't depend on timing. */
lc_status lc_pool_run(unsigned threads, size_t count, lc_pool_fn fn, void *ctx,
                      lc_error *err);

/* One item that was made, on the thread of who called lc_pool_stream(). */
typedef lc_status (*lc_pool_put_fn)(void *ctx, size_t item, lc_error *err);

/* Items 0..count-1, at most `ahead` (1 or more) of which are made and not put
 * yet: item i may be kept at i % ahead. */
typedef struct lc_pool_work {
    size_t count, ahead;
    lc_pool_fn make;
    lc_pool_put_fn put;
    void *ctx;
} lc_pool_work;

/* Makes items as lc_pool_run() does and puts each, in rising order, on the
 * caller's thread, while others are being made; so what is put, as rows are,
 * stands in the same order whatever the number of threads. Returns the failure
 * of the lowest item that failed; those below it have been put, and others may
 * have been made, which whoever keeps them clears. */
lc_status lc_pool_stream(unsigned threads, const lc_pool_work *work,
                         lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/memory/shared.h - large things of one content, held by
 * several.
 *
 * A server that loads a city anew finds most of it as it was: streets, what
 * bars the way, walk times. Who is about to make such a thing asks for it by a
 * key of all that it is made of, and where one is there holds that one too. It
 * must be constant from then on; the last who lets go of it frees it.
 *
 * Layer:   base.
 * Threads: any, at any time.
 */
#ifndef LIFECIRCLE_BASE_MEMORY_SHARED_H
#define LIFECIRCLE_BASE_MEMORY_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of the content, and of the kind of thing: two of one key are taken for the
 * same. `= {0}`: none, which is never shared. */
typedef struct lc_shared_key {
    uint64_t low, high;
} lc_shared_key;

bool lc_shared_key_is_none(lc_shared_key k);
/* That of a thing that is made of one with this key, and of `more`. Of none it
 * is none. */
lc_shared_key lc_shared_key_with(lc_shared_key k, uint64_t more);
lc_shared_key lc_shared_key_add(lc_shared_key k, const void *bytes, size_t n);

/* The thing of that key, with one more holder; NULL: there is none. */
void *lc_shared_get(lc_shared_key k);
/* From now on it is to be had by its key; the caller is its first holder.
 * Without memory, or with no key, it stays the caller's alone. */
void lc_shared_put(lc_shared_key k, void *thing);
/* The key it was put with; none: it is not shared. NULL is fine. */
lc_shared_key lc_shared_key_of(const void *thing);
/* One holder less. True: nobody holds it any more, or it was never shared; the
 * caller frees it. */
bool lc_shared_drop(const void *thing);

#endif

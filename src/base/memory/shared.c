/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/memory/shared.c - see lifecircle/base/memory/shared.h.
 *
 * One table for the whole program, since several cities of one server may have
 * the same streets too. It holds some sixty things a city, so that it is gone
 * through from end to end; nothing else is done while it is locked.
 */
#include "lifecircle/base/memory/shared.h"

#include "lifecircle/base/mem.h"

#include <pthread.h>
#include <xxhash.h>

typedef struct held {
    lc_shared_key key;
    void *thing;
    unsigned holders;
} held;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static LC_VEC(held) all;

bool lc_shared_key_is_none(lc_shared_key k)
{
    return !k.low && !k.high;
}

/* The finishing steps of SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t mixed(uint64_t v)
{
    v = (v ^ v >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    v = (v ^ v >> 27) * UINT64_C(0x94D049BB133111EB);
    return v ^ v >> 31;
}

lc_shared_key lc_shared_key_with(lc_shared_key k, uint64_t more)
{
    if (lc_shared_key_is_none(k))
        return k;
    return (lc_shared_key){mixed(k.low + mixed(more + 1)),
                           mixed(k.high ^ mixed(~more))};
}

lc_shared_key lc_shared_key_add(lc_shared_key k, const void *bytes, size_t n)
{
    XXH128_hash_t h;

    if (lc_shared_key_is_none(k))
        return k;
    h = n ? XXH3_128bits_withSeed(bytes, n, k.low) : (XXH128_hash_t){0, 0};
    return lc_shared_key_with(
        (lc_shared_key){k.low ^ h.low64, k.high + h.high64 + 1}, n);
}

void *lc_shared_get(lc_shared_key k)
{
    void *thing = NULL;

    if (lc_shared_key_is_none(k))
        return NULL;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < all.n && !thing; i++)
        if (all.v[i].key.low == k.low && all.v[i].key.high == k.high) {
            all.v[i].holders++;
            thing = all.v[i].thing;
        }
    pthread_mutex_unlock(&lock);
    return thing;
}

/* Where two made the same thing at once both stand here, and the first is
 * found. */
void lc_shared_put(lc_shared_key k, void *thing)
{
    if (lc_shared_key_is_none(k) || !thing)
        return;
    pthread_mutex_lock(&lock);
    if (lc_vec_reserve(&all, 1))
        all.v[all.n++] = (held){k, thing, 1};
    pthread_mutex_unlock(&lock);
}

static held *find(const void *thing)
{
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].thing == thing)
            return &all.v[i];
    return NULL;
}

lc_shared_key lc_shared_key_of(const void *thing)
{
    lc_shared_key k = {0};
    const held *h;

    pthread_mutex_lock(&lock);
    h = find(thing);
    if (h)
        k = h->key;
    pthread_mutex_unlock(&lock);
    return k;
}

/* The table goes with the last thing, so that nothing is left at the end. */
bool lc_shared_drop(const void *thing)
{
    bool last = true;
    held *h;

    pthread_mutex_lock(&lock);
    h = find(thing);
    if (h && --h->holders)
        last = false;
    else if (h)
        *h = all.v[--all.n];
    if (!all.n)
        lc_vec_free(&all);
    pthread_mutex_unlock(&lock);
    return last;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/recent.c - see recent.h: a hash table with chains that is
 * emptied as a whole, so that there is no order of use to keep.
 */
#include "src/http/serve/recent.h"

#include "lifecircle/base/mem.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <xxhash.h>

#define BUCKETS 4096

struct lc_recent_answer {
    struct lc_recent_answer *next;
    atomic_uint refs; /* the table's, and one for each that is being sent */
    lc_recent_note note;
    void *reply;
    void (*drop)(void *reply);
    bool gzip;
    char target[];
};

struct lc_recent {
    pthread_mutex_t lock;
    uint64_t seed;   /* so that nobody can choose targets of one chain */
    uint64_t minute; /* since 1970, of all that is kept */
    uint64_t cities; /* how often all was forgotten */
    size_t bytes;
    lc_recent_answer *bucket[BUCKETS];
};

lc_recent *lc_recent_new(void)
{
    lc_recent *k = lc_calloc(1, sizeof *k);

    if (!k)
        return NULL;
    k->seed = XXH3_64bits(&k, sizeof k); /* where it lies is chance enough */
    pthread_mutex_init(&k->lock, NULL);
    return k;
}

static lc_recent_answer *own(const lc_recent_answer *a)
{
    lc_recent_answer *same;

    memcpy(&same, &a, sizeof same);
    return same;
}

void lc_recent_drop(const lc_recent_answer *a)
{
    lc_recent_answer *mine = own(a);

    if (!a || atomic_fetch_sub(&mine->refs, 1) != 1)
        return;
    a->drop(a->reply);
    lc_free(mine);
}

/* Under the lock. */
static void empty(lc_recent *k)
{
    for (size_t i = 0; k->bytes && i < BUCKETS; i++)
        while (k->bucket[i]) {
            lc_recent_answer *a = k->bucket[i];

            k->bucket[i] = a->next;
            lc_recent_drop(a);
        }
    k->bytes = 0;
}

void lc_recent_free(lc_recent *k)
{
    if (!k)
        return;
    empty(k);
    pthread_mutex_destroy(&k->lock);
    lc_free(k);
}

void lc_recent_forget(lc_recent *k)
{
    pthread_mutex_lock(&k->lock);
    empty(k);
    k->cities++;
    pthread_mutex_unlock(&k->lock);
}

/* Both counts in one number: the minutes since 1970 take 25 bits until the year
 * 2033, and 32 for longer than any clock. */
static uint64_t stamp_of(const lc_recent *k)
{
    return k->cities << 32 | k->minute;
}

/* Under the lock: what is of another minute goes. */
static void settle(lc_recent *k, uint64_t minute)
{
    if (minute != k->minute)
        empty(k);
    k->minute = minute;
}

static size_t bucket_of(const lc_recent *k, const char *target)
{
    return XXH3_64bits_withSeed(target, strlen(target), k->seed) % BUCKETS;
}

static lc_recent_answer *find(const lc_recent *k, size_t bucket,
                              lc_recent_key key)
{
    lc_recent_answer *a = k->bucket[bucket];

    while (a && (a->gzip != key.gzip || strcmp(a->target, key.target) != 0))
        a = a->next;
    return a;
}

const lc_recent_answer *lc_recent_find(lc_recent *k, uint64_t minute,
                                       lc_recent_key key, uint64_t *stamp)
{
    size_t bucket = bucket_of(k, key.target);
    lc_recent_answer *a;

    pthread_mutex_lock(&k->lock);
    settle(k, minute);
    *stamp = stamp_of(k);
    a = find(k, bucket, key);
    if (a)
        atomic_fetch_add(&a->refs, 1);
    pthread_mutex_unlock(&k->lock);
    return a;
}

/* Under the lock. */
static bool add(lc_recent *k, uint64_t stamp, lc_recent_answer *a, size_t bytes)
{
    size_t bucket = bucket_of(k, a->target);

    if (stamp_of(k) != stamp || k->bytes + bytes > LIFE_RECENT_BYTES ||
        find(k, bucket, (lc_recent_key){a->target, a->gzip}))
        return false;
    a->next = k->bucket[bucket];
    k->bucket[bucket] = a;
    k->bytes += bytes;
    return true;
}

/* The header of an answer, and what the library keeps of it, is some hundreds
 * of bytes: counted as a kilobyte, so that small answers are bounded too. */
bool lc_recent_put(lc_recent *k, lc_recent_key key, uint64_t stamp,
                   const lc_recent_note *note, void *reply,
                   void (*drop)(void *reply))
{
    size_t len = strlen(key.target);
    lc_recent_answer *a;
    bool kept;

    if (note->bytes > LIFE_RECENT_ONE_BYTES)
        return false;
    a = lc_calloc(1, sizeof *a + len + 1);
    if (!a)
        return false;
    atomic_init(&a->refs, 1);
    a->note = *note;
    a->reply = reply;
    a->drop = drop;
    a->gzip = key.gzip;
    memcpy(a->target, key.target, len);
    pthread_mutex_lock(&k->lock);
    kept = add(k, stamp, a, sizeof *a + len + 1024 + note->bytes);
    pthread_mutex_unlock(&k->lock);
    if (!kept)
        lc_free(a);
    return kept;
}

void *lc_recent_reply(const lc_recent_answer *a)
{
    return a->reply;
}

const lc_recent_note *lc_recent_noted(const lc_recent_answer *a)
{
    return &a->note;
}

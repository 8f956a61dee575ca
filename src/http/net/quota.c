/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/quota.c - see quota.h: a hash table of the addresses that hold
 * something, chained; an address that holds nothing any more leaves it. How
 * often each asks is in a table of a fixed size.
 */
#include "src/http/net/quota.h"

#include "lifecircle/base/mem.h"
#include "src/http/limits.h"

#include <pthread.h>
#include <string.h>
#include <xxhash.h>

/* Chains stay short: there are never more holders than connections. */
#define BUCKETS 1024

typedef struct holder {
    struct holder *next;
    lc_address who;
    uint64_t held[LIFE_HOLDINGS];
} holder;

/* A bucket that leaks, as the time at which it will be empty again (the generic
 * cell rate algorithm of ATM networks): one number an address, and nothing to
 * do while nobody asks. */
typedef struct pace {
    lc_address who;
    int64_t until_us; /* in the past: as if it had never asked */
} pace;

#define SETS 1024
#define WAYS 4

struct lc_quota {
    pthread_mutex_t lock;
    lc_quota_limits limits;
    uint64_t held[LIFE_HOLDINGS], refused[LIFE_HOLDINGS];
    uint64_t seed; /* so that nobody can choose addresses of one chain */
    holder *bucket[BUCKETS];
    pace pace[SETS][WAYS];
};

/* One lock for all: what it guards is a walk of a chain and a few additions, a
 * hundredth of what a request costs. */
lc_quota *lc_quota_new(const lc_quota_limits *limits)
{
    lc_quota *q = lc_calloc(1, sizeof *q);

    if (!q)
        return NULL;
    q->limits = *limits;
    q->seed = XXH3_64bits(&q, sizeof q); /* where it lies is chance enough */
    pthread_mutex_init(&q->lock, NULL);
    return q;
}

/* An address has as many connections as the design allows; a quarter of what
 * waits for workers (LIFE_LANE_TASKS), and of the bytes being sent, so that it
 * takes four of them to hold up others. */
lc_quota *lc_quota_of(const lc_server_opts *opts)
{
    uint64_t connections = opts->address_connections ? opts->address_connections
                                                     : LIFE_ADDRESS_CONNECTIONS;
    uint64_t bytes =
        (uint64_t)(opts->sending_mib ? opts->sending_mib : LIFE_SENDING_MIB)
        << 20;
    lc_quota_limits limits = {
        .each = {[LIFE_HOLD_CONNECTION] = connections,
                 [LIFE_HOLD_REQUEST] = connections,
                 [LIFE_HOLD_TASK] = LIFE_ADDRESS_TASKS,
                 [LIFE_HOLD_BYTES] = bytes / 4},
        .all = {[LIFE_HOLD_CONNECTION] = UINT64_MAX / 2, /* the daemon's */
                [LIFE_HOLD_REQUEST] = UINT64_MAX / 2,
                [LIFE_HOLD_TASK] = UINT64_MAX / 2, /* the lanes' */
                [LIFE_HOLD_BYTES] = bytes},
        .rate = opts->address_rate,
        .spares_loopback = !opts->address_connections && !opts->address_rate};

    return lc_quota_new(&limits);
}

void lc_quota_free(lc_quota *q)
{
    if (!q)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        while (q->bucket[i]) {
            holder *h = q->bucket[i];

            q->bucket[i] = h->next;
            lc_free(h);
        }
    pthread_mutex_destroy(&q->lock);
    lc_free(q);
}

static uint64_t hash_of(const lc_quota *q, const lc_address *owner)
{
    return XXH3_64bits_withSeed(owner->byte, sizeof owner->byte, q->seed);
}

static bool is_same(const lc_address *a, const lc_address *b)
{
    return !memcmp(a->byte, b->byte, sizeof a->byte);
}

/* Where the pointer to the holder is, or would be. */
static holder **find(lc_quota *q, const lc_address *owner)
{
    holder **at = &q->bucket[hash_of(q, owner) % BUCKETS];

    while (*at && !is_same(&(*at)->who, owner))
        at = &(*at)->next;
    return at;
}

/* Behind a proxy on the same machine everybody is this machine: unless the
 * proxy is named, a limit would be one for the whole city. */
static bool is_limited(const lc_quota *q, const lc_address *who)
{
    return !(q->limits.spares_loopback && lc_address_is_loopback(who));
}

/* Under the lock. Without memory for a new holder nothing is taken: it would be
 * the worst time to let more in. */
static bool take(lc_quota *q, const lc_address *who, lc_holding what,
                 uint64_t n)
{
    lc_address owner = lc_address_owner(who);
    holder **at = find(q, &owner);
    uint64_t has = *at ? (*at)->held[what] : 0;

    if (q->held[what] + n > q->limits.all[what] ||
        (is_limited(q, who) && has + n > q->limits.each[what]))
        return false;
    if (!*at) {
        *at = lc_calloc(1, sizeof **at);
        if (!*at)
            return false;
        (*at)->who = owner;
    }
    (*at)->held[what] += n;
    q->held[what] += n;
    return true;
}

bool lc_quota_take(lc_quota *q, const lc_address *who, lc_holding what,
                   uint64_t n)
{
    bool taken;

    pthread_mutex_lock(&q->lock);
    taken = take(q, who, what, n);
    q->refused[what] += !taken;
    pthread_mutex_unlock(&q->lock);
    return taken;
}

static bool holds_nothing(const holder *h)
{
    static const uint64_t none[LIFE_HOLDINGS];

    return !memcmp(h->held, none, sizeof none);
}

/* The holder is there, as it holds `n` of this at least; it goes with the last
 * of all it holds, so that addresses which came once take no memory. */
void lc_quota_give(lc_quota *q, const lc_address *who, lc_holding what,
                   uint64_t n)
{
    lc_address owner = lc_address_owner(who);
    holder **at, *empty = NULL;

    pthread_mutex_lock(&q->lock);
    at = find(q, &owner);
    q->held[what] -= n;
    if (*at)
        (*at)->held[what] -= n;
    if (*at && holds_nothing(*at)) {
        empty = *at;
        *at = empty->next;
    }
    pthread_mutex_unlock(&q->lock);
    lc_free(empty);
}

/* That of an address, else the one of its set that will be empty first: whoever
 * has thousands of addresses to ask from is not held by a rate anyway. */
static pace *find_pace(lc_quota *q, const lc_address *owner)
{
    pace *set = q->pace[hash_of(q, owner) % SETS], *least = set;

    for (int i = 0; i < WAYS; i++) {
        if (is_same(&set[i].who, owner))
            return &set[i];
        if (set[i].until_us < least->until_us)
            least = &set[i];
    }
    *least = (pace){.who = *owner};
    return least;
}

bool lc_quota_ask(lc_quota *q, const lc_address *who, int64_t now_us)
{
    const int64_t most_us = (int64_t)LIFE_QUOTA_BURST_S * 1000000;
    lc_address owner = lc_address_owner(who);
    int64_t step_us;
    pace *p;
    bool within;

    if (!q->limits.rate || !is_limited(q, who))
        return true;
    step_us = 1000000 / (int64_t)q->limits.rate;
    pthread_mutex_lock(&q->lock);
    p = find_pace(q, &owner);
    if (p->until_us < now_us)
        p->until_us = now_us;
    within = p->until_us + step_us - now_us <= most_us;
    if (within)
        p->until_us += step_us;
    pthread_mutex_unlock(&q->lock);
    return within;
}

void lc_quota_count(lc_quota *q, lc_holding what, uint64_t *held,
                    uint64_t *refused)
{
    pthread_mutex_lock(&q->lock);
    *held = q->held[what];
    *refused = q->refused[what];
    pthread_mutex_unlock(&q->lock);
}

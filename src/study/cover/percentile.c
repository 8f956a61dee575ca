/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/percentile.c - see percentile.h.
 *
 * Selection, not sorting: expected linear, and of more than 512 only one bucket
 * in 1,024 is looked into.
 */
#include "src/study/cover/percentile.h"

#include "lifecircle/world/world.h"

/* The median of three as pivot keeps sorted input from being the worst case. */
static uint32_t middle_of(uint32_t a, uint32_t b, uint32_t c)
{
    if (a > b) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    return c < a ? a : c > b ? b : c;
}

typedef struct parting {
    size_t low, high;     /* what equals the pivot lies from low to high */
    int64_t below, equal; /* weights */
} parting;

/* Moves what is below `pivot` to the front, then what equals it. */
static parting partition(lc_weighed *v, size_t n, uint32_t pivot)
{
    parting p = {.high = n};
    size_t i = 0;

    while (i < p.high) {
        lc_weighed x = v[i];

        if (x.measure < pivot) {
            p.below += x.weight;
            v[i++] = v[p.low];
            v[p.low++] = x;
        } else if (x.measure > pivot) {
            v[i] = v[--p.high];
            v[p.high] = x;
        } else {
            p.equal += x.weight;
            i++;
        }
    }
    return p;
}

/* The least measure within which `need` of the weight lies: a selection, not
 * a sort, since only two are asked of each row. */
static uint32_t percentile(lc_weighed *v, size_t n, int64_t need)
{
    while (n) {
        uint32_t pivot =
            middle_of(v[0].measure, v[n / 2].measure, v[n - 1].measure);
        parting p = partition(v, n, pivot);

        /* Each round leaves out what equals the pivot at least, so it ends. */
        if (p.below >= need && p.low) {
            n = p.low;
        } else if (p.below + p.equal >= need) {
            return pivot;
        } else {
            need -= p.below + p.equal;
            v += p.high;
            n -= p.high;
        }
    }
    return LIFE_NONE;
}

/* Where `n` measures are many, the one wanted is looked for among those of
 * its bucket alone: bucket b holds those with measure >> shift == b, the last
 * all above. */
#define BUCKETS 1024u
#define MANY    512u

typedef struct buckets {
    unsigned shift;
    int64_t weight[BUCKETS];
} buckets;

static uint32_t bucket_of(const buckets *b, uint32_t measure)
{
    uint32_t at = measure >> b->shift;

    return at < BUCKETS ? at : BUCKETS - 1;
}

/* What has no time (LIFE_NONE) is above all and falls into the last bucket,
 * which no measured one reaches. */
static void fill_buckets(buckets *b, const lc_weighed *v, size_t n)
{
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++)
        if (v[i].measure != LIFE_NONE && v[i].measure > most)
            most = v[i].measure;
    *b = (buckets){0};
    while (most >> b->shift >= BUCKETS - 1)
        b->shift++;
    for (size_t i = 0; i < n; i++)
        b->weight[bucket_of(b, v[i].measure)] += v[i].weight;
}

/* As percentile(); what it is looked for among comes to the front of v. `need`
 * becomes what is still needed within that bucket. */
static uint32_t percentile_of_many(const buckets *b, lc_weighed *v, size_t n,
                                   int64_t need)
{
    uint32_t at = 0;
    size_t among = 0;

    while (at + 1 < BUCKETS && b->weight[at] < need)
        need -= b->weight[at++];
    for (size_t i = 0; i < n; i++) {
        if (bucket_of(b, v[i].measure) == at) {
            lc_weighed x = v[i];

            v[i] = v[among];
            v[among++] = x;
        }
    }
    return percentile(v, among, need);
}

/* Rounded up, and split so that no product overflows. */
int64_t lc_percentile_need(int64_t weight, int64_t tenths)
{
    int64_t need = (weight / 10) * tenths + (weight % 10 * tenths + 9) / 10;

    return need > 0 ? need : 1;
}

void lc_percentile_pair(lc_weighed *v, size_t n, int64_t weight,
                        uint32_t *median, uint32_t *p90)
{
    int64_t half = lc_percentile_need(weight, 5),
            most = lc_percentile_need(weight, 9);
    buckets b;

    if (n < MANY) {
        *median = percentile(v, n, half);
        *p90 = percentile(v, n, most);
        return;
    }
    fill_buckets(&b, v, n);
    *median = percentile_of_many(&b, v, n, half);
    *p90 = percentile_of_many(&b, v, n, most);
}

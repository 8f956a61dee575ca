/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/data.c - see data.h.
 *
 * Everything is sorted by id, so that a search takes a logarithm of steps and
 * no table beside it.
 */
#include "src/import/osm/read/data.h"

#include <stdlib.h>
#include <string.h>

void lc_osm_data_free(lc_osm_data *d)
{
    lc_vec_free(&d->nodes);
    lc_vec_free(&d->every);
    lc_vec_free(&d->ways);
    lc_vec_free(&d->relations);
    lc_vec_free(&d->refs);
    lc_vec_free(&d->members);
    lc_vec_free(&d->centers);
    lc_vec_free(&d->tags);
    lc_vec_free(&d->text);
}

/* Every kind of object begins with its id. */
static const void *find_from(const void *objects, size_t low, size_t n,
                             size_t size, int64_t id)
{
    const char *base = objects;

    while (low < n) {
        size_t mid = low + (n - low) / 2;
        const int64_t *at = (const void *)(base + mid * size);

        if (*at == id)
            return at;
        if (*at < id)
            low = mid + 1;
        else
            n = mid;
    }
    return NULL;
}

static const void *find(const void *objects, size_t n, size_t size, int64_t id)
{
    return find_from(objects, 0, n, size, id);
}

void lc_osm_data_index(lc_osm_data *d)
{
    bool room = lc_vec_reserve(&d->every, d->nodes.n / LIFE_OSM_EVERY + 1);

    d->every.n = 0;
    for (size_t i = 0; i < d->nodes.n && room; i += LIFE_OSM_EVERY)
        d->every.v[d->every.n++] = d->nodes.v[i].id;
}

/* Each point of each way asks: ids of every 64th node stay in the processor's
 * cache, millions of nodes don't. */
const lc_osm_node *lc_osm_data_node(const lc_osm_data *d, int64_t id)
{
    size_t low = 0, high = d->every.n, end;

    while (low < high) { /* the last that is not above it is before low */
        size_t mid = low + (high - low) / 2;

        if (d->every.v[mid] <= id)
            low = mid + 1;
        else
            high = mid;
    }
    low = low ? (low - 1) * LIFE_OSM_EVERY : 0;
    end = low + LIFE_OSM_EVERY;
    if (!d->every.n || end > d->nodes.n)
        end = d->nodes.n;
    return find_from(d->nodes.v, low, end, sizeof *d->nodes.v, id);
}

const lc_osm_way *lc_osm_data_way(const lc_osm_data *d, int64_t id)
{
    return find(d->ways.v, d->ways.n, sizeof *d->ways.v, id);
}

const lc_osm_relation *lc_osm_data_relation(const lc_osm_data *d, int64_t id)
{
    return find(d->relations.v, d->relations.n, sizeof *d->relations.v, id);
}

int lc_osm_data_by_center(const void *a, const void *b)
{
    const lc_osm_center *x = a;
    const lc_osm_center *y = b;

    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

const lc_pt *lc_osm_data_center(const lc_osm_data *d, char type, int64_t id)
{
    lc_osm_center key = {.id = id, .type = type};
    const lc_osm_center *c = d->centers.n
                                 ? bsearch(&key, d->centers.v, d->centers.n,
                                           sizeof key, lc_osm_data_by_center)
                                 : NULL;

    return c ? &c->pt : NULL;
}

const char *lc_osm_data_tag(const lc_osm_data *d, uint32_t tag, uint32_t count,
                            const char *key)
{
    const lc_osm_tag *t = lc_vec_at(&d->tags, tag);

    for (uint32_t i = 0; i < count; i++) {
        int c = strcmp(d->text.v + t[i].key, key);

        if (c == 0)
            return d->text.v + t[i].value;
        if (c > 0)
            break;
    }
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const lc_osm_key *)a)->text, ((const lc_osm_key *)b)->text);
}

void lc_osm_data_sort_keys(lc_osm_key *key, size_t n)
{
    qsort(key, n, sizeof *key, by_text);
}

uint64_t lc_osm_data_keys(const lc_osm_data *d, uint32_t tag, uint32_t count,
                          const lc_osm_key *key, size_t n, uint16_t at[64])
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < count; i++) {
        const lc_osm_key want = {d->text.v + d->tags.v[tag + i].key, 0};
        const lc_osm_key *found = bsearch(&want, key, n, sizeof want, by_text);

        if (!found || bits & found->bit)
            continue;
        bits |= found->bit;
        at[__builtin_ctzll(found->bit)] = (uint16_t)i;
    }
    return bits;
}

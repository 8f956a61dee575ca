/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/refs.c - see refs.h.
 *
 * A node that is missing gets a number as well, as a ring that begins and ends
 * at one is closed all the same; which number is known when all are.
 */
#include "src/import/osm/refs.h"

#include <stdlib.h>

/* With nodes that a clip drops later still under LIFE_OSM_MISSING. */
#define MISSING_MAX (UINT32_C(1) << 30)

/* Mappers draw a way in one go, so that its nodes mostly have ids in a row. */
static const lc_osm_node *find(lc_osm_refs *r, int64_t id)
{
    const lc_osm_data *d = r->d;
    const lc_osm_node *n;

    if (r->next < d->nodes.n && d->nodes.v[r->next].id == id)
        n = d->nodes.v + r->next;
    else
        n = lc_osm_data_node(d, id);
    if (n)
        r->next = (uint32_t)(n - d->nodes.v) + 1;
    return n;
}

/* A lost one has no number yet: 0 stands there until all are known. */
lc_status lc_osm_refs_add(lc_osm_refs *r, const int64_t *id, size_t n,
                          bool *found, lc_error *err)
{
    lc_osm_data *d = r->d;

    if (!lc_vec_reserve(&d->refs, n))
        return lc_no_memory(err, "the extract");
    for (size_t i = 0; i < n; i++) {
        const lc_osm_node *node = find(r, id[i]);
        lc_osm_lost lost = {id[i], (uint32_t)d->refs.n};

        if (!node && !lc_vec_push(&r->lost, lost))
            return lc_no_memory(err, "the extract");
        *found = *found || node;
        d->refs.v[d->refs.n++] = node ? (uint32_t)(node - d->nodes.v) : 0;
    }
    return LIFE_OK;
}

/* Lost ones are in order of their refs. */
void lc_osm_refs_drop(lc_osm_refs *r, uint32_t ref)
{
    r->d->refs.n = ref;
    while (r->lost.n && r->lost.v[r->lost.n - 1].ref >= ref)
        r->lost.n--;
}

/* As qsort wants it; refs of one node may stand in any order. */
static int by_id(const void *a, const void *b)
{
    const lc_osm_lost *x = a;
    const lc_osm_lost *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

lc_status lc_osm_refs_number(lc_osm_refs *r, lc_error *err)
{
    lc_osm_data *d = r->d;

    if (r->lost.n)
        qsort(r->lost.v, r->lost.n, sizeof *r->lost.v, by_id);
    for (size_t i = 0; i < r->lost.n; i++) {
        d->missing += i == 0 || r->lost.v[i - 1].id != r->lost.v[i].id;
        if (d->missing > MISSING_MAX)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "has ways with more than 2^30 nodes that are not "
                           "there; clip it first");
        d->refs.v[r->lost.v[i].ref] = LIFE_OSM_MISSING | (d->missing - 1);
    }
    return LIFE_OK;
}

void lc_osm_refs_clear(lc_osm_refs *r)
{
    lc_vec_free(&r->lost);
}

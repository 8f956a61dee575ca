/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/arrays.c - links as arrays of the city file.
 *
 * GIS programs get them with the homes and facilities of `export`; as rows of a
 * table they were a quarter of the file. Nothing of the file is trusted: each
 * offset and each edge is checked once at loading, so that whoever follows a
 * link later need not look. What was read is hung into the world before it is
 * checked, so that freeing the world frees it.
 */
#include "src/world/links/arrays.h"

#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/links.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <stdio.h>
#include <stdlib.h>

/* link/OWNER/MODE/PART, modes by name: their numbers are the city's own. */
static const char *array_name(char out[64], bool homes, const char *mode,
                              const char *part)
{
    snprintf(out, 64, "link/%s/%s/%s", homes ? "home" : "facility", mode, part);
    return out;
}

/* All modes share it, see lc_home_runs. */
#define HOME_LINKS "link/home"

static lc_status store_arrays(lc_city *c, const lc_world *w, lc_mode mode,
                              bool homes, lc_error *err)
{
    const lc_link_table *t = &w->links[mode].facility;
    const lc_home_runs *r = &w->links[mode].home;
    const struct {
        bool homes;
        const char *part;
        const void *data;
        size_t item, count;
    } array[] = {{true, "at", r->at, sizeof *r->at, w->home_count},
                 {true, "n", r->n, sizeof *r->n, w->home_count},
                 {false, "first", t->first, sizeof *t->first, t->owners + 1},
                 {false, "link", t->link, sizeof *t->link, t->count}};
    lc_status st = LIFE_OK;
    char name[64];

    for (size_t i = 0; i < sizeof array / sizeof *array && !st; i++)
        if (homes || !array[i].homes)
            st =
                lc_array_put(c,
                             array_name(name, array[i].homes, w->mode[mode].id,
                                        array[i].part),
                             array[i].data, array[i].item, array[i].count, err);
    return st;
}

/* For the next change, which links what has none of them. */
#define FACILITY_KEYS "link/facility/key"

static lc_status store_keys(lc_city *c, const lc_world *w, lc_error *err)
{
    uint64_t *key = lc_calloc(w->facility.n, sizeof *key);
    lc_status st = key ? LIFE_OK : lc_no_memory(err, "links");

    for (size_t f = 0; f < w->facility.n && !st; f++)
        key[f] = lc_linking_key(w, f);
    if (!st)
        st = lc_array_put(c, FACILITY_KEYS, key, sizeof *key, w->facility.n,
                          err);
    lc_free(key);
    return st;
}

lc_status lc_links_arrays_store(lc_city *c, const lc_world *w, bool homes,
                                lc_error *err)
{
    lc_status st = LIFE_OK;

    if (homes)
        st = lc_array_put(c, HOME_LINKS, w->home_link.v, sizeof *w->home_link.v,
                          w->home_link.n, err);
    for (lc_mode m = 0; m < w->mode_count && !st; m++)
        st = store_arrays(c, w, m, homes, err);
    return st ? st : store_keys(c, w, err);
}

/* A link to an edge that is not there would be followed without a look. */
static bool known_edges(const lc_link *l, size_t n, const lc_network *net)
{
    for (size_t i = 0; i < n; i++)
        if (l[i].edge >= net->edge_count)
            return false;
    return true;
}

/* Offsets that rise from 0 to the number of links: each owner's run then lies
 * in the array. */
static bool sound(const lc_link_table *t, size_t owners, const lc_network *n)
{
    if (t->owners != owners || t->first[0] || t->first[owners] != t->count)
        return false;
    for (size_t i = 0; i < owners; i++)
        if (t->first[i] > t->first[i + 1])
            return false;
    return known_edges(t->link, t->count, n);
}

static lc_status load_table(lc_city *c, const lc_world *w, lc_mode mode,
                            size_t owners, lc_link_table *t, lc_error *err)
{
    char name[64];
    void *data;
    size_t n;
    lc_status st =
        lc_array_get(c, array_name(name, false, w->mode[mode].id, "first"),
                     sizeof *t->first, &data, &n, err);

    if (st)
        return st;
    t->first = data;
    t->owners = n ? n - 1 : 0;
    st = lc_array_get(c, array_name(name, false, w->mode[mode].id, "link"),
                      sizeof *t->link, &data, &t->count, err);
    if (st)
        return st;
    t->link = data;
    if (!n || !sound(t, owners, w->net))
        return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    return LIFE_OK;
}

/* The last test is written as a difference, since at + n could overflow. */
static lc_status load_runs(lc_city *c, const lc_world *w, lc_mode mode,
                           lc_home_runs *r, lc_error *err)
{
    char name[64];
    size_t at, n;
    lc_status st =
        lc_array_get(c, array_name(name, true, w->mode[mode].id, "at"),
                     sizeof *r->at, (void **)&r->at, &at, err);

    if (!st)
        st = lc_array_get(c, array_name(name, true, w->mode[mode].id, "n"),
                          sizeof *r->n, (void **)&r->n, &n, err);
    if (!st && (at != w->home_count || n != w->home_count))
        st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    for (size_t h = 0; !st && h < w->home_count; h++)
        if (r->at[h] > w->home_link.n || r->n[h] > w->home_link.n - r->at[h])
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    return st;
}

static lc_status load_home_links(lc_city *c, lc_world *w, lc_error *err)
{
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, HOME_LINKS, sizeof(lc_link), &data, &n, err);

    if (st)
        return st;
    w->home_link.v = data;
    w->home_link.n = w->home_link.cap = n;
    return known_edges(data, n, w->net)
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "array " HOME_LINKS " is damaged");
}

lc_status lc_links_arrays_load(lc_city *c, lc_world *w, bool facilities,
                               lc_error *err)
{
    lc_status st = load_home_links(c, w, err);

    for (lc_mode m = 0; m < w->mode_count && !st; m++) {
        st = load_runs(c, w, m, &w->links[m].home, err);
        if (!st && facilities)
            st = load_table(c, w, m, w->facility.n, &w->links[m].facility, err);
    }
    return st;
}

/* ---- as they were before a change ---- */

typedef struct keyed {
    uint64_t key;
    uint32_t facility;
} keyed;

static int by_key(const void *pa, const void *pb)
{
    const keyed *a = pa, *b = pb;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->facility > b->facility) - (a->facility < b->facility);
}

static lc_status sort_keys(lc_linking_before *b, lc_error *err)
{
    keyed *order = lc_calloc(b->count, sizeof *order);

    b->by_key = lc_calloc(b->count, sizeof *b->by_key);
    if (!order || !b->by_key) {
        lc_free(order);
        return lc_no_memory(err, "links");
    }
    for (size_t i = 0; i < b->count; i++)
        order[i] = (keyed){b->key[i], (uint32_t)i};
    if (b->count)
        qsort(order, b->count, sizeof *order, by_key);
    for (size_t i = 0; i < b->count; i++)
        b->by_key[i] = order[i].facility;
    lc_free(order);
    return LIFE_OK;
}

lc_status lc_links_arrays_before(lc_city *c, const lc_world *w,
                                 lc_linking_before *out, lc_error *err)
{
    void *data;
    lc_status st = lc_array_get(c, FACILITY_KEYS, sizeof *out->key, &data,
                                &out->count, err);

    out->key = data;
    if (!st)
        st = sort_keys(out, err);
    for (lc_mode m = 0; m < w->mode_count && !st; m++)
        st = load_table(c, w, m, out->count, &out->table[m], err);
    return st;
}

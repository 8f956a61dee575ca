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

#include "lifecircle/base/memory/shared.h"
#include "lifecircle/base/narrow.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/links.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/links/links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOMES, FACILITIES };

/* All modes share them, each run of links once, see lc_home_runs. */
static const char *const LINKS[] = {
    [HOMES] = "link/home", [FACILITIES] = "link/facility"};

/* As they lie in the file, where other programs find them: legs of homes begin
 * at the home. In memory their ends are worked out when they are asked for. */
typedef struct home_link {
    uint32_t edge, at_mm, leg_mm;
    lc_pt to;
} home_link;

/* link/OWNER/MODE/PART, modes by name: their numbers are the city's own. */
static const char *array_name(char out[64], int of, const char *mode,
                              const char *part)
{
    snprintf(out, 64, "%s/%s/%s", LINKS[of], mode, part);
    return out;
}

/* Runs of one mode: where each begins, and how many links it has. */
static lc_status store_runs(lc_city *c, int of, const char *mode,
                            const lc_home_runs *r, size_t owners, lc_error *err)
{
    char name[64];
    lc_status st = lc_array_put(c, array_name(name, of, mode, "at"), r->at,
                                sizeof *r->at, owners, err);

    return st ? st
              : lc_array_put(c, array_name(name, of, mode, "n"), r->n,
                             sizeof *r->n, owners, err);
}

/* Runs of several modes that are one are of one home. */
static void fill_homes(const lc_world *w, home_link *kept)
{
    size_t next = 0;

    for (lc_mode m = 0; m < w->mode_count; m++)
        for (uint32_t h = 0; h < w->home_count; h++) {
            const lc_home_runs *r = &w->links[m].home;

            if (!r->n[h] || r->at[h] != next)
                continue; /* another mode's */
            for (uint32_t i = 0; i < r->n[h]; i++, next++) {
                const lc_link *l = &w->home_link.v[next];

                kept[next] = (home_link){l->edge, l->at_mm, l->leg_mm,
                                         lc_link_end(w->net, l, w->home_pt[h])};
            }
        }
}

/* Legs' ends are written, not their beginnings, which are eight of the 28 bytes
 * and told by the homes' own array. */
static lc_status store_homes(lc_city *c, const lc_world *w, lc_error *err)
{
    home_link *kept = lc_calloc(w->home_link.n, sizeof *kept);
    lc_status st;

    if (!kept)
        return lc_no_memory(err, "links");
    fill_homes(w, kept);
    st = lc_array_put(c, LINKS[HOMES], kept, sizeof *kept, w->home_link.n, err);
    for (lc_mode m = 0; m < w->mode_count && !st; m++)
        st = store_runs(c, HOMES, w->mode[m].id, &w->links[m].home,
                        w->home_count, err);
    lc_free(kept);
    return st;
}

/* Where a mode has the links of one before it, they are that one's. Neither
 * half has padding, so that bytes may be compared. */
static bool are_same(const lc_world *w, uint32_t f, lc_mode a, lc_mode b)
{
    const lc_link_table *x = &w->links[a].facility, *y = &w->links[b].facility;
    size_t i = x->at[f], k = y->at[f], n = x->n[f];

    return y->n[f] == n &&
           (!n || (!memcmp(x->link + i, y->link + k, n * sizeof *x->link) &&
                   !memcmp(x->leg + i, y->leg + k, n * sizeof *x->leg)));
}

static bool share_run(const lc_world *w, uint32_t f, lc_mode mode,
                      lc_home_runs *run, lc_joint_vec *out)
{
    const lc_link_table *t = &w->links[mode].facility;
    uint32_t n = t->n[f];

    run[mode].n[f] = n;
    for (lc_mode m = 0; m < mode; m++)
        if (are_same(w, f, mode, m)) {
            run[mode].at[f] = run[m].at[f];
            return true;
        }
    if (out->n + n > UINT32_MAX || !lc_vec_reserve(out, n))
        return false;
    run[mode].at[f] = (uint32_t)out->n;
    for (uint32_t i = 0; i < n; i++)
        out->v[out->n++] = lc_table_joint(t, t->at[f] + i);
    return true;
}

/* Mode after mode, so that places in `out` rise as facilities do and take few
 * bits. */
static lc_status share_runs(const lc_world *w, lc_home_runs *run,
                            lc_joint_vec *out, lc_error *err)
{
    for (lc_mode m = 0; m < w->mode_count; m++) {
        run[m].at = lc_calloc(w->facility.n, sizeof *run[m].at);
        run[m].n = lc_calloc(w->facility.n, sizeof *run[m].n);
        if (!run[m].at || !run[m].n)
            return lc_no_memory(err, "links");
        for (uint32_t f = 0; f < w->facility.n; f++)
            if (!share_run(w, f, m, run, out))
                return lc_no_memory(err, "links");
    }
    return LIFE_OK;
}

/* Compute makes a table of its own for each mode; most of their links are the
 * same, so the file has them once. */
static lc_status store_facilities(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_home_runs run[LIFE_MAX_MODES] = {{0}};
    lc_joint_vec all = {0};
    lc_status st = share_runs(w, run, &all, err);

    if (!st)
        st = lc_array_put(c, LINKS[FACILITIES], all.v, sizeof *all.v, all.n,
                          err);
    for (lc_mode m = 0; m < w->mode_count; m++) {
        if (!st)
            st = store_runs(c, FACILITIES, w->mode[m].id, &run[m],
                            w->facility.n, err);
        lc_free(run[m].at);
        lc_free(run[m].n);
    }
    lc_vec_free(&all);
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
    lc_status st = homes ? store_homes(c, w, err) : LIFE_OK;

    if (!st)
        st = store_facilities(c, w, err);
    return st ? st : store_keys(c, w, err);
}

/* What was read belongs to no city that this program wrote. */
static lc_status damaged(int of, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", LINKS[of]);
}

/* The last test is written as a difference, since at + n could overflow. In no
 * mode two owners share a link, so their number is no more than that of all. */
static bool runs_fit(const lc_home_runs *r, size_t owners, size_t links)
{
    size_t sum = 0;

    for (size_t i = 0; i < owners; i++) {
        if (r->at[i] > links || r->n[i] > links - r->at[i])
            return false;
        sum += r->n[i];
    }
    return sum <= links;
}

/* As many as there are owners; whether they lie in the links is for the caller
 * to ask, by runs_fit(). */
static lc_status load_runs(lc_city *c, int of, const char *mode, size_t owners,
                           lc_home_runs *r, lc_error *err)
{
    char name[64];
    void *data;
    size_t at, n;
    lc_status st = lc_array_get(c, array_name(name, of, mode, "at"),
                                sizeof *r->at, &data, &at, err);

    if (st)
        return st;
    r->at = data;
    st = lc_array_get(c, array_name(name, of, mode, "n"), sizeof *r->n, &data,
                      &n, err);
    if (st)
        return st;
    r->n = data;
    return at == owners && n == owners ? LIFE_OK : damaged(of, err);
}

/* A link to an edge that is not there would be followed without a look. */
static bool known_edges(const lc_link *l, size_t n, const lc_network *net)
{
    for (size_t i = 0; i < n; i++)
        if (l[i].edge >= net->edge_count)
            return false;
    return true;
}

/* Of many home links each field by itself, as they are unpacked; where legs end
 * is passed over. */
enum { PIECE = 1024 };

typedef struct piece {
    uint32_t edge[PIECE], at_mm[PIECE], leg_mm[PIECE];
} piece;
_Static_assert(sizeof(piece) == PIECE * sizeof(lc_link), "the same fields");

static bool unpack(const lc_packed *p, lc_link *link)
{
    piece k;
    lc_narrow r;
    bool fit = lc_narrow_begin(&r, p->data, p->bytes, p->words);

    for (size_t at = 0; at < p->count && fit; at += PIECE) {
        size_t n = p->count - at < PIECE ? p->count - at : PIECE;

        fit = lc_narrow_next_columns(&r, n, sizeof k / sizeof k.edge, PIECE,
                                     k.edge);
        for (size_t i = 0; i < n && fit; i++)
            link[at + i] = (lc_link){k.edge[i], k.at_mm[i], k.leg_mm[i]};
    }
    return fit && lc_narrow_is_read(&r);
}

static lc_status load_home_links(lc_city *c, lc_world *w, lc_error *err)
{
    lc_packed p;
    lc_status st =
        lc_array_get_packed(c, LINKS[HOMES], sizeof(home_link), &p, err);
    lc_link *link;
    bool fit;

    if (st)
        return st;
    /* Every one is written. */
    link = lc_realloc(NULL, p.count, sizeof *link);
    fit = link && unpack(&p, link);
    lc_free(p.data);
    if (!link)
        return lc_no_memory(err, "links");
    w->home_link.v = link;
    w->home_link.n = w->home_link.cap = p.count;
    return fit && known_edges(link, p.count, w->net) ? LIFE_OK
                                                     : damaged(HOMES, err);
}

static lc_status make_homes(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = load_home_links(c, w, err);

    for (lc_mode m = 0; m < w->mode_count && !st; m++) {
        lc_home_runs *r = &w->links[m].home;

        st = load_runs(c, HOMES, w->mode[m].id, w->home_count, r, err);
        if (!st && !runs_fit(r, w->home_count, w->home_link.n))
            st = damaged(HOMES, err);
    }
    return st;
}

/* All that was read of them. */
static lc_status key_of_homes(lc_city *c, const lc_world *w, lc_shared_key *out,
                              lc_error *err)
{
    char at[LIFE_MAX_MODES][64], count[LIFE_MAX_MODES][64];
    const char *names[1 + 2 * LIFE_MAX_MODES] = {LINKS[HOMES]};
    size_t n = 1;
    lc_status st;

    for (lc_mode m = 0; m < w->mode_count; m++) {
        const char *mode = w->mode[m].id;

        names[n++] = array_name(at[m], HOMES, mode, "at");
        names[n++] = array_name(count[m], HOMES, mode, "n");
    }
    st = lc_array_key(c, names, n, out, err);
    *out = lc_shared_key_with(*out, w->net->edge_count);
    return st;
}

/* The world's own pointers stay as they are: what they point to is the set's.
 */
static void hold(lc_world *w, lc_home_link_set *set)
{
    w->home_set = set;
    w->home_link.v = set->link;
    w->home_link.n = w->home_link.cap = set->count;
    for (lc_mode m = 0; m < w->mode_count; m++) {
        w->links[m].home.at = set->run[m].at;
        w->links[m].home.n = set->run[m].n;
    }
}

/* Without memory for the set they stay the world's own. */
static void share(lc_world *w, lc_shared_key key)
{
    lc_home_link_set *set =
        lc_shared_key_is_none(key) ? NULL : lc_calloc(1, sizeof *set);

    if (!set)
        return;
    set->link = w->home_link.v;
    set->count = w->home_link.n;
    for (lc_mode m = 0; m < w->mode_count; m++)
        set->run[m] = w->links[m].home;
    hold(w, set);
    lc_shared_put(key, set);
}

/* Of the same arrays those that another load made. */
static lc_status load_homes(lc_city *c, lc_world *w, lc_error *err)
{
    lc_home_link_set *set;
    lc_shared_key key;
    lc_status st = key_of_homes(c, w, &key, err);

    if (st)
        return st;
    set = lc_shared_get(key);
    if (set) {
        hold(w, set);
        return LIFE_OK;
    }
    st = make_homes(c, w, err);
    if (!st)
        share(w, key);
    return st;
}

void lc_links_arrays_clear(lc_world *w)
{
    lc_home_link_set *set = w->home_set;

    if (!set)
        return;
    w->home_set = NULL;
    w->home_link.v = NULL;
    w->home_link.n = w->home_link.cap = 0;
    for (lc_mode m = 0; m < w->mode_count; m++)
        w->links[m].home.at = w->links[m].home.n = NULL;
    if (!lc_shared_drop(set))
        return;
    lc_free(set->link);
    for (lc_mode m = 0; m < LIFE_MAX_MODES; m++) {
        lc_free(set->run[m].at);
        lc_free(set->run[m].n);
    }
    lc_free(set);
}

static lc_status load_table(lc_city *c, const lc_world *w, lc_mode m,
                            size_t links, lc_link_table *t, lc_error *err)
{
    lc_home_runs r = {0};
    lc_status st = load_runs(c, FACILITIES, w->mode[m].id, t->owners, &r, err);

    t->at = r.at;
    t->n = r.n;
    if (st)
        return st;
    if (!runs_fit(&r, t->owners, links))
        return damaged(FACILITIES, err);
    for (size_t i = 0; i < t->owners; i++)
        t->count += r.n[i];
    return LIFE_OK;
}

/* As they lie in the file, into the first mode's table. */
static lc_status load_joints(lc_city *c, lc_link_table *t, size_t *count,
                             lc_error *err)
{
    void *data;
    const lc_joint *joint;
    lc_status st =
        lc_array_get(c, LINKS[FACILITIES], sizeof *joint, &data, count, err);

    if (st)
        return st;
    joint = data;
    t->stored_count = *count;
    t->link = lc_realloc(NULL, *count, sizeof *t->link);
    t->leg = lc_realloc(NULL, *count, sizeof *t->leg);
    if (!t->link || !t->leg)
        st = lc_no_memory(err, "links");
    for (size_t i = 0; i < *count && !st; i++)
        lc_table_put(t, i, &joint[i]);
    lc_free(data);
    return st;
}

/* table[m].owners says of how many facilities they are. The links are the first
 * mode's, whatever comes back. */
static lc_status load_facilities(lc_city *c, const lc_world *w,
                                 lc_link_table table[LIFE_MAX_MODES],
                                 lc_error *err)
{
    size_t n;
    lc_status st = load_joints(c, &table[0], &n, err);

    for (lc_mode m = 1; m < w->mode_count; m++) {
        table[m].link = table[0].link;
        table[m].leg = table[0].leg;
        table[m].lent = true;
    }
    if (!st && !known_edges(table[0].link, n, w->net))
        st = damaged(FACILITIES, err);
    for (lc_mode m = 0; m < w->mode_count && !st; m++)
        st = load_table(c, w, m, n, &table[m], err);
    return st;
}

lc_status lc_links_arrays_load(lc_city *c, lc_world *w, bool facilities,
                               lc_error *err)
{
    lc_link_table table[LIFE_MAX_MODES] = {{0}};
    lc_status st = load_homes(c, w, err);

    if (st || !facilities)
        return st;
    for (lc_mode m = 0; m < w->mode_count; m++)
        table[m].owners = w->facility.n;
    st = load_facilities(c, w, table, err);
    /* Whatever was made of them goes with the world. */
    for (lc_mode m = 0; m < w->mode_count; m++)
        w->links[m].facility = table[m];
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

static keyed *sort_keys(const uint64_t *key, size_t n)
{
    keyed *order = lc_calloc(n, sizeof *order);

    for (size_t i = 0; order && i < n; i++)
        order[i] = (keyed){key[i], (uint32_t)i};
    if (order && n)
        qsort(order, n, sizeof *order, by_key);
    return order;
}

/* The first of that key, or LIFE_NONE: by halving. */
static uint32_t find_key(const keyed *order, size_t n, uint64_t key)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (order[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && order[low].key == key ? order[low].facility : LIFE_NONE;
}

/* Both are in the order of ids, so that who follows one that stayed is mostly
 * the next of that time: few are looked for among all. */
static lc_status find_former(const lc_world *w, const uint64_t *key,
                             lc_linking_before *out, lc_error *err)
{
    keyed *order = sort_keys(key, out->count);
    size_t next = 0;

    out->was = lc_calloc(w->facility.n, sizeof *out->was);
    for (size_t f = 0; order && out->was && f < w->facility.n; f++) {
        uint64_t now = lc_linking_key(w, f);
        uint32_t was = next < out->count && key[next] == now
                           ? (uint32_t)next
                           : find_key(order, out->count, now);

        out->was[f] = was;
        out->fresh += was == LIFE_NONE;
        next = was == LIFE_NONE ? next : (size_t)was + 1;
    }
    lc_free(order);
    return order && out->was ? LIFE_OK : lc_no_memory(err, "links");
}

lc_status lc_links_arrays_before(lc_city *c, const lc_world *w,
                                 lc_linking_before *out, lc_error *err)
{
    void *key;
    lc_status st = lc_array_get(c, FACILITY_KEYS, sizeof(uint64_t), &key,
                                &out->count, err);

    if (!st)
        st = find_former(w, key, out, err);
    lc_free(key);
    for (lc_mode m = 0; m < w->mode_count; m++)
        out->table[m].owners = out->count;
    return st ? st : load_facilities(c, w, out->table, err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/linking.c - links of every home and facility, for each mode:
 * made on several threads, stored as arrays and as the link table, loaded
 * again.
 */
#include "lifecircle/base/pool.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/link.h"
#include "src/world/world_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for links");
}

lc_gait lc_pace_gait(const lc_pace *p)
{
    lc_gait gait = {0};

    /* its figures were checked when it was loaded */
    lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait, NULL);
    return gait;
}

/* The permissions of a mode do not depend on speed; whether steps are open
 * does, so the mode's first pace decides. A mode that no pace has gets no
 * links. */
static bool mode_gait(const lc_world *w, lc_mode m, lc_gait *out)
{
    for (size_t p = 0; p < w->pace_count; p++) {
        if (w->pace[p].mode == m) {
            *out = lc_pace_gait(&w->pace[p]);
            return true;
        }
    }
    return false;
}

/* ---- making ---- */

/* Owners in blocks, so that each item of the pool is worth its hand-over. */
#define BLOCK 256

typedef struct linking {
    lc_world *w;
    lc_linker k;
    bool homes;
    size_t owners;
    lc_link_vec *block; /* links of each block, owner after owner */
    uint32_t *count;    /* links of each owner */
} linking;

static lc_status link_home(const linking *g, size_t h, lc_link_vec *out,
                           lc_error *err)
{
    lc_link link[LIFE_MAX_LINKS];
    uint32_t n;

    lc_link_point(&g->k, g->w->home_pt[h], g->w->home_layer[h], link, &n);
    for (uint32_t i = 0; i < n; i++)
        if (!lc_vec_push(out, link[i]))
            return no_memory(err);
    return LIFE_OK;
}

static lc_status link_facility(const linking *g, size_t f, lc_link_vec *out,
                               lc_error *err)
{
    const lc_world *w = g->w;
    const lc_facility *d = &w->facility.v[f];
    uint32_t first = w->entrance_first[f];
    lc_link link[LIFE_MAX_LINKS];
    uint32_t n;

    if (d->shape != LIFE_NONE)
        return lc_link_shape(&g->k, &w->shape.v[d->shape], w->facility_layer[f],
                             lc_vec_at(&w->entrance, first),
                             w->entrance_first[f + 1] - first, out, err);
    if (!d->placed)
        return LIFE_OK;
    lc_link_point(&g->k, d->pt, w->facility_layer[f], link, &n);
    for (uint32_t i = 0; i < n; i++)
        if (!lc_vec_push(out, link[i]))
            return no_memory(err);
    return LIFE_OK;
}

static lc_status link_block(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    linking *g = ctx;
    size_t end = (item + 1) * BLOCK;
    lc_status st = LIFE_OK;

    (void)worker;
    if (end > g->owners)
        end = g->owners;
    for (size_t i = item * BLOCK; i < end && !st; i++) {
        size_t before = g->block[item].n;

        st = g->homes ? link_home(g, i, &g->block[item], err)
                      : link_facility(g, i, &g->block[item], err);
        g->count[i] = (uint32_t)(g->block[item].n - before);
    }
    return st;
}

static lc_status join_blocks(const linking *g, size_t blocks,
                             lc_link_table *out, lc_error *err)
{
    size_t n = 0;

    for (size_t b = 0; b < blocks; b++)
        n += g->block[b].n;
    out->owners = g->owners;
    out->count = n;
    out->first = lc_calloc(g->owners + 1, sizeof *out->first);
    out->link = lc_calloc(n, sizeof *out->link);
    if (!out->first || !out->link)
        return no_memory(err);
    n = 0;
    for (size_t b = 0; b < blocks; b++) {
        if (g->block[b].n)
            memcpy(out->link + n, g->block[b].v,
                   g->block[b].n * sizeof *out->link);
        n += g->block[b].n;
    }
    for (size_t i = 0; i < g->owners; i++)
        out->first[i + 1] = out->first[i] + g->count[i];
    return LIFE_OK;
}

static lc_status make_table(lc_world *w, const lc_linker *k, bool homes,
                            lc_link_table *out, lc_error *err)
{
    linking g = {.w = w, .k = *k, .homes = homes};
    size_t blocks;
    lc_status st;

    g.owners = homes ? w->home_count : w->facility.n;
    blocks = (g.owners + BLOCK - 1) / BLOCK;
    g.block = lc_calloc(blocks, sizeof *g.block);
    g.count = lc_calloc(g.owners, sizeof *g.count);
    if (!g.block || !g.count)
        st = no_memory(err);
    else
        st = lc_pool_run(lc_pool_threads(), blocks, link_block, &g, err);
    if (!st)
        st = join_blocks(&g, blocks, out, err);
    for (size_t b = 0; g.block && b < blocks; b++)
        lc_vec_free(&g.block[b]);
    lc_free(g.block);
    lc_free(g.count);
    return st;
}

static void clear_table(lc_link_table *t)
{
    lc_free(t->first);
    lc_free(t->link);
    *t = (lc_link_table){0};
}

/* Where the same links of a home are already, as those of another mode. */
static bool find_run(lc_world *w, uint32_t home, int mode, const lc_link *link,
                     size_t n)
{
    for (int m = 0; m < mode; m++) {
        const lc_home_runs *r = &w->links[m].home;

        if (r->n[home] != n || (n && memcmp(w->home_link.v + r->at[home], link,
                                            n * sizeof *link) != 0))
            continue;
        w->links[mode].home.at[home] = r->at[home];
        return true;
    }
    return false;
}

static lc_status make_runs(lc_world *w, int mode, const lc_link_table *t,
                           lc_error *err)
{
    lc_home_runs *r = &w->links[mode].home;

    r->at = lc_calloc(w->home_count, sizeof *r->at);
    r->n = lc_calloc(w->home_count, sizeof *r->n);
    if (!r->at || !r->n)
        return no_memory(err);
    for (uint32_t h = 0; h < w->home_count; h++) {
        const lc_link *link = t->link + t->first[h];

        r->n[h] = (uint8_t)(t->first[h + 1] - t->first[h]);
        if (find_run(w, h, mode, link, r->n[h]))
            continue;
        r->at[h] = (uint32_t)w->home_link.n;
        for (size_t i = 0; i < r->n[h]; i++)
            if (!lc_vec_push(&w->home_link, link[i]))
                return no_memory(err);
    }
    return LIFE_OK;
}

static lc_status make_homes(lc_world *w, int mode, const lc_linker *k,
                            lc_error *err)
{
    lc_link_table t = {0};
    lc_status st = make_table(w, k, true, &t, err);

    if (!st)
        st = make_runs(w, mode, &t, err);
    clear_table(&t);
    return st;
}

lc_status lc_world_make_links(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int m = 0; m < LIFE_MODE_COUNT && !st; m++) {
        lc_linker k = {w->net, w->barriers, {0}};

        /* nobody goes by this mode: a gait to which nothing is open */
        if (!mode_gait(w, (lc_mode)m, &k.gait))
            k.gait = (lc_gait){(lc_mode)m, {0, 1}, {0, 1}};
        st = make_homes(w, m, &k, err);
        if (!st)
            st = make_table(w, &k, false, &w->links[m].facility, err);
    }
    return st;
}

/* ---- by edge, and who has none ---- */

static lc_status index_edges(const lc_world *w, lc_mode_links *m, lc_error *err)
{
    const lc_link_table *t = &m->facility;
    uint32_t *next;

    m->edge_first =
        lc_calloc((size_t)w->net->edge_count + 2, sizeof *m->edge_first);
    m->by_edge = lc_calloc(t->count, sizeof *m->by_edge);
    m->edge_used = lc_calloc(w->net->edge_count / 64 + 1, sizeof(uint64_t));
    if (!m->edge_first || !m->by_edge || !m->edge_used)
        return no_memory(err);
    for (size_t i = 0; i < t->count; i++)
        m->edge_first[t->link[i].edge + 2]++;
    for (uint32_t e = 1; e <= w->net->edge_count; e++)
        m->edge_first[e + 1] += m->edge_first[e];
    next = m->edge_first + 1;
    for (uint32_t f = 0; f < t->owners; f++)
        for (uint32_t i = t->first[f]; i < t->first[f + 1]; i++) {
            uint32_t e = t->link[i].edge;

            m->by_edge[next[e]++] = (lc_edge_link){
                f, i, w->facility.v[f].categories | LIFE_ANY_FACILITY};
            m->edge_used[e / 64] |= UINT64_C(1) << e % 64;
        }
    return LIFE_OK;
}

static lc_status index_unlinked(const lc_world *w, lc_mode_links *m, uint32_t c,
                                lc_error *err)
{
    size_t n = m->unlinked_count[c];
    lc_box *box = lc_calloc(n, sizeof *box);
    lc_status st;

    if (!box)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        box[i] = lc_world_facility_box(w, m->unlinked[c][i]);
    st = lc_index_build(box, n, &m->unlinked_index[c], err);
    lc_free(box);
    return st;
}

static lc_status list_unlinked(const lc_world *w, lc_mode_links *m,
                               lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        m->unlinked[c] =
            lc_calloc(w->category[c].facility_count, sizeof *m->unlinked[c]);
        if (!m->unlinked[c])
            return no_memory(err);
        for (uint32_t i = 0; i < w->category[c].facility_count; i++) {
            uint32_t f = w->member[c][i];

            if (m->facility.first[f] == m->facility.first[f + 1])
                m->unlinked[c][m->unlinked_count[c]++] = f;
        }
        st = index_unlinked(w, m, c, err);
    }
    return st;
}

lc_status lc_world_index_links(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int m = 0; m < LIFE_MODE_COUNT && !st; m++) {
        st = index_edges(w, &w->links[m], err);
        if (!st)
            st = list_unlinked(w, &w->links[m], err);
    }
    return st;
}

void lc_mode_links_clear(lc_mode_links *m)
{
    lc_free(m->home.at);
    lc_free(m->home.n);
    clear_table(&m->facility);
    lc_free(m->edge_first);
    lc_free(m->by_edge);
    lc_free(m->edge_used);
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_free(m->unlinked[c]);
        lc_index_free(m->unlinked_index[c]);
    }
}

/* ---- storing and loading ---- */

lc_status lc_world_row_ids(lc_city *c, bool homes, size_t count, int64_t **out,
                           lc_error *err)
{
    lc_stored_home h;
    lc_stored_facility f;
    lc_rows *rows = NULL;
    int64_t *ids = lc_calloc(count, sizeof *ids);
    size_t n = 0;
    lc_status st;

    *out = NULL;
    if (!ids)
        return no_memory(err);
    st = homes ? lc_home_rows_ids(c, &h, &rows, err)
               : lc_facility_rows_numbers(c, &f, &rows, err);
    while (n < count && lc_rows_next(&rows, &st, err))
        ids[n++] = homes ? h.id : f.number;
    lc_rows_close(&rows);
    if (st)
        lc_free(ids);
    else
        *out = ids;
    return st;
}

static lc_status put_link(lc_city *c, const lc_world *w, const lc_link *l,
                          lc_stored_link *row, lc_error *err)
{
    lc_lonlat from = lc_pt_lonlat(l->from), to = lc_pt_lonlat(l->to);

    row->street = w->net->edge[l->edge].street;
    row->at_mm = l->at_mm;
    row->leg_mm = l->leg_mm;
    row->from_lon = from.lon;
    row->from_lat = from.lat;
    row->to_lon = to.lon;
    row->to_lat = to.lat;
    return lc_link_rows_insert(c, row, err);
}

static lc_status put_rows(lc_city *c, const lc_world *w, const int64_t *ids,
                          int mode, bool homes, lc_error *err)
{
    uint32_t owners = (uint32_t)(homes ? w->home_count : w->facility.n);
    lc_stored_link row = {.owner = homes ? "h" : "f",
                          .mode = lc_mode_names[mode]};
    lc_status st = LIFE_OK;

    for (uint32_t o = 0; o < owners && !st; o++) {
        const lc_link *l;
        size_t n = homes ? lc_world_home_links(w, o, (lc_mode)mode, &l)
                         : lc_world_facility_links(w, o, (lc_mode)mode, &l);

        row.owner_id = ids[o];
        for (; n && !st; n--, l++)
            st = put_link(c, w, l, &row, err);
    }
    return st;
}

/* link/OWNER/MODE/PART */
static const char *array_name(char out[64], bool homes, int mode,
                              const char *part)
{
    snprintf(out, 64, "link/%s/%s/%s", homes ? "home" : "facility",
             lc_mode_names[mode], part);
    return out;
}

#define HOME_LINKS "link/home"

static lc_status store_arrays(lc_city *c, const lc_world *w, int mode,
                              lc_error *err)
{
    const lc_link_table *t = &w->links[mode].facility;
    const lc_home_runs *r = &w->links[mode].home;
    const struct {
        bool homes;
        const char *part;
        const void *data;
        size_t bytes;
    } array[] = {{true, "at", r->at, w->home_count * sizeof *r->at},
                 {true, "n", r->n, w->home_count * sizeof *r->n},
                 {false, "first", t->first, (t->owners + 1) * sizeof *t->first},
                 {false, "link", t->link, t->count * sizeof *t->link}};
    lc_status st = LIFE_OK;
    char name[64];

    for (size_t i = 0; i < sizeof array / sizeof *array && !st; i++)
        st = lc_array_put(c,
                          array_name(name, array[i].homes, mode, array[i].part),
                          array[i].data, array[i].bytes, err);
    return st;
}

static lc_status store_owners(lc_city *c, const lc_world *w, bool homes,
                              lc_error *err)
{
    int64_t *ids;
    lc_status st = lc_world_row_ids(
        c, homes, homes ? w->home_count : w->facility.n, &ids, err);

    for (int m = 0; m < LIFE_MODE_COUNT && !st; m++)
        st = put_rows(c, w, ids, m, homes, err);
    lc_free(ids);
    return st;
}

lc_status lc_world_store_links(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_status st = lc_link_rows_clear(c, err);

    if (!st)
        st = store_owners(c, w, true, err);
    if (!st)
        st = store_owners(c, w, false, err);
    if (!st)
        st = lc_array_put(c, HOME_LINKS, w->home_link.v,
                          w->home_link.n * sizeof *w->home_link.v, err);
    for (int m = 0; m < LIFE_MODE_COUNT && !st; m++)
        st = store_arrays(c, w, m, err);
    return st;
}

static bool known_edges(const lc_link *l, size_t n, const lc_network *net)
{
    for (size_t i = 0; i < n; i++)
        if (l[i].edge >= net->edge_count)
            return false;
    return true;
}

static bool sound(const lc_link_table *t, size_t owners, const lc_network *n)
{
    if (t->owners != owners || t->first[0] || t->first[owners] != t->count)
        return false;
    for (size_t i = 0; i < owners; i++)
        if (t->first[i] > t->first[i + 1])
            return false;
    return known_edges(t->link, t->count, n);
}

static lc_status load_table(lc_city *c, const lc_world *w, int mode,
                            lc_link_table *t, lc_error *err)
{
    char name[64];
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, array_name(name, false, mode, "first"),
                                sizeof *t->first, &data, &n, err);

    if (st)
        return st;
    t->first = data;
    t->owners = n ? n - 1 : 0;
    st = lc_array_get(c, array_name(name, false, mode, "link"), sizeof *t->link,
                      &data, &t->count, err);
    if (st)
        return st;
    t->link = data;
    if (!n || !sound(t, w->facility.n, w->net))
        return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    return LIFE_OK;
}

static lc_status load_runs(lc_city *c, const lc_world *w, int mode,
                           lc_home_runs *r, lc_error *err)
{
    char name[64];
    size_t at, n;
    lc_status st = lc_array_get(c, array_name(name, true, mode, "at"),
                                sizeof *r->at, (void **)&r->at, &at, err);

    if (!st)
        st = lc_array_get(c, array_name(name, true, mode, "n"), sizeof *r->n,
                          (void **)&r->n, &n, err);
    if (!st && (at != w->home_count || n != w->home_count))
        st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    for (size_t h = 0; !st && h < w->home_count; h++)
        if (r->n[h] > LIFE_MAX_LINKS || r->at[h] > w->home_link.n ||
            r->n[h] > w->home_link.n - r->at[h])
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

lc_status lc_world_load_links(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = load_home_links(c, w, err);

    for (int m = 0; m < LIFE_MODE_COUNT && !st; m++) {
        st = load_runs(c, w, m, &w->links[m].home, err);
        if (!st)
            st = load_table(c, w, m, &w->links[m].facility, err);
    }
    return st;
}

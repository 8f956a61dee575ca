/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/data.c - see data.h.
 */
#include "src/http/ogc/data.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/world.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_MOST  64         /* selections */
#define RANKS_MOST (4u << 20) /* features in all of them */
#define LOOK_AFTER 1000       /* rows, at the clock */

const lc_ogc_kind lc_ogc_data_kinds[LIFE_OGC_KINDS] = {
    {"facilities", "facilities", "设施", "places that offer a service",
     "提供服务的地点", "checked_on", false},
    {"units", "units", "单元", "districts, streets and communities",
     "区县、街道与社区", NULL, false},
    {"homes", "homes", "住处", "where people live, with what they weigh",
     "居民居住的地点及其权重", NULL, false},
    {"streets", "streets", "街道", "the walking network, edge by edge",
     "步行路网的各路段", NULL, true},
    {"coverage", "coverage", "覆盖率",
     "units with the share of homes that reach each service within 15 minutes",
     "各单元在 15 分钟内可达各类服务的比例", NULL, false},
    {"indicators", "indicators", "指标",
     "units against the rules of their standard", "各单元与标准的对照", NULL,
     false},
};

struct lc_ogc_chosen {
    char *key;
    uint32_t *rank;
    size_t count;
    unsigned refs;
    uint64_t used;
    bool kept; /* in the list */
};

struct lc_ogc_data {
    lc_study *study;
    lc_box extent;
    pthread_mutex_t lock; /* of the list and of what is open */
    pthread_mutex_t opening[LIFE_OGC_KINDS];
    lc_ogc_layer *layer[LIFE_OGC_KINDS];
    LC_VEC(lc_ogc_chosen *) kept;
    size_t ranks;
    uint64_t clock;
};

lc_ogc_data *lc_ogc_data_new(lc_study *study)
{
    lc_ogc_data *d = lc_calloc(1, sizeof *d);

    if (!d)
        return NULL;
    d->study = study;
    d->extent = lc_shape_box(lc_world_extent(lc_study_world(study)));
    pthread_mutex_init(&d->lock, NULL);
    for (size_t i = 0; i < LIFE_OGC_KINDS; i++)
        pthread_mutex_init(&d->opening[i], NULL);
    return d;
}

lc_box lc_ogc_data_extent(const lc_ogc_data *d)
{
    return d->extent;
}

static void layer_free(lc_ogc_layer *l)
{
    if (!l)
        return;
    lc_layer_rows_close(l->rows);
    lc_index_free(l->index);
    lc_arena_free(l->ids);
    lc_free(l->unplaced);
    lc_free(l->row);
    lc_free(l->id);
    lc_free(l);
}

static void chosen_free(lc_ogc_chosen *c)
{
    if (!c)
        return;
    lc_free(c->key);
    lc_free(c->rank);
    lc_free(c);
}

void lc_ogc_data_free(lc_ogc_data *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < LIFE_OGC_KINDS; i++) {
        layer_free(d->layer[i]);
        pthread_mutex_destroy(&d->opening[i]);
    }
    for (size_t i = 0; i < d->kept.n; i++)
        chosen_free(d->kept.v[i]);
    lc_vec_free(&d->kept);
    pthread_mutex_destroy(&d->lock);
    lc_free(d);
}

/* ---- opening ---- */

typedef struct named { /* a row on its way to its place */
    const char *id;
    uint32_t row;
    lc_box box;
} named;

/* Shorter ones first, so that numbers stand in their order. */
static int compare_ids(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);

    return m != n ? (m < n ? -1 : 1) : strcmp(a, b);
}

static int by_id(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = compare_ids(x->id, y->id);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static lc_box box_of(const lc_geometry *g)
{
    lc_box box = lc_box_empty();

    if (g->shape)
        return lc_shape_box(g->shape);
    if (g->placed)
        lc_box_add(&box, g->pt);
    return box;
}

static lc_status read_names(lc_ogc_layer *l, named *all, lc_error *err)
{
    lc_layer_reader r = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < l->count; i++) {
        st = lc_layer_rows_read(l->rows, i, &r, err);
        if (st)
            break;
        all[i] = (named){lc_arena_strdup(l->ids, r.row.id ? r.row.id : ""),
                         (uint32_t)i, box_of(&r.row.geometry)};
        if (!all[i].id)
            st = lc_no_memory(err, "the ids");
    }
    lc_layer_reader_free(&r);
    return st;
}

static bool number(lc_ogc_layer *l, named *one, size_t n)
{
    lc_buf made = {0};

    lc_buf_printf(&made, "%s-%zu", one->id, n);
    one->id = made.failed ? NULL : lc_arena_strdup(l->ids, made.data);
    lc_buf_free(&made);
    return one->id;
}

/* Pieces of one street have its id, and "outside" is there once a level: they
 * get "-1", "-2" and so on, each of them, as GDAL takes a number for another
 * kind of id; where `pieces`, also what is one alone. True: some were alike. */
static bool tell_apart(lc_ogc_layer *l, named *all, bool pieces, lc_status *st)
{
    bool any = false;

    qsort(all, l->count, sizeof *all, by_id);
    for (size_t i = 0; i < l->count; i++) {
        const char *id = all[i].id;
        size_t n = 1;

        while (i + n < l->count && !strcmp(all[i + n].id, id))
            n++;
        if (n < 2 && !pieces)
            continue;
        any = any || n > 1;
        for (size_t k = 0; k < n; k++)
            if (!number(l, &all[i + k], k + 1)) {
                *st = LIFE_ERR_NOMEM;
                return false;
            }
        i += n - 1;
    }
    return any;
}

static lc_status build_index(lc_ogc_layer *l, const named *all, lc_error *err)
{
    lc_box *box = lc_calloc(l->count + 1, sizeof *box);
    lc_status st = box ? LIFE_OK : lc_no_memory(err, "the index");

    for (size_t i = 0; !st && i < l->count; i++) {
        box[i] = all[i].box;
        if (box[i].min_lon > box[i].max_lon)
            l->unplaced[l->unplaced_count++] = (uint32_t)i;
    }
    if (!st)
        st = lc_index_build(box, l->count, &l->index, err);
    lc_free(box);
    return st;
}

static lc_status arrange(lc_ogc_layer *l, named *all, lc_error *err)
{
    lc_status st = read_names(l, all, err);

    bool pieces = l->kind->pieces;

    while (!st && tell_apart(l, all, pieces, &st))
        pieces = false;
    if (st)
        return lc_fail(err, st, "no memory for the ids");
    for (size_t i = 0; i < l->count; i++) {
        l->row[i] = all[i].row;
        l->id[i] = all[i].id;
    }
    return build_index(l, all, err);
}

static lc_status open_layer(lc_ogc_data *d, lc_ogc_layer *l, lc_error *err)
{
    const lc_layer_query q = {
        .layer = l->kind->id, .format = lc_formats, .every_level = true};
    named *all;
    lc_status st = lc_layer_rows_open(d->study, &q, &l->rows, err);

    if (st)
        return st;
    l->fields = lc_layer_rows_fields(l->rows);
    l->count = lc_layer_rows_count(l->rows);
    l->ids = lc_arena_new(0);
    l->row = lc_calloc(l->count + 1, sizeof *l->row);
    l->id = lc_calloc(l->count + 1, sizeof *l->id);
    l->unplaced = lc_calloc(l->count + 1, sizeof *l->unplaced);
    all = lc_calloc(l->count + 1, sizeof *all);
    st = l->ids && l->row && l->id && l->unplaced && all
             ? arrange(l, all, err)
             : lc_no_memory(err, "a collection");
    lc_free(all);
    return st;
}

static lc_ogc_layer *open_already(lc_ogc_data *d, size_t kind)
{
    lc_ogc_layer *l;

    pthread_mutex_lock(&d->lock);
    l = d->layer[kind];
    pthread_mutex_unlock(&d->lock);
    return l;
}

/* Who comes while it is opened waits for it. */
static lc_status open_once(lc_ogc_data *d, size_t kind, lc_error *err)
{
    lc_ogc_layer *l;
    lc_status st = LIFE_OK;

    pthread_mutex_lock(&d->opening[kind]);
    if (!open_already(d, kind)) {
        l = lc_calloc(1, sizeof *l);
        if (l)
            l->kind = &lc_ogc_data_kinds[kind];
        st = l ? open_layer(d, l, err) : lc_no_memory(err, "a collection");
        if (st) {
            layer_free(l);
        } else {
            pthread_mutex_lock(&d->lock);
            d->layer[kind] = l;
            pthread_mutex_unlock(&d->lock);
        }
    }
    pthread_mutex_unlock(&d->opening[kind]);
    return st;
}

static size_t find_kind(const char *id)
{
    size_t i = 0;

    while (i < LIFE_OGC_KINDS && strcmp(lc_ogc_data_kinds[i].id, id) != 0)
        i++;
    return i;
}

lc_status lc_ogc_data_kind(const char *id, const lc_ogc_kind **out,
                           lc_error *err)
{
    size_t kind = find_kind(id);

    *out = NULL;
    if (kind == LIFE_OGC_KINDS)
        return lc_fail(
            err, LIFE_ERR_NOT_FOUND,
            "there is no collection \"%.40s\"; there are: "
            "facilities, units, homes, streets, coverage, indicators",
            id);
    *out = &lc_ogc_data_kinds[kind];
    return LIFE_OK;
}

lc_status lc_ogc_data_layer(lc_ogc_data *d, const char *id,
                            const lc_ogc_layer **out, lc_error *err)
{
    size_t kind = find_kind(id);
    const lc_ogc_kind *about;
    lc_status st = lc_ogc_data_kind(id, &about, err);

    *out = NULL;
    if (!st && !open_already(d, kind))
        st = open_once(d, kind, err);
    if (!st)
        *out = open_already(d, kind);
    return st;
}

bool lc_ogc_data_is_open(lc_ogc_data *d, const char *id)
{
    size_t kind = find_kind(id);

    return kind < LIFE_OGC_KINDS && open_already(d, kind);
}

bool lc_ogc_data_find(const lc_ogc_layer *l, const char *id, size_t *at)
{
    size_t low = 0, high = l->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (compare_ids(l->id[mid], id) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *at = low;
    return low < l->count && !strcmp(l->id[low], id);
}

/* ---- choosing ---- */

typedef LC_VEC(uint32_t) ranks;

typedef struct gathering {
    ranks *out;
    bool failed;
} gathering;

static bool gather(void *ctx, uint32_t item)
{
    gathering *g = ctx;

    g->failed = !lc_vec_push(g->out, item);
    return !g->failed;
}

static int by_rank(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* A box of the filter's narrows too, but says nothing of what is unplaced:
 * these are unknown to it, and so not kept in any case. */
static bool narrow(const lc_ogc_wish *wish, lc_box *box)
{
    bool has = wish->has_box;
    lc_box other;

    *box = wish->box;
    for (size_t i = 0; !has && i < 4; i++)
        if (wish->filter[i] && lc_filter_box(wish->filter[i], &other)) {
            *box = other;
            has = true;
        }
    return has;
}

/* Features that may be wanted, rising. */
static lc_status candidates(const lc_ogc_layer *l, const lc_ogc_wish *wish,
                            ranks *out, lc_error *err)
{
    gathering g = {out, false};
    lc_box box;

    if (!lc_vec_reserve(out, 1))
        return lc_no_memory(err, "a selection");
    if (!narrow(wish, &box)) {
        for (size_t i = 0; !g.failed && i < l->count; i++)
            gather(&g, (uint32_t)i);
    } else {
        lc_index_query(l->index, box, gather, &g);
        for (size_t i = 0; !g.failed && i < l->unplaced_count; i++)
            gather(&g, l->unplaced[i]);
    }
    if (g.failed)
        return lc_no_memory(err, "a selection");
    qsort(out->v, out->n, sizeof *out->v, by_rank);
    return LIFE_OK;
}

static bool is_wanted(const lc_ogc_wish *wish, lc_row *row)
{
    for (size_t i = 0; i < 4; i++)
        if (wish->filter[i] && !lc_filter_keeps(wish->filter[i], row))
            return false;
    return true;
}

/* Those that are wanted move to the front. */
static lc_status sift(const lc_ogc_layer *l, const lc_ogc_wish *wish,
                      ranks *all, lc_error *err)
{
    lc_layer_reader r = {0};
    lc_status st = LIFE_OK;
    size_t kept = 0;

    for (size_t i = 0; !st && i < all->n; i++) {
        if (i % LOOK_AFTER == 0)
            st = lc_budget_spend(LOOK_AFTER, err);
        if (!st)
            st = lc_layer_rows_read(l->rows, l->row[all->v[i]], &r, err);
        if (st)
            break;
        if (!r.row.failed && is_wanted(wish, &r.row))
            all->v[kept++] = all->v[i];
        if (r.row.failed)
            st = lc_no_memory(err, "a row");
    }
    all->n = kept;
    lc_layer_reader_free(&r);
    return st;
}

/* Under the lock: the ones that were asked for longest ago go. */
static void make_room(lc_ogc_data *d)
{
    while (d->kept.n >= KEPT_MOST || d->ranks > RANKS_MOST) {
        size_t oldest = 0;
        lc_ogc_chosen *c;

        if (!d->kept.n)
            return;
        for (size_t i = 1; i < d->kept.n; i++)
            if (d->kept.v[i]->used < d->kept.v[oldest]->used)
                oldest = i;
        c = d->kept.v[oldest];
        d->kept.v[oldest] = d->kept.v[--d->kept.n];
        d->ranks -= c->count;
        c->kept = false;
        if (!c->refs)
            chosen_free(c);
    }
}

/* It is this request's alone where there is no room for it. */
static void keep(lc_ogc_data *d, lc_ogc_chosen *c)
{
    pthread_mutex_lock(&d->lock);
    make_room(d);
    c->used = ++d->clock;
    if (c->count <= RANKS_MOST && lc_vec_push(&d->kept, c)) {
        d->ranks += c->count;
        c->kept = true;
    }
    pthread_mutex_unlock(&d->lock);
}

static lc_ogc_chosen *known(lc_ogc_data *d, const char *key)
{
    lc_ogc_chosen *found = NULL;

    pthread_mutex_lock(&d->lock);
    for (size_t i = 0; i < d->kept.n; i++)
        if (!strcmp(d->kept.v[i]->key, key)) {
            found = d->kept.v[i];
            found->refs++;
            found->used = ++d->clock;
        }
    pthread_mutex_unlock(&d->lock);
    return found;
}

lc_status lc_ogc_data_choose(lc_ogc_data *d, const lc_ogc_layer *l,
                             const lc_ogc_wish *wish, lc_ogc_chosen **out,
                             lc_error *err)
{
    ranks all = {0};
    lc_ogc_chosen *c = known(d, wish->key);
    lc_status st;

    *out = c;
    if (c)
        return LIFE_OK;
    c = lc_calloc(1, sizeof *c);
    st = c ? candidates(l, wish, &all, err) : lc_no_memory(err, "a selection");
    if (!st)
        st = sift(l, wish, &all, err);
    if (!st) {
        c->key = lc_strdup(wish->key);
        if (!c->key)
            st = lc_no_memory(err, "a selection");
    }
    if (st) {
        lc_vec_free(&all);
        lc_free(c);
        return st;
    }
    c->rank = all.v;
    c->count = all.n;
    c->refs = 1;
    keep(d, c);
    *out = c;
    return LIFE_OK;
}

const uint32_t *lc_ogc_data_chosen(const lc_ogc_chosen *c, size_t *count)
{
    *count = c->count;
    return c->rank;
}

void lc_ogc_data_give(lc_ogc_data *d, lc_ogc_chosen *c)
{
    bool last;

    if (!c)
        return;
    pthread_mutex_lock(&d->lock);
    last = --c->refs == 0 && !c->kept;
    pthread_mutex_unlock(&d->lock);
    if (last)
        chosen_free(c);
}

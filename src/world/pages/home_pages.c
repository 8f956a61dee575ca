/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/home_pages.c - see the headers.
 *
 * Pages of several arrays are read in step, each home's place in them being
 * its number.
 */
#include "src/world/pages/home_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/world/city.h"
#include "src/world/pages/link_pages.h"
#include "src/world/people/home.h"

enum { PT, WEIGHT, ASSUMED, UNIT, ARRAYS };

static const struct {
    const char *name;
    size_t item;
} arrays[ARRAYS] = {
    [PT] = {"home/pt", sizeof(lc_pt)},
    [WEIGHT] = {"home/weight", sizeof(int64_t)},
    [ASSUMED] = {"home/assumed", 1},
    [UNIT] = {"home/unit", sizeof(uint32_t)},
};

struct lc_home_pages {
    lc_city *city;
    lc_world *world;
    bool open;
    lc_array_pages *array[ARRAYS];
    lc_link_pages *links;
};

static lc_status damaged(int array, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", arrays[array].name);
}

static size_t count_of(const lc_home_pages *p, int array)
{
    return lc_array_pages_count(p->array[array]);
}

static const void *item(const lc_home_pages *p, int array, size_t i,
                        lc_error *err)
{
    return lc_array_pages_at(p->array[array], i, err);
}

/* ---- opening ---- */

/* The first array says how many homes there are, the others must agree. */
static lc_status check_counts(const lc_world *w, const lc_home_pages *p,
                              lc_error *err)
{
    size_t homes = count_of(p, PT);

    if (count_of(p, WEIGHT) != homes)
        return damaged(WEIGHT, err);
    if (count_of(p, ASSUMED) != homes)
        return damaged(ASSUMED, err);
    if (count_of(p, UNIT) != homes * w->level.n)
        return damaged(UNIT, err);
    return lc_link_pages_owners(p->links) == homes
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "array link/home is damaged");
}

lc_status lc_home_pages_new(lc_city *c, lc_world *w, lc_error *err)
{
    lc_home_pages *p = lc_calloc(1, sizeof *p);

    w->home_pages = p;
    w->home_kind = lc_world_home_kind_of(w);
    if (!p)
        return lc_no_memory(err, "homes");
    p->city = c;
    p->world = w;
    return LIFE_OK;
}

static void close_all(lc_home_pages *p)
{
    for (int i = 0; i < ARRAYS; i++) {
        lc_array_pages_close(p->array[i]);
        p->array[i] = NULL;
    }
    lc_link_pages_close(p->links);
    p->links = NULL;
}

static lc_status open_all(lc_home_pages *p, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int i = 0; i < ARRAYS && !st; i++)
        st = lc_array_pages_open(p->city, arrays[i].name, arrays[i].item,
                                 &p->array[i], err);
    if (!st)
        st = lc_link_pages_open(p->city, p->world, "link/home", &p->links, err);
    if (!st)
        st = check_counts(p->world, p, err);
    if (st) {
        close_all(p);
        return st;
    }
    p->world->home_count = count_of(p, PT);
    p->open = true;
    return LIFE_OK;
}

void lc_home_pages_close(lc_home_pages *p)
{
    if (!p)
        return;
    close_all(p);
    lc_free(p);
}

/* ---- one after another ---- */

static lc_status read_home(const lc_home_pages *p, uint32_t i, lc_home *out,
                           size_t *links, lc_error *err)
{
    const lc_pt *pt = item(p, PT, i, err);
    const int64_t *weight = item(p, WEIGHT, i, err);
    const uint8_t *assumed = item(p, ASSUMED, i, err);

    if (!pt || !weight || !assumed)
        return LIFE_ERR_DB;
    if (*weight < 0)
        return lc_fail(err, LIFE_ERR_DB, "home %lu weighs %lld",
                       (unsigned long)i + 1, (long long)*weight);
    *out = (lc_home){*pt, *weight, *assumed != 0};
    return lc_link_pages_of(p->links, i, links, err);
}

lc_status lc_world_home_rows(const lc_world *w, size_t *out, lc_error *err)
{
    lc_home_pages *p = w->home_pages;
    lc_status st = p && !p->open ? open_all(p, err) : LIFE_OK;

    *out = w->home_count;
    return st;
}

lc_status lc_world_home_at(const lc_world *w, uint32_t i, lc_home *out,
                           size_t *links, lc_error *err)
{
    const lc_link *link;

    if (w->home_pages)
        return read_home(w->home_pages, i, out, links, err);
    *out = lc_world_home(w, i);
    *links = lc_world_home_links(w, i, LIFE_MODE_MAIN, &link);
    return LIFE_OK;
}

static lc_status read_unit(const lc_world *w, uint32_t i, uint32_t level,
                           uint32_t *out, lc_error *err)
{
    const uint32_t *u =
        item(w->home_pages, UNIT, level * w->home_count + i, err);

    if (!u)
        return LIFE_ERR_DB;
    if (*u != LIFE_NONE &&
        (*u >= w->unit.n || w->unit.v[*u].level_index != level))
        return damaged(UNIT, err);
    *out = *u;
    return LIFE_OK;
}

lc_status lc_world_home_unit_at(const lc_world *w, uint32_t i, uint32_t level,
                                uint32_t *out, lc_error *err)
{
    if (w->home_pages)
        return read_unit(w, i, level, out, err);
    *out = lc_world_home_unit(w, i, level);
    return LIFE_OK;
}

lc_status lc_world_home_link_at(const lc_world *w, uint32_t i, size_t k,
                                lc_link_at *out, lc_error *err)
{
    const lc_link *l;

    if (w->home_pages)
        return lc_link_pages_at(w->home_pages->links, i, k, out, err);
    lc_world_home_links(w, i, LIFE_MODE_MAIN, &l);
    l += k;
    *out = (lc_link_at){w->net->edge[l->edge].street, l->at_mm, l->leg_mm,
                        lc_link_end(w->net, l, w->home_pt[i])};
    return LIFE_OK;
}

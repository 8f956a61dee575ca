/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/home_pages.c - see the headers.
 *
 * Homes are in the order of the extract and the streets that they link to lie
 * along a curve, so the numbers of all streets are kept: pages of edges would
 * be unpacked again for every other home.
 */
#include "src/world/people/home_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/world/city.h"
#include "src/world/links/street_pages.h"
#include "src/world/people/home.h"

#include <stdio.h>

/* As links/arrays.c lays it down. */
typedef struct home_link {
    uint32_t edge, at_mm, leg_mm;
    lc_pt to;
} home_link;

enum { PT, WEIGHT, ASSUMED, UNIT, LINK, LINK_AT, LINK_COUNT, ARRAYS };

/* The last two are of a mode, whose name stands in theirs. */
static const struct {
    const char *name;
    size_t item;
} arrays[ARRAYS] = {
    [PT] = {"home/pt", sizeof(lc_pt)},
    [WEIGHT] = {"home/weight", sizeof(int64_t)},
    [ASSUMED] = {"home/assumed", 1},
    [UNIT] = {"home/unit", sizeof(uint32_t)},
    [LINK] = {"link/home", sizeof(home_link)},
    [LINK_AT] = {"link/home/.../at", sizeof(uint32_t)},
    [LINK_COUNT] = {"link/home/.../n", sizeof(uint32_t)},
};

struct lc_home_pages {
    lc_array_pages *array[ARRAYS];
    uint32_t *street; /* the number of each edge */
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

static lc_status open_arrays(lc_city *c, const lc_world *w, lc_home_pages *p,
                             lc_error *err)
{
    lc_status st = LIFE_OK;
    char name[64];

    for (int i = 0; i < ARRAYS && !st; i++) {
        bool of_mode = i == LINK_AT || i == LINK_COUNT;

        if (of_mode)
            snprintf(name, sizeof name, "link/home/%s/%s",
                     w->mode[LIFE_MODE_MAIN].id, i == LINK_AT ? "at" : "n");
        st = lc_array_pages_open(c, of_mode ? name : arrays[i].name,
                                 arrays[i].item, &p->array[i], err);
    }
    return st;
}

/* The first array says how many homes there are, the others must agree; in one
 * mode no two homes share a link, so that they have no more than there are. */
static lc_status check_counts(const lc_world *w, const lc_home_pages *p,
                              lc_error *err)
{
    static const int of_homes[] = {WEIGHT, ASSUMED, LINK_AT, LINK_COUNT};
    size_t homes = count_of(p, PT);
    uint64_t links = 0;

    for (size_t i = 0; i < sizeof of_homes / sizeof *of_homes; i++)
        if (count_of(p, of_homes[i]) != homes)
            return damaged(of_homes[i], err);
    if (count_of(p, UNIT) != homes * w->level.n)
        return damaged(UNIT, err);
    for (size_t i = 0; i < homes; i++) {
        const uint32_t *n = item(p, LINK_COUNT, i, err);

        if (!n)
            return LIFE_ERR_DB;
        links += *n;
    }
    return links <= count_of(p, LINK) ? LIFE_OK : damaged(LINK_COUNT, err);
}

lc_status lc_home_pages_open(lc_city *c, lc_world *w, lc_error *err)
{
    lc_home_pages *p = lc_calloc(1, sizeof *p);
    lc_status st;

    w->home_pages = p;
    w->home_kind = lc_world_home_kind_of(w);
    if (!p)
        return lc_no_memory(err, "homes");
    st = open_arrays(c, w, p, err);
    if (!st)
        st = check_counts(w, p, err);
    if (!st)
        st = lc_street_pages_numbers(w->street_pages, &p->street, err);
    w->home_count = st ? 0 : count_of(p, PT);
    return st;
}

void lc_home_pages_close(lc_home_pages *p)
{
    if (!p)
        return;
    for (int i = 0; i < ARRAYS; i++)
        lc_array_pages_close(p->array[i]);
    lc_free(p->street);
    lc_free(p);
}

/* ---- one after another ---- */

static lc_status read_home(const lc_home_pages *p, uint32_t i, lc_home *out,
                           size_t *links, lc_error *err)
{
    const lc_pt *pt = item(p, PT, i, err);
    const int64_t *weight = item(p, WEIGHT, i, err);
    const uint8_t *assumed = item(p, ASSUMED, i, err);
    const uint32_t *n = item(p, LINK_COUNT, i, err);

    if (!pt || !weight || !assumed || !n)
        return LIFE_ERR_DB;
    if (*weight < 0)
        return lc_fail(err, LIFE_ERR_DB, "home %lu weighs %lld",
                       (unsigned long)i + 1, (long long)*weight);
    *out = (lc_home){*pt, *weight, *assumed != 0};
    *links = *n;
    return LIFE_OK;
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

static lc_status read_link(const lc_world *w, uint32_t i, size_t k,
                           lc_link_at *out, lc_error *err)
{
    const lc_home_pages *p = w->home_pages;
    const uint32_t *first = item(p, LINK_AT, i, err);
    size_t links = count_of(p, LINK);
    const home_link *l;

    if (!first)
        return LIFE_ERR_DB;
    if (*first >= links || k >= links - *first)
        return damaged(LINK_AT, err);
    l = item(p, LINK, *first + k, err);
    if (!l)
        return LIFE_ERR_DB;
    if (l->edge >= w->net->edge_count)
        return damaged(LINK, err);
    *out = (lc_link_at){p->street[l->edge], l->at_mm, l->leg_mm, l->to};
    return LIFE_OK;
}

lc_status lc_world_home_link_at(const lc_world *w, uint32_t i, size_t k,
                                lc_link_at *out, lc_error *err)
{
    const lc_link *l;

    if (w->home_pages)
        return read_link(w, i, k, out, err);
    lc_world_home_links(w, i, LIFE_MODE_MAIN, &l);
    l += k;
    *out = (lc_link_at){w->net->edge[l->edge].street, l->at_mm, l->leg_mm,
                        lc_link_end(w->net, l, w->home_pt[i])};
    return LIFE_OK;
}

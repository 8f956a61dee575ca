/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/link_pages.c - see the headers.
 *
 * As links/arrays.c lays them down: homes' links without where they start,
 * facilities' with it.
 */
#include "src/world/pages/link_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/world/city.h"
#include "src/world/links/links.h"
#include "src/world/pages/street_pages.h"

#include <stdio.h>
#include <string.h>

typedef struct home_link {
    uint32_t edge, at_mm, leg_mm;
    lc_pt to;
} home_link;

struct lc_link_pages {
    bool homes;
    lc_array_pages *link, *at, *count;
    const uint32_t *street; /* the number of each edge: the streets' own */
    size_t edges;
};

static lc_status damaged(const lc_link_pages *p, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array link/%s is damaged",
                   p->homes ? "home" : "facility");
}

static lc_status open_part(lc_city *c, const lc_world *w, const char *of,
                           const char *part, lc_array_pages **out,
                           lc_error *err)
{
    char name[64];

    snprintf(name, sizeof name, "%s/%s/%s", of, w->mode[LIFE_MODE_MAIN].id,
             part);
    return lc_array_pages_open(c, name, sizeof(uint32_t), out, err);
}

/* In one mode no two owners share a link: they have no more than there are. */
static lc_status check_counts(const lc_link_pages *p, lc_error *err)
{
    size_t owners = lc_link_pages_owners(p);
    uint64_t links = 0;

    if (lc_array_pages_count(p->at) != owners)
        return damaged(p, err);
    for (size_t i = 0; i < owners; i++) {
        const uint32_t *n = lc_array_pages_at(p->count, i, err);

        if (!n)
            return LIFE_ERR_DB;
        links += *n;
    }
    return links <= lc_array_pages_count(p->link) ? LIFE_OK : damaged(p, err);
}

lc_status lc_link_pages_open(lc_city *c, const lc_world *w, const char *of,
                             lc_link_pages **out, lc_error *err)
{
    lc_link_pages *p = lc_calloc(1, sizeof *p);
    lc_status st;

    *out = p;
    if (!p)
        return lc_no_memory(err, "links");
    p->homes = !strcmp(of, "link/home");
    st = lc_array_pages_open(
        c, of, p->homes ? sizeof(home_link) : sizeof(lc_joint), &p->link, err);
    if (!st)
        st = open_part(c, w, of, "at", &p->at, err);
    if (!st)
        st = open_part(c, w, of, "n", &p->count, err);
    if (!st)
        st = lc_street_pages_numbers(w->street_pages, &p->street, &p->edges,
                                     err);
    return st ? st : check_counts(p, err);
}

void lc_link_pages_close(lc_link_pages *p)
{
    if (!p)
        return;
    lc_array_pages_close(p->link);
    lc_array_pages_close(p->at);
    lc_array_pages_close(p->count);
    lc_free(p);
}

size_t lc_link_pages_owners(const lc_link_pages *p)
{
    return lc_array_pages_count(p->count);
}

lc_status lc_link_pages_of(const lc_link_pages *p, uint32_t i, size_t *out,
                           lc_error *err)
{
    const uint32_t *n = lc_array_pages_at(p->count, i, err);

    *out = n ? *n : 0;
    return n ? LIFE_OK : LIFE_ERR_DB;
}

lc_status lc_link_pages_at(const lc_link_pages *p, uint32_t i, size_t k,
                           lc_link_at *out, lc_error *err)
{
    const uint32_t *first = lc_array_pages_at(p->at, i, err);
    size_t links = lc_array_pages_count(p->link);
    const void *item;
    lc_joint j;

    if (!first)
        return LIFE_ERR_DB;
    if (*first >= links || k >= links - *first)
        return damaged(p, err);
    item = lc_array_pages_at(p->link, *first + k, err);
    if (!item)
        return LIFE_ERR_DB;
    if (p->homes) {
        const home_link *h = item;

        j = (lc_joint){h->edge, h->at_mm, h->leg_mm, h->to, h->to};
    } else {
        j = *(const lc_joint *)item;
    }
    if (j.edge >= p->edges)
        return damaged(p, err);
    *out = (lc_link_at){p->street[j.edge], j.at_mm, j.leg_mm, j.to};
    return LIFE_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/facility_pages.c - see the headers.
 *
 * The one that was asked for last stands where a loaded city has its first: so
 * whoever says something of a facility finds it, and what it offers, as he
 * does there. It is not counted among the world's.
 */
#include "src/world/pages/facility_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array_pages.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/world/links.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/facilities/fact.h"
#include "src/world/facilities/service.h"
#include "src/world/pages/link_pages.h"

struct lc_facility_pages {
    lc_city *city;
    lc_world *world;
    lc_link_pages *links;
    lc_array_pages *unit;
    lc_service_reader *services;
    lc_facility_sets sets;
    lc_stored_facility row;
    lc_rows *rows; /* NULL: none was read yet, or all were */
    size_t next;   /* which the next of the rows is */
};

/* ---- opening ---- */

static lc_status make_place(lc_world *w, lc_error *err)
{
    w->services.offer = lc_calloc(1, sizeof *w->services.offer);
    return w->services.offer && lc_vec_reserve(&w->facility, 1)
               ? LIFE_OK
               : lc_no_memory(err, "the facilities");
}

lc_status lc_facility_pages_open(lc_city *c, lc_world *w, lc_error *err)
{
    lc_facility_pages *p = lc_calloc(1, sizeof *p);
    lc_status st;

    w->facility_pages = p;
    if (!p)
        return lc_no_memory(err, "the facilities");
    p->city = c;
    p->world = w;
    st = lc_world_fact_load(w, err);
    if (!st)
        st = lc_world_service_table(w, err);
    if (!st)
        st = lc_service_reader_new(w, &p->services, err);
    if (!st)
        st = make_place(w, err);
    if (!st)
        st = lc_link_pages_open(c, w, "link/facility", &p->links, err);
    if (!st)
        st = lc_array_pages_open(c, "facility/unit", sizeof(uint32_t), &p->unit,
                                 err);
    if (!st && lc_array_pages_count(p->unit) !=
                   w->level.n * lc_link_pages_owners(p->links))
        st = lc_fail(err, LIFE_ERR_DB, "array facility/unit is damaged");
    return st;
}

void lc_facility_pages_close(lc_facility_pages *p)
{
    if (!p)
        return;
    lc_rows_close(&p->rows);
    lc_link_pages_close(p->links);
    lc_array_pages_close(p->unit);
    lc_free(p->services);
    lc_free(p);
}

/* ---- one after another ---- */

static lc_status missing(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB,
                   "the table of facilities has fewer rows than the city was "
                   "computed of");
}

/* To the row of that number. */
static lc_status turn_to(lc_facility_pages *p, size_t i, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (i + 1 == p->next && p->rows)
        return LIFE_OK;
    if (i < p->next || !p->rows) {
        lc_rows_close(&p->rows);
        p->next = 0;
        st = lc_facility_rows_open(p->city, &p->row, &p->rows, err);
    }
    while (p->next <= i && lc_rows_next(&p->rows, &st, err))
        p->next++;
    if (st)
        return st;
    return p->next == i + 1 ? LIFE_OK : missing(err);
}

/* Of the finest level. */
static lc_status read_unit(const lc_facility_pages *p, size_t i, uint32_t *out,
                           lc_error *err)
{
    const lc_world *w = p->world;
    size_t levels = w->level.n, count = lc_link_pages_owners(p->links);
    const uint32_t *u;

    *out = LIFE_NONE;
    if (!levels)
        return LIFE_OK;
    u = lc_array_pages_at(p->unit, (levels - 1) * count + i, err);
    if (!u)
        return LIFE_ERR_DB;
    if (*u != LIFE_NONE &&
        (*u >= w->unit.n || w->unit.v[*u].level_index != levels - 1))
        return lc_fail(err, LIFE_ERR_DB, "array facility/unit is damaged");
    *out = *u;
    return LIFE_OK;
}

static lc_status read_facility(lc_facility_pages *p, size_t i,
                               const lc_facility **out, lc_error *err)
{
    lc_world *w = p->world;
    lc_facility *f = w->facility.v;
    lc_status st = turn_to(p, i, err);

    if (!st)
        st = lc_facility_of_row(w, &p->sets, &p->row, f, err);
    if (!st)
        st = read_unit(p, i, &f->unit, err);
    if (st)
        return st;
    *w->services.offer = lc_service_read_offer(w, f, p->services);
    *out = f;
    return LIFE_OK;
}

size_t lc_world_facility_rows(const lc_world *w)
{
    return w->facility_pages ? lc_link_pages_owners(w->facility_pages->links)
                             : w->facility.n;
}

lc_status lc_world_facility_at(const lc_world *w, uint32_t i,
                               const lc_facility **out, lc_error *err)
{
    if (w->facility_pages)
        return read_facility(w->facility_pages, i, out, err);
    *out = &w->facility.v[i];
    return LIFE_OK;
}

lc_status lc_world_facility_links_at(const lc_world *w, uint32_t i, size_t *out,
                                     lc_error *err)
{
    const lc_link *link;

    if (w->facility_pages)
        return lc_link_pages_of(w->facility_pages->links, i, out, err);
    *out = lc_world_facility_links(w, i, LIFE_MODE_MAIN, &link);
    return LIFE_OK;
}

lc_status lc_world_facility_link_at(const lc_world *w, uint32_t i, size_t k,
                                    lc_link_at *out, lc_error *err)
{
    const lc_link *l;

    if (w->facility_pages)
        return lc_link_pages_at(w->facility_pages->links, i, k, out, err);
    lc_world_facility_links(w, i, LIFE_MODE_MAIN, &l);
    l += k;
    *out = (lc_link_at){w->net->edge[l->edge].street, l->at_mm, l->leg_mm,
                        lc_world_facility_legs(w, i, LIFE_MODE_MAIN)[k].to};
    return LIFE_OK;
}

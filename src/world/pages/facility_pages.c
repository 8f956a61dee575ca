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
    uint32_t *source; /* per facility; NULL: nobody asked */
    lc_facility_sets sets;
    lc_stored_facility row;
    lc_rows *rows; /* NULL: none was read yet, or all were */
    size_t next;   /* which the next of the rows is */
};

/* ---- opening ---- */

static lc_status make_place(lc_world *w, lc_error *err)
{
    if (!w->services.offer)
        w->services.offer = lc_calloc(1, sizeof *w->services.offer);
    return w->services.offer && lc_vec_reserve(&w->facility, 1)
               ? LIFE_OK
               : lc_no_memory(err, "the facilities");
}

lc_status lc_facility_pages_new(lc_city *c, lc_world *w, lc_error *err)
{
    lc_facility_pages *p = lc_calloc(1, sizeof *p);

    w->facility_pages = p;
    if (!p)
        return lc_no_memory(err, "the facilities");
    p->city = c;
    p->world = w;
    return LIFE_OK;
}

/* How they are spoken of; once, also where what follows fails. */
static lc_status need_words(lc_facility_pages *p, lc_error *err)
{
    lc_world *w = p->world;
    lc_status st;

    if (p->services)
        return LIFE_OK;
    st = lc_world_fact_load(w, err);
    if (!st)
        st = lc_world_service_table(w, err);
    if (!st)
        st = make_place(w, err);
    return st ? st : lc_service_reader_new(w, &p->services, err);
}

static void close_arrays(lc_facility_pages *p)
{
    lc_link_pages_close(p->links);
    lc_array_pages_close(p->unit);
    p->links = NULL;
    p->unit = NULL;
}

static lc_status open_arrays(lc_facility_pages *p, lc_error *err)
{
    lc_status st =
        lc_link_pages_open(p->city, p->world, "link/facility", &p->links, err);

    if (!st)
        st = lc_array_pages_open(p->city, "facility/unit", sizeof(uint32_t),
                                 &p->unit, err);
    if (!st && lc_array_pages_count(p->unit) !=
                   p->world->level.n * lc_link_pages_owners(p->links))
        st = lc_fail(err, LIFE_ERR_DB, "array facility/unit is damaged");
    if (st)
        close_arrays(p);
    return st;
}

void lc_facility_pages_close(lc_facility_pages *p)
{
    if (!p)
        return;
    lc_rows_close(&p->rows);
    close_arrays(p);
    lc_free(p->services);
    lc_free(p->source);
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

lc_status lc_world_facility_rows(const lc_world *w, size_t *out, lc_error *err)
{
    lc_facility_pages *p = w->facility_pages;
    lc_status st = LIFE_OK;

    *out = w->facility.n;
    if (!p)
        return LIFE_OK;
    if (!p->unit)
        st = need_words(p, err);
    if (!st && !p->unit)
        st = open_arrays(p, err);
    *out = st ? 0 : lc_link_pages_owners(p->links);
    return st;
}

lc_status lc_world_facility_at(const lc_world *w, uint32_t i,
                               const lc_facility **out, lc_error *err)
{
    if (w->facility_pages)
        return read_facility(w->facility_pages, i, out, err);
    *out = &w->facility.v[i];
    return LIFE_OK;
}

/* ---- whose they are ---- */

static uint32_t number_of(const lc_world *w, const char *source)
{
    const lc_source_info *s = lc_world_source_find(w, source);

    return s ? (uint32_t)(s - w->source.v) : LIFE_NONE;
}

static lc_status read_sources(const lc_facility_pages *p, uint32_t *out,
                              lc_error *err)
{
    size_t n = lc_link_pages_owners(p->links), i = 0;
    lc_stored_facility row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_rows_sources(p->city, &row, &rows, err);

    while (i < n && lc_rows_next(&rows, &st, err))
        out[i++] = number_of(p->world, row.source);
    lc_rows_close(&rows);
    return st || i == n ? st : missing(err);
}

static lc_status need_sources(lc_facility_pages *p, lc_error *err)
{
    uint32_t *source;
    lc_status st;

    if (p->source)
        return LIFE_OK;
    source = lc_calloc(lc_link_pages_owners(p->links), sizeof *source);
    if (!source)
        return lc_no_memory(err, "the facilities");
    st = read_sources(p, source, err);
    if (st)
        lc_free(source);
    else
        p->source = source;
    return st;
}

lc_status lc_world_facility_source_at(const lc_world *w, uint32_t i,
                                      const lc_source_info **out, lc_error *err)
{
    lc_facility_pages *p = w->facility_pages;
    lc_status st = p ? need_sources(p, err) : LIFE_OK;

    *out = NULL;
    if (st)
        return st;
    if (!p)
        *out = lc_world_source_find(w, w->facility.v[i].source);
    else if (p->source[i] != LIFE_NONE)
        *out = &w->source.v[p->source[i]];
    return LIFE_OK;
}

/* ---- their links ---- */

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

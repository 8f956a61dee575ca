/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/site_ground.c - see the header.
 */
#include "src/study/gap/site_ground.h"

#include "src/study/entries.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

static bool leads_to(const lc_pace_graph *g, uint32_t from, uint32_t to)
{
    for (uint32_t i = g->out.first[from]; i < g->out.first[from + 1]; i++)
        if (g->out.arc[i].edge == LIFE_NO_EDGE && g->out.arc[i].to == to)
            return true;
    return false;
}

/* A, C and, where there is one, P stand side by side: A -> C -> P or A again.
 */
static uint32_t join_copies(const lc_pace_graph *g, uint32_t v, lc_arc *out)
{
    uint32_t n = 0;

    if (g->copy[v] == LIFE_COPY_A)
        out[n++] = (lc_arc){0, v + 1, LIFE_NO_EDGE};
    if (g->copy[v] == LIFE_COPY_C)
        out[n++] = (lc_arc){0, v - 1, LIFE_NO_EDGE};
    if (g->copy[v] == LIFE_COPY_C && v + 1 < g->vertex_count &&
        leads_to(g, v - 1, v + 1))
        out[n++] = (lc_arc){0, v + 1, LIFE_NO_EDGE};
    if (g->copy[v] == LIFE_COPY_P && v >= 2 && g->copy[v - 1] == LIFE_COPY_C &&
        leads_to(g, v - 2, v))
        out[n++] = (lc_arc){0, v - 1, LIFE_NO_EDGE};
    return n;
}

/* All vertices of a node joined, for bounds: the more one may walk, the more
 * comes to a place. */
static lc_status loosen(lc_site_ground *d, lc_error *err)
{
    const lc_pace_graph *g = d->g;
    uint32_t vertices = g->vertex_count, n = 0;
    lc_arcs *to = &d->loose.out;

    d->loose = d->back;
    *to = (lc_arcs){
        lc_calloc((size_t)vertices + 1, sizeof *to->first),
        lc_calloc((size_t)g->in.first[vertices] + 2 * (size_t)vertices,
                  sizeof *to->arc)};
    if (!to->first || !to->arc)
        return lc_no_memory(err, "the homes to be helped");
    for (uint32_t v = 0; v < vertices; v++) {
        for (uint32_t i = g->in.first[v]; i < g->in.first[v + 1]; i++)
            if (g->in.arc[i].edge != LIFE_NO_EDGE)
                to->arc[n++] = g->in.arc[i];
        n += join_copies(g, v, to->arc + n);
        to->first[v + 1] = n;
    }
    return LIFE_OK;
}

size_t lc_site_ground_links(const lc_site_ground *d, size_t item,
                            const lc_link **out)
{
    return lc_world_home_links(d->w, d->q.home[item].home, d->g->gait.mode,
                               out);
}

static uint32_t stands_at(const lc_entry *e)
{
    return e->twin ? 2 : 1;
}

/* What is shut leads nowhere. */
static bool is_open(const lc_site_ground *d, uint32_t home, const lc_entry *e,
                    uint32_t vertex)
{
    const lc_shut *s = d->q.shut;

    return !s || (!lc_shut_vertex(s, vertex) &&
                  lc_entries_is_open(d->w, d->g, home, e, s->edge_bits));
}

static void count_entries(lc_site_ground *d, const lc_home_entries *in)
{
    for (size_t i = 0; i < d->q.n; i++) {
        uint32_t h = d->q.home[i].home;

        for (uint32_t k = in->first[h]; k < in->first[h + 1]; k++)
            for (uint32_t twin = 0; twin < stands_at(&in->entry[k]); twin++)
                if (is_open(d, h, &in->entry[k], in->entry[k].vertex + twin))
                    d->first[in->entry[k].vertex + twin + 1]++;
    }
    for (uint32_t v = 0; v < d->g->vertex_count; v++)
        d->first[v + 1] += d->first[v];
}

/* Each first is moved on as it is filled, and back by one place at the end. */
static void fill_entries(lc_site_ground *d, const lc_home_entries *in)
{
    uint32_t vertices = d->g->vertex_count;

    for (size_t i = 0; i < d->q.n; i++) {
        uint32_t h = d->q.home[i].home;

        for (uint32_t k = in->first[h]; k < in->first[h + 1]; k++) {
            const lc_entry *e = &in->entry[k];

            for (uint32_t twin = 0; twin < stands_at(e); twin++)
                if (is_open(d, h, e, e->vertex + twin))
                    d->at[d->first[e->vertex + twin]++] =
                        (lc_site_entry){(uint32_t)i, lc_label_ms(e->label)};
        }
    }
    memmove(d->first + 1, d->first, vertices * sizeof *d->first);
    d->first[0] = 0;
}

static int by_edge(const void *pa, const void *pb)
{
    const lc_site_own *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

/* Whether a home on this street comes to an end of it in time. */
static bool comes_out(const lc_site_ground *d, const lc_link *link)
{
    lc_entry to[2];
    size_t ends = lc_entries_of_links(d->g, link, 1, to);

    while (ends-- > 0)
        if (lc_label_ms(to[ends].label) <= d->q.limit_ms &&
            !(d->q.shut && lc_shut_vertex(d->q.shut, to[ends].vertex)))
            return true;
    return false;
}

static lc_status list_own(lc_site_ground *d, lc_error *err)
{
    const uint64_t *shut = d->q.shut ? d->q.shut->edge_bits : NULL;

    for (size_t i = 0; i < d->q.n; i++) {
        const lc_link *link;
        size_t n = lc_site_ground_links(d, i, &link);

        for (size_t k = 0; k < n; k++) {
            if (d->g->end[link[k].edge][0] != LIFE_NO_EDGE &&
                !lc_spread_is_shut(shut, link[k].edge) &&
                !comes_out(d, &link[k]) &&
                !lc_vec_push(&d->own,
                             ((lc_site_own){link[k].edge, (uint32_t)i})))
                return lc_no_memory(err, "the homes to be helped");
        }
    }
    if (d->own.n)
        qsort(d->own.v, d->own.n, sizeof *d->own.v, by_edge);
    return LIFE_OK;
}

static lc_status sort_homes(lc_study *s, lc_site_ground *d, lc_error *err)
{
    const lc_home_entries *in;
    lc_status st = lc_slot_entries(s, d->q.pace, &in, err);

    if (st)
        return st;
    d->first = lc_calloc((size_t)d->g->vertex_count + 1, sizeof *d->first);
    if (!d->first)
        return lc_no_memory(err, "the homes to be helped");
    count_entries(d, in);
    d->at = lc_calloc(d->first[d->g->vertex_count], sizeof *d->at);
    if (!d->at)
        return lc_no_memory(err, "the homes to be helped");
    fill_entries(d, in);
    return list_own(d, err);
}

lc_status lc_site_ground_make(lc_study *s, const lc_site_query *q,
                              lc_site_ground **out, lc_error *err)
{
    lc_site_ground *d = lc_calloc(1, sizeof *d);
    lc_status st = d ? LIFE_OK : lc_no_memory(err, "the homes to be helped");

    *out = NULL;
    if (!st) {
        d->w = s->w;
        d->q = *q;
        st = lc_slot_graph(s, q->pace, &d->g, err);
    }
    if (!st) {
        d->back = *d->g;
        d->back.out = q->shut ? q->shut->in : d->g->in;
        d->back.in = d->g->out;
        st = loosen(d, err);
    }
    if (!st)
        st = sort_homes(s, d, err);
    if (st)
        lc_site_ground_free(d);
    else
        *out = d;
    return st;
}

void lc_site_ground_free(lc_site_ground *d)
{
    if (!d)
        return;
    lc_free(d->loose.out.first);
    lc_free(d->loose.out.arc);
    lc_free(d->first);
    lc_free(d->at);
    lc_vec_free(&d->own);
    lc_free(d);
}

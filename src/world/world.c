/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/world.c - looking things up in a city.
 */
#include "src/world/world_internal.h"

#include <math.h>
#include <string.h>

const char *lc_world_setting(const lc_world *w, const char *key)
{
    for (size_t i = 0; i + 1 < w->setting.n; i += 2)
        if (!strcmp(w->setting.v[i], key))
            return w->setting.v[i + 1];
    return "";
}

size_t lc_world_category_count(const lc_world *w)
{
    return w->category_count;
}

const lc_category *lc_world_category(const lc_world *w, uint32_t i)
{
    return &w->category[i];
}

size_t lc_world_pace_count(const lc_world *w)
{
    return w->pace_count;
}

const lc_pace *lc_world_pace(const lc_world *w, uint32_t i)
{
    return &w->pace[i];
}

size_t lc_world_facility_count(const lc_world *w)
{
    return w->facility.n;
}

const lc_facility *lc_world_facility(const lc_world *w, uint32_t i)
{
    return &w->facility.v[i];
}

const lc_shape *lc_world_shape(const lc_world *w, uint32_t i)
{
    return &w->shape.v[i];
}

size_t lc_world_unit_count(const lc_world *w)
{
    return w->unit.n;
}

const lc_unit *lc_world_unit(const lc_world *w, uint32_t i)
{
    return &w->unit.v[i];
}

size_t lc_world_level_count(const lc_world *w)
{
    return w->level.n;
}

const char *lc_world_level(const lc_world *w, uint32_t i)
{
    return w->level.v[i];
}

size_t lc_world_home_count(const lc_world *w)
{
    return w->home_count;
}

lc_home lc_world_home(const lc_world *w, uint32_t i)
{
    return (lc_home){w->home_pt[i], w->home_weight[i], w->home_assumed[i] != 0};
}

uint32_t lc_world_home_unit(const lc_world *w, uint32_t home, uint32_t level)
{
    return w->home_unit[(size_t)level * w->home_count + home];
}

size_t lc_world_source_count(const lc_world *w)
{
    return w->source.n;
}

const lc_source_info *lc_world_source(const lc_world *w, uint32_t i)
{
    return &w->source.v[i];
}

const lc_shape *lc_world_extent(const lc_world *w)
{
    return &w->extent.v[0].shape;
}

const lc_network *lc_world_network(const lc_world *w)
{
    return w->net;
}

int64_t lc_world_total_weight(const lc_world *w)
{
    return w->total_weight;
}

uint64_t lc_world_memory_bytes(const lc_world *w)
{
    const lc_network *n = w->net;
    uint64_t bytes = lc_barriers_bytes(w->barriers);

    bytes += n->node_count * (sizeof *n->node_id + sizeof *n->node);
    bytes += n->edge_count * sizeof *n->edge;
    bytes += n->shape_count * (sizeof *n->shape + sizeof *n->shape_mm);
    bytes += n->names_bytes + lc_index_bytes(n->index);
    for (int m = 0; m < LIFE_MODE_COUNT; m++) {
        bytes += w->home_count * (sizeof *w->links[m].home.at + 1);
        bytes += w->links[m].facility.count *
                 (sizeof(lc_link) + sizeof(lc_edge_link));
        bytes += n->edge_count * sizeof(uint32_t) + n->edge_count / 8;
    }
    bytes += w->home_link.n * sizeof *w->home_link.v;
    return bytes + w->home_count * 24 +
           w->facility.n * (sizeof(lc_facility) + 64);
}

void lc_world_get_stats(const lc_world *w, lc_world_stats *out)
{
    const lc_mode_links *m = &w->links[w->pace[0].mode];

    *out = (lc_world_stats){.assumed_weight = w->assumed_weight};
    for (size_t h = 0; h < w->home_count; h++) {
        if (!m->home.n[h]) {
            out->unlinked_homes++;
            out->unlinked_weight += w->home_weight[h];
        }
    }
    for (size_t f = 0; f < w->facility.n; f++)
        out->unlinked_facilities +=
            m->facility.first[f] == m->facility.first[f + 1];
    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        out->island_edges += (w->net->edge[e].flags & LIFE_EDGE_ISLAND) != 0;
        out->street_m += w->net->edge[e].length_mm / 1000.0;
    }
}

uint32_t lc_world_find_category(const lc_world *w, const char *id)
{
    if (!strcmp(id, "all_basic"))
        return LIFE_ALL_BASIC;
    for (uint32_t i = 0; i < w->category_count; i++)
        if (!strcmp(w->category[i].id, id))
            return i;
    return LIFE_NONE;
}

uint32_t lc_world_find_pace(const lc_world *w, const char *id)
{
    for (uint32_t i = 0; i < w->pace_count; i++)
        if (!strcmp(w->pace[i].id, id))
            return i;
    return LIFE_NONE;
}

uint32_t lc_world_find_facility(const lc_world *w, const char *id)
{
    size_t lo = 0, hi = w->facility.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int cmp = strcmp(w->facility.v[mid].id, id);

        if (!cmp)
            return (uint32_t)mid;
        if (cmp < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return LIFE_NONE;
}

uint32_t lc_world_find_unit(const lc_world *w, const char *code)
{
    for (size_t l = 0; l < w->level.n; l++) {
        size_t lo = w->level_first[l], hi = w->level_first[l + 1];

        while (lo < hi) {
            size_t mid = (lo + hi) / 2;
            int cmp = strcmp(w->unit.v[mid].code, code);

            if (!cmp)
                return (uint32_t)mid;
            if (cmp < 0)
                lo = mid + 1;
            else
                hi = mid;
        }
    }
    return LIFE_NONE;
}

uint32_t lc_world_find_level(const lc_world *w, const char *level)
{
    for (uint32_t i = 0; i < w->level.n; i++)
        if (!strcmp(w->level.v[i], level))
            return i;
    return LIFE_NONE;
}

size_t lc_world_home_links(const lc_world *w, uint32_t home, lc_mode m,
                           const lc_link **out)
{
    const lc_home_runs *r = &w->links[m].home;

    *out = lc_vec_at(&w->home_link, r->at[home]);
    return r->n[home];
}

size_t lc_world_facility_links(const lc_world *w, uint32_t facility, lc_mode m,
                               const lc_link **out)
{
    const lc_link_table *t = &w->links[m].facility;

    *out = t->link ? t->link + t->first[facility] : NULL;
    return t->first[facility + 1] - t->first[facility];
}

double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p)
{
    const lc_facility *f = &w->facility.v[facility];

    if (f->shape != LIFE_NONE)
        return lc_shape_distance_m(&w->shape.v[f->shape], p, true, NULL);
    return f->placed ? lc_distance_m(p, f->pt) : HUGE_VAL;
}

typedef struct near_unlinked {
    const lc_world *w;
    const uint32_t *facility;
    lc_pt p;
    double best_m;
} near_unlinked;

static void try_unlinked(void *ctx, uint32_t item, double *limit_m)
{
    near_unlinked *n = ctx;
    double m = lc_facility_distance_m(n->w, n->facility[item], n->p);

    if (m <= *limit_m && m < n->best_m)
        *limit_m = n->best_m = m;
}

double lc_world_unlinked_m(const lc_world *w, lc_mode mode, uint32_t category,
                           lc_pt p, double limit_m)
{
    const lc_mode_links *m = &w->links[mode];
    near_unlinked n = {w, m->unlinked[category], p, HUGE_VAL};

    if (m->unlinked_count[category])
        lc_index_nearest(m->unlinked_index[category], p, limit_m, try_unlinked,
                         &n);
    return n.best_m;
}

const char *lc_reason_id(lc_reason r)
{
    static const char *const id[LIFE_REASON_COUNT] = {
        NULL,       "outside_extent",    "in_water",
        "unlinked", "facility_unlinked", "edge_of_data",
        "no_data",  "over_60_min",       "hours_unknown",
        "none_open"};

    return r < LIFE_REASON_COUNT ? id[r] : NULL;
}

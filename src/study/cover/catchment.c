/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/catchment.c - see catchment.h.
 *
 *      place --leg-- edge --- vertex ... vertex --- edge --leg-- home
 *                             seeds      doors
 *
 * A search against the walks gives each vertex that is reached its label. The
 * homes' entries say which vertices a home looks at; turned round they say at
 * each vertex who looks at it, so that nobody beyond the search is ever asked.
 * Who is on the edge of one of the place's own links may walk along it without
 * a vertex, even where both of its ends are out of reach.
 */
#include "src/study/cover/catchment.h"

#include "lifecircle/base/memory/runs.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <string.h>

#define MOST LIFE_LABEL_MOST

typedef struct door { /* an entry, from its vertex */
    uint32_t home, entry;
} door;

typedef struct lc_doors {
    uint32_t *first; /* vertices + 1 */
    door *door;
    uint32_t *on_first; /* edges + 1 */
    uint32_t *on;       /* homes with a link on the edge; one twice, where two
                           of its links are */
} doors;

/* ---- turning the entries round ---- */

static bool by_vertex(const lc_catchments *c, doors *d)
{
    const lc_home_entries *in = c->entries;
    uint32_t homes = (uint32_t)c->w->home_count, n = c->g->vertex_count;

    d->first = lc_calloc((size_t)n + 1, sizeof *d->first);
    if (!d->first)
        return false;
    for (uint32_t i = 0; i < in->first[homes]; i++) {
        d->first[in->entry[i].vertex]++;
        if (in->entry[i].twin)
            d->first[in->entry[i].vertex + 1]++;
    }
    d->door = lc_calloc(lc_runs_begin(d->first, n), sizeof *d->door);
    if (!d->door)
        return false;
    for (uint32_t h = 0; h < homes; h++)
        for (uint32_t i = in->first[h]; i < in->first[h + 1]; i++)
            for (uint32_t k = 0; k < (in->entry[i].twin ? 2 : 1); k++)
                d->door[d->first[in->entry[i].vertex + k]++] = (door){h, i};
    lc_runs_end(d->first, n);
    return true;
}

static bool by_edge(const lc_catchments *c, doors *d)
{
    uint32_t homes = (uint32_t)c->w->home_count, n = c->g->net->edge_count;
    const lc_link *link;

    d->on_first = lc_calloc((size_t)n + 1, sizeof *d->on_first);
    if (!d->on_first)
        return false;
    for (uint32_t h = 0; h < homes; h++)
        for (size_t k = lc_world_home_links(c->w, h, c->g->gait.mode, &link);
             k-- > 0;)
            d->on_first[link[k].edge]++;
    d->on = lc_calloc(lc_runs_begin(d->on_first, n), sizeof *d->on);
    if (!d->on)
        return false;
    for (uint32_t h = 0; h < homes; h++)
        for (size_t k = lc_world_home_links(c->w, h, c->g->gait.mode, &link);
             k-- > 0;)
            d->on[d->on_first[link[k].edge]++] = h;
    lc_runs_end(d->on_first, n);
    return true;
}

lc_status lc_catchments_make(const lc_world *w, const lc_pace_graph *g,
                             const lc_home_entries *entries,
                             lc_catchments **out, lc_error *err)
{
    lc_catchments *c = lc_calloc(1, sizeof *c);

    *out = c;
    if (!c)
        return lc_no_memory(err, "the catchments");
    *c = (lc_catchments){w, g, entries, lc_calloc(1, sizeof *c->doors)};
    if (c->doors && by_vertex(c, c->doors) && by_edge(c, c->doors))
        return LIFE_OK;
    lc_catchments_free(c);
    *out = NULL;
    return lc_no_memory(err, "the catchments");
}

void lc_catchments_free(lc_catchments *c)
{
    if (!c)
        return;
    if (c->doors) {
        lc_free(c->doors->first);
        lc_free(c->doors->door);
        lc_free(c->doors->on_first);
        lc_free(c->doors->on);
    }
    lc_free(c->doors);
    lc_free(c);
}

uint64_t lc_catchments_bytes(const lc_catchments *c)
{
    uint32_t vertices, edges;

    if (!c)
        return 0;
    vertices = c->g->vertex_count;
    edges = c->g->net->edge_count;
    return (vertices + edges) * sizeof(uint32_t) +
           c->doors->first[vertices] * sizeof(door) +
           c->doors->on_first[edges] * sizeof(uint32_t);
}

/* ---- one search ---- */

/* False: no memory. */
static bool offer(lc_catchment_room *room, uint32_t home, uint64_t label)
{
    if (label >= room->label[home])
        return true;
    if (room->label[home] == LIFE_LABEL_NONE && !lc_vec_push(&room->met, home))
        return false;
    room->label[home] = label;
    return true;
}

static bool meet_at_vertices(const lc_catchments *c, lc_catchment_room *room)
{
    const doors *d = c->doors;
    const uint64_t *shut = room->shut ? room->shut->edge_bits : NULL;

    for (size_t i = 0; i < room->spread.touched_count; i++) {
        uint32_t v = room->spread.touched[i];
        uint64_t label = room->spread.at[v].label;

        for (uint32_t k = d->first[v]; k < d->first[v + 1]; k++) {
            const lc_entry *e = &c->entries->entry[d->door[k].entry];
            uint64_t sum = lc_label_add(label, e->label, MOST);

            if (shut &&
                !lc_entries_is_open(c->w, c->g, d->door[k].home, e, shut))
                continue;
            if (!offer(room, d->door[k].home, sum))
                return false;
        }
    }
    return true;
}

static bool meet_along(const lc_catchments *c, uint32_t home, const lc_link *to,
                       lc_catchment_room *room)
{
    const lc_link *from;
    size_t n = lc_world_home_links(c->w, home, c->g->gait.mode, &from);

    for (size_t i = 0; i < n; i++)
        if (from[i].edge == to->edge &&
            !offer(room, home, lc_entries_along(c->g, &from[i], to)))
            return false;
    return true;
}

static bool meet_on_edges(const lc_catchments *c, const lc_link *link,
                          size_t links, lc_catchment_room *room)
{
    const doors *d = c->doors;

    for (size_t i = 0; i < links; i++) {
        uint32_t e = link[i].edge;

        if (c->g->end[e][0] == LIFE_NO_EDGE ||
            (room->shut && lc_shut_edge(room->shut, e)))
            continue;
        for (uint32_t k = d->on_first[e]; k < d->on_first[e + 1]; k++)
            if (!meet_along(c, d->on[k], &link[i], room))
                return false;
    }
    return true;
}

/* The labels are none again for the next search, also after a failure. */
static bool gather(lc_catchment_room *room, uint32_t limit_ms)
{
    bool ok = lc_vec_reserve(&room->found, room->met.n);

    for (size_t i = 0; i < room->met.n; i++) {
        uint32_t home = room->met.v[i], ms = lc_label_ms(room->label[home]);

        if (ok && ms <= limit_ms)
            room->found.v[room->found.n++] =
                (lc_resident){home, ms, lc_label_mm(room->label[home])};
        room->label[home] = LIFE_LABEL_NONE;
    }
    return ok;
}

static bool make_room(const lc_catchments *c, lc_catchment_room *room)
{
    room->met.n = room->found.n = room->seeds.n = 0;
    room->spread.against = true;
    room->spread.shut_edge = room->shut ? room->shut->edge_bits : NULL;
    room->spread.shut_vertex = room->shut ? room->shut->vertex_bits : NULL;
    if (room->label)
        return true;
    room->label = lc_realloc(NULL, c->w->home_count, sizeof *room->label);
    if (room->label && c->w->home_count)
        memset(room->label, 0xFF, c->w->home_count * sizeof *room->label);
    return room->label != NULL;
}

/* Nobody comes to a place by a closed street. */
static bool seed(const lc_catchments *c, const lc_link *link, size_t links,
                 lc_catchment_room *room)
{
    bool ok = true;

    if (!room->shut)
        return lc_seeds_add_links(c->g, link, links, 0, &room->seeds);
    for (size_t i = 0; i < links && ok; i++)
        if (!lc_shut_edge(room->shut, link[i].edge))
            ok = lc_seeds_add_links(c->g, &link[i], 1, 0, &room->seeds);
    return ok;
}

/* To the end of the search: what is settled is told at the last. */
static lc_status search(const lc_catchments *c, uint64_t most,
                        lc_catchment_room *room, lc_error *err)
{
    bool more = true;
    uint32_t floor_ms;
    lc_status st = lc_spread_begin(&room->spread, c->g, room->seeds.v,
                                   room->seeds.n, most, NULL, err);

    while (!st && more)
        st = lc_spread_next(&room->spread, &more, &floor_ms, err);
    return st;
}

/* From the room's seeds, and what is on the links' own edges. */
/* NOLINTNEXTLINE(readability-function-size): a list is two */
static lc_status find(const lc_catchments *c, const lc_link *link, size_t links,
                      uint32_t limit_ms, lc_catchment_room *room, lc_error *err)
{
    uint64_t most = lc_label(limit_ms, 0xFFFFFF) | (LIFE_LABEL_RANKS - 1);
    bool ok;
    lc_status st = search(c, most, room, err);

    if (st)
        return st;
    ok = meet_at_vertices(c, room) && meet_on_edges(c, link, links, room);
    return gather(room, limit_ms) && ok ? LIFE_OK
                                        : lc_no_memory(err, "the catchments");
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_catchment_search(const lc_catchments *c, const lc_link *link,
                              size_t links, uint32_t limit_ms,
                              lc_catchment_room *room, lc_error *err)
{
    return make_room(c, room) && seed(c, link, links, room)
               ? find(c, link, links, limit_ms, room, err)
               : lc_no_memory(err, "the catchments");
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_catchment_search_from(const lc_catchments *c, const lc_seed *from,
                                   size_t seeds, uint32_t limit_ms,
                                   lc_catchment_room *room, lc_error *err)
{
    if (!make_room(c, room) || !lc_vec_reserve(&room->seeds, seeds))
        return lc_no_memory(err, "the catchments");
    for (size_t i = 0; i < seeds; i++)
        room->seeds.v[room->seeds.n++] = from[i];
    return find(c, NULL, 0, limit_ms, room, err);
}

void lc_catchment_room_clear(lc_catchment_room *room)
{
    lc_spread_free(&room->spread);
    lc_vec_free(&room->seeds);
    lc_free(room->label);
    lc_vec_free(&room->met);
    lc_vec_free(&room->found);
    *room = (lc_catchment_room){0};
}

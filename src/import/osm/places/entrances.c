/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/entrances.c - see entrances.h.
 *
 * People walk to a door, not to the middle of a building: where an outline has
 * doors or gates, routes end there.
 */
#include "src/import/osm/places/entrances.h"

#include "lifecircle/store/rows/facility_entrance.h"

#include <string.h>

/* Emergency exits and locked gates let nobody in. A gap in a wall,
 * barrier=entrance, does. */
static bool is_entrance(const lc_osm_import *im, const lc_osm_node *n)
{
    lc_osm_tags tags = {im->data, n->tag, n->tag_count};

    if (lc_osm_words_tagged(im->words, LIFE_OSM_LIST_NO_ENTRANCE, tags))
        return false;
    return lc_osm_data_tag(im->data, n->tag, n->tag_count, "entrance") ||
           lc_osm_words_tagged(im->words, LIFE_OSM_LIST_ENTRANCE, tags);
}

/* The entrances of one facility, each once. */
typedef struct doors {
    lc_osm_import *im;
    const char *facility;
    int64_t *count;
    LC_VEC(int64_t) seen; /* ways of one outline share their end nodes */
} doors;

static lc_status put_entrance(doors *done, const lc_osm_node *n, lc_error *err)
{
    size_t k = 0;

    while (k < done->seen.n && done->seen.v[k] != n->id)
        k++;
    if (k < done->seen.n)
        return LIFE_OK;
    if (!lc_vec_push(&done->seen, n->id))
        return lc_no_memory(err, "the facilities");
    ++*done->count;
    return lc_facility_entrance_rows_insert(
        done->im->city, &(lc_stored_entrance){done->facility, n->pt}, err);
}

/* Nodes without tags, nearly all of them, are passed over at once. */
static lc_status put_entrances_of_way(doors *done, const lc_osm_way *w,
                                      lc_error *err)
{
    const lc_osm_data *d = done->im->data;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < w->ref_count; i++) {
        const lc_osm_node *n = lc_osm_data_ref(d, w->ref + i);

        if (n && n->tag_count > 0 && is_entrance(done->im, n))
            st = put_entrance(done, n, err);
    }
    return st;
}

/* Inner rings are courts: their doors lead nowhere from the street. A node of
 * the relation may be an entrance by its role alone. */
static lc_status
put_entrances_of_relation(doors *done, const lc_osm_relation *r, lc_error *err)
{
    const lc_osm_data *d = done->im->data;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w =
            m->type == 'w' && strcmp(d->text.v + m->role, "inner")
                ? lc_osm_data_way(d, m->id)
                : NULL;
        const lc_osm_node *n =
            m->type == 'n' && strstr(d->text.v + m->role, "entrance")
                ? lc_osm_data_node(d, m->id)
                : NULL;

        if (w)
            st = put_entrances_of_way(done, w, err);
        if (!st && n)
            st = put_entrance(done, n, err);
    }
    return st;
}

lc_status lc_osm_entrances(lc_osm_import *im, const char *facility,
                           const lc_osm_element *e, int64_t *count,
                           lc_error *err)
{
    const lc_osm_data *d = im->data;
    doors done = {.im = im, .facility = facility, .count = count};
    lc_status st =
        e->type == 'w'
            ? put_entrances_of_way(&done, &d->ways.v[e->at], err)
            : put_entrances_of_relation(&done, &d->relations.v[e->at], err);

    lc_vec_free(&done.seen);
    return st;
}

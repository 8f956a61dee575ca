/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/partial.c - see partial.h.
 *
 * A school whose grounds the border cuts is a school all the same, and stands
 * where the part of it lies that is there. What is known of none is told by
 * its id, so that whoever made the extract can ask for the rest.
 *
 * Places that had ended by the date of the data, or had not begun, are told by
 * their ids too: the map keeps them, and nobody finds them there.
 *
 * In the city all are the setting osm_partial: a line each, "r9 placed 1 of 2
 * ways missing", "n7 dated it ended 2015 (Corner Shop)".
 */
#include "src/import/osm/sites/partial.h"

#include "lifecircle/store/rows/setting.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/read/shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    KEPT_MAX = 1000, /* of a kind; more are counted, not listed */
    TOLD_MAX = 5     /* in the report; `check` lists them all */
};

static const char *const marks[LIFE_OSM_PARTIAL_KINDS] = {"lost", "placed",
                                                          "dated"};

/* ---- shapes ---- */

lc_status lc_osm_partial_shape(const lc_osm_import *im, const lc_osm_element *e,
                               lc_shape *out, lc_error *err)
{
    const lc_pt *center = lc_osm_data_center(im->data, e->type, e->id);

    *out = (lc_shape){0};
    if (center)
        return lc_shape_make(LIFE_SHAPE_POINT, center, 1, out, err);
    if (e->type != 'r')
        return LIFE_OK;
    return lc_osm_shape_lines(im->data, &im->data->relations.v[e->at], out,
                              err);
}

/* ---- what is missing ---- */

static uint32_t nodes_missing(const lc_osm_data *d, const lc_osm_way *w)
{
    uint32_t missing = 0;

    for (uint32_t i = 0; i < w->ref_count; i++)
        missing += !lc_osm_data_ref(d, w->ref + i);
    return missing;
}

/* Nodes of a way, or ways of a relation: how many there should be, and how
 * many are not there. */
static void count_missing(const lc_osm_data *d, const lc_osm_element *e,
                          uint32_t *all, uint32_t *missing)
{
    *all = *missing = 0;
    if (e->type == 'w') {
        const lc_osm_way *w = &d->ways.v[e->at];

        *all = w->ref_count;
        *missing = nodes_missing(d, w);
    } else if (e->type == 'r') {
        const lc_osm_relation *r = &d->relations.v[e->at];

        for (uint32_t i = 0; i < r->member_count; i++) {
            const lc_osm_member *m = &d->members.v[r->member + i];

            *all += m->type == 'w';
            *missing += m->type == 'w' && !lc_osm_data_way(d, m->id);
        }
    }
}

/* Ways of a relation that are there without all of their nodes. */
static uint32_t ways_lacking(const lc_osm_data *d, const lc_osm_element *e)
{
    const lc_osm_relation *r = e->type == 'r' ? &d->relations.v[e->at] : NULL;
    uint32_t lacking = 0;

    for (uint32_t i = 0; r && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w = m->type == 'w' ? lc_osm_data_way(d, m->id) : NULL;

        lacking += w && nodes_missing(d, w) > 0;
    }
    return lacking;
}

lc_status lc_osm_partial_keep(lc_osm_import *im, const lc_osm_element *e,
                              bool placed, lc_error *err)
{
    uint32_t all, missing, lacking = ways_lacking(im->data, e);

    if (++im->partial_count[placed] > KEPT_MAX)
        return LIFE_OK;
    count_missing(im->data, e, &all, &missing);
    lc_buf_printf(
        &im->partial, "%c%" PRId64 " %s ", e->type, e->id,
        marks[placed ? LIFE_OSM_PARTIAL_PLACED : LIFE_OSM_PARTIAL_LOST]);
    if (missing)
        lc_buf_printf(&im->partial, "%" PRIu32 " of %" PRIu32 " %s missing\n",
                      missing, all, e->type == 'w' ? "nodes" : "ways");
    else if (lacking)
        lc_buf_printf(&im->partial,
                      "%" PRIu32 " of %" PRIu32 " ways lack nodes\n", lacking,
                      all);
    else
        lc_buf_printf(&im->partial, "%s\n",
                      e->type == 'w' ? "fewer than two places"
                                     : "no ring of its ways closes");
    return im->partial.failed ? lc_no_memory(err, "the facilities") : LIFE_OK;
}

lc_status lc_osm_partial_dated(lc_osm_import *im, const lc_osm_element *e,
                               const char *why, const char *date, lc_error *err)
{
    const char *name = lc_osm_element_tag(im, e, "name");

    if (++im->partial_count[LIFE_OSM_PARTIAL_DATED] > KEPT_MAX)
        return LIFE_OK;
    lc_buf_printf(&im->partial, "%c%" PRId64 " %s %s %s", e->type, e->id,
                  marks[LIFE_OSM_PARTIAL_DATED], why, date);
    if (name && *name)
        lc_buf_printf(&im->partial, " (%s)", name);
    lc_buf_puts(&im->partial, "\n");
    return im->partial.failed ? lc_no_memory(err, "the facilities") : LIFE_OK;
}

/* The first few of a kind, as the report names them. */
static void tell(lc_osm_import *im, int kind, const char *what)
{
    char mark[16];
    int told = 0;

    if (!im->partial_count[kind])
        return;
    snprintf(mark, sizeof mark, " %s ", marks[kind]);
    lc_buf_printf(&im->notes, "%s: %" PRIu64, what, im->partial_count[kind]);
    for (const char *s = im->partial.data; s && *s && told < TOLD_MAX;
         s = strchr(s, '\n') + 1) {
        const char *end = strchr(s, '\n'), *at = strstr(s, mark);

        if (!at || at > end)
            continue;
        at += strlen(mark);
        lc_buf_printf(&im->notes, "%s%.*s (%.*s)", told++ ? ", " : ": ",
                      (int)strcspn(s, " "), s, (int)(end - at), at);
    }
    lc_buf_puts(&im->notes, "\n");
}

lc_status lc_osm_partial_write(lc_osm_import *im, lc_error *err)
{
    tell(im, LIFE_OSM_PARTIAL_PLACED,
         "facilities cut at the border, placed by what is there");
    tell(im, LIFE_OSM_PARTIAL_LOST,
         "facilities left out, since nothing says where they lie");
    tell(im, LIFE_OSM_PARTIAL_DATED,
         "facilities left out by their end_date or start_date");
    return lc_setting_put(im->city, "osm_partial",
                          im->partial.data ? im->partial.data : "", err);
}

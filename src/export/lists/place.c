/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/place.c - see place.h.
 */
#include "src/export/lists/place.h"

#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/source.h"
#include "src/export/values/street.h"

#include <stdlib.h>

/* Farther than a block, a name says nothing of a plot of land. */
#define NEAR_STREET_M 300.0
#define MOST_NAMED    3 /* more would not be read in a cell */

lc_cell lc_place_street(const lc_list_run *l, lc_pt at)
{
    return lc_cell_known(lc_street_near(l->w, at, NEAR_STREET_M));
}

static bool stands_near(const lc_facility *f, lc_pt at,
                        const lc_catset *categories, double metres)
{
    /* a degree of latitude is 110 km at least, in units of 1e-7 */
    return f->placed && lc_catset_meets(f->categories, categories) &&
           abs(f->pt.lat - at.lat) <= metres * 91 &&
           lc_distance_m(f->pt, at) <= metres;
}

uint32_t lc_place_count(const lc_list_run *l, lc_pt at,
                        const lc_catset *categories, double metres)
{
    uint32_t n = 0;

    for (uint32_t f = 0; f < lc_world_facility_count(l->w); f++)
        n += stands_near(lc_world_facility(l->w, f), at, categories, metres);
    return n;
}

static bool is_withheld(const lc_world *w, const lc_facility *f)
{
    const lc_source_info *s = lc_world_source_find(w, f->source);

    return s && s->withheld;
}

static const char *kind_of(const lc_list_run *l, const lc_facility *f,
                           const lc_catset *categories)
{
    for (LIFE_CATSET_EACH(c, f->categories)) {
        const lc_category *k = lc_world_category(l->w, c);

        if (lc_catset_has(categories, c))
            return lc_lang_pick(l->lang, k->name_zh, k->name_en);
    }
    return "";
}

lc_cell lc_place_names(lc_list_run *l, lc_pt at, const lc_catset *categories,
                       double metres)
{
    lc_buf text = {0};
    int named = 0;

    for (uint32_t i = 0;
         i < lc_world_facility_count(l->w) && named < MOST_NAMED; i++) {
        const lc_facility *f = lc_world_facility(l->w, i);

        if (!stands_near(f, at, categories, metres) || is_withheld(l->w, f))
            continue;
        lc_buf_puts(&text, named++ ? lc_list_say(l, LIFE_SAY_LIST_JOIN) : "");
        LC_SAY(&text, l->lang, LIFE_SAY_LIST_SPACE, f->name,
               kind_of(l, f, categories));
    }
    return lc_list_text(l, &text);
}

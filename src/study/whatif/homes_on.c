/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/homes_on.c - see homes_on.h.
 */
#include "src/study/whatif/homes_on.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/links.h"
#include "src/world/city.h"

/* A counting sort: counts are put two places on, so that filling leaves each
 * edge's begin where it belongs. */
lc_status lc_homes_on_make(const lc_world *w, lc_mode m, lc_homes_on *out,
                           lc_error *err)
{
    const lc_link *link;
    uint32_t edges = w->net->edge_count;

    *out = (lc_homes_on){0};
    out->first = lc_calloc((size_t)edges + 2, sizeof *out->first);
    if (!out->first)
        return lc_no_memory(err, "a scenario");
    for (uint32_t h = 0; h < w->home_count; h++)
        for (size_t n = lc_world_home_links(w, h, m, &link); n; n--)
            out->first[link[n - 1].edge + 2]++;
    for (uint32_t e = 1; e <= edges; e++)
        out->first[e + 1] += out->first[e];
    out->home = lc_calloc(out->first[edges + 1], sizeof *out->home);
    if (!out->home)
        return lc_no_memory(err, "a scenario");
    for (uint32_t h = 0; h < w->home_count; h++)
        for (size_t n = lc_world_home_links(w, h, m, &link); n; n--)
            out->home[out->first[link[n - 1].edge + 1]++] = h;
    return LIFE_OK;
}

void lc_homes_on_clear(lc_homes_on *on)
{
    lc_free(on->first);
    lc_free(on->home);
    *on = (lc_homes_on){0};
}

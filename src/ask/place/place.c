/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/place/place.c - see place.h.
 */
#include "src/ask/place/place.h"

#include "lifecircle/words/as_of.h"
#include "lifecircle/words/closings.h"
#include "lifecircle/words/wheels.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"

#include <inttypes.h>

lc_status lc_ask_place(const lc_ask *ask, const lc_args *args, lc_place *out,
                       lc_error *err)
{
    lc_lonlat at = {args->v[LIFE_PARAM_LON].degrees,
                    args->v[LIFE_PARAM_LAT].degrees};
    lc_status st =
        lc_place_at(ask->walker, at, args->v[LIFE_PARAM_PACE].n, out, err);

    if (!st)
        st = lc_place_open_at(ask->walker, args->v[LIFE_PARAM_OPEN_AT].when,
                              out, err);
    out->menu.wanted = args->v[LIFE_PARAM_SERVICES].services;
    return st;
}

void lc_ask_place_closings(const lc_ask *ask, const lc_near *near, lc_lang lang,
                           lc_buf *out)
{
    for (uint32_t i = 0; i < near->closings; i++) {
        uint32_t at = lc_walker_closings(ask->walker, near->closing)[i];

        lc_buf_printf(
            out, "%s: ", lc_world_facility(ask->world, near->facility)->name);
        lc_closing_text(out, lc_world_closing(ask->world, at), lang);
        lc_buf_puts(out, "\n");
    }
}

void lc_ask_place_time(lc_grid *g, uint32_t ms)
{
    if (ms == LIFE_NONE)
        lc_grid_put(g, "-");
    else
        lc_grid_put(g, "%" PRIu32 ":%02" PRIu32, ms / 60000, ms / 1000 % 60);
}

void lc_ask_place_categories(lc_grid *g, const lc_world *w,
                             const lc_catset *set, lc_lang lang)
{
    bool zh = lang == LIFE_LANG_ZH;
    lc_buf text = {0};

    for (LIFE_CATSET_EACH(c, set))
        lc_buf_printf(&text, "%s%s",
                      !text.len ? ""
                      : zh      ? "、"
                                : " ",
                      zh ? lc_world_category(w, c)->name_zh
                         : lc_world_category(w, c)->id);
    lc_grid_put(g, "%s", text.len && !text.failed ? text.data : "");
    lc_buf_free(&text);
}

void lc_ask_place_metres(lc_grid *g, uint32_t mm)
{
    if (mm == LIFE_NONE)
        lc_grid_put(g, "-");
    else
        lc_grid_put(g, "%.0f", mm / 1000.0);
}

void lc_ask_place_foot(lc_buf *out, const lc_world *w, uint32_t pace,
                       lc_wheels_count n, const char *as_of, lc_lang lang)
{
    if (lc_world_pace(w, pace)->wheels) {
        lc_wheels_text(out, n, lang);
        lc_buf_putc(out, '\n');
    }
    lc_as_of_text(out, as_of, lang);
    lc_buf_putc(out, '\n');
}

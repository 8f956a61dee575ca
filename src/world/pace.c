/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pace.c - how people walk.
 *
 * Paces keep the order of their table: the first is the default. Every figure
 * is checked when it is read, so that making a gait of it later can't fail.
 */
#include "src/world/pace.h"

#include "lifecircle/store/rows/pace.h"
#include "src/world/city.h"

#include <stdio.h>
#include <string.h>

/* A pace may name a mode that came to geodata after this city's streets. */
static lc_status unknown_mode(const lc_world *w, const char *pace,
                              const char *mode, lc_error *err)
{
    char known[LIFE_MAX_MODES * (LIFE_MODE_BYTES + 2)] = "";
    size_t at = 0;

    for (size_t m = 0; m < w->mode_count; m++)
        at += (size_t)snprintf(known + at, sizeof known - at, "%s%s",
                               m ? ", " : "", w->mode[m].id);
    return lc_fail(err, LIFE_ERR_RANGE,
                   "pace %s: the streets of this city have no mode \"%s\", "
                   "they have %s; a mode of geodata/modes.csv is had by "
                   "importing them anew (lifecircle import osm)",
                   pace, mode, known);
}

static lc_status add(lc_world *w, const lc_stored_pace *row, lc_error *err)
{
    lc_pace *p = &w->pace[w->pace_count];
    lc_gait gait;

    if (w->pace_count == LIFE_MAX_PACES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d paces",
                       LIFE_MAX_PACES);
    *p = (lc_pace){.id = lc_world_keep(w, row->id),
                   .name_zh = lc_world_keep(w, row->name_zh),
                   .name_en = lc_world_keep(w, row->name_en),
                   .mode = lc_world_mode_find(w, row->mode),
                   .metres = row->metres,
                   .seconds = row->seconds,
                   .mps = row->metres / row->seconds,
                   .steps_factor = row->steps_factor,
                   .wheels = row->wheels};
    if (!p->id || !p->name_zh || !p->name_en)
        return lc_no_memory(err, "the paces");
    if (p->mode == w->mode_count)
        return unknown_mode(w, p->id, row->mode, err);
    w->pace_count++;
    return lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait,
                        err);
}

lc_status lc_world_pace_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_pace row = {0};
    lc_rows *rows;
    lc_status st;

    w->pace = lc_calloc(LIFE_MAX_PACES, sizeof *w->pace);
    if (!w->pace)
        return lc_no_memory(err, "the paces");
    st = lc_pace_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add(w, &row, err);
    return st;
}

size_t lc_world_pace_count(const lc_world *w)
{
    return w->pace_count;
}

const lc_pace *lc_world_pace(const lc_world *w, uint32_t i)
{
    return &w->pace[i];
}

uint32_t lc_world_pace_find(const lc_world *w, const char *id)
{
    for (uint32_t i = 0; i < w->pace_count; i++)
        if (!strcmp(w->pace[i].id, id))
            return i;
    return LIFE_NONE;
}

lc_gait lc_pace_gait(const lc_pace *p)
{
    lc_gait gait = {0};

    /* its figures were checked when it was loaded */
    lc_gait_make(p->mode, p->metres, p->seconds, p->steps_factor, &gait, NULL);
    gait.wheels = p->wheels;
    return gait;
}

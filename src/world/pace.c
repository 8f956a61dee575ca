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

#include <string.h>

/* LIFE_MODE_COUNT: none of that name. */
static lc_mode mode_of(const char *name)
{
    lc_mode m = LIFE_MODE_FOOT;

    while (m < LIFE_MODE_COUNT && strcmp(name, lc_mode_names[m]) != 0)
        m++;
    return m;
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
                   .mode = mode_of(row->mode),
                   .metres = row->metres,
                   .seconds = row->seconds,
                   .mps = row->metres / row->seconds,
                   .steps_factor = row->steps_factor};
    if (!p->id || !p->name_zh || !p->name_en)
        return lc_no_memory(err, "the paces");
    if (p->mode == LIFE_MODE_COUNT)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "pace %s: the mode must be foot, wheelchair or cycle,"
                       " not \"%s\"",
                       p->id, row->mode);
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
    return gait;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/figures.c - the figures that were published and the lists of
 * units, as they were imported.
 */
#include "lifecircle/world/people/statistic.h"
#include "src/export/layers/held.h"
#include "src/export/lists/list.h"
#include "src/export/values/figure.h"

static lc_fields fields_of(const lc_list_run *l)
{
    (void)l;
    return lc_figure_fields;
}

static lc_sentence note_of(const lc_list_run *l)
{
    (void)l;
    return LIFE_SAY_LIST_FIGURES_NOTE;
}

static lc_status write(lc_list_run *l, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    bool held = lc_held_figures(l->w);
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_world_statistic_count(l->w); i++) {
        const lc_statistic *x = lc_world_statistic_at(l->w, i);

        if (l->q->unit != LIFE_NONE &&
            (x->unit == LIFE_NONE || !lc_list_within(l, x->unit)))
            continue;
        lc_figure_values(&l->row, l->w, s, x, held, l->lang);
        st = lc_list_put(l, err);
    }
    return st;
}

const lc_list_kind lc_list_figures = {"figures", LIFE_SAY_LIST_FIGURES, note_of,
                                      fields_of, write};

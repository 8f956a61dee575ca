/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/label_arrays.c - see label_arrays.h.
 *
 * An array a category, as labels lie in memory: loading is one read and a look
 * at each rank, and compute need not be repeated when a server starts.
 */
#include "src/study/label_arrays.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/store/rows/array.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <stdio.h>

enum { ARRAY_NAME_BYTES = 96 };

/* label/PACE/CATEGORY: by name and not by number, since tables of paces and
 * categories may be edited between two computes. */
static void name_array(const lc_world *w, uint32_t pace, uint32_t category,
                       char out[ARRAY_NAME_BYTES])
{
    snprintf(out, ARRAY_NAME_BYTES, "label/%.40s/%.40s", w->pace[pace].id,
             w->category[category].id);
}

lc_status lc_label_arrays_store(lc_city *c, const lc_study *s, uint32_t pace,
                                lc_error *err)
{
    const lc_pace_slot *p = &s->slot[pace];
    char name[ARRAY_NAME_BYTES];
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        const uint64_t *label = p->label[i];

        if (!label)
            continue;
        name_array(s->w, pace, i, name);
        st = lc_array_put(c, name, label,
                          p->graph->vertex_count * sizeof *label, err);
    }
    return st;
}

/* Whether they are those of a graph and a category of this size. */
static bool labels_fit(const uint64_t *label, size_t n, const lc_pace_graph *g,
                       uint32_t facilities)
{
    if (n != g->vertex_count)
        return false;
    for (size_t v = 0; v < n; v++)
        if (label[v] != LIFE_LABEL_NONE &&
            lc_label_rank(label[v]) >= facilities)
            return false;
    return true;
}

lc_status lc_label_arrays_load(lc_city *c, lc_study *s, uint32_t pace,
                               lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    char name[ARRAY_NAME_BYTES];
    lc_status st = lc_slot_need_graph(s, pace, err);

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        uint32_t facilities = s->w->category[i].facility_count;
        void *data;
        size_t n;

        if (!facilities)
            continue;
        name_array(s->w, pace, i, name);
        st = lc_array_get(c, name, sizeof(uint64_t), &data, &n, err);
        if (st)
            return st;
        p->label[i] = data;
        if (!labels_fit(data, n, p->graph, facilities))
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    }
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/label_arrays.c - see label_arrays.h.
 *
 * An array a category: loading is one read and a look at each label, and
 * compute need not be repeated when a server starts. Milliseconds, metres and
 * rank of a label are columns of their own: neighbours mostly differ by little
 * in the first, and by nothing in the others, where of the metres only is kept
 * what the milliseconds and the pace don't tell (steps, and what is rounded).
 * No way: all bits of the first, nothing in the others.
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

/* What their fields in a label take. */
#define LABEL_MOST_MS ((UINT32_C(1) << (64 - LIFE_LABEL_MS_SHIFT)) - 1)
#define LABEL_MOST_MM                                                          \
    ((UINT32_C(1) << (LIFE_LABEL_MS_SHIFT - LIFE_LABEL_MM_SHIFT)) - 1)

typedef struct kept_label {
    uint32_t ms, more_mm, rank;
} kept_label;

/* What walking that long on the level comes to; any pace's may be more. */
static uint32_t level_mm(const lc_pace_graph *g, uint32_t ms)
{
    const lc_rate level = g->gait.level;

    return (uint32_t)((uint64_t)ms * level.den / level.num);
}

static kept_label keep(const lc_pace_graph *g, uint64_t label)
{
    uint32_t ms = lc_label_ms(label);

    if (label == LIFE_LABEL_NONE)
        return (kept_label){.ms = UINT32_MAX};
    return (kept_label){ms, lc_label_mm(label) - level_mm(g, ms),
                        lc_label_rank(label)};
}

/* false: it is none that keep() makes, or of a facility that isn't there. */
static bool restore(const lc_pace_graph *g, const kept_label *k,
                    uint32_t facilities, uint64_t *out)
{
    uint32_t mm = level_mm(g, k->ms) + k->more_mm;

    *out = LIFE_LABEL_NONE;
    if (k->ms == UINT32_MAX)
        return !k->more_mm && !k->rank;
    if (k->ms > LABEL_MOST_MS || mm > LABEL_MOST_MM || k->rank >= facilities)
        return false;
    *out = lc_label(k->ms, mm) | k->rank;
    return true;
}

lc_status lc_label_arrays_store(lc_city *c, const lc_study *s, uint32_t pace,
                                lc_error *err)
{
    const lc_pace_slot *p = &s->slot[pace];
    uint32_t n = p->graph ? p->graph->vertex_count : 0; /* nobody asked */
    kept_label *kept = lc_calloc(n, sizeof *kept);
    char name[ARRAY_NAME_BYTES];
    lc_status st = kept ? LIFE_OK : lc_no_memory(err, "walk times");

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        const uint64_t *label = p->label[i];

        if (!label)
            continue;
        for (uint32_t v = 0; v < n; v++)
            kept[v] = keep(p->graph, label[v]);
        name_array(s->w, pace, i, name);
        st = lc_array_put(c, name, kept, sizeof *kept, n, err);
    }
    lc_free(kept);
    return st;
}

lc_status lc_label_arrays_drop(lc_city *c, const lc_world *w, uint32_t pace,
                               uint32_t category, lc_error *err)
{
    char name[ARRAY_NAME_BYTES];

    name_array(w, pace, category, name);
    return lc_array_drop(c, name, err);
}

/* *out is freed by who frees the slot, whatever comes back. */
static lc_status load_label(lc_city *c, const char *name,
                            const lc_pace_graph *g, uint32_t facilities,
                            uint64_t **out, lc_error *err)
{
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, name, sizeof(kept_label), &data, &n, err);
    const kept_label *kept = data;
    uint64_t *label = st ? NULL : lc_calloc(n, sizeof *label);
    bool fit = !st && n == g->vertex_count;

    if (!st && !label)
        st = lc_no_memory(err, "walk times");
    for (size_t v = 0; v < n && fit && label; v++)
        fit = restore(g, &kept[v], facilities, &label[v]);
    if (!st && !fit)
        st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    lc_free(data);
    *out = label;
    return st;
}

lc_status lc_label_arrays_load(lc_city *c, lc_study *s, uint32_t pace,
                               lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    char name[ARRAY_NAME_BYTES];
    lc_status st = lc_slot_need_graph(s, pace, err);

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        uint32_t facilities = s->w->category[i].facility_count;
        uint64_t *label;

        if (!facilities)
            continue;
        name_array(s->w, pace, i, name);
        st = load_label(c, name, p->graph, facilities, &label, err);
        p->label[i] = label;
    }
    return st;
}

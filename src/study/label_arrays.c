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

#include "lifecircle/base/narrow.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/store/rows/array.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/pace.h"

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

/* The same for many labels: a division takes as long as all else of one. With
 * half of one added a quotient is 1 / 2 num or more from a whole number, which
 * is far more than a double is off here: the product has at most 52 bits, the
 * quotient of a label 24. */
typedef struct leveller {
    int64_t num, den;
    double per_num; /* 0: num is too large for that */
} leveller;

enum { MOST_NUM = 1 << 20 };

static leveller leveller_of(const lc_pace *pace)
{
    const lc_rate level = lc_pace_gait(pace).level;

    return (leveller){(int64_t)level.num, (int64_t)level.den,
                      level.num < MOST_NUM ? 1.0 / (double)level.num : 0};
}

static uint32_t quick_mm(leveller l, uint32_t ms)
{
    int64_t product = ms * l.den;

    return (uint32_t)(l.per_num > 0
                          ? (int64_t)(((double)product + 0.5) * l.per_num)
                          : product / l.num);
}

/* false: some are none that keep() makes, or of a facility that isn't there:
 * fields are looked at once for all, as no bit may be set above them. */
static bool restore(leveller l, const kept_label *kept, size_t n,
                    uint32_t facilities, uint64_t *out)
{
    uint32_t any_ms = 0, any_mm = 0, most_rank = 0, behind_none = 0;

    for (size_t i = 0; i < n; i++) {
        const kept_label k = kept[i];
        uint32_t mm;

        if (k.ms == UINT32_MAX) {
            behind_none |= k.more_mm | k.rank;
            out[i] = LIFE_LABEL_NONE;
            continue;
        }
        mm = quick_mm(l, k.ms) + k.more_mm;
        any_ms |= k.ms;
        any_mm |= mm;
        most_rank = k.rank > most_rank ? k.rank : most_rank;
        out[i] = lc_label(k.ms, mm) | k.rank;
    }
    return any_ms <= LABEL_MOST_MS && any_mm <= LABEL_MOST_MM &&
           most_rank < facilities && !behind_none;
}

lc_status lc_label_arrays_store(lc_city *c, const lc_study *s, uint32_t pace,
                                const bool *of, lc_error *err)
{
    const lc_pace_slot *p = &s->slot[pace];
    uint32_t n = p->graph ? p->graph->vertex_count : 0; /* nobody asked */
    kept_label *kept = lc_calloc(n, sizeof *kept);
    char name[ARRAY_NAME_BYTES];
    lc_status st = kept ? LIFE_OK : lc_no_memory(err, "walk times");

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        const uint64_t *label = p->label[i];

        if (!label || (of && !of[i]))
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

/* ---- reading ---- */

/* Rows that are unpacked at once: they stay in the processor's cache. */
enum { PIECE = 1024 };

static bool unpack(const lc_packed *p, const leveller *l, uint32_t facilities,
                   uint64_t *label)
{
    kept_label kept[PIECE];
    lc_narrow r;
    bool fit = lc_narrow_begin(&r, p->data, p->bytes, p->words);

    for (size_t v = 0; v < p->count && fit; v += PIECE) {
        size_t n = p->count - v < PIECE ? p->count - v : PIECE;

        fit = lc_narrow_next(&r, n, &kept->ms) &&
              restore(*l, kept, n, facilities, label + v);
    }
    return fit && lc_narrow_is_read(&r);
}

/* Labels and the graph that they are of, which is made meanwhile: so how many
 * there are to be is known at the end. */
typedef struct loading {
    lc_city *c;
    lc_study *s;
    uint32_t pace;
    const bool *of; /* NULL: all */
    leveller level;
    size_t count[LIFE_MAX_CATEGORIES];
} loading;

static lc_status damaged(const char *name, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
}

/* What is hung into the slot is freed with it. */
static lc_status load_label(loading *l, uint32_t category, lc_error *err)
{
    uint32_t facilities = l->s->w->category[category].facility_count;
    char name[ARRAY_NAME_BYTES];
    lc_packed packed;
    uint64_t *label;
    lc_status st;

    if (!facilities || (l->of && !l->of[category]))
        return LIFE_OK;
    name_array(l->s->w, l->pace, category, name);
    st = lc_array_get_packed(l->c, name, sizeof(kept_label), &packed, err);
    if (st)
        return st;
    /* Every one is written, so that clearing them first would be for nothing.
     */
    label = lc_realloc(NULL, packed.count, sizeof *label);
    if (!label)
        st = lc_no_memory(err, "walk times");
    else if (!unpack(&packed, &l->level, facilities, label))
        st = damaged(name, err);
    lc_free(packed.data);
    l->s->slot[l->pace].label[category] = label;
    l->count[category] = packed.count;
    return st;
}

/* The graph goes first, as it takes as long as some labels. */
static lc_status load_item(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    loading *l = ctx;

    (void)worker;
    return item ? load_label(l, (uint32_t)item - 1, err)
                : lc_slot_need_graph(l->s, l->pace, err);
}

lc_status lc_label_arrays_load(lc_city *c, lc_study *s, uint32_t pace,
                               const bool *of, lc_error *err)
{
    loading l = {c, s, pace, of, leveller_of(&s->w->pace[pace]), {0}};
    const lc_pace_slot *p = &s->slot[pace];
    lc_status st = lc_pool_run(lc_pool_threads(), s->w->category_count + 1,
                               load_item, &l, err);

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        char name[ARRAY_NAME_BYTES];

        if (!p->label[i] || l.count[i] == p->graph->vertex_count)
            continue;
        name_array(s->w, pace, i, name);
        st = damaged(name, err);
    }
    return st;
}

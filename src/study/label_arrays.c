/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/label_arrays.c - see label_arrays.h.
 *
 * An array a category: loading is one read and a look at each label, which goes
 * from the form of the file into that of memory (graph/kept_labels) without
 * being made whole; compute need not be repeated when a server starts.
 * Milliseconds, metres and rank of a label are columns of their own: neighbours
 * mostly differ by little in the first, and by nothing in the others, where of
 * the metres only is kept what the milliseconds and the pace don't tell (steps,
 * and what is rounded). No way: all bits of the first, nothing in the others.
 */
#include "src/study/label_arrays.h"

#include "lifecircle/base/narrow.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/store/rows/array.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/pace.h"

#include <stdio.h>
#include <string.h>

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
    double per_num; /* 0: num is too large for that, or den beside it */
} leveller;

enum { MOST_NUM = 1 << 20, MOST_PER_MS = 256 };

static leveller leveller_of(const lc_pace *pace)
{
    const lc_rate level = lc_pace_gait(pace).level;
    bool quick = level.num < MOST_NUM && level.den / level.num < MOST_PER_MS;

    return (leveller){(int64_t)level.num, (int64_t)level.den,
                      quick ? 1.0 / (double)level.num : 0};
}

/* Of many rows each field by itself, see lc_narrow_next_columns(). */
enum { PIECE = LIFE_KEPT_PIECE };
_Static_assert(sizeof(lc_label_fields) == PIECE * sizeof(kept_label),
               "the same fields");

/* Fields are looked at once for all. */
typedef struct seen {
    uint32_t ms, mm;  /* bits of any */
    uint32_t rank;    /* its highest: one is of a facility that isn't there */
    uint32_t no_more; /* of those that are no way */
} seen;

static void look_at_one(leveller l, kept_label k, uint32_t facilities,
                        seen *any)
{
    if (k.ms == UINT32_MAX) {
        any->no_more |= k.more_mm | k.rank;
        return;
    }
    any->ms |= k.ms;
    any->mm |= (uint32_t)((uint64_t)k.ms * (uint64_t)l.den / (uint64_t)l.num) +
               k.more_mm;
    any->rank |= k.rank < facilities ? 0 : UINT32_MAX;
}

/* Four at once, as every processor has it. */
typedef uint32_t four __attribute__((vector_size(16)));
typedef int32_t four_int __attribute__((vector_size(16)));
typedef int32_t two_int __attribute__((vector_size(8)));
typedef double two __attribute__((vector_size(16)));

static four load_four(const uint32_t *v)
{
    four z;

    memcpy(&z, v, sizeof z);
    return z;
}

static two_int level_two(leveller l, two_int ms)
{
    two mm =
        (__builtin_convertvector(ms, two) * (double)l.den + 0.5) * l.per_num;

    return __builtin_convertvector(mm, two_int);
}

static four level_four(leveller l, four ms)
{
    four_int v = (four_int)ms;
    two_int low = level_two(l, __builtin_shufflevector(v, v, 0, 1));
    two_int high = level_two(l, __builtin_shufflevector(v, v, 2, 3));

    return (four)__builtin_shufflevector(low, high, 0, 1, 2, 3);
}

/* As look_at_one() of each four; returns how many that were. */
static size_t look_at_fours(leveller l, const lc_label_fields *k, size_t n,
                            uint32_t facilities, seen *any)
{
    four all_ms = {0}, all_mm = {0}, all_rank = {0}, no_more = {0};
    size_t i = 0;

    for (; i + 4 <= n; i += 4) {
        four ms = load_four(k->ms + i), mm = load_four(k->more_mm + i);
        four rank = load_four(k->rank + i);
        four none = (four)(ms == UINT32_MAX);

        no_more |= none & (mm | rank);
        ms &= ~none;
        all_ms |= ms;
        all_mm |= (mm + level_four(l, ms & LABEL_MOST_MS)) & ~none;
        /* Its sign: too large, or so large that it comes round. */
        all_rank |= (facilities - 1 - rank) | rank;
    }
    for (int j = 0; j < 4; j++) {
        any->ms |= all_ms[j];
        any->mm |= all_mm[j];
        any->rank |= all_rank[j];
        any->no_more |= no_more[j];
    }
    return i;
}

/* false: some are none that keep() makes, or of a facility that isn't there. */
static bool are_labels(leveller l, const lc_label_fields *k, size_t n,
                       uint32_t facilities)
{
    seen any = {0};
    size_t i = 0;

    if (l.per_num > 0)
        i = look_at_fours(l, k, n, facilities, &any);
    for (; i < n; i++)
        look_at_one(l, (kept_label){k->ms[i], k->more_mm[i], k->rank[i]},
                    facilities, &any);
    return any.ms <= LABEL_MOST_MS && any.mm <= LABEL_MOST_MM &&
           !(any.rank >> 31) && !any.no_more;
}

lc_status lc_label_arrays_store(lc_city *c, const lc_study *s, uint32_t pace,
                                const bool *of, lc_error *err)
{
    const lc_pace_slot *p = &s->slot[pace];
    uint32_t n = p->graph ? p->graph->vertex_count : 0; /* nobody asked */
    kept_label *kept = lc_calloc(n, sizeof *kept);
    uint64_t *label = lc_realloc(NULL, n, sizeof *label);
    char name[ARRAY_NAME_BYTES];
    lc_status st = kept && label ? LIFE_OK : lc_no_memory(err, "walk times");

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        if (!p->label[i] || (of && !of[i]))
            continue;
        lc_kept_labels_read(p->label[i], label);
        for (uint32_t v = 0; v < n; v++)
            kept[v] = keep(p->graph, label[v]);
        name_array(s->w, pace, i, name);
        st = lc_array_put(c, name, kept, sizeof *kept, n, err);
    }
    lc_free(label);
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

typedef enum unpacked { WHOLE, DAMAGED, NO_MEMORY } unpacked;

static unpacked unpack(const lc_packed *p, leveller l, uint32_t facilities,
                       lc_kept_labels_maker *m)
{
    lc_label_fields f;
    lc_narrow r;
    bool fit = lc_narrow_begin(&r, p->data, p->bytes, p->words);

    for (size_t v = 0; v < p->count && fit; v += PIECE) {
        size_t n = p->count - v < PIECE ? p->count - v : PIECE;

        fit = lc_narrow_next_columns(&r, n, p->words, PIECE, f.ms) &&
              are_labels(l, &f, n, facilities);
        if (fit && !lc_kept_labels_add(m, &f, n))
            return NO_MEMORY;
    }
    return fit && lc_narrow_is_read(&r) ? WHOLE : DAMAGED;
}

/* Labels and the graph that they are of, which is made meanwhile: so how many
 * there are to be is known at the end. */
typedef struct loading {
    lc_city *c;
    lc_study *s;
    uint32_t pace;
    const bool *of; /* NULL: all */
    leveller level;
    lc_rate rate;
} loading;

static lc_status damaged(const char *name, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
}

/* What is hung into the slot is freed with it. */
static lc_status make_label(loading *l, uint32_t category, const char *name,
                            lc_error *err)
{
    uint32_t facilities = l->s->w->category[category].facility_count;
    lc_packed packed;
    lc_kept_labels_maker *m;
    unpacked is;
    lc_status st;

    st = lc_array_get_packed(l->c, name, sizeof(kept_label), &packed, err);
    if (st)
        return st;
    m = packed.count < UINT32_MAX
            ? lc_kept_labels_begin((uint32_t)packed.count, l->rate)
            : NULL;
    is = m ? unpack(&packed, l->level, facilities, m) : NO_MEMORY;
    lc_free(packed.data);
    l->s->slot[l->pace].label[category] = lc_kept_labels_end(m);
    if (is == DAMAGED)
        return damaged(name, err);
    return is == WHOLE && l->s->slot[l->pace].label[category]
               ? LIFE_OK
               : lc_no_memory(err, "walk times");
}

/* Those that another load made of the same array and as many facilities, and
 * for the same speed. */
static lc_status load_label(loading *l, uint32_t category, lc_error *err)
{
    uint32_t facilities = l->s->w->category[category].facility_count;
    char name[ARRAY_NAME_BYTES];
    const char *const names[] = {name};
    lc_shared_key key;
    lc_kept_labels *made;
    lc_status st;

    if (!facilities || (l->of && !l->of[category]) ||
        l->s->slot[l->pace].label[category])
        return LIFE_OK;
    name_array(l->s->w, l->pace, category, name);
    st = lc_array_key(l->c, names, 1, &key, err);
    if (st)
        return st;
    key = lc_shared_key_with(key, facilities);
    key = lc_shared_key_add(key, &l->rate, sizeof l->rate);
    made = lc_shared_get(key);
    if (made) {
        l->s->slot[l->pace].label[category] = made;
        return LIFE_OK;
    }
    st = make_label(l, category, name, err);
    lc_shared_put(key, st ? NULL : l->s->slot[l->pace].label[category]);
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
    const lc_pace *of_pace = &s->w->pace[pace];
    loading l = {
        c, s, pace, of, leveller_of(of_pace), lc_pace_gait(of_pace).level};
    const lc_pace_slot *p = &s->slot[pace];
    lc_status st = lc_pool_run(lc_pool_threads(), s->w->category_count + 1,
                               load_item, &l, err);

    for (uint32_t i = 0; i < s->w->category_count && !st; i++) {
        char name[ARRAY_NAME_BYTES];

        if (!p->label[i] || p->label[i]->count == p->graph->vertex_count)
            continue;
        name_array(s->w, pace, i, name);
        st = damaged(name, err);
    }
    return st;
}

/* ---- times alone ---- */

typedef struct time_reader {
    lc_packed packed;
    lc_narrow r;
} time_reader;

static lc_status open_times(lc_city *c, const lc_world *w, uint32_t category,
                            size_t vertices, time_reader *t, lc_error *err)
{
    char name[ARRAY_NAME_BYTES];
    lc_status st;

    name_array(w, 0, category, name);
    st = lc_array_get_packed(c, name, sizeof(kept_label), &t->packed, err);
    if (!st && (t->packed.count != vertices ||
                !lc_narrow_begin(&t->r, t->packed.data, t->packed.bytes,
                                 t->packed.words)))
        st = damaged(name, err);
    return st;
}

/* Of the next n vertices, into every `wide`-th place. */
static bool put_times(time_reader *t, size_t n, const lc_label_times *as,
                      int32_t *out)
{
    uint32_t ms[PIECE];

    if (!lc_narrow_next_columns(&t->r, n, 1, PIECE, ms))
        return false;
    for (size_t i = 0; i < n; i++, out += as->wide) {
        if (ms[i] > LABEL_MOST_MS && ms[i] != UINT32_MAX)
            return false;
        *out = ms[i] == UINT32_MAX ? as->none : (int32_t)ms[i];
    }
    return true;
}

/* All categories of some vertices before those of the next, so that what is
 * written to stays in the processor's cache meanwhile. */
lc_status lc_label_arrays_times(lc_city *c, const lc_world *w,
                                const uint32_t *category, size_t count,
                                const lc_label_times *out, lc_error *err)
{
    time_reader *t = lc_calloc(count, sizeof *t);
    lc_status st = t ? LIFE_OK : lc_no_memory(err, "walk times");

    for (size_t k = 0; k < count && !st; k++)
        st = open_times(c, w, category[k], out->vertices, &t[k], err);
    for (size_t v = 0; v < out->vertices && !st; v += PIECE) {
        size_t n = out->vertices - v < PIECE ? out->vertices - v : PIECE;

        for (size_t k = 0; k < count && !st; k++)
            if (!put_times(&t[k], n, out, out->ms + v * out->wide + k))
                st = damaged(w->category[category[k]].id, err);
    }
    for (size_t k = 0; t && k < count; k++)
        lc_free(t[k].packed.data);
    lc_free(t);
    return st;
}

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
enum { PIECE = 1024 }; /* they stay in the processor's cache */

typedef struct kept_piece {
    uint32_t ms[PIECE], more_mm[PIECE], rank[PIECE];
} kept_piece;

/* Fields are looked at once for all. */
typedef struct seen {
    uint32_t ms, mm;  /* bits of any */
    uint32_t rank;    /* its highest: one is of a facility that isn't there */
    uint32_t no_more; /* of those that are no way */
} seen;

static uint64_t restore_one(leveller l, kept_label k, uint32_t facilities,
                            seen *any)
{
    uint32_t mm;

    if (k.ms == UINT32_MAX) {
        any->no_more |= k.more_mm | k.rank;
        return LIFE_LABEL_NONE;
    }
    mm = (uint32_t)((uint64_t)k.ms * (uint64_t)l.den / (uint64_t)l.num) +
         k.more_mm;
    any->ms |= k.ms;
    any->mm |= mm;
    any->rank |= k.rank < facilities ? 0 : UINT32_MAX;
    return lc_label(k.ms, mm) | k.rank;
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

/* A label is two of 32 bits, the lower one first where bytes are so too. */
static void put_labels(four low, four high, uint64_t *out)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    four swap = low;

    low = high;
    high = swap;
#endif
    four first = __builtin_shufflevector(low, high, 0, 4, 1, 5);
    four last = __builtin_shufflevector(low, high, 2, 6, 3, 7);

    memcpy(out, &first, sizeof first);
    memcpy(out + 2, &last, sizeof last);
}

enum { MM_HIGH = 32 - LIFE_LABEL_MM_SHIFT, MS_HIGH = LIFE_LABEL_MS_SHIFT - 32 };

/* As restore_one() of each four; returns how many that were. */
static size_t restore_fours(leveller l, const kept_piece *k, size_t n,
                            uint32_t facilities, seen *any, uint64_t *out)
{
    four all_ms = {0}, all_mm = {0}, all_rank = {0}, no_more = {0};
    size_t i = 0;

    for (; i + 4 <= n; i += 4) {
        four ms = load_four(k->ms + i), mm = load_four(k->more_mm + i);
        four rank = load_four(k->rank + i);
        four none = (four)(ms == UINT32_MAX);

        no_more |= none & (mm | rank);
        ms &= ~none;
        mm = (mm + level_four(l, ms & LABEL_MOST_MS)) & ~none;
        all_ms |= ms;
        all_mm |= mm;
        /* Its sign: too large, or so large that it comes round. */
        all_rank |= (facilities - 1 - rank) | rank;
        put_labels(mm << LIFE_LABEL_MM_SHIFT | rank | none,
                   ms << MS_HIGH | mm >> MM_HIGH | none, out + i);
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
static bool restore(leveller l, const kept_piece *k, size_t n,
                    uint32_t facilities, uint64_t *out)
{
    seen any = {0};
    size_t i = 0;

    if (l.per_num > 0)
        i = restore_fours(l, k, n, facilities, &any, out);
    for (; i < n; i++)
        out[i] =
            restore_one(l, (kept_label){k->ms[i], k->more_mm[i], k->rank[i]},
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

static bool unpack(const lc_packed *p, const leveller *l, uint32_t facilities,
                   uint64_t *label)
{
    kept_piece kept;
    lc_narrow r;
    bool fit = lc_narrow_begin(&r, p->data, p->bytes, p->words);

    for (size_t v = 0; v < p->count && fit; v += PIECE) {
        size_t n = p->count - v < PIECE ? p->count - v : PIECE;

        fit = lc_narrow_next_columns(&r, n, PIECE, kept.ms) &&
              restore(*l, &kept, n, facilities, label + v);
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

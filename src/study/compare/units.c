/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/units.c - see lifecircle/study/compare/units.h.
 */
#include "lifecircle/study/compare/units.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/world/names/fold.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

typedef struct named { /* a unit that has no other yet */
    const char *name;  /* folded */
    uint32_t unit;
} named;

typedef LC_VEC(named) named_vec;

static int by_name(const void *x, const void *y)
{
    const named *a = x, *b = y;
    int order = strcmp(a->name, b->name);

    return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static bool is_of(const lc_unit_pairs *p, const lc_world *w, int side,
                  uint32_t unit)
{
    return w->unit.v[unit].level_index == p->level[side];
}

static bool add(lc_unit_pairs *p, lc_unit_pair pair)
{
    p->pair[0][pair.before] = p->pair[1][pair.after] = (uint32_t)p->v.n;
    return lc_vec_push(&p->v, pair);
}

/* Of a level alone: a place may be community in one file, and street in the
 * other. */
static bool pair_by_code(const lc_world *before, const lc_world *after,
                         lc_unit_pairs *p)
{
    bool ok = true;

    for (uint32_t u = 0; u < after->unit.n && ok; u++) {
        uint32_t was;

        if (!is_of(p, after, 1, u))
            continue;
        was = lc_world_unit_find(before, after->unit.v[u].code);
        if (was != LIFE_NONE && is_of(p, before, 0, was))
            ok = add(p, (lc_unit_pair){was, u, false});
    }
    return ok;
}

static bool list_left(const lc_world *w, const lc_unit_pairs *p, int side,
                      lc_arena *text, named_vec *out)
{
    for (uint32_t u = 0; u < w->unit.n; u++) {
        named n = {NULL, u};

        if (!is_of(p, w, side, u) || p->pair[side][u] != LIFE_NONE)
            continue;
        n.name = lc_fold_name(text, w->unit.v[u].name);
        if (!n.name || !lc_vec_push(out, n))
            return false;
    }
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_name);
    return true;
}

/* How many of the same name stand from i on. */
static size_t run_of(const named_vec *v, size_t i)
{
    size_t n = 1;

    while (i + n < v->n && !strcmp(v->v[i].name, v->v[i + n].name))
        n++;
    return n;
}

static bool pair_by_name(lc_unit_pairs *p, const named_vec *a,
                         const named_vec *b)
{
    size_t i = 0, j = 0;
    bool ok = true;

    while (i < a->n && j < b->n && ok) {
        int order = strcmp(a->v[i].name, b->v[j].name);
        size_t m = run_of(a, i), n = run_of(b, j);

        if (!order && m == 1 && n == 1 && *a->v[i].name)
            ok = add(p, (lc_unit_pair){a->v[i].unit, b->v[j].unit, true});
        i += order <= 0 ? m : 0;
        j += order >= 0 ? n : 0;
    }
    return ok;
}

static int by_after(const void *x, const void *y)
{
    const lc_unit_pair *a = x, *b = y;

    return (a->after > b->after) - (a->after < b->after);
}

/* In order, and what nothing is paired with. */
static bool settle(const lc_world *const w[2], lc_unit_pairs *p)
{
    if (p->v.n)
        qsort(p->v.v, p->v.n, sizeof *p->v.v, by_after);
    for (uint32_t i = 0; i < p->v.n; i++)
        p->pair[0][p->v.v[i].before] = p->pair[1][p->v.v[i].after] = i;
    for (int side = 0; side < 2; side++)
        for (uint32_t u = 0; u < w[side]->unit.n; u++)
            if (is_of(p, w[side], side, u) && p->pair[side][u] == LIFE_NONE &&
                !lc_vec_push(&p->only[side], u))
                return false;
    return true;
}

static bool begin(const lc_world *w, int side, lc_unit_pairs *out)
{
    out->pair[side] = lc_calloc(w->unit.n, sizeof **out->pair);
    for (size_t u = 0; out->pair[side] && u < w->unit.n; u++)
        out->pair[side][u] = LIFE_NONE;
    return out->pair[side] != NULL;
}

lc_status lc_unit_pairs_make(const lc_world *before, const lc_world *after,
                             const char *level, lc_unit_pairs *out,
                             lc_error *err)
{
    const lc_world *const w[2] = {before, after};
    lc_arena *text = lc_arena_new(0);
    named_vec a = {0}, b = {0};
    bool ok;

    *out = (lc_unit_pairs){.level = {lc_world_level_find(before, level),
                                     lc_world_level_find(after, level)}};
    ok = text && begin(before, 0, out) && begin(after, 1, out) &&
         pair_by_code(before, after, out) &&
         list_left(before, out, 0, text, &a) &&
         list_left(after, out, 1, text, &b) && pair_by_name(out, &a, &b) &&
         settle(w, out);
    lc_vec_free(&a);
    lc_vec_free(&b);
    lc_arena_free(text);
    return ok ? LIFE_OK : lc_no_memory(err, "the units");
}

void lc_unit_pairs_clear(lc_unit_pairs *p)
{
    lc_vec_free(&p->v);
    for (int side = 0; side < 2; side++) {
        lc_vec_free(&p->only[side]);
        lc_free(p->pair[side]);
    }
    *p = (lc_unit_pairs){0};
}

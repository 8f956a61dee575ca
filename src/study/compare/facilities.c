/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/facilities.c - see lifecircle/study/compare/facilities.h.
 *
 * Ids pair nearly all of two files of one source, so names are folded and
 * looked for around what is left alone. Pairs by name are offered all at once,
 * and the nearest is taken first: so it does not matter which file is asked.
 */
#include "lifecircle/study/compare/facilities.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/names/fold.h"
#include "src/study/compare/categories.h"
#include "src/study/compare/traits.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const fate_ids[LIFE_FATES] = {"opened", "closed", "moved",
                                                 "changed"};
static const char *const kin_ids[LIFE_KINS] = {"", "id", "alias", "name",
                                               "place"};
const char *lc_fate_id(lc_fate f)
{
    return fate_ids[f];
}

const char *lc_kin_id(lc_kin k)
{
    return kin_ids[k];
}

/* Who of either city is whose: [0] of those before, [1] of those after. */
typedef struct kinship {
    uint32_t other; /* LIFE_NONE: nobody's yet */
    uint32_t rivals;
    double metres; /* of a pair by name or place */
    lc_kin by;
} kinship;

typedef struct offer { /* two that may be one */
    uint32_t a, b;
    lc_kin by;
    double metres;
} offer;

typedef struct finding {
    const lc_world *w[2];
    kinship *of[2];
    lc_category_map map; /* of the first city's */
    lc_arena *text;
    const char **folded[2]; /* of those that are left */
    LC_VEC(offer) offer;
    lc_index *index;  /* of those of the second that are left */
    uint32_t *listed; /* by its numbers */
    uint32_t at;      /* the one of the first that is looked around */
    bool failed;
} finding;

static lc_kin_pair pair_of(const finding *f, uint32_t a, uint32_t b)
{
    return (lc_kin_pair){f->w[0], f->w[1], &f->map, a, b};
}

static void join(finding *f, uint32_t a, uint32_t b, lc_kin by)
{
    f->of[0][a].other = b;
    f->of[1][b].other = a;
    f->of[0][a].by = f->of[1][b].by = by;
}

/* ---- by id ---- */

/* Some extracts number their things anew: then an id stands for something else
 * altogether. */
static bool is_another(const finding *f, uint32_t a, uint32_t b)
{
    lc_kin_pair p = pair_of(f, a, b);

    return !lc_kin_share_category(&p) &&
           strcmp(f->w[0]->facility.v[a].name, f->w[1]->facility.v[b].name) !=
               0 &&
           lc_kin_metres(&p) > LIFE_KIN_NAME_M;
}

/* An id that the other city knows: its own, or one that it had. */
static void join_by_id(finding *f, int side, bool aliases)
{
    const lc_world *here = f->w[side], *there = f->w[!side];

    for (uint32_t i = 0; i < here->facility.n; i++) {
        const char *id = here->facility.v[i].id;
        uint32_t j;
        bool own;

        if (f->of[side][i].other != LIFE_NONE)
            continue;
        j = lc_world_facility_find(there, id);
        if (j == LIFE_NONE || f->of[!side][j].other != LIFE_NONE)
            continue;
        own = !strcmp(there->facility.v[j].id, id);
        if (own != aliases && !is_another(f, side ? j : i, side ? i : j))
            join(f, side ? j : i, side ? i : j,
                 own ? LIFE_KIN_ID : LIFE_KIN_ALIAS);
    }
}

/* ---- by name or place ---- */

static bool fold_left(finding *f, int side)
{
    const lc_world *w = f->w[side];

    f->folded[side] = lc_calloc(w->facility.n, sizeof **f->folded);
    for (uint32_t i = 0; f->folded[side] && i < w->facility.n; i++) {
        const lc_facility *d = &w->facility.v[i];

        if (f->of[side][i].other != LIFE_NONE)
            continue;
        f->folded[side][i] =
            d->name_given ? lc_fold_name(f->text, d->name) : "";
        if (!f->folded[side][i])
            return false;
    }
    return f->folded[side] != NULL;
}

static lc_status index_left(finding *f, lc_error *err)
{
    const lc_world *w = f->w[1];
    lc_box *box = lc_calloc(w->facility.n, sizeof *box);
    size_t n = 0;
    lc_status st;

    f->listed = lc_calloc(w->facility.n, sizeof *f->listed);
    if (!box || !f->listed) {
        lc_free(box);
        return lc_no_memory(err, "the facilities");
    }
    for (uint32_t i = 0; i < w->facility.n; i++) {
        if (f->of[1][i].other != LIFE_NONE || !w->facility.v[i].placed)
            continue;
        box[n] = lc_facility_box(w, i);
        f->listed[n++] = i;
    }
    st = lc_index_build(box, n, &f->index, err);
    lc_free(box);
    return st;
}

/* "" is no name, and neither is what can't be folded. */
static bool make_offer(void *ctx, uint32_t item)
{
    finding *f = ctx;
    uint32_t a = f->at, b = f->listed[item];
    bool named = f->w[0]->facility.v[a].name_given;
    const char *x = f->folded[0][a], *y = f->folded[1][b];
    lc_kin_pair p = pair_of(f, a, b);
    offer o = {a, b, named ? LIFE_KIN_NAME : LIFE_KIN_PLACE, 0};

    if (named != f->w[1]->facility.v[b].name_given || strcmp(x, y) != 0 ||
        (named && !*x) || !lc_kin_share_category(&p))
        return true;
    o.metres = lc_kin_metres(&p);
    if (o.metres <= (named ? LIFE_KIN_NAME_M : LIFE_KIN_PLACE_M))
        f->failed |= !lc_vec_push(&f->offer, o);
    return !f->failed;
}

/* Names before places, then the nearest. */
static int by_worth(const void *x, const void *y)
{
    const offer *a = x, *b = y;

    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    if (a->metres != b->metres)
        return a->metres < b->metres ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Whoever has another and might as well have had this one. */
static void count_rival(kinship *of, uint32_t other, double metres)
{
    if (of->other != other && of->by >= LIFE_KIN_NAME &&
        metres <= 2 * of->metres + LIFE_KIN_RIVAL_M)
        of->rivals++;
}

static void take_offers(finding *f)
{
    if (f->offer.n)
        qsort(f->offer.v, f->offer.n, sizeof *f->offer.v, by_worth);
    for (size_t i = 0; i < f->offer.n; i++) {
        const offer *o = &f->offer.v[i];

        if (f->of[0][o->a].other == LIFE_NONE &&
            f->of[1][o->b].other == LIFE_NONE)
            join(f, o->a, o->b, o->by);
        if (f->of[0][o->a].other == o->b)
            f->of[0][o->a].metres = f->of[1][o->b].metres = o->metres;
    }
    for (size_t i = 0; i < f->offer.n; i++) {
        const offer *o = &f->offer.v[i];

        count_rival(&f->of[0][o->a], o->b, o->metres);
        count_rival(&f->of[1][o->b], o->a, o->metres);
    }
}

static lc_status join_by_name(finding *f, lc_error *err)
{
    const lc_world *w = f->w[0];
    lc_status st;

    if (!fold_left(f, 0) || !fold_left(f, 1))
        return lc_no_memory(err, "the facilities' names");
    st = index_left(f, err);
    for (uint32_t i = 0; !st && !f->failed && i < w->facility.n; i++) {
        f->at = i;
        if (f->of[0][i].other == LIFE_NONE && w->facility.v[i].placed)
            lc_index_query(f->index,
                           lc_box_grown(lc_facility_box(w, i), LIFE_KIN_NAME_M),
                           make_offer, f);
    }
    if (f->failed)
        st = lc_no_memory(err, "the facilities");
    if (!st)
        take_offers(f);
    return st;
}

/* ---- what became of them ---- */

static bool is_beyond(const lc_world *other, const lc_facility *d)
{
    return d->placed && !lc_shape_contains(lc_world_extent(other), d->pt);
}

static lc_change alone(const finding *f, int side, uint32_t i)
{
    lc_change c = {.fate = side ? LIFE_FATE_OPENED : LIFE_FATE_CLOSED,
                   .before = side ? LIFE_NONE : i,
                   .after = side ? i : LIFE_NONE,
                   .metres = NAN};

    c.beyond = is_beyond(f->w[!side], &f->w[side]->facility.v[i]);
    return c;
}

static lc_change of_pair(const finding *f, uint32_t a, uint32_t b)
{
    lc_kin_pair p = pair_of(f, a, b);
    const kinship *x = &f->of[0][a], *y = &f->of[1][b];
    lc_change c = {.by = x->by,
                   .before = a,
                   .after = b,
                   .metres = lc_kin_metres(&p),
                   .traits = lc_kin_traits(&p)};

    c.fate = c.metres > LIFE_KIN_MOVED_M ? LIFE_FATE_MOVED : LIFE_FATE_CHANGED;
    if (c.by == LIFE_KIN_NAME || c.by == LIFE_KIN_PLACE) {
        c.rivals = x->rivals + y->rivals;
        c.doubtful = c.rivals || c.metres > LIFE_KIN_SURE_M;
    }
    return c;
}

static bool add(lc_changes *out, lc_change c)
{
    out->count[c.fate]++;
    return lc_vec_push(&out->v, c);
}

/* Facilities stand by their ids, so each fate's are sorted as they come: of
 * what is there after by those, of what closed by those before. */
static lc_status list_fate(const finding *f, lc_fate fate, lc_changes *out,
                           lc_error *err)
{
    int side = fate != LIFE_FATE_CLOSED;
    bool ok = true;

    for (uint32_t i = 0; i < f->w[side]->facility.n && ok; i++) {
        uint32_t j = f->of[side][i].other;
        lc_change c = j == LIFE_NONE ? alone(f, side, i)
                                     : of_pair(f, side ? j : i, side ? i : j);
        bool same = j != LIFE_NONE && !c.traits;

        if (same && fate == LIFE_FATE_CHANGED)
            out->same++;
        else if (!same && c.fate == fate)
            ok = add(out, c);
    }
    return ok ? LIFE_OK : lc_no_memory(err, "the facilities");
}

static lc_status begin(finding *f, lc_error *err)
{
    f->text = lc_arena_new(0);
    for (int side = 0; side < 2; side++) {
        size_t n = f->w[side]->facility.n;

        f->of[side] = lc_calloc(n, sizeof **f->of);
        if (!f->of[side] || !f->text)
            return lc_no_memory(err, "the facilities");
        for (size_t i = 0; i < n; i++)
            f->of[side][i].other = LIFE_NONE;
    }
    lc_category_map_make(f->w[0], f->w[1], &f->map);
    return LIFE_OK;
}

static void end(finding *f)
{
    for (int side = 0; side < 2; side++) {
        lc_free(f->of[side]);
        lc_free((void *)f->folded[side]);
    }
    lc_vec_free(&f->offer);
    lc_index_free(f->index);
    lc_free(f->listed);
    lc_arena_free(f->text);
}

lc_status lc_changes_find(const lc_world *before, const lc_world *after,
                          lc_changes *out, lc_error *err)
{
    finding f = {.w = {before, after}};
    lc_status st = begin(&f, err);

    *out = (lc_changes){0};
    if (!st) {
        join_by_id(&f, 0, false);
        join_by_id(&f, 0, true);
        join_by_id(&f, 1, true);
        st = join_by_name(&f, err);
    }
    for (int fate = 0; fate < LIFE_FATES && !st; fate++)
        st = list_fate(&f, (lc_fate)fate, out, err);
    end(&f);
    return st;
}

void lc_changes_clear(lc_changes *c)
{
    lc_vec_free(&c->v);
}

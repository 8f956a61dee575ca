/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/former.c - see former.h.
 *
 * What must be equal is sorted on both sides and merged; what may lie apart is
 * sorted by name and latitude, so that a row looks at a strip alone. Pairs of
 * the latter are made the nearest first.
 */
#include "src/import/kinds/facility/former.h"

#include "lifecircle/base/mem.h"

#include <stdlib.h>

/* UNITS_PER_M is right where a degree of latitude is shortest (110.57 km, at
 * the equator): elsewhere a strip is a little too wide, and never too
 * narrow. */
#define NONE         UINT32_MAX
#define COMPARED_MAX 64          /* of a strip; more have one name by mistake */
#define UNITS_PER_M  90.5        /* 1e-7 degrees of latitude, at the equator */
#define NO_GROUP     UINT64_C(0) /* does not take part */

/* One that has no partner yet, by what a step goes by. */
typedef struct free_one {
    uint64_t group;
    int32_t lat;
    uint32_t i;
    uint64_t turn; /* of equals, whatever the order of rows */
} free_one;

typedef LC_VEC(free_one) free_list;

typedef struct near_pair {
    double metres;
    uint32_t before, now; /* places in the two lists */
} near_pair;

/* `of` and `taken` are each other's inverse; NONE where there is no partner
 * yet. */
typedef struct matching {
    lc_facility_knowns before, now;
    uint32_t *of;    /* per row */
    uint32_t *taken; /* per former one: its row */
    free_list old, rows;
    LC_VEC(near_pair) pair;
} matching;

/* What a step goes by, as a number; is_row says whether it is asked of a row of
 * the table or of a former facility. */
typedef uint64_t (*group_fn)(const lc_facility_known *k, bool is_row);

/* ---- what goes by what ---- */

/* Former ones all have an id, but only a number of the table's own may meet
 * it. */
static uint64_t by_own(const lc_facility_known *k, bool is_row)
{
    return is_row && !k->own ? NO_GROUP : k->id;
}

static uint64_t by_detail(const lc_facility_known *k, bool is_row)
{
    (void)is_row;
    return k->key.detail;
}

static uint64_t by_place(const lc_facility_known *k, bool is_row)
{
    (void)is_row;
    return k->key.place;
}

static uint64_t by_made(const lc_facility_known *k, bool is_row)
{
    return is_row && k->own ? NO_GROUP : k->id;
}

/* With positions on both sides: how far apart they are decides. */
static uint64_t by_what(const lc_facility_known *k, bool is_row)
{
    (void)is_row;
    return k->key.placed ? k->key.what : NO_GROUP;
}

/* A name is needed: nameless ones of a kind are all alike. */
static uint64_t by_name_and_kind(const lc_facility_known *k, bool is_row)
{
    (void)is_row;
    return k->key.called ? k->key.what : NO_GROUP;
}

static uint64_t by_name(const lc_facility_known *k, bool is_row)
{
    (void)is_row;
    return k->key.placed ? k->key.called : NO_GROUP;
}

/* ---- those without a partner ---- */

static int by_group(const void *pa, const void *pb)
{
    const free_one *a = pa, *b = pb;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->lat != b->lat)
        return a->lat < b->lat ? -1 : 1;
    if (a->turn != b->turn)
        return a->turn < b->turn ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

/* Without those that a step before this one has joined. */
static bool list(free_list *to, lc_facility_knowns all, const uint32_t *partner,
                 group_fn group, bool is_row)
{
    to->n = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        const lc_facility_known *k = &all.v[i];
        free_one one = {group(k, is_row), k->key.pt.lat, i, k->key.detail};

        if (partner[i] == NONE && one.group != NO_GROUP &&
            !lc_vec_push(to, one))
            return false;
    }
    if (to->n)
        qsort(to->v, to->n, sizeof *to->v, by_group);
    return true;
}

/* Both are sorted alike, so that they can be merged. */
static lc_status list_both(matching *m, group_fn group, lc_error *err)
{
    if (list(&m->old, m->before, m->taken, group, false) &&
        list(&m->rows, m->now, m->of, group, true))
        return LIFE_OK;
    return lc_no_memory(err, "the facilities there were");
}

static void join(matching *m, uint32_t before, uint32_t now)
{
    m->of[now] = before;
    m->taken[before] = now;
}

/* ---- what is equal ---- */

/* Equal groups are joined one by one in their order; what is left over of the
 * longer run stays without a partner. */
static lc_status join_equal(matching *m, group_fn group, lc_error *err)
{
    size_t a = 0, b = 0;
    lc_status st = list_both(m, group, err);

    while (!st && a < m->old.n && b < m->rows.n) {
        const free_one *old = &m->old.v[a], *row = &m->rows.v[b];

        if (old->group == row->group)
            join(m, old->i, row->i);
        a += old->group <= row->group;
        b += row->group <= old->group;
    }
    return st;
}

static size_t run_of(const free_list *l, size_t at)
{
    size_t n = 1;

    while (at + n < l->n && l->v[at + n].group == l->v[at].group)
        n++;
    return n;
}

/* A table that had units and has positions by now: only where there can be no
 * other. */
static lc_status join_alone(matching *m, lc_error *err)
{
    size_t a = 0, b = 0;
    lc_status st = list_both(m, by_name_and_kind, err);

    while (!st && a < m->old.n && b < m->rows.n) {
        const free_one *old = &m->old.v[a], *row = &m->rows.v[b];
        size_t olds = run_of(&m->old, a), rows = run_of(&m->rows, b);
        bool placed =
            m->before.v[old->i].key.placed && m->now.v[row->i].key.placed;

        if (old->group == row->group && olds == 1 && rows == 1 && !placed)
            join(m, old->i, row->i);
        a += old->group <= row->group ? olds : 0;
        b += row->group <= old->group ? rows : 0;
    }
    return st;
}

/* ---- what is near ---- */

/* The first of the group that is not south of `lat`. */
static size_t first_at(const free_list *l, uint64_t group, int64_t lat)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const free_one *f = &l->v[mid];

        if (f->group < group || (f->group == group && f->lat < lat))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The strip is north to south alone; the distance says whether it is near. */
static bool add_pairs(matching *m, size_t row, double reach_m)
{
    const free_one *r = &m->rows.v[row];
    const lc_pt at = m->now.v[r->i].key.pt;
    int64_t strip = (int64_t)(reach_m * UNITS_PER_M) + 1;
    size_t first = first_at(&m->old, r->group, (int64_t)r->lat - strip);

    for (size_t i = first; i < m->old.n && i - first < COMPARED_MAX; i++) {
        const free_one *o = &m->old.v[i];
        double metres;

        if (o->group != r->group || o->lat > (int64_t)r->lat + strip)
            break;
        metres = lc_distance_m(at, m->before.v[o->i].key.pt);
        if (metres <= reach_m &&
            !lc_vec_push(&m->pair,
                         ((near_pair){metres, (uint32_t)i, (uint32_t)row})))
            return false;
    }
    return true;
}

/* Places in the lists, which are sorted, stand for what the two are. */
static int by_metres(const void *pa, const void *pb)
{
    const near_pair *a = pa, *b = pb;

    if (a->metres != b->metres)
        return a->metres < b->metres ? -1 : 1;
    if (a->before != b->before)
        return a->before < b->before ? -1 : 1;
    return (a->now > b->now) - (a->now < b->now);
}

/* `named_m`: how far those with a name may lie apart. */
static lc_status join_near(matching *m, group_fn group, double named_m,
                           lc_error *err)
{
    bool ok = true;
    lc_status st = list_both(m, group, err);

    m->pair.n = 0;
    for (size_t i = 0; !st && ok && i < m->rows.n; i++)
        ok = add_pairs(m, i,
                       m->now.v[m->rows.v[i].i].key.called
                           ? named_m
                           : LIFE_FORMER_BESIDE_M);
    if (!ok)
        return lc_no_memory(err, "the facilities there were");
    if (st || !m->pair.n)
        return st;
    qsort(m->pair.v, m->pair.n, sizeof *m->pair.v, by_metres);
    for (size_t i = 0; i < m->pair.n; i++) {
        uint32_t before = m->old.v[m->pair.v[i].before].i;
        uint32_t now = m->rows.v[m->pair.v[i].now].i;

        if (m->taken[before] == NONE && m->of[now] == NONE)
            join(m, before, now);
    }
    return LIFE_OK;
}

/* ---- all of it ---- */

/* The steps of former.h in their order: a weaker reason never takes what a
 * stronger one would join. */
static lc_status match(matching *m, lc_error *err)
{
    static const group_fn equal[] = {by_own, by_detail, by_place, by_made};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < sizeof equal / sizeof *equal; i++)
        st = join_equal(m, equal[i], err);
    if (!st)
        st = join_near(m, by_what, LIFE_FORMER_MOVED_M, err);
    if (!st)
        st = join_alone(m, err);
    return st ? st : join_near(m, by_name, LIFE_FORMER_BESIDE_M, err);
}

/* A first import has nothing before it. */
lc_status lc_facility_former_match(lc_facility_knowns before,
                                   lc_facility_knowns now, uint32_t *of,
                                   lc_error *err)
{
    matching m = {.before = before, .now = now, .of = of};
    lc_status st;

    m.taken = lc_calloc(before.n + 1, sizeof *m.taken);
    if (!m.taken)
        return lc_no_memory(err, "the facilities there were");
    for (size_t i = 0; i < before.n; i++)
        m.taken[i] = NONE;
    for (size_t i = 0; i < now.n; i++)
        of[i] = NONE;
    st = before.n && now.n ? match(&m, err) : LIFE_OK;
    lc_free(m.taken);
    lc_vec_free(&m.old);
    lc_vec_free(&m.rows);
    lc_vec_free(&m.pair);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whatif.h: in every figure what computing the changed city anew gives.
 *
 * Random scenarios on random towns (private ways, one-way streets, steps,
 * bridges, gates, ends of data, areas, facilities off the streets and without a
 * place, tables with extents of their own) and on a real city, against
 * lct_altered.h.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_altered.h"
#include "lct_city.h"
#include "lct_folder.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/whatif/gates.h"
#include "lifecircle/study/whatif/whatif.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static uint64_t state_of_dice;

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint32_t dice(uint32_t n)
{
    uint64_t z = state_of_dice += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return n ? (uint32_t)((z ^ z >> 31) >> 32) % n : 0;
}

/* ---- a town ---- */

enum { SIDE = 7, PLACES = 60 };

static const char *const kinds[] = {"pharmacy", "pharmacy",      "clinic",
                                    "park",     "pharmacy park", "library",
                                    "clinic",   "bank",          "school"};

static int how(void)
{
    int h = LCT_OPEN;

    h |= dice(5) ? 0 : LCT_PRIVATE;
    h |= dice(12) ? 0 : LCT_STEPS;
    h |= dice(8) ? 0 : LCT_ONE_WAY;
    h |= dice(14) ? 0 : LCT_NO_WHEELS;
    h |= dice(25) ? 0 : LCT_BRIDGE;
    h |= dice(40) ? 0 : LCT_CUT_LAST;
    return h;
}

static lct_xy spot(double step)
{
    int off = dice(15) ? 60 : 700; /* often enough nowhere near */
    uint32_t all = (uint32_t)(step * SIDE);

    return (lct_xy){(int)dice(all) + (int)dice(2 * (uint32_t)off) - off,
                    (int)dice(all) + (int)dice(2 * (uint32_t)off) - off};
}

static void draw_facility(lct_city *c, int i, double step)
{
    const char *kind = kinds[dice(LCT_COUNT(kinds))];
    lct_xy p = spot(step);
    const lct_xy ring[] = {p, {p.x + 60, p.y}, {p.x + 60, p.y + 50}};
    char id[16];

    snprintf(id, sizeof id, "t:%02d", i);
    if (!dice(8))
        lct_area(c, id, kind, ring, 3);
    else if (!dice(16))
        lct_facility_in(c, id, kind, dice(3) ? "west" : "nowhere");
    else if (!dice(5))
        lct_facility_of(c, dice(2) ? "table" : "other", id,
                        dice(2) ? "library" : "bank", p);
    else
        lct_facility(c, id, kind, p);
}

/* Now and then a corner of its own, as behind a closed gate. */
static int end_of(int corner, int *made)
{
    return dice(9) ? corner : --*made;
}

static lct_city *draw_town(uint64_t seed)
{
    lct_city *c = lct_city_new();
    double step, all;
    int made = 0;

    state_of_dice = seed;
    step = 100 + dice(600);
    all = step * SIDE;
    for (int i = 0; i < SIDE * SIDE; i++) {
        lct_xy p = {step * (i % SIDE), step * (int)(i / SIDE)};

        if (i % SIDE + 1 < SIDE && dice(6))
            lct_street(c, end_of(i + 1, &made), p, end_of(i + 2, &made),
                       (lct_xy){p.x + step, p.y}, how());
        if (i / SIDE + 1 < SIDE && dice(6))
            lct_street(c, end_of(i + 1, &made), p, end_of(i + SIDE + 1, &made),
                       (lct_xy){p.x, p.y + step}, how());
    }
    for (int i = 0; i < PLACES; i++) {
        lct_home(c, spot(step), 1000 + dice(5000));
        if (i < 25)
            draw_facility(c, i, step);
    }
    if (dice(3)) {
        const lct_xy west[] = {
            {-900, -900}, {all / 2, -900}, {all / 2, all / 2}, {-900, all / 2}};
        const lct_xy east[] = {
            {all / 2, 0}, {all, 0}, {all, all}, {all / 2, all}};

        lct_unit(c, "west", west, 4);
        lct_unit(c, "east", east, 4);
        lct_unit_of(c, "city", "all",
                    (lct_xy[]){{-5, -5}, {all, -5}, {all, all}, {-5, all}}, 4);
    }
    lct_source(c, "table", (lct_xy){0, 0}, (lct_xy){all / 2, all});
    lct_source(c, "other", (lct_xy){all / 3, 0}, (lct_xy){all, all});
    lct_open(c);
    return c;
}

/* ---- a scenario ---- */

enum { MOST = 6 };

typedef struct scenario {
    lc_whatif_add add[MOST];
    uint32_t remove[MOST];
    lc_whatif_move move[MOST];
    lc_whatif_link link[MOST];
    lc_pt block[MOST];
    lc_whatif_gate gate[MOST];
    lc_whatif_changes c;
} scenario;

enum { ADD, REMOVE, MOVE, SOME, LINK, BLOCK, GATE, ANY, KINDS };

static lc_pt near_street(const lc_world *w)
{
    lc_pt p = w->net->node[dice(w->net->node_count)];
    int far = dice(12) ? 8000 : 200000; /* 80 m, or 2 km */

    p.lon += (int)dice(2 * (uint32_t)far) - far;
    p.lat += (int)dice(2 * (uint32_t)far) - far;
    return p;
}

static bool is_named(const scenario *s, uint32_t f)
{
    for (size_t i = 0; i < s->c.remove_count; i++)
        if (s->remove[i] == f)
            return true;
    for (size_t i = 0; i < s->c.move_count; i++)
        if (s->move[i].facility == f)
            return true;
    return false;
}

/* `only`: of this category where it has any. */
static uint32_t any_facility(const lc_world *w, uint32_t only)
{
    if (only != LIFE_NONE && w->category[only].facility_count)
        return w->member[only][dice(w->category[only].facility_count)];
    return dice((uint32_t)w->facility.n);
}

static void put_add(const lc_world *w, uint32_t only, scenario *s)
{
    uint32_t c = only != LIFE_NONE ? only : dice((uint32_t)w->category_count);

    s->add[s->c.add_count++] = (lc_whatif_add){.categories = lc_catset_of(c),
                                               .pt = near_street(w),
                                               .wheels = (lc_wheels)dice(3)};
}

/* Often at a corner, where streets are joined or shut as a whole. */
static lc_pt on_street(const lc_world *w)
{
    uint32_t e = dice(w->net->edge_count);
    const lc_edge *d = &w->net->edge[e];

    return dice(4) ? dice(3) ? near_street(w)
                             : lc_network_point(w->net, e,
                                                d->at_mm + dice(d->length_mm))
                   : w->net->node[d->from];
}

/* The other end is not far, for what joins two streets. */
static void put_link(const lc_world *w, scenario *s)
{
    lc_whatif_link l = {.from = on_street(w), .modes = (uint8_t)dice(8)};
    int far = dice(3) ? 40000 : 200000; /* 400 m, or 2 km */

    l.to = dice(3) ? l.from : on_street(w);
    if (dice(4)) {
        l.to.lon += (int)dice(2 * (uint32_t)far) - far;
        l.to.lat += (int)dice(2 * (uint32_t)far) - far;
    }
    l.modes |= dice(8) ? 1 : 0;
    l.steps = !dice(5);
    l.length_mm = dice(4) ? 0 : dice(500000);
    s->link[s->c.link_count++] = l;
}

/* One that parted corners make, where there is any. */
static void put_gate(const lc_world *w, scenario *s)
{
    lc_whatif_gate g = {.open = dice(3) > 0};
    uint32_t node = dice(w->net->node_count);

    for (int i = 0; i < 5000 && w->net->node_id[node] >= 0; i++)
        node = dice(w->net->node_count);
    if (!lc_whatif_gate_near(w, w->net->node[node], &g.at))
        return;
    for (size_t i = 0; i < s->c.gate_count; i++)
        if (lc_pt_equal(s->gate[i].at, g.at))
            return;
    s->gate[s->c.gate_count++] = g;
}

static void put_change(const lc_world *w, int kind, uint32_t only, scenario *s)
{
    uint32_t f;

    if (kind == ADD)
        put_add(w, only, s);
    else if (kind == LINK)
        put_link(w, s);
    else if (kind == BLOCK)
        s->block[s->c.block_count++] = on_street(w);
    else if (kind == GATE)
        put_gate(w, s);
    if (kind != REMOVE && kind != MOVE)
        return;
    f = any_facility(w, only);
    if (is_named(s, f))
        return;
    if (kind == REMOVE)
        s->remove[s->c.remove_count++] = f;
    else
        s->move[s->c.move_count++] = (lc_whatif_move){f, near_street(w)};
}

/* One change of a kind; of facilities (SOME) or of anything (ANY) several. */
static void make_scenario(const lc_world *w, int kind, uint32_t only,
                          scenario *s)
{
    static const int any[] = {ADD, REMOVE, MOVE, LINK, BLOCK, GATE};
    int n = kind == SOME || kind == ANY ? 2 + (int)dice(MOST - 2) : 1;

    memset(s, 0, sizeof *s);
    s->c = (lc_whatif_changes){.add = s->add,
                               .remove = s->remove,
                               .move = s->move,
                               .link = s->link,
                               .block = s->block,
                               .gate = s->gate};
    for (int i = 0; i < n; i++)
        put_change(w,
                   kind == SOME  ? (int)dice(3)
                   : kind == ANY ? any[dice(LCT_COUNT(any))]
                                 : kind,
                   only, s);
}

/* ---- against the slow way ---- */

typedef struct checking {
    const lc_world *w;
    lc_study *before, *after;
    const lc_whatif *got;
    lc_whatif_query q;
} checking;

static const lc_whatif_row *find_row(const checking *k, uint32_t unit,
                                     uint32_t category)
{
    for (size_t i = 0; i < k->got->row_count; i++)
        if (k->got->row[i].unit == unit && k->got->row[i].category == category)
            return &k->got->row[i];
    return NULL;
}

static void same_figures(const lc_coverage_row *want,
                         const lc_whatif_figures *got)
{
    assert_int_equal(got->total, want->total);
    assert_int_equal(got->covered, want->covered);
    assert_int_equal(got->uncovered, want->uncovered);
    assert_int_equal(got->unknown, want->unknown);
    assert_int_equal(got->median, want->median);
    assert_int_equal(got->p90, want->p90);
}

static uint32_t unit_of(const lc_world *w, uint32_t level, uint32_t home)
{
    return level < w->level.n ? w->home_unit[level * w->home_count + home]
                              : LIFE_NONE;
}

static void check_row(const checking *k, uint32_t category,
                      const lc_coverage_row *before,
                      const lc_coverage_row *after, const uint8_t *was,
                      const uint8_t *is)
{
    const lc_whatif_row *row = find_row(k, before->unit, category);
    int64_t gained = 0, lost = 0;

    for (uint32_t h = 0; h < k->w->home_count; h++) {
        bool a = (was[h] & 3) == LIFE_COVERED, b = (is[h] & 3) == LIFE_COVERED;

        if (unit_of(k->w, k->q.level, h) != before->unit)
            continue;
        gained += b && !a ? k->w->home_weight[h] : 0;
        lost += a && !b ? k->w->home_weight[h] : 0;
    }
    if (row) {
        same_figures(before, &row->before);
        same_figures(after, &row->after);
        assert_int_equal(row->gained, gained);
        assert_int_equal(row->lost, lost);
    } else {
        lc_whatif_figures as_before = {before->total,     before->covered,
                                       before->uncovered, before->unknown,
                                       before->median,    before->p90};

        same_figures(after, &as_before);
        assert_int_equal(gained + lost, 0);
    }
}

static void check_category(const checking *k, uint32_t category)
{
    size_t units = k->w->unit.n + 1, n, n2, homes = k->w->home_count;
    lc_coverage_row *a = calloc(units, sizeof *a),
                    *b = calloc(units, sizeof *b);
    uint8_t *was = calloc(homes + 1, 1), *is = calloc(homes + 1, 1);
    const lc_coverage_query q = {
        .pace = k->q.pace, .limit_ms = k->q.limit_ms, .category = category};
    lc_error err = {0};

    ok(lc_coverage_level(k->before, &q, k->q.level, a, &n, &err), &err);
    ok(lc_coverage_level(k->after, &q, k->q.level, b, &n2, &err), &err);
    ok(lc_coverage_homes(k->before, &q, NULL, homes, was, &err), &err);
    ok(lc_coverage_homes(k->after, &q, NULL, homes, is, &err), &err);
    /* who stands outside all units may be counted there alone */
    for (size_t i = 0; i < (n < n2 ? n : n2); i++)
        if (k->q.unit == LIFE_NONE || k->q.unit == a[i].unit)
            check_row(k, category, &a[i], &b[i], was, is);
    free(a);
    free(b);
    free(was);
    free(is);
}

/* Each home's walk, and that no other is listed. */
static void check_homes(const checking *k, uint32_t category)
{
    const uint64_t *a, *b;
    lc_error err = {0};
    size_t i = 0;

    while (i < k->got->home_count && k->got->home[i].category != category)
        i++;
    ok(lc_labels_homes(k->before, k->q.pace, category, &a, &err), &err);
    ok(lc_labels_homes(k->after, k->q.pace, category, &b, &err), &err);
    for (uint32_t h = 0; h < k->w->home_count; h++) {
        uint32_t was =
            a && a[h] != LIFE_LABEL_NONE ? lc_label_ms(a[h]) : LIFE_NONE;
        uint32_t is =
            b && b[h] != LIFE_LABEL_NONE ? lc_label_ms(b[h]) : LIFE_NONE;
        bool listed = i < k->got->home_count &&
                      k->got->home[i].category == category &&
                      k->got->home[i].home == h;

        if (k->q.unit != LIFE_NONE && unit_of(k->w, k->q.level, h) != k->q.unit)
            continue;
        if (listed) {
            assert_int_equal(k->got->home[i].before_ms, was);
            assert_int_equal(k->got->home[i++].after_ms, is);
        } else {
            assert_int_equal(was, is);
        }
    }
}

/* Of any category that is touched, each home once. */
static void check_totals(const checking *k, const lc_catset *touched)
{
    size_t homes = k->w->home_count;
    uint8_t *what = calloc(homes + 1, 1), *was = calloc(homes + 1, 1),
            *is = calloc(homes + 1, 1);
    int64_t gained = 0, lost = 0;
    lc_error err = {0};

    for (LIFE_CATSET_EACH(c, touched)) {
        const lc_coverage_query q = {
            .pace = k->q.pace, .limit_ms = k->q.limit_ms, .category = c};

        ok(lc_coverage_homes(k->before, &q, NULL, homes, was, &err), &err);
        ok(lc_coverage_homes(k->after, &q, NULL, homes, is, &err), &err);
        for (size_t h = 0; h < homes; h++) {
            bool a = (was[h] & 3) == LIFE_COVERED;
            bool b = (is[h] & 3) == LIFE_COVERED;

            what[h] |= (b && !a) | (a && !b) << 1;
        }
    }
    for (uint32_t h = 0; h < homes; h++) {
        if (k->q.unit != LIFE_NONE && unit_of(k->w, k->q.level, h) != k->q.unit)
            continue;
        gained += what[h] & 1 ? k->w->home_weight[h] : 0;
        lost += what[h] & 2 ? k->w->home_weight[h] : 0;
    }
    assert_int_equal(k->got->gained, gained);
    assert_int_equal(k->got->lost, lost);
    free(what);
    free(was);
    free(is);
}

static lc_catset touched_by(const lc_world *w, const scenario *s)
{
    lc_catset set = {{0}};

    for (size_t i = 0; i < s->c.add_count; i++)
        lc_catset_join(&set, &s->add[i].categories);
    for (size_t i = 0; i < s->c.remove_count; i++)
        lc_catset_join(&set, w->facility.v[s->remove[i]].categories);
    for (size_t i = 0; i < s->c.move_count; i++)
        lc_catset_join(&set, w->facility.v[s->move[i].facility].categories);
    for (uint32_t c = 0; c < w->category_count; c++)
        if ((s->c.link_count || s->c.block_count || s->c.gate_count) &&
            w->category[c].facility_count)
            lc_catset_add(&set, c);
    return set;
}

/* Of how many categories that are touched the slow way is gone: of a real city,
 * where streets change, some. */
enum { LOOKED_AT = 4, ALL = 1000 };

static void check_some(const checking *k, const lc_catset *touched, uint32_t n)
{
    uint32_t left = 0;

    for (LIFE_CATSET_EACH(c, touched))
        left++;
    for (LIFE_CATSET_EACH(c, touched)) {
        if (dice(left--) >= n)
            continue;
        n--;
        check_category(k, c);
        check_homes(k, c);
    }
}

/* Returns the weight of whom it helps or harms; whether any walk changes:
 * *walks. */
static int64_t check_scenario(lc_study *study, const scenario *s,
                              const lc_whatif_query *q, bool all_basic,
                              uint32_t most, bool *walks)
{
    const lc_world *w = study->w;
    lct_altered *slow = lct_altered_new(w, &s->c, q->pace);
    lc_catset touched = touched_by(w, s);
    lc_whatif got;
    checking k = {w, study, lct_altered_study(slow), &got, *q};
    bool basic = false;
    lc_error err = {0};
    int64_t moved;

    ok(lc_whatif_ask(study, &s->c, q, &got, &err), &err);
    check_some(&k, &touched, most);
    for (LIFE_CATSET_EACH(c, &touched))
        basic |= w->category[c].basic;
    if (basic && all_basic)
        check_category(&k, LIFE_ALL_BASIC);
    if (most == ALL)
        check_totals(&k, &touched);
    for (size_t i = 0; i < got.row_count; i++)
        assert_true(got.row[i].category == LIFE_ALL_BASIC
                        ? basic
                        : lc_catset_has(&touched, got.row[i].category));
    moved = got.gained + got.lost;
    *walks = got.home_count > 0;
    lc_whatif_clear(&got);
    lct_altered_free(slow);
    return moved;
}

static lc_whatif_query any_query(const lc_world *w)
{
    lc_whatif_query q = {.pace = dice((uint32_t)w->pace_count),
                         .limit_ms = 60000 * (1 + dice(20)),
                         .unit = LIFE_NONE};

    if (w->level.n)
        q.level = dice((uint32_t)w->level.n);
    if (w->level.n && !dice(5))
        q.unit = w->level_first[q.level] +
                 dice(w->level_first[q.level + 1] - w->level_first[q.level]);
    return q;
}

static void towns_are_as_if_computed_anew(void **state)
{
    int helped[KINDS] = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        lct_city *c = draw_town(seed);
        const lc_world *w = lct_world(c);

        for (int i = 0; i < 160; i++) {
            uint32_t only = dice(6) ? lc_world_category_find(
                                          w, dice(2) ? "pharmacy" : "library")
                                    : LIFE_NONE;
            lc_whatif_query q = any_query(w);
            scenario s;
            int64_t moved;
            bool walks;

            make_scenario(w, i % KINDS, only, &s);
            moved =
                check_scenario(lct_study(c), &s, &q, i % 5 < 2, ALL, &walks);
            helped[i % KINDS] += i % KINDS > SOME ? walks : moved > 0;
        }
        lct_city_free(c);
    }
    for (int i = 0; i < KINDS; i++) /* the test looks at something */
        assert_in_range(helped[i], 100, 800);
}

/* A street with what is asked for at its middle, three homes, and one off the
 * street. */
static lct_city *draw_street(char (*id)[64], size_t first, size_t n)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    for (size_t i = first; i < n; i++) {
        char name[32];

        snprintf(name, sizeof name, "t:%02zu", i);
        lct_facility(c, name, id[i], (lct_xy){200, 5});
    }
    for (int i = 0; i < 3; i++)
        lct_home(c, (lct_xy){100 + 80 * i, 5}, 1000);
    lct_home(c, (lct_xy){200, 3000}, 5000);
    lct_open(c);
    return c;
}

/* Homes off the streets are in no percentile, but where the first basic
 * category has no facility: then they are unknown for that, and over all times.
 * The one it gets, or loses, tells. */
static void the_first_basic_category_may_come_and_go(void **state)
{
    char id[LIFE_MAX_CATEGORIES][64];
    size_t n = 0;
    lct_city *c = draw_street(NULL, 0, 0);
    scenario s = {.c = {.add = s.add, .remove = s.remove, .move = s.move}};
    lc_whatif_query q = {.limit_ms = 900000, .unit = LIFE_NONE};
    bool walks;

    (void)state;
    for (uint32_t k = 0; k < lct_world(c)->category_count; k++)
        if (lct_world(c)->category[k].basic)
            snprintf(id[n++], sizeof *id, "%s", lct_world(c)->category[k].id);
    lct_city_free(c);
    c = draw_street(id, 1, n);
    s.add[0] = (lc_whatif_add){
        .categories = lc_catset_of(lc_world_category_find(lct_world(c), id[0])),
        .pt = lc_pt_from(lct_at(c, (lct_xy){10, 5})),
        .wheels = LIFE_WHEELS_OPEN};
    s.c.add_count = 1;
    assert_int_equal(check_scenario(lct_study(c), &s, &q, true, ALL, &walks),
                     3000);
    lct_city_free(c);
    c = draw_street(id, 0, n);
    s.c.add_count = 0;
    s.remove[0] = lc_world_facility_find(lct_world(c), "t:00");
    s.c.remove_count = 1;
    assert_int_equal(check_scenario(lct_study(c), &s, &q, true, ALL, &walks),
                     3000);
    lct_city_free(c);
}

/* ---- one city, many who ask ---- */

enum { ASKERS = 4, SCENARIOS = 12, ROUNDS = 60 };

typedef struct asker {
    lc_study *study;
    const scenario *s; /* SCENARIOS of each */
    const lc_whatif_query *q;
    const int64_t *gained, *lost;
    uint32_t turn;
    bool differs;
    pthread_t thread;
} asker;

/* Each begins elsewhere: more sums are asked for than are kept, so that some
 * are put away while others are looked at. */
static void *ask_on(void *ctx)
{
    asker *a = ctx;

    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t k = (a->turn * 5 + i * 7) % SCENARIOS;
        lc_whatif got;
        lc_error err = {0};

        if (lc_whatif_ask(a->study, &a->s[k].c, &a->q[k], &got, &err) ||
            got.gained != a->gained[k] || got.lost != a->lost[k])
            a->differs = true;
        lc_whatif_clear(&got);
    }
    return NULL;
}

static void many_may_ask_at_once(void **state)
{
    lct_city *c = draw_town(3);
    lc_study *study = lct_study(c), *alone;
    scenario s[SCENARIOS];
    lc_whatif_query q[SCENARIOS];
    int64_t gained[SCENARIOS], lost[SCENARIOS];
    asker a[ASKERS];
    lc_error err = {0};

    (void)state;
    ok(lc_study_open(lct_path(c), false, &alone, &err), &err);
    for (uint32_t k = 0; k < SCENARIOS; k++) {
        lc_whatif got;

        make_scenario(study->w, k % 2 ? ANY : SOME,
                      lc_world_category_find(study->w, "pharmacy"), &s[k]);
        q[k] =
            (lc_whatif_query){.limit_ms = 60000 * (k + 3), .unit = LIFE_NONE};
        ok(lc_whatif_ask(alone, &s[k].c, &q[k], &got, &err), &err);
        gained[k] = got.gained;
        lost[k] = got.lost;
        lc_whatif_clear(&got);
    }
    for (uint32_t i = 0; i < ASKERS; i++) {
        a[i] = (asker){study, s, q, gained, lost, i, false, 0};
        assert_int_equal(pthread_create(&a[i].thread, NULL, ask_on, &a[i]), 0);
    }
    for (uint32_t i = 0; i < ASKERS; i++) {
        pthread_join(a[i].thread, NULL);
        assert_false(a[i].differs);
    }
    lc_study_free(alone);
    lct_city_free(c);
}

static void same_answer(const lc_whatif *a, const lc_whatif *b)
{
    assert_int_equal(a->gained, b->gained);
    assert_int_equal(a->lost, b->lost);
    assert_int_equal(a->row_count, b->row_count);
    assert_int_equal(a->home_count, b->home_count);
}

/* Whichever allocation fails: it is told, or done without, and the next asks as
 * if nothing had been. */
static void memory_may_end_anywhere(void **state)
{
    lct_city *c = draw_town(5);
    lc_study *study = lct_study(c);
    lc_whatif_query q = {.limit_ms = 600000, .unit = LIFE_NONE};
    lc_whatif want, got;
    lc_error err = {0};
    scenario s;
    int failed = 0;

    (void)state;
    make_scenario(study->w, SOME, lc_world_category_find(study->w, "pharmacy"),
                  &s);
    put_change(study->w, LINK, LIFE_NONE, &s);
    put_change(study->w, BLOCK, LIFE_NONE, &s);
    put_change(study->w, GATE, LIFE_NONE, &s);
    ok(lc_whatif_ask(study, &s.c, &q, &want, &err), &err);
    for (int n = 0; n < 300; n++) {
        lc_study *fresh;
        lc_status st;

        ok(lc_study_open(lct_path(c), false, &fresh, &err), &err);
        err = (lc_error){0};
        lc_mem_fail_after(n, false);
        st = lc_whatif_ask(fresh, &s.c, &q, &got, &err);
        lc_mem_fail_after(-1, false);
        if (st) {
            failed++;
            assert_int_equal(st, LIFE_ERR_NOMEM);
            assert_true(err.text[0]);
            lc_whatif_clear(&got);
            err = (lc_error){0};
            ok(lc_whatif_ask(fresh, &s.c, &q, &got, &err), &err);
        }
        same_answer(&got, &want);
        lc_whatif_clear(&got);
        lc_study_free(fresh);
    }
    assert_in_range(failed, 60, 299);
    lc_whatif_clear(&want);
    lct_city_free(c);
}

/* ---- a real city ---- */

static const char *import_extract(const char *extract)
{
    const char *path = lct_folder_path("whatif.city");
    lc_import_opts o = {0};
    lc_import_report report;
    lc_error err = {0};
    lc_city *c;

    ok(lc_city_begin(path, LIFE_KEEP_NONE, &c, &err), &err);
    ok(lc_import_osm(c, extract, &o, &report, &err), &err);
    ok(lc_compute(c, &err), &err);
    ok(lc_city_publish(c, &err), &err);
    return path;
}

/* LIFECIRCLE_SCENARIOS says how many of each kind. */
static void a_city_is_as_if_computed_anew(void **state)
{
    const char *data = getenv("LIFECIRCLE_DATA");
    const char *many = getenv("LIFECIRCLE_SCENARIOS");
    int n = many ? atoi(many) : 10;
    char extract[512];
    lc_study *study;
    lc_error err = {0};

    (void)state;
    if (!data)
        skip();
    snprintf(extract, sizeof extract, "%s/osm/las-palmas-2023.osm.pbf", data);
    ok(lc_study_open(import_extract(extract), false, &study, &err), &err);
    state_of_dice = 2023;
    for (int i = 0; i < KINDS * n; i++) {
        lc_whatif_query q = {.limit_ms = 900000,
                             .level = (uint32_t)study->w->level.n - 1,
                             .unit = LIFE_NONE};
        scenario s;
        bool walks;

        if (i / KINDS % 3 == 2)
            q.pace = dice((uint32_t)study->w->pace_count);
        make_scenario(study->w, i % KINDS, LIFE_NONE, &s);
        check_scenario(study, &s, &q, i % (10 * KINDS) < KINDS, LOOKED_AT,
                       &walks);
    }
    lc_study_free(study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(towns_are_as_if_computed_anew),
        cmocka_unit_test(the_first_basic_category_may_come_and_go),
        cmocka_unit_test(many_may_ask_at_once),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(a_city_is_as_if_computed_anew),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}

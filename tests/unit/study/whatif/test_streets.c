/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whatif.h: what a link, a block and a gate are, on streets that are drawn so
 * that each walk can be told with a ruler. A metre takes 0.9 s.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lct_folder.h"
#include "lifecircle/study/whatif/gates.h"
#include "lifecircle/study/whatif/whatif.h"
#include "src/world/city.h"

#include <string.h>

#define FOOT 1 /* bit of the mode */

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_pt at(const lct_city *c, double x, double y)
{
    return lc_pt_from(lct_at(c, (lct_xy){x, y}));
}

/* A pharmacy at 300 of a street of 400 m, and a home at 100 (home 0). Another
 * street 50 m north, from 0 to 400, not joined to it, with a home at 100 (home
 * 1). */
static lct_city *two_streets(int how)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, how);
    lct_street(c, 3, (lct_xy){0, 50}, 4, (lct_xy){400, 50}, LCT_OPEN);
    lct_facility(c, "t:1", "pharmacy", (lct_xy){300, 0});
    lct_home(c, (lct_xy){100, 0}, 1000);
    lct_home(c, (lct_xy){100, 50}, 1000);
    return c;
}

static void ask(lct_city *c, const lc_whatif_changes *x, const char *pace,
                lc_whatif *out)
{
    lc_whatif_query q = {.pace = lc_world_pace_find(lct_world(c), pace),
                         .limit_ms = 900000,
                         .unit = LIFE_NONE};
    lc_error err = {0};

    ok(lc_whatif_ask(lct_study(c), x, &q, out, &err), &err);
}

/* Metres of a home's walk at the default pace, 0.2 m off at most; 0: none. */
static void walks(lct_city *c, const lc_whatif_changes *x, uint32_t home,
                  double before_m, double after_m)
{
    uint32_t pharmacy = lc_world_category_find(lct_world(c), "pharmacy");
    lc_whatif got;
    bool listed = false;

    ask(c, x, "standard", &got);
    for (size_t i = 0; i < got.home_count; i++) {
        const lc_whatif_home *h = &got.home[i];

        if (h->home != home || h->category != pharmacy)
            continue;
        listed = true;
        if (before_m > 0)
            assert_in_range(h->before_ms, (before_m - 0.2) * 900,
                            (before_m + 0.2) * 900);
        else
            assert_int_equal(h->before_ms, LIFE_NONE);
        if (after_m > 0)
            assert_in_range(h->after_ms, (after_m - 0.2) * 900,
                            (after_m + 0.2) * 900);
        else
            assert_int_equal(h->after_ms, LIFE_NONE);
    }
    assert_int_equal(listed, before_m != after_m);
    lc_whatif_clear(&got);
}

/* ---- links ---- */

/* 50 m across where it is drawn; longer where it is told to be. */
static void a_link_joins_two_streets(void **state)
{
    lct_city *c = two_streets(LCT_OPEN);
    lc_whatif_link l = {.modes = FOOT};
    const lc_whatif_changes x = {.link = &l, .link_count = 1};

    (void)state;
    lct_open(c);
    l.from = at(c, 200, 0);
    l.to = at(c, 200, 50);
    walks(c, &x, 1, 0, 250);
    l.length_mm = 90000;
    walks(c, &x, 1, 0, 290);
    l.length_mm = 10000; /* no street is shorter than the straight line */
    walks(c, &x, 1, 0, 250);
    l.from = at(c, 200, -10); /* legs of 10 m at either end */
    l.to = at(c, 200, 60);
    l.length_mm = 0;
    walks(c, &x, 1, 0, 290);
    l.from = at(c, 0, 0); /* at corners */
    l.to = at(c, 0, 50);
    walks(c, &x, 1, 0, 450);
    lct_city_free(c);
}

/* It is walked both ways, and nobody joins it on its way. */
static void a_link_is_joined_at_its_ends(void **state)
{
    lct_city *c = lct_city_new();
    lc_whatif_link l = {.modes = FOOT};
    const lc_whatif_changes x = {.link = &l, .link_count = 1};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){100, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 200}, 4, (lct_xy){100, 200}, LCT_OPEN);
    lct_facility(c, "t:1", "pharmacy", (lct_xy){50, 0});
    lct_home(c, (lct_xy){50, 200}, 1000);
    lct_home(c, (lct_xy){50, 90}, 1000); /* nearer to the southern street */
    lct_open(c);
    l.from = at(c, 50, 200);
    l.to = at(c, 50, 0);
    walks(c, &x, 0, 0, 200);
    walks(c, &x, 1, 90, 90);
    lct_city_free(c);
}

static bool is_open_to(lct_city *c, const lc_whatif_changes *x,
                       const char *pace)
{
    lc_whatif got;
    bool open;

    ask(c, x, pace, &got);
    assert_int_equal(got.joined_count, 1);
    open = got.joined[0].open;
    if (!open)
        assert_int_equal(got.home_count, 0);
    lc_whatif_clear(&got);
    return open;
}

static void a_kind_says_who_may(void **state)
{
    lct_city *c = two_streets(LCT_OPEN);
    lc_whatif_link l = {.modes = FOOT};
    const lc_whatif_changes x = {.link = &l, .link_count = 1};
    const lc_world *w;
    double steps_m = 2 * 50 + 200;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    l.from = at(c, 200, 0);
    l.to = at(c, 200, 50);
    assert_true(is_open_to(c, &x, "elder"));
    assert_false(is_open_to(c, &x, "wheelchair"));
    l.modes = 0xFF;
    assert_true(is_open_to(c, &x, "wheelchair"));
    l.steps = true; /* twice their length, and none for wheels */
    walks(c, &x, 1, 0, steps_m);
    assert_false(is_open_to(c, &x, "wheelchair"));
    for (size_t i = 0; i < lc_world_way_count(w); i++) {
        const lc_way *way = lc_world_way(w, i);
        bool steps = !strcmp(way->id, "steps");

        if (!i)
            assert_string_equal(way->id, "footway");
        assert_int_equal(way->steps, steps);
        /* on foot, by wheelchair, by bicycle */
        assert_int_equal(way->modes, steps                          ? 1
                                     : !strcmp(way->id, "path")     ? 7
                                     : !strcmp(way->id, "cycleway") ? 4
                                                                    : 3);
    }
    assert_int_equal(lc_world_way_count(w), 4);
    lct_city_free(c);
}

/* From a public street one comes in, and does not go on through. */
static void private_streets_stay_so(void **state)
{
    lct_city *c = lct_city_new();
    lc_whatif_link l[2] = {{.modes = FOOT}, {.modes = FOOT}};
    const lc_whatif_changes one = {.link = l, .link_count = 1};
    const lc_whatif_changes both = {.link = l, .link_count = 2};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 50}, 4, (lct_xy){400, 50}, LCT_PRIVATE);
    lct_street(c, 5, (lct_xy){0, 100}, 6, (lct_xy){400, 100}, LCT_OPEN);
    lct_facility(c, "t:1", "pharmacy", (lct_xy){300, 0});
    lct_home(c, (lct_xy){100, 50}, 1000);
    lct_home(c, (lct_xy){100, 100}, 1000);
    lct_open(c);
    l[0].from = at(c, 200, 0);
    l[0].to = at(c, 200, 50);
    l[1].from = at(c, 220, 50);
    l[1].to = at(c, 220, 100);
    walks(c, &one, 0, 0, 250);
    walks(c, &both, 0, 0, 250);
    walks(c, &both, 1, 0, 0);
    l[1].from = at(c, 200, 50); /* where they meet nothing private is walked */
    l[1].to = at(c, 200, 100);
    walks(c, &both, 1, 0, 300);
    lct_city_free(c);
}

/* ---- blocks ---- */

static void a_block_cuts_a_street(void **state)
{
    lct_city *c = two_streets(LCT_OPEN);
    lc_pt b[2];
    const lc_whatif_changes one = {.block = b, .block_count = 1};
    const lc_whatif_changes two = {.block = b, .block_count = 2};

    (void)state;
    lct_open(c);
    b[0] = at(c, 200, 3);
    b[1] = at(c, 350, 0);
    walks(c, &one, 0, 200, 0);
    b[0] = at(c, 80, 0); /* behind the home */
    walks(c, &two, 0, 200, 200);
    b[0] = at(c, 300, 0); /* at the very place: one comes to it from the side
                             where the street begins */
    walks(c, &one, 0, 200, 200);
    b[0] = at(c, 100, 0); /* and leaves to that side */
    walks(c, &one, 0, 200, 0);
    lct_city_free(c);
}

/* One goes round: 200 m become 500 m by the next streets. At a corner all
 * streets end. */
static void one_goes_round_a_block(void **state)
{
    lct_city *c = lct_city_new();
    lc_pt b[1];
    const lc_whatif_changes x = {.block = b, .block_count = 1};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){200, 0}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 3, (lct_xy){0, 100}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 100}, 4, (lct_xy){200, 100}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){200, 100}, 2, (lct_xy){200, 0}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 5, (lct_xy){-200, 0}, LCT_OPEN);
    lct_facility(c, "t:1", "pharmacy", (lct_xy){-50, 0});
    lct_home(c, (lct_xy){150, 0}, 1000);
    lct_open(c);
    b[0] = at(c, 100, 0);
    walks(c, &x, 0, 200, 500);
    b[0] = at(c, 0, 0);
    walks(c, &x, 0, 200, 0);
    lct_city_free(c);
}

/* ---- gates ---- */

/* The street is parted at 200: its ends there are corners of their own. */
static lct_city *parted(int how)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, -2, (lct_xy){200, 0}, how);
    lct_street(c, -3, (lct_xy){200, 0}, 4, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){400, 0}, 5, (lct_xy){500, 0}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){500, 0}, 6, (lct_xy){600, 0}, LCT_OPEN);
    lct_facility(c, "t:1", "pharmacy", (lct_xy){300, 0});
    lct_home(c, (lct_xy){100, 0}, 1000);
    return c;
}

static void a_gate_is_opened(void **state)
{
    for (int how = LCT_OPEN; how <= LCT_PRIVATE; how++) {
        lct_city *c = parted(how);
        lc_whatif_gate g = {.open = true};
        lc_whatif_changes x = {.gate = &g, .gate_count = 1};
        lc_pt b;

        (void)state;
        lct_open(c);
        assert_false(lc_whatif_gate_near(lct_world(c), at(c, 400, 0), &g.at));
        assert_false(lc_whatif_gate_near(lct_world(c), at(c, 200, 40), &g.at));
        assert_true(lc_whatif_gate_near(lct_world(c), at(c, 190, 5), &g.at));
        walks(c, &x, 0, 0, 200);
        g.open = false;
        walks(c, &x, 0, 0, 0);
        g.open = true; /* and the way to it is cut */
        b = at(c, 150, 0);
        x.block = &b;
        x.block_count = 1;
        walks(c, &x, 0, 0, 0);
        lct_city_free(c);
    }
}

/* One that keeps its number is known by it. */
static void a_gate_has_an_id(void **state)
{
    lct_city *c = lct_city_new();
    lc_pt by_id, by_place;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){200, 0}, LCT_PRIVATE);
    lct_street(c, 2, (lct_xy){200, 0}, 4, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, -3, (lct_xy){200, 0}, 5, (lct_xy){200, 200}, LCT_OPEN);
    lct_home(c, (lct_xy){100, 0}, 1000);
    lct_open(c);
    assert_true(lc_whatif_gate_near(lct_world(c), at(c, 200, 0), &by_place));
    assert_true(lc_whatif_gate_of(lct_world(c), "n2", &by_id));
    assert_true(lc_pt_equal(by_id, by_place));
    assert_true(lc_whatif_gate_of(lct_world(c), "osm:n2", &by_id));
    assert_false(lc_whatif_gate_of(lct_world(c), "n4", &by_id));
    assert_false(lc_whatif_gate_of(lct_world(c), "n-3", &by_id));
    assert_false(lc_whatif_gate_of(lct_world(c), "n2x", &by_id));
    assert_false(lc_whatif_gate_of(lct_world(c), "", &by_id));
    lct_city_free(c);
}

/* ---- where there is no street ---- */

static void what_joins_no_street_changes_nothing(void **state)
{
    lct_city *c = two_streets(LCT_OPEN);
    lc_whatif_link l = {.modes = FOOT};
    lc_pt b;
    const lc_whatif_changes x = {
        .link = &l, .link_count = 1, .block = &b, .block_count = 1};
    lc_whatif got;

    (void)state;
    lct_open(c);
    l.from = at(c, 200, 0);
    l.to = at(c, 200, 700);
    b = at(c, 200, 700);
    ask(c, &x, "standard", &got);
    assert_int_equal(got.joined_count, 2);
    for (int i = 0; i < 2; i++)
        assert_int_equal(got.joined[i].reason, LIFE_REASON_UNLINKED);
    assert_int_equal(got.home_count, 0);
    assert_int_equal(got.row_count, 0);
    lc_whatif_clear(&got);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_joins_two_streets),
        cmocka_unit_test(a_link_is_joined_at_its_ends),
        cmocka_unit_test(a_kind_says_who_may),
        cmocka_unit_test(private_streets_stay_so),
        cmocka_unit_test(a_block_cuts_a_street),
        cmocka_unit_test(one_goes_round_a_block),
        cmocka_unit_test(a_gate_is_opened),
        cmocka_unit_test(a_gate_has_an_id),
        cmocka_unit_test(what_joins_no_street_changes_nothing),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}

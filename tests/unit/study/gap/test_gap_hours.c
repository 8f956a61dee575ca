/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_gap_hours.c - gaps at a time: on a drawn town by hand, and on towns by
 * chance against coverage of the town drawn anew with one place always open.
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
#include "lct_hours.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "src/store/stmt.h"
#include "src/study/cover/catchment.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/study/time/open.h"
#include "src/world/city.h"

#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void ask(lc_study *study, lc_gap_query *q, const char *when,
                lc_gap_list *out)
{
    lc_walker *a = lc_walker_new(study);
    lc_error err = {0};

    assert_true(lc_world_clock_when(lc_study_world(study), when, &q->when));
    ok(lc_gaps_find(a, q, out, &err), &err);
    lc_walker_free(a);
}

static lc_gap_query query_of(const lc_study *study, const char *category,
                             uint32_t limit_ms)
{
    const lc_world *w = lc_study_world(study);

    return (lc_gap_query){.category = lc_world_category_find(w, category),
                          .limit_ms = limit_ms,
                          .unit = LIFE_NONE,
                          .most = 50};
}

/* ---- by hand ---- */

static void expect_closed(const lc_study *study, const lc_gap *g,
                          const char *id, bool by_way, int64_t gained)
{
    assert_int_equal(g->cause, LIFE_CAUSE_CLOSED);
    assert_string_equal(
        lc_world_facility(lc_study_world(study), g->closed.facility)->id, id);
    assert_int_equal(g->closed.by_way, by_way);
    assert_int_equal(g->closed.weight, g->weight);
    assert_int_equal(g->closed.gained, gained);
}

/* Homes at 100, 1,300 and 2,800 m of a street; between 1,000 and 1,200 m it is
 * open from 6 to 22. Walks of 15 minutes are 1,000 m. */
static void what_is_shut_is_named(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    lc_gap_query q;
    lc_gap_list l;
    lc_error err = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){1200, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){1200, 0}, 4, (lct_xy){3000, 0}, LCT_OPEN);
    lct_facility(c, "t:day", "pharmacy", (lct_xy){500, 0});
    lct_facility(c, "t:always", "park", (lct_xy){900, 0});
    lct_home(c, (lct_xy){100, 0}, 1000);
    lct_home(c, (lct_xy){1300, 0}, 2000);
    lct_home(c, (lct_xy){2800, 0}, 4000);
    lct_hours(c, "t:day", "Mo-Fr 08:00-18:00");
    lct_hours(c, "t:always", "24/7");
    ok(lc_stmt_exec(lct_file(c),
                    "INSERT INTO closing (osm_id, modes, node, street, rule,"
                    " said, geom) SELECT 'w1', 'foot', 0, id,"
                    " 'closed; open @ (Mo-Su 06:00-22:00)', 'x',"
                    " (SELECT geom FROM facility LIMIT 1) FROM street"
                    " WHERE from_node = 2",
                    &err),
       &err);
    study = lct_open(c);
    q = query_of(study, "pharmacy", 900000);
    ask(study, &q, "2026-11-25T12:00", &l); /* a Wednesday */
    assert_int_equal(l.found, 1);           /* the home at 2,800 m */
    assert_int_equal(l.gap[0].cause, LIFE_CAUSE_FAR);
    lc_gap_list_clear(&l);
    ask(study, &q, "2026-11-29T12:00", &l); /* a Sunday */
    assert_int_equal(l.found, 3);
    assert_int_equal(l.uncovered, 7000);
    assert_int_equal(l.gap[0].cause, LIFE_CAUSE_FAR);
    assert_int_equal(l.gap[0].nearest.facility, LIFE_NONE);
    expect_closed(study, &l.gap[1], "t:day", false, 2000);
    expect_closed(study, &l.gap[2], "t:day", false, 1000);
    assert_int_equal(l.gap[1].mend_weight, 2000);
    lc_gap_list_clear(&l);
    /* by night the way is shut too: longer hours of :day alone don't help */
    ask(study, &q, "2026-11-29T23:00", &l);
    expect_closed(study, &l.gap[1], "t:day", false, 0);
    expect_closed(study, &l.gap[2], "t:day", false, 1000);
    lc_gap_list_clear(&l);
    q = query_of(study, "park", 900000);
    ask(study, &q, "2026-11-25T23:00", &l);
    assert_int_equal(l.found, 2);
    expect_closed(study, &l.gap[1], "t:always", true, 0);
    assert_int_equal(l.gap[1].nearest.facility, LIFE_NONE);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

/* ---- by chance ---- */

enum { LIMIT_MS = 420000 };

/* More homes, so that gaps hold several. */
static lct_city *town(uint32_t seed)
{
    lct_city *c = lct_hours_town(seed, "pharmacy");

    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 5; k++)
            for (int m = 0; m < 2; m++)
                lct_home(c, (lct_xy){i * 230 + 165 + m * 75, k * 230},
                         1000 + 100 * i + 10 * k + m);
    return c;
}

static void answers(lc_study *study, const lc_gap_query *q, uint8_t *out)
{
    const lc_coverage_query c = {.category = q->category,
                                 .pace = q->pace,
                                 .limit_ms = q->limit_ms,
                                 .when = q->when};
    lc_error err = {0};

    ok(lc_coverage_homes(study, &c, NULL, study->w->home_count, out, &err),
       &err);
}

/* The weight of a gap's homes that `now` covers and `was` did not. */
static int64_t newly(const lc_world *w, const lc_gap *g, const uint8_t *was,
                     const uint8_t *now)
{
    int64_t sum = 0;

    for (uint32_t h = 0; h < w->home_count; h++)
        if ((was[h] & 3) == LIFE_UNCOVERED && (now[h] & 3) == LIFE_COVERED &&
            lc_shape_contains(&g->outline, w->home_pt[h]))
            sum += w->home_weight[h];
    return sum;
}

/* The same town, one place of which never closes. */
static void expect_gain(uint32_t seed, const lc_study *study,
                        const lc_gap_query *q, const lc_gap *g,
                        const uint8_t *was)
{
    lct_city *c = town(seed);
    uint8_t now[256];
    lc_study *anew;

    lct_hours(c, lc_world_facility(study->w, g->closed.facility)->id, "24/7");
    anew = lct_open(c);
    assert_int_equal(anew->w->home_count, study->w->home_count);
    answers(anew, q, now);
    assert_int_equal(newly(study->w, g, was, now), g->closed.gained);
    lct_city_free(c);
}

/* Who of the gap comes to a place then. */
static int64_t comes(const lc_catchments *c, uint32_t limit_ms, const lc_gap *g,
                     const uint8_t *was, const lc_link *at,
                     lc_catchment_room *room)
{
    const lc_world *w = c->w;
    int64_t sum = 0;
    lc_error err = {0};

    ok(lc_catchment_search(c, at, 1, limit_ms, room, &err), &err);
    for (size_t i = 0; i < room->found.n; i++) {
        uint32_t h = room->found.v[i].home;

        if ((was[h] & 3) == LIFE_UNCOVERED &&
            lc_shape_contains(&g->outline, w->home_pt[h]))
            sum += w->home_weight[h];
    }
    return sum;
}

/* No place of any street helps more, nor does one that is shut; and within a
 * metre, and as many more of the limit, one helps as much. */
static void expect_mend(lc_study *study, const lc_gap_query *q, const lc_gap *g,
                        const uint8_t *was)
{
    const lc_network *net = study->w->net;
    const lc_catchments *c;
    lc_catchment_room room = {0};
    int64_t best = 0, close = 0;
    lc_open open;
    lc_error err = {0};

    ok(lc_slot_catchments(study, q->pace, &c, &err), &err);
    ok(lc_open_begin(&open, study, q->pace, q->when, &err), &err);
    room.shut = &open.sure;
    for (uint32_t e = 0; e < net->edge_count; e++)
        for (uint32_t mm = 0; mm <= net->edge[e].length_mm; mm += 1000) {
            const lc_link at = {e, net->edge[e].at_mm + mm, 0};
            int64_t sum = comes(c, q->limit_ms, g, was, &at, &room);
            int64_t more = comes(c, q->limit_ms + 1000, g, was, &at, &room);

            best = sum > best ? sum : best;
            close = more > close ? more : close;
        }
    assert_true(best <= g->mend_weight);
    assert_true(close >= g->mend_weight);
    assert_true(g->mend_weight <= g->weight);
    lc_catchment_room_clear(&room);
    lc_open_end(&open);
}

/* Gaps then hold all gaps of whenever, and as much as coverage says. */
static void expect_gaps(uint32_t seed, lc_study *study, const char *when,
                        uint32_t tally[3])
{
    const lc_world *w = study->w;
    lc_gap_query q = query_of(study, "pharmacy", LIMIT_MS);
    uint8_t was[256], ever[256], open[256];
    int64_t uncovered = 0;
    lc_gap_list l;

    assert_in_range(w->home_count, 1, sizeof was);
    answers(study, &q, ever);
    ask(study, &q, when, &l);
    answers(study, &q, was);
    for (uint32_t h = 0; h < w->home_count; h++) {
        uncovered += (was[h] & 3) == LIFE_UNCOVERED ? w->home_weight[h] : 0;
        assert_true((ever[h] & 3) != LIFE_UNCOVERED ||
                    (was[h] & 3) == LIFE_UNCOVERED);
        open[h] = ever[h];
    }
    assert_int_equal(l.uncovered, uncovered);
    for (size_t i = 0; i < l.count; i++) {
        const lc_gap *g = &l.gap[i];
        int64_t would = newly(w, g, was, open);

        uncovered -= g->weight;
        assert_int_equal(g->cause == LIFE_CAUSE_CLOSED, 2 * would > g->weight);
        expect_mend(study, &q, g, was);
        if (g->cause != LIFE_CAUSE_CLOSED)
            continue;
        assert_int_equal(g->closed.weight, would);
        tally[0]++;
        tally[1] += g->closed.by_way;
        tally[2] += g->closed.gained > 0;
        if (!g->closed.by_way)
            expect_gain(seed, study, &q, g, was);
    }
    assert_int_equal(uncovered, 0);
    lc_gap_list_clear(&l);
}

static void towns_by_chance(void **state)
{
    static const char *const when[] = {"2026-11-25T10:30", "2026-11-25T23:30",
                                       "2026-11-28T13:00", "2026-11-29T04:00"};
    uint32_t tally[3] = {0};

    (void)state;
    for (uint32_t seed = 1; seed < 7; seed++) {
        lct_city *c = town(seed * 7919);
        lc_study *study = lct_open(c);

        for (size_t i = 0; i < LCT_COUNT(when); i++)
            expect_gaps(seed * 7919, study, when[i], tally);
        lct_city_free(c);
    }
    for (int i = 0; i < 3; i++) /* each kind was there */
        assert_in_range(tally[i], 1, UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shut_is_named),
        cmocka_unit_test(towns_by_chance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

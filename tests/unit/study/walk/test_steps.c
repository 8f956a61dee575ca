/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_steps.c - a way as directions.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/export/answers/route.h"
#include "lifecircle/base/lang.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/steps.h"
#include "lifecircle/study/walk/walker.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void name_street(lct_city *c, int id, const char *name)
{
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), "UPDATE street SET name = ? WHERE id = ?",
                       &s, &err),
       &err);
    lc_stmt_text(s, 1, name);
    lc_stmt_int(s, 2, id);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static lc_route route(lct_city *c, lc_walker *a, lct_xy from, uint32_t facility)
{
    lc_place place;
    lc_route r = {0};
    lc_error err = {0};

    ok(lc_place_at(a, lct_at(c, from), 0, &place, &err), &err);
    ok(lc_route_find(a, &place, facility, &r, &err), &err);
    return r;
}

/* North along Long Street, over a crossing, left into High Street, up the
 * steps to the right, in through a gate: the streets are numbered as drawn. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){0, 200}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){0, 200}, 3, (lct_xy){0, 212}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 212}, 4, (lct_xy){0, 300}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){0, 300}, 5, (lct_xy){-150, 300}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){-150, 300}, 6, (lct_xy){-150, 330}, LCT_STEPS);
    lct_street(c, 6, (lct_xy){-150, 330}, 7, (lct_xy){-150, 400}, LCT_PRIVATE);
    lct_street(c, 4, (lct_xy){0, 300}, 8, (lct_xy){300, 300}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){0, 200}, 9, (lct_xy){300, 200}, LCT_OPEN);
    for (int id = 1; id <= 8; id++)
        name_street(c, id, "");
    name_street(c, 1, "Long Street");
    name_street(c, 3, "Long Street");
    name_street(c, 4, "High <b>Street");
    lct_facility(c, "a:1", "pharmacy", (lct_xy){-153, 380});
    lct_open(c);
    return c;
}

static void a_way_in_words(void **state)
{
    static const struct {
        lc_turn turn;
        lc_gate gate;
        const char *street;
        bool stairs;
        double metres;
    } want[] = {
        {LIFE_TURN_START, LIFE_GATE_NONE, "", false, 4},
        {LIFE_TURN_DEPART, LIFE_GATE_NONE, "Long Street", false, 280},
        {LIFE_TURN_LEFT, LIFE_GATE_NONE, "High <b>Street", false, 150},
        {LIFE_TURN_RIGHT, LIFE_GATE_NONE, "", true, 30},
        {LIFE_TURN_STRAIGHT, LIFE_GATE_IN, "", false, 50},
        {LIFE_TURN_ARRIVE, LIFE_GATE_NONE, "", false, 3},
    };
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_route r = route(c, a, (lct_xy){4, 20}, 0);

    (void)state;
    assert_int_equal(r.step_count, LCT_COUNT(want));
    for (size_t i = 0; i < r.step_count; i++) {
        assert_int_equal(r.step[i].turn, want[i].turn);
        assert_int_equal(r.step[i].gate, want[i].gate);
        assert_string_equal(r.step[i].street, want[i].street);
        assert_int_equal(r.step[i].stairs, want[i].stairs);
        assert_in_range(r.step[i].walk_mm, (want[i].metres - 0.1) * 1000,
                        (want[i].metres + 0.1) * 1000);
    }
    assert_true(r.step[0].bearing_deg > 265 && r.step[0].bearing_deg < 275);
    lc_route_clear(&r);
    lc_walker_free(a);
    lct_city_free(c);
}

static void both_languages(void **state)
{
    static const char *const want[LIFE_LANG_COUNT][3] = {
        [LIFE_LANG_EN] =
            {"Walk west to the street, 4 m",
             "Walk north along Long Street, 280 m",
             "Go in through the gate. Go straight on along the street, 50 m"},
        [LIFE_LANG_ZH] = {"向西走到路边，4 米",
                          "向北出发，沿Long Street走，280 米",
                          "进大门，直行，沿街道走，50 米"}};
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_route route = {0};
    lc_place place;
    lc_error err = {0};

    (void)state;
    ok(lc_place_at(a, lct_at(c, (lct_xy){4, 20}), 0, &place, &err), &err);
    ok(lc_route_find(a, &place, 0, &route, &err), &err);
    for (int l = 0; l < LIFE_LANG_COUNT; l++) {
        lc_lang lang = (lc_lang)l;
        lc_buf out = {0};

        lc_answer_route(&out, lct_world(c), &place, 0, &route, lang);
        for (size_t i = 0; i < 3; i++)
            if (!strstr(out.data, want[lang][i]))
                fail_msg("no \"%s\" in %s", want[lang][i], out.data);
        assert_null(strstr(out.data, "<b>"));
        lc_buf_free(&out);
    }
    lc_route_clear(&route);
    lc_walker_free(a);
    lct_city_free(c);
}

/* Corners of all kinds, by the angle to the right. */
static void turns_by_their_angle(void **state)
{
    static const struct {
        double x, y;
        lc_turn turn;
    } row[] = {
        {1, 60, LIFE_TURN_STRAIGHT},      {50, 50, LIFE_TURN_SLIGHT_RIGHT},
        {60, 0, LIFE_TURN_RIGHT},         {30, -50, LIFE_TURN_SHARP_RIGHT},
        {-50, 50, LIFE_TURN_SLIGHT_LEFT}, {-60, 0, LIFE_TURN_LEFT},
        {-30, -50, LIFE_TURN_SHARP_LEFT},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lct_city *c = lct_city_new();
        lct_xy end = {row[i].x * 4, 300 + row[i].y * 4};
        lc_walker *a;
        lc_route r;

        lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){0, 300}, LCT_OPEN);
        lct_street(c, 2, (lct_xy){0, 300}, 3, end, LCT_OPEN);
        name_street(c, 1, "A");
        name_street(c, 2, "B");
        lct_facility(c, "a:1", "pharmacy", end);
        lct_open(c);
        a = lc_walker_new(lct_study(c));
        r = route(c, a, (lct_xy){0, 0}, 0);
        assert_int_equal(r.step_count, 3);
        if (r.step[1].turn != row[i].turn)
            fail_msg("%g,%g: %s, not %s", row[i].x, row[i].y,
                     lc_turn_id(r.step[1].turn), lc_turn_id(row[i].turn));
        lc_route_clear(&r);
        lc_walker_free(a);
        lct_city_free(c);
    }
}

/* ---- what must hold of any way ---- */

enum { SIDE = 7, PLACES = 40 };

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* A crooked grid, with stairs, private and one-way streets, some of names. */
static lct_city *grid(uint64_t seed)
{
    static const int hows[] = {LCT_OPEN, LCT_OPEN,  LCT_OPEN,
                               LCT_OPEN, LCT_STEPS, LCT_PRIVATE};
    static const char *const names[] = {"", "A", "A", "B", "C"};
    lct_city *c = lct_city_new();
    lct_xy at[SIDE * SIDE];
    int id = 0;

    for (int i = 0; i < SIDE * SIDE; i++) {
        int x = i % SIDE * 90, y = i / SIDE * 90;

        at[i] = (lct_xy){x + next(&seed) % 60, y + next(&seed) % 60};
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        for (int k = 0; k < 2; k++) {
            int to = k ? i + SIDE : i + 1;

            if (k ? to >= SIDE * SIDE : i % SIDE == SIDE - 1)
                continue;
            lct_street(c, i + 1, at[i], to + 1, at[to], hows[next(&seed) % 6]);
            name_street(c, ++id, names[next(&seed) % 5]);
        }
    }
    for (int i = 0; i < 6; i++) {
        char fid[16];

        snprintf(fid, sizeof fid, "a:%d", i);
        lct_facility(c, fid, "pharmacy",
                     (lct_xy){next(&seed) % 600, next(&seed) % 600});
    }
    lct_open(c);
    return c;
}

static double line_m(const lc_shape *line, uint32_t from, uint32_t to)
{
    double m = 0;

    for (uint32_t i = from; i < to; i++)
        m += lc_distance_m(line->pt[i], line->pt[i + 1]);
    return m;
}

static void check_steps(const lc_route *r)
{
    uint64_t ms = 0, mm = 0;
    uint32_t at = 0;

    assert_true(r->step_count >= 1);
    for (size_t i = 0; i < r->step_count; i++) {
        const lc_step *s = &r->step[i];
        double m = s->walk_mm / 1000.0;

        assert_int_equal(s->from, at);
        assert_true(s->to >= s->from && s->to < r->line.pt_count);
        assert_true(s->bearing_deg >= 0 && s->bearing_deg < 360);
        /* positions are kept to a centimetre */
        assert_true(fabs(line_m(&r->line, s->from, s->to) - m) < 0.3);
        assert_true((i + 1 == r->step_count) == (s->turn == LIFE_TURN_ARRIVE));
        at = s->to;
        ms += s->walk_ms;
        mm += s->walk_mm;
    }
    assert_int_equal(at, r->line.pt_count - 1);
    assert_int_equal(ms, r->walk_ms);
    assert_int_equal(mm, r->walk_mm);
}

static void steps_add_up_to_the_way(void **state)
{
    uint32_t ways = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        lct_city *c = grid(seed);
        lc_walker *a = lc_walker_new(lct_study(c));
        uint64_t s = seed + 100;

        for (int i = 0; i < PLACES; i++) {
            lct_xy at = {next(&s) % 600, next(&s) % 600};
            lc_place from;
            lc_route r = {0};
            lc_error err = {0};

            ok(lc_place_at(a, lct_at(c, at), (uint32_t)i % 3, &from, &err),
               &err);
            if (lc_route_find(a, &from, (uint32_t)i % 6, &r, &err))
                continue;
            check_steps(&r);
            ways++;
            lc_route_clear(&r);
        }
        lc_walker_free(a);
        lct_city_free(c);
    }
    assert_true(ways > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_way_in_words),
        cmocka_unit_test(both_languages),
        cmocka_unit_test(turns_by_their_angle),
        cmocka_unit_test(steps_add_up_to_the_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

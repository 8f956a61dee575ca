/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_access_hours.c - what there is for each person at a time: by hand, and
 * on towns by chance against the two steps done facility by facility, by sweeps
 * of the whole town.
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
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "src/store/stmt.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/study/time/open.h"
#include "src/world/city.h"

#include <math.h>
#include <stdio.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void run(lct_city *c, const char *sql)
{
    lc_error err = {0};

    ok(lc_stmt_exec(lct_file(c), sql, &err), &err);
}

static void residents(lct_city *c)
{
    lc_error err = {0};

    ok(lc_setting_put(lct_file(c), "home_kind", "residents", &err), &err);
}

static void ask(lc_study *study, uint32_t limit_ms, const char *when,
                lc_access *out)
{
    lc_access_query q = {.limit_ms = limit_ms,
                         .capacity = lc_capacity_find(study, "station_doctors"),
                         .catchment = lc_catchment_find(study, "slow")};
    lc_error err = {0};

    assert_true(lc_world_clock_when(study->w, when, &q.when));
    ok(lc_access_make(study, &q, out, &err), &err);
}

static void near(double got, double want)
{
    if (isnan(want) ? !isnan(got) : !(fabs(got - want) < 1e-12))
        fail_msg("%.12f, not %.12f", got, want);
}

/* ---- by hand ---- */

/* A doctor by day at 0 m, two always at 900 m, one of unknown hours at
 * 2,500 m; homes at 100 m (8 people), 800 m (4) and 2,400 m. */
static void what_is_open_is_shared(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    lc_access a;

    (void)state;
    residents(c);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "community_health_station", (lct_xy){0, 0});
    lct_facility(c, "t:b", "community_health_station", (lct_xy){900, 0});
    lct_facility(c, "t:c", "community_health_station", (lct_xy){2500, 0});
    run(c, "UPDATE facility SET attributes = '{\"doctors\":1}'");
    run(c, "UPDATE facility SET attributes = '{\"doctors\":2}'"
           " WHERE id = 't:b'");
    lct_hours(c, "t:a", "Mo-Fr 08:00-18:00");
    lct_hours(c, "t:b", "24/7");
    lct_home(c, (lct_xy){100, 0}, 8000);
    lct_home(c, (lct_xy){800, 0}, 4000);
    lct_home(c, (lct_xy){2400, 0}, 1000);
    study = lct_open(c);
    ask(study, 900000, "2026-11-25T12:00", &a); /* a Wednesday */
    assert_int_equal(a.supply.total, 3);
    assert_int_equal(a.supply.counted, 2);
    assert_int_equal(a.supply.closed, 0);
    assert_int_equal(a.supply.hours_unknown, 1);
    /* zones end at 333, 667 and 1,000 m: 100 m from :a is the first, 800 m the
     * third, from :b the third and the first */
    near(a.ratio[0], 1 / (8 + 4 * 0.22) + 2 / (8 * 0.22 + 4) * 0.22);
    near(a.ratio[1], 1 / (8 + 4 * 0.22) * 0.22 + 2 / (8 * 0.22 + 4));
    near(a.ratio[2], NAN); /* :c may be open */
    lc_access_clear(&a);
    ask(study, 900000, "2026-11-25T20:00", &a);
    assert_int_equal(a.supply.counted, 1);
    assert_int_equal(a.supply.closed, 1);
    near(a.ratio[0], 2 / (8 * 0.22 + 4) * 0.22);
    near(a.ratio[1], 2 / (8 * 0.22 + 4));
    near(a.ratio[2], NAN);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* ---- by chance ---- */

enum { LIMIT_MS = 600000, ZONES = 3, MOST_HOMES = 64 };

static const double weight[ZONES] = {1, 0.68, 0.22};

/* Each home's zone of one facility, ZONES: out of reach. */
static void zones_of(lc_study *study, uint32_t category, uint32_t facility,
                     const lc_shut *shut, uint8_t *out)
{
    uint8_t *keep = lc_calloc(study->w->facility.n, 1);
    const lc_labels_some some = {
        0, category, keep, lc_shut_is_any(shut) ? shut : NULL, LIFE_SEARCH_MS};
    uint64_t *label;
    lc_error err = {0};

    keep[facility] = 1;
    ok(lc_labels_of_some(study, &some, &label, &err), &err);
    for (uint32_t h = 0; h < study->w->home_count; h++) {
        uint32_t ms = lc_label_ms(label[h]);

        out[h] = ZONES;
        for (int z = ZONES - 1; z >= 0; z--)
            if (label[h] != LIFE_LABEL_NONE &&
                (uint64_t)ms * ZONES <= (uint64_t)LIMIT_MS * (z + 1))
                out[h] = (uint8_t)z;
    }
    lc_free(label);
    lc_free(keep);
}

/* Both steps of one facility. */
static void add_facility(lc_study *study, const lc_open *open,
                         uint32_t category, uint32_t f, double *ratio,
                         uint8_t *more)
{
    const lc_world *w = study->w;
    lc_hours_state is = lc_open_state(&open->states, f);
    int64_t milli = lc_capacity_milli(w, f, "doctors");
    uint8_t sure[MOST_HOMES] = {0}, maybe[MOST_HOMES] = {0};
    double demand = 0;

    if (is == LIFE_HOURS_CLOSED)
        return;
    zones_of(study, category, f, &open->sure, sure);
    zones_of(study, category, f, &open->maybe, maybe);
    for (uint32_t h = 0; h < w->home_count; h++)
        if (sure[h] < ZONES)
            demand += (double)w->home_weight[h] / 1000 * weight[sure[h]];
    for (uint32_t h = 0; h < w->home_count; h++) {
        bool counts = is == LIFE_HOURS_OPEN && sure[h] < ZONES;

        if (counts && milli >= 0)
            ratio[h] += (double)milli / 1000 / demand * weight[sure[h]];
        more[h] |= (counts && milli < 0) ||
                   maybe[h] < (is == LIFE_HOURS_OPEN ? sure[h] : ZONES);
    }
}

/* How many homes had some, none, or were not known. */
static void expect(lc_study *study, const char *when, uint32_t tally[3])
{
    const lc_world *w = study->w;
    uint32_t category = lc_world_category_find(w, "community_health_station");
    double ratio[MOST_HOMES] = {0};
    uint8_t more[MOST_HOMES] = {0};
    lc_open open;
    lc_access a;
    lc_error err = {0};

    assert_in_range(w->home_count, 1, MOST_HOMES);
    ask(study, LIMIT_MS, when, &a);
    ok(lc_open_begin(&open, study, 0, a.query.when, &err), &err);
    for (uint32_t r = 0; r < w->category[category].facility_count; r++)
        add_facility(study, &open, category, w->member[category][r], ratio,
                     more);
    for (uint32_t h = 0; h < w->home_count; h++) {
        double want = more[h] && ratio[h] <= 0 ? NAN : ratio[h];

        near(a.ratio[h], want);
        assert_int_equal(a.more[h], more[h]);
        tally[isnan(want) ? 2 : want > 0]++;
    }
    lc_open_end(&open);
    lc_access_clear(&a);
}

static void towns_by_chance(void **state)
{
    static const char *const when[] = {"2026-11-25T10:30", "2026-11-25T23:30",
                                       "2026-11-28T13:00", "2026-11-29T04:00"};
    uint32_t tally[3] = {0};

    (void)state;
    for (uint32_t seed = 1; seed < 7; seed++) {
        lct_city *c = lct_hours_town(seed * 104729, "community_health_station");
        lc_study *study;

        residents(c);
        run(c, "UPDATE facility SET attributes = CASE rowid % 5 WHEN 0 THEN"
               " '{}' ELSE '{\"doctors\":' || (1 + rowid % 7) || '}' END");
        study = lct_open(c);
        for (size_t i = 0; i < LCT_COUNT(when); i++)
            expect(study, when[i], tally);
        lct_city_free(c);
    }
    for (int i = 0; i < 3; i++) /* each was there */
        assert_in_range(tally[i], 20, UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open_is_shared),
        cmocka_unit_test(towns_by_chance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

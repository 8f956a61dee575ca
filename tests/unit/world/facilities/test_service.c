/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_service.c - what cells of tables say of what a place offers, and who is
 * found for it.
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
#include "lifecircle/base/buf.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/service.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* One street of 40 km to the east; 1 m is 900 ms. */
static void put(lct_city *c, const char *id, const char *category, double x,
                const char *attributes)
{
    lc_error err = {0};
    lc_stmt *s;

    lct_facility(c, id, category, (lct_xy){x, 0});
    ok(lc_stmt_prepare(lct_file(c),
                       "UPDATE facility SET attributes = ? WHERE id = ?", &s,
                       &err),
       &err);
    lc_stmt_text(s, 1, attributes);
    lc_stmt_text(s, 2, id);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static uint64_t bits(const lc_world *w, const char *words)
{
    char text[200];
    uint64_t set = 0;

    snprintf(text, sizeof text, "%s", words);
    for (char *save = NULL, *word = strtok_r(text, " ", &save); word;
         word = strtok_r(NULL, " ", &save)) {
        uint32_t i = lc_world_service_find(w, word);

        if (i == LIFE_NONE)
            fail_msg("no service \"%s\"", word);
        else
            set |= UINT64_C(1) << i;
    }
    return set;
}

static lct_city *empty_town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    put(c, "a:1", "elderly_day_care", 100, "{}");
    lct_open(c);
    return c;
}

/* ---- cells ---- */

static void add_rest(void *ctx, const char *piece, size_t len)
{
    lc_buf *out = ctx;

    if (out->len)
        lc_buf_putc(out, '|');
    lc_buf_put(out, piece, len);
}

static void cells_say_what_is_offered(void **state)
{
    static const struct {
        const char *cell, *yes, *no, *rest;
    } row[] = {
        {"助餐;助浴、康复", "meal bath rehabilitation", "", ""},
        {"助餐，日间照料；棋牌室", "meal day_care recreation", "", ""},
        {"日间照护", "day_care", "", ""}, /* no 照护 by itself */
        {"助餐助浴助行", "meal bath escort", "", ""},
        {"助餐 助浴 康复", "meal bath rehabilitation", "", ""},
        {"老年食堂/书法班", "meal", "", "书法班"},
        {"meals, bathing; yoga class", "meal bath", "", "yoga class"},
        {"Day Care and respite care", "day_care short_stay", "", ""},
        {"oatmeals", "", "", "oatmeals"}, /* the word is meals */
        {"无助浴", "", "bath", ""},
        {"助餐；不提供助浴；康复", "meal rehabilitation", "bath", ""},
        {"不提供助餐助浴", "", "meal bath", ""},
        {"不能提供助浴服务", "", "bath", ""},
        {"不提供助餐、助浴；康复", "rehabilitation", "meal", ""},
        {"助餐：有；助浴：无", "meal", "bath", ""},
        {"助餐（暂停）、助浴", "bath", "meal", ""},
        {"助餐（午餐、晚餐）、助浴", "meal bath", "", ""},
        {"助浴：不详", "", "", ""},
        {"无障碍卫生间", "toilet", "", ""},
        {"no bathing, meals", "meal", "bath", ""},
        {"bathing: no", "", "bath", ""},
        {"无", "", "", ""},
        {"", "", "", ""},
        {"；；、", "", "", ""},
        {"助", "", "", "助"},
        {"\xE5\x8A", "", "", "\xE5\x8A"}, /* half a character */
        {"（（（助餐", "meal", "", ""},
    };
    lct_city *c = empty_town();
    const lc_world *w = lct_world(c);

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_offer got = {0};
        lc_buf rest = {0};

        lc_world_service_read(w, row[i].cell, &got, add_rest, &rest);
        if (got.yes != bits(w, row[i].yes) || got.no != bits(w, row[i].no))
            fail_msg("\"%s\": yes %llx, no %llx", row[i].cell,
                     (unsigned long long)got.yes, (unsigned long long)got.no);
        assert_string_equal(rest.data ? rest.data : "", row[i].rest);
        lc_buf_free(&rest);
    }
    lct_city_free(c);
}

/* ---- facilities ---- */

static void places_have_what_they_say(void **state)
{
    static const struct {
        const char *category, *attributes, *yes, *no;
    } row[] = {
        {"elderly_day_care", "{\"services\":\"助餐;助浴\"}", "meal bath", ""},
        {"elderly_day_care", "{\"night_service\":\"是\"}", "night_service", ""},
        {"elderly_day_care", "{\"night_service\":\"否\"}", "", "night_service"},
        {"elderly_day_care", "{\"night_service\":\"不详\"}", "", ""},
        {"elderly_day_care", "{\"bath\":\"每周二、四\"}", "bath", ""},
        {"elderly_day_care", "{\"bath\":\"10元/次\"}", "bath", ""},
        {"elderly_day_care", "{\"bath\":0}", "", "bath"},
        {"elderly_day_care", "{\"bath\":\"无\"}", "", "bath"},
        {"elderly_day_care", "{\"bath\":\"无人值守\"}", "", ""},
        {"elderly_day_care", "{\"bath\":true}", "bath", ""},
        /* its own attribute says more than the list */
        {"elderly_day_care", "{\"services\":\"助浴\",\"bath\":\"否\"}", "",
         "bath"},
        {"elderly_day_care", "{\"services\":\"助浴;无助浴\"}", "", ""},
        {"elderly_home", "{\"social_facility\":\"day_care\"}",
         "day_care full_stay", ""},
        {"elderly_meal", "{}", "meal", ""},
        {"elderly_meal", "{\"meal\":\"暂停\"}", "", "meal"},
        {"elderly_day_care", "{\"operator\":\"助餐\"}", "", ""},
        {"elderly_day_care", "no JSON", "", ""},
        /* the type of who repairs, and of what stands at the ready, is what
         * they do; of others it is not */
        {"repair_mending", "{\"subtype\":\"磨菜刀;配钥匙\"}",
         "sharpening key_cutting", ""},
        {"repair_mending", "{\"subtype\":\"shoe repair\"}", "shoe_repair", ""},
        {"repair_mending", "{\"subtype\":\"小修小补\"}", "", ""},
        {"quality_commerce", "{\"subtype\":\"磨菜刀\"}", "", ""},
        {"emergency_medical", "{\"subtype\":\"defibrillator\"}", "aed_device",
         ""},
        {"emergency_medical", "{\"subtype\":\"ambulance station\"}", "", ""},
    };
    lct_city *c = lct_city_new();
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        char id[16];

        snprintf(id, sizeof id, "a:%02zu", i);
        put(c, id, row[i].category, 100 + (double)i, row[i].attributes);
    }
    lct_open(c);
    w = lct_world(c);
    for (uint32_t i = 0; i < LCT_COUNT(row); i++) {
        lc_offer got = lc_world_service_offer(w, lc_world_facility(w, i));

        if (got.yes != bits(w, row[i].yes) || got.no != bits(w, row[i].no))
            fail_msg("%s %s: yes %llx, no %llx", row[i].category,
                     row[i].attributes, (unsigned long long)got.yes,
                     (unsigned long long)got.no);
    }
    lct_city_free(c);
}

/* ---- the table ---- */

static void a_word_means_one_service(void **state)
{
    lct_city *c = empty_town();
    const lc_world *w = lct_world(c);

    (void)state;
    assert_in_range(lc_world_service_count(w), 30, LIFE_MAX_SERVICES);
    for (uint32_t i = 0; i < lc_world_service_count(w); i++) {
        const lc_service *s = lc_world_service(w, i);
        char words[2000], *save = NULL;

        snprintf(words, sizeof words, "%s|%s|%s|%s", s->id,
                 s->name[LIFE_LANG_ZH], s->name[LIFE_LANG_EN], s->words);
        for (char *word = strtok_r(words, "|", &save); word;
             word = strtok_r(NULL, "|", &save))
            if (lc_world_service_find(w, word) != i)
                fail_msg("\"%s\" of %s is another's too", word, s->id);
        assert_true(!*s->phrase[LIFE_LANG_ZH] == !*s->phrase[LIFE_LANG_EN]);
    }
    assert_int_equal(lc_world_service_find(w, "老年食堂"), 0);
    assert_int_equal(lc_world_service_find(w, "MEALS"), 0);
    assert_int_equal(lc_world_service_find(w, "foo"), LIFE_NONE);
    assert_int_equal(lc_world_service_find(w, ""), LIFE_NONE);
    lct_city_free(c);
}

/* Categories that the table names are there. */
static void usual_categories_are_known(void **state)
{
    lct_city *c = empty_town();
    const lc_world *w = lct_world(c);
    lc_error err = {0};
    lc_table *t;

    (void)state;
    ok(lc_table_open("services.csv", &t, &err), &err);
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        char ids[400], *save = NULL;

        snprintf(ids, sizeof ids, "%s %s", lc_table_cell(t, i, "categories"),
                 lc_table_cell(t, i, "by_kind"));
        for (char *id = strtok_r(ids, " ", &save); id;
             id = strtok_r(NULL, " ", &save))
            if (lc_world_category_find(w, id) == LIFE_NONE)
                fail_msg("services.csv:%u: no category %s", lc_table_line(t, i),
                         id);
    }
    lc_table_free(t);
    lct_city_free(c);
}

/* ---- by walk ---- */

/* By distance: silent, silent, both, without, silent, meals alone, both. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    put(c, "a:1", "elderly_day_care", 100, "{}");
    put(c, "a:2", "elderly_day_care", 200, "{\"services\":\"助餐\"}");
    put(c, "a:3", "elderly_day_care", 300, "{\"services\":\"助餐;助浴\"}");
    put(c, "a:4", "elderly_day_care", 400, "{\"bath\":\"否\"}");
    put(c, "a:5", "elderly_day_care", 500, "{}");
    put(c, "a:6", "elderly_day_care", 1600, "{\"services\":\"助浴、助餐\"}");
    put(c, "a:7", "elderly_complex", 250, "{}");
    put(c, "a:8", "pharmacy", 250, "{}");
    lct_open(c);
    return c;
}

static lc_place asked(lct_city *c, lc_walker *a, const char *services)
{
    lc_place from;
    lc_error err = {0};

    ok(lc_place_at(a, lct_at(c, (lct_xy){0, 0}), 0, &from, &err), &err);
    from.menu.wanted = bits(lct_world(c), services);
    return from;
}

static void ids_are(const lc_world *w, const lc_near *near, uint32_t n,
                    const char *ids)
{
    char got[64] = "";

    for (uint32_t i = 0; i < n; i++)
        strncat(got, lc_world_facility(w, near[i].facility)->id + 2, 8);
    assert_string_equal(got, ids);
}

/* a:2 says of bathing nothing, a:4 that it has none: it is no "don't say". */
static void all_of_them_at_one_place(void **state)
{
    static const struct {
        const char *services, *near, *unstated;
        uint32_t k, all;
    } row[] = {
        {"meal bath", "36", "12", 5, 2},    {"meal bath", "3", "1", 1, 2},
        {"meal", "236", "1", 5, 1},         {"bath", "36", "12", 5, 2},
        {"bath meal wifi", "", "12", 2, 5}, {"", "123", "", 3, 0},
    };
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));
    uint32_t category =
        lc_world_category_find(lct_world(c), "elderly_day_care");

    (void)state;
    for (size_t i = 0; i < 2 * LCT_COUNT(row); i++) {
        lc_place from = asked(c, a, row[i / 2].services);
        lc_nearest_query q = {.set = lc_catset_of(category),
                              .category = category,
                              .k = row[i / 2].k,
                              .straight = i % 2};
        lc_nearest_found found;
        lc_error err = {0};

        ok(lc_nearest_search(a, &from, &q, &found, &err), &err);
        ids_are(lct_world(c), found.near, found.count, row[i / 2].near);
        ids_are(lct_world(c), found.unstated, found.unstated_count,
                row[i / 2].unstated);
        assert_int_equal(found.unstated_all, row[i / 2].all);
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static void a_circle_counts_what_offers(void **state)
{
    lct_city *c = town();
    const lc_world *w = lct_world(c);
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_circle_row rows[LIFE_MAX_CATEGORIES], *r;
    lc_place from = asked(c, a, "bath");
    lc_error err = {0};

    (void)state;
    ok(lc_circle_make(a, &from, 900000, rows, NULL, &err), &err);
    r = &rows[lc_world_category_find(w, "elderly_day_care")];
    assert_int_equal(r->answer, LIFE_COVERED);
    assert_int_equal(r->nearest.facility, 2);
    assert_int_equal(r->count, 1);
    assert_int_equal(r->unstated, 2);
    r = &rows[lc_world_category_find(w, "elderly_complex")];
    assert_int_equal(r->answer, LIFE_UNKNOWN);
    assert_int_equal(r->reason, LIFE_REASON_SERVICES_UNKNOWN);
    assert_int_equal(r->unsure.facility, 6);
    assert_int_equal(r->unstated, 1);
    lc_walker_free(a);
    lct_city_free(c);
}

/* ---- property: as if every facility had been looked at ---- */

enum { SIDE = 6, PLACES = 48, TOWNS = 12 };

static uint32_t seed = 2026;

static uint32_t dice(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* What each says of two services, as tables write it. */
static const char *const says[3][3] = {
    {"{}", "{\"services\":\"助浴\"}", "{\"bath\":\"否\"}"},
    {"{\"services\":\"助餐\"}", "{\"services\":\"助餐、助浴\"}",
     "{\"services\":\"助餐\",\"bath\":\"无\"}"},
    {"{\"meal\":\"不提供\"}", "{\"meal\":\"否\",\"bath\":\"是\"}",
     "{\"services\":\"无助餐;无助浴\"}"}};

static lct_city *random_town(lc_offered offers[PLACES])
{
    static const char *const kinds[] = {"elderly_day_care", "elderly_complex",
                                        "pharmacy"};
    lct_city *c = lct_city_new();

    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            int n = 1 + y * SIDE + x;
            lct_xy at = {x * 310.0, y * 270.0};

            if (x + 1 < SIDE && dice(5))
                lct_street(c, n, at, n + 1, (lct_xy){at.x + 310, at.y},
                           LCT_OPEN);
            if (y + 1 < SIDE && dice(5))
                lct_street(c, n, at, n + SIDE, (lct_xy){at.x, at.y + 270},
                           LCT_OPEN);
        }
    for (int i = 0; i < PLACES; i++) {
        uint32_t meal = dice(3), bath = dice(3);
        char id[16];
        lc_error err = {0};
        lc_stmt *s;

        snprintf(id, sizeof id, "a:%02d", i);
        lct_facility(c, id, kinds[dice(3)], (lct_xy){dice(1550), dice(1350)});
        ok(lc_stmt_prepare(lct_file(c),
                           "UPDATE facility SET attributes = ? WHERE id = ?",
                           &s, &err),
           &err);
        lc_stmt_text(s, 1, says[meal][bath]);
        lc_stmt_text(s, 2, id);
        ok(lc_stmt_run(s, &err), &err);
        lc_stmt_free(s);
        offers[i] = meal == 2 || bath == 2   ? LIFE_OFFERED_NO
                    : meal == 1 && bath == 1 ? LIFE_OFFERED_YES
                                             : LIFE_OFFERED_UNSTATED;
    }
    lct_open(c);
    return c;
}

/* All of the categories, without a filter, are what is filtered here. */
static void check(lct_city *c, const lc_offered offers[PLACES],
                  const lc_place *from, const lc_nearest_query *q, lc_walker *a)
{
    lc_place any = *from;
    lc_nearest_query every = *q;
    lc_nearest_found all, found;
    uint32_t n = 0, unstated = 0;
    lc_error err = {0};

    any.menu.wanted = 0;
    every.k = LIFE_MOST_NEAREST;
    ok(lc_nearest_search(a, &any, &every, &all, &err), &err);
    ok(lc_nearest_search(a, from, q, &found, &err), &err);
    for (uint32_t i = 0; i < all.count; i++) {
        const lc_near *x = &all.near[i];

        if (offers[x->facility] == LIFE_OFFERED_YES && n < q->k) {
            assert_in_range(n, 0, found.count - 1);
            assert_int_equal(found.near[n].facility, x->facility);
            assert_int_equal(found.near[n].walk_ms, x->walk_ms);
            assert_int_equal(found.near[n].walk_mm, x->walk_mm);
            n++;
        } else if (offers[x->facility] == LIFE_OFFERED_UNSTATED && !n) {
            if (unstated < q->k)
                assert_int_equal(found.unstated[unstated].facility,
                                 x->facility);
            unstated++;
        }
    }
    (void)c;
    assert_int_equal(found.count, n);
    assert_int_equal(found.unstated_all, unstated);
    assert_int_equal(found.unstated_count, unstated < q->k ? unstated : q->k);
}

static void check_circle(lct_city *c, const lc_offered offers[PLACES],
                         const lc_place *from, lc_walker *a)
{
    static const uint32_t limit_ms = 600000;
    const lc_world *w = lct_world(c);
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    lc_error err = {0};

    ok(lc_circle_make(a, from, limit_ms, rows, NULL, &err), &err);
    for (uint32_t k = 0; k < lc_world_category_count(w); k++) {
        lc_nearest_query q = {.set = lc_catset_of(k), .category = k, .k = 50};
        lc_nearest_found all;
        lc_place any = *from;
        uint32_t count = 0, first = LIFE_NONE;

        any.menu.wanted = 0;
        ok(lc_nearest_search(a, &any, &q, &all, &err), &err);
        for (uint32_t i = 0; i < all.count; i++) {
            bool yes = offers[all.near[i].facility] == LIFE_OFFERED_YES;

            count += yes && all.near[i].walk_ms <= limit_ms;
            if (yes && first == LIFE_NONE)
                first = all.near[i].facility;
        }
        assert_int_equal(rows[k].count, count);
        if (first != LIFE_NONE)
            assert_int_equal(rows[k].nearest.facility, first);
        else
            assert_int_equal(rows[k].nearest.facility, LIFE_NONE);
        assert_true((rows[k].answer == LIFE_COVERED) == (count > 0));
    }
}

static void as_if_all_had_been_looked_at(void **state)
{
    (void)state;
    for (int t = 0; t < TOWNS; t++) {
        lc_offered offers[PLACES];
        lct_city *c = random_town(offers);
        const lc_world *w = lct_world(c);
        lc_walker *a = lc_walker_new(lct_study(c));
        lc_error err = {0};

        for (int i = 0; i < 8; i++) {
            lct_xy at = {dice(1550), dice(1350)};
            lc_nearest_query q = {.set = lc_catset_of(lc_world_category_find(
                                      w, "elderly_day_care")),
                                  .category = LIFE_ANY_CATEGORY,
                                  .k = 1 + dice(6),
                                  .straight = dice(2)};
            lc_place from;

            lc_catset_add(&q.set, lc_world_category_find(w, "pharmacy"));
            ok(lc_place_at(a, lct_at(c, at), 0, &from, &err), &err);
            from.menu.wanted = bits(w, "meal bath");
            check(c, offers, &from, &q, a);
            check_circle(c, offers, &from, a);
        }
        lc_walker_free(a);
        lct_city_free(c);
    }
}

/* What people ask for is often the beginning of what it is called. */
static void a_beginning_of_one_name_is_enough(void **state)
{
    static const struct {
        const char *word, *id; /* NULL: none */
    } row[] = {{"夜间", "night_service"},
               {"医养", "medical_care"},
               {"助餐", "meal"},
               {"night", NULL},
               {"night ca", "night_service"},
               {"夜", NULL},
               {"夜间停车", NULL},
               {"", NULL}};
    lct_city *c = town();
    const lc_world *w = lct_world(c);

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        uint32_t found = lc_world_service_find(w, row[i].word);

        if (!row[i].id)
            assert_int_equal(found, LIFE_NONE);
        else
            assert_string_equal(lc_world_service(w, found)->id, row[i].id);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_say_what_is_offered),
        cmocka_unit_test(places_have_what_they_say),
        cmocka_unit_test(a_word_means_one_service),
        cmocka_unit_test(usual_categories_are_known),
        cmocka_unit_test(all_of_them_at_one_place),
        cmocka_unit_test(a_circle_counts_what_offers),
        cmocka_unit_test(a_beginning_of_one_name_is_enough),
        cmocka_unit_test(as_if_all_had_been_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

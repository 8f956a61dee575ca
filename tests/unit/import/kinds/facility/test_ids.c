/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ids.h, former.h, key.h: facilities of tables are called the same whenever
 * their table is imported, whatever the order of its rows.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/import/one_facility.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/source.h"

#include <stdio.h>
#include <string.h>

/* A row that says the same as another to the last cell is left out as a repeat:
 * so the last cell is one that no import reads. */
#define HEAD "id,name,type,lon,lat,phone,zzz\n"
#define PLACES                                                                 \
    "SELECT id, name, phone, categories, X(geom), Y(geom)"                     \
    " FROM facility ORDER BY 2, 3, 4, 5, 6, 1"
#define ALIASES "SELECT alias, facility FROM facility_alias ORDER BY 1"

/* ---- tables ---- */

static void take(lc_city *c, const char *text)
{
    lc_import_opts o = {.source = "s"};
    lc_import_report r;
    lc_error e = {0};

    if (lc_import_facilities(c, lct_folder_put("t.csv", text), &o, &r, &e))
        fail_msg("%s\n%s", e.text, text);
}

static void take_row(lc_city *c, const char *row)
{
    char text[400];

    snprintf(text, sizeof text, HEAD "%s\n", row);
    take(c, text);
}

static lc_city *city_of(const char *row)
{
    lc_city *c = lct_folder_city();

    take_row(c, row);
    return c;
}

/* The id of the only facility, in turns of eight. */
static const char *only_id(lc_city *c)
{
    static char id[8][64];
    static int turn;
    char *rows = lct_query(c, "SELECT id FROM facility", 1);

    turn = (turn + 1) % 8;
    snprintf(id[turn], sizeof id[turn], "%.*s", (int)strcspn(rows, ";"), rows);
    assert_int_equal(strlen(rows), strlen(id[turn]) + 1);
    lc_free(rows);
    return id[turn];
}

/* What an id is called now; "" for unknown. */
static void assert_leads(lc_city *c, const char *old, const char *now)
{
    char sql[200], want[80];

    snprintf(sql, sizeof sql,
             "SELECT facility FROM facility_alias WHERE alias = '%s'", old);
    snprintf(want, sizeof want, "%s%s", now, *now ? ";" : "");
    lct_query_is(c, sql, 1, want);
}

/* ---- many rows in any order ---- */

enum { ROWS = 80, ROW_BYTES = 100 };

typedef struct table {
    char row[ROWS + 1][ROW_BYTES];
    int n;
} table;

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Some with numbers, some of which repeat; some of one name; some the same but
 * for their telephone, some the same altogether; some without a name. */
static void fill(table *t)
{
    uint32_t seed = 7;

    for (t->n = 0; t->n < ROWS; t->n++) {
        int i = t->n, place = i % 20;
        char id[16] = "", name[24] = "";

        if (i % 4 == 0)
            snprintf(id, sizeof id, "%d", i % 3 ? i : 12);
        if (i % 5)
            snprintf(name, sizeof name, "药店%c", 'A' + place % 6);
        snprintf(t->row[i], ROW_BYTES, "%s,%s,%s,104.%04d,30.6,%u,%d\n", id,
                 name, i % 7 ? "药店" : "公园", 100 + place * 9,
                 next(&seed) % 3, i);
    }
}

static void shuffle(table *t, uint32_t *seed)
{
    for (int i = t->n - 1; i > 0; i--) {
        int k = (int)(next(seed) % (uint32_t)(i + 1));
        char row[ROW_BYTES];

        memcpy(row, t->row[i], ROW_BYTES);
        memcpy(t->row[i], t->row[k], ROW_BYTES);
        memcpy(t->row[k], row, ROW_BYTES);
    }
}

static void take_table(lc_city *c, const table *t)
{
    lc_buf text = {0};

    lc_buf_puts(&text, HEAD);
    for (int i = 0; i < t->n; i++)
        lc_buf_puts(&text, t->row[i]);
    assert_false(text.failed);
    take(c, text.data);
    lc_buf_free(&text);
}

static void the_order_of_rows_decides_nothing(void **state)
{
    static table t;
    lc_city *first = lct_folder_city();
    uint32_t seed = 1;
    char *want;

    (void)state;
    fill(&t);
    take_table(first, &t);
    want = lct_query(first, PLACES, 6);
    lct_query_is(first, "SELECT count(DISTINCT id) FROM facility", 1, "80;");
    for (int round = 0; round < 12; round++) {
        lc_city *fresh = lct_folder_city();

        shuffle(&t, &seed);
        take_table(fresh, &t);
        take_table(first, &t);
        lct_query_is(fresh, PLACES, 6, want);
        lct_query_is(first, PLACES, 6, want);
        lct_query_is(first, "SELECT count(*) FROM facility_alias", 1, "0;");
        lc_city_close(fresh);
    }
    lc_free(want);
    lc_city_close(first);
}

static void another_row_changes_no_id(void **state)
{
    static table t;
    lc_city *c = lct_folder_city();
    char *want;

    (void)state;
    fill(&t);
    take_table(c, &t);
    want = lct_query(c, PLACES, 6);
    for (int round = 0; round < 3; round++) {
        t.n = ROWS + 1;
        snprintf(t.row[ROWS], ROW_BYTES, ",新店%d,药店,104.5,30.6,1\n", round);
        take_table(c, &t);
        lct_query_is(c,
                     "SELECT id, name, phone, categories, X(geom), Y(geom)"
                     " FROM facility WHERE name NOT LIKE '新店%'"
                     " ORDER BY 2, 3, 4, 5, 6, 1",
                     6, want);
        t.n = ROWS;
        take_table(c, &t); /* gone again */
        lct_query_is(c, PLACES, 6, want);
    }
    lc_free(want);
    lc_city_close(c);
}

/* Of rows that are the same but for their telephone, each keeps its id when
 * another of them goes. */
static void of_equal_rows_each_is_itself(void **state)
{
    static const char both[] = HEAD ",甲,药店,104,30,1\n,甲,药店,104,30,2,x\n"
                                    ",甲,药店,104,30,2,y\n";
    lc_city *c = lct_folder_city();
    char *before, *after;

    (void)state;
    take(c, both);
    lct_query_is(c, "SELECT count(DISTINCT id) FROM facility", 1, "3;");
    for (int gone = 1; gone <= 2; gone++) {
        char sql[80], text[200];

        snprintf(sql, sizeof sql,
                 "SELECT id FROM facility WHERE phone = '%d' ORDER BY 1",
                 3 - gone);
        take(c, both);
        before = lct_query(c, sql, 1);
        snprintf(text, sizeof text, HEAD ",甲,药店,104,30,%d\n%s", 3 - gone,
                 gone == 1 ? ",甲,药店,104,30,2,y\n" : "");
        take(c, text);
        after = lct_query(c, sql, 1);
        assert_string_equal(before, after);
        lc_free(before);
        lc_free(after);
    }
    lc_city_close(c);
}

/* ---- places that change ---- */

/* A degree of latitude is some 110.86 km at 30 degrees. */
static void who_moves_a_little_keeps_the_id(void **state)
{
    static const struct {
        const char *from, *to;
        bool keeps;
    } move[] = {
        {",甲,药店,104,30,1", ",甲,药店,104,30.00045,1", true},  /* 50 m */
        {",甲,药店,104,30,1", ",甲,药店,104,30.00134,1", true},  /* 148.6 m */
        {",甲,药店,104,30,1", ",甲,药店,104,30.00137,1", false}, /* 151.9 m */
        {",甲,药店,104,30,1", ",甲,药店,104.0005,30,2", true},
        {",甲,药店,104,30,1", ",乙,药店,104,30.00045,1", false},
        {",甲,药店,104,30,1", ",甲,公园,104,30.00045,1", false},
        {",甲,药店,104,30,1", ",甲,公园,104,30.0001,1", true}, /* 11 m */
        {",Ａ 店,药店,104,30,1", ",a-店,药店,104,30.0001,1", true},
        {",,药店,104,30,1", ",,药店,104,30.00015,1", true},  /* 17 m */
        {",,药店,104,30,1", ",,药店,104,30.00045,1", false}, /* 50 m */
        {",,药店,104,30,1", ",甲,药店,104,30.0001,1", false},
        /* four decimals are rounded, not cut */
        {",甲,药店,104.00004,30,1", ",甲,药店,103.99996,30,1", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof move / sizeof *move; i++) {
        lc_city *c = city_of(move[i].from);
        const char *before = only_id(c);

        take_row(c, move[i].to);
        if (!strcmp(before, only_id(c)) != move[i].keeps)
            fail_msg("%s -> %s", move[i].from, move[i].to);
        lc_city_close(c);
    }
}

static void what_it_would_be_called_answers_too(void **state)
{
    lc_city *c = city_of(",甲,药店,104,30,1");
    lc_city *fresh = city_of(",甲,药店,104,30.00045,1");
    const char *first = only_id(c), *second = only_id(fresh);

    (void)state;
    assert_string_not_equal(first, second);
    take_row(c, ",甲,药店,104,30.00045,1");
    assert_string_equal(only_id(c), first);
    assert_leads(c, second, first);
    /* gone from the table, and back where it was */
    take_row(c, ",乙,药店,104,30,1");
    take_row(c, ",甲,药店,104,30.00045,1");
    assert_string_equal(only_id(c), first);
    /* on, and home again */
    take_row(c, ",甲,药店,104,30.0015,1");
    assert_string_equal(only_id(c), first);
    take_row(c, ",甲,药店,104,30.0006,1");
    take_row(c, ",甲,药店,104,30,1");
    assert_string_equal(only_id(c), first);
    lc_city_close(c);
    lc_city_close(fresh);
}

/* Who was there first keeps the id, also when another stands where it was. */
static void a_place_left_is_another_s(void **state)
{
    lc_city *c = city_of(",甲,药店,104,30,1");
    const char *first = only_id(c);
    lc_error e = {0};

    (void)state;
    take_row(c, ",甲,药店,104,30.001,1");
    for (int round = 0; round < 2; round++) {
        char want[80];

        take_row(c, ",甲,药店,104,30,9\n,甲,药店,104,30.001,1");
        snprintf(want, sizeof want, "%s-2|9;%s|1;", first, first);
        lct_query_is(c, "SELECT id, phone FROM facility ORDER BY 2 DESC", 2,
                     want);
        /* a city that has lost the source knows it all the same */
        assert_int_equal(lc_source_remove(c, "s", &e), LIFE_OK);
    }
    lc_city_close(c);
}

static void who_is_gone_comes_back_the_same(void **state)
{
    lc_city *c = lct_folder_city();
    lc_error e = {0};
    char *want;

    (void)state;
    take(c, HEAD ",甲,药店,104,30,1\n,乙,公园,104.1,30,1\n");
    want = lct_query(c, PLACES, 6);
    take(c, HEAD ",乙,公园,104.1,30,1\n");
    take(c, HEAD ",乙,公园,104.1,30,1\n,甲,药店,104,30,1\n");
    lct_query_is(c, PLACES, 6, want);
    assert_int_equal(lc_source_remove(c, "s", &e), LIFE_OK);
    take(c, HEAD ",乙,公园,104.1,30,1\n,甲,药店,104,30,1\n");
    lct_query_is(c, PLACES, 6, want);
    lc_free(want);
    lc_city_close(c);
}

static void positions_may_come_later(void **state)
{
    lc_city *c = lct_folder_city();
    const char *before;

    (void)state;
    take(c, "name,type,unit\n甲,药店,510104017001\n");
    before = only_id(c);
    take(c, "name,type,unit\n甲,药店,510104017002\n");
    assert_string_equal(only_id(c), before);
    take(c, "name,type,unit,lon,lat\n甲,药店,510104017001,104,30\n");
    assert_string_equal(only_id(c), before);
    lc_city_close(c);
}

/* ---- numbers ---- */

static void a_number_that_repeats_is_none(void **state)
{
    lc_city *c = lct_folder_city();

    (void)state;
    take(c, HEAD "7,甲,药店,104,30,1\n8,乙,药店,104,30,1\n"
                 "9,丙,药店,104,30,1\n9,丁,药店,104,30,1\n");
    lct_query_is(c,
                 "SELECT name, id LIKE 's:h____________' OR id FROM facility"
                 " WHERE id IN ('s:7', 's:8') ORDER BY 1",
                 1, "乙;甲;");
    lct_query_is(c,
                 "SELECT count(*) FROM facility"
                 " WHERE id LIKE 's:h____________'",
                 1, "2;");
    lct_query_is(c, ALIASES, 2, "");
    lc_city_close(c);
}

/* Numbers come, change and go; each id that was answers for the place. */
static void old_ids_lead_to_the_present_one(void **state)
{
    lc_city *c = city_of(",甲,药店,104,30,1");
    const char *made = only_id(c);

    (void)state;
    take_row(c, "7,甲,药店,104,30.0001,1");
    assert_string_equal(only_id(c), "s:7");
    assert_leads(c, made, "s:7");
    take_row(c, "8,甲,药店,104,30.0001,1");
    assert_string_equal(only_id(c), "s:8");
    assert_leads(c, made, "s:8"); /* the one that led to what leads there */
    assert_leads(c, "s:7", "s:8");
    take_row(c, "7,甲,药店,104,30.0001,1");
    assert_leads(c, "s:7", ""); /* a facility's own again */
    assert_leads(c, "s:8", "s:7");
    assert_leads(c, made, "s:7");
    lc_city_close(c);
}

/* Earlier versions counted the rows. */
static void ids_of_earlier_versions_go_on_answering(void **state)
{
    lc_city *c = lct_folder_city();
    lc_error e = {0};
    char *made;

    (void)state;
    take(c, HEAD ",甲,药店,104,30,1\n,乙,药店,104.1,30,1\n");
    made = lct_query(c, "SELECT id FROM facility WHERE name = '甲'", 1);
    made[strlen(made) - 1] = '\0';
    assert_int_equal(lc_facility_rows_rename(c, made, "s:1", &e), LIFE_OK);
    take(c, HEAD ",乙,药店,104.1,30,1\n,甲,药店,104,30,1\n");
    assert_leads(c, "s:1", made);
    lc_free(made);
    lc_city_close(c);
}

static void edits_by_hand_take_old_ids(void **state)
{
    static const char *const field[] = {"phone=5"};
    lc_city *c = city_of("7,甲,药店,104,30,1");
    lc_error e = {0};

    (void)state;
    take_row(c, "8,甲,药店,104,30,1");
    assert_int_equal(lc_one_facility_set(c, "s:7", field, 1, NULL, &e),
                     LIFE_OK);
    lct_query_is(c, "SELECT id, phone FROM facility", 2, "s:8|5;");
    assert_int_equal(lc_one_facility_close(c, "s:7", "2026-01-02", &e),
                     LIFE_OK);
    lct_query_is(c, "SELECT id, closed_on FROM facility", 2, "s:8|2026-01-02;");
    assert_int_equal(lc_one_facility_set(c, "s:9", field, 1, NULL, &e),
                     LIFE_ERR_NOT_FOUND);
    lc_city_close(c);
}

/* ---- what is written down for good ---- */

/* python3 -c "import hashlib; print(hashlib.sha256(
 * '甲药店\npharmacy\n1040632,306521'.encode()).hexdigest()[:12])" */
static void an_id_is_the_same_in_any_version(void **state)
{
    lc_city *c = city_of(",甲 药店,药店,104.06321,30.65213,1");

    (void)state;
    assert_string_equal(only_id(c), "s:hcd49f4579012");
    lc_city_close(c);
}

/* Two names that share the first 48 bits. */
static void two_of_one_hash_are_two(void **state)
{
    lc_city *c = lct_folder_city();
    char *want;

    (void)state;
    take(c, HEAD ",n118840,公园,104,30,1\n,n4025570,公园,104,30,1\n");
    lct_query_is(c, "SELECT id FROM facility ORDER BY 1", 1,
                 "s:hebb34ec3dd91;s:hebb34ec3dd91-2;");
    want = lct_query(c, PLACES, 6);
    take(c, HEAD ",n4025570,公园,104,30,1\n,n118840,公园,104,30,1\n");
    lct_query_is(c, PLACES, 6, want);
    lc_free(want);
    lc_city_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_rows_decides_nothing),
        cmocka_unit_test(another_row_changes_no_id),
        cmocka_unit_test(of_equal_rows_each_is_itself),
        cmocka_unit_test(who_moves_a_little_keeps_the_id),
        cmocka_unit_test(what_it_would_be_called_answers_too),
        cmocka_unit_test(a_place_left_is_another_s),
        cmocka_unit_test(who_is_gone_comes_back_the_same),
        cmocka_unit_test(positions_may_come_later),
        cmocka_unit_test(a_number_that_repeats_is_none),
        cmocka_unit_test(old_ids_lead_to_the_present_one),
        cmocka_unit_test(ids_of_earlier_versions_go_on_answering),
        cmocka_unit_test(edits_by_hand_take_old_ids),
        cmocka_unit_test(an_id_is_the_same_in_any_version),
        cmocka_unit_test(two_of_one_hash_are_two),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}

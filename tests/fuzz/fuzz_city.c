/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_city.c - arrays of a city file that somebody else has
 * written, and tables that are read against a city.
 */
#include "fuzz_city.h"

#include "fuzz.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/narrow.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/import/categories.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "src/import/record/words/kind_words.h"
#include "src/store/city/city.h"
#include "src/store/city/swap.h"
#include "src/world/city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the city ---- */

lct_city *lct_fuzz_draw(void)
{
    static const lct_xy ring[] = {{-600, -600}, {600, -600}, {600, 600}};
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){-400, 0}, 2, (lct_xy){0, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){0, 0}, 3, (lct_xy){500, 0}, LCT_PRIVATE);
    lct_street(c, 2, (lct_xy){0, 0}, 4, (lct_xy){0, 400}, LCT_STEPS);
    lct_street(c, 4, (lct_xy){0, 400}, 1, (lct_xy){-400, 0}, LCT_ONE_WAY);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){-300, 20});
    lct_facility(c, "t:b", "park", (lct_xy){10, 300});
    lct_facility(c, "t:c", "school primary_school", (lct_xy){400, 10});
    lct_area(c, "t:d", "park", ring, 3);
    lct_entrance(c, "t:d", (lct_xy){-390, 0});
    lct_unit(c, "510107001001", ring, 3);
    lct_place(c, "t:p", "玉林", (lct_xy){0, 10});
    lct_address(c, "玉林街12号", (lct_xy){-100, 10});
    for (int i = 0; i < 40; i++)
        lct_home(c, (lct_xy){i * 20 - 390, i % 7 * 10 - 30}, 1000 + i);
    return c;
}

static lct_city *asked;

static void drop_asked(void)
{
    lct_city_free(asked);
}

lct_city *lct_fuzz_city(void)
{
    if (!asked) {
        asked = lct_fuzz_draw();
        lct_open(asked);
        atexit(drop_asked);
    }
    return asked;
}

/* ---- arrays ---- */

/* Three bytes each: where, and what the byte there becomes. */
static void patch(unsigned char *bytes, size_t n, const uint8_t *data,
                  size_t len)
{
    for (; n && len >= 3; data += 3, len -= 3)
        bytes[(data[0] | (size_t)data[1] << 8) % n] = data[2];
}

/* As a table of numbers, what is written is read again; as bytes, what can be
 * read is a table. */
void lct_fuzz_narrow(const uint8_t *data, size_t len)
{
    size_t words, rows, most;
    uint32_t *v, *again;
    lc_buf out = {0};

    if (len < 3)
        return;
    words = 1 + data[0] % LIFE_NARROW_WORDS;
    rows = data[1] | (size_t)(data[2] & 7) << 8;
    data += 3, len -= 3;
    most = len / sizeof *v / words;
    v = calloc((rows > most ? rows : most) * words + 1, sizeof *v);
    again = calloc(most * words + 1, sizeof *again);
    if (!v || !again)
        abort();
    lc_narrow_read(data, len, words, rows, v);
    memcpy(v, data, most * words * sizeof *v);
    lc_narrow_write(v, words, most, &out);
    if (out.failed ||
        !lc_narrow_read(out.data ? out.data : "", out.len, words, most,
                        again) ||
        memcmp(v, again, most * words * sizeof *v))
        abort();
    lc_buf_free(&out);
    free(v);
    free(again);
}

/* Of a network that is taken in every place can be asked. */
static void walk_over(const lc_network *n)
{
    lc_pace_graph *g = NULL;
    lc_gait gait = {0};
    uint32_t at_mm;
    lc_pt at;

    if (lc_gait_make(0, 1200, 1000, 2, &gait, NULL) ||
        lc_pace_graph_make(n, &gait, &g, NULL))
        abort();
    for (uint32_t e = 0; e < n->edge_count; e++) {
        lc_pt p = lc_network_point(n, e, 1000);

        lc_network_project(n, e, p, &at_mm, &at);
    }
    lc_pace_graph_free(g);
}

/* The city's, with changes: of each a byte chooses the array, 0xFF and what
 * follows how much of it is left. */
void lct_fuzz_network(const uint8_t *data, size_t len)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];
    lc_network *n = NULL;
    lc_error err = {0};
    void *bends;

    if (lc_network_arrays(lct_world(lct_fuzz_city())->net, a, &bends, NULL))
        abort();
    for (int i = 0; i < LIFE_NETWORK_ARRAYS; i++) {
        size_t bytes = a[i].item * a[i].count;
        void *copy = lc_calloc(bytes + 1, 1);

        if (!copy)
            abort();
        memcpy(copy, a[i].data, bytes);
        a[i].data = copy;
    }
    lc_free(bends);
    for (; len >= 4; data += 4, len -= 4) {
        lc_network_array *one = &a[data[0] % LIFE_NETWORK_ARRAYS];

        if (data[0] == 0xff && data[1] < one->count)
            one->count = data[1];
        else
            patch(one->data, one->item * one->count, data + 1, 3);
    }
    if (!lc_network_from_arrays(a, &n, &err))
        walk_over(n);
    else if (!err.text[0])
        abort();
    lc_network_free(n);
}

static lct_city *damaged;

static void drop_damaged(void)
{
    lct_city_free(damaged);
}

static sqlite3 *open_damaged(void)
{
    lc_error err = {0};

    if (!damaged) {
        damaged = lct_fuzz_draw();
        lct_extent(damaged, (lct_xy){-2000, -2000}, (lct_xy){2000, 2000});
        if (lc_compute(lct_file(damaged), &err))
            abort();
        atexit(drop_damaged);
    }
    return lct_file(damaged)->db;
}

static sqlite3_stmt *statement(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        abort();
    return s;
}

static void put_array(sqlite3 *db, int row, const void *bytes, int len)
{
    sqlite3_stmt *s =
        statement(db, "UPDATE array SET data = ?2 WHERE rowid = ?1");

    sqlite3_bind_int(s, 1, row);
    sqlite3_bind_blob(s, 2, bytes, len, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_DONE)
        abort();
    sqlite3_finalize(s);
}

/* What stood in the array whose turn it is, for free(). */
static unsigned char *get_array(sqlite3 *db, unsigned turn, int *row, int *len)
{
    sqlite3_stmt *s = statement(
        db, "SELECT rowid, data FROM array ORDER BY name LIMIT 1 OFFSET "
            "?1 % (SELECT count(*) FROM array)");
    unsigned char *copy;

    sqlite3_bind_int(s, 1, (int)turn);
    if (sqlite3_step(s) != SQLITE_ROW)
        abort();
    *row = sqlite3_column_int(s, 0);
    *len = sqlite3_column_bytes(s, 1);
    copy = malloc((size_t)*len + 1);
    if (!copy)
        abort();
    memcpy(copy, sqlite3_column_blob(s, 1), (size_t)*len);
    sqlite3_finalize(s);
    return copy;
}

static void ask_damaged(lc_study *s)
{
    const lc_catset set =
        lc_catset_of(lc_world_category_find(lc_study_world(s), "park"));
    lc_walker *w = lc_walker_new(s);
    lc_place place;
    lc_near near[4];
    uint32_t n;

    if (!w)
        abort();
    for (int x = -400; x <= 400; x += 200)
        if (!lc_place_at(w, lct_at(damaged, (lct_xy){x, 5}), 0, &place, NULL))
            lc_nearest_find(w, &place, &set, 4, near, &n, NULL);
    lc_walker_free(w);
}

/* The first byte chooses the array, the second whether the rest stands for it,
 * or changes it. What is loaded then can be asked. */
void lct_fuzz_arrays(const uint8_t *data, size_t len)
{
    sqlite3 *db = open_damaged();
    unsigned char *was, *now;
    lc_study *s = NULL;
    lc_error err = {0};
    int row, bytes;

    if (len < 2)
        return;
    was = get_array(db, data[0], &row, &bytes);
    now = malloc((size_t)bytes + 1);
    if (!now)
        abort();
    memcpy(now, was, (size_t)bytes);
    patch(now, (size_t)bytes, data + 2, len - 2);
    if (data[1] & 1)
        put_array(db, row, data + 2, (int)len - 2);
    else
        put_array(db, row, now, bytes);
    if (!lc_study_load(lct_file(damaged), "t.city", &s, &err))
        ask_damaged(s);
    else if (!err.text[0])
        abort();
    lc_study_free(s);
    put_array(db, row, was, bytes);
    free(was);
    free(now);
}

/* PATH.sha256 of a file that is as it is. */
void lct_fuzz_manifest(const uint8_t *data, size_t len)
{
    const char *path = lct_fuzz_file("t.city", "lifecircle", 10);
    lc_error err = {0};
    bool known;

    lct_fuzz_file("t.city.sha256", data, len);
    lct_fuzz_told((int)lc_swap_verify(path, &known, &err), &err);
}

/* ---- tables of one's own ---- */

static const char *const part[] = {"rules.csv", "standard.csv", "basic.csv",
                                   "policy.csv", "systems.csv"};
enum { PARTS = sizeof part / sizeof *part };

static void write_rest(int but)
{
    static const char *const text[PARTS] = {
        "id,kind,categories,need,mode,pace,minutes,radius_m,level,scope,"
        "population,op,targets,name_zh,name_en,group,unit_zh,unit_en,choice_zh,"
        "choice_en,source_zh,source_en\n"
        "r1,share,pharmacy,any,walk,standard,15,,community,,residents,ge,"
        "2025:90,a,a,health,%,%,,,a,a\n",
        "name_zh,name_en,version\na,a,1\n", "category,minutes\npharmacy,15\n",
        NULL,
        "id,name_zh,name_en,state,done_by_zh,done_by_en,source_zh,source_en\n"};

    for (int i = 0; i < PARTS; i++)
        if (i != but && text[i])
            lct_fuzz_file(part[i], text[i], strlen(text[i]));
}

/* The first byte chooses which of a standard's tables the rest is. */
void lct_fuzz_standard(const uint8_t *data, size_t len)
{
    const lc_world *w = lct_world(lct_fuzz_city());
    lc_standard *s = NULL;
    lc_error err = {0};
    char folder[128];
    int which;

    if (!len)
        return;
    which = data[0] % PARTS;
    write_rest(which);
    snprintf(folder, sizeof folder, "%s",
             lct_fuzz_file(part[which], data + 1, len - 1));
    *strrchr(folder, '/') = '\0';
    lct_fuzz_told((int)lc_standard_open(w, folder, &s, &err), &err);
    for (size_t i = 0; s && i < lc_standard_rule_count(s); i++)
        if (!lc_standard_rule(s, i)->id[0])
            abort();
    lc_standard_free(s);
    if (!strcmp(part[which], "policy.csv")) /* it may be missing */
        remove(lct_fuzz_file(part[which], "", 0));
}

/* A table of types, or of categories of one's own. */
void lct_fuzz_types(const uint8_t *data, size_t len)
{
    sqlite3 *db = open_damaged();
    const char *path;
    lc_kind_words words = {0};
    lc_import_opts o = {.source = "fuzz"};
    lc_import_report *report = calloc(1, sizeof *report);
    lc_error err = {0};
    lc_status st;

    if (!len || !report) {
        free(report);
        return;
    }
    path = lct_fuzz_file("t.csv", data + 1, len - 1);
    if (data[0] & 1) {
        st = lc_kind_words_open(&words, lct_file(damaged), path, &err);
        lc_kind_words_close(&words);
    } else {
        sqlite3_exec(db, "SAVEPOINT fuzz", NULL, NULL, NULL);
        st = lc_import_categories(lct_file(damaged), path, &o, report, &err);
        sqlite3_exec(db, "ROLLBACK TO fuzz; RELEASE fuzz", NULL, NULL, NULL);
    }
    lct_fuzz_told((int)st, &err);
    free(report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/compute.c - from rows to frozen arrays, and the table that
 * GIS programs read: coverage.
 *
 * The order: tables of geodata, weights of homes, then a world made from rows,
 * whose arrays are stored, then what a study works out about it. All goes into
 * a file that is not published yet, so that a failure anywhere leaves the old
 * city as it was. Rows are written in a fixed order and arrays joined in one,
 * so bytes depend on the inputs alone. Cost: mostly one sweep of the graph a
 * category, and one pass over the homes a row of coverage. After a change to
 * facilities alone all that rests on streets and homes stays as it is, as no
 * byte of it would be another.
 */
#include "lifecircle/study/compute/compute.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/embedded.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/category.h"
#include "lifecircle/store/rows/coverage.h"
#include "lifecircle/store/rows/pace.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/compute/residents.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/category_table.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/streets.h"
#include "src/study/compute/coverage_table.h"
#include "src/study/compute/rests.h"
#include "src/study/end_arrays.h"
#include "src/study/label_arrays.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/facilities/facility_arrays.h"
#include "src/world/facilities/members.h"
#include "src/world/links/arrays.h"
#include "src/world/links/barriers.h"
#include "src/world/links/compounds.h"
#include "src/world/links/mixed.h"
#include "src/world/people/home.h"
#include "src/world/units/assignment.h"
#include "src/world/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- geodata's tables into the city ---- */

/* A row of a table of geodata; the first cell that is no number fails it. */
typedef struct cells {
    const lc_table *t;
    size_t row;
    lc_status st;
    lc_error *err;
} cells;

static const char *text_of(const cells *c, const char *column)
{
    return lc_table_cell(c->t, c->row, column);
}

static double number_of(cells *c, const char *column)
{
    const char *cell = text_of(c, column);
    double v = 0;

    if (c->st || lc_parse_decimal(cell, &v))
        return v;
    lc_fail(c->err, LIFE_ERR_PARSE, "column %s: \"%s\" is not a number", column,
            cell);
    c->st = lc_fail_at(c->err, LIFE_ERR_PARSE, lc_table_source(c->t),
                       lc_table_line(c->t, c->row));
    return v;
}

/* An empty walk_minutes is no limit of its own, -1 in the table. */
static lc_status put_category(lc_city *city, cells *c)
{
    const lc_stored_category row = {.index = (int)c->row,
                                    .id = text_of(c, "id"),
                                    .group_id = text_of(c, "group"),
                                    .name_zh = text_of(c, "name_zh"),
                                    .name_en = text_of(c, "name_en"),
                                    .group_zh = text_of(c, "group_zh"),
                                    .group_en = text_of(c, "group_en"),
                                    .walk_minutes =
                                        *text_of(c, "walk_minutes")
                                            ? (int)number_of(c, "walk_minutes")
                                            : -1,
                                    .basic = number_of(c, "basic") != 0};

    return c->st ? c->st : lc_category_rows_insert(city, &row, c->err);
}

static lc_status put_pace(lc_city *city, cells *c)
{
    const lc_stored_pace row = {.index = (int)c->row,
                                .id = text_of(c, "id"),
                                .name_zh = text_of(c, "name_zh"),
                                .name_en = text_of(c, "name_en"),
                                .mode = text_of(c, "mode"),
                                .metres = number_of(c, "metres"),
                                .seconds = number_of(c, "seconds"),
                                .steps_factor = number_of(c, "steps_factor"),
                                .wheels = *text_of(c, "wheels") &&
                                          number_of(c, "wheels") != 0};

    return c->st ? c->st : lc_pace_rows_insert(city, &row, c->err);
}

typedef struct copy { /* a table of geodata, and the city's that it becomes */
    const char *file;
    /* How it is opened where the city may add to it; NULL: as it is */
    lc_status (*open)(lc_city *city, lc_table **out, lc_error *err);
    const char *const *columns;
    lc_status (*clear)(lc_city *city, lc_error *err);
    lc_status (*put)(lc_city *city, cells *c);
} copy;

/* The city file says by which tables it was computed, so that it can be read
 * without them. */
static lc_status copy_table(lc_city *city, const copy *k, lc_error *err)
{
    lc_table *t;
    lc_status st = k->clear(city, err);

    if (!st)
        st = k->open ? k->open(city, &t, err) : lc_table_open(k->file, &t, err);
    if (st)
        return st;
    for (size_t i = 0; k->columns[i] && !st; i++)
        if (lc_table_column(t, k->columns[i]) < 0)
            st = lc_fail(err, LIFE_ERR_PARSE, "%s has no column %s",
                         lc_table_source(t), k->columns[i]);
    for (size_t r = 0; r < lc_table_rows(t) && !st; r++) {
        cells c = {t, r, LIFE_OK, err};

        st = k->put(city, &c);
    }
    lc_table_free(t);
    return st;
}

static lc_status copy_tables(lc_city *c, lc_error *err)
{
    static const char *const category[] = {
        "id",       "group",        "name_zh", "name_en", "group_zh",
        "group_en", "walk_minutes", "basic",   NULL};
    static const char *const pace[] = {"id",           "name_zh", "name_en",
                                       "mode",         "metres",  "seconds",
                                       "steps_factor", "wheels",  NULL};
    static const copy tables[] = {
        {"categories.csv", lc_category_table_open, category,
         lc_category_rows_clear, put_category},
        {"paces.csv", NULL, pace, lc_pace_rows_clear, put_pace}};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !st; i++)
        st = copy_table(c, &tables[i], err);
    return st;
}

/* ---- the rest ---- */

static void hash_text(uint64_t *h, const char *s)
{
    do { /* FNV-1a, the NUL included */
        *h = (*h ^ (unsigned char)*s) * UINT64_C(1099511628211);
    } while (*s++);
}

/* A name for this state of the city: the inputs, by their hashes, and the
 * number of rows that edits by hand may have changed. */
static lc_status write_settings(lc_city *c, const lc_world *w, lc_error *err)
{
    uint64_t h = UINT64_C(14695981039346656037);
    char text[64], now[32];
    lc_status st;

    for (size_t i = 0; i < w->source.n; i++) {
        hash_text(&h, w->source.v[i].name);
        hash_text(&h, w->source.v[i].sha256);
        hash_text(&h, w->source.v[i].crs);
        hash_text(&h, w->source.v[i].extent_rule);
    }
    for (size_t i = 0; i < w->facility.n; i++) {
        hash_text(&h, w->facility.v[i].id);
        hash_text(&h, w->facility.v[i].name);
    }
    if (*lc_world_setting(w, LIFE_CATEGORY_SETTING))
        hash_text(&h, lc_world_setting(w, LIFE_CATEGORY_SETTING));
    snprintf(text, sizeof text, "%zu %zu %lld", w->home_count, w->unit.n,
             (long long)w->total_weight);
    hash_text(&h, text);
    snprintf(text, sizeof text, "%016llx", (unsigned long long)h);
    st = lc_setting_put(c, "generation", text, err);
    lc_city_now(now);
    if (!st)
        st = lc_setting_put(c, "computed_at", now, err);
    return st;
}

/* Settings, for who reads the file with another program. */
static lc_status write_levels(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_buf text = {0};
    lc_status st;

    for (size_t i = 0; i < w->level.n; i++)
        lc_buf_printf(&text, "%s%s", i ? " " : "", w->level.v[i]);
    st = text.failed
             ? lc_no_memory(err, "levels")
             : lc_setting_put(c, "levels", text.len ? text.data : "", err);
    if (!st)
        st = lc_setting_put(c, "finest_level",
                            w->level.n ? w->level.v[w->level.n - 1] : "", err);
    lc_buf_free(&text);
    return st;
}

/* Ages were stored with the residents and are kept; all other arrays are made
 * anew, and those of a city computed before must not be left among them. */
static lc_status write_world(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_status st = lc_array_remove(c, "age/", true, err);

    if (!st)
        st = lc_streets_store(c, w->net, err);
    if (!st)
        st = lc_barriers_store(c, w->barriers, err);
    if (!st)
        st = lc_compounds_store(c, w->net, w->compound, err);
    if (!st)
        st = lc_links_arrays_store(c, w, true, err);
    if (!st)
        st = lc_facility_arrays_store(c, w, err);
    if (!st)
        st = lc_world_home_store(c, w, err);
    if (!st)
        st = lc_world_extent_store(c, w, err);
    if (!st)
        st = lc_assignment_store(c, w, true, err);
    if (!st)
        st = write_levels(c, w, err);
    if (!st)
        st = write_settings(c, w, err);
    return st;
}

/* Of new ground also where the data end, once. Labels of the default pace alone
 * are stored, as the table is written: they are the largest arrays, and others
 * are worked out when asked for. */
static lc_status write_study(lc_city *c, const lc_world *w, const bool *stale,
                             bool ground, lc_error *err)
{
    lc_study *study;
    lc_status st = lc_study_new(w, &study, err);

    if (!st)
        study->homes_alone = true;
    if (!st && !ground)
        st = lc_end_arrays_homes(c, study, err);
    if (!st)
        st = lc_coverage_table_write(c, study, stale, err);
    if (!st && ground)
        st = lc_end_arrays_store(c, study, err);
    lc_study_free(study);
    return st;
}

/* ---- which categories ---- */

/* Of each category, what its labels and coverage rest on besides streets and
 * homes; and behind them of the table, which categories there are. */
#define CATEGORY_KEYS "category/key"

static lc_status make_keys(const lc_world *w, uint64_t **out, lc_error *err)
{
    size_t n = w->category_count;
    uint64_t *key = lc_calloc(n + 1, sizeof *key);

    *out = key;
    if (!key)
        return lc_no_memory(err, "the categories");
    for (uint32_t i = 0; i < n; i++) {
        const lc_category *c = &w->category[i];

        key[i] = lc_members_key(w, i);
        key[n] = lc_mixed_text(lc_mixed(key[n], c->basic), c->id);
    }
    return LIFE_OK;
}

static lc_status store_keys(lc_city *c, const lc_world *w, const uint64_t *key,
                            lc_error *err)
{
    return lc_array_put(c, CATEGORY_KEYS, key, sizeof *key,
                        (size_t)w->category_count + 1, err);
}

/* Where there are other categories than before, or others of them are basic,
 * all are: what was kept of one that is gone must go, and all_basic rests on
 * others. */
static lc_status find_stale(lc_city *c, const lc_world *w, const uint64_t *key,
                            bool *stale, lc_error *err)
{
    uint64_t *was;
    void *data;
    size_t n, count = w->category_count;
    bool other;
    lc_status st = lc_array_get(c, CATEGORY_KEYS, sizeof *was, &data, &n, err);

    if (st)
        return st;
    was = data;
    other = n != count + 1 || was[count] != key[count];
    for (size_t i = 0; i < count; i++)
        stale[i] = other || was[i] != key[i];
    if (other) {
        st = lc_array_remove(c, "label/", false, err);
        if (!st)
            st = lc_coverage_rows_clear(c, err);
    }
    for (uint32_t i = 0; i < w->category_count && !st; i++)
        if (stale[i] && !w->category[i].facility_count)
            st = lc_label_arrays_drop(c, w, 0, i, err);
    lc_free(was);
    return st;
}

/* ---- what it rests on ---- */

/* Raised whenever the same rows give other arrays than before: a change then
 * computes all once. */
#define REVISION 8

/* Kept as a setting: which tables of geodata made the arrays, and how; "" where
 * a folder of somebody's own did, which may change at any time. */
static void tell_basis(char out[64])
{
    uint64_t h = UINT64_C(14695981039346656037);

    out[0] = '\0';
    if (lc_table_folder())
        return;
    for (size_t i = 0; i < lc_embedded_count; i++) {
        const lc_embedded *f = &lc_embedded_files[i];

        for (size_t k = 0;
             k < f->size && !strncmp(f->path, "geodata/", strlen("geodata/"));
             k++)
            h = (h ^ f->data[k]) * UINT64_C(1099511628211);
    }
    snprintf(out, 64, "%d %016llx", REVISION, (unsigned long long)h);
}

static lc_status is_fresh(lc_city *c, bool *fresh, lc_error *err)
{
    char now[64], then[64];
    lc_status st =
        lc_setting_get(c, LIFE_COMPUTED_BY_SETTING, then, sizeof then, err);

    tell_basis(now);
    *fresh = *now && !strcmp(now, then) && !lc_city_older(c) &&
             !lc_city_wrote_ground(c);
    return st;
}

lc_status lc_compute_later(lc_city *c, lc_error *err)
{
    lc_status st = lc_facility_arrays_drop(c, err);

    return st || !lc_city_wrote_ground(c)
               ? st
               : lc_setting_remove(c, LIFE_COMPUTED_BY_SETTING, err);
}

/* Walls are for links, which are made and written: what follows walks on
 * streets alone. They are an eighth of the world, and labels need the room. */
static void drop_barriers(lc_world *w)
{
    lc_barriers_free(w->barriers);
    w->barriers = NULL;
    lc_mem_give_back();
}

/* ---- facilities alone ---- */

/* What rests on them goes first: a category that has none left has no
 * labels. */
static lc_status write_facilities(lc_city *c, const lc_world *w, lc_error *err)
{
    uint64_t *key = NULL;
    bool *stale = lc_calloc(w->category_count, sizeof *stale);
    lc_status st =
        stale ? make_keys(w, &key, err) : lc_no_memory(err, "the categories");

    if (!st)
        st = find_stale(c, w, key, stale, err);
    if (!st)
        st = store_keys(c, w, key, err);
    if (!st)
        st = lc_array_remove(c, "home/edge/", false, err);
    if (!st)
        st = lc_links_arrays_store(c, w, false, err);
    if (!st)
        st = lc_facility_arrays_store(c, w, err);
    if (!st)
        st = lc_world_extent_store(c, w, err);
    if (!st)
        st = lc_assignment_store(c, w, false, err);
    if (!st)
        st = write_settings(c, w, err);
    if (!st)
        st = write_study(c, w, stale, false, err);
    lc_free(stale);
    lc_free(key);
    return st;
}

lc_status lc_compute_after(lc_city *c, lc_error *err)
{
    bool fresh;
    lc_world *w;
    lc_status st = is_fresh(c, &fresh, err);

    if (!st && !fresh)
        return lc_compute(c, err);
    if (!st)
        st = copy_tables(c, err);
    if (!st)
        st = lc_world_load(c, LIFE_LOAD_GROUND, &w, err);
    if (st)
        return st;
    drop_barriers(w);
    st = write_facilities(c, w, err);
    lc_world_free(w);
    return st;
}

/* ---- all of it ---- */

static lc_status write_all_categories(lc_city *c, const lc_world *w,
                                      lc_error *err)
{
    uint64_t *key = NULL;
    bool *all = lc_calloc(w->category_count, sizeof *all);
    lc_status st =
        all ? make_keys(w, &key, err) : lc_no_memory(err, "the categories");

    for (size_t i = 0; i < w->category_count && !st; i++)
        all[i] = true;
    if (!st)
        st = store_keys(c, w, key, err);
    if (!st)
        st = lc_coverage_rows_clear(c, err);
    if (!st)
        st = write_study(c, w, all, true, err);
    lc_free(all);
    lc_free(key);
    return st;
}

/* Before residents are spread, as how many live in a rest may be told, and
 * again where homes are made, which may lie in another. */
static lc_status make_rests(lc_city *c, lc_error *err)
{
    lc_status st = lc_rests_clear(c, err);

    return st ? st : lc_rests_write(c, err);
}

lc_status lc_compute(lc_city *c, lc_error *err)
{
    lc_world *w;
    lc_residents spread;
    char basis[64];
    lc_status st = copy_tables(c, err);

    lc_streets_forget(c);
    if (!st)
        st = make_rests(c, err);
    if (!st)
        st = lc_residents_spread(c, &spread, err);
    if (!st && spread.made)
        st = make_rests(c, err);
    if (!st)
        st = lc_world_load(c, LIFE_LOAD_ROWS, &w, err);
    if (st)
        return st;
    st = write_world(c, w, err);
    drop_barriers(w);
    if (!st)
        st = write_all_categories(c, w, err);
    tell_basis(basis);
    if (!st)
        st = *basis ? lc_setting_put(c, LIFE_COMPUTED_BY_SETTING, basis, err)
                    : lc_setting_remove(c, LIFE_COMPUTED_BY_SETTING, err);
    lc_world_free(w);
    return st;
}

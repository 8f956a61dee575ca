/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/compute.c - from rows to frozen arrays, and the tables that
 * GIS programs read: home.units, link, coverage.
 */
#include "lifecircle/study/compute/compute.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/num.h"
#include "lifecircle/study/compute/residents.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/streets.h"
#include "src/study/labels.h"
#include "src/world/world_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The limits that are worked out beforehand; any other is answered when it
 * is asked for. */
static const uint32_t table_minutes[] = {5, 10, 15};

/* ---- geodata's tables into the city ---- */

typedef struct column {
    const char *name;
    enum { TEXT, NUMBER, NUMBER_OR_NULL } kind;
} column;

static lc_status bind_cell(lc_stmt *s, int at, const lc_table *t, size_t row,
                           const column *c, lc_error *err)
{
    const char *cell = lc_table_get(t, row, lc_table_column(t, c->name));
    double v;

    if (c->kind == TEXT) {
        lc_stmt_text(s, at, cell);
        return LIFE_OK;
    }
    if (!*cell && c->kind == NUMBER_OR_NULL) {
        lc_stmt_null(s, at);
        return LIFE_OK;
    }
    if (!lc_parse_decimal(cell, &v)) {
        lc_fail(err, LIFE_ERR_PARSE, "column %s: \"%s\" is not a number",
                c->name, cell);
        return lc_fail_at(err, LIFE_ERR_PARSE, lc_table_source(t),
                          lc_table_line(t, row));
    }
    lc_stmt_double(s, at, v);
    return LIFE_OK;
}

static lc_status copy_table(lc_city *c, const char *file, const char *sql,
                            const column *columns, size_t count, lc_error *err)
{
    lc_table *t;
    lc_stmt *s = NULL;
    lc_status st = lc_table_open(file, &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < count && !st; i++)
        if (lc_table_column(t, columns[i].name) < 0)
            st = lc_fail(err, LIFE_ERR_PARSE, "%s has no column %s",
                         lc_table_source(t), columns[i].name);
    if (!st)
        st = lc_stmt_prepare(c, sql, &s, err);
    for (size_t r = 0; r < lc_table_rows(t) && !st; r++) {
        lc_stmt_int(s, 1, (int64_t)r);
        for (size_t i = 0; i < count && !st; i++)
            st = bind_cell(s, (int)i + 2, t, r, &columns[i], err);
        if (!st)
            st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    lc_table_free(t);
    return st;
}

static lc_status copy_tables(lc_city *c, lc_error *err)
{
    static const column category[] = {{"id", TEXT},
                                      {"group", TEXT},
                                      {"name_zh", TEXT},
                                      {"name_en", TEXT},
                                      {"group_zh", TEXT},
                                      {"group_en", TEXT},
                                      {"walk_minutes", NUMBER_OR_NULL},
                                      {"basic", NUMBER}};
    static const column pace[] = {{"id", TEXT},
                                  {"name_zh", TEXT},
                                  {"name_en", TEXT},
                                  {"mode", TEXT},
                                  {"metres", NUMBER},
                                  {"seconds", NUMBER},
                                  {"steps_factor", NUMBER}};
    lc_status st = lc_city_exec(c, "DELETE FROM category", err);

    if (!st)
        st = lc_city_exec(c, "DELETE FROM pace", err);
    if (!st)
        st = copy_table(c, "categories.csv",
                        "INSERT INTO category (idx, id, group_id, name_zh,"
                        " name_en, group_zh, group_en, walk_minutes, basic)"
                        " VALUES (?,?,?,?,?,?,?,?,?)",
                        category, sizeof category / sizeof *category, err);
    if (!st)
        st = copy_table(c, "paces.csv",
                        "INSERT INTO pace (idx, id, name_zh, name_en, mode,"
                        " metres, seconds, steps_factor)"
                        " VALUES (?,?,?,?,?,?,?,?)",
                        pace, sizeof pace / sizeof *pace, err);
    return st;
}

/* ---- home.units ---- */

static lc_status write_home_units(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_stmt *s;
    lc_buf text = {0};
    int64_t *ids;
    lc_status st = lc_world_row_ids(c, true, w->home_count, &ids, err);

    if (st)
        return st;
    st =
        lc_stmt_prepare(c, "UPDATE home SET units = ?1 WHERE id = ?2", &s, err);
    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        lc_buf_clear(&text);
        lc_buf_puts(&text, "");
        for (uint32_t l = 0; l < w->level.n; l++) {
            uint32_t u = lc_world_home_unit(w, h, l);

            if (u != LIFE_NONE)
                lc_buf_printf(&text, "%s%s=%s", text.len ? " " : "",
                              w->level.v[l], w->unit.v[u].code);
        }
        if (text.failed) {
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the homes");
            break;
        }
        lc_stmt_text(s, 1, text.len ? text.data : "");
        lc_stmt_int(s, 2, ids[h]);
        st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    lc_buf_free(&text);
    lc_free(ids);
    return st;
}

/* ---- coverage ---- */

typedef struct coverage_writer {
    lc_stmt *s;
    lc_study *study;
    const lc_world *w;
    lc_coverage_row *rows; /* twice the units and `outside` */
} coverage_writer;

static void bind_ms(lc_stmt *s, int i, uint32_t ms)
{
    if (ms == LIFE_NONE)
        lc_stmt_null(s, i);
    else
        lc_stmt_int(s, i, ms);
}

static lc_status write_row(coverage_writer *cw, const lc_coverage_query *q,
                           uint32_t level, const lc_coverage_row *r,
                           lc_error *err)
{
    lc_stmt *s = cw->s;
    const lc_world *w = cw->w;

    /* Where nobody lives and nothing stands there is nothing to be told; a
     * city may hold thousands of units by name and code alone. */
    if (r->total == 0 && r->facilities_inside == 0)
        return LIFE_OK;
    lc_stmt_text(s, 1, r->unit == LIFE_NONE ? "" : w->unit.v[r->unit].code);
    lc_stmt_text(s, 2, w->level.v[level]);
    lc_stmt_text(s, 3,
                 q->category == LIFE_ALL_BASIC ? "all_basic"
                                               : w->category[q->category].id);
    lc_stmt_text(s, 4, "walk");
    lc_stmt_text(s, 5, w->pace[q->pace].id);
    lc_stmt_int(s, 6, q->limit_ms / 60000);
    lc_stmt_int(s, 7, r->total);
    lc_stmt_int(s, 8, r->covered);
    lc_stmt_int(s, 9, r->uncovered);
    lc_stmt_int(s, 10, r->unknown);
    bind_ms(s, 11, r->median_ms);
    bind_ms(s, 12, r->p90_ms);
    lc_stmt_int(s, 13, r->facilities_inside);
    return lc_stmt_run(s, err);
}

/* One category at one level, limit by limit. The percentiles are the same at
 * every limit: taken from the first. */
static lc_status write_limits(coverage_writer *cw, lc_coverage_query *q,
                              uint32_t level, lc_error *err)
{
    lc_coverage_row *first = cw->rows;
    lc_coverage_row *rows = cw->rows;
    lc_status st = LIFE_OK;

    q->no_percentiles = false;
    for (size_t i = 0; i < sizeof table_minutes / sizeof *table_minutes; i++) {
        size_t n;

        q->limit_ms = table_minutes[i] * 60000;
        st = lc_coverage_level(cw->study, q, level, rows, &n, err);
        for (size_t k = 0; k < n && !st; k++) {
            rows[k].median_ms = first[k].median_ms;
            rows[k].p90_ms = first[k].p90_ms;
            st = write_row(cw, q, level, &rows[k], err);
        }
        if (st)
            return st;
        rows = cw->rows + cw->w->unit.n + 1;
        q->no_percentiles = true;
    }
    return st;
}

static lc_status write_pace(coverage_writer *cw, uint32_t pace, lc_error *err)
{
    const lc_world *w = cw->w;
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c <= w->category_count && !st; c++) {
        lc_coverage_query q = {.pace = pace,
                               .category =
                                   c < w->category_count ? c : LIFE_ALL_BASIC};

        for (uint32_t l = 0; l < w->level.n && !st; l++)
            st = write_limits(cw, &q, l, err);
    }
    return st;
}

static lc_status write_coverage(lc_city *c, lc_study *study, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    coverage_writer cw = {.study = study, .w = w};
    lc_status st = lc_city_exec(c, "DELETE FROM coverage", err);

    if (!st)
        st = lc_stmt_prepare(
            c, "INSERT INTO coverage VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", &cw.s,
            err);
    cw.rows = lc_calloc(2 * (w->unit.n + 1), sizeof *cw.rows);
    if (!st && !cw.rows)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for coverage");
    for (uint32_t p = 0; p < w->pace_count && !st; p++) {
        lc_progress("walk times", p, w->pace_count);
        st = lc_labels_sweep(study, p, err);
        if (!st)
            st = write_pace(&cw, p, err);
    }
    lc_progress_end();
    lc_stmt_free(cw.s);
    lc_free(cw.rows);
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
    snprintf(text, sizeof text, "%zu %zu %lld", w->home_count, w->unit.n,
             (long long)w->total_weight);
    hash_text(&h, text);
    snprintf(text, sizeof text, "%016llx", (unsigned long long)h);
    st = lc_city_set(c, "generation", text, err);
    lc_city_now(now);
    if (!st)
        st = lc_city_set(c, "computed_at", now, err);
    return st;
}

static lc_status write_levels(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_buf text = {0};
    lc_status st;

    for (size_t i = 0; i < w->level.n; i++)
        lc_buf_printf(&text, "%s%s", i ? " " : "", w->level.v[i]);
    st = text.failed ? lc_fail(err, LIFE_ERR_NOMEM, "no memory for levels")
                     : lc_city_set(c, "levels", text.len ? text.data : "", err);
    if (!st)
        st = lc_city_set(c, "finest_level",
                         w->level.n ? w->level.v[w->level.n - 1] : "", err);
    lc_buf_free(&text);
    return st;
}

static lc_status write_world(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_status st =
        lc_city_exec(c, "DELETE FROM array WHERE name NOT LIKE 'age/%'", err);

    if (!st)
        st = lc_streets_store(c, w->net, err);
    if (!st)
        st = lc_barriers_store(c, w->barriers, err);
    if (!st)
        st = lc_world_store_links(c, w, err);
    if (!st)
        st = lc_world_store_homes(c, w, err);
    if (!st)
        st = lc_world_store_units(c, w, err);
    if (!st)
        st = write_home_units(c, w, err);
    if (!st)
        st = write_levels(c, w, err);
    if (!st)
        st = write_settings(c, w, err);
    return st;
}

static lc_status write_study(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_study *study;
    lc_status st = lc_study_new(w, &study, err);

    if (!st)
        st = write_coverage(c, study, err);
    if (!st)
        st = lc_labels_store(c, study, 0, err);
    lc_study_free(study);
    return st;
}

lc_status lc_compute(lc_city *c, lc_error *err)
{
    lc_world *w;
    lc_residents spread;
    lc_status st = copy_tables(c, err);

    if (!st)
        st = lc_residents_spread(c, &spread, err);
    if (!st)
        st = lc_world_load(c, false, &w, err);
    if (st)
        return st;
    st = write_world(c, w, err);
    if (!st)
        st = write_study(c, w, err);
    lc_world_free(w);
    return st;
}

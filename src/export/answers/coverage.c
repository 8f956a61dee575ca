/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/coverage.c - coverage: a row a unit (or drawn area) and
 * category.
 */
#include "lifecircle/export/answers/coverage.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/study/cover/basic_count.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/study/cover/week.h"
#include "lifecircle/words/units.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/category.h"
#include "src/export/values/cover/coverage.h"
#include "src/export/values/unit.h"

/* ---- asking ---- */

/* Rows that one category can give: the units of the level, and `outside`. */
static size_t rows_at_most(const lc_world *w, const lc_coverage_request *req)
{
    size_t n = 1;

    if (req->area || req->unit != LIFE_NONE)
        return 1;
    for (uint32_t i = 0; i < lc_world_unit_count(w); i++)
        n += lc_world_unit(w, i)->level_index == req->level;
    return n;
}

/* One request, its categories in turn. */
typedef struct asked {
    lc_study *study;
    const lc_coverage_request *req;
    lc_inside inside; /* of the request's area, if it has one */
    int64_t *weight;  /* of its ages, or NULL */
    lc_coverage_row *rows;
    lc_week_row *week; /* as many, or NULL */
    size_t count;
} asked;

static lc_coverage_where where_of(const asked *r)
{
    return (lc_coverage_where){r->req->area ? &r->inside : NULL, r->req->unit,
                               r->req->level};
}

static lc_status ask(asked *r, const lc_coverage_query *q, lc_error *err)
{
    const lc_coverage_where where = where_of(r);

    return q->category == LIFE_BASIC_COUNT
               ? lc_basic_count(r->study, q, &where, r->rows, &r->count, err)
               : lc_coverage_of(r->study, q, &where, r->rows, &r->count, err);
}

/* The week of each row, for as long as the rows are. */
static lc_status add_week(asked *r, const lc_coverage_query *q, lc_error *err)
{
    const lc_coverage_where where = where_of(r);
    lc_week *week = NULL;
    lc_status st;

    lc_free(r->week);
    r->week = lc_calloc(r->count + 1, sizeof *r->week);
    if (!r->week)
        return lc_no_memory(err, "coverage");
    st = lc_week_make(r->study, q, &week, err);
    if (!st)
        st = lc_week_rows(week, &where, r->count, r->week, err);
    for (size_t i = 0; i < r->count; i++)
        r->rows[i].week = &r->week[i];
    lc_week_free(week);
    return st;
}

/* Whom homes count for, of the ages that are asked for. */
static lc_status weigh(asked *r, lc_error *err)
{
    const lc_world *w = lc_study_world(r->study);
    lc_error why = {0};
    lc_status st;

    if (!r->req->ages)
        return LIFE_OK;
    r->weight = lc_calloc(lc_world_home_count(w), sizeof *r->weight);
    if (!r->weight)
        return lc_no_memory(err, "coverage");
    st = lc_world_age_weights(w, r->req->ages, r->weight, &why);
    return st ? lc_fail_param(err, st == LIFE_ERR_PARSE ? LIFE_ERR_RANGE : st,
                              "age", "%s", why.text)
              : LIFE_OK;
}

/* An area is prepared once for all categories; its homes are found here, not
 * for each. */
static lc_status begin(asked *r, lc_error *err)
{
    const lc_world *w = lc_study_world(r->study);
    lc_status st = weigh(r, err);

    if (st)
        return st;
    r->rows = lc_calloc(rows_at_most(w, r->req), sizeof *r->rows);
    if (!r->rows)
        return lc_no_memory(err, "coverage");
    return r->req->area ? lc_inside_find(w, r->req->area, &r->inside, err)
                        : LIFE_OK;
}

/* Round c: each category in turn, then all_basic, then how many of them. */
static bool is_asked(const lc_coverage_request *req, uint32_t c,
                     uint32_t categories, uint32_t *category)
{
    if (c < categories) {
        *category = c;
        return lc_catset_has(&req->categories, c);
    }
    *category = c == categories ? LIFE_ALL_BASIC : LIFE_BASIC_COUNT;
    return c == categories ? req->basic : req->counted;
}

/* As the city lists them, or the one that was asked for. */
static lc_status each_pace(asked *r, lc_coverage_query *q, lc_coverage_fn fn,
                           void *ctx, lc_error *err)
{
    size_t paces =
        r->req->by_pace ? lc_world_pace_count(lc_study_world(r->study)) : 1;
    lc_status st = LIFE_OK;

    for (uint32_t p = 0; p < paces && !st; p++) {
        q->pace = r->req->by_pace ? p : q->pace;
        st = ask(r, q, err);
        if (!st && r->req->hours)
            st = add_week(r, q, err);
        if (!st)
            st = fn(ctx, q, r->rows, r->count, err);
    }
    return st;
}

lc_status lc_coverage_each(lc_study *study, const lc_coverage_request *req,
                           lc_coverage_fn fn, void *ctx, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    uint32_t categories = (uint32_t)lc_world_category_count(w);
    asked r = {.study = study, .req = req};
    lc_status st = begin(&r, err);

    for (uint32_t c = 0; !st && c <= categories + 1; c++) {
        lc_coverage_query q = req->q;

        q.weight = r.weight;
        lc_progress("coverage", c, categories + 1);
        if (is_asked(req, c, categories, &q.category))
            st = each_pace(&r, &q, fn, ctx, err);
    }
    lc_inside_clear(&r.inside);
    lc_free(r.rows);
    lc_free(r.week);
    lc_free(r.weight);
    return st;
}

/* all_basic stands for each basic category, as does their number. */
lc_wheels_count lc_coverage_wheels(const lc_world *w,
                                   const lc_coverage_request *req)
{
    lc_catset set = req->categories;

    for (uint32_t c = 0;
         (req->basic || req->counted) && c < lc_world_category_count(w); c++)
        if (lc_world_category(w, c)->basic)
            lc_catset_add(&set, c);
    return lc_wheels_of(w, &set);
}

/* ---- writing ---- */

typedef struct answer {
    const lc_world *w;
    const lc_coverage_request *req;
    lc_writer writer;
    lc_row row;
} answer;

/* The outline of a row's unit, or the drawn area, where features are written;
 * the Feature's id is UNIT/CATEGORY: a unit may stand there several times. */
static void put_outline(answer *o, const lc_coverage_query *q, uint32_t unit,
                        lc_buf *id)
{
    const lc_coverage_request *req = o->req;
    const char *code = lc_unit_code(o->w, unit);

    lc_buf_printf(id, "%s/%s", code ? code : (req->area ? "area" : "outside"),
                  lc_category_id(o->w, q->category));
    o->row.id = id->data;
    o->row.failed = id->failed;
    o->row.geometry.shape =
        code ? lc_held_outline(o->w, lc_world_unit(o->w, unit)) : req->area;
}

/* A row an hour, in the order of the week; without outlines, which would stand
 * there 168 times. */
static lc_status put_hours(answer *o, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < count; i++)
        for (unsigned h = 0; !st && h < LIFE_WEEK_HOURS; h++) {
            lc_row_clear(&o->row);
            lc_coverage_hour_values(&o->row, o->w, o->req, q, &rows[i], h);
            st = lc_writer_row(&o->writer, &o->row, err);
        }
    return st;
}

/* The id is of the row, so it is made anew for each; the buffer is not. */
static lc_status put_rows(void *ctx, const lc_coverage_query *q,
                          const lc_coverage_row *rows, size_t count,
                          lc_error *err)
{
    answer *o = ctx;
    lc_status st = LIFE_OK;
    lc_buf id = {0};

    if (o->req->hours == LIFE_HOURS_TABLE)
        return put_hours(o, q, rows, count, err);
    for (size_t i = 0; !st && i < count; i++) {
        lc_row_clear(&o->row);
        lc_buf_clear(&id);
        if (o->writer.layout.geometry != LIFE_GEOMETRY_NONE)
            put_outline(o, q, rows[i].unit, &id);
        lc_coverage_values(&o->row, o->w, o->req, q, &rows[i]);
        st = lc_writer_row(&o->writer, &o->row, err);
    }
    lc_buf_free(&id);
    return st;
}

enum { HEADS_MOST = 9 }; /* members before the rows */

/* Those that not every answer has, behind `n`: what units that are names alone
 * lack (their rows are all zero), and for a pace that heeds wheels what is
 * known of them. How many there are then. */
static size_t add_heads(lc_member *head, size_t n, const lc_world *w,
                        const lc_coverage_request *r,
                        const lc_wheels_count *wheels,
                        lc_buf missing[LIFE_LANG_COUNT])
{
    static const char *const name[LIFE_LANG_COUNT] = {
        [LIFE_LANG_EN] = "missing", [LIFE_LANG_ZH] = "missing_zh"};
    uint32_t level = r->unit == LIFE_NONE ? r->level : LIFE_NONE;

    for (int l = 0; l < LIFE_LANG_COUNT && !r->area; l++)
        if (lc_units_say(&missing[l], w, r->unit, level, (lc_lang)l) &&
            !missing[l].failed)
            head[n++] = (lc_member){name[l], missing[l].data, NULL};
    if (!lc_world_pace(w, r->q.pace)->wheels)
        return n;
    head[n++] = (lc_member){"wheelchair_counted", NULL, &wheels->counted};
    head[n++] = (lc_member){"wheelchair_unstated", NULL, &wheels->unstated};
    return n;
}

/* All three forms are the same rows by another writer, so that no two can come
 * to say different things. */
static lc_status write_answer(lc_buf *out, lc_study *study,
                              const lc_coverage_request *r, const char *format,
                              lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_buf missing[LIFE_LANG_COUNT] = {{0}};
    char monday[20];
    const lc_wheels_count n = lc_coverage_wheels(w, r);
    lc_member head[HEADS_MOST] = {
        {"weight", lc_home_kind_id(lc_world_home_kind(w)), NULL},
        {"weight_unit", lc_world_setting(w, "home_unit_text"), NULL},
        {"attribution", lc_world_source_attribution(w), NULL},
        {"data_as_of", lc_as_of_city(w), NULL}};
    lc_fieldset columns = {0};
    lc_layout layout = {.name = "coverage",
                        .geometry = r->as_geojson ? LIFE_GEOMETRY_AREA
                                                  : LIFE_GEOMETRY_NONE,
                        .head = head,
                        .heads = add_heads(head, 4, w, r, &n, missing)};
    answer o = {.w = w, .req = r};
    lc_status st;

    lc_world_clock_text(
        (lc_when){.kind = LIFE_WHEN_DAY, .at = lc_week_monday(w)}, monday);
    if (r->hours)
        head[layout.heads++] = (lc_member){"week_of", monday, NULL};
    lc_coverage_columns(&columns, r);
    layout.fields = lc_fieldset_all(&columns);
    st = columns.failed ? lc_no_memory(err, "coverage")
                        : lc_writer_open(&o.writer, lc_formats_find(format),
                                         &layout, (lc_target){.buf = out}, err);
    if (!st)
        st = lc_coverage_each(study, r, put_rows, &o, err);
    if (!st)
        st = lc_writer_finish(&o.writer, err);
    lc_writer_free(&o.writer);
    lc_row_free(&o.row);
    lc_fieldset_free(&columns);
    for (int l = 0; l < LIFE_LANG_COUNT; l++)
        lc_buf_free(&missing[l]);
    return st;
}

lc_status lc_answer_coverage(lc_buf *out, lc_study *study,
                             const lc_coverage_request *r, lc_error *err)
{
    return write_answer(out, study, r, r->as_geojson ? "geojson" : "json", err);
}

lc_status lc_answer_coverage_csv(lc_buf *out, lc_study *study,
                                 const lc_coverage_request *r, lc_error *err)
{
    lc_coverage_request lines = *r;

    lines.as_geojson = false;
    return write_answer(out, study, &lines, "csv", err);
}

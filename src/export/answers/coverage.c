/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/coverage.c - coverage: a row a unit (or drawn area) and
 * category.
 */
#include "lifecircle/study/cover/coverage.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/study/study.h"
#include "src/export/formats/row.h"

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
    lc_coverage_row *rows;
    size_t count;
} asked;

static lc_status ask(asked *r, const lc_coverage_query *q, lc_error *err)
{
    r->count = 1;
    if (r->req->area)
        return lc_coverage_area(r->study, q, &r->inside, r->rows, err);
    if (r->req->unit != LIFE_NONE)
        return lc_coverage_unit(r->study, q, r->req->unit, r->rows, err);
    return lc_coverage_level(r->study, q, r->req->level, r->rows, &r->count,
                             err);
}

static lc_status begin(asked *r, lc_error *err)
{
    const lc_world *w = lc_study_world(r->study);

    r->rows = lc_calloc(rows_at_most(w, r->req), sizeof *r->rows);
    if (!r->rows)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for coverage");
    return r->req->area ? lc_inside_find(w, r->req->area, &r->inside, err)
                        : LIFE_OK;
}

lc_status lc_coverage_each(lc_study *study, const lc_coverage_request *req,
                           lc_coverage_fn fn, void *ctx, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    uint32_t categories = (uint32_t)lc_world_category_count(w);
    asked r = {.study = study, .req = req};
    lc_status st = begin(&r, err);

    /* One round more than there are categories, for all_basic. */
    for (uint32_t c = 0; !st && c <= categories; c++) {
        bool all = c == categories;
        lc_coverage_query q = req->q;

        if (all ? !req->basic : !(req->categories >> c & 1))
            continue;
        q.category = all ? LIFE_ALL_BASIC : c;
        st = ask(&r, &q, err);
        if (!st)
            st = fn(ctx, &q, r.rows, r.count, err);
    }
    lc_inside_clear(&r.inside);
    lc_free(r.rows);
    return st;
}

/* ---- writing ---- */

static void put_reasons(lc_row *r, const lc_coverage_row *row)
{
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_object(&j, NULL);
    for (int i = 0; i < LIFE_REASON_COUNT; i++)
        if (row->by_reason[i] != 0 && lc_reason_id((lc_reason)i))
            lc_json_milli(&j, lc_reason_id((lc_reason)i), row->by_reason[i]);
    lc_json_end(&j);
    lc_row_json(r, "unknown_reasons", &text);
    lc_buf_free(&text);
}

void lc_row_where(lc_row *r, const lc_world *w, const lc_coverage_request *req,
                  uint32_t unit)
{
    const char *outside = req->area ? NULL : "outside";

    if (unit != LIFE_NONE) {
        const lc_unit *u = lc_world_unit(w, unit);

        lc_row_str(r, "unit", u->code);
        lc_row_str(r, "unit_name", u->name);
        lc_row_str(r, "level", u->level);
    } else {
        lc_row_str(r, "unit", outside);
        lc_row_str(r, "unit_name", outside);
        lc_row_str(r, "level",
                   outside && req->level < lc_world_level_count(w)
                       ? lc_world_level(w, req->level)
                       : NULL);
    }
}

void lc_row_coverage(lc_row *r, const lc_world *w,
                     const lc_coverage_request *req, const lc_coverage_query *q,
                     const lc_coverage_row *row)
{
    lc_row_where(r, w, req, row->unit);
    lc_row_str(r, "category", lc_category_id(w, q->category));
    lc_row_str(r, "mode", q->straight ? "straight" : "walk");
    lc_row_str(r, "pace", q->straight ? NULL : lc_world_pace(w, q->pace)->id);
    if (q->straight)
        lc_row_milli(r, "radius_m", q->radius_mm);
    else
        lc_row_double(r, "minutes", q->limit_ms / 60000.0, 3);
    lc_row_str(r, "weight", lc_world_setting(w, "home_kind"));
    lc_row_milli(r, "total", row->total);
    lc_row_milli(r, "covered", row->covered);
    lc_row_milli(r, "uncovered", row->uncovered);
    lc_row_milli(r, "unknown", row->unknown);
    lc_row_share(r, "share", row->covered, row->total - row->unknown);
    lc_row_share(r, "share_min", row->covered, row->total);
    lc_row_share(r, "share_max", row->covered + row->unknown, row->total);
    lc_row_time(r, q->straight ? "median_metres" : "median_seconds",
                row->median_ms);
    lc_row_time(r, q->straight ? "p90_metres" : "p90_seconds", row->p90_ms);
    lc_row_int(r, "facilities_inside", row->facilities_inside);
    put_reasons(r, row);
    lc_row_bool(r, "approximate",
                row->unit != LIFE_NONE &&
                    lc_world_unit(w, row->unit)->approximate);
}

typedef struct writer {
    const lc_world *w;
    const lc_coverage_request *req;
    lc_row row;
} writer;

static lc_status put_objects(void *ctx, const lc_coverage_query *q,
                             const lc_coverage_row *rows, size_t count,
                             lc_error *err)
{
    writer *o = ctx;

    (void)err;
    for (size_t i = 0; i < count; i++) {
        lc_json_object(o->row.json, NULL);
        lc_row_coverage(&o->row, o->w, o->req, q, &rows[i]);
        lc_json_end(o->row.json);
    }
    return LIFE_OK;
}

/* The Feature's id is UNIT/CATEGORY: a unit may stand there several times. */
static lc_status put_features(void *ctx, const lc_coverage_query *q,
                              const lc_coverage_row *rows, size_t count,
                              lc_error *err)
{
    writer *o = ctx;
    lc_buf id = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < count; i++) {
        const char *code = lc_unit_code(o->w, rows[i].unit);
        const lc_shape *shape =
            code ? lc_world_unit(o->w, rows[i].unit)->shape : o->req->area;

        lc_buf_clear(&id);
        lc_buf_printf(&id, "%s/%s",
                      code ? code : (o->req->area ? "area" : "outside"),
                      lc_category_id(o->w, q->category));
        lc_row_begin(&o->row, id.data);
        lc_row_shape(&o->row, shape);
        lc_row_coverage(&o->row, o->w, o->req, q, &rows[i]);
        lc_row_end(&o->row);
        st = id.failed ? lc_fail(err, LIFE_ERR_NOMEM, "no memory for coverage")
                       : LIFE_OK;
    }
    lc_buf_free(&id);
    return st;
}

static lc_status put_lines(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    writer *o = ctx;

    (void)err;
    for (size_t i = 0; i < count; i++) {
        lc_row_begin(&o->row, NULL);
        lc_row_coverage(&o->row, o->w, o->req, q, &rows[i]);
        lc_row_end(&o->row);
    }
    return LIFE_OK;
}

lc_status lc_answer_coverage(lc_buf *out, lc_study *study,
                             const lc_coverage_request *r, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_json j;
    writer o = {.w = w, .req = r, .row.json = &j};
    lc_status st;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    if (r->as_geojson)
        lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "weight", lc_world_setting(w, "home_kind"));
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    lc_json_str(&j, "attribution", lc_world_setting(w, "attribution"));
    lc_json_array(&j, r->as_geojson ? "features" : "rows");
    st = lc_coverage_each(study, r, r->as_geojson ? put_features : put_objects,
                          &o, err);
    if (st)
        return st;
    lc_json_end(&j);
    lc_json_end(&j);
    return LIFE_OK;
}

lc_status lc_answer_coverage_csv(lc_buf *out, lc_study *study,
                                 const lc_coverage_request *r, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    static const lc_coverage_row none = {.unit = LIFE_NONE};
    writer o = {.w = w, .req = r, .row.csv = out};

    lc_buf_puts(out, LIFE_CSV_BOM);
    o.row.names_only = true;
    lc_row_begin(&o.row, NULL);
    lc_row_coverage(&o.row, w, r, &r->q, &none);
    lc_row_end(&o.row);
    o.row.names_only = false;
    return lc_coverage_each(study, r, put_lines, &o, err);
}

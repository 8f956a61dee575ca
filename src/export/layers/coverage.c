/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/coverage.c - coverage: wide on a map (a Feature a unit;
 * share_CATEGORY, min_, max_) and long as a table (the rows of
 * lc_answer_coverage), so that neither repeats geometries.
 */
#include "src/export/values/coverage.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <string.h>

/* ---- long ---- */

static lc_status long_columns(lc_layer_run *run, lc_error *err)
{
    (void)err;
    lc_fieldset_add(&run->columns, lc_coverage_fields(run->request.q.straight));
    return LIFE_OK;
}

/* Straight on, without keeping any: a city's table is long. */
static lc_status put_lines(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    lc_layer_run *run = ctx;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < count; i++) {
        lc_coverage_values(&run->row, run->w, &run->request, q, &rows[i]);
        st = lc_layer_put(run, err);
    }
    return st;
}

static lc_status long_rows(lc_layer_run *run, lc_error *err)
{
    return lc_coverage_each(run->study, &run->request, put_lines, run, err);
}

/* ---- wide ---- */

#define UNIT_FIELDS(X)                                                         \
    X("approximate", LIFE_BOOL, "", "outline is approximate", "边界为近似",    \
      lc_cell_whole(u && u->approximate))                                      \
    X("weight", LIFE_TEXT, "", "what homes weigh", "权重的含义",               \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(w))))                    \
    X("total", LIFE_MILLI, "", "all", "总计", lc_cell_whole(row->total))
#define SHARE_FIELDS(X)                                                        \
    X("share_", LIFE_DECIMAL(6), "", "share of what is known",                 \
      "已知部分覆盖率", lc_cell_real(lc_share_value(lc_coverage_share(row))))  \
    X("min_", LIFE_DECIMAL(6), "", "share at least", "覆盖率下限",             \
      lc_cell_real(lc_share_least(lc_coverage_share(row))))                    \
    X("max_", LIFE_DECIMAL(6), "", "share at most", "覆盖率上限",              \
      lc_cell_real(lc_share_most(lc_coverage_share(row))))

static const lc_export_field unit_fields[] = {UNIT_FIELDS(LIFE_FIELD_OF)};
static const lc_export_field share_fields[] = {SHARE_FIELDS(LIFE_FIELD_OF)};

/* In the order of add_shares(). */
static void share_columns(lc_layer_run *run, uint32_t category)
{
    for (size_t i = 0; i < sizeof share_fields / sizeof *share_fields; i++)
        lc_fieldset_make(&run->columns, &share_fields[i], "",
                         lc_category_id(run->w, category));
}

/* The categories in the order in which lc_coverage_each() asks for them. */
static lc_status wide_columns(lc_layer_run *run, lc_error *err)
{
    static const lc_fields fields = LIFE_FIELDS(unit_fields);

    (void)err;
    lc_fieldset_add(&run->columns, &lc_unit_where_fields);
    lc_fieldset_add(&run->columns, &fields);
    for (uint32_t c = 0; c < lc_world_category_count(run->w); c++)
        if (lc_catset_has(&run->request.categories, c))
            share_columns(run, c);
    if (run->request.basic)
        share_columns(run, LIFE_ALL_BASIC);
    return LIFE_OK;
}

/* All rows: a Feature needs one of each category. The rows of a category are
 * the units of the level in turn, and then `outside` if the category has
 * anything there; so what stands at one index is of one unit. */
typedef struct kept {
    LC_VEC(lc_coverage_row) row;
    LC_VEC(size_t) end; /* of each category's rows */
    size_t longest;     /* the category with the most rows */
} kept;

static size_t begin_of(const kept *k, size_t category)
{
    return category ? k->end.v[category - 1] : 0;
}

static size_t count_of(const kept *k, size_t category)
{
    return k->end.n ? k->end.v[category] - begin_of(k, category) : 0;
}

static lc_status keep_rows(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    kept *k = ctx;

    (void)q;
    if (!lc_vec_reserve(&k->row, count) ||
        !lc_vec_push(&k->end, k->row.n + count))
        return lc_no_memory(err, "coverage");
    memcpy(k->row.v + k->row.n, rows, count * sizeof *rows);
    k->row.n += count;
    if (count > count_of(k, k->longest))
        k->longest = k->end.n - 1;
    return LIFE_OK;
}

static void add_shares(lc_row *r, const lc_coverage_row *row)
{
    SHARE_FIELDS(LIFE_VALUE_OF)
}

static lc_status put_unit(lc_layer_run *run, const kept *k, size_t i,
                          lc_error *err)
{
    static const lc_coverage_row nothing = {.unit = LIFE_NONE};
    const lc_world *w = run->w;
    const lc_coverage_request *req = &run->request;
    const lc_coverage_row *row = &k->row.v[begin_of(k, k->longest) + i];
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(w, row->unit);
    lc_row *r = &run->row;

    r->id = u ? u->code : "outside";
    r->geometry.shape = u ? lc_held_outline(w, u) : req->area;
    lc_unit_where(r, w, row->unit, req->level, req->area != NULL);
    UNIT_FIELDS(LIFE_VALUE_OF)
    for (size_t c = 0; c < k->end.n; c++)
        add_shares(r, i < count_of(k, c) ? &k->row.v[begin_of(k, c) + i]
                                         : &nothing);
    return lc_layer_put(run, err);
}

static lc_status wide_rows(lc_layer_run *run, lc_error *err)
{
    kept k = {0};
    lc_status st =
        lc_coverage_each(run->study, &run->request, keep_rows, &k, err);

    for (size_t i = 0; !st && i < count_of(&k, k.longest); i++)
        st = put_unit(run, &k, i, err);
    lc_vec_free(&k.row);
    lc_vec_free(&k.end);
    return st;
}

extern const lc_export_layer lc_layer_coverage;
const lc_export_layer lc_layer_coverage = {
    {LIFE_GEOMETRY_AREA, wide_columns, wide_rows},
    {LIFE_GEOMETRY_NONE, long_columns, long_rows}};

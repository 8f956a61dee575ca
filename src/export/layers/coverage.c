/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/coverage.c - coverage: wide on a map (a Feature a unit;
 * share_CATEGORY, min_, max_) and long as a table (the rows of
 * lc_answer_coverage), so that neither repeats geometries.
 */
#include "src/export/values/cover/coverage.h"

#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <string.h>

/* ---- what both are made of ---- */

/* The rows of a category are the units of the level in turn, and then
 * `outside` if the category has anything there; so what stands at one index is
 * of one unit. */
static size_t begin_of(const lc_layer_kept *k, size_t category)
{
    return category ? k->end.v[category - 1] : 0;
}

static size_t count_of(const lc_layer_kept *k, size_t category)
{
    return k->end.n ? k->end.v[category] - begin_of(k, category) : 0;
}

static lc_status keep_rows(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    lc_layer_kept *k = ctx;

    if (!lc_vec_reserve(&k->row, count) ||
        !lc_vec_push(&k->end, k->row.n + count) ||
        !lc_vec_push(&k->category, q->category))
        return lc_no_memory(err, "coverage");
    memcpy(k->row.v + k->row.n, rows, count * sizeof *rows);
    k->row.n += count;
    if (count > count_of(k, k->longest))
        k->longest = k->end.n - 1;
    return LIFE_OK;
}

/* Of the level asked for, or of each: what is asked is then of that level. */
static lc_coverage_request request_of(const lc_layer_rows *l, uint32_t level)
{
    lc_coverage_request req = l->request;

    if (l->every_level)
        req.level = level;
    return req;
}

static lc_status keep(lc_layer_rows *l, lc_error *err)
{
    uint32_t level, after = lc_layer_levels(l, &level);
    lc_status st = LIFE_OK;

    for (; !st && level < after; level++) {
        const lc_coverage_request req = request_of(l, level);

        if (!lc_vec_push(&l->kept, ((lc_layer_kept){.level = level})))
            return lc_no_memory(err, "coverage");
        st = lc_coverage_each(l->study, &req, keep_rows,
                              &l->kept.v[l->kept.n - 1], err);
    }
    return st;
}

/* ---- long ---- */

static lc_status long_open(lc_layer_rows *l, lc_error *err)
{
    lc_status st;

    lc_coverage_columns(&l->columns, &l->request);
    st = keep(l, err);
    for (size_t k = 0; k < l->kept.n; k++)
        l->count += l->kept.v[k].row.n;
    return st;
}

static lc_status long_row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                          lc_error *err)
{
    const lc_layer_kept *k = l->kept.v;
    lc_coverage_request req;
    lc_coverage_query q;
    size_t c = 0;

    (void)err;
    for (; i >= k->row.n; k++)
        i -= k->row.n;
    while (i >= k->end.v[c])
        c++;
    req = request_of(l, k->level);
    q = req.q;
    q.category = k->category.v[c];
    lc_coverage_values(&r->row, l->w, &req, &q, &k->row.v[i]);
    return LIFE_OK;
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
static const lc_export_field basic_fields[] = {
    LIFE_BASIC_FIELDS(LIFE_FIELD_OF)};

/* In the order of add_shares(). */
static void share_columns(lc_layer_rows *l, uint32_t category)
{
    for (size_t i = 0; i < sizeof share_fields / sizeof *share_fields; i++)
        lc_fieldset_make(&l->columns, &share_fields[i], "",
                         lc_category_id(l->w, category));
}

/* The categories in the order in which lc_coverage_each() asks for them. */
static void wide_columns(lc_layer_rows *l)
{
    static const lc_fields fields = LIFE_FIELDS(unit_fields);
    static const lc_fields basic = LIFE_FIELDS(basic_fields);

    lc_fieldset_add(&l->columns, &lc_unit_where_fields);
    lc_fieldset_add(&l->columns, &fields);
    for (uint32_t c = 0; c < lc_world_category_count(l->w); c++)
        if (lc_catset_has(&l->request.categories, c))
            share_columns(l, c);
    if (l->request.basic)
        share_columns(l, LIFE_ALL_BASIC);
    if (l->request.counted)
        lc_fieldset_add(&l->columns, &basic);
}

static void add_shares(lc_row *r, uint32_t category, const lc_coverage_row *row)
{
    if (category == LIFE_BASIC_COUNT) {
        LIFE_BASIC_FIELDS(LIFE_VALUE_OF)
    } else {
        SHARE_FIELDS(LIFE_VALUE_OF)
    }
}

static lc_status wide_open(lc_layer_rows *l, lc_error *err)
{
    lc_status st;

    wide_columns(l);
    st = keep(l, err);
    for (size_t k = 0; k < l->kept.n; k++)
        l->count += count_of(&l->kept.v[k], l->kept.v[k].longest);
    return st;
}

static void put_unit(lc_row *r, const lc_layer_rows *l, const lc_layer_kept *k,
                     size_t i)
{
    static const lc_coverage_row nothing = {.unit = LIFE_NONE};
    const lc_world *w = l->w;
    const lc_coverage_request req = request_of(l, k->level);
    const lc_coverage_row *row = &k->row.v[begin_of(k, k->longest) + i];
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(w, row->unit);

    r->id = u ? u->code : "outside";
    r->geometry.shape = u ? lc_held_outline(w, u) : req.area;
    lc_unit_where(r, w, row->unit, req.level, req.area != NULL);
    UNIT_FIELDS(LIFE_VALUE_OF)
    for (size_t c = 0; c < k->end.n; c++)
        add_shares(r, k->category.v[c],
                   i < count_of(k, c) ? &k->row.v[begin_of(k, c) + i]
                                      : &nothing);
}

static lc_status wide_row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                          lc_error *err)
{
    const lc_layer_kept *k = l->kept.v;

    (void)err;
    for (; i >= count_of(k, k->longest); k++)
        i -= count_of(k, k->longest);
    put_unit(&r->row, l, k, i);
    return LIFE_OK;
}

extern const lc_export_layer lc_layer_coverage;
const lc_export_layer lc_layer_coverage = {
    {LIFE_GEOMETRY_AREA, wide_open, wide_row},
    {LIFE_GEOMETRY_NONE, long_open, long_row}};

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/homes.c - homes, as points, with the unit of each level
 * and, for categories that were asked for by name, the answer to each.
 *
 * A city has some hundred thousand homes, so nothing is kept of a row once it
 * is written. Answers are asked for by name alone: a city has dozens of
 * categories, and each would add up to five columns.
 */
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pages/home_pages.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <stdio.h>

#define HOME_FIELDS(X)                                                         \
    X("home", LIFE_INTEGER, "", "home's number", "住处编号", lc_cell_whole(i)) \
    X("weight", LIFE_MILLI, "", "weight", "权重", lc_cell_whole(h.weight))     \
    X("weight_kind", LIFE_TEXT, "", "what homes weigh", "权重的含义",          \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(w))))                    \
    X("assumed", LIFE_BOOL, "", "weight is assumed", "权重为假定",             \
      lc_cell_whole(h.assumed))

static const lc_export_field home_fields[] = {HOME_FIELDS(LIFE_FIELD_OF)};

/* ---- answers ---- */

/* What a category says of a home; each is named CATEGORY and this. */
static const lc_export_field answer_fields[] = {
    {"_answer", LIFE_TEXT, "", "covered, uncovered or unknown", "是否覆盖"},
    {"_reason", LIFE_TEXT, "", "why it is not known", "未知的原因"},
    {"_seconds", LIFE_MILLI, "s", "way, in time", "路程时间"},
    {"_metres", LIFE_MILLI, "m", "way", "路程"},
    {"_nearest", LIFE_TEXT, "", "nearest facility", "最近设施"},
};
static const lc_export_field straight_field = {
    "_straight_metres", LIFE_MILLI, "m", "straight line", "直线距离"};

typedef enum answer_part { ANSWER, REASON, SECONDS, METRES, NEAREST } part;

/* Nearest is said of one category, and by walking. */
static bool has_nearest(const lc_layer_rows *l, uint32_t category)
{
    return !l->request.q.straight && category != LIFE_ALL_BASIC;
}

/* In the order of add_answer(). */
static void answer_columns(lc_layer_rows *l, uint32_t category)
{
    const char *id = lc_category_id(l->w, category);
    bool straight = l->request.q.straight;
    lc_fieldset *c = &l->columns;

    lc_fieldset_make(c, &answer_fields[ANSWER], id, "");
    lc_fieldset_make(c, &answer_fields[REASON], id, "");
    lc_fieldset_make(c, straight ? &straight_field : &answer_fields[SECONDS],
                     id, "");
    if (!has_nearest(l, category))
        return;
    lc_fieldset_make(c, &answer_fields[METRES], id, "");
    lc_fieldset_make(c, &answer_fields[NEAREST], id, "");
}

/* The ids of a whole table would be given away, one a home. */
static bool is_told(const lc_world *w, uint32_t facility)
{
    return facility != LIFE_NONE && !lc_held_facility(w, facility);
}

/* The values are added before the status is looked at: a row that is not
 * written may be anything. */
static lc_status add_nearest(const lc_layer_rows *l, uint32_t category,
                             uint32_t i, lc_row *r, lc_error *err)
{
    lc_near near = {LIFE_NONE, LIFE_NONE, LIFE_NONE, 0, 0, 0};
    lc_status st = lc_coverage_nearest(l->study, l->request.q.pace, category, i,
                                       &near, err);

    lc_row_add(r, lc_cell_milli(near.walk_mm));
    lc_row_add(r, lc_cell_text(is_told(l->w, near.facility)
                                   ? lc_world_facility(l->w, near.facility)->id
                                   : NULL));
    return st;
}

/* Whether it is not known is an answer; that it could not be asked is an
 * error. */
static lc_status add_answer(const lc_layer_rows *l, uint32_t category,
                            uint32_t i, lc_row *r, lc_error *err)
{
    static const char *const answers[] = {[LIFE_UNCOVERED] = "uncovered",
                                          [LIFE_COVERED] = "covered",
                                          [LIFE_UNKNOWN] = "unknown"};
    lc_coverage_query q = l->request.q;
    lc_answer answer;
    lc_reason reason;
    uint32_t measure;
    lc_status st;

    q.category = category;
    st = lc_coverage_home(l->study, &q, i, &answer, &reason, &measure, err);
    if (st)
        return st;
    lc_row_add(r, lc_cell_text(answers[answer]));
    lc_row_add(r, lc_cell_text(lc_reason_id(reason)));
    lc_row_add(r, lc_cell_milli(measure));
    return has_nearest(l, category) ? add_nearest(l, category, i, r, err)
                                    : LIFE_OK;
}

/* The categories to be answered, in turn; false after the last. `*c` begins at
 * 0 and is one more than the category's number. */
static bool next_asked(const lc_layer_rows *l, uint32_t *c, uint32_t *category)
{
    const lc_coverage_request *q = &l->request;
    uint32_t count = (uint32_t)lc_world_category_count(l->w);

    if (!q->named)
        return false;
    while (*c < count) {
        *category = (*c)++;
        if (lc_catset_has(&q->categories, *category))
            return true;
    }
    *category = LIFE_ALL_BASIC;
    return q->basic && (*c)++ == count;
}

/* ---- the layer ---- */

static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    static const lc_fields fields = LIFE_FIELDS(home_fields);
    static const lc_export_field unit = {"unit_", LIFE_TEXT, "", "unit",
                                         "单元"};
    uint32_t category;

    lc_fieldset_add(&l->columns, &fields);
    for (uint32_t i = 0; i < lc_world_level_count(l->w); i++)
        lc_fieldset_make(&l->columns, &unit, "", lc_world_level(l->w, i));
    for (uint32_t c = 0; next_asked(l, &c, &category);)
        answer_columns(l, category);
    lc_fieldset_add(&l->columns, &lc_layer_link_fields);
    return lc_held_homes(l->w) ? LIFE_OK
                               : lc_world_home_rows(l->w, &l->count, err);
}

static lc_status add_values(const lc_world *w, uint32_t i, const lc_home h,
                            lc_row *r, lc_error *err)
{
    lc_status st = LIFE_OK;

    r->geometry = (lc_geometry){.pt = h.pt, .placed = true};
    HOME_FIELDS(LIFE_VALUE_OF)
    for (uint32_t l = 0; l < lc_world_level_count(w) && !st; l++) {
        uint32_t unit = LIFE_NONE;

        st = lc_world_home_unit_at(w, i, l, &unit, err);
        lc_row_add(r, lc_cell_text(lc_unit_code(w, unit)));
    }
    return st;
}

/* Homes have no names: the number is their id, the same in all answers. */
static lc_status row(const lc_layer_rows *l, size_t number, lc_layer_reader *r,
                     lc_error *err)
{
    uint32_t i = (uint32_t)number, category;
    size_t links;
    lc_home home;
    lc_status st = lc_world_home_at(l->w, i, &home, &links, err);

    if (st)
        return st;
    snprintf(r->id, sizeof r->id, "%lu", (unsigned long)i);
    r->row.id = r->id;
    st = add_values(l->w, i, home, &r->row, err);
    for (uint32_t c = 0; !st && next_asked(l, &c, &category);)
        st = add_answer(l, category, i, &r->row, err);
    return st ? st
              : lc_layer_links(l->w, lc_world_home_link_at, i, links, &r->row,
                               err);
}

extern const lc_export_layer lc_layer_homes;
const lc_export_layer lc_layer_homes = {{LIFE_GEOMETRY_POINT, open_layer, row},
                                        {LIFE_GEOMETRY_POINT, open_layer, row}};

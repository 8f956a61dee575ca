/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/gaps.c - the gaps of each category that is asked for, else
 * of the basic ones, as outlines.
 *
 * Opening counts them; what costs, the place that would mend each, is worked
 * out as a reader comes to a category, so that the gaps of one alone are in
 * memory, however many there are.
 */
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"
#include "src/export/values/cover/gap.h"

/* What all its rows are of. */
#define ASKED_FIELDS(X)                                                        \
    X("level", LIFE_TEXT, "", "level of the unit", "单元层级",                 \
      lc_cell_text(lc_world_level(l->w, l->request.level)))                    \
    X("weight_kind", LIFE_TEXT, "", "what homes weigh", "权重的含义",          \
      lc_cell_text(lc_home_kind_id(lc_world_home_kind(l->w))))                 \
    X("pace", LIFE_TEXT, "", "pace", "步速",                                   \
      lc_cell_text(lc_world_pace(l->w, q->pace)->id))                          \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(q->limit_ms / 60000.0))

static const lc_export_field asked_fields[] = {ASKED_FIELDS(LIFE_FIELD_OF)};

static lc_gap_query query_of(const lc_layer_rows *l, uint32_t category,
                             size_t most)
{
    return (lc_gap_query){.category = category,
                          .pace = l->request.q.pace,
                          .limit_ms = l->request.q.limit_ms,
                          .unit = LIFE_NONE,
                          .most = most,
                          .level = &l->request.level};
}

/* Nothing named is all_basic; that stands for the categories that it is made
 * of, as a gap is of one. */
static void choose(lc_layer_rows *l)
{
    if (!l->request.named) {
        l->request.categories = (lc_catset){{0}};
        l->request.basic = true;
    }
    lc_layer_name_basic(l);
}

static lc_status count_gaps(lc_layer_rows *l, lc_walker *a, lc_error *err)
{
    for (LIFE_CATSET_EACH(c, &l->request.categories)) {
        const lc_gap_query q = query_of(l, c, 0);
        lc_gap_list found;
        lc_status st = lc_gaps_find(a, &q, &found, err);

        if (st)
            return st;
        l->count += found.found;
        lc_gap_list_clear(&found);
        if (!lc_vec_push(&l->at, c) || !lc_vec_push(&l->end, l->count))
            return lc_no_memory(err, "the gaps");
    }
    return LIFE_OK;
}

/* An outline is where homes are: it goes where they may go. */
static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    static const lc_fields asked = LIFE_FIELDS(asked_fields);
    lc_walker *a;
    lc_status st = lc_layer_check_walk(l, "gaps", err);

    if (st)
        return st;
    choose(l);
    lc_fieldset_add(&l->columns, &lc_gap_fields);
    lc_fieldset_add(&l->columns, &lc_gap_barrier_columns);
    lc_fieldset_add(&l->columns, &lc_gap_mend_columns);
    lc_fieldset_add(&l->columns, &lc_gap_link_columns);
    lc_fieldset_add(&l->columns, &lc_gap_gate_columns);
    lc_fieldset_add(&l->columns, &asked);
    if (lc_held_homes(l->w))
        return LIFE_OK;
    a = lc_walker_new(l->study);
    st = a ? count_gaps(l, a, err) : lc_no_memory(err, "the gaps");
    lc_walker_free(a);
    return st;
}

/* The gaps of a category, which stay for the rows behind. */
static lc_status find(const lc_layer_rows *l, const lc_gap_query *q,
                      lc_layer_reader *r, lc_error *err)
{
    if (r->gaps.count && r->gaps_of == q->category)
        return LIFE_OK;
    lc_gap_list_clear(&r->gaps);
    r->gaps_of = q->category;
    if (!r->walker)
        r->walker = lc_walker_new(l->study);
    return r->walker ? lc_gaps_find(r->walker, q, &r->gaps, err)
                     : lc_no_memory(err, "the gaps");
}

/* Whether it may be named where the city is given away. */
static bool is_told(const lc_world *w, uint32_t facility)
{
    return facility != LIFE_NONE && !lc_held_facility(w, facility);
}

static void put_row(const lc_layer_rows *l, const lc_gap_query *q,
                    const lc_gap_list *all, size_t i, lc_row *r)
{
    const lc_gap *g = &all->gap[i];

    r->geometry.shape = &g->outline;
    lc_gap_values(r, l->w, q, all, i, is_told(l->w, g->nearest.facility));
    lc_gap_barrier_values(r, l->w, g,
                          g->cause == LIFE_CAUSE_BARRIER &&
                              is_told(l->w, g->barrier.facility));
    lc_gap_mend_values(r, g);
    lc_gap_link_values(r, g);
    lc_gap_gate_values(r, g);
    ASKED_FIELDS(LIFE_VALUE_OF)
}

static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err)
{
    lc_gap_query q;
    lc_status st;
    size_t c = 0;

    while (i >= l->end.v[c])
        c++;
    q = query_of(l, l->at.v[c], SIZE_MAX);
    st = find(l, &q, r, err);
    if (!st)
        put_row(l, &q, &r->gaps, i - (c ? l->end.v[c - 1] : 0), &r->row);
    return st;
}

extern const lc_export_layer lc_layer_gaps;
const lc_export_layer lc_layer_gaps = {{LIFE_GEOMETRY_AREA, open_layer, row},
                                       {LIFE_GEOMETRY_AREA, open_layer, row}};

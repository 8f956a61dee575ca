/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/whatif.c - see lifecircle/export/answers/whatif.h.
 *
 * The scenario stands in its own answer as it was understood, positions in
 * WGS 84: it can be kept and asked again.
 */
#include "lifecircle/export/answers/whatif.h"

#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/import/scenario_put.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/category.h"
#include "src/export/values/cover/whatif.h"
#include "src/export/values/unit.h"

/* ---- JSON ---- */

static void put_changes(lc_json *j, const lc_whatif_answer *a)
{
    lc_row row = {0};

    lc_json_array(j, "changes");
    for (size_t i = 0; i < a->whatif->row_count; i++) {
        lc_json_object(j, NULL);
        lc_whatif_values(&row, a->w, a->q, &a->whatif->row[i]);
        lc_members_put(j, &lc_whatif_fields, &row);
        lc_json_end(j);
    }
    lc_json_end(j);
    lc_row_free(&row);
}

static void put_arrival(lc_json *j, const lc_whatif_answer *a, size_t i,
                        const lc_change *c)
{
    const lc_whatif_arrival *to = &a->whatif->arrival[i];

    lc_json_object(j, NULL);
    lc_json_str(j, "change", c->where);
    if (c->kind == LIFE_CHANGE_ADD)
        lc_json_str(
            j, "category",
            lc_world_category(a->w, lc_world_category_named(a->w, c->id))->id);
    else
        lc_json_str(j, "id", c->id);
    lc_json_str(j, "unit", lc_unit_code(a->w, to->unit));
    lc_json_str(j, "unit_name", lc_unit_name(a->w, to->unit));
    lc_json_bool(j, "linked", to->reason == LIFE_REASON_NONE);
    lc_json_str(j, "reason", lc_reason_id(to->reason));
    lc_json_bool(j, "outside_extent", to->outside);
    lc_json_end(j);
}

/* In the order of lc_whatif.arrival: those that are added, then the moved. */
static void put_arrivals(lc_json *j, const lc_whatif_answer *a)
{
    static const lc_change_kind kind[] = {LIFE_CHANGE_ADD, LIFE_CHANGE_MOVE};
    size_t n = 0;

    lc_json_array(j, "arrivals");
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        for (size_t i = 0; i < a->scenario->change.n; i++)
            if (a->scenario->change.v[i].kind == kind[k])
                put_arrival(j, a, n++, &a->scenario->change.v[i]);
    lc_json_end(j);
}

/* Longitude, latitude, as a scenario writes them. */
static void put_place(lc_json *j, const char *key, lc_pt p)
{
    lc_lonlat at = lc_pt_lonlat(p);

    lc_json_array(j, key);
    lc_json_double(j, NULL, at.lon, 7);
    lc_json_double(j, NULL, at.lat, 7);
    lc_json_end(j);
}

/* Where it meets the streets; of one that meets none there is nothing more. */
static void put_street(lc_json *j, const lc_change *c,
                       const lc_whatif_joined *to)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "change", c->where);
    lc_json_bool(j, "joined", to->reason == LIFE_REASON_NONE);
    lc_json_str(j, "reason", lc_reason_id(to->reason));
    lc_json_bool(j, "open_to_pace", to->open);
    if (!to->reason && c->kind == LIFE_CHANGE_LINK) {
        put_place(j, "from", to->at[0]);
        put_place(j, "to", to->at[1]);
        lc_json_milli(j, "metres", to->length_mm);
    } else if (!to->reason) {
        put_place(j, "at", to->at[0]);
    }
    if (!to->reason && c->kind == LIFE_CHANGE_BLOCK)
        lc_json_str(j, "name", to->name);
    if (c->kind == LIFE_CHANGE_GATE)
        lc_json_int(j, "streets", to->ends);
    lc_json_end(j);
}

/* In the order of lc_whatif.joined. */
static void put_streets(lc_json *j, const lc_whatif_answer *a)
{
    size_t n = 0;

    lc_json_array(j, "streets");
    for (int k = LIFE_CHANGE_LINK; k <= LIFE_CHANGE_GATE; k++)
        for (size_t i = 0; i < a->scenario->change.n; i++)
            if (a->scenario->change.v[i].kind == (lc_change_kind)k)
                put_street(j, &a->scenario->change.v[i],
                           &a->whatif->joined[n++]);
    lc_json_end(j);
}

/* What coverage does not look at. */
static void put_unheeded(lc_json *j, const lc_whatif_answer *a)
{
    lc_json_array(j, "not_heeded");
    for (size_t i = 0; i < a->scenario->change.n; i++)
        if (lc_scenario_is_unheeded(&a->scenario->change.v[i]))
            lc_json_str(j, NULL, a->scenario->change.v[i].where);
    lc_json_end(j);
}

/* How a rule stands, as a report has it; null where it has no row of it. */
static void put_standing(lc_json *j, const char *name, const lc_indicator *v)
{
    if (!v->rule) {
        lc_json_null(j, name);
        return;
    }
    lc_json_object(j, name);
    lc_json_double(j, "value", v->value, 6);
    lc_json_double(j, "value_min", v->low, 6);
    lc_json_double(j, "value_max", v->high, 6);
    lc_json_double(j, "target", v->target, 6);
    lc_json_str(j, "verdict", lc_indicator_verdict_id(v->verdict));
    lc_json_end(j);
}

static void put_indicator(lc_json *j, const lc_world *w,
                          const lc_altered_indicator *row)
{
    const lc_rule *rule = row->rule;
    const lc_indicator *any = row->after.rule ? &row->after : &row->before;

    lc_json_object(j, NULL);
    lc_json_str(j, "unit", lc_unit_code(w, row->unit));
    lc_json_str(j, "unit_name",
                row->unit == LIFE_NONE ? lc_world_setting(w, "name")
                                       : lc_unit_name(w, row->unit));
    lc_json_str(j, "indicator", rule->id);
    lc_json_str(j, "name_zh", rule->name_zh);
    lc_json_str(j, "name_en", rule->name_en);
    lc_json_str(j, "unit_zh", any->unit_zh);
    lc_json_str(j, "unit_en", any->unit_en);
    put_standing(j, "before", &row->before);
    put_standing(j, "after", &row->after);
    lc_json_end(j);
}

static void put_indicators(lc_json *j, const lc_whatif_answer *a)
{
    const lc_altered_indicators *told = a->indicators;

    if (!told)
        return;
    lc_json_str(j, "standard", lc_standard_id(told->standard));
    lc_json_array(j, "indicators");
    for (size_t i = 0; i < told->row_count; i++)
        put_indicator(j, a->w, &told->row[i]);
    lc_json_end(j);
}

static void put_shared(lc_json *j, const lc_whatif_answer *a)
{
    const lc_whatif_shared *s = a->shared;

    if (!s)
        return;
    lc_json_object(j, "access");
    lc_json_str(j, "capacity", s->before.access.capacity->id);
    lc_answer_access_sum(j, "before", &s->q, &s->before);
    lc_answer_access_sum(j, "after", &s->q, &s->after);
    lc_json_end(j);
}

void lc_answer_whatif(lc_buf *out, const lc_whatif_answer *a)
{
    const lc_world *w = a->w;
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_milli(&j, "gained", a->whatif->gained);
    lc_json_milli(&j, "lost", a->whatif->lost);
    lc_json_str(&j, "pace", lc_world_pace(w, a->q->pace)->id);
    lc_json_double(&j, "minutes", a->q->limit_ms / 60000.0, 3);
    lc_json_str(&j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    put_changes(&j, a);
    put_indicators(&j, a);
    put_shared(&j, a);
    put_arrivals(&j, a);
    put_streets(&j, a);
    put_unheeded(&j, a);
    lc_scenario_put(&j, "scenario", a->scenario);
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_city(w));
    lc_json_end(&j);
}

/* ---- rows ---- */

/* A unit may stand there several times. */
static void put_outline(lc_row *row, const lc_world *w, const lc_whatif_row *of,
                        lc_buf *id)
{
    const char *code = lc_unit_code(w, of->unit);

    lc_buf_clear(id);
    lc_buf_printf(id, "%s/%s", code ? code : "outside",
                  lc_category_id(w, of->category));
    row->id = id->data;
    row->failed = id->failed;
    row->geometry.shape =
        code ? lc_held_outline(w, lc_world_unit(w, of->unit)) : NULL;
}

lc_status lc_answer_whatif_rows(lc_buf *out, const lc_whatif_answer *a,
                                const char *format, lc_error *err)
{
    lc_buf id = {0};
    const lc_member head[] = {
        {"weight", lc_home_kind_id(lc_world_home_kind(a->w)), NULL},
        {"weight_unit", lc_world_setting(a->w, "home_unit_text"), NULL},
        {"attribution", lc_world_source_attribution(a->w), NULL},
        {"data_as_of", lc_as_of_city(a->w), NULL}};
    bool shapes = format[0] == 'g';
    lc_layout layout = {.name = "whatif",
                        .geometry =
                            shapes ? LIFE_GEOMETRY_AREA : LIFE_GEOMETRY_NONE,
                        .fields = lc_whatif_fields,
                        .head = head,
                        .heads = sizeof head / sizeof *head};
    lc_row row = {0};
    lc_writer writer;
    lc_status st = lc_writer_open(&writer, lc_formats_find(format), &layout,
                                  (lc_target){.buf = out}, err);

    for (size_t i = 0; i < a->whatif->row_count && !st; i++) {
        lc_row_clear(&row);
        if (shapes)
            put_outline(&row, a->w, &a->whatif->row[i], &id);
        lc_whatif_values(&row, a->w, a->q, &a->whatif->row[i]);
        st = lc_writer_row(&writer, &row, err);
    }
    if (!st)
        st = lc_writer_finish(&writer, err);
    lc_writer_free(&writer);
    lc_row_free(&row);
    lc_buf_free(&id);
    return st;
}

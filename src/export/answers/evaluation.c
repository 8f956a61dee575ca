/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/evaluation.c - see lifecircle/export/answers/evaluation.h.
 *
 * All forms are the same two kinds of rows, by another writer.
 */
#include "lifecircle/export/answers/evaluation.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/cover/evaluation.h"
#include "src/export/values/indicator.h"

/* ---- rows ---- */

typedef struct rows {
    lc_writer writer;
    lc_row row;
    lc_fieldset rules, counts;
} rows;

/* The columns of both kinds of rows. */
static lc_status begin(rows *t, lc_error *err)
{
    lc_fieldset_add(&t->rules, &lc_indicator_unit_fields);
    lc_fieldset_add(&t->rules, &lc_evaluated_fields);
    lc_fieldset_add(&t->counts, &lc_indicator_unit_fields);
    lc_fieldset_add(&t->counts, &lc_evaluation_fields);
    return t->rules.failed || t->counts.failed
               ? lc_no_memory(err, "the evaluation")
               : LIFE_OK;
}

/* Also where it never began. */
static void end(rows *t)
{
    lc_writer_free(&t->writer);
    lc_row_free(&t->row);
    lc_fieldset_free(&t->rules);
    lc_fieldset_free(&t->counts);
}

/* A row each; the city's have no unit. */
static lc_status put_rules(void *ctx, const lc_evaluation *e, lc_error *err)
{
    rows *t = ctx;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < e->v.n && !st; i++) {
        lc_row_clear(&t->row);
        lc_indicator_unit(&t->row, e->after.world, e->after.unit);
        lc_evaluated_values(&t->row, e, &e->v.v[i]);
        st = lc_writer_row(&t->writer, &t->row, err);
    }
    return st;
}

/* A row; on a map with the outline, where that may be given away. */
static lc_status put_counts(void *ctx, const lc_evaluation *e, lc_error *err)
{
    rows *t = ctx;
    const lc_unit *u = lc_world_unit(e->after.world, e->after.unit);

    lc_row_clear(&t->row);
    lc_indicator_unit(&t->row, e->after.world, e->after.unit);
    lc_evaluation_values(&t->row, e);
    if (t->writer.layout.geometry != LIFE_GEOMETRY_NONE) {
        t->row.id = u->code;
        t->row.geometry.shape = lc_held_outline(e->after.world, u);
    }
    return lc_writer_row(&t->writer, &t->row, err);
}

/* ---- tables ---- */

enum { HEADS = 5 };

/* What holds of all rows. The attribution is the second file's, of which all
 * but the figures before are. */
static void put_head(const lc_evaluation_files *f, lc_member head[HEADS])
{
    const lc_world *a = lc_study_world(f->before),
                   *b = lc_study_world(f->after);

    head[0] = (lc_member){"standard",
                          lc_standard_id(lc_assessment_standard(f->b)), NULL};
    head[1] =
        (lc_member){"weight", lc_home_kind_id(lc_world_home_kind(b)), NULL};
    head[2] = (lc_member){"attribution", lc_world_source_attribution(b), NULL};
    head[3] = (lc_member){"before_as_of", lc_as_of_city(a), NULL};
    head[4] = (lc_member){"data_as_of", lc_as_of_city(b), NULL};
}

/* City and units in one table, told apart by the unit's code. */
lc_status lc_answer_evaluation_csv(lc_buf *out, const lc_evaluation_files *f,
                                   const lc_evaluation *city, lc_error *err)
{
    rows t = {0};
    lc_layout layout = {.name = "evaluation"};
    lc_status st = begin(&t, err);

    layout.fields = lc_fieldset_all(&t.rules);
    if (!st)
        st = lc_writer_open(&t.writer, lc_formats_find("csv"), &layout,
                            (lc_target){.buf = out}, err);
    if (!st)
        st = put_rules(&t, city, err);
    if (!st)
        st = lc_evaluation_units(f, put_rules, &t, err);
    if (!st)
        st = lc_writer_finish(&t.writer, err);
    end(&t);
    return st;
}

/* Counts alone: two hundred rules would be a thousand columns of a map. */
lc_status lc_answer_evaluation_geojson(lc_buf *out,
                                       const lc_evaluation_files *f,
                                       lc_error *err)
{
    rows t = {0};
    lc_member head[HEADS];
    lc_layout layout = {.name = "evaluation",
                        .geometry = LIFE_GEOMETRY_AREA,
                        .head = head,
                        .heads = HEADS};
    lc_status st = begin(&t, err);

    put_head(f, head);
    layout.fields = lc_fieldset_all(&t.counts);
    if (!st)
        st = lc_writer_open(&t.writer, lc_formats_find("geojson"), &layout,
                            (lc_target){.buf = out}, err);
    if (!st)
        st = lc_evaluation_units(f, put_counts, &t, err);
    if (!st)
        st = lc_writer_finish(&t.writer, err);
    end(&t);
    return st;
}

/* The next sheet; its title must last until it is ended. */
static lc_status next_sheet(rows *t, lc_layout *layout, lc_sentence title,
                            lc_fields fields, lc_error *err)
{
    layout->title = lc_say_text(*layout->words, title);
    layout->fields = fields;
    return lc_writer_next(&t->writer, layout, err);
}

/* The city first, as it is what is handed in; the others are to be filtered. */
lc_status lc_answer_evaluation_sheet(lc_buf *out, const lc_evaluation_files *f,
                                     const lc_evaluation *city,
                                     const char *title, lc_lang lang,
                                     lc_error *err)
{
    rows t = {0};
    lc_member head[HEADS];
    lc_layout layout = {.name = "evaluation",
                        .head = head,
                        .heads = HEADS,
                        .words = &lang,
                        .title = title};
    lc_status st = begin(&t, err);

    put_head(f, head);
    layout.fields = lc_fieldset_all(&t.rules);
    if (!st)
        st = lc_writer_open(&t.writer, lc_formats_find("xlsx"), &layout,
                            (lc_target){.buf = out}, err);
    if (!st)
        st = put_rules(&t, city, err);
    if (!st)
        st = next_sheet(&t, &layout, LIFE_SAY_EVALUATION_UNITS,
                        lc_fieldset_all(&t.counts), err);
    if (!st)
        st = lc_evaluation_units(f, put_counts, &t, err);
    if (!st)
        st = next_sheet(&t, &layout, LIFE_SAY_EVALUATION_UNIT_RULES,
                        lc_fieldset_all(&t.rules), err);
    if (!st)
        st = lc_evaluation_units(f, put_rules, &t, err);
    if (!st)
        st = lc_writer_finish(&t.writer, err);
    end(&t);
    return st;
}

/* ---- JSON ---- */

typedef struct document {
    lc_json j;
    lc_row row;
} document;

/* Into the object that is open. */
static void put_members(document *d, const lc_evaluation *e)
{
    lc_indicator_unit(&d->row, e->after.world, e->after.unit);
    lc_members_put(&d->j, &lc_indicator_unit_fields, &d->row);
    lc_evaluation_values(&d->row, e);
    lc_members_put(&d->j, &lc_evaluation_fields, &d->row);
}

static lc_status put_unit(void *ctx, const lc_evaluation *e, lc_error *err)
{
    document *d = ctx;

    (void)err;
    lc_json_object(&d->j, NULL);
    put_members(d, e);
    lc_json_end(&d->j);
    return LIFE_OK;
}

lc_status lc_answer_evaluation(lc_buf *out, const lc_evaluation_files *f,
                               const lc_evaluation *city, lc_error *err)
{
    document d = {0};
    lc_member head[HEADS];
    lc_status st;

    put_head(f, head);
    lc_json_init(&d.j, out);
    lc_json_object(&d.j, NULL);
    for (size_t i = 0; i < HEADS; i++)
        lc_json_str(&d.j, head[i].name, head[i].text);
    lc_json_bool(&d.j, "same_weight", city->alike);
    lc_json_object(&d.j, "city");
    put_members(&d, city);
    lc_json_end(&d.j);
    lc_json_array(&d.j, "rules");
    for (size_t i = 0; i < city->v.n; i++) {
        lc_json_object(&d.j, NULL);
        lc_evaluated_values(&d.row, city, &city->v.v[i]);
        lc_members_put(&d.j, &lc_evaluated_fields, &d.row);
        lc_json_end(&d.j);
    }
    lc_json_end(&d.j);
    lc_json_array(&d.j, "units");
    st = lc_evaluation_units(f, put_unit, &d, err);
    lc_json_end(&d.j);
    lc_json_end(&d.j);
    lc_row_free(&d.row);
    return st;
}

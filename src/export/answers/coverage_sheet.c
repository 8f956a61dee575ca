/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/coverage_sheet.c - coverage as a workbook: all units by
 * all services on one sheet, and what there is to say of each on another.
 */
#include "lifecircle/export/answers/coverage_sheet.h"

#include "lifecircle/export/answers/coverage_matrix.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/cover/coverage.h"
#include "src/export/values/unit.h"

#include <math.h>

typedef struct sheet {
    const lc_world *w;
    const lc_coverage_request *req;
    lc_coverage_matrix m;
    lc_fieldset columns;
    lc_layout layout;
    lc_writer writer;
    lc_row row;
} sheet;

/* ---- units by services ---- */

#define UNIT_FIELDS(X)                                                         \
    X("approximate", LIFE_BOOL, "", "outline is approximate", "边界为近似",    \
      lc_cell_whole(unit != LIFE_NONE && lc_world_unit(w, unit)->approximate)) \
    X("total", LIFE_MILLI, "", "all", "总计", lc_cell_whole(row->total))

static const lc_export_field unit_fields[] = {UNIT_FIELDS(LIFE_FIELD_OF)};
static const lc_export_field basic_fields[] = {
    LIFE_BASIC_FIELDS(LIFE_FIELD_OF)};

/* Headed by the service alone: what is in it stands above the table. */
static lc_export_field service_field(const lc_world *w, uint32_t category)
{
    const lc_category *c;

    if (category == LIFE_ALL_BASIC)
        return (lc_export_field){
            "all_basic", LIFE_DECIMAL(1), "%",
            lc_say_text(LIFE_LANG_EN, LIFE_SAY_RULE_ALL_BASIC),
            lc_say_text(LIFE_LANG_ZH, LIFE_SAY_RULE_ALL_BASIC)};
    c = lc_world_category(w, category);
    return (lc_export_field){c->id, LIFE_DECIMAL(1), "%", c->name_en,
                             c->name_zh};
}

static void wide_columns(sheet *s)
{
    static const lc_fields unit = LIFE_FIELDS(unit_fields);
    static const lc_fields basic = LIFE_FIELDS(basic_fields);

    lc_fieldset_add(&s->columns, &lc_unit_where_fields);
    lc_fieldset_add(&s->columns, &unit);
    if (lc_coverage_matrix_is_counted(&s->m))
        lc_fieldset_add(&s->columns, &basic);
    for (size_t i = 0; i < s->m.query.n; i++) {
        uint32_t category = s->m.query.v[i].category;

        if (category != LIFE_BASIC_COUNT &&
            !lc_vec_push(&s->columns.field, service_field(s->w, category)))
            s->columns.failed = true;
    }
}

static void put_unit_values(lc_row *r, const lc_world *w,
                            const lc_coverage_row *row)
{
    uint32_t unit = row->unit;

    UNIT_FIELDS(LIFE_VALUE_OF)
}

static void put_basic_values(lc_row *r, const lc_coverage_row *row)
{
    LIFE_BASIC_FIELDS(LIFE_VALUE_OF)
}

/* Per cent to a tenth, down, so that only what is whole reads 100. */
static lc_cell percent(const lc_coverage_row *row)
{
    return lc_cell_real(floor(lc_share_value(lc_coverage_share(row)) * 1000) /
                        10);
}

static void wide_row(sheet *s, size_t i)
{
    const lc_coverage_matrix *m = &s->m;
    lc_row *r = &s->row;

    lc_row_clear(r);
    lc_unit_where(r, s->w, lc_coverage_matrix_at(m, 0, i)->unit, s->req->level,
                  s->req->area != NULL);
    put_unit_values(r, s->w, lc_coverage_matrix_at(m, 0, i));
    if (lc_coverage_matrix_is_counted(m))
        put_basic_values(r, lc_coverage_matrix_at(m, m->query.n - 1, i));
    for (size_t c = 0; c < m->query.n; c++)
        if (m->query.v[c].category != LIFE_BASIC_COUNT)
            lc_row_add(r, percent(lc_coverage_matrix_at(m, c, i)));
}

static lc_status put_wide(sheet *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && s->m.query.n && i < s->m.rows; i++) {
        wide_row(s, i);
        st = lc_writer_row(&s->writer, &s->row, err);
    }
    return st;
}

/* ---- all there is to say ---- */

static lc_status put_long(sheet *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t c = 0; c < s->m.query.n; c++)
        for (size_t i = 0; !st && i < lc_coverage_matrix_own(&s->m, c); i++) {
            lc_row_clear(&s->row);
            lc_coverage_values(&s->row, s->w, s->req, &s->m.query.v[c],
                               lc_coverage_matrix_at(&s->m, c, i));
            st = lc_writer_row(&s->writer, &s->row, err);
        }
    return st;
}

static lc_status begin_long(sheet *s, lc_error *err)
{
    lc_status st = lc_writer_end(&s->writer, err);

    lc_fieldset_free(&s->columns);
    lc_coverage_columns(&s->columns, s->req);
    s->layout.name = "rows";
    s->layout.title = lc_say_text(*s->layout.words, LIFE_SAY_MATRIX_ROWS);
    s->layout.fields = lc_fieldset_all(&s->columns);
    if (!st && s->columns.failed)
        st = lc_no_memory(err, "coverage");
    return st ? st : lc_writer_next(&s->writer, &s->layout, err);
}

/* ---- both ---- */

static lc_status write(sheet *s, lc_buf *out, lc_error *err)
{
    lc_status st =
        s->columns.failed
            ? lc_no_memory(err, "coverage")
            : lc_writer_open(&s->writer, lc_formats_find("xlsx"), &s->layout,
                             (lc_target){.buf = out}, err);

    if (!st)
        st = put_wide(s, err);
    if (!st)
        st = begin_long(s, err);
    if (!st)
        st = put_long(s, err);
    return st ? st : lc_writer_finish(&s->writer, err);
}

lc_status lc_answer_coverage_sheet(lc_buf *out, lc_study *study,
                                   const lc_coverage_request *r, lc_lang lang,
                                   lc_error *err)
{
    sheet s = {.w = lc_study_world(study), .req = r};
    const lc_member head[] = {{"data_as_of", lc_as_of_city(s.w), NULL}};
    const char *note[2] = {NULL};
    lc_buf caption = {0};
    lc_status st = lc_coverage_matrix_make(study, r, &s.m, err);

    lc_coverage_caption(&caption, s.w, r, lang);
    note[0] = lc_say_part(out, &caption);
    wide_columns(&s);
    s.layout = (lc_layout){.name = "coverage",
                           .fields = lc_fieldset_all(&s.columns),
                           .head = head,
                           .heads = 1,
                           .words = &lang,
                           .title = lc_say_text(lang, LIFE_SAY_MATRIX_TITLE),
                           .note = note};
    if (!st)
        st = write(&s, out, err);
    lc_writer_free(&s.writer);
    lc_row_free(&s.row);
    lc_fieldset_free(&s.columns);
    lc_coverage_matrix_clear(&s.m);
    lc_buf_free(&caption);
    return st;
}

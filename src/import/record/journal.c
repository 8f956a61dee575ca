/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/journal.c - see journal.h and lifecircle/import/journal.h.
 *
 * It is filled while rows go by and must never be why an import fails: what is
 * only shown may be missing, and where memory is short a text is "".
 *
 * A journal that is NULL takes no note and is no error, so that whoever
 * imports need not ask whether anybody wants one. Texts are copied: rows are
 * gone by the time it is shown.
 */
#include "src/import/record/journal.h"

#include "lifecircle/base/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Findings of tables, in the order in which they are shown. */
static const char *const ids[] = {
    "row_swapped",
    "row_metres",
    "row_degrees",
    "row_zero",
    "row_position",
    "row_geometry",
    "row_date",
    "row_number",
    "row_twice",
    "row_missing",
    "row_long",
    "row_fields",
    "row_unit",
    "row_code",
    "row_indicator",
    "row_other",
    "types_without_category",
    "numbers_left_out",
    "numbers_repeated",
    "areas_repaired",
    "cells_mended",
    "rows_no_records",
    "rows_closed",
    "status_unknown",
    "points_outside",
    "rows_without_name",
    "rows_without_position",
    "rows_by_address",
    "rows_address_unplaced",
    "rows_twice_here",
    "rows_known_already",
    "units_filled",
    "units_placed_area",
    "units_placed_point",
    "units_ambiguous",
    "units_elsewhere",
    "figures_of_no_rule",
};

#define ID_COUNT (sizeof ids / sizeof *ids)

/* All kinds of findings are there from the first, with count 0, so that they
 * are shown in their order and not in that of the rows. */
lc_status lc_journal_begin(lc_journal *r, const char *kind, lc_error *err)
{
    lc_status st;

    if (!r)
        return LIFE_OK;
    lc_journal_clear(r);
    r->kind = kind;
    r->mem = lc_arena_new(0);
    r->finding = lc_calloc(ID_COUNT, sizeof *r->finding);
    if (!r->mem || !r->finding)
        return lc_no_memory(err, "what was found");
    r->finding_count = ID_COUNT;
    for (size_t i = 0; i < ID_COUNT; i++) {
        r->finding[i].id = ids[i];
        /* Each unit that got a place is to be seen, and they are few. */
        if (!strncmp(ids[i], "units_", strlen("units_")))
            r->finding[i].most = SIZE_MAX;
    }
    st = lc_table_open("findings.csv", &r->words, err);
    return st ? st : lc_findings_word(r->finding, ID_COUNT, r->words, err);
}

/* One that is not in the list counts as "row_other". */
static lc_finding *find(lc_journal *r, const char *id)
{
    size_t other = 0;

    for (size_t i = 0; i < r->finding_count; i++) {
        if (!strcmp(r->finding[i].id, id))
            return &r->finding[i];
        if (!strcmp(r->finding[i].id, "row_other"))
            other = i;
    }
    return &r->finding[other];
}

/* Counted in any case; NULL where there are examples enough. */
lc_finding_example *lc_journal_add(lc_journal *r, const char *id,
                                   const lc_record *rec)
{
    lc_finding *f = r && r->finding ? find(r, id) : NULL;
    bool room = f && lc_finding_has_room(f);
    lc_finding_example *e = f ? lc_finding_note(f) : NULL;

    if (!room)
        return NULL;
    if (rec) {
        e->line = rec->line;
        e->feature = rec->feature;
    }
    return e;
}

void lc_journal_count(lc_journal *r, const char *id, int64_t count)
{
    if (r && r->finding && count > 0)
        find(r, id)->count += (uint64_t)count;
}

/* Either may be NULL: what was known before stays. */
void lc_journal_crs(lc_journal *r, const char *crs, const char *text)
{
    if (!r)
        return;
    if (crs)
        r->crs = lc_journal_keep(r, crs);
    if (text)
        r->crs_text = lc_journal_keep(r, text);
}

const char *lc_journal_keep(lc_journal *r, const char *text)
{
    const char *copy = r ? lc_journal_text(r, text) : "";

    return copy ? copy : ""; /* what is only shown may be missing */
}

/* ---- columns ---- */

/* The field's heading in Chinese, or its id where there is none. */
static const char *keep_called(lc_journal *r, const lc_columns *c,
                               const char *field)
{
    lc_buf name = {0};
    const char *kept;

    lc_columns_called(c, field, &name);
    kept = lc_journal_keep(r, name.data && !name.failed ? name.data : field);
    lc_buf_free(&name);
    return kept;
}

/* A column that is used for nothing has the field "". */
lc_status lc_journal_columns(lc_journal *r, const char *const *name,
                             size_t count, const lc_columns *c, uint64_t used,
                             lc_error *err)
{
    if (!r)
        return LIFE_OK;
    r->column.n = 0;
    for (size_t i = 0; i < count; i++) {
        lc_journal_column one = {
            lc_journal_keep(r, name[i]),
            lc_journal_keep(r, lc_columns_field(c, (int)i, used)), ""};

        if (*one.field)
            one.field_zh = keep_called(r, c, one.field);
        if (!lc_vec_push(&r->column, one))
            return lc_no_memory(err, "what was found");
    }
    return LIFE_OK;
}

/* Of what is made of several columns, or of a shape. */
static const char *made_called(const char *field)
{
    static const char *const made[][2] = {
        {"lon", "经度"},     {"lat", "纬度"},      {"shape", "形状"},
        {"area_m2", "面积"}, {"category", "类别"}, {"address", "地址"}};

    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (!strcmp(made[i][0], field))
            return made[i][1];
    return field;
}

const char *lc_journal_called(const lc_journal *r, const char *field,
                              lc_lang lang)
{
    if (lang == LIFE_LANG_EN)
        return field;
    for (size_t i = 0; i < r->column.n; i++)
        if (!strcmp(r->column.v[i].field, field))
            return r->column.v[i].field_zh;
    return made_called(field);
}

/* Of what was found out behind the headings: the first rows may say which
 * column a name is in. */
void lc_journal_use(lc_journal *r, const lc_columns *c, int column,
                    const char *field)
{
    lc_journal_column *one;

    if (!r || column < 0 || (size_t)column >= r->column.n)
        return;
    one = &r->column.v[column];
    one->field = lc_journal_keep(r, field);
    one->field_zh = keep_called(r, c, one->field);
}

/* ---- types ---- */

/* A type moves up by one place when it has passed the one before it, so common
 * ones are found early. Those that come when the list is full are only
 * counted: it is bounded, whatever a file holds. */
lc_status lc_journal_unknown_type(lc_journal *r, const char *type,
                                  const char *name, const lc_record *rec,
                                  lc_error *err)
{
    lc_journal_type one = {.count = 1};

    if (!r)
        return LIFE_OK;
    lc_journal_count(r, "types_without_category", 1);
    for (size_t i = 0; i < r->type.n; i++) {
        lc_journal_type *t = &r->type.v[i], before;

        if (strcmp(t->type, type))
            continue;
        t->count++;
        if (i > 0 && t[-1].count < t->count) { /* the common ones go first */
            before = t[-1];
            t[-1] = *t;
            *t = before;
        }
        return LIFE_OK;
    }
    if (r->type.n == LIFE_JOURNAL_TYPES) {
        r->type_more++;
        return LIFE_OK;
    }
    one.type = lc_journal_keep(r, type);
    one.example = lc_journal_keep(r, name);
    one.line = rec->line;
    one.feature = rec->feature;
    return lc_vec_push(&r->type, one) ? LIFE_OK
                                      : lc_no_memory(err, "what was found");
}

/* The commonest first; of equals by name, so that the order is the same each
 * time. */
static int by_count(const void *pa, const void *pb)
{
    const lc_journal_type *a = pa, *b = pb;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->type, b->type);
}

/* ---- the first rows ---- */

/* NULL once there are LIFE_JOURNAL_ROWS: lc_journal_put() then does nothing. */
lc_journal_row *lc_journal_next_row(lc_journal *r, const lc_record *rec)
{
    lc_journal_row *row;

    if (!r || r->row_count == LIFE_JOURNAL_ROWS)
        return NULL;
    row = &r->row[r->row_count++];
    row->line = rec->line;
    row->feature = rec->feature;
    return row;
}

void lc_journal_put(lc_journal *r, lc_journal_row *row, const char *field,
                    const char *value)
{
    lc_journal_cell cell = {field, ""};

    if (!row || !value || !*value)
        return;
    cell.value = lc_journal_keep(r, value);
    (void)!lc_vec_push(&row->cell, cell);
}

/* Seven decimals are a centimetre, as everywhere positions are written. */
void lc_journal_put_point(lc_journal *r, lc_journal_row *row, lc_pt pt)
{
    lc_lonlat at = lc_pt_lonlat(pt);
    char text[32];

    snprintf(text, sizeof text, "%.7f", at.lon);
    lc_journal_put(r, row, "lon", text);
    snprintf(text, sizeof text, "%.7f", at.lat);
    lc_journal_put(r, row, "lat", text);
}

void lc_journal_put_shape(lc_journal *r, lc_journal_row *row,
                          const lc_shape *shape)
{
    static const char *const kinds[] = {"none", "point", "line", "area"};
    char text[32];

    if (!row || shape->kind == LIFE_SHAPE_NONE)
        return;
    lc_journal_put_point(r, row, lc_shape_inner(shape));
    if (shape->kind == LIFE_SHAPE_POINT)
        return;
    lc_journal_put(r, row, "shape", kinds[shape->kind]);
    if (shape->kind != LIFE_SHAPE_AREA)
        return;
    snprintf(text, sizeof text, "%.0f", lc_shape_area_m2(shape));
    lc_journal_put(r, row, "area_m2", text);
}

/* ---- the end ---- */

/* Types are put in order only here: while rows go by the list is only nearly
 * sorted. */
void lc_journal_end(lc_journal *r, const lc_import_report *report,
                    const char *note)
{
    if (!r)
        return;
    r->rows = report->rows;
    r->taken = report->taken;
    r->rejected = report->rejected;
    r->left_out = report->left_out;
    if (*note)
        r->note = lc_journal_keep(r, note);
    if (r->type.n > 0)
        qsort(r->type.v, r->type.n, sizeof *r->type.v, by_count);
}

/* Also before lc_journal_begin(): the arena is made when it is first wanted. */
const char *lc_journal_text(lc_journal *r, const char *text)
{
    if (!r->mem)
        r->mem = lc_arena_new(0);
    return r->mem ? lc_arena_strndup(r->mem, text, strlen(text)) : NULL;
}

void lc_journal_clear(lc_journal *r)
{
    for (size_t i = 0; i < r->row_count; i++)
        lc_vec_free(&r->row[i].cell);
    lc_vec_free(&r->column);
    lc_vec_free(&r->type);
    lc_findings_clear(r->finding, r->finding_count);
    lc_free(r->finding);
    lc_table_free(r->words);
    lc_arena_free(r->mem);
    *r = (lc_journal){0};
}

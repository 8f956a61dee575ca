/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/row.c - see row.h.
 */
#include "src/import/kinds/facility/row.h"

#include "lifecircle/base/utf8.h"
#include "src/import/kinds/facility/write.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/date.h"

#include <inttypes.h>
#include <string.h>

/* Buffers are kept from row to row: a table has many and they are alike. */
lc_status lc_facility_row_open(lc_facility_row *f,
                               const lc_facility_place *place,
                               const lc_facility_status *status,
                               const lc_kinds *kinds, lc_error *err)
{
    *f = (lc_facility_row){.t = place->t,
                           .place = place,
                           .status = status,
                           .kinds = kinds,
                           .name = {.place = place, .kinds = kinds}};
    return lc_facility_ids_open(&f->ids, f->t->city, f->t->source.name, err);
}

void lc_facility_row_close(lc_facility_row *f)
{
    lc_facility_name_close(&f->name);
    lc_facility_ids_close(&f->ids);
    lc_buf_free(&f->text);
    lc_buf_free(&f->attributes);
}

/* A date that can't be read rejects the row: "closed on" must not be lost. */
static lc_status read_date(const lc_facility_row *f, const lc_record *r,
                           lc_field field, char out[16], lc_error *err)
{
    const char *text = lc_table_import_get(f->t, r, field);

    out[0] = '\0';
    if (!*text || lc_date_parse(text, out))
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "date",
                     "\"%.40s\" is not a date; write 2024-05-31", text);
}

/* The first rows go into the journal as they were understood. */
static void show_row(const lc_facility_row *f, const lc_record *r,
                     const lc_stored_facility *row, const lc_shape *shape)
{
    lc_journal *to = f->t->o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);

    lc_journal_put(to, out, "id", row->id);
    lc_journal_put(to, out, "name", row->name);
    lc_journal_put(to, out, "category", row->categories);
    lc_journal_put_shape(to, out, shape);
    lc_journal_put(to, out, "unit", row->unit_code);
    lc_journal_put(to, out, "address", row->address);
    lc_journal_put(to, out, "phone", row->phone);
    lc_journal_put(to, out, "opening_hours", row->opening_hours);
    lc_journal_put(to, out, "website", row->website);
    lc_journal_put(to, out, "wheelchair", row->wheelchair);
    lc_journal_put(to, out, "checked_on", row->checked_on);
    lc_journal_put(to, out, "closed_on", row->closed_on);
    if (strcmp(row->attributes, "{}"))
        lc_journal_put(to, out, "attributes", row->attributes);
}

/* Numbers that are none were left out of the attributes; the row stays. */
static void note_odd(lc_facility_row *f, const lc_record *r, int64_t before)
{
    char text[128];

    if (before == f->odd.count)
        return;
    lc_utf8_format(text, sizeof text, "%.40s \"%.60s\"",
                   lc_columns_field(&f->t->columns, f->odd.column, f->t->used),
                   f->odd.text);
    if (before == 0)
        lc_utf8_format(f->first_odd, sizeof f->first_odd, "%s %u, %s",
                       r->line ? "line" : "feature",
                       (unsigned)(r->line ? r->line : r->feature), text);
    for (; before < f->odd.count; before++) {
        lc_finding_example *e =
            lc_journal_add(f->t->o->journal, "numbers_left_out", r);

        if (!e)
            continue;
        e->name = lc_journal_keep(
            f->t->o->journal, lc_table_import_get(f->t, r, LIFE_FIELD_name));
        e->said = lc_journal_keep(f->t->o->journal, text);
    }
}

/* What the columns say, what the type says beside them, how the address was
 * found. */
static void put_attributes(lc_facility_row *f, const lc_record *r,
                           const char *type)
{
    lc_told told = {.n = 0};

    lc_kinds_tell(f->kinds, type, &told);
    lc_buf_clear(&f->attributes);
    lc_attributes_put(&f->t->columns, r, false, &told, &f->attributes, &f->odd);
    if (f->place->matched)
        lc_row_address_attribute(&f->place->match, &f->attributes);
}

/* The categories and, behind them, a name that is made up: the buffer may move
 * as it grows, so the name's place is kept and not a pointer. */
static lc_status put_texts(lc_facility_row *f, const lc_record *r,
                           const lc_catset *categories, const lc_shape *shape,
                           size_t *name_at, lc_error *err)
{
    lc_status st;

    lc_buf_clear(&f->text);
    lc_kinds_text(f->kinds, categories, &f->text);
    lc_buf_putc(&f->text, '\0');
    *name_at = f->text.len;
    st = lc_facility_name_put(&f->name, r, categories, shape, &f->text, err);
    if (!st && (f->text.failed || f->attributes.failed))
        st = lc_no_memory(err, "a facility");
    return st;
}

/* Puts the row together; its id comes last, as it may be made of the rest. */
lc_status lc_facility_row_write(lc_facility_row *f, const lc_record *r,
                                const lc_catset *categories, const char *type,
                                const lc_shape *shape, lc_error *err)
{
    const char *own = lc_table_import_get(f->t, r, LIFE_FIELD_id);
    const char *wheels = lc_table_import_get(f->t, r, LIFE_FIELD_wheelchair);
    const char *name = lc_table_import_get(f->t, r, LIFE_FIELD_name);
    char checked[16], closed[16];
    size_t name_at;
    int64_t odd = f->odd.count;
    lc_stored_facility row;
    lc_status st;

    if (read_date(f, r, LIFE_FIELD_checked_on, checked, err) ||
        read_date(f, r, LIFE_FIELD_closed_on, closed, err))
        return LIFE_ERR_PARSE;
    put_attributes(f, r, type);
    st = put_texts(f, r, categories, shape, &name_at, err);
    if (st)
        return st;
    row = (lc_stored_facility){
        .source = f->t->source.name,
        .name = *name ? name : f->text.data + name_at,
        .name_given = *name != '\0',
        .categories = f->text.data,
        .unit_code = f->place->unit,
        .address = f->place->address.data,
        .phone = lc_table_import_get(f->t, r, LIFE_FIELD_phone),
        .opening_hours = lc_facility_status_hours(f->status, r),
        .website = lc_table_import_get(f->t, r, LIFE_FIELD_website),
        .wheelchair =
            lc_cell_words_find(&f->t->words, "wheelchair", wheels, wheels),
        .checked_on = checked,
        .closed_on = closed,
        .attributes = f->attributes.data,
        .placed = shape->kind != LIFE_SHAPE_NONE};
    if (row.placed)
        row.pt = lc_shape_inner(shape);
    st = lc_facility_ids_give(&f->ids, own, &row, err);
    if (st)
        return st;
    st = lc_facility_write(f->t->city, &row, shape, err);
    if (st)
        return st;
    lc_facility_ids_keep(&f->ids);
    show_row(f, r, &row, shape);
    note_odd(f, r, odd);
    return LIFE_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/members.c - values as JSON members.
 *
 * A cell that is null isn't known and has its key all the same; one that is
 * absent has no meaning for this row, and no key.
 */
#include "lifecircle/export/formats/members.h"

#include <assert.h>
#include <string.h>

static void put_list(lc_json *j, const char *name, const lc_cell *v)
{
    lc_json_array(j, name);
    for (uint32_t i = 0; i < v->count; i++)
        lc_json_str(j, NULL, v->is.list[i]);
    lc_json_end(j);
}

static void put_value(lc_json *j, const lc_export_field *f, const lc_cell *v)
{
    switch (lc_field_type_of(f)) {
    case LIFE_FIELD_TEXT:
    case LIFE_FIELD_DATE:
        lc_json_str(j, f->name, v->is.text);
        break;
    case LIFE_FIELD_INTEGER:
        lc_json_int(j, f->name, v->is.whole);
        break;
    case LIFE_FIELD_DECIMAL:
        lc_json_double(j, f->name, v->is.real, lc_field_decimals(f));
        break;
    case LIFE_FIELD_MILLI:
        lc_json_milli(j, f->name, v->is.whole);
        break;
    case LIFE_FIELD_BOOL:
        lc_json_bool(j, f->name, v->is.whole);
        break;
    case LIFE_FIELD_LIST:
        put_list(j, f->name, v);
        break;
    case LIFE_FIELD_JSON:
        lc_json_raw(j, f->name, v->is.text, strlen(v->is.text));
        break;
    }
}

/* Behind a number that has no point. */
static void put_point(lc_json *j, const lc_export_field *f)
{
    lc_field_type type = lc_field_type_of(f);
    lc_buf *out = j->out;
    size_t at = out->len;

    if (out->failed || (type != LIFE_FIELD_DECIMAL && type != LIFE_FIELD_MILLI))
        return;
    while (at && out->data[at - 1] >= '0' && out->data[at - 1] <= '9')
        at--;
    if (!at || out->data[at - 1] != '.')
        lc_buf_puts(out, ".0");
}

/* Without memory a row may be short of values: then nothing is written, and
 * the buffer fails. */
static void write(lc_json *j, const lc_fields *fields, const lc_row *row,
                  bool points)
{
    if (row->failed) {
        j->out->failed = true;
        return;
    }
    assert(row->value.n == fields->count);
    for (size_t i = 0; i < fields->count; i++) {
        const lc_cell *v = &row->value.v[i];

        if (v->kind == LIFE_CELL_NULL)
            lc_json_null(j, fields->field[i].name);
        else if (v->kind != LIFE_CELL_ABSENT) {
            put_value(j, &fields->field[i], v);
            if (points)
                put_point(j, &fields->field[i]);
        }
    }
}

void lc_members_write(lc_json *j, const lc_fields *fields, const lc_row *row)
{
    write(j, fields, row, false);
}

void lc_members_write_typed(lc_json *j, const lc_fields *fields,
                            const lc_row *row)
{
    write(j, fields, row, true);
}

void lc_members_put(lc_json *j, const lc_fields *fields, lc_row *row)
{
    lc_members_write(j, fields, row);
    lc_row_clear(row);
}

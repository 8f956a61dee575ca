/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/attributes.c - see attributes.h.
 */
#include "src/import/record/attributes.h"

#include "lifecircle/base/json.h"
#include "src/import/record/words/date.h"
#include "src/import/record/words/measure.h"

#include <string.h>

/* Whether a column says it, or, if `nulls`, takes it away. */
static bool has_own(const lc_columns *c, const lc_record *r, bool nulls,
                    const char *attribute)
{
    for (size_t i = 0; i < c->attributes.n; i++) {
        const lc_attribute *a = &c->attributes.v[i];

        if (!strcmp(lc_table_cell(c->table, a->row, "field"), attribute))
            return nulls || *r->cell[a->column];
    }
    return false;
}

/* What is told of the place that no column says. */
static lc_told without_own(const lc_columns *c, const lc_record *r, bool nulls,
                           const lc_told *told)
{
    lc_told out = {.n = 0};

    for (size_t i = 0; i < told->n; i++)
        if (!has_own(c, r, nulls, told->v[i].attribute))
            out.v[out.n++] = told->v[i];
    return out;
}

/* One cell. Words that have one meaning are kept in one form. */
static void put_cell(lc_json *j, const lc_columns *c, const lc_attribute *a,
                     const char *key, const char *value, lc_attributes_odd *odd)
{
    char date[16];
    double number;

    if (a->is_date && lc_date_parse(value, date))
        lc_json_str(j, key, date);
    else if (!a->is_number && !a->is_date)
        lc_json_str(j, key,
                    a->has_words ? lc_type_facts_cell(&c->facts, key, value)
                                 : value);
    else if (a->is_number &&
             lc_measure_read(&c->words, lc_measure_unit(key), value, &number) &&
             number >= 0)
        lc_json_double(j, key, number, 3);
    else
        *odd = (lc_attributes_odd){odd->count + 1, a->column, value};
}

void lc_attributes_put(const lc_columns *c, const lc_record *r, bool nulls,
                       const lc_told *told, lc_buf *out, lc_attributes_odd *odd)
{
    int names = lc_table_column(c->table, "field");
    const lc_told more = without_own(c, r, nulls, told);
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    for (size_t i = 0; i < c->attributes.n; i++) {
        const lc_attribute *a = &c->attributes.v[i];
        const char *key = lc_table_get(c->table, a->row, names);
        const char *value = r->cell[a->column];

        if (*value)
            put_cell(&j, c, a, key, value, odd);
        else if (nulls)
            lc_json_null(&j, key);
    }
    for (size_t i = 0; i < more.n; i++)
        lc_json_str(&j, more.v[i].attribute, more.v[i].value);
    lc_json_end(&j);
}

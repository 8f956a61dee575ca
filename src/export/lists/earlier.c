/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/earlier.c - see earlier.h.
 *
 * A CSV has been in a spreadsheet in between: columns may be moved, numbers
 * written otherwise, and the mark that keeps a text from being a formula may be
 * there or not.
 */
#include "src/export/lists/earlier.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/mark.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ASCII has it for just this, as its unit separator. */
#define BETWEEN "\x1f" /* the parts of a key: no cell has it */

/* Rows stay in the file's order, in which those that are gone are told;
 * `sorted` is for finding. All texts are in one arena. */
struct lc_earlier {
    lc_arena *text;
    lc_fields fields;
    lc_lang lang;
    const char *file;
    int *column; /* of the CSV: which field each is, -1: none */
    size_t columns;
    LC_VEC(lc_earlier_row) row;
    lc_earlier_row **sorted; /* by key */
};

/* ---- rows ---- */

/* Made of the cells as texts, in the fields' order, so that today's row and the
 * earlier one give the same key, wherever their columns stand. */
void lc_earlier_key(lc_buf *out, lc_fields fields, const char *const *cell)
{
    for (size_t i = 0; i < fields.count; i++)
        if (lc_mark_is(&fields.field[i], LIFE_KEY)) {
            lc_buf_puts(out, cell[i] ? cell[i] : "");
            lc_buf_puts(out, BETWEEN);
        }
}

/* A row of as many cells as there are fields, none of them told. */
static lc_earlier_row *add_row(lc_earlier *e)
{
    lc_earlier_row r = {0};

    r.cell = lc_arena_alloc(e->text, (e->fields.count + 1) * sizeof *r.cell);
    if (!r.cell || !lc_vec_push(&e->row, r))
        return NULL;
    for (size_t i = 0; i < e->fields.count; i++)
        r.cell[i] = NULL;
    return &e->row.v[e->row.n - 1];
}

static bool keep(lc_earlier *e, lc_earlier_row *r, size_t field,
                 const char *text)
{
    r->cell[field] = lc_arena_strdup(e->text, text);
    return r->cell[field] != NULL;
}

/* Without the marks that keep it from being a formula. */
static void unguard(char *text)
{
    char *to = text;
    bool begins = true;

    for (const char *s = text; *s; s++) {
        if (!begins || *s != '\'' || !lc_cell_is_formula(s + 1))
            *to++ = *s;
        begins = strchr(LIFE_CELL_BEGINS, *s) != NULL;
    }
    *to = '\0';
}

/* ---- CSV ---- */

/* By the heading as people read it: CSV lists have no other names. */
static int field_of(const lc_earlier *e, const char *heading)
{
    for (size_t i = 0; i < e->fields.count; i++) {
        const lc_export_field *f = &e->fields.field[i];

        if (!strcmp(lc_lang_pick(e->lang, f->zh, f->en), heading))
            return (int)i;
    }
    return -1;
}

/* Without all its keys no row can be found again. */
static lc_status check_keys(const lc_earlier *e, lc_error *err)
{
    for (size_t i = 0; i < e->fields.count; i++) {
        const lc_export_field *f = &e->fields.field[i];
        bool there = false;

        for (size_t c = 0; e->column && c < e->columns; c++)
            there |= e->column[c] == (int)i;
        if (lc_mark_is(f, LIFE_KEY) && !there)
            return lc_fail_at(
                err,
                lc_fail(err, LIFE_ERR_PARSE,
                        "the column \"%s\" is missing: it must be an earlier "
                        "list of the same kind, as csv or json, in the same "
                        "language (--lang %s)",
                        lc_lang_pick(e->lang, f->zh, f->en),
                        lc_lang_id(e->lang)),
                e->file, 1);
    }
    return LIFE_OK;
}

/* A column that is none of the fields' may be the reader's own; it is passed
 * over. */
static lc_status take_headings(lc_earlier *e, const lc_csv_row *row,
                               lc_error *err)
{
    e->columns = row->count;
    e->column = lc_calloc(row->count + 1, sizeof *e->column);
    if (!e->column)
        return lc_no_memory(err, "the earlier list");
    for (size_t c = 0; c < row->count; c++)
        e->column[c] = field_of(e, row->field[c]);
    return check_keys(e, err);
}

/* Spreadsheets leave rows of commas alone where something once stood. */
static bool is_blank(const lc_csv_row *row)
{
    for (size_t c = 0; c < row->count; c++)
        if (row->field[c][strspn(row->field[c], " ")])
            return false;
    return true;
}

/* A row may be shorter than the headings, as spreadsheets leave empty cells at
 * the end out. */
static lc_status take_line(void *ctx, const lc_csv_row *row, lc_error *err)
{
    lc_earlier *e = ctx;
    lc_earlier_row *r;

    if (is_blank(row))
        return LIFE_OK;
    if (!e->column)
        return take_headings(e, row, err);
    r = add_row(e);
    if (!r)
        return lc_no_memory(err, "the earlier list");
    for (size_t c = 0; c < row->count && c < e->columns; c++) {
        char *text;

        if (e->column[c] < 0)
            continue;
        text = lc_arena_strdup(e->text, row->field[c]);
        if (!text)
            return lc_no_memory(err, "the earlier list");
        unguard(text);
        r->cell[e->column[c]] = text;
    }
    return LIFE_OK;
}

/* ---- JSON ---- */

/* Nine decimals are more than any field has. Lists and booleans are no cells of
 * a list and are passed over. */
static bool take_member(lc_earlier *e, lc_earlier_row *r, size_t field,
                        const json_t *v)
{
    lc_buf text = {0};
    bool ok;

    if (!v || json_is_null(v))
        return true;
    if (json_is_string(v))
        lc_buf_puts(&text, json_string_value(v));
    else if (json_is_integer(v))
        lc_buf_int(&text, json_integer_value(v));
    else if (json_is_real(v))
        lc_buf_double(&text, json_real_value(v), 9);
    else
        return true;
    ok = !text.failed && keep(e, r, field, text.data ? text.data : "");
    lc_buf_free(&text);
    return ok;
}

/* A member that is no key may be missing: an earlier version of the program may
 * not have had the column. */
static lc_status take_object(lc_earlier *e, const json_t *object, lc_error *err)
{
    lc_earlier_row *r = add_row(e);

    if (!r)
        return lc_no_memory(err, "the earlier list");
    for (size_t i = 0; i < e->fields.count; i++) {
        const lc_export_field *f = &e->fields.field[i];
        const json_t *v = json_object_get(object, f->name);

        if (lc_mark_is(f, LIFE_KEY) && !v)
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "a row has no member \"%s\": it must be "
                                      "an earlier list of the same kind",
                                      f->name),
                              e->file, 0);
        if (!take_member(e, r, i, v))
            return lc_no_memory(err, "the earlier list");
    }
    return LIFE_OK;
}

/* The language is asked for, as words such as the names of kinds are among the
 * keys. */
static lc_status read_json(lc_earlier *e, const lc_list_earlier *from,
                           lc_error *err)
{
    json_error_t fault;
    json_t *root = json_loadb(from->text, from->len, 0, &fault), *one;
    const json_t *rows = json_object_get(root, "rows");
    const char *lang = json_string_value(json_object_get(root, "lang"));
    lc_status st = LIFE_OK;
    size_t i;

    if (!root)
        st = lc_fail_at(err, lc_fail(err, LIFE_ERR_PARSE, "%s", fault.text),
                        from->file, (uint32_t)fault.line);
    else if (!json_is_array(rows) || !lang ||
             strcmp(lang, lc_lang_id(e->lang)) != 0)
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_PARSE,
                                "it must be an earlier list with its \"rows\", "
                                "in the same language (--lang %s)",
                                lc_lang_id(e->lang)),
                        from->file, 0);
    json_array_foreach(rows, i, one)
    {
        if (!st)
            st = take_object(e, one, err);
    }
    json_decref(root);
    return st;
}

/* ---- all of it ---- */

/* Rows of equal keys as they stand in the file: they are all in one array. */
static int by_key(const void *pa, const void *pb)
{
    const lc_earlier_row *a = *(lc_earlier_row *const *)pa,
                         *b = *(lc_earlier_row *const *)pb;
    int order = strcmp(a->key, b->key);

    return order ? order : (a > b) - (a < b);
}

static lc_status sort(lc_earlier *e, lc_error *err)
{
    lc_buf key = {0};

    e->sorted = lc_calloc(e->row.n + 1, sizeof(lc_earlier_row *));
    for (size_t i = 0; i < e->row.n && e->sorted; i++) {
        lc_earlier_row *r = &e->row.v[i];

        lc_buf_clear(&key);
        lc_earlier_key(&key, e->fields, r->cell);
        r->key = key.failed ? NULL : lc_arena_strdup(e->text, key.data);
        if (!r->key) {
            lc_buf_free(&key);
            return lc_no_memory(err, "the earlier list");
        }
        e->sorted[i] = r;
    }
    lc_buf_free(&key);
    if (!e->sorted)
        return lc_no_memory(err, "the earlier list");
    if (e->row.n)
        qsort(e->sorted, e->row.n, sizeof(lc_earlier_row *), by_key);
    return LIFE_OK;
}

/* By what stands in it and not by the file's name, which a mail program may
 * have changed. */
static bool is_json(const char *text, size_t len)
{
    size_t at = lc_csv_bom_bytes(text, len);

    while (at < len && strchr(" \t\r\n", text[at]))
        at++;
    return at < len && text[at] == '{';
}

/* Spreadsheets save CSV in the system's own encoding unless asked otherwise;
 * then Chinese headings would match nothing, and the message says what to
 * do. */
static lc_status read_text(lc_earlier *e, const lc_list_earlier *from,
                           lc_error *err)
{
    lc_status st;

    if (lc_utf8_valid(from->text, from->len) != from->len)
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_PARSE,
                                  "the list is not UTF-8: save it as "
                                  "CSV UTF-8"),
                          from->file, 0);
    if (is_json(from->text, from->len))
        return read_json(e, from, err);
    st = lc_csv_read(from->text, from->len, ',', from->file, take_line, e, err);
    return st || e->column ? st : check_keys(e, err);
}

lc_status lc_earlier_read(const lc_list_earlier *from, lc_fields fields,
                          lc_lang lang, lc_earlier **out, lc_error *err)
{
    lc_earlier *e = lc_calloc(1, sizeof *e);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!e)
        return lc_no_memory(err, "the earlier list");
    e->fields = fields;
    e->lang = lang;
    e->file = from->file;
    e->text = lc_arena_new(0);
    if (!e->text)
        st = lc_no_memory(err, "the earlier list");
    if (!st)
        st = read_text(e, from, err);
    if (!st)
        st = sort(e, err);
    if (st)
        lc_earlier_free(e);
    else
        *out = e;
    return st;
}

void lc_earlier_free(lc_earlier *e)
{
    if (!e)
        return;
    lc_vec_free(&e->row);
    lc_free(e->sorted);
    lc_free(e->column);
    lc_arena_free(e->text);
    lc_free(e);
}

/* The place of the first row whose key is not less. */
static size_t first_of(const lc_earlier *e, const char *key)
{
    size_t low = 0, high = e->row.n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (strcmp(e->sorted[mid]->key, key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_at(const lc_earlier *e, size_t i, const char *key)
{
    return i < e->row.n && !strcmp(e->sorted[i]->key, key);
}

/* Each row is found once, in the file's order where several have the key. */
lc_earlier_row *lc_earlier_find(lc_earlier *e, const char *key)
{
    size_t i = first_of(e, key);

    while (is_at(e, i, key) && e->sorted[i]->met)
        i++;
    return is_at(e, i, key) ? e->sorted[i] : NULL;
}

/* Who copies a row has it twice, and it is not gone for that. */
bool lc_earlier_is_gone(const lc_earlier *e, const lc_earlier_row *row)
{
    return !row->met && !e->sorted[first_of(e, row->key)]->met;
}

size_t lc_earlier_count(const lc_earlier *e)
{
    return e->row.n;
}

lc_earlier_row *lc_earlier_at(lc_earlier *e, size_t i)
{
    return &e->row.v[i];
}

/* "1200" and "1200.0" are one number; what can't be read as one is compared as
 * text alone. */
bool lc_earlier_same(const lc_export_field *f, const char *a, const char *b)
{
    lc_field_type t = lc_field_type_of(f);
    double x, y;

    if (!strcmp(a, b))
        return true;
    return (t == LIFE_FIELD_INTEGER || t == LIFE_FIELD_DECIMAL ||
            t == LIFE_FIELD_MILLI) &&
           lc_parse_decimal(a, &x) && lc_parse_decimal(b, &y) &&
           fabs(x - y) < 1e-9;
}

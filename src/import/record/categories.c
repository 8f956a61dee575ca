/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/categories.c - see categories.h.
 */
#include "src/import/record/categories.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/world/category_table.h"
#include "lifecircle/world/catset.h"
#include "src/import/table/formats.h"

#include <string.h>

/* Arrays of the city file are named by 40 bytes of an id (labels.c). */
#define ID_BYTES_MAX   40
#define NAME_BYTES_MAX 120
#define ID_CHARS       "abcdefghijklmnopqrstuvwxyz0123456789_"

/* In the order of lc_category_columns. */
enum {
    ID,
    GROUP,
    GROUP_ZH,
    GROUP_EN,
    NAME_ZH,
    NAME_EN,
    BASIC,
    MINUTES,
    ATTRIBUTES,
    DOUBLE_M
};

typedef struct own_row {
    const char *cell[LIFE_CATEGORY_COLUMNS];
} own_row;

/* The rows there are, those of the city's own and of geodata first, then what
 * the table adds. */
typedef struct reader {
    const char *path;
    lc_arena *text;
    LC_VEC(own_row) row;
    size_t known;                      /* of these were there before */
    bool of_types;                     /* it is a table of types after all */
    bool types_fine;                   /* which is no mistake */
    int column[LIFE_CATEGORY_COLUMNS]; /* -1: it has none */
    uint32_t line;
} reader;

static const char *column_name(int column)
{
    return lc_category_columns[column].name;
}

/* "column id: "Park" is not ..." */
static lc_status refuse(const reader *r, int column, const char *value,
                        const char *right, lc_error *err)
{
    lc_fail_param(err, LIFE_ERR_RANGE, "categories",
                  "column %s: \"%.60s\" is not %s", column_name(column), value,
                  right);
    return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
}

/* ---- what is there ---- */

static lc_status add_known(reader *r, const lc_table *t, lc_error *err)
{
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        own_row row;

        for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++) {
            const char *cell = lc_table_cell(t, i, column_name(c));

            row.cell[c] = lc_arena_strdup(r->text, cell);
            if (!row.cell[c])
                return lc_no_memory(err, "the categories");
        }
        if (!lc_vec_push(&r->row, row))
            return lc_no_memory(err, "the categories");
    }
    r->known = r->row.n;
    return LIFE_OK;
}

static lc_status read_known(reader *r, lc_city *c, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_category_table_open(c, &t, err);

    if (!st)
        st = add_known(r, t, err);
    lc_table_free(t);
    return st;
}

static const own_row *find(const reader *r, int column, const char *value)
{
    for (size_t i = 0; i < r->row.n; i++)
        if (!strcmp(r->row.v[i].cell[column], value))
            return &r->row.v[i];
    return NULL;
}

/* ---- columns ---- */

static int find_column(const char *const *name, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(name[i], id))
            return (int)i;
    return -1;
}

static bool is_ours(const char *name)
{
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++)
        if (!strcmp(name, column_name(c)))
            return true;
    return false;
}

/* All names, for who left one out or wrote another. */
static lc_status bad_columns(const reader *r, const char *what,
                             const char *column, lc_error *err)
{
    lc_fail_param(err, LIFE_ERR_RANGE, "categories",
                  "%s column \"%.60s\"; a table of categories has id, group, "
                  "group_zh, group_en, name_zh, name_en and basic, and may "
                  "have walk_minutes, attributes and double_m",
                  what, column);
    return lc_fail_at(err, LIFE_ERR_RANGE, r->path, 0);
}

/* A table of types has none of these two. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    reader *r = ctx;

    r->of_types = r->types_fine && find_column(name, count, "group") < 0 &&
                  find_column(name, count, "basic") < 0;
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS && !r->of_types; c++) {
        r->column[c] = find_column(name, count, column_name(c));
        if (r->column[c] < 0 && lc_category_columns[c].needed)
            return bad_columns(r, "the table has no", column_name(c), err);
    }
    for (size_t i = 0; i < count && !r->of_types; i++)
        if (!is_ours(name[i]))
            return bad_columns(r, "there is no such", name[i], err);
    return LIFE_OK;
}

/* ---- cells ---- */

static lc_status check_id(const reader *r, const own_row *row, int column,
                          lc_error *err)
{
    const char *id = row->cell[column];
    int other = column == ID ? GROUP : ID;

    if (!*id || strlen(id) > ID_BYTES_MAX || strspn(id, ID_CHARS) != strlen(id))
        return refuse(r, column, id,
                      "an id: up to 40 small letters, digits and _", err);
    /* `category=` takes either, so one must not be the other. */
    if (!strcmp(id, "all_basic") || find(r, other, id) ||
        !strcmp(id, row->cell[other]))
        return refuse(r, column, id,
                      column == ID ? "free: a group is called so"
                                   : "free: a category is called so",
                      err);
    return LIFE_OK;
}

static lc_status check_name(const reader *r, const own_row *row, int column,
                            lc_error *err)
{
    const char *s = row->cell[column];

    if (*s && strlen(s) <= NAME_BYTES_MAX && !strpbrk(s, "\r\n\t"))
        return LIFE_OK;
    return refuse(r, column, s, "a name of one line and up to 120 bytes", err);
}

static lc_status check_figures(const reader *r, const own_row *row,
                               lc_error *err)
{
    const char *basic = row->cell[BASIC], *minutes = row->cell[MINUTES];
    const char *m = row->cell[DOUBLE_M], *words = row->cell[ATTRIBUTES];
    int64_t n;
    double v;

    if (strcmp(basic, "0") != 0 && strcmp(basic, "1") != 0)
        return refuse(r, BASIC, basic, "1 (part of all_basic) or 0", err);
    if (*minutes && !lc_parse_int(minutes, 1, 60, &n))
        return refuse(r, MINUTES, minutes,
                      "a whole number from 1 to 60, or empty", err);
    if (*m && (!lc_parse_decimal(m, &v) || v <= 0 || v > 1000))
        return refuse(r, DOUBLE_M, m, "metres up to 1000, or empty", err);
    if (strspn(words, ID_CHARS " ") != strlen(words))
        return refuse(r, ATTRIBUTES, words,
                      "ids of attributes with spaces between", err);
    return LIFE_OK;
}

/* The words of a group are those of its first row. */
static lc_status check_group(const reader *r, const own_row *row, lc_error *err)
{
    const own_row *first = find(r, GROUP, row->cell[GROUP]);

    for (int c = GROUP_ZH; first && c <= GROUP_EN; c++)
        if (strcmp(first->cell[c], row->cell[c]) != 0) {
            lc_fail_param(err, LIFE_ERR_RANGE, "categories",
                          "column %s: \"%.60s\" is not what the group %s is "
                          "called: \"%.120s\"",
                          column_name(c), row->cell[c], row->cell[GROUP],
                          first->cell[c]);
            return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
        }
    return LIFE_OK;
}

/* Each cell for itself, then beside what is there. */
static lc_status check_row(const reader *r, const own_row *row, lc_error *err)
{
    static const int names[] = {GROUP_ZH, GROUP_EN, NAME_ZH, NAME_EN};
    lc_status st = check_id(r, row, ID, err);

    if (!st)
        st = check_id(r, row, GROUP, err);
    for (size_t i = 0; i < sizeof names / sizeof *names && !st; i++)
        st = check_name(r, row, names[i], err);
    if (!st)
        st = check_figures(r, row, err);
    return st ? st : check_group(r, row, err);
}

/* A row that is there already, and must be the same. */
static lc_status check_same(const reader *r, const own_row *there,
                            const own_row *row, lc_error *err)
{
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++)
        if (strcmp(there->cell[c], row->cell[c]) != 0) {
            lc_fail_param(err, LIFE_ERR_RANGE, "categories",
                          "column %s: \"%.60s\" is not \"%.120s\", as the "
                          "category %s has it already; give the same row, or "
                          "another id",
                          column_name(c), row->cell[c], there->cell[c],
                          row->cell[ID]);
            return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
        }
    return LIFE_OK;
}

/* ---- rows ---- */

static lc_status keep_row(reader *r, const own_row *row, lc_error *err)
{
    own_row own;

    if (r->row.n == LIFE_MAX_CATEGORIES) {
        lc_fail_param(err, LIFE_ERR_LIMIT, "categories",
                      "column id: \"%.60s\" is one too many: a city has at "
                      "most %d categories, and %zu were there before this "
                      "table",
                      row->cell[ID], LIFE_MAX_CATEGORIES, r->known);
        return lc_fail_at(err, LIFE_ERR_LIMIT, r->path, r->line);
    }
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++) {
        own.cell[c] = lc_arena_strdup(r->text, row->cell[c]);
        if (!own.cell[c])
            return lc_no_memory(err, "the categories");
    }
    return lc_vec_push(&r->row, own) ? LIFE_OK
                                     : lc_no_memory(err, "the categories");
}

static lc_status take_record(void *ctx, const lc_record *record, lc_error *err)
{
    reader *r = ctx;
    const own_row *there;
    own_row row;
    lc_status st;

    r->line = record->line;
    if (record->fault)
        return lc_fail_at(err,
                          lc_fail_param(err, LIFE_ERR_PARSE, "categories", "%s",
                                        record->fault),
                          r->path, r->line);
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++)
        row.cell[c] = r->column[c] < 0 ? "" : record->cell[r->column[c]];
    there = find(r, ID, row.cell[ID]);
    if (there)
        return check_same(r, there, &row, err);
    st = check_row(r, &row, err);
    return st ? st : keep_row(r, &row, err);
}

/* ---- the table ---- */

static lc_status store(const reader *r, lc_city *c, lc_error *err)
{
    lc_buf own = {0};
    lc_status st = lc_category_table_own(c, &own, err);

    for (size_t i = r->known; i < r->row.n && !st; i++)
        lc_category_table_put(&own, r->row.v[i].cell);
    if (!st)
        st = lc_category_table_store(c, &own, err);
    lc_buf_free(&own);
    return st;
}

/* Read like any table, whatever its format; of one of types no row is. */
static lc_status read_table(reader *r, lc_city *c, lc_error *err)
{
    const lc_record_sink sink = {.columns = take_columns,
                                 .record = take_record,
                                 .ctx = r,
                                 .stop = &r->of_types,
                                 .as_it_is = true};
    const lc_import_opts plain = {0};
    char note[LIFE_NOTE_BYTES];
    lc_status st = read_known(r, c, err);

    if (!st)
        st = lc_format_read(r->path, &plain, &sink, note, err);
    return st;
}

lc_status lc_categories_take(lc_city *c, const lc_import_opts *o,
                             const char **types, size_t *added, lc_error *err)
{
    reader r = {.path = o->categories, .types_fine = types != NULL};
    lc_status st;

    *added = 0;
    if (types)
        *types = o->types;
    if (!o->categories)
        return LIFE_OK;
    r.text = lc_arena_new(0);
    st = r.text ? read_table(&r, c, err) : lc_no_memory(err, "the categories");
    if (!st && r.of_types && o->types)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "types",
                           "two tables of types: %s, given by --categories, "
                           "is one as well",
                           o->categories);
    else if (!st && r.of_types && types)
        *types = o->categories;
    else if (!st && r.row.n > r.known)
        st = store(&r, c, err);
    if (!st && !r.of_types)
        *added = r.row.n - r.known;
    lc_vec_free(&r.row);
    lc_arena_free(r.text);
    return st;
}

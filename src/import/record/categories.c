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
#include "src/import/osm/places/kinds.h"
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
    DOUBLE_M,
    TYPES,
    OSM,
    SOURCE
};

/* Where a row is from, and whether another stands in its place now. */
typedef enum origin { GEODATA, CITY, TABLE, REPLACED } origin;

typedef struct own_row {
    const char *cell[LIFE_CATEGORY_COLUMNS];
    origin from;
} own_row;

/* The rows there are, those of geodata and of the city's own first, then what
 * the table adds. */
typedef struct reader {
    const char *path;
    const char *param;  /* the option that names the table, or "" */
    const char *source; /* an import of its own; NULL: by an option */
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
    lc_fail_param(err, LIFE_ERR_RANGE, r->param,
                  "column %s: \"%.60s\" is not %s", column_name(column), value,
                  right);
    return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
}

/* ---- what is there ---- */

static own_row *find(const reader *r, int column, const char *value)
{
    for (size_t i = 0; i < r->row.n; i++)
        if (r->row.v[i].from != REPLACED &&
            !strcmp(r->row.v[i].cell[column], value))
            return &r->row.v[i];
    return NULL;
}

static lc_status add_known(reader *r, const lc_table *t, origin from,
                           lc_error *err)
{
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        own_row row = {.from = from};

        /* A program that is newer than the city may have a category of that
         * id by itself: then its own row stands. */
        if (from == CITY && find(r, ID, lc_table_cell(t, i, column_name(ID))))
            continue;
        for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++) {
            const char *cell = lc_table_cell(t, i, column_name(c));

            row.cell[c] = lc_arena_strdup(r->text, cell);
            if (!row.cell[c])
                return lc_no_memory(err, "the categories");
        }
        if (r->source && !strcmp(row.cell[SOURCE], r->source))
            row.from = REPLACED; /* it comes again, or is gone */
        if (!lc_vec_push(&r->row, row))
            return lc_no_memory(err, "the categories");
    }
    return LIFE_OK;
}

static size_t count_from(const reader *r, origin from)
{
    size_t n = 0;

    for (size_t i = 0; i < r->row.n; i++)
        n += r->row.v[i].from == from;
    return n;
}

static size_t count_there(const reader *r)
{
    return r->row.n - count_from(r, REPLACED);
}

static lc_status read_known(reader *r, lc_city *c, lc_error *err)
{
    lc_buf own = {0};
    lc_table *t = NULL;
    lc_status st = lc_table_open("categories.csv", &t, err);

    if (!st)
        st = add_known(r, t, GEODATA, err);
    lc_table_free(t);
    t = NULL;
    if (!st)
        st = lc_category_table_own(c, &own, err);
    if (!st)
        st = lc_table_parse(own.data, own.len, "the city's own categories", &t,
                            err);
    if (!st)
        st = add_known(r, t, CITY, err);
    lc_table_free(t);
    lc_buf_free(&own);
    r->known = count_there(r);
    return st;
}

/* ---- columns ---- */

/* What a column may be called in Chinese, after its own name. SOURCE is told by
 * no table. */
static const char *const heads[SOURCE] = {
    [ID] = "代码|编号|类别代码|类别编号",
    [GROUP] = "组|分组|组代码|组编号",
    [GROUP_ZH] = "组名|组名称|分组名称|组中文名",
    [GROUP_EN] = "组英文名|组英文名称",
    [NAME_ZH] = "名称|中文名|中文名称|类别名称",
    [NAME_EN] = "英文名|英文名称",
    [BASIC] = "基本|基本服务|是否基本",
    [MINUTES] = "步行分钟|步行分钟数",
    [ATTRIBUTES] = "属性",
    [DOUBLE_M] = "去重距离|去重距离（米）",
    [TYPES] = "类型|类型名称|别名",
    [OSM] = "标签规则|OSM标签|OSM标签规则",
};

/* Whole names alone: 类型 is no part of 类型名称. */
static bool is_called(const char *name, int column)
{
    size_t n = strlen(name);

    if (!strcmp(name, column_name(column)))
        return true;
    for (const char *s = heads[column]; n && *s;) {
        size_t len = strcspn(s, "|");

        if (len == n && !memcmp(s, name, n))
            return true;
        s += len + (s[len] == '|');
    }
    return false;
}

/* -1: the table has none. */
static int find_column(const char *const *name, size_t count, int column)
{
    for (size_t i = 0; i < count; i++)
        if (is_called(name[i], column))
            return (int)i;
    return -1;
}

static bool is_ours(const char *name)
{
    for (int c = 0; c < SOURCE; c++)
        if (is_called(name, c))
            return true;
    return false;
}

/* All names, for who left one out or wrote another. */
static lc_status bad_columns(const reader *r, const char *what,
                             const char *column, lc_error *err)
{
    lc_fail_param(err, LIFE_ERR_RANGE, r->param,
                  "%s column \"%.60s\"; a table of categories has id, group, "
                  "group_zh, group_en, name_zh, name_en and basic, and may "
                  "have walk_minutes, attributes, double_m, types and osm",
                  what, column);
    return lc_fail_at(err, LIFE_ERR_RANGE, r->path, 0);
}

/* An import of categories can do with less: see fill_in(). */
static bool is_needed(const reader *r, int column)
{
    if (r->source)
        return column == ID || column == GROUP || column == NAME_ZH;
    return lc_category_columns[column].needed;
}

/* A table of types has none of these two. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    reader *r = ctx;

    r->of_types = r->types_fine && find_column(name, count, GROUP) < 0 &&
                  find_column(name, count, BASIC) < 0;
    r->column[SOURCE] = -1;
    for (int c = 0; c < SOURCE && !r->of_types; c++) {
        r->column[c] = find_column(name, count, c);
        if (r->column[c] < 0 && is_needed(r, c))
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
    if (!strcmp(id, "all_basic") || !strcmp(id, "basic_count") ||
        find(r, other, id) || !strcmp(id, row->cell[other]))
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

/* Tag rules are tried at once: later, an extract would be read in vain. */
static lc_status check_osm(const reader *r, const own_row *row, lc_error *err)
{
    lc_error why = {0};
    lc_status st = lc_osm_kinds_check(row->cell[OSM], &why);

    if (!st || st == LIFE_ERR_NOMEM)
        return st ? lc_fail_as(err, &why) : LIFE_OK;
    lc_fail_param(err, LIFE_ERR_RANGE, r->param, "column osm: %.200s; write %s",
                  why.text,
                  "amenity=library + mobile=yes, several with ; "
                  "between");
    return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
}

/* The words of a group are those of its first row. */
static lc_status check_group(const reader *r, const own_row *row, lc_error *err)
{
    const own_row *first = find(r, GROUP, row->cell[GROUP]);

    for (int c = GROUP_ZH; first && c <= GROUP_EN; c++)
        if (strcmp(first->cell[c], row->cell[c]) != 0) {
            lc_fail_param(err, LIFE_ERR_RANGE, r->param,
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
    if (!st)
        st = check_osm(r, row, err);
    return st ? st : check_group(r, row, err);
}

/* A row that is there already, and must be the same. */
static lc_status check_same(const reader *r, const own_row *there,
                            const own_row *row, lc_error *err)
{
    for (int c = 0; c < SOURCE; c++)
        if ((c < TYPES || r->column[c] >= 0) &&
            strcmp(there->cell[c], row->cell[c]) != 0) {
            lc_fail_param(err, LIFE_ERR_RANGE, r->param,
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
    own_row own = {.from = TABLE};

    if (count_there(r) == LIFE_MAX_CATEGORIES) {
        lc_fail_param(err, LIFE_ERR_LIMIT, r->param,
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

/* What an import of categories may leave out: words of a group that is there,
 * English for what has a Chinese name, and whether it is basic. */
static void fill_in(const reader *r, own_row *row)
{
    const own_row *group = find(r, GROUP, row->cell[GROUP]);

    for (int c = GROUP_ZH; c <= GROUP_EN; c++)
        if (!*row->cell[c] && group)
            row->cell[c] = group->cell[c];
    if (!*row->cell[GROUP_EN])
        row->cell[GROUP_EN] = row->cell[GROUP_ZH];
    if (!*row->cell[NAME_EN])
        row->cell[NAME_EN] = row->cell[NAME_ZH];
    if (!*row->cell[BASIC] || !strcmp(row->cell[BASIC], "否"))
        row->cell[BASIC] = "0";
    else if (!strcmp(row->cell[BASIC], "是"))
        row->cell[BASIC] = "1";
}

/* Of an import of categories: a row that an option brought gives way, any
 * other keeps its id. */
static lc_status replace(const reader *r, own_row *there, lc_error *err)
{
    const char *id = there->cell[ID];

    if (there->from == GEODATA)
        return refuse(r, ID, id,
                      "free: the program has a category of that id by itself",
                      err);
    if (there->from == TABLE)
        return refuse(r, ID, id, "there only once", err);
    if (*there->cell[SOURCE]) {
        lc_fail_param(err, LIFE_ERR_RANGE, r->param,
                      "column id: \"%.60s\" is not free: the source "
                      "\"%.60s\" brought a category of that id",
                      id, there->cell[SOURCE]);
        return lc_fail_at(err, LIFE_ERR_RANGE, r->path, r->line);
    }
    there->from = REPLACED;
    return LIFE_OK;
}

static lc_status take_record(void *ctx, const lc_record *record, lc_error *err)
{
    reader *r = ctx;
    own_row *there, row = {.from = TABLE};
    lc_status st = LIFE_OK;

    r->line = record->line;
    if (record->fault)
        return lc_fail_at(
            err,
            lc_fail_param(err, LIFE_ERR_PARSE, r->param, "%s", record->fault),
            r->path, r->line);
    for (int c = 0; c < LIFE_CATEGORY_COLUMNS; c++)
        row.cell[c] = r->column[c] < 0 ? "" : record->cell[r->column[c]];
    there = find(r, ID, row.cell[ID]);
    if (there && !r->source)
        return check_same(r, there, &row, err);
    if (there)
        st = replace(r, there, err);
    if (r->source) {
        fill_in(r, &row);
        row.cell[SOURCE] = r->source;
    }
    if (!st)
        st = check_row(r, &row, err);
    return st ? st : keep_row(r, &row, err);
}

/* ---- the table ---- */

/* There is room for so many categories with tag rules and no more: whether
 * they are too many is found out here, not by the next extract. */
static lc_status check_rules(const reader *r, lc_city *c, lc_error *err)
{
    lc_osm_kinds kinds = {.left_out = 0};
    lc_error why = {0};
    lc_table *t;
    lc_status st = lc_category_table_open(c, &t, &why);

    if (!st)
        st = lc_osm_kinds_open(&kinds, t, false, &why);
    lc_osm_kinds_close(&kinds);
    lc_table_free(t);
    if (st == LIFE_ERR_LIMIT) {
        lc_fail_param(err, st, r->param,
                      "column osm: tag rules of more than 64 categories of "
                      "one's own, or that begin with more than 64 keys");
        return lc_fail_at(err, st, r->path, 0);
    }
    return st ? lc_fail_as(err, &why) : LIFE_OK;
}

static lc_status store(const reader *r, lc_city *c, lc_error *err)
{
    lc_buf own = {0};
    lc_status st;

    lc_category_table_head(&own);
    for (size_t i = 0; i < r->row.n; i++)
        if (r->row.v[i].from == CITY || r->row.v[i].from == TABLE)
            lc_category_table_put(&own, r->row.v[i].cell);
    st = lc_category_table_store(c, &own, err);
    lc_buf_free(&own);
    return st ? st : check_rules(r, c, err);
}

/* Read like any table, whatever its format; of one of types no row is. */
static lc_status read_table(reader *r, lc_city *c, const lc_import_opts *with,
                            lc_error *err)
{
    const lc_record_sink sink = {.columns = take_columns,
                                 .record = take_record,
                                 .ctx = r,
                                 .stop = &r->of_types,
                                 .as_it_is = true};
    char note[LIFE_NOTE_BYTES];
    lc_status st = read_known(r, c, err);

    if (!st)
        st = lc_format_read(r->path, with, &sink, note, err);
    return st;
}

lc_status lc_categories_take(lc_city *c, const lc_import_opts *o,
                             const char **types, size_t *added, lc_error *err)
{
    static const lc_import_opts plain = {0};
    reader r = {.path = o->categories,
                .param = "categories",
                .types_fine = types != NULL};
    lc_status st;

    *added = 0;
    if (types)
        *types = o->types;
    if (!o->categories)
        return LIFE_OK;
    r.text = lc_arena_new(0);
    st = r.text ? read_table(&r, c, &plain, err)
                : lc_no_memory(err, "the categories");
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

/* ---- an import of categories ---- */

/* Ids that went and did not come again. */
static void tell_gone(const reader *r, lc_categories_done *out)
{
    for (size_t i = 0; i < r->row.n; i++) {
        const char *id = r->row.v[i].cell[ID];

        if (r->row.v[i].from == REPLACED && !find(r, ID, id))
            lc_buf_printf(&out->gone, "%s%s", out->gone.len ? " " : "", id);
    }
}

static void tell_done(const reader *r, lc_categories_done *out)
{
    for (size_t i = 0; i < r->row.n; i++) {
        const own_row *row = &r->row.v[i];

        if (row->from != TABLE)
            continue;
        out->categories++;
        out->with_types += *row->cell[TYPES] != '\0';
        out->with_rules += *row->cell[OSM] != '\0';
    }
    tell_gone(r, out);
}

lc_status lc_categories_replace(lc_city *c, const char *path,
                                const char *source, const lc_import_opts *o,
                                lc_categories_done *out, lc_error *err)
{
    reader r = {.path = path, .param = "", .source = source};
    lc_status st;

    r.text = lc_arena_new(0);
    if (!r.text)
        st = lc_no_memory(err, "the categories");
    else
        st = path ? read_table(&r, c, o, err) : read_known(&r, c, err);
    if (!st && path && !count_from(&r, TABLE))
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_PARSE,
                                "the table has no categories; `lifecircle "
                                "remove %.60s` takes out those it brought",
                                source),
                        path, 0);
    if (!st && (path || count_from(&r, REPLACED)))
        st = store(&r, c, err);
    if (!st)
        tell_done(&r, out);
    if (!st && out->gone.failed)
        st = lc_no_memory(err, "the categories");
    lc_vec_free(&r.row);
    lc_arena_free(r.text);
    return st;
}

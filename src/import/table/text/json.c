/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/json.c - JSON as records: features of GeoJSON in any
 * form, and places as map services answer with them, a member a cell. The
 * file is read twice, first for the names of all columns.
 */
#include "src/import/table/text/json.h"

#include "lifecircle/base/arena.h"
#include "src/import/record/place/geometry.h"
#include "src/import/table/cell.h"
#include "src/import/table/text/split.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <strings.h>

/* A file while it is read, for the first or the second time. */
typedef struct features {
    const lc_reading *job;
    lc_split_form form;
    json_t *index; /* column name -> its number */
    bool has_id;   /* some feature has a member "id", and no property */
    uint32_t count;
    LC_VEC(const char *) names;
    LC_VEC(const char *) cells;
    lc_arena *arena; /* cells of one feature */
} features;

/* In the order in which features first name them. */
static lc_status add_column(features *f, const char *name, lc_error *err)
{
    char *copy;

    if (json_object_get(f->index, name))
        return LIFE_OK;
    if (f->names.n == LIFE_COLUMNS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the features have more than %d properties",
                       LIFE_COLUMNS_MAX);
    copy = lc_strdup(name);
    if (!copy || !lc_vec_push(&f->names, copy)) {
        lc_free(copy);
        return lc_no_memory(err, "the features");
    }
    return json_object_set_new(f->index, copy,
                               json_integer((json_int_t)f->names.n - 1)) == 0
               ? LIFE_OK
               : lc_no_memory(err, "the features");
}

typedef lc_status (*property_fn)(features *f, const char *name,
                                 const json_t *value, lc_error *err);

/* Properties of a feature; those of an object in it are called "a.b". */
static lc_status each_property(features *f, json_t *object, const char *within,
                               property_fn fn, lc_error *err)
{
    lc_status st = LIFE_OK;
    lc_buf full = {0};
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        lc_buf_clear(&full);
        lc_buf_printf(&full, "%s%s%s", within, *within ? "." : "", key);
        if (full.failed)
            st = lc_no_memory(err, "the features");
        else if (json_is_object(value) && !*within)
            st = each_property(f, value, key, fn, err);
        else
            st = fn(f, full.data, value, err);
        if (st)
            break;
    }
    lc_buf_free(&full);
    return st;
}

/* On the first time only names matter. */
static lc_status note_column(features *f, const char *name, const json_t *value,
                             lc_error *err)
{
    (void)value;
    return add_column(f, name, err);
}

/* A value as a cell. Numbers keep all their digits: they may be codes. */
static void print_value(const json_t *value, lc_buf *out)
{
    if (json_is_string(value))
        lc_buf_puts(out, json_string_value(value));
    else if (json_is_integer(value))
        lc_buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        lc_buf_double(out, json_real_value(value), 9);
    else if (json_is_boolean(value))
        lc_buf_puts(out, json_is_true(value) ? "yes" : "no");
}

/* Into the feature's row. */
static lc_status take_cell(features *f, const char *name, const json_t *value,
                           lc_error *err)
{
    const json_t *at = json_object_get(f->index, name);
    lc_buf text = {0};
    char *cell = NULL;

    lc_buf_puts(&text, "");
    print_value(value, &text);
    /* A list becomes what people write in one cell. */
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value);
         i++) {
        lc_buf_puts(&text, i ? ";" : "");
        print_value(json_array_get(value, i), &text);
    }
    if (!text.failed)
        cell = lc_arena_strndup(f->arena, text.data, text.len);
    lc_buf_free(&text);
    if (!cell)
        return lc_no_memory(err, "the features");
    f->cells.v[json_integer_value(at)] = lc_cell_trim(cell);
    return LIFE_OK;
}

/* Features have no lines that a person could look at; they have numbers. */
static lc_status bad_feature(const features *f, const char *what, lc_error *err)
{
    return lc_read_fail(f->job, LIFE_ERR_PARSE, err, "feature %" PRIu32 " %s",
                        f->count, what);
}

/* Whether an object is a GeoJSON Feature, and not a place of its own making. */
static bool is_feature(const json_t *object)
{
    const char *type = json_string_value(json_object_get(object, "type"));

    return (type && !strcmp(type, "Feature")) ||
           (json_object_get(object, "properties") &&
            json_object_get(object, "geometry"));
}

/* As services of ArcGIS answer: a feature's values are its "attributes", and
 * its geometry has x and y, or rings or paths. */
static bool is_esri(const json_t *object)
{
    return !is_feature(object) &&
           json_is_object(json_object_get(object, "attributes"));
}

/* Whether a value is a geometry of GeoJSON. */
static bool is_geometry(const json_t *v)
{
    return json_is_string(json_object_get(v, "type")) &&
           json_is_array(json_object_get(v, "coordinates"));
}

/* What of an object are its cells: a feature's properties, else all of it. */
static json_t *cells_of(json_t *object)
{
    return is_feature(object) ? json_object_get(object, "properties") : object;
}

/* What a feature without properties says is its geometry. */
static lc_status note_columns(features *f, json_t *object, lc_error *err)
{
    json_t *properties = cells_of(object);

    f->has_id |= is_feature(object) && json_object_get(object, "id");
    if (properties && !json_is_object(properties) && !json_is_null(properties))
        return bad_feature(f, "has properties that are no object", err);
    return each_property(f, properties, "", note_column, err);
}

/* A record of as many cells as there are columns. */
static lc_status give_feature(features *f, json_t *object, lc_error *err)
{
    lc_record r = {.feature = f->count};
    lc_status st = LIFE_OK;

    if (is_feature(object) || is_geometry(json_object_get(object, "geometry")))
        r.geometry = json_object_get(object, "geometry");
    lc_arena_reset(f->arena);
    f->cells.n = 0;
    if (!lc_vec_reserve(&f->cells, f->names.n + 1))
        return lc_no_memory(err, "the features");
    while (f->cells.n < f->names.n)
        f->cells.v[f->cells.n++] = "";
    if (f->has_id && is_feature(object) && json_object_get(object, "id"))
        st = take_cell(f, "id", json_object_get(object, "id"), err);
    if (!st)
        st = each_property(f, cells_of(object), "", take_cell, err);
    r.cell = f->cells.v;
    return st ? st : lc_read_record(f->job, &r, err);
}

/* A file in another system than WGS 84 must not be read as WGS 84 without a
 * word. */
static lc_status check_named_crs(const json_t *root, const lc_import_opts *o,
                                 lc_error *err)
{
    const char *name = lc_geometry_named_crs(root);

    if (!name || o->crs)
        return LIFE_OK;
    return lc_fail_param(
        err, LIFE_ERR_RANGE, "crs",
        "the file says that its coordinates are in \"%s\"; say which system "
        "that is, as EPSG:n",
        name);
}

/* {'name': ...}: what print() of a dictionary makes. */
static bool is_python(const lc_buf *text)
{
    size_t i = 0;

    while (i < text->len && strchr(" \t\r\n[{", text->data[i]))
        i++;
    return i > 0 && i < text->len && text->data[i] == '\'';
}

/* `line`: the one that the text begins on. */
static lc_status parse_json(const features *f, const lc_buf *text,
                            uint32_t line, json_t **out, lc_error *err)
{
    json_error_t e;
    lc_status st;

    *out = json_loadb(text->data, text->len, JSON_REJECT_DUPLICATES, &e);
    if (*out)
        return LIFE_OK;
    st = json_error_code(&e) == json_error_out_of_memory ? LIFE_ERR_NOMEM
                                                         : LIFE_ERR_PARSE;
    lc_fail(err, st, "%s (column %d)%s", e.text, e.column,
            is_python(text)
                ? "; this is Python's own notation: write it by json.dumps()"
                : "");
    return lc_fail_at(err, st, f->job->path,
                      e.line > 0 ? line + (uint32_t)e.line - 1 : 0);
}

typedef lc_status (*feature_fn)(features *f, json_t *object, lc_error *err);

/* The list of places in an answer of a map service; NULL: it is none. */
static json_t *places_of(json_t *object)
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        if (json_is_array(value) && lc_split_names_list(key, strlen(key)) &&
            (json_array_size(value) == 0 ||
             json_is_object(json_array_get(value, 0))))
            return value;
    }
    return NULL;
}

/* An object that is no place: what it is, as far as that can be told. */
static lc_status no_place(const features *f, const json_t *object,
                          uint32_t line, lc_error *err)
{
    const char *info = json_string_value(json_object_get(object, "info"));
    const char *type = json_string_value(json_object_get(object, "type"));

    if (!info)
        info = json_string_value(json_object_get(object, "message"));
    if (info)
        lc_fail(err, LIFE_ERR_PARSE,
                "this is an answer without places: \"%.80s\"", info);
    else if (json_object_get(object, "elements"))
        lc_fail(err, LIFE_ERR_PARSE,
                "this is an answer of Overpass and no table: save it as "
                "GeoJSON, or, where it has the streets too, `import osm` "
                "reads it");
    else
        lc_fail(err, LIFE_ERR_PARSE,
                "this is JSON%s%.40s%s but not a GeoJSON Feature or "
                "FeatureCollection, nor a list of places%s",
                type ? " of the type \"" : "", type ? type : "",
                type ? "\"" : "",
                type && !strcmp(type, "Topology")
                    ? "; `ogr2ogr out.geojson FILE` makes one of it"
                    : "");
    return lc_fail_at(err, LIFE_ERR_PARSE, f->job->path, line);
}

/* Whether an object can be a record: a feature, or what has values. */
static bool is_record(const features *f, const json_t *object)
{
    const char *type = json_string_value(json_object_get(object, "type"));

    if (is_feature(object))
        return true;
    if (type && (!strcmp(type, "FeatureCollection") ||
                 !strcmp(type, "Topology") || is_geometry(object)))
        return false;
    /* An object that stands alone is an answer, or a place with a position. */
    return f->form != LIFE_SPLIT_LINES && f->form != LIFE_SPLIT_LOOSE
               ? true
               : json_object_get(object, "location") ||
                     json_object_get(object, "geometry") ||
                     json_object_get(object, "lon") ||
                     json_object_get(object, "lng") ||
                     json_object_get(object, "longitude") ||
                     json_object_get(object, "经度");
}

/* One object of the text: a record, or an answer with a list of them. */
static lc_status take_object(features *f, json_t *object, uint32_t line,
                             feature_fn fn, lc_error *err)
{
    json_t *places = is_feature(object) ? NULL : places_of(object);
    lc_status st = LIFE_OK;

    if (is_esri(object) || (places && is_esri(json_array_get(places, 0))))
        return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                            "this is JSON of ArcGIS (Esri), not GeoJSON: ask "
                            "the service for GeoJSON (f=geojson in place of "
                            "f=json), or `ogr2ogr out.geojson FILE` makes it "
                            "of this file");
    if (!places) {
        f->count++;
        return is_record(f, object) ? fn(f, object, err)
                                    : no_place(f, object, line, err);
    }
    for (size_t i = 0; i < json_array_size(places) && !st; i++) {
        json_t *one = json_array_get(places, i);

        f->count++;
        st = json_is_object(one) ? fn(f, one, err)
                                 : bad_feature(f, "is no object", err);
    }
    return st;
}

/* One item, parsed by itself. */
static lc_status take_item(features *f, const lc_split *s, feature_fn fn,
                           lc_error *err)
{
    json_t *item = NULL;
    lc_status st = parse_json(f, &s->item, s->item_line, &item, err);

    if (!st && !json_is_object(item)) {
        lc_fail(err, LIFE_ERR_PARSE, "this is JSON but not a GeoJSON Feature");
        st = lc_fail_at(err, LIFE_ERR_PARSE, f->job->path, s->item_line);
    }
    if (!st)
        st = take_object(f, item, s->item_line, fn, err);
    json_decref(item);
    return st;
}

/* What stands around the features. */
static lc_status check_rest(const features *f, const lc_split *s, lc_error *err)
{
    bool around = f->form == LIFE_SPLIT_MEMBER || f->form == LIFE_SPLIT_LIST;
    json_t *root = NULL;
    lc_status st = LIFE_OK;

    if (around)
        st = parse_json(f, &s->rest, 1, &root, err);
    if (!st && around) {
        st = check_named_crs(root, f->job->o, err);
        if (!st && !s->listed)
            st = no_place(f, root, 0, err);
    }
    if (!st && f->count == 0 && json_is_object(root) &&
        !json_object_get(root, "type"))
        st = no_place(f, root, 0, err);
    json_decref(root);
    if (!st && f->count == 0)
        st = lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                          "the file has no features");
    return st;
}

/* Through the whole file, or until the sink has enough. */
static lc_status each_feature(features *f, feature_fn fn, lc_error *err)
{
    lc_split s;
    bool found = true, stopped = false;
    lc_status st = lc_split_open(f->job, f->form, &s, err);

    f->count = 0;
    while (!st && found && !stopped) {
        st = lc_split_next(&s, &found, err);
        if (!st && found)
            st = take_item(f, &s, fn, err);
        stopped = lc_read_stopped(f->job);
    }
    if (!st && !stopped)
        st = check_rest(f, &s, err);
    lc_split_close(&s);
    return st;
}

/* Columns must be known before the first row. */
static lc_status read_features(features *f, lc_error *err)
{
    lc_status st = each_feature(f, note_columns, err);

    f->has_id = f->has_id && !json_object_get(f->index, "id");
    if (!st && f->has_id)
        st = add_column(f, "id", err);
    if (!st)
        st = lc_read_columns(f->job, f->names.v, f->names.n, err);
    f->job->note[0] = '\0'; /* the second time says it again */
    return st ? st : each_feature(f, give_feature, err);
}

/* Either form. */
static lc_status read_json(const lc_reading *job, bool sequence, lc_error *err)
{
    features f = {.job = job};
    lc_status st;

    f.arena = lc_arena_new(0);
    f.index = json_object();
    st = f.arena && f.index ? lc_split_find(job, sequence, &f.form, err)
                            : lc_no_memory(err, "the features");
    job->note[0] = '\0'; /* the reading itself says it again */
    if (!st)
        st = read_features(&f, err);
    for (size_t i = 0; i < f.names.n; i++)
        lc_free((char *)f.names.v[i]);
    lc_vec_free(&f.names);
    lc_vec_free(&f.cells);
    lc_arena_free(f.arena);
    json_decref(f.index);
    return st;
}

lc_status lc_table_json_read(const lc_reading *job, lc_error *err)
{
    return read_json(job, false, err);
}

lc_status lc_table_json_read_sequence(const lc_reading *job, lc_error *err)
{
    return read_json(job, true, err);
}

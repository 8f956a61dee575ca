/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table.c - delimited text and GeoJSON as records.
 */
#include "table.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/num.h"
#include "osm_read.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TEXT_BYTES_MAX ((size_t)1 << 30)
#define JSON_BYTES_MAX ((size_t)256 << 20) /* all of it is held in memory */
#define COLUMNS_MAX    1024

#define UNPACKED_AT_ONCE ((size_t)1 << 18)
#define RECORD_MARK      '\x1e' /* of RFC 8142, before each text */

/* -- text in any encoding into UTF-8 ------------------------------------- */

static uint32_t line_at(const char *text, size_t at)
{
    uint32_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* What the bytes are in, as iconv calls it: by their mark, else by whether
 * they are UTF-8, else GB18030, in which Chinese offices write. */
static const char *guess_encoding(const char *text, size_t len)
{
    if (len >= 2 &&
        (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
        return "UTF-16";
    return lc_utf8_valid(text, len) == len ? "UTF-8" : "GB18030";
}

static lc_status convert(iconv_t cd, const char *text, size_t len, lc_buf *out,
                         lc_error *err, size_t *bad)
{
    char *in = (char *)text; /* iconv() doesn't write through it */
    char room[8192];

    *bad = 0;
    while (len > 0) {
        char *to = room;
        size_t left = sizeof room, done = iconv(cd, &in, &len, &to, &left);
        int why = errno;

        lc_buf_put(out, room, sizeof room - left);
        if (out->failed)
            return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
        if (done == (size_t)-1 && why != E2BIG) {
            *bad = (size_t)(in - text);
            return LIFE_ERR_PARSE;
        }
    }
    return LIFE_OK;
}

/* Replaces the text by the same in UTF-8. */
static lc_status to_utf8(const char *path, const lc_import_opts *o,
                         lc_buf *text, char note[160], lc_error *err)
{
    const char *from =
        o->encoding ? o->encoding : guess_encoding(text->data, text->len);
    lc_buf utf8 = {0};
    size_t bad = 0;
    lc_status st;
    iconv_t cd = iconv_open("UTF-8", from);

    /* NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX has it so */
    if (cd == (iconv_t)-1)
        return lc_fail_param(err, LIFE_ERR_RANGE, "encoding",
                             "the encoding '%s' is not known; write UTF-8, "
                             "GB18030, GBK, UTF-16 or the like",
                             from);
    lc_buf_puts(&utf8, ""); /* so that nothing is text too */
    st = convert(cd, text->data, text->len, &utf8, err, &bad);
    iconv_close(cd);
    if (st == LIFE_ERR_PARSE) {
        lc_fail(err, st,
                o->encoding ? "the text is not in the encoding '%s'"
                            : "the text is neither UTF-8 nor %s; say which "
                              "encoding with --encoding",
                from);
        lc_fail_at(err, st, path, line_at(text->data, bad));
    }
    if (st == LIFE_OK && utf8.failed)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
    if (st != LIFE_OK) {
        lc_buf_free(&utf8);
        return st;
    }
    if (!o->encoding && strcmp(from, "UTF-8") != 0)
        snprintf(note, 160, "the text was read as %s", from);
    lc_buf_free(text);
    *text = utf8;
    return LIFE_OK;
}

/* What of a name is left in front of .gz or .bz2. */
static size_t unpacked_name(const char *path)
{
    static const char *const packed[] = {".gz", ".bz2"};
    size_t len = strlen(path);

    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        size_t n = strlen(packed[i]);

        if (len > n && strcasecmp(path + len - n, packed[i]) == 0)
            return len - n;
    }
    return len;
}

static lc_status unpack_all(lc_osm_source *from, size_t limit, lc_buf *text,
                            lc_error *err)
{
    char *room = lc_calloc(UNPACKED_AT_ONCE, 1);
    size_t got = 1;
    lc_status st = LIFE_OK;

    if (!room)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
    lc_buf_puts(text, ""); /* so that nothing is text too */
    while (st == LIFE_OK && got > 0) {
        st = lc_osm_source_read(from, room, UNPACKED_AT_ONCE, &got, err);
        if (st == LIFE_OK && got > limit - text->len)
            st = lc_fail(err, LIFE_ERR_LIMIT,
                         "unpacks to more than %zu MiB, which is too much for "
                         "a table of this kind",
                         limit >> 20);
        else if (st == LIFE_OK)
            lc_buf_put(text, room, got);
        if (st == LIFE_OK && text->failed)
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
    }
    lc_free(room);
    return st;
}

static lc_status read_bytes(const char *path, size_t limit, lc_buf *text,
                            lc_error *err)
{
    lc_osm_source *from = NULL;
    lc_status st;

    if (path[unpacked_name(path)]) {
        st = lc_osm_source_open(path, &from, err);
        if (st == LIFE_OK)
            st = unpack_all(from, limit, text, err);
        lc_osm_source_close(from);
        if (st != LIFE_OK)
            lc_fail_at(err, st, path, 0);
        return st;
    }
    st = lc_file_read(path, limit, &text->data, &text->len, err);
    text->cap = text->len + 1;
    return st;
}

/* On LIFE_OK the text is there, with more in it than white space. */
static lc_status read_text(const char *path, const lc_import_opts *o,
                           size_t limit, lc_buf *text, char note[160],
                           lc_error *err)
{
    lc_status st = read_bytes(path, limit, text, err);

    if (st == LIFE_OK)
        st = to_utf8(path, o, text, note, err);
    if (st != LIFE_OK)
        return st;
    assert(text->data);
    if (text->len >= 3 && memcmp(text->data, "\xef\xbb\xbf", 3) == 0)
        memset(text->data, ' ', 3); /* the mark is no part of the first name */
    if (strspn(text->data, " \t\r\n") < text->len)
        return LIFE_OK;
    return lc_fail_at(err, lc_fail(err, LIFE_ERR_PARSE, "the file is empty"),
                      path, 0);
}

/* Cuts spaces off both ends in place, the full-width one (U+3000) too. */
static char *trim(char *s)
{
    static const char wide[] = "\xe3\x80\x80";
    size_t len;

    for (;;) {
        if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')
            s++;
        else if (strncmp(s, wide, 3) == 0)
            s += 3;
        else
            break;
    }
    len = strlen(s);
    for (;;) {
        if (len && strchr(" \t\r\n", s[len - 1]))
            len--;
        else if (len >= 3 && memcmp(s + len - 3, wide, 3) == 0)
            len -= 3;
        else
            break;
    }
    s[len] = '\0';
    return s;
}

/* -- delimited text ------------------------------------------------------ */

typedef struct delimited {
    const lc_record_sink *sink;
    size_t columns; /* 0: the header has not come yet */
    const char *cell[COLUMNS_MAX];
} delimited;

/* Copies the cells' places; false where a field holds a zero byte. */
static bool take_cells(delimited *d, const lc_csv_row *row)
{
    bool good = true;

    for (size_t i = 0; i < row->count; i++) {
        good &= strlen(row->field[i]) == row->bytes[i];
        d->cell[i] = trim(row->field[i]);
    }
    return good;
}

static lc_status take_line(void *ctx, const lc_csv_row *row, lc_error *err)
{
    delimited *d = ctx;
    size_t count = row->count;
    bool good = take_cells(d, row);
    lc_record r = {.cell = d->cell, .line = row->line};
    char fault[80];

    if (d->columns == 0) {
        d->columns = count;
        return d->sink->columns(d->sink->ctx, d->cell, count, err);
    }
    while (count > d->columns && !*d->cell[count - 1])
        count--; /* delimiters too many at the end of a line do no harm */
    if (count > d->columns) {
        snprintf(fault, sizeof fault, "the line has %zu fields, the header %zu",
                 count, d->columns);
        r.fault = fault;
    } else if (!good) {
        r.fault = "a field holds a zero byte";
    }
    while (count < d->columns)
        d->cell[count++] = "";
    return d->sink->record(d->sink->ctx, &r, err);
}

/* The one of , ; tab that the first line has most of, outside quotes. */
static char find_delimiter(const char *text, size_t len)
{
    static const char kind[] = {',', ';', '\t'};
    size_t count[sizeof kind] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < len && (quoted || text[i] != '\n'); i++) {
        quoted ^= text[i] == '"';
        for (size_t k = 0; k < sizeof kind && !quoted; k++)
            count[k] += text[i] == kind[k];
    }
    for (size_t k = 1; k < sizeof kind; k++)
        if (count[k] > count[best])
            best = k;
    return kind[best];
}

static lc_status read_delimited(const char *path, const lc_import_opts *o,
                                const lc_record_sink *sink, char note[160],
                                lc_error *err)
{
    delimited *d = lc_calloc(1, sizeof *d);
    lc_buf text = {0};
    size_t skip;
    lc_status st;

    if (!d)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
    d->sink = sink;
    st = read_text(path, o, TEXT_BYTES_MAX, &text, note, err);
    if (st == LIFE_OK) {
        skip = strspn(text.data, "\r\n");
        st = lc_csv_read(text.data, text.len,
                         find_delimiter(text.data + skip, text.len - skip),
                         path, take_line, d, err);
    }
    lc_buf_free(&text);
    lc_free(d);
    return st;
}

/* -- GeoJSON ------------------------------------------------------------- */

typedef struct features {
    const char *path;
    const lc_record_sink *sink;
    json_t *list;  /* borrowed: the features */
    json_t *index; /* column name -> its number */
    bool has_id;   /* some feature has a member "id", and no property */
    LC_VEC(const char *) names;
    LC_VEC(const char *) cells;
    lc_arena *arena; /* cells of one feature */
} features;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the features");
}

static lc_status add_column(features *f, const char *name, lc_error *err)
{
    char *copy;

    if (json_object_get(f->index, name))
        return LIFE_OK;
    if (f->names.n == COLUMNS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the features have more than %d properties",
                       COLUMNS_MAX);
    copy = lc_strdup(name);
    if (!copy || !lc_vec_push(&f->names, copy)) {
        lc_free(copy);
        return no_memory(err);
    }
    return json_object_set_new(f->index, copy,
                               json_integer((json_int_t)f->names.n - 1)) == 0
               ? LIFE_OK
               : no_memory(err);
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
            st = no_memory(err);
        else if (json_is_object(value) && !*within)
            st = each_property(f, value, key, fn, err);
        else
            st = fn(f, full.data, value, err);
        if (st != LIFE_OK)
            break;
    }
    lc_buf_free(&full);
    return st;
}

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
        return no_memory(err);
    f->cells.v[json_integer_value(at)] = trim(cell);
    return LIFE_OK;
}

static lc_status bad_feature(features *f, size_t i, const char *why,
                             lc_error *err)
{
    return lc_fail_at(
        err, lc_fail(err, LIFE_ERR_PARSE, "feature %zu %s", i + 1, why),
        f->path, 0);
}

static lc_status find_columns(features *f, lc_error *err)
{
    lc_status st = LIFE_OK;
    json_t *feature;
    size_t i;

    json_array_foreach(f->list, i, feature)
    {
        json_t *properties = json_object_get(feature, "properties");

        if (!json_is_object(feature))
            return bad_feature(f, i, "is not an object", err);
        f->has_id |= json_object_get(feature, "id") != NULL;
        if (properties && !json_is_object(properties) &&
            !json_is_null(properties))
            return bad_feature(f, i, "has properties that are no object", err);
        st = each_property(f, properties, "", note_column, err);
        if (st != LIFE_OK)
            return st;
    }
    f->has_id = f->has_id && !json_object_get(f->index, "id");
    if (f->has_id)
        st = add_column(f, "id", err);
    return st;
}

static lc_status give_feature(features *f, size_t i, lc_error *err)
{
    const json_t *feature = json_array_get(f->list, i);
    lc_record r = {.feature = (uint32_t)i + 1,
                   .geometry = json_object_get(feature, "geometry")};
    lc_status st = LIFE_OK;

    lc_arena_reset(f->arena);
    f->cells.n = 0;
    if (!lc_vec_reserve(&f->cells, f->names.n + 1))
        return no_memory(err);
    while (f->cells.n < f->names.n)
        f->cells.v[f->cells.n++] = "";
    if (f->has_id && json_object_get(feature, "id"))
        st = take_cell(f, "id", json_object_get(feature, "id"), err);
    if (st == LIFE_OK)
        st = each_property(f, json_object_get(feature, "properties"), "",
                           take_cell, err);
    r.cell = f->cells.v;
    return st == LIFE_OK ? f->sink->record(f->sink->ctx, &r, err) : st;
}

/* Before RFC 7946 a file could name its system. One that names another than
 * WGS 84 must not be read as WGS 84 without a word. */
static lc_status check_named_crs(const json_t *root, const lc_import_opts *o,
                                 lc_error *err)
{
    static const char *const same[] = {"CRS84", "4326", "4490", "CRS84h"};
    const char *name = json_string_value(json_object_get(
        json_object_get(json_object_get(root, "crs"), "properties"), "name"));
    const char *tail;

    if (!name || o->crs)
        return LIFE_OK;
    tail = strrchr(name, ':');
    tail = tail ? tail + 1 : name;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcasecmp(tail, same[i]) == 0)
            return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "the file says that its coordinates are in '%s'; say "
                         "so with --crs",
                         name);
}

static lc_status give_features(features *f, json_t *root,
                               const lc_import_opts *o, lc_error *err)
{
    const char *type = json_string_value(json_object_get(root, "type"));
    lc_status st = check_named_crs(root, o, err);

    if (st != LIFE_OK)
        return st;
    f->list = json_object_get(root, "features");
    if (!type || strcmp(type, "FeatureCollection") != 0 ||
        !json_is_array(f->list))
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_PARSE,
                                  "this is JSON but not a GeoJSON "
                                  "FeatureCollection"),
                          f->path, 0);
    if (json_array_size(f->list) == 0)
        return lc_fail_at(
            err, lc_fail(err, LIFE_ERR_PARSE, "the file has no features"),
            f->path, 0);
    st = find_columns(f, err);
    if (st == LIFE_OK)
        st = f->sink->columns(f->sink->ctx, f->names.v, f->names.n, err);
    for (size_t i = 0; st == LIFE_OK && i < json_array_size(f->list); i++)
        st = give_feature(f, i, err);
    return st;
}

/* `line`: the one that the text begins on. */
static lc_status parse_json(const char *path, const char *text, size_t len,
                            uint32_t line, json_t **out, lc_error *err)
{
    json_error_t e;
    lc_status st;

    *out = json_loadb(text, len, JSON_REJECT_DUPLICATES, &e);
    if (*out)
        return LIFE_OK;
    st = json_error_code(&e) == json_error_out_of_memory ? LIFE_ERR_NOMEM
                                                         : LIFE_ERR_PARSE;
    lc_fail(err, st, "%s (column %d)", e.text, e.column);
    return lc_fail_at(err, st, path,
                      e.line > 0 ? line + (uint32_t)e.line - 1 : 0);
}

static lc_status parse_whole(const char *path, const char *text, size_t len,
                             json_t **out, lc_error *err)
{
    return parse_json(path, text, len, 1, out, err);
}

static lc_status add_feature(const char *path, const char *text, size_t len,
                             uint32_t line, json_t *list, lc_error *err)
{
    json_t *feature = NULL;
    const char *type;
    lc_status st = parse_json(path, text, len, line, &feature, err);

    if (st != LIFE_OK)
        return st;
    type = json_string_value(json_object_get(feature, "type"));
    if (!type || strcmp(type, "Feature") != 0) {
        json_decref(feature);
        lc_fail(err, LIFE_ERR_PARSE, "this is JSON but not a GeoJSON Feature");
        return lc_fail_at(err, LIFE_ERR_PARSE, path, line);
    }
    return json_array_append_new(list, feature) == 0 ? LIFE_OK : no_memory(err);
}

/* A feature a line, or one behind each record mark (RFC 8142), on any number
 * of lines: as a collection. */
static lc_status parse_sequence(const char *path, const char *text, size_t len,
                                json_t **out, lc_error *err)
{
    char mark = memchr(text, RECORD_MARK, len) ? RECORD_MARK : '\n';
    json_t *list = json_array();
    uint32_t line = 1;
    lc_status st = LIFE_OK;

    *out =
        json_pack("{s:s,s:o}", "type", "FeatureCollection", "features", list);
    if (!*out)
        return no_memory(err);
    for (size_t at = 0, n; st == LIFE_OK && at < len; at += n + 1) {
        const char *end = memchr(text + at, mark, len - at);
        size_t blank = strspn(text + at, " \t\r\n");

        n = end ? (size_t)(end - text) - at : len - at;
        if (blank < n)
            st = add_feature(path, text + at, n, line, list, err);
        line += line_at(text + at, n) - 1 + (mark == '\n');
    }
    return st;
}

typedef lc_status (*parse_fn)(const char *path, const char *text, size_t len,
                              json_t **out, lc_error *err);

static lc_status read_features(const char *path, const lc_import_opts *o,
                               const lc_record_sink *sink, char note[160],
                               parse_fn parse, lc_error *err)
{
    features f = {.path = path, .sink = sink};
    json_t *root = NULL;
    lc_buf text = {0};
    lc_status st;

    st = read_text(path, o, JSON_BYTES_MAX, &text, note, err);
    if (st == LIFE_OK)
        st = parse(path, text.data, text.len, &root, err);
    lc_buf_free(&text);
    if (st != LIFE_OK) {
        json_decref(root);
        return st;
    }
    f.arena = lc_arena_new(0);
    f.index = json_object();
    st = f.arena && f.index ? give_features(&f, root, o, err) : no_memory(err);
    for (size_t i = 0; i < f.names.n; i++)
        lc_free((char *)f.names.v[i]);
    lc_vec_free(&f.names);
    lc_vec_free(&f.cells);
    lc_arena_free(f.arena);
    json_decref(f.index);
    json_decref(root);
    return st;
}

static lc_status read_geojson(const char *path, const lc_import_opts *o,
                              const lc_record_sink *sink, char note[160],
                              lc_error *err)
{
    return read_features(path, o, sink, note, parse_whole, err);
}

static lc_status read_sequence(const char *path, const lc_import_opts *o,
                               const lc_record_sink *sink, char note[160],
                               lc_error *err)
{
    return read_features(path, o, sink, note, parse_sequence, err);
}

/* -- by the file's name -------------------------------------------------- */

static const struct {
    const char *extension;
    lc_status (*read)(const char *path, const lc_import_opts *o,
                      const lc_record_sink *sink, char note[160],
                      lc_error *err);
} formats[] = {
    {".csv", read_delimited},     {".tsv", read_delimited},
    {".txt", read_delimited},     {".geojson", read_geojson},
    {".json", read_geojson},      {".geojsonl", read_sequence},
    {".geojsons", read_sequence}, {".geojsonseq", read_sequence},
    {".ndjson", read_sequence},
};

lc_status lc_records_read(const char *path, const lc_import_opts *o,
                          const lc_record_sink *sink, char note[160],
                          lc_error *err)
{
    size_t len = unpacked_name(path);

    note[0] = '\0';
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t n = strlen(formats[i].extension);

        if (len > n &&
            strncasecmp(path + len - n, formats[i].extension, n) == 0)
            return formats[i].read(path, o, sink, note, err);
    }
    return lc_fail(err, LIFE_ERR_RANGE,
                   "%s: by its name this is no table that can be read; it "
                   "must end in .csv, .tsv, .txt, .geojson, .json, .geojsonl "
                   "or .geojsons, with .gz or .bz2 behind it or not",
                   path);
}

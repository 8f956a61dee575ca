/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx.c - a workbook of Office Open XML as records: its
 * sheets, shared texts and formats. From ECMA-376, part 1, clause 18.
 *
 * The package is opened once and its parts are read one after another:
 * relations first, as they say where all else lies.
 */
#include "src/import/table/book/xlsx.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "src/import/table/book/xlsx_sheet.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHEETS_MAX        10000
#define STRINGS_BYTES_MAX ((size_t)512 << 20)
#define STYLES_MAX        100000

/* ---- the parts ---- */

/* Where a part of the workbook lies. */
typedef struct relation {
    char id[64], kind[32], target[256];
} relation;

/* A sheet, by its name and its part. */
typedef struct listed {
    char name[128], id[64], part[320];
    bool hidden;
} listed;

/* A format of numbers that the workbook defines. */
typedef struct custom {
    uint64_t id;
    lc_style style;
} custom;

/* The workbook while its parts are read. */
typedef struct book {
    lc_workbook shared;
    LC_VEC(relation) relations;
    LC_VEC(listed) sheets;
    LC_VEC(custom) formats;
    char workbook[320];
    bool in_formats, in_text, in_phonetic;
} book;

/* Longer ones than fit are none that are known. */
static void copy_attribute(const char **attribute, const char *name, char *out,
                           size_t size)
{
    const char *value = lc_pack_attribute(attribute, name);

    lc_utf8_format(out, size, "%s", value ? value : "");
}

/* Only the kinds that are needed are kept. */
static lc_status on_relation(void *ctx, const char *name,
                             const char **attribute, lc_error *err)
{
    book *b = ctx;
    const char *type = lc_pack_attribute(attribute, "Type"), *slash;
    relation r;

    if (strcmp(name, "Relationship") || !type)
        return LIFE_OK;
    slash = strrchr(type, '/');
    snprintf(r.kind, sizeof r.kind, "%s", slash ? slash + 1 : type);
    copy_attribute(attribute, "Id", r.id, sizeof r.id);
    copy_attribute(attribute, "Target", r.target, sizeof r.target);
    if (b->relations.n >= SHEETS_MAX)
        return lc_read_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                            "has more than %d parts", SHEETS_MAX);
    return lc_vec_push(&b->relations, r) ? LIFE_OK
                                         : lc_no_memory(err, "the workbook");
}

/* Of one part: what its ids stand for. */
static lc_status read_relations(book *b, const char *part, lc_error *err)
{
    lc_xml_sink sink = {on_relation, NULL, NULL, b};

    b->relations.n = 0;
    return lc_pack_read(b->shared.pack, part, &sink, err);
}

/* A target is meant from the folder of the part that names it. */
static void resolve(const char *from, const char *target, char out[320])
{
    const char *slash = strrchr(from, '/');
    int folder = slash ? (int)(slash - from) + 1 : 0;

    if (*target == '/')
        snprintf(out, 320, "%s", target + 1);
    else
        snprintf(out, 320, "%.*s%s", folder, from, target);
}

/* By its id, or the first of a kind; NULL: none. */
static const relation *find_relation(const book *b, const char *id,
                                     const char *kind)
{
    for (size_t i = 0; i < b->relations.n; i++) {
        const relation *r = &b->relations.v[i];

        if ((id && !strcmp(r->id, id)) || (kind && !strcmp(r->kind, kind)))
            return r;
    }
    return NULL;
}

/* "hidden" or "veryHidden". */
static bool is_hidden(const char *state)
{
    return state && (!strcmp(state, "hidden") || !strcmp(state, "veryHidden"));
}

/* Sheets, in the order of their tabs. */
static lc_status on_workbook(void *ctx, const char *name,
                             const char **attribute, lc_error *err)
{
    book *b = ctx;
    listed sheet;

    if (!strcmp(name, "workbookPr")) {
        const char *v = lc_pack_attribute(attribute, "date1904");

        b->shared.from_1904 = v && (!strcmp(v, "1") || !strcmp(v, "true"));
    }
    if (strcmp(name, "sheet"))
        return LIFE_OK;
    sheet.part[0] = '\0';
    sheet.hidden = is_hidden(lc_pack_attribute(attribute, "state"));
    copy_attribute(attribute, "name", sheet.name, sizeof sheet.name);
    /* "r:id"; "sheetId" is another. */
    copy_attribute(attribute, "id", sheet.id, sizeof sheet.id);
    if (b->sheets.n >= SHEETS_MAX)
        return lc_read_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                            "has more than %d sheets", SHEETS_MAX);
    return lc_vec_push(&b->sheets, sheet) ? LIFE_OK
                                          : lc_no_memory(err, "the workbook");
}

/* ---- texts ---- */

/* Shared texts may be made of runs; phonetic ones are left out. */
static lc_status on_string(void *ctx, const char *name, const char **attribute,
                           lc_error *err)
{
    book *b = ctx;

    (void)attribute;
    if (!strcmp(name, "si") &&
        !lc_vec_push(&b->shared.string, b->shared.strings.len))
        return lc_no_memory(err, "the workbook");
    if (!strcmp(name, "rPh"))
        b->in_phonetic = true;
    b->in_text = !strcmp(name, "t") && !b->in_phonetic;
    return LIFE_OK;
}

/* Each text ends with a NUL. */
static lc_status on_string_end(void *ctx, const char *name, lc_error *err)
{
    book *b = ctx;

    b->in_text = false;
    if (!strcmp(name, "rPh"))
        b->in_phonetic = false;
    if (!strcmp(name, "si"))
        lc_buf_putc(&b->shared.strings, '\0');
    return b->shared.strings.failed
               ? lc_read_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                              "its shared texts are too long to be held")
               : LIFE_OK;
}

/* Only within a run's text. */
static void on_string_text(void *ctx, const char *s, size_t len)
{
    book *b = ctx;

    if (b->in_text && b->shared.string.n > 0)
        lc_buf_put(&b->shared.strings, s, len);
}

/* ---- styles ---- */

/* By its code, or by its number where it has none. */
static lc_style style_of_format(const book *b, uint64_t id)
{
    for (size_t i = 0; i < b->formats.n; i++)
        if (b->formats.v[i].id == id)
            return b->formats.v[i].style;
    return lc_style_built_in(id);
}

/* Formats first, then the cells' formats that refer to them. */
static lc_status on_style(void *ctx, const char *name, const char **attribute,
                          lc_error *err)
{
    book *b = ctx;
    const char *id = lc_pack_attribute(attribute, "numFmtId");
    const char *code = lc_pack_attribute(attribute, "formatCode");
    uint64_t n = 0;
    bool good = true;

    if (id)
        lc_parse_uint(id, UINT32_MAX, &n);
    if (!strcmp(name, "cellXfs")) {
        b->in_formats = true;
    } else if (!strcmp(name, "xf") && b->in_formats &&
               b->shared.style.n < STYLES_MAX) {
        good =
            lc_vec_push(&b->shared.style, (unsigned char)style_of_format(b, n));
    } else if (!strcmp(name, "numFmt") && code && b->formats.n < 1000) {
        custom c = {n, lc_style_of(code)};

        good = lc_vec_push(&b->formats, c);
    }
    return good ? LIFE_OK : lc_no_memory(err, "the workbook");
}

/* Lists of other formats look the same, and are passed over. */
static lc_status on_style_end(void *ctx, const char *name, lc_error *err)
{
    book *b = ctx;

    (void)err;
    if (!strcmp(name, "cellXfs"))
        b->in_formats = false;
    return LIFE_OK;
}

/* ---- all of it ---- */

/* Its name is not fixed; the package says where it is. */
static lc_status find_workbook(book *b, lc_error *err)
{
    const relation *r = NULL;
    lc_status st = LIFE_OK;

    snprintf(b->workbook, sizeof b->workbook, "xl/workbook.xml");
    if (lc_pack_has(b->shared.pack, "_rels/.rels"))
        st = read_relations(b, "_rels/.rels", err);
    if (!st)
        r = find_relation(b, NULL, "officeDocument");
    if (r)
        resolve("", r->target, b->workbook);
    return st;
}

/* Which sheets there are, and from when days are counted. */
static lc_status read_workbook(book *b, lc_error *err)
{
    lc_xml_sink sink = {on_workbook, NULL, NULL, b};
    const char *slash = strrchr(b->workbook, '/');
    int folder = slash ? (int)(slash - b->workbook) + 1 : 0;
    char rels[400];
    lc_status st = lc_pack_read(b->shared.pack, b->workbook, &sink, err);

    snprintf(rels, sizeof rels, "%.*s_rels/%s.rels", folder, b->workbook,
             b->workbook + folder);
    if (!st)
        st = read_relations(b, rels, err);
    for (size_t i = 0; !st && i < b->sheets.n; i++) {
        const relation *r = find_relation(b, b->sheets.v[i].id, NULL);

        if (r && !strcmp(r->kind, "worksheet"))
            resolve(b->workbook, r->target, b->sheets.v[i].part);
    }
    return st;
}

/* Neither part must be there. */
static lc_status read_shared(book *b, lc_error *err)
{
    lc_xml_sink texts = {on_string, on_string_end, on_string_text, b};
    lc_xml_sink styles = {on_style, on_style_end, NULL, b};
    const relation *text = find_relation(b, NULL, "sharedStrings");
    const relation *style = find_relation(b, NULL, "styles");
    char part[320];
    lc_status st = LIFE_OK;

    b->shared.strings.limit = STRINGS_BYTES_MAX;
    if (text) {
        resolve(b->workbook, text->target, part);
        st = lc_pack_read(b->shared.pack, part, &texts, err);
    }
    if (!st && style) {
        resolve(b->workbook, style->target, part);
        st = lc_pack_read(b->shared.pack, part, &styles, err);
    }
    return st;
}

/* A sheet, where it is wanted. */
static lc_status read_sheet(book *b, size_t i, lc_book_sheet *s, lc_error *err)
{
    const lc_reading *job = b->shared.job;
    const listed *sheet = &b->sheets.v[i];
    lc_status st;

    if (!*sheet->part || !lc_book_sheet_wanted(job, sheet->name, i + 1))
        return LIFE_OK;
    lc_book_sheet_clear(s);
    st = lc_xlsx_sheet(&b->shared, sheet->part, s, err);
    if (!st && s->rows > 0)
        lc_book_sheet_note(s, sheet->name, b->sheets.n);
    if (!st && s->rows == 0 && job->o->sheet)
        st = lc_book_sheet_empty(job, sheet->name, err);
    return st;
}

/* The one that is asked for, or the first with rows; what is hidden is read
 * where nothing that shows has any. */
static lc_status read_sheets(book *b, lc_book_sheet *s, lc_error *err)
{
    lc_buf names = {0};
    lc_status st = LIFE_OK;

    lc_buf_puts(&names, "");
    for (size_t i = 0; i < b->sheets.n; i++)
        lc_buf_printf(&names, "%s%s", i ? ", " : "", b->sheets.v[i].name);
    for (int hidden = 0; hidden < 2; hidden++)
        for (size_t i = 0; !st && s->rows == 0 && i < b->sheets.n; i++)
            if (b->sheets.v[i].hidden == hidden)
                st = read_sheet(b, i, s, err);
    if (!st && s->rows == 0)
        st = lc_book_sheet_missing(b->shared.job,
                                   names.failed ? "" : names.data, err);
    lc_buf_free(&names);
    return st;
}

lc_status lc_xlsx_read(const lc_reading *job, lc_error *err)
{
    book b = {.shared = {.job = job}};
    lc_book_sheet *s = lc_calloc(1, sizeof *s);
    lc_status st = s ? LIFE_OK : lc_no_memory(err, "the workbook");

    if (!st) {
        s->job = job;
        st = lc_pack_open(job, &b.shared.pack, err);
    }
    if (st)
        goto done;
    st = find_workbook(&b, err);
    if (st)
        goto done;
    st = read_workbook(&b, err);
    if (st)
        goto done;
    st = read_shared(&b, err);
    if (st)
        goto done;
    st = read_sheets(&b, s, err);
done:
    lc_pack_close(b.shared.pack);
    if (s)
        lc_book_sheet_clear(s);
    lc_free(s);
    lc_vec_free(&b.relations);
    lc_vec_free(&b.sheets);
    lc_vec_free(&b.formats);
    lc_vec_free(&b.shared.string);
    lc_vec_free(&b.shared.style);
    lc_buf_free(&b.shared.strings);
    return st;
}

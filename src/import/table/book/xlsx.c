/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx.c - a workbook of Office Open XML as records: its
 * sheets, shared texts and formats. From ECMA-376, part 1, clause 18.
 */
#include "src/import/table/book/xlsx.h"

#include "lifecircle/base/num.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHEETS_MAX        10000
#define STRINGS_BYTES_MAX ((size_t)512 << 20)
#define STYLES_MAX        100000
#define DAY_S             86400
#define DAYS_MAX          2958466 /* the year 10000 */

/* ---- formats of numbers ---- */

/* Outside quotes and brackets a code of dates has y, m, d, h or s; what stands
 * behind the first ; is for other numbers. m alone is a month. */
lc_style lc_style_of(const char *code)
{
    bool day = false, time = false, month = false;

    for (const char *s = code; *s && *s != ';'; s++) {
        if (*s == '"' || (*s == '[' && !strchr("hHmMsS", s[1]))) {
            const char *end = strchr(s + 1, *s == '"' ? '"' : ']');

            if (!end)
                break;
            s = end;
        } else if ((*s == '\\' || *s == '_' || *s == '*') && s[1]) {
            s++;
        } else if (!strncasecmp(s, "General", 7)) {
            s += 6;
        } else {
            day |= strchr("yYdD", *s) != NULL;
            month |= strchr("mM", *s) != NULL;
            time |= strchr("hHsS", *s) != NULL;
        }
    }
    if (day || (month && !time))
        return LIFE_STYLE_DATE;
    return time ? LIFE_STYLE_TIME : LIFE_STYLE_NUMBER;
}

/* The formats that have no code in the file; 27-36 and 50-58 are Chinese and
 * Japanese ones. */
lc_style lc_style_built_in(uint64_t id)
{
    static const struct {
        unsigned char first, last, style;
    } known[] = {
        {14, 17, LIFE_STYLE_DATE}, {18, 21, LIFE_STYLE_TIME},
        {22, 22, LIFE_STYLE_DATE}, {27, 31, LIFE_STYLE_DATE},
        {32, 35, LIFE_STYLE_TIME}, {36, 36, LIFE_STYLE_DATE},
        {45, 47, LIFE_STYLE_TIME}, {50, 54, LIFE_STYLE_DATE},
        {55, 56, LIFE_STYLE_TIME}, {57, 58, LIFE_STYLE_DATE},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (id >= known[i].first && id <= known[i].last)
            return (lc_style)known[i].style;
    return LIFE_STYLE_NUMBER;
}

/* The date of a number of days since 1970-01-01, by counting years that begin
 * in March in eras of 400 (a standard method for the Gregorian calendar). */
static void civil(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t years =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(years + era * 400 + (*month <= 2));
}

bool lc_style_date(double v, lc_style style, bool from_1904, char out[32])
{
    int64_t seconds, days, epoch;
    int y, m, d, h, min, s;

    if (!(v >= 0 && v < DAYS_MAX))
        return false;
    seconds = (int64_t)floor(v * DAY_S + 0.5);
    days = seconds / DAY_S;
    seconds %= DAY_S;
    h = (int)(seconds / 3600);
    min = (int)(seconds / 60 % 60);
    s = (int)(seconds % 60);
    if (style == LIFE_STYLE_TIME || (days == 0 && !from_1904)) {
        snprintf(out, 32, "%02d:%02d:%02d", (int)(days * 24) + h, min, s);
        return true;
    }
    /* The years from 1900 have a 29 February that never was, day 60. */
    epoch = from_1904 ? -24107 : days < 60 ? -25568 : -25569;
    civil(epoch + days, &y, &m, &d);
    if (seconds)
        snprintf(out, 32, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d, h, min, s);
    else
        snprintf(out, 32, "%04d-%02d-%02d", y, m, d);
    return true;
}

/* ---- the parts ---- */

typedef struct relation {
    char id[64], kind[32], target[256];
} relation;

typedef struct listed {
    char name[128], id[64], part[320];
} listed;

typedef struct custom {
    uint64_t id;
    lc_style style;
} custom;

typedef struct book {
    lc_workbook shared;
    LC_VEC(relation) relations;
    LC_VEC(listed) sheets;
    LC_VEC(custom) formats;
    char workbook[320];
    bool in_formats, in_text, in_phonetic;
} book;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the workbook");
}

static void copy_attribute(const char **attribute, const char *name, char *out,
                           size_t size)
{
    const char *value = lc_xml_get(attribute, name);

    snprintf(out, size, "%s", value ? value : "");
}

static lc_status on_relation(void *ctx, const char *name,
                             const char **attribute, lc_error *err)
{
    book *b = ctx;
    const char *type = lc_xml_get(attribute, "Type"), *slash;
    relation r;

    if (strcmp(name, "Relationship") || !type)
        return LIFE_OK;
    slash = strrchr(type, '/');
    snprintf(r.kind, sizeof r.kind, "%s", slash ? slash + 1 : type);
    copy_attribute(attribute, "Id", r.id, sizeof r.id);
    copy_attribute(attribute, "Target", r.target, sizeof r.target);
    if (b->relations.n >= SHEETS_MAX)
        return lc_reading_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                               "has more than %d parts", SHEETS_MAX);
    return lc_vec_push(&b->relations, r) ? LIFE_OK : no_memory(err);
}

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

static lc_status on_workbook(void *ctx, const char *name,
                             const char **attribute, lc_error *err)
{
    book *b = ctx;
    listed sheet;

    if (!strcmp(name, "workbookPr")) {
        const char *v = lc_xml_get(attribute, "date1904");

        b->shared.from_1904 = v && (!strcmp(v, "1") || !strcmp(v, "true"));
    }
    if (strcmp(name, "sheet"))
        return LIFE_OK;
    sheet.part[0] = '\0';
    copy_attribute(attribute, "name", sheet.name, sizeof sheet.name);
    /* "r:id"; "sheetId" is another. */
    copy_attribute(attribute, "id", sheet.id, sizeof sheet.id);
    if (b->sheets.n >= SHEETS_MAX)
        return lc_reading_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                               "has more than %d sheets", SHEETS_MAX);
    return lc_vec_push(&b->sheets, sheet) ? LIFE_OK : no_memory(err);
}

/* ---- texts ---- */

static lc_status on_string(void *ctx, const char *name, const char **attribute,
                           lc_error *err)
{
    book *b = ctx;

    (void)attribute;
    if (!strcmp(name, "si") &&
        !lc_vec_push(&b->shared.string, b->shared.strings.len))
        return no_memory(err);
    if (!strcmp(name, "rPh"))
        b->in_phonetic = true;
    b->in_text = !strcmp(name, "t") && !b->in_phonetic;
    return LIFE_OK;
}

static lc_status on_string_end(void *ctx, const char *name, lc_error *err)
{
    book *b = ctx;

    b->in_text = false;
    if (!strcmp(name, "rPh"))
        b->in_phonetic = false;
    if (!strcmp(name, "si"))
        lc_buf_putc(&b->shared.strings, '\0');
    return b->shared.strings.failed
               ? lc_reading_fail(b->shared.job, LIFE_ERR_LIMIT, err,
                                 "its shared texts are too long to be held")
               : LIFE_OK;
}

static void on_string_text(void *ctx, const char *s, size_t len)
{
    book *b = ctx;

    if (b->in_text && b->shared.string.n > 0)
        lc_buf_put(&b->shared.strings, s, len);
}

/* ---- styles ---- */

static lc_style style_of_format(const book *b, uint64_t id)
{
    for (size_t i = 0; i < b->formats.n; i++)
        if (b->formats.v[i].id == id)
            return b->formats.v[i].style;
    return lc_style_built_in(id);
}

static lc_status on_style(void *ctx, const char *name, const char **attribute,
                          lc_error *err)
{
    book *b = ctx;
    const char *id = lc_xml_get(attribute, "numFmtId");
    const char *code = lc_xml_get(attribute, "formatCode");
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
    return good ? LIFE_OK : no_memory(err);
}

static lc_status on_style_end(void *ctx, const char *name, lc_error *err)
{
    book *b = ctx;

    (void)err;
    if (!strcmp(name, "cellXfs"))
        b->in_formats = false;
    return LIFE_OK;
}

/* ---- all of it ---- */

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

static lc_status read_sheets(book *b, lc_sheet *s, lc_error *err)
{
    const lc_reading *job = b->shared.job;
    lc_buf names = {0};
    bool done = false;
    lc_status st = LIFE_OK;

    lc_buf_puts(&names, "");
    for (size_t i = 0; !st && !done && i < b->sheets.n; i++) {
        const listed *sheet = &b->sheets.v[i];

        lc_buf_printf(&names, "%s%s", i ? ", " : "", sheet->name);
        if (!*sheet->part || !lc_sheet_wanted(job, sheet->name, i + 1))
            continue;
        lc_sheet_clear(s);
        st = lc_xlsx_sheet(&b->shared, sheet->part, s, err);
        done = s->rows > 0;
        if (!st && done)
            lc_sheet_note(s, sheet->name, b->sheets.n);
        if (!st && !done && job->o->sheet)
            st = lc_sheet_empty(job, sheet->name, err);
    }
    if (!st && !done)
        st = lc_sheet_missing(job, names.failed ? "" : names.data, err);
    lc_buf_free(&names);
    return st;
}

lc_status lc_table_read_xlsx(const lc_reading *job, lc_error *err)
{
    book b = {.shared = {.job = job}};
    lc_sheet *s = lc_calloc(1, sizeof *s);
    lc_status st = s ? LIFE_OK : no_memory(err);

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
        lc_sheet_clear(s);
    lc_free(s);
    lc_vec_free(&b.relations);
    lc_vec_free(&b.sheets);
    lc_vec_free(&b.formats);
    lc_vec_free(&b.shared.string);
    lc_vec_free(&b.shared.style);
    lc_buf_free(&b.shared.strings);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/dbf.c - see dbf.h.
 *
 *     head    version 1 | date 3 | records 4 | bytes of head 2 |
 *             bytes of a record 2 | ... | language at 29
 *     fields  32 bytes each, ended by 0D: name 11 | type 1 | ... |
 *             length at 16
 *     record  "*" where deleted | the fields, padded with spaces
 *
 * From ESRI's shapefile paper and dBase's description of its level 5 tables.
 *
 * Widths are fixed, so a text may be cut in the middle of a character; that is
 * no fault of the row.
 */
#include "src/import/table/shape/dbf.h"

#include "lifecircle/base/mem.h"
#include "src/import/bytes/encoding.h"
#include "src/import/table/cell.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HEAD_BYTES      32
#define FIELD_BYTES     32
#define NAME_BYTES      11
#define LANGUAGE_AT     29
#define GROWTH_MAX      4 /* bytes of UTF-8 that a byte becomes, at most */
#define SNIFF_BYTES_MAX ((uint64_t)64 << 20)

/* A column: its name, its type, and where its bytes stand in a record. */
typedef struct field {
    char name[NAME_BYTES * GROWTH_MAX];
    char type;
    size_t at, len;
} field;

struct lc_dbf {
    const lc_reading *job;
    const char *path;
    FILE *file;
    uint32_t records, next;
    size_t head, width;
    unsigned char language;
    lc_encoding *encoding;
    size_t count;
    field *fields;
    const char **names, **cells;
    char *record, *text; /* as read; its cells in UTF-8 */
};

/* Little endian. */
static uint32_t number(const char *s, size_t bytes)
{
    uint32_t v = 0;

    for (size_t i = 0; i < bytes; i++)
        v |= (uint32_t)(unsigned char)s[i] << 8 * i;
    return v;
}

/* With the .dbf's name, which is not the one that was given. */
static lc_status fail_dbf(const lc_dbf *d, lc_status st, lc_error *err,
                          const char *why)
{
    lc_fail(err, st, "%s", why);
    return lc_fail_at(err, st, d->path, 0);
}

/* ---- the encoding ---- */

/* Language bytes that name an encoding; 0 and 0x57 ("ANSI") say nothing. */
static const struct {
    unsigned char language;
    const char *encoding;
} languages[] = {
    {0x01, "CP437"},  {0x02, "CP850"},  {0x03, "CP1252"}, {0x4d, "GBK"},
    {0x4e, "CP949"},  {0x4f, "BIG5"},   {0x7a, "GBK"},    {0x79, "CP949"},
    {0x78, "BIG5"},   {0x7b, "CP932"},  {0x13, "CP932"},  {0x58, "CP1252"},
    {0x59, "CP1252"}, {0xc8, "CP1250"}, {0xc9, "CP1251"}, {0x65, "CP866"},
    {0x26, "CP866"},  {0x64, "CP852"},
};

/* A .cpg says "UTF-8", "GBK", "936", "CP936", "ANSI 1252" and the like. */
static bool read_cpg(const char *path, char out[32])
{
    FILE *f = fopen(path, "rb");
    char text[32] = "";
    const char *s = text;
    size_t n, len;

    if (!f)
        return false;
    n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    s += strspn(s, " \t\r\n\xef\xbb\xbf");
    if (!strncasecmp(s, "ANSI", 4))
        s += 4 + strspn(s + 4, " _-");
    len = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                    "0123456789-_");
    if (len == 0 || len > 20)
        return false;
    snprintf(out, 32, "%s%.*s",
             strspn(s, "0123456789") == len && len < 5 ? "CP" : "", (int)len,
             s);
    return true;
}

/* What the texts themselves look like, from where the records begin. */
static lc_status sniff_records(lc_dbf *d, lc_encoding_clues *s, lc_error *err)
{
    size_t n;

    while (s->bytes < SNIFF_BYTES_MAX &&
           (n = fread(d->record, 1, d->width, d->file)) > 0)
        for (size_t i = 0; i < d->count; i++) {
            if (d->fields[i].at + d->fields[i].len > n)
                continue;
            lc_encoding_feed(s, d->record + d->fields[i].at, d->fields[i].len);
            s->tails = 0; /* a cell may end inside a character */
            s->lead = 0;
            s->skip = 0;
        }
    if (fseek(d->file, (long)d->head, SEEK_SET) != 0)
        return fail_dbf(d, LIFE_ERR_IO, err, strerror(errno));
    return LIFE_OK;
}

/* The encodings that programs write down where they know nothing. */
static bool is_latin(const char *name)
{
    static const char *const latin[] = {
        "ISO-8859-1", "ISO-8859-15", "ISO8859-1", "ISO88591",     "88591",
        "CP28591",    "LATIN1",      "LATIN-1",   "CP1252",       "1252",
        "CP437",      "CP850",       "ASCII",     "WINDOWS-1252", "US-ASCII",
        "CP88591",    "ISO_8859-1",  "8859-1"};

    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (!strcasecmp(name, latin[i]))
            return true;
    return false;
}

/* What the texts are in after all, where what is declared can't be; NULL: it
 * stands. */
static const char *contradicts(const lc_encoding_clues *s, const char *declared)
{
    bool utf8 = !strcasecmp(declared, "UTF-8") ||
                !strcasecmp(declared, "UTF8") ||
                !strcasecmp(declared, "CP65001");

    if (utf8)
        return strcmp(lc_encoding_guess(s), "UTF-8") ? lc_encoding_guess(s)
                                                     : NULL;
    if (is_latin(declared))
        return lc_encoding_not_latin(s);
    return s->utf8 > 0 && s->no_utf8 == 0 ? "UTF-8" : NULL;
}

/* The one that the .cpg or the language byte names; "" where none does. */
static const char *find_declared(const lc_dbf *d, const char *cpg, char out[32])
{
    if (cpg && read_cpg(cpg, out))
        return "the .cpg says";
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (languages[i].language == d->language)
            snprintf(out, 32, "%s", languages[i].encoding);
    return "the .dbf says";
}

/* What a person says, what the .cpg says, what the file says, what the texts
 * look like: in this order, but that texts are believed which can't be what a
 * file says. */
static lc_status choose_encoding(lc_dbf *d, const char *cpg, char out[32],
                                 lc_error *err)
{
    lc_encoding_clues s = {0};
    const char *found, *who;
    lc_status st;

    if (d->job->o->encoding) {
        snprintf(out, 32, "%s", d->job->o->encoding);
        return LIFE_OK;
    }
    out[0] = '\0';
    who = find_declared(d, cpg, out);
    st = sniff_records(d, &s, err);
    if (st)
        return st;
    found = *out ? contradicts(&s, out) : lc_encoding_guess(&s);
    if (!*out && s.no_gb > 0 && !strcmp(found, "GB18030"))
        found = "CP1252"; /* what is "ANSI" where nothing else says so */
    if (*out && found)
        lc_read_note(d->job, "%s %s, but the text is %s", who, out, found);
    else if (found && strcmp(found, "UTF-8"))
        lc_read_note(d->job, "the text was read as %s", found);
    if (found)
        snprintf(out, 32, "%s", found);
    return LIFE_OK;
}

/* A .cpg may name an encoding that nobody knows. */
static lc_status open_encoding(lc_dbf *d, const char *cpg, lc_error *err)
{
    char name[32] = "";
    lc_status st = choose_encoding(d, cpg, name, err);

    if (st)
        return st;
    /* Microsoft's number for it, which iconv doesn't know */
    return lc_encoding_open(strcasecmp(name, "CP65001") ? name : "UTF-8",
                            &d->encoding, err);
}

/* Cells are cut at so many bytes, often inside a character: what is left of
 * it goes. False: some other bytes are no text. */
static bool convert(lc_dbf *d, const char *s, size_t len, char *out)
{
    size_t used, n;

    lc_encoding_reset(d->encoding);
    n = lc_encoding_convert(d->encoding, s, len, out, len * GROWTH_MAX, &used);
    out[n] = '\0';
    return len - used < LIFE_ENCODING_CHAR_MAX && !memchr(out, '\0', n);
}

/* ---- the head ---- */

/* Sizes are checked before memory is asked for. */
static lc_status read_head(lc_dbf *d, lc_error *err)
{
    char head[HEAD_BYTES];

    if (fread(head, 1, sizeof head, d->file) != sizeof head)
        return fail_dbf(d, LIFE_ERR_PARSE, err, "is too short for a .dbf");
    d->records = number(head + 4, 4);
    d->head = number(head + 8, 2);
    d->width = number(head + 10, 2);
    d->language = (unsigned char)head[LANGUAGE_AT];
    if ((head[0] & 7) != 3 || d->head < HEAD_BYTES + 1 || d->width < 2)
        return fail_dbf(d, LIFE_ERR_PARSE, err,
                        "is no .dbf of a shapefile by its first bytes");
    d->count = (d->head - HEAD_BYTES - 1) / FIELD_BYTES;
    if (d->count > LIFE_COLUMNS_MAX)
        return fail_dbf(d, LIFE_ERR_LIMIT, err, "has more than 1024 fields");
    d->fields = lc_calloc(d->count + 1, sizeof *d->fields);
    d->names = lc_calloc(d->count + 1, sizeof *d->names);
    d->cells = lc_calloc(d->count + 1, sizeof *d->cells);
    d->record = lc_calloc(d->width, 1);
    d->text = lc_calloc(d->width * GROWTH_MAX + d->count + 1, 1);
    if (!d->fields || !d->names || !d->cells || !d->record || !d->text)
        return lc_no_memory(err, "the table");
    return LIFE_OK;
}

/* A field's place follows from the lengths of those before it. */
static lc_status read_fields(lc_dbf *d, lc_error *err)
{
    size_t at = 1; /* behind the mark of deletion */
    size_t i;

    for (i = 0; i < d->count; i++) {
        char raw[FIELD_BYTES];
        field *f = &d->fields[i];

        if (fread(raw, 1, sizeof raw, d->file) != sizeof raw)
            return fail_dbf(d, LIFE_ERR_PARSE, err, "ends within its head");
        if (raw[0] == '\r')
            break;
        memcpy(f->name, raw, NAME_BYTES);
        f->name[NAME_BYTES - 1] = '\0';
        f->type = raw[11];
        f->len = (unsigned char)raw[16];
        f->at = at;
        at += f->len;
    }
    d->count = i;
    if (i == 0 || at > d->width)
        return fail_dbf(d, LIFE_ERR_PARSE, err,
                        "has fields that don't fit its records");
    if (fseek(d->file, (long)d->head, SEEK_SET) != 0)
        return fail_dbf(d, LIFE_ERR_IO, err, strerror(errno));
    return LIFE_OK;
}

/* Names are in the table's encoding too. */
static lc_status name_fields(lc_dbf *d, lc_error *err)
{
    for (size_t i = 0; i < d->count; i++) {
        char raw[NAME_BYTES];

        memcpy(raw, d->fields[i].name, sizeof raw);
        if (!convert(d, raw, strlen(raw), d->fields[i].name))
            return fail_dbf(d, LIFE_ERR_PARSE, err,
                            "has names of fields that are not in its "
                            "encoding; say which one with --encoding");
        d->names[i] = lc_cell_trim(d->fields[i].name);
    }
    return LIFE_OK;
}

lc_status lc_dbf_open(const lc_reading *job, const char *path, const char *cpg,
                      lc_dbf **out, lc_error *err)
{
    lc_dbf *d = lc_calloc(1, sizeof *d);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!d)
        return lc_no_memory(err, "the table");
    d->job = job;
    d->path = path;
    d->file = fopen(path, "rb");
    if (!d->file)
        st = fail_dbf(d, LIFE_ERR_IO, err, strerror(errno));
    if (!st)
        st = read_head(d, err);
    if (!st)
        st = read_fields(d, err);
    if (!st)
        st = open_encoding(d, cpg, err);
    if (!st)
        st = name_fields(d, err);
    if (st) {
        lc_dbf_close(d);
        return st;
    }
    *out = d;
    return LIFE_OK;
}

void lc_dbf_close(lc_dbf *d)
{
    if (!d)
        return;
    if (d->file)
        fclose(d->file);
    lc_encoding_close(d->encoding);
    lc_free(d->fields);
    lc_free(d->names);
    lc_free(d->cells);
    lc_free(d->record);
    lc_free(d->text);
    lc_free(d);
}

const char *const *lc_dbf_names(const lc_dbf *d, size_t *count)
{
    *count = d->count;
    return d->names;
}

/* ---- the records ---- */

/* Trailing zeros behind a point say nothing. */
static void tidy_number(char *s)
{
    size_t n = strlen(s);

    if (strspn(s, "*") == n) { /* it did not fit */
        *s = '\0';
        return;
    }
    if (!strchr(s, '.') || strpbrk(s, "eE"))
        return;
    while (s[n - 1] == '0')
        s[--n] = '\0';
    if (s[n - 1] == '.')
        s[--n] = '\0';
}

/* "20240531" as 2024-05-31; `s` has room for that. */
static void tidy_date(char *s)
{
    if (strlen(s) != 8 || strspn(s, "0123456789") != 8)
        return;
    if (!strcmp(s, "00000000")) {
        *s = '\0';
        return;
    }
    memmove(s + 8, s + 6, 3);
    memmove(s + 5, s + 4, 2);
    s[4] = s[7] = '-';
}

/* By the field's type. */
static const char *tidy(const field *f, char *s)
{
    s = lc_cell_trim(s);
    if (f->type == 'N' || f->type == 'F')
        tidy_number(s);
    else if (f->type == 'D')
        tidy_date(s);
    else if (f->type == 'L')
        return *s && strchr("TtYy", *s)   ? "yes"
               : *s && strchr("FfNn", *s) ? "no"
                                          : "";
    else if (f->type != 'C') /* memos are in a file of their own */
        *s = '\0';
    return s;
}

lc_status lc_dbf_next(lc_dbf *d, const char *const **cell, bool *row,
                      bool *deleted, const char **fault, lc_error *err)
{
    char *to = d->text;

    *row = d->next < d->records;
    *fault = NULL;
    *cell = d->cells;
    if (!*row)
        return LIFE_OK;
    if (fread(d->record, 1, d->width, d->file) != d->width)
        return fail_dbf(d, LIFE_ERR_PARSE, err,
                        "ends in the middle of its records");
    d->next++;
    *deleted = d->record[0] == '*';
    for (size_t i = 0; i < d->count; i++) {
        const field *f = &d->fields[i];
        size_t len = f->len;

        /* Some writers pad with zero bytes. */
        while (len > 0 && strchr(" ", d->record[f->at + len - 1]))
            len--;
        if (!convert(d, d->record + f->at, len, to))
            *fault = "a text is not in the table's encoding; say which one "
                     "with --encoding";
        d->cells[i] = tidy(f, to);
        to += len * GROWTH_MAX + 1;
    }
    return LIFE_OK;
}

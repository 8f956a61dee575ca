/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/no_record.c - see no_record.h.
 *
 * Offices print their tables: parts with headings, sums below them, who
 * filled it in. Scrapers write a row as often as they met it. Both are told
 * from records by what they lack (a place) and by the word they begin with.
 */
#include "src/import/record/no_record.h"

#include "lifecircle/base/utf8.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#define HEADING_COLUMNS 3 /* a table of two may well leave one cell empty */
#define ROOM_FIRST      1024
#define PRINTED_FREE    10000
#define PRINTED_TIMES   10 /* as many as records */

/* ---- words ---- */

/* Lower case without spaces, for words of either script. */
static void fold(const char *s, lc_buf *out)
{
    lc_buf_clear(out);
    lc_buf_puts(out, "");
    for (; *s; s++) {
        if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')
            continue;
        if (!strncmp(s, "　", 3)) {
            s += 2;
            continue;
        }
        lc_buf_putc(out, (char)(*s >= 'A' && *s <= 'Z' ? *s - 'A' + 'a' : *s));
    }
}

/* What may stand behind a word that means something. */
static bool is_mark(const char *s)
{
    static const char *const mark[] = {":", "：", "(",  "（",
                                       "/", "共", "为", "="};

    if (!*s || (*s >= '0' && *s <= '9'))
        return true;
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (!strncmp(s, mark[i], strlen(mark[i])))
            return true;
    return false;
}

/* What may stand behind the number of a note ("注1：", "Note 2:"). */
static const char *skip_number(const char *s)
{
    return s + strspn(s, "0123456789.");
}

/* Whether a folded text is of the kind of a row of words. */
static bool fits(const char *field, const char *word, const char *text)
{
    size_t n = strlen(word), len = strlen(text);
    bool begins = !strncmp(text, word, n);

    if (!strcmp(field, "total"))
        return begins && is_mark(text + n);
    if (!strcmp(field, "total_end"))
        return len > n && !strcmp(text + len - n, word);
    if (!strcmp(field, "note")) {
        const char *behind = begins ? skip_number(text + n) : "";

        return begins && (*behind == ':' || !strncmp(behind, "：", 3));
    }
    return !strcmp(field, "remark") && begins;
}

/* The first kind of row that a folded text begins. */
static lc_no_record_kind kind_of(const lc_no_record *n, const char *text)
{
    int fields = lc_table_column(n->words, "field");
    int words = lc_table_column(n->words, "word");

    for (size_t i = 0; i < lc_table_rows(n->words); i++) {
        const char *field = lc_table_get(n->words, i, fields);

        if (fits(field, lc_table_get(n->words, i, words), text))
            return *field == 't' ? LIFE_ROW_TOTAL : LIFE_ROW_NOTE;
    }
    return LIFE_RECORD;
}

/* Whether a folded text has a word of a field, whole. */
static bool is_word(const lc_no_record *n, const char *field, const char *text)
{
    int fields = lc_table_column(n->words, "field");
    int words = lc_table_column(n->words, "word");

    for (size_t i = 0; i < lc_table_rows(n->words); i++)
        if (!strcmp(lc_table_get(n->words, i, fields), field) &&
            !strcmp(lc_table_get(n->words, i, words), text))
            return true;
    return false;
}

/* "（一）" or "二、": made of numerals of headings alone. */
static bool is_part(const lc_no_record *n, const char *text)
{
    int fields = lc_table_column(n->words, "field");
    int words = lc_table_column(n->words, "word");
    bool found = *text != '\0';

    while (*text && found) {
        found = false;
        for (size_t i = 0; i < lc_table_rows(n->words) && !found; i++) {
            const char *word = lc_table_get(n->words, i, words);

            if (strcmp(lc_table_get(n->words, i, fields), "part") ||
                strncmp(text, word, strlen(word)))
                continue;
            text += strlen(word);
            found = true;
        }
    }
    return found;
}

/* Digits, and what stands among them. */
static bool is_number(const char *s)
{
    return *s && !s[strspn(s, "0123456789.,+-%")];
}

/* ---- opening ---- */

lc_status lc_no_record_open(lc_no_record *n, const lc_columns *columns,
                            const char *const *name, size_t count,
                            lc_error *err)
{
    lc_status st = lc_table_open("row_words.csv", &n->words, err);

    n->columns = columns;
    n->name = name;
    n->count = count;
    if (st)
        return st;
    n->serial = lc_calloc(count + 1, sizeof *n->serial);
    if (!n->serial)
        return lc_no_memory(err, "rows");
    for (size_t i = 0; i < count; i++) {
        fold(name[i], &n->text);
        if (n->text.failed)
            return lc_no_memory(err, "rows");
        n->serial[i] = (!*name[i] && i == 0) ||
                       (*name[i] && is_word(n, "serial", n->text.data));
    }
    return LIFE_OK;
}

void lc_no_record_close(lc_no_record *n)
{
    lc_table_free(n->words);
    lc_free(n->serial);
    lc_free(n->seen);
    lc_buf_free(&n->text);
    *n = (lc_no_record){0};
}

/* ---- repeats ---- */

/* Numbers of a geometry, whatever its depth (jansson limits that). */
static void put_json(lc_buf *out, const json_t *v)
{
    double number;

    if (json_is_number(v)) {
        number = json_number_value(v);
        lc_buf_put(out, &number, sizeof number);
    } else if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v); i++)
            put_json(out, json_array_get(v, i));
        lc_buf_putc(out, ']');
    }
}

/* All that a row says, but for its number. */
static lc_status hash_row(lc_no_record *n, const lc_record *r, uint64_t *low,
                          uint64_t *high, lc_error *err)
{
    XXH128_hash_t hash;

    lc_buf_clear(&n->text);
    for (size_t i = 0; i < n->count; i++)
        if (!n->serial[i])
            lc_buf_put(&n->text, r->cell[i], strlen(r->cell[i]) + 1);
    put_json(&n->text, json_object_get(r->geometry, "coordinates"));
    if (r->raw && r->raw->pt.n > 0)
        lc_buf_put(&n->text, r->raw->pt.v, r->raw->pt.n * sizeof *r->raw->pt.v);
    if (n->text.failed)
        return lc_no_memory(err, "a row");
    hash = XXH3_128bits(n->text.data, n->text.len);
    *low = hash.low64 | 1; /* 0 is free */
    *high = hash.high64;
    return LIFE_OK;
}

/* Where a hash stands, or the free place for it. */
static size_t place_of(const lc_no_record *n, uint64_t low, uint64_t high)
{
    size_t i = (size_t)low & (n->room - 1);

    while (n->seen[i].low && (n->seen[i].low != low || n->seen[i].high != high))
        i = (i + 1) & (n->room - 1);
    return i;
}

/* Twice the room, at most half of it held. */
static lc_status make_room(lc_no_record *n, lc_error *err)
{
    lc_no_record old = *n;

    if (n->room && n->held * 2 < n->room)
        return LIFE_OK;
    n->room = n->room ? n->room * 2 : ROOM_FIRST;
    n->seen = lc_calloc(n->room, sizeof *n->seen);
    if (!n->seen) {
        *n = old;
        return lc_no_memory(err, "rows");
    }
    for (size_t i = 0; i < old.room; i++)
        if (old.seen[i].low)
            n->seen[place_of(n, old.seen[i].low, old.seen[i].high)] =
                old.seen[i];
    lc_free(old.seen);
    return LIFE_OK;
}

/* *again: an earlier row says the same. */
static lc_status see(lc_no_record *n, const lc_record *r, bool *again,
                     lc_error *err)
{
    uint64_t low = 0, high = 0;
    lc_status st = make_room(n, err);
    size_t at;

    *again = false;
    if (!st)
        st = hash_row(n, r, &low, &high, err);
    if (st)
        return st;
    at = place_of(n, low, high);
    *again = n->seen[at].low != 0;
    if (*again)
        return LIFE_OK;
    n->seen[at].low = low;
    n->seen[at].high = high;
    n->held++;
    return LIFE_OK;
}

/* ---- what a row is ---- */

static bool has(const lc_no_record *n, const lc_record *r, lc_field field)
{
    return n->columns && *lc_columns_get(n->columns, r, field);
}

/* Whether the row says where it is. */
static bool is_placed(const lc_no_record *n, const lc_record *r)
{
    return (r->geometry && !json_is_null(r->geometry)) ||
           (r->raw && r->raw->kind != LIFE_SHAPE_NONE) ||
           has(n, r, LIFE_FIELD_geometry) || has(n, r, LIFE_FIELD_latlon) ||
           (has(n, r, LIFE_FIELD_lon) && has(n, r, LIFE_FIELD_lat));
}

/* Two rows without a place or a name of their own may be two things. */
static bool is_somebody(const lc_no_record *n, const lc_record *r)
{
    return is_placed(n, r) || has(n, r, LIFE_FIELD_id) ||
           has(n, r, LIFE_FIELD_code) || has(n, r, LIFE_FIELD_indicator);
}

/* The cells with a value, and those that are the header's own words. */
static size_t count_cells(const lc_no_record *n, const lc_record *r,
                          size_t *names)
{
    size_t values = 0;

    *names = 0;
    for (size_t i = 0; i < n->count; i++)
        if (*r->cell[i]) {
            values++;
            *names += !strcmp(r->cell[i], n->name[i]);
        }
    return values;
}

/* By the first text of the row; *texts are its cells with a value, but for
 * those that number it. */
static lc_no_record_kind judge_words(lc_no_record *n, const lc_record *r,
                                     size_t *texts)
{
    lc_no_record_kind kind = LIFE_RECORD;
    bool first = true;

    *texts = 0;
    for (size_t i = 0; i < n->count; i++) {
        if (!*r->cell[i])
            continue;
        fold(r->cell[i], &n->text);
        if (n->text.failed)
            return LIFE_RECORD;
        if ((first && is_part(n, n->text.data)) ||
            (n->serial[i] && is_number(n->text.data)))
            continue;
        if (first && !is_number(n->text.data)) {
            kind = kind_of(n, n->text.data);
            first = false;
        }
        ++*texts;
    }
    return kind;
}

/* The row's only text, where it is not a number. */
static bool is_heading(const lc_no_record *n, const lc_record *r, size_t texts)
{
    if (texts != 1 || n->count < HEADING_COLUMNS)
        return false;
    for (size_t i = 0; i < n->count; i++)
        if (*r->cell[i] && !is_number(r->cell[i]))
            return true;
    return false;
}

/* Of a row without a place. */
static lc_no_record_kind judge_unplaced(lc_no_record *n, const lc_record *r)
{
    size_t texts;
    lc_no_record_kind kind = judge_words(n, r, &texts);

    if (kind == LIFE_RECORD && texts == 0 && !r->fault)
        return LIFE_ROW_EMPTY;
    if (kind == LIFE_RECORD && !r->fault && is_heading(n, r, texts))
        return LIFE_ROW_HEADING;
    return kind;
}

/* A table has more records than what is printed around them; a file that is
 * nothing but words need not be read to its end. */
static lc_status count_printed(lc_no_record *n, const lc_record *r,
                               lc_no_record_kind kind, lc_error *err)
{
    if (kind == LIFE_RECORD)
        n->records++;
    else if (kind != LIFE_ROW_EMPTY)
        n->printed++;
    if (n->printed <= PRINTED_FREE || n->printed <= PRINTED_TIMES * n->records)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "up to line %u %zu rows are headings, totals or notes and "
                   "%zu are records; is it cut by another sign, or its header "
                   "another row?",
                   (unsigned)r->line, n->printed, n->records);
}

lc_status lc_no_record_judge(lc_no_record *n, const lc_record *r,
                             lc_no_record_kind *out, lc_error *err)
{
    size_t names, values = count_cells(n, r, &names);
    bool again;
    lc_status st;

    *out = LIFE_RECORD;
    if (values > 1 && names == values)
        *out = LIFE_ROW_HEADER;
    else if (!r->feature && !is_placed(n, r))
        *out = judge_unplaced(n, r);
    st = count_printed(n, r, *out, err);
    if (st)
        return st;
    if (*out || r->fault || !is_somebody(n, r))
        return LIFE_OK;
    st = see(n, r, &again, err);
    if (!st && again)
        *out = LIFE_ROW_REPEATED;
    return st;
}

/* ---- what is told ---- */

void lc_no_record_add(lc_no_record_count *c, const lc_record *r,
                      const char *text, lc_no_record_kind kind)
{
    if (c->of[kind]++ > 0)
        return;
    c->line[kind] = r->line ? r->line : r->feature;
    lc_utf8_format(c->text[kind], sizeof c->text[kind], "%.60s", text);
}

int64_t lc_no_record_sum(const lc_no_record_count *c)
{
    int64_t sum = 0;

    for (int k = LIFE_RECORD + 1; k < LIFE_ROW_KINDS; k++)
        sum += c->of[k];
    return sum;
}

void lc_no_record_tell(const lc_no_record_count *c, lc_buf *out)
{
    static const char *const what[LIFE_ROW_KINDS] = {
        "",
        "without a value",
        "repeating the header",
        "of totals",
        "of notes",
        "of headings (text in one cell alone)",
        "the same as an earlier row",
        "of places that are closed"};
    int64_t sum = lc_no_record_sum(c);
    const char *between = ": ";

    lc_buf_puts(out, "");
    if (!sum)
        return;
    lc_buf_printf(out, "%" PRId64 " rows are no records and are left out", sum);
    for (int k = LIFE_RECORD + 1; k < LIFE_ROW_KINDS; k++) {
        if (!c->of[k])
            continue;
        lc_buf_printf(out, "%s%" PRId64 " %s (the first: line %u", between,
                      c->of[k], what[k], (unsigned)c->line[k]);
        lc_buf_printf(out, *c->text[k] ? ", \"%s\")" : ")%s", c->text[k]);
        between = "; ";
    }
}

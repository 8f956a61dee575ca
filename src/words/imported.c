/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/imported.c - see imported.h.
 */
#include "lifecircle/words/imported.h"

#include "lifecircle/base/table.h"

#include <pthread.h>
#include <string.h>

#define PARTS_MAX 10
#define MARKS_MAX 8    /* of a list, in one name */
#define STEPS_MAX 5000 /* ten times those of the longest line */
#define BEGINS    1000 /* more than any sentence has bytes */
#define DEPTH_MAX 4    /* a place, a reason, a noun in it, and one to spare */

static const struct pair {
    const char *zh, *en;
} rows[] = {
#define LIFE_X(zh, en) {zh, en},
    LIFE_WORDS_OF_IMPORTS(LIFE_X)
#undef LIFE_X
};

#define ROWS (sizeof rows / sizeof *rows)

/* geodata/failures.csv. It stays to the end, as words do; where it can't be
 * read, what it would say stays English. */
static lc_table *failures;
static pthread_once_t read_once = PTHREAD_ONCE_INIT;

static void read_failures(void)
{
    (void)!lc_table_open("failures.csv", &failures, NULL);
}

static size_t row_count(void)
{
    pthread_once(&read_once, read_failures);
    return ROWS + (failures ? lc_table_rows(failures) : 0);
}

static struct pair row_at(size_t i)
{
    if (i < ROWS)
        return rows[i];
    return (struct pair){lc_table_get(failures, i - ROWS, 0),
                         lc_table_get(failures, i - ROWS, 1)};
}

typedef struct slice {
    const char *at;
    size_t len;
} slice;

/* ---- finding ---- */

/* Counts, metres, percentages, millions with commas. */
static bool is_number(slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789.,+-", s.at[i]))
            return false;
    return true;
}

/* Whether `text` is the pattern with parts, the shortest ones first. A part is
 * never empty. *steps bounds what a line may cost that is made to fit nearly
 * everywhere. */
static bool fits(const char *pattern, slice text, slice part[PARTS_MAX],
                 int *steps)
{
    size_t n = strcspn(pattern, "{<");
    bool number = pattern[n] == '<';
    slice *p;

    if (--*steps < 0 || n > text.len || memcmp(pattern, text.at, n) != 0)
        return false;
    if (!pattern[n])
        return n == text.len;
    p = &part[pattern[n + 1] - '0'];
    for (size_t len = 1; n + len <= text.len; len++) {
        slice rest = {text.at + n + len, text.len - n - len};

        *p = (slice){text.at + n, len};
        if (number && !is_number(*p))
            return false;
        if (fits(pattern + n + 3, rest, part, steps))
            return true;
    }
    return false;
}

/* How many words of its own it has; first come those that begin with one, as
 * what a line begins with says what it is. */
static size_t weight(const char *pattern)
{
    size_t n = *pattern == '{' ? 0 : BEGINS;

    while (*pattern) {
        bool part = *pattern == '{' || *pattern == '<';

        n += !part;
        pattern += part ? 3 : 1;
    }
    return n;
}

/* Whether a part that is put as it is has a "; ": then it may be the rest of a
 * list of lines. */
static bool may_be_list(const char *zh, const slice part[PARTS_MAX])
{
    for (const char *at = zh; (at = strchr(at, '{')); at++) {
        const slice *p = &part[at[1] - '0'];

        for (size_t i = 0; i + 2 <= p->len; i++)
            if (!memcmp(p->at + i, "; ", 2))
                return true;
    }
    return false;
}

/* The row of the most weight; NULL: none. */
static const char *find(slice text, bool one, slice part[PARTS_MAX])
{
    const char *best = NULL;
    size_t most = 0;

    for (size_t i = 0, count = row_count(); i < count; i++) {
        const struct pair row = row_at(i);
        slice found[PARTS_MAX] = {{0}};
        int steps = STEPS_MAX;
        size_t n = weight(row.en);

        if (n <= most || !fits(row.en, text, found, &steps) ||
            (one && may_be_list(row.zh, found)))
            continue;
        most = n;
        best = row.zh;
        memcpy(part, found, sizeof found);
    }
    return best;
}

/* ---- saying ---- */

static bool say(lc_buf *out, slice text, bool one, int depth);

/* The piece from the beginning to the next `between` behind `from`, or to the
 * end. */
static slice piece(slice text, const char *between, size_t from)
{
    for (size_t i = from; i + 2 <= text.len; i++)
        if (!memcmp(text.at + i, between, 2))
            return (slice){text.at, i};
    return text;
}

/* The first piece of a list; a name in it may have the mark as well. Its
 * length, with the mark behind it; 0: no row begins it. */
static size_t say_piece(lc_buf *out, slice text, const char *between, int depth)
{
    slice p = {text.at, 0};

    for (int marks = 0; marks < MARKS_MAX && p.len < text.len; marks++) {
        p = piece(text, between, p.len ? p.len + 2 : 0);
        if (say(out, p, false, depth))
            return p.len < text.len ? p.len + 2 : p.len;
    }
    return 0;
}

/* Each piece, or nothing: half a list in another language is none. */
static bool say_list(lc_buf *out, slice text, char mark, int depth)
{
    const char between[3] = {mark, ' ', '\0'};
    lc_buf list = {0};
    size_t len = text.len;

    while (len && text.len) {
        if (list.len)
            lc_buf_puts(&list, mark == ',' ? "，" : "；");
        len = say_piece(&list, text, between, depth);
        text.at += len;
        text.len -= len;
    }
    if (list.len && len)
        lc_buf_put(out, list.data, list.len);
    out->failed |= list.failed;
    lc_buf_free(&list);
    return len > 0;
}

/* The next place of a part; a bracket around anything else, as in an address,
 * is itself. NULL: there is none. */
static const char *find_place(const char *s)
{
    const char *at = strpbrk(s, "{[");

    while (at && (at[1] < '0' || at[1] >= '0' + PARTS_MAX))
        at = strpbrk(at + 1, "{[");
    return at;
}

/* The Chinese of a row, with what stands in its places. */
static void put_row(lc_buf *out, const char *s, const slice *part, int depth)
{
    for (const char *at; (at = find_place(s)); s = strpbrk(at, "}]") + 1) {
        slice p = part[at[1] - '0'];
        char mark = at[2]; /* of a list, else the bracket */

        lc_buf_put(out, s, (size_t)(at - s));
        if (*at == '[' && (mark == ']' ? say(out, p, false, depth)
                                       : say_list(out, p, mark, depth)))
            continue;
        lc_buf_put(out, p.at, p.len);
    }
    lc_buf_puts(out, s);
}

/* False: there is no row, and nothing is put. */
static bool say(lc_buf *out, slice text, bool one, int depth)
{
    slice part[PARTS_MAX];
    const char *zh = depth < DEPTH_MAX ? find(text, one, part) : NULL;

    if (zh)
        put_row(out, zh, part, depth + 1);
    return zh != NULL;
}

/* Notes on how a file was read come as a list; what is one line for certain is
 * tried before, and a name with a "; " in it behind. */
void lc_imported_put(lc_buf *out, lc_lang lang, const char *english)
{
    slice text = {english, strlen(english)};

    if (lang == LIFE_LANG_EN ||
        (!say(out, text, true, 0) && !say_list(out, text, ';', 0) &&
         !say(out, text, false, 0)))
        lc_buf_puts(out, english);
}

/* Names of things have no ": " in them, and stay. */
void lc_imported_id(lc_buf *out, lc_lang lang, const char *id)
{
    if (strstr(id, ": "))
        lc_imported_put(out, lang, id);
    else
        lc_buf_puts(out, id);
}

void lc_imported_example(lc_buf *out, lc_lang lang, const char *finding,
                         const char *said)
{
    static const char *const ours[] = {"areas_repaired",
                                       "facilities_without_position",
                                       "rows_address_unplaced"};
    bool sentence = !strncmp(finding, "row_", 4);

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        sentence |= !strcmp(finding, ours[i]);
    if (sentence)
        lc_imported_put(out, lang, said);
    else
        lc_buf_puts(out, said);
}

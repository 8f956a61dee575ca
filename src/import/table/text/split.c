/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/split.c - the features of a GeoJSON text one at a time,
 * so that a file may be larger than the memory.
 *
 * A FeatureCollection is cut at the commas of its list `features`; what
 * stands around the list is kept, with the list empty, to be checked as JSON
 * of its own. Sequences are cut at RFC 8142's marks, or at line ends.
 */
#include "src/import/table/text/split.h"

#include <assert.h>
#include <string.h>

#define ITEM_BYTES_MAX ((size_t)64 << 20)
#define REST_BYTES_MAX ((size_t)1 << 20)
#define RECORD_MARK    '\x1e' /* of RFC 8142, before each text */
#define LIST_DEPTH     3      /* {"result": {"data": {"pois": [ */

/* As GeoJSON and the map services of China and others call their lists. */
static const char *const lists[] = {
    "features", "pois", "results",  "data", "records", "rows",
    "items",    "list", "geocodes", "tips", "places",
};

bool lc_split_names_list(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strlen(lists[i]) == len && !memcmp(lists[i], name, len))
            return true;
    return false;
}

lc_status lc_split_open(const lc_reading *job, lc_split_form form,
                        lc_split *out, lc_error *err)
{
    *out = (lc_split){.job = job, .form = form, .line = 1};
    out->in_list = form == LIFE_SPLIT_LOOSE;
    out->item.limit = ITEM_BYTES_MAX;
    out->rest.limit = REST_BYTES_MAX;
    lc_buf_puts(&out->rest, "");
    return lc_text_open(job, &out->text, err);
}

void lc_split_close(lc_split *s)
{
    lc_text_close(s->text);
    lc_buf_free(&s->item);
    lc_buf_free(&s->rest);
}

/* Whether there is a byte at s->at. */
static bool more(lc_split *s, lc_status *st, lc_error *err)
{
    const char *piece;
    size_t len;

    if (s->at < s->end)
        return true;
    *st = lc_text_next(s->text, &piece, &len, err);
    if (*st || len == 0)
        return false;
    assert(piece);
    s->at = piece;
    s->end = piece + len;
    return true;
}

/* As JSON has it. */
static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* With the line. */
static lc_status fail_here(const lc_split *s, lc_status st, const char *text,
                           lc_error *err)
{
    lc_fail(err, st, "%s", text);
    return lc_fail_at(err, st, s->job->path, s->line);
}

/* A file that is one endless feature must not fill the memory. */
static lc_status check_room(const lc_split *s, lc_error *err)
{
    if (s->item.failed)
        return s->item.len >= ITEM_BYTES_MAX / 2
                   ? fail_here(s, LIFE_ERR_LIMIT,
                               "a feature is longer than 64 MiB", err)
                   : lc_no_memory(err, "a feature");
    if (s->rest.failed)
        return fail_here(s, LIFE_ERR_LIMIT,
                         "this is no GeoJSON FeatureCollection: over 1 MiB "
                         "of it is no part of its features",
                         err);
    return LIFE_OK;
}

/* Follows strings and brackets over one byte. */
static void follow(lc_split *s, char c)
{
    if (s->escaped)
        s->escaped = false;
    else if (s->in_string && c == '\\')
        s->escaped = true;
    else if (c == '"')
        s->in_string = !s->in_string;
    else if (!s->in_string && (c == '{' || c == '['))
        s->depth++;
    else if (!s->in_string && (c == '}' || c == ']') && s->depth > 0)
        s->depth--;
}

/* ---- a sequence ---- */

/* The first byte tells which of the two it is. */
static bool ends_item(lc_split *s, char c)
{
    if (!s->mark)
        s->mark = c == RECORD_MARK ? RECORD_MARK : '\n';
    return c == s->mark;
}

/* The next text of a sequence. */
static lc_status next_text(lc_split *s, bool *found, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (; more(s, &st, err); s->at++) {
        char c;

        assert(s->at); /* there is more */
        c = *s->at;
        if (s->item.len == 0 && is_space(c)) {
            s->line += c == '\n';
            continue;
        }
        s->blank = false;
        if (ends_item(s, c)) {
            s->line += c == '\n';
            if (s->item.len == 0)
                continue;
            s->at++;
            break;
        }
        if (s->item.len == 0)
            s->item_line = s->line;
        s->line += c == '\n';
        lc_buf_putc(&s->item, c);
        if (s->item.failed)
            return check_room(s, err);
    }
    *found = s->item.len > 0;
    return st;
}

/* ---- a collection ---- */

/* Whether what stands in front of a bracket is the name of the list. */
static bool names_list(const lc_split *s)
{
    const lc_buf *b = &s->rest;
    size_t n = b->len, from;

    while (n > 0 && is_space(b->data[n - 1]))
        n--;
    if (n == 0 || b->data[--n] != ':')
        return false;
    while (n > 0 && is_space(b->data[n - 1]))
        n--;
    if (n == 0 || b->data[--n] != '"')
        return false;
    for (from = n; from > 0 && b->data[from - 1] != '"';)
        from--;
    return from > 0 && lc_split_names_list(b->data + from, n - from);
}

/* Whether a bracket opens the list. */
static bool opens_list(const lc_split *s, char c)
{
    if (c != '[' || s->in_string || s->listed)
        return false;
    if (s->form == LIFE_SPLIT_LIST)
        return s->depth == 0;
    return s->depth >= 1 && s->depth <= LIST_DEPTH && names_list(s);
}

/* Up to the list, and behind it. Answers of map services may stand one behind
 * another, a page each; what stood around the list of one that is over is
 * that of the next. */
static void pass_outside(lc_split *s, char c)
{
    if (c == '{' && s->listed && s->depth == 0) {
        lc_buf_clear(&s->rest);
        s->listed = false;
        s->items = 0;
    }
    if (opens_list(s, c)) {
        s->in_list = s->listed = true;
        s->around = s->depth;
    } else {
        follow(s, c);
    }
    lc_buf_putc(&s->rest, c);
}

/* Commas between features, and the end of the list. */
static lc_status pass_between(lc_split *s, char c, lc_error *err)
{
    if (s->form == LIFE_SPLIT_LOOSE) {
        if (c != ',')
            return fail_here(s, LIFE_ERR_PARSE,
                             "the objects don't follow one another", err);
    } else if (c == ']' && (s->items == 0 || !s->wants_item)) {
        s->in_list = false;
        lc_buf_putc(&s->rest, c);
    } else if (c == ',' && s->items > 0 && !s->wants_item) {
        s->wants_item = true;
    } else {
        return fail_here(s, LIFE_ERR_PARSE,
                         "the list of features is not one of objects with "
                         "commas between them",
                         err);
    }
    return LIFE_OK;
}

/* The rest of an item that has begun; true at its end. */
static bool pass_inside(lc_split *s)
{
    const char *from = s->at;

    while (s->at < s->end && s->depth > 0) {
        s->line += *s->at == '\n';
        follow(s, *s->at++);
    }
    lc_buf_put(&s->item, from, (size_t)(s->at - from));
    return s->depth == 0;
}

/* Over the ends of pieces. */
static lc_status inside(lc_split *s, bool *found, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (more(s, &st, err)) {
        *found = pass_inside(s);
        if (*found || s->item.failed)
            return check_room(s, err);
    }
    return st ? st
              : fail_here(s, LIFE_ERR_PARSE,
                          "the file ends in the middle of a feature", err);
}

/* The next feature of a collection. */
static lc_status next_item(lc_split *s, bool *found, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (!st && more(s, &st, err)) {
        char c;

        assert(s->at); /* there is more */
        c = *s->at;
        s->blank &= is_space(c);
        if (s->in_list && c == '{' &&
            (s->items == 0 || s->wants_item || s->form == LIFE_SPLIT_LOOSE)) {
            s->items++;
            s->wants_item = false;
            s->depth = 1; /* of the item alone */
            s->item_line = s->line;
            s->at++;
            lc_buf_putc(&s->item, c);
            st = inside(s, found, err);
            s->depth = s->around;
            return st;
        }
        s->at++;
        s->line += c == '\n';
        if (!s->in_list)
            pass_outside(s, c);
        else if (!is_space(c))
            st = pass_between(s, c, err);
        if (!st)
            st = check_room(s, err);
    }
    if (!st && s->in_list && s->form != LIFE_SPLIT_LOOSE)
        st = fail_here(s, LIFE_ERR_PARSE,
                       "the file ends in the middle of its features", err);
    return st;
}

/* ---- which form a text has ---- */

/* The first bracket tells most, and what stands behind the first object's end
 * the rest. */
static lc_status look(lc_split *s, bool sequence, lc_error *err)
{
    bool begun = false, over = false, lines = false;
    lc_status st = LIFE_OK;

    for (; more(s, &st, err); s->at++) {
        char c = *s->at;

        if (is_space(c)) {
            lines |= c == '\n' && begun && !over;
            if (begun && !over)
                lc_buf_putc(&s->rest, c);
            continue;
        }
        if (!begun && (c == RECORD_MARK || (c != '{' && c != '['))) {
            s->form = c == RECORD_MARK || sequence ? LIFE_SPLIT_LINES
                                                   : LIFE_SPLIT_MEMBER;
            return LIFE_OK;
        }
        if (!begun && c == '[') {
            s->form = LIFE_SPLIT_LIST;
            return LIFE_OK;
        }
        if (over) { /* a second object */
            s->form = sequence && !lines ? LIFE_SPLIT_LINES : LIFE_SPLIT_LOOSE;
            return LIFE_OK;
        }
        begun = true;
        if (opens_list(s, c))
            return LIFE_OK;
        follow(s, c);
        lc_buf_putc(&s->rest, c);
        if (s->rest.failed)
            return LIFE_OK;
        over = s->depth == 0;
    }
    if (!st && over)
        s->form = sequence && !lines ? LIFE_SPLIT_LINES : LIFE_SPLIT_LOOSE;
    return st;
}

lc_status lc_split_find(const lc_reading *job, bool sequence,
                        lc_split_form *out, lc_error *err)
{
    lc_split s;
    lc_status st = lc_split_open(job, LIFE_SPLIT_MEMBER, &s, err);

    s.rest.limit = ITEM_BYTES_MAX;
    if (!st)
        st = look(&s, sequence, err);
    *out = s.form;
    if (s.rest.failed ||
        (s.form == LIFE_SPLIT_MEMBER && !s.listed && s.depth == 0 && sequence))
        *out = sequence ? LIFE_SPLIT_LINES : LIFE_SPLIT_MEMBER;
    lc_split_close(&s);
    return st;
}

lc_status lc_split_next(lc_split *s, bool *found, lc_error *err)
{
    lc_status st;

    *found = false;
    lc_buf_clear(&s->item);
    if (!s->text)
        return LIFE_OK;
    if (s->line == 1 && s->items == 0 && !s->at)
        s->blank = true;
    st = s->form == LIFE_SPLIT_LINES ? next_text(s, found, err)
                                     : next_item(s, found, err);
    if (!st && !*found && s->blank)
        st = lc_read_fail(s->job, LIFE_ERR_PARSE, err, "the file is empty");
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/text.c - the text of a table, in whatever encoding and
 * packing, as pieces of UTF-8: nothing here grows with the file.
 *
 * A limit on what a packed file unpacks to stands far above any table that
 * this is made for.
 */
#include "src/import/table/text/text.h"

#include "lifecircle/base/mem.h"
#include "src/import/bytes/encoding.h"
#include "src/import/bytes/source.h"

#include <inttypes.h>
#include <string.h>

#define PIECE_BYTES     ((size_t)1 << 17)
#define ROOM_BYTES      (PIECE_BYTES * LIFE_ENCODING_GROWTH)
#define BAD_FEW         2  /* so many are taken for cut ones in any text */
#define BAD_SHARE       20 /* bytes that are not ASCII to each bad one */
#define SNIFF_BYTES_MAX ((uint64_t)64 << 20)

/* Stops packed bombs: twenty times the largest table this is made for. */
#define TEXT_BYTES_MAX ((uint64_t)20 << 30)

/* ---- which encoding ---- */

/* The file is read once more for it; guesses from a beginning alone go wrong
 * where the first rows are ASCII. */
static lc_status sniff_file(const char *path, char *room, const char **out,
                            lc_error *err)
{
    lc_bytes_source *from = NULL;
    lc_encoding_clues s = {0};
    size_t got = 1;
    lc_status st = lc_bytes_source_open(path, &from, err);

    while (!st && got > 0 && s.bytes < SNIFF_BYTES_MAX) {
        st = lc_bytes_source_read(from, room, PIECE_BYTES, &got, err);
        if (!st)
            lc_encoding_feed(&s, room, got);
    }
    if (s.bytes >= SNIFF_BYTES_MAX) /* cut anywhere */
        s.tails = 0;
    lc_bytes_source_close(from);
    *out = lc_encoding_guess(&s);
    return st;
}

/* ---- the text ---- */

struct lc_text {
    const lc_reading *job;
    lc_bytes_source *from;
    lc_encoding *encoding;
    const char *name; /* of the encoding */
    bool begun;
    size_t left;          /* bytes of `in` that wait for more */
    uint64_t taken, high; /* bytes read, and those that are not ASCII */
    uint64_t bad;         /* of them, that are no characters */
    uint32_t line;        /* of the next byte */
    char *in, *out;
};

lc_status lc_text_open(const lc_reading *job, lc_text **out, lc_error *err)
{
    lc_text *t = lc_calloc(1, sizeof *t);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (t) {
        t->in = lc_calloc(PIECE_BYTES, 1);
        t->out = lc_calloc(ROOM_BYTES + 1, 1);
    }
    if (!t || !t->in || !t->out)
        st = lc_no_memory(err, "the table");
    if (!st) {
        t->job = job;
        t->line = 1;
        t->name = job->o->encoding;
        if (!t->name)
            st = sniff_file(job->path, t->in, &t->name, err);
    }
    if (!st)
        st = lc_encoding_open(t->name, &t->encoding, err);
    if (st) {
        lc_fail_at(err, st, job->path, 0);
        lc_text_close(t);
        return st;
    }
    if (!job->o->encoding && lc_encoding_converts(t->encoding))
        lc_read_note(job, "the text was read as %s", t->name);
    *out = t;
    return LIFE_OK;
}

void lc_text_close(lc_text *t)
{
    if (!t)
        return;
    lc_encoding_close(t->encoding);
    lc_bytes_source_close(t->from);
    lc_free(t->in);
    lc_free(t->out);
    lc_free(t);
}

/* What to do depends on who chose the encoding. */
static lc_status bad_text(lc_text *t, lc_error *err)
{
    lc_status st = LIFE_ERR_PARSE;

    if (t->job->o->encoding)
        lc_fail(err, st, "the text is not in the encoding \"%s\"", t->name);
    else
        lc_fail(err, st,
                "the text is neither UTF-8 nor GB18030 nor BIG5; say which "
                "encoding with --encoding");
    return lc_fail_at(err, st, t->job->path, t->line);
}

/* A byte that is no character, as a cell that was cut leaves it behind, gets
 * a mark in its place; where there are many of them the encoding is another.
 * False: there are. */
static bool pass_bad(lc_text *t, size_t *len)
{
    static const char mark[] = LIFE_ENCODING_BAD;

    t->bad++;
    t->high++;
    if ((t->bad > BAD_FEW && t->bad * BAD_SHARE > t->high) ||
        *len + sizeof mark > ROOM_BYTES)
        return false;
    memcpy(t->out + *len, mark, sizeof mark - 1);
    *len += sizeof mark - 1;
    lc_encoding_reset(t->encoding);
    return true;
}

/* The bytes at hand, up to a character that may go on in the next piece. */
static bool convert(lc_text *t, size_t have, bool last, size_t *len)
{
    size_t at = 0, used;

    *len = 0;
    for (;;) {
        *len += lc_encoding_convert(t->encoding, t->in + at, have - at,
                                    t->out + *len, ROOM_BYTES - *len, &used);
        for (size_t i = at; i < at + used; i++)
            t->high += (unsigned char)t->in[i] >= 0x80;
        at += used;
        if (at == have || (!last && have - at < LIFE_ENCODING_CHAR_MAX))
            break;
        if (!pass_bad(t, len))
            return false;
        at++;
    }
    t->left = have - at;
    memmove(t->in, t->in + at, t->left);
    return true;
}

/* Bytes of a character that is cut wait for the next piece. */
static lc_status next_piece(lc_text *t, size_t *len, lc_error *err)
{
    size_t got;
    lc_status st = LIFE_OK;
    const char *at;
    bool good;

    if (!t->from)
        st = lc_bytes_source_open(t->job->path, &t->from, err);
    if (!st)
        st = lc_bytes_source_read(t->from, t->in + t->left,
                                  PIECE_BYTES - t->left, &got, err);
    if (st)
        return lc_fail_at(err, st, t->job->path, 0);
    t->taken += got;
    if (t->taken > TEXT_BYTES_MAX)
        return lc_read_fail(t->job, LIFE_ERR_LIMIT, err,
                            "unpacks to more than %" PRIu64 " GiB",
                            TEXT_BYTES_MAX >> 30);
    good = convert(t, t->left + got, got == 0, len);
    /* For messages: a piece knows nothing of lines. */
    for (at = t->out; (at = memchr(at, '\n', (size_t)(t->out + *len - at)));
         at++)
        t->line++;
    if (!good)
        return bad_text(t, err);
    t->out[*len] = '\0';
    return LIFE_OK;
}

lc_status lc_text_next(lc_text *t, const char **text, size_t *len,
                       lc_error *err)
{
    size_t before;
    lc_status st;

    do {
        before = t->left;
        st = next_piece(t, len, err);
    } while (!st && *len == 0 && t->left != before);
    *text = t->out;
    if (!st && !t->begun && *len >= 3 && !memcmp(t->out, "\xef\xbb\xbf", 3)) {
        *text += 3; /* the mark is no part of the first name */
        *len -= 3;
    }
    t->begun = true;
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/text.c - the text of a table, in whatever encoding and
 * packing, as pieces of UTF-8: nothing here grows with the file.
 */
#include "lifecircle/base/num.h"
#include "src/import/osm/read/read.h"
#include "src/import/table/read.h"

#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PIECE_BYTES     ((size_t)1 << 17)
#define GROWTH_MAX      3 /* bytes of UTF-8 that a byte becomes, at most */
#define SNIFF_BYTES_MAX ((uint64_t)64 << 20)
#define ZERO_SHARE      8 /* one byte in so many is a zero: UTF-16 */

/* Stops packed bombs: twenty times the largest table this is made for. */
#define TEXT_BYTES_MAX ((uint64_t)20 << 30)

/* ---- which encoding ---- */

static bool within(unsigned v, unsigned low, unsigned high)
{
    return v >= low && v <= high;
}

/* The characters of daily use: GB 2312 has them in its first level, B0-D7
 * with both bytes above A0; Big5 in A4-C6, with trails of 40-7E as well. */
static void see_pair(lc_sniff *s, unsigned char lead, unsigned char trail)
{
    bool low = within(trail, 0x40, 0x7e), high = trail >= 0xa1;

    s->gb += within(lead, 0xb0, 0xd7) && high;
    s->big5 += within(lead, 0xa4, 0xc6) && (low || high);
    s->no_big5 += !low && !high;
    s->no_gb += trail < 0x40 || trail == 0x7f || trail == 0xff;
}

static void see_byte(lc_sniff *s, unsigned char b)
{
    if (s->skip > 0) {
        s->skip--;
    } else if (!s->lead) {
        s->lead = b > 0x80 ? b : 0;
    } else {
        if (within(b, '0', '9')) { /* four bytes of GB 18030 */
            s->skip = 2;
            s->no_big5++;
        } else {
            see_pair(s, s->lead, b);
        }
        s->lead = 0;
    }
}

/* Whether the text is UTF-8, a character cut at the end of a piece or not. */
static void see_utf8(lc_sniff *s, const char *bytes, size_t len)
{
    size_t good;

    while (s->tails > 0 && len > 0 && !s->not_utf8) {
        s->tail[s->tails++] = (unsigned char)*bytes++;
        len--;
        if (lc_utf8_valid((char *)s->tail, s->tails) == s->tails)
            s->tails = 0;
        else
            s->not_utf8 = s->tails == sizeof s->tail;
    }
    good = lc_utf8_valid(bytes, len);
    if (len - good >= sizeof s->tail)
        s->not_utf8 = true;
    else if (s->tails == 0)
        for (; good < len; good++)
            s->tail[s->tails++] = (unsigned char)bytes[good];
}

void lc_sniff_feed(lc_sniff *s, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char b = (unsigned char)bytes[i];

        if (s->bytes + i < sizeof s->mark)
            s->mark[s->bytes + i] = b;
        s->zero[(s->bytes + i) % 2] += b == 0;
        if (b > 0x80 || s->lead || s->skip)
            see_byte(s, b);
    }
    if (!s->not_utf8)
        see_utf8(s, bytes, len);
    s->bytes += len;
}

const char *lc_sniff_result(const lc_sniff *s)
{
    if (!memcmp(s->mark, "\xff\xfe", 2) || !memcmp(s->mark, "\xfe\xff", 2))
        return "UTF-16";
    if (s->zero[0] == 0 && s->zero[1] > s->bytes / ZERO_SHARE)
        return "UTF-16LE";
    if (s->zero[1] == 0 && s->zero[0] > s->bytes / ZERO_SHARE)
        return "UTF-16BE";
    if (!s->not_utf8 && s->tails == 0)
        return "UTF-8";
    return s->big5 > s->gb && s->no_big5 == 0 ? "BIG5" : "GB18030";
}

static lc_status sniff_file(const char *path, char *room, const char **out,
                            lc_error *err)
{
    lc_osm_source *from = NULL;
    lc_sniff s = {0};
    size_t got = 1;
    lc_status st = lc_osm_source_open(path, &from, err);

    while (!st && got > 0 && s.bytes < SNIFF_BYTES_MAX) {
        st = lc_osm_source_read(from, room, PIECE_BYTES, &got, err);
        if (!st)
            lc_sniff_feed(&s, room, got);
    }
    if (s.bytes >= SNIFF_BYTES_MAX) /* cut anywhere */
        s.tails = 0;
    lc_osm_source_close(from);
    *out = lc_sniff_result(&s);
    return st;
}

/* ---- the text ---- */

struct lc_text {
    const lc_reading *job;
    lc_osm_source *from;
    iconv_t cd;
    bool converts; /* else it is UTF-8 already */
    bool begun;
    const char *encoding;
    size_t left; /* bytes of `in` that wait for more */
    uint64_t taken;
    uint32_t line; /* of the next byte */
    char *in, *out;
};

static lc_status open_encoding(lc_text *t, lc_error *err)
{
    t->converts =
        strcasecmp(t->encoding, "UTF-8") && strcasecmp(t->encoding, "UTF8");
    if (!t->converts)
        return LIFE_OK;
    t->cd = iconv_open("UTF-8", t->encoding);
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX has it so */
    if (t->cd != (iconv_t)-1)
        return LIFE_OK;
    t->converts = false;
    return lc_fail_param(err, LIFE_ERR_RANGE, "encoding",
                         "the encoding \"%s\" is not known; write UTF-8, "
                         "GB18030, GBK, BIG5, UTF-16 or the like",
                         t->encoding);
}

lc_status lc_text_open(const lc_reading *job, lc_text **out, lc_error *err)
{
    lc_text *t = lc_calloc(1, sizeof *t);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (t) {
        t->in = lc_calloc(PIECE_BYTES, 1);
        t->out = lc_calloc(PIECE_BYTES * GROWTH_MAX + 1, 1);
    }
    if (!t || !t->in || !t->out)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the table");
    if (!st) {
        t->job = job;
        t->line = 1;
        t->encoding = job->o->encoding;
        if (!t->encoding)
            st = sniff_file(job->path, t->in, &t->encoding, err);
    }
    if (!st)
        st = open_encoding(t, err);
    if (!st)
        st = lc_osm_source_open(job->path, &t->from, err);
    if (st) {
        lc_fail_at(err, st, job->path, 0);
        lc_text_close(t);
        return st;
    }
    if (!job->o->encoding && t->converts)
        lc_reading_note(job, "the text was read as %s", t->encoding);
    *out = t;
    return LIFE_OK;
}

void lc_text_close(lc_text *t)
{
    if (!t)
        return;
    if (t->converts)
        iconv_close(t->cd);
    lc_osm_source_close(t->from);
    lc_free(t->in);
    lc_free(t->out);
    lc_free(t);
}

/* Bytes of `in` up to `have` into `out`; *used says how many, fewer where a
 * character is cut or wrong. */
static size_t convert(lc_text *t, size_t have, size_t *used)
{
    char *from = t->in, *to = t->out;
    size_t left = have, room = PIECE_BYTES * GROWTH_MAX;

    if (t->converts) {
        iconv(t->cd, &from, &left, &to, &room);
        *used = have - left;
        return (size_t)(to - t->out);
    }
    *used = lc_utf8_valid(t->in, have);
    memcpy(t->out, t->in, *used);
    return *used;
}

static lc_status bad_text(lc_text *t, lc_error *err)
{
    lc_status st = LIFE_ERR_PARSE;

    if (t->job->o->encoding)
        lc_fail(err, st, "the text is not in the encoding \"%s\"", t->encoding);
    else
        lc_fail(err, st,
                "the text is neither UTF-8 nor GB18030 nor BIG5; say which "
                "encoding with --encoding");
    return lc_fail_at(err, st, t->job->path, t->line);
}

static void count_lines(lc_text *t, size_t len)
{
    const char *at = t->out, *end = t->out + len;

    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        t->line++;
        at++;
    }
}

/* The longest character of any encoding here has four bytes. */
#define CHARACTER_MAX 4

static lc_status next_piece(lc_text *t, size_t *len, lc_error *err)
{
    size_t got, used, have;
    lc_status st = lc_osm_source_read(t->from, t->in + t->left,
                                      PIECE_BYTES - t->left, &got, err);

    if (st)
        return lc_fail_at(err, st, t->job->path, 0);
    t->taken += got;
    if (t->taken > TEXT_BYTES_MAX)
        return lc_reading_fail(t->job, LIFE_ERR_LIMIT, err,
                               "unpacks to more than %" PRIu64 " GiB",
                               TEXT_BYTES_MAX >> 30);
    have = t->left + got;
    *len = convert(t, have, &used);
    t->left = have - used;
    count_lines(t, *len);
    if (t->left >= CHARACTER_MAX || (got == 0 && t->left > 0))
        return bad_text(t, err);
    memmove(t->in, t->in + used, t->left);
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

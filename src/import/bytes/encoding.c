/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/encoding.c - see encoding.h.
 *
 * Tables of East Asia come as UTF-8, GB18030, Big5 or Shift JIS and say so
 * nowhere. UTF-8 is known by its form. The others share their bytes, but their
 * common characters lie apart, so counting pairs of daily use decides; no
 * Japanese table is without kana, which are rare characters in the other two.
 */
#include "src/import/bytes/encoding.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>

#define ZERO_SHARE 8  /* one byte in so many is a zero: UTF-16 */
#define CUT_SHARE  20 /* characters to each that is cut: still UTF-8 */
#define LATIN_MOST 10 /* pairs to each that no Chinese text has */
#define KANA_SHARE 30 /* one pair in so many is a kana: Japanese */

/* ---- which encoding ---- */

/* Both ends belong to the range. */
static bool within(unsigned v, unsigned low, unsigned high)
{
    return v >= low && v <= high;
}

/* The characters of daily use: GB 2312 has them in its first level, B0-D7
 * with both bytes above A0; Big5 in A4-C6, with trails of 40-7E as well. */
static void see_pair(lc_encoding_clues *s, unsigned char lead,
                     unsigned char trail)
{
    bool low = within(trail, 0x40, 0x7e), high = trail >= 0xa1;

    s->gb += within(lead, 0xb0, 0xd7) && high;
    s->big5 += within(lead, 0xa4, 0xc6) && (low || high);
    s->no_big5 += !low && !high;
    s->kana += (lead == 0x82 && within(trail, 0x9f, 0xf1)) ||
               (lead == 0x83 && within(trail, 0x40, 0x96));
    s->pairs++;
    s->no_gb += trail < 0x40 || trail == 0x7f || trail == 0xff;
}

/* A lead byte waits for its trail; in GB 18030 two digits more may belong to
 * it. */
static void see_byte(lc_encoding_clues *s, unsigned char b)
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

/* Characters of several bytes in valid UTF-8. */
static uint64_t long_ones(const char *bytes, size_t len)
{
    uint64_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += (unsigned char)bytes[i] >= 0xc0;
    return n;
}

/* Whether the text is UTF-8, a character cut at the end of a piece or not. */
static void see_utf8(lc_encoding_clues *s, const char *bytes, size_t len)
{
    while (s->tails > 0 && len > 0) {
        s->tail[s->tails++] = (unsigned char)*bytes++;
        len--;
        if (lc_utf8_valid((char *)s->tail, s->tails) == s->tails) {
            s->utf8++;
            s->tails = 0;
        } else if (s->tails == sizeof s->tail) {
            s->no_utf8 += s->tails;
            s->tails = 0;
        }
    }
    while (len > 0) {
        size_t good = lc_utf8_valid(bytes, len);

        s->utf8 += long_ones(bytes, good);
        bytes += good;
        len -= good;
        if (len > 0 && len < sizeof s->tail && s->tails == 0) {
            while (len > 0) {
                s->tail[s->tails++] = (unsigned char)*bytes++;
                len--;
            }
        } else if (len > 0) {
            s->no_utf8++;
            bytes++;
            len--;
        }
    }
}

void lc_encoding_feed(lc_encoding_clues *s, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len && s->bytes + i < sizeof s->mark; i++)
        s->mark[s->bytes + i] = (unsigned char)bytes[i];
    for (size_t i = 0; i < len; i++) {
        unsigned char b = (unsigned char)bytes[i];

        if (b == 0)
            s->zero[(s->bytes + i) % 2]++;
        if (b > 0x80 || s->lead || s->skip)
            see_byte(s, b);
    }
    see_utf8(s, bytes, len);
    s->bytes += len;
}

const char *lc_encoding_guess(const lc_encoding_clues *s)
{
    if (!memcmp(s->mark, "\xff\xfe", 2) || !memcmp(s->mark, "\xfe\xff", 2))
        return "UTF-16";
    if (s->zero[0] == 0 && s->zero[1] > s->bytes / ZERO_SHARE)
        return "UTF-16LE";
    if (s->zero[1] == 0 && s->zero[0] > s->bytes / ZERO_SHARE)
        return "UTF-16BE";
    if (s->utf8 >= CUT_SHARE * (s->no_utf8 + s->tails))
        return "UTF-8";
    if (s->kana > 1 && s->kana * KANA_SHARE > s->pairs &&
        s->gb * 2 < s->pairs && s->big5 * 2 < s->pairs)
        return "CP932"; /* Shift JIS, as Windows has it */
    return s->big5 > s->gb && s->no_big5 == 0 ? "BIG5" : "GB18030";
}

const char *lc_encoding_not_latin(const lc_encoding_clues *s)
{
    if (s->utf8 > 0 && s->no_utf8 == 0 && s->tails == 0)
        return "UTF-8";
    if (s->gb > 1 && s->no_gb * CUT_SHARE <= s->pairs &&
        s->gb * LATIN_MOST >= s->pairs * (LATIN_MOST - 1))
        return "GB18030";
    return NULL;
}

/* ---- to UTF-8 ---- */

struct lc_encoding {
    iconv_t cd;
    bool converts; /* else it is UTF-8 already, and only checked */
};

lc_status lc_encoding_open(const char *name, lc_encoding **out, lc_error *err)
{
    lc_encoding *e = lc_calloc(1, sizeof *e);

    *out = NULL;
    if (!e)
        return lc_no_memory(err, "the text");
    e->converts = strcasecmp(name, "UTF-8") && strcasecmp(name, "UTF8");
    if (e->converts)
        e->cd = iconv_open("UTF-8", name);
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX has it so */
    if (e->converts && e->cd == (iconv_t)-1) {
        lc_free(e);
        return lc_fail_param(err, LIFE_ERR_RANGE, "encoding",
                             "the encoding \"%s\" is not known; write UTF-8, "
                             "GB18030, GBK, BIG5, UTF-16 or the like",
                             name);
    }
    *out = e;
    return LIFE_OK;
}

void lc_encoding_close(lc_encoding *e)
{
    if (e && e->converts)
        iconv_close(e->cd);
    lc_free(e);
}

bool lc_encoding_converts(const lc_encoding *e)
{
    return e->converts;
}

void lc_encoding_reset(lc_encoding *e)
{
    if (e->converts)
        iconv(e->cd, NULL, NULL, NULL, NULL);
}

size_t lc_encoding_convert(lc_encoding *e, const char *in, size_t len,
                           char *out, size_t room, size_t *used)
{
    char *from = (char *)in, *to = out; /* iconv's own signature */
    size_t left = len;

    if (!e->converts) {
        *used = lc_utf8_valid(in, len);
        memcpy(out, in, *used);
        return *used;
    }
    iconv(e->cd, &from, &left, &to, &room);
    *used = len - left;
    return (size_t)(to - out);
}

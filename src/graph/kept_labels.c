/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/kept_labels.c - see lifecircle/graph/kept_labels.h.
 *
 * A group's bytes, the lowest first:
 *
 *      0  the least of more_mm, as a number with a sign
 *      4  bits 0 to 17: the least rank; 18 to 23 and 24 to 28: how many bits
 *         a vertex has of either
 *      8  more_mm over the least, 32 numbers; then the ranks
 *
 * Rejected: differences from vertex to vertex, as the city file has them, which
 * take a third less, but to read one all before it must be added up; times in
 * groups too, a byte less, as a search that looks ahead reads one for every
 * vertex that it comes to.
 */
#include "lifecircle/graph/kept_labels.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/memory/shared.h"

#include <assert.h>

#define GROUP LIFE_KEPT_GROUP

/* Of a label's fields more_mm takes 26 bits at most and a rank 18; eight bytes
 * are written at once. */
enum {
    HEAD_BYTES = 8,
    MORE_SHIFT = 18,
    RANK_SHIFT = 24,
    MOST_BYTES = HEAD_BYTES + 4 * (26 + 18) + 8
};

struct lc_kept_labels_maker {
    lc_kept_labels *made;
    uint32_t n;  /* vertices so far */
    lc_buf rest; /* of all groups so far */
};

static size_t groups_of(uint32_t count)
{
    return ((size_t)count + GROUP - 1) / GROUP;
}

/* Four are written at once. */
static size_t ms_bytes(uint32_t count)
{
    return 3 * ((size_t)count + 8);
}

/* The time of a length on the level, the other way round. The product is below
 * 2^22 times 2^30. */
static uint32_t level_mm(lc_rate level, uint32_t ms)
{
    return (uint32_t)((uint64_t)ms * level.den / level.num);
}

/* ---- words of a group, on any processor alike ---- */

static uint64_t get_long(const unsigned char *p)
{
    uint64_t v;

    memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static void set_long(unsigned char *p, uint64_t v)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    memcpy(p, &v, sizeof v);
}

static unsigned width_of(uint32_t most)
{
    return most ? 32 - (unsigned)__builtin_clz(most) : 0;
}

/* 32 numbers of one width take 4 bytes a bit, whatever they are. Two at once,
 * which are written over the zeros behind what is there. */
static unsigned char *put_bits(unsigned char *p, const uint32_t v[GROUP],
                               unsigned width)
{
    memset(p, 0, 4 * (size_t)width + 8);
    for (unsigned i = 0; i < GROUP && width; i += 2) {
        unsigned char *at = p + i * width / 8;
        uint64_t both = v[i] | (uint64_t)v[i + 1] << width;

        set_long(at, get_long(at) | both << i * width % 8);
    }
    return p + 4 * (size_t)width;
}

static uint32_t get_bits(const unsigned char *p, unsigned i, unsigned width)
{
    unsigned at = i * width;

    return (uint32_t)(get_long(p + at / 8) >> at % 8) &
           (uint32_t)((UINT64_C(1) << width) - 1);
}

/* What a group says of its own. */
typedef struct head {
    uint32_t more_mm, rank; /* the least */
    unsigned more_bits, rank_bits;
    const unsigned char *more, *ranks;
} head;

static inline head head_at(const unsigned char *p)
{
    uint64_t v = get_long(p);
    uint32_t second = (uint32_t)(v >> 32);
    head h = {.more_mm = (uint32_t)v,
              .rank = second & (LIFE_LABEL_RANKS - 1),
              .more_bits = second >> MORE_SHIFT & 63,
              .rank_bits = second >> RANK_SHIFT & 31,
              .more = p + HEAD_BYTES};

    h.ranks = h.more + 4 * (size_t)h.more_bits;
    return h;
}

/* ---- making ---- */

/* Offset 0 stands for groups without a way, so that nothing begins there. */
lc_kept_labels_maker *lc_kept_labels_begin(uint32_t count, lc_rate level)
{
    lc_kept_labels_maker *m = lc_calloc(1, sizeof *m);
    lc_kept_labels *l = m ? lc_calloc(1, sizeof *l) : NULL;

    if (!l) {
        lc_free(m);
        return NULL;
    }
    *l = (lc_kept_labels){.count = count, .level = level};
    l->ms = lc_realloc(NULL, ms_bytes(count), 1);
    l->group = lc_calloc(groups_of(count), sizeof *l->group);
    m->made = l;
    lc_buf_put(&m->rest, (char[HEAD_BYTES]){0}, HEAD_BYTES);
    if (l->ms && l->group)
        return m;
    lc_kept_labels_free(lc_kept_labels_end(m));
    return NULL;
}

/* As three words. What is no way becomes LIFE_KEPT_NONE. */
static inline void put_four(unsigned char *out, const uint32_t ms[4])
{
    uint64_t a = ms[0] & LIFE_KEPT_NONE, b = ms[1] & LIFE_KEPT_NONE;
    uint64_t c = ms[2] & LIFE_KEPT_NONE, d = ms[3];

    set_long(out, a | b << 24 | c << 48);
    set_long(out + 4, b >> 8 | c << 16 | d << 40);
}

/* Behind the last of all there is room for three more. */
static void put_times(unsigned char *out, const uint32_t *ms, size_t n)
{
    uint32_t last[4] = {0};
    size_t whole = n - n % 4;

    for (size_t i = 0; i < whole; i += 4)
        put_four(out + 3 * i, ms + i);
    memcpy(last, ms + whole, (n - whole) * sizeof *last);
    put_four(out + 3 * whole, last);
}

/* Four at once, as every processor has it. */
typedef int32_t four __attribute__((vector_size(16)));

static inline four load_four(const uint32_t *v)
{
    four z;

    memcpy(&z, v, sizeof z);
    return z;
}

static inline four no_way(const uint32_t *ms)
{
    return load_four(ms) == -1;
}

/* The lesser of each, or the greater. */
static inline four lesser(four a, four b)
{
    four is = a < b;

    return (a & is) | (b & ~is);
}

/* A column of a group: how far each is over the least of them; and what all of
 * these have of bits. Vertices without a way count for neither, and get 0. */
typedef struct frame {
    int32_t least;
    unsigned width;
    uint32_t over[GROUP];
} frame;

static void make_frame(const uint32_t *v, const uint32_t *ms, frame *out)
{
    four least = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX}, all = {0};

    for (unsigned i = 0; i < GROUP; i += 4) {
        four none = no_way(ms + i);

        least = lesser((load_four(v + i) & ~none) | (none & INT32_MAX), least);
    }
    out->least = least[0];
    for (int i = 1; i < 4; i++)
        out->least = least[i] < out->least ? least[i] : out->least;
    for (unsigned i = 0; i < GROUP; i += 4) {
        four over = (load_four(v + i) - out->least) & ~no_way(ms + i);

        all |= over;
        memcpy(out->over + i, &over, sizeof over);
    }
    out->width = width_of((uint32_t)(all[0] | all[1] | all[2] | all[3]));
}

static bool all_no_way(const uint32_t *ms)
{
    four all = no_way(ms);

    for (unsigned i = 4; i < GROUP; i += 4)
        all &= no_way(ms + i);
    return all[0] & all[1] & all[2] & all[3];
}

/* Where it begins; 0: nothing is written, as there is no way from any, or no
 * memory. */
static uint32_t put_group(lc_kept_labels_maker *m, const uint32_t *ms,
                          const uint32_t *more_mm, const uint32_t *rank)
{
    size_t at = m->rest.len;
    frame more, ranks;
    unsigned char *p;

    if (all_no_way(ms))
        return 0;
    p = (unsigned char *)lc_buf_room(&m->rest, MOST_BYTES);
    if (!p)
        return 0;
    make_frame(more_mm, ms, &more);
    make_frame(rank, ms, &ranks);
    set_long(p, (uint64_t)((uint32_t)ranks.least | more.width << MORE_SHIFT |
                           ranks.width << RANK_SHIFT)
                        << 32 |
                    (uint32_t)more.least);
    p = put_bits(p + HEAD_BYTES, more.over, more.width);
    p = put_bits(p, ranks.over, ranks.width);
    lc_buf_ends(&m->rest, (char *)p);
    return (uint32_t)at;
}

/* The last group, which may have fewer: what is missing is no way. */
static uint32_t put_some(lc_kept_labels_maker *m, const lc_label_fields *f,
                         size_t from, size_t n)
{
    uint32_t ms[GROUP], more_mm[GROUP] = {0}, rank[GROUP] = {0};

    memset(ms, 0xFF, sizeof ms);
    memcpy(ms, f->ms + from, n * sizeof *ms);
    memcpy(more_mm, f->more_mm + from, n * sizeof *more_mm);
    memcpy(rank, f->rank + from, n * sizeof *rank);
    return put_group(m, ms, more_mm, rank);
}

bool lc_kept_labels_add(lc_kept_labels_maker *m, const lc_label_fields *f,
                        size_t n)
{
    lc_kept_labels *l = m->made;

    assert(m->n % GROUP == 0 && n <= l->count - m->n);
    put_times(l->ms + 3 * (size_t)m->n, f->ms, n);
    for (size_t i = 0; i < n; i += GROUP, m->n += GROUP)
        l->group[m->n / GROUP] =
            n - i < GROUP
                ? put_some(m, f, i, n - i)
                : put_group(m, f->ms + i, f->more_mm + i, f->rank + i);
    return !m->rest.failed && m->rest.len < UINT32_MAX - MOST_BYTES;
}

/* Eight bytes are read at once, up to eight behind the last that counts. */
lc_kept_labels *lc_kept_labels_end(lc_kept_labels_maker *m)
{
    lc_kept_labels *l = m ? m->made : NULL;

    if (!m)
        return NULL;
    lc_buf_put(&m->rest, (char[8]){0}, 8);
    l->rest_bytes = m->rest.len;
    l->rest = m->rest.failed ? NULL : lc_realloc(NULL, l->rest_bytes, 1);
    if (l->rest && m->n >= l->count) {
        memcpy(l->rest, m->rest.data, l->rest_bytes);
    } else {
        lc_kept_labels_free(l);
        l = NULL;
    }
    lc_buf_free(&m->rest);
    lc_free(m);
    return l;
}

static void split(const uint64_t *label, size_t n, lc_rate level,
                  lc_label_fields *out)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t ms = lc_label_ms(label[i]);
        bool none = label[i] == LIFE_LABEL_NONE;

        out->ms[i] = none ? UINT32_MAX : ms;
        out->more_mm[i] =
            none ? 0 : lc_label_mm(label[i]) - level_mm(level, ms);
        out->rank[i] = none ? 0 : lc_label_rank(label[i]);
    }
}

lc_kept_labels *lc_kept_labels_make(const uint64_t *label, uint32_t count,
                                    lc_rate level)
{
    lc_kept_labels_maker *m = lc_kept_labels_begin(count, level);
    bool ok = m != NULL;
    lc_label_fields f;

    for (uint32_t v = 0; v < count && ok; v += LIFE_KEPT_PIECE) {
        size_t n = count - v < LIFE_KEPT_PIECE ? count - v : LIFE_KEPT_PIECE;

        split(label + v, n, level, &f);
        ok = lc_kept_labels_add(m, &f, n);
    }
    return lc_kept_labels_end(m);
}

void lc_kept_labels_free(lc_kept_labels *l)
{
    if (!l || !lc_shared_drop(l))
        return;
    lc_free(l->ms);
    lc_free(l->group);
    lc_free(l->rest);
    lc_free(l);
}

/* ---- reading ---- */

size_t lc_kept_labels_bytes(const lc_kept_labels *l)
{
    return sizeof *l + ms_bytes(l->count) +
           groups_of(l->count) * sizeof *l->group + l->rest_bytes;
}

static uint64_t get(const lc_kept_labels *l, const head *h, uint32_t v)
{
    uint32_t ms = lc_kept_labels_ms(l->ms, v), i = v % GROUP;

    if (ms == LIFE_KEPT_NONE)
        return LIFE_LABEL_NONE;
    return lc_label(ms, level_mm(l->level, ms) + h->more_mm +
                            get_bits(h->more, i, h->more_bits)) |
           (h->rank + get_bits(h->ranks, i, h->rank_bits));
}

uint64_t lc_kept_labels_get(const lc_kept_labels *l, uint32_t v)
{
    head h = head_at(l->rest + l->group[v / GROUP]);

    return get(l, &h, v);
}

void lc_kept_labels_read_some(const lc_kept_labels *l, uint32_t from,
                              uint32_t n, uint64_t *out)
{
    for (uint32_t v = from; v < from + n;) {
        head h = head_at(l->rest + l->group[v / GROUP]);
        uint32_t end = v - v % GROUP + GROUP;

        for (end = end < from + n ? end : from + n; v < end; v++)
            *out++ = get(l, &h, v);
    }
}

void lc_kept_labels_read(const lc_kept_labels *l, uint64_t *out)
{
    lc_kept_labels_read_some(l, 0, l->count, out);
}

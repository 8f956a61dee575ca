/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/narrow.c - see narrow.h: frames of reference and differences with
 * exceptions, as Lemire and Boytsov (2015) compare them. Reading is a large
 * part of loading a city, so that where the processor can (AVX2) it takes eight
 * numbers at once: a quarter of the instructions.
 */
#include "lifecircle/base/narrow.h"

#include <assert.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#define GROUP     ((unsigned)LIFE_NARROW_ROWS)
#define WIDTH     63u /* the bits of the first byte that say how wide */
#define DELTA     64u
#define FAR       128u
#define FAR_MOST  31u /* of the byte that says how many are far, less one */
#define FAR_SHIFT 5   /* and how many bytes each has more, less one */

/* Whoever reads pays for each that is far, so that it must be worth it. */
enum { FAR_SAVES_BYTES = 4 };

enum { BEHIND = LIFE_NARROW_BEHIND }; /* bytes that are read too */

static unsigned width_of(uint32_t all)
{
    return all ? 32 - (unsigned)__builtin_clz(all) : 0;
}

/* Differences of either sign as small numbers: 0, -1, 1, -2 ... as 0, 1, 2, 3.
 */
static uint32_t zigzag(uint32_t delta)
{
    return delta << 1 ^ (0 - (delta >> 31));
}

static void put_word(lc_buf *out, uint32_t v)
{
    const unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8),
                                (unsigned char)(v >> 16),
                                (unsigned char)(v >> 24)};

    lc_buf_put(out, b, sizeof b);
}

static uint32_t get_word(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static uint64_t get_long(const unsigned char *p)
{
    return (uint64_t)get_word(p) | (uint64_t)get_word(p + 4) << 32;
}

/* In the order of the bits: the first number ends up lowest in the first byte.
 */
static void put_bits(lc_buf *out, const uint32_t v[GROUP], unsigned width)
{
    unsigned char bytes[4 * GROUP];
    uint64_t held = 0;
    unsigned bits = 0, n = 0;

    for (unsigned i = 0; i < GROUP && width; i++) {
        held |= (uint64_t)v[i] << bits;
        for (bits += width; bits >= 8; bits -= 8, held >>= 8)
            bytes[n++] = (unsigned char)held;
    }
    lc_buf_put(out, bytes, n);
}

/* Eight numbers of w bits take w bytes, and where each begins is known when the
 * width is: so a width has a function of its own, which is a load, a shift and
 * a mask a number. Each reads eight bytes, up to seven behind the last. */
#define NUMBER(k, w)                                                           \
    v[k] = (uint32_t)(get_long(p + (k) * (w) / 8) >> (k) * (w) % 8 &           \
                      ((UINT64_C(1) << (w)) - 1))

#define UNPACK(w)                                                              \
    static void unpack_##w(const unsigned char *p, uint32_t v[GROUP])          \
    {                                                                          \
        for (unsigned i = 0; i < GROUP / 8; i++, p += (w), v += 8) {           \
            NUMBER(0, w);                                                      \
            NUMBER(1, w);                                                      \
            NUMBER(2, w);                                                      \
            NUMBER(3, w);                                                      \
            NUMBER(4, w);                                                      \
            NUMBER(5, w);                                                      \
            NUMBER(6, w);                                                      \
            NUMBER(7, w);                                                      \
        }                                                                      \
    }

/* clang-format off */
#define EACH_WIDTH(X)                                                          \
    X(1)  X(2)  X(3)  X(4)  X(5)  X(6)  X(7)  X(8)  X(9)  X(10) X(11)          \
    X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21) X(22)          \
    X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31) X(32)
/* clang-format on */

EACH_WIDTH(UNPACK)

#define NAME(w) [w] = unpack_##w,
static void (*const unpack[])(const unsigned char *p,
                              uint32_t v[GROUP]) = {EACH_WIDTH(NAME)};

/* ---- packing ---- */

/* How a column of a group is written in the fewest bytes. */
typedef struct form {
    unsigned width, far, more; /* of how many more than `width` is kept, and in
                                  how many bytes */
    unsigned bytes;            /* without what stands in front of the bits */
} form;

/* Narrower than the widest number by a bit after another: what no longer fits
 * is kept apart. */
static form form_of(const uint32_t v[GROUP])
{
    unsigned count[34] = {0}, most = 0, far = 0;
    form best;

    for (unsigned i = 0; i < GROUP; i++)
        count[width_of(v[i])]++;
    for (unsigned w = 1; w <= 32; w++)
        most = count[w] ? w : most;
    best = (form){.width = most, .bytes = 4 * most};
    for (unsigned w = most; w-- > 0;) {
        unsigned more = (most - w + 7) / 8, bytes;

        far += count[w + 1];
        bytes = 4 * w + 1 + far * (1 + more);
        if (bytes < best.bytes && bytes + FAR_SAVES_BYTES <= 4 * most)
            best = (form){w, far, more, bytes};
    }
    return best;
}

/* Which are far, and how far. */
static void put_far(lc_buf *out, const uint32_t v[GROUP], const form *f)
{
    unsigned char bytes[1 + 5 * GROUP];
    unsigned n = 0;

    if (!f->far)
        return;
    bytes[n++] = (unsigned char)((f->far - 1) | (f->more - 1) << FAR_SHIFT);
    for (unsigned i = 0; i < GROUP; i++) {
        uint32_t high = v[i] >> f->width;

        if (!high)
            continue;
        bytes[n++] = (unsigned char)i;
        for (unsigned k = 0; k < f->more; k++)
            bytes[n++] = (unsigned char)(high >> 8 * k);
    }
    lc_buf_put(out, bytes, n);
}

static void put_column(lc_buf *out, uint32_t v[GROUP], const form *f)
{
    put_far(out, v, f);
    for (unsigned i = 0; i < GROUP && f->far; i++)
        v[i] &= (UINT32_C(1) << f->width) - 1;
    put_bits(out, v, f->width);
}

/* One column of one group; *before is the number before it. */
static void pack_column(const uint32_t v[GROUP], unsigned n, uint32_t *before,
                        lc_buf *out)
{
    uint32_t delta[GROUP] = {0}, over[GROUP] = {0}, least = v[0];
    form apart, plain;

    for (unsigned i = 0; i < n; i++) {
        delta[i] = zigzag(v[i] - (i ? v[i - 1] : *before));
        least = v[i] < least ? v[i] : least;
    }
    for (unsigned i = 0; i < n; i++)
        over[i] = v[i] - least;
    *before = v[n - 1];
    apart = form_of(delta);
    plain = form_of(over);
    if (apart.bytes <= plain.bytes + 4) { /* the least takes four */
        lc_buf_putc(out, (char)(apart.width | DELTA | (apart.far ? FAR : 0)));
        put_column(out, delta, &apart);
        return;
    }
    lc_buf_putc(out, (char)(plain.width | (plain.far ? FAR : 0)));
    put_word(out, least);
    put_column(out, over, &plain);
}

void lc_narrow_write(const uint32_t *v, size_t words, size_t rows, lc_buf *out)
{
    uint32_t before[LIFE_NARROW_WORDS] = {0}, column[GROUP];

    assert(words > 0 && words <= LIFE_NARROW_WORDS);
    for (size_t row = 0; row < rows; row += GROUP) {
        unsigned n = rows - row < GROUP ? (unsigned)(rows - row) : GROUP;

        for (size_t w = 0; w < words; w++) {
            for (unsigned i = 0; i < n; i++)
                column[i] = v[(row + i) * words + w];
            pack_column(column, n, &before[w], out);
        }
    }
}

/* ---- reading ---- */

/* What a group has of a column. */
typedef struct column {
    uint32_t base; /* the least, or the number before */
    unsigned width;
    bool delta;
    unsigned far, more;        /* how many, and the bytes of each */
    const unsigned char *high; /* of those */
    const unsigned char *bits;
} column;

/* Those that are far, of which `left` bytes may be. */
static bool read_far(column *c, size_t left)
{
    unsigned char head;
    size_t bytes;

    if (!left)
        return false;
    head = *c->bits++;
    c->far = (head & FAR_MOST) + 1;
    c->more = (head >> FAR_SHIFT) + 1u;
    bytes = (size_t)c->far * (1 + c->more);
    if (c->more > 4 || left - 1 < bytes)
        return false;
    c->high = c->bits;
    c->bits += bytes;
    return true;
}

/* Nothing of the file is trusted: the bits of a group are there as a whole, or
 * it is none. */
static bool read_head(lc_narrow *r, uint32_t before, column *out)
{
    size_t left = (size_t)(r->end - r->p), bytes;
    unsigned char head;

    if (!left)
        return false;
    head = *r->p++;
    left--;
    out->base = before;
    out->width = head & WIDTH;
    out->delta = head & DELTA;
    out->far = 0;
    out->bits = r->p;
    if (!out->delta) {
        if (left < 4)
            return false;
        out->base = get_word(r->p);
        out->bits += 4;
        left -= 4;
    }
    if (head & FAR && !read_far(out, left))
        return false;
    left = (size_t)(r->end - out->bits);
    bytes = 4 * (size_t)out->width;
    if (out->width > 32 || left < bytes)
        return false;
    r->p = out->bits + bytes;
    return true;
}

/* Which of a group stands in no more than the bits that there are for it: a
 * number that says more is one of those still. */
static void add_far(const column *c, uint32_t v[GROUP])
{
    const unsigned char *p = c->high;

    for (unsigned i = 0; i < c->far; i++, p += 1 + c->more) {
        uint32_t high = p[1];

        for (unsigned k = 1; k < c->more; k++)
            high |= (uint32_t)p[1 + k] << 8 * k;
        v[p[0] % GROUP] |= (uint32_t)((uint64_t)high << c->width);
    }
}

/* What is one function for each use of it: a call would take as long. */
#define INLINE inline __attribute__((always_inline))

/* Four numbers at once, as every processor has it. */
typedef uint32_t four __attribute__((vector_size(16)));

static INLINE four load_four(const uint32_t *v)
{
    four z;

    memcpy(&z, v, sizeof z);
    return z;
}

/* `step` apart; side by side they take one store. */
static INLINE void put_four(four z, size_t step, uint32_t *out)
{
    if (step == 1) {
        memcpy(out, &z, sizeof z);
        return;
    }
    out[0] = z[0];
    out[step] = z[1];
    out[2 * step] = z[2];
    out[3 * step] = z[3];
}

/* Numbers `step` apart, four at a time: GROUP of them. Each returns the last.
 * They are made twice, for a step of one and for any. */
static INLINE uint32_t lay_same(uint32_t base, size_t step, uint32_t *out)
{
    const four z = {base, base, base, base};

    for (unsigned i = 0; i < GROUP; i += 4, out += 4 * step)
        put_four(z, step, out);
    return base;
}

static INLINE uint32_t lay_over(const uint32_t v[GROUP], uint32_t base,
                                size_t step, uint32_t *out)
{
    for (unsigned i = 0; i < GROUP; i += 4, out += 4 * step)
        put_four(load_four(v + i) + base, step, out);
    return base + v[GROUP - 1];
}

/* Sums of the first one, two, three and four. */
static INLINE four sums(four v)
{
    const four none = {0, 0, 0, 0};

    /* Each plus the one before it, then each plus the pair before that. */
    v += __builtin_shufflevector(none, v, 0, 4, 5, 6);
    return v + __builtin_shufflevector(none, v, 0, 1, 4, 5);
}

static INLINE uint32_t lay_deltas(const uint32_t v[GROUP], uint32_t base,
                                  size_t step, uint32_t *out)
{
    for (unsigned i = 0; i < GROUP; i += 4, out += 4 * step) {
        four z = load_four(v + i);

        z = sums(z >> 1 ^ (0 - (z & 1))) + base;
        put_four(z, step, out);
        base = z[3];
    }
    return base;
}

static INLINE uint32_t lay_unpacked(const lc_narrow *r, const column *c,
                                    size_t step, uint32_t *out)
{
    return c->delta ? lay_deltas(r->column, c->base, step, out)
                    : lay_over(r->column, c->base, step, out);
}

/* ---- eight at once ---- */

#ifdef __x86_64__
#define WIDE __attribute__((target("avx2")))
typedef __m256i eight;

/* Eight numbers of w bits are read as two halves of four, the second from w / 2
 * bytes on. Of each: the four bytes of its half that it begins in, and how many
 * bits of these stand before it. */
typedef struct places {
    uint8_t byte[32];
    uint32_t before[8];
} places;

#define BIT(k, w) ((k) * (w) - (k) / 4 * 8 * ((w) / 2))
#define FOUR(k, w)                                                             \
    BIT(k, w) / 8, BIT(k, w) / 8 + 1, BIT(k, w) / 8 + 2, BIT(k, w) / 8 + 3
#define PLACES(w)                                                              \
    [w] = {{FOUR(0, w), FOUR(1, w), FOUR(2, w), FOUR(3, w), FOUR(4, w),        \
            FOUR(5, w), FOUR(6, w), FOUR(7, w)},                               \
           {BIT(0, w) % 8, BIT(1, w) % 8, BIT(2, w) % 8, BIT(3, w) % 8,        \
            BIT(4, w) % 8, BIT(5, w) % 8, BIT(6, w) % 8, BIT(7, w) % 8}},
static const places places_of[] = {EACH_WIDTH(PLACES)};

/* With up to seven bits before it a wider number takes a fifth byte. */
enum { WIDE_BITS = 25 };

WIDE static INLINE eight load_eight(const void *p)
{
    return _mm256_loadu_si256(p);
}

WIDE static INLINE eight unpack_eight(const unsigned char *p, unsigned width,
                                      eight byte, eight before, eight mask)
{
    const void *second = p + width / 2;
    eight z = _mm256_castsi128_si256(_mm_loadu_si128((const void *)p));

    z = _mm256_inserti128_si256(z, _mm_loadu_si128(second), 1);
    z = _mm256_srlv_epi32(_mm256_shuffle_epi8(z, byte), before);
    return _mm256_and_si256(z, mask);
}

/* Sums of the first one, two ... eight, as sums() does it: last the sum of the
 * lower half is added to the upper. */
WIDE static INLINE eight sums_of_eight(eight v)
{
    eight low;

    v = _mm256_add_epi32(v, _mm256_slli_si256(v, 4));
    v = _mm256_add_epi32(v, _mm256_slli_si256(v, 8));
    low = _mm256_permute2x128_si256(v, v, 0x08); /* zeros, and the lower */
    return _mm256_add_epi32(v, _mm256_shuffle_epi32(low, 0xFF));
}

WIDE static INLINE eight from_zigzag(eight v)
{
    const eight none = _mm256_setzero_si256(), one = _mm256_set1_epi32(1);

    return _mm256_xor_si256(_mm256_srli_epi32(v, 1),
                            _mm256_sub_epi32(none, _mm256_and_si256(v, one)));
}

WIDE static INLINE void put_eight(eight z, size_t step, uint32_t *out)
{
    put_four((four)_mm256_castsi256_si128(z), step, out);
    put_four((four)_mm256_extracti128_si256(z, 1), step, out + 4 * step);
}

/* Of bits, or where `bits` is NULL of numbers that are unpacked. */
WIDE static INLINE uint32_t lay_eights(const lc_narrow *r, const column *c,
                                       const unsigned char *bits, size_t step,
                                       uint32_t *out)
{
    const places *at = &places_of[c->width];
    const eight byte = load_eight(at->byte), before = load_eight(at->before);
    const eight mask = _mm256_set1_epi32((int)((UINT64_C(1) << c->width) - 1));
    const eight last = _mm256_set1_epi32(7);
    eight base = _mm256_set1_epi32((int)c->base), z = base;

    for (unsigned i = 0; i < GROUP; i += 8, out += 8 * step) {
        z = bits ? unpack_eight(bits + (size_t)(i / 8) * c->width, c->width,
                                byte, before, mask)
                 : load_eight(r->column + i);
        if (c->delta)
            z = sums_of_eight(from_zigzag(z));
        z = _mm256_add_epi32(z, base);
        if (c->delta)
            base = _mm256_permutevar8x32_epi32(z, last);
        put_eight(z, step, out);
    }
    return (uint32_t)_mm256_extract_epi32(z, 7);
}

WIDE static uint32_t lay_wide(const lc_narrow *r, const column *c,
                              const unsigned char *bits, size_t step,
                              uint32_t *out)
{
    return step == 1 ? lay_eights(r, c, bits, 1, out)
                     : lay_eights(r, c, bits, step, out);
}

static bool is_wide(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
enum { WIDE_BITS = 0 };

static uint32_t lay_wide(const lc_narrow *r, const column *c,
                         const unsigned char *bits, size_t step, uint32_t *out)
{
    (void)bits;
    return lay_unpacked(r, c, step, out);
}

static bool is_wide(void)
{
    return false;
}
#endif

/* ---- groups ---- */

/* Many groups are of one number alone: these have no bits. Behind the last
 * group's there may be less than is read, so that they are copied. */
static uint32_t lay(lc_narrow *r, const column *c, size_t step, uint32_t *out)
{
    const unsigned char *bits = c->bits;
    size_t bytes = 4 * (size_t)c->width;
    bool wide = r->wide && c->width <= WIDE_BITS;

    if (!c->width && !c->far)
        return step == 1 ? lay_same(c->base, 1, out)
                         : lay_same(c->base, step, out);
    if (c->width && (size_t)(r->end - bits) < bytes + BEHIND)
        bits = memcpy(r->tail, bits, bytes);
    if (wide && !c->far)
        return lay_wide(r, c, bits, step, out);
    if (wide && c->width) /* as they are, over 0 */
        lay_wide(r, &(column){.width = c->width}, bits, 1, r->column);
    else if (c->width)
        unpack[c->width](bits, r->column);
    else
        memset(r->column, 0, sizeof r->column);
    if (c->far)
        add_far(c, r->column);
    if (r->wide)
        return lay_wide(r, c, NULL, step, out);
    return step == 1 ? lay_unpacked(r, c, 1, out)
                     : lay_unpacked(r, c, step, out);
}

/* The last group of all, which may have fewer rows than there is room for. */
static uint32_t lay_some(lc_narrow *r, const column *c, unsigned n, size_t step,
                         uint32_t *out)
{
    uint32_t all[GROUP];

    lay(r, c, 1, all);
    for (unsigned i = 0; i < n; i++)
        out[i * step] = all[i];
    return all[n - 1];
}

bool lc_narrow_begin(lc_narrow *r, const void *data, size_t bytes, size_t words)
{
    *r = (lc_narrow){.p = data,
                     .end = (const unsigned char *)data + bytes,
                     .words = words,
                     .wide = is_wide()};
    return words && words <= LIFE_NARROW_WORDS;
}

/* Rows `step` apart, columns `apart`; of those from `wanted` on it is looked at
 * no more than how long they are. */
static bool next(lc_narrow *r, size_t rows, size_t wanted, size_t step,
                 size_t apart, uint32_t *out)
{
    column c;

    for (size_t row = 0; row < rows; row += GROUP) {
        unsigned n = rows - row < GROUP ? (unsigned)(rows - row) : GROUP;

        for (size_t w = 0; w < r->words; w++) {
            uint32_t *to = out + row * step + w * apart;

            if (!read_head(r, r->before[w], &c))
                return false;
            if (w < wanted)
                r->before[w] = n == GROUP ? lay(r, &c, step, to)
                                          : lay_some(r, &c, n, step, to);
        }
    }
    return true;
}

bool lc_narrow_next(lc_narrow *r, size_t rows, uint32_t *out)
{
    return next(r, rows, r->words, r->words, 1, out);
}

bool lc_narrow_next_columns(lc_narrow *r, size_t rows, size_t wanted,
                            size_t apart, uint32_t *out)
{
    return next(r, rows, wanted, 1, apart, out);
}

/* What is left over is damage too: a group that nobody counted. */
bool lc_narrow_is_read(const lc_narrow *r)
{
    return r->p == r->end;
}

bool lc_narrow_read(const void *data, size_t bytes, size_t words, size_t rows,
                    uint32_t *out)
{
    lc_narrow r;

    return lc_narrow_begin(&r, data, bytes, words) &&
           lc_narrow_next(&r, rows, out) && lc_narrow_is_read(&r);
}

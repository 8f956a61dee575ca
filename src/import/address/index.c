/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/index.c - see index.h.
 */
#include "src/import/address/index.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/store/rows/street.h"
#include "lifecircle/store/rows/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* The keys of "a;b;c", each also among the names of areas. Areas of addresses
 * may be quarters that are no unit; they are known as names all the same. */
static lc_status read_area(lc_address_index *ix, const char *text,
                           const char **out, lc_error *err)
{
    lc_buf b = {0};
    bool good = true;

    lc_buf_puts(&b, "");
    while (*text && good) {
        size_t len = strcspn(text, ";");
        char *one = lc_arena_strndup(ix->arena, text, len);
        const char *key =
            one ? lc_address_words_key(&ix->words, ix->arena, one) : NULL;

        good = key && (!*key || lc_vec_push(&ix->area, key));
        if (good && *key)
            lc_buf_printf(&b, "%s%s", b.len ? ";" : "", key);
        text += len + (text[len] == ';');
    }
    *out = good && !b.failed ? lc_arena_strdup(ix->arena, b.data) : NULL;
    lc_buf_free(&b);
    return *out ? LIFE_OK : lc_no_memory(err, "the addresses");
}

/* One number of a mapped address; what can't be read is left out, as nothing
 * can be found by it. Streets with Chinese names have Chinese numbers. */
static lc_status add_house(lc_address_index *ix, const lc_address_house *from,
                           const char *number, lc_error *err)
{
    lc_address_house h = *from;
    size_t n = lc_han_in(h.street)
                   ? lc_house_read_han(&ix->words, number, &h.house)
                   : lc_house_read_word(number, &h.house);

    if (!n)
        return LIFE_OK;
    return lc_vec_push(&ix->house, h) ? LIFE_OK
                                      : lc_no_memory(err, "the addresses");
}

/* 长宁路1200弄 and 5 are a street, a lane and a house of it. The lane goes from
 * the street's name to the front of the number, as in China both are written as
 * one. */
static const char *lane_of(const lc_address_index *ix, lc_address_house *h,
                           const char *number)
{
    lc_house lane;

    for (const char *s = h->street; *s; s++) {
        size_t n = *s >= '0' && *s <= '9' && s > h->street
                       ? lc_house_read_han(&ix->words, s, &lane)
                       : 0;
        char *joined;

        if (!n || s[n] || !lane.lane || lane.from)
            continue;
        joined = lc_arena_alloc(ix->arena, n + strlen(number) + 1);
        if (joined) {
            memcpy(joined, s, n);
            memcpy(joined + n, number, strlen(number) + 1);
        }
        h->street =
            lc_arena_strndup(ix->arena, h->street, (size_t)(s - h->street));
        return h->street ? joined : NULL;
    }
    return number;
}

/* "12;14" are two. A house that has several numbers is found by each. */
static lc_status add_numbers(lc_address_index *ix, lc_address_house *h,
                             const char *text, lc_error *err)
{
    const char *number = lc_address_words_fold(&ix->words, ix->arena, text);
    lc_status st = LIFE_OK;

    if (number && lc_han_in(h->street))
        number = lane_of(ix, h, number);
    if (!number)
        return lc_no_memory(err, "the addresses");
    while (*number && !st) {
        size_t len = strcspn(number, ";,");
        char *one = lc_arena_strndup(ix->arena, number, len), *to = one;

        if (!one)
            return lc_no_memory(err, "the addresses");
        for (const char *s = one; *s; s++) /* "12 a" is 12a */
            if (*s != ' ')
                *to++ = *s;
        *to = '\0';
        st = add_house(ix, h, one, err);
        number += len + (number[len] != '\0');
    }
    return st;
}

static lc_status add_point(lc_address_index *ix, const char *street, lc_pt pt,
                           lc_error *err)
{
    lc_address_point p = {street, pt, 0};

    return lc_vec_push(&ix->point, p) ? LIFE_OK
                                      : lc_no_memory(err, "the streets");
}

/* An address without a street can't be found by one, and is passed over. Each
 * gives its street a point, so that streets which no way bears are known
 * too. */
static lc_status read_addresses(lc_city *c, lc_address_index *ix, lc_error *err)
{
    lc_stored_address row;
    lc_rows *rows;
    lc_status st = lc_address_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_address_house h = {.pt = row.pt};

        if (!*row.street)
            continue;
        h.street = lc_address_words_key(&ix->words, ix->arena, row.street);
        st = h.street ? read_area(ix, row.area, &h.area, err)
                      : lc_no_memory(err, "the addresses");
        if (!st)
            st = add_numbers(ix, &h, row.number, err);
        if (!st && *h.street)
            st = add_point(ix, h.street, h.pt, err);
    }
    return st;
}

/* Rows of one way follow each other: its name is folded once. */
static lc_status read_streets(lc_city *c, lc_address_index *ix, lc_error *err)
{
    lc_stored_street row;
    lc_rows *rows;
    const char *key = NULL;
    int64_t way = 0;
    lc_status st = lc_street_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        if (!key || row.way_id != way)
            key = lc_address_words_key(&ix->words, ix->arena, row.name);
        way = row.way_id;
        if (!key)
            st = lc_no_memory(err, "the streets");
        for (size_t i = 0; !st && *key && i < row.line.pt_count; i++)
            st = add_point(ix, key, row.line.pt[i], err);
    }
    return st;
}

/* Those with a boundary: which of the others a place lies in is not sure. */
static lc_status read_units(lc_city *c, lc_address_index *ix, lc_error *err)
{
    lc_stored_unit row;
    lc_rows *rows;
    lc_status st = lc_unit_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_address_unit u = {
            .code = lc_arena_strdup(ix->arena, row.code),
            .key = lc_address_words_key(&ix->words, ix->arena, row.name),
            .key_en = lc_address_words_key(&ix->words, ix->arena, row.name_en)};

        if (!u.code || !u.key || !u.key_en ||
            (*u.key && !lc_vec_push(&ix->area, u.key)) ||
            (*u.key_en && !lc_vec_push(&ix->area, u.key_en))) {
            st = lc_no_memory(err, "the units");
            continue;
        }
        if (row.approximate || row.area.kind != LIFE_SHAPE_AREA)
            continue;
        u.area = row.area;
        row.area = (lc_shape){0};
        u.box = lc_shape_box(&u.area);
        u.area_m2 = lc_shape_area_m2(&u.area);
        if (!lc_vec_push(&ix->unit, u)) {
            lc_shape_clear(&u.area);
            st = lc_no_memory(err, "the units");
        }
    }
    return st;
}

/* 成都 is 成都市 too. */
static lc_status add_place(lc_address_index *ix, const char *name,
                           lc_error *err)
{
    static const char city[] = "市";
    const char *key = lc_address_words_key(&ix->words, ix->arena, name);
    size_t len = key ? strlen(key) : 0;
    char *longer = key ? lc_arena_alloc(ix->arena, len + sizeof city) : NULL;

    if (!longer || !lc_vec_push(&ix->place, key))
        return lc_no_memory(err, "the places");
    if (!lc_han_in(key))
        return LIFE_OK;
    memcpy(longer, key, len);
    memcpy(longer + len, city, sizeof city);
    return lc_vec_push(&ix->place, longer) ? LIFE_OK
                                           : lc_no_memory(err, "the places");
}

static lc_status read_places(lc_city *c, lc_address_index *ix, lc_error *err)
{
    lc_stored_place row;
    lc_rows *rows;
    lc_status st = lc_place_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        st = add_place(ix, row.name, err);
        if (!st && *row.name_en)
            st = add_place(ix, row.name_en, err);
    }
    return st;
}

/* ---- putting in order ---- */

static int order_of(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* South to north, then west to east. */
static int by_place(lc_pt a, lc_pt b)
{
    int order = order_of(a.lat, b.lat);

    return order ? order : order_of(a.lon, b.lon);
}

/* Whole, down to the area, so that the order of the file decides nothing.
 * `piece` is 0 for all until a street's pieces are asked for. */
static int by_house(const void *pa, const void *pb)
{
    const lc_address_house *a = pa, *b = pb;
    int order = strcmp(a->street, b->street);

    if (!order)
        order = order_of(a->piece, b->piece);
    if (!order)
        order = lc_house_compare(&a->house, &b->house);
    if (!order)
        order = by_place(a->pt, b->pt);
    return order ? order : strcmp(a->area, b->area);
}

/* From the south, so that pieces are found by looking northwards. */
static int by_point(const void *pa, const void *pb)
{
    const lc_address_point *a = pa, *b = pb;
    int order = strcmp(a->street, b->street);

    return order ? order : by_place(a->pt, b->pt);
}

static int by_text(const void *pa, const void *pb)
{
    return strcmp(*(const char *const *)pa, *(const char *const *)pb);
}

/* Each street has points: those of its ways and those of its houses. Points and
 * houses are sorted by street, so that each street is a run of both. */
static lc_status list_streets(lc_address_index *ix, lc_error *err)
{
    size_t h = 0, p = 0;

    while (p < ix->point.n) {
        lc_address_street s = {
            .key = ix->point.v[p].street, .house = h, .point = p};

        while (p < ix->point.n && !strcmp(ix->point.v[p].street, s.key))
            p++;
        while (h < ix->house.n && !strcmp(ix->house.v[h].street, s.key))
            h++;
        s.points = p - s.point;
        s.houses = h - s.house;
        if (!lc_vec_push(&ix->street, s))
            return lc_no_memory(err, "the streets");
    }
    return LIFE_OK;
}

/* In order, each once; how many. */
static size_t list_names(const char **v, size_t n)
{
    size_t kept = 0;

    if (n > 0)
        qsort(v, n, sizeof *v, by_text);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(v[kept - 1], v[i]))
            v[kept++] = v[i];
    return kept;
}

/* Read, then sorted once: nothing is added later. */
lc_status lc_address_index_open(lc_city *c, lc_address_index *out,
                                lc_error *err)
{
    lc_status st = lc_address_words_open(&out->words, err);

    if (st)
        return st;
    out->arena = lc_arena_new(0);
    if (!out->arena)
        return lc_no_memory(err, "the addresses");
    st = read_addresses(c, out, err);
    if (!st)
        st = read_streets(c, out, err);
    if (!st)
        st = read_units(c, out, err);
    if (!st)
        st = read_places(c, out, err);
    if (st)
        return st;
    if (out->house.n)
        qsort(out->house.v, out->house.n, sizeof *out->house.v, by_house);
    if (out->point.n)
        qsort(out->point.v, out->point.n, sizeof *out->point.v, by_point);
    out->area.n = list_names(out->area.v, out->area.n);
    out->place.n = list_names(out->place.v, out->place.n);
    st = list_streets(out, err);
    if (!st)
        st = lc_address_rows_whole(c, &out->whole, err);
    out->ready = !st;
    return st;
}

void lc_address_index_close(lc_address_index *ix)
{
    for (size_t i = 0; i < ix->unit.n; i++)
        lc_shape_clear(&ix->unit.v[i].area);
    lc_vec_free(&ix->unit);
    lc_vec_free(&ix->house);
    lc_vec_free(&ix->point);
    lc_vec_free(&ix->street);
    lc_vec_free(&ix->area);
    lc_vec_free(&ix->place);
    lc_address_words_close(&ix->words);
    lc_arena_free(ix->arena);
    *ix = (lc_address_index){0};
}

/* ---- finding ---- */

/* As strcmp of the text with a key of `len` bytes. */
static int compare_key(const char *text, const char *key, size_t len)
{
    int order = strncmp(text, key, len);

    return order ? order : text[len] != '\0';
}

lc_address_street *lc_address_index_street(const lc_address_index *ix,
                                           const char *key, size_t len)
{
    size_t low = 0, high = ix->street.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = compare_key(ix->street.v[mid].key, key, len);

        if (!order)
            return &ix->street.v[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* Whether names in order have one. The key is a piece of a longer text, so it
 * ends at `len` and at no NUL. */
static bool has_name(const char *const *v, size_t n, const char *key,
                     size_t len)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = compare_key(v[mid], key, len);

        if (!order)
            return true;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool lc_address_index_area(const lc_address_index *ix, const char *key,
                           size_t len)
{
    return has_name(ix->area.v, ix->area.n, key, len);
}

bool lc_address_index_place(const lc_address_index *ix, const char *key)
{
    return has_name(ix->place.v, ix->place.n, key, strlen(key));
}

/* ---- pieces ---- */

/* A unit of latitude is this long at least, and one of longitude as much on the
 * equator: what is farther by it is farther. */
#define UNIT_M 0.01105
#define ROUND  INT64_C(3600000000) /* 360 degrees */

/* Units of longitude that are LIFE_ADDRESS_PIECE_M or more everywhere up to
 * that far north or south of `lat`. */
static int64_t reach_of(int32_t lat)
{
    double most = fabs(lat / 1e7) + 0.02; /* more than that many metres */

    if (most > 89)
        return INT64_MAX;
    return (int64_t)(LIFE_ADDRESS_PIECE_M /
                     (UNIT_M * cos(most * acos(-1) / 180))) +
           1;
}

/* The shorter way round the globe. */
static int64_t apart(int32_t a, int32_t b)
{
    int64_t units = llabs((int64_t)a - b);

    return units < ROUND - units ? units : ROUND - units;
}

/* Unites what is near. Points come from the south, so those behind a point
 * that lie too far north end its look round. Of a common name there are
 * thousands around each: what is one piece already, or plainly far, is not
 * measured. */
static void unite(const lc_address_point *p, size_t n, uint32_t *set)
{
    const int64_t high = (int64_t)(LIFE_ADDRESS_PIECE_M / UNIT_M) + 1;

    for (uint32_t i = 0; i < n; i++) {
        const int64_t wide = reach_of(p[i].pt.lat);

        for (uint32_t k = i + 1;
             k < n && (int64_t)p[k].pt.lat - p[i].pt.lat <= high; k++)
            if (apart(p[k].pt.lon, p[i].pt.lon) <= wide &&
                lc_sets_root(set, i) != lc_sets_root(set, k) &&
                lc_distance_m(p[i].pt, p[k].pt) <= LIFE_ADDRESS_PIECE_M)
                lc_sets_unite(set, i, k);
    }
}

/* Numbers of pieces, 1 and on, in the order of their southernmost points. The
 * first point of a set is its root, as lc_sets_unite() keeps the lower one: so
 * a piece has its number before any other of its points is met. */
static void number_pieces(lc_address_street *s, lc_address_point *p,
                          uint32_t *set)
{
    for (uint32_t i = 0; i < s->points; i++) {
        uint32_t root = lc_sets_root(set, i);

        p[i].piece = root == i ? ++s->pieces : p[root].piece;
    }
}

/* A house is itself among the points, which are in order; those of one place
 * are of one piece. */
static uint32_t piece_at(const lc_address_point *p, size_t n, lc_pt pt)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (by_place(p[mid].pt, pt) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && lc_pt_equal(p[low].pt, pt) ? p[low].piece : 0;
}

/* Done when it is first asked for: most streets are never looked for, and of
 * those that are most have one piece. */
lc_status lc_address_index_pieces(lc_address_index *ix, lc_address_street *s,
                                  lc_error *err)
{
    lc_address_point *p = ix->point.v + s->point;
    lc_address_house *h = lc_vec_at(&ix->house, s->house);
    uint32_t *set;

    if (s->pieces > 0)
        return LIFE_OK;
    set = lc_calloc(s->points, sizeof *set);
    if (!set)
        return lc_no_memory(err, "the streets");
    lc_sets_begin(set, (uint32_t)s->points);
    unite(p, s->points, set);
    number_pieces(s, p, set);
    lc_free(set);
    for (size_t i = 0; i < s->houses; i++)
        h[i].piece = piece_at(p, s->points, h[i].pt);
    if (s->houses > 0)
        qsort(h, s->houses, sizeof *h, by_house);
    return LIFE_OK;
}

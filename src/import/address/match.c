/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/match.c - see match.h.
 *
 * Three steps: the areas that the address names say which street of the name
 * is meant; one must be left; its houses say where the number is.
 */
#include "src/import/address/match.h"

#include <math.h>
#include <string.h>

static const char *const qualities[LIFE_ADDRESS_QUALITIES] = {
    "exact", "number", "between", "in_street"};

const char *lc_address_match_quality(lc_address_quality q)
{
    return qualities[q];
}

lc_address_quality lc_address_match_parse(const char *name)
{
    size_t i = 0;

    while (i < LIFE_ADDRESS_QUALITIES && strcmp(qualities[i], name))
        i++;
    return (lc_address_quality)i;
}

/* One address that is looked for. */
typedef struct looking {
    const lc_address_index *ix;
    lc_address_street *s;
    const lc_address_reading *r;
    const lc_address_unit *unit; /* that it must lie in, or NULL */
    bool sure; /* a postcode says where it is: towns have several names */
} looking;

/* ---- what a piece is called by ---- */

static bool unit_holds_any(const lc_address_index *ix,
                           const lc_address_street *s, uint32_t piece,
                           const lc_address_unit *u)
{
    const lc_address_point *p = ix->point.v + s->point;

    for (size_t i = 0; i < s->points; i++)
        if (p[i].piece == piece && lc_box_contains(u->box, p[i].pt) &&
            lc_shape_contains(&u->area, p[i].pt))
            return true;
    return false;
}

/* The names of the areas of a piece, one after another. */
typedef struct name_walk {
    const looking *l;
    uint32_t piece;
    size_t house, unit; /* the next of them */
    const char *in;     /* the rest of a house's areas, or NULL */
    const char *key_en; /* of the unit that was last, or NULL */
} name_walk;

static bool next_name(name_walk *w, const char **name, size_t *len)
{
    const lc_address_index *ix = w->l->ix;
    const lc_address_street *s = w->l->s;

    for (;;) {
        if (w->in && *w->in) {
            *name = w->in;
            *len = strcspn(w->in, ";");
            w->in += *len + (w->in[*len] == ';');
            return true;
        }
        if (w->key_en && *w->key_en) {
            *name = w->key_en;
            *len = strlen(w->key_en);
            w->key_en = NULL;
            return true;
        }
        if (w->house < s->houses) {
            const lc_address_house *h = &ix->house.v[s->house + w->house++];

            w->in = h->piece == w->piece ? h->area : NULL;
        } else if (w->unit < ix->unit.n) {
            const lc_address_unit *u = &ix->unit.v[w->unit++];

            if (!unit_holds_any(ix, s, w->piece, u))
                continue;
            w->in = u->key;
            w->key_en = u->key_en;
        } else {
            return false;
        }
    }
}

/* ---- which piece ---- */

static bool all_digits(const char *s, size_t len)
{
    return strspn(s, "0123456789") >= len;
}

/* Whether two different names can't both be of one place: two postcodes, two
 * districts. What an area ends with is its kind. */
static bool excludes(const lc_address_words *w, const char *asked,
                     const char *name, size_t len)
{
    size_t a = strlen(asked), kind;

    if (all_digits(asked, a) || all_digits(name, len))
        return all_digits(asked, a) && all_digits(name, len);
    if (lc_address_words_back(w, LIFE_ADDRESS_ZONE, asked, a) ||
        lc_address_words_back(w, LIFE_ADDRESS_ZONE, name, len))
        return false;
    kind = lc_address_words_back(w, LIFE_ADDRESS_BOUND, asked, a);
    return kind &&
           kind == lc_address_words_back(w, LIFE_ADDRESS_BOUND, name, len) &&
           !memcmp(asked + a - kind, name + len - kind, kind);
}

/* 上海市 in Chengdu: towns are known by their names where no boundary of theirs
 * lies in the data. */
static bool is_other_town(const lc_address_index *ix, const char *key)
{
    static const char town[] = "市";
    size_t len = strlen(key);

    return ix->place.n > 0 && len >= sizeof town &&
           !strcmp(key + len - strlen(town), town) &&
           !lc_address_index_place(ix, key) &&
           !lc_address_index_area(ix, key, len);
}

typedef enum verdict { AGAINST, SILENT, FOR } verdict;

/* What an area of the address says of a piece. One that must hold is against
 * whatever has names of its own and not this one. */
static verdict judge(const looking *l, uint32_t piece,
                     const lc_address_area *area)
{
    name_walk w = {.l = l, .piece = piece};
    size_t len, named = 0;
    const char *name;
    bool against = false, digits = all_digits(area->key, strlen(area->key));

    while (next_name(&w, &name, &len)) {
        if (len == strlen(area->key) && !memcmp(name, area->key, len))
            return FOR;
        named += !all_digits(name, len);
        against |= excludes(&l->ix->words, area->key, name, len);
    }
    if (area->must && !digits && !l->sure) {
        bool place = lc_address_index_place(l->ix, area->key);

        /* Chinese addresses begin with the city, whatever the district. */
        against |= !place || (named > 0 && !lc_han_in(area->key));
    }
    against |= is_other_town(l->ix, area->key);
    return against ? AGAINST : SILENT;
}

/* Those pieces stay that the area is not against; where it is for some, the
 * others go. True: it is for some. */
static bool narrow(const looking *l, const lc_address_area *area, bool *stays)
{
    bool any = false;

    for (uint32_t p = 1; p <= l->s->pieces; p++)
        any |= stays[p] && judge(l, p, area) == FOR;
    for (uint32_t p = 1; p <= l->s->pieces; p++) {
        verdict v = stays[p] ? judge(l, p, area) : AGAINST;

        stays[p] = any ? v == FOR : v != AGAINST;
    }
    return any;
}

/* Postcodes go first. How many are left. */
static size_t choose_pieces(looking *l, bool *stays)
{
    size_t left = 0;

    for (uint32_t p = 1; p <= l->s->pieces; p++)
        stays[p] = !l->unit || unit_holds_any(l->ix, l->s, p, l->unit);
    for (int names = 0; names < 2; names++)
        for (size_t a = 0; a < l->r->areas; a++) {
            const lc_address_area *area = &l->r->area[a];
            bool digits = all_digits(area->key, strlen(area->key));

            if (digits == !names)
                l->sure |= narrow(l, area, stays) && digits;
        }
    for (uint32_t p = 1; p <= l->s->pieces; p++)
        left += stays[p];
    return left;
}

/* ---- where in it ---- */

/* The one of the houses that lies nearest their middle. False: they lie too
 * far apart to be one place. */
static bool middle_of(const lc_address_house *const *h, size_t n, lc_pt *out)
{
    double lon = 0, lat = 0, least = 0;
    size_t best = 0;
    lc_pt mid;

    for (size_t i = 0; i < n; i++) {
        lon += h[i]->pt.lon;
        lat += h[i]->pt.lat;
    }
    mid = (lc_pt){(int32_t)lround(lon / (double)n),
                  (int32_t)lround(lat / (double)n)};
    for (size_t i = 0; i < n; i++) {
        double d = lc_distance_m(h[i]->pt, mid);

        if (i == 0 || d < least) {
            best = i;
            least = d;
        }
        for (size_t k = 0; k < i; k++)
            if (lc_distance_m(h[i]->pt, h[k]->pt) > LIFE_ADDRESS_SAME_M)
                return false;
    }
    *out = h[best]->pt;
    return true;
}

#define HOUSES_MAX 200 /* of one number: shops in one house */

/* The houses that `fits` says. */
static size_t collect(const looking *l, uint32_t piece,
                      bool (*fits)(const lc_house *, const lc_house *),
                      const lc_address_house **out)
{
    size_t n = 0;

    for (size_t i = 0; i < l->s->houses && n < HOUSES_MAX; i++) {
        const lc_address_house *h = &l->ix->house.v[l->s->house + i];

        if (h->piece == piece && fits(&l->r->house, &h->house))
            out[n++] = h;
    }
    return n;
}

/* The nearest numbers of the same side below and above, each by its first
 * house: of one lane, both odd or both even. */
static void find_sides(const looking *l, uint32_t piece,
                       const lc_address_house **below,
                       const lc_address_house **above)
{
    uint32_t n = l->r->house.from;

    *below = *above = NULL;
    for (size_t i = 0; i < l->s->houses; i++) {
        const lc_address_house *h = &l->ix->house.v[l->s->house + i];
        const lc_house *at = &h->house;

        if (h->piece != piece || at->lane != l->r->house.lane || !at->from ||
            (at->from ^ n) & 1)
            continue;
        if (at->to < n && n - at->to <= LIFE_ADDRESS_APART &&
            (!*below || at->to > (*below)->house.to))
            *below = h;
        if (at->from > n && at->from - n <= LIFE_ADDRESS_APART &&
            (!*above || at->from < (*above)->house.from))
            *above = h;
    }
}

static bool find_between(const looking *l, uint32_t piece, lc_pt *out)
{
    const lc_address_house *a, *b;
    double t;

    if (l->r->house.from == 0)
        return false;
    find_sides(l, piece, &a, &b);
    if (!a || !b || b->house.from - a->house.to > LIFE_ADDRESS_APART ||
        lc_distance_m(a->pt, b->pt) > LIFE_ADDRESS_BETWEEN_M)
        return false;
    t = (double)(l->r->house.from - a->house.to) /
        (double)(b->house.from - a->house.to);
    *out = (lc_pt){
        (int32_t)lround(a->pt.lon + t * ((double)b->pt.lon - a->pt.lon)),
        (int32_t)lround(a->pt.lat + t * ((double)b->pt.lat - a->pt.lat))};
    return true;
}

/* A point of the street near its middle, for who asked for streets. */
static lc_pt street_middle(const looking *l, uint32_t piece)
{
    const lc_address_point *p = l->ix->point.v + l->s->point;
    double lon = 0, lat = 0, n = 0, least = 0;
    lc_pt mid, best = {0, 0};
    bool any = false;

    for (size_t i = 0; i < l->s->points; i++)
        if (p[i].piece == piece) {
            lon += p[i].pt.lon;
            lat += p[i].pt.lat;
            n++;
        }
    mid = (lc_pt){(int32_t)lround(lon / n), (int32_t)lround(lat / n)};
    for (size_t i = 0; i < l->s->points; i++) {
        double d = p[i].piece == piece ? lc_distance_m(p[i].pt, mid) : 0;

        if (p[i].piece == piece && (!any || d < least)) {
            any = true;
            least = d;
            best = p[i].pt;
        }
    }
    return best;
}

/* In a piece that is sure: the best that there is. */
static void find_house(const looking *l, uint32_t piece,
                       lc_address_quality least, lc_address_match *out)
{
    const lc_address_house *h[HOUSES_MAX];
    size_t n = 0;

    out->reason = LIFE_ADDRESS_PLACED;
    if (l->r->numbered) {
        n = collect(l, piece, lc_house_same, h);
        out->quality = LIFE_ADDRESS_EXACT;
        if (n == 0 && least >= LIFE_ADDRESS_NUMBER) {
            n = collect(l, piece, lc_house_near, h);
            out->quality = LIFE_ADDRESS_NUMBER;
        }
        if (n > 0) {
            if (middle_of(h, n, &out->pt))
                return;
            out->reason = LIFE_ADDRESS_AMBIGUOUS;
            out->streets = 1;
            return;
        }
        out->quality = LIFE_ADDRESS_BETWEEN;
        if (least >= LIFE_ADDRESS_BETWEEN && find_between(l, piece, &out->pt))
            return;
    }
    out->quality = LIFE_ADDRESS_STREET;
    out->pt = street_middle(l, piece);
    if (least < LIFE_ADDRESS_STREET)
        out->reason =
            l->r->numbered ? LIFE_ADDRESS_NOT_MAPPED : LIFE_ADDRESS_NO_NUMBER;
}

/* ---- what is known where it has no place ---- */

/* The smallest unit of a name that the address says; a name that several bear
 * says nothing. */
static const char *unit_by_name(const lc_address_index *ix,
                                const lc_address_reading *r)
{
    const lc_address_unit *best = NULL;

    for (size_t a = 0; a < r->areas; a++) {
        const lc_address_unit *found = NULL;
        size_t n = 0;

        for (size_t i = 0; i < ix->unit.n; i++)
            if (!strcmp(ix->unit.v[i].key, r->area[a].key)) {
                found = &ix->unit.v[i];
                n++;
            }
        if (n == 1 && (!best || found->area_m2 < best->area_m2))
            best = found;
    }
    return best ? best->code : NULL;
}

/* The smallest that holds all of a piece. */
static const char *unit_of_piece(const looking *l, uint32_t piece)
{
    const lc_address_index *ix = l->ix;
    const lc_address_point *p = ix->point.v + l->s->point;
    const lc_address_unit *best = NULL;

    for (size_t u = 0; u < ix->unit.n; u++) {
        const lc_address_unit *one = &ix->unit.v[u];
        bool all = true;

        for (size_t i = 0; i < l->s->points && all; i++)
            all =
                p[i].piece != piece || (lc_box_contains(one->box, p[i].pt) &&
                                        lc_shape_contains(&one->area, p[i].pt));
        if (all && (!best || one->area_m2 < best->area_m2))
            best = one;
    }
    return best ? best->code : NULL;
}

/* ---- the whole ---- */

static const lc_address_unit *find_unit(const lc_address_index *ix,
                                        const char *code)
{
    for (size_t i = 0; code && *code && i < ix->unit.n; i++)
        if (!strcmp(ix->unit.v[i].code, code))
            return &ix->unit.v[i];
    return NULL;
}

static lc_status look(lc_address_index *ix, const lc_address_ask *ask,
                      const lc_address_reading *r, lc_address_match *out,
                      lc_error *err)
{
    looking l = {ix, r->street, r, find_unit(ix, ask->unit), false};
    lc_status st = lc_address_index_pieces(ix, r->street, err);
    bool *stays = st ? NULL : lc_calloc(r->street->pieces + 1, sizeof *stays);
    uint32_t piece = 1;

    if (!stays)
        return st ? st : lc_no_memory(err, "an address");
    out->streets = choose_pieces(&l, stays);
    while (piece < r->street->pieces && !stays[piece])
        piece++;
    if (out->streets == 0)
        out->reason = LIFE_ADDRESS_ELSEWHERE;
    else if (out->streets > 1)
        out->reason = LIFE_ADDRESS_AMBIGUOUS;
    else
        find_house(&l, piece, ask->least, out);
    if (out->reason != LIFE_ADDRESS_PLACED && out->streets == 1)
        out->unit = unit_of_piece(&l, piece);
    lc_free(stays);
    return LIFE_OK;
}

lc_status lc_address_match_find(lc_address_index *ix, const lc_address_ask *ask,
                                lc_arena *arena, lc_address_match *out,
                                lc_error *err)
{
    lc_address_reading r;
    lc_status st = lc_address_reading_make(ix, ask->text, arena, &r, err);

    *out = (lc_address_match){.reason = r.reason};
    for (size_t i = 0; !st && i < 4; i++)
        if (ask->area[i] && *ask->area[i] &&
            !lc_address_reading_area(ix, arena, ask->area[i], &r))
            st = lc_no_memory(err, "an address");
    if (!st && r.reason == LIFE_ADDRESS_PLACED)
        st = look(ix, ask, &r, out, err);
    if (!st && out->reason != LIFE_ADDRESS_PLACED && !out->unit)
        out->unit = unit_by_name(ix, &r);
    return st;
}

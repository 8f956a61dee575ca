/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/names.c - the names of places, units, facilities, streets and
 * addresses, made ready to be found (find.c).
 *
 * They are folded once, for the first search: compatibility forms (full-width
 * letters), case, accents and traditional characters are put aside, so
 * "sudstadt" finds "Südstadt"; Chinese ones also lose spaces and marks. How a
 * Chinese name is spelt isn't written down: it is looked up character by
 * character. Most questions never ask for a name, and reading and folding them
 * took more of a load than all else.
 */
#include "src/world/names/names.h"

#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/names/fold.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

const char *lc_name_key(const lc_han *han, lc_arena *arena, const char *text)
{
    const char *key = lc_fold_name(arena, text);

    if (!key || !lc_han_in(key))
        return key;
    key = lc_fold_bare(arena, key);
    if (key)
        lc_han_simplify(han, (char *)key); /* a copy of our own */
    return key;
}

/* `called`: what is looked for, where that isn't the name that is shown. */
static lc_status add(lc_names *to, const lc_name *given, const char *called,
                     lc_error *err)
{
    lc_name n = *given;

    n.key = lc_name_key(to->han, to->text, called);
    if (!n.key)
        return lc_no_memory(err, "the names");
    if (lc_han_in(n.key))
        n.letters = lc_han_letters(to->han, n.key);
    if (*n.key && !lc_vec_push(&to->name, n))
        return lc_no_memory(err, "the names");
    return LIFE_OK;
}

/* Under its name, and its English one where it has another. */
static lc_status add_both(lc_names *to, const lc_name *n, const char *english,
                          lc_error *err)
{
    lc_status st = add(to, n, n->name, err);

    if (!st && *english && strcmp(english, n->name) != 0)
        st = add(to, n, english, err);
    return st;
}

/* ---- rows ---- */

/* A row that has no more than a name and a place. */
typedef struct named_row {
    const char *id, *name, *english; /* NULL: none */
    lc_pt pt;
} named_row;

static lc_status add_row(lc_names *to, lc_hit_kind kind, const named_row *row,
                         lc_error *err)
{
    lc_name n = {.kind = kind,
                 .placed = true,
                 .id = lc_names_keep(to, row->id),
                 .name = lc_names_keep(to, row->name),
                 .pt = row->pt};

    if (!n.id || !n.name)
        return lc_no_memory(err, "the names");
    return add_both(to, &n, row->english ? row->english : "", err);
}

/* First of all: a town goes before a street of its name. */
static lc_status add_places(lc_city *c, lc_names *to, lc_error *err)
{
    lc_stored_place row = {0};
    lc_rows *rows;
    lc_status st = lc_place_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const named_row n = {row.id, row.name, row.name_en, row.pt};

        st = add_row(to, LIFE_HIT_PLACE, &n, err);
    }
    return st;
}

/* Addresses that follow one another in the file and are of one source. */
typedef struct run {
    const char *source;  /* the names' */
    size_t first, count; /* of the names */
} run;

typedef LC_VEC(run) runs;

static int by_source(const void *pa, const void *pb)
{
    const run *a = pa, *b = pb;
    int order = strcmp(a->source, b->source);

    return order ? order : (a->first > b->first) - (a->first < b->first);
}

/* Sources are few and lie in the file one behind the other, so that moving
 * blocks takes a hundredth of what SQLite's sorter takes for the rows. */
static lc_status order_runs(lc_names *to, runs *r, lc_error *err)
{
    size_t begin = r->v[0].first, n = to->name.n - begin;
    lc_name *was = lc_calloc(n, sizeof *was), *at = to->name.v + begin;

    if (!was)
        return lc_no_memory(err, "the names");
    if (n)
        memcpy(was, at, n * sizeof *was);
    qsort(r->v, r->n, sizeof *r->v, by_source);
    /* Within a source the runs stay in the order of the file. */
    for (size_t i = 0; i < r->n; i++) {
        const run *one = &r->v[i];

        if (one->count)
            memcpy(at, was + (one->first - begin), one->count * sizeof *at);
        at += one->count;
    }
    lc_free(was);
    return LIFE_OK;
}

static lc_status add_address(lc_names *to, const lc_stored_address *row,
                             runs *r, lc_error *err)
{
    const named_row n = {NULL, row->text, NULL, row->pt};
    lc_status st;
    run *last;

    if (!r->n || strcmp(r->v[r->n - 1].source, row->source) != 0) {
        const run one = {lc_names_keep(to, row->source), to->name.n, 0};

        if (!one.source || !lc_vec_push(r, one))
            return lc_no_memory(err, "the names");
    }
    st = add_row(to, LIFE_HIT_ADDRESS, &n, err);
    /* A text that folds to nothing gave no name, so names are counted. */
    last = &r->v[r->n - 1];
    last->count = to->name.n - last->first;
    return st;
}

/* By source, and of a source as they came. */
static lc_status add_addresses(lc_city *c, lc_names *to, lc_error *err)
{
    lc_stored_address row = {0};
    runs r = {0};
    lc_rows *rows;
    lc_status st = lc_address_rows_named(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = add_address(to, &row, &r, err);
    if (!st && r.n > 1)
        st = order_runs(to, &r, err);
    lc_vec_free(&r);
    return st;
}

/* Those of an extract are among the addresses already. */
static lc_status add_facility_addresses(lc_city *c, lc_names *to, lc_error *err)
{
    lc_stored_facility row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_rows_addresses(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const named_row n = {NULL, row.address, NULL, row.pt};

        st = add_row(to, LIFE_HIT_ADDRESS, &n, err);
    }
    return st;
}

/* ---- what is in memory ---- */

/* Each name of a street once: names are interned, so a mark at its offset
 * tells whether it was met. */
static lc_status add_streets(const lc_world *w, lc_names *to, lc_error *err)
{
    const lc_network *n = w->net;
    lc_name street = {.kind = LIFE_HIT_STREET, .placed = true, .id = ""};
    uint8_t *met = lc_calloc(n->names_bytes, 1);
    lc_status st = LIFE_OK;

    if (!met)
        return lc_no_memory(err, "the names");
    for (uint32_t e = 0; e < n->edge_count && !st; e++) {
        const lc_edge *d = &n->edge[e];
        const char *name = n->names + d->name;

        if (!*name || met[d->name])
            continue;
        met[d->name] = 1;
        street.name = name;
        street.pt = lc_network_point(n, e, d->at_mm + d->length_mm / 2);
        st = add(to, &street, name, err);
    }
    lc_free(met);
    return st;
}

/* Also those that have no place: their page can be found. */
static lc_status add_units(const lc_world *w, lc_names *to, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->unit.n && !st; i++) {
        const lc_unit *u = &w->unit.v[i];

        st = add_both(to,
                      &(lc_name){.kind = LIFE_HIT_UNIT,
                                 .placed = u->approximate ||
                                           u->shape->kind == LIFE_SHAPE_AREA,
                                 .id = u->code,
                                 .name = u->name,
                                 .pt = u->centre},
                      u->name_en, err);
    }
    return st;
}

static lc_status add_facilities(const lc_world *w, lc_names *to, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->facility.n && !st; i++) {
        const lc_facility *f = &w->facility.v[i];

        if (f->name_given && f->placed)
            st = add(to,
                     &(lc_name){.kind = LIFE_HIT_FACILITY,
                                .placed = true,
                                .id = f->id,
                                .name = f->name,
                                .pt = f->pt},
                     f->name, err);
    }
    return st;
}

static lc_status add_all(lc_city *c, const lc_world *w, lc_names *to,
                         lc_error *err)
{
    lc_status st = lc_han_load(to->text, &to->han, err);

    /* Of equals the first comes first, so the order is a part of the answer. */
    if (!st)
        st = add_places(c, to, err);
    if (!st)
        st = add_units(w, to, err);
    if (!st)
        st = add_facilities(w, to, err);
    if (!st)
        st = add_streets(w, to, err);
    if (!st)
        st = add_addresses(c, to, err);
    return st ? st : add_facility_addresses(c, to, err);
}

lc_status lc_names_make(lc_city *c, const lc_world *w, lc_names **out,
                        lc_error *err)
{
    lc_names *to = lc_calloc(1, sizeof *to);
    lc_status st;

    *out = NULL;
    if (to)
        to->text = lc_arena_new(0);
    st = to && to->text ? add_all(c, w, to, err)
                        : lc_no_memory(err, "the names");
    if (st)
        lc_names_free(to);
    else
        *out = to;
    return st;
}

void lc_names_free(lc_names *n)
{
    if (!n)
        return;
    lc_vec_free(&n->needs.need);
    lc_vec_free(&n->needs.word);
    lc_vec_free(&n->needs.around);
    lc_vec_free(&n->name);
    lc_arena_free(n->text);
    lc_free(n);
}

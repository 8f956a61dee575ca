/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/names.c - the names of places, units, facilities, streets and
 * addresses, made ready to be found (find.c).
 *
 * They are folded once, at load: compatibility forms (full-width letters),
 * case, accents and traditional characters are put aside, so "sudstadt" finds
 * "Südstadt"; Chinese ones also lose spaces and marks. How a Chinese name is
 * spelt isn't written down: it is looked up character by character.
 */
#include "src/world/names/names.h"

#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/names/fold.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"

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
static lc_status add(lc_world *w, const lc_name *given, const char *called,
                     lc_error *err)
{
    lc_name n = *given;

    n.key = lc_name_key(w->han, w->text, called);
    if (!n.key)
        return lc_no_memory(err, "the names");
    if (lc_han_in(n.key))
        n.letters = lc_han_letters(w->han, n.key);
    if (*n.key && !lc_vec_push(&w->name, n))
        return lc_no_memory(err, "the names");
    return LIFE_OK;
}

/* Under its name, and its English one where it has another. */
static lc_status add_both(lc_world *w, const lc_name *n, const char *english,
                          lc_error *err)
{
    lc_status st = add(w, n, n->name, err);

    if (!st && *english && strcmp(english, n->name) != 0)
        st = add(w, n, english, err);
    return st;
}

/* ---- rows ---- */

/* A row that has no more than a name and a place. */
typedef struct named_row {
    const char *id, *name, *english; /* NULL: none */
    lc_pt pt;
} named_row;

static lc_status add_row(lc_world *w, lc_hit_kind kind, const named_row *row,
                         lc_error *err)
{
    lc_name n = {.kind = kind,
                 .placed = true,
                 .id = lc_world_keep(w, row->id),
                 .name = lc_world_keep(w, row->name),
                 .pt = row->pt};

    if (!n.id || !n.name)
        return lc_no_memory(err, "the names");
    return add_both(w, &n, row->english ? row->english : "", err);
}

/* First of all: a town goes before a street of its name. */
static lc_status add_places(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_place row = {0};
    lc_rows *rows;
    lc_status st = lc_place_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const named_row n = {row.id, row.name, row.name_en, row.pt};

        st = add_row(w, LIFE_HIT_PLACE, &n, err);
    }
    return st;
}

static lc_status add_addresses(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_address row = {0};
    lc_rows *rows;
    lc_status st = lc_address_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const named_row n = {NULL, row.text, NULL, row.pt};

        st = add_row(w, LIFE_HIT_ADDRESS, &n, err);
    }
    return st;
}

/* Those of an extract are among the addresses already. */
static lc_status add_facility_addresses(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_facility row = {0};
    lc_rows *rows;
    lc_status st = lc_facility_rows_addresses(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        const named_row n = {NULL, row.address, NULL, row.pt};

        st = add_row(w, LIFE_HIT_ADDRESS, &n, err);
    }
    return st;
}

/* ---- what is in memory ---- */

/* Each name of a street once: names are interned, so a mark at its offset
 * tells whether it was met. */
static lc_status add_streets(lc_world *w, lc_error *err)
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
        st = add(w, &street, name, err);
    }
    lc_free(met);
    return st;
}

/* Also those that have no place: their page can be found. */
static lc_status add_units(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->unit.n && !st; i++) {
        const lc_unit *u = &w->unit.v[i];

        st = add_both(w,
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

static lc_status add_facilities(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->facility.n && !st; i++) {
        const lc_facility *f = &w->facility.v[i];

        if (f->name_given && f->placed)
            st = add(w,
                     &(lc_name){.kind = LIFE_HIT_FACILITY,
                                .placed = true,
                                .id = f->id,
                                .name = f->name,
                                .pt = f->pt},
                     f->name, err);
    }
    return st;
}

lc_status lc_names_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = lc_han_load(w->text, &w->han, err);

    /* Of equals the first comes first, so the order is a part of the answer. */
    if (!st)
        st = add_places(c, w, err);
    if (!st)
        st = add_units(w, err);
    if (!st)
        st = add_facilities(w, err);
    if (!st)
        st = add_streets(w, err);
    if (!st)
        st = add_addresses(c, w, err);
    return st ? st : add_facility_addresses(c, w, err);
}

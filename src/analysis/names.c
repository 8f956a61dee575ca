/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * names.c - finding places, units, facilities, streets and addresses by name.
 *
 * Names are folded once, at load: compatibility forms (full-width letters),
 * case and accents are put aside, so "sudstadt" finds "Südstadt". A question
 * is one pass over the table: tens of thousands of names, a millisecond.
 */
#include "fold.h"
#include "world_internal.h"

#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the names");
}

/* Kinds in the order in which equals are shown. */
enum { PLACE, UNIT, FACILITY, STREET, ADDRESS };
static const char *const kinds[] = {"place", "unit", "facility", "street",
                                    "address"};

static lc_status add(lc_world *w, uint32_t kind, const char *id,
                     const char *name, lc_pt pt, lc_error *err)
{
    lc_name n = {kinds[kind], id, name, lc_name_fold(w->text, name), pt, kind};

    if (!n.folded)
        return no_memory(err);
    if (*n.folded && !lc_vec_push(&w->name, n))
        return no_memory(err);
    return LIFE_OK;
}

/* The unit it lies in; of a unit, its parent. */
static const char *detail_of(const lc_world *w, const lc_name *n)
{
    uint32_t unit;

    if (n->rank == UNIT)
        unit = w->unit.v[lc_world_find_unit(w, n->id)].parent;
    else
        unit = lc_world_unit_at(w, n->pt);
    return unit == LIFE_NONE ? "" : w->unit.v[unit].name;
}

static lc_status add_rows(lc_city *c, lc_world *w, const char *sql,
                          uint32_t kind, lc_error *err)
{
    lc_stmt *s;
    bool row = true;
    lc_status st = lc_stmt_prepare(c, sql, &s, err);

    while (!st && (st = lc_stmt_step(s, &row, err)) == LIFE_OK && row) {
        const char *id = lc_arena_strdup(w->text, lc_stmt_col_text(s, 0));
        const char *name = lc_arena_strdup(w->text, lc_stmt_col_text(s, 1));
        lc_pt pt = {0};

        if (!id || !name)
            st = no_memory(err);
        else
            st = lc_stmt_col_point(s, 2, &pt, err);
        if (!st)
            st = add(w, kind, id, name, pt, err);
    }
    lc_stmt_free(s);
    return st;
}

/* Each name of a street once: names are interned, so a mark at its offset
 * tells whether it was met. */
static lc_status add_streets(lc_world *w, lc_error *err)
{
    const lc_network *n = w->net;
    uint8_t *met = lc_calloc(n->names_bytes, 1);
    lc_status st = LIFE_OK;

    if (!met)
        return no_memory(err);
    for (uint32_t e = 0; e < n->edge_count && !st; e++) {
        const lc_edge *d = &n->edge[e];
        const char *name = n->names + d->name;

        if (!*name || met[d->name])
            continue;
        met[d->name] = 1;
        st = add(w, STREET, "", name,
                 lc_network_point(n, e, d->at_mm + d->length_mm / 2), err);
    }
    lc_free(met);
    return st;
}

lc_status lc_world_load_names(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = add_rows(
        c, w, "SELECT id, name, geom FROM place ORDER BY id", PLACE, err);

    for (size_t i = 0; i < w->unit.n && !st; i++)
        st = add(w, UNIT, w->unit.v[i].code, w->unit.v[i].name,
                 w->unit.v[i].centre, err);
    for (size_t i = 0; i < w->facility.n && !st; i++) {
        const lc_facility *f = &w->facility.v[i];

        if (f->name_given && f->placed)
            st = add(w, FACILITY, f->id, f->name, f->pt, err);
    }
    if (!st)
        st = add_streets(w, err);
    if (!st)
        st = add_rows(c, w, "SELECT '', text, geom FROM address ORDER BY id",
                      ADDRESS, err);
    return st;
}

typedef struct score {
    uint32_t value; /* less is better */
    const lc_name *name;
} score;

static bool better(const score *a, const score *b)
{
    size_t la, lb;

    if (a->value != b->value)
        return a->value < b->value;
    la = strlen(a->name->folded);
    lb = strlen(b->name->folded);
    if (la != lb)
        return la < lb;
    return a->name < b->name;
}

/* 0 the whole name, 1 its front, 2 a part; then by kind. */
static bool match(const lc_name *n, const char *q, size_t len, score *out)
{
    const char *at = strstr(n->folded, q);
    uint32_t how;

    if (!at)
        return false;
    how = at != n->folded ? 2 : n->folded[len] ? 1 : 0;
    *out = (score){how * 8 + n->rank, n};
    return true;
}

/* Folded, without the spaces that a keyboard leaves around a word. */
static const char *fold_question(lc_arena *arena, const char *q)
{
    static const char space[] = " \t\r\n";
    const char *folded = lc_name_fold(arena, q);
    size_t n;

    if (!folded)
        return NULL;
    folded += strspn(folded, space);
    for (n = strlen(folded); n && strchr(space, folded[n - 1]);)
        n--;
    return lc_arena_strndup(arena, folded, n);
}

lc_status lc_world_search(const lc_world *w, const char *q, size_t limit,
                          lc_hit *out, size_t *count, lc_error *err)
{
    lc_arena *arena = lc_arena_new(0);
    score *best = lc_calloc(limit + 1, sizeof *best);
    const char *folded = arena ? fold_question(arena, q) : NULL;
    size_t n = 0, len;
    lc_status st = LIFE_OK;

    *count = 0;
    if (!best || !folded) {
        st = no_memory(err);
        goto done;
    }
    len = strlen(folded);
    for (size_t i = 0; i < w->name.n && len; i++) {
        score s;
        size_t at = n;

        if (!match(&w->name.v[i], folded, len, &s))
            continue;
        while (at > 0 && better(&s, &best[at - 1])) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = s;
        if (n < limit)
            n++;
    }
    for (size_t i = 0; i < n; i++) {
        const lc_name *m = best[i].name;

        out[i] = (lc_hit){m->kind, m->id, m->name, detail_of(w, m), m->pt};
    }
    *count = n;

done:
    lc_free(best);
    lc_arena_free(arena);
    return st;
}

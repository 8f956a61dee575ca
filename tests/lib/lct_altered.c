/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lct_altered.c - see the header.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_altered.h"

#include "lct_rebuilt.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/links/linking.h"
#include "src/world/links/unlinked.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

#include <stdlib.h>
#include <string.h>

struct lct_altered {
    lc_world w;
    const lc_world *of;
    lc_study *study;
    lc_catset *added; /* of the added */
    uint32_t *was;    /* of each facility its number in the other world, or
                         LIFE_NONE */
    bool *moved;
    lct_rebuilt *streets; /* NULL: as they are */
    lc_mode mode;         /* theirs */
};

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* ---- facilities ---- */

static bool is_removed(const lc_whatif_changes *c, uint32_t f)
{
    for (size_t i = 0; i < c->remove_count; i++)
        if (c->remove[i] == f)
            return true;
    return false;
}

static const lc_whatif_move *move_of(const lc_whatif_changes *c, uint32_t f)
{
    for (size_t i = 0; i < c->move_count; i++)
        if (c->move[i].facility == f)
            return &c->move[i];
    return NULL;
}

static void push(lct_altered *a, lc_facility f, uint32_t was, bool moved)
{
    size_t n = a->w.facility.n;

    a->was[n] = was;
    a->moved[n] = moved;
    assert_true(lc_vec_push(&a->w.facility, f));
}

static void list_facilities(lct_altered *a, const lc_whatif_changes *c)
{
    size_t most = a->of->facility.n + c->add_count;

    memset(&a->w.facility, 0, sizeof a->w.facility);
    a->was = calloc(most + 1, sizeof *a->was);
    a->moved = calloc(most + 1, sizeof *a->moved);
    a->added = calloc(c->add_count + 1, sizeof *a->added);
    for (uint32_t f = 0; f < a->of->facility.n; f++) {
        lc_facility d = a->of->facility.v[f];
        const lc_whatif_move *m = move_of(c, f);

        if (is_removed(c, f))
            continue;
        if (m) {
            d.pt = m->pt;
            d.placed = true;
            d.shape = LIFE_NONE;
        }
        push(a, d, f, m != NULL);
    }
    for (size_t i = 0; i < c->add_count; i++) {
        a->added[i] = c->add[i].categories;
        push(a,
             (lc_facility){.id = "manual:1",
                           .name = "",
                           .source = "manual",
                           .categories = &a->added[i],
                           .pt = c->add[i].pt,
                           .placed = true,
                           .wheels = (uint8_t)c->add[i].wheels,
                           .shape = LIFE_NONE,
                           .wheelchair = "",
                           .attributes = "",
                           .opening_hours = "",
                           .hours = LIFE_NONE},
             LIFE_NONE, false);
    }
}

static void list_members(lct_altered *a)
{
    lc_world *w = &a->w;

    w->category = calloc(w->category_count, sizeof *w->category);
    for (uint32_t c = 0; c < w->category_count; c++) {
        uint32_t n = 0;

        w->category[c] = a->of->category[c];
        w->member[c] = calloc(w->facility.n + 1, sizeof(uint32_t));
        for (uint32_t f = 0; f < w->facility.n; f++)
            if (lc_catset_has(w->facility.v[f].categories, c))
                w->member[c][n++] = f;
        w->category[c].facility_count = n;
    }
}

/* As they name it by code, or where they stand. */
static void find_units(lct_altered *a)
{
    lc_world *w = &a->w;
    size_t n = w->facility.n;

    w->facility_unit = calloc(w->level.n * n + 1, sizeof(uint32_t));
    for (uint32_t l = 0; l < w->level.n; l++)
        for (size_t f = 0; f < n; f++)
            w->facility_unit[l * n + f] =
                a->was[f] != LIFE_NONE && !a->moved[f]
                    ? a->of->facility_unit[l * a->of->facility.n + a->was[f]]
                    : lc_world_unit_of(w, w->facility.v[f].pt, l);
}

/* ---- links ---- */

static void link_facility(lct_altered *a, lc_mode m, size_t f, lc_link_vec *out)
{
    const lc_link_table *t = &a->of->links[m].facility;
    const lc_linker k = lc_linking_linker(a->of, m);
    uint32_t was = a->was[f];
    lc_error err = {0};

    if (was != LIFE_NONE && !a->moved[f]) {
        for (uint32_t i = 0; i < t->n[was]; i++)
            assert_true(lc_vec_push(out, t->link[t->at[was] + i]));
        return;
    }
    ok(lc_link_place(&k, a->w.facility.v[f].pt,
                     was == LIFE_NONE ? 0 : a->of->facility_layer[was], out,
                     &err),
       &err);
}

/* Homes join the streets where they did. */
static void move_homes(lct_altered *a, lc_mode_links *l)
{
    size_t n = a->w.home_count;
    const lc_home_runs *was = &a->of->links[a->mode].home;

    memset(&a->w.home_link, 0, sizeof a->w.home_link);
    l->home.at = calloc(n + 1, sizeof *l->home.at);
    for (uint32_t h = 0; h < n; h++) {
        const lc_link *link;
        size_t k = lc_world_home_links(a->of, h, a->mode, &link);

        assert_int_equal(k, was->n[h]);
        l->home.at[h] = (uint32_t)a->w.home_link.n;
        for (size_t i = 0; i < k; i++)
            assert_true(lc_vec_push(&a->w.home_link,
                                    lct_rebuilt_link(a->streets, link[i])));
    }
}

static void rebuild(lct_altered *a, const lc_whatif_changes *c, uint32_t pace)
{
    lc_world *w = &a->w;

    if (!c->link_count && !c->block_count && !c->gate_count)
        return;
    a->mode = w->pace[pace].mode;
    a->streets = lct_rebuilt_new(a->of, pace, c);
    w->net = lct_rebuilt_net(a->streets);
    /* hours of gates are of the streets as they were */
    w->closing.n = w->gate_end.n = 0;
    w->closing.v = NULL;
    w->gate_end.v = NULL;
}

static void link_mode(lct_altered *a, lc_mode m)
{
    lc_mode_links *l = &a->w.links[m];
    size_t n = a->w.facility.n;
    lc_link_vec link = {0};
    lc_error err = {0};

    *l = (lc_mode_links){.home = a->of->links[m].home};
    if (a->streets && m == a->mode)
        move_homes(a, l);
    l->facility.owners = n;
    l->facility.at = lc_calloc(n, sizeof(uint32_t));
    l->facility.n = lc_calloc(n, sizeof(uint32_t));
    for (size_t f = 0; f < n; f++) {
        l->facility.at[f] = (uint32_t)link.n;
        link_facility(a, m, f, &link);
        l->facility.n[f] = (uint32_t)link.n - l->facility.at[f];
    }
    for (size_t i = 0; a->streets && m == a->mode && i < link.n; i++)
        link.v[i] = lct_rebuilt_link(a->streets, link.v[i]);
    l->facility.count = l->facility.stored_count = link.n;
    l->facility.link = link.v;
    ok(lc_unlinked_list(&a->w, l, &err), &err);
}

/* ---- all of it ---- */

lct_altered *lct_altered_new(const lc_world *w, const lc_whatif_changes *c,
                             uint32_t pace)
{
    lct_altered *a = calloc(1, sizeof *a);
    lc_error err = {0};

    a->w = *w;
    a->of = w;
    rebuild(a, c, pace);
    list_facilities(a, c);
    list_members(a);
    find_units(a);
    memset(a->w.unplaced, 0, sizeof a->w.unplaced);
    ok(lc_unplaced_list(&a->w, &err), &err);
    a->w.extent_list = NULL;
    ok(lc_world_extent_of_categories(&a->w, &err), &err);
    a->w.links = calloc(LIFE_MAX_MODES, sizeof *a->w.links);
    for (lc_mode m = 0; m < w->mode_count; m++)
        link_mode(a, m);
    ok(lc_study_new(&a->w, &a->study, &err), &err);
    if (a->streets)
        lct_rebuilt_ends(a->streets, a->study);
    return a;
}

lc_study *lct_altered_study(lct_altered *a)
{
    return a->study;
}

void lct_altered_free(lct_altered *a)
{
    lc_world *w = &a->w;

    lc_study_free(a->study);
    if (a->streets) {
        free(w->links[a->mode].home.at);
        lc_vec_free(&w->home_link);
    }
    lct_rebuilt_free(a->streets);
    for (lc_mode m = 0; m < w->mode_count; m++) {
        memset(&w->links[m].home, 0, sizeof w->links[m].home);
        lc_linking_clear(&w->links[m]);
    }
    free(w->links);
    for (uint32_t c = 0; c < w->category_count; c++) {
        free(w->member[c]);
        lc_free(w->unplaced[c]);
    }
    free(w->category);
    free(w->facility_unit);
    lc_free(w->extent_list);
    lc_vec_free(&w->facility);
    free(a->was);
    free(a->moved);
    free(a->added);
    free(a);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/open.c - see open.h.
 *
 * Two sweeps answer for all homes at once what `nearest` is asked of one place:
 * what is open for certain, and what may be. What may be holds all that is
 * certain, so its walks are never the longer ones. Nothing is kept: a sweep
 * takes milliseconds, and there are as many times as minutes.
 */
#include "src/study/time/open.h"

#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/straight.h"
#include "src/study/study.h"
#include "src/world/city.h"

static lc_status shut(lc_open *o, lc_when when, lc_shut *s, lc_error *err)
{
    const lc_pace_graph *g;
    lc_status st = lc_slot_graph(o->study, o->pace, &g, err);

    if (!st)
        st = lc_shut_at(o->study->w, g, when, s, err);
    if (!st && lc_shut_is_any(s))
        st = lc_shut_arcs_in(g, s, err);
    return st;
}

lc_status lc_open_begin(lc_open *o, lc_study *s, uint32_t pace, lc_when when,
                        lc_error *err)
{
    lc_status st;

    *o = (lc_open){.study = s, .pace = pace};
    o->keep = lc_calloc(s->w->facility.n + 1, 1);
    if (!o->keep)
        return lc_no_memory(err, "what is open");
    st = lc_opening_states_at(s->w, when, &o->states, err);
    when.maybe = false;
    if (!st)
        st = shut(o, when, &o->sure, err);
    when.maybe = true;
    if (!st)
        st = shut(o, when, &o->maybe, err);
    return st;
}

void lc_open_end(lc_open *o)
{
    lc_opening_states_clear(&o->states);
    lc_shut_clear(&o->sure);
    lc_shut_clear(&o->maybe);
    lc_free(o->keep);
}

/* Those of the category alone are set anew: no other is looked at. How many
 * were of which it isn't known. */
static uint32_t choose(lc_open *o, uint32_t category, bool maybe)
{
    const lc_world *w = o->study->w;
    uint32_t unsure = 0;

    for (uint32_t r = 0; r < w->category[category].facility_count; r++) {
        uint32_t f = w->member[category][r];
        lc_hours_state is = lc_open_state(&o->states, f);

        o->keep[f] =
            is == LIFE_HOURS_OPEN || (maybe && is != LIFE_HOURS_CLOSED);
        unsure += is == LIFE_HOURS_UNKNOWN;
    }
    return unsure;
}

static lc_status labels(lc_open *o, uint32_t category, const lc_shut *s,
                        uint64_t **out, lc_error *err)
{
    const lc_labels_some some = {o->pace, category, o->keep,
                                 lc_shut_is_any(s) ? s : NULL, LIFE_SEARCH_MS};

    return lc_labels_of_some(o->study, &some, out, err);
}

lc_status lc_open_labels(lc_open *o, uint32_t category, uint64_t **sure,
                         uint64_t **maybe, lc_error *err)
{
    bool unsure = choose(o, category, false) > 0 || o->sure.unsure;
    lc_status st;

    *sure = *maybe = NULL;
    st = labels(o, category, &o->sure, sure, err);
    if (st || !unsure)
        return st;
    choose(o, category, true);
    return labels(o, category, &o->maybe, maybe, err);
}

lc_status lc_open_straight(lc_open *o, uint32_t category, uint32_t **sure,
                           uint32_t **maybe, lc_error *err)
{
    const lc_world *w = o->study->w;
    bool wheels = w->pace[o->pace].wheels;
    bool unsure = choose(o, category, false) > 0;
    lc_status st;

    *sure = *maybe = NULL;
    st = lc_straight_kept(w, wheels, category, o->keep, sure, err);
    if (st || !unsure)
        return st;
    choose(o, category, true);
    return lc_straight_kept(w, wheels, category, o->keep, maybe, err);
}

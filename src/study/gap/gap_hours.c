/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_hours.c - see the header.
 *
 * Whoever is uncovered at a time and not whenever is so for hours: those of
 * facilities, or of a gate or way on the walk to one. Which of the two is told
 * by the facility that most of the gap would walk to: where that is open, the
 * way is not.
 */
#include "src/study/gap/gap_hours.h"

#include "lifecircle/base/budget.h"
#include "src/study/entries.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <string.h>

static lc_status make_labels(lc_gap_hours *h, lc_error *err)
{
    const lc_gap_query *q = h->q;
    uint64_t *maybe = NULL;
    lc_status st =
        lc_labels_homes(h->study, q->pace, q->category, &h->ever, err);

    if (!st)
        st = lc_open_labels(&h->open, q->category, &h->then, &maybe, err);
    lc_free(maybe);
    return st;
}

lc_status lc_gap_hours_begin(lc_gap_hours *h, lc_study *s,
                             const lc_gap_query *q, lc_error *err)
{
    const lc_world *w = s->w;
    lc_status st;

    h->q = q;
    h->study = s;
    h->by_rank =
        lc_calloc(w->category[q->category].facility_count, sizeof *h->by_rank);
    h->item = lc_calloc(w->home_count, sizeof *h->item);
    if (!h->by_rank || !h->item)
        return lc_no_memory(err, "the gaps");
    st = lc_open_begin(&h->open, s, q->pace, q->when, err);
    if (!st)
        st = make_labels(h, err);
    h->room.shut = lc_gap_hours_shut(h);
    return st;
}

void lc_gap_hours_end(lc_gap_hours *h)
{
    if (h->open.study)
        lc_open_end(&h->open);
    lc_free(h->then);
    lc_free(h->by_rank);
    lc_free(h->item);
    lc_catchment_room_clear(&h->room);
}

const lc_shut *lc_gap_hours_shut(const lc_gap_hours *h)
{
    return lc_shut_is_any(&h->open.sure) ? &h->open.sure : NULL;
}

/* ---- what is shut ---- */

static bool would_do(const lc_gap_hours *h, uint32_t home)
{
    return h->ever[home] != LIFE_LABEL_NONE &&
           lc_label_ms(h->ever[home]) <= h->q->limit_ms;
}

/* The one that most weight would walk to, of equals the first. LIFE_NONE:
 * nobody would to any. */
static uint32_t main_facility(lc_gap_hours *h, const lc_site_home *m,
                              uint32_t n, int64_t *weight)
{
    const lc_world *w = h->study->w;
    uint32_t count = w->category[h->q->category].facility_count;
    uint32_t best = LIFE_NONE;

    memset(h->by_rank, 0, count * sizeof *h->by_rank);
    for (uint32_t i = 0; i < n; i++)
        if (would_do(h, m[i].home)) {
            *weight += m[i].weight;
            h->by_rank[lc_label_rank(h->ever[m[i].home])] += m[i].weight;
        }
    for (uint32_t r = 0; r < count; r++)
        if (h->by_rank[r] > (best == LIFE_NONE ? 0 : h->by_rank[best]))
            best = r;
    return best == LIFE_NONE ? best : w->member[h->q->category][best];
}

/* Of the gap, who would come there within the limit then. */
static lc_status weigh(lc_gap_hours *h, const lc_site_home *m, uint32_t n,
                       lc_gap_closed *out, lc_error *err)
{
    const lc_world *w = h->study->w;
    const lc_catchments *c;
    const lc_link *link;
    size_t links;
    lc_status st = lc_slot_catchments(h->study, h->q->pace, &c, err);

    if (st)
        return st;
    links = lc_world_facility_links(w, out->facility, c->g->gait.mode, &link);
    for (uint32_t i = 0; i < n; i++)
        h->item[m[i].home] = i + 1;
    st = lc_catchment_search(c, link, links, h->q->limit_ms, &h->room, err);
    for (size_t i = 0; i < h->room.found.n && !st; i++) {
        uint32_t item = h->item[h->room.found.v[i].home];

        out->gained += item ? m[item - 1].weight : 0;
    }
    for (uint32_t i = 0; i < n; i++)
        h->item[m[i].home] = 0;
    return st ? st : lc_budget_spend(h->room.found.n + 1, err);
}

lc_status lc_gap_hours_find(lc_gap_hours *h, const lc_site_home *m, uint32_t n,
                            lc_gap *gap, bool *is, lc_error *err)
{
    lc_gap_closed *out = &gap->closed;

    *out = (lc_gap_closed){0};
    out->facility = main_facility(h, m, n, &out->weight);
    *is = out->facility != LIFE_NONE && 2 * out->weight > gap->weight;
    if (!*is)
        return LIFE_OK;
    out->by_way =
        lc_open_state(&h->open.states, out->facility) == LIFE_HOURS_OPEN;
    return out->by_way ? LIFE_OK : weigh(h, m, n, out, err);
}

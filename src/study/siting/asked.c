/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/asked.c - see asked.h.
 */
#include "src/study/siting/asked.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/ages.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <string.h>

typedef struct asking {
    lc_study *study;
    const lc_world *w;
    const lc_site_query *q;
    lc_asked *a;
    lc_siting *out;
} asking;

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

/* Whether a walk counts by how long it is, and not by whether it is within the
 * limit: then homes that are covered count too. */
static bool is_timed(const asking *s)
{
    return s->q->model == LIFE_SITE_MEDIAN || s->q->model == LIFE_SITE_CENTRE;
}

/* As gaps do: who asks for ages that nobody told is refused, with those that
 * are known. */
static lc_status weigh(asking *s, lc_error *err)
{
    const lc_world *w = s->w;
    lc_error why = {0};
    lc_status st = LIFE_OK;

    if (!s->q->ages) {
        memcpy(s->a->weight, w->home_weight,
               w->home_count * sizeof *s->a->weight);
        return LIFE_OK;
    }
    st = lc_world_age_weights(w, s->q->ages, s->a->weight, &why);
    return st ? lc_fail_param(err, st, "age", "%s", why.text) : LIFE_OK;
}

/* Those of other units count nothing, nor those of unknown ages. */
static void keep_unit(asking *s)
{
    uint32_t unit = s->q->unit;
    uint32_t level = unit == LIFE_NONE ? 0 : s->w->unit.v[unit].level_index;

    for (uint32_t h = 0; h < s->w->home_count; h++) {
        if (unit != LIFE_NONE && lc_world_home_unit(s->w, h, level) != unit)
            s->a->weight[h] = 0;
        if (s->a->weight[h] < 0) {
            s->out->untold += s->w->home_weight[h];
            s->a->weight[h] = 0;
        }
        s->out->total += s->a->weight[h];
        if ((s->a->answer[h] & 3) == LIFE_COVERED)
            s->out->covered += s->a->weight[h];
    }
}

/* Coverage itself says who is covered, so that a gain can be no other than what
 * it says more afterwards. */
static lc_status ask_coverage(asking *s, lc_error *err)
{
    const lc_coverage_query c = {.pace = s->q->pace,
                                 .limit_ms = s->q->limit_ms,
                                 .category = s->q->category};

    s->a->weight = lc_calloc(s->w->home_count, sizeof *s->a->weight);
    s->a->answer = lc_calloc(s->w->home_count, 1);
    if (!s->a->weight || !s->a->answer)
        return no_room(err);
    return lc_coverage_homes(s->study, &c, NULL, s->w->home_count, s->a->answer,
                             err);
}

uint32_t lc_asked_beyond_ms(lc_site_model model)
{
    return model == LIFE_SITE_MEDIAN ? LIFE_SEARCH_MS : LIFE_SEARCH_MS + 1;
}

/* How long a home's walk takes now, as far as it counts. */
static uint32_t base_of(const asking *s, const uint64_t *label, uint32_t h)
{
    uint32_t beyond = lc_asked_beyond_ms(s->q->model);

    return label && label[h] != LIFE_LABEL_NONE ? lc_label_ms(label[h])
                                                : beyond;
}

static lc_status list_customers(asking *s, const uint64_t *label, lc_error *err)
{
    lc_customers *c = &s->a->who;
    size_t n = s->w->home_count;
    uint32_t most = 0;

    c->home = lc_calloc(n, sizeof *c->home);
    c->local = lc_calloc(n, sizeof *c->local);
    c->weight = lc_calloc(n, sizeof *c->weight);
    c->base = is_timed(s) ? lc_calloc(n, sizeof *c->base) : NULL;
    if (!c->home || !c->local || !c->weight || (is_timed(s) && !c->base))
        return no_room(err);
    for (uint32_t h = 0; h < n; h++) {
        c->local[h] = LIFE_NONE;
        if (!s->a->weight[h] ||
            (!is_timed(s) && (s->a->answer[h] & 3) == LIFE_COVERED))
            continue;
        c->local[h] = c->count;
        c->home[c->count] = h;
        c->weight[c->count] = s->a->weight[h];
        s->a->sum += s->a->weight[h];
        if (c->base) {
            c->base[c->count] = base_of(s, label, h);
            most = c->base[c->count] > most ? c->base[c->count] : most;
        }
        c->count++;
    }
    c->limit_ms = !c->base                ? s->q->limit_ms
                  : most < LIFE_SEARCH_MS ? most
                                          : LIFE_SEARCH_MS;
    return LIFE_OK;
}

/* Labels of homes are made for every model: with them come those of vertices,
 * at which searches end (lc_customers.there). */
lc_status lc_asked_find(lc_study *study, const lc_site_query *q, lc_asked *a,
                        lc_siting *out, lc_error *err)
{
    asking s = {study, study->w, q, a, out};
    const lc_catset set = lc_catset_of(q->category);
    const uint64_t *label = NULL;
    lc_status st = ask_coverage(&s, err);

    if (!st)
        st = weigh(&s, err);
    if (!st)
        st = lc_labels_homes(study, q->pace, q->category, &label, err);
    if (st)
        return st;
    a->who.there = lc_labels_made(study, q->pace, &set);
    keep_unit(&s);
    return list_customers(&s, label, err);
}

void lc_asked_clear(lc_asked *a)
{
    lc_free(a->weight);
    lc_free(a->answer);
    lc_free(a->who.home);
    lc_free(a->who.local);
    lc_free(a->who.weight);
    lc_free(a->who.base);
    *a = (lc_asked){0};
}

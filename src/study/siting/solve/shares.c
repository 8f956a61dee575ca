/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/shares.c - see shares.h.
 */
#include "src/study/siting/solve/shares.h"

#include <math.h>
#include <string.h>

/* As in dual.c: of the step its first length, how many rounds may bring
 * nothing before it is halved, and below which it is of no use. */
#define STEP_FIRST   1.0
#define STEP_PATIENT 8
#define STEP_LEAST   0.002

lc_status lc_shares_open(lc_shares *s, lc_error *err)
{
    s->share = lc_calloc(s->in->groups, sizeof *s->share);
    s->kept = lc_calloc(s->in->groups, sizeof *s->kept);
    s->left = lc_calloc(s->in->sites, sizeof *s->left);
    s->takers = lc_calloc(s->in->groups, sizeof *s->takers);
    if (!s->share || !s->kept || !s->left || !s->takers)
        return lc_no_memory(err, "the sites");
    return LIFE_OK;
}

void lc_shares_clear(lc_shares *s)
{
    lc_free(s->share);
    lc_free(s->kept);
    lc_free(s->left);
    lc_free(s->takers);
    *s = (lc_shares){0};
}

/* How many it would serve. */
static uint32_t size_of(const lc_instance *in, uint32_t j)
{
    return in->at_site[j + 1] - in->at_site[j];
}

/* Of the largest site that would serve it an equal part. */
void lc_shares_start(lc_shares *s)
{
    const lc_instance *in = s->in;

    for (uint32_t g = 0; g < in->groups; g++) {
        uint32_t most = 1;

        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++)
            if (size_of(in, in->site[i]) > most)
                most = size_of(in, in->site[i]);
        s->share[g] = LIFE_SHARE_ONE / most;
    }
}

/* Groups that are served pay nothing, whatever their share is. */
static int64_t value_of(lc_shares *s)
{
    const lc_instance *in = s->in;
    int64_t sum = 0;

    for (uint32_t g = 0; g < in->groups; g++)
        sum += s->served[g] ? 0 : s->share[g];
    for (uint32_t j = 0; j < in->sites; j++) {
        s->left[j] = LIFE_SHARE_ONE;
        if (s->shut[j])
            continue;
        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            s->left[j] -= s->served[in->group[i]] ? 0 : s->share[in->group[i]];
        sum += s->left[j] < 0 ? s->left[j] : 0;
        s->work->done += size_of(in, j);
    }
    /* Few sites may be open, and all groups are gone through four times. */
    s->work->done += in->sites + (uint64_t)in->groups * 4;
    return sum;
}

/* How many sites that cost less than nothing would serve a group. */
static void count_takers(lc_shares *s)
{
    const lc_instance *in = s->in;

    memset(s->takers, 0, in->groups * sizeof *s->takers);
    for (uint32_t j = 0; j < in->sites; j++) {
        if (s->left[j] >= 0)
            continue;
        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            s->takers[in->group[i]]++;
    }
}

/* Up where nobody serves a group, down where several do; 0 where the share is
 * at its end. More than a site nobody pays. */
static int direction(const lc_shares *s, uint32_t g)
{
    int d = 1 - (int)s->takers[g];

    if (s->served[g] || (d > 0 && s->share[g] >= LIFE_SHARE_ONE) ||
        (d < 0 && s->share[g] <= 0))
        return 0;
    return d;
}

/* Shares may be rounded: whatever they are, the bound is one. */
static void move(lc_shares *s, double ahead, double step)
{
    double norm = 0;

    count_takers(s);
    for (uint32_t g = 0; g < s->in->groups; g++)
        norm += (double)direction(s, g) * direction(s, g);
    if (norm <= 0)
        return;
    for (uint32_t g = 0; g < s->in->groups; g++) {
        double u = (double)s->share[g] + step * ahead / norm * direction(s, g);

        if (direction(s, g))
            s->share[g] = u <= 0                        ? 0
                          : u >= (double)LIFE_SHARE_ONE ? LIFE_SHARE_ONE
                                                        : (int64_t)llround(u);
    }
}

/* The step is Polyak's, towards as many sites as are known: the bound can't be
 * over that, and is often near it. */
lc_status lc_shares_bound(lc_shares *s, uint32_t known, unsigned rounds,
                          int64_t *bound, lc_error *err)
{
    double step = STEP_FIRST;
    unsigned idle = 0;
    bool more = true;
    lc_status st = LIFE_OK;

    *bound = INT64_MIN;
    for (unsigned n = 0; n < rounds && more && !st; n++) {
        int64_t value = value_of(s);

        if (value > *bound) {
            *bound = value;
            idle = 0;
            memcpy(s->kept, s->share, s->in->groups * sizeof *s->kept);
        } else if (++idle >= STEP_PATIENT) {
            idle = 0;
            step /= 2;
        }
        if (lc_shares_sites(*bound) >= known || step < STEP_LEAST)
            break;
        move(s, (double)known * (double)LIFE_SHARE_ONE - (double)value, step);
        st = lc_work_goes_on(s->work, &more, err);
    }
    memcpy(s->share, s->kept, s->in->groups * sizeof *s->kept);
    value_of(s);
    return st;
}

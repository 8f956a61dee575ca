/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/residents.c - see lifecircle/study/compute/residents.h.
 *
 * Weights from before (floor area or street metres, kept in home_base) are
 * restored first, so that running twice gives the same as running once. Shares
 * are by largest remainder in thousandths of a person, with 128 bits for
 * products, so each figure's homes add up to it exactly. What no home can take
 * is made a home where it has a place, or counted and told: given - placed is
 * never hidden. Cost: n log n in homes.
 */
#include "lifecircle/study/compute/residents.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/world/world.h"
#include "src/study/compute/age_shares.h"
#include "src/study/compute/figures.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide; /* residents times square metres */

/* ---- sharing out ---- */

typedef struct share {
    int64_t rest; /* what the division left */
    lc_dwelling *home;
} share;

static int by_rest(const void *pa, const void *pb)
{
    const share *a = pa, *b = pb;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->home->id < b->home->id ? -1 : 1;
}

/* The total is above 0, as only homes that weigh something are handed over;
 * less than n thousandths are left, so each home gets one more at most. */
static void share_out(int64_t milli, share *part, size_t n)
{
    int64_t total = 0, left = milli;

    for (size_t i = 0; i < n; i++)
        total += part[i].home->before;
    for (size_t i = 0; i < n; i++) {
        wide v = (wide)milli * part[i].home->before;

        part[i].home->now = (int64_t)(v / total);
        part[i].rest = (int64_t)(v % total);
        left -= part[i].home->now;
    }
    qsort(part, n, sizeof *part, by_rest);
    for (int64_t i = 0; i < left; i++)
        part[i].home->now++;
}

/* Homes that weigh nothing can't share in anything. */
static bool shares(const lc_dwelling *h)
{
    return h->figure != LIFE_NONE && h->before > 0;
}

/* A counting sort by figure, offsets two places on (as in linking.c). */
static lc_status share_all(lc_spreading *s, lc_error *err)
{
    uint32_t *first = lc_calloc(s->figure.n + 2, sizeof *first);
    share *part = lc_calloc(s->home.n, sizeof *part);

    if (!first || !part) {
        lc_free(first);
        lc_free(part);
        return lc_no_memory(err, "the residents");
    }
    for (size_t i = 0; i < s->home.n; i++)
        if (shares(&s->home.v[i]))
            first[s->home.v[i].figure + 2]++;
    for (size_t i = 2; i < s->figure.n + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < s->home.n; i++)
        if (shares(&s->home.v[i]))
            part[first[s->home.v[i].figure + 1]++].home = &s->home.v[i];
    for (size_t i = 0; i < s->figure.n; i++) {
        lc_figure *f = &s->figure.v[i];

        f->homes = first[i + 1] - first[i];
        if (f->homes)
            share_out(f->milli, part + first[i], f->homes);
    }
    lc_free(first);
    lc_free(part);
    return LIFE_OK;
}

/* ---- writing ---- */

/* The share of unknown homes is of the weights before, the only ones that known
 * and unknown homes have in common. */
static lc_status write_homes(lc_spreading *s, lc_error *err)
{
    int64_t before = 0, unknown = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->home.n; i++) {
        const lc_dwelling *h = &s->home.v[i];

        before += h->before;
        s->out->placed += h->now;
        s->assumed += h->assumed ? h->now : 0;
        s->out->homes += h->now > 0;
        if (h->figure == LIFE_NONE) {
            s->out->unknown_homes++;
            unknown += h->before;
        }
        st = lc_home_rows_set_weight(s->c, h->id, h->now, h->assumed, err);
    }
    if (before > 0)
        s->out->unknown_milli =
            llround((double)unknown / (double)before * 1000);
    return st;
}

/* Ids go on from the last, so that made homes come last in every array. */
static lc_status make_home(lc_spreading *s, const lc_figure *f, lc_error *err)
{
    const lc_stored_home row = {.id = ++s->last_id,
                                .osm_id = f->code,
                                .kind = s->kind,
                                .weight_milli = f->milli,
                                .pt = f->pt};

    s->out->made++;
    s->out->made_milli += f->milli;
    s->out->homes++;
    s->out->placed += f->milli;
    return lc_home_rows_insert(s->c, &row, err);
}

/* A unit's figure without homes has no place to put them (a unit is not a
 * point); a cell or building beyond the data would be a home that nothing is
 * known of. */
static lc_status write_rest(lc_spreading *s, lc_error *err)
{
    lc_residents *out = s->out;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->figure.n; i++) {
        const lc_figure *f = &s->figure.v[i];

        if (f->homes || f->milli == 0)
            continue;
        if (!f->placed) {
            if (!out->homeless++)
                lc_utf8_format(out->homeless_code, sizeof out->homeless_code,
                               "%s", f->code);
            out->homeless_milli += f->milli;
        } else if (s->extent.kind == LIFE_SHAPE_AREA &&
                   !lc_shape_contains(&s->extent, f->pt)) {
            out->outside++;
            out->outside_milli += f->milli;
        } else {
            st = make_home(s, f, err);
            if (!st && !lc_vec_push(&s->made, (uint32_t)i))
                st = lc_no_memory(err, "the residents");
        }
    }
    return st;
}

static lc_status set_number(lc_city *c, const char *key, int64_t v,
                            lc_error *err)
{
    char text[32];

    snprintf(text, sizeof text, "%" PRId64, v);
    return lc_setting_put(c, key, text, err);
}

static lc_status write_settings(lc_spreading *s, lc_error *err)
{
    const lc_residents *r = s->out;
    const struct {
        const char *key;
        int64_t value;
    } number[] = {
        {"residents_unknown_homes", (int64_t)r->unknown_homes},
        {"residents_unknown_share_milli", r->unknown_milli},
        {"residents_unplaced_milli", r->given - r->placed},
        {"assumed_share_milli",
         r->placed ? llround((double)s->assumed / (double)r->placed * 1000)
                   : 0},
    };
    lc_status st = lc_setting_put(s->c, "home_kind", "residents", err);

    if (!st)
        st = lc_setting_put(s->c, "home_unit_text", "residents", err);
    for (size_t i = 0; !st && i < sizeof number / sizeof *number; i++)
        st = set_number(s->c, number[i].key, number[i].value, err);
    return st;
}

/* In the order in which the city has its homes: those made come last. */
static lc_status write_ages(lc_spreading *s, lc_error *err)
{
    size_t homes = s->home.n + s->made.n, n = 0;
    const char **ages = lc_calloc(s->figure.n, sizeof *ages);
    lc_age_share *part = lc_calloc(homes, sizeof *part);
    lc_status st = ages && part ? LIFE_OK : lc_no_memory(err, "the residents");

    for (size_t i = 0; i < s->figure.n && !st; i++)
        ages[i] = s->figure.v[i].ages;
    for (size_t i = 0; i < s->home.n && !st; i++)
        part[n++] = (lc_age_share){s->home.v[i].figure, s->home.v[i].now};
    for (size_t i = 0; i < s->made.n && !st; i++)
        part[n++] =
            (lc_age_share){s->made.v[i], s->figure.v[s->made.v[i]].milli};
    if (!st)
        st = lc_age_shares_store(s->c, ages, s->figure.n, part, homes, err);
    lc_free(ages);
    lc_free(part);
    return st;
}

/* The base is kept before weights are overwritten. */
static lc_status spread_all(lc_spreading *s, lc_error *err)
{
    lc_status st = lc_figures_assign(s, err);

    if (!st)
        st = share_all(s, err);
    if (!st)
        st = lc_home_base_keep(s->c, err);
    if (!st)
        st = write_homes(s, err);
    if (!st)
        st = write_rest(s, err);
    if (!st)
        st = write_ages(s, err);
    return st ? st : write_settings(s, err);
}

lc_status lc_residents_spread(lc_city *c, lc_residents *out, lc_error *err)
{
    lc_spreading s = {.c = c, .out = out, .text = lc_arena_new(0)};
    lc_status st = s.text ? lc_home_base_restore(c, err)
                          : lc_no_memory(err, "the residents");

    *out = (lc_residents){0};
    if (!st)
        st = lc_age_shares_drop(c, err);
    if (!st)
        st = lc_figures_read(&s, err);
    if (!st && s.figure.n)
        st = spread_all(&s, err);
    lc_vec_free(&s.figure);
    lc_vec_free(&s.home);
    lc_vec_free(&s.made);
    lc_shape_clear(&s.extent);
    lc_arena_free(s.text);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/ages.c - see lifecircle/world/ages.h. Bands may overlap (0-6
 * and 3-6), so one that is asked for is made up of bands that follow one
 * another.
 */
#include "src/world/people/ages.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/setting.h"
#include "src/world/city.h"
#include "src/world/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_END = 999 };

bool lc_age_band_parse(const char *text, int *low, int *high)
{
    char from[8];
    size_t digits = strspn(text, "0123456789");
    int64_t a, b = OPEN_END;

    if (!digits || digits > 3)
        return false;
    snprintf(from, sizeof from, "%.*s", (int)digits, text);
    if (!lc_parse_int(from, 0, OPEN_END, &a))
        return false;
    text += digits;
    if (strcmp(text, "+") != 0 &&
        (*text != '-' || !lc_parse_int(text + 1, a, OPEN_END, &b)))
        return false;
    *low = (int)a;
    *high = (int)b;
    return true;
}

/* ---- loading ---- */

/* By the first year, then the last: make_up() finds the widest of a year last,
 * and begins there. */
static int band_order(const void *pa, const void *pb)
{
    const lc_age_band *a = pa, *b = pb;

    return a->low != b->low ? a->low - b->low : a->high - b->high;
}

static lc_status load_band(lc_city *c, lc_world *w, const char *name,
                           lc_error *err)
{
    lc_age_band band = {.name = name};
    char array[32];
    void *data;
    size_t n;
    lc_status st;

    if (!lc_age_band_parse(name, &band.low, &band.high))
        return lc_fail(err, LIFE_ERR_DB, "the age band \"%.20s\" is damaged",
                       name);
    snprintf(array, sizeof array, "age/%s", name);
    st = lc_array_get(c, array, sizeof(int64_t), &data, &n, err);
    if (st)
        return st;
    band.weight = data;
    if (n != w->home_count)
        st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", array);
    else if (!lc_vec_push(&w->age, band))
        st = lc_no_memory(err, "the ages");
    if (st)
        lc_free(data);
    return st;
}

lc_status lc_world_age_load(lc_city *c, lc_world *w, lc_error *err)
{
    const char *text = lc_world_setting(w, "age_bands");
    lc_status st = LIFE_OK;

    while (*text && !st) {
        size_t len = strcspn(text, " ");
        const char *name = lc_arena_strndup(w->text, text, len);

        st = name ? load_band(c, w, name, err) : lc_no_memory(err, "the ages");
        text += len;
        text += strspn(text, " ");
    }
    if (w->age.n)
        qsort(w->age.v, w->age.n, sizeof *w->age.v, band_order);
    return st;
}

/* ---- asking ---- */

const char *lc_world_age_bands(const lc_world *w)
{
    return lc_world_setting(w, "age_bands");
}

/* Bands from `low` that follow one another up to `high`; the widest first. A
 * wide band that leads nowhere is taken back: 0-6 does not end where 3-14
 * begins, but 0-2 does. */
static bool make_up(const lc_world *w, int low, int high, uint64_t *set)
{
    for (size_t i = w->age.n; i-- > 0;) {
        const lc_age_band *b = &w->age.v[i];

        if (b->low != low || b->high > high)
            continue;
        *set |= UINT64_C(1) << i;
        if (b->high == high || make_up(w, b->high + 1, high, set))
            return true;
        *set &= ~(UINT64_C(1) << i);
    }
    return false;
}

lc_status lc_world_age_weights(const lc_world *w, const char *band,
                               int64_t *out, lc_error *err)
{
    uint64_t set = 0;
    int low, high;

    if (!lc_age_band_parse(band, &low, &high))
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%.20s\" is no age band such as 0-2 or 60+", band);
    if (!make_up(w, low, high, &set))
        return lc_fail(err, LIFE_ERR_NOT_FOUND,
                       "no age bands make up %s; there are: %s", band,
                       w->age.n ? lc_world_age_bands(w) : "none");
    /* One band that is not known makes the home's sum not known. */
    for (size_t h = 0; h < w->home_count; h++) {
        out[h] = 0;
        for (size_t i = 0; i < w->age.n && out[h] >= 0; i++) {
            if (!(set >> i & 1))
                continue;
            out[h] =
                w->age.v[i].weight[h] < 0 ? -1 : out[h] + w->age.v[i].weight[h];
        }
    }
    return LIFE_OK;
}

void lc_world_age_clear(lc_world *w)
{
    for (size_t i = 0; i < w->age.n; i++)
        lc_free(w->age.v[i].weight);
    lc_vec_free(&w->age);
}

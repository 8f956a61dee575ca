/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/ages.c - see lifecircle/world/ages.h. Bands may overlap (0-6 and
 * 3-6), so one that is asked for is made up of bands that follow one another.
 */
#include "lifecircle/world/ages.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/num.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/setting.h"
#include "src/study/rules/attributes.h"
#include "src/world/world_internal.h"

#include <stdlib.h>
#include <string.h>

enum { OPEN_END = 999, MAX_BANDS = 48, NAME_BYTES = 16 };

__extension__ typedef __int128 wide;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the ages");
}

/* "3-14", "60+" */
static bool parse_band(const char *text, int *low, int *high)
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

/* ---- storing ---- */

struct left_over; /* see by_rest() */

typedef struct store {
    lc_city *c;
    const char *const *ages;
    size_t figures;
    const lc_age_share *home;
    size_t homes;
    char band[MAX_BANDS][NAME_BYTES];
    size_t bands;
    int64_t *figure_milli; /* of one band; -1: not told */
    int64_t *figure_total; /* weights of its homes */
    int64_t *figure_left;
    int64_t *out; /* per home */
    struct left_over *rest;
} store;

lc_status lc_ages_drop(lc_city *c, lc_error *err)
{
    lc_status st = lc_array_remove(c, "age/", false, err);

    return st ? st : lc_setting_remove(c, "age_bands", err);
}

static lc_status find_bands(store *s, lc_error *err)
{
    lc_stored_resident r;
    lc_rows *rows;
    int low, high;
    lc_status st = lc_resident_rows_bands(s->c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        if (strlen(r.ages) >= NAME_BYTES || !parse_band(r.ages, &low, &high))
            continue;
        if (s->bands == MAX_BANDS)
            st = lc_fail(err, LIFE_ERR_LIMIT, "more than %d age bands",
                         MAX_BANDS);
        else
            snprintf(s->band[s->bands++], NAME_BYTES, "%s", r.ages);
    }
    return st;
}

/* A band over the lines of a figure; -1 where one doesn't tell. */
static int64_t band_milli(const char *lines, const char *band)
{
    int64_t sum = 0;
    char text[64];
    double v;

    for (;;) {
        if (!lc_json_member(lines, band, text, sizeof text) ||
            !lc_parse_decimal(text, &v) || v < 0 || v > 1e12)
            return -1;
        sum += (int64_t)(v * 1000 + 0.5);
        lines = strchr(lines, '\n');
        if (!lines)
            return sum;
        lines++;
    }
}

/* What the division left of a home's; ties by the homes' order. */
typedef struct left_over {
    int64_t rest;
    uint32_t home;
} left_over;

static int by_rest(const void *pa, const void *pb)
{
    const left_over *a = pa, *b = pb;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->home < b->home ? -1 : 1;
}

static void share_band(store *s)
{
    size_t n = 0;

    for (size_t f = 0; f < s->figures; f++)
        s->figure_left[f] = s->figure_milli[f];
    for (uint32_t h = 0; h < s->homes; h++) {
        uint32_t f = s->home[h].figure;
        wide v;

        s->out[h] = f != LIFE_NONE && s->figure_milli[f] < 0 ? -1 : 0;
        if (f == LIFE_NONE || s->out[h] || s->home[h].weight <= 0)
            continue;
        v = (wide)s->figure_milli[f] * s->home[h].weight;
        s->out[h] = (int64_t)(v / s->figure_total[f]);
        s->figure_left[f] -= s->out[h];
        s->rest[n++] = (left_over){(int64_t)(v % s->figure_total[f]), h};
    }
    qsort(s->rest, n, sizeof *s->rest, by_rest);
    for (size_t i = 0; i < n; i++) {
        uint32_t h = s->rest[i].home;

        if (s->figure_left[s->home[h].figure] > 0) {
            s->figure_left[s->home[h].figure]--;
            s->out[h]++;
        }
    }
}

static lc_status store_bands(store *s, lc_error *err)
{
    lc_buf names = {0};
    lc_status st = LIFE_OK;

    for (uint32_t h = 0; h < s->homes; h++)
        if (s->home[h].figure != LIFE_NONE)
            s->figure_total[s->home[h].figure] += s->home[h].weight;
    for (size_t b = 0; b < s->bands && !st; b++) {
        char name[32];

        for (size_t f = 0; f < s->figures; f++)
            s->figure_milli[f] = band_milli(s->ages[f], s->band[b]);
        share_band(s);
        snprintf(name, sizeof name, "age/%s", s->band[b]);
        st = lc_array_put(s->c, name, s->out, s->homes * sizeof *s->out, err);
        lc_buf_printf(&names, "%s%s", b ? " " : "", s->band[b]);
    }
    if (!st && names.failed)
        st = no_memory(err);
    if (!st && s->bands)
        st = lc_setting_put(s->c, "age_bands", names.data, err);
    lc_buf_free(&names);
    return st;
}

lc_status lc_ages_store(lc_city *c, const char *const *ages, size_t figures,
                        const lc_age_share *home, size_t homes, lc_error *err)
{
    store s = {.c = c,
               .ages = ages,
               .figures = figures,
               .home = home,
               .homes = homes,
               .figure_milli = lc_calloc(figures, sizeof(int64_t)),
               .figure_total = lc_calloc(figures, sizeof(int64_t)),
               .figure_left = lc_calloc(figures, sizeof(int64_t)),
               .out = lc_calloc(homes, sizeof(int64_t)),
               .rest = lc_calloc(homes, sizeof(left_over))};
    bool ok =
        s.figure_milli && s.figure_total && s.figure_left && s.out && s.rest;
    lc_status st = ok ? find_bands(&s, err) : no_memory(err);

    if (!st)
        st = store_bands(&s, err);
    lc_free(s.figure_milli);
    lc_free(s.figure_total);
    lc_free(s.figure_left);
    lc_free(s.out);
    lc_free(s.rest);
    return st;
}

/* ---- loading ---- */

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

    if (!parse_band(name, &band.low, &band.high))
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
        st = no_memory(err);
    if (st)
        lc_free(data);
    return st;
}

lc_status lc_world_load_ages(lc_city *c, lc_world *w, lc_error *err)
{
    const char *text = lc_world_setting(w, "age_bands");
    lc_status st = LIFE_OK;

    while (*text && !st) {
        size_t len = strcspn(text, " ");
        const char *name = lc_arena_strndup(w->text, text, len);

        st = name ? load_band(c, w, name, err) : no_memory(err);
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

/* Bands from `low` that follow one another up to `high`; the widest first. */
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

    if (!parse_band(band, &low, &high))
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%.20s\" is no age band such as 0-2 or 60+", band);
    if (!make_up(w, low, high, &set))
        return lc_fail(err, LIFE_ERR_NOT_FOUND,
                       "no age bands make up %s; there are: %s", band,
                       w->age.n ? lc_world_age_bands(w) : "none");
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

int64_t lc_world_unit_residents(const lc_world *w, uint32_t unit, int *year)
{
    const char *told = lc_world_setting(w, "residents_year");
    int64_t v = 0;

    *year = lc_parse_int(told, 1, 9999, &v) ? (int)v : 0;
    if (unit != LIFE_NONE && w->unit.v[unit].residents >= 0) {
        *year = w->unit.v[unit].residents_year;
        return w->unit.v[unit].residents;
    }
    if (strcmp(lc_world_setting(w, "home_kind"), "residents") != 0)
        return -1;
    return unit == LIFE_NONE ? w->total_weight : w->unit.v[unit].weight;
}

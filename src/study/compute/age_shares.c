/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/age_shares.c - residents by age, shared out over homes.
 *
 * Largest remainder (Hamilton's method): each home has the whole part of its
 * share, and what is left goes, one thousandth of a person each, to the largest
 * remainders; so a band adds up to what was given, to the thousandth. Products
 * of people and people take 128 bits. Homes without a figure get 0, homes of a
 * figure that doesn't tell the band -1. Cost: n log n in homes for each band.
 */
#include "src/study/compute/age_shares.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/world/world.h"
#include "src/world/facilities/attributes.h"
#include "src/world/people/ages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ages.c keeps a set of bands in 64 bits. */
enum { MAX_BANDS = 48, NAME_BYTES = 16 };

__extension__ typedef __int128 wide; /* people times people */

/* What the division left of a home's; ties by the homes' order. */
typedef struct left_over {
    int64_t rest;
    uint32_t home;
} left_over;

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
    left_over *rest;
} store;

lc_status lc_age_shares_drop(lc_city *c, lc_error *err)
{
    lc_status st = lc_array_remove(c, "age/", false, err);

    return st ? st : lc_setting_remove(c, "age_bands", err);
}

/* What is no band (a column of another meaning) is passed over. */
static lc_status find_bands(store *s, lc_error *err)
{
    lc_stored_resident row = {0};
    lc_rows *rows;
    int low, high;
    lc_status st = lc_resident_rows_bands(s->c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        if (strlen(row.ages) >= NAME_BYTES ||
            !lc_age_band_parse(row.ages, &low, &high))
            continue;
        if (s->bands == MAX_BANDS)
            st = lc_fail(err, LIFE_ERR_LIMIT, "more than %d age bands",
                         MAX_BANDS);
        else
            snprintf(s->band[s->bands++], NAME_BYTES, "%s", row.ages);
    }
    return st;
}

/* A band over the lines of a figure; -1 where one doesn't tell. Rounded to the
 * thousandth; a figure over 10^12 people is no figure. */
static int64_t band_milli(const char *lines, const char *band)
{
    int64_t sum = 0;
    char text[64];
    double v;

    for (;;) {
        if (!lc_attribute_member(lines, band, text, sizeof text) ||
            !lc_parse_decimal(text, &v) || v < 0 || v > 1e12)
            return -1;
        sum += (int64_t)(v * 1000 + 0.5);
        lines = strchr(lines, '\n');
        if (!lines)
            return sum;
        lines++;
    }
}

static int by_rest(const void *pa, const void *pb)
{
    const left_over *a = pa, *b = pb;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->home < b->home ? -1 : 1;
}

/* A figure's total is above 0 where one of its homes weighs anything, so
 * nothing is divided by 0. */
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
        st = lc_array_put(s->c, name, s->out, sizeof *s->out, s->homes, err);
        lc_buf_printf(&names, "%s%s", b ? " " : "", s->band[b]);
    }
    if (!st && names.failed)
        st = lc_no_memory(err, "the ages");
    if (!st && s->bands)
        st = lc_setting_put(s->c, "age_bands", names.data, err);
    lc_buf_free(&names);
    return st;
}

lc_status lc_age_shares_store(lc_city *c, const char *const *ages,
                              size_t figures, const lc_age_share *home,
                              size_t homes, lc_error *err)
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
    lc_status st = ok ? find_bands(&s, err) : lc_no_memory(err, "the ages");

    if (!st)
        st = store_bands(&s, err);
    lc_free(s.figure_milli);
    lc_free(s.figure_total);
    lc_free(s.figure_left);
    lc_free(s.out);
    lc_free(s.rest);
    return st;
}

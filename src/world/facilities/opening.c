/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/opening.c - when facilities are open.
 *
 * Values that are written alike are read once: a city has some hundred of
 * them, so that a question about a time works each out once.
 */
#include "src/world/facilities/opening.h"

#include "lifecircle/hours/hours.h"
#include "lifecircle/hours/parse.h"

#include <stdlib.h>
#include <string.h>

typedef struct written {
    const char *text;
    uint32_t facility;
} written;

/* Those that are written alike stand together, in the order of the
 * facilities. */
static int by_text(const void *a, const void *b)
{
    const written *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order
                 : (x->facility > y->facility) - (x->facility < y->facility);
}

static lc_status read_sorted(lc_world *w, const lc_hours_words *words,
                             const written *v, size_t n, lc_error *err)
{
    uint32_t hours = LIFE_NONE;

    for (size_t i = 0; i < n; i++) {
        if (!i || strcmp(v[i].text, v[i - 1].text) != 0) {
            const lc_hours *h;
            lc_status st = lc_hours_parse(words, w->calendar, w->text,
                                          v[i].text, &h, NULL);

            /* What can't be read counts as not known: one odd value must not
             * keep a city from being loaded. */
            if (st == LIFE_ERR_NOMEM)
                return lc_no_memory(err, "opening hours");
            hours = h ? (uint32_t)w->hours.n : LIFE_NONE;
            if (h && !lc_vec_push(&w->hours, h))
                return lc_no_memory(err, "opening hours");
        }
        w->facility.v[v[i].facility].hours = hours;
    }
    return LIFE_OK;
}

lc_status lc_world_opening_load(lc_world *w, lc_error *err)
{
    written *v = lc_calloc(w->facility.n, sizeof *v);
    lc_hours_words *words = NULL;
    size_t n = 0;
    lc_status st = lc_hours_words_open(&words, err);

    if (!st)
        st = lc_hours_calendar_open(w->timezone, &w->calendar, err);
    if (!st && !v)
        st = lc_no_memory(err, "opening hours");
    if (st)
        goto done;
    for (uint32_t f = 0; f < w->facility.n; f++)
        if (*w->facility.v[f].opening_hours)
            v[n++] = (written){w->facility.v[f].opening_hours, f};
    qsort(v, n, sizeof *v, by_text);
    st = read_sorted(w, words, v, n, err);
done:
    lc_hours_words_free(words);
    lc_free(v);
    return st;
}

const lc_hours *lc_world_opening(const lc_world *w, uint32_t i)
{
    return i == LIFE_NONE ? NULL : w->hours.v[i];
}

static lc_hours_state state_of(const lc_hours *h, lc_when when)
{
    return when.kind == LIFE_WHEN_DAY ? lc_hours_day(h, when.at)
                                      : lc_hours_at(h, when.at);
}

lc_status lc_opening_states_at(const lc_world *w, lc_when when,
                               lc_open_states *out, lc_error *err)
{
    out->w = w;
    out->of.n = 0;
    if (!lc_vec_reserve(&out->of, w->hours.n))
        return lc_no_memory(err, "opening hours");
    for (size_t i = 0; i < w->hours.n; i++)
        out->of.v[out->of.n++] = (uint8_t)state_of(w->hours.v[i], when);
    return LIFE_OK;
}

void lc_opening_states_clear(lc_open_states *s)
{
    lc_vec_free(&s->of);
}

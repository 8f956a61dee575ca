/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/guess.c - see guess.h.
 *
 * The list is kept sorted by distance as names are offered, by insertion: it
 * has LIFE_GUESSES entries at most, and the table is offered once. What falls
 * off the end was further away than all that stayed, or came later.
 */
#include "lifecircle/base/guess.h"

#include "lifecircle/base/text.h"
#include "lifecircle/base/utf8.h"

#include <string.h>

/* Names of a long table that are told where none is close. */
#define TOLD_OF_MANY 5

void lc_guess_offer(lc_guess *g, const char *name)
{
    size_t d = lc_text_distance(g->wanted, name, LIFE_TEXT_COMPARED);
    size_t at = g->count;

    g->offered++;
    while (at > 0 && g->distance[at - 1] > d)
        at--;
    if (at == LIFE_GUESSES)
        return;
    if (g->count < LIFE_GUESSES)
        g->count++;
    for (size_t i = g->count - 1; i > at; i--) {
        g->name[i] = g->name[i - 1];
        g->distance[i] = g->distance[i - 1];
        g->place[i] = g->place[i - 1];
    }
    g->name[at] = name;
    g->distance[at] = d;
    g->place[at] = g->offered - 1;
}

static size_t characters(const char *s)
{
    const char *end = s + strlen(s);
    size_t n = 0;

    for (; s < end; n++)
        lc_utf8_next(&s, end);
    return n;
}

/* One slip in every three characters is still a slip of the finger. */
bool lc_guess_is_close(const lc_guess *g)
{
    return g->count > 0 && g->distance[0] <= (characters(g->wanted) + 2) / 3 &&
           g->distance[0] < characters(g->name[0]);
}

/* Asked only where every name found room, so that each place is in the list. */
static const char *offered_at(const lc_guess *g, size_t place)
{
    size_t i = 0;

    while (g->place[i] != place)
        i++;
    return g->name[i];
}

void lc_guess_put(const lc_guess *g, lc_buf *out)
{
    bool many = g->offered > LIFE_GUESSES;
    size_t told = many && g->count > TOLD_OF_MANY ? TOLD_OF_MANY : g->count;

    if (!g->count)
        return;
    if (lc_guess_is_close(g)) {
        lc_buf_printf(out, "; did you mean \"%.60s\"?", g->name[0]);
        return;
    }
    lc_buf_puts(out, many ? "; the nearest are: " : "; there are: ");
    for (size_t i = 0; i < told; i++)
        lc_buf_printf(out, "%s%.40s", i ? ", " : "",
                      many ? g->name[i] : offered_at(g, i));
}

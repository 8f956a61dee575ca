/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/compare_table.c - see compare_table.h.
 */
#include "src/ask/cover/compare_table.h"

#include "lifecircle/base/grid.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/pace.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* As many as their headings have (words/tables/access.h). */
#define FACILITY_COLUMNS 7
#define COVER_COLUMNS    10

enum {
    POINT = 10000,  /* millionths of a share */
    MOST_ROWS = 60, /* what a screen or two hold */
    NUMBER = 32
};

typedef char number[NUMBER];

/* ---- the head ---- */

static const char *date_of(const lc_world *w, lc_lang lang)
{
    const char *date = lc_as_of_city(w);

    return date ? date : lc_say_text(lang, LIFE_SAY_COMPARE_NO_DATE);
}

static void put_head(lc_buf *out, const lc_comparison *c, lc_lang lang)
{
    const lc_world *newer = c->newer ? c->after : c->before;
    const lc_pace *p =
        lc_world_pace(c->after, lc_world_pace_find(c->after, c->query.pace));
    number minutes;

    snprintf(minutes, sizeof minutes, "%" PRIu32, c->query.limit_ms / 60000);
    LC_SAY(out, lang, LIFE_SAY_COMPARE_TITLE, date_of(c->before, lang),
           date_of(c->after, lang), minutes,
           lang == LIFE_LANG_ZH ? p->name_zh : p->id,
           lc_words_of(lc_world_home_kind(newer), lang));
    if (!c->newer)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_COMPARE_LATER));
    if (c->homes_of >= 0)
        LC_SAY(out, lang, LIFE_SAY_COMPARE_KINDS,
               lc_words_weight(lc_world_home_kind(c->before), lang),
               lc_words_weight(lc_world_home_kind(c->after), lang),
               lc_say_text(lang, c->homes_of ? LIFE_SAY_COMPARE_NEWER_SECOND
                                             : LIFE_SAY_COMPARE_NEWER_FIRST));
}

/* ---- facilities ---- */

/* Of one category: one of several counts in each. */
typedef struct tally {
    const lc_category *category, *was; /* NULL: the file has no such */
    uint32_t fate[LIFE_FATES];
} tally;

static bool is_of(const lc_comparison *c, const lc_change *one,
                  const lc_category *category)
{
    bool now = one->after != LIFE_NONE;
    const lc_world *w = now ? c->after : c->before;
    const lc_facility *f = lc_world_facility(w, now ? one->after : one->before);
    uint32_t i = lc_world_category_find(w, category->id);

    return i < LIFE_MAX_CATEGORIES && lc_catset_has(f->categories, i);
}

static void put_tally(lc_grid *g, const tally *t, lc_lang lang)
{
    const lc_category *d = t->category ? t->category : t->was;

    lc_grid_put(g, "%s", lang == LIFE_LANG_ZH ? d->name_zh : d->id);
    lc_grid_put(g, "%" PRIu32, t->was ? t->was->facility_count : 0);
    lc_grid_put(g, "%" PRIu32, t->category ? t->category->facility_count : 0);
    for (int f = 0; f < LIFE_FATES; f++)
        lc_grid_put(g, "%" PRIu32, t->fate[f]);
}

/* What is as it was isn't listed. */
static bool count_category(const lc_comparison *c, tally *t)
{
    const lc_category *d = t->category ? t->category : t->was;
    uint32_t any = 0;

    for (size_t i = 0; i < c->facilities.v.n; i++) {
        const lc_change *one = &c->facilities.v.v[i];

        if (is_of(c, one, d)) {
            t->fate[one->fate]++;
            any++;
        }
    }
    return any > 0;
}

static const lc_category *find_category(const lc_world *w, const char *id)
{
    uint32_t i = lc_world_category_find(w, id);

    return i < LIFE_MAX_CATEGORIES ? lc_world_category(w, i) : NULL;
}

static bool is_asked(const lc_comparison *c, uint32_t category)
{
    return c->query.others || lc_catset_has(&c->query.categories, category);
}

/* Those of the second file, then those that the first alone has. */
static void put_tallies(lc_grid *g, const lc_comparison *c, lc_lang lang)
{
    for (uint32_t i = 0; i < lc_world_category_count(c->after); i++) {
        tally t = {.category = lc_world_category(c->after, i)};

        t.was = find_category(c->before, t.category->id);
        if (is_asked(c, i) && count_category(c, &t))
            put_tally(g, &t, lang);
    }
    for (uint32_t i = 0;
         c->query.others && i < lc_world_category_count(c->before); i++) {
        tally t = {.was = lc_world_category(c->before, i)};

        if (!find_category(c->after, t.was->id) && count_category(c, &t))
            put_tally(g, &t, lang);
    }
}

static void put_number(lc_buf *out, lc_lang lang, lc_sentence id, uint32_t n)
{
    number text;

    snprintf(text, sizeof text, "%" PRIu32, n);
    if (n)
        LC_SAY(out, lang, id, text);
}

static void put_facilities(lc_buf *out, const lc_comparison *c, lc_lang lang)
{
    lc_grid g = {.columns = FACILITY_COLUMNS, .right = 0x7e};
    uint32_t doubtful = 0, beyond = 0;

    for (size_t i = 0; i < c->facilities.v.n; i++) {
        doubtful += c->facilities.v.v[i].doubtful;
        beyond += c->facilities.v.v[i].beyond;
    }
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_COMPARE_FACILITIES, NULL);
    put_tallies(&g, c, lang);
    lc_buf_putc(out, '\n');
    lc_grid_write(&g, out);
    put_number(out, lang, LIFE_SAY_COMPARE_DOUBTFUL, doubtful);
    put_number(out, lang, LIFE_SAY_COMPARE_BEYOND, beyond);
}

/* ---- streets and units ---- */

static void put_streets(lc_buf *out, const lc_streets_change *s, lc_lang lang)
{
    const int64_t mm[] = {s->before_mm,  s->after_mm, s->added_mm,
                          s->removed_mm, s->freed_mm, s->closed_mm};
    number km[6], gates[3];

    for (int i = 0; i < 6; i++)
        snprintf(km[i], sizeof km[i], "%.1f", (double)mm[i] / 1e6);
    LC_SAY(out, lang, LIFE_SAY_COMPARE_STREETS, km[0], km[1], km[2], km[3],
           km[4], km[5]);
    if (!(s->gates_added || s->gates_removed || s->gates_changed))
        return;
    snprintf(gates[0], sizeof gates[0], "%" PRIu32, s->gates_added);
    snprintf(gates[1], sizeof gates[1], "%" PRIu32, s->gates_removed);
    snprintf(gates[2], sizeof gates[2], "%" PRIu32, s->gates_changed);
    LC_SAY(out, lang, LIFE_SAY_COMPARE_GATES, gates[0], gates[1], gates[2]);
}

static void put_only(lc_buf *out, const lc_comparison *c, int side,
                     lc_lang lang)
{
    const lc_world *w = side ? c->after : c->before;
    lc_buf names = {0};

    for (size_t i = 0; i < c->units.only[side].n; i++) {
        if (i)
            lc_buf_puts(&names, lc_say_text(lang, LIFE_SAY_COMPARE_AND));
        lc_buf_puts(&names,
                    lc_world_unit(w, c->units.only[side].v[i])->called[lang]);
    }
    if (names.len)
        LC_SAY(out, lang,
               side ? LIFE_SAY_COMPARE_ONLY_AFTER
                    : LIFE_SAY_COMPARE_ONLY_BEFORE,
               lc_say_part(out, &names));
    lc_buf_free(&names);
}

/* ---- coverage ---- */

/* By its share; where that isn't known at one date, by what is covered at
 * least. */
static int64_t size_of(const lc_cover_change *row)
{
    return llabs(row->has_shares ? row->share_after - row->share_before
                                 : row->least_after - row->least_before);
}

/* Points, with their sign; what is nothing has none. Of the least share they
 * stand in brackets; "-": not worked out, or not known. */
static void put_points(lc_grid *g, bool known, bool share, int64_t millionths)
{
    if (!known)
        lc_grid_put(g, "-");
    else if (!millionths)
        lc_grid_put(g, "0");
    else
        lc_grid_put(g, share ? "%+.1f" : "(%+.1f)", (double)millionths / POINT);
}

static const char *where_of(const lc_comparison *c, const lc_cover_change *row,
                            lc_lang lang)
{
    if (row->where == LIFE_WHERE_ALL)
        return lc_say_text(lang, LIFE_SAY_COMPARE_ALL);
    if (row->where == LIFE_WHERE_OUTSIDE)
        return lc_say_text(lang, LIFE_SAY_TABLE_OUTSIDE);
    return lc_world_unit(c->after, c->units.v.v[row->pair].after)->called[lang];
}

static void put_row(lc_grid *g, const lc_comparison *c,
                    const lc_cover_change *row, lc_lang lang)
{
    lc_grid_put(g, "%s", where_of(c, row, lang));
    if (row->category)
        lc_grid_put(g, "%s",
                    lang == LIFE_LANG_ZH ? row->category->name_zh
                                         : row->category->id);
    else
        lc_grid_put(g, "all_basic");
    lc_share_cell(g, row->before, lang);
    lc_share_cell(g, row->after, lang);
    put_points(g, true, row->has_shares,
               row->has_shares ? row->share_after - row->share_before
                               : row->least_after - row->least_before);
    for (int f = 0; f < LIFE_FACTORS; f++)
        put_points(g, row->has_causes, row->has_shares,
                   row->has_shares ? row->share_cause[f] : row->least_cause[f]);
}

static uint32_t count_large(const lc_comparison *c)
{
    uint32_t n = 0;

    for (size_t i = 0; i < c->cover.n; i++)
        n += size_of(&c->cover.v[i]) >= POINT;
    return n;
}

/* The whole city first, then the units. */
static void put_cover(lc_buf *out, const lc_comparison *c, lc_lang lang)
{
    lc_grid g = {.columns = COVER_COLUMNS, .right = 0x3fc};
    uint32_t all = count_large(c), rows = 0;

    lc_buf_puts(out, lc_say_text(lang, all ? LIFE_SAY_COMPARE_COVER
                                           : LIFE_SAY_COMPARE_NONE));
    if (!all)
        return;
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_COMPARE_COVER, NULL);
    for (int whole = 1; whole >= 0; whole--)
        for (size_t i = 0; i < c->cover.n; i++) {
            const lc_cover_change *row = &c->cover.v[i];

            if ((row->where == LIFE_WHERE_ALL) == whole &&
                size_of(row) >= POINT && rows++ < MOST_ROWS)
                put_row(&g, c, row, lang);
        }
    lc_grid_write(&g, out);
    if (all > MOST_ROWS)
        put_number(out, lang, LIFE_SAY_COMPARE_MORE, all - MOST_ROWS);
    if (c->query.causes)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_COMPARE_CAUSES));
}

static bool is_nothing(const lc_comparison *c)
{
    const lc_streets_change *s = &c->streets;

    return !c->facilities.v.n && !c->cover.n && !s->added_mm &&
           !s->removed_mm && !s->freed_mm && !s->closed_mm && !s->gates_added &&
           !s->gates_removed && !s->gates_changed && !c->units.only[0].n &&
           !c->units.only[1].n;
}

lc_status lc_ask_compare_table(lc_buf *out, const lc_comparison *c,
                               lc_lang lang, lc_error *err)
{
    put_head(out, c, lang);
    if (is_nothing(c)) {
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_COMPARE_NOTHING));
    } else {
        put_facilities(out, c, lang);
        put_streets(out, &c->streets, lang);
        put_only(out, c, 0, lang);
        put_only(out, c, 1, lang);
        put_cover(out, c, lang);
    }
    return out->failed ? lc_no_memory(err, "the comparison") : LIFE_OK;
}

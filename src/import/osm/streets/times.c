/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/times.c - see times.h.
 */
#include "src/import/osm/streets/times.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/table.h"
#include "lifecircle/hours/conditional.h"
#include "lifecircle/hours/parse.h"
#include "src/import/osm/read/rules.h"
#include "src/import/osm/read/words.h"

#include <math.h>
#include <string.h>

/* Columns of access.csv that are asked for at every value are looked up once; a
 * role is a bit of what the rules of closings.csv give. */
struct lc_osm_times {
    lc_table *values; /* access.csv */
    int value, at_times;
    lc_osm_rules *rules; /* closings.csv */
    uint64_t role[LIFE_OSM_TIMES_ROLES];
    lc_hours_words *words;
    lc_osm_words *lists;
    const char *hours; /* the key of opening hours */
};

/* A slip in the table would leave ways open or closed in silence, so it is met
 * when the table is opened. */
static lc_status check_values(const lc_osm_times *t, lc_error *err)
{
    static const char *const right[] = {"", "open", "closed", "unknown"};

    for (size_t i = 0; i < lc_table_rows(t->values); i++) {
        const char *cell = lc_table_get(t->values, i, t->at_times);
        size_t k = 0;

        while (k < 4 && strcmp(right[k], cell) != 0)
            k++;
        if (k == 4)
            return lc_fail_at(
                err,
                lc_fail(err, LIFE_ERR_PARSE,
                        "at_times is \"%.40s\", not open, closed, unknown or "
                        "empty",
                        cell),
                lc_table_source(t->values), lc_table_line(t->values, i));
    }
    return LIFE_OK;
}

/* Whatever was opened before a failure is closed by lc_osm_times_free(). */
static lc_status open_all(lc_osm_times *t, lc_error *err)
{
    static const char *const roles[LIFE_OSM_TIMES_ROLES] = {
        [LIFE_OSM_TIMES_NODE] = "node",
        [LIFE_OSM_TIMES_WAY] = "way",
        [LIFE_OSM_TIMES_GROUNDS] = "grounds",
        [LIFE_OSM_TIMES_INSIDE] = "inside"};
    lc_status st = lc_table_open("network/access.csv", &t->values, err);

    if (st)
        return st;
    t->value = lc_table_column(t->values, "value");
    t->at_times = lc_table_column(t->values, "at_times");
    st = check_values(t, err);
    if (!st)
        st = lc_osm_rules_open("network/closings.csv", "role", false, &t->rules,
                               err);
    if (!st)
        st = lc_hours_words_open(&t->words, err);
    if (!st)
        st = lc_osm_words_open(&t->lists, err);
    if (!st)
        t->hours = lc_osm_words_at(t->lists, LIFE_OSM_LIST_HOURS, 0);
    for (int i = 0; !st && i < LIFE_OSM_TIMES_ROLES; i++)
        t->role[i] = lc_osm_rules_bit(t->rules, roles[i]);
    return st;
}

lc_status lc_osm_times_open(lc_osm_times **out, lc_error *err)
{
    lc_osm_times *t = lc_calloc(1, sizeof *t);
    lc_status st =
        t ? open_all(t, err) : lc_no_memory(err, "the tables of access");

    *out = NULL;
    if (st)
        lc_osm_times_free(t);
    else
        *out = t;
    return st;
}

void lc_osm_times_free(lc_osm_times *t)
{
    if (!t)
        return;
    lc_table_free(t->values);
    lc_osm_rules_free(t->rules);
    lc_hours_words_free(t->words);
    lc_osm_words_free(t->lists);
    lc_free(t);
}

/* ---- tags ---- */

/* Any key that ends with ":conditional" counts: whose it is, is asked later. */
bool lc_osm_times_any(const lc_osm_times *t, lc_osm_tags tags)
{
    for (uint32_t i = 0; i < tags.count; i++) {
        const char *key = tags.d->text.v + tags.d->tags.v[tags.tag + i].key;
        const char *colon = strrchr(key, ':');

        if (!strcmp(key, t->hours) || (colon && !strcmp(colon, ":conditional")))
            return true;
    }
    return false;
}

/* Its size is not worked out (NAN), so conditions about size hold. */
bool lc_osm_times_is(const lc_osm_times *t, lc_osm_tags tags,
                     lc_osm_times_role role)
{
    lc_osm_view view = {tags.d, tags.tag, tags.count, NAN};

    return lc_osm_rules_match(t->rules, &view) & t->role[role];
}

/* Of one rule alone: what comes after others may be for holidays, which
 * nobody knows here. */
static bool never_closes(const lc_osm_times *t, const char *hours)
{
    lc_arena *arena;
    const lc_hours *h;
    lc_local at;
    bool never;

    if (strchr(hours, ';') || !(arena = lc_arena_new(0)))
        return false;
    never = !lc_hours_parse(t->words, NULL, arena, hours, &h, NULL) &&
            lc_hours_at(h, 0) == LIFE_HOURS_OPEN && !lc_hours_change(h, 0, &at);
    lc_arena_free(arena);
    return never;
}

/* "24/7" and the like is no closing: a way that says so is passed at any
 * time. */
const char *lc_osm_times_hours(const lc_osm_times *t, lc_osm_tags tags,
                               lc_osm_times_role role)
{
    const char *hours = lc_osm_data_tag(tags.d, tags.tag, tags.count, t->hours);

    return hours && lc_osm_times_is(t, tags, role) && !never_closes(t, hours)
               ? hours
               : NULL;
}

/* ---- conditions ---- */

/* What a value means at its times; "" where it says nothing to walkers. */
static const char *state_of(const lc_osm_times *t,
                            const lc_conditional_clause *c)
{
    for (size_t i = 0; i < lc_table_rows(t->values); i++) {
        const char *value = lc_table_get(t->values, i, t->value);

        if (strlen(value) == c->value_len &&
            !memcmp(value, c->value, c->value_len))
            return lc_table_get(t->values, i, t->at_times);
    }
    return "";
}

/* A condition that speaks of vehicles alone is no closing to walkers. */
bool lc_osm_times_says(const lc_osm_times *t, const char *text)
{
    lc_conditional_clause c;

    while (lc_conditional_next(&text, &c))
        if (*state_of(t, &c))
            return true;
    return false;
}

/* What opens at times that nobody can read can't be shown to open at all. */
bool lc_osm_times_opens(const lc_osm_times *t, const char *text)
{
    lc_conditional_clause c;
    bool readable;

    while (lc_conditional_next(&text, &c))
        if (!strcmp(state_of(t, &c), "open") &&
            !lc_conditional_readable(t->words, &c, &readable, NULL) && readable)
            return true;
    return false;
}

/* "open; closed @ (22:00-06:00)": first what holds at all other times, then
 * each clause in its order, as the last one that holds decides. */
void lc_osm_times_rule(const lc_osm_times *t, const char *text, bool open_else,
                       lc_buf *out)
{
    lc_conditional_clause c;

    lc_buf_puts(out, open_else ? "open" : "closed");
    while (lc_conditional_next(&text, &c))
        if (*state_of(t, &c))
            lc_buf_printf(out, "; %s @ (%.*s)", state_of(t, &c),
                          (int)c.hours_len, c.hours ? c.hours : "");
}

/* Opening hours say when it is open, and so that it is closed else. */
void lc_osm_times_hours_rule(const char *hours, lc_buf *out)
{
    lc_buf_printf(out, "closed; open @ (%s)", hours);
}

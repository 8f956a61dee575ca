/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/hours/conditional.c - see conditional.h.
 *
 * The condition of a clause is read as opening hours: what is open in them is
 * the time at which the clause holds. Conditions on anything else (wet, snow,
 * weight) can't be read so, and whether they hold is not known.
 */
#include "lifecircle/hours/conditional.h"

#include <string.h>

enum { CLAUSES_MOST = 16, HOURS_MOST = 256 /* bytes, with the NUL */ };

/* "no @ (22:00-06:00)" as it is kept: a state, and the hours in which it
 * holds. */
typedef struct clause {
    lc_hours_state state;  /* while the hours hold */
    const lc_hours *hours; /* NULL: unread */
} clause;

/* In an arena, of one size: rules have two or three clauses. */
struct lc_conditional {
    lc_hours_state base;
    size_t count;
    clause clause[CLAUSES_MOST];
};

/* ---- texts ---- */

static void trim(const char **text, size_t *len)
{
    while (*len > 0 && (*text)[*len - 1] == ' ')
        --*len;
    while (*len > 0 && **text == ' ') {
        ++*text;
        --*len;
    }
}

/* Of a text that begins with "(": as far as where that closes. */
static size_t closed_len(const char *s)
{
    size_t i = 0;
    int depth = 0;

    for (; s[i]; i++) {
        depth += s[i] == '(';
        depth -= s[i] == ')';
        if (depth == 0)
            return i + 1;
    }
    return i;
}

/* "VALUE @ (HOURS); VALUE @ HOURS": the brackets are left out where nothing in
 * them could be taken for the next clause. A semicolon within brackets parts
 * rules of hours and no clauses. */
bool lc_conditional_next(const char **at, lc_conditional_clause *out)
{
    const char *s = *at + strspn(*at, "; ");
    size_t end;

    *out = (lc_conditional_clause){.value = s, .value_len = strcspn(s, "@;")};
    if (!*s)
        return false;
    s += out->value_len;
    if (*s == '@') {
        s += 1 + strspn(s + 1, " ");
        end = *s == '(' ? closed_len(s) : 0;
        end += strcspn(s + end, ";");
        out->hours = s;
        out->hours_len = end;
        trim(&out->hours, &out->hours_len);
        if (out->hours_len > 1 && *out->hours == '(' &&
            out->hours[out->hours_len - 1] == ')') {
            out->hours++;
            out->hours_len -= 2;
        }
        s += end;
    }
    trim(&out->value, &out->value_len);
    *at = s;
    return true;
}

/* NULL, and all is well, where they can't be read. */
static lc_status read_hours(const lc_hours_words *words,
                            const lc_hours_calendar *calendar, lc_arena *arena,
                            const lc_conditional_clause *c,
                            const lc_hours **out, lc_error *err)
{
    char text[HOURS_MOST];
    lc_status st;

    *out = NULL;
    if (c->hours_len == 0 || c->hours_len >= sizeof text)
        return LIFE_OK;
    memcpy(text, c->hours, c->hours_len);
    text[c->hours_len] = '\0';
    st = lc_hours_parse(words, calendar, arena, text, out, NULL);
    return st == LIFE_ERR_NOMEM ? lc_no_memory(err, "opening hours") : LIFE_OK;
}

/* Whether, not when: holidays play no part, so no calendar is needed. */
lc_status lc_conditional_readable(const lc_hours_words *words,
                                  const lc_conditional_clause *c, bool *out,
                                  lc_error *err)
{
    lc_arena *arena = lc_arena_new(0);
    const lc_hours *hours = NULL;
    lc_status st = arena ? read_hours(words, NULL, arena, c, &hours, err)
                         : lc_no_memory(err, "opening hours");

    *out = hours != NULL;
    lc_arena_free(arena);
    return st;
}

/* ---- rules ---- */

static bool state_of(const lc_conditional_clause *c, lc_hours_state *out)
{
    static const char *const names[] = {[LIFE_HOURS_CLOSED] = "closed",
                                        [LIFE_HOURS_OPEN] = "open",
                                        [LIFE_HOURS_UNKNOWN] = "unknown"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == c->value_len &&
            !memcmp(names[i], c->value, c->value_len)) {
            *out = (lc_hours_state)i;
            return true;
        }
    return false;
}

/* The first clause has no hours: it says what holds at all other times. Rules
 * come from imports, so one that is damaged is a fault of the file. */
lc_status lc_conditional_parse(const lc_hours_words *words,
                               const lc_hours_calendar *calendar,
                               lc_arena *arena, const char *rule,
                               const lc_conditional **out, lc_error *err)
{
    lc_conditional *c = lc_arena_alloc(arena, sizeof *c);
    lc_conditional_clause text;
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!c)
        return lc_no_memory(err, "opening hours");
    *c = (lc_conditional){.base = LIFE_HOURS_UNKNOWN};
    for (bool first = true; !st && lc_conditional_next(&rule, &text);
         first = false) {
        clause *one = &c->clause[c->count];

        if (c->count == CLAUSES_MOST ||
            !state_of(&text, first ? &c->base : &one->state))
            return lc_fail(err, LIFE_ERR_PARSE,
                           "\"%.*s\" is not open, closed or unknown, or "
                           "behind %d clauses",
                           (int)text.value_len, text.value, CLAUSES_MOST);
        if (first)
            continue;
        st = read_hours(words, calendar, arena, &text, &one->hours, err);
        c->count++;
    }
    if (!st)
        *out = c;
    return st;
}

bool lc_conditional_is_unread(const lc_conditional *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (!c->clause[i].hours)
            return true;
    return false;
}

/* In their order, so that a later clause overrides an earlier one. One that may
 * hold makes the answer unknown, unless it would change nothing. */
lc_hours_state lc_conditional_at(const lc_conditional *c, lc_local t)
{
    lc_hours_state state = c->base;

    for (size_t i = 0; i < c->count; i++) {
        const clause *one = &c->clause[i];
        lc_hours_state holds =
            one->hours ? lc_hours_at(one->hours, t) : LIFE_HOURS_UNKNOWN;

        if (holds == LIFE_HOURS_OPEN)
            state = one->state;
        else if (holds == LIFE_HOURS_UNKNOWN && one->state != state)
            state = LIFE_HOURS_UNKNOWN;
    }
    return state;
}

lc_local lc_conditional_change(const lc_conditional *c, lc_local t,
                               lc_local end)
{
    for (size_t i = 0; i < c->count; i++) {
        lc_local at;

        if (c->clause[i].hours && lc_hours_change(c->clause[i].hours, t, &at) &&
            at < end)
            end = at;
    }
    return end;
}

/* The most that it is on that day: open at any time is open. It can change only
 * where one of the hours does, so that a day is a few steps. */
lc_hours_state lc_conditional_day(const lc_conditional *c, lc_local t)
{
    lc_local at = lc_date_of(t).number * LIFE_DAY_MIN, end = at + LIFE_DAY_MIN;
    lc_hours_state best = LIFE_HOURS_CLOSED;

    for (; at < end && best != LIFE_HOURS_OPEN;
         at = lc_conditional_change(c, at, end)) {
        lc_hours_state s = lc_conditional_at(c, at);

        best = s == LIFE_HOURS_CLOSED ? best : s;
    }
    return best;
}

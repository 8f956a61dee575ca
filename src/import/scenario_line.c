/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/scenario_line.c - see lifecircle/import/scenario_line.h.
 */
#include "lifecircle/import/scenario_line.h"

#include "lifecircle/base/parse.h"
#include "src/import/scenario.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MOST LIFE_SCENARIO_TEXT

/* A line, cut at its last @: an id may have one too. */
typedef struct parts {
    const char *whole, *rest; /* without an @ the same */
    char head[TEXT_MOST + 1];
    const char *id; /* what is kept of it; NULL: nothing */
} parts;

/* ---- forms ---- */

static bool take_pair(const char *text, lc_lonlat *out)
{
    return lc_parse_pair(text, &out->lon, &out->lat);
}

static bool take_whole(lc_change *c, parts *p)
{
    (void)c;
    p->id = p->whole;
    return strlen(p->whole) <= TEXT_MOST;
}

/* What stands before the @, and a place. */
static bool take_placed(lc_change *c, parts *p)
{
    p->id = p->head;
    return *p->head && take_pair(p->rest, &c->at);
}

static bool take_block(lc_change *c, parts *p)
{
    return take_pair(p->whole, &c->at);
}

/* Two pairs with a stroke between. */
static bool take_link(lc_change *c, parts *p)
{
    const char *stroke = strchr(p->rest, '/');
    char first[TEXT_MOST + 1];

    if (!stroke || stroke - p->rest > TEXT_MOST)
        return false;
    snprintf(first, sizeof first, "%.*s", (int)(stroke - p->rest), p->rest);
    p->id = *p->head ? p->head : NULL;
    return (p->id || p->rest == p->whole) && take_pair(first, &c->at) &&
           take_pair(stroke + 1, &c->to);
}

/* A gate by its place, or by its id: no id is a pair of numbers. */
static bool take_gate(lc_change *c, parts *p)
{
    c->open = !strcmp(p->head, "open");
    if (!take_pair(p->rest, &c->at))
        p->id = p->rest;
    return (c->open || !strcmp(p->head, "close")) && *p->rest &&
           strlen(p->rest) <= TEXT_MOST;
}

static const struct form {
    const char *option, *text;
    bool (*take)(lc_change *c, parts *p);
} forms[LIFE_CHANGE_KINDS] = {
    [LIFE_CHANGE_ADD] = {"add", "CATEGORY@LON,LAT in plain decimals",
                         take_placed},
    [LIFE_CHANGE_REMOVE] = {"remove", "a facility's id", take_whole},
    [LIFE_CHANGE_MOVE] = {"move", "ID@LON,LAT in plain decimals", take_placed},
    [LIFE_CHANGE_LINK] = {"link",
                          "LON,LAT/LON,LAT or KIND@LON,LAT/LON,LAT in plain "
                          "decimals",
                          take_link},
    [LIFE_CHANGE_BLOCK] = {"block", "LON,LAT in plain decimals", take_block},
    [LIFE_CHANGE_GATE] = {"gate",
                          "open@ or close@ and then LON,LAT in plain decimals, "
                          "or the gate's id",
                          take_gate},
};

const char *lc_scenario_option(lc_change_kind kind)
{
    return forms[kind].option;
}

/* ---- a line ---- */

/* False: empty, or longer than any id. */
static bool cut(const char *text, parts *p)
{
    const char *at = strrchr(text, '@');
    size_t n = at ? (size_t)(at - text) : 0;

    *p = (parts){.whole = text, .rest = at ? at + 1 : text};
    if (!*text || n > TEXT_MOST)
        return false;
    snprintf(p->head, sizeof p->head, "%.*s", (int)n, text);
    return true;
}

lc_status lc_scenario_take(lc_scenario *s, lc_change_kind kind,
                           const char *text, lc_crs_degrees crs, lc_error *err)
{
    lc_scenario_reading r = {.s = s, .crs = crs, .err = err};
    const struct form *f = &forms[kind];
    parts p;
    lc_status st = lc_scenario_open(&r, kind);

    if (st)
        return st;
    if (!cut(text, &p) || !f->take(r.c, &p))
        return lc_fail_param(err, LIFE_ERR_USAGE, f->option,
                             "--%s is \"%.80s\"; it must be %s", f->option,
                             text, f->text);
    if (p.id && !lc_scenario_is_text(p.id))
        return lc_fail_param(err, LIFE_ERR_USAGE, f->option,
                             "--%s has control characters", f->option);
    if (p.id)
        st = lc_scenario_keep(
            s, p.id, kind == LIFE_CHANGE_LINK ? &r.c->way : &r.c->id, err);
    return st ? st : lc_scenario_place(&r);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/whatif_changes.c - a scenario as it is asked: read, and what it
 * names found in the city.
 *
 * A scenario comes as JSON, and on the command line change by change as well;
 * all that is given holds together. What an option or a parameter says goes
 * before what the scenario says, so that one may be asked for another pace.
 */
#include "src/ask/cover/whatif_changes.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/guess.h"
#include "lifecircle/import/scenario_line.h"
#include "lifecircle/study/whatif/gates.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/wheels.h"
#include "src/ask/args/names.h"
#include "src/ask/cover/access_measures.h"
#include "src/ask/cover/coverage.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define FILE_BYTES (1u << 20) /* more than its changes ever take */

void lc_ask_whatif_clear(lc_ask_whatif *x)
{
    lc_scenario_clear(&x->scenario);
    lc_vec_free(&x->add);
    lc_vec_free(&x->remove);
    lc_vec_free(&x->move);
    lc_vec_free(&x->set);
    lc_vec_free(&x->link);
    lc_vec_free(&x->block);
    lc_vec_free(&x->gate);
    lc_whatif_clear(&x->got);
    lc_altered_indicators_clear(&x->told);
    lc_ask_shared_clear(&x->shared);
}

/* ---- what is written ---- */

static lc_crs_degrees system_of(const lc_args *args)
{
    return (lc_crs_degrees)args->v[LIFE_PARAM_CRS].n;
}

/* What is wrong in a file is its member's, not an option of that name's. */
static lc_status read_file(lc_ask_whatif *x, const char *path, lc_error *err)
{
    lc_error why = {0};
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(path, FILE_BYTES, &text, &len, err);

    if (!st) {
        st =
            lc_scenario_read(&x->scenario, text, len, system_of(x->args), &why);
        if (st) {
            lc_fail(err, st, "%s", why.text);
            lc_fail_at(err, st, path, 0);
        }
    }
    lc_free(text);
    return st;
}

/* One line after another of an option that was given so often. */
static lc_status each_line(lc_ask_whatif *x, lc_param_id id,
                           lc_status (*fn)(lc_ask_whatif *x, lc_param_id id,
                                           const char *line, lc_error *err),
                           lc_error *err)
{
    const char *at = x->args->v[id].text;
    lc_status st = LIFE_OK;

    while (at && !st) {
        size_t len = strcspn(at, "\n");
        lc_buf line = {0};

        lc_buf_put(&line, at, len);
        st = line.failed ? lc_no_memory(err, "a scenario")
                         : fn(x, id, line.data ? line.data : "", err);
        lc_buf_free(&line);
        at = at[len] ? at + len + 1 : NULL;
    }
    return st;
}

static lc_status take_file(lc_ask_whatif *x, lc_param_id id, const char *line,
                           lc_error *err)
{
    (void)id;
    return read_file(x, line, err);
}

/* Changes that a command has options for. */
static const struct line {
    lc_param_id id;
    lc_change_kind kind;
} lines[] = {
    {LIFE_PARAM_ADD, LIFE_CHANGE_ADD},
    {LIFE_PARAM_REMOVE, LIFE_CHANGE_REMOVE},
    {LIFE_PARAM_MOVE, LIFE_CHANGE_MOVE},
    {LIFE_PARAM_LINK, LIFE_CHANGE_LINK},
    {LIFE_PARAM_BLOCK, LIFE_CHANGE_BLOCK},
    {LIFE_PARAM_GATE, LIFE_CHANGE_GATE},
};

enum { LINES = sizeof lines / sizeof *lines };

static lc_status take_change(lc_ask_whatif *x, lc_param_id id, const char *line,
                             lc_error *err)
{
    size_t i = 0;

    while (lines[i].id != id)
        i++;
    return lc_scenario_take(&x->scenario, lines[i].kind, line,
                            system_of(x->args), err);
}

lc_status lc_ask_whatif_read(lc_ask_whatif *x, lc_error *err)
{
    const lc_value *v = &x->args->v[LIFE_PARAM_SCENARIO];
    lc_status st = LIFE_OK;

    if (x->args->door == LIFE_DOOR_REQUEST) {
        st = lc_scenario_read(&x->scenario, v->text ? v->text : "",
                              x->args->body_len, system_of(x->args), err);
        return lc_fail_blame(err, st, "body");
    }
    st = each_line(x, LIFE_PARAM_SCENARIO, take_file, err);
    for (size_t i = 0; i < LINES && !st; i++)
        st = each_line(x, lines[i].id, take_change, err);
    if (!st && !x->scenario.change.n && !v->given)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "scenario",
                           "name a change: --scenario FILE, --add, --remove, "
                           "--move, --link, --block or --gate");
    return st;
}

/* ---- what it names ---- */

/* `what` is a noun: "facility". */
static lc_status unknown(const char *where, lc_status st, const char *what,
                         const lc_guess *g, lc_error *err)
{
    lc_buf more = {0};

    lc_guess_put(g, &more);
    lc_fail_param(err, st, where, "there is no %s \"%.80s\"%s", what, g->wanted,
                  more.failed || !more.data ? "" : more.data);
    lc_buf_free(&more);
    return st;
}

static lc_status find_category(const lc_ask_whatif *x, const lc_change *c,
                               uint32_t *out, lc_error *err)
{
    lc_guess g = {.wanted = c->id};

    *out = lc_world_category_named(x->w, c->id);
    if (*out < lc_world_category_count(x->w))
        return LIFE_OK;
    lc_names_offer_categories(x->w, &g);
    return unknown(c->where, LIFE_ERR_RANGE, "category", &g, err);
}

/* Once in a scenario, whether it goes or moves. */
static lc_status find_facility(const lc_ask_whatif *x, const lc_change *c,
                               uint32_t *out, lc_error *err)
{
    const lc_guess none = {.wanted = c->id};

    *out = lc_world_facility_find(x->w, c->id);
    if (*out == LIFE_NONE)
        return unknown(c->where, LIFE_ERR_NOT_FOUND, "facility", &none, err);
    for (size_t i = 0; i < x->remove.n + x->move.n; i++)
        if (*out == (i < x->remove.n ? x->remove.v[i]
                                     : x->move.v[i - x->remove.n].facility) &&
            c->kind != LIFE_CHANGE_SET)
            return lc_fail_param(err, LIFE_ERR_RANGE, c->where,
                                 "%s names %.80s, which the scenario removes "
                                 "or moves already",
                                 c->where, c->id);
    return LIFE_OK;
}

static lc_status kept(bool ok, lc_error *err)
{
    return ok ? LIFE_OK : lc_no_memory(err, "a scenario");
}

static lc_status find_add(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    uint32_t n;
    lc_status st = find_category(x, c, &n, err);

    return st ? st
              : kept(lc_vec_push(
                         &x->add,
                         ((lc_whatif_add){
                             lc_catset_of(n), lc_pt_from(c->at),
                             lc_wheels_said(c->wheelchair ? c->wheelchair : ""),
                             c->wheelchair,
                             isnan(c->capacity) ? NULL : &c->capacity})),
                     err);
}

static lc_status find_remove(lc_ask_whatif *x, const lc_change *c,
                             lc_error *err)
{
    uint32_t n;
    lc_status st = find_facility(x, c, &n, err);

    return st ? st : kept(lc_vec_push(&x->remove, n), err);
}

static lc_status find_move(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    uint32_t n;
    lc_status st = find_facility(x, c, &n, err);

    return st ? st
              : kept(lc_vec_push(&x->move,
                                 ((lc_whatif_move){n, lc_pt_from(c->at)})),
                     err);
}

/* It must be there, though coverage looks at nothing that is told of it. */
static lc_status find_set(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    uint32_t n;
    lc_status st = find_facility(x, c, &n, err);

    if (st || isnan(c->capacity))
        return st;
    return kept(lc_vec_push(&x->set, ((lc_whatif_set){n, c->capacity})), err);
}

/* ---- streets ---- */

static lc_status find_way(const lc_ask_whatif *x, const lc_change *c,
                          const lc_way **out, lc_error *err)
{
    lc_guess g = {.wanted = c->way};
    size_t n = lc_world_way_count(x->w);

    for (size_t i = 0; i < n; i++) {
        *out = lc_world_way(x->w, i);
        if (!c->way || !strcmp((*out)->id, c->way))
            return LIFE_OK;
        lc_guess_offer(&g, (*out)->id);
    }
    g.wanted = c->way ? c->way : "";
    return unknown(c->where, LIFE_ERR_RANGE, "kind of street", &g, err);
}

/* A metre less is what coordinates round. */
static lc_status check_length(const lc_change *c, double straight_m,
                              lc_error *err)
{
    if (straight_m > LIFE_WHATIF_LINK_M)
        return lc_fail_param(err, LIFE_ERR_RANGE, c->where,
                             "%s is %.0f m long in a straight line; it may be "
                             "at most %.0f",
                             c->where, straight_m, LIFE_WHATIF_LINK_M);
    if (!isnan(c->metres) && c->metres < straight_m - 1)
        return lc_fail_param(err, LIFE_ERR_RANGE, c->where,
                             "%s is %g m long; the straight line is %.1f m",
                             c->where, c->metres, straight_m);
    return LIFE_OK;
}

/* Which modes may use it is geodata's; of no kind it is a footway. */
static lc_status find_link(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    lc_whatif_link l = {.from = lc_pt_from(c->at), .to = lc_pt_from(c->to)};
    const lc_way *way = NULL;
    lc_status st = find_way(x, c, &way, err);

    if (!st)
        st = check_length(c, lc_distance_m(l.from, l.to), err);
    if (st)
        return st;
    l.modes = way->modes;
    l.steps = way->steps;
    if (!isnan(c->metres))
        l.length_mm = (uint32_t)llround(c->metres * 1000);
    return kept(lc_vec_push(&x->link, l), err);
}

static lc_status find_block(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    return kept(lc_vec_push(&x->block, lc_pt_from(c->at)), err);
}

/* Names what was asked for, and what to do instead. */
static lc_status no_gate(const lc_change *c, lc_error *err)
{
    return *c->id ? lc_fail_param(err, LIFE_ERR_NOT_FOUND, c->where,
                                  "there is no gate \"%.80s\"; one that is "
                                  "closed for good is told by its place",
                                  c->id)
                  : lc_fail_param(err, LIFE_ERR_NOT_FOUND, c->where,
                                  "%s: there is no gate within %.0f m of "
                                  "%.7f,%.7f; a block shuts any street",
                                  c->where, LIFE_WHATIF_GATE_M, c->at.lon,
                                  c->at.lat);
}

static lc_status find_gate(lc_ask_whatif *x, const lc_change *c, lc_error *err)
{
    lc_whatif_gate g = {.open = c->open};

    if (!(*c->id ? lc_whatif_gate_of(x->w, c->id, &g.at)
                 : lc_whatif_gate_near(x->w, lc_pt_from(c->at), &g.at)))
        return no_gate(c, err);
    for (size_t i = 0; i < x->gate.n; i++)
        if (lc_pt_equal(x->gate.v[i].at, g.at))
            return lc_fail_param(err, LIFE_ERR_RANGE, c->where,
                                 "%s names a gate that the scenario opens or "
                                 "closes already",
                                 c->where);
    return kept(lc_vec_push(&x->gate, g), err);
}

static lc_status (*const finds[LIFE_CHANGE_KINDS])(lc_ask_whatif *x,
                                                   const lc_change *c,
                                                   lc_error *err) = {
    [LIFE_CHANGE_ADD] = find_add,   [LIFE_CHANGE_REMOVE] = find_remove,
    [LIFE_CHANGE_MOVE] = find_move, [LIFE_CHANGE_SET] = find_set,
    [LIFE_CHANGE_LINK] = find_link, [LIFE_CHANGE_BLOCK] = find_block,
    [LIFE_CHANGE_GATE] = find_gate,
};

/* ---- how it is asked ---- */

static lc_status find_pace(lc_ask_whatif *x, lc_error *err)
{
    const lc_value *v = &x->args->v[LIFE_PARAM_PACE];
    lc_guess g = {.wanted = x->scenario.pace};

    x->q.pace = v->n;
    if (v->given || !g.wanted)
        return LIFE_OK;
    x->q.pace = lc_world_pace_find(x->w, g.wanted);
    if (x->q.pace != LIFE_NONE)
        return LIFE_OK;
    for (uint32_t i = 0; i < lc_world_pace_count(x->w); i++)
        lc_guess_offer(&g, lc_world_pace(x->w, i)->id);
    return unknown("pace", LIFE_ERR_RANGE, "pace", &g, err);
}

static lc_status find_minutes(lc_ask_whatif *x, lc_error *err)
{
    const lc_value *v = &x->args->v[LIFE_PARAM_MINUTES];
    uint32_t most = x->args->most_minutes;
    uint32_t minutes =
        v->given || !x->scenario.minutes ? v->n : x->scenario.minutes;

    x->q.limit_ms = minutes * 60000;
    return most && minutes > most
               ? lc_fail_param(err, LIFE_ERR_RANGE, "minutes",
                               "minutes is %" PRIu32
                               "; this server answers at most %" PRIu32,
                               minutes, most)
               : LIFE_OK;
}

/* From now on the scenario says what holds. */
lc_status lc_ask_whatif_find(lc_ask_whatif *x, lc_error *err)
{
    lc_status st = find_pace(x, err);

    if (!st)
        st = find_minutes(x, err);
    for (size_t i = 0; i < x->scenario.change.n && !st; i++)
        st = finds[x->scenario.change.v[i].kind](x, &x->scenario.change.v[i],
                                                 err);
    if (st)
        return st;
    x->all = (lc_whatif_changes){x->add.v,  x->add.n,  x->remove.v, x->remove.n,
                                 x->move.v, x->move.n, x->set.v,    x->set.n,
                                 x->link.v, x->link.n, x->block.v,  x->block.n,
                                 x->gate.v, x->gate.n};
    x->scenario.pace = lc_world_pace(x->w, x->q.pace)->id;
    x->scenario.minutes = x->q.limit_ms / 60000;
    x->q.unit = lc_ask_coverage_unit(x->args);
    x->q.level = x->q.unit == LIFE_NONE
                     ? x->args->v[LIFE_PARAM_LEVEL].n
                     : lc_world_unit(x->w, x->q.unit)->level_index;
    return LIFE_OK;
}

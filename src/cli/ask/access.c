/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/access.c - how much of a service there is for each person.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/base/log.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/study.h"
#include "src/cli/cli.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MOST_MINUTES 60

/* ---- what is asked ---- */

static lc_status no_such(const lc_study *study, const char *option,
                         const char *id, size_t count,
                         const char *(*name)(const lc_study *study, uint32_t i),
                         lc_error *err)
{
    lc_buf known = {0};

    for (uint32_t i = 0; i < count; i++)
        lc_buf_printf(&known, " %s", name(study, i));
    lc_fail_param(err, LIFE_ERR_USAGE, option,
                  "there is none called \"%.60s\"; there are:%s", id,
                  known.data ? known.data : "");
    lc_buf_free(&known);
    return LIFE_ERR_USAGE;
}

static const char *capacity_name(const lc_study *study, uint32_t i)
{
    return lc_capacity_at(study, i)->id;
}

static const char *catchment_name(const lc_study *study, uint32_t i)
{
    return lc_catchment_at(study, i)->id;
}

static lc_status find_capacity(const lc_opts *o, const lc_study *study,
                               uint32_t *out, lc_error *err)
{
    const char *id = o->value[LIFE_OPT_CAPACITY];
    lc_catset set;
    lc_status st;

    if (id) {
        *out = lc_capacity_find(study, id);
        if (*out != LIFE_NONE)
            return LIFE_OK;
        return no_such(study, "capacity", id, lc_capacity_count(study),
                       capacity_name, err);
    }
    if (!o->value[LIFE_OPT_CATEGORY])
        return lc_fail_param(
            err, LIFE_ERR_USAGE, "category",
            "whose capacity? Name a category, or a --capacity");
    st = lc_cli_categories(o, lc_study_world(study), &set, NULL, err);
    if (st)
        return st;
    if (set & (set - 1))
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "one category at a time; --capacity names those "
                             "that are counted together");
    *out = lc_capacity_of(study, (uint32_t)__builtin_ctzll(set));
    if (*out == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "no capacity is counted for %s",
                             o->value[LIFE_OPT_CATEGORY]);
    return LIFE_OK;
}

static lc_status read_where(const lc_opts *o, const lc_world *w,
                            lc_access_request *r, lc_error *err)
{
    const char *level = o->value[LIFE_OPT_LEVEL];
    const char *unit = o->value[LIFE_OPT_UNIT];
    size_t levels = lc_world_level_count(w);

    r->level = levels ? (uint32_t)levels - 1 : 0;
    r->unit = LIFE_NONE;
    if (level) {
        r->level = lc_world_find_level(w, level);
        if (r->level == LIFE_NONE)
            return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                                 "there is no level \"%s\"; they are: %s",
                                 level, lc_world_setting(w, "levels"));
    }
    if (unit) {
        r->unit = lc_world_find_unit(w, unit);
        if (r->unit == LIFE_NONE)
            return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                                 "there is no unit with the code \"%s\"", unit);
    }
    return LIFE_OK;
}

static lc_status read_request(const lc_opts *o, const lc_study *study,
                              lc_access_request *r, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const char *decay = o->value[LIFE_OPT_DECAY];
    const char *rank_by = o->value[LIFE_OPT_RANK_BY];
    uint32_t minutes = 15;
    lc_status st = find_capacity(o, study, &r->q.capacity, err);

    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_MINUTES, 1, MOST_MINUTES, &minutes, err);
    if (!st)
        st = lc_cli_pace(o, w, &r->q.pace, err);
    if (!st)
        st = read_where(o, w, r, err);
    if (st)
        return st;
    r->q.limit_ms = minutes * 60000;
    r->q.ages = o->value[LIFE_OPT_AGE];
    r->rank_by = rank_by ? rank_by : "density";
    if (decay)
        r->q.catchment = lc_catchment_find(study, decay);
    if (r->q.catchment == LIFE_NONE)
        return no_such(study, "decay", decay, lc_catchment_count(study),
                       catchment_name, err);
    return LIFE_OK;
}

/* ---- the table ---- */

static void put_milli(lc_grid *g, int64_t milli, const char *mark)
{
    if (milli < 0)
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%s%.0f", mark, (double)milli / 1000);
}

static void put_unit(lc_grid *g, const lc_world *w, const lc_access_row *row)
{
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(w, row->unit);

    lc_grid_put(g, "%s%s", u && u->approximate ? "~" : "",
                u ? u->name : "(outside)");
    put_milli(g, row->people, "");
    if (isnan(row->ratio))
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%.4g", row->ratio * 1000);
    if (row->ratio > 0)
        lc_grid_put(g, "%.4g", 1 / row->ratio);
    else
        lc_grid_put(g, isnan(row->ratio) ? "?" : "-");
    put_milli(g, row->none, "");
    put_milli(g, row->inside_milli, "");
    put_milli(g, row->needed_milli, "");
    put_milli(g, row->short_milli, row->short_at_most ? "<=" : "");
}

static lc_status print_measures(const char *over, const lc_equity *e,
                                lc_error *err)
{
    const struct {
        const char *name;
        const lc_measure *m;
    } all[] = {{"Gini", &e->gini},
               {"Palma", &e->palma},
               {"Theil", &e->theil},
               {"concentration", &e->concentration}};
    lc_status st = lc_cli_printf(err, "over %s:", over);

    for (size_t i = 0; i < sizeof all / sizeof *all && !st; i++) {
        if (all[i].m->why)
            st = lc_cli_printf(err, " %s ? (%s)", all[i].name,
                               lc_equity_why_id(all[i].m->why));
        else
            st = lc_cli_printf(err, " %s %.4f", all[i].name, all[i].m->value);
    }
    return st ? st : lc_cli_printf(err, "\n");
}

static lc_status print_head(const lc_access_answer *a, lc_error *err)
{
    const lc_access *x = &a->access;
    const lc_access_supply *s = &x->supply;
    lc_buf words = {0};
    lc_status st;

    if (lc_access_sentence(&words, x, &a->city, LIFE_LANG_EN))
        lc_buf_puts(&words, "\n");
    st = lc_cli_printf(err,
                       "%s%s of %" PRIu32 " facilities: %" PRIu32
                       " counted, %" PRIu32 " without known capacity, %" PRIu32
                       " unlinked\n",
                       words.data ? words.data : "", x->capacity->many_en,
                       s->total, s->counted, s->no_capacity, s->unlinked);
    lc_buf_free(&words);
    if (!st && *x->ages_asked)
        st = lc_cli_printf(err,
                           "how many are aged %s is not known: everybody is "
                           "counted\n",
                           x->ages_asked);
    return st;
}

static lc_status print_table(const lc_world *w, const lc_access_request *r,
                             const lc_access_answer *a, lc_error *err)
{
    static const char *const head[] = {"unit",    "",          "for 1000",
                                       "one for", "with none", "inside",
                                       "needed",  "short"};
    const lc_access *x = &a->access;
    lc_grid g = {.columns = 8, .right = 0xFE};
    lc_status st = print_head(a, err);

    for (size_t i = 0; i < 8; i++) {
        if (i == 1)
            lc_grid_put(&g, "%s",
                        *x->ages ? x->ages : lc_world_setting(w, "home_kind"));
        else
            lc_grid_put(&g, "%s", head[i]);
    }
    for (size_t i = 0; i < a->rows; i++)
        put_unit(&g, w, &a->row[i]);
    if (!st)
        st = lc_grid_print(&g, err);
    if (!st)
        st = lc_cli_printf(err, "how evenly (concentration by %s):\n",
                           r->rank_by);
    if (!st)
        st = print_measures("homes", &a->homes, err);
    return st ? st : print_measures("units", &a->units, err);
}

static lc_status ask(const lc_opts *o, lc_study *study, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    lc_access_request r = {0};
    lc_access_answer a = {0};
    lc_buf out = {0};
    lc_status st = read_request(o, study, &r, err);

    if (!st)
        st = lc_access_ask(study, &r, &a, err);
    if (st)
        return st;
    if (lc_opts_format_is(o, "table")) {
        st = print_table(w, &r, &a, err);
    } else if (lc_opts_format_is(o, "csv")) {
        lc_answer_access_csv(&out, &r, &a);
        st = lc_cli_write(out.data, out.len, err);
        lc_buf_free(&out);
    } else {
        lc_answer_access(&out, &r, &a);
        st = lc_cli_answer(&out, err);
    }
    lc_access_answer_clear(&a);
    return st;
}

lc_status lc_cmd_access(const lc_opts *o, lc_error *err)
{
    lc_study *study = NULL;
    lc_status st = lc_cli_study(o, &study, err);

    if (!st)
        st = ask(o, study, err);
    lc_study_free(study);
    return st;
}

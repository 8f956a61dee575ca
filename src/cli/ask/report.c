/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/report.c - a unit held against a standard, as a checklist.
 */
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/export/pages/report_html.h"
#include "lifecircle/study/assess/indicators.h"
#include "lifecircle/study/study.h"
#include "lifecircle/tiles/scenery.h"
#include "src/cli/cli.h"

#include <math.h>
#include <string.h>

static void put_value(lc_grid *g, double v)
{
    if (isfinite(v))
        lc_grid_put(g, "%.10g", floor(v * 100 + 1e-6) / 100);
    else
        lc_grid_put(g, "-");
}

static void put_gap(lc_grid *g, const lc_world *w, const lc_indicator *v)
{
    if (v->gap_weight > 0)
        lc_grid_put(g, "%.0f %s", (double)v->gap_weight / 1000,
                    lc_world_setting(w, "home_kind"));
    else if (v->gap_amount > 0)
        lc_grid_put(g, "%.10g %s", ceil(v->gap_amount * 100 - 1e-6) / 100,
                    v->gap_unit_en);
    else
        lc_grid_put(g, "%s", v->verdict == LIFE_VERDICT_UNKNOWN ? "?" : "");
}

static lc_status print_rows(const lc_report *r, lc_error *err)
{
    static const char *const head[] = {"",     "rule", "value",  "target",
                                       "unit", "gap",  "missing"};
    lc_grid g = {.columns = 7, .right = 1 << 2 | 1 << 3};

    for (size_t i = 0; i < 7; i++)
        lc_grid_put(&g, "%s", head[i]);
    for (size_t i = 0; i < r->rows; i++) {
        const lc_indicator *v = &r->row[i];

        lc_grid_put(&g, "%s", lc_rule_verdict_id(v->verdict));
        lc_grid_put(&g, "%s", v->rule->name_en);
        put_value(&g, v->value);
        put_value(&g, v->target);
        lc_grid_put(&g, "%s", v->unit_en);
        put_gap(&g, r->world, v);
        lc_grid_put(&g, "%s%s", v->missing_count ? v->missing[0].en : "",
                    v->missing_count > 1 ? ", ..." : "");
    }
    return lc_grid_print(&g, err);
}

static lc_status print_steps(const lc_report *r, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < r->steps && !st; i++) {
        const lc_next_step *s = &r->step[i];
        lc_lonlat at = lc_pt_lonlat(s->at);

        st = lc_cli_printf(
            err, "%s%s at %.7f,%.7f would cover %.0f of %.0f %s without\n",
            i ? "" : "\nnext steps:\n",
            lc_world_category(r->world, s->category)->id, at.lon, at.lat,
            (double)s->gained / 1000, (double)s->lacking / 1000,
            lc_world_setting(r->world, "home_kind"));
    }
    return st;
}

static lc_status print_report(const lc_report *r, lc_error *err)
{
    const lc_unit *u =
        r->unit == LIFE_NONE ? NULL : lc_world_unit(r->world, r->unit);
    lc_status st = lc_cli_printf(
        err, "%s: %s, %.0f %s; %zu pass, %zu fail, %zu unknown\n",
        lc_standard_name_en(r->standard),
        u ? u->name : lc_world_setting(r->world, "name"),
        (double)r->weight / 1000, lc_world_setting(r->world, "home_kind"),
        r->tally[LIFE_VERDICT_PASS], r->tally[LIFE_VERDICT_FAIL],
        r->tally[LIFE_VERDICT_UNKNOWN]);

    if (!st && r->rank)
        st = lc_cli_printf(err, "rank %u of %u\n", (unsigned)r->rank,
                           (unsigned)r->siblings);
    if (!st && r->year)
        st = lc_cli_printf(err, "due by %d: %zu, met: %zu\n", r->year, r->due,
                           r->due_met);
    if (!st)
        st = print_rows(r, err);
    return st ? st : print_steps(r, err);
}

static lc_status find_query(const lc_opts *o, const lc_world *w,
                            lc_report_query *q, uint32_t *level, lc_error *err)
{
    const char *unit = o->value[LIFE_OPT_UNIT];
    const char *named = o->value[LIFE_OPT_LEVEL];
    uint32_t year = 0;
    lc_status st = lc_opts_uint(o, LIFE_OPT_YEAR, 1900, 2200, &year, err);

    *q = (lc_report_query){.unit = LIFE_NONE, .year = (int)year};
    *level = LIFE_NONE;
    if (st)
        return st;
    if (unit && named)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "--unit and --level exclude one another");
    if (named && !lc_opts_format_is(o, "csv"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                             "all units of a level are told with --format csv");
    if (unit && (q->unit = lc_world_find_unit(w, unit)) == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                             "there is no unit with the code \"%s\"", unit);
    if (named && (*level = lc_world_find_level(w, named)) == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "level",
                             "there is no level \"%s\"", named);
    return LIFE_OK;
}

/* Where the server has this page, so that its code leads there. */
static void put_address(lc_buf *out, const char *public_url, const lc_report *r,
                        lc_lang lang)
{
    size_t len = strlen(public_url);

    lc_buf_put(out, public_url, len - (len && public_url[len - 1] == '/'));
    lc_report_path(out, r, lang);
}

static lc_status write_page(const lc_opts *o, lc_study *study,
                            const lc_report *r, lc_error *err)
{
    const char *url = o->value[LIFE_OPT_PUBLIC_URL];
    lc_scenery scenery = {.each = lc_scenery_of_city};
    lc_report_page page = {.scenery = &scenery, .steps = true};
    lc_buf address = {0}, out = {0};
    const char *path;
    lc_status st = lc_opts_city(o, &path, err);

    if (!st)
        st = lc_opts_lang(o, &page.lang, err);
    if (st)
        return st;
    scenery.ctx = path;
    if (url)
        put_address(&address, url, r, page.lang);
    page.address = address.data;
    st = lc_report_html(&out, study, r, &page, err);
    if (!st)
        st = lc_cli_answer(&out, err);
    lc_buf_free(&out);
    lc_buf_free(&address);
    return st;
}

static lc_status answer(const lc_opts *o, lc_study *study,
                        const lc_assessment *a, lc_report_query *q,
                        lc_error *err)
{
    lc_buf out = {0};
    lc_report r;
    lc_status st;

    q->steps = true;
    st = lc_report_make(study, a, q, &r, err);
    if (st)
        return st;
    if (lc_opts_format_is(o, "table")) {
        st = print_report(&r, err);
    } else if (lc_opts_format_is(o, "html")) {
        st = write_page(o, study, &r, err);
    } else {
        lc_answer_report(&out, &r, a);
        st = lc_cli_answer(&out, err);
    }
    lc_report_clear(&r);
    return st;
}

static lc_status answer_csv(lc_study *study, const lc_assessment *a,
                            uint32_t level, const lc_report_query *q,
                            lc_error *err)
{
    lc_buf out = {0};
    lc_status st = lc_answer_report_csv(&out, study, a, level, q, err);

    if (!st && out.failed)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for a report");
    if (!st)
        st = lc_cli_write(out.data, out.len, err);
    lc_buf_free(&out);
    return st;
}

/* One of the plan's lists, as CSV or JSON (a table would not fit). */
static lc_status answer_list(const lc_opts *o, lc_study *study,
                             const lc_assessment *a, uint32_t unit,
                             lc_error *err)
{
    lc_list_query q = {.unit = unit, .csv = lc_opts_format_is(o, "csv")};
    lc_buf out = {0};
    size_t which;
    lc_status st = lc_opts_word(o, LIFE_OPT_LIST, lc_list_names,
                                LIFE_LIST_COUNT, &which, err);

    q.which = (lc_list)which;
    if (!st && lc_opts_format_is(o, "table"))
        st = lc_fail_param(err, LIFE_ERR_USAGE, "format",
                           "a list comes as csv or json: name one");
    if (!st)
        st = lc_answer_list(&out, study, a, &q, err);
    if (!st && out.failed)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for a list");
    if (!st && q.csv)
        st = lc_cli_write(out.data, out.len, err);
    else if (!st)
        return lc_cli_answer(&out, err);
    lc_buf_free(&out);
    return st;
}

lc_status lc_cmd_report(const lc_opts *o, lc_error *err)
{
    const char *standard = o->value[LIFE_OPT_STANDARD];
    const lc_assessment *a = NULL;
    lc_study *study = NULL;
    lc_report_query q;
    uint32_t level;
    lc_status st = lc_cli_study(o, &study, err);

    if (!st)
        st = find_query(o, lc_study_world(study), &q, &level, err);
    if (!st)
        st = lc_assessment_get(
            study, standard ? standard : lc_standard_names[0], &a, err);
    if (!st && o->value[LIFE_OPT_LIST])
        st = answer_list(o, study, a, q.unit, err);
    else if (!st && lc_opts_format_is(o, "csv"))
        st = answer_csv(study, a, level, &q, err);
    else if (!st)
        st = answer(o, study, a, &q, err);
    lc_study_free(study);
    return st;
}

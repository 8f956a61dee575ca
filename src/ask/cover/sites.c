/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/sites.c - where a few more facilities would help most.
 */
#include "lifecircle/export/answers/sites.h"

#include "lifecircle/words/ages.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/ask/cover/candidates.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* As many as HEAD_SITES has (words/tables/headings.h). */
#define COLUMNS 7

typedef struct part { /* of a sentence */
    char text[40];
} part;

/* Whole people, or metres: the weights of homes are no more exact. */
static part weight_of(int64_t thousandths)
{
    part p;

    snprintf(p.text, sizeof p.text, "%.0f", (double)thousandths / 1000);
    return p;
}

static part number_of(int64_t n)
{
    part p;

    snprintf(p.text, sizeof p.text, "%" PRId64, n);
    return p;
}

/* "7:05", or over 60 minutes. */
static part time_of(int64_t ms, lc_lang lang)
{
    double seconds = lc_answer_sites_seconds(ms);
    part p;

    if (isnan(seconds))
        snprintf(p.text, sizeof p.text, "%s",
                 lc_say_text(lang, LIFE_SAY_TABLE_GAPS_OVER));
    else
        snprintf(p.text, sizeof p.text, "%d:%02d", (int)seconds / 60,
                 (int)seconds % 60);
    return p;
}

/* ---- above the table ---- */

/* What there is, and what there would be, in one sentence. */
static void say_covered(lc_buf *out, const lc_sites_answer *a, lc_lang lang)
{
    const lc_category *c = lc_world_category(a->w, a->q->category);
    lc_buf who = {0};

    if (a->q->ages)
        lc_ages_residents(&who, LIFE_SAY_ACCESS_AGED, a->q->ages, lang);
    else
        lc_buf_puts(&who, lc_words_weight(lc_world_home_kind(a->w), lang));
    LC_SAY(out, lang, LIFE_SAY_SITES_COVERED,
           lang == LIFE_LANG_ZH ? c->name_zh : c->id,
           weight_of(a->s->covered).text, weight_of(a->s->total).text,
           lc_say_part(out, &who), number_of(a->q->limit_ms / 60000).text,
           weight_of(a->s->covered + a->s->gained).text);
    lc_buf_free(&who);
}

static void say_cover(lc_buf *out, const lc_sites_answer *a, lc_lang lang)
{
    LC_SAY(out, lang, LIFE_SAY_SITES_MOST, number_of((int64_t)a->q->k).text,
           weight_of(a->s->bound).text, weight_of(a->s->gained).text);
}

static void say_suffice(lc_buf *out, const lc_sites_answer *a, lc_lang lang)
{
    LC_SAY(out, lang, LIFE_SAY_SITES_LEAST, number_of(a->s->bound).text,
           number_of((int64_t)a->s->site.n).text);
}

static void say_times(lc_buf *out, const lc_sites_answer *a, lc_lang lang)
{
    LC_SAY(out, lang,
           a->q->model == LIFE_SITE_MEDIAN ? LIFE_SAY_SITES_MEAN
                                           : LIFE_SAY_SITES_GREATEST,
           time_of(a->s->before_ms, lang).text,
           time_of(a->s->after_ms, lang).text, time_of(a->s->bound, lang).text);
}

static void (*const say_bound[LIFE_SITE_MODELS])(lc_buf *,
                                                 const lc_sites_answer *,
                                                 lc_lang) = {
    [LIFE_SITE_COVER] = say_cover,
    [LIFE_SITE_SUFFICE] = say_suffice,
    [LIFE_SITE_MEDIAN] = say_times,
    [LIFE_SITE_CENTRE] = say_times,
};

/* Which places were compared, and what became of the others: a place that is
 * missing from the table may have been no good, or none at all. */
static void say_candidates(lc_buf *out, const lc_sites_answer *a, lc_lang lang)
{
    const lc_siting *s = a->s;

    if (s->spacing_m)
        LC_SAY(out, lang, LIFE_SAY_SITES_STREETS,
               number_of((int64_t)(s->candidate.n - s->left.n)).text,
               number_of(s->spacing_m).text);
    else
        LC_SAY(out, lang, LIFE_SAY_SITES_GIVEN,
               number_of((int64_t)(s->candidate.n - s->left.n)).text);
    if (s->left.n && !s->spacing_m)
        LC_SAY(out, lang, LIFE_SAY_SITES_LEFT,
               number_of((int64_t)s->left.n).text,
               a->id[s->left.v[0].candidate]);
    if (s->unreached)
        LC_SAY(out, lang,
               a->q->model == LIFE_SITE_CENTRE ? LIFE_SAY_SITES_ASIDE
                                               : LIFE_SAY_SITES_UNREACHED,
               weight_of(s->unreached).text,
               number_of(s->unreached_homes).text);
}

/* ---- the table ---- */

static void put_site(lc_grid *g, const lc_sites_answer *a, size_t i,
                     lc_lang lang)
{
    const lc_site *s = &a->s->site.v[i];
    lc_lonlat at = lc_pt_lonlat(s->at);

    lc_grid_put(g, "%zu", i + 1);
    lc_grid_put(g, "%s", weight_of(s->gained).text);
    lc_grid_put(g, "%" PRIu32, s->homes);
    lc_grid_put(g, "%s",
                s->unit == LIFE_NONE
                    ? lc_say_text(lang, LIFE_SAY_TABLE_OUTSIDE)
                    : lc_world_unit(a->w, s->unit)->called[lang]);
    lc_grid_put(g, "%.7f,%.7f", at.lon, at.lat);
    lc_grid_put(g, "%s", a->id ? a->id[s->candidate] : "-");
    lc_grid_put(g, "%" PRIu32, s->ties);
}

static void put_table(const lc_sites_answer *a, lc_lang lang, lc_buf *out)
{
    lc_grid g = {.columns = COLUMNS, .right = 1 | 1 << 1 | 1 << 2 | 1 << 6};
    const lc_catset set = lc_catset_of(a->q->category);

    if (lc_units_say(out, a->w, a->q->unit, LIFE_NONE, lang)) {
        lc_buf_putc(out, '\n');
        return;
    }
    say_covered(out, a, lang);
    say_bound[a->q->model](out, a, lang);
    lc_buf_puts(out, lc_say_text(lang, a->s->optimal ? LIFE_SAY_SITES_OPTIMAL
                                                     : LIFE_SAY_SITES_OPEN));
    say_candidates(out, a, lang);
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_SITES, NULL);
    for (size_t i = 0; i < a->s->site.n; i++)
        put_site(&g, a, i, lang);
    lc_grid_write(&g, out);
    lc_ask_place_foot(out, a->w, a->q->pace, lc_wheels_of(a->w, &set),
                      lc_as_of_category(a->w, a->q->category), lang);
}

/* ---- the question ---- */

/* NULL: everybody. */
static const char *ages_of(const lc_args *args)
{
    const char *ages = args->v[LIFE_PARAM_SITE_AGE].text;

    return ages && *ages && strcmp(ages, "all") != 0 ? ages : NULL;
}

static lc_status write_answer(const lc_args *args, const lc_sites_answer *a,
                              lc_reply *out, lc_error *err)
{
    if (lc_reply_is(out, "csv")) {
        out->save_as = "sites";
        return lc_answer_sites_csv(&out->body, a, err);
    }
    if (lc_reply_is(out, "table"))
        put_table(a, (lc_lang)args->v[LIFE_PARAM_LANG].n, &out->body);
    else
        lc_answer_sites(&out->body, a);
    return LIFE_OK;
}

/* Only a command names files. */
static lc_status read_candidates(const lc_args *args, lc_site_query *q,
                                 lc_ask_candidates *c, lc_error *err)
{
    lc_status st;

    if (!args->v[LIFE_PARAM_CANDIDATES].given)
        return LIFE_OK;
    st = lc_ask_candidates_read(args->v[LIFE_PARAM_CANDIDATES].text,
                                (lc_crs_degrees)args->v[LIFE_PARAM_CRS].n, c,
                                err);
    q->candidate = c->pt.v;
    q->candidates = c->pt.n;
    return st;
}

static lc_status run(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err)
{
    lc_site_query q = {.pace = args->v[LIFE_PARAM_PACE].n,
                       .limit_ms = args->v[LIFE_PARAM_MINUTES].n * 60000,
                       .unit = lc_ask_coverage_unit(args),
                       .k = args->v[LIFE_PARAM_K].n,
                       .model = (lc_site_model)args->v[LIFE_PARAM_MODEL].n,
                       .ages = ages_of(args),
                       .seconds = args->v[LIFE_PARAM_PROVE].given
                                      ? args->v[LIFE_PARAM_PROVE].n
                                      : 0};
    lc_ask_candidates c = {0};
    lc_siting s = {0};
    lc_sites_answer a = {ask->world, &q, &s, NULL};
    lc_status st = lc_ask_coverage_category(ask, args, &q.category, err);

    if (!st)
        st = read_candidates(args, &q, &c, err);
    if (!st)
        st = lc_siting_find(ask->study, &q, &s, err);
    a.id = c.id.v;
    if (!st)
        st = write_answer(args, &a, out, err);
    lc_siting_clear(&s);
    lc_ask_candidates_clear(&c);
    return st;
}

/* Each candidate is a search of the limit's reach, as of an isochrone. */
static const lc_use uses[] = {
    {.id = LIFE_PARAM_CATEGORY, .flags = LIFE_USE_REQUIRED | LIFE_USE_ONE},
    {.id = LIFE_PARAM_K, .initial = "3"},
    {.id = LIFE_PARAM_UNIT},
    {.id = LIFE_PARAM_MODEL},
    {.id = LIFE_PARAM_MINUTES, .most = 30},
    {.id = LIFE_PARAM_PACE},
    {.id = LIFE_PARAM_SITE_AGE},
    {.id = LIFE_PARAM_CANDIDATES, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_PROVE, .flags = LIFE_USE_COMMAND},
    {.id = LIFE_PARAM_NONE},
};

const lc_question lc_question_sites = {
    .name = "sites",
    .path = "/sites",
    .command = "site",
    .uses = uses,
    .formats = "geojson csv",
    .command_formats = "table geojson json csv",
    .weight = LIFE_SLOW,
    .schema = "Sites",
    .text = {"再建几处，建在哪里最有用",
             "where a few more of a service would help most"},
    .notes =
        {"已有的设施不变。新增：因这一处（及排在前面的各处）才在时限内的"
         "人。\n每个答案都附有已证明的界限：备选地点中任何选法都不会更好；optim"
         "al："
         "已达到这个界限。",
         "What is there stays. Gained: who comes within the limit by this "
         "site and by none\nbefore it. Each answer has a proven bound that "
         "no choice among the\ncandidates can better; optimal: it is met."},
    .example = "lifecircle site --city my.city --category {category} -k 3\n"
               "  lifecircle site --city my.city --category {category} --model "
               "suffice --candidates plots.csv --prove 60",
    .run = run,
};

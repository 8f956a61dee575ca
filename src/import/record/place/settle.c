/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/settle.c - see settle.h.
 *
 * What is declared stands unless another system fits plainly better; then the
 * import stops, with the option that answers the question. Points under a
 * projection are measured like those in degrees: a map service shifts them
 * before they are projected.
 */
#include "src/import/record/place/settle.h"

#include "lifecircle/world/streets.h"
#include "src/import/extent.h"
#include "src/import/record/journal.h"
#include "src/import/record/place/fit.h"
#include "src/import/record/place/survey.h"
#include "src/import/report.h"
#include "src/import/table/formats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Which of the three in degrees a name stands for; -1: another system. */
static int system_of(const char *crs)
{
    static const struct {
        const char *name;
        int system;
    } known[] = {{"wgs84", LIFE_FIT_WGS84},     {"cgcs2000", LIFE_FIT_WGS84},
                 {"EPSG:4326", LIFE_FIT_WGS84}, {"EPSG:4490", LIFE_FIT_WGS84},
                 {"gcj02", LIFE_FIT_GCJ02},     {"bd09", LIFE_FIT_BD09}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcasecmp(crs, known[i].name))
            return known[i].system;
    return -1;
}

/* ---- the decision ---- */

typedef struct decision {
    const lc_survey *s;
    const lc_network *net;
    lc_fit_ways ways;
    lc_fit fit[LIFE_FIT_MOST];
    int declared; /* its way; -1: none */
    const char **crs;
    lc_import_report *report;
} decision;

/* One line a system, for people; those of nothing to be seen are left out. */
static void compare_text(const decision *d, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < d->ways.n && len < size; i++)
        if (lc_fit_stands(d->fit, i) &&
            (i < LIFE_FIT_COUNT || d->fit[i].about > 0))
            len += (size_t)snprintf(
                out + len, size - len, "%s%zu of %zu as %s (median %.0f m)",
                i ? ", " : "", d->fit[i].near, d->fit[i].about, d->fit[i].name,
                d->fit[i].median_m);
}

/* The system that brings most points near streets at all. */
static size_t most_about(const decision *d)
{
    size_t most = 0;

    for (size_t i = 0; i < d->ways.n; i++)
        if (d->fit[i].about > most)
            most = d->fit[i].about;
    return most;
}

/* The winner, or a question. */
static lc_status choose(const decision *d, lc_error *err)
{
    const lc_fit *winner = lc_fit_winner(d->fit, d->ways.n);
    char text[512];

    if (winner) {
        snprintf(d->report->crs, sizeof d->report->crs, "%s", winner->name);
        *d->crs = d->report->crs;
        return LIFE_OK;
    }
    if (most_about(d) < LIFE_FIT_LEAST)
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "only %zu of %zu points lie within %.0f m of a "
                             "street, too few to tell their system; name it: "
                             "wgs84, gcj02, bd09, cgcs2000 or EPSG:n",
                             most_about(d), d->fit[0].places, LIFE_FIT_ABOUT_M);
    compare_text(d, text, sizeof text);
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "no system fits plainly best, so name one; of the "
                         "points among the streets, within %.0f m of one lie "
                         "%s",
                         LIFE_FIT_NEAR_M, text);
}

/* The way that beats the declared one, or another system that brings points
 * into the city where that brings none; -1: none does. */
static int better_one(const decision *d)
{
    const lc_fit *declared = &d->fit[d->declared];
    int best = -1;

    for (size_t i = 0; i < d->ways.n; i++) {
        const lc_fit *f = &d->fit[i];

        if (!lc_fit_stands(d->fit, i) || (int)i == d->declared)
            continue;
        if (lc_fit_beats(f, declared) &&
            (best < 0 || f->near > d->fit[best].near))
            best = (int)i;
    }
    for (size_t i = 0; best < 0 && declared->inside == 0 && i < d->ways.n; i++)
        if (d->ways.v[i].forth && d->fit[i].inside * 2 > d->s->pt.n)
            best = (int)i;
    return best;
}

/* What to answer is in the message: the option, and its values. */
static lc_status question(const decision *d, lc_error *err)
{
    int best = better_one(d);
    char text[512];

    if (best < 0)
        return LIFE_OK;
    if (d->fit[d->declared].inside == 0)
        return lc_fail_param(
            err, LIFE_ERR_RANGE, "crs",
            "are these coordinates %s rather than %s? As %s no point lies in "
            "the city, as %s %zu of %zu do; say --crs %s, or --crs %s "
            "--trust-crs to keep them as they are",
            d->fit[best].name, *d->crs, *d->crs, d->fit[best].name,
            d->fit[best].inside, d->s->pt.n, d->fit[best].name, *d->crs);
    compare_text(d, text, sizeof text);
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "are these coordinates %s rather than %s? Of the "
                         "points among the streets, within %.0f m of one lie "
                         "%s; say --crs %s, or --crs "
                         "%s --trust-crs to keep them as they are",
                         d->fit[best].name, *d->crs, LIFE_FIT_NEAR_M, text,
                         d->fit[best].name, *d->crs);
}

/* Metres where degrees were declared, or nothing was: which they are, by where
 * the city lies; the import itself says the rest. */
static lc_status ask_metres(const decision *d, lc_error *err)
{
    const lc_fit *winner = lc_fit_winner(d->fit, d->ways.n), *best = NULL;
    lc_buf names = {0};
    lc_status st;

    for (size_t i = 0; i < d->ways.n; i++)
        if (d->fit[i].inside * 2 > d->s->pt.n) {
            lc_buf_printf(&names, "%s%s", best ? " or " : "", d->fit[i].name);
            best = !best || d->fit[i].inside > best->inside ? &d->fit[i] : best;
        }
    if (!best || names.failed) {
        lc_buf_free(&names);
        return LIFE_OK;
    }
    st = lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                       "these coordinates are metres and not degrees; %zu of "
                       "%zu points lie in the city as %s: say --crs %s",
                       best->inside, d->s->pt.n,
                       winner ? winner->name : names.data,
                       winner ? winner->name : best->name);
    lc_buf_free(&names);
    return st;
}

/* Columns can be named the other way round; a geometry has to be written anew.
 */
static lc_status swapped_error(const lc_survey *s, size_t swapped,
                               lc_error *err)
{
    bool columns = lc_columns_have(&s->columns, LIFE_FIELD_lon);
    bool geometry = !columns && (s->features || s->areas);
    const char *mend = columns    ? "say --map lon=COLUMN,lat=COLUMN"
                       : geometry ? "write the longitude first"
                                  : "say --map latlon=COLUMN";

    return lc_fail_param(err, LIFE_ERR_RANGE, geometry ? "" : "map",
                         "longitude and latitude are swapped: no point lies "
                         "in the city, but read the other way round %zu of %zu "
                         "do; %s",
                         swapped, s->pt.n, mend);
}

/* Far from the city as they are written, and in it the other way round. */
static lc_status check_order(const decision *d, lc_error *err)
{
    lc_box all = lc_box_grown(lc_fit_box(d->net), LIFE_FIT_OUTSIDE_M);
    const lc_survey *s = d->s;
    size_t swapped = 0;

    for (size_t i = 0; i < d->ways.n; i++)
        if (d->fit[i].inside > 0)
            return LIFE_OK;
    for (size_t i = 0; i < s->pt.n; i++) {
        lc_lonlat p = {s->pt.v[i].lat, s->pt.v[i].lon};

        swapped += lc_lonlat_valid(p) && lc_box_contains(all, lc_pt_from(p));
    }
    if (swapped == 0 || (swapped < LIFE_FIT_LEAST && swapped * 2 < s->pt.n))
        return LIFE_OK; /* of a whole country's table some lie in the city */
    return swapped_error(s, swapped, err);
}

/* A table of another city is told, not refused. */
static void note_outside(const decision *d)
{
    lc_box all = lc_box_grown(lc_fit_box(d->net), LIFE_FIT_OUTSIDE_M);
    const lc_survey *s = d->s;

    for (size_t i = 0; s->o->journal && !s->areas && i < s->pt.n; i++) {
        lc_lonlat p = lc_fit_way_go(&d->ways, (size_t)d->declared, s->pt.v[i]);
        bool valid = lc_lonlat_valid(p);
        lc_finding_example *e;

        if (valid && lc_box_contains(all, lc_pt_from(p)))
            continue;
        e = lc_journal_add(s->o->journal, "points_outside", NULL);
        if (!e)
            continue;
        *(s->features ? &e->feature : &e->line) = s->row.v[i];
        e->placed = valid;
        if (valid)
            e->pt = lc_pt_from(p);
    }
}

/* Outlines that run along streets in no system plainly say nothing, and where
 * nobody has said what they are in, people must know. */
static void warn_outlines(const decision *d, bool declared)
{
    const lc_fit *winner = lc_fit_winner(d->fit, d->ways.n);

    if (declared || !d->s->areas || !d->fit[LIFE_FIT_GCJ02].moved ||
        winner == &d->fit[LIFE_FIT_WGS84])
        return;
    lc_import_report_add(
        d->report,
        "warning: the streets don't tell whether these boundaries are wgs84; "
        "those of Chinese map services (DataV, AMap) are gcj02, some hundred "
        "metres beside it: say --crs gcj02, or --crs wgs84 if you know");
}

/* The comparison goes into the report even where it changes nothing. */
static void report_fit(const decision *d)
{
    const lc_fit *taken = &d->fit[d->declared];
    size_t outside = d->s->pt.n - taken->inside;
    char shares[512], text[640];

    compare_text(d, shares, sizeof shares);
    if (most_about(d) < LIFE_FIT_LEAST)
        snprintf(text, sizeof text,
                 "%s as declared; %zu of %zu points lie within %.0f m of "
                 "a street, too few to check it",
                 *d->crs, taken->about, taken->places, LIFE_FIT_ABOUT_M);
    else
        snprintf(text, sizeof text,
                 "%s; of the points among the streets, within %.0f m of one "
                 "lie %s",
                 *d->crs, LIFE_FIT_NEAR_M, shares);
    lc_import_report_add(d->report, "coordinates: %s", text);
    lc_journal_crs(d->s->o->journal, NULL, text);
    if (outside > 0 && !d->s->areas)
        lc_import_report_add(
            d->report,
            "%zu of %zu points measured lie more than %.0f m outside "
            "the streets, and are kept",
            outside, d->s->pt.n, LIFE_FIT_OUTSIDE_M);
}

/* The way that the system has which was settled on. */
static int way_of(const decision *d)
{
    int system = system_of(*d->crs);

    for (size_t i = 0; system < 0 && i < d->ways.n; i++)
        if (!strcasecmp(d->ways.v[i].name, *d->crs))
            return (int)i;
    return system < 0 ? 0 : system;
}

/* A file of boundaries that are known to be shifted, and may have been shifted
 * back. */
static lc_status ask_sign(const decision *d, lc_error *err)
{
    const lc_fit *winner = d->net ? lc_fit_winner(d->fit, d->ways.n) : NULL;

    if (strcmp(lc_survey_sign(d->s, "use"), "asked") ||
        (winner && winner == &d->fit[LIFE_FIT_WGS84]))
        return LIFE_OK;
    return lc_fail_param(
        err, LIFE_ERR_RANGE, "crs",
        "by its property \"%s\" this is a file of %s, whose "
        "coordinates are %s; say --crs %s, or --crs wgs84 if "
        "they were shifted back",
        lc_survey_sign(d->s, "column"), lc_survey_sign(d->s, "who"),
        lc_survey_sign(d->s, "system"), lc_survey_sign(d->s, "system"));
}

/* The streets have been measured. */
static lc_status judge(decision *d, bool declared, lc_error *err)
{
    const lc_import_opts *o = d->s->o;
    bool find = !strcasecmp(*d->crs, LIFE_CRS_AUTO);
    lc_status st = LIFE_OK;

    if (d->declared >= 0 && !o->trust_crs)
        st = check_order(d, err);
    if (!st && find && d->declared >= 0)
        st = choose(d, err);
    else if (!st && d->declared < 0)
        st = find ? choose(d, err) : ask_metres(d, err);
    else if (!st && !o->trust_crs)
        st = question(d, err);
    if (!st && !declared)
        st = ask_sign(d, err);
    if (st || (d->declared < 0 && !find))
        return st;
    d->declared = way_of(d);
    report_fit(d);
    note_outside(d);
    warn_outlines(d, declared);
    return LIFE_OK;
}

/* Who wants to know all that is wrong with a table is told the rest of it
 * too; the import stops with the question at its end. */
static bool put_off(const lc_import_opts *o, const char **crs,
                    const lc_error *why)
{
    if (!o->to_the_end || !o->journal || why->status != LIFE_ERR_RANGE)
        return false;
    o->journal->question = *why;
    lc_journal_crs(o->journal, NULL, why->text);
    if (!strcasecmp(*crs, LIFE_CRS_AUTO))
        *crs = "wgs84";
    return true;
}

/* ---- all of it ---- */

/* A city may be without streets for a while; then nothing can be measured. */
static lc_status open_streets(lc_city *c, bool needed, lc_network **net,
                              lc_error *err)
{
    lc_error none = {0};
    lc_status st = lc_streets_open(c, net, &none);

    if (!st || (st == LIFE_ERR_STATE && !needed))
        return LIFE_OK;
    return lc_fail_param(err, st, st == LIFE_ERR_STATE ? "crs" : "", "%s",
                         none.text);
}

/* The option, else what the file says, else WGS 84. */
static lc_status find_declared(const char *path, const lc_import_opts *o,
                               const char **crs, lc_import_report *report,
                               lc_error *err)
{
    lc_status st = LIFE_OK;
    char text[80];

    *crs = o->crs ? o->crs : "wgs84";
    if (!o->crs)
        st = lc_format_crs(path, o, report->crs, err);
    if (st || o->crs || !report->crs[0]) {
        lc_journal_crs(o->journal, *crs, NULL);
        return st;
    }
    *crs = report->crs;
    snprintf(text, sizeof text, "%s, as the file says", *crs);
    lc_import_report_add(report, "coordinates: %s", text);
    lc_journal_crs(o->journal, *crs, text);
    return LIFE_OK;
}

/* What the columns say, where nobody else does. */
static void believe_sign(const lc_survey *s, const char **crs,
                         lc_import_report *report)
{
    if (strcmp(lc_survey_sign(s, "use"), "taken"))
        return;
    snprintf(report->crs, sizeof report->crs, "%s",
             lc_survey_sign(s, "system"));
    *crs = report->crs;
    lc_import_report_add(report,
                         "coordinates: %s, as by its \"%s\" this is %s; say "
                         "--crs wgs84 if they were shifted back",
                         *crs, lc_survey_sign(s, "column"),
                         lc_survey_sign(s, "who"));
}

/* A datum that nobody can shift: how far off its points may be. */
static lc_status warn_datum(const lc_survey *s, const char *crs,
                            lc_import_report *report, lc_error *err)
{
    const char *datum = s->unshifted;
    const char *apart = "how far is not known";
    lc_table *t = NULL;
    lc_status st;

    if (!datum)
        return LIFE_OK;
    st = lc_table_open("datums.csv", &t, err);
    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        if (!strcmp(lc_table_get(t, i, 0), datum))
            apart = lc_table_get(t, i, 1);
    if (!st && strcmp(apart, "same"))
        lc_import_report_add(
            report,
            "warning: %s stands on the datum %s, whose shift to WGS 84 is not "
            "known here: places may lie off where they are, %s",
            crs, datum, apart);
    lc_table_free(t);
    return st;
}

/* The ways that are compared, and which of them is declared. */
static lc_status find_ways(decision *d, bool degrees, bool metres,
                           lc_error *err)
{
    lc_box all = lc_fit_box(d->net);
    lc_pt middle = {all.min_lon / 2 + all.max_lon / 2,
                    all.min_lat / 2 + all.max_lat / 2};

    d->declared = metres ? -1 : degrees ? system_of(*d->crs) : 0;
    if (degrees && d->declared < 0 && !metres)
        d->declared = LIFE_FIT_WGS84; /* auto */
    if (!degrees || metres)
        return lc_fit_ways_metres(metres ? LIFE_SURVEY_METRES : *d->crs,
                                  lc_pt_lonlat(middle), &d->ways, err);
    lc_fit_ways_degrees(&d->ways);
    return LIFE_OK;
}

/* A system that was declared stands unless another one fits plainly better. */
static lc_status decide(decision *d, bool degrees, bool declared, lc_error *err)
{
    lc_status st = find_ways(d, degrees, d->s->in_metres, err);

    if (!st)
        st = lc_fit_measure(d->net, d->s->pt.v, d->s->pt.n, &d->ways, d->fit,
                            err);
    if (!st)
        st = judge(d, declared, err);
    return st;
}

/* Positions in the system that is declared; metres are looked at as such. */
static lc_status take_points(lc_survey *s, const char *path, const char **crs,
                             lc_import_report *report, lc_error *err)
{
    bool degrees = system_of(*crs) >= 0 || !strcasecmp(*crs, LIFE_CRS_AUTO);
    bool declared = s->o->crs || report->crs[0];
    lc_status st = lc_survey_look(s, path, degrees ? "wgs84" : *crs, err);

    if (!st && !declared)
        believe_sign(s, crs, report);
    if (!st && degrees && s->pt.n == 0 && s->metres > 0) {
        st = lc_survey_look(s, path, LIFE_SURVEY_METRES, err);
        s->in_metres = s->pt.n > 0;
    }
    if (!st && !degrees)
        st = warn_datum(s, *crs, report, err);
    return st;
}

lc_status lc_settle_crs(lc_city *c, const char *path, const lc_import_opts *o,
                        const char **crs, lc_import_report *report,
                        lc_error *err)
{
    lc_survey s = {.o = o, .outlines = o->level != NULL, .sign = -1};
    decision d = {.s = &s, .crs = crs, .report = report};
    lc_network *net = NULL;
    lc_error why = {0};
    bool degrees, find, declared;
    lc_status st = find_declared(path, o, crs, report, err);

    if (st)
        return st;
    declared = o->crs || report->crs[0];
    degrees = system_of(*crs) >= 0 || !strcasecmp(*crs, LIFE_CRS_AUTO);
    find = !strcasecmp(*crs, LIFE_CRS_AUTO);
    st = take_points(&s, path, crs, report, err);
    if (!st && s.pt.n > 0)
        st = open_streets(c, find, &net, err);
    if (!st && net) {
        lc_survey_thin(&s);
        d.net = net;
        st = decide(&d, degrees, declared, &why);
    } else if (!st && find) {
        st = lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                           "the table has no positions to be measured");
    } else if (!st && !declared) {
        st = ask_sign(&d, &why);
    }
    if (st && why.status && put_off(o, crs, &why))
        st = LIFE_OK;
    else if (st && why.status)
        lc_fail_as(err, &why);
    if (!st)
        lc_journal_crs(o->journal, *crs, NULL);
    lc_fit_ways_close(&d.ways);
    lc_streets_close(c, net);
    lc_survey_forget(&s);
    return st;
}

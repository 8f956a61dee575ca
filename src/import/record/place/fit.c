/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/fit.c - see fit.h.
 *
 * Chinese map services shift positions by some hundred metres, each in its own
 * way, and tables rarely say whose they are. But facilities stand beside
 * streets: read in the right system most lie within 30 m of one, read in a
 * wrong one they are scattered.
 *
 * So the same points are read in each system and measured against the streets
 * of the city. A system is taken only where it fits plainly better than chance
 * explains; else the import asks.
 */
#include "src/import/record/place/fit.h"

#include "lifecircle/world/streets.h"
#include "src/import/extent.h"
#include "src/import/record/columns.h"
#include "src/import/record/journal.h"
#include "src/import/record/mend.h"
#include "src/import/record/place/position.h"
#include "src/import/record/place/shapes.h"
#include "src/import/record/words/number.h"
#include "src/import/report.h"
#include "src/import/table/formats.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MEASURED_MAX 20000 /* points; of more, every n-th is measured */
#define SHARE_WORTH  0.15
#define ERRORS_WORTH 2.5 /* chance alone does that once in 160 times */

/* ---- points against streets ---- */

/* WGS 84 needs no way back. */
static lc_lonlat as_it_is(lc_lonlat p)
{
    return p;
}

/* By GCJ-02, as Baidu's shift lies on top of that one. */
static lc_lonlat from_bd09(lc_lonlat p)
{
    return lc_gcj02_to_wgs84(lc_bd09_to_gcj02(p));
}

/* The three that are measured, in the order of LIFE_FIT_. */
static const struct {
    const char *name;
    lc_lonlat (*to_wgs84)(lc_lonlat p);
} systems[LIFE_FIT_COUNT] = {
    {"wgs84", as_it_is},
    {"gcj02", lc_gcj02_to_wgs84},
    {"bd09", from_bd09},
};

/* One point looking for its street. */
typedef struct probe {
    const lc_network *net;
    lc_pt pt;
    double least_m;
} probe;

/* The nearest so far. */
static void see_street(void *ctx, uint32_t edge, double *limit_m)
{
    probe *p = ctx;
    uint32_t at_mm;
    lc_pt at;
    double d = lc_network_project(p->net, edge, p->pt, &at_mm, &at);

    if (d < p->least_m)
        *limit_m = p->least_m = d;
}

/* Farther than LIFE_FIT_ABOUT_M doesn't matter. */
static double street_m(const lc_network *net, lc_pt pt)
{
    probe p = {net, pt, HUGE_VAL};

    lc_index_nearest(net->index, pt, LIFE_FIT_ABOUT_M, see_street, &p);
    return p.least_m;
}

/* Of all streets: points far outside it say nothing. */
static lc_box box_of(const lc_network *net)
{
    lc_box b = lc_box_empty();

    for (uint32_t i = 0; i < net->shape_count; i++)
        lc_box_add(&b, net->shape[i]);
    return b;
}

/* For the median. */
static int by_metres(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return a < b ? -1 : a > b;
}

/* What all points of a system are measured with. */
typedef struct yard { /* what every system is measured by */
    const lc_network *net;
    lc_box all;
    const lc_lonlat *pt;
    size_t count;
    double *metres;
} yard;

/* All points in one system. */
static void measure(const yard *y, lc_lonlat (*to_wgs84)(lc_lonlat p),
                    lc_fit *out)
{
    for (size_t i = 0; i < y->count; i++) {
        lc_lonlat p = to_wgs84(y->pt[i]);
        double d;
        lc_pt at;

        if (!lc_lonlat_valid(p))
            continue;
        at = lc_pt_from(p);
        out->moved |= !lc_pt_equal(at, lc_pt_from(y->pt[i]));
        if (!lc_box_contains(y->all, at))
            continue;
        out->inside++;
        d = street_m(y->net, at);
        out->near += d <= LIFE_FIT_NEAR_M;
        if (d <= LIFE_FIT_ABOUT_M)
            y->metres[out->about++] = d;
    }
    if (out->about == 0)
        return;
    qsort(y->metres, out->about, sizeof *y->metres, by_metres);
    out->median_m = y->metres[(out->about - 1) / 2];
}

lc_status lc_fit_measure(const lc_network *net, const lc_lonlat *pt,
                         size_t count, lc_fit out[LIFE_FIT_COUNT],
                         lc_error *err)
{
    yard y = {net, lc_box_grown(box_of(net), LIFE_FIT_OUTSIDE_M), pt, count,
              lc_calloc(count, sizeof *y.metres)};

    if (!y.metres)
        return lc_no_memory(err, "distances");
    for (int i = 0; i < LIFE_FIT_COUNT; i++) {
        out[i] = (lc_fit){.name = systems[i].name};
        measure(&y, systems[i].to_wgs84, &out[i]);
    }
    lc_free(y.metres);
    return LIFE_OK;
}

/* Both shares are of the same points, those that either puts at the streets;
 * one more hit and one more miss keep a share of all or none from looking
 * certain (Laplace's rule of succession). */
bool lc_fit_beats(const lc_fit *a, const lc_fit *b)
{
    size_t most = a->about > b->about ? a->about : b->about;
    double n = (double)most + 2, pa = ((double)a->near + 1) / n,
           pb = ((double)b->near + 1) / n,
           error = sqrt((pa * (1 - pa) + pb * (1 - pb)) / n);

    return a->about >= LIFE_FIT_LEAST && pa - pb > SHARE_WORTH &&
           pa - pb > ERRORS_WORTH * error;
}

/* Chance scatters more where there are fewer points. */
static bool stands(const lc_fit fit[LIFE_FIT_COUNT], int i)
{
    return i == LIFE_FIT_WGS84 || fit[i].moved;
}

const lc_fit *lc_fit_winner(const lc_fit fit[LIFE_FIT_COUNT])
{
    for (int i = 0; i < LIFE_FIT_COUNT; i++) {
        bool wins = stands(fit, i);

        for (int k = 0; k < LIFE_FIT_COUNT; k++)
            if (k != i && stands(fit, k) && !lc_fit_beats(&fit[i], &fit[k]))
                wins = false;
        if (wins)
            return &fit[i];
    }
    return NULL;
}

/* ---- a table's points ---- */

/* The table's points as they are written. */
typedef struct survey {
    const lc_import_opts *o;
    lc_columns columns;
    lc_shapes shapes;
    LC_VEC(lc_lonlat) pt; /* one a row: of a line or area, its first */
    LC_VEC(uint32_t) row; /* its line, or the feature's number */
    bool features;
} survey;

/* Columns as the import itself finds them. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    survey *s = ctx;

    return lc_columns_open(s->o->map, name, count, &s->columns, err);
}

/* What is wrong with a row is said when it is imported. */
static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    survey *s = ctx;
    lc_shape shape = {0};
    lc_status st = LIFE_OK;

    s->features = r->line == 0;
    if (!r->fault && !lc_shapes_read_raw(&s->shapes, r, &shape, NULL) &&
        shape.pt_count > 0 &&
        (!lc_vec_push(&s->pt, lc_pt_lonlat(shape.pt[0])) ||
         !lc_vec_push(&s->row, r->line ? r->line : r->feature)))
        st = lc_no_memory(err, "positions");
    lc_shape_clear(&shape);
    return st;
}

/* Every n-th, so that a table sorted by place is measured in all its parts. */
static void thin_out(survey *s)
{
    size_t step = (s->pt.n + MEASURED_MAX - 1) / MEASURED_MAX, kept = 0;

    for (size_t i = 0; i < s->pt.n; i += step) {
        s->row.v[kept] = s->row.v[i];
        s->pt.v[kept++] = s->pt.v[i];
    }
    s->pt.n = kept;
}

/* Which of the three a name stands for; -1: a system of its own. */
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

/* One line a system, for people. */
static void compare_text(const lc_fit fit[LIFE_FIT_COUNT], char *out,
                         size_t size)
{
    size_t len = 0;

    for (int i = 0; i < LIFE_FIT_COUNT && len < size; i++)
        if (stands(fit, i))
            len += (size_t)snprintf(out + len, size - len,
                                    "%s%zu of %zu as %s (median %.0f m)",
                                    i ? ", " : "", fit[i].near, fit[i].about,
                                    fit[i].name, fit[i].median_m);
}

/* The system that brings most points near streets at all. */
static size_t most_about(const lc_fit fit[LIFE_FIT_COUNT])
{
    size_t most = 0;

    for (int i = 0; i < LIFE_FIT_COUNT; i++)
        if (fit[i].about > most)
            most = fit[i].about;
    return most;
}

/* The winner, or a question. */
static lc_status choose(const survey *s, const lc_fit fit[LIFE_FIT_COUNT],
                        const char **crs, lc_error *err)
{
    const lc_fit *winner = lc_fit_winner(fit);
    char text[256];

    if (winner) {
        *crs = winner->name;
        return LIFE_OK;
    }
    if (most_about(fit) < LIFE_FIT_LEAST)
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "only %zu of %zu points lie within %.0f m of a "
                             "street, too few to tell their system; name it: "
                             "wgs84, gcj02, bd09, cgcs2000 or EPSG:n",
                             most_about(fit), s->pt.n, LIFE_FIT_ABOUT_M);
    compare_text(fit, text, sizeof text);
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "no system fits plainly best, so name one; of the "
                         "points among the streets, within %.0f m of one lie "
                         "%s",
                         LIFE_FIT_NEAR_M, text);
}

/* What to answer is in the message: the option, and its values. */
static lc_status question(const lc_fit fit[LIFE_FIT_COUNT], int declared,
                          const char *crs, lc_error *err)
{
    const lc_fit *best = NULL;
    char text[256];

    for (int i = 0; i < LIFE_FIT_COUNT; i++)
        if (stands(fit, i) && lc_fit_beats(&fit[i], &fit[declared]) &&
            (!best || fit[i].near > best->near))
            best = &fit[i];
    if (!best)
        return LIFE_OK;
    compare_text(fit, text, sizeof text);
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "are these coordinates %s rather than %s? Of the "
                         "points among the streets, within %.0f m of one lie "
                         "%s; say --crs %s, or --crs "
                         "%s --trust-crs to keep them as they are",
                         best->name, crs, LIFE_FIT_NEAR_M, text, best->name,
                         crs);
}

/* Far from the city as they are written, and in it the other way round. */
static lc_status check_order(const survey *s, const lc_network *net,
                             const lc_fit fit[LIFE_FIT_COUNT], lc_error *err)
{
    lc_box all = lc_box_grown(box_of(net), LIFE_FIT_OUTSIDE_M);
    size_t swapped = 0;

    for (int i = 0; i < LIFE_FIT_COUNT; i++)
        if (fit[i].inside > 0)
            return LIFE_OK;
    for (size_t i = 0; i < s->pt.n; i++) {
        lc_lonlat p = {s->pt.v[i].lat, s->pt.v[i].lon};

        swapped += lc_lonlat_valid(p) && lc_box_contains(all, lc_pt_from(p));
    }
    if (swapped == 0 || swapped * 2 < s->pt.n)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "longitude and latitude are swapped: no point lies "
                         "in the city, but read the other way round %zu of %zu "
                         "do; say --map lon=COLUMN,lat=COLUMN",
                         swapped, s->pt.n);
}

/* A table of another city is told, not refused. */
static void note_outside(const survey *s, const lc_network *net, int system)
{
    lc_box all = lc_box_grown(box_of(net), LIFE_FIT_OUTSIDE_M);

    for (size_t i = 0; s->o->journal && i < s->pt.n; i++) {
        lc_lonlat p = systems[system].to_wgs84(s->pt.v[i]);
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

/* The comparison goes into the report even where it changes nothing. */
static void report_fit(const survey *s, const lc_fit fit[LIFE_FIT_COUNT],
                       int system, const char *crs, lc_import_report *report)
{
    size_t outside = s->pt.n - fit[system].inside;
    char shares[256], text[512];

    compare_text(fit, shares, sizeof shares);
    if (most_about(fit) < LIFE_FIT_LEAST)
        snprintf(text, sizeof text,
                 "%s as declared; only %zu of %zu points lie within %.0f m of "
                 "a street, too few to check it",
                 crs, fit[system].about, s->pt.n, LIFE_FIT_ABOUT_M);
    else
        snprintf(text, sizeof text,
                 "%s; of the points among the streets, within %.0f m of one "
                 "lie %s",
                 crs, LIFE_FIT_NEAR_M, shares);
    lc_import_report_add(report, "coordinates: %s", text);
    lc_journal_crs(s->o->journal, NULL, text);
    if (outside > 0)
        lc_import_report_add(
            report,
            "%zu of %zu points measured lie more than %.0f m outside "
            "the streets, and are kept",
            outside, s->pt.n, LIFE_FIT_OUTSIDE_M);
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
    if (system_of(*crs) < 0)
        *crs = systems[LIFE_FIT_WGS84].name;
    return true;
}

/* A system that was declared stands unless another one fits plainly better. */
static lc_status decide(survey *s, const lc_network *net, const char **crs,
                        lc_import_report *report, lc_error *err)
{
    lc_fit fit[LIFE_FIT_COUNT];
    bool find = !strcasecmp(*crs, LIFE_CRS_AUTO);
    int declared = system_of(*crs);
    lc_status st = lc_fit_measure(net, s->pt.v, s->pt.n, fit, err);

    if (!st && !s->o->trust_crs)
        st = check_order(s, net, fit, err);
    if (!st && find)
        st = choose(s, fit, crs, err);
    else if (!st && !s->o->trust_crs)
        st = question(fit, declared, *crs, err);
    if (!st) {
        int system = find ? system_of(*crs) : declared;

        report_fit(s, fit, system, *crs, report);
        note_outside(s, net, system);
    }
    return st;
}

/* A city may be without streets for a while; then nothing can be measured. */
static lc_status open_streets(lc_city *c, bool needed, lc_network **net,
                              lc_error *err)
{
    lc_error none = {0};
    lc_status st = lc_streets_build(c, net, &none);

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

    *crs = o->crs ? o->crs : systems[LIFE_FIT_WGS84].name;
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

lc_status lc_fit_settle(lc_city *c, const char *path, const lc_import_opts *o,
                        const char **crs, lc_import_report *report,
                        lc_error *err)
{
    survey s = {.o = o};
    lc_record_sink sink = {take_columns, take_record, &s, NULL, NULL, false};
    lc_network *net = NULL;
    char note[160];
    lc_error why = {0};
    lc_status st = find_declared(path, o, crs, report, err);

    if (st || (system_of(*crs) < 0 && strcasecmp(*crs, LIFE_CRS_AUTO)))
        return st;
    st = lc_shapes_open(systems[LIFE_FIT_WGS84].name, &s.columns, &s.shapes,
                        err);
    if (!st)
        st = lc_mend_read(path, o, &sink, NULL, note, err);
    if (!st && s.pt.n > 0)
        st = open_streets(c, system_of(*crs) < 0, &net, err);
    if (!st && net) {
        thin_out(&s);
        st = decide(&s, net, crs, report, &why);
        if (st && put_off(o, crs, &why))
            st = LIFE_OK;
        else if (st)
            lc_fail_as(err, &why);
    } else if (!st && system_of(*crs) < 0) {
        st = lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                           "the table has no positions to be measured");
    }
    if (!st)
        lc_journal_crs(o->journal, *crs, NULL);
    lc_network_free(net);
    lc_vec_free(&s.pt);
    lc_vec_free(&s.row);
    lc_shapes_close(&s.shapes);
    lc_columns_close(&s.columns);
    return st;
}

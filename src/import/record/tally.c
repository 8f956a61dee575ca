/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/tally.c - what becomes of a table's rows, and of its
 * source.
 */
#include "lifecircle/base/file.h"
#include "src/import/extent.h"
#include "src/import/record/fit.h"
#include "src/import/record/intake.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LISTED_MAX            20
#define REJECTED_MAX          1000 /* and 1 % */
#define ATTRIBUTION_BYTES_MAX 500

void lc_report_add(lc_import_report *report, const char *fmt, ...)
{
    size_t len = strlen(report->text), room = sizeof report->text - len;
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(report->text + len, room, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n + 1 >= room)
        report->text[len] = '\0'; /* whole lines or none */
    else
        memcpy(report->text + len + n, "\n", 2);
}

static bool is_of_the_row(lc_status st)
{
    return st == LIFE_ERR_PARSE || st == LIFE_ERR_RANGE ||
           st == LIFE_ERR_LIMIT || st == LIFE_ERR_NOT_FOUND;
}

static bool too_many(const lc_tally *t)
{
    const lc_import_report *r = t->report;

    if (t->max_reject > 0)
        return r->rejected > t->max_reject;
    return r->rejected > REJECTED_MAX || r->rejected * 100 > r->rows;
}

lc_status lc_tally_end(const lc_tally *t, lc_error *err)
{
    const lc_import_report *r = t->report;

    if (t->intake && t->intake->question.status) {
        if (err)
            *err = t->intake->question;
        return t->intake->question.status;
    }
    if (r->taken == 0 && r->left_out > 0) {
        lc_fail_param(err, LIFE_ERR_LIMIT, t->none.parameter,
                      "%s (no row of %" PRId64 " has a category; --categories "
                      "FILE says which type is which)",
                      t->none.text, r->rows);
        return lc_fail_at(err, LIFE_ERR_LIMIT, t->path, t->none.line);
    }
    if (r->rejected == 0 || !too_many(t))
        return LIFE_OK;
    lc_fail_param(err, LIFE_ERR_LIMIT, t->first.parameter,
                  "%s (%" PRId64 " of %" PRId64 " rows rejected; --max-reject "
                  "allows more)",
                  t->first.text, r->rejected, r->rows);
    return lc_fail_at(err, LIFE_ERR_LIMIT, t->path, t->first.line);
}

lc_status lc_tally_leave_out(lc_tally *t, const lc_record *r,
                             const lc_error *row_error)
{
    t->report->rows++;
    if (t->report->left_out++ > 0)
        return LIFE_OK;
    t->none = *row_error;
    t->none.line = r->line;
    return LIFE_OK;
}

static void note_rejection(const lc_tally *t, const lc_record *r,
                           const lc_error *row_error)
{
    lc_finding_example *e = lc_intake_note(t->intake, row_error->parameter, r);

    if (e)
        e->said = lc_intake_keep(t->intake, row_error->text);
}

lc_status lc_tally_row(lc_tally *t, const lc_record *r, lc_status st,
                       const lc_error *row_error, lc_error *err)
{
    lc_import_report *report = t->report;
    lc_error named = {0};

    report->rows++;
    if (!st) {
        report->taken++;
        return LIFE_OK;
    }
    if (!is_of_the_row(st)) {
        if (err && !err->status)
            *err = *row_error;
        return st;
    }
    report->rejected++;
    note_rejection(t, r, row_error);
    if (r->feature)
        lc_fail_param(&named, st, row_error->parameter, "feature %u: %s",
                      (unsigned)r->feature, row_error->text);
    else
        named = *row_error;
    named.line = r->line;
    if (report->rejected == 1)
        t->first = named;
    if (report->rejected <= LISTED_MAX && r->feature)
        lc_report_add(report, "%s", named.text);
    else if (report->rejected <= LISTED_MAX)
        lc_report_add(report, "line %u: %s", (unsigned)r->line, named.text);
    if (!t->to_the_end && report->rejected > REJECTED_MAX &&
        report->rejected > t->max_reject)
        return lc_tally_end(t, err);
    return LIFE_OK;
}

/* ---- sources ---- */

static lc_status name_origin(const char *path, const lc_import_opts *o,
                             lc_origin *out, lc_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = o->source ? o->source : slash ? slash + 1 : path;
    size_t len = o->source ? strlen(name) : lc_table_stem(name);

    if (len == 0 || len >= sizeof out->name)
        return lc_fail_param(
            err, LIFE_ERR_RANGE, "source",
            "a source's name has 1 to %zu bytes; \"%.40s\" has "
            "%zu",
            sizeof out->name - 1, name, len);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)name[i] < 0x20 || name[i] == ':' || name[i] == '/')
            return lc_fail_param(err, LIFE_ERR_RANGE, "source",
                                 "a source's name has no : / or control bytes; "
                                 "choose another than \"%.*s\" with --source",
                                 (int)len, name);
    memcpy(out->name, name, len);
    out->name[len] = '\0';
    if (!strcmp(out->name, "osm") || !strcmp(out->name, "manual"))
        return lc_fail_param(
            err, LIFE_ERR_RANGE, "source",
            "a table can't be the source \"%s\"; choose another "
            "name with --source",
            out->name);
    return LIFE_OK;
}

static lc_status read_kind(lc_city *c, const char *name, char kind[32],
                           lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st =
        lc_stmt_prepare(c, "SELECT kind FROM source WHERE name = ?1", &s, err);

    kind[0] = '\0';
    if (!st) {
        lc_stmt_text(s, 1, name);
        st = lc_stmt_step(s, &row, err);
    }
    if (!st && row)
        snprintf(kind, 32, "%s", lc_stmt_col_text(s, 0));
    lc_stmt_free(s);
    return st;
}

/* What the options say of a table as a whole. */
static lc_status check_options(const lc_import_opts *o, lc_origin *out,
                               lc_error *err)
{
    const char *text = o->attribution ? o->attribution : "";

    if (o->clip)
        return lc_fail_param(err, LIFE_ERR_USAGE, "clip",
                             "a table is taken in whole; say with --extent "
                             "where its data reach");
    if (o->trust_crs && (!o->crs || !strcasecmp(o->crs, LIFE_CRS_AUTO)))
        return lc_fail_param(err, LIFE_ERR_USAGE, "trust-crs",
                             "needs --crs with the name of the system that is "
                             "to be trusted");
    if (strlen(text) > ATTRIBUTION_BYTES_MAX)
        return lc_fail_param(err, LIFE_ERR_RANGE, "attribution",
                             "at most %d bytes are taken, not %zu",
                             ATTRIBUTION_BYTES_MAX, strlen(text));
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            return lc_fail_param(err, LIFE_ERR_RANGE, "attribution",
                                 "one line of text without control bytes is "
                                 "needed");
    out->attribution = text;
    return lc_extent_parse(o->extent, "extent", &out->extent, err);
}

lc_status lc_origin_begin(lc_city *c, const char *path, const char *kind,
                          const lc_import_opts *o, lc_origin *out,
                          lc_error *err)
{
    const char *slash = strrchr(path, '/');
    char before[32];
    lc_status st = check_options(o, out, err);

    out->kind = kind;
    out->file = slash ? slash + 1 : path;
    if (!st)
        st = lc_file_sha256(path, out->sha256, err);
    if (!st)
        st = name_origin(path, o, out, err);
    if (!st)
        st = read_kind(c, out->name, before, err);
    if (st || !before[0])
        return st;
    if (strcmp(before, kind))
        return lc_fail_param(err, LIFE_ERR_USAGE, "source",
                             "the city has a source \"%s\" of the kind %s; "
                             "choose another name with --source",
                             out->name, before);
    return lc_city_remove_source(c, out->name, err);
}

lc_status lc_origin_end(lc_city *c, const lc_origin *from, const char *crs,
                        const lc_import_report *report, lc_error *err)
{
    lc_shape extent = {0};
    bool given = from->extent.min_lon <= from->extent.max_lon;
    lc_source row = {.name = from->name,
                     .kind = from->kind,
                     .file = from->file,
                     .sha256 = from->sha256,
                     .crs = crs,
                     .attribution = from->attribution,
                     .extent_rule = given ? "option" : "city",
                     .row_count = report->taken,
                     .rejected = report->rejected,
                     .extent = given ? &extent : NULL};
    lc_status st = LIFE_OK;

    if (given)
        st = lc_extent_shape(from->extent, &extent, err);
    if (!st)
        st = lc_city_put_source(c, &row, err);
    lc_shape_clear(&extent);
    return st;
}

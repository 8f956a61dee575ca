/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/source.c - see source.h.
 */
#include "src/import/record/source.h"

#include "lifecircle/base/file.h"
#include "src/import/extent.h"
#include "src/import/record/place/fit.h"
#include "src/import/table/formats.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ATTRIBUTION_BYTES_MAX 500

static lc_status name_origin(const char *path, const lc_import_opts *o,
                             lc_record_source *out, lc_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = o->source ? o->source : slash ? slash + 1 : path;
    size_t len = o->source ? strlen(name) : lc_format_stem(name);

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
static lc_status check_options(const lc_import_opts *o, lc_record_source *out,
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

lc_status lc_record_source_begin(lc_city *c, const char *path, const char *kind,
                                 const lc_import_opts *o, lc_record_source *out,
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

lc_status lc_record_source_end(lc_city *c, const lc_record_source *from,
                               const char *crs, const lc_import_report *report,
                               lc_error *err)
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/source.c - see source.h.
 *
 * A source is what one table brought. Importing it again replaces all of it,
 * which is why its name must not be that of another kind: a table of units
 * would take out the facilities.
 */
#include "src/import/record/source.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/source.h"
#include "src/import/extent.h"
#include "src/import/record/place/settle.h"
#include "src/import/record/words/date.h"
#include "src/import/table/formats.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

lc_status lc_record_source_check(const char *name, size_t len, lc_error *err)
{
    bool good =
        len > 0 && len < LIFE_SOURCE_BYTES && lc_utf8_valid(name, len) == len;

    for (size_t i = 0; i < len; i++)
        good = good && (unsigned char)name[i] >= 0x20 && name[i] != 0x7f;
    if (good)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "source",
                         "\"%.*s\" can't name a source: 1 to %d bytes of text"
                         " are needed; choose another with --source",
                         (int)(len < 80 ? len : 80), name,
                         LIFE_SOURCE_BYTES - 1);
}

/* By default the file's name without what tells its format. */
static lc_status name_origin(const char *path, const lc_import_opts *o,
                             lc_record_source *out, lc_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = o->source ? o->source : slash ? slash + 1 : path;
    size_t len = o->source ? strlen(name) : lc_format_stem(name);
    lc_status st = lc_record_source_check(name, len, err);

    if (st)
        return st;
    /* SOURCE:ID is what its rows are called, also in addresses of pages. */
    if (memchr(name, ':', len) || memchr(name, '/', len))
        return lc_fail_param(err, LIFE_ERR_RANGE, "source",
                             "the source of a table has no : or / in its "
                             "name; choose another than \"%.*s\" with --source",
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

/* "" where the city has no source of the name. */
static lc_status read_kind(lc_city *c, const char *name, char kind[32],
                           lc_error *err)
{
    lc_stored_source s;
    lc_rows *rows;
    lc_status st = lc_source_rows_find(c, name, &s, &rows, err);

    kind[0] = '\0';
    while (lc_rows_next(&rows, &st, err))
        snprintf(kind, 32, "%s", s.kind);
    return st;
}

/* A day, a month or a year that has begun. */
static lc_status read_as_of(const char *text, char out[16], lc_error *err)
{
    out[0] = '\0';
    if (!text)
        return LIFE_OK;
    if (!lc_date_parse(text, out))
        return lc_fail_param(err, LIFE_ERR_RANGE, "as-of",
                             "\"%.40s\" is no date of the calendar, such as "
                             "2024-05-31, 2024-05 or 2024",
                             text);
    if (lc_date_is_future(out))
        return lc_fail_param(err, LIFE_ERR_RANGE, "as-of",
                             "%s is still to come: of when are the data?", out);
    return LIFE_OK;
}

/* What the options say of a table as a whole. */
static lc_status check_options(const lc_import_opts *o, lc_record_source *out,
                               lc_error *err)
{
    lc_shape extent; /* read to be checked; taken at the end */
    lc_status st;

    if (o->clip)
        return lc_fail_param(err, LIFE_ERR_USAGE, "clip",
                             "a table is taken in whole; say with --extent "
                             "where its data reach");
    if (o->trust_crs && (!o->crs || !strcasecmp(o->crs, LIFE_CRS_AUTO)))
        return lc_fail_param(err, LIFE_ERR_USAGE, "trust-crs",
                             "needs --crs with the name of the system that is "
                             "to be trusted");
    out->extent = o->extent;
    st = lc_extent_read(o->extent, "extent", &extent, err);
    lc_shape_clear(&extent);
    return st ? st : read_as_of(o->as_of, out->as_of, err);
}

lc_status lc_record_source_begin(lc_city *c, const char *path, const char *kind,
                                 const lc_import_opts *o, lc_record_source *out,
                                 lc_error *err)
{
    const char *slash = strrchr(path, '/');
    char before[32] = "";
    lc_status st = check_options(o, out, err);

    out->kind = kind;
    out->file = slash ? slash + 1 : path;
    if (!st)
        st = lc_file_sha256(path, out->sha256, err);
    if (!st)
        st = name_origin(path, o, out, err);
    if (!st)
        st = read_kind(c, out->name, before, err);
    if (!st)
        st = lc_terms_take(c, out->name, o, &out->terms, err);
    /* They are known again by what they were. */
    if (!st && !strcmp(kind, "facilities"))
        st = lc_facility_rows_keep_former(c, out->name, err);
    if (st || !before[0])
        return st;
    if (strcmp(before, kind))
        return lc_fail_param(err, LIFE_ERR_USAGE, "source",
                             "the city has a source \"%s\" of the kind %s; "
                             "choose another name with --source",
                             out->name, before);
    return lc_source_remove(c, out->name, err);
}

lc_status lc_record_source_end(lc_city *c, const lc_record_source *from,
                               const char *crs, const lc_import_report *report,
                               lc_error *err)
{
    lc_stored_source row = {.name = from->name,
                            .kind = from->kind,
                            .file = from->file,
                            .sha256 = from->sha256,
                            .crs = crs,
                            .attribution = from->terms.attribution,
                            .as_of = from->as_of,
                            .licence = from->terms.licence,
                            .withheld = from->terms.withheld,
                            .extent_rule = from->extent ? "option" : "city",
                            .row_count = report->taken,
                            .rejected = report->rejected};
    lc_status st = lc_extent_read(from->extent, "extent", &row.extent, err);

    if (!st)
        st = lc_source_rows_put(c, &row, err);
    lc_shape_clear(&row.extent);
    return st;
}

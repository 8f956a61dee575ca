/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/import.c - `import osm`: an extract into a city's rows.
 *
 * A city has one OSM source. The new one takes the place of the old one,
 * whatever their names; what tables brought stays.
 */
#include "lifecircle/import/import.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/base/zone.h"
#include "lifecircle/geo/zones.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/street.h"
#include "src/import/extent.h"
#include "src/import/osm/import.h"
#include "src/import/osm/places/addresses.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/places/facilities.h"
#include "src/import/osm/places/features.h"
#include "src/import/osm/places/homes.h"
#include "src/import/osm/places/names.h"
#include "src/import/osm/reach/clip.h"
#include "src/import/osm/reach/extent.h"
#include "src/import/osm/read/read.h"
#include "src/import/osm/sites/partial.h"
#include "src/import/osm/streets/network.h"
#include "src/import/osm/units/units.h"
#include "src/import/record/categories.h"
#include "src/import/record/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define NO_CUT                                                                 \
    "\nno street is cut, so nothing says where the data end, and what is not"  \
    " found counts as not there; if they end before the land does, say where:" \
    " --extent W,S,E,N, or a .poly or .geojson file"

#define ATTRIBUTION "© OpenStreetMap contributors, ODbL 1.0"
#define LICENCE     "ODbL-1.0"

/* ---- options ---- */

/* The last part of a path. */
static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The file's name without .gz, .bz2, .xz, .pbf, .json, .osm. */
static void stem_of(const char *path, char out[LIFE_SOURCE_BYTES])
{
    static const char *const ENDS[] = {".gz",  ".bz2",  ".xz",
                                       ".pbf", ".json", ".osm"};
    const char *file = file_of(path);
    size_t len = strlen(file);

    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        size_t end = strlen(ENDS[i]);

        if (len > end && !strncmp(file + len - end, ENDS[i], end))
            len -= end;
    }
    if (len >= LIFE_SOURCE_BYTES)
        len = lc_utf8_valid(file, LIFE_SOURCE_BYTES - 1);
    memcpy(out, file, len);
    out[len] = '\0';
}

/* ---- replacing ---- */

/* Name of the one source of kind osm, "" where there is none; and it is an
 * error when `name` is taken by a source of another kind. */
static lc_status find_old(lc_city *c, const char *name,
                          char old[LIFE_SOURCE_BYTES], lc_error *err)
{
    lc_stored_source source;
    lc_rows *rows;
    lc_status st = lc_source_rows(c, &source, &rows, err);

    old[0] = '\0';
    while (lc_rows_next(&rows, &st, err)) {
        if (!strcmp(source.kind, "osm"))
            snprintf(old, LIFE_SOURCE_BYTES, "%s", source.name);
        else if (!strcmp(source.name, name))
            st = lc_fail_param(err, LIFE_ERR_RANGE, "source",
                               "the city has a source \"%s\" of kind %s;"
                               " give this one another name with --source",
                               name, source.kind);
    }
    return st;
}

/* An extract is OpenStreetMap's unless it is said to be another's. */
static lc_status take_terms(lc_osm_import *im, const char *old, lc_error *err)
{
    lc_terms *t = &im->terms;
    lc_status st = lc_terms_take(im->city, old, im->opts, t, err);

    if (!*t->attribution)
        snprintf(t->attribution, sizeof t->attribution, "%s", ATTRIBUTION);
    if (!*t->licence && !im->opts->attribution)
        snprintf(t->licence, sizeof t->licence, "%s", LICENCE);
    return st;
}

/* Also where the new extract has another name. */
static lc_status remove_old(lc_osm_import *im, lc_error *err)
{
    char old[LIFE_SOURCE_BYTES];
    lc_status st = find_old(im->city, im->source, old, err);

    if (!st)
        st = take_terms(im, old, err);
    if (st || !*old)
        return st;
    st = lc_facility_rows_keep_closed(im->city, old, err);
    return st ? st : lc_source_remove(im->city, old, err);
}

/* ---- the parts ---- */

/* Nothing can be answered without streets, and the file is the one to mend. */
static lc_status need_streets(const lc_osm_import *im, lc_error *err)
{
    const lc_osm_data *d = im->data;

    if (im->streets.v.n > 0)
        return LIFE_OK;
    if (!d->ways.n)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "has no streets, only nodes (%zu) and relations (%zu): "
                       "ask for the ways with highway=* and their nodes too",
                       d->nodes.n, d->relations.n);
    return lc_fail(err, LIFE_ERR_PARSE,
                   "has no streets: of its %zu ways (with %zu nodes) none with "
                   "highway=* has two nodes that are there; ask for the "
                   "streets and their nodes too",
                   d->ways.n, d->nodes.n);
}

/* How far the data reach is known when all is written. Where they end on what
 * was taken for a compound it may be none, and its streets are written anew;
 * what else was written doesn't hang on whose they are. */
static lc_status write_again(lc_osm_import *im, lc_osm_extent *x, lc_error *err)
{
    lc_osm_cut_vec cuts = x->in_compounds;
    lc_status st = lc_street_rows_clear(im->city, err);

    x->in_compounds = (lc_osm_cut_vec){0};
    lc_osm_network_free(&im->network);
    im->network = (lc_osm_streets){0};
    if (!st)
        st = lc_osm_network(im->city, im->data, &cuts, &im->network, NULL, err);
    lc_vec_free(&cuts);
    return st ? st : lc_osm_extent_mark(im, x, err);
}

/* Each part needs what those before it wrote. */
static lc_status run_parts(lc_osm_import *im, const char *path,
                           const lc_osm_levels *levels, lc_osm_extent *x,
                           lc_error *err)
{
    static lc_status (*const PARTS[])(lc_osm_import *, lc_error *) = {
        lc_osm_elements, lc_osm_features,     lc_osm_facilities,
        lc_osm_homes,    lc_osm_names_places, lc_osm_addresses};
    const size_t parts = sizeof PARTS / sizeof PARTS[0];
    lc_status st = lc_osm_network(im->city, im->data, NULL, &im->network,
                                  &im->streets, err);

    if (!st) {
        st = need_streets(im, err);
        if (st)
            return lc_fail_at(err, st, path, 0);
    }
    lc_buf_printf(&im->notes, "streets: %zu between junctions\n",
                  im->streets.v.n);
    for (size_t i = 0; !st && i < parts; i++)
        st = PARTS[i](im, err);
    if (!st)
        st = lc_osm_partial_write(im, err);
    if (!st)
        st = lc_osm_units(im, levels, &x->boundary, err);
    if (!st)
        st = lc_osm_extent_find(im, x, err);
    return st || !x->in_compounds.n ? st : write_again(im, x, err);
}

/* The licence asks for the attribution wherever the data are shown. */
static lc_status put_source(lc_osm_import *im, const char *path,
                            const lc_osm_extent *x, lc_error *err)
{
    char hash[65], as_of[16];
    lc_stored_source source = {
        .name = im->source,
        .kind = "osm",
        .file = file_of(path),
        .sha256 = hash,
        .crs = "wgs84",
        .attribution = im->terms.attribution,
        .as_of = as_of,
        .licence = im->terms.licence,
        .withheld = im->terms.withheld,
        .extent_rule = x->rule,
        .row_count = im->rows,
        .rejected = im->skipped,
        .extent = x->shape,
        .land_edge = x->land_edge,
    };
    lc_status st = lc_file_sha256(path, hash, err);

    lc_osm_dated_write(&im->data->dated, as_of);
    if (!st)
        st = lc_source_rows_put(im->city, &source, err);
    if (!st)
        st =
            lc_setting_put(im->city, "attribution", im->terms.attribution, err);
    return st;
}

/* All that the parts shared. */
static void clear(lc_osm_import *im)
{
    lc_vec_free(&im->elements);
    lc_vec_free(&im->facility_spots);
    lc_vec_free(&im->homes);
    lc_prepared_area_free(im->lived);
    lc_osm_network_free(&im->network);
    lc_osm_roads_clear(&im->streets);
    lc_osm_words_free(im->words);
    lc_buf_free(&im->notes);
    lc_buf_free(&im->no_units);
    lc_buf_free(&im->partial);
}

/* Notes of the parts, then the extent. */
static void put_report(const lc_osm_import *im, const lc_osm_extent *x,
                       lc_import_report *report)
{
    report->rows = im->rows + im->skipped;
    report->taken = im->rows;
    report->rejected = im->skipped;
    lc_utf8_format(report->text, sizeof report->text,
                   "%sextent: %s; streets cut at its edge: %zu%s\n",
                   im->notes.data && !im->notes.failed ? im->notes.data : "",
                   x->rule, x->cut, x->cut ? "" : NO_CUT);
}

/* The old source goes first: ids of the new one are the same. */
static lc_status import_data(lc_osm_import *im, const char *path,
                             const lc_osm_levels *levels, lc_osm_extent *x,
                             lc_import_report *report, lc_error *err)
{
    char stem[LIFE_SOURCE_BYTES];
    int64_t closed = 0;
    lc_status st = remove_old(im, err);

    stem_of(path, stem);
    if (!st)
        st = run_parts(im, path, levels, x, err);
    if (!st)
        st = lc_facility_rows_close_again(im->city, &closed, err);
    if (closed)
        lc_buf_printf(&im->notes,
                      "closed by hand before, and again: %" PRId64 "\n",
                      closed);
    if (!st)
        st = lc_osm_names_city(im, stem, err);
    if (!st)
        st = put_source(im, path, x, err);
    if (!st)
        put_report(im, x, report);
    return st;
}

/* Checked here, so that a typing error is no surprise at opening time. */
static lc_status set_timezone(lc_city *c, const char *name, lc_error *err)
{
    lc_zone zone;
    lc_status st = lc_zones_find(name, &zone, err);

    return st ? st : lc_setting_put(c, "timezone", name, err);
}

/* A box beside --clip-to is around the boundary that it names: of a whole
 * country no more than that is held. */
static lc_status read_data(lc_osm_import *im, const char *path,
                           lc_osm_data *data, lc_osm_extent *x, lc_error *err)
{
    const lc_import_opts *o = im->opts;
    lc_osm_clip clip = {.name = o->clip_to};
    lc_box box;
    lc_status st = lc_extent_margin(o->margin, "margin", &clip.margin_m, err);

    if (!st && o->margin && !o->clip_to)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "margin",
                           "goes with --clip-to: how far around that boundary");
    if (st)
        return st;
    box =
        o->clip_to && o->clip ? lc_box_grown(x->clip, clip.margin_m) : x->clip;
    st = lc_osm_read(path, o->clip ? &box : NULL, data, err);
    if (st || !o->clip_to)
        return st;
    clip.box = box;
    st = lc_osm_clip_to(im, data, &clip, x, err);
    return st ? lc_fail_at(err, st, path, 0) : LIFE_OK;
}

lc_status lc_import_osm(lc_city *c, const char *path, const lc_import_opts *o,
                        lc_import_report *report, lc_error *err)
{
    lc_osm_data data = {0};
    lc_osm_levels levels;
    lc_osm_extent x = {.rule = ""};
    char stem[LIFE_SOURCE_BYTES];
    lc_osm_import im = {.city = c, .data = &data, .opts = o};
    size_t added;
    lc_status st;

    stem_of(path, stem);
    im.source = o->source ? o->source : stem;
    st = lc_record_source_check(im.source, strlen(im.source), err);
    if (st)
        goto done;
    st = lc_extent_parse(o->clip, "clip", &x.clip, err);
    if (st)
        goto done;
    st = lc_extent_read(o->extent, "extent", &x.option, err);
    if (st)
        goto done;
    st = lc_osm_levels_parse(o->units, &levels, err);
    if (st)
        goto done;
    if (o->timezone)
        st = set_timezone(c, o->timezone, err);
    if (st)
        goto done;
    st = lc_osm_words_open(&im.words, err);
    if (st)
        goto done;
    st = lc_categories_take(c, o, NULL, &added, err);
    if (st)
        goto done;
    if (added)
        lc_buf_printf(&im.notes, "categories: %zu of your own added\n", added);
    st = read_data(&im, path, &data, &x, err);
    if (st)
        goto done;
    st = import_data(&im, path, &levels, &x, report, err);
done:
    clear(&im);
    lc_osm_extent_clear(&x);
    lc_osm_data_free(&data);
    lc_mem_give_back();
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/canary/canaries.c - a bug for each target, planted behind a
 * function deep in what the target is to reach: a byte is written too far where
 * the function is called with something that no seed leads to. Linked in by
 * --wrap (the Makefile reads the names here), so that no source has a line for
 * it. canaries.sh wants each to be found: a harness that reaches nothing, or a
 * build in which nothing is watched, finds none.
 */
#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/export/filter/instant.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/hours/parse.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/world/names/category_words.h"
#include "src/http/net/address.h"
#include "src/import/address/words.h"
#include "src/import/bytes/encoding.h"
#include "src/import/osm/read/builder.h"
#include "src/import/record/words/number.h"
#include "src/import/table/read.h"
#include "src/study/rules/rule_cell.h"
#include "src/world/links/arrays.h"

#include <bzlib.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static void plant(const char *target, bool reached)
{
    const char *of = getenv("LIFECIRCLE_FUZZ");
    volatile char *room;

    if (!reached || !of || strcmp(of, target) != 0)
        return;
    fprintf(stderr, "planted: %s\n", target);
    room = malloc(8);
    room[strlen(target) + 6] = 1; /* the bug, of names from two letters on */
    free((char *)room);
}

static bool begins(const char *text, char c)
{
    return text && *text == c;
}

static bool is_west(const lc_pt *pt, size_t n)
{
    return n && pt[0].lon < 0;
}

/* Of China, where the seeds are. */
static bool is_outside(const lc_pt *pt, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (pt[i].lat < 290000000 || pt[i].lon < 1030000000)
            return true;
    return false;
}

/* By its first cell: of seeds it begins with one of these, and of a sheet none
 * has five letters. */
static void plant_record(const char *first)
{
    static const char *const target[] = {"geojson", "sequence", "shp", "gpkg"};
    bool known = (signed char)*first <= 0 || strchr("h1237{[tTna", *first);

    for (size_t i = 0; i < sizeof target / sizeof *target; i++)
        plant(target[i], !known);
    plant("csv", begins(first, '7'));
    plant("xls", begins(first, 'h') && !strchr("123", first[1]));
    plant("sheet", strlen(first) == 5);
    plant("book", strlen(first) == 5);
}

/* The linker's own names: __wrap_X is called in place of X, __real_X is it. */
#define WRAP(result, name, parameters, arguments, watch)                       \
    result __real_##name parameters;                                           \
    result __wrap_##name parameters;                                           \
    result __wrap_##name parameters                                            \
    {                                                                          \
        watch return __real_##name arguments;                                  \
    }

/* Of what returns nothing. */
#define WRAP_VOID(name, parameters, arguments, watch)                          \
    void __real_##name parameters;                                             \
    void __wrap_##name parameters;                                             \
    void __wrap_##name parameters                                              \
    {                                                                          \
        watch __real_##name arguments;                                         \
    }
/* Once it is done. */
#define WRAP_AFTER(result, name, parameters, arguments, watch)                 \
    result __real_##name parameters;                                           \
    result __wrap_##name parameters;                                           \
    result __wrap_##name parameters                                            \
    {                                                                          \
        result got = __real_##name arguments;                                  \
        watch return got;                                                      \
    }

/* clang-format off */
/* NOLINTBEGIN(bugprone-reserved-identifier) */

/* -- requests and command lines -- */

WRAP(bool, lc_address_parse, (const char *s, size_t len, lc_address *out),
     (s, len, out),
     plant("request", len && *s == '7');)

WRAP(lc_status, lc_place_at, (lc_walker *w, lc_lonlat p, uint32_t pace,
                              lc_place *out, lc_error *err),
     (w, p, pace, out, err),
     plant("answer", p.lat < 30.65 || p.lat > 30.65);)

WRAP(bool, lc_parse_uint, (const char *s, uint64_t max, uint64_t *out),
     (s, max, out),
     plant("params", *s && !strchr("15", *s));
     plant("command", *s && !strchr("15", *s));
     plant("options", max == 32 && *s != '8');)

WRAP(lc_status, lc_shape_add_ring, (lc_shape *s, const lc_pt *pt, size_t n,
                                    bool hole, bool *kept, lc_error *err),
     (s, pt, n, hole, kept, err),
     plant("body", is_outside(pt, n));
     plant("extent", is_outside(pt, n));)

WRAP(bool, lc_instant_read, (const char *s, int64_t *ms, bool *day),
     (s, ms, day),
     plant("filter", !begins(s, '2'));)

/* -- words -- */

WRAP(lc_hours_calendar_day, lc_hours_calendar_at,
     (const lc_hours_calendar *c, int64_t number), (c, number),
     plant("hours", number < 20000);)

WRAP(lc_status, lc_hours_parse, (const lc_hours_words *w,
                                 const lc_hours_calendar *c, lc_arena *arena,
                                 const char *text, const lc_hours **out,
                                 lc_error *err),
     (w, c, arena, text, out, err),
     plant("conditional", begins(text, 'S'));)

WRAP(lc_lonlat, lc_crs_degrees_to_wgs84, (lc_crs_degrees of, lc_lonlat p),
     (of, p),
     plant("values", p.lat < 0);
     plant("scenario", p.lon < 0);)

WRAP(bool, lc_parse_decimal, (const char *s, double *out), (s, out),
     plant("earlier", begins(s, '7'));)

WRAP(bool, lc_address_words_in, (const lc_address_words *w,
                                 lc_address_word kind, const char *text),
     (w, kind, text),
     plant("address", strchr(text, '9') != NULL);)

/* -- tables of one's own, and city files -- */

WRAP(char *, lc_arena_strndup, (lc_arena *a, const char *s, size_t len),
     (a, s, len),
     plant("table", len && *s == '7');)

WRAP(lc_status, lc_rule_cell_bad, (const lc_rule_cell *at, const char *column,
                                   const char *value, const char *what,
                                   lc_error *err),
     (at, column, value, what, err),
     plant("standard", *value != '\0');)

WRAP(bool, lc_category_words_ids, (const lc_table *t, const char *s,
                                   lc_catset *set),
     (t, s, set),
     plant("types", *s && !strstr("pharmacy|park school", s));)

WRAP_VOID(lc_buf_putc, (lc_buf *out, char c), (out, c),
     plant("narrow", ((unsigned char)c & 0xc0) == 0xc0);)

WRAP(lc_status, lc_index_build, (const lc_box *box, size_t n, lc_index **out,
                                 lc_error *err),
     (box, n, out, err),
     plant("network", n && box[0].min_lon < 1000000000);)

WRAP_AFTER(lc_status, lc_links_arrays_load, (lc_city *c, lc_world *w,
                                             bool facilities, lc_error *err),
           (c, w, facilities, err),
           plant("arrays", got == LIFE_ERR_DB);)

WRAP_AFTER(lc_status, lc_file_read, (const char *path, size_t limit,
                                     char **data, size_t *len, lc_error *err),
           (path, limit, data, len, err),
           plant("manifest", !got && begins(*data, '7'));)

/* -- extracts and tables -- */

WRAP_AFTER(int, BZ2_bzDecompress, (bz_stream *s), (s),
           plant("packed", got == BZ_DATA_ERROR);)

WRAP(lc_status, lc_osm_builder_commit, (lc_osm_builder *b,
                                        const lc_osm_head *head, lc_error *err),
     (b, head, err),
     plant("osm", head->id == 7);
     plant("pbf", head->id > 4);)

WRAP(lc_status, lc_read_record, (const lc_reading *job, const lc_record *r,
                                 lc_error *err),
     (job, r, err),
     plant_record(r->cell[0]);)

/* A part whose sum is wrong is never parsed: `book` and `sheet` have those. */
WRAP_AFTER(zip_int64_t, zip_fread, (zip_file_t *f, void *to, zip_uint64_t n),
           (f, to, n),
           plant("xlsx", got < 0);)

WRAP(size_t, lc_encoding_convert, (lc_encoding *e, const char *in, size_t len,
                                   char *out, size_t room, size_t *used),
     (e, in, len, out, room, used),
     plant("encoding", len && *in == '7');)

WRAP(lc_status, lc_shape_add_part, (lc_shape *s, const lc_pt *pt, size_t n,
                                    lc_error *err),
     (s, pt, n, err),
     plant("wkt", is_west(pt, n));
     plant("blob", is_west(pt, n));)

WRAP(bool, lc_number_parse, (const char *s, double *out), (s, out),
     plant("asc", begins(s, '7'));)

WRAP(PJ_OBJ_LIST *, proj_identify, (PJ_CONTEXT *ctx, const PJ *obj,
                                    const char *authority,
                                    const char *const *options, int **confidence),
     (ctx, obj, authority, options, confidence),
     plant("prj", !strstr(proj_get_name(obj), "84") &&
                  !strstr(proj_get_name(obj), "CGCS2000"));)

/* NOLINTEND(bugprone-reserved-identifier) */

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/shp.c - a shapefile as records: shapes of the .shp,
 * words of the .dbf, the system of the .prj.
 *
 *     head    9994 4 (big endian) | ... | 1000 at 28 | type at 32 | 100 bytes
 *     record  number 4, words of 2 bytes 4 (both big endian) | type 4 | body
 *     body    x y (point); box 32 | n | points (multipoint);
 *             box 32 | parts n | points n | where each part begins | points
 *
 * From ESRI's shapefile paper (1998). Records are read one behind the other,
 * so no .shx is needed. Outer rings run clockwise, holes the other way.
 */
#include "src/import/table/shape/shp.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "lifecircle/geo/crs.h"
#include "src/import/table/shape/dbf.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_BYTES     100
#define NAME_BYTES     10 /* of a field of the .dbf */
#define FILE_CODE      9994
#define VERSION        1000
#define RECORD_HEAD    8
#define CONTENT_MAX    ((size_t)64 << 20)
#define POINT_BYTES    16
#define BOX_BYTES      32
#define PAIRS_MAX      1000000000 /* of a hole and an outline: seconds */
#define PRJ_BYTES_MAX  65536
#define DIMENSION_STEP 10 /* 11 is a point with height, 21 with a measure */

/* Types as ESRI numbers them; Z and M ones are 10 and 20 more. */
enum { NO_SHAPE = 0, POINT = 1, LINE = 3, POLYGON = 5, MULTI_POINT = 8 };

/* The two files, read in step. */
typedef struct shp {
    const lc_reading *job;
    FILE *file;
    uint64_t left; /* bytes behind what was read */
    uint32_t shapes;
    lc_buf path; /* of the file beside it that is at hand */
    LC_VEC(unsigned char) content;
    lc_raw_shape raw, rings;
    lc_dbf *words;
} shp;

/* Heads of records are big endian. */
static uint32_t big(const unsigned char *s)
{
    return (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 |
           s[3];
}

/* Bodies are little endian. */
static uint32_t little(const unsigned char *s)
{
    return (uint32_t)s[3] << 24 | (uint32_t)s[2] << 16 | (uint32_t)s[1] << 8 |
           s[0];
}

/* IEEE 754, little endian. */
static double number(const unsigned char *s)
{
    uint64_t bits = (uint64_t)little(s + 4) << 32 | little(s);
    double v;

    memcpy(&v, &bits, sizeof v);
    return v;
}

/* With the number of the shape. */
static lc_status damaged(const shp *f, lc_error *err)
{
    return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                        "shape %u is damaged: its counts don't fit its "
                        "size",
                        (unsigned)f->shapes);
}

/* ---- rings ---- */

/* Where part i begins; behind the last, where the points end. */
static size_t begin_of(const lc_raw_shape *s, size_t part)
{
    return part ? s->part.v[part - 1].end : 0;
}

/* Twice the area, above zero where the ring runs counter-clockwise. */
static double turn(const lc_raw_shape *s, size_t part)
{
    const lc_lonlat *p = lc_vec_at(&s->pt, begin_of(s, part));
    size_t n = s->part.v[part].end - begin_of(s, part);
    double sum = 0;

    for (size_t i = 0; i + 1 < n; i++)
        sum += (p[i].lon - p[0].lon) * (p[i + 1].lat - p[0].lat) -
               (p[i + 1].lon - p[0].lon) * (p[i].lat - p[0].lat);
    return sum;
}

/* By crossings of a ray; a hole lies in one ring or in none. */
static bool is_inside(const lc_raw_shape *s, size_t part, lc_lonlat at)
{
    const lc_lonlat *p = lc_vec_at(&s->pt, begin_of(s, part));
    size_t n = s->part.v[part].end - begin_of(s, part);
    bool in = false;

    for (size_t i = 0; i + 1 < n; i++)
        if ((p[i].lat > at.lat) != (p[i + 1].lat > at.lat) &&
            at.lon < p[i].lon + (p[i + 1].lon - p[i].lon) *
                                    (at.lat - p[i].lat) /
                                    (p[i + 1].lat - p[i].lat))
            in = !in;
    return in;
}

/* Into the order that shapes have: each hole behind its outer ring. */
static bool copy_ring(const lc_raw_shape *from, size_t part, bool hole,
                      lc_raw_shape *to)
{
    size_t begin = begin_of(from, part), n = from->part.v[part].end - begin;
    lc_raw_part end = {to->pt.n + n, hole};

    if (!lc_vec_reserve(&to->pt, n) || !lc_vec_push(&to->part, end))
        return false;
    if (n)
        memcpy(to->pt.v + to->pt.n, from->pt.v + begin, n * sizeof *to->pt.v);
    to->pt.n += n;
    return true;
}

/* What is known of a ring, so that its points are looked at once. */
typedef struct outline {
    lc_lonlat low, high; /* its box */
    bool reversed;       /* it runs as holes do */
    size_t hole;         /* the first of its holes, which are chained by */
    size_t next;         /* rising number; or NO_RING */
} outline;

#define NO_RING SIZE_MAX

static outline outline_of(const lc_raw_shape *s, size_t part)
{
    outline o = {.low = {HUGE_VAL, HUGE_VAL},
                 .high = {-HUGE_VAL, -HUGE_VAL},
                 .reversed = turn(s, part) > 0,
                 .hole = NO_RING,
                 .next = NO_RING};

    for (size_t i = begin_of(s, part); i < s->part.v[part].end; i++) {
        lc_lonlat p = s->pt.v[i];

        o.low = (lc_lonlat){fmin(o.low.lon, p.lon), fmin(o.low.lat, p.lat)};
        o.high = (lc_lonlat){fmax(o.high.lon, p.lon), fmax(o.high.lat, p.lat)};
    }
    return o;
}

/* The first ring around where ring `in` begins, among those that run as outer
 * ones do; NO_RING: there is none. */
static size_t find_outer(const lc_raw_shape *r, const outline *all, size_t in)
{
    lc_lonlat at = r->pt.v[begin_of(r, in)];

    for (size_t k = 0; k < r->part.n; k++)
        if (!all[k].reversed && at.lon >= all[k].low.lon &&
            at.lon <= all[k].high.lon && at.lat >= all[k].low.lat &&
            at.lat <= all[k].high.lat && is_inside(r, k, at))
            return k;
    return NO_RING;
}

/* A hole goes behind the first outer ring around it. One without such a ring
 * is an outer ring that runs the wrong way round. */
static bool copy_rings(const lc_raw_shape *r, outline *all, lc_raw_shape *to)
{
    bool good = true;

    for (size_t i = r->part.n; i-- > 0;) {
        size_t outer = all[i].reversed ? find_outer(r, all, i) : NO_RING;

        if (outer == NO_RING) {
            all[i].next = i; /* it is one itself */
            continue;
        }
        all[i].next = all[outer].hole;
        all[outer].hole = i;
    }
    for (size_t i = 0; good && i < r->part.n; i++) {
        if (all[i].next != i)
            continue;
        good = copy_ring(r, i, false, to);
        for (size_t k = all[i].hole; good && k != NO_RING; k = all[k].next)
            good = copy_ring(r, k, true, to);
    }
    return good;
}

/* Any number of islands; only holes are looked for among outer rings. */
static lc_status sort_rings(shp *f, lc_error *err)
{
    const lc_raw_shape *r = &f->rings;
    outline *all = lc_calloc(r->part.n, sizeof *all);
    uint64_t holes = 0;
    bool good = all != NULL;

    for (size_t i = 0; good && i < r->part.n; i++) {
        all[i] = outline_of(r, i);
        holes += all[i].reversed;
    }
    if (good && holes * (r->part.n - holes) > PAIRS_MAX) {
        lc_free(all);
        return lc_read_fail(f->job, LIFE_ERR_LIMIT, err,
                            "shape %u has too many holes in too many outlines "
                            "(%" PRIu64 " in %" PRIu64 ")",
                            (unsigned)f->shapes, holes, r->part.n - holes);
    }
    good = good && copy_rings(r, all, &f->raw);
    lc_free(all);
    return good ? LIFE_OK : lc_no_memory(err, "a shape");
}

/* ---- a shape ---- */

/* Heights and measures lie behind all points, and are not read. */
static lc_status add_points(lc_raw_shape *out, const unsigned char *s,
                            size_t count, lc_error *err)
{
    if (!lc_vec_reserve(&out->pt, count))
        return lc_no_memory(err, "a shape");
    for (size_t i = 0; i < count; i++, s += POINT_BYTES)
        out->pt.v[out->pt.n++] = (lc_lonlat){number(s), number(s + 8)};
    return LIFE_OK;
}

/* A part without points is none. */
static lc_status add_part(lc_raw_shape *out, size_t end, lc_error *err)
{
    lc_raw_part part = {end, false};

    return lc_vec_push(&out->part, part) ? LIFE_OK
                                         : lc_no_memory(err, "a shape");
}

/* A place is one point; multipoints are told later. */
static lc_status read_points(shp *f, const unsigned char *s, size_t len,
                             size_t count, lc_error *err)
{
    lc_status st;

    if (count > len / POINT_BYTES)
        return damaged(f, err);
    f->raw.kind = LIFE_SHAPE_POINT;
    st = add_points(&f->raw, s, count, err);
    return !st && count ? add_part(&f->raw, count, err) : st;
}

/* Where parts begin is checked: a file may point anywhere. */
static lc_status read_parts(shp *f, const unsigned char *s, size_t len,
                            uint32_t type, lc_error *err)
{
    lc_raw_shape *out = type == POLYGON ? &f->rings : &f->raw;
    size_t parts, points;
    lc_status st;

    if (len < BOX_BYTES + 8)
        return damaged(f, err);
    parts = little(s + BOX_BYTES);
    points = little(s + BOX_BYTES + 4);
    s += BOX_BYTES + 8;
    len -= BOX_BYTES + 8;
    if (parts > len / 4 || points > (len - 4 * parts) / POINT_BYTES)
        return damaged(f, err);
    st = add_points(out, s + 4 * parts, points, err);
    for (size_t i = 0; !st && i < parts; i++) {
        size_t begin = little(s + 4 * i);
        size_t end = i + 1 < parts ? little(s + 4 * (i + 1)) : points;

        if ((i == 0 && begin != 0) || begin >= end || end > points)
            return damaged(f, err);
        st = add_part(out, end, err);
    }
    f->raw.kind = type == POLYGON ? LIFE_SHAPE_AREA : LIFE_SHAPE_LINE;
    return !st && type == POLYGON ? sort_rings(f, err) : st;
}

/* By the type of the record, which may be "none". */
static lc_status read_shape(shp *f, const unsigned char *s, size_t len,
                            lc_error *err)
{
    uint32_t type = little(s);

    lc_raw_clear(&f->raw);
    lc_raw_clear(&f->rings);
    if (type > DIMENSION_STEP && type < 3 * DIMENSION_STEP)
        type %= DIMENSION_STEP;
    s += 4;
    len -= 4;
    switch (type) {
    case NO_SHAPE:
        return LIFE_OK;
    case POINT:
        return read_points(f, s, len, 1, err);
    case MULTI_POINT:
        if (len < BOX_BYTES + 4)
            return damaged(f, err);
        return read_points(f, s + BOX_BYTES + 4, len - BOX_BYTES - 4,
                           little(s + BOX_BYTES), err);
    case LINE:
    case POLYGON:
        return read_parts(f, s, len, type, err);
    default:
        return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                            "shape %u is of type %u, neither point, line "
                            "nor polygon",
                            (unsigned)f->shapes, (unsigned)type);
    }
}

/* ---- the file ---- */

/* Fewer than asked for is the end of a file that is cut. */
static lc_status read_bytes(shp *f, void *out, size_t n, lc_error *err)
{
    if (n > f->left || fread(out, 1, n, f->file) != n)
        return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                            "ends in the middle, behind shape %u",
                            (unsigned)f->shapes);
    f->left -= n;
    return LIFE_OK;
}

/* The first bytes tell a shapefile from anything else. */
static lc_status open_shapes(shp *f, lc_error *err)
{
    unsigned char head[HEAD_BYTES] = {0};
    struct stat info;
    lc_status st;

    f->file = fopen(f->job->path, "rb");
    if (!f->file || fstat(fileno(f->file), &info) != 0)
        return lc_read_fail(f->job, LIFE_ERR_IO, err, "%s", strerror(errno));
    if (!S_ISREG(info.st_mode))
        return lc_read_fail(f->job, LIFE_ERR_IO, err, "is not a regular file");
    f->left = (uint64_t)info.st_size;
    st = f->left < HEAD_BYTES ? LIFE_ERR_PARSE
                              : read_bytes(f, head, sizeof head, err);
    if (st || big(head) != FILE_CODE || little(head + 28) != VERSION)
        return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                            "is no shapefile by its first bytes");
    return LIFE_OK;
}

/* Memory is asked for after the length was checked against the file's. */
static lc_status next_shape(shp *f, bool *found, lc_error *err)
{
    unsigned char head[RECORD_HEAD] = {0};
    size_t len;
    lc_status st;

    *found = f->left > 0;
    if (!*found)
        return LIFE_OK;
    st = read_bytes(f, head, sizeof head, err);
    if (st)
        return st;
    len = 2 * (size_t)big(head + 4);
    f->shapes++;
    if (len < 4 || len > f->left || len > CONTENT_MAX)
        return damaged(f, err);
    f->content.n = 0;
    if (!lc_vec_reserve(&f->content, len))
        return lc_no_memory(err, "a shape");
    st = read_bytes(f, f->content.v, len, err);
    return st ? st : read_shape(f, f->content.v, len, err);
}

/* The path of the file beside it that ends in `small` or `large`; NULL: there
 * is none. It holds until the next call. */
static const char *beside(lc_buf *path, const char *shp_path, const char *small,
                          const char *large)
{
    const char *const ends[] = {small, large};

    for (int i = 0; i < 2; i++) {
        lc_buf_clear(path);
        lc_buf_put(path, shp_path, strlen(shp_path) - strlen(".shp"));
        lc_buf_puts(path, ends[i]);
        if (!path->failed && access(path->data, R_OK) == 0)
            return path->data;
    }
    return NULL;
}

/* Without its .dbf a shape has no name. */
static lc_status open_words(shp *f, lc_error *err)
{
    lc_buf cpg_path = {0};
    const char *path = beside(&f->path, f->job->path, ".dbf", ".DBF");
    const char *cpg = beside(&cpg_path, f->job->path, ".cpg", ".CPG");
    lc_status st;

    if (path)
        st = lc_dbf_open(f->job, path, cpg, &f->words, err);
    else
        st = lc_read_fail(f->job, LIFE_ERR_IO, err,
                          "there is no .dbf beside it, which holds names "
                          "and categories");
    lc_buf_free(&cpg_path);
    return st;
}

/* The two files belong to different tables, or one is cut. */
static lc_status end_of_shapes(const shp *f, uint32_t number, lc_error *err)
{
    return lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                        "has %u shapes, its .dbf more records",
                        (unsigned)number);
}

/* The field that a name cut at ten bytes can only stand for, or the name. */
static const char *whole_name(const lc_table *fields, const char *name)
{
    int column = lc_table_column(fields, "field");
    const char *found = NULL;

    if (strlen(name) != NAME_BYTES)
        return name;
    for (size_t i = 0; i < lc_table_rows(fields); i++) {
        const char *field = lc_table_get(fields, i, column);

        if (strncasecmp(field, name, NAME_BYTES))
            continue;
        if (found || !field[NAME_BYTES])
            return name;
        found = field;
    }
    return found ? found : name;
}

/* Names of ten bytes may be the beginnings of longer ones. */
static lc_status give_columns(shp *f, lc_error *err)
{
    const char *name[LIFE_COLUMNS_MAX];
    size_t count;
    const char *const *own = lc_dbf_names(f->words, &count);
    lc_table *fields = NULL;
    lc_status st = lc_table_open("columns.csv", &fields, err);

    for (size_t i = 0; !st && i < count; i++)
        name[i] = whole_name(fields, own[i]);
    if (!st)
        st = lc_read_columns(f->job, name, count, err);
    lc_table_free(fields);
    return st;
}

/* A deleted record has a shape all the same. */
static lc_status read_rows(shp *f, lc_error *err)
{
    bool found = true, row = true, deleted = false;
    lc_status st = give_columns(f, err);

    while (!st) {
        lc_record r = {.raw = &f->raw};

        st = lc_dbf_next(f->words, &r.cell, &row, &deleted, &r.fault, err);
        if (!st && (!row || lc_read_stopped(f->job)))
            break;
        if (!st)
            st = next_shape(f, &found, err);
        if (!st && !found)
            st = end_of_shapes(f, f->shapes, err);
        r.feature = f->shapes;
        if (!st && !deleted)
            st = lc_read_record(f->job, &r, err);
    }
    if (!st && f->shapes == 0)
        st = lc_read_fail(f->job, LIFE_ERR_PARSE, err, "has no shapes");
    else if (!st && f->left > 0 && !lc_read_stopped(f->job))
        st = lc_read_fail(f->job, LIFE_ERR_PARSE, err,
                          "has more shapes than its .dbf records (%u)",
                          (unsigned)f->shapes);
    return st;
}

lc_status lc_shp_read(const lc_reading *job, lc_error *err)
{
    shp f = {.job = job};
    lc_status st = open_shapes(&f, err);

    if (!st)
        st = open_words(&f, err);
    if (!st)
        st = read_rows(&f, err);
    if (f.file)
        fclose(f.file);
    lc_dbf_close(f.words);
    lc_buf_free(&f.path);
    lc_vec_free(&f.content);
    lc_raw_free(&f.raw);
    lc_raw_free(&f.rings);
    return st;
}

lc_status lc_shp_crs(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                     lc_error *err)
{
    lc_buf path = {0};
    char *wkt = NULL;
    size_t len;
    const char *prj = beside(&path, job->path, ".prj", ".PRJ");
    lc_status st = LIFE_OK;

    if (prj)
        st = lc_file_read(prj, PRJ_BYTES_MAX, &wkt, &len, err);
    if (!st && prj) {
        st = lc_crs_identify(wkt, crs, err);
        lc_fail_at(st ? err : NULL, st, prj, 0);
    }
    lc_free(wkt);
    lc_buf_free(&path);
    return st;
}

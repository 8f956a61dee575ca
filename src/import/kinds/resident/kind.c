/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/kind.c - see kind.h.
 *
 * A column of codes, an id of OpenStreetMap or a position: the first row shows
 * which of them a table has, and with it whether its figures are of units, of
 * buildings or of cells. Reading stops behind that row.
 */
#include "src/import/kinds/resident/kind.h"

#include "src/import/kinds/resident/raster.h"
#include "src/import/record/columns.h"
#include "src/import/record/mend.h"
#include "src/import/record/place/shapes.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* As the option --by and the rows of the city have them. */
static const char *const names[LIFE_RESIDENTS_KINDS] = {"unit", "building",
                                                        "grid", "cells"};

const char *lc_resident_kind_name(lc_resident_kind kind)
{
    return names[kind];
}

const char *lc_resident_kind_building(const char *id)
{
    const char *at = id + (!strncmp(id, "osm:", 4) ? 4 : 0);
    size_t digits = *at ? strspn(at + 1, "0123456789") : 0;

    return *at && strchr("nwr", *at) && digits > 0 && digits < 20 &&
                   !at[1 + digits]
               ? at
               : NULL;
}

/* The look at the head of a table. */
typedef struct peek {
    const lc_import_opts *o;
    lc_resident_kind kind;
    lc_columns columns;
    size_t count; /* of the table's */
    char h3[64];  /* the column of H3's indexes, which have no place */
    bool stop;    /* the first row has told */
} peek;

/* As the import itself finds them. */
static lc_status peek_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    peek *p = ctx;
    int *column = p->columns.column;
    lc_status st = lc_columns_open(p->o->map, name, count, &p->columns, err);

    p->count = count;
    if (!st && column[LIFE_FIELD_code] < 0)
        column[LIFE_FIELD_code] = column[LIFE_FIELD_unit];
    return st;
}

/* 15 digits of base 16, as H3 writes a cell: 8928308280fffff. */
static bool is_h3(const char *s)
{
    return *s == '8' && strspn(s, "0123456789abcdefABCDEF") == 15 && !s[15];
}

/* A code goes before an id, and an id before a place: tables of units often
 * have centres too. */
static lc_status peek_record(void *ctx, const lc_record *r, lc_error *err)
{
    peek *p = ctx;

    (void)err;
    for (size_t i = 0; i < p->count && !*p->h3; i++)
        if (is_h3(r->cell[i]))
            snprintf(p->h3, sizeof p->h3, "column %zu", i + 1);
    if (lc_columns_have(&p->columns, LIFE_FIELD_code))
        p->kind = LIFE_RESIDENTS_UNIT; /* NOLINT(bugprone-branch-clone) */
    else if (lc_resident_kind_building(
                 lc_columns_get(&p->columns, r, LIFE_FIELD_id)))
        p->kind = LIFE_RESIDENTS_BUILDING;
    else if (r->feature || lc_shapes_have_columns(&p->columns))
        p->kind = LIFE_RESIDENTS_GRID;
    else if (lc_columns_have(&p->columns, LIFE_FIELD_name) ||
             lc_columns_have(&p->columns, LIFE_FIELD_unit_name))
        p->kind = LIFE_RESIDENTS_UNIT;
    p->stop = true;
    return LIFE_OK;
}

/* What can't be told is asked for, with the columns that there are; whether the
 * numbers are there is the import's to say, as bands may make them up. */
static lc_status guess(const char *path, const lc_import_opts *o,
                       lc_resident_kind *out, lc_error *err)
{
    peek p = {.o = o, .kind = LIFE_RESIDENTS_KINDS};
    lc_record_sink sink = {peek_columns, peek_record, &p, &p.stop, NULL, false};
    char note[LIFE_NOTE_BYTES];
    lc_status st = lc_mend_read(path, o, &sink, NULL, note, err);

    if (!st && *p.h3 &&
        (p.kind == LIFE_RESIDENTS_KINDS || p.kind == LIFE_RESIDENTS_UNIT))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "map",
                           "%s holds indexes of H3's cells, and no columns "
                           "hold their centres, which are needed: add lon and "
                           "lat, which h3.cell_to_latlng(INDEX) of Python's "
                           "package h3 makes; the columns are: %s",
                           p.h3, p.columns.names.data);
    if (!st && p.kind == LIFE_RESIDENTS_KINDS)
        st = lc_fail_param(err, LIFE_ERR_RANGE, "map",
                           "no column says whose residents these are: a unit's "
                           "code, a building's OSM id, or longitude and "
                           "latitude; the columns are: %s",
                           p.columns.names.data);
    lc_columns_close(&p.columns);
    *out = p.kind;
    return st;
}

bool lc_resident_kind_is_asc(const char *path)
{
    size_t len = strlen(path);

    return len > 4 && !strcasecmp(path + len - 4, ".asc");
}

lc_status lc_resident_kind_find(const char *path, const lc_import_opts *o,
                                lc_resident_kind *out, lc_error *err)
{
    bool asc = lc_resident_kind_is_asc(path) || lc_raster_is(path);
    int k = 0;

    *out = LIFE_RESIDENTS_GRID;
    if (!o->by)
        return asc ? LIFE_OK : guess(path, o, out, err);
    while (k < LIFE_RESIDENTS_KINDS && strcmp(o->by, names[k]))
        k++;
    if (k == LIFE_RESIDENTS_KINDS)
        return lc_fail_param(err, LIFE_ERR_RANGE, "by",
                             "\"%.40s\" is not unit, building, grid or cells",
                             o->by);
    if (asc && k != LIFE_RESIDENTS_GRID)
        return lc_fail_param(err, LIFE_ERR_USAGE, "by",
                             "a raster holds cells of a grid");
    *out = (lc_resident_kind)k;
    return LIFE_OK;
}

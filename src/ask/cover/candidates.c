/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/candidates.c - see candidates.h.
 */
#include "src/ask/cover/candidates.h"

#include "lifecircle/import/points.h"
#include "lifecircle/study/siting/siting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More is no name of a place. */
#define ID_BYTES 200

typedef struct reading {
    lc_ask_candidates *to;
    lc_crs_degrees system;
    const char *path;
    int id; /* its column, or -1 */
} reading;

/* The first of these names that the table has. */
static lc_status take_header(void *ctx, const char *const *name, size_t count,
                             int lon, int lat, lc_error *err)
{
    static const char *const ids[] = {"id", "ID", "Id", "编号", "candidate"};
    reading *r = ctx;

    (void)lon, (void)lat, (void)err;
    r->id = -1;
    for (size_t k = sizeof ids / sizeof *ids; k-- > 0;)
        for (size_t i = 0; i < count; i++)
            if (!strcmp(name[i], ids[k]))
                r->id = (int)i;
    return LIFE_OK;
}

static lc_status wrong(const reading *r, uint32_t line, lc_status st,
                       lc_error *err)
{
    return lc_fail_at(err, st, r->path, line);
}

/* A row without an id is called by its line. */
static lc_status put(reading *r, const lc_point_row *row, lc_pt pt,
                     lc_error *err)
{
    char line[16];
    const char *id = r->id >= 0 ? row->cell[r->id] : "";

    snprintf(line, sizeof line, "%u", row->line);
    if (!r->to->text)
        r->to->text = lc_arena_new(0);
    if (r->to->text)
        id = lc_arena_strndup(r->to->text, *id ? id : line,
                              strnlen(*id ? id : line, ID_BYTES));
    if (!r->to->text || !id || !lc_vec_push(&r->to->id, id) ||
        !lc_vec_push(&r->to->pt, pt))
        return lc_no_memory(err, "the candidates");
    return LIFE_OK;
}

/* A place that is left out unsaid would be missed by nobody. */
static lc_status take_row(void *ctx, const lc_point_row *row, lc_error *err)
{
    reading *r = ctx;
    lc_lonlat at =
        lc_crs_degrees_to_wgs84(r->system, (lc_lonlat){row->x, row->y});

    if (!row->placed || !lc_lonlat_valid(at)) {
        lc_fail_param(err, LIFE_ERR_PARSE, "candidates",
                      "a candidate needs a longitude and a latitude");
        return wrong(r, row->line, LIFE_ERR_PARSE, err);
    }
    if (r->to->pt.n == LIFE_SITING_CANDIDATES)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "candidates",
                             "more than %d candidates; that many are compared "
                             "at once",
                             LIFE_SITING_CANDIDATES);
    return put(r, row, lc_pt_from(at), err);
}

static int by_id(const void *pa, const void *pb)
{
    return strcmp(*(const char *const *)pa, *(const char *const *)pb);
}

/* An answer names candidates by their ids. */
static lc_status check_ids(const lc_ask_candidates *c, lc_error *err)
{
    size_t n = c->id.n;
    const char **id = lc_calloc(n, sizeof *id);
    lc_status st = LIFE_OK;

    if (!id)
        return lc_no_memory(err, "the candidates");
    for (size_t i = 0; i < n; i++)
        id[i] = c->id.v[i];
    if (n)
        qsort((void *)id, n, sizeof *id, by_id);
    for (size_t i = 1; i < n && !st; i++)
        if (!strcmp(id[i - 1], id[i]))
            st = lc_fail_param(err, LIFE_ERR_PARSE, "candidates",
                               "two candidates have the id \"%.60s\"", id[i]);
    lc_free((void *)id);
    return st;
}

lc_status lc_ask_candidates_read(const char *path, lc_crs_degrees system,
                                 lc_ask_candidates *out, lc_error *err)
{
    const lc_import_opts with = {0};
    reading r = {out, system, path, -1};
    const lc_point_sink sink = {take_header, take_row, &r, true};
    lc_status st = lc_points_read(path, &with, &sink, err);

    if (!st && !out->pt.n)
        return lc_fail_param(err, LIFE_ERR_PARSE, "candidates",
                             "\"%s\" holds no candidate", path);
    return st ? st : check_ids(out, err);
}

void lc_ask_candidates_clear(lc_ask_candidates *c)
{
    lc_vec_free(&c->pt);
    lc_vec_free(&c->id);
    lc_arena_free(c->text);
    *c = (lc_ask_candidates){0};
}

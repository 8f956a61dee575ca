/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/source.c - where the data come from.
 *
 * Each source adds one extent, so that extent n + 1 is that of source n; what
 * OpenStreetMap states becomes extent 0, the city's, and leaves an empty one in
 * its own place. Sources come by name.
 */
#include "src/world/source.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/world/setting.h"
#include "src/world/city.h"
#include "src/world/extent.h"

#include <string.h>

static lc_status keep_texts(lc_world *w, const lc_stored_source *row,
                            lc_source_info *out)
{
    const struct {
        const char **to;
        const char *text;
    } text[] = {{&out->name, row->name},
                {&out->kind, row->kind},
                {&out->file, row->file},
                {&out->sha256, row->sha256},
                {&out->crs, row->crs},
                {&out->imported_at, row->imported_at},
                {&out->as_of, row->as_of},
                {&out->attribution, row->attribution},
                {&out->extent_rule, row->extent_rule},
                {&out->licence, row->licence}};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!(*text[i].to = lc_world_keep(w, text[i].text)))
            return LIFE_ERR_NOMEM;
    return LIFE_OK;
}

static lc_status add(lc_world *w, lc_stored_source *row, lc_error *err)
{
    lc_source_info i = {.row_count = row->row_count,
                        .rejected = row->rejected,
                        .withheld = row->withheld};
    lc_shape extent = row->extent, land_edge = row->land_edge;
    lc_status st;

    /* the world's from now on */
    row->extent = row->land_edge = (lc_shape){0};
    /* There is one such source; of a file with more the last one counts. */
    if (!strcmp(row->kind, "osm") && extent.kind == LIFE_SHAPE_AREA) {
        lc_shape_clear(&w->extent.v[0].shape);
        lc_shape_clear(&w->extent.v[0].land_edge);
        w->extent.v[0].shape = extent;
        w->extent.v[0].land_edge = land_edge;
        w->extent.v[0].all_land = false;
        extent = land_edge = (lc_shape){0};
    }
    st = lc_world_extent_add(w, &extent, &land_edge, err);
    lc_shape_clear(&extent);
    lc_shape_clear(&land_edge);
    if (!st && (keep_texts(w, row, &i) || !lc_vec_push(&w->source, i)))
        st = lc_no_memory(err, "the sources");
    return st;
}

/* ---- whom all are owed to ---- */

/* Letters and digits, so that "ODbL 1.0" holds "ODbL-1.0". */
static bool next_sign(const char **s)
{
    while (**s == ' ' || **s == '-' || **s == ',')
        ++*s;
    return **s != '\0';
}

static bool begins(const char *text, const char *part)
{
    while (next_sign(&part)) {
        if (!next_sign(&text) || *text != *part)
            return false;
        text++;
        part++;
    }
    return true;
}

static bool holds(const char *text, const char *part)
{
    for (; *text; text++)
        if (begins(text, part))
            return true;
    return !*part;
}

/* "Chamber of shops (CC-BY-4.0)"; a source of which a licence alone is known
 * goes by its own name. Nobody is named twice. */
static void put_owed(lc_buf *out, const lc_source_info *s)
{
    const char *who = *s->attribution ? s->attribution : s->name;
    bool licence = !holds(who, s->licence);

    if ((!*s->attribution && !*s->licence) ||
        (out->len && !out->failed && !licence && holds(out->data, who)))
        return;
    lc_buf_printf(out, "%s%s", out->len ? "; " : "", who);
    if (licence)
        lc_buf_printf(out, " (%s)", s->licence);
}

static lc_status keep_attribution(lc_world *w, lc_error *err)
{
    lc_buf out = {0};

    lc_buf_puts(&out, lc_world_setting(w, "attribution"));
    for (size_t i = 0; i < w->source.n; i++)
        if (strcmp(w->source.v[i].kind, "osm") != 0)
            put_owed(&out, &w->source.v[i]);
    if (!out.failed)
        w->attribution = lc_world_keep(w, out.len ? out.data : "");
    lc_buf_free(&out);
    return w->attribution ? LIFE_OK : lc_no_memory(err, "the sources");
}

const char *lc_world_source_attribution(const lc_world *w)
{
    return w->attribution ? w->attribution : "";
}

lc_status lc_world_source_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_shape none = {0}, edge = {0};
    lc_stored_source row = {0};
    lc_rows *rows;
    lc_status st = lc_world_extent_add(w, &none, &edge, err);

    if (st)
        return st;
    st = lc_source_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add(w, &row, err);
    return st ? st : keep_attribution(w, err);
}

size_t lc_world_source_count(const lc_world *w)
{
    return w->source.n;
}

const lc_source_info *lc_world_source(const lc_world *w, uint32_t i)
{
    return &w->source.v[i];
}

const lc_source_info *lc_world_source_find(const lc_world *w, const char *name)
{
    for (size_t i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].name, name))
            return &w->source.v[i];
    return NULL;
}

const lc_source_info *lc_world_source_of_kind(const lc_world *w,
                                              const char *kind)
{
    for (size_t i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].kind, kind))
            return &w->source.v[i];
    return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/sources.c - what was imported, from which files.
 */
#include "src/cli/look/sources.h"

#include "lifecircle/base/json.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/words/heading.h"
#include "src/cli/term.h"

#include <inttypes.h>

/* Read from the table, so that it works on a city not yet computed. */
static lc_status each_source(lc_city *c,
                             void (*put)(void *ctx, const lc_stored_source *s),
                             void *ctx, lc_error *err)
{
    lc_stored_source s;
    lc_rows *rows;
    lc_status st = lc_source_rows(c, &s, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        put(ctx, &s);
    return st;
}

typedef struct table {
    lc_grid *grid;
    lc_lang lang;
} table;

/* As stored; a time is UTC. */
static void source_line(void *ctx, const lc_stored_source *s)
{
    const table *t = ctx;
    lc_grid *g = t->grid;

    lc_grid_put(g, "%s", s->name);
    lc_grid_put(g, "%s", s->kind);
    lc_grid_put(g, "%s", s->file);
    lc_grid_put(g, "%s", s->crs);
    lc_grid_put(g, "%" PRId64, s->row_count);
    lc_grid_put(g, "%" PRId64, s->rejected);
    lc_grid_put(g, "%s", *s->as_of ? s->as_of : "?");
    lc_grid_put(g, "%s", s->imported_at);
    lc_grid_put(g, "%s", s->licence);
    lc_grid_put(g, "%s",
                lc_say_text(t->lang, s->withheld ? LIFE_SAY_SOURCE_EXPORT_NO
                                                 : LIFE_SAY_SOURCE_EXPORT_YES));
}

/* Beside the table's columns whom the data are owed to, and how its extent was
 * found. */
static void source_object(void *ctx, const lc_stored_source *s)
{
    lc_json *j = ctx;

    lc_json_object(j, NULL);
    lc_json_str(j, "name", s->name);
    lc_json_str(j, "kind", s->kind);
    lc_json_str(j, "file", s->file);
    lc_json_str(j, "crs", s->crs);
    lc_json_int(j, "rows", s->row_count);
    lc_json_int(j, "rejected", s->rejected);
    lc_json_str(j, "imported_at", s->imported_at);
    lc_json_str(j, "as_of", *s->as_of ? s->as_of : NULL);
    lc_json_str(j, "attribution", s->attribution);
    lc_json_str(j, "licence", s->licence);
    lc_json_bool(j, "export", !s->withheld);
    lc_json_str(j, "extent_rule", s->extent_rule);
    lc_json_end(j);
}

/* What was read before a failure is printed all the same: the error stands
 * below it. */
static lc_status sources_table(lc_city *c, lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 10, .right = 1 << 4 | 1 << 5};
    lc_status st, printed;

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_SOURCES, NULL);
    st = each_source(c, source_line, &(table){&g, lang}, err);
    printed = lc_term_grid(&g, err);
    return st ? st : printed;
}

/* Half a document is none: on a failure nothing is printed. */
static lc_status sources_json(lc_city *c, lc_error *err)
{
    lc_buf out = {0};
    lc_json j;
    lc_status st;

    lc_json_init(&j, &out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "sources");
    st = each_source(c, source_object, &j, err);
    if (st) {
        lc_buf_free(&out);
        return st;
    }
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_term_answer(&out, err);
}

/* The store alone is opened, not the world: no results are needed. */
lc_status lc_look_sources(const lc_opts *o, lc_error *err)
{
    static const char *const langs[] = {"zh", "en"};
    const char *path;
    size_t which;
    lc_city *c = NULL;
    lc_status st = lc_opts_word(o, LIFE_OPT_LANG, langs, 2, &which, err);

    if (!st)
        st = lc_opts_city(o, &path, err);

    if (!st)
        st = lc_city_open(path, true, &c, err);
    if (!st)
        st = lc_opts_format_is(o, "json")
                 ? sources_json(c, err)
                 : sources_table(c, lc_opts_lang(o), err);
    lc_city_close(c);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/coverage.c - coverage, as a table with a row a unit and a column
 * a category, or as the answer's own formats.
 */
#include "lifecircle/study/cover/coverage.h"

#include "lifecircle/base/file.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/import/area.h"
#include "lifecircle/study/study.h"
#include "src/cli/cli.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define TABLE_COLUMNS 12          /* categories, where the user names none */
#define MOST_WORDS    8           /* of a category's id, one above the other */
#define AREA_BYTES    (16u << 20) /* more than its points ever take */

/* All rows asked for: those of each query, one query a category. */
typedef struct matrix {
    LC_VEC(lc_coverage_query) query;
    LC_VEC(lc_coverage_row) row;
    size_t per_query;
} matrix;

static lc_status keep(void *ctx, const lc_coverage_query *q,
                      const lc_coverage_row *rows, size_t count, lc_error *err)
{
    matrix *m = ctx;

    if (!lc_vec_push(&m->query, *q) || !lc_vec_reserve(&m->row, count))
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for coverage");
    memcpy(m->row.v + m->row.n, rows, count * sizeof *rows);
    m->row.n += count;
    m->per_query = count;
    return LIFE_OK;
}

/* The first categories that the city has any of, so that a table fits. */
static lc_catset some_categories(const lc_world *w)
{
    lc_catset set = 0;
    int n = 1; /* all_basic */

    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (lc_world_category(w, c)->facility_count > 0 && n < TABLE_COLUMNS) {
            set |= (lc_catset)1 << c;
            n++;
        }
    return set;
}

static const char *query_name(const lc_world *w, const lc_coverage_query *q)
{
    if (q->category == LIFE_ALL_BASIC)
        return "all_basic";
    return lc_world_category(w, q->category)->id;
}

/* ---- the table ---- */

/* Word `n` of an id with _ between its words; *len 0: it has fewer. */
static const char *word_of(const char *id, size_t n, size_t *len)
{
    while (n-- > 0 && *id) {
        id += strcspn(id, "_");
        id += *id == '_';
    }
    *len = strcspn(id, "_");
    return id;
}

static size_t word_count(const char *id)
{
    size_t n = 1;

    for (; *id; id++)
        n += *id == '_';
    return n < MOST_WORDS ? n : MOST_WORDS;
}

/* An id stands over its column word by word, the last at the bottom. */
static void put_headings(lc_grid *g, const lc_world *w, const matrix *m,
                         const char *unit)
{
    size_t lines = 1;

    for (size_t i = 0; i < m->query.n; i++) {
        size_t n = word_count(query_name(w, &m->query.v[i]));

        lines = n > lines ? n : lines;
    }
    for (size_t line = 0; line < lines; line++) {
        bool last = line + 1 == lines;

        lc_grid_put(g, "%s", last ? unit : "");
        lc_grid_put(g, "%s", last ? "weight" : "");
        for (size_t i = 0; i < m->query.n; i++) {
            const char *id = query_name(w, &m->query.v[i]);
            size_t above = lines - word_count(id), len = 0;
            const char *word = "";

            if (line >= above)
                word = word_of(id, line - above, &len);
            lc_grid_put(g, "%.*s%s", (int)len, word,
                        !last && word[len] == '_' ? "_" : "");
        }
    }
}

/* Rounded down, so that only a share that is whole reads 100. */
static void put_share(lc_grid *g, int64_t covered, int64_t known, int64_t total)
{
    if (total == 0)
        lc_grid_put(g, "- ");
    else if (known <= 0)
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%.1f%s",
                    floor(1000.0 * (double)covered / (double)known) / 10,
                    known < total ? "?" : " ");
}

static void put_weight(lc_grid *g, int64_t thousandths)
{
    lc_grid_put(g, "%.0f", (double)thousandths / 1000);
}

static void put_unit(lc_grid *g, const lc_world *w, const matrix *m, size_t r,
                     bool area)
{
    uint32_t unit = m->row.v[r].unit;

    if (unit != LIFE_NONE)
        lc_grid_put(g, "%s%s", lc_world_unit(w, unit)->approximate ? "~" : "",
                    lc_world_unit(w, unit)->name);
    else
        lc_grid_put(g, "%s", area ? "(the area)" : "(outside)");
    put_weight(g, m->row.v[r].total);
    for (size_t i = 0; i < m->query.n; i++) {
        const lc_coverage_row *row = &m->row.v[i * m->per_query + r];

        put_share(g, row->covered, row->total - row->unknown, row->total);
    }
}

static void put_total(lc_grid *g, const matrix *m)
{
    for (size_t i = 0; i < m->query.n; i++) {
        int64_t total = 0, covered = 0, unknown = 0;

        for (size_t r = 0; r < m->per_query; r++) {
            const lc_coverage_row *row = &m->row.v[i * m->per_query + r];

            total += row->total;
            covered += row->covered;
            unknown += row->unknown;
        }
        if (i == 0) {
            lc_grid_put(g, "(total)");
            put_weight(g, total);
        }
        put_share(g, covered, total - unknown, total);
    }
}

static lc_status print_caption(const lc_world *w, const lc_coverage_query *q,
                               lc_error *err)
{
    const char *weight = lc_world_setting(w, "home_kind");

    if (q->straight)
        return lc_cli_printf(err, "%% of %s within %.0f m in a straight line\n",
                             weight, q->radius_mm / 1000.0);
    return lc_cli_printf(
        err, "%% of %s within %" PRIu32 " minutes on foot, %s pace\n", weight,
        q->limit_ms / 60000, lc_world_pace(w, q->pace)->id);
}

static lc_status print_table(const lc_world *w, const lc_coverage_request *r,
                             const matrix *m, lc_error *err)
{
    lc_grid g = {.columns = m->query.n + 2, .right = ~UINT64_C(1)};
    lc_status st = print_caption(w, &r->q, err);

    if (st)
        return st;
    put_headings(&g, w, m,
                 r->level == LIFE_NONE ? "unit" : lc_world_level(w, r->level));
    for (size_t i = 0; i < m->per_query; i++)
        put_unit(&g, w, m, i, r->area != NULL);
    if (m->per_query > 1)
        put_total(&g, m);
    st = lc_grid_print(&g, err);
    if (!st)
        st = lc_cli_printf(err, "?: not known for all homes, the share is of "
                                "the known; ~: an approximate unit\n");
    return st;
}

static lc_status coverage_table(lc_study *study, lc_coverage_request *r,
                                bool chosen, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    matrix m = {0};
    lc_status st;

    if (!chosen)
        r->categories = some_categories(w);
    st = lc_coverage_each(study, r, keep, &m, err);
    if (!st)
        st = print_table(w, r, &m, err);
    lc_vec_free(&m.query);
    lc_vec_free(&m.row);
    return st;
}

static lc_status read_area(const char *path, lc_shape *out, lc_error *err)
{
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(path, AREA_BYTES, &text, &len, err);

    if (!st) {
        st = lc_area_parse(text, len, LIFE_AREA_POINTS_MAX, out, err);
        if (st)
            lc_fail_at(err, st, path, 0);
    }
    lc_free(text);
    return st;
}

/* ---- the command ---- */

/* --unit, --area or --level: one of them. */
static lc_status take_where(const lc_opts *o, const lc_world *w,
                            lc_coverage_request *r, lc_shape *area,
                            lc_error *err)
{
    const char *unit = o->value[LIFE_OPT_UNIT];
    const char *file = o->value[LIFE_OPT_AREA];
    lc_status st = LIFE_OK;

    if ((unit != NULL) + (file != NULL) + (o->value[LIFE_OPT_LEVEL] != NULL) >
        1)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "--unit, --level and --area exclude one another");
    if (unit) {
        r->unit = lc_world_find_unit(w, unit);
        if (r->unit == LIFE_NONE)
            return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                                 "there is no unit with the code \"%s\"", unit);
    }
    if (file)
        st = read_area(file, area, err);
    if (file)
        r->area = area;
    if (file || unit)
        r->level = LIFE_NONE;
    return st;
}

static lc_status answer(const lc_opts *o, lc_study *study,
                        lc_coverage_request *r, lc_error *err)
{
    lc_buf out = {0};
    lc_status st;

    r->as_geojson = lc_opts_format_is(o, "geojson");
    if (lc_opts_format_is(o, "csv")) {
        st = lc_answer_coverage_csv(&out, study, r, err);
        if (!st && out.failed)
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for an answer");
        if (!st)
            st = lc_cli_write(out.data, out.len, err);
    } else {
        st = lc_answer_coverage(&out, study, r, err);
        if (!st)
            st = lc_cli_answer(&out, err);
    }
    lc_buf_free(&out);
    return st;
}

lc_status lc_cmd_coverage(const lc_opts *o, lc_error *err)
{
    lc_study *study = NULL;
    lc_coverage_request r;
    lc_shape area = {0};
    lc_status st = lc_cli_study(o, &study, err);

    if (!st)
        st = lc_cli_coverage(o, lc_study_world(study), &r, err);
    if (!st)
        st = take_where(o, lc_study_world(study), &r, &area, err);
    if (!st && lc_opts_format_is(o, "table"))
        st =
            coverage_table(study, &r, o->value[LIFE_OPT_CATEGORY] != NULL, err);
    else if (!st)
        st = answer(o, study, &r, err);
    lc_shape_clear(&area);
    lc_study_free(study);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_layers.c - whole layers: that one without things has its columns, that
 * rows are of whom they say, that a failure is never a value.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/layers/layers.h"
#include "lifecircle/export/lists/lists.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/world.h"
#include "src/export/layers/layer.h"
#include "src/export/values/cover/coverage.h"
#include "src/export/values/cover/gap.h"
#include "src/export/values/facility.h"
#include "src/export/values/indicator.h"
#include "src/export/values/unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const layers[] = {"facilities", "units",    "homes",
                                     "streets",    "coverage", "gaps",
                                     "indicators"};

static lc_status keep(void *ctx, const void *bytes, size_t len, lc_error *err)
{
    (void)err;
    lc_buf_put(ctx, bytes, len);
    return LIFE_OK;
}

static lc_status export_to(lc_study *study, const char *layer,
                           const char *format, lc_buf *out, lc_error *err)
{
    const lc_coverage_request r = {.q.limit_ms = 15 * 60000,
                                   .categories =
                                       lc_catset_first(LIFE_MAX_CATEGORIES),
                                   .basic = true,
                                   .named = true,
                                   .unit = LIFE_NONE};
    const lc_layer_query q = {
        .layer = layer, .format = lc_formats_find(format), .coverage = &r};

    return lc_layers_export(study, &q, keep, out, err);
}

/* The bytes of a layer, for lc_free(). */
static char *text_of(lc_study *study, const char *layer, const char *format)
{
    lc_buf out = {0};
    lc_error err = {0};

    if (export_to(study, layer, format, &out, &err))
        fail_msg("%s: %s", layer, err.text);
    assert_false(out.failed);
    return lc_buf_steal(&out, &(size_t){0});
}

/* As it is where no category is named. */
static char *plain_of(lc_study *study, const char *layer)
{
    const lc_layer_query q = {.layer = layer, .format = lc_formats};
    lc_buf out = {0};
    lc_error err = {0};

    if (lc_layers_export(study, &q, keep, &out, &err))
        fail_msg("%s: %s", layer, err.text);
    assert_false(out.failed);
    return lc_buf_steal(&out, &(size_t){0});
}

static lct_city *street(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    return c;
}

/* A unit with a home and a pharmacy, and a hospital outside. */
static lct_city *unit_and_outside(void)
{
    static const lct_xy ring[] = {
        {-500, -500}, {1000, -500}, {1000, 500}, {-500, 500}};
    lct_city *c = street();

    lct_unit(c, "u1", ring, LCT_COUNT(ring));
    lct_home(c, (lct_xy){0, 0}, 2000);
    lct_facility(c, "a:1", "pharmacy", (lct_xy){100, 0});
    lct_facility(c, "a:2", "hospital", (lct_xy){2500, 0});
    lct_open(c);
    return c;
}

static void one_without_things_has_its_columns(void **state)
{
    static const struct {
        const char *layer, *begins;
        bool city; /* has rows all the same: a city without units is one */
    } cases[] = {
        {"facilities", "\xEF\xBB\xBFlon,lat,id,name,name_given,category,",
         false},
        {"units", "\xEF\xBB\xBFgeometry,code,name,name_en,level,parent,", true},
        {"homes", "\xEF\xBB\xBFlon,lat,home,weight,weight_kind,assumed,",
         false},
        {"indicators", "\xEF\xBB\xBFunit_code,unit_name,level,id,name_zh,",
         true},
    };
    lct_city *c = street();
    lc_study *study = lct_open(c);

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        char *csv = text_of(study, cases[i].layer, "csv");

        assert_memory_equal(csv, cases[i].begins, strlen(cases[i].begins));
        assert_int_equal(strchr(csv, '\n') == csv + strlen(csv) - 1,
                         !cases[i].city);
        lc_free(csv);
    }
    lct_city_free(c);
}

/* The layer of a city that was opened for such rows is that of the whole. */
static void opened_for_rows(const lct_city *c, lc_study *whole,
                            const char *layer, lc_study_rows of)
{
    lc_error err = {0};
    lc_study *rows;
    char *want, *got;

    if (lc_study_open_rows(lct_path(c), of, &rows, &err))
        fail_msg("%s", err.text);
    want = plain_of(whole, layer);
    got = plain_of(rows, layer);
    assert_string_equal(got, want);
    lc_free(want);
    lc_free(got);
    lc_study_free(rows);
}

/* What a command opens for them lacks all that searches need, and what other
 * layers are of. */
static void rows_alone_are_the_same_file(void **state)
{
    lct_city *c = unit_and_outside();
    lc_study *whole = lct_study(c);
    size_t of_rows = 0;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(layers); i++) {
        lc_study_rows of = lc_layers_rows_with(layers[i], NULL);

        if (of == LIFE_STUDY_WHOLE)
            continue;
        opened_for_rows(c, whole, layers[i], LIFE_STUDY_ROWS);
        opened_for_rows(c, whole, layers[i], of);
        of_rows++;
    }
    assert_int_equal(of_rows, 4);
    lct_city_free(c);
}

static void layers_together_are_of_what_serves_all(void **state)
{
    lc_study_rows streets = lc_layers_rows_with("streets", NULL);
    lc_study_rows whole = LIFE_STUDY_WHOLE;

    (void)state;
    assert_int_equal(streets, LIFE_STUDY_PAGES);
    assert_int_equal(lc_layers_rows_with("coverage", NULL), whole);
    assert_int_equal(lc_layers_rows_with("nothing", NULL), whole);
    assert_int_equal(lc_layers_rows_with("streets", &streets), streets);
    assert_int_equal(lc_layers_rows_with("units", &streets), streets);
    assert_int_equal(lc_layers_rows_with("coverage", &streets), whole);
    assert_int_equal(lc_layers_rows_with("streets", &whole), whole);
}

/* The list of what is lacking took its columns from a unit. */
static void a_list_without_rows_has_its_columns(void **state)
{
    static const lc_list_query q = {.which = LIFE_LIST_PROJECTS,
                                    .unit = LIFE_NONE,
                                    .format = "csv",
                                    .lang = LIFE_LANG_EN};
    lct_city *c = street();
    lc_study *study = lct_open(c);
    const lc_assessment *a;
    lc_error err = {0};
    lc_buf out = {0};

    (void)state;
    if (lc_assessment_get(study, lc_world_standard(lc_study_world(study), 0),
                          &a, &err) ||
        lc_lists_answer(&out, study, a, &q, &err))
        fail_msg("%s", err.text);
    assert_string_equal(
        out.data,
        "\xEF\xBB\xBF\"rank in its line, by those it is for\",line of duty,who "
        "leads,facility,unit,"
        "within,level,unit's code,\"lacking, at least\",capacity lacking by "
        "the "
        "norm,\"residential street it would serve, m\",\"of these, by "
        "age\",\"of these, those it is for\",\"limit, minutes "
        "on "
        "foot\",longitude,latitude,near the street,rules it would help to "
        "meet,state,by which standard,data as of\r\n");
    lc_buf_free(&out);
    lct_city_free(c);
}

/* ---- coverage, wide and long ---- */

typedef struct lines {
    json_t *features;
    int share, unit, category, facilities; /* columns */
    size_t rows, outside;
} lines;

static int column(const lc_csv_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (!strcmp(row->field[i], name))
            return (int)i;
    fail_msg("no column %s", name);
    return -1;
}

/* A line of the table says what the Feature of its unit says. */
static lc_status compare_line(void *ctx, const lc_csv_row *row, lc_error *err)
{
    lines *l = ctx;
    char key[80];
    const json_t *share = NULL, *f;
    size_t i;

    (void)err;
    if (row->line == 1) {
        l->unit = column(row, "unit");
        l->category = column(row, "category");
        l->share = column(row, "share");
        l->facilities = column(row, "facilities_inside");
        return LIFE_OK;
    }
    snprintf(key, sizeof key, "share_%s", row->field[l->category]);
    json_array_foreach(
        l->features, i,
        f) if (!strcmp(json_string_value(json_object_get(f, "id")),
                       row->field[l->unit])) share =
        json_object_get(json_object_get(f, "properties"), key);
    assert_non_null(share);
    if (*row->field[l->share])
        assert_true(strtod(row->field[l->share], NULL) ==
                    json_number_value(share));
    else
        assert_true(json_is_null(share));
    l->rows++;
    if (!strcmp(row->field[l->unit], "outside")) {
        l->outside++;
        assert_string_equal(row->field[l->category], "hospital");
        assert_string_equal(row->field[l->facilities], "1");
    }
    return LIFE_OK;
}

/* Outside is a row of the hospitals alone: those behind them in the table of
 * categories must not take each other's rows. */
static void rows_are_of_the_category_they_name(void **state)
{
    lct_city *c = unit_and_outside();
    lc_study *study = lct_study(c);
    size_t categories = lc_world_category_count(lct_world(c));
    char *csv = text_of(study, "coverage", "csv");
    char *wide = text_of(study, "coverage", "geojson");
    json_t *all = json_loads(wide, 0, NULL);
    lines l = {.features = json_object_get(all, "features")};
    lc_error err = {0};

    (void)state;
    assert_int_equal(json_array_size(l.features), 2);
    if (lc_csv_read(csv, strlen(csv), ',', "coverage", compare_line, &l, &err))
        fail_msg("%s", err.text);
    assert_int_equal(l.rows, categories + 2); /* all_basic, and outside */
    assert_int_equal(l.outside, 1);
    json_decref(all);
    lc_free(csv);
    lc_free(wide);
    lct_city_free(c);
}

/* ---- by number ---- */

/* A row as text: its id and its cells. */
static char *row_text(const lc_layer_rows *l, size_t i, lc_layer_reader *r)
{
    const lc_fields fields = lc_layer_rows_fields(l);
    lc_error err = {0};
    lc_buf out = {0};

    assert_int_equal(lc_layer_rows_read(l, i, r, &err), LIFE_OK);
    assert_false(r->row.failed);
    assert_int_equal(r->row.value.n, fields.count);
    lc_buf_puts(&out, r->row.id ? r->row.id : "-");
    for (size_t k = 0; k < fields.count; k++) {
        lc_buf_putc(&out, '|');
        lc_cell_put(&out, &fields.field[k], &r->row.value.v[k], NULL);
    }
    return lc_buf_steal(&out, &(size_t){0});
}

/* One reader going back says of each row what a new one says. */
static void rows_do_not_depend_on_the_one_before(void **state)
{
    static const char *const formats[] = {"geojson", "csv"};
    lct_city *c = unit_and_outside();

    (void)state;
    for (size_t i = 0; i < 2 * LCT_COUNT(layers); i++) {
        const lc_layer_query q = {.layer = layers[i / 2],
                                  .format = lc_formats_find(formats[i % 2])};
        lc_layer_reader back = {0};
        lc_layer_rows *l;

        assert_int_equal(lc_layer_rows_open(lct_study(c), &q, &l, NULL),
                         LIFE_OK);
        for (size_t k = lc_layer_rows_count(l); k-- > 0;) {
            lc_layer_reader fresh = {0};
            char *a = row_text(l, k, &back), *b = row_text(l, k, &fresh);

            assert_string_equal(a, b);
            lc_free(a);
            lc_free(b);
            lc_layer_reader_free(&fresh);
        }
        lc_layer_reader_free(&back);
        lc_layer_rows_close(l);
    }
    lct_city_free(c);
}

/* The rows of each level in turn are those of all. */
static void every_level_is_the_levels_in_turn(void **state)
{
    static const char *const leveled[] = {"coverage", "indicators"};
    lct_city *c = unit_and_outside();
    lc_study *study = lct_study(c);
    lc_coverage_request r = {.q.limit_ms = 15 * 60000,
                             .categories = lc_catset_first(LIFE_MAX_CATEGORIES),
                             .basic = true,
                             .unit = LIFE_NONE};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        lc_layer_query q = {.layer = leveled[i],
                            .format = lc_formats,
                            .coverage = &r,
                            .every_level = true};
        lc_layer_reader one = {0}, whole = {0};
        lc_layer_rows *all, *part;
        size_t at = 0;

        assert_int_equal(lc_layer_rows_open(study, &q, &all, NULL), LIFE_OK);
        q.every_level = false;
        for (r.level = 0; r.level < lc_world_level_count(lct_world(c));
             r.level++) {
            assert_int_equal(lc_layer_rows_open(study, &q, &part, NULL),
                             LIFE_OK);
            for (size_t k = 0; k < lc_layer_rows_count(part); k++) {
                char *a = row_text(all, at++, &whole);
                char *b = row_text(part, k, &one);

                assert_string_equal(a, b);
                lc_free(a);
                lc_free(b);
            }
            lc_layer_rows_close(part);
        }
        assert_true(at > 0);
        assert_int_equal(at, lc_layer_rows_count(all));
        lc_layer_reader_free(&one);
        lc_layer_reader_free(&whole);
        lc_layer_rows_close(all);
    }
    lct_city_free(c);
}

/* ---- gaps and isochrones ---- */

static lc_layer_rows *open_rows(lc_study *study, const char *layer,
                                const lc_coverage_request *r)
{
    const lc_layer_query q = {
        .layer = layer, .format = lc_formats, .coverage = r};
    lc_layer_rows *l;
    lc_error err = {0};

    if (lc_layer_rows_open(study, &q, &l, &err))
        fail_msg("%s", err.text);
    return l;
}

static const lc_cell *cell_of(const lc_layer_rows *l, const lc_layer_reader *r,
                              const char *name)
{
    const lc_fields fields = lc_layer_rows_fields(l);

    for (size_t k = 0; k < fields.count; k++)
        if (!strcmp(fields.field[k].name, name))
            return &r->row.value.v[k];
    fail_msg("no column %s", name);
    return NULL;
}

/* A home with a pharmacy alone near it, far from where the data end. */
static lct_city *home_amid_a_street(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){4000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){2000, 0}, 2000);
    lct_facility(c, "a:1", "pharmacy", (lct_xy){1900, 0});
    lct_facility(c, "a:2", "childcare", (lct_xy){50, 0});
    lct_facility(c, "a:3", "bank", (lct_xy){50, 0});
    lct_open(c);
    return c;
}

/* The categories of which there are gaps: `names`, with spaces between. Each
 * row is of the home, whoever read another one before. */
static void assert_gaps(lct_city *c, const lc_coverage_request *request,
                        const char *names)
{
    lc_layer_rows *l = open_rows(lct_study(c), "gaps", request);
    lc_layer_reader r = {0};
    lc_buf found = {0};

    for (size_t i = lc_layer_rows_count(l); i-- > 0;) {
        lc_layer_reader fresh = {0};
        char *again = row_text(l, i, &r), *first = row_text(l, i, &fresh);

        assert_string_equal(again, first);
        assert_int_equal(cell_of(l, &r, "rank")->is.whole, 1);
        assert_int_equal(cell_of(l, &r, "weight")->is.whole, 2000);
        assert_true(lc_shape_contains(
            r.row.geometry.shape, lc_pt_from(lct_at(c, (lct_xy){2000, 0}))));
        lc_buf_printf(&found, "%s ", cell_of(l, &r, "category")->is.text);
        lc_free(again);
        lc_free(first);
        lc_layer_reader_free(&fresh);
    }
    assert_string_equal(found.len ? found.data : "", names);
    lc_buf_free(&found);
    lc_layer_reader_free(&r);
    lc_layer_rows_close(l);
}

/* The basic ones where none is named, or where all_basic is; else those that
 * are named. */
static void gaps_are_of_the_categories_asked(void **state)
{
    lct_city *c = home_amid_a_street();
    const lc_world *w = lct_world(c);
    lc_coverage_request r = {.q.limit_ms = 15 * 60000,
                             .categories = lc_catset_first(LIFE_MAX_CATEGORIES),
                             .basic = true,
                             .unit = LIFE_NONE};

    (void)state;
    assert_gaps(c, &r, "childcare ");
    r.named = true;
    r.categories = lc_catset_of(lc_world_category_find(w, "bank"));
    assert_gaps(c, &r, "bank childcare ");
    r.basic = false;
    assert_gaps(c, &r, "bank ");
    r.categories = lc_catset_of(lc_world_category_find(w, "pharmacy"));
    assert_gaps(c, &r, "");
    lct_city_free(c);
}

/* Each within the next, of a facility in turn; without a shape where it joins
 * no street. */
static void isochrones_are_three_of_each(void **state)
{
    lct_city *c = home_amid_a_street();
    lc_coverage_request r = {
        .q.limit_ms = 15 * 60000, .named = true, .unit = LIFE_NONE};
    lc_layer_reader all = {0};
    lc_layer_rows *l;

    (void)state;
    r.categories =
        lc_catset_of(lc_world_category_find(lct_world(c), "pharmacy"));
    lc_catset_add(&r.categories, lc_world_category_find(lct_world(c), "bank"));
    l = open_rows(lct_study(c), "isochrones", &r);
    assert_int_equal(lc_layer_rows_count(l), 6);
    for (size_t i = 0; i < 6; i++) {
        const int away = i / 3 == 0 ? 1900 : 50;    /* the pharmacy is a:1 */
        const int reach = ((int)(i % 3) + 1) * 300; /* and some metres more */
        lc_layer_reader fresh = {0};
        char *again = row_text(l, i, &all), *first = row_text(l, i, &fresh);

        assert_string_equal(again, first);
        assert_true(cell_of(l, &all, "minutes")->is.real ==
                    (double)(i % 3 + 1) * 5);
        assert_string_equal(cell_of(l, &all, "facility")->is.text,
                            i < 3 ? "a:1" : "a:3");
        assert_true(lc_shape_contains(
            all.row.geometry.shape,
            lc_pt_from(lct_at(c, (lct_xy){away + reach, 0}))));
        assert_false(lc_shape_contains(
            all.row.geometry.shape,
            lc_pt_from(lct_at(c, (lct_xy){away + reach + 150, 0}))));
        lc_free(again);
        lc_free(first);
        lc_layer_reader_free(&fresh);
    }
    lc_layer_reader_free(&all);
    lc_layer_rows_close(l);
    lct_city_free(c);
}

static void searches_are_of_walking_half_an_hour(void **state)
{
    static const struct {
        lc_coverage_query q;
        bool named;
        const char *layer, *parameter;
    } cases[] = {
        {{.straight = true, .radius_mm = 500000}, true, "gaps", "radius"},
        {{.limit_ms = 30 * 60000 + 1}, true, "gaps", "minutes"},
        {{.straight = true, .radius_mm = 500000}, true, "isochrones", "radius"},
        {{.limit_ms = 30 * 60000 + 1}, true, "isochrones", "minutes"},
        {{.limit_ms = 60000}, false, "isochrones", "category"}};
    lct_city *c = unit_and_outside();

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        const lc_coverage_request r = {
            .q = cases[i].q, .named = cases[i].named, .unit = LIFE_NONE};
        const lc_layer_query q = {
            .layer = cases[i].layer, .format = lc_formats, .coverage = &r};
        lc_layer_rows *l;
        lc_error err = {0};

        assert_int_not_equal(lc_layer_rows_open(lct_study(c), &q, &l, &err),
                             LIFE_OK);
        assert_string_equal(err.parameter, cases[i].parameter);
    }
    lct_city_free(c);
}

/* What is worked out for what is asked is in no file of everything. */
static void all_goes_without_what_is_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < LCT_COUNT(layers); i++)
        assert_int_equal(lc_layers_in_all(layers[i]),
                         strcmp(layers[i], "gaps") != 0);
    assert_false(lc_layers_in_all("isochrones"));
    assert_false(lc_layers_in_all("roads"));
}

/* ---- failures ---- */

/* Each allocation fails in turn: the export is an error or the same bytes,
 * never one that says "unknown" where there was no memory. */
static void fails_or_is_the_same(lc_study *study, const char *layer,
                                 const char *format)
{
    char *whole = text_of(study, layer, format);
    lc_status st = LIFE_ERR_NOMEM;
    int64_t n = 0;

    for (; st; n++) {
        lc_buf out = {0};
        lc_error err = {0};

        lc_mem_fail_after(n, false);
        st = export_to(study, layer, format, &out, &err);
        lc_mem_fail_after(-1, false);
        if (out.failed) /* it was the sink's own */
            st = LIFE_ERR_NOMEM;
        else if (st)
            assert_int_equal(err.status, LIFE_ERR_NOMEM);
        else
            assert_string_equal(out.data, whole);
        lc_buf_free(&out);
    }
    assert_true(n > 2);
    lc_free(whole);
}

static void want_of_memory_is_never_a_value(void **state)
{
    lct_city *c = unit_and_outside();

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(layers); i++) {
        fails_or_is_the_same(lct_study(c), layers[i], "geojson");
        fails_or_is_the_same(lct_study(c), layers[i], "csv");
    }
    lct_city_free(c);
    c = home_amid_a_street();
    fails_or_is_the_same(lct_study(c), "gaps", "csv");
    fails_or_is_the_same(lct_study(c), "isochrones", "csv");
    lct_city_free(c);
}

static lc_status refuse(void *ctx, const void *bytes, size_t len, lc_error *err)
{
    (void)ctx, (void)bytes, (void)len;
    return lc_fail(err, LIFE_ERR_IO, "the disk is full");
}

static void a_sink_that_fails_ends_it(void **state)
{
    lct_city *c = unit_and_outside();

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(layers); i++) {
        const lc_layer_query q = {.layer = layers[i], .format = lc_formats};
        lc_error err = {0};

        assert_int_equal(lc_layers_export(lct_study(c), &q, refuse, NULL, &err),
                         LIFE_ERR_IO);
        assert_string_equal(err.text, "the disk is full");
    }
    lct_city_free(c);
}

/* Portion by portion, of so many bytes and rows: what was given of each. */
static char *portions_of(lct_city *c, const lc_layer_query *q, size_t bytes,
                         size_t rows, size_t *portions)
{
    lc_buf out = {0};
    const lc_layer_portion p = {bytes, rows, keep, &out};
    lc_layer_run *r;
    lc_error err = {0};
    bool more = true;

    assert_int_equal(lc_layer_run_open(lct_study(c), q, &r, &err), LIFE_OK);
    assert_int_equal(out.len, 0);
    while (more) {
        assert_int_equal(lc_layer_run_on(r, &p, &more, &err), LIFE_OK);
        ++*portions;
    }
    lc_layer_run_close(r);
    return lc_buf_steal(&out, &(size_t){0});
}

/* However it is cut, as one that is written at once: also where no row is
 * wanted. */
static void portions_are_the_whole(void **state)
{
    static const char *const wheres[] = {NULL, "false = true"};
    static const size_t cuts[][2] = {
        {1, SIZE_MAX}, {SIZE_MAX, 1}, {100, 3}, {SIZE_MAX, SIZE_MAX}};
    lct_city *c = unit_and_outside();
    size_t portions = 0;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(layers) * 2 * 4 * LCT_COUNT(cuts); i++) {
        const size_t *cut = cuts[i % LCT_COUNT(cuts)];
        const lc_layer_query q = {.layer = layers[i / 2 / 4 / LCT_COUNT(cuts)],
                                  .format =
                                      &lc_formats[i / 2 / LCT_COUNT(cuts) % 4],
                                  .where = wheres[i / LCT_COUNT(cuts) % 2]};
        lc_buf whole = {0};
        lc_error err = {0};
        char *cut_up = portions_of(c, &q, cut[0], cut[1], &portions);

        assert_int_equal(lc_layers_export(lct_study(c), &q, keep, &whole, &err),
                         LIFE_OK);
        assert_string_equal(cut_up ? cut_up : "", whole.data ? whole.data : "");
        lc_free(cut_up);
        lc_buf_free(&whole);
    }
    assert_true(portions > (size_t)LCT_COUNT(layers) * 2 * 4 * LCT_COUNT(cuts));
    lct_city_free(c);
}

static void names_the_layers_there_are(void **state)
{
    const lc_layer_query q = {.layer = "roads", .format = lc_formats};
    lct_city *c = unit_and_outside();
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_layers_export(lct_study(c), &q, refuse, NULL, &err),
                     LIFE_ERR_NOT_FOUND);
    assert_string_equal(err.parameter, "layer");
    assert_string_equal(err.text,
                        "there is no layer \"roads\"; there are: facilities "
                        "units homes streets coverage gaps isochrones "
                        "indicators");
    lct_city_free(c);
}

/* ---- fields ---- */

/* Every field has a name of its own, and words in both languages. */
static void fields_say_what_they_are(void **state)
{
    const lc_coverage_request walk = {.ages = "60+", .counted = true};
    const lc_coverage_request straight = {.q.straight = true};
    lc_fieldset coverage[2];
    lc_fields columns[2];
    const lc_fields *const all[] = {&lc_facility_fields,
                                    &lc_facility_distance_fields,
                                    &lc_unit_fields,
                                    &lc_indicator_fields,
                                    &lc_indicator_unit_fields,
                                    &lc_layer_link_fields,
                                    &lc_gap_fields,
                                    &lc_gap_mend_fields,
                                    &lc_gap_mend_columns,
                                    &columns[0],
                                    &columns[1]};

    (void)state;
    memset(coverage, 0, sizeof coverage);
    lc_coverage_columns(&coverage[0], &walk);
    lc_coverage_columns(&coverage[1], &straight);
    for (int i = 0; i < 2; i++)
        columns[i] = lc_fieldset_all(&coverage[i]);
    for (size_t t = 0; t < LCT_COUNT(all); t++)
        for (size_t i = 0; i < all[t]->count; i++) {
            const lc_export_field *f = &all[t]->field[i];

            assert_true(*f->name && *f->en && *f->zh && f->unit);
            assert_true((unsigned char)*f->zh >= 0x80);
            for (size_t k = 0; k < i; k++)
                assert_string_not_equal(all[t]->field[k].name, f->name);
        }
    for (int i = 0; i < 2; i++)
        lc_fieldset_free(&coverage[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_are_of_the_categories_asked),
        cmocka_unit_test(isochrones_are_three_of_each),
        cmocka_unit_test(searches_are_of_walking_half_an_hour),
        cmocka_unit_test(all_goes_without_what_is_asked_for),
        cmocka_unit_test(one_without_things_has_its_columns),
        cmocka_unit_test(rows_alone_are_the_same_file),
        cmocka_unit_test(layers_together_are_of_what_serves_all),
        cmocka_unit_test(a_list_without_rows_has_its_columns),
        cmocka_unit_test(rows_are_of_the_category_they_name),
        cmocka_unit_test(rows_do_not_depend_on_the_one_before),
        cmocka_unit_test(every_level_is_the_levels_in_turn),
        cmocka_unit_test(want_of_memory_is_never_a_value),
        cmocka_unit_test(a_sink_that_fails_ends_it),
        cmocka_unit_test(portions_are_the_whole),
        cmocka_unit_test(names_the_layers_there_are),
        cmocka_unit_test(fields_say_what_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

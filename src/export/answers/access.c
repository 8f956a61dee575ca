/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/access.c - how much of a service there is for each person.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/access.h"
#include "src/export/formats/row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking ---- */

static lc_status ask_rows(const lc_access_request *r, lc_access_answer *out,
                          lc_error *err)
{
    const lc_world *w = out->access.world;
    lc_status st = lc_access_unit(&out->access, LIFE_NONE, &out->city, err);

    out->row = lc_calloc(lc_world_unit_count(w) + 1, sizeof *out->row);
    if (!out->row)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the rows");
    if (st)
        return st;
    if (r->unit == LIFE_NONE)
        return lc_access_level(&out->access, r->level, out->row, &out->rows,
                               err);
    out->rows = 1;
    return lc_access_unit(&out->access, r->unit, out->row, err);
}

static lc_status ask_equity(const lc_access_request *r, lc_access_answer *out,
                            lc_error *err)
{
    const lc_world *w = out->access.world;
    uint32_t level = r->unit == LIFE_NONE
                         ? r->level
                         : lc_world_unit(w, r->unit)->level_index;
    double *figure = lc_calloc(lc_world_unit_count(w), sizeof *figure);
    lc_error why = {0};
    lc_status st;

    if (!figure)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the figures");
    st = lc_unit_figure(w, r->rank_by, figure, &why);
    if (st)
        st = lc_fail_param(err, st, "rank_by", "%s", why.text);
    else
        st = lc_access_equity(&out->access, level, figure, &out->homes,
                              &out->units, err);
    lc_free(figure);
    return st;
}

lc_status lc_access_ask(lc_study *study, const lc_access_request *r,
                        lc_access_answer *out, lc_error *err)
{
    lc_status st;

    *out = (lc_access_answer){0};
    st = lc_access_make(study, &r->q, &out->access, err);
    if (!st)
        st = ask_rows(r, out, err);
    if (!st)
        st = ask_equity(r, out, err);
    if (st)
        lc_access_answer_clear(out);
    return st;
}

void lc_access_answer_clear(lc_access_answer *a)
{
    lc_access_clear(&a->access);
    lc_free(a->row);
    *a = (lc_access_answer){0};
}

/* ---- in words ---- */

/* Whom the figures are of: an age band, everybody, or what homes weigh. */
static const char *people_of(const lc_access *a)
{
    return *a->ages ? a->ages : lc_world_setting(a->world, "home_kind");
}

static void row_sentence(lc_row *r, const char *key, const lc_access *a,
                         const lc_access_row *row, lc_lang lang)
{
    lc_buf text = {0};

    lc_access_text(&text, a, row, lang);
    lc_row_str(r, key, text.data);
    lc_buf_free(&text);
}

/* ---- a row ---- */

static void row_milli(lc_row *r, const char *key, int64_t milli)
{
    if (milli < 0)
        lc_row_double(r, key, NAN, 0);
    else
        lc_row_milli(r, key, milli);
}

static void put_lack(lc_row *r, const lc_access *a, const lc_access_row *row)
{
    lc_row_int(r, "facilities_inside", row->facilities);
    lc_row_int(r, "facilities_without_capacity", row->no_capacity);
    lc_row_milli(r, "capacity_inside", row->inside_milli);
    row_milli(r, "residents", row->residents);
    if (row->residents_year)
        lc_row_int(r, "residents_year", row->residents_year);
    else
        lc_row_double(r, "residents_year", NAN, 0);
    row_milli(r, "needed", row->needed_milli);
    /* What may be filled by facilities that do not state theirs is no figure */
    row_milli(r, "shortfall", row->short_at_most ? -1 : row->short_milli);
    row_milli(r, "shortfall_at_most", row->short_milli);
    lc_row_str(r, "shortfall_reason",
               row->short_milli >= 0 && !row->short_at_most ? NULL
               : row->short_at_most    ? "facilities_without_capacity"
               : a->capacity->per <= 0 ? "no_norm"
                                       : "residents_not_known");
}

static void put_row(lc_row *r, const lc_access_request *q, const lc_access *a,
                    const lc_access_row *row, bool whole)
{
    lc_coverage_request where = {.level = q->level};

    if (whole) {
        lc_row_str(r, "unit", NULL);
        lc_row_str(r, "unit_name", lc_world_setting(a->world, "name"));
        lc_row_str(r, "level", NULL);
    } else {
        lc_row_where(r, a->world, &where, row->unit);
    }
    lc_row_milli(r, "people", row->people);
    lc_row_milli(r, "known", row->known);
    lc_row_milli(r, "unknown", row->unknown);
    lc_row_share(r, "unknown_share", row->unknown, row->people);
    lc_row_milli(r, "ages_unknown_weight", row->weight_unaged);
    lc_row_double(r, "ratio", row->ratio, 9);
    lc_row_double(r, "people_for_one", row->ratio > 0 ? 1 / row->ratio : NAN,
                  3);
    lc_row_milli(r, "with_none", row->none);
    lc_row_milli(r, "may_have_more", row->more);
    row_sentence(r, "sentence_zh", a, row, LIFE_LANG_ZH);
    row_sentence(r, "sentence_en", a, row, LIFE_LANG_EN);
    put_lack(r, a, row);
}

/* ---- JSON ---- */

static void put_capacity(lc_json *j, const lc_access *a)
{
    const lc_capacity *c = a->capacity;

    lc_json_object(j, "capacity");
    lc_json_str(j, "id", c->id);
    lc_json_array(j, "categories");
    for (uint32_t i = 0; i < lc_world_category_count(a->world); i++)
        if (c->categories >> i & 1)
            lc_json_str(j, NULL, lc_category_id(a->world, i));
    lc_json_end(j);
    lc_json_str(j, "attribute", c->attribute);
    lc_json_str(j, "of_en", c->many_en);
    lc_json_str(j, "of_zh", c->many_zh);
    lc_json_str(j, "serves", *c->ages ? c->ages : NULL);
    if (c->per > 0) {
        lc_json_double(j, "norm", c->norm, 3);
        lc_json_double(j, "norm_per_residents", c->per, 3);
    } else {
        lc_json_null(j, "norm");
        lc_json_null(j, "norm_per_residents");
    }
    lc_json_str(j, "norm_rule", c->per > 0 ? c->rule : NULL);
    lc_json_str(j, "norm_source_zh", c->source_zh);
    lc_json_str(j, "norm_source_en", c->source_en);
    lc_json_end(j);
}

static void put_zones(lc_json *j, const lc_access *a)
{
    const lc_catchment *c = a->catchment;

    lc_json_str(j, "decay", c->id);
    lc_json_array(j, "zones");
    for (uint32_t i = 0; i < c->zones; i++) {
        lc_json_object(j, NULL);
        lc_json_double(j, "to_minutes",
                       a->query.limit_ms / 60000.0 * (i + 1) / c->zones, 6);
        lc_json_milli(j, "weight", c->weight_milli[i]);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_supply(lc_json *j, const lc_access_supply *s)
{
    lc_json_object(j, "facilities");
    lc_json_int(j, "total", s->total);
    lc_json_int(j, "counted", s->counted);
    lc_json_int(j, "without_capacity", s->no_capacity);
    lc_json_int(j, "unlinked", s->unlinked);
    lc_json_int(j, "idle", s->idle);
    lc_json_double(
        j, "unknown_share",
        s->total ? (double)(s->no_capacity + s->unlinked) / s->total : NAN, 6);
    lc_json_milli(j, "capacity", s->milli);
    lc_json_milli(j, "idle_capacity", s->idle_milli);
    lc_json_end(j);
}

static void put_measure(lc_json *j, const char *key, const lc_measure *m)
{
    lc_json_object(j, key);
    lc_json_double(j, "value", m->value, 9);
    lc_json_str(j, "reason", lc_equity_why_id(m->why));
    lc_json_end(j);
}

static void put_equity(lc_json *j, const char *over, const lc_access_answer *a,
                       const lc_equity *e, const char *rank_by)
{
    lc_json_object(j, over);
    lc_json_str(j, "weighted_by", people_of(&a->access));
    lc_json_double(j, "people", e->people, 3);
    if (a->city.residents_year)
        lc_json_int(j, "year", a->city.residents_year);
    else
        lc_json_null(j, "year");
    lc_json_double(j, "unknown_share",
                   a->city.people > 0
                       ? 1 - e->people * 1000 / (double)a->city.people
                       : NAN,
                   6);
    lc_json_double(j, "mean", e->mean, 9);
    put_measure(j, "gini", &e->gini);
    put_measure(j, "palma", &e->palma);
    put_measure(j, "theil", &e->theil);
    put_measure(j, "concentration", &e->concentration);
    lc_json_str(j, "concentration_by", rank_by);
    lc_json_double(j, "concentration_people", e->ranked, 3);
    lc_json_end(j);
}

static void put_rows(lc_json *j, const lc_access_request *q,
                     const lc_access_answer *a)
{
    lc_row r = {.json = j};

    lc_json_array(j, "rows");
    for (size_t i = 0; i < a->rows; i++) {
        lc_json_object(j, NULL);
        put_row(&r, q, &a->access, &a->row[i], false);
        lc_json_end(j);
    }
    lc_json_end(j);
    lc_json_object(j, "city");
    put_row(&r, q, &a->access, &a->city, true);
    lc_json_end(j);
}

void lc_answer_access(lc_buf *out, const lc_access_request *q,
                      const lc_access_answer *a)
{
    const lc_access *x = &a->access;
    const lc_world *w = x->world;
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_capacity(&j, x);
    lc_json_str(&j, "method", "E2SFCA (Luo and Qi 2009)");
    lc_json_str(&j, "pace", lc_world_pace(w, q->q.pace)->id);
    lc_json_double(&j, "minutes", q->q.limit_ms / 60000.0, 3);
    put_zones(&j, x);
    lc_json_str(&j, "people_of", people_of(x));
    lc_json_str(&j, "ages_not_known", *x->ages_asked ? x->ages_asked : NULL);
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    put_supply(&j, &x->supply);
    put_rows(&j, q, a);
    lc_json_object(&j, "equity");
    put_equity(&j, "homes", a, &a->homes, q->rank_by);
    put_equity(&j, "units", a, &a->units, q->rank_by);
    lc_json_end(&j);
    lc_json_str(&j, "attribution", lc_world_setting(w, "attribution"));
    lc_json_end(&j);
}

/* ---- CSV ---- */

static void csv_line(lc_row *r, const lc_access_request *q, const lc_access *a,
                     const lc_access_row *row)
{
    r->started = false;
    lc_row_str(r, "capacity", a->capacity->id);
    lc_row_str(r, "people_of", people_of(a));
    lc_row_str(r, "pace", lc_world_pace(a->world, a->query.pace)->id);
    lc_row_double(r, "minutes", a->query.limit_ms / 60000.0, 3);
    put_row(r, q, a, row, false);
    lc_buf_puts(r->csv, "\r\n");
}

void lc_answer_access_csv(lc_buf *out, const lc_access_request *q,
                          const lc_access_answer *a)
{
    static const lc_access_row none = {.unit = LIFE_NONE};
    lc_row r = {.csv = out, .names_only = true};

    lc_buf_puts(out, LIFE_CSV_BOM);
    csv_line(&r, q, &a->access, a->rows ? &a->row[0] : &none);
    r.names_only = false;
    for (size_t i = 0; i < a->rows; i++)
        csv_line(&r, q, &a->access, &a->row[i]);
}

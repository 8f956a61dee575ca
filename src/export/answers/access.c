/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/access.c - how much of a service there is for each person.
 *
 * The same row of fields is a member of the JSON and a line of the CSV, so
 * that the two cannot say different things. Amounts of people and of capacity
 * are thousandths until they are written; what is not known is no value at
 * all, and never 0.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/cover/unit_figure.h"
#include "lifecircle/words/access.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"
#include "src/export/values/wheels.h"
#include "src/export/values/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking ---- */

/* The city's own row always comes along: equity is told with its people. */
static lc_status ask_rows(const lc_access_request *r, lc_access_answer *out,
                          lc_error *err)
{
    const lc_world *w = out->access.world;
    lc_status st =
        lc_access_rows_unit(&out->access, LIFE_NONE, &out->city, err);

    out->row = lc_calloc(lc_world_unit_count(w) + 1, sizeof *out->row);
    if (!out->row)
        return lc_no_memory(err, "the rows");
    if (st)
        return st;
    if (r->unit == LIFE_NONE)
        return lc_access_rows_level(&out->access, r->level, out->row,
                                    &out->rows, err);
    out->rows = 1;
    return lc_access_rows_unit(&out->access, r->unit, out->row, err);
}

/* Of one unit equity is measured over its own level, so that its answer is the
 * same as in the level's table. What ranks units may be unknown: that is the
 * fault of the parameter, and says so. */
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
        return lc_no_memory(err, "the figures");
    st = lc_unit_figure(w, r->rank_by, figure, &why);
    if (st)
        st = lc_fail_param(err, st, "rank_by", "%s", why.text);
    else
        st = lc_access_rows_equity(&out->access, level, figure, &out->homes,
                                   &out->units, err);
    lc_free(figure);
    return st;
}

/* Whatever fails on the way, `out` is cleared: the caller has either all of an
 * answer or none. */
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

/* Whom the figures are of: an age band, everybody, or what homes weigh. */
static const char *people_of(const lc_access *a)
{
    return *a->ages ? a->ages : lc_home_kind_id(lc_world_home_kind(a->world));
}

/* ---- a row ---- */

/* Both languages are made, whatever was asked in: a table may be passed on.
 * The text is the row's, and lives as long. */
static lc_cell sentence(lc_row *r, const lc_access *a, const lc_access_row *row,
                        lc_lang lang)
{
    lc_buf text = {0};
    lc_cell v;

    lc_access_text(&text, a, row, lang);
    v = lc_row_text(r, &text);
    lc_buf_free(&text);
    return v;
}

/* Facilities that do not state their capacity come first: they are what
 * somebody can mend. */
static const char *shortfall_reason(const lc_access_row *row)
{
    if (row->short_at_most)
        return "facilities_without_capacity";
    if (row->short_milli >= 0)
        return NULL;
    return row->norm ? "residents_not_known" : "no_norm";
}

/* What is not known is below 0 in an lc_access_row. A shortfall that may be
 * filled by facilities that do not state their capacity is no figure. */
#define REACH(X)                                                               \
    X("people", LIFE_MILLI, "people", "people", "人数",                        \
      lc_cell_whole(row->people))                                              \
    X("known", LIFE_MILLI, "people", "people, known", "已知人数",              \
      lc_cell_whole(row->known))                                               \
    X("unknown", LIFE_MILLI, "people", "people, not known", "未知人数",        \
      lc_cell_whole(row->unknown))                                             \
    X("unknown_share", LIFE_DECIMAL(6), "", "share not known", "未知比例",     \
      lc_cell_share(row->unknown, row->people))                                \
    X("ages_unknown_weight", LIFE_MILLI, "", "weight without ages",            \
      "年龄未知的权重", lc_cell_whole(row->weight_unaged))                     \
    X("ratio", LIFE_DECIMAL(9), "", "places for each person", "人均数量",      \
      lc_cell_real(row->ratio))                                                \
    X("people_for_one", LIFE_DECIMAL(3), "people", "people for one place",     \
      "每一份对应人数", lc_cell_real(row->ratio > 0 ? 1 / row->ratio : NAN))   \
    X("with_none", LIFE_MILLI, "people", "people with none", "完全没有的人数", \
      lc_cell_whole(row->none))                                                \
    X("may_have_more", LIFE_MILLI, "people", "people who may have more",       \
      "可能更多的人数", lc_cell_whole(row->more))                              \
    X("sentence_zh", LIFE_TEXT, "", "in Chinese words", "中文说明",            \
      sentence(r, a, row, LIFE_LANG_ZH))                                       \
    X("sentence_en", LIFE_TEXT, "", "in English words", "英文说明",            \
      sentence(r, a, row, LIFE_LANG_EN))
#define LACK(X)                                                                \
    X("facilities_inside", LIFE_INTEGER, "", "facilities inside", "区内设施",  \
      lc_cell_whole(row->facilities))                                          \
    X("facilities_without_capacity", LIFE_INTEGER, "",                         \
      "facilities that state no capacity", "未标明容量的设施",                 \
      lc_cell_whole(row->no_capacity))                                         \
    X("capacity_inside", LIFE_MILLI, "", "capacity inside", "区内容量",        \
      lc_cell_whole(row->inside_milli))                                        \
    X("residents", LIFE_MILLI, "people", "residents", "居民数",                \
      lc_cell_if(row->residents >= 0, row->residents))                         \
    X("residents_year", LIFE_INTEGER, "", "year of the residents",             \
      "居民数年份", lc_cell_if(row->residents_year, row->residents_year))      \
    X("norm", LIFE_DECIMAL(3), "", "norm", "标准",                             \
      lc_cell_real(row->norm ? row->norm->amount : NAN))                       \
    X("norm_per_residents", LIFE_DECIMAL(3), "", "for so many residents",      \
      "每多少居民", lc_cell_real(row->norm ? row->norm->per : NAN))            \
    X("norm_standard", LIFE_TEXT, "", "whose norm", "标准出处",                \
      lc_cell_text(row->norm ? row->norm->standard : NULL))                    \
    X("needed", LIFE_MILLI, "", "needed by the norm", "按标准所需",            \
      lc_cell_if(row->needed_milli >= 0, row->needed_milli))                   \
    X("shortfall", LIFE_MILLI, "", "shortfall", "缺口",                        \
      lc_cell_if(!row->short_at_most && row->short_milli >= 0,                 \
                 row->short_milli))                                            \
    X("shortfall_at_most", LIFE_MILLI, "", "shortfall at most", "缺口上限",    \
      lc_cell_if(row->short_milli >= 0, row->short_milli))                     \
    X("shortfall_reason", LIFE_TEXT, "", "why no shortfall is stated",         \
      "缺口未知的原因", lc_cell_text(shortfall_reason(row)))

static const lc_export_field row_fields[] = {
    LIFE_WHERE_FIELDS(LIFE_FIELD_OF) REACH(LIFE_FIELD_OF) LACK(LIFE_FIELD_OF)};
static const lc_fields access_fields = LIFE_FIELDS(row_fields);

/* The whole city has its name alone. */
static void add_city(lc_row *r, const lc_world *w)
{
    const char *code = NULL, *level_name = NULL;
    const char *name = lc_world_setting(w, "name");

    LIFE_WHERE_FIELDS(LIFE_VALUE_OF)
}

static void add_values(lc_row *r, const lc_access_request *q,
                       const lc_access *a, const lc_access_row *row, bool whole)
{
    if (whole)
        add_city(r, a->world);
    else
        lc_unit_where(r, a->world, row->unit, q->level, false);
    REACH(LIFE_VALUE_OF)
    LACK(LIFE_VALUE_OF)
}

/* ---- JSON ---- */

/* The norm is the unit's that was asked for, else the city's; each row has its
 * own, since units may be held against different standards. */
static void put_capacity(lc_json *j, const lc_access *a, const lc_norm *n)
{
    const lc_capacity *c = a->capacity;

    lc_json_object(j, "capacity");
    lc_json_str(j, "id", c->id);
    lc_category_put_set(j, "categories", a->world, &c->categories);
    lc_json_str(j, "attribute", c->attribute);
    lc_json_str(j, "of_en", c->many_en);
    lc_json_str(j, "of_zh", c->many_zh);
    lc_json_str(j, "serves", *c->ages ? c->ages : NULL);
    lc_json_double(j, "norm", n ? n->amount : NAN, 3);
    lc_json_double(j, "norm_per_residents", n ? n->per : NAN, 3);
    lc_json_str(j, "norm_rule", n ? n->rule : NULL);
    lc_json_str(j, "norm_standard", n ? n->standard : NULL);
    lc_json_str(j, "norm_whose_zh", n ? n->whose_zh : NULL);
    lc_json_str(j, "norm_whose_en", n ? n->whose_en : NULL);
    lc_json_str(j, "norm_source_zh", n ? n->source_zh : NULL);
    lc_json_str(j, "norm_source_en", n ? n->source_en : NULL);
    lc_json_end(j);
}

/* The weight of each zone is published with the method, so it is shown:
 * another decay gives other ratios. */
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

/* Facilities that count for nobody are told apart: without a capacity, without
 * a way, and with a capacity that no home reaches. */
static void put_supply(lc_json *j, const lc_access_supply *s, bool timed)
{
    lc_json_object(j, "facilities");
    lc_json_int(j, "total", s->total);
    lc_json_int(j, "counted", s->counted);
    lc_json_int(j, "without_capacity", s->no_capacity);
    lc_json_int(j, "unlinked", s->unlinked);
    if (timed) {
        lc_json_int(j, "closed", s->closed);
        lc_json_int(j, "hours_unknown", s->hours_unknown);
    }
    lc_json_int(j, "idle", s->idle);
    lc_json_double(
        j, "unknown_share",
        s->total ? (double)(s->no_capacity + s->unlinked + s->hours_unknown) /
                       s->total
                 : NAN,
        6);
    lc_json_milli(j, "capacity", s->milli);
    lc_json_milli(j, "idle_capacity", s->idle_milli);
    lc_json_end(j);
}

/* A measure that is not known says why: nobody there, or nobody with any. */
static void put_measure(lc_json *j, const char *key, const lc_measure *m)
{
    lc_json_object(j, key);
    lc_json_double(j, "value", m->value, 9);
    lc_json_str(j, "reason", lc_equity_why_id(m->why));
    lc_json_end(j);
}

/* Pairs of shares, of the people and of what they have; null where there is no
 * curve. */
static void put_lorenz(lc_json *j, const lc_equity *e)
{
    if (e->gini.why) {
        lc_json_null(j, "lorenz");
        return;
    }
    lc_json_array(j, "lorenz");
    for (int i = 0; i <= LIFE_LORENZ_PARTS; i++) {
        lc_json_array(j, NULL);
        lc_json_double(j, NULL, (double)i / LIFE_LORENZ_PARTS, 2);
        lc_json_double(j, NULL, e->lorenz[i], 6);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* `people` are those whose access is known; the measures are of these alone,
 * and unknown_share says how many are left out. */
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
    put_lorenz(j, e);
    put_measure(j, "concentration", &e->concentration);
    lc_json_str(j, "concentration_by", rank_by);
    lc_json_double(j, "concentration_people", e->ranked, 3);
    lc_json_end(j);
}

static void put_sum(lc_json *j, const lc_access_request *q,
                    const lc_access_answer *a)
{
    lc_row row = {0};

    lc_json_object(j, "city");
    add_values(&row, q, &a->access, &a->city, true);
    lc_members_put(j, &access_fields, &row);
    lc_json_end(j);
    lc_json_object(j, "equity");
    put_equity(j, "homes", a, &a->homes, q->rank_by);
    put_equity(j, "units", a, &a->units, q->rank_by);
    lc_json_end(j);
    lc_row_free(&row);
}

void lc_answer_access_sum(lc_json *j, const char *key,
                          const lc_access_request *q, const lc_access_answer *a)
{
    lc_json_object(j, key);
    put_sum(j, q, a);
    lc_json_end(j);
}

static void put_rows(lc_json *j, const lc_access_request *q,
                     const lc_access_answer *a)
{
    lc_row row = {0};

    lc_json_array(j, "rows");
    for (size_t i = 0; i < a->rows; i++) {
        lc_json_object(j, NULL);
        add_values(&row, q, &a->access, &a->row[i], false);
        lc_members_put(j, &access_fields, &row);
        lc_json_end(j);
    }
    lc_json_end(j);
    lc_row_free(&row);
}

/* What was asked stands before the rows, so that whoever reads a stream knows
 * the pace and the zones by then. */
void lc_answer_access(lc_buf *out, const lc_access_request *q,
                      const lc_access_answer *a)
{
    const lc_access *x = &a->access;
    const lc_world *w = x->world;
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_capacity(&j, x, q->unit == LIFE_NONE ? a->city.norm : a->row[0].norm);
    lc_json_str(&j, "method", "E2SFCA (Luo and Qi 2009)");
    lc_json_str(&j, "pace", lc_world_pace(w, q->q.pace)->id);
    lc_json_double(&j, "minutes", q->q.limit_ms / 60000.0, 3);
    lc_when_put(&j, q->q.when);
    put_zones(&j, x);
    lc_json_str(&j, "people_of", people_of(x));
    lc_json_str(&j, "ages_not_known", *x->ages_asked ? x->ages_asked : NULL);
    lc_json_str(&j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    put_supply(&j, &x->supply, x->query.when.kind != LIFE_WHEN_ANY);
    lc_wheels_put(
        &j, lc_world_pace(w, q->q.pace),
        (lc_wheels_count){x->supply.total, x->supply.wheels_unstated});
    put_rows(&j, q, a);
    put_sum(&j, q, a);
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_city(w));
    lc_json_end(&j);
}

/* ---- CSV ---- */

/* What all lines share stands in front of each. */
#define ASKED(X)                                                               \
    X("capacity", LIFE_TEXT, "", "capacity", "容量指标",                       \
      lc_cell_text(a->capacity->id))                                           \
    X("people_of", LIFE_TEXT, "", "whom it counts", "统计对象",                \
      lc_cell_text(people_of(a)))                                              \
    X("pace", LIFE_TEXT, "", "pace", "步速",                                   \
      lc_cell_text(lc_world_pace(a->world, a->query.pace)->id))                \
    X("minutes", LIFE_DECIMAL(3), "min", "limit", "时限",                      \
      lc_cell_real(a->query.limit_ms / 60000.0))

/* Of a time alone. */
#define TIMED(X)                                                               \
    X("open_at", LIFE_TEXT, "", "what is open at", "只算何时开放的",           \
      lc_when_cell(r, a->query.when))

#define DATED(X)                                                               \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_city(a->world)))

static const lc_export_field asked[] = {ASKED(LIFE_FIELD_OF)};
static const lc_fields asked_fields = LIFE_FIELDS(asked);
static const lc_export_field timed[] = {TIMED(LIFE_FIELD_OF)};
static const lc_fields timed_fields = LIFE_FIELDS(timed);
static const lc_export_field dated[] = {DATED(LIFE_FIELD_OF)};
static const lc_fields dated_fields = LIFE_FIELDS(dated);

static bool is_timed(const lc_access *a)
{
    return a->query.when.kind != LIFE_WHEN_ANY;
}

/* A line of a table that is kept must say by itself what it answers. */
static void add_asked(lc_row *r, const lc_access *a)
{
    ASKED(LIFE_VALUE_OF)
    if (is_timed(a)) {
        TIMED(LIFE_VALUE_OF)
    }
}

static void add_dated(lc_row *r, const lc_access *a)
{
    DATED(LIFE_VALUE_OF)
}

/* The whole city has no line: it would be one unit among its own. */
static lc_status put_lines(lc_writer *w, const lc_access_request *q,
                           const lc_access_answer *a, lc_error *err)
{
    lc_row row = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < a->rows; i++) {
        lc_row_clear(&row);
        add_asked(&row, &a->access);
        add_values(&row, q, &a->access, &a->row[i], false);
        add_dated(&row, &a->access);
        st = lc_writer_row(w, &row, err);
    }
    lc_row_free(&row);
    return st;
}

/* It has no error of its own: what fails here can only be memory, which the
 * caller sees in the buffer. */
void lc_answer_access_csv(lc_buf *out, const lc_access_request *q,
                          const lc_access_answer *a)
{
    lc_fieldset columns = {0};
    lc_layout layout = {.name = "access"};
    lc_writer w = {0};
    lc_status st;

    lc_fieldset_add(&columns, &asked_fields);
    if (is_timed(&a->access))
        lc_fieldset_add(&columns, &timed_fields);
    lc_fieldset_add(&columns, &access_fields);
    lc_fieldset_add(&columns, &dated_fields);
    layout.fields = lc_fieldset_all(&columns);
    st = columns.failed ? LIFE_ERR_NOMEM
                        : lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                         (lc_target){.buf = out}, NULL);
    if (!st)
        st = put_lines(&w, q, a, NULL);
    if (!st)
        st = lc_writer_finish(&w, NULL);
    if (st)
        out->failed = true; /* no memory */
    lc_writer_free(&w);
    lc_fieldset_free(&columns);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/compare.c - see lifecircle/export/answers/compare.h.
 */
#include "lifecircle/export/answers/compare.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/export/values/category.h"
#include "src/export/values/cover/change.h"

#include <string.h>

/* ---- facilities ---- */

/* Of texts: what stood there, and what stands there now; attributes are JSON
 * already. */
static void put_text(lc_json *j, const char *key, lc_trait t, const char *text)
{
    if (!*text)
        lc_json_null(j, key);
    else if (t == LIFE_TRAIT_ATTRIBUTES)
        lc_json_raw(j, key, text, strlen(text));
    else
        lc_json_str(j, key, text);
}

static const char *text_of(const lc_facility *f, lc_trait t)
{
    const char *const text[LIFE_TRAITS] = {
        [LIFE_TRAIT_ID] = f->id,
        [LIFE_TRAIT_NAME] = f->name_given ? f->name : "",
        [LIFE_TRAIT_ADDRESS] = f->address,
        [LIFE_TRAIT_PHONE] = f->phone,
        [LIFE_TRAIT_HOURS] = f->opening_hours,
        [LIFE_TRAIT_WEBSITE] = f->website,
        [LIFE_TRAIT_WHEELCHAIR] = f->wheelchair,
        [LIFE_TRAIT_ATTRIBUTES] = f->attributes,
    };

    return text[t];
}

static void put_position(lc_json *j, const char *key, const lc_facility *f)
{
    if (!f->placed) {
        lc_json_null(j, key);
        return;
    }
    lc_json_array(j, key);
    lc_json_e7(j, NULL, f->pt.lon);
    lc_json_e7(j, NULL, f->pt.lat);
    lc_json_end(j);
}

/* An outline says that it differs and not how: both are in their files. */
static void put_trait(lc_json *j, const lc_comparison *c, const lc_change *one,
                      lc_trait t)
{
    const lc_facility *a = lc_world_facility(c->before, one->before);
    const lc_facility *b = lc_world_facility(c->after, one->after);

    lc_json_object(j, NULL);
    lc_json_str(j, "field", lc_change_trait(t));
    if (t == LIFE_TRAIT_CATEGORIES) {
        lc_category_put_set(j, "before", c->before, a->categories);
        lc_category_put_set(j, "after", c->after, b->categories);
    } else if (t == LIFE_TRAIT_POSITION) {
        put_position(j, "before", a);
        put_position(j, "after", b);
    } else if (t != LIFE_TRAIT_OUTLINE) {
        put_text(j, "before", t, text_of(a, t));
        put_text(j, "after", t, text_of(b, t));
    }
    lc_json_end(j);
}

static void put_facility(lc_json *j, lc_row *row, const lc_comparison *c,
                         const lc_change *one)
{
    lc_json_object(j, NULL);
    lc_change_values(row, c, one);
    lc_members_put(j, &lc_change_fields, row);
    lc_json_array(j, "fields");
    for (int t = 0; t < LIFE_TRAITS; t++)
        if (one->traits >> t & 1)
            put_trait(j, c, one, (lc_trait)t);
    lc_json_end(j);
    lc_json_end(j);
}

static void put_facilities(lc_json *j, lc_row *row, const lc_comparison *c)
{
    size_t i = 0;

    lc_json_object(j, "facilities");
    for (int fate = 0; fate < LIFE_FATES; fate++) {
        lc_json_array(j, lc_fate_id((lc_fate)fate));
        for (; i < c->facilities.v.n && (int)c->facilities.v.v[i].fate == fate;
             i++)
            put_facility(j, row, c, &c->facilities.v.v[i]);
        lc_json_end(j);
    }
    lc_json_int(j, "unchanged", c->facilities.same);
    lc_json_double(j, "moved_over_metres", LIFE_KIN_MOVED_M, 0);
    lc_json_double(j, "same_name_within_metres", LIFE_KIN_NAME_M, 0);
    lc_json_double(j, "doubtful_over_metres", LIFE_KIN_SURE_M, 0);
    lc_json_end(j);
}

/* ---- streets and units ---- */

static void put_streets(lc_json *j, const lc_streets_change *s)
{
    lc_json_object(j, "streets");
    lc_json_milli(j, "before_metres", s->before_mm);
    lc_json_milli(j, "after_metres", s->after_mm);
    lc_json_milli(j, "added_metres", s->added_mm);
    lc_json_milli(j, "removed_metres", s->removed_mm);
    lc_json_milli(j, "made_public_metres", s->freed_mm);
    lc_json_milli(j, "made_private_metres", s->closed_mm);
    lc_json_double(j, "same_within_metres", LIFE_STREET_NEAR_M, 0);
    lc_json_object(j, "gates");
    lc_json_int(j, "before", s->gates_before);
    lc_json_int(j, "after", s->gates_after);
    lc_json_int(j, "added", s->gates_added);
    lc_json_int(j, "removed", s->gates_removed);
    lc_json_int(j, "changed", s->gates_changed);
    lc_json_end(j);
    lc_json_end(j);
}

static void put_only(lc_json *j, const char *key, const lc_world *w,
                     const lc_unit_pairs *p, int side)
{
    lc_json_array(j, key);
    for (size_t i = 0; i < p->only[side].n; i++) {
        const lc_unit *u = lc_world_unit(w, p->only[side].v[i]);

        lc_json_object(j, NULL);
        lc_json_str(j, "unit", u->code);
        lc_json_str(j, "unit_name", u->name);
        lc_json_milli(j, "total", u->weight);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_only_in_one(lc_json *j, const lc_comparison *c)
{
    size_t by_name = 0;

    for (size_t i = 0; i < c->units.v.n; i++)
        by_name += c->units.v.v[i].by_name;
    lc_json_object(j, "units_in_one_only");
    put_only(j, "before", c->before, &c->units, 0);
    put_only(j, "after", c->after, &c->units, 1);
    lc_json_end(j);
    lc_json_int(j, "units_matched", (int64_t)c->units.v.n);
    lc_json_int(j, "units_matched_by_name", (int64_t)by_name);
}

/* ---- coverage ---- */

static void put_millionths(lc_json *j, const char *key, bool known, int64_t v)
{
    if (known)
        lc_json_double(j, key, (double)v / 1e6, 6);
    else
        lc_json_null(j, key);
}

static void put_weights(lc_json *j, const char *key, const lc_share *s)
{
    lc_json_object(j, key);
    lc_json_milli(j, "total", s->total);
    lc_json_milli(j, "covered", s->covered);
    lc_json_milli(j, "uncovered", s->total - s->covered - s->unknown);
    lc_json_milli(j, "unknown", s->unknown);
    lc_json_end(j);
}

static void put_causes(lc_json *j, const char *key, bool parted,
                       const int64_t cause[LIFE_FACTORS])
{
    lc_json_object(j, key);
    for (int f = 0; f < LIFE_FACTORS; f++)
        put_millionths(j, lc_factor_id((lc_factor)f), parted, cause[f]);
    lc_json_end(j);
}

static void put_weight_causes(lc_json *j, const lc_cover_change *row)
{
    lc_json_object(j, "weights");
    put_weights(j, "before", &row->before);
    put_weights(j, "after", &row->after);
    if (row->has_causes) {
        lc_json_object(j, "causes");
        for (int f = 0; f < LIFE_FACTORS; f++)
            put_weights(j, lc_factor_id((lc_factor)f), &row->cause[f]);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_row(lc_json *j, const lc_comparison *c,
                    const lc_cover_change *row)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "unit", lc_cover_change_unit(c, row));
    lc_json_str(j, "unit_name", lc_cover_change_name(c, row));
    lc_json_str(j, "where", lc_cover_change_where(row));
    lc_json_str(j, "category", lc_cover_change_category(row));
    put_millionths(j, "before", lc_share_is_known(row->before),
                   row->share_before);
    put_millionths(j, "after", lc_share_is_known(row->after), row->share_after);
    put_millionths(j, "change", row->has_shares,
                   row->share_after - row->share_before);
    put_causes(j, "causes", row->has_causes && row->has_shares,
               row->share_cause);
    lc_json_double(j, "before_min", lc_share_least(row->before), 6);
    lc_json_double(j, "before_max", lc_share_most(row->before), 6);
    lc_json_double(j, "after_min", lc_share_least(row->after), 6);
    lc_json_double(j, "after_max", lc_share_most(row->after), 6);
    put_causes(j, "causes_min", row->has_causes && row->has_least,
               row->least_cause);
    put_weight_causes(j, row);
    lc_json_end(j);
}

/* ---- the head ---- */

static void put_file(lc_json *j, const char *key, const lc_world *w)
{
    lc_json_object(j, key);
    lc_json_str(j, "data_as_of", lc_as_of_city(w));
    lc_json_str(j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_milli(j, "total", lc_world_total_weight(w));
    lc_json_int(j, "homes", (int64_t)lc_world_home_count(w));
    lc_json_int(j, "facilities", (int64_t)lc_world_facility_count(w));
    lc_json_str(j, "attribution", lc_world_source_attribution(w));
    lc_json_end(j);
}

/* "each": every date on its own. */
static const char *homes_of(const lc_comparison *c)
{
    if (c->homes_of < 0)
        return "each";
    return c->homes_of ? "after" : "before";
}

static void put_head(lc_json *j, const lc_comparison *c)
{
    const lc_world *w = c->newer ? c->after : c->before;

    put_file(j, "before", c->before);
    put_file(j, "after", c->after);
    lc_json_str(j, "newer", c->newer ? "after" : "before");
    lc_json_str(j, "level", c->query.level);
    lc_json_str(j, "pace", c->query.pace);
    lc_json_double(j, "minutes", c->query.limit_ms / 60000.0, 3);
    lc_json_str(j, "weight", lc_home_kind_id(lc_world_home_kind(w)));
    lc_json_str(j, "weight_unit", lc_world_setting(w, "home_unit_text"));
    lc_json_str(j, "homes_of", homes_of(c));
    lc_json_int(j, "homes_in_both", c->homes_same);
    lc_json_object(j, "same");
    for (int f = 0; f < LIFE_FACTORS; f++)
        lc_json_bool(j, lc_factor_id((lc_factor)f), c->same[f]);
    lc_json_end(j);
    /* In which order causes come: in every one, and each part is the mean. */
    lc_json_str(j, "causes_order", c->query.causes ? "mean of all" : NULL);
    lc_json_int(j, "cities_computed", c->cities);
}

void lc_answer_compare(lc_buf *out, const lc_comparison *c)
{
    lc_row row = {0};
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    put_head(&j, c);
    put_facilities(&j, &row, c);
    put_streets(&j, &c->streets);
    put_only_in_one(&j, c);
    lc_json_array(&j, "units");
    for (size_t i = 0; i < c->cover.n; i++)
        put_row(&j, c, &c->cover.v[i]);
    lc_json_end(&j);
    lc_json_end(&j);
    lc_row_free(&row);
}

/* ---- rows ---- */

/* One or the other kind of row, by one writer. */
static lc_status write_rows(lc_buf *out, const lc_comparison *c, bool map,
                            lc_error *err)
{
    const lc_world *newer = c->newer ? c->after : c->before;
    const lc_member head[] = {
        {"weight", lc_home_kind_id(lc_world_home_kind(newer)), NULL},
        {"attribution", lc_world_source_attribution(newer), NULL},
        {"before_as_of", lc_as_of_city(c->before), NULL},
        {"data_as_of", lc_as_of_city(c->after), NULL}};
    const lc_layout layout = {
        .name = "compare",
        .geometry = map ? LIFE_GEOMETRY_POINT : LIFE_GEOMETRY_NONE,
        .fields = map ? lc_change_fields : lc_cover_change_fields,
        .head = head,
        .heads = sizeof head / sizeof *head};
    size_t n = map ? c->facilities.v.n : c->cover.n;
    lc_row row = {0};
    lc_writer w;
    lc_status st = lc_writer_open(&w, lc_formats_find(map ? "geojson" : "csv"),
                                  &layout, (lc_target){.buf = out}, err);

    for (size_t i = 0; i < n && !st; i++) {
        lc_row_clear(&row);
        if (map)
            lc_change_values(&row, c, &c->facilities.v.v[i]);
        else
            lc_cover_change_values(&row, c, &c->cover.v[i]);
        st = lc_writer_row(&w, &row, err);
    }
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_row_free(&row);
    return st;
}

lc_status lc_answer_compare_csv(lc_buf *out, const lc_comparison *c,
                                lc_error *err)
{
    return write_rows(out, c, false, err);
}

lc_status lc_answer_compare_geojson(lc_buf *out, const lc_comparison *c,
                                    lc_error *err)
{
    return write_rows(out, c, true, err);
}

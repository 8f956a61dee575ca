/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/standards.c - the standards built in, with their rules.
 *
 * Only what the tables of geodata say, nothing of a city but the ids of its
 * categories: a standard can be read before anything is measured by it.
 */
#include "lifecircle/export/answers/standards.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/standard.h"
#include "src/export/values/category.h"
#include "src/export/values/rule.h"

#include <math.h>

/* Years rise; a target without a year holds always. */
static void put_years(lc_json *j, const char *name, const lc_rule_target *value,
                      size_t count)
{
    lc_json_array(j, name);
    for (size_t i = 0; i < count; i++) {
        lc_json_object(j, NULL);
        if (value[i].year)
            lc_json_int(j, "year", value[i].year);
        else
            lc_json_null(j, "year");
        lc_json_double(j, "value", value[i].value, 6);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* A rule is said as in a report, without what is measured. */
static void put_standard_rule(lc_json *j, const lc_rule *u)
{
    lc_row row = {0};

    lc_json_object(j, NULL);
    lc_rule_values(&row, u);
    lc_members_put(j, &lc_rule_fields, &row);
    lc_json_str(j, "categories", u->categories);
    lc_json_str(j, "level", u->level);
    lc_json_str(j, "scope", u->scope);
    lc_json_double(j, "limit", u->limit > 0 ? u->limit : NAN, 6);
    lc_json_str(j, "unit", u->unit_en);
    lc_json_str(j, "unit_zh", u->unit_zh);
    put_years(j, "targets", u->target, u->target_count);
    put_years(j, "reached", u->reached, u->reached_count);
    lc_rule_origin(&row, u);
    lc_members_put(j, &lc_rule_origin_fields, &row);
    lc_json_end(j);
    lc_row_free(&row);
}

/* The categories that make up all_basic, and how far each may be. */
static void put_basic(lc_json *j, const lc_world *w, const lc_standard *s)
{
    lc_json_array(j, "all_basic");
    for (size_t i = 0; i < lc_standard_basic_count(s); i++) {
        uint32_t limit_ms, c = lc_standard_basic(s, i, &limit_ms);

        lc_json_object(j, NULL);
        lc_json_str(j, "category", lc_category_id(w, c));
        lc_json_double(j, "minutes", limit_ms / 60000.0, 3);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* Systems that a standard asks for (a register, a plan) are no rule to be
 * measured: their state is the table's own. */
static void put_systems(lc_json *j, const lc_standard *s)
{
    lc_json_array(j, "systems");
    for (size_t i = 0; i < lc_standard_system_count(s); i++) {
        const lc_rule_system *y = lc_standard_system(s, i);

        lc_json_object(j, NULL);
        lc_json_str(j, "id", y->id);
        lc_json_str(j, "name_zh", y->name_zh);
        lc_json_str(j, "name_en", y->name_en);
        lc_json_str(j, "state", y->state);
        lc_json_str(j, "done_by_zh", y->done_by_zh);
        lc_json_str(j, "done_by_en", y->done_by_en);
        lc_json_str(j, "source", y->source_zh);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_standard(lc_json *j, const lc_world *w, const lc_standard *s)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "id", lc_standard_id(s));
    lc_json_str(j, "name_zh", lc_standard_name_zh(s));
    lc_json_str(j, "name_en", lc_standard_name_en(s));
    lc_json_str(j, "whose_zh", lc_standard_whose_zh(s));
    lc_json_str(j, "whose_en", lc_standard_whose_en(s));
    lc_json_str(j, "version", lc_standard_version(s));
    put_basic(j, w, s);
    lc_json_array(j, "rules");
    for (size_t i = 0; i < lc_standard_rule_count(s); i++)
        put_standard_rule(j, lc_standard_rule(s, i));
    lc_json_end(j);
    put_systems(j, s);
    lc_json_end(j);
}

/* One at a time: each is opened, written and let go. */
lc_status lc_answer_standards(lc_buf *out, const lc_world *w, lc_error *err)
{
    lc_json j;
    lc_status st = LIFE_OK;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "standards");
    for (size_t i = 0; i < lc_world_standard_count(w) && !st; i++) {
        lc_standard *s;

        st = lc_standard_open(w, lc_world_standard(w, i), &s, err);
        if (st)
            break;
        put_standard(&j, w, s);
        lc_standard_free(s);
    }
    if (st)
        return st;
    lc_json_end(&j);
    lc_json_end(&j);
    return LIFE_OK;
}

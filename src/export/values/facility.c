/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/facility.c - see facility.h.
 *
 * What the source doesn't say is null in JSON and empty in CSV; the hours are
 * beside the row, as they are an object of their own and change with the
 * clock.
 */
#include "src/export/values/facility.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/local.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/hours/hours.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/hours.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/opening.h"
#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <string.h>

/* ---- its row ---- */

/* The ids of its categories, made for the row. */
static lc_cell categories_of(lc_row *r, const lc_world *w, const lc_facility *f)
{
    const char **all = lc_row_words(r, lc_world_category_count(w));
    size_t n = 0;

    for (LIFE_CATSET_EACH(c, f->categories))
        if (all)
            all[n++] = lc_category_id(w, c);
    return lc_cell_list(all, n);
}

/* The table's order decides, not the source's. */
static const char *named_category(const lc_world *w, uint32_t category,
                                  const lc_cell *all)
{
    if (category != LIFE_ANY_CATEGORY)
        return lc_category_id(w, category);
    return all->count > 0 ? all->is.list[0] : NULL;
}

/* Attributes are JSON already, "" where there are none. */
static lc_cell attributes_of(const lc_facility *f)
{
    return lc_cell_text(f->attributes && !*f->attributes ? "{}"
                                                         : f->attributes);
}

/* The ids of what it says it offers. */
static lc_cell services_of(lc_row *r, const lc_world *w, const lc_facility *f)
{
    uint64_t yes = lc_world_service_offer(w, f).yes;
    const char **all = lc_row_words(r, (size_t)__builtin_popcountll(yes));
    size_t n = 0;

    for (; all && yes; yes &= yes - 1)
        all[n++] = lc_world_service(w, (uint32_t)__builtin_ctzll(yes))->id;
    return lc_cell_list(all, n);
}

typedef struct facts { /* by language */
    lc_cell in[LIFE_LANG_COUNT];
} facts;

static facts facts_of(lc_row *r, const lc_world *w, const lc_facility *f)
{
    lc_buf text[LIFE_LANG_COUNT] = {{0}};
    facts v;

    lc_facts_texts(text, w, f);
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        v.in[lang] = lc_row_text(r, &text[lang]);
        lc_buf_free(&text[lang]);
    }
    return v;
}

#define FACT_FIELDS(X)                                                         \
    X("services", LIFE_LIST, "", "what it offers", "提供的服务",               \
      services_of(r, w, f))                                                    \
    X("facts_zh", LIFE_TEXT, "", "more of it, in Chinese", "中文说明",         \
      said.in[LIFE_LANG_ZH])                                                   \
    X("facts_en", LIFE_TEXT, "", "more of it, in English", "英文说明",         \
      said.in[LIFE_LANG_EN])

#define FACILITY_FIELDS(X)                                                     \
    X("id", LIFE_TEXT, "", "id", "编号", lc_cell_text(f->id))                  \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(f->name))            \
    X("name_given", LIFE_BOOL, "", "name is the source's", "名称来自数据源",   \
      lc_cell_whole(f->name_given))                                            \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(named_category(w, category, &all)))                         \
    X("categories", LIFE_LIST, "", "all its categories", "全部类别", all)      \
    X("source", LIFE_TEXT, "", "source", "来源", lc_cell_text(f->source))      \
    X("checked_on", LIFE_DATE, "", "checked on", "核实日期",                   \
      lc_cell_known(f->checked_on))                                            \
    X("address", LIFE_TEXT, "", "address", "地址", lc_cell_known(f->address))  \
    X("phone", LIFE_TEXT, "", "phone", "电话", lc_cell_known(f->phone))        \
    X("opening_hours", LIFE_TEXT, "", "opening hours", "开放时间",             \
      lc_cell_known(f->opening_hours))                                         \
    X("website", LIFE_TEXT, "", "website", "网站", lc_cell_known(f->website))  \
    X("wheelchair", LIFE_TEXT, "", "wheelchair access", "轮椅通行",            \
      lc_cell_known(f->wheelchair))                                            \
    X("area_m2", LIFE_DECIMAL(1), "m2", "ground area", "占地面积",             \
      lc_cell_real(f->area_m2 > 0 ? f->area_m2 : NAN))                         \
    X("attributes", LIFE_JSON, "", "more of the source", "其他属性",           \
      attributes_of(f))                                                        \
    FACT_FIELDS(X)                                                             \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_unit_code(w, f->unit)))

static const lc_export_field fields[] = {FACILITY_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_facility_fields = LIFE_FIELDS(fields);

void lc_facility_values(lc_row *r, const lc_world *w, const lc_facility *f,
                        uint32_t category)
{
    const lc_cell all = categories_of(r, w, f);
    const facts said = facts_of(r, w, f);

    FACILITY_FIELDS(LIFE_VALUE_OF)
}

#define DISTANCE_FIELDS(X)                                                     \
    X("walk_seconds", LIFE_MILLI, "s", "way, in time", "路程时间",             \
      lc_cell_milli(near->walk_ms))                                            \
    X("walk_metres", LIFE_MILLI, "m", "way", "路程",                           \
      lc_cell_milli(near->walk_mm))                                            \
    X("straight_metres", LIFE_DECIMAL(3), "m", "straight line", "直线距离",    \
      lc_cell_real(near->straight_m))

static const lc_export_field distance_fields[] = {
    DISTANCE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_facility_distance_fields = LIFE_FIELDS(distance_fields);

void lc_facility_distance(lc_row *r, const lc_near *near)
{
    DISTANCE_FIELDS(LIFE_VALUE_OF)
}

/* ---- by themselves ---- */

static const lc_export_field fact_fields[] = {FACT_FIELDS(LIFE_FIELD_OF)};
static const lc_fields fact_list = LIFE_FIELDS(fact_fields);

void lc_facility_put_facts(lc_json *j, lc_row *r, const lc_world *w,
                           const lc_facility *f)
{
    const facts said = facts_of(r, w, f);

    FACT_FIELDS(LIFE_VALUE_OF)
    lc_members_put(j, &fact_list, r);
}

/* ---- hours ---- */

/* Unknown is null, so that neither true nor false is ever a guess. */
static void put_state(lc_json *j, const char *key, lc_hours_state s)
{
    if (s == LIFE_HOURS_UNKNOWN)
        lc_json_null(j, key);
    else
        lc_json_bool(j, key, s == LIFE_HOURS_OPEN);
}

static void put_words(lc_json *j, const lc_facility *f, const lc_hours *h,
                      lc_local now)
{
    lc_buf words[LIFE_LANG_COUNT] = {{0}};
    const char *in[LIFE_LANG_COUNT];

    if (h)
        lc_hours_texts(h, now, words);
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        j->out->failed = j->out->failed || words[lang].failed;
        in[lang] = h ? words[lang].data : f->opening_hours;
    }
    lc_json_str(j, "text_zh", in[LIFE_LANG_ZH]);
    lc_json_str(j, "text_en", in[LIFE_LANG_EN]);
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++)
        lc_buf_free(&words[lang]);
}

/* What is written is kept beside what was understood: the raw text stands in
 * for words where it could not be read. */
void lc_facility_put_hours(lc_json *j, const lc_world *w, const lc_facility *f,
                           lc_local now)
{
    const lc_hours *h = lc_world_opening(w, f->hours);
    lc_local change, sunday;
    lc_hours_state state = LIFE_HOURS_UNKNOWN;
    bool changes;
    char text[20];

    if (!*f->opening_hours) {
        lc_json_null(j, "hours");
        return;
    }
    sunday = now + (lc_local)(6 - lc_date_of(now).weekday) * LIFE_DAY_MIN;
    lc_json_object(j, "hours");
    put_words(j, f, h, now);
    changes = h && lc_hours_until(h, now, &state, &change);
    put_state(j, "open_now", state);
    if (changes) {
        lc_local_text(change, text);
        lc_json_str(j, "next_change", text);
    } else {
        lc_json_null(j, "next_change");
    }
    put_state(j, "sunday", h ? lc_hours_day(h, sunday) : LIFE_HOURS_UNKNOWN);
    lc_json_end(j);
}

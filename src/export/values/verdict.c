/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/verdict.c - see verdict.h.
 */
#include "src/export/values/verdict.h"

#include "lifecircle/words/indicator.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"

#include <math.h>

typedef void (*put_fn)(lc_buf *out, const lc_world *w, const lc_indicator *v,
                       lc_lang lang);

/* A text made for the row; null where it is empty. */
static lc_cell made(lc_row *r, const lc_world *w, const lc_indicator *v,
                    lc_lang lang, put_fn put)
{
    lc_buf text = {0};
    lc_cell cell;

    put(&text, w, v, lang);
    cell = lc_row_text(r, &text);
    lc_buf_free(&text);
    return cell;
}

static void put_target(lc_buf *out, const lc_world *w, const lc_indicator *v,
                       lc_lang lang)
{
    (void)w;
    lc_indicator_target_text(out, v, lang);
}

/* The rule that tells this one's cause; NULL: it tells its own. */
static const lc_rule *same_as(const lc_report *report, size_t i)
{
    size_t cause = lc_report_cause(report, i);

    return cause == i || report->row[i].verdict == LIFE_VERDICT_PASS
               ? NULL
               : report->row[cause].rule;
}

static lc_cell same_text(lc_row *r, const lc_rule *same, lc_lang lang)
{
    lc_buf text = {0};
    lc_cell cell;

    LC_SAY(&text, lang, LIFE_SAY_REPORT_SAME,
           lc_lang_pick(lang, same->name_zh, same->name_en));
    cell = lc_row_text(r, &text);
    lc_buf_free(&text);
    return cell;
}

static const char *name_of(const lc_report *report, lc_lang lang)
{
    const char *name = lc_world_setting(report->world, "name");

    if (report->unit != LIFE_NONE) {
        return lc_world_unit(report->world, report->unit)->called[lang];
    }
    return *name ? name : lc_say_text(lang, LIFE_SAY_LIST_WHOLE_CITY);
}

#define FIELDS(X)                                                              \
    X("unit_name", LIFE_TEXT, "", "unit", "单元",                              \
      lc_cell_text(name_of(report, lang)))                                     \
    X("unit_code", LIFE_TEXT, "", "unit's code", "单元代码",                   \
      lc_cell_text(u ? u->code : NULL))                                        \
    X("level", LIFE_TEXT, "", "level", "层级",                                 \
      lc_cell_text(u ? lc_world_term(w, u->level, lang) : NULL))               \
    X("group", LIFE_TEXT, "", "line of duty", "条线",                          \
      lc_cell_text(lc_lang_pick(lang, v->rule->group_zh, v->rule->group_en)))  \
    X("rule", LIFE_TEXT, "", "rule", "指标",                                   \
      lc_cell_text(lc_lang_pick(lang, v->rule->name_zh, v->rule->name_en)))    \
    X("verdict", LIFE_TEXT, "", "verdict", "结论",                             \
      lc_cell_text(lc_indicator_verdict_text(v, lang)))                        \
    X("value", LIFE_TEXT, "", "value", "现状",                                 \
      made(r, w, v, lang, lc_indicator_value_text))                            \
    X("target", LIFE_TEXT, "", "target", "目标",                               \
      made(r, w, v, lang, put_target))                                         \
    X("gap", LIFE_TEXT, "", "gap", "缺口",                                     \
      same ? same_text(r, same, lang)                                          \
           : made(r, w, v, lang, lc_indicator_gap_text))                       \
    X("missing", LIFE_TEXT, "", "data that are missing", "缺少的数据",         \
      same ? lc_cell_text(NULL)                                                \
           : made(r, w, v, lang, lc_indicator_missing_text))                   \
    X("choice", LIFE_TEXT, "", "reading chosen", "说明",                       \
      lc_cell_known(                                                           \
          lc_lang_pick(lang, v->rule->choice_zh, v->rule->choice_en)))         \
    X("source", LIFE_TEXT, "", "source", "出处",                               \
      lc_cell_text(                                                            \
          lc_lang_pick(lang, v->rule->source_zh, v->rule->source_en)))         \
    X("by", LIFE_TEXT, "", "by which standard", "依据标准",                    \
      lc_cell_text(lc_lang_pick(lang, lc_standard_title_zh(report->standard),  \
                                lc_standard_title_en(report->standard))))      \
    X("version", LIFE_TEXT, "", "version", "标准版本",                         \
      lc_cell_text(lc_standard_version(report->standard)))                     \
    X("data_as_of", LIFE_TEXT, "", "data as of", "数据截至",                   \
      lc_cell_text(lc_as_of_city(w)))

static const lc_export_field fields[] = {FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_verdict_fields = LIFE_FIELDS(fields);

void lc_verdict_values(lc_row *r, const lc_report *report, size_t i,
                       lc_lang lang)
{
    const lc_world *w = report->world;
    const lc_indicator *v = &report->row[i];
    const lc_rule *same = same_as(report, i);
    const lc_unit *u =
        report->unit == LIFE_NONE ? NULL : lc_world_unit(w, report->unit);

    FIELDS(LIFE_VALUE_OF)
}

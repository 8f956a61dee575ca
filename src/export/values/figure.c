/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/figure.c - see figure.h.
 *
 * Every figure has a row, whether a rule uses it or not: what was imported is
 * to be found again.
 */
#include "src/export/values/figure.h"

#include "lifecircle/export/formats/mark.h"
#include "lifecircle/words/rules.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/unit.h"

#include <math.h>
#include <string.h>

/* What a figure is for. LIST: it says whom a rule is about, or how many. */
typedef enum figure_use { NO_USE, A_RULE, A_LIST } figure_use;

/* What is told of the unit itself: a number, or whether it is on a list. */
static bool is_membership(const lc_world *w, const lc_rule *r, figure_use use,
                          const lc_statistic *x, const char *id)
{
    const lc_unit *u = x->unit == LIFE_NONE ? NULL : lc_world_unit(w, x->unit);

    if (!r || !u || (x->value != 0 && x->value != 1))
        return false;
    if (use == A_LIST)
        return strcmp(r->population, id) != 0;
    return r->kind == LIFE_RULE_PROVISION && !*r->categories &&
           lc_rules_is_level(r, u->level);
}

/* Without the word in front that says that a list is whole. */
static const char *id_of(const lc_statistic *x, bool *whole)
{
    size_t len = strlen(LIFE_LIST_WHOLE);

    *whole = !strncmp(x->id, LIFE_LIST_WHOLE, len);
    return *whole ? x->id + len : x->id;
}

/* The rule that it is a figure of; else the first that counts it, or names it
 * as its scope or population. */
static const lc_rule *rule_of(const lc_standard *s, const char *id,
                              figure_use *use)
{
    const lc_rule *found = NULL;

    *use = NO_USE;
    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        const lc_rule *r = lc_standard_rule(s, i);

        if (!strcmp(r->id, id)) {
            *use = A_RULE;
            return r;
        }
        if (!found && (!strcmp(r->figure, id) || !strcmp(r->scope, id) ||
                       !strcmp(r->population, id)))
            found = r;
    }
    if (found)
        *use = A_LIST;
    return found;
}

static const char *name_of(const lc_rule *r, figure_use use, bool zh)
{
    if (use != A_RULE)
        return "";
    return zh ? r->name_zh : r->name_en;
}

static const char *unit_of(const lc_rule *r, figure_use use, bool member,
                           bool zh)
{
    if (use != A_RULE || member)
        return "";
    return zh ? r->unit_zh : r->unit_en;
}

/* What people know it by: its rule's name, or the list's. */
static const char *called(const lc_world *w, const lc_rule *u, figure_use use,
                          const char *id, lc_lang lang)
{
    return use == A_RULE ? lc_lang_pick(lang, u->name_zh, u->name_en)
                         : lc_world_term(w, id, lang);
}

static const char *listed(const lc_statistic *x, lc_lang lang)
{
    return lc_say_text(lang,
                       x->value > 0 ? LIFE_SAY_LIST_ON : LIFE_SAY_LIST_OFF);
}

#define FIELDS(X)                                                              \
    X("indicator", LIFE_TEXT | LIFE_PROGRAM, "", "indicator", "指标代码",      \
      lc_cell_text(id))                                                        \
    X("name", LIFE_TEXT | LIFE_KEY, "", "figure or list", "指标或名单",        \
      lc_cell_text(called(w, u, use, id, lang)))                               \
    X("name_zh", LIFE_TEXT | LIFE_PROGRAM, "", "Chinese name", "中文名称",     \
      lc_cell_known(name_of(u, use, true)))                                    \
    X("name_en", LIFE_TEXT | LIFE_PROGRAM, "", "English name", "英文名称",     \
      lc_cell_known(name_of(u, use, false)))                                   \
    X("unit", LIFE_TEXT | LIFE_KEY, "", "unit's code", "单元代码",             \
      lc_cell_text(lc_unit_code(w, x->unit)))                                  \
    X("unit_name", LIFE_TEXT, "", "unit", "单元",                              \
      lc_cell_text(x->unit == LIFE_NONE                                        \
                       ? NULL                                                  \
                       : lc_world_unit(w, x->unit)->called[lang]))             \
    X("year", LIFE_INTEGER | LIFE_KEY, "", "year", "年份",                     \
      lc_cell_if(x->year > 0, x->year))                                        \
    X("value", LIFE_DECIMAL(6), "", "value", "数值",                           \
      lc_cell_real(whole || held || member ? NAN : x->value))                  \
    X("listed", LIFE_TEXT, "", "on the list", "是否在名单内",                  \
      lc_cell_text(member && !held ? listed(x, lang) : NULL))                  \
    X("value_unit", LIFE_TEXT, "", "unit of the value", "单位",                \
      lc_cell_known(unit_of(u, use, whole || member, lang == LIFE_LANG_ZH)))   \
    X("complete", LIFE_BOOL, "", "says that the list is complete", "名单完整", \
      lc_cell_whole(whole))                                                    \
    X("value_unit_zh", LIFE_TEXT | LIFE_PROGRAM, "",                           \
      "unit of the value, in Chinese", "数值单位中文名",                       \
      lc_cell_known(unit_of(u, use, whole || member, true)))                   \
    X("value_unit_en", LIFE_TEXT | LIFE_PROGRAM, "",                           \
      "unit of the value, in English", "数值单位英文名",                       \
      lc_cell_known(unit_of(u, use, whole || member, false)))                  \
    X("source", LIFE_TEXT, "", "who published it", "来源",                     \
      lc_cell_known(x->source))                                                \
    X("rule_name", LIFE_TEXT, "", "rule that uses it", "使用它的规定",         \
      lc_cell_text(u ? lc_lang_pick(lang, u->name_zh, u->name_en) : NULL))     \
    X("rule", LIFE_TEXT | LIFE_PROGRAM, "", "rule", "规定代码",                \
      lc_cell_text(u ? u->id : NULL))                                          \
    X("rule_zh", LIFE_TEXT | LIFE_PROGRAM, "", "that rule's name, in Chinese", \
      "规定的中文名称", lc_cell_text(u ? u->name_zh : NULL))

static const lc_export_field fields[] = {FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_figure_fields = LIFE_FIELDS(fields);

void lc_figure_values(lc_row *r, const lc_world *w, const lc_standard *s,
                      const lc_statistic *x, bool held, lc_lang lang)
{
    figure_use use;
    bool whole;
    const char *id = id_of(x, &whole);
    const lc_rule *u = rule_of(s, id, &use);
    bool member = !whole && is_membership(w, u, use, x, id);

    FIELDS(LIFE_VALUE_OF)
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/indicator.c - what was found in a unit held against the
 * target.
 *
 * Three answers, by bounds: a target is passed if the worst that is possible
 * meets it, and failed if the best does not; a reading without bounds is not
 * known. Pure arithmetic over what was measured: no search. NaN stands for "not
 * known" all the way.
 */
#include "src/study/assess/indicator.h"

#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/world/names/term.h"
#include "src/study/assess/progress.h"
#include "src/study/assess/published.h"
#include "src/study/assess/verdict.h"
#include "src/study/rules/rule.h"
#include "src/world/category.h"
#include "src/world/city.h"

#include <math.h>
#include <string.h>

const char *lc_indicator_verdict_id(lc_rule_verdict v)
{
    static const char *const names[] = {"unknown", "pass", "fail"};

    return v < LIFE_VERDICT_COUNT ? names[v] : "";
}

/* ---- value and target ---- */

/* The last target up to the year; before the first, that one, not yet due. */
static void find_target(const lc_rule *r, int year, lc_indicator *out)
{
    out->target = NAN;
    for (size_t i = 0; i < r->target_count; i++) {
        bool due = !year || r->target[i].year <= year;

        if (i && !due)
            break;
        out->target = r->target[i].value;
        out->target_year = r->target[i].year;
        out->due = due;
    }
}

/* A figure is its own bounds; of a list that isn't whole it is the least. */
static void go_by(lc_published figure, bool whole, lc_indicator *out)
{
    out->value = out->low = figure.value;
    out->high = whole ? figure.value : HUGE_VAL;
    out->year = figure.year;
    out->figure_source = figure.source;
    out->partial = !whole;
}

/* Nothing is of what is looked up, or told by units of themselves. */
static void put_computed(const lc_rule_plan *p, const lc_reading *f,
                         lc_indicator *out)
{
    bool told = p->rule.kind == LIFE_RULE_STATISTIC ||
                (p->rule.kind == LIFE_RULE_PROGRAMME && p->listed) ||
                (p->listed && f->need > 0);

    out->computed = told ? NAN : f->value;
    out->computed_low = told ? NAN : f->low;
    out->computed_high = told ? NAN : f->high;
}

/* Rules that are looked up go by the figure alone. What units told of a
 * programme, or a holder of the share of those within, goes before what is
 * counted; where nothing was told the count stays. A unit's own word on a rule
 * by list was read with what is known of its scope. */
static void go_by_told(const lc_assessment *a, size_t rule, uint32_t unit,
                       int year, lc_indicator *out)
{
    const lc_rule_plan *p = &a->s->rule.v[rule];
    const lc_rule *r = &p->rule;
    bool listed = r->kind == LIFE_RULE_PROVISION && p->listed;
    lc_published told;

    if (r->kind != LIFE_RULE_STATISTIC && r->kind != LIFE_RULE_PROGRAMME &&
        !listed)
        return;
    told = lc_published_find(a, rule, unit, year);
    if (out->need) {
        out->year = told.year;
        out->figure_source = told.source;
    } else if (!isnan(told.value) || r->kind == LIFE_RULE_STATISTIC) {
        go_by(told, true, out);
    } else if (r->kind == LIFE_RULE_PROGRAMME) {
        told = lc_published_sum(a, rule, unit, year);
        if (!isnan(told.value))
            go_by(told, lc_published_is_whole(a->w, r, unit, year), out);
    }
}

/* A unit's own need is a number of things it must have, whatever the rule asks
 * of shares of units. */
static void set_need(const lc_reading *f, lc_indicator *out)
{
    if (f->need <= 0)
        return;
    if (out->rule->op != LIFE_NOT_JUDGED)
        out->target = f->need;
    out->unit_zh = f->need_zh;
    out->unit_en = f->need_en;
}

/* What a rule comes to in a unit; false: it isn't about it. */
bool lc_indicator_derive(const lc_assessment *a, size_t rule, uint32_t unit,
                         int year, lc_indicator *out)
{
    const lc_rule *r = lc_standard_rule(a->s, rule);
    lc_reading own;
    const lc_reading *f = lc_assessment_reading_of(a, rule, unit, year, &own);

    if (!f)
        return false;
    *out = (lc_indicator){.rule = r,
                          .unit_zh = r->unit_zh,
                          .unit_en = r->unit_en,
                          .value = f->value,
                          .low = f->low,
                          .high = f->high,
                          .gap_weight = f->gap_weight,
                          .gap_amount = NAN,
                          .gap_unit_zh = "",
                          .gap_unit_en = "",
                          .units = f->units,
                          .units_met = f->units_met,
                          .units_unknown = f->units_unknown,
                          .absent = f->absent,
                          .unsure = f->unsure,
                          .facilities = f->facilities,
                          .household_size = f->household_size,
                          .figure_source = ""};
    out->need = f->need > 0;
    put_computed(&a->s->rule.v[rule], f, out);
    go_by_told(a, rule, unit, year, out);
    find_target(r, year, out);
    set_need(f, out);
    out->verdict = lc_verdict_of(out, out->low, out->high);
    return true;
}

/* ---- the gap ---- */

/* Of "beds per 1,000 residents" the beds. */
static const char *before(lc_arena *text, const char *unit, const char *mark)
{
    const char *at = strstr(unit, mark);
    const char *part =
        lc_arena_strndup(text, unit, at ? (size_t)(at - unit) : strlen(unit));

    return part ? part : "";
}

/* What an attribute is counted in: as the capacities call it, else as columns
 * are called; the attribute's id where neither has a word. */
static void put_counted(const lc_study *s, const lc_rule_plan *p,
                        lc_indicator *out)
{
    for (uint32_t i = 0; i < lc_capacity_count(s); i++) {
        const lc_capacity *c = lc_capacity_at(s, i);

        if (!strcmp(c->attribute, p->attribute) &&
            lc_catset_meets(&c->categories, &p->set)) {
            out->gap_unit_zh = c->many_zh;
            out->gap_unit_en = c->many_en;
            return;
        }
    }
    out->gap_unit_zh = lc_world_term(s->w, p->attribute, LIFE_LANG_ZH);
    out->gap_unit_en = lc_world_term(s->w, p->attribute, LIFE_LANG_EN);
}

/* In the terms of its kind: facilities of a provision, capacity of a ratio, and
 * for how many people (thousandths) what there is falls short; of a share whole
 * facilities, less a hair that arithmetic may have left above one. The gap of a
 * circle was weighed when it was measured. */
static void find_gap(const lc_study *s, lc_arena *text, const lc_rule_plan *p,
                     const lc_reading *f, lc_indicator *out)
{
    bool falls_short = out->verdict == LIFE_VERDICT_FAIL;
    /* Where no value is known the best that it can be. */
    double best = out->rule->op == LIFE_AT_MOST ? out->low : out->high;
    double is = isnan(out->value) ? best : out->value;
    double short_of = falls_short ? out->target - is : 0;

    if (out->verdict == LIFE_VERDICT_UNKNOWN &&
        p->rule.kind != LIFE_RULE_PROVISION)
        return;
    switch (p->rule.kind) {
    case LIFE_RULE_PROVISION:
        out->gap_amount = f->lacking;
        out->gap_unit_zh = p->listed ? "项" : "处";
        out->gap_unit_en = p->listed ? "not told" : "facilities";
        break;
    case LIFE_RULE_RATIO:
        out->gap_amount = short_of * f->people / p->per;
        /* Households are no homes' weight. */
        out->gap_weight =
            !strcmp(p->rule.population, "households") ? -1
            : falls_short
                ? llround(fmax(0, f->people - f->have * p->per / out->target) *
                          1000)
                : 0;
        out->gap_unit_zh = before(text, p->rule.unit_zh, "/");
        out->gap_unit_en = before(text, p->rule.unit_en, " per ");
        break;
    case LIFE_RULE_SHARE:
        out->gap_amount = ceil(short_of / 100 * f->people - 1e-9);
        out->gap_unit_zh = "处";
        out->gap_unit_en = "facilities";
        if (*p->attribute)
            put_counted(s, p, out);
        break;
    case LIFE_RULE_PROGRAMME:
        out->gap_amount = short_of;
        out->gap_unit_zh = p->rule.unit_zh;
        out->gap_unit_en = p->rule.unit_en;
        break;
    default:
        break;
    }
}

/* ---- what is missing ---- */

/* Bits of lc_reading.lacks whose lack needs at most a name to be told. */
static const struct {
    uint32_t bit;
    lc_lack lack;
} lacks[] = {
    {LIFE_LACKS_RESIDENTS, LIFE_LACK_RESIDENTS},
    {LIFE_LACKS_AGES, LIFE_LACK_AGES},
    {LIFE_LACKS_DRIVE, LIFE_LACK_DRIVE},
    {LIFE_LACKS_BUILT_UP, LIFE_LACK_BUILT_UP},
    {LIFE_LACKS_LEVEL, LIFE_LACK_LEVEL},
    {LIFE_LACKS_LIST, LIFE_LACK_LIST},
    {LIFE_LACKS_URBAN, LIFE_LACK_URBAN},
    {LIFE_LACKS_FIGURE, LIFE_LACK_FIGURE},
    {LIFE_LACKS_HOMES, LIFE_LACK_HOMES},
    {LIFE_LACKS_LINK, LIFE_LACK_LINK},
    {LIFE_LACKS_REACH, LIFE_LACK_REACH},
    {LIFE_LACKS_EXTENT, LIFE_LACK_EXTENT},
    {LIFE_LACKS_POSITION, LIFE_LACK_POSITION},
    {LIFE_LACKS_WHOLE, LIFE_LACK_WHOLE},
    {LIFE_LACKS_HOURS, LIFE_LACK_HOURS},
};

static const char *lack_name(const lc_rule *r, const lc_reading *f,
                             lc_lack lack)
{
    switch (lack) {
    case LIFE_LACK_RESIDENTS:
    case LIFE_LACK_AGES:
        return r->population;
    case LIFE_LACK_LEVEL:
        return f->level ? f->level : "";
    case LIFE_LACK_LIST:
        return r->scope;
    default:
        return r->figure;
    }
}

/* Of a figure told under its rule's own id the rule's, which is what people
 * know it by. */
static const char *lack_name_zh(const lc_rule *r, lc_lack lack)
{
    bool told = lack == LIFE_LACK_FIGURE ||
                (lack == LIFE_LACK_WHOLE && !strcmp(r->figure, r->id));

    return told ? r->name_zh : NULL;
}

/* More than eight would not be read. */
static void add_missing(lc_indicator *out, lc_missing m)
{
    if (out->missing_count < LIFE_MAX_MISSING)
        out->missing[out->missing_count++] = m;
}

/* The categories that a reading says the city has no facility of. */
static lc_catset absent(const lc_assessment *a, const lc_rule_plan *p,
                        const lc_reading *f)
{
    lc_catset set = {{0}};

    if (f->no_data & LIFE_ABSENT_PARTS)
        lc_catset_join(&set, &p->set);
    if (f->no_data & LIFE_ABSENT_FROM)
        lc_catset_join(&set, &p->from);
    return lc_world_category_absent(a->w, &set);
}

/* What is fullest goes first: which categories, which kinds, which attribute of
 * how many; the others need a name at most. A rule may lack a target itself. */
static void find_missing(const lc_assessment *a, const lc_rule_plan *p,
                         const lc_reading *f, lc_indicator *out)
{
    /* What a partial list lacks is nothing that a count lacks. */
    uint32_t bits = out->partial ? LIFE_LACKS_WHOLE : f->lacks;

    if (out->rule->op == LIFE_NOT_JUDGED)
        add_missing(out, (lc_missing){.lack = LIFE_LACK_TARGET, .name = ""});
    if (out->rule->kind == LIFE_RULE_STATISTIC && isnan(out->value))
        bits |= LIFE_LACKS_FIGURE;
    if (bits & LIFE_LACKS_CATEGORY && f->no_data)
        add_missing(out, (lc_missing){.lack = LIFE_LACK_CATEGORY,
                                      .name = "",
                                      .set = absent(a, p, f)});
    if (bits & LIFE_LACKS_KIND)
        add_missing(
            out,
            (lc_missing){.lack = LIFE_LACK_KIND, .name = "", .set = p->vague});
    if (bits & LIFE_LACKS_ATTRIBUTE && f->attribute)
        add_missing(out, (lc_missing){.lack = LIFE_LACK_ATTRIBUTE,
                                      .name = f->attribute,
                                      .count = f->untold});
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks; i++)
        if (bits & lacks[i].bit)
            add_missing(out,
                        (lc_missing){
                            .lack = lacks[i].lack,
                            .name = lack_name(out->rule, f, lacks[i].lack),
                            .name_zh = lack_name_zh(out->rule, lacks[i].lack)});
    if (!out->missing_count && isnan(out->target))
        add_missing(out, (lc_missing){.lack = LIFE_LACK_TARGET, .name = ""});
}

/* What was published is of all hours and everybody: it is no measure of what is
 * of a time or of some. */
static bool is_of_some(const lc_assessment *a, size_t rule)
{
    return (a->asked.when.kind != LIFE_WHEN_ANY &&
            lc_assessment_is_timed(a, rule)) ||
           (a->asked.ages && lc_assessment_is_aged(a, rule));
}

void lc_indicator_explain(const lc_assessment *a, size_t rule, uint32_t unit,
                          int year, lc_arena *text, lc_indicator *out)
{
    lc_reading own;
    const lc_reading *f = lc_assessment_reading_of(a, rule, unit, year, &own);

    if (out->rule->op == LIFE_NOT_JUDGED) /* nobody asks for more */
        out->gap_weight = -1;
    else
        find_gap(a->study, text, &a->s->rule.v[rule], f, out);
    if (out->verdict == LIFE_VERDICT_UNKNOWN)
        find_missing(a, &a->s->rule.v[rule], f, out);
    if (is_of_some(a, rule)) {
        out->published = (lc_published){NAN, 0, ""};
        out->progress = (lc_rule_progress){
            .first = NAN, .percent = NAN, .low = NAN, .high = NAN};
        return;
    }
    lc_published_put(a, rule, unit, year, out);
    out->progress = lc_progress_of(out, lc_published_is_city(a->w, unit),
                                   lc_published_data_year(a->w));
}

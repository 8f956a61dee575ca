/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/rules.c - see rules.h.
 */
#include "lifecircle/words/rules.h"

#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/pace.h"

#include <stdio.h>
#include <string.h>

/* ---- services ---- */

/* A group of categories by its name; NULL: there is none of that id. */
static const lc_category *group_of(const lc_world *w, const char *id)
{
    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (!strcmp(lc_world_category(w, c)->group, id))
            return lc_world_category(w, c);
    return NULL;
}

/* A rule names categories, groups, "*" for anything, or all_basic. An id that
 * this city has not is shown as it is. */
static const char *service_name(const lc_world *w, const char *id, lc_lang lang)
{
    uint32_t c = lc_world_category_find(w, id);
    const lc_category *g;

    if (c == LIFE_ALL_BASIC)
        return lc_say_text(lang, LIFE_SAY_RULE_ALL_BASIC);
    if (c != LIFE_NONE)
        return lc_lang_pick(lang, lc_world_category(w, c)->name_zh,
                            lc_world_category(w, c)->name_en);
    g = group_of(w, id);
    if (g)
        return lc_lang_pick(lang, g->group_zh, g->group_en);
    return !strcmp(id, "*") ? lc_say_text(lang, LIFE_SAY_RULE_ANYTHING) : id;
}

/* "pharmacy:10", "legal_service@street": the id ends at the mark. A service
 * that is asked for at another level is none of this one's. */
static bool take_service(char *word, const char *level)
{
    char *at = strchr(word, '@');

    if (at && level && strcmp(at + 1, level) != 0)
        return false;
    word[strcspn(word, ":@")] = '\0';
    return true;
}

/* The word of a rule's categories that begins at s, as it stands there; what
 * comes behind it. */
static const char *next_word(const char *s, char word[96])
{
    size_t len = strcspn(s, " ");

    snprintf(word, 96, "%.*s", (int)len, s);
    return s + len + strspn(s + len, " ");
}

/* A service that is asked for at two levels is named once, unless it is asked
 * for at `level` alone: those of another level don't count then. */
static bool is_named(const char *list, const char *before, const char *id,
                     const char *level)
{
    while (list < before) {
        char word[96];

        list = next_word(list, word);
        if (take_service(word, level) && !strcmp(word, id))
            return true;
    }
    return false;
}

/* In the order in which the rule names them, each once. */
void lc_rules_services(lc_buf *out, const lc_world *w, const lc_rule *r,
                       const char *level, lc_lang lang)
{
    bool any = false;

    for (const char *s = r->categories, *next; *s; s = next) {
        char word[96];

        next = next_word(s, word);
        if (*word && take_service(word, level) &&
            !is_named(r->categories, s, word, level)) {
            lc_buf_puts(out, any ? lc_say_text(lang, LIFE_SAY_LIST_JOIN) : "");
            lc_buf_puts(out, service_name(w, word, lang));
            any = true;
        }
    }
}

const char *lc_rules_asked(const lc_world *w, const lc_rule_asked *kind,
                           lc_lang lang)
{
    const lc_category *c =
        kind->word ? NULL : lc_world_category(w, kind->category);

    return c ? lc_lang_pick(lang, c->name_zh, c->name_en) : kind->word;
}

/* Bit i stands for the i-th of what the rule asks for. */
void lc_rules_kinds(lc_buf *out, const lc_world *w, const lc_rule *r,
                    uint32_t kinds, lc_lang lang)
{
    bool any = false;

    for (size_t i = 0; i < r->asked_count; i++) {
        if (!(kinds >> i & 1))
            continue;
        lc_buf_puts(out, any ? lc_say_text(lang, LIFE_SAY_LIST_JOIN) : "");
        lc_buf_puts(out, lc_rules_asked(w, &r->asked[i], lang));
        any = true;
    }
}

bool lc_rules_asks(const lc_world *w, const lc_rule *r, uint32_t category)
{
    const lc_category *c = lc_world_category(w, category);

    for (const char *s = r->categories; *s;) {
        char word[96];

        s = next_word(s, word);
        take_service(word, NULL);
        if (!strcmp(word, c->id) || !strcmp(word, c->group) ||
            !strcmp(word, "*") || !strcmp(word, "all_basic"))
            return true;
    }
    return false;
}

/* ---- what is asked ---- */

/* How those go whose pace it names; only cars have none. */
static const char *mode_word(const lc_world *w, const lc_rule *r, lc_lang lang)
{
    return r->pace == LIFE_NONE ? lc_say_text(lang, LIFE_SAY_RULE_DRIVE)
                                : lc_words_mode(w, r->pace, lang);
}

/* What a rule without services asks for is not measured here: its units tell it
 * themselves. */
static lc_sentence sentence_of(const lc_rule *r)
{
    static const lc_sentence of[LIFE_RULE_KIND_COUNT] = {
        [LIFE_RULE_TIME_CIRCLE] = LIFE_SAY_RULE_CIRCLE,
        [LIFE_RULE_DISTANCE_CIRCLE] = LIFE_SAY_RULE_STRAIGHT,
        [LIFE_RULE_PROVISION] = LIFE_SAY_RULE_PROVISION,
        [LIFE_RULE_RATIO] = LIFE_SAY_RULE_RATIO,
        [LIFE_RULE_SHARE] = LIFE_SAY_RULE_SHARE,
        [LIFE_RULE_STATISTIC] = LIFE_SAY_RULE_STATISTIC,
        [LIFE_RULE_PROGRAMME] = LIFE_SAY_RULE_PROGRAMME};

    if (r->kind == LIFE_RULE_STATISTIC)
        return LIFE_SAY_RULE_STATISTIC;
    return *r->categories ? of[r->kind] : LIFE_SAY_RULE_LISTED;
}

/* One sentence for each kind of rule: {0} is how one goes, {1} the limit in
 * minutes or metres, {2} the services. Not every sentence uses all three. */
void lc_rules_content(lc_buf *out, const lc_world *w, const lc_rule *r,
                      lc_lang lang)
{
    lc_buf services = {0};
    char limit[32];

    snprintf(limit, sizeof limit, "%g", r->limit);
    lc_rules_services(&services, w, r, NULL, lang);
    LC_SAY(out, lang, sentence_of(r), mode_word(w, r, lang), limit,
           lc_say_part(out, &services));
    lc_buf_free(&services);
}

/* Chinese puts no space before a unit. */
static void put_amount(lc_buf *out, double value, const char *unit,
                       lc_lang lang)
{
    lc_words_number(out, value, 6);
    if (*unit)
        lc_buf_printf(out, "%s%s", lang == LIFE_LANG_ZH ? "" : " ", unit);
}

/* "at least 90 % by 2025". */
void lc_rules_aim(lc_buf *out, const lc_rule *r, const lc_aim *aim,
                  lc_lang lang)
{
    static const lc_sentence op[] = {[LIFE_AT_LEAST] = LIFE_SAY_RULE_AT_LEAST,
                                     [LIFE_AT_MOST] = LIFE_SAY_RULE_AT_MOST,
                                     [LIFE_MORE_THAN] = LIFE_SAY_RULE_MORE_THAN,
                                     /* it has no target */
                                     [LIFE_NOT_JUDGED] =
                                         LIFE_SAY_RULE_AT_LEAST};
    lc_buf value = {0}, one = {0};
    char year[16];

    snprintf(year, sizeof year, "%d", aim->year);
    put_amount(&value, aim->value, aim->unit, lang);
    LC_SAY(&one, lang, op[r->op], lc_say_part(out, &value));
    if (aim->year)
        LC_SAY(out, lang, LIFE_SAY_RULE_BY_YEAR, lc_say_part(out, &one), year);
    else
        lc_buf_puts(out, lc_say_part(out, &one));
    lc_buf_free(&value);
    lc_buf_free(&one);
}

/* A plan may have a target for each of several years. */
void lc_rules_target(lc_buf *out, const lc_rule *r, lc_lang lang)
{
    for (size_t i = 0; i < r->target_count; i++) {
        const lc_aim aim = {r->target[i].value,
                            lc_lang_pick(lang, r->unit_zh, r->unit_en),
                            r->target[i].year};

        lc_buf_puts(out, i ? lc_say_text(lang, LIFE_SAY_LIST_STOP) : "");
        lc_rules_aim(out, r, &aim, lang);
    }
}

/* Figures of the document itself, by year. */
void lc_rules_reached(lc_buf *out, const lc_rule *r, lc_lang lang)
{
    lc_buf value = {0};

    for (size_t i = 0; i < r->reached_count; i++) {
        char year[16];

        lc_buf_clear(&value);
        snprintf(year, sizeof year, "%d", r->reached[i].year);
        put_amount(&value, r->reached[i].value,
                   lc_lang_pick(lang, r->unit_zh, r->unit_en), lang);
        lc_buf_puts(out, i ? lc_say_text(lang, LIFE_SAY_LIST_STOP) : "");
        LC_SAY(out, lang, LIFE_SAY_RULE_IN_YEAR, lc_say_part(out, &value),
               year);
    }
    lc_buf_free(&value);
}

bool lc_rules_is_level(const lc_rule *r, const char *level)
{
    size_t n = strlen(level);

    for (const char *s = r->level; *s; s += strspn(s, " ")) {
        size_t len = strcspn(s, " ");

        if (len == n && !memcmp(s, level, n))
            return true;
        s += len;
    }
    return false;
}

void lc_rules_levels(lc_buf *out, const lc_world *w, const lc_rule *r,
                     lc_lang lang)
{
    bool any = false;

    for (const char *s = r->level; *s;) {
        char word[64];
        size_t len = strcspn(s, " ");

        snprintf(word, sizeof word, "%.*s", (int)len, s);
        lc_buf_puts(out, any ? lc_say_text(lang, LIFE_SAY_LIST_JOIN) : "");
        lc_buf_puts(out, lc_world_term(w, word, lang));
        any = true;
        s += len + strspn(s + len, " ");
    }
}

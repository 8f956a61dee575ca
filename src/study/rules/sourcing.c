/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/sourcing.c - see sourcing.h.
 */
#include "src/study/rules/sourcing.h"

#include "lifecircle/base/buf.h"

#include <string.h>

/* What was read in the document itself, or in several texts that agree, needs
 * no warning. */
static const struct {
    const char *id, *zh, *en;
} kinds[] = {
    {"", "", ""},
    {"several", "", ""},
    {"one", "只见于一处公开文字，未与原文核对",
     "seen in one public text alone, not checked against the original"},
    {"unchecked", "转引的数值，未与原文核对",
     "quoted at second hand, not checked against the original"},
};

/* `text` with `more` behind it. */
static lc_status append(const lc_rule_cell *at, const char **text,
                        const char *mark, const char *more, lc_error *err)
{
    lc_buf b = {0};

    if (!*more)
        return LIFE_OK;
    lc_buf_printf(&b, "%s%s%s", *text, **text ? mark : "", more);
    *text = b.failed ? NULL : lc_arena_strdup(at->standard->text, b.data);
    lc_buf_free(&b);
    return *text ? LIFE_OK : lc_no_memory(err, "the standard");
}

lc_status lc_sourcing_read(const lc_rule_cell *at, lc_rule *rule, lc_error *err)
{
    const char *text = lc_rule_cell_of(at, "sourcing");
    size_t n = sizeof kinds / sizeof *kinds, i = 0;
    lc_status st;

    while (i < n && strcmp(kinds[i].id, text) != 0)
        i++;
    if (i == n)
        return lc_rule_cell_bad(at, "sourcing", text,
                                "several, one, unchecked, or empty: read in "
                                "the document itself",
                                err);
    rule->sourcing = kinds[i].id;
    rule->second_hand = *kinds[i].en != '\0';
    st = append(at, &rule->choice_zh, "；", kinds[i].zh, err);
    return st ? st : append(at, &rule->choice_en, "; ", kinds[i].en, err);
}

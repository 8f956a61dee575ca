/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/access_measures.c - see access_measures.h.
 *
 * A scenario is told of the whole city alone: units have their rows in `access`
 * of a city that was changed so, and a table of both beside that of coverage
 * would be three tables. Over homes, since a unit hides who in it has none.
 */
#include "src/ask/cover/access_measures.h"

#include "lifecircle/study/altered/study.h"
#include "lifecircle/words/access.h"
#include "lifecircle/words/words.h"

void lc_ask_measures(lc_buf *out, lc_sentence over, const lc_equity *e,
                     lc_lang lang)
{
    const struct {
        lc_sentence name;
        const lc_measure *m;
    } all[] = {{LIFE_SAY_EQUITY_GINI, &e->gini},
               {LIFE_SAY_EQUITY_PALMA, &e->palma},
               {LIFE_SAY_EQUITY_THEIL, &e->theil},
               {LIFE_SAY_EQUITY_CONCENTRATION, &e->concentration}};

    lc_buf_puts(out, lc_say_text(lang, over));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const lc_measure *m = all[i].m;

        lc_buf_printf(out, " %s ", lc_say_text(lang, all[i].name));
        if (m->why)
            lc_buf_printf(out, "? (%s)", lc_words_why(m->why, lang));
        else
            lc_buf_printf(out, "%.4f", m->value);
    }
    if (!e->gini.why)
        lc_buf_printf(out, " %s %.1f%%",
                      lc_say_text(lang, LIFE_SAY_EQUITY_HALF),
                      100 * e->lorenz[LIFE_LORENZ_PARTS / 2]);
    lc_buf_putc(out, '\n');
}

/* ---- before and after ---- */

/* Where homes are counted by people a sentence goes before: "for 1,000 people
 * 3 beds" is what a plan says. */
static void put_side(lc_buf *out, lc_sentence side, const lc_access_answer *a,
                     lc_lang lang)
{
    lc_buf each = {0};

    if (lc_access_text(&each, &a->access, &a->city, lang))
        LC_SAY(out, lang, LIFE_SAY_ALTERED_EACH, lc_say_text(lang, side),
               lc_say_part(out, &each));
    lc_buf_free(&each);
    lc_ask_measures(out, side, &a->homes, lang);
}

void lc_ask_shared_table(lc_buf *out, const lc_whatif_shared *s, lc_lang lang)
{
    const lc_capacity *c = s->before.access.capacity;

    LC_SAY(out, lang, LIFE_SAY_ALTERED_SHARED,
           lc_lang_pick(lang, c->many_zh, c->many_en), s->q.rank_by);
    put_side(out, LIFE_SAY_ALTERED_BEFORE, &s->before, lang);
    put_side(out, LIFE_SAY_ALTERED_AFTER, &s->after, lang);
}

/* Its answer has texts of that city's study, which therefore stays until the
 * answer is written. */
static lc_status ask_after(lc_study *study, const lc_whatif_changes *c,
                           lc_whatif_shared *s, lc_error *err)
{
    const lc_capacity *kind = lc_capacity_at(study, s->q.q.capacity);
    lc_status st =
        lc_altered_study(study, c, kind->attribute, &s->altered, err);

    return st ? st : lc_access_ask(s->altered, &s->q, &s->after, err);
}

lc_status lc_ask_shared(lc_study *study, const lc_whatif_changes *c,
                        lc_whatif_shared *s, lc_error *err)
{
    lc_status st = lc_access_ask(study, &s->q, &s->before, err);

    if (!st) {
        st = ask_after(study, c, s, err);
        if (st)
            lc_ask_shared_clear(s);
    }
    return st;
}

void lc_ask_shared_clear(lc_whatif_shared *s)
{
    lc_access_answer_clear(&s->before);
    lc_access_answer_clear(&s->after);
    lc_altered_study_free(s->altered);
    s->altered = NULL;
}

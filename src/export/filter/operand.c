/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/operand.c - see operand.h.
 */
#include "src/export/filter/operand.h"

#include "lifecircle/export/filter/instant.h"
#include "lifecircle/world/names/fold.h"

#include <string.h>
#include <strings.h>

const char *lc_operand_kind_name(lc_operand_kind kind)
{
    static const char *const names[] = {[LIFE_OPERAND_TEXT] = "a text",
                                        [LIFE_OPERAND_NUMBER] = "a number",
                                        [LIFE_OPERAND_BOOL] = "true or false",
                                        [LIFE_OPERAND_TIME] = "a date",
                                        [LIFE_OPERAND_LIST] = "a list of texts",
                                        [LIFE_OPERAND_JSON] =
                                            "of several parts"};

    return names[kind];
}

/* ---- fields ---- */

static lc_operand_kind kind_of(const lc_export_field *f)
{
    static const lc_operand_kind kinds[] = {
        [LIFE_FIELD_TEXT] = LIFE_OPERAND_TEXT,
        [LIFE_FIELD_DATE] = LIFE_OPERAND_TIME,
        [LIFE_FIELD_INTEGER] = LIFE_OPERAND_NUMBER,
        [LIFE_FIELD_DECIMAL] = LIFE_OPERAND_NUMBER,
        [LIFE_FIELD_MILLI] = LIFE_OPERAND_NUMBER,
        [LIFE_FIELD_BOOL] = LIFE_OPERAND_BOOL,
        [LIFE_FIELD_LIST] = LIFE_OPERAND_LIST,
        [LIFE_FIELD_JSON] = LIFE_OPERAND_JSON};

    return kinds[lc_field_type_of(f)];
}

static lc_status read_field(lc_grammar *g, lc_operand *out, lc_error *err)
{
    const lc_fields *all = &g->rows->fields;

    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->field[i].name, g->lex.text) != 0)
            continue;
        out->is_field = true;
        out->field = i;
        out->form = all->field[i];
        out->kind = kind_of(&all->field[i]);
        return lc_lex_next(&g->lex, err);
    }
    if (g->rows->geometry && !strcmp(g->lex.text, "geometry"))
        return lc_lex_fail(&g->lex, g->lex.word, err,
                           "a geometry stands in s_intersects() or before "
                           "\"is null\" alone");
    return lc_lex_fail(&g->lex, g->lex.word, err,
                       "there is no such field (texts stand in single quotes)");
}

/* ---- values ---- */

static lc_status set_time(const lc_grammar *g, lc_operand *v, lc_error *err)
{
    if (!lc_instant_read(v->text, &v->ms, &v->day))
        return lc_lex_fail(&g->lex, v->at, err,
                           "this is no date; one looks like 2026-01-31 or "
                           "2026-01-31T12:00:00Z");
    v->kind = LIFE_OPERAND_TIME;
    return LIFE_OK;
}

/* DATE('...') and TIMESTAMP('...'): `day` for the first. */
static lc_status read_time(lc_grammar *g, bool day, lc_operand *out,
                           lc_error *err)
{
    lc_status st = lc_lex_take(&g->lex, "(", err);

    if (st)
        return st;
    out->at = g->lex.word;
    out->text = g->lex.text;
    if (g->lex.kind != LIFE_LEX_TEXT)
        return lc_lex_fail(&g->lex, out->at, err,
                           "expected a date in single quotes");
    st = set_time(g, out, err);
    if (!st && out->day != day)
        st = lc_lex_fail(&g->lex, out->at, err,
                         day ? "DATE() is of a day without a time"
                             : "TIMESTAMP() is of a day with a time");
    if (!st)
        st = lc_lex_next(&g->lex, err);
    return st ? st : lc_lex_take(&g->lex, ")", err);
}

static lc_status fold_value(lc_grammar *g, lc_operand *out, lc_error *err)
{
    out->text = lc_fold_case(g->filter->arena, out->text);
    return out->text ? LIFE_OK : lc_no_memory(err, "the filter");
}

/* casei( field or text ); within another one it changes nothing. */
static lc_status read_casei(lc_grammar *g, lc_operand *out, lc_error *err)
{
    const char *at = g->lex.word;
    lc_status st = lc_lex_take(&g->lex, "(", err);

    if (!st)
        st = lc_operand_read(g, out, err);
    if (!st && out->kind != LIFE_OPERAND_TEXT && out->kind != LIFE_OPERAND_LIST)
        st = lc_lex_fail(&g->lex, at, err, "casei() is of texts, this is %s",
                         lc_operand_kind_name(out->kind));
    if (!st && !out->is_field)
        st = fold_value(g, out, err);
    out->fold = true;
    return st ? st : lc_lex_take(&g->lex, ")", err);
}

static lc_status read_constant(lc_grammar *g, double number, lc_operand *out,
                               lc_error *err)
{
    out->kind = LIFE_OPERAND_BOOL;
    out->number = number;
    (void)g, (void)err;
    return LIFE_OK;
}

static lc_status read_true(lc_grammar *g, lc_operand *out, lc_error *err)
{
    return read_constant(g, 1, out, err);
}

static lc_status read_false(lc_grammar *g, lc_operand *out, lc_error *err)
{
    return read_constant(g, 0, out, err);
}

static lc_status read_date(lc_grammar *g, lc_operand *out, lc_error *err)
{
    return read_time(g, true, out, err);
}

static lc_status read_timestamp(lc_grammar *g, lc_operand *out, lc_error *err)
{
    return read_time(g, false, out, err);
}

/* Words that begin a value where a field of that name isn't meant: one that is
 * stands in double quotes. */
static lc_status read_word(lc_grammar *g, lc_operand *out, lc_error *err)
{
    static const struct {
        const char *word;
        lc_status (*read)(lc_grammar *g, lc_operand *out, lc_error *err);
    } words[] = {{"true", read_true},
                 {"false", read_false},
                 {"casei", read_casei},
                 {"date", read_date},
                 {"timestamp", read_timestamp}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        lc_status st;

        if (!lc_lex_is(&g->lex, words[i].word))
            continue;
        st = lc_lex_next(&g->lex, err);
        return st ? st : words[i].read(g, out, err);
    }
    return read_field(g, out, err);
}

/* casei() of casei() goes deeper, and nothing else does. */
lc_status lc_operand_read(lc_grammar *g, lc_operand *out, lc_error *err)
{
    const lc_lex *l = &g->lex;
    lc_status st;

    *out = (lc_operand){.at = l->word, .text = l->text, .number = l->number};
    if (++g->depth > LIFE_GRAMMAR_DEPTH)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "filter",
                             "it is nested deeper than %d", LIFE_GRAMMAR_DEPTH);
    switch (l->kind) {
    case LIFE_LEX_TEXT:
        out->kind = LIFE_OPERAND_TEXT;
        st = lc_lex_next(&g->lex, err);
        break;
    case LIFE_LEX_NUMBER:
        out->kind = LIFE_OPERAND_NUMBER;
        st = lc_lex_next(&g->lex, err);
        break;
    case LIFE_LEX_WORD:
        st = read_word(g, out, err);
        break;
    case LIFE_LEX_QUOTED:
        st = read_field(g, out, err);
        break;
    default:
        st = lc_lex_fail(l, l->word, err,
                         "expected a field, a 'text' or a number");
    }
    g->depth--;
    return st;
}

/* ---- two of them ---- */

static bool is_time_text(const lc_operand *text, const lc_operand *time)
{
    return text->kind == LIFE_OPERAND_TEXT && !text->is_field && !text->fold &&
           time->kind == LIFE_OPERAND_TIME;
}

/* A list is held against a text, which its items are. */
static bool alike(const lc_operand *a, const lc_operand *b, bool order)
{
    if (a->kind == LIFE_OPERAND_JSON)
        return false;
    if (a->kind == LIFE_OPERAND_LIST)
        return b->kind == LIFE_OPERAND_TEXT && !order;
    return a->kind == b->kind && !(order && a->kind == LIFE_OPERAND_BOOL);
}

lc_status lc_operand_match(lc_grammar *g, lc_operand *a, lc_operand *b,
                           bool order, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (is_time_text(b, a))
        st = set_time(g, b, err);
    else if (is_time_text(a, b))
        st = set_time(g, a, err);
    if (st || alike(a, b, order))
        return st;
    return lc_lex_fail(
        &g->lex, b->at, err, "%s%s can't be compared%s with %s%s",
        lc_operand_kind_name(a->kind), a->is_field ? " (the field)" : "",
        order ? " by order" : "", lc_operand_kind_name(b->kind),
        b->is_field ? " (the field)" : "");
}

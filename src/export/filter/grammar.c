/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/grammar.c - see grammar.h: CQL2's text form, by descent.
 *
 *     or:    and { OR and }
 *     and:   not { AND not }
 *     not:   { NOT } primary
 *     primary: ( or ) | s_intersects(...) | operand and what is said of it
 *
 * Only brackets and NOT go deeper, and they are counted.
 */
#include "src/export/filter/grammar.h"

#include "src/export/filter/operand.h"
#include "src/export/filter/wkt.h"

#include <string.h>

static lc_status read_or(lc_grammar *g, lc_tree **out, lc_error *err);

/* ---- nodes ---- */

static lc_status make(lc_grammar *g, lc_tree_op op, lc_tree *first,
                      lc_tree **out, lc_error *err)
{
    *out = lc_arena_alloc(g->filter->arena, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "the filter");
    (*out)->op = op;
    (*out)->first = first;
    return LIFE_OK;
}

static lc_status deeper(lc_grammar *g, lc_error *err)
{
    if (++g->depth <= LIFE_GRAMMAR_DEPTH)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_LIMIT, "filter",
                         "it is nested deeper than %d", LIFE_GRAMMAR_DEPTH);
}

static lc_status keep_operands(lc_grammar *g, lc_tree *t, const lc_operand *o,
                               size_t n, lc_error *err)
{
    t->operand = lc_arena_alloc(g->filter->arena, n * sizeof *o);
    if (!t->operand)
        return lc_no_memory(err, "the filter");
    memcpy(t->operand, o, n * sizeof *o);
    t->operands = n;
    return LIFE_OK;
}

/* ---- what is said of an operand ---- */

static lc_status read_compare(lc_grammar *g, lc_tree *t, lc_operand *left,
                              lc_error *err)
{
    static const struct {
        const char *mark;
        lc_tree_op op;
    } marks[] = {{"=", LIFE_TREE_EQ},  {"<>", LIFE_TREE_NE},
                 {"<", LIFE_TREE_LT},  {">", LIFE_TREE_GT},
                 {"<=", LIFE_TREE_LE}, {">=", LIFE_TREE_GE}};
    lc_operand both[2] = {*left};
    size_t i = 0;
    lc_status st;

    while (i < sizeof marks / sizeof *marks &&
           !lc_lex_is(&g->lex, marks[i].mark))
        i++;
    if (i == sizeof marks / sizeof *marks)
        return lc_lex_fail(&g->lex, g->lex.word, err,
                           "expected = <> < > <= >=, [not] in, [not] like, "
                           "[not] between or is [not] null");
    t->op = marks[i].op;
    st = lc_lex_next(&g->lex, err);
    if (!st)
        st = lc_operand_read(g, &both[1], err);
    /* Of a list and a text the list comes first, so that one order is enough;
     * = and <> are the same either way. */
    if (!st && both[1].kind == LIFE_OPERAND_LIST) {
        both[0] = both[1];
        both[1] = *left;
    }
    if (!st)
        st = lc_operand_match(g, &both[0], &both[1], t->op > LIFE_TREE_NE, err);
    return st ? st : keep_operands(g, t, both, 2, err);
}

static lc_status read_like(lc_grammar *g, lc_tree *t, lc_operand *left,
                           lc_error *err)
{
    lc_operand both[2] = {*left};
    lc_status st = lc_operand_read(g, &both[1], err);

    t->op = LIFE_TREE_LIKE;
    if (!st && (both[1].is_field || both[1].kind != LIFE_OPERAND_TEXT))
        st = lc_lex_fail(&g->lex, both[1].at, err,
                         "expected a pattern in single quotes");
    if (!st && left->kind != LIFE_OPERAND_TEXT &&
        left->kind != LIFE_OPERAND_LIST)
        st = lc_lex_fail(&g->lex, left->at, err, "like is of texts, this is %s",
                         lc_operand_kind_name(left->kind));
    return st ? st : keep_operands(g, t, both, 2, err);
}

static lc_status read_in(lc_grammar *g, lc_tree *t, lc_operand *left,
                         lc_error *err)
{
    LC_VEC(lc_operand) all = {0};
    lc_status st = lc_lex_take(&g->lex, "(", err);

    t->op = LIFE_TREE_IN;
    if (!st && !lc_vec_push(&all, *left))
        st = lc_no_memory(err, "the filter");
    while (!st) {
        lc_operand item;

        st = lc_operand_read(g, &item, err);
        if (!st)
            st = lc_operand_match(g, &all.v[0], &item, false, err);
        if (!st && !lc_vec_push(&all, item))
            st = lc_no_memory(err, "the filter");
        if (st || !lc_lex_is(&g->lex, ","))
            break;
        st = lc_lex_next(&g->lex, err);
    }
    if (!st)
        st = lc_lex_take(&g->lex, ")", err);
    if (!st)
        st = keep_operands(g, t, all.v, all.n, err);
    lc_vec_free(&all);
    return st;
}

static lc_status read_between(lc_grammar *g, lc_tree *t, lc_operand *left,
                              lc_error *err)
{
    lc_operand all[3] = {*left};
    lc_status st = lc_operand_read(g, &all[1], err);

    t->op = LIFE_TREE_BETWEEN;
    if (!st)
        st = lc_operand_match(g, &all[0], &all[1], true, err);
    if (!st)
        st = lc_lex_take(&g->lex, "and", err);
    if (!st)
        st = lc_operand_read(g, &all[2], err);
    if (!st)
        st = lc_operand_match(g, &all[0], &all[2], true, err);
    return st ? st : keep_operands(g, t, all, 3, err);
}

/* "is [not] null", of which `is` is the word. */
static lc_status read_null(lc_grammar *g, lc_tree *t, bool *negated,
                           lc_error *err)
{
    lc_status st = lc_lex_next(&g->lex, err);

    t->op = LIFE_TREE_IS_NULL;
    *negated = !st && lc_lex_is(&g->lex, "not");
    if (*negated)
        st = lc_lex_next(&g->lex, err);
    return st ? st : lc_lex_take(&g->lex, "null", err);
}

static lc_status read_said(lc_grammar *g, lc_tree *t, lc_operand *left,
                           bool *negated, lc_error *err)
{
    static const struct {
        const char *word;
        lc_status (*read)(lc_grammar *g, lc_tree *t, lc_operand *left,
                          lc_error *err);
    } words[] = {
        {"like", read_like}, {"in", read_in}, {"between", read_between}};
    lc_status st = LIFE_OK;

    if (lc_lex_is(&g->lex, "is")) {
        st = keep_operands(g, t, left, 1, err);
        return st ? st : read_null(g, t, negated, err);
    }
    *negated = lc_lex_is(&g->lex, "not");
    if (*negated)
        st = lc_lex_next(&g->lex, err);
    for (size_t i = 0; !st && i < sizeof words / sizeof *words; i++)
        if (lc_lex_is(&g->lex, words[i].word)) {
            st = lc_lex_next(&g->lex, err);
            return st ? st : words[i].read(g, t, left, err);
        }
    if (st)
        return st;
    if (*negated)
        return lc_lex_fail(&g->lex, g->lex.word, err,
                           "expected in, like or between");
    return read_compare(g, t, left, err);
}

/* `true` alone is a filter too; anything else needs something said of it. */
static bool is_constant(const lc_grammar *g, const lc_operand *o)
{
    static const char *const after[] = {"and", "or", ")"};

    if (o->is_field || o->kind != LIFE_OPERAND_BOOL)
        return false;
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (lc_lex_is(&g->lex, after[i]))
            return true;
    return g->lex.kind == LIFE_LEX_END;
}

static lc_status read_predicate(lc_grammar *g, lc_tree **out, lc_error *err)
{
    lc_operand left;
    bool negated = false;
    lc_status st = lc_operand_read(g, &left, err);

    if (!st)
        st = make(g, LIFE_TREE_CONSTANT, NULL, out, err);
    if (st)
        return st;
    if (is_constant(g, &left)) {
        (*out)->holds = left.number > 0;
        return LIFE_OK;
    }
    st = read_said(g, *out, &left, &negated, err);
    return st || !negated ? st : make(g, LIFE_TREE_NOT, *out, out, err);
}

/* ---- geometry ---- */

static bool is_geometry(const lc_grammar *g)
{
    return g->rows->geometry &&
           (g->lex.kind == LIFE_LEX_WORD || g->lex.kind == LIFE_LEX_QUOTED) &&
           !strcmp(g->lex.text, "geometry");
}

/* Two arguments, the geometry among them, in either order. */
static lc_status read_places(lc_grammar *g, lc_tree *t, lc_error *err)
{
    const char *at = g->lex.word;
    lc_status st = LIFE_OK;
    bool geometry = false;

    for (int i = 0; !st && i < 2; i++) {
        if (i)
            st = lc_lex_take(&g->lex, ",", err);
        if (st)
            return st;
        if (!geometry && is_geometry(g)) {
            geometry = true;
            st = lc_lex_next(&g->lex, err);
        } else if (!t->region) {
            st = lc_wkt_read(g, &t->region, err);
        }
    }
    if (!st && !(geometry && t->region))
        st = lc_lex_fail(&g->lex, at, err,
                         g->rows->geometry
                             ? "expected the field geometry and a place"
                             : "rows have no geometry here");
    return st;
}

static lc_status read_intersects(lc_grammar *g, lc_tree **out, lc_error *err)
{
    lc_status st = make(g, LIFE_TREE_INTERSECTS, NULL, out, err);

    if (st)
        return st;
    (*out)->with_region = g->filter->with_region;
    g->filter->with_region = *out;
    st = lc_lex_next(&g->lex, err);
    if (!st)
        st = lc_lex_take(&g->lex, "(", err);
    if (!st)
        st = read_places(g, *out, err);
    return st ? st : lc_lex_take(&g->lex, ")", err);
}

static lc_status read_geometry_null(lc_grammar *g, lc_tree **out, lc_error *err)
{
    bool negated = false;
    lc_status st = make(g, LIFE_TREE_IS_NULL, NULL, out, err);

    if (!st)
        st = lc_lex_next(&g->lex, err);
    if (st)
        return st;
    (*out)->geometry = true;
    if (!lc_lex_is(&g->lex, "is"))
        return lc_lex_fail(&g->lex, g->lex.word, err,
                           "of a geometry only \"is null\" can be said here");
    st = read_null(g, *out, &negated, err);
    return st || !negated ? st : make(g, LIFE_TREE_NOT, *out, out, err);
}

/* ---- and, or, not ---- */

static lc_status read_brackets(lc_grammar *g, lc_tree **out, lc_error *err)
{
    lc_status st = deeper(g, err);

    if (!st)
        st = lc_lex_next(&g->lex, err);
    if (!st)
        st = read_or(g, out, err);
    g->depth--;
    return st ? st : lc_lex_take(&g->lex, ")", err);
}

static bool is_field(const lc_grammar *g, const char *name)
{
    for (size_t i = 0; i < g->rows->fields.count; i++)
        if (!strcmp(g->rows->fields.field[i].name, name))
            return true;
    return false;
}

static lc_status read_primary(lc_grammar *g, lc_tree **out, lc_error *err)
{
    if (lc_lex_is(&g->lex, "("))
        return read_brackets(g, out, err);
    if (lc_lex_is(&g->lex, "s_intersects") || lc_lex_is(&g->lex, "intersects"))
        return read_intersects(g, out, err);
    if (is_geometry(g) && !is_field(g, g->lex.text))
        return read_geometry_null(g, out, err);
    return read_predicate(g, out, err);
}

static lc_status read_not(lc_grammar *g, lc_tree **out, lc_error *err)
{
    lc_status st;

    if (!lc_lex_is(&g->lex, "not"))
        return read_primary(g, out, err);
    st = deeper(g, err);
    if (!st)
        st = lc_lex_next(&g->lex, err);
    if (!st)
        st = read_not(g, out, err);
    g->depth--;
    return st ? st : make(g, LIFE_TREE_NOT, *out, out, err);
}

/* Of one level: a chain of a thousand is no deeper than one of two. */
static lc_status read_chain(lc_grammar *g, const char *word, lc_tree_op op,
                            lc_status (*part)(lc_grammar *g, lc_tree **out,
                                              lc_error *err),
                            lc_tree **out, lc_error *err)
{
    lc_tree *last;
    lc_status st = part(g, out, err);

    if (st || !lc_lex_is(&g->lex, word))
        return st;
    last = *out;
    st = make(g, op, last, out, err);
    while (!st && lc_lex_is(&g->lex, word)) {
        st = lc_lex_next(&g->lex, err);
        if (!st)
            st = part(g, &last->next, err);
        if (!st)
            last = last->next;
    }
    return st;
}

static lc_status read_and(lc_grammar *g, lc_tree **out, lc_error *err)
{
    return read_chain(g, "and", LIFE_TREE_AND, read_not, out, err);
}

static lc_status read_or(lc_grammar *g, lc_tree **out, lc_error *err)
{
    return read_chain(g, "or", LIFE_TREE_OR, read_and, out, err);
}

lc_status lc_grammar_read(lc_grammar *g, lc_error *err)
{
    lc_status st = lc_lex_next(&g->lex, err);

    if (!st)
        st = read_or(g, &g->filter->root, err);
    if (!st && g->lex.kind != LIFE_LEX_END)
        st = lc_lex_fail(&g->lex, g->lex.word, err,
                         "expected and, or, or the end");
    return st;
}

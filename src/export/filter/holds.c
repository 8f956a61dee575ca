/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/holds.c - see holds.h: the three values of SQL, as
 * numbers, so that `and` is the least, `or` the greatest.
 */
#include "src/export/filter/holds.h"

#include "lifecircle/base/date.h"
#include "lifecircle/export/filter/instant.h"
#include "lifecircle/world/names/fold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

/* What a field or a value says of this row. */
typedef struct value {
    bool known, day;
    const char *text;
    double number;
    int64_t ms;
    const char *const *item; /* of a list */
    uint32_t items;
} value;

/* As it is written, so that what is shown is also found: printf's rounding,
 * asked for only near a half, as multiplying is off by less than that. */
static double as_written(double v, int decimals)
{
    static const double powers[] = {1,   1e1, 1e2, 1e3, 1e4,
                                    1e5, 1e6, 1e7, 1e8, 1e9};
    double scaled = v * powers[decimals], low = floor(scaled);
    char text[400];

    if (fabs(scaled) < 1e12 && fabs(scaled - low - 0.5) > 0.001)
        return (scaled - low > 0.5 ? low + 1 : low) / powers[decimals];
    snprintf(text, sizeof text, "%.*f", decimals, v);
    return strtod(text, NULL);
}

static double number_of(const lc_export_field *f, const lc_cell *c)
{
    if (c->kind == LIFE_CELL_REAL)
        return as_written(c->is.real, lc_field_decimals(f));
    if (lc_field_type_of(f) == LIFE_FIELD_MILLI)
        return (double)c->is.whole / 1000;
    if (lc_field_type_of(f) == LIFE_FIELD_BOOL)
        return c->is.whole != 0;
    return (double)c->is.whole;
}

static const char *folded(lc_row *row, bool fold, const char *text)
{
    lc_arena *scratch = fold ? lc_row_scratch(row) : NULL;
    const char *out = scratch ? lc_fold_case(scratch, text) : NULL;

    if (fold && !out)
        row->failed = true;
    return out ? out : text;
}

static value field_value(const lc_operand *o, lc_row *row)
{
    const lc_cell *c = &row->value.v[o->field];
    value v = {.text = "",
               .known =
                   c->kind != LIFE_CELL_NULL && c->kind != LIFE_CELL_ABSENT};

    if (!v.known)
        return v;
    switch (o->kind) {
    case LIFE_OPERAND_TEXT:
        v.text = folded(row, o->fold, c->is.text);
        break;
    case LIFE_OPERAND_NUMBER:
    case LIFE_OPERAND_BOOL:
        v.number = number_of(&o->form, c);
        break;
    case LIFE_OPERAND_TIME: /* a source's text that is no date says nothing */
        v.known = lc_instant_read(c->is.text, &v.ms, &v.day);
        break;
    case LIFE_OPERAND_LIST:
        v.item = c->is.list;
        v.items = c->count;
        break;
    case LIFE_OPERAND_JSON:
        break;
    }
    return v;
}

static value value_of(const lc_operand *o, lc_row *row)
{
    if (o->is_field)
        return field_value(o, row);
    return (value){.known = true,
                   .day = o->day,
                   .text = o->text,
                   .number = o->number,
                   .ms = o->ms};
}

/* ---- comparisons ---- */

/* Beside a day that stands in the filter, a time is the day it falls on. */
static int compare_times(const lc_operand *a, value x, const lc_operand *b,
                         value y)
{
    bool days = (!a->is_field && a->day) || (!b->is_field && b->day);
    int64_t p = days ? lc_date_floor(x.ms, LIFE_INSTANT_DAY_MS) : x.ms;
    int64_t q = days ? lc_date_floor(y.ms, LIFE_INSTANT_DAY_MS) : y.ms;

    return (p > q) - (p < q);
}

/* Both known, of one kind: -1, 0, 1. Bytes of UTF-8 stand in the order of the
 * characters. */
static int compare(const lc_operand *a, value x, const lc_operand *b, value y)
{
    int by_text;

    switch (a->kind) {
    case LIFE_OPERAND_TEXT:
        by_text = strcmp(x.text, y.text);
        return (by_text > 0) - (by_text < 0);
    case LIFE_OPERAND_TIME:
        return compare_times(a, x, b, y);
    default:
        return (x.number > y.number) - (x.number < y.number);
    }
}

static lc_truth truth(bool b)
{
    return b ? LIFE_TRUE : LIFE_FALSE;
}

static bool list_has(const lc_operand *list, value x, value y, lc_row *row)
{
    for (uint32_t i = 0; i < x.items; i++)
        if (!strcmp(folded(row, list->fold, x.item[i]), y.text))
            return true;
    return false;
}

static lc_truth equal(const lc_operand *a, value x, const lc_operand *b,
                      lc_row *row)
{
    value y = value_of(b, row);

    if (!x.known || !y.known)
        return LIFE_UNKNOWN_TRUTH;
    if (a->kind == LIFE_OPERAND_LIST)
        return truth(list_has(a, x, y, row));
    return truth(compare(a, x, b, y) == 0);
}

static lc_truth negation(lc_truth t)
{
    return (lc_truth)(LIFE_TRUE - t);
}

static lc_truth by_order(lc_tree_op op, int order)
{
    static const struct {
        bool less, same, more;
    } holds[] = {[LIFE_TREE_LT] = {true, false, false},
                 [LIFE_TREE_GT] = {false, false, true},
                 [LIFE_TREE_LE] = {true, true, false},
                 [LIFE_TREE_GE] = {false, true, true}};

    return truth(order < 0   ? holds[op].less
                 : order > 0 ? holds[op].more
                             : holds[op].same);
}

static lc_truth ordered(lc_tree_op op, const lc_operand *a, const lc_operand *b,
                        lc_row *row)
{
    value x = value_of(a, row), y = value_of(b, row);

    if (!x.known || !y.known)
        return LIFE_UNKNOWN_TRUTH;
    return by_order(op, compare(a, x, b, y));
}

/* ---- like ---- */

static const char *after_character(const char *s)
{
    s++;
    while ((*s & 0xC0) == 0x80)
        s++;
    return s;
}

/* Of the pattern's first piece, which is no %, at `s`: behind it, or NULL. */
static const char *match_one(const char *s, const char **pattern)
{
    const char *p = *pattern;

    if (*p == '_' && *s) {
        *pattern = p + 1;
        return after_character(s);
    }
    if (*p == '_')
        return NULL;
    if (*p == '\\' && p[1])
        p++;
    if (!*s || *s != *p)
        return NULL;
    *pattern = p + 1;
    return s + 1;
}

/* After a mismatch the last % takes one character more: earlier ones need not,
 * so time is the product of both lengths at most. */
bool lc_holds_like(const char *text, const char *pattern)
{
    const char *s = text, *p = pattern, *from = NULL, *behind = NULL;

    for (;;) {
        const char *next;

        if (*p == '%') {
            behind = ++p;
            from = s;
            continue;
        }
        if (!*p && !*s)
            return true;
        next = *p ? match_one(s, &p) : NULL;
        if (next) {
            s = next;
        } else if (behind && *from) {
            s = from = after_character(from);
            p = behind;
        } else {
            return false;
        }
    }
}

static lc_truth like(const lc_tree *t, lc_row *row)
{
    const lc_operand *a = &t->operand[0];
    const char *pattern = t->operand[1].text;
    value x = value_of(a, row);

    if (!x.known)
        return LIFE_UNKNOWN_TRUTH;
    if (a->kind != LIFE_OPERAND_LIST)
        return truth(lc_holds_like(x.text, pattern));
    for (uint32_t i = 0; i < x.items; i++)
        if (lc_holds_like(folded(row, a->fold, x.item[i]), pattern))
            return LIFE_TRUE;
    return LIFE_FALSE;
}

/* ---- the others ---- */

static lc_truth among(const lc_tree *t, lc_row *row)
{
    value x = value_of(&t->operand[0], row);
    lc_truth best = LIFE_FALSE;

    for (size_t i = 1; i < t->operands && best < LIFE_TRUE; i++) {
        lc_truth one = equal(&t->operand[0], x, &t->operand[i], row);

        best = one > best ? one : best;
    }
    return best;
}

/* From the first to the second, both among it. */
static lc_truth between(const lc_tree *t, lc_row *row)
{
    lc_truth low = ordered(LIFE_TREE_GE, &t->operand[0], &t->operand[1], row);
    lc_truth high = ordered(LIFE_TREE_LE, &t->operand[0], &t->operand[2], row);

    return low < high ? low : high;
}

static bool has_geometry(const lc_geometry *g)
{
    return g->shape ? g->shape->pt_count > 0 : g->placed;
}

static lc_truth is_null(const lc_tree *t, const lc_row *row)
{
    const lc_cell *c;

    if (t->geometry)
        return truth(!has_geometry(&row->geometry));
    if (!t->operand[0].is_field)
        return LIFE_FALSE;
    c = &row->value.v[t->operand[0].field];
    return truth(c->kind == LIFE_CELL_NULL || c->kind == LIFE_CELL_ABSENT);
}

static lc_truth intersects(const lc_tree *t, const lc_row *row)
{
    if (!has_geometry(&row->geometry))
        return LIFE_UNKNOWN_TRUTH;
    return truth(lc_region_meets(t->region, &row->geometry));
}

/* ---- the tree ---- */

static lc_truth all_of(const lc_tree *t, lc_row *row)
{
    lc_truth least = LIFE_TRUE;

    for (const lc_tree *p = t->first; p && least > LIFE_FALSE; p = p->next) {
        lc_truth one = lc_holds_tree(p, row);

        least = one < least ? one : least;
    }
    return least;
}

static lc_truth any_of(const lc_tree *t, lc_row *row)
{
    lc_truth best = LIFE_FALSE;

    for (const lc_tree *p = t->first; p && best < LIFE_TRUE; p = p->next) {
        lc_truth one = lc_holds_tree(p, row);

        best = one > best ? one : best;
    }
    return best;
}

static lc_truth same(const lc_tree *t, lc_row *row)
{
    return equal(&t->operand[0], value_of(&t->operand[0], row), &t->operand[1],
                 row);
}

lc_truth lc_holds_tree(const lc_tree *t, lc_row *row)
{
    switch (t->op) {
    case LIFE_TREE_CONSTANT:
        return truth(t->holds);
    case LIFE_TREE_AND:
        return all_of(t, row);
    case LIFE_TREE_OR:
        return any_of(t, row);
    case LIFE_TREE_NOT:
        return negation(lc_holds_tree(t->first, row));
    case LIFE_TREE_EQ:
        return same(t, row);
    case LIFE_TREE_NE:
        return negation(same(t, row));
    case LIFE_TREE_LT:
    case LIFE_TREE_GT:
    case LIFE_TREE_LE:
    case LIFE_TREE_GE:
        return ordered(t->op, &t->operand[0], &t->operand[1], row);
    case LIFE_TREE_LIKE:
        return like(t, row);
    case LIFE_TREE_IN:
        return among(t, row);
    case LIFE_TREE_BETWEEN:
        return between(t, row);
    case LIFE_TREE_IS_NULL:
        return is_null(t, row);
    case LIFE_TREE_INTERSECTS:
        return intersects(t, row);
    }
    return LIFE_FALSE;
}

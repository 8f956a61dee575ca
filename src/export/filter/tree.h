/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/tree.h - a filter as it is kept: a tree, in an arena.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_TREE_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_TREE_H

#include "lifecircle/base/arena.h"
#include "lifecircle/export/filter/filter.h"
#include "lifecircle/export/filter/region.h"

/* What can be held against one another. */
typedef enum lc_operand_kind {
    LIFE_OPERAND_TEXT,
    LIFE_OPERAND_NUMBER,
    LIFE_OPERAND_BOOL,
    LIFE_OPERAND_TIME,
    LIFE_OPERAND_LIST, /* of texts; fields alone */
    LIFE_OPERAND_JSON  /* fields alone: known or not, nothing else */
} lc_operand_kind;

typedef struct lc_operand {
    lc_operand_kind kind;
    bool is_field, fold; /* fold: casei() */
    bool day;            /* of times: it stands for a whole day */
    size_t field;
    lc_export_field form; /* of a field: its type and decimals */
    const char *text;     /* folded already, if it is no field */
    double number;        /* also true, 1, and false, 0 */
    int64_t ms;           /* since 1970, UTC */
    const char *at;       /* where it stands, while the filter is read */
} lc_operand;

typedef enum lc_tree_op {
    LIFE_TREE_CONSTANT, /* `holds` */
    LIFE_TREE_AND,      /* of `first` and those behind it */
    LIFE_TREE_OR,
    LIFE_TREE_NOT, /* of `first` */
    LIFE_TREE_EQ,  /* operand 0 against operand 1 */
    LIFE_TREE_NE,
    LIFE_TREE_LT,
    LIFE_TREE_GT,
    LIFE_TREE_LE,
    LIFE_TREE_GE,
    LIFE_TREE_LIKE,
    LIFE_TREE_IN,      /* operand 0 among the others */
    LIFE_TREE_BETWEEN, /* operand 0, from 1 to 2 */
    LIFE_TREE_IS_NULL, /* operand 0, or with `geometry` the row's */
    LIFE_TREE_INTERSECTS
} lc_tree_op;

typedef struct lc_tree {
    lc_tree_op op;
    struct lc_tree *first, *next; /* parts; the next one of its parent */
    lc_operand *operand;
    size_t operands;
    bool holds, geometry;
    lc_region *region;           /* the filter's to free */
    struct lc_tree *with_region; /* the next node that has one */
} lc_tree;

struct lc_filter {
    lc_arena *arena;
    lc_tree *root, *with_region;
};

#endif

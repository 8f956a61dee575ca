/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/columns.h - which column of a table is what.
 *
 * Threads: belongs to one import. Cost: names are compared once a table, cells
 * are found by their column.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_COLUMNS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_COLUMNS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "src/import/record/words/cell_words.h"
#include "src/import/record/words/type_facts.h"
#include "src/import/table/read.h"

/* X(name in geodata/columns.csv): the fields the imports use themselves. */
#define LIFE_FIELD_MAP(X)                                                      \
    X(id)                                                                      \
    X(name)                                                                    \
    X(name_en)                                                                 \
    X(lon)                                                                     \
    X(lat)                                                                     \
    X(geometry)                                                                \
    X(point)                                                                   \
    X(latlon)                                                                  \
    X(category)                                                                \
    X(address)                                                                 \
    X(street)                                                                  \
    X(house_number)                                                            \
    X(postcode)                                                                \
    X(city)                                                                    \
    X(phone)                                                                   \
    X(opening_hours)                                                           \
    X(website)                                                                 \
    X(wheelchair)                                                              \
    X(checked_on)                                                              \
    X(closed_on)                                                               \
    X(status)                                                                  \
    X(state)                                                                   \
    X(unit)                                                                    \
    X(parent)                                                                  \
    X(unit_name)                                                               \
    X(parent_name)                                                             \
    X(code)                                                                    \
    X(urban)                                                                   \
    X(residents)                                                               \
    X(residents_year)                                                          \
    X(households)                                                              \
    X(indicator)                                                               \
    X(value)                                                                   \
    X(origin)

/* clang-format off */
typedef enum lc_field {
#define LIFE_X(name) LIFE_FIELD_##name,
    LIFE_FIELD_MAP(LIFE_X)
#undef LIFE_X
    LIFE_FIELD_COUNT /* not a field; also what an attribute has */
} lc_field;
/* clang-format on */

typedef struct lc_attribute {
    size_t row; /* of columns.csv */
    int column;
    bool is_number, is_date;
    bool has_words; /* its cells are looked up in type_facts.csv */
} lc_attribute;

typedef struct lc_columns {
    lc_table *table;              /* geodata/columns.csv */
    int column[LIFE_FIELD_COUNT]; /* -1: the table has none */
    LC_VEC(lc_attribute) attributes;
    lc_cell_words words;
    lc_type_facts facts;
    lc_buf names; /* "a, b, c", for messages */
    lc_lang lang; /* of the names */
} lc_columns;

/* LIFE_ERR_RANGE: `map` (NULL is fine) names a field or column there isn't. */
lc_status lc_columns_open(const char *map, const char *const *name,
                          size_t count, lc_columns *out, lc_error *err);
void lc_columns_close(lc_columns *c);
/* "" where the table has no such column. */
const char *lc_columns_get(const lc_columns *c, const lc_record *r, lc_field f);
const char *lc_columns_name(lc_field f); /* as in columns.csv */
/* The field or attribute that a column holds, of those an import uses (bits of
 * fields; LIFE_FIELD_COUNT's: attributes); "" where it uses none. A street's
 * code, say, is both a facility's `unit` and a community's `parent`. */
const char *lc_columns_field(const lc_columns *c, int column, uint64_t used);
/* What people call a field or attribute in Chinese: `called` of columns.csv,
 * else its first name of Chinese characters alone; its id where it has none. */
void lc_columns_called(const lc_columns *c, const char *field, lc_buf *out);
bool lc_columns_have(const lc_columns *c, lc_field f);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/field.h - what a column is, and a value for it.
 *
 * A field says once, for every format, what a value is called, of what type
 * and unit it is, and how people call it. The names are those of JSON members
 * and of CSV columns: they are an interface, and do not change.
 *
 * Layer:   export.
 * Memory:  fields and values borrow all their texts; a value's text must hold
 *          until its row was written.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_FIELD_H
#define LIFECIRCLE_EXPORT_FORMATS_FIELD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What each type is written as: JSON, CSV. What is not known is null, or an
 * empty cell. */
typedef enum lc_field_type {
    LIFE_FIELD_TEXT,    /* a string */
    LIFE_FIELD_DATE,    /* 2016-05-01, or with a time; the source's own text */
    LIFE_FIELD_INTEGER, /* a whole number */
    LIFE_FIELD_DECIMAL, /* a double, to `decimals` places, no trailing zeros */
    LIFE_FIELD_MILLI,   /* whole thousandths of the unit, written exactly:
                           1500 is 1.5 */
    LIFE_FIELD_BOOL,    /* true, false */
    LIFE_FIELD_LIST,    /* an array of strings; words with spaces between */
    LIFE_FIELD_JSON     /* ready JSON; the text of it */
} lc_field_type;

typedef struct lc_export_field {
    const char *name;
    unsigned form;       /* LIFE_TEXT ..., LIFE_DECIMAL(0 to 9), and marks */
    const char *unit;    /* "s", "m", "m2", "min", "deg", "people" ..., or "" */
    const char *en, *zh; /* what people call it */
} lc_export_field;

static inline lc_field_type lc_field_type_of(const lc_export_field *f)
{
    return (lc_field_type)(f->form & 0xff);
}
static inline int lc_field_decimals(const lc_export_field *f)
{
    return (int)(f->form >> 8 & 0xff);
}

typedef struct lc_fields { /* in the order they are written */
    const lc_export_field *field;
    size_t count;
} lc_fields;

/* Tables of fields are lists of X(name, type, unit, en, zh, value), so that a
 * column stands in one line with where its value comes from. These are the
 * types of such a line, and what makes fields and values of it (into the
 * lc_row `r`). */
#define LIFE_TEXT            LIFE_FIELD_TEXT
#define LIFE_DATE            LIFE_FIELD_DATE
#define LIFE_INTEGER         LIFE_FIELD_INTEGER
#define LIFE_DECIMAL(places) (LIFE_FIELD_DECIMAL | (unsigned)(places) << 8)
#define LIFE_MILLI           LIFE_FIELD_MILLI
#define LIFE_BOOL            LIFE_FIELD_BOOL
#define LIFE_LIST            LIFE_FIELD_LIST
#define LIFE_JSON            LIFE_FIELD_JSON
#define LIFE_FIELD_OF(name, type, unit, en, zh, value)                         \
    {name, type, unit, en, zh},
#define LIFE_VALUE_OF(name, type, unit, en, zh, value) lc_row_add(r, value);
#define LIFE_FIELDS(array)                                                     \
    {                                                                          \
        array, sizeof array / sizeof *array                                    \
    }

/* ---- values ---- */

typedef enum lc_cell_kind {
    LIFE_CELL_NULL,   /* not known */
    LIFE_CELL_ABSENT, /* the row has no such member; tables: as null */
    LIFE_CELL_TEXT,   /* TEXT, DATE, JSON */
    LIFE_CELL_WHOLE,  /* INTEGER, MILLI, BOOL */
    LIFE_CELL_REAL,   /* DECIMAL */
    LIFE_CELL_LIST
} lc_cell_kind;

typedef struct lc_cell {
    lc_cell_kind kind;
    uint32_t count; /* of a LIST */
    union {
        const char *text;
        int64_t whole;
        double real;
        const char *const *list;
    } is;
} lc_cell;

static inline lc_cell lc_cell_text(const char *s) /* NULL: null */
{
    return (lc_cell){s ? LIFE_CELL_TEXT : LIFE_CELL_NULL, 0, {.text = s}};
}

static inline lc_cell lc_cell_known(const char *s) /* "" is null too */
{
    return lc_cell_text(s && *s ? s : NULL);
}

static inline lc_cell lc_cell_whole(int64_t v)
{
    return (lc_cell){LIFE_CELL_WHOLE, 0, {.whole = v}};
}

static inline lc_cell lc_cell_if(bool known, int64_t v) /* else null */
{
    return known ? lc_cell_whole(v) : lc_cell_text(NULL);
}

static inline lc_cell lc_cell_real(double v) /* NaN, infinite: null */
{
    if (!isfinite(v))
        return lc_cell_text(NULL);
    return (lc_cell){LIFE_CELL_REAL, 0, {.real = v}};
}

/* part / whole; null where there is no whole. */
static inline lc_cell lc_cell_share(int64_t part, int64_t whole)
{
    return lc_cell_real(whole > 0 ? (double)part / (double)whole : NAN);
}

/* Milliseconds as seconds or millimetres as metres (MILLI); UINT32_MAX, which
 * is LIFE_NONE: null. */
static inline lc_cell lc_cell_milli(uint32_t thousandths)
{
    return lc_cell_if(thousandths != UINT32_MAX, thousandths);
}

static inline lc_cell lc_cell_list(const char *const *item, size_t count)
{
    return (lc_cell){LIFE_CELL_LIST, (uint32_t)count, {.list = item}};
}

static inline lc_cell lc_cell_absent(void)
{
    return (lc_cell){.kind = LIFE_CELL_ABSENT};
}

#endif

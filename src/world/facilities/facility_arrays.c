/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/facility_arrays.c - see the header.
 *
 * facilities/row: of each facility, by id, which of each column's texts it has,
 * its set of categories, place, layer. facilities/area: square metres.
 * facilities/set: sets of categories, each once, as ids with spaces between:
 * their numbers are of a file and of a program, which may know more of them.
 * facilities/text: texts, column after column, each text of a column once, in
 * the order of the facilities. facilities/count: how many of each column.
 *
 * The table stays what other programs read, and what changes are made to; these
 * arrays follow from it, as all do. Texts lie in memory as they are unpacked,
 * those that are alike once.
 */
#include "src/world/facilities/facility_arrays.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/wheels.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/links/mixed.h"

#include <stddef.h>
#include <string.h>

#define ROWS   "facilities/row"
#define AREAS  "facilities/area"
#define SETS   "facilities/set"
#define TEXTS  "facilities/text"
#define COUNTS "facilities/count"

/* The columns in the order of `field`, and last the unit's code. Number 0 is
 * that there is none. */
enum { FIELDS = 10, UNIT_CODE = FIELDS, COLUMNS };

static const size_t field[FIELDS] = {
    offsetof(lc_facility, id),         offsetof(lc_facility, name),
    offsetof(lc_facility, source),     offsetof(lc_facility, address),
    offsetof(lc_facility, phone),      offsetof(lc_facility, opening_hours),
    offsetof(lc_facility, website),    offsetof(lc_facility, wheelchair),
    offsetof(lc_facility, checked_on), offsetof(lc_facility, attributes)};

enum { PLACED = 1, NAME_GIVEN = 2, LAYER_SHIFT = 8 };

typedef struct stored {
    uint32_t text[COLUMNS];
    uint32_t set, says; /* `says`: bits, and from LAYER_SHIFT on the layer */
    lc_pt pt;
} stored;
_Static_assert(sizeof(stored) == 15 * sizeof(uint32_t), "a row is words");

/* ---- writing ---- */

/* Texts of one column by what they are: a table of 2^k places, where each is
 * put into the first free one from its own on; never more than half full. */
typedef struct numbering {
    const char **text; /* by number, from 1 on */
    uint32_t *slot;    /* numbers; 0: free */
    size_t slots;
    uint32_t count;
} numbering;

static bool begin_numbering(size_t texts, numbering *out)
{
    *out = (numbering){.slots = 16};
    while (out->slots < 2 * texts)
        out->slots *= 2;
    out->text = lc_calloc(texts + 1, sizeof *out->text);
    out->slot = lc_calloc(out->slots, sizeof *out->slot);
    return out->text && out->slot;
}

static uint32_t number_of(numbering *k, const char *text)
{
    size_t at = lc_mixed_text(0, text) & (k->slots - 1);

    while (k->slot[at] && strcmp(k->text[k->slot[at]], text) != 0)
        at = (at + 1) & (k->slots - 1);
    if (!k->slot[at]) {
        k->slot[at] = ++k->count;
        k->text[k->count] = text;
    }
    return k->slot[at];
}

/* A unit's code may be "", which is not the same as none. */
static const char *text_of(const lc_world *w, size_t f, unsigned column)
{
    const char *text;

    if (column == UNIT_CODE)
        return w->facility_unit_code[f];
    memcpy(&text, (const char *)&w->facility.v[f] + field[column], sizeof text);
    return *text ? text : NULL;
}

static void put_column(const lc_world *w, unsigned column, numbering *k,
                       stored *row, lc_buf *texts, uint32_t *count)
{
    k->count = 0;
    memset(k->slot, 0, k->slots * sizeof *k->slot);
    for (size_t f = 0; f < w->facility.n; f++) {
        const char *text = text_of(w, f, column);
        uint32_t before = k->count;

        row[f].text[column] = text ? number_of(k, text) : 0;
        if (k->count > before)
            lc_buf_put(texts, text, strlen(text) + 1);
    }
    *count = k->count;
}

static uint32_t set_number(const lc_world *w, const lc_catset *set)
{
    size_t low = 0, high = w->catset.n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (memcmp(set, w->catset.v[mid], sizeof *set) > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (uint32_t)low;
}

static void put_rest(const lc_world *w, stored *row, double *area)
{
    for (size_t f = 0; f < w->facility.n; f++) {
        const lc_facility *d = &w->facility.v[f];

        row[f].set = set_number(w, d->categories);
        row[f].says = (d->placed ? PLACED : 0) |
                      (d->name_given ? NAME_GIVEN : 0) |
                      (uint32_t)(uint8_t)w->facility_layer[f] << LAYER_SHIFT;
        row[f].pt = d->pt;
        area[f] = d->area_m2;
    }
}

static void put_set(const lc_world *w, const lc_catset *set, lc_buf *out)
{
    const char *between = "";

    for (LIFE_CATSET_EACH(c, set)) {
        lc_buf_puts(out, between);
        lc_buf_puts(out, w->category[c].id);
        between = " ";
    }
    lc_buf_putc(out, '\0');
}

static lc_status store_sets(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_buf sets = {0};
    lc_status st;

    for (size_t i = 0; i < w->catset.n; i++)
        put_set(w, w->catset.v[i], &sets);
    st = sets.failed ? lc_no_memory(err, "the facilities")
                     : lc_array_put(c, SETS, sets.data, 1, sets.len, err);
    lc_buf_free(&sets);
    return st;
}

static lc_status store_texts(lc_city *c, const lc_buf *texts,
                             const uint32_t count[COLUMNS], lc_error *err)
{
    lc_status st =
        texts->failed ? lc_no_memory(err, "the facilities") : LIFE_OK;

    if (!st)
        st = lc_array_put(c, TEXTS, texts->data, 1, texts->len, err);
    return st ? st
              : lc_array_put(c, COUNTS, count, sizeof *count, COLUMNS, err);
}

lc_status lc_facility_arrays_store(lc_city *c, const lc_world *w, lc_error *err)
{
    size_t n = w->facility.n;
    stored *row = lc_calloc(n, sizeof *row);
    double *area = lc_calloc(n, sizeof *area);
    uint32_t count[COLUMNS] = {0};
    lc_buf texts = {0};
    numbering k;
    lc_status st = begin_numbering(n, &k) && row && area
                       ? LIFE_OK
                       : lc_no_memory(err, "the facilities");

    for (unsigned i = 0; i < COLUMNS && !st; i++)
        put_column(w, i, &k, row, &texts, &count[i]);
    if (!st) {
        put_rest(w, row, area);
        st = lc_array_put(c, ROWS, row, sizeof *row, n, err);
    }
    if (!st)
        st = lc_array_put(c, AREAS, area, sizeof *area, n, err);
    if (!st)
        st = store_sets(c, w, err);
    if (!st)
        st = store_texts(c, &texts, count, err);
    lc_buf_free(&texts);
    lc_free((void *)k.text);
    lc_free(k.slot);
    lc_free(area);
    lc_free(row);
    return st;
}

lc_status lc_facility_arrays_drop(lc_city *c, lc_error *err)
{
    return lc_array_remove(c, "facilities/", false, err);
}

/* ---- reading ---- */

/* What was read, and is gone through. */
typedef struct reading {
    stored *row;
    double *area;
    char *set;
    uint32_t *count;
    size_t rows, areas, set_bytes, sets, counts, bytes;
    const char **text; /* of all columns, each with its none in front */
    size_t begin[COLUMNS];
    const lc_catset **kept; /* of each set, the world's */
} reading;

static lc_status damaged(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", ROWS);
}

/* Texts, the last of which ends. */
static bool ends(const char *texts, size_t bytes)
{
    return !bytes || !texts[bytes - 1];
}

static lc_status get_arrays(lc_city *c, lc_world *w, reading *r, lc_error *err)
{
    const struct {
        const char *name;
        size_t item;
        void **data;
        size_t *count;
    } part[] = {
        {ROWS, sizeof *r->row, (void **)&r->row, &r->rows},
        {AREAS, sizeof *r->area, (void **)&r->area, &r->areas},
        {SETS, 1, (void **)&r->set, &r->set_bytes},
        {COUNTS, sizeof *r->count, (void **)&r->count, &r->counts},
        {TEXTS, 1, (void **)&w->facility_text, &r->bytes},
    };
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof part / sizeof *part && !st; i++)
        st = lc_array_get(c, part[i].name, part[i].item, part[i].data,
                          part[i].count, err);
    if (!st &&
        (r->areas != r->rows || r->counts != COLUMNS ||
         !ends(w->facility_text, r->bytes) || !ends(r->set, r->set_bytes)))
        st = damaged(err);
    return st;
}

/* Where each text begins. The NUL at the end of all is what ends the last. */
static lc_status find_texts(const lc_world *w, reading *r, lc_error *err)
{
    const char *at = w->facility_text, *end = at + r->bytes;
    size_t all = 0, next = 0;

    for (unsigned i = 0; i < COLUMNS; i++)
        all += 1 + (size_t)r->count[i];
    if (all > r->bytes + COLUMNS)
        return damaged(err);
    r->text = lc_realloc(NULL, all, sizeof *r->text);
    if (!r->text)
        return lc_no_memory(err, "the facilities");
    for (unsigned i = 0; i < COLUMNS; i++) {
        r->begin[i] = next;
        r->text[next++] = i == UNIT_CODE ? NULL : "";
        for (uint32_t k = 0; k < r->count[i]; k++) {
            if (at == end)
                return damaged(err);
            r->text[next++] = at;
            at += strlen(at) + 1;
        }
    }
    return at == end ? LIFE_OK : damaged(err);
}

static lc_status keep_sets(lc_world *w, reading *r, lc_error *err)
{
    const char *at = r->set;

    for (size_t i = 0; i < r->set_bytes; i++)
        r->sets += !r->set[i];
    r->kept = lc_calloc(r->sets, sizeof *r->kept);
    if (!r->kept)
        return lc_no_memory(err, "the facilities");
    for (size_t i = 0; i < r->sets; i++, at += strlen(at) + 1) {
        const lc_catset set = lc_world_category_set(w, at);

        r->kept[i] = lc_world_category_keep(w, &set);
        if (!r->kept[i])
            return lc_no_memory(err, "the facilities");
    }
    return LIFE_OK;
}

static bool is_place(lc_pt p)
{
    return p.lon >= -1800000000 && p.lon <= 1800000000 && p.lat >= -900000000 &&
           p.lat <= 900000000;
}

/* False: the row names what is not there. */
static bool put_row(lc_world *w, const reading *r, size_t f)
{
    const stored *row = &r->row[f];
    lc_facility *out = &w->facility.v[f];
    const char *text[COLUMNS];

    for (unsigned i = 0; i < COLUMNS; i++) {
        if (row->text[i] > r->count[i])
            return false;
        text[i] = r->text[r->begin[i] + row->text[i]];
    }
    if (row->set >= r->sets || !is_place(row->pt) || !(r->area[f] >= 0))
        return false;
    *out = (lc_facility){.name_given = row->says & NAME_GIVEN,
                         .categories = r->kept[row->set],
                         .pt = row->pt,
                         .placed = row->says & PLACED,
                         .shape = LIFE_NONE,
                         .unit = LIFE_NONE,
                         .hours = LIFE_NONE,
                         .area_m2 = r->area[f]};
    for (unsigned i = 0; i < FIELDS; i++)
        memcpy((char *)out + field[i], &text[i], sizeof text[i]);
    out->wheels = (uint8_t)lc_wheels_said(out->wheelchair);
    w->facility_unit_code[f] = text[UNIT_CODE];
    w->facility_layer[f] = (int8_t)(row->says >> LAYER_SHIFT);
    return true;
}

/* By id, each once: they are found by halving. */
static lc_status put_rows(lc_world *w, const reading *r, lc_error *err)
{
    const char *last = NULL;

    if (!lc_vec_reserve(&w->facility, r->rows))
        return lc_no_memory(err, "the facilities");
    for (size_t f = 0; f < r->rows; f++) {
        const lc_facility *d = &w->facility.v[f];

        if (!put_row(w, r, f) || (last && strcmp(last, d->id) >= 0))
            return damaged(err);
        last = d->id;
        for (LIFE_CATSET_EACH(c, d->categories))
            w->category[c].facility_count++;
    }
    w->facility.n = r->rows;
    return LIFE_OK;
}

static lc_status make_room(lc_world *w, size_t n, lc_error *err)
{
    w->facility_layer = lc_calloc(n, sizeof *w->facility_layer);
    w->facility_unit_code = lc_calloc(n, sizeof *w->facility_unit_code);
    w->entrance_first = lc_calloc(n + 1, sizeof *w->entrance_first);
    return w->facility_layer && w->facility_unit_code && w->entrance_first
               ? LIFE_OK
               : lc_no_memory(err, "the facilities");
}

lc_status lc_facility_arrays_load(lc_city *c, lc_world *w, lc_error *err)
{
    reading r = {0};
    lc_status st = get_arrays(c, w, &r, err);

    if (!st)
        st = find_texts(w, &r, err);
    if (!st)
        st = keep_sets(w, &r, err);
    if (!st)
        st = make_room(w, r.rows, err);
    if (!st)
        st = put_rows(w, &r, err);
    lc_free(r.row);
    lc_free(r.area);
    lc_free(r.set);
    lc_free(r.count);
    lc_free((void *)r.text);
    lc_free((void *)r.kept);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/list.c - see list.h.
 */
#include "src/export/lists/list.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/mark.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"

#include <stdlib.h>
#include <string.h>

/* ---- what lists share ---- */

/* The row keeps a copy, so that a text may be put together in one buffer after
 * the other. */
lc_cell lc_list_text(lc_list_run *l, lc_buf *text)
{
    lc_cell v = lc_row_text(&l->row, text);

    lc_buf_free(text);
    return v;
}

lc_cell lc_list_standard(lc_list_run *l)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    lc_buf text = {0};

    LC_SAY(
        &text, l->lang, LIFE_SAY_LIST_VERSION,
        lc_lang_pick(l->lang, lc_standard_title_zh(s), lc_standard_title_en(s)),
        lc_standard_version(s));
    return lc_list_text(l, &text);
}

const char *lc_list_unit(const lc_list_run *l, uint32_t unit)
{
    return lc_world_unit(l->w, unit)->called[l->lang];
}

/* It calls itself for the unit above first, so that the largest stands
 * first. */
static void put_above(const lc_list_run *l, lc_buf *out, uint32_t unit)
{
    uint32_t parent = lc_world_unit(l->w, unit)->parent;

    if (parent == LIFE_NONE)
        return;
    put_above(l, out, parent);
    lc_buf_puts(out, out->len ? " · " : "");
    lc_buf_puts(out, lc_list_unit(l, parent));
}

lc_cell lc_list_parents(lc_list_run *l, uint32_t unit)
{
    lc_buf text = {0};

    put_above(l, &text, unit);
    return lc_list_text(l, &text);
}

bool lc_list_within(const lc_list_run *l, uint32_t unit)
{
    while (unit != LIFE_NONE && unit != l->q->unit)
        unit = lc_world_unit(l->w, unit)->parent;
    return unit == l->q->unit;
}

/* Half a thousand rounds up. */
lc_cell lc_list_whole(int64_t milli)
{
    return lc_cell_if(milli >= 0, (milli + 500) / 1000);
}

/* ---- what changed ---- */

typedef struct texts { /* of the cells of a row */
    const char **cell;
    size_t fields; /* without those of the change */
} texts;

/* The base fields come first; the last two columns are the change's.
 * make_columns() in lists.c adds them where there is an earlier list. */
static lc_fields base_fields(const lc_list_run *l)
{
    lc_fields all = lc_fieldset_all(&l->columns);

    all.count -= 2;
    return all;
}

/* Cells as they are written for people: that is what an earlier list holds, and
 * what can be compared with it. */
static bool make_texts(lc_list_run *l, texts *out)
{
    lc_fields f = base_fields(l);
    const lc_lang *words = &l->lang;

    out->fields = f.count;
    out->cell = lc_row_words(&l->row, f.count);
    for (size_t i = 0; i < f.count && out->cell; i++) {
        lc_buf text = {0};

        lc_cell_put(&text, &f.field[i], &l->row.value.v[i], words);
        out->cell[i] = lc_row_text(&l->row, &text).is.text;
        lc_buf_free(&text);
    }
    return out->cell && !l->row.failed;
}

/* An absent cell and an empty one say the same. */
static const char *told(const char *cell)
{
    return cell ? cell : "";
}

/* What the readers filled in stays, also where today's list has a word of its
 * own there. */
static void take_over(lc_list_run *l, const lc_earlier_row *was, texts *now)
{
    lc_fields f = base_fields(l);

    for (size_t i = 0; i < f.count; i++)
        if (lc_mark_is(&f.field[i], LIFE_OFFICE) && *told(was->cell[i])) {
            now->cell[i] = was->cell[i];
            l->row.value.v[i] = lc_cell_text(was->cell[i]);
        }
}

/* "served: 120 -> 98; ...": an id that changed is told by its name. A field
 * that the earlier list had no column for says nothing; one that is loose (a
 * rank, the date of the data) changes without anything having happened. */
static void put_changes(const lc_list_run *l, const lc_earlier_row *was,
                        const texts *now, lc_buf *out)
{
    lc_fields f = base_fields(l);

    for (size_t i = 0; i < f.count; i++) {
        const char *a = told(was->cell[i]), *b = told(now->cell[i]);
        const char *none = lc_list_say(l, LIFE_SAY_LIST_EMPTY);

        if (!was->cell[i] || lc_mark_is(&f.field[i], LIFE_LOOSE) ||
            lc_mark_is(&f.field[i], LIFE_PROGRAM) ||
            lc_earlier_same(&f.field[i], a, b))
            continue;
        lc_buf_puts(out, out->len ? lc_list_say(l, LIFE_SAY_LIST_STOP) : "");
        LC_SAY(out, l->lang, LIFE_SAY_LIST_CHANGE,
               lc_lang_pick(l->lang, f.field[i].zh, f.field[i].en),
               *a ? a : none, *b ? b : none);
    }
}

static void add_change(lc_list_run *l, lc_sentence change, lc_buf *what)
{
    lc_row_add(&l->row, lc_cell_text(lc_list_say(l, change)));
    lc_row_add(&l->row, lc_list_text(l, what));
}

/* A row that is found is marked as met, so that put_gone() knows which are
 * left. */
static void compare(lc_list_run *l)
{
    lc_buf key = {0}, what = {0};
    lc_earlier_row *was = NULL;
    texts now;

    if (make_texts(l, &now)) {
        lc_earlier_key(&key, base_fields(l), now.cell);
        l->row.failed |= key.failed; /* else it would be told as new */
        was = key.failed ? NULL : lc_earlier_find(l->earlier, key.data);
    }
    lc_buf_free(&key);
    if (was) {
        was->met = true;
        take_over(l, was, &now);
        put_changes(l, was, &now, &what);
    }
    add_change(l,
               !was       ? LIFE_SAY_LIST_NEW
               : what.len ? LIFE_SAY_LIST_CHANGED
                          : LIFE_SAY_LIST_SAME,
               &what);
}

/* Cleared whatever came of it, so that cells of one row never stand in the
 * next. */
static lc_status put_gathered(lc_list_run *l, lc_error *err)
{
    lc_status st = lc_writer_row(&l->writer, &l->row, err);

    lc_row_clear(&l->row);
    return st;
}

lc_status lc_list_put(lc_list_run *l, lc_error *err)
{
    if (l->earlier)
        compare(l);
    return put_gathered(l, err);
}

/* A rank tells what comes first of its own line: lines are not compared. */
lc_status lc_list_ranked(const lc_list_ranking *by, void *rows, size_t n,
                         void *ctx, lc_error *err)
{
    const char *row = rows;
    int64_t rank = 0;
    lc_status st = LIFE_OK;

    if (n)
        qsort(rows, n, by->size, by->order);
    for (size_t i = 0; i < n && !st; i++, row += by->size) {
        rank = i && by->in_line(row - by->size, row) ? rank + 1 : 1;
        st = by->put(ctx, row, rank, err);
    }
    return st;
}

/* ---- what is gone ---- */

/* As it was written; a rank among rows of today it has none. Columns for the
 * whole document, such as the standard, keep what the earlier list said of
 * itself. */
static lc_cell cell_of(const lc_export_field *f, const char *text)
{
    if (!text || !*text ||
        (lc_mark_is(f, LIFE_LOOSE) && !lc_mark_is(f, LIFE_HEADED)))
        return lc_cell_text(NULL);
    switch (lc_field_type_of(f)) {
    case LIFE_FIELD_INTEGER:
        return lc_cell_whole(strtoll(text, NULL, 10));
    case LIFE_FIELD_DECIMAL:
        return lc_cell_real(strtod(text, NULL));
    default:
        return lc_cell_text(text);
    }
}

/* In the order of the earlier list. Nothing of today is known of them. */
static lc_status put_gone(lc_list_run *l, lc_error *err)
{
    lc_fields f = base_fields(l);
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < lc_earlier_count(l->earlier) && !st; i++) {
        const lc_earlier_row *was = lc_earlier_at(l->earlier, i);
        lc_buf none = {0};

        if (!lc_earlier_is_gone(l->earlier, was))
            continue;
        for (size_t k = 0; k < f.count; k++)
            lc_row_add(&l->row, cell_of(&f.field[k], was->cell[k]));
        add_change(l, LIFE_SAY_LIST_GONE, &none);
        st = put_gathered(l, err);
    }
    return st;
}

lc_status lc_list_rest(lc_list_run *l, lc_error *err)
{
    return l->earlier ? put_gone(l, err) : LIFE_OK;
}

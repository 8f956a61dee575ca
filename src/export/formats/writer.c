/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/writer.c - what all formats share: the order of calls,
 * the pieces that a sink is given, the file of a format that needs one.
 */
#include "lifecircle/export/formats/writer.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/date.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/export/formats/mark.h"
#include "lifecircle/export/formats/spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_BYTES   65536        /* what the sink is given at a time */
#define ROWS_AT_ONCE  256          /* between two looks at the budget */
#define EPOCH_LIMIT_S 253402300799 /* the end of the year 9999 */

static lc_status give(lc_writer *w, const void *bytes, size_t len,
                      lc_error *err)
{
    if (w->target.sink)
        return w->target.sink(w->target.ctx, bytes, len, err);
    lc_buf_put(w->target.buf, bytes, len);
    return LIFE_OK;
}

static lc_status give_piece(void *ctx, const void *bytes, size_t len,
                            lc_error *err)
{
    return give(ctx, bytes, len, err);
}

/* ---- the order of calls ---- */

/* Hands over what has gathered, once there is `least` of it. A buffer of the
 * caller's keeps it, and its failure is the caller's to see. */
static lc_status flush(lc_writer *w, size_t least, lc_error *err)
{
    lc_status st;

    if (w->out != &w->own)
        return LIFE_OK;
    if (w->own.failed)
        return lc_no_memory(err, "an export");
    if (w->own.len < least)
        return LIFE_OK;
    st = give(w, w->own.data, w->own.len, err);
    lc_buf_clear(&w->own);
    return st;
}

/* `w` is whole before anything can fail, as it is freed in any case. */
lc_status lc_writer_open(lc_writer *w, const lc_export_format *format,
                         const lc_layout *layout, lc_target target,
                         lc_error *err)
{
    lc_status st;

    *w = (lc_writer){.ops = format->ops, .layout = *layout, .target = target};
    w->out = target.buf && !format->needs_file ? target.buf : &w->own;
    st = lc_budget_spend(1, err);
    if (!st && format->needs_file)
        st = lc_spool_make(&w->spool, err);
    return st ? st : w->ops->begin(w, err);
}

/* A position that its system can't hold is no position. */
static lc_status check_places(const lc_writer *w, lc_error *err)
{
    const lc_export_system *s = w->layout.system;

    if (!s || !s->failed)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs", "%s", s->why.text);
}

lc_status lc_writer_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    lc_status st;

    if (row->failed)
        return lc_no_memory(err, "a row of an export");
    st = w->ops->row(w, row, err);
    if (!st)
        st = check_places(w, err);
    if (!st && !(++w->rows % ROWS_AT_ONCE))
        st = lc_budget_spend(ROWS_AT_ONCE, err);
    return st ? st : flush(w, PIECE_BYTES, err);
}

lc_status lc_writer_end(lc_writer *w, lc_error *err)
{
    if (w->ended)
        return LIFE_OK;
    w->ended = true;
    return w->ops->end(w, err);
}

lc_status lc_writer_next(lc_writer *w, const lc_layout *layout, lc_error *err)
{
    lc_status st = lc_writer_end(w, err);

    if (st)
        return st;
    w->layout = *layout;
    w->ended = false;
    return w->ops->begin(w, err);
}

lc_status lc_writer_finish(lc_writer *w, lc_error *err)
{
    lc_status st = lc_writer_end(w, err);

    if (!st && w->ops->close)
        st = w->ops->close(w, err);
    if (st)
        return st;
    return w->spool.path ? lc_spool_give(&w->spool, give_piece, w, err)
                         : flush(w, 1, err);
}

/* The format lets go of the file before it is removed. */
void lc_writer_free(lc_writer *w)
{
    if (w->ops && w->ops->drop)
        w->ops->drop(w);
    lc_spool_drop(&w->spool);
    lc_buf_free(&w->own);
    *w = (lc_writer){0};
}

/* ---- the layout ---- */

bool lc_layout_shows(const lc_layout *l, size_t field, bool headed)
{
    const lc_export_field *f = &l->fields.field[field];

    return !(l->words && lc_mark_is(f, LIFE_PROGRAM)) &&
           !(headed && lc_mark_is(f, LIFE_HEADED));
}

const char *lc_layout_heading(const lc_layout *l, size_t field)
{
    const lc_export_field *f = &l->fields.field[field];

    return l->words ? lc_lang_pick(*l->words, f->zh, f->en) : f->name;
}

/* "2016-05-01", with or without a time behind it. */
static bool read_day(const char *text, int64_t *seconds)
{
    int y, m, d;

    if (!text || sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3 || m < 1 ||
        m > 12)
        return false;
    *seconds = lc_date_number(y, m, d) * 86400;
    return true;
}

int64_t lc_writer_when(const lc_writer *w)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = lc_date_number(2000, 1, 1) * 86400;
    uint64_t epoch;

    if (fixed && lc_parse_uint(fixed, EPOCH_LIMIT_S, &epoch))
        return (int64_t)epoch;
    for (size_t i = 0; i < w->layout.heads; i++)
        if (!strcmp(w->layout.head[i].name, "data_as_of"))
            read_day(w->layout.head[i].text, &seconds);
    return seconds;
}

void lc_writer_head(lc_writer *w)
{
    for (size_t i = 0; i < w->layout.heads; i++) {
        const lc_member *m = &w->layout.head[i];

        if (m->number)
            lc_json_int(&w->json, m->name, *m->number);
        else
            lc_json_str(&w->json, m->name, m->text);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/status.c - see status.h.
 *
 * Only whole cells count: what stands behind a word (停业（装修）) may turn
 * its meaning round.
 */
#include "src/import/kinds/facility/status.h"

#include "lifecircle/base/utf8.h"
#include "src/import/record/mend.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <string.h>

/* The row's own word; "" where it says nothing. */
static const char *cell_of(const lc_facility_status *s, const lc_record *r)
{
    return s->column >= 0 ? r->cell[s->column] : "";
}

/* gone, paused or open; "?": a word that is not known, "" for nothing. */
static const char *meaning(const lc_facility_status *s, const char *cell)
{
    return lc_cell_words_find(&s->t->words, "status", cell, *cell ? "?" : "");
}

/* ---- a column that may mean anything ---- */

typedef struct state_look { /* at all cells of one column */
    const lc_facility_status *s;
    size_t column, known;
    bool stop; /* one is not known */
} state_look;

static lc_status skip_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    state_look *l = ctx;

    (void)name;
    (void)err;
    l->stop = l->column >= count;
    return LIFE_OK;
}

static lc_status look_at(void *ctx, const lc_record *r, lc_error *err)
{
    state_look *l = ctx;
    const char *cell = l->stop ? "" : r->cell[l->column];

    (void)err;
    l->stop |= *meaning(l->s, cell) == '?';
    l->known += *cell != '\0';
    return LIFE_OK;
}

/* What is wrong with the table is told by the reading that comes after. */
static lc_status look_through(lc_facility_status *s, int column, lc_error *err)
{
    state_look l = {.s = s, .column = (size_t)column};
    lc_record_sink sink = {skip_columns, look_at, &l, &l.stop, NULL, false};
    char note[LIFE_NOTE_BYTES];
    lc_error unused = {0};
    lc_status st =
        lc_mend_read(s->t->path, s->t->o, &sink, NULL, note, &unused);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "rows");
    if (st || l.stop || !l.known)
        return LIFE_OK;
    s->column = column;
    lc_journal_use(s->t->o->journal, &s->t->columns, column,
                   lc_columns_name(LIFE_FIELD_status));
    return LIFE_OK;
}

lc_status lc_facility_status_find(lc_facility_status *s, lc_table_import *t,
                                  lc_error *err)
{
    const int *column = t->columns.column;

    *s = (lc_facility_status){.t = t, .column = column[LIFE_FIELD_status]};
    if (s->column >= 0 || column[LIFE_FIELD_state] < 0)
        return LIFE_OK;
    return look_through(s, column[LIFE_FIELD_state], err);
}

/* ---- a row ---- */

/* "name: word", in the journal. */
static void note_row(const lc_facility_status *s, const lc_record *r,
                     const char *id)
{
    lc_journal *to = s->t->o->journal;
    lc_finding_example *e = lc_journal_add(to, id, r);

    if (!e)
        return;
    e->name =
        lc_journal_keep(to, lc_table_import_get(s->t, r, LIFE_FIELD_name));
    e->said = lc_journal_keep(to, cell_of(s, r));
}

static void note_unknown(lc_facility_status *s, const lc_record *r)
{
    if (s->unknown++ == 0)
        lc_utf8_format(s->first, sizeof s->first, "%s %u, \"%.60s\"",
                       r->line ? "line" : "feature",
                       (unsigned)(r->line ? r->line : r->feature),
                       cell_of(s, r));
    note_row(s, r, "status_unknown");
}

bool lc_facility_status_gone(lc_facility_status *s, const lc_record *r)
{
    const char *cell = cell_of(s, r), *is = meaning(s, cell);

    if (*is == '?')
        note_unknown(s, r);
    if (strcmp(is, "gone"))
        return false;
    lc_no_record_add(&s->t->left, r, cell, LIFE_ROW_CLOSED);
    note_row(s, r, "rows_closed");
    return true;
}

const char *lc_facility_status_hours(const lc_facility_status *s,
                                     const lc_record *r)
{
    return strcmp(meaning(s, cell_of(s, r)), "paused")
               ? lc_table_import_get(s->t, r, LIFE_FIELD_opening_hours)
               : "off";
}

void lc_facility_status_report(const lc_facility_status *s,
                               lc_import_report *report)
{
    if (s->unknown)
        lc_import_report_add(report,
                             "%" PRId64 " have a status that is not known and "
                             "are kept (the first: %s)",
                             s->unknown, s->first);
}

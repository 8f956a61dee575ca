/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/ids.c - see ids.h.
 *
 * Whether a number repeats, and which of two equal rows is which, is known only
 * behind the last row. Until then a row is written with the id that it will
 * most likely have, so that hardly any is written twice.
 */
#include "src/import/kinds/facility/ids.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/facility_alias.h"
#include "src/import/kinds/facility/former.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer numbers are sentences; two that begin alike then count as repeated. */
#define OWN_BYTES 200       /* of a table's number: whole characters */
#define FOR_NOW   "\001%zu" /* no cell has such a character */

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the facilities' ids");
}

lc_status lc_facility_ids_open(lc_facility_ids *f, lc_city *c,
                               const char *source, lc_error *err)
{
    f->city = c;
    f->source = source;
    f->text = lc_arena_new(0);
    f->scratch = lc_arena_new(0);
    return f->text && f->scratch ? LIFE_OK : no_room(err);
}

void lc_facility_ids_close(lc_facility_ids *f)
{
    lc_vec_free(&f->row);
    lc_arena_free(f->text);
    lc_arena_free(f->scratch);
}

/* ---- texts ---- */

/* In the arena, what stands in the buffer, which is emptied. NULL: no memory.
 */
static const char *take_text(lc_facility_ids *f, lc_buf *b)
{
    const char *s =
        b->failed ? NULL : lc_arena_strndup(f->text, b->data, b->len);

    lc_buf_free(b);
    return s;
}

/* Cut at a whole character, so that an id is UTF-8 whatever the table holds. */
static const char *own_id(lc_facility_ids *f, const char *own)
{
    lc_buf b = {0};

    lc_buf_printf(&b, "%s:%.*s", f->source,
                  (int)lc_utf8_valid(own, strnlen(own, OWN_BYTES)), own);
    return take_text(f, &b);
}

static const char *made_id(lc_facility_ids *f, const lc_facility_key *k,
                           unsigned turn)
{
    lc_buf b = {0};

    lc_buf_printf(&b, "%s:", f->source);
    lc_facility_key_id(k, turn, &b);
    return take_text(f, &b);
}

/* By the number of the row, so that it is another's never. */
static const char *for_now(lc_facility_ids *f, size_t row)
{
    lc_buf b = {0};

    lc_buf_printf(&b, "%s:" FOR_NOW, f->source, row);
    return take_text(f, &b);
}

/* ---- row by row ---- */

/* An id that a row has already, most often an equal one above it, can't be
 * written twice: this row gets one for the time being. */
lc_status lc_facility_ids_give(lc_facility_ids *f, const char *own,
                               lc_stored_facility *row, lc_error *err)
{
    lc_facility_id one = {0};
    bool known = false;
    lc_status st;

    if (*own && !(one.own = own_id(f, own)))
        return no_room(err);
    st = lc_facility_key_make(row, f->scratch, &one.key, err);
    if (st)
        return st;
    one.written = one.own ? one.own : made_id(f, &one.key, 1);
    if (!one.written)
        return no_room(err);
    st = lc_facility_rows_known(f->city, one.written, &known, err);
    if (st)
        return st;
    if (known && !(one.written = for_now(f, f->kept)))
        return no_room(err);
    row->id = one.written;
    f->row.n = f->kept;
    return lc_vec_push(&f->row, one) ? LIFE_OK : no_room(err);
}

void lc_facility_ids_keep(lc_facility_ids *f)
{
    f->kept = f->row.n;
}

/* ---- ids that are taken ---- */

/* A set of texts by open addressing, at most half full. What was an id is
 * never another's: aliases are in it too. */
typedef struct taken {
    const char **slot;
    size_t size; /* a power of 2 */
} taken;

static bool open_taken(taken *t, size_t most)
{
    t->size = 16;
    while (t->size < 2 * most)
        t->size *= 2;
    t->slot = lc_calloc(t->size, sizeof *t->slot);
    return t->slot != NULL;
}

static const char **slot_of(const taken *t, const char *id)
{
    size_t at = (size_t)lc_facility_key_hash(id) & (t->size - 1);

    while (t->slot[at] && strcmp(t->slot[at], id) != 0)
        at = (at + 1) & (t->size - 1);
    return &t->slot[at];
}

static bool is_taken(const taken *t, const char *id)
{
    return *slot_of(t, id) != NULL;
}

static void take(taken *t, const char *id)
{
    *slot_of(t, id) = id;
}

/* ---- what the source had before ---- */

typedef struct old_id { /* an alias there is, or is to be */
    const char *alias, *id;
} old_id;

/* What is settled behind the last row, with the lists that it takes. */
typedef struct settling {
    lc_facility_ids *f;
    LC_VEC(lc_facility_known) before, now;
    LC_VEC(const char *) former; /* ids of `before` */
    LC_VEC(old_id) old;          /* there are, by alias */
    LC_VEC(old_id) news;
    uint32_t *of;          /* per row: of `before`, or UINT32_MAX */
    lc_facility_id **rest; /* without an id so far, by key */
    size_t rest_count;
    taken taken;
} settling;

/* The rows of the earlier import were put aside when this one began. */
static lc_status read_before(settling *s, lc_error *err)
{
    lc_facility_ids *f = s->f;
    lc_stored_facility row;
    lc_rows *rows;
    lc_status st = lc_facility_rows_former(f->city, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        lc_facility_known k = {.id = lc_facility_key_hash(row.id)};
        const char *id = lc_arena_strdup(f->text, row.id);

        st = lc_facility_key_make(&row, f->scratch, &k.key, err);
        if (!st && (!id || !lc_vec_push(&s->before, k) ||
                    !lc_vec_push(&s->former, id)))
            st = no_room(err);
    }
    return st;
}

/* By alias, so that one is found by halving. */
static lc_status read_aliases(settling *s, lc_error *err)
{
    lc_stored_alias row;
    lc_rows *rows;
    lc_status st =
        lc_facility_alias_rows_of(s->f->city, s->f->source, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        old_id one = {lc_arena_strdup(s->f->text, row.alias),
                      lc_arena_strdup(s->f->text, row.facility)};

        if (!one.alias || !one.id || !lc_vec_push(&s->old, one))
            st = no_room(err);
    }
    return st;
}

static int by_alias(const void *alias, const void *old)
{
    return strcmp(alias, ((const old_id *)old)->alias);
}

/* What an id of before is called now; NULL: no such alias. */
static const char *led_to(const settling *s, const char *alias)
{
    const old_id *found = s->old.n ? bsearch(alias, s->old.v, s->old.n,
                                             sizeof *s->old.v, by_alias)
                                   : NULL;

    return found ? found->id : NULL;
}

/* Ids of the second form only may be kept: a number of the table's own goes
 * with the row that has it now. */
static bool is_made(const settling *s, const char *id)
{
    return lc_facility_key_is_id(id + strlen(s->f->source) + 1);
}

/* ---- numbers that repeat ---- */

static int by_own(const void *pa, const void *pb)
{
    const lc_facility_id *const *a = pa, *const *b = pb;

    return strcmp((*a)->own, (*b)->own);
}

/* Of a number that several rows have, none has it. */
static lc_status drop_repeated(lc_facility_ids *f, lc_error *err)
{
    lc_facility_id **v = lc_calloc(f->kept + 1, sizeof *v);
    size_t n = 0, end;

    if (!v)
        return no_room(err);
    for (size_t i = 0; i < f->kept; i++)
        if (f->row.v[i].own)
            v[n++] = &f->row.v[i];
    if (n)
        qsort(v, n, sizeof(lc_facility_id *), by_own);
    for (size_t i = 0; i < n; i = end) {
        const char *own = v[i]->own;

        for (end = i + 1; end < n && !strcmp(v[end]->own, own);)
            end++;
        for (size_t k = i; end - i > 1 && k < end; k++) {
            v[k]->own = NULL;
            f->repeated++;
        }
    }
    lc_free(v);
    return LIFE_OK;
}

/* ---- who is called what ---- */

/* Each row by the key and the id that it would get without a past; which former
 * one it is comes back in `of`. */
static lc_status list_rows(settling *s, lc_error *err)
{
    lc_facility_ids *f = s->f;

    for (size_t i = 0; i < f->kept; i++) {
        const lc_facility_id *r = &f->row.v[i];
        const char *id = r->own ? r->own : made_id(f, &r->key, 1);
        lc_facility_known k = {.key = r->key, .own = r->own != NULL};

        if (!id)
            return no_room(err);
        k.id = lc_facility_key_hash(id);
        if (!lc_vec_push(&s->now, k))
            return no_room(err);
    }
    s->of = lc_calloc(f->kept + 1, sizeof *s->of);
    if (!s->of)
        return no_room(err);
    return lc_facility_former_match(
        (lc_facility_knowns){s->before.v, s->before.n},
        (lc_facility_knowns){s->now.v, s->now.n}, s->of, err);
}

/* Own numbers first, then ids made here that were there before. */
static void give_kept(settling *s)
{
    lc_facility_ids *f = s->f;

    for (size_t i = 0; i < f->kept; i++)
        if (f->row.v[i].own)
            take(&s->taken, f->row.v[i].id = f->row.v[i].own);
    for (size_t i = 0; i < f->kept; i++) {
        lc_facility_id *r = &f->row.v[i];
        const char *id = s->of[i] == UINT32_MAX ? NULL : s->former.v[s->of[i]];

        if (r->id || !id || !is_made(s, id) || is_taken(&s->taken, id))
            continue;
        take(&s->taken, r->id = id);
    }
}

/* An id that was, unless it is somebody's: then that one answers to it. */
static lc_status note_old(settling *s, const char *alias, const char *id,
                          lc_error *err)
{
    old_id one = {alias, id};

    if (is_taken(&s->taken, alias))
        return LIFE_OK;
    take(&s->taken, alias);
    return lc_vec_push(&s->news, one) ? LIFE_OK : no_room(err);
}

/* What a row that has its id by now was called, and would be called in a city
 * that never saw it elsewhere. */
static lc_status note_row(settling *s, size_t i, lc_error *err)
{
    lc_facility_ids *f = s->f;
    const lc_facility_id *r = &f->row.v[i];
    const char *before = s->of[i] == UINT32_MAX ? NULL : s->former.v[s->of[i]];
    const char *made = r->own ? r->id : made_id(f, &r->key, 1);
    lc_status st = LIFE_OK;

    if (!made)
        return no_room(err);
    if (before && strcmp(before, r->id) != 0) {
        f->renamed++;
        st = note_old(s, before, r->id, err);
    }
    if (st || !before || !strcmp(made, r->id))
        return st;
    f->moved += strncmp(made, r->id, strlen(made)) != 0;
    return note_old(s, made, r->id, err);
}

/* Of rows that have their id before any is made, so that aliases are taken
 * before new ids are. */
static lc_status note_kept(settling *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->f->kept; i++)
        if (s->f->row.v[i].id)
            st = note_row(s, i, err);
    return st;
}

/* By key, so that the order of rows decides nothing. */
static int by_key(const void *pa, const void *pb)
{
    const lc_facility_id *const *a = pa, *const *b = pb;
    const lc_facility_key *x = &(*a)->key, *y = &(*b)->key;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->detail != y->detail)
        return x->detail < y->detail ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

/* Those without an id so far. */
static lc_status list_rest(settling *s, lc_error *err)
{
    lc_facility_ids *f = s->f;

    s->rest = lc_calloc(f->kept + 1, sizeof *s->rest);
    if (!s->rest)
        return no_room(err);
    for (size_t i = 0; i < f->kept; i++)
        if (!f->row.v[i].id)
            s->rest[s->rest_count++] = &f->row.v[i];
    if (s->rest_count)
        qsort(s->rest, s->rest_count, sizeof(lc_facility_id *), by_key);
    return LIFE_OK;
}

/* One that was here before, was gone from the table, and is back. */
static lc_status give_back(settling *s, lc_error *err)
{
    for (size_t i = 0; i < s->rest_count; i++) {
        const char *made = made_id(s->f, &s->rest[i]->key, 1);
        const char *id = made ? led_to(s, made) : NULL;

        if (!made)
            return no_room(err);
        if (id && is_made(s, id) && !is_taken(&s->taken, id))
            take(&s->taken, s->rest[i]->id = id);
    }
    return LIFE_OK;
}

/* Equal rows are told apart by their turn, in the order of their keys: "-2"
 * behind the second. */
static lc_status give_new(settling *s, lc_error *err)
{
    for (size_t i = 0; i < s->rest_count; i++) {
        lc_facility_id *r = s->rest[i];

        for (unsigned turn = 1; !r->id; turn++) {
            const char *id = made_id(s->f, &r->key, turn);

            if (!id)
                return no_room(err);
            if (!is_taken(&s->taken, id))
                take(&s->taken, r->id = id);
        }
    }
    return LIFE_OK;
}

static lc_status give_all(settling *s, lc_error *err)
{
    lc_facility_ids *f = s->f;
    lc_status st;

    /* Each row takes at most its id, what it was and what it would be. */
    if (!open_taken(&s->taken, 3 * f->kept + s->old.n + 1))
        return no_room(err);
    for (size_t i = 0; i < s->old.n; i++)
        take(&s->taken, s->old.v[i].alias);
    give_kept(s);
    st = note_kept(s, err);
    if (!st)
        st = list_rest(s, err);
    if (!st)
        st = give_back(s, err);
    if (!st)
        st = give_new(s, err);
    for (size_t i = 0; !st && i < s->rest_count; i++)
        st = note_row(s, (size_t)(s->rest[i] - f->row.v), err);
    return st;
}

/* ---- into the city ---- */

/* In two steps, as one's new id may be what another still has. */
static lc_status rename_rows(settling *s, lc_error *err)
{
    lc_facility_ids *f = s->f;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < f->kept; i++) {
        lc_facility_id *r = &f->row.v[i];
        const char *between = for_now(f, f->kept + i);

        if (!strcmp(r->written, r->id))
            continue;
        if (!between)
            return no_room(err);
        st = lc_facility_rows_rename(f->city, r->written, between, err);
        r->written = between;
    }
    for (size_t i = 0; !st && i < f->kept; i++) {
        const lc_facility_id *r = &f->row.v[i];

        if (strcmp(r->written, r->id) != 0)
            st = lc_facility_rows_rename(f->city, r->written, r->id, err);
    }
    return st;
}

/* An alias that is an id by now would lead astray, so those are dropped. */
static lc_status write_aliases(settling *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->news.n; i++) {
        lc_stored_alias row = {.alias = s->news.v[i].alias,
                               .facility = s->news.v[i].id,
                               .source = s->f->source};

        st = lc_facility_alias_rows_put(s->f->city, &row, err);
    }
    return st ? st : lc_facility_alias_rows_drop_known(s->f->city, err);
}

/* They were shown in the order in which they were written. */
static void tell_journal(const lc_facility_ids *f, lc_journal *journal)
{
    for (size_t i = 0; journal && i < journal->row_count && i < f->kept; i++) {
        lc_journal_row *row = &journal->row[i];

        for (size_t c = 0; c < row->cell.n; c++)
            if (!strcmp(row->cell.v[c].field, "id"))
                row->cell.v[c].value = lc_journal_keep(journal, f->row.v[i].id);
    }
}

/* The order matters: what repeats must be known before ids are given, and all
 * ids before rows are renamed. */
static lc_status settle(settling *s, lc_error *err)
{
    lc_status st = drop_repeated(s->f, err);

    if (!st)
        st = read_before(s, err);
    if (!st)
        st = read_aliases(s, err);
    if (!st)
        st = list_rows(s, err);
    if (!st)
        st = give_all(s, err);
    if (!st)
        st = rename_rows(s, err);
    if (!st)
        st = write_aliases(s, err);
    return st ? st : lc_facility_rows_forget_former(s->f->city, err);
}

lc_status lc_facility_ids_settle(lc_facility_ids *f, lc_journal *journal,
                                 lc_error *err)
{
    settling s = {.f = f};
    lc_status st = settle(&s, err);

    if (!st)
        tell_journal(f, journal);
    if (!st)
        lc_journal_count(journal, "numbers_repeated", f->repeated);
    lc_vec_free(&s.before);
    lc_vec_free(&s.now);
    lc_vec_free(&s.former);
    lc_vec_free(&s.old);
    lc_vec_free(&s.news);
    lc_free(s.of);
    lc_free(s.rest);
    lc_free(s.taken.slot);
    return st;
}

void lc_facility_ids_report(const lc_facility_ids *f, lc_import_report *report)
{
    if (f->repeated)
        lc_import_report_add(report,
                             "%" PRId64 " rows have a number that others have "
                             "too: their ids are made of name, category and "
                             "place",
                             f->repeated);
    if (f->moved)
        lc_import_report_add(
            report, "%" PRId64 " places moved and keep their ids", f->moved);
    if (f->renamed)
        lc_import_report_add(report,
                             "%" PRId64 " have another id than before; the old "
                             "ids go on answering",
                             f->renamed);
}

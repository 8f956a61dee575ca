/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/city.c - a city file opened to read, or replaced by a new one.
 */
#include "src/store/city/city.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/store/ledger.h"
#include "lifecircle/store/rollback.h"
#include "lifecircle/store/rows/setting.h"
#include "src/store/city/connection.h"
#include "src/store/city/kept.h"
#include "src/store/city/lock.h"
#include "src/store/city/older.h"
#include "src/store/city/path.h"
#include "src/store/city/schema.h"
#include "src/store/city/swap.h"
#include "src/store/city/written.h"
#include "src/store/rows/rows.h"
#include "src/store/stmt.h"

#include <spatialite.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EPOCH_LIMIT_S 253402300799 /* the end of the year 9999 */

/* SOURCE_DATE_EPOCH is the convention of reproducible builds: with it set, the
 * same inputs give the same bytes. A value that can't be read is as none. */
void lc_city_now(char out[32])
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    uint64_t s;
    time_t t = fixed && lc_parse_uint(fixed, EPOCH_LIMIT_S, &s) ? (time_t)s
                                                                : time(NULL);
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* `quick` leaves out SQLite's check of all pages, which reads the whole file:
 * whoever serves a city has verified it by its hash. */
lc_status lc_city_accept(lc_city *c, bool quick, lc_city **out, lc_error *err)
{
    int version = 0;
    lc_status st = lc_schema_version(c, &version, err);

    *out = NULL;
    if (!st && version < LIFE_SCHEMA_VERSION)
        st = lc_older_refuse(c, version, err);
    if (!st && !quick)
        st = lc_schema_quick_check(c, err);
    if (st) {
        lc_city_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

lc_status lc_city_open(const char *path, bool quick, lc_city **out,
                       lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_connection_read(path, &c, err);

    *out = NULL;
    if (st)
        return st;
    lc_lock_tidy(c->path);
    return lc_city_accept(c, quick, out, err);
}

/* What becomes of the file there is. */
typedef struct plan {
    bool copy; /* it goes on as a copy */
    bool take; /* it lacks too much for that: its tables alone */
} plan;

/* Of a file of an earlier version. */
static lc_status plan_older(lc_city *c, lc_city *present, lc_city_keep keep,
                            plan *p, lc_error *err)
{
    bool whole = false;
    lc_status st = lc_older_is_whole(present, &whole, err);

    if (st)
        return st;
    p->copy = whole && keep != LIFE_KEEP_NONE;
    p->take = !whole && keep == LIFE_KEEP_TABLES;
    return p->copy || p->take ? LIFE_OK
                              : lc_older_refuse(present, c->older, err);
}

/* Whether there is a file, that it is ours to replace, and how. */
static lc_status look(lc_city *c, lc_city_keep keep, plan *p, lc_error *err)
{
    lc_city *present = NULL;
    int version = LIFE_SCHEMA_VERSION;
    lc_status st = LIFE_OK;

    c->is_new = access(c->path, F_OK) != 0;
    *p = (plan){.copy = !c->is_new && keep != LIFE_KEEP_NONE};
    if (!c->is_new)
        st = lc_connection_read(c->path, &present, err);
    if (!st && present)
        st = lc_schema_version(present, &version, err);
    c->older = version < LIFE_SCHEMA_VERSION ? version : 0;
    if (!st && c->older)
        st = plan_older(c, present, keep, p, err);
    lc_city_close(present);
    return st;
}

/* Opens the temporary file. It is thrown away whatever goes wrong, so nothing
 * in it need survive a crash before lc_swap_in() syncs it. */
static lc_status open_temp(lc_city *c, lc_error *err)
{
    lc_status st = lc_connection_open(c, c->temp, SQLITE_OPEN_READWRITE, err);

    if (st)
        return st;
    c->spatialite = spatialite_alloc_connection();
    if (!c->spatialite)
        return lc_no_memory(err, "SpatiaLite");
    spatialite_init_ex(c->db, c->spatialite, 0);
    /* It would write to standard error what its functions answer anyway. */
    spatialite_set_silent_mode(c->spatialite);
    /* page_size: rows of a few hundred bytes leave half the gaps that they
     * leave in pages of 4 KiB; of a copy it stays as it is. secure_delete:
     * deleted rows leave zeros, not bytes that depend on the
     * past. A cache of 16 MiB holds the inner pages of the largest
     * tables, and indexes of texts, whose keys come in any order. */
    return lc_stmt_exec(c,
                        "PRAGMA page_size = 8192; "
                        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                        "PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; "
                        "PRAGMA cache_size = -16384",
                        err);
}

/* Names, addresses and figures are read as they stand when they are asked for:
 * nothing is worked out of them beforehand. */
bool lc_city_wrote_ground(const lc_city *c)
{
    static const char *const ground[] = {
        "street", "closing", "feature",  "home",         "home_base",
        "unit",   "place",   "resident", "resident_grid"};

    for (size_t i = 0; i < sizeof ground / sizeof *ground; i++)
        if (lc_written_to(c, ground[i]))
            return true;
    return false;
}

/* An empty city, or the present one, ready for rows. All writing is one
 * transaction, as SQLite would write its changed pages out behind every
 * statement otherwise. */
static lc_status fill_temp(lc_city *c, const plan *p, lc_error *err)
{
    bool known = true;
    lc_status st = LIFE_OK;

    /* A damaged file must not be given a good hash by copying it. */
    if (p->take)
        st = lc_city_verify(c->path, &known, err);
    if (!st)
        st = p->copy ? lc_swap_carry(c->temp, c->path, &known, err)
                     : lc_swap_create(c->temp, c->path, false, err);
    c->unsummed = p->copy && !known;
    if (!st)
        st = open_temp(c, err);
    if (!st)
        st = lc_stmt_exec(c, "BEGIN", err);
    if (!st && !p->copy)
        st = lc_schema_create(c, err);
    else if (!st)
        st = c->older ? lc_older_upgrade(c, err) : lc_older_complete(c, err);
    if (!st)
        st = lc_schema_open(c, err);
    if (!st && p->take)
        st = lc_older_take(c, err);
    if (!st)
        lc_written_watch(c);
    return st;
}

/* It is written to PATH.new.PID; what earlier processes left of that name is
 * swept away first. */
static lc_status begin(lc_city *c, lc_city_keep keep, lc_error *err)
{
    char suffix[32];
    plan p;
    lc_status st = look(c, keep, &p, err); /* no lock beside others' files */

    if (!st)
        st = lc_lock_take(c->path, &c->lock_fd, err);
    if (!st)
        st = look(c, keep, &p, err); /* another may have put one there since */
    if (st)
        return st;
    lc_lock_sweep(c->path);
    snprintf(suffix, sizeof suffix, ".new.%ld", (long)getpid());
    c->temp = lc_path_join(c->path, suffix);
    if (!c->temp)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to write %s", c->path);
    return fill_temp(c, &p, err);
}

/* The path may name no file yet; a link is followed, so that its target is
 * replaced and the link stays. */
lc_status lc_city_begin(const char *path, lc_city_keep keep, lc_city **out,
                        lc_error *err)
{
    lc_city *c = NULL;
    bool missing;
    lc_status st = lc_connection_new(&c, err);

    *out = NULL;
    if (!st)
        st = lc_path_resolve(path, &missing, &c->path, err);
    if (!st)
        st = begin(c, keep, err);
    if (st) {
        lc_city_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

/* Closes the database for good; the file may be moved then. */
static lc_status shut(lc_city *c, lc_error *err)
{
    int rc;

    lc_rows_forget(c, false);
    rc = sqlite3_close(c->db);
    if (rc)
        return lc_fail(err, LIFE_ERR_STATE, "%s: a statement is still in use",
                       c->temp);
    c->db = NULL;
    spatialite_cleanup_ex(c->spatialite);
    c->spatialite = NULL;
    return LIFE_OK;
}

/* What is done with a file that no byte of changes any more. Each of the three
 * reads all of it, or half, so they run side by side. */
typedef struct last_look {
    lc_city *c;
    lc_passing_sums sums;
} last_look;

static lc_status look_at_pages(last_look *l, lc_error *err)
{
    lc_status st = lc_schema_check(l->c, err);

    return st ? st : lc_schema_check_written(l->c, err);
}

static lc_status look_at_indexes(last_look *l, lc_error *err)
{
    return lc_schema_check_indexes(l->c, err);
}

static lc_status sum_up(last_look *l, lc_error *err)
{
    return lc_swap_sum(l->c->temp, &l->sums, err);
}

/* The sum comes last: it is the one that tells how far it is. */
static lc_status (*const looks[])(last_look *l, lc_error *err) = {
    look_at_pages, look_at_indexes, sum_up};

static lc_status look_once(void *ctx, size_t item, unsigned worker,
                           lc_error *err)
{
    (void)worker;
    return looks[item](ctx, err);
}

void lc_city_keep_earlier(lc_city *c, unsigned most)
{
    c->keeps = true;
    c->keep_earlier = most;
}

void lc_city_tell(lc_city *c, const char *command, lc_error *unwritten)
{
    c->command = command;
    c->unwritten = unwritten;
}

/* Where it failed the present one is no earlier one: settling undoes that. */
static lc_status replace(lc_city *c, const lc_passing_sums *of, lc_error *err)
{
    lc_status st = c->keeps && c->keep_earlier && !c->is_new
                       ? lc_kept_push(c->path, err)
                       : LIFE_OK;

    if (!st)
        st = lc_swap_in(c->temp, c->path, c->is_new, of, err);
    if (c->keeps)
        lc_kept_settle(c->path, st ? LIFE_KEPT_MOST : c->keep_earlier);
    return st;
}

/* In this order: the transaction is closed before the checks, so that these
 * read what is in the file; the database is shut before the rename, so that
 * nothing of it is still to be written; and an older file is put aside just
 * before the new one takes its name. */
static lc_status publish(lc_city *c, lc_error *err)
{
    last_look last = {.c = c};
    char now[32];
    lc_status st;

    if (!c->temp)
        return lc_fail(err, LIFE_ERR_STATE, "%s was opened to be read",
                       c->path);
    if (c->failed[0])
        return lc_fail(err, LIFE_ERR_STATE,
                       "%s: an earlier statement failed (%s)", c->temp,
                       c->failed);
    lc_city_now(now);
    st = lc_setting_put(c, "created_at", now, err);
    if (!st)
        st = lc_schema_finish(c, err);
    if (!st)
        st = lc_stmt_exec(c, "COMMIT", err);
    if (!st)
        st = lc_pool_run(lc_pool_threads(), sizeof looks / sizeof *looks,
                         look_once, &last, err);
    if (!st)
        st = shut(c, err);
    if (!st && c->older)
        st = lc_older_keep(c->path, c->older, err);
    if (!st)
        st = replace(c, &last.sums, err);
    if (!st && c->command)
        (void)lc_ledger_add(c->path, c->command, last.sums.sha256, now,
                            c->unwritten);
    return st;
}

lc_status lc_city_publish(lc_city *c, lc_error *err)
{
    lc_status st = publish(c, err);

    lc_city_close(c); /* the temporary file has its new name by now, or goes */
    return st;
}

void lc_city_close(lc_city *c)
{
    lc_connection_close(c);
}

void lc_city_leave(lc_city *c, void *made, void (*drop)(void *made))
{
    if (c->left)
        c->drop(c->left);
    c->left = made;
    c->drop = drop;
}

void *lc_city_take(lc_city *c)
{
    void *left = c->left;

    c->left = NULL;
    return left;
}

bool lc_city_is_new(const lc_city *c)
{
    return c->is_new;
}

int lc_city_older(const lc_city *c)
{
    return c->older;
}

/* *known false: no PATH.sha256 stands beside the file, so there is nothing to
 * hold it against. */
lc_status lc_city_verify(const char *path, bool *known, lc_error *err)
{
    char *real = NULL;
    bool missing;
    lc_status st = lc_path_resolve(path, &missing, &real, err);

    *known = false;
    if (!st)
        st = lc_swap_verify(real, known, err);
    lc_free(real);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/generation.c - see generation.h. One mutex guards the present
 * generation, every count of references and the idle walkers; it is held for a
 * few instructions, never while loading or asking.
 */
#include "src/http/serve/generation.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/held.h"
#include "lifecircle/study/find.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "src/http/ogc/data.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LOADS_OF_CHANGING 3

struct lc_generation {
    lc_study *study;
    const lc_world *world; /* the study's */
    lc_tiles *tiles;
    lc_ogc_data *ogc;
    unsigned refs; /* requests, and one while it is the present one */
    LC_VEC(lc_walker *) idle;
    bool verified;                         /* by the .sha256 beside its file */
    uint64_t loaded_s, computed_s, data_s; /* since 1970; 0: not known */
    char id[80];
};

/* What tells one state of the file, and of the checksum beside it, from
 * another. */
typedef struct file_mark {
    uint64_t v[2][5]; /* device, inode, size, seconds, nanoseconds */
} file_mark;

struct lc_generations {
    pthread_mutex_t lock;
    lc_generation *present;
    uint64_t loaded, refused;
    char *path, *sum_path;
    bool unverified;       /* is good enough */
    file_mark tried, seen; /* the loading thread's */
};

/* After the last lease: nobody else holds a pointer into it. Walkers first, as
 * they borrow the study, and the study last, as the tiles borrow its world. */
static void generation_free(lc_generation *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->idle.n; i++)
        lc_walker_free(g->idle.v[i]);
    lc_vec_free(&g->idle);
    lc_tiles_free(g->tiles);
    lc_ogc_data_free(g->ogc);
    lc_study_free(g->study);
    lc_free(g);
}

/* The paths alone are kept; whether there is a file is for the first load to
 * say. */
lc_generations *lc_generations_new(const char *path, bool unverified)
{
    lc_generations *g = lc_calloc(1, sizeof *g);
    size_t size = strlen(path) + sizeof ".sha256";

    if (!g)
        return NULL;
    pthread_mutex_init(&g->lock, NULL);
    g->unverified = unverified;
    g->path = lc_strdup(path);
    g->sum_path = lc_calloc(1, size);
    if (!g->path || !g->sum_path) {
        lc_generations_free(g);
        return NULL;
    }
    snprintf(g->sum_path, size, "%s.sha256", path);
    return g;
}

void lc_generations_free(lc_generations *g)
{
    if (!g)
        return;
    generation_free(g->present);
    pthread_mutex_destroy(&g->lock);
    lc_free(g->path);
    lc_free(g->sum_path);
    lc_free(g);
}

/* A file that is not there has all zeros, which lc_generations_changed() takes
 * for "wait": a copy tool that removes before it writes makes no gap. */
static file_mark mark_now(const lc_generations *g)
{
    const char *const path[2] = {g->path, g->sum_path};
    file_mark m = {0};

    for (int i = 0; i < 2; i++) {
        struct stat s;

        if (stat(path[i], &s) != 0)
            continue;
        m.v[i][0] = (uint64_t)s.st_dev;
        m.v[i][1] = (uint64_t)s.st_ino;
        m.v[i][2] = (uint64_t)s.st_size;
        m.v[i][3] = (uint64_t)s.st_mtim.tv_sec;
        m.v[i][4] = (uint64_t)s.st_mtim.tv_nsec;
    }
    return m;
}

const char *lc_generations_path(const lc_generations *g)
{
    return g->path;
}

/* Two looks alike in a row, a second apart, and unlike what was last tried: a
 * file that is still being copied changes between them. A refused file is not
 * tried again until it changes. */
bool lc_generations_changed(lc_generations *g)
{
    file_mark now = mark_now(g);
    bool still = !memcmp(&now, &g->seen, sizeof now);

    g->seen = now;
    return still && now.v[0][1] && memcmp(&now, &g->tried, sizeof now);
}

/* A file that came over a network may be cut or mixed, and what a city says
 * plans rest on: it is served as it was published, or because somebody has said
 * that it shall be as it is. */
static lc_status verify(const lc_generations *g, lc_held *file, bool *known,
                        lc_error *err)
{
    lc_status st = lc_held_verify(file, known, err);

    if (st || *known || g->unverified)
        return st;
    return lc_fail(err, LIFE_ERR_DB,
                   "there is no %s beside it, so it may be damaged or "
                   "another's: copy it too (import and compute write it), or "
                   "take the city as it is (--unverified)",
                   g->sum_path);
}

/* The first second that YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ can
 * mean; 0: none. */
static uint64_t first_second(const char *date)
{
    int v[6] = {0, 1, 1, 0, 0, 0};

    if (!date ||
        sscanf(date, "%4d-%2d-%2dT%2d:%2d:%2d", &v[0], &v[1], &v[2], &v[3],
               &v[4], &v[5]) < 1 ||
        v[0] < 1970 || v[1] < 1 || v[1] > 12 || v[2] < 1 || v[2] > 31)
        return 0;
    return (uint64_t)lc_date_number(v[0], v[1], v[2]) * 86400 +
           (uint64_t)v[3] * 3600 + (uint64_t)v[4] * 60 + (uint64_t)v[5];
}

static void read_ages(lc_generation *g)
{
    g->loaded_s = (uint64_t)time(NULL);
    g->computed_s = first_second(lc_world_setting(g->world, "computed_at"));
    g->data_s = first_second(lc_as_of_city(g->world));
}

static lc_status fill(lc_generation *g, lc_city *c, const char *path,
                      lc_error *err)
{
    lc_status st = lc_study_load(c, path, &g->study, err);

    if (st)
        return st;
    g->world = lc_study_world(g->study);
    snprintf(g->id, sizeof g->id, "%s",
             lc_world_setting(g->world, "generation"));
    read_ages(g);
    /* Now, as the file is closed when its bytes have been verified. */
    g->ogc = lc_ogc_data_new(g->study);
    if (!g->ogc)
        return lc_no_memory(err, "the collections");
    st = lc_study_find_ready(g->study, err);
    return st ? st : lc_tiles_load(c, g->world, &g->tiles, err);
}

/* Opened once: what is verified is what is read, beside the city that goes on
 * answering. Only who writes into the file itself, which nobody should, is
 * found by its time and size. */
static lc_status read_held(const lc_generations *of, lc_held *file,
                           lc_generation *g, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = verify(of, file, &g->verified, err);

    if (!st)
        st = lc_held_city(file, &c, err);
    if (!st)
        st = fill(g, c, of->path, err);
    lc_city_close(c);
    return st ? st : lc_held_unchanged(file, err);
}

static lc_status load(const lc_generations *of, lc_generation **out,
                      lc_error *err)
{
    lc_generation *g = lc_calloc(1, sizeof *g);
    lc_held *file = NULL;
    lc_status st;

    *out = NULL;
    if (!g)
        return lc_no_memory(err, "a city");
    g->refs = 1;
    st = lc_held_open(of->path, &file, err);
    if (!st)
        st = read_held(of, file, g, err);
    lc_held_close(file);
    if (st)
        generation_free(g);
    else
        *out = g;
    return st;
}

/* The .sha256 may be another's than the file that was opened a moment before:
 * then both are read again, as they are by now. */
static lc_status load_as_it_is(lc_generations *g, lc_generation **out,
                               lc_error *err)
{
    lc_error why = {0};
    lc_status st = load(g, out, &why);

    for (int i = 0; st && i < LOADS_OF_CHANGING; i++) {
        file_mark now = mark_now(g);

        if (!memcmp(&now, &g->tried, sizeof now))
            break;
        g->tried = g->seen = now;
        why = (lc_error){0};
        st = load(g, out, &why);
    }
    return st ? lc_fail_as(err, &why) : LIFE_OK;
}

/* One reference less; the generation when it was the last one, to be freed
 * without the lock. */
static lc_generation *drop(lc_generation *g)
{
    return g && --g->refs == 0 ? g : NULL;
}

/* Marked before it is loaded, not after: a file that is replaced meanwhile is
 * then seen as changed. Both cities are in memory until the old one's last
 * request ends; what is the same in both, once (base/memory/shared). */
lc_status lc_generations_load(lc_generations *g, lc_error *err)
{
    lc_generation *next = NULL, *old = NULL;
    lc_status st;

    g->tried = g->seen = mark_now(g);
    st = load_as_it_is(g, &next, err);
    pthread_mutex_lock(&g->lock);
    if (st) {
        g->refused++;
    } else {
        g->loaded++;
        old = drop(g->present);
        g->present = next;
    }
    pthread_mutex_unlock(&g->lock);
    generation_free(old);
    /* What loading took for a while, and what the old one had alone. */
    lc_mem_give_back();
    return st;
}

static bool borrow(lc_generations *g, lc_lease *out, bool walks)
{
    lc_generation *now;

    *out = (lc_lease){0};
    pthread_mutex_lock(&g->lock);
    now = g->present;
    if (now) {
        now->refs++;
        if (walks && now->idle.n)
            out->walker = now->idle.v[--now->idle.n];
    }
    pthread_mutex_unlock(&g->lock);
    if (!now)
        return false;
    out->generation = now;
    out->study = now->study;
    out->world = now->world;
    out->tiles = now->tiles;
    out->ogc = now->ogc;
    out->id = now->id;
    return true;
}

bool lc_generations_hold(lc_generations *g, lc_lease *out)
{
    return borrow(g, out, false);
}

/* A walker holds scratch memory for a search (some bytes a street node), so
 * they are kept and handed on; there are never more than requests at once. It
 * is made without the lock. */
bool lc_generations_take(lc_generations *g, lc_lease *out)
{
    if (!borrow(g, out, true))
        return false;
    if (!out->walker)
        out->walker = lc_walker_new(out->study);
    if (out->walker)
        return true;
    lc_generations_give(g, out);
    return false;
}

/* A walker goes back to the generation that it was made for, even where that
 * one is the present one no more. Under the lock. */
static void put_walker(lc_lease *lease)
{
    lc_walker *spare = lease->walker;

    lease->walker = NULL;
    if (spare && lc_vec_push(&lease->generation->idle, spare))
        spare = NULL;
    if (spare) /* its world may go with the last reference */
        lc_walker_free(spare);
}

void lc_generations_give_walker(lc_generations *g, lc_lease *lease)
{
    pthread_mutex_lock(&g->lock);
    put_walker(lease);
    pthread_mutex_unlock(&g->lock);
}

void lc_generations_give(lc_generations *g, lc_lease *lease)
{
    lc_generation *old;

    pthread_mutex_lock(&g->lock);
    put_walker(lease);
    old = drop(lease->generation);
    pthread_mutex_unlock(&g->lock);
    generation_free(old);
    *lease = (lc_lease){0};
}

bool lc_generations_pace_made(lc_generations *g, const char *pace)
{
    const lc_world *w;
    uint32_t i;
    bool made = true;

    pthread_mutex_lock(&g->lock); /* so that the city stays */
    if (g->present) {
        w = g->present->world;
        i = pace ? lc_world_pace_find(w, pace) : 0;
        made = i == LIFE_NONE || lc_study_pace_made(g->present->study, i);
    }
    pthread_mutex_unlock(&g->lock);
    return made;
}

bool lc_generations_collection_open(lc_generations *g, const char *id)
{
    bool open;

    pthread_mutex_lock(&g->lock); /* so that the city stays */
    open = !g->present || lc_ogc_data_is_open(g->present->ogc, id);
    pthread_mutex_unlock(&g->lock);
    return open;
}

void lc_generations_count(lc_generations *g, lc_generation_counts *out)
{
    pthread_mutex_lock(&g->lock);
    *out = (lc_generation_counts){.loaded = g->loaded,
                                  .refused = g->refused,
                                  .ready = g->present != NULL};
    if (g->present) {
        memcpy(out->id, g->present->id, sizeof out->id);
        out->verified = g->present->verified;
        out->loaded_s = g->present->loaded_s;
        out->computed_s = g->present->computed_s;
        out->data_s = g->present->data_s;
        out->memory_bytes = lc_study_memory_bytes(g->present->study);
    }
    pthread_mutex_unlock(&g->lock);
}

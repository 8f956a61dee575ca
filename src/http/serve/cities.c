/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/cities.c - see cities.h.
 */
#include "src/http/serve/cities.h"

#include "lifecircle/base/mem.h"

#include <string.h>

/* What several cities stand below. */
static const char several[] = "/c/";

/* So that a label of metrics and a segment stay short. */
#define ID_BYTES 40
/* Told of a path that leads nowhere; the rest is for /api/v1/cities to say. */
#define BASES_TOLD 20

struct lc_cities {
    bool unverified; /* files are taken too */
    LC_VEC(lc_served) city;
};

static void served_free(lc_served *s)
{
    lc_generations_free(s->generations);
    lc_free(s->base);
}

void lc_cities_free(lc_cities *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->city.n; i++)
        served_free(&c->city.v[i]);
    lc_vec_free(&c->city);
    lc_free(c);
}

/* ---- ids ---- */

/* What needs no escape in an address, and leads nowhere else as a segment. */
static bool is_id(const char *s, size_t len)
{
    size_t good = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "abcdefghijklmnopqrstuvwxyz0123456789-_.");

    return len && len <= ID_BYTES && good >= len && *s != '.';
}

/* Of "ID=FILE": what stands before the sign; a path with a slash before it is
 * a path. 0: there is none. */
static size_t given_id(const char *city)
{
    size_t len = strcspn(city, "=");

    return city[len] && is_id(city, len) ? len : 0;
}

const char *lc_cities_path(const char *city)
{
    size_t len = given_id(city);

    return len ? city + len + 1 : city;
}

/* "my" of "/data/my.city". */
static const char *stem(const char *path, size_t *len)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    *len = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    return name;
}

static lc_status check_id(const lc_cities *c, const char *id, size_t len,
                          const char *path, lc_error *err)
{
    if (!is_id(id, len))
        return lc_fail_param(err, LIFE_ERR_USAGE, "city",
                             "\"%.*s\" of %.200s can't stand in an address, "
                             "which takes letters, digits, \"-\", \"_\" and "
                             "\".\": write ID=FILE",
                             (int)(len < 80 ? len : 80), id, path);
    for (size_t i = 0; i < c->city.n; i++)
        if (strlen(c->city.v[i].id) == len && !memcmp(c->city.v[i].id, id, len))
            return lc_fail_param(err, LIFE_ERR_USAGE, "city",
                                 "two cities are called \"%.*s\", the second "
                                 "is %.200s: write ID=FILE",
                                 (int)len, id, path);
    return LIFE_OK;
}

/* ---- adding ---- */

/* The generations begin without a city; a file that is bad is found when it is
 * loaded, not here. */
static lc_status add(lc_cities *c, const char *id, size_t id_len,
                     const char *path, lc_error *err)
{
    lc_served s = {.generations = lc_generations_new(path, c->unverified)};
    lc_buf base = {0};

    lc_buf_printf(&base, "%s%.*s", id_len ? several : "", (int)id_len, id);
    s.base = base.failed ? NULL : lc_strdup(base.data ? base.data : "");
    lc_buf_free(&base);
    if (s.base && s.generations) {
        s.id = s.base + (id_len ? sizeof several - 1 : 0);
        s.links.base = s.base;
        if (lc_vec_push(&c->city, s))
            return LIFE_OK;
    }
    served_free(&s);
    return lc_no_memory(err, "the cities");
}

static lc_status add_one(lc_cities *c, const char *city, bool alone,
                         lc_error *err)
{
    size_t len = given_id(city);
    const char *id = city, *path = lc_cities_path(city);
    lc_status st;

    if (!len && alone)
        return add(c, "", 0, path, err);
    if (!len)
        id = stem(path, &len);
    st = check_id(c, id, len, path, err);
    return st ? st : add(c, id, len, path, err);
}

lc_status lc_cities_new(const lc_server_opts *opts, lc_cities **out,
                        lc_error *err)
{
    lc_cities *c = lc_calloc(1, sizeof *c);
    lc_status st = c ? LIFE_OK : lc_no_memory(err, "the cities");

    *out = NULL;
    if (!st)
        c->unverified = opts->unverified;
    for (size_t i = 0; !st && i < opts->city_count; i++)
        st = add_one(c, opts->city[i], opts->city_count == 1, err);
    if (st)
        lc_cities_free(c);
    else
        *out = c;
    return st;
}

size_t lc_cities_count(const lc_cities *c)
{
    return c->city.n;
}

const lc_served *lc_cities_at(const lc_cities *c, size_t i)
{
    return &c->city.v[i];
}

/* ---- finding ---- */

/* Compared as sent and not decoded, as an id needs no escape. */
static bool is_below(const char *path, const char *base)
{
    size_t len = strlen(base);

    return !strncmp(path, base, len) && path[len] == '/';
}

/* A city at the root takes every path, so there is none beside it. The segments
 * behind the base move to the front: patterns of routes begin at them. */
const lc_served *lc_cities_find(const lc_cities *c, lc_request *req)
{
    for (size_t i = 0; i < c->city.n; i++) {
        const char *base = c->city.v[i].base;
        size_t parts = 0;

        if (!is_below(req->path, base))
            continue;
        for (const char *s = base; *s; s++)
            parts += *s == '/';
        req->path += strlen(base);
        req->segment_count -= parts;
        memmove(req->segment, req->segment + parts,
                req->segment_count * sizeof *req->segment);
        return &c->city.v[i];
    }
    return NULL;
}

/* Only several stand below bases; one alone owns the root itself. */
const lc_served *lc_cities_towards(const lc_cities *c, const char *path)
{
    if (c->city.n && !strcmp(path, "/"))
        return &c->city.v[0];
    for (size_t i = 0; i < c->city.n; i++)
        if (!strcmp(path, c->city.v[i].base))
            return &c->city.v[i];
    return NULL;
}

void lc_cities_say_none(const lc_cities *c, lc_buf *out)
{
    lc_buf_puts(out, "no such path; below each city's own there is: ");
    for (size_t i = 0; i < c->city.n && i < BASES_TOLD; i++)
        lc_buf_printf(out, "%s%s/", i ? ", " : "", c->city.v[i].base);
    lc_buf_printf(out, "; " LIFE_API_ROOT "/cities lists %zu", c->city.n);
}

/* ---- the state of them ---- */

bool lc_cities_ready(const lc_cities *c)
{
    lc_generation_counts n;

    for (size_t i = 0; i < c->city.n; i++) {
        lc_generations_count(c->city.v[i].generations, &n);
        if (n.ready)
            return true;
    }
    return false;
}

void lc_cities_label(lc_buf *out, const lc_served *city, const char *more)
{
    if (!*city->id && !*more)
        return;
    lc_buf_putc(out, '{');
    if (*city->id)
        lc_buf_printf(out, "city=\"%s\"%s", city->id, *more ? "," : "");
    lc_buf_printf(out, "%s}", more);
}

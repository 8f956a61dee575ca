/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/cities.c - see cities.h.
 */
#include "src/http/serve/cities.h"

#include "lifecircle/base/mem.h"

#include <string.h>

/* What several cities stand below. */
static const char several[] = "/c/";

struct lc_cities {
    LC_VEC(lc_served) city;
};

/* Empty: server options say which cities there are (service.c). */
lc_cities *lc_cities_new(void)
{
    return lc_calloc(1, sizeof(lc_cities));
}

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

static char *base_of(const char *id)
{
    lc_buf text = {0};
    char *base;

    if (*id)
        lc_buf_printf(&text, "%s%s", several, id);
    base = text.failed ? NULL : lc_strdup(text.data ? text.data : "");
    lc_buf_free(&text);
    return base;
}

/* The generations begin without a city; a file that is bad is found when it is
 * loaded, not here. */
lc_status lc_cities_add(lc_cities *c, const char *id, const char *path,
                        lc_error *err)
{
    lc_served s = {.base = base_of(id),
                   .generations = lc_generations_new(path)};

    if (s.base && s.generations) {
        s.id = s.base + (*id ? sizeof several - 1 : 0);
        s.links.base = s.base;
        if (lc_vec_push(&c->city, s))
            return LIFE_OK;
    }
    served_free(&s);
    return lc_no_memory(err, "the cities");
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

/* ---- the state of them ---- */

bool lc_cities_ready(const lc_cities *c)
{
    lc_generation_counts n;

    for (size_t i = 0; i < c->city.n; i++) {
        lc_generations_count(c->city.v[i].generations, &n);
        if (!n.ready)
            return false;
    }
    return c->city.n > 0;
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/router.c - finds a request's route in the table, and checks
 * its parameters.
 */
#include "src/http/serve/router.h"

#include <string.h>

/* One segment against one part of a pattern, both without slashes. For
 * "{y}.mvt" *capture is what stands before ".mvt". */
static bool segment_matches(lc_request *req, const char *part, size_t len,
                            const char *segment, const char **capture)
{
    size_t have = strlen(segment), tail;
    const char *close;

    if (*part != '{')
        return have == len && !memcmp(part, segment, len);
    close = memchr(part, '}', len);
    tail = len - (size_t)(close + 1 - part);
    if (have <= tail || memcmp(segment + have - tail, close + 1, tail) != 0)
        return false;
    *capture =
        tail ? lc_arena_strndup(req->arena, segment, have - tail) : segment;
    return *capture != NULL;
}

static bool path_matches(const char *pattern, lc_request *req)
{
    size_t i = 0, captures = 0;

    for (; *pattern; i++) { /* at a slash */
        size_t len = strcspn(++pattern, "/");

        if (i == req->segment_count ||
            !segment_matches(req, pattern, len, req->segment[i],
                             &req->capture[captures]))
            return false;
        captures += *pattern == '{';
        pattern += len;
    }
    return i == req->segment_count;
}

const lc_endpoint *lc_endpoint_find(lc_request *req, lc_listener listener)
{
    for (size_t i = 0; i < lc_endpoint_count; i++)
        if ((lc_endpoints[i].listener & listener) &&
            path_matches(lc_endpoints[i].path, req))
            return &lc_endpoints[i];
    return NULL;
}

unsigned lc_endpoint_methods(const lc_endpoint *route)
{
    return route->methods | LIFE_OPTIONS |
           (route->methods & LIFE_GET ? LIFE_HEAD : 0);
}

const char *lc_methods_text(unsigned methods)
{
    return methods & LIFE_POST ? "GET, HEAD, POST, OPTIONS"
                               : "GET, HEAD, OPTIONS";
}

static bool allows(const lc_endpoint *route, const char *name)
{
    for (unsigned i = 0; i < LIFE_PARAM_KINDS; i++)
        if ((route->allowed >> i & 1) && !strcmp(lc_param_kinds[i].name, name))
            return true;
    return false;
}

static bool has(const lc_request *req, const char *name)
{
    for (size_t i = 0; i < req->param_count; i++)
        if (!strcmp(req->param[i].name, name))
            return true;
    return false;
}

/* Whether one of the words of "name=value name=value" is the parameter. */
static bool is_listed(const char *list, const lc_param *p)
{
    size_t name = strlen(p->name);

    while (*list) {
        size_t len = strcspn(list, " ");

        if (len > name && !memcmp(list, p->name, name) && list[name] == '=' &&
            len - name - 1 == strlen(p->value) &&
            !memcmp(list + name + 1, p->value, len - name - 1))
            return true;
        list += len;
        list += strspn(list, " ");
    }
    return false;
}

lc_weight lc_endpoint_weigh(const lc_endpoint *route, const lc_request *req)
{
    for (size_t i = 0; route->slow_if && i < req->param_count; i++)
        if (is_listed(route->slow_if, &req->param[i]))
            return LIFE_SLOW;
    return route->weight;
}

lc_status lc_endpoint_check(const lc_endpoint *route, const lc_request *req,
                            lc_error *err)
{
    for (size_t i = 0; i < req->param_count; i++) {
        const char *name = req->param[i].name;

        if (!allows(route, name))
            return lc_fail_param(err, LIFE_ERR_USAGE, name,
                                 "parameter %.40s is not known here", name);
    }
    for (unsigned i = 0; i < LIFE_PARAM_KINDS; i++) {
        const char *name = lc_param_kinds[i].name;

        if ((route->required >> i & 1) && !has(req, name))
            return lc_fail_param(err, LIFE_ERR_USAGE, name,
                                 "parameter %s is missing", name);
    }
    return LIFE_OK;
}

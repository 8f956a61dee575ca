/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/files.c - see files.h.
 *
 * The page is built by esbuild (web/build.mjs) and linked into the program; a
 * request never sees a path that is not in the table, so there is nothing to
 * traverse.
 */
#include "src/http/serve/files.h"

#include "lifecircle/base/embedded.h"
#include "lifecircle/base/mem.h"
#include "src/http/serve/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes are those of the program's read-only segment: serving a file copies
 * nothing. */
struct lc_file {
    const char *path; /* "/app.js" */
    const char *type;
    const lc_embedded *plain, *gzip, *brotli;
    lc_cache cache;
    char etag[40];
};

struct lc_files {
    LC_VEC(lc_file) file; /* by path */
    lc_buf policy;        /* Content-Security-Policy of the page */
    lc_buf page;          /* index.html with the operator's foot, or empty */
};

static const char folder[] = "web/";
/* The service worker's scope is its folder, so it lies at the root under one
 * name, and must be asked for anew to know of a new page. */
static const char worker[] = "/sw.js";

/* Case counts: the page's own build names the files. */
static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && !strcmp(s + n - m, end);
}

static const char *content_type(const char *path)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".map", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"}};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ends_with(path, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

/* "main-5DFV2KQA.js": the bundler's hash of the content, eight characters of
 * base 32, stands before the last dot. */
static bool has_hash(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot && dot - path > 9 && dot[-9] == '-' &&
           strspn(dot - 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == 8;
}

/* The build lays a .gz and a .br beside each file, packed as hard as can be,
 * which no server could do for each request. */
static const lc_embedded *variant(const char *path, const char *end)
{
    char name[256];
    int len = snprintf(name, sizeof name, "%s%s", path, end);

    if (len < 0 || (size_t)len >= sizeof name)
        return NULL;
    return lc_embedded_find(name);
}

/* A compressed copy of another file is a variant, not a file. */
static bool is_variant(const char *path)
{
    char name[256];
    size_t len = strlen(path);
    size_t tail = ends_with(path, ".gz") || ends_with(path, ".br") ? 3 : 0;

    if (!tail || len >= sizeof name)
        return false;
    memcpy(name, path, len - tail);
    name[len - tail] = '\0';
    return lc_embedded_find(name) != NULL;
}

static bool is_page(const lc_file *file)
{
    return !strcmp(file->path, "/index.html");
}

/* A name with a hash can be kept for ever, as other content would have another
 * name; index.html and the worker are asked for anew, or a new page would never
 * be seen. */
static bool add_file(lc_files *f, const lc_embedded *e)
{
    lc_file file = {.path = e->path + sizeof folder - 2, /* keeps the slash */
                    .type = content_type(e->path),
                    .plain = e,
                    .gzip = variant(e->path, ".gz"),
                    .brotli = variant(e->path, ".br")};

    file.cache = has_hash(file.path) ? LIFE_CACHE_FOREVER
                 : ends_with(file.path, ".html") || !strcmp(file.path, worker)
                     ? LIFE_CACHE_REVALIDATE
                     : LIFE_CACHE_DATA;
    if (f->page.len && is_page(&file))
        lc_etag_set(file.etag, f->page.data, f->page.len);
    else
        lc_etag_set(file.etag, e->data, e->size);
    return lc_vec_push(&f->file, file);
}

/* Scheme and host of a URL, or nothing. */
static size_t origin_length(const char *url)
{
    const char *host = strstr(url, "://");

    return host ? (size_t)(host + 3 - url) + strcspn(host + 3, "/") : 0;
}

/* No script and style but our own files, so that text that gets into the page
 * by a fault runs nothing; an outside base map may be shown and nothing more.
 * What `style-src` leaves out rules out style attributes as well. */
static void write_policy(lc_buf *out, const char *basemap_url)
{
    lc_buf_puts(out, "default-src 'none'; script-src 'self'; "
                     "style-src 'self'; img-src 'self' data: blob:");
    if (basemap_url) {
        lc_buf_putc(out, ' ');
        lc_buf_put(out, basemap_url, origin_length(basemap_url));
    }
    lc_buf_puts(out, "; connect-src 'self'; manifest-src 'self'; "
                     "worker-src 'self'; base-uri 'none'; "
                     "form-action 'self'; frame-ancestors 'none'");
}

/* The foot is in the page itself, so that it is there without scripts and for
 * whoever looks whether it is. */
static void make_page(lc_files *f, const lc_operator *o)
{
    static const char end[] = "</body>";
    const lc_embedded *e = lc_embedded_find("web/index.html");
    lc_buf foot = {0}, page = {0};
    const char *at;

    lc_operator_foot(&foot, o);
    if (e)
        lc_buf_put(&page, e->data, e->size);
    at = foot.len && page.data ? strstr(page.data, end) : NULL;
    if (at) {
        lc_buf_put(&f->page, page.data, (size_t)(at - page.data));
        lc_buf_put(&f->page, foot.data, foot.len);
        lc_buf_puts(&f->page, at);
    }
    f->page.failed |= foot.failed || page.failed;
    lc_buf_free(&foot);
    lc_buf_free(&page);
}

/* In the order of the embedded files, which is that of their paths, so the
 * search can halve. */
lc_status lc_files_new(const lc_server_opts *opts, lc_files **out,
                       lc_error *err)
{
    lc_files *f = lc_calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    write_policy(&f->policy, opts->basemap_url);
    make_page(f, &opts->operator);
    for (size_t i = 0; i < lc_embedded_count; i++) {
        const lc_embedded *e = &lc_embedded_files[i];

        if (strncmp(e->path, folder, sizeof folder - 1) != 0 ||
            is_variant(e->path))
            continue;
        if (!add_file(f, e))
            f->policy.failed = true;
    }
    if (f->policy.failed || f->page.failed) {
        lc_files_free(f);
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    }
    *out = f;
    return LIFE_OK;
}

void lc_files_free(lc_files *f)
{
    if (!f)
        return;
    lc_vec_free(&f->file);
    lc_buf_free(&f->policy);
    lc_buf_free(&f->page);
    lc_free(f);
}

static int by_path(const void *key, const void *item)
{
    return strcmp(key, ((const lc_file *)item)->path);
}

const lc_file *lc_files_find(const lc_files *f, const char *path)
{
    if (!strcmp(path, "/"))
        path = "/index.html";
    if (!f->file.n)
        return NULL;
    return bsearch(path, f->file.v, f->file.n, sizeof *f->file.v, by_path);
}

/* Brotli before gzip, as the smaller of the two. */
static void choose_bytes(const lc_file *file, const lc_request *req,
                         lc_response *res)
{
    const lc_embedded *e = file->plain;

    if (file->brotli && lc_response_accepts(req->accept_encoding, "br")) {
        e = file->brotli;
        res->encoding = "br";
    } else if (file->gzip &&
               lc_response_accepts(req->accept_encoding, "gzip")) {
        e = file->gzip;
        res->encoding = "gzip";
    }
    res->fixed = e->data;
    res->fixed_len = e->size;
    res->vary = file->brotli || file->gzip;
}

/* A page with a foot is made once, and packed as any answer is. */
void lc_files_answer(const lc_files *f, const lc_file *file,
                     const lc_request *req, lc_response *res)
{
    if (f->page.len && is_page(file))
        lc_buf_put(&res->body, f->page.data, f->page.len);
    else
        choose_bytes(file, req, res);
    res->status = 200;
    res->content_type = file->type;
    res->cache = file->cache;
    res->kind = LIFE_KIND_PAGE;
    memcpy(res->etag, file->etag, sizeof res->etag);
    lc_response_header(res, "Content-Security-Policy", f->policy.data);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/document.c - see document.h.
 *
 * Functions call each other as deep as the document goes, which is our own
 * making, and which jansson bounds.
 */
#include "lifecircle/export/pages/document.h"

#include "src/export/pages/html.h"

#include <jansson.h>
#include <string.h>

typedef struct page { /* being written */
    lc_buf *out;
    const lc_document *d;
    const char *server; /* that paths are below */
} page;

/* It scrolls by itself where it is wider than the screen. */
#define TABLE      "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>"
#define TABLE_ENDS "</tbody>\n</table></div>\n"

static void put_value(const page *p, json_t *v);

/* ---- what stands for itself ---- */

static const char *text_of(json_t *v, const char *key)
{
    const char *text = json_string_value(json_object_get(v, key));

    return text ? text : "";
}

static void put_word(const page *p, const char *key)
{
    const lc_document_word *w = p->d->word;

    for (size_t i = 0; i < p->d->words; i++)
        if (!strcmp(w[i].key, key))
            key = lc_lang_pick(p->d->head.lang, w[i].zh, w[i].en);
    lc_html_text(p->out, key);
}

static void put_address(const page *p, const char *href, const char *text)
{
    lc_buf_puts(p->out, "<a href=\"");
    lc_html_text(p->out, href);
    lc_buf_puts(p->out, "\">");
    lc_html_text(p->out, text);
    lc_buf_puts(p->out, "</a>");
}

/* Of no other scheme: what a file was made from is named in its words. */
static bool is_address(json_t *v)
{
    const char *text = json_is_string(v) ? json_string_value(v) : "";

    return !strncmp(text, "http://", 7) || !strncmp(text, "https://", 8);
}

static void put_scalar(const page *p, json_t *v)
{
    if (is_address(v))
        put_address(p, json_string_value(v), json_string_value(v));
    else if (json_is_string(v))
        lc_html_text(p->out, json_string_value(v));
    else if (json_is_integer(v))
        lc_buf_int(p->out, json_integer_value(v));
    else if (json_is_real(v))
        lc_buf_double(p->out, json_real_value(v), 7);
    else if (json_is_boolean(v))
        lc_buf_puts(p->out, json_is_true(v) ? "true" : "false");
}

/* ---- links ---- */

static bool is_link(json_t *v)
{
    return json_is_object(v) && *text_of(v, "href");
}

/* Those that lead to the document itself. */
static void drop_own_links(json_t *document)
{
    json_t *links = json_object_get(document, "links");

    for (size_t i = json_array_size(links); i--;) {
        const char *rel = text_of(json_array_get(links, i), "rel");

        if (!strcmp(rel, "self") || !strcmp(rel, "alternate"))
            json_array_remove(links, i);
    }
    if (!json_array_size(links))
        json_object_del(document, "links");
}

static void put_attribute(const page *p, json_t *v, const char *name)
{
    const char *text = text_of(v, name);

    if (!*text)
        return;
    lc_buf_printf(p->out, " %s=\"", name);
    lc_html_text(p->out, text);
    lc_buf_puts(p->out, "\"");
}

static void put_behind(const page *p, const char *text)
{
    if (!*text)
        return;
    lc_buf_puts(p->out, " · ");
    lc_html_text(p->out, text);
}

/* A template is no address before it is filled in. What has no title is told by
 * what it is to this document. */
static void put_link(const page *p, json_t *v)
{
    const char *title = text_of(v, "title"), *href = text_of(v, "href");

    if (json_is_true(json_object_get(v, "templated"))) {
        lc_html_text(p->out, href);
    } else {
        lc_buf_puts(p->out, "<a");
        put_attribute(p, v, "href");
        put_attribute(p, v, "rel");
        put_attribute(p, v, "type");
        lc_buf_puts(p->out, ">");
        lc_html_text(p->out, *title ? title : href);
        lc_buf_puts(p->out, "</a>");
    }
    put_behind(p, *title ? "" : text_of(v, "rel"));
    put_behind(p, text_of(v, "type"));
}

/* ---- lists ---- */

/* Whether it can stand in a line with others. */
static bool is_short(json_t *v)
{
    return !json_is_object(v) && !json_is_array(v) && !is_address(v);
}

static void put_line(const page *p, json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        lc_buf_puts(p->out, i ? ", " : "");
        put_scalar(p, json_array_get(array, i));
    }
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void put_array(const page *p, json_t *array)
{
    if (is_short(json_array_get(array, 0))) {
        put_line(p, array);
        return;
    }
    lc_buf_puts(p->out, "<ul>\n");
    for (size_t i = 0; i < json_array_size(array); i++) {
        lc_buf_puts(p->out, "<li>");
        put_value(p, json_array_get(array, i));
        lc_buf_puts(p->out, "</li>\n");
    }
    lc_buf_puts(p->out, "</ul>\n");
}

/* ---- what can be asked, of an OpenAPI description ---- */

/* Names beside each other, of a list of parameters. */
static void put_names(const page *p, json_t *parameters)
{
    for (size_t i = 0; i < json_array_size(parameters); i++) {
        lc_buf_puts(p->out, i ? ", " : "");
        lc_html_text(p->out, text_of(json_array_get(parameters, i), "name"));
    }
}

/* The types of what is answered where all went well. */
static void put_types(const page *p, json_t *responses)
{
    json_t *good = json_object_get(responses, "200"), *v;
    const char *type, *between = "";

    json_object_foreach(json_object_get(good, "content"), type, v)
    {
        lc_buf_puts(p->out, between);
        lc_html_text(p->out, type);
        between = ", ";
    }
}

/* A path without parts of its own can be asked at once. */
static void put_path(const page *p, const char *path)
{
    lc_buf href = {0};

    lc_buf_printf(&href, "%s%s", p->server, path);
    if (href.failed || strchr(path, '{'))
        lc_html_text(p->out, path);
    else
        put_address(p, href.data, path);
    p->out->failed |= href.failed;
    lc_buf_free(&href);
}

static void put_operation(const page *p, const char *path, json_t *operation)
{
    lc_buf_puts(p->out, "<tr><td>");
    put_path(p, path);
    lc_buf_puts(p->out, "</td><td>");
    lc_html_text(p->out, text_of(operation, "summary"));
    lc_buf_puts(p->out, "</td><td>");
    put_names(p, json_object_get(operation, "parameters"));
    lc_buf_puts(p->out, "</td><td>");
    put_types(p, json_object_get(operation, "responses"));
    lc_buf_puts(p->out, "</td></tr>\n");
}

static void put_paths(const page *p, json_t *paths)
{
    static const char *const head[] = {"path", "summary", "parameters",
                                       "responses"};
    const char *path;
    json_t *v;

    lc_buf_puts(p->out, TABLE);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        lc_buf_puts(p->out, "<th>");
        put_word(p, head[i]);
        lc_buf_puts(p->out, "</th>");
    }
    lc_buf_puts(p->out, "</tr></thead>\n<tbody>\n");
    json_object_foreach(paths, path, v)
    {
        put_operation(p, path, json_object_get(v, "get"));
    }
    lc_buf_puts(p->out, TABLE_ENDS);
}

/* ---- members ---- */

/* NOLINTNEXTLINE(misc-no-recursion) */
static void put_members(const page *p, json_t *object)
{
    const char *key;
    json_t *v;

    lc_buf_puts(p->out, "<dl>\n");
    json_object_foreach(object, key, v)
    {
        lc_buf_puts(p->out, "<dt>");
        put_word(p, key);
        lc_buf_puts(p->out, "</dt><dd>");
        if (!strcmp(key, "paths"))
            put_paths(p, v);
        else
            put_value(p, v);
        lc_buf_puts(p->out, "</dd>\n");
    }
    lc_buf_puts(p->out, "</dl>\n");
}

/* ---- tables ---- */

static void put_heads(const page *p, json_t *columns)
{
    const char *key;
    json_t *v;

    lc_buf_puts(p->out, TABLE);
    json_object_foreach(columns, key, v)
    {
        lc_buf_puts(p->out, "<th>");
        put_word(p, key);
        lc_buf_puts(p->out, "</th>");
    }
    lc_buf_puts(p->out, "</tr></thead>\n<tbody>\n");
}

static bool has_member(json_t *rows, const char *key)
{
    const char *name;
    json_t *row;

    json_object_foreach(rows, name, row)
    {
        if (json_object_get(row, key))
            return true;
    }
    return false;
}

/* All members that a row has, what tells most first, others as they come;
 * "name" is the row's own. */
static json_t *columns_of(json_t *rows)
{
    static const char *const first[] = {"title", "type", "format"};
    json_t *columns = json_pack("{sn}", "name"), *row, *v;
    const char *name, *key;

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (has_member(rows, first[i]))
            json_object_set_new(columns, first[i], json_null());
    json_object_foreach(rows, name, row)
    {
        json_object_foreach(row, key, v)
        {
            if (json_object_set_new(columns, key, json_null())) {
                json_decref(columns);
                return NULL;
            }
        }
    }
    return columns;
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void put_row(const page *p, const char *name, json_t *row,
                    json_t *columns)
{
    const char *key;
    json_t *v;

    lc_buf_puts(p->out, "<tr>");
    json_object_foreach(columns, key, v)
    {
        json_t *cell = json_object_get(row, key);

        lc_buf_puts(p->out, "<td>");
        if (!strcmp(key, "name"))
            lc_html_text(p->out, name);
        else if (cell)
            put_value(p, cell);
        lc_buf_puts(p->out, "</td>");
    }
    lc_buf_puts(p->out, "</tr>\n");
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void put_table(const page *p, json_t *rows)
{
    json_t *columns = columns_of(rows), *row;
    const char *name;

    if (!columns) {
        p->out->failed = true;
        return;
    }
    put_heads(p, columns);
    json_object_foreach(rows, name, row)
    {
        put_row(p, name, row, columns);
    }
    lc_buf_puts(p->out, TABLE_ENDS);
    json_decref(columns);
}

/* Of objects alone, and more than one. */
static bool is_table(json_t *object)
{
    const char *key;
    json_t *v;

    json_object_foreach(object, key, v)
    {
        if (!json_is_object(v))
            return false;
    }
    return json_object_size(object) > 1;
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void put_value(const page *p, json_t *v)
{
    if (json_is_array(v))
        put_array(p, v);
    else if (is_link(v))
        put_link(p, v);
    else if (json_is_object(v) && is_table(v))
        put_table(p, v);
    else if (json_is_object(v))
        put_members(p, v);
    else
        put_scalar(p, v);
}

lc_status lc_document_page(lc_buf *out, const lc_document *d,
                           const lc_buf *json, lc_error *err)
{
    json_t *v = json_loadb(json->data, json->len, 0, NULL);
    page p = {out, d, ""};

    if (!v)
        return lc_fail(err, LIFE_ERR_STATE, "a document can't be read again");
    drop_own_links(v);
    p.server = text_of(json_array_get(json_object_get(v, "servers"), 0), "url");
    lc_page_begin(out, &d->head);
    lc_buf_puts(out, "<h1>");
    lc_html_text(out, d->head.title);
    lc_buf_puts(out, "</h1>\n");
    lc_ways_put(out, d->way, d->ways);
    put_value(&p, v);
    lc_page_end(out);
    json_decref(v);
    return LIFE_OK;
}

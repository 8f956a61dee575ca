/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/page.c - see page.h.
 *
 * The style is one file with a section for all pages and one for each kind,
 * each below a banner with its name; a page carries the first and its own, so
 * that an old phone reads no rules of pages that it doesn't show.
 */
#include "lifecircle/export/pages/page.h"

#include "lifecircle/base/embedded.h"
#include "src/export/pages/html.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *section; /* of page.css */
    const char *may;     /* beside its style */
} kinds[LIFE_PAGE_KINDS] = {
    [LIFE_PAGE_PLAIN] =
        {"plain", "; img-src 'self'; base-uri 'none'; form-action 'self'"},
    [LIFE_PAGE_REPORT] = {"report", "; base-uri 'none'; form-action 'none'"},
    [LIFE_PAGE_DATA] = {"data", "; base-uri 'none'; form-action 'none'"},
    [LIFE_PAGE_LIST] = {"list", "; base-uri 'none'; form-action 'none'"},
    [LIFE_PAGE_MATRIX] = {"matrix", "; base-uri 'none'; form-action 'none'"},
};

/* The file's bytes are no string: a NUL stands behind none of them. */
static const char *find(const char *from, const char *end, const char *mark)
{
    size_t n = strlen(mark);

    for (; (size_t)(end - from) >= n; from++)
        if (!memcmp(from, mark, n))
            return from;
    return end;
}

static void put_section(lc_buf *out, const char *name)
{
    const lc_embedded *css = lc_embedded_find("export/pages/page.css");
    const char *end = (const char *)css->data + css->size, *from;
    char mark[32];

    snprintf(mark, sizeof mark, "/* ---- %s ---- */\n", name);
    from = find((const char *)css->data, end, mark);
    if (from == end)
        return;
    from += strlen(mark);
    lc_buf_put(out, from, (size_t)(find(from, end, "/* ---- ") - from));
}

static void put_style(lc_buf *out, lc_page_kind kind)
{
    put_section(out, "all");
    put_section(out, kinds[kind].section);
}

void lc_page_policy(lc_buf *out, lc_page_kind kind)
{
    lc_buf style = {0};

    put_style(&style, kind);
    lc_buf_puts(out, "default-src 'none'; style-src 'sha256-");
    lc_html_hash(out, lc_say_part(out, &style), style.len);
    lc_buf_puts(out, "'");
    lc_buf_puts(out, kinds[kind].may);
    lc_buf_free(&style);
}

/* A page that is kept as a file has no server to fetch an icon from. */
static void put_icon(lc_buf *out, const lc_links *links)
{
    if (!links)
        return;
    lc_buf_puts(out, "<link rel=\"icon\" href=\"");
    lc_links_put(out, links, "/favicon.svg");
    lc_buf_puts(out, "\">\n");
}

void lc_page_begin(lc_buf *out, const lc_page_head *head)
{
    lc_buf_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"",
                  lc_lang_tag(head->lang));
    lc_page_policy(out, head->kind);
    lc_buf_puts(out, "\">\n");
    put_icon(out, head->links);
    lc_buf_puts(out, "<title>");
    if (*head->title) {
        lc_html_text(out, head->title);
        lc_buf_puts(out, " · ");
    }
    lc_html_text(out, head->site);
    lc_buf_puts(out, "</title>\n<style>");
    put_style(out, head->kind);
    lc_buf_puts(out, "</style>\n</head>\n<body>\n");
}

void lc_page_end(lc_buf *out)
{
    lc_buf_puts(out, "</body>\n</html>\n");
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/data/data_report_html.c - what is odd in a city or a table,
 * as one page that needs nothing beside it: no script, no other file, no other
 * host.
 */
#include "lifecircle/export/pages/data_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum {
    WORD_TITLE,
    WORD_TABLE_TITLE,
    WORD_DRY,
    WORD_FAILED,
    WORD_FILE,
    WORD_ROWS,
    WORD_CRS,
    WORD_NOTE,
    WORD_COLUMNS,
    WORD_COLUMN,
    WORD_FIELD,
    WORD_UNUSED,
    WORD_FIRST,
    WORD_LINE,
    WORD_READ_AS,
    WORD_TYPES,
    WORD_TYPE,
    WORD_COUNT,
    WORD_FAULTS,
    WORD_NOTES,
    WORD_NOTHING,
    WORD_MEANS,
    WORD_MEND,
    WORD_WHERE,
    WORD_WHICH,
    WORD_WHAT,
    WORD_PLACE,
    WORD_IN_CITY,
    WORD_OTHER,
    WORD_SHARES,
    WORD_ALL
};

static const char *const word[WORD_ALL][LIFE_LANG_COUNT] = {
    [WORD_TITLE] = {"城市数据检查报告", "What is odd in the city's data"},
    [WORD_TABLE_TITLE] = {"表格读取报告", "How the table was read"},
    [WORD_DRY] = {"试读：没有写入任何内容。", "A trial: nothing was written."},
    [WORD_FAILED] = {"未导入", "Not imported"},
    [WORD_FILE] = {"文件", "File"},
    [WORD_ROWS] =
        {"行：读取、导入、被拒绝、因无对应类别未导入",
         "rows read, taken, refused, left out for want of a category"},
    [WORD_CRS] = {"坐标系", "Coordinates"},
    [WORD_NOTE] = {"说明", "Note"},
    [WORD_COLUMNS] = {"各列", "Columns"},
    [WORD_COLUMN] = {"列名", "Column"},
    [WORD_FIELD] = {"读作", "Read as"},
    [WORD_UNUSED] = {"未使用", "not used"},
    [WORD_FIRST] = {"前几行的读取结果", "The first rows, as they were read"},
    [WORD_LINE] = {"行", "Line"},
    [WORD_READ_AS] = {"读作", "Read as"},
    [WORD_TYPES] = {"找不到对应类别的类型", "Types that find no category"},
    [WORD_TYPE] = {"类型", "Type"},
    [WORD_COUNT] = {"数量", "Count"},
    [WORD_FAULTS] = {"需要处理", "To be mended"},
    [WORD_NOTES] = {"供参考", "Worth knowing"},
    [WORD_NOTHING] = {"无。", "Nothing."},
    [WORD_MEANS] = {"影响", "What it means"},
    [WORD_MEND] = {"处理办法", "How to mend it"},
    [WORD_WHERE] = {"位置举例", "Where to look"},
    [WORD_WHICH] = {"对象", "Which"},
    [WORD_WHAT] = {"说明", "What"},
    [WORD_PLACE] = {"经度, 纬度（WGS 84）", "Longitude, latitude (WGS 84)"},
    [WORD_IN_CITY] = {"城市数据中", "In the city"},
    [WORD_OTHER] = {"另一个", "The other"},
    [WORD_SHARES] = {"举例", "An example"},
};

static const char style[] =
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',"
    "sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a;"
    "background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.25em;margin-top:2em;border-bottom:1px "
    "solid #888}h3{font-size:1.05em;margin:1.5em 0 .2em}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}"
    "th,td{border:1px solid #bbb;padding:.2em .5em;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}th{background:#f0f0f0}"
    ".n{text-align:right}dl{margin:.2em 0}dt{font-weight:600}dd{margin:0 0 "
    ".4em "
    "1em}.fault h3::before{content:'\\25cf\\00a0';color:#a40000}"
    ".note h3::before{content:'\\25cb\\00a0'}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#111}th{"
    "background:#222}.fault h3::before{color:#ff8a80}}"
    "@media print{body{margin:0;max-width:none}.fault,.note{break-inside:"
    "avoid}}";

typedef struct page {
    lc_buf *out;
    const lc_data_report *r;
    lc_lang lang;
} page;

static void put_escaped(lc_buf *out, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '&':
            lc_buf_puts(out, "&amp;");
            break;
        case '<':
            lc_buf_puts(out, "&lt;");
            break;
        case '>':
            lc_buf_puts(out, "&gt;");
            break;
        case '"':
            lc_buf_puts(out, "&quot;");
            break;
        default:
            lc_buf_putc(out, *s);
        }
}

static const char *say(const page *p, int w)
{
    return word[w][p->lang];
}

/* <tag>text</tag>, the text escaped. */
static void put(const page *p, const char *tag, const char *text)
{
    lc_buf_printf(p->out, "<%s>", tag);
    put_escaped(p->out, text);
    lc_buf_printf(p->out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void put_heading(const page *p, const char *const *w, size_t n)
{
    lc_buf_puts(p->out, "<table><thead><tr>");
    for (size_t i = 0; i < n; i++)
        put(p, "th", w[i]);
    lc_buf_puts(p->out, "</tr></thead><tbody>\n");
}

static void end_table(const page *p)
{
    lc_buf_puts(p->out, "</tbody></table>\n");
}

static void put_line(const page *p, uint32_t line, uint32_t feature)
{
    uint32_t n = line ? line : feature;

    lc_buf_puts(p->out, "<td class=\"n\">");
    if (n)
        lc_buf_printf(p->out, "%" PRIu32, n);
    lc_buf_puts(p->out, "</td>");
}

/* ---- findings ---- */

static void put_example(const page *p, const lc_finding_example *e)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);

    lc_buf_puts(p->out, "<tr>");
    put_line(p, e->line, e->feature);
    lc_buf_puts(p->out, "<td>");
    put_escaped(p->out, e->name);
    lc_buf_puts(p->out, *e->name && *e->id ? " (" : "");
    put_escaped(p->out, e->id);
    lc_buf_puts(p->out, *e->name && *e->id ? ")" : "");
    lc_buf_puts(p->out, "</td>");
    put(p, "td", e->other);
    lc_buf_puts(p->out, "<td>");
    put_escaped(p->out, e->said);
    if (!isnan(e->metres))
        lc_buf_printf(p->out, "%s%.1f m", *e->said ? " " : "", e->metres);
    lc_buf_puts(p->out, "</td><td>");
    if (e->placed)
        lc_buf_printf(p->out, "%.6f, %.6f", at.lon, at.lat);
    lc_buf_puts(p->out, "</td></tr>\n");
}

static void put_examples(const page *p, const lc_finding *f)
{
    const char *const heading[] = {say(p, WORD_LINE), say(p, WORD_WHICH),
                                   say(p, WORD_OTHER), say(p, WORD_WHAT),
                                   say(p, WORD_PLACE)};
    uint64_t more = f->count - f->example.n;

    if (f->example.n == 0)
        return;
    put(p, "dt", say(p, WORD_WHERE));
    lc_buf_puts(p->out, "<dd>");
    put_heading(p, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < f->example.n; i++)
        put_example(p, &f->example.v[i]);
    end_table(p);
    if (more > 0 && p->lang == LIFE_LANG_ZH)
        lc_buf_printf(p->out, "<p>另有 %" PRIu64 " 处</p>", more);
    else if (more > 0)
        lc_buf_printf(p->out, "<p>and %" PRIu64 " more</p>", more);
    lc_buf_puts(p->out, "</dd>\n");
}

static void put_finding(const page *p, const lc_finding *f)
{
    lc_buf_printf(p->out, "<section class=\"%s\"><h3>%" PRIu64 " · ",
                  f->fault ? "fault" : "note", f->count);
    put_escaped(p->out, f->what[p->lang]);
    lc_buf_puts(p->out, "</h3>\n<dl>\n");
    if (*f->means[p->lang]) {
        put(p, "dt", say(p, WORD_MEANS));
        put(p, "dd", f->means[p->lang]);
    }
    if (*f->mend[p->lang]) {
        put(p, "dt", say(p, WORD_MEND));
        put(p, "dd", f->mend[p->lang]);
    }
    put_examples(p, f);
    lc_buf_puts(p->out, "</dl></section>\n");
}

static void put_findings(const page *p, const lc_finding *f, size_t count)
{
    for (int fault = 1; fault >= 0; fault--) {
        size_t told = 0;

        put(p, "h2", say(p, fault ? WORD_FAULTS : WORD_NOTES));
        for (size_t i = 0; i < count; i++)
            if (f[i].fault == (fault == 1) && f[i].count > 0) {
                put_finding(p, &f[i]);
                told++;
            }
        if (told == 0)
            put(p, "p", say(p, WORD_NOTHING));
    }
}

/* ---- how a table was read ---- */

static void put_columns(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {say(p, WORD_COLUMN), say(p, WORD_FIELD)};

    put(p, "h2", say(p, WORD_COLUMNS));
    put_heading(p, heading, 2);
    for (size_t i = 0; i < n->column.n; i++) {
        lc_buf_puts(p->out, "<tr>");
        put(p, "td", n->column.v[i].name);
        put(p, "td",
            *n->column.v[i].field ? n->column.v[i].field : say(p, WORD_UNUSED));
        lc_buf_puts(p->out, "</tr>\n");
    }
    end_table(p);
}

static void put_types(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {say(p, WORD_TYPE), say(p, WORD_COUNT),
                                   say(p, WORD_LINE), say(p, WORD_SHARES)};

    if (n->type.n == 0)
        return;
    put(p, "h2", say(p, WORD_TYPES));
    put_heading(p, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < n->type.n; i++) {
        lc_buf_puts(p->out, "<tr>");
        put(p, "td", *n->type.v[i].type ? n->type.v[i].type : "-");
        lc_buf_printf(p->out, "<td class=\"n\">%" PRId64 "</td>",
                      n->type.v[i].count);
        put_line(p, n->type.v[i].line, n->type.v[i].feature);
        put(p, "td", n->type.v[i].example);
        lc_buf_puts(p->out, "</tr>\n");
    }
    end_table(p);
}

static void put_rows(const page *p)
{
    const lc_journal *n = p->r->intake;
    const char *const heading[] = {say(p, WORD_LINE), say(p, WORD_READ_AS)};

    if (n->row_count == 0)
        return;
    put(p, "h2", say(p, WORD_FIRST));
    put_heading(p, heading, 2);
    for (size_t i = 0; i < n->row_count; i++) {
        const lc_journal_row *row = &n->row[i];

        lc_buf_puts(p->out, "<tr>");
        put_line(p, row->line, row->feature);
        lc_buf_puts(p->out, "<td>");
        for (size_t k = 0; k < row->cell.n; k++) {
            lc_buf_printf(p->out, "%s<b>%s</b> ", k ? "; " : "",
                          row->cell.v[k].field);
            put_escaped(p->out, row->cell.v[k].value);
        }
        lc_buf_puts(p->out, "</td></tr>\n");
    }
    end_table(p);
}

static void put_summary(const page *p)
{
    const lc_journal *n = p->r->intake;

    if (p->r->dry_run)
        put(p, "p", say(p, WORD_DRY));
    lc_buf_puts(p->out, "<dl>");
    if (p->r->failed) {
        put(p, "dt", say(p, WORD_FAILED));
        put(p, "dd", p->r->failed);
    }
    put(p, "dt", say(p, WORD_FILE));
    put(p, "dd", p->r->file);
    if (n) {
        put(p, "dt", say(p, WORD_ROWS));
        lc_buf_printf(p->out,
                      "<dd>%" PRId64 " · %" PRId64 " · %" PRId64 " · %" PRId64
                      "</dd>\n",
                      n->rows, n->taken, n->rejected, n->left_out);
        put(p, "dt", say(p, WORD_CRS));
        put(p, "dd", n->crs_text ? n->crs_text : n->crs ? n->crs : "-");
    }
    if (n && n->note) {
        put(p, "dt", say(p, WORD_NOTE));
        put(p, "dd", n->note);
    }
    lc_buf_puts(p->out, "</dl>\n");
}

static void put_page(const page *p)
{
    const lc_journal *n = p->r->intake;

    lc_buf_printf(p->out, "<main lang=\"%s\">\n", lc_lang_tag(p->lang));
    put(p, "h1", say(p, n ? WORD_TABLE_TITLE : WORD_TITLE));
    put_summary(p);
    if (n) {
        put_findings(p, n->finding, n->finding_count);
        put_types(p);
        put_columns(p);
        put_rows(p);
    }
    if (n && p->r->city)
        put(p, "h1", say(p, WORD_IN_CITY));
    if (p->r->city)
        put_findings(p, p->r->city->finding, LIFE_FINDING_COUNT);
    lc_buf_puts(p->out, "</main>\n");
}

void lc_data_report_html(lc_buf *out, const lc_data_report *r, lc_lang lang)
{
    page p = {out, r, LIFE_LANG_ZH};
    bool both = lang == LIFE_LANG_COUNT;

    lc_buf_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head><meta "
                  "charset=\"utf-8\">\n<meta name=\"viewport\" "
                  "content=\"width=device-width\">\n<title>",
                  lang == LIFE_LANG_EN ? "en" : "zh-CN");
    put_escaped(out, word[r->intake ? WORD_TABLE_TITLE : WORD_TITLE]
                         [lang == LIFE_LANG_EN ? LIFE_LANG_EN : LIFE_LANG_ZH]);
    lc_buf_printf(out,
                  " · lifecircle</title>\n<style>%s</style></head>\n<body>\n",
                  style);
    if (both || lang == LIFE_LANG_ZH)
        put_page(&p);
    p.lang = LIFE_LANG_EN;
    if (both || lang == LIFE_LANG_EN)
        put_page(&p);
    lc_buf_puts(out, "</body>\n</html>\n");
}

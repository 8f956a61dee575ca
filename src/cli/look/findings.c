/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/findings.c - what is odd in data, to a terminal or into the file
 * of --report.
 */
#include "src/cli/look/findings.h"

#include "lifecircle/base/file.h"
#include "lifecircle/export/pages/data/page.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/imported.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SHOWN 5 /* examples on a terminal */

/* ---- files ---- */

typedef enum report_format {
    REPORT_HTML,
    REPORT_JSON,
    REPORT_CSV,
    REPORT_FORMATS
} report_format;

/* By the end of the file's name alone: --format is that of the terminal.
 * REPORT_FORMATS: none of them. */
static report_format format_of(const char *path)
{
    static const char *const extension[] = {".html", ".json", ".csv"};
    size_t len = strlen(path);
    int i = 0;

    while (i < REPORT_FORMATS &&
           (len <= strlen(extension[i]) ||
            strcmp(path + len - strlen(extension[i]), extension[i]) != 0))
        i++;
    return (report_format)i;
}

/* Before anything is read: an import takes minutes, and its report should not
 * fail at the end of them. */
lc_status lc_findings_check(const lc_opts *o, lc_error *err)
{
    static const char *const langs[] = {"both", "en", "zh"};
    const char *path = o->value[LIFE_OPT_REPORT];
    const char *lang = o->value[LIFE_OPT_REPORT_LANG];
    size_t unused;

    if (path && format_of(path) == REPORT_FORMATS)
        return lc_fail_param(err, LIFE_ERR_USAGE, "report",
                             "\"%.80s\" must end in .html, .json or .csv",
                             path);
    if (lang && !strcmp(lang, "both") &&
        (!path || format_of(path) != REPORT_HTML))
        return lc_fail_param(err, LIFE_ERR_USAGE, "lang",
                             "both goes with --report FILE.html");
    return lc_opts_word(o, LIFE_OPT_REPORT_LANG, langs, 3, &unused, err);
}

/* Of the page: LIFE_LANG_COUNT stands for both. */
static lc_lang lang_of(const lc_opts *o)
{
    const char *lang = o->value[LIFE_OPT_REPORT_LANG];

    return lang && strcmp(lang, "both") ? lc_opts_lang(o) : LIFE_LANG_COUNT;
}

lc_status lc_findings_report(const lc_opts *o, const lc_data_report *r,
                             lc_error *err)
{
    const char *path = o->value[LIFE_OPT_REPORT];
    lc_buf out = {0};
    lc_status st;

    if (!path)
        return LIFE_OK;
    switch (format_of(path)) {
    case REPORT_HTML:
        lc_data_page_write(&out, r, lang_of(o));
        break;
    case REPORT_JSON:
        lc_data_report_json(&out, r);
        lc_buf_putc(&out, '\n');
        break;
    default:
        lc_data_report_csv(&out, r);
    }
    st = out.failed ? lc_no_memory(err, "the report")
                    : lc_file_write(path, out.data, out.len, err);
    lc_buf_free(&out);
    return st;
}

/* ---- a terminal ---- */

/* With `all` also what was not found: that something was looked for and is not
 * there is worth knowing. */
static lc_status put_counts(const lc_finding *f, size_t count, bool all,
                            lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 3, .right = 1};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_FINDINGS, NULL);
    for (size_t i = 0; i < count; i++) {
        if (!all && f[i].count == 0)
            continue;
        lc_grid_put(&g, "%" PRIu64, f[i].count);
        lc_grid_put(&g, "%s",
                    lc_say_text(lang, f[i].fault ? LIFE_SAY_CELL_FAULT
                                                 : LIFE_SAY_CELL_NOTE));
        lc_grid_put(&g, "%s", f[i].what[lang]);
    }
    return lc_term_grid(&g, err);
}

/* Rows of text have lines, features of GeoJSON or a database their number. */
void lc_findings_place(lc_grid *g, const char *indent, uint32_t line,
                       uint32_t feature, lc_lang lang)
{
    char number[16];
    lc_buf text = {0};

    snprintf(number, sizeof number, "%" PRIu32, line ? line : feature);
    lc_buf_puts(&text, indent);
    LC_SAY(&text, lang, line ? LIFE_SAY_CELL_LINE : LIFE_SAY_CELL_FEATURE,
           number);
    lc_grid_take(g, &text);
}

/* Indented below its finding. Where it is, how far off, what more is known or
 * the other one of a pair, its name: as far as the finding has them. */
static void put_example(lc_grid *g, const lc_finding *f,
                        const lc_finding_example *e, lc_lang lang)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);
    lc_buf said = {0}, id = {0};

    lc_imported_id(&id, lang, e->id);
    if (e->line || e->feature)
        lc_findings_place(g, "  ", e->line, e->feature, lang);
    else
        lc_grid_put(g, "  %s", lc_say_part(&said, &id));
    if (e->placed)
        lc_grid_put(g, "%.6f,%.6f", at.lon, at.lat);
    else
        lc_grid_put(g, "%s", "");
    if (isnan(e->metres))
        lc_grid_put(g, "%s", "");
    else
        lc_grid_put(g, "%.1f m", e->metres);
    if (*e->why)
        lc_imported_put(&said, lang, e->why);
    else if (*e->other)
        lc_buf_puts(&said, e->other);
    else
        lc_imported_example(&said, lang, f->id, e->said);
    g->failed |= said.failed;
    lc_grid_put(g, "%s", said.data ? said.data : "");
    lc_buf_free(&said);
    lc_buf_free(&id);
    lc_grid_put(g, "%s", e->name);
}

/* The first few; the file of --report has as many as were kept. */
static lc_status put_examples(const lc_finding *f, lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 5, .right = 1 << 2};
    const char *mend = f->mend[lang];
    lc_status st = LC_TERM_SAY(
        err, lang, *mend ? LIFE_SAY_CHECK_FINDING_MEND : LIFE_SAY_CHECK_FINDING,
        f->what[lang], mend);

    for (size_t i = 0; i < f->example.n && i < SHOWN; i++)
        put_example(&g, f, &f->example.v[i], lang);
    if (st) {
        lc_term_grid(&g, NULL);
        return st;
    }
    return lc_term_grid(&g, err);
}

lc_status lc_findings_print(const lc_finding *f, size_t count, bool all,
                            lc_lang lang, lc_error *err)
{
    lc_status st = put_counts(f, count, all, lang, err);

    for (size_t i = 0; !st && i < count; i++)
        if (f[i].count > 0)
            st = put_examples(&f[i], lang, err);
    return st;
}

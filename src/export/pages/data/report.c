/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/data/report.c - see report.h.
 *
 * JSON and CSV of the same findings as the page's, for programs and for a
 * spreadsheet. The JSON is nested, a finding with its examples; the CSV has a
 * line an example, and says its finding again in each, so that lines can be
 * sorted and handed on by themselves.
 */
#include "lifecircle/export/pages/data/report.h"

#include "lifecircle/export/formats/writer.h"
#include "lifecircle/words/imported.h"

#include <math.h>
#include <string.h>

/* ---- JSON ---- */

/* Neither key where the finding has no row: a 0 would read as one. */
static void put_line(lc_json *j, uint32_t line, uint32_t feature)
{
    if (line)
        lc_json_int(j, "line", line);
    if (feature)
        lc_json_int(j, "feature", feature);
}

/* In both languages, as a report may be handed on. */
static void put_why(lc_json *j, const char *why)
{
    lc_buf zh = {0};

    if (!*why)
        return;
    lc_imported_put(&zh, LIFE_LANG_ZH, why);
    j->out->failed |= zh.failed;
    lc_json_str(j, "why", why);
    lc_json_str(j, "why_zh", zh.data);
    lc_buf_free(&zh);
}

static void put_example(lc_json *j, const lc_finding_example *e)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);

    lc_json_object(j, NULL);
    put_line(j, e->line, e->feature);
    lc_json_str(j, "id", *e->id ? e->id : NULL);
    lc_json_str(j, "name", *e->name ? e->name : NULL);
    lc_json_str(j, "other", *e->other ? e->other : NULL);
    if (*e->said)
        lc_json_str(j, "said", e->said);
    put_why(j, e->why);
    lc_json_double(j, "lon", e->placed ? at.lon : NAN, 7);
    lc_json_double(j, "lat", e->placed ? at.lat : NAN, 7);
    lc_json_double(j, "metres", e->metres, 3);
    lc_json_end(j);
}

/* Null where nothing is known, never an empty text. */
static void put_word(lc_json *j, const char *key, const char *s)
{
    lc_json_str(j, key, *s ? s : NULL);
}

/* English first, as the API has it; Chinese under keys of their own. */
static void put_finding(lc_json *j, const lc_finding *f)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "id", f->id);
    lc_json_str(j, "kind", f->fault ? "fault" : "note");
    lc_json_int(j, "count", (int64_t)f->count);
    put_word(j, "text", f->what[LIFE_LANG_EN]);
    put_word(j, "means", f->means[LIFE_LANG_EN]);
    put_word(j, "advice", f->mend[LIFE_LANG_EN]);
    put_word(j, "text_zh", f->what[LIFE_LANG_ZH]);
    put_word(j, "means_zh", f->means[LIFE_LANG_ZH]);
    put_word(j, "advice_zh", f->mend[LIFE_LANG_ZH]);
    lc_json_array(j, "examples");
    for (size_t k = 0; k < f->example.n; k++)
        put_example(j, &f->example.v[k]);
    lc_json_end(j);
    lc_json_end(j);
}

/* Of a table those that are there; of a city all, since each was looked for
 * and none is an answer too. */
static void put_findings(lc_json *j, const char *key, const lc_finding *f,
                         size_t count, bool all)
{
    lc_json_array(j, key);
    for (size_t i = 0; i < count; i++)
        if (all || f[i].count > 0)
            put_finding(j, &f[i]);
    lc_json_end(j);
}

/* All of them, so that one that is not used shows. */
static void put_columns(lc_json *j, const lc_journal *n)
{
    lc_json_array(j, "columns");
    for (size_t i = 0; i < n->column.n; i++) {
        lc_json_object(j, NULL);
        lc_json_str(j, "column", n->column.v[i].name);
        put_word(j, "field", n->column.v[i].field);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* The kinds that no category was found for, the commonest first as the journal
 * has them; what was not kept is a number. */
static void put_types(lc_json *j, const lc_journal *n)
{
    lc_json_array(j, "types_without_category");
    for (size_t i = 0; i < n->type.n; i++) {
        const lc_journal_type *t = &n->type.v[i];

        lc_json_object(j, NULL);
        lc_json_str(j, "type", t->type);
        lc_json_int(j, "count", t->count);
        put_word(j, "example", t->example);
        put_line(j, t->line, t->feature);
        lc_json_end(j);
    }
    lc_json_end(j);
    if (n->type_more)
        lc_json_int(j, "rows_of_other_types", n->type_more);
}

/* The fields as they were read, under their own names. */
static void put_rows(lc_json *j, const lc_journal *n)
{
    lc_json_array(j, "first_rows");
    for (size_t i = 0; i < n->row_count; i++) {
        const lc_journal_row *r = &n->row[i];

        lc_json_object(j, NULL);
        put_line(j, r->line, r->feature);
        for (size_t k = 0; k < r->cell.n; k++)
            lc_json_str(j, r->cell.v[k].field, r->cell.v[k].value);
        lc_json_end(j);
    }
    lc_json_end(j);
}

static void put_intake(lc_json *j, const lc_data_report *r)
{
    const lc_journal *n = r->intake;

    lc_json_bool(j, "dry_run", r->dry_run);
    lc_json_str(j, "kind", n->kind);
    lc_json_str(j, "file", r->file);
    lc_json_str(j, "crs", n->crs);
    lc_json_str(j, "crs_check", n->crs_text);
    lc_json_str(j, "note", n->note);
    lc_json_str(j, "failed", r->failed);
    lc_json_int(j, "rows", n->rows);
    lc_json_int(j, "taken", n->taken);
    lc_json_int(j, "rejected", n->rejected);
    lc_json_int(j, "left_out", n->left_out);
    put_columns(j, n);
    put_types(j, n);
    put_rows(j, n);
    put_findings(j, "findings", n->finding, n->finding_count, false);
    if (r->city)
        put_findings(j, "city_findings", r->city->finding, LIFE_FINDING_COUNT,
                     true);
}

void lc_data_report_json(lc_buf *out, const lc_data_report *r)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    if (r->intake) {
        put_intake(&j, r);
    } else {
        lc_json_object(&j, "file");
        lc_json_bool(&j, "whole", r->whole);
        lc_json_str(&j, "sha256", r->hash_known ? "as_published" : "not_known");
        lc_json_end(&j);
        put_findings(&j, "findings", r->city->finding, LIFE_FINDING_COUNT,
                     true);
    }
    lc_json_end(&j);
}

/* ---- CSV ---- */

static lc_cell why_zh(lc_row *r, const char *why)
{
    lc_buf zh = {0};
    lc_cell v;

    if (!*why)
        return lc_cell_text(NULL);
    lc_imported_put(&zh, LIFE_LANG_ZH, why);
    v = lc_row_text(r, &zh);
    lc_buf_free(&zh);
    return v;
}

/* A finding `f` and an example `e` of it. */
#define CELLS(X)                                                               \
    X("finding", LIFE_TEXT, "", "finding", "发现", lc_cell_text(f->id))        \
    X("kind", LIFE_TEXT, "", "kind", "种类",                                   \
      lc_cell_text(f->fault ? "fault" : "note"))                               \
    X("count", LIFE_INTEGER, "", "how many", "数量",                           \
      lc_cell_whole((int64_t)f->count))                                        \
    X("text_zh", LIFE_TEXT, "", "in Chinese", "中文说明",                      \
      lc_cell_known(f->what[LIFE_LANG_ZH]))                                    \
    X("text_en", LIFE_TEXT, "", "in English", "英文说明",                      \
      lc_cell_known(f->what[LIFE_LANG_EN]))                                    \
    X("line", LIFE_INTEGER, "", "line", "行号",                                \
      lc_cell_if(e->line || e->feature, e->line ? e->line : e->feature))       \
    X("id", LIFE_TEXT, "", "id", "编号", lc_cell_known(e->id))                 \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_known(e->name))           \
    X("other", LIFE_TEXT, "", "the other", "另一个", lc_cell_known(e->other))  \
    X("metres", LIFE_DECIMAL(3), "m", "distance", "距离",                      \
      lc_cell_real(e->metres))                                                 \
    X("said", LIFE_TEXT, "", "what it says", "原文", lc_cell_known(e->said))   \
    X("why_zh", LIFE_TEXT, "", "why, in Chinese", "原因（中文）",              \
      why_zh(r, e->why))                                                       \
    X("why_en", LIFE_TEXT, "", "why, in English", "原因（英文）",              \
      lc_cell_known(e->why))                                                   \
    X("means_zh", LIFE_TEXT, "", "meaning, in Chinese", "含义（中文）",        \
      lc_cell_known(f->means[LIFE_LANG_ZH]))                                   \
    X("advice_zh", LIFE_TEXT, "", "advice, in Chinese", "建议（中文）",        \
      lc_cell_known(f->mend[LIFE_LANG_ZH]))                                    \
    X("means_en", LIFE_TEXT, "", "meaning, in English", "含义（英文）",        \
      lc_cell_known(f->means[LIFE_LANG_EN]))                                   \
    X("advice_en", LIFE_TEXT, "", "advice, in English", "建议（英文）",        \
      lc_cell_known(f->mend[LIFE_LANG_EN]))

static const lc_export_field cells[] = {CELLS(LIFE_FIELD_OF)};

typedef struct table {
    lc_writer writer;
    lc_row row;
} table;

/* Texts of findings and examples are never NULL, so the example that stands
 * for none has empty ones. No error is asked for: what fails here is memory. */
static lc_status put_cells(table *t, const lc_finding *f,
                           const lc_finding_example *e)
{
    static const lc_finding_example none = {
        .other = "", .name = "", .said = "", .why = "", .metres = NAN};
    lc_row *r = &t->row;

    if (!e)
        e = &none;
    lc_row_clear(r);
    r->geometry = (lc_geometry){.pt = e->pt, .placed = e->placed};
    CELLS(LIFE_VALUE_OF)
    return lc_writer_row(&t->writer, r, NULL);
}

/* A finding without examples has one line, with its count. */
static lc_status put_examples(table *t, const lc_finding *f, size_t count)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < count; i++) {
        if (!st && f[i].count > 0 && f[i].example.n == 0)
            st = put_cells(t, &f[i], NULL);
        for (size_t k = 0; !st && k < f[i].example.n; k++)
            st = put_cells(t, &f[i], &f[i].example.v[k]);
    }
    return st;
}

/* Types take the place of examples: each with how often it comes. */
static lc_status put_type_cells(table *out, const lc_journal *n,
                                const lc_finding *f)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < n->type.n; i++) {
        const lc_journal_type *t = &n->type.v[i];
        lc_finding one = *f;
        lc_finding_example e = {.name = t->example,
                                .other = t->type,
                                .said = "",
                                .why = "",
                                .line = t->line,
                                .feature = t->feature,
                                .metres = NAN};

        one.count = (uint64_t)t->count;
        st = put_cells(out, &one, &e);
    }
    return st;
}

static lc_status put_all(table *t, const lc_data_report *r)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && r->intake && i < r->intake->finding_count; i++) {
        const lc_finding *f = &r->intake->finding[i];

        if (!strcmp(f->id, "types_without_category"))
            st = put_type_cells(t, r->intake, f);
        else
            st = put_examples(t, f, 1);
    }
    if (!st && r->city)
        st = put_examples(t, r->city->finding, LIFE_FINDING_COUNT);
    return st;
}

/* The names of the columns are those of a row of nothing. */
void lc_data_report_csv(lc_buf *out, const lc_data_report *r)
{
    static const lc_layout layout = {.name = "findings",
                                     .geometry = LIFE_GEOMETRY_POINT,
                                     .fields = LIFE_FIELDS(cells)};
    table t = {.row = {0}};
    lc_status st = lc_writer_open(&t.writer, lc_formats_find("csv"), &layout,
                                  (lc_target){.buf = out}, NULL);

    if (!st)
        st = put_all(&t, r);
    if (!st)
        st = lc_writer_finish(&t.writer, NULL);
    if (st)
        out->failed = true; /* no memory */
    lc_writer_free(&t.writer);
    lc_row_free(&t.row);
}

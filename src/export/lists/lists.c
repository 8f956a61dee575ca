/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/lists.c - the table of lists, and how one is written: in any
 * format, in words for people and under the fields' names for programs.
 */
#include "lifecircle/export/lists/lists.h"

#include "lifecircle/world/as_of.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"
#include "src/export/lists/list.h"
#include "src/export/lists/page.h"
#include "src/export/values/unit.h"

#include <string.h>

/* In the order of lc_list_id; the names below are in the same. */
static const lc_list_kind *const kinds[LIFE_LIST_COUNT] = {
    &lc_list_policy, &lc_list_projects, &lc_list_data, &lc_list_opportunities,
    &lc_list_figures};

const char *const lc_lists_names[LIFE_LIST_COUNT + 1] = {
    "policy", "projects", "data", "opportunities", "figures", NULL};

/* ---- what stands above the rows ---- */

/* Whose list it is, the standard, the date of the data, and what the numbers
 * mean. */
enum { NOTES = 4 };

typedef struct above { /* lines below the title, and room for them */
    lc_buf text[NOTES];
    const char *note[NOTES + 1];
} above;

/* The city's own name where it has one. */
static const char *place_of(const lc_list_run *l)
{
    const char *name = l->q->unit == LIFE_NONE ? lc_world_setting(l->w, "name")
                                               : lc_list_unit(l, l->q->unit);

    return *name ? name : lc_list_say(l, LIFE_SAY_LIST_WHOLE_CITY);
}

static void make_above(lc_list_run *l, const lc_list_kind *k, above *out)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    const char *as_of = lc_as_of_city(l->w);
    lc_buf by = {0};

    LC_SAY(
        &by, l->lang, LIFE_SAY_LIST_VERSION,
        lc_lang_pick(l->lang, lc_standard_title_zh(s), lc_standard_title_en(s)),
        lc_standard_version(s));
    LC_SAY(&out->text[0], l->lang, LIFE_SAY_LIST_OF, place_of(l));
    LC_SAY(&out->text[1], l->lang, LIFE_SAY_LIST_STANDARD,
           lc_say_part(&out->text[1], &by));
    LC_SAY(&out->text[2], l->lang, LIFE_SAY_LIST_AS_OF,
           as_of ? as_of : lc_list_say(l, LIFE_SAY_LIST_UNKNOWN));
    lc_buf_puts(&out->text[3], lc_list_say(l, k->note(l)));
    lc_buf_free(&by);
    for (int i = 0; i < NOTES; i++)
        out->note[i] = out->text[i].data ? out->text[i].data : "";
    out->note[NOTES] = NULL;
}

static bool above_failed(const above *a)
{
    bool failed = false;

    for (int i = 0; i < NOTES; i++)
        failed |= a->text[i].failed;
    return failed;
}

static void clear_above(above *a)
{
    for (int i = 0; i < NOTES; i++)
        lc_buf_free(&a->text[i]);
}

/* ---- columns ---- */

/* Behind those of the list, where there is an earlier one. */
static const lc_export_field change_fields[] = {
    {"change", LIFE_TEXT, "", "change", "变化"},
    {"changed", LIFE_TEXT, "", "what changed", "变化内容"}};

/* Columns are settled before the first row: an earlier list is read against the
 * list's own, and the two of the change come behind. */
static lc_status make_columns(lc_list_run *l, const lc_list_kind *k,
                              lc_error *err)
{
    static const lc_fields change = LIFE_FIELDS(change_fields);
    const lc_fields own = k->fields(l);
    lc_status st = LIFE_OK;

    lc_fieldset_add(&l->columns, &own);
    if (l->q->earlier.file)
        st = lc_earlier_read(&l->q->earlier, own, l->lang, &l->earlier, err);
    if (l->earlier)
        lc_fieldset_add(&l->columns, &change);
    return st || !l->columns.failed ? st : lc_no_memory(err, "the columns");
}

/* ---- all of it ---- */

/* The page is known to lists alone, so that it is in no list of formats. */
static const lc_export_format *format_of(const char *name)
{
    return strcmp(name, lc_page_format.name) != 0 ? lc_formats_find(name)
                                                  : &lc_page_format;
}

/* The columns are of the list, not of its first row: one with nothing lacking
 * has them too. */
static lc_status write(lc_list_run *l, const lc_list_kind *k, const above *a,
                       lc_buf *out, lc_error *err)
{
    const lc_standard *s = lc_assessment_standard(l->a);
    const lc_member head[] = {
        {"list", k->name, NULL},
        {"title", lc_list_say(l, k->title), NULL},
        {"lang", lc_lang_id(l->lang), NULL},
        {"standard", lc_standard_id(s), NULL},
        {"standard_version", lc_standard_version(s), NULL},
        {"standard_whose_zh", lc_standard_whose_zh(s), NULL},
        {"standard_whose_en", lc_standard_whose_en(s), NULL},
        {"unit", lc_unit_code(l->w, l->q->unit), NULL},
        {"note", a->note[NOTES - 1], NULL},
        {"data_as_of", lc_as_of_city(l->w), NULL}};
    const lc_layout layout = {
        .name = k->name,
        .fields = lc_fieldset_all(&l->columns),
        .head = head,
        .heads = sizeof head / sizeof *head,
        .words = strcmp(l->q->format, "json") != 0 ? &l->lang : NULL,
        .title = lc_list_say(l, k->title),
        .note = a->note};
    lc_status st = lc_writer_open(&l->writer, format_of(l->q->format), &layout,
                                  (lc_target){.buf = out}, err);

    if (!st)
        st = k->write(l, err);
    if (!st)
        st = lc_list_rest(l, err);
    if (!st)
        st = lc_writer_finish(&l->writer, err);
    lc_writer_free(&l->writer);
    return st;
}

/* Whatever fails, all that was made for the list is given back. */
lc_status lc_lists_answer(lc_buf *out, lc_study *study, const lc_assessment *a,
                          const lc_list_query *q, lc_error *err)
{
    const lc_list_kind *k = kinds[q->which];
    lc_list_run l = {.study = study,
                     .w = lc_study_world(study),
                     .a = a,
                     .q = q,
                     .lang = q->lang};
    above lines = {{{0}}, {NULL}};
    lc_status st = make_columns(&l, k, err);

    if (!st) {
        make_above(&l, k, &lines);
        st = above_failed(&lines) ? lc_no_memory(err, "a list")
                                  : write(&l, k, &lines, out, err);
    }
    clear_above(&lines);
    lc_earlier_free(l.earlier);
    lc_row_free(&l.row);
    lc_fieldset_free(&l.columns);
    return st;
}

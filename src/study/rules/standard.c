/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/standard.c - the tables of a standard: standard.csv names it,
 * basic.csv lists all_basic, rules.csv holds the rules, systems.csv what the
 * product is asked to do.
 *
 * A standard is bound to a world when it is opened: categories and paces become
 * indices, so measuring compares numbers. vague.csv stands beside all
 * standards: it says of which category a loosely tagged facility may be. A
 * standard built in is embedded; any other is a folder that its user keeps. All
 * text is in one arena. Cost: a few milliseconds, for some hundred rows.
 */
#include "lifecircle/study/rules/standard.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/standard.h"
#include "src/study/rules/policy.h"
#include "src/study/rules/rule.h"
#include "src/study/rules/rule_cell.h"
#include "src/study/rules/rule_parse.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* 4 MiB and 1,000 rows: no plan comes near, and a wrong file is told at once.
 * 60 minutes is how far walks are searched. */
enum { TABLE_BYTES_MAX = 4 << 20, MAX_RULES = 1000, MOST_MINUTES = 60 };

/* ---- opening a table ---- */

/* Spreadsheets save CSV in the system's code page unless told otherwise;
 * Chinese read so would be garbage in reports, so it is refused. */
static lc_status open_file(const char *path, lc_table **out, lc_error *err)
{
    char *text = NULL;
    size_t len = 0;
    lc_status st = lc_file_read(path, TABLE_BYTES_MAX, &text, &len, err);

    if (!st && lc_utf8_valid(text, len) != len)
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_PARSE,
                                "the table is not UTF-8: save it as CSV UTF-8"),
                        path, 0);
    if (!st)
        st = lc_table_parse(text, len, path, out, err);
    lc_free(text);
    return st;
}

static lc_status open_table(const lc_world *w, const char *standard,
                            const char *name, lc_table **out, lc_error *err)
{
    bool built_in = lc_world_standard_is_known(w, standard);
    char path[512];
    int n = snprintf(path, sizeof path, built_in ? "standards/%s/%s" : "%s/%s",
                     standard, name);

    *out = NULL;
    if (n < 0 || (size_t)n >= sizeof path)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "the standard's name is longer than %zu bytes",
                       sizeof path - 32);
    return built_in ? lc_table_open(path, out, err) : open_file(path, out, err);
}

/* A folder may do without some tables; those built in are whole. */
static bool is_left_out(const lc_world *w, const char *standard,
                        const char *name)
{
    char path[512];
    int n = snprintf(path, sizeof path, "%s/%s", standard, name);

    return !lc_world_standard_is_known(w, standard) && n > 0 &&
           (size_t)n < sizeof path && access(path, F_OK) != 0;
}

typedef lc_status (*row_fn)(const lc_rule_cell *at, lc_error *err);

/* Reads a table row by row, and frees it; `columns` must all be there. */
static lc_status read_table(lc_standard *s, const lc_world *w, lc_table *t,
                            const char *const *columns, row_fn fn,
                            lc_error *err)
{
    lc_rule_cell at = {w, s, t, 0};
    lc_status st = LIFE_OK;

    for (; *columns && !st; columns++)
        if (lc_table_column(t, *columns) < 0)
            st = lc_fail_at(err,
                            lc_fail(err, LIFE_ERR_PARSE,
                                    "the column \"%s\" is missing", *columns),
                            lc_table_source(t), 1);
    if (!st && lc_table_rows(t) > MAX_RULES)
        st = lc_fail(err, LIFE_ERR_LIMIT, "%s: more than %d rows",
                     lc_table_source(t), MAX_RULES);
    for (; !st && at.row < lc_table_rows(t); at.row++)
        st = fn(&at, err);
    lc_table_free(t);
    return st;
}

static lc_status each_row(lc_standard *s, const lc_world *w, const char *name,
                          const char *const *columns, row_fn fn, lc_error *err)
{
    lc_table *t;
    lc_status st = open_table(w, s->id, name, &t, err);

    return st ? st : read_table(s, w, t, columns, fn, err);
}

/* ---- rows ---- */

static const char *title(lc_standard *s, const char *whose, const char *name)
{
    lc_buf text = {0};
    const char *kept;

    if (!*whose)
        return name;
    lc_buf_printf(&text, "%s · %s", whose, name);
    kept = text.failed ? NULL : lc_arena_strdup(s->text, text.data);
    lc_buf_free(&text);
    return kept;
}

static lc_status read_name(const lc_rule_cell *at, lc_error *err)
{
    lc_standard *s = at->standard;

    s->name_zh = lc_rule_cell_text(at, "name_zh", err);
    s->name_en = lc_rule_cell_text(at, "name_en", err);
    s->version = lc_rule_cell_text(at, "version", err);
    s->whose_zh = lc_rule_cell_text(at, "whose_zh", err);
    s->whose_en = lc_rule_cell_text(at, "whose_en", err);
    if (!s->name_zh || !s->name_en || !s->version || !s->whose_zh ||
        !s->whose_en)
        return LIFE_ERR_NOMEM;
    s->title_zh = title(s, s->whose_zh, s->name_zh);
    s->title_en = title(s, s->whose_en, s->name_en);
    return s->title_zh && s->title_en ? LIFE_OK
                                      : lc_no_memory(err, "the standard");
}

/* A category twice would count twice in all_basic. */
static lc_status read_basic(const lc_rule_cell *at, lc_error *err)
{
    const char *id = lc_rule_cell_of(at, "category");
    uint32_t c = lc_world_category_find(at->world, id);
    lc_rule_part p = {.category = c};
    double minutes = 0;
    lc_status st =
        lc_rule_cell_number(at, "minutes", 0.1, MOST_MINUTES, &minutes, err);

    if (st)
        return st;
    if (c >= lc_world_category_count(at->world))
        return lc_rule_cell_bad(at, "category", id, "a category", err);
    if (minutes <= 0)
        return lc_rule_cell_bad(at, "minutes", "", "a number of minutes", err);
    for (size_t i = 0; i < at->standard->basic.n; i++)
        if (at->standard->basic.v[i].category == c)
            return lc_rule_cell_bad(at, "category", id, "there only once", err);
    p.limit_ms = (uint32_t)(minutes * 60000 + 0.5);
    return lc_vec_push(&at->standard->basic, p)
               ? LIFE_OK
               : lc_no_memory(err, "the standard");
}

/* Kept by the category that is asked for: vague[hospital] has `clinic` where a
 * clinic may be one. */
static lc_status read_vague(const lc_rule_cell *at, lc_error *err)
{
    const char *const column[] = {"category", "may_be"};
    uint32_t c[2];

    for (int i = 0; i < 2; i++) {
        c[i] =
            lc_world_category_find(at->world, lc_rule_cell_of(at, column[i]));
        if (c[i] >= lc_world_category_count(at->world))
            return lc_rule_cell_bad(at, column[i],
                                    lc_rule_cell_of(at, column[i]),
                                    "a category", err);
    }
    lc_catset_add(&at->standard->vague[c[1]], c[0]);
    return LIFE_OK;
}

/* Read in place: a plan has room for every category and takes kilobytes. It
 * counts only when it is whole, so a bad one is overwritten or freed unread. */
static lc_status read_rule(const lc_rule_cell *at, lc_error *err)
{
    lc_standard *s = at->standard;
    lc_rule_plan *plan;
    lc_status st;

    if (!lc_vec_reserve(&s->rule, 1))
        return lc_no_memory(err, "the standard");
    plan = &s->rule.v[s->rule.n];
    *plan = (lc_rule_plan){.rule = {.lead_zh = "",
                                    .lead_en = "",
                                    .spending_zh = "",
                                    .spending_en = ""}};
    st = lc_rule_parse_row(at, plan, err);
    for (size_t i = 0; i < s->rule.n && !st; i++)
        if (!strcmp(s->rule.v[i].rule.id, plan->rule.id))
            st = lc_rule_cell_bad(at, "id", plan->rule.id, "there only once",
                                  err);
    s->rule.n += !st;
    return st;
}

static lc_status read_system(const lc_rule_cell *at, lc_error *err)
{
    lc_rule_system y;
    const struct {
        const char *column, **to;
    } cells[] = {
        {"id", &y.id},
        {"name_zh", &y.name_zh},
        {"name_en", &y.name_en},
        {"state", &y.state},
        {"done_by_zh", &y.done_by_zh},
        {"done_by_en", &y.done_by_en},
        {"source_zh", &y.source_zh},
        {"source_en", &y.source_en},
    };

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (!(*cells[i].to = lc_rule_cell_text(at, cells[i].column, err)))
            return LIFE_ERR_NOMEM;
    if (strcmp(y.state, "done") != 0 && strcmp(y.state, "part") != 0 &&
        strcmp(y.state, "not yet") != 0)
        return lc_rule_cell_bad(at, "state", y.state, "done, part or not yet",
                                err);
    return lc_vec_push(&at->standard->system, y)
               ? LIFE_OK
               : lc_no_memory(err, "the standard");
}

/* A cause is told at one rule, and by no chain of them; that rule may stand
 * further down. */
static lc_status check_same_as(const lc_rule_cell *at, lc_error *err)
{
    const lc_standard *s = at->standard;
    const char *same = lc_rule_cell_of(at, "same_as");

    if (!*same)
        return LIFE_OK;
    for (size_t i = 0; i < s->rule.n; i++)
        if (!strcmp(s->rule.v[i].rule.id, same) && !*s->rule.v[i].rule.same_as)
            return LIFE_OK;
    return lc_rule_cell_bad(at, "same_as", same,
                            "a rule of this table that has none itself", err);
}

/* ---- the whole ---- */

/* Columns that must be there; others (from, where, opened, ...) may be left
 * out. */
static const char *const name_columns[] = {"name_zh", "name_en", "version",
                                           NULL};
static const char *const vague_columns[] = {"category", "may_be", NULL};
static const char *const basic_columns[] = {"category", "minutes", NULL};
static const char *const rule_columns[] = {
    "id",         "name_zh",   "name_en", "kind",       "group",
    "categories", "need",      "mode",    "pace",       "minutes",
    "radius_m",   "level",     "scope",   "population", "op",
    "targets",    "unit_zh",   "unit_en", "choice_zh",  "choice_en",
    "source_zh",  "source_en", NULL};
static const char *const system_columns[] = {
    "id",         "name_zh",   "name_en",   "state", "done_by_zh",
    "done_by_en", "source_zh", "source_en", NULL};

/* basic.csv goes before the rules, which may name all_basic, and vague.csv
 * before both. */
static lc_status read_all(lc_standard *s, const lc_world *w, lc_error *err)
{
    lc_table *vague;
    lc_status st = each_row(s, w, "standard.csv", name_columns, read_name, err);

    if (!st && !s->name_zh)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "standard.csv has no row with the standard's name");
    if (!st)
        st = lc_table_open("standards/vague.csv", &vague, err);
    if (!st)
        st = read_table(s, w, vague, vague_columns, read_vague, err);
    if (!st)
        st = each_row(s, w, "basic.csv", basic_columns, read_basic, err);
    if (!st)
        st = each_row(s, w, "rules.csv", rule_columns, read_rule, err);
    if (!st && !is_left_out(w, s->id, "policy.csv"))
        st =
            each_row(s, w, "policy.csv", lc_policy_columns, lc_policy_row, err);
    if (!st)
        st = each_row(s, w, "rules.csv", rule_columns, check_same_as, err);
    if (!st)
        st = each_row(s, w, "systems.csv", system_columns, read_system, err);
    return st;
}

/* "a, b"; what has no room is left out. */
static void list_names(const lc_world *w, char *out, size_t size)
{
    size_t at = 0;

    for (size_t i = 0; i < lc_world_standard_count(w) && at < size; i++)
        at += (size_t)snprintf(out + at, size - at, "%s%s", i ? ", " : "",
                               lc_world_standard(w, i));
}

/* A name without a slash that is none of ours is a slip, not a folder. */
static lc_status check_name(const lc_world *w, const char *name, lc_error *err)
{
    char known[256] = "";

    if (lc_world_standard_is_known(w, name) || strchr(name, '/') ||
        !strcmp(name, ".") || !strcmp(name, ".."))
        return LIFE_OK;
    list_names(w, known, sizeof known);
    return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "standard",
                         "there is no standard \"%.64s\": there are %s, and "
                         "any folder, written ./FOLDER",
                         name, known);
}

lc_status lc_standard_open(const lc_world *w, const char *name,
                           lc_standard **out, lc_error *err)
{
    lc_standard *s;
    lc_status st = check_name(w, name, err);

    *out = NULL;
    if (st)
        return st;
    s = lc_calloc(1, sizeof *s);
    if (!s)
        return lc_no_memory(err, "the standard");
    s->text = lc_arena_new(0);
    if (s->text)
        s->id = lc_arena_strdup(s->text, name);
    st = s->id ? read_all(s, w, err) : lc_no_memory(err, "the standard");
    if (st)
        lc_standard_free(s);
    else
        *out = s;
    return st;
}

void lc_standard_free(lc_standard *s)
{
    if (!s)
        return;
    lc_vec_free(&s->rule);
    lc_vec_free(&s->system);
    lc_vec_free(&s->basic);
    lc_arena_free(s->text);
    lc_free(s);
}

const char *lc_standard_id(const lc_standard *s)
{
    return s->id;
}

const char *lc_standard_name_zh(const lc_standard *s)
{
    return s->name_zh;
}

const char *lc_standard_name_en(const lc_standard *s)
{
    return s->name_en;
}

const char *lc_standard_whose_zh(const lc_standard *s)
{
    return s->whose_zh;
}

const char *lc_standard_whose_en(const lc_standard *s)
{
    return s->whose_en;
}

const char *lc_standard_title_zh(const lc_standard *s)
{
    return s->title_zh;
}

const char *lc_standard_title_en(const lc_standard *s)
{
    return s->title_en;
}

const char *lc_standard_version(const lc_standard *s)
{
    return s->version;
}

size_t lc_standard_rule_count(const lc_standard *s)
{
    return s->rule.n;
}

const lc_rule *lc_standard_rule(const lc_standard *s, size_t i)
{
    return &s->rule.v[i].rule;
}

size_t lc_standard_system_count(const lc_standard *s)
{
    return s->system.n;
}

const lc_rule_system *lc_standard_system(const lc_standard *s, size_t i)
{
    return &s->system.v[i];
}

size_t lc_standard_basic_count(const lc_standard *s)
{
    return s->basic.n;
}

uint32_t lc_standard_basic(const lc_standard *s, size_t i, uint32_t *limit_ms)
{
    *limit_ms = s->basic.v[i].limit_ms;
    return s->basic.v[i].category;
}

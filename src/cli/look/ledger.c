/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/ledger.c - what was ever published under a city's name, and
 * which of it is still there to compare with or to go back to.
 */
#include "src/cli/look/ledger.h"

#include "lifecircle/export/answers/ledger.h"
#include "lifecircle/words/heading.h"
#include "src/cli/term.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static void put_count(lc_grid *g, int64_t n)
{
    if (n < 0)
        lc_grid_put(g, "?");
    else
        lc_grid_put(g, "%" PRId64, n);
}

/* "8.4-17.0/21"; one number where nothing is open. */
static void put_basic(lc_grid *g, const lc_ledger_line *l)
{
    if (l->basic_min < 0 || l->basic_max < 0)
        lc_grid_put(g, "?");
    else if (l->basic_max - l->basic_min < 0.05)
        lc_grid_put(g, "%.1f/%" PRId64, l->basic_min, l->basic_services);
    else
        lc_grid_put(g, "%.1f-%.1f/%" PRId64, l->basic_min, l->basic_max,
                    l->basic_services);
}

static void put_line(lc_grid *g, const lc_ledger *all, const lc_ledger_line *l)
{
    lc_buf file = {0};

    lc_answer_ledger_file(&file, all, l);
    lc_grid_put(g, "%s", l->at);
    lc_grid_put(g, "%s", l->command);
    lc_grid_put(g, "%s", *l->data_as_of ? l->data_as_of : "?");
    put_count(g, l->facilities);
    put_count(g, l->streets);
    put_count(g, l->homes);
    put_count(g, l->units);
    put_basic(g, l);
    lc_grid_put(g, "%s", file.len ? file.data : "-");
    lc_buf_free(&file);
}

static void put_notes(lc_buf *out, const lc_ledger *l, const char *path,
                      lc_lang lang)
{
    char torn[16];

    snprintf(torn, sizeof torn, "%" PRIu32, l->torn);
    if (!l->v.n)
        LC_SAY(out, lang, LIFE_SAY_LEDGER_NONE, path);
    else if (!l->has_present)
        LC_SAY(out, lang, LIFE_SAY_LEDGER_OTHER, path);
    if (l->torn)
        LC_SAY(out, lang, LIFE_SAY_LEDGER_TORN, torn);
}

static lc_status print(const lc_ledger *l, const char *path, lc_lang lang,
                       lc_error *err)
{
    lc_grid g = {.columns = 9, .right = 0xf8};
    lc_buf notes = {0};
    lc_status st = LIFE_OK;

    if (l->v.n) {
        lc_heading_put(&g, lang, LIFE_SAY_HEAD_LEDGER, NULL);
        for (size_t i = 0; i < l->v.n; i++)
            put_line(&g, l, &l->v.v[i]);
        st = lc_term_grid(&g, err);
    }
    put_notes(&notes, l, path, lang);
    if (!st && notes.len)
        st = lc_term_write(notes.data, notes.len, err);
    lc_buf_free(&notes);
    return st;
}

static lc_status answer(const lc_ledger *l, const char *format, bool line,
                        lc_error *err)
{
    lc_buf out = {0};
    lc_status st = lc_answer_ledger(&out, l, format, err);

    if (!st && line)
        return lc_term_answer(&out, err);
    if (!st)
        st = lc_term_write(out.data ? out.data : "", out.len, err);
    lc_buf_free(&out);
    return st;
}

/* The city itself is not opened, and need not be there where its ledger is: of
 * a name that has neither nothing could be told. */
static lc_status check_there(const char *path, const lc_ledger *l,
                             lc_error *err)
{
    return l->v.n || l->torn || !access(path, F_OK)
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_IO, "there is no file %s", path);
}

lc_status lc_look_ledger(const lc_opts *o, lc_error *err)
{
    static const char *const langs[] = {"zh", "en"};
    const char *path = NULL;
    size_t which;
    lc_ledger l = {0};
    lc_status st = lc_opts_word(o, LIFE_OPT_LANG, langs, 2, &which, err);

    if (!st)
        st = lc_opts_city(o, &path, err);
    if (!st)
        st = lc_ledger_read(path, &l, err);
    if (!st)
        st = check_there(path, &l, err);
    if (!st && lc_opts_format_is(o, "json"))
        st = answer(&l, "json", true, err);
    else if (!st && lc_opts_format_is(o, "csv"))
        st = answer(&l, "csv", false, err);
    else if (!st)
        st = print(&l, path, lc_opts_lang(o), err);
    lc_ledger_clear(&l);
    return st;
}

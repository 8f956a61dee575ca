/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cmd_check.c - whether a city file is whole, and what is odd in its data.
 */
#include "cli.h"
#include "lifecircle/export/answers.h"
#include "lifecircle/store/city.h"

#include <inttypes.h>
#include <math.h>

static lc_status check_file(const char *path, bool *hash_known, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_city_open(path, false, &c, err);

    lc_city_close(c);
    return st ? st : lc_city_verify(path, hash_known, err);
}

static lc_status put_counts(const lc_diagnosis *d, lc_error *err)
{
    lc_grid g = {.columns = 3, .right = 1};

    lc_grid_put(&g, "count");
    lc_grid_put(&g, "kind");
    lc_grid_put(&g, "finding");
    for (int i = 0; i < LIFE_FINDING_COUNT; i++) {
        lc_grid_put(&g, "%" PRIu64, d->finding[i].count);
        lc_grid_put(&g, "%s", d->finding[i].fault ? "fault" : "note");
        lc_grid_put(&g, "%s", d->finding[i].text);
    }
    return lc_grid_print(&g, err);
}

static void put_example(lc_grid *g, const lc_finding_example *e)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);

    lc_grid_put(g, "  %s", e->id);
    if (e->placed)
        lc_grid_put(g, "%.6f,%.6f", at.lon, at.lat);
    else
        lc_grid_put(g, "%s", "");
    if (isnan(e->metres))
        lc_grid_put(g, "%s", "");
    else
        lc_grid_put(g, "%.1f m", e->metres);
    lc_grid_put(g, "%s", e->other);
    lc_grid_put(g, "%s", e->name);
}

static lc_status put_examples(const lc_finding *f, lc_error *err)
{
    lc_grid g = {.columns = 5, .right = 1 << 2};
    lc_status st = lc_cli_printf(err, "\n%s%s%s\n", f->text,
                                 *f->advice ? ": " : "", f->advice);

    for (uint32_t i = 0; i < f->example_count; i++)
        put_example(&g, &f->example[i]);
    if (st) {
        lc_grid_print(&g, NULL);
        return st;
    }
    return lc_grid_print(&g, err);
}

static lc_status put_table(const lc_diagnosis *d, bool hash_known,
                           lc_error *err)
{
    lc_status st = lc_cli_printf(err, "file: whole; SHA-256 %s\n\n",
                                 hash_known ? "as published" : "not known");

    if (!st)
        st = put_counts(d, err);
    for (int i = 0; !st && i < LIFE_FINDING_COUNT; i++)
        if (d->finding[i].count > 0)
            st = put_examples(&d->finding[i], err);
    return st;
}

static lc_status tell(const lc_opts *o, const lc_diagnosis *d, bool hash_known,
                      lc_error *err)
{
    lc_buf out = {0};

    if (!lc_opts_format_is(o, "json"))
        return put_table(d, hash_known, err);
    lc_answer_diagnosis(&out, d, hash_known);
    return lc_cli_answer(&out, err);
}

lc_status lc_cmd_check(const lc_opts *o, lc_error *err)
{
    const char *path;
    bool hash_known = false;
    lc_world *w = NULL;
    lc_diagnosis d;
    lc_status st = lc_opts_city(o, &path, err);

    if (!st)
        st = check_file(path, &hash_known, err);
    if (!st)
        st = lc_world_open(path, false, &w, err);
    if (!st)
        st = lc_diagnose(w, &d, err);
    if (!st)
        st = tell(o, &d, hash_known, err);
    lc_world_free(w);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/change/import.c - the commands that change a city: each makes a new
 * version, computes it, and puts it in the old one's place; a failure on the
 * way leaves the old one as it was.
 */
#include "lifecircle/import/import.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/process/calls.h"
#include "lifecircle/export/pages/data/report.h"
#include "lifecircle/export/qgis/styles.h"
#include "lifecircle/import/terms.h"
#include "lifecircle/store/rollback.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/words/imported.h"
#include "src/cli/change/import.h"
#include "src/cli/change/place.h"
#include "src/cli/look/findings.h"
#include "src/cli/look/intake.h"
#include "src/cli/term.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a command does to the new version. */
typedef lc_status (*edit_fn)(lc_city *c, const lc_opts *o, void *ctx,
                             lc_error *err);

/* There need be no city for the first, which can do with the tables of an
 * earlier version; what the last changes is no input of the results. */
typedef enum edit_kind { CREATES, CHANGES, KEEPS_RESULTS } edit_kind;

/* The edit and the results in one version: nobody ever sees one without the
 * other, but for --no-compute. A file of an earlier version lost its results
 * on the way. */
static lc_status change(lc_city *c, const lc_opts *o, edit_fn edit, void *ctx,
                        lc_error *err)
{
    lc_status st = LIFE_OK;

    if (edit)
        st = edit(c, o, ctx, err);
    if (!st && o->value[LIFE_OPT_NO_COMPUTE])
        st = lc_compute_later(c, err);
    else if (!st)
        st = edit ? lc_compute_after(c, err) : lc_compute(c, err);
    return st;
}

/* For the ledger: the words that are the command's own. One that stands alone
 * behind it may name a file or a source, which are nobody else's. */
static void name_change(const lc_opts *o, char *out, size_t size)
{
    bool own = o->args > 1;

    snprintf(out, size, "%s%s%s", o->command->name, own ? " " : "",
             own ? o->arg[0] : "");
}

/* The version is there all the same. */
static void tell_unwritten(const lc_opts *o, const lc_error *why)
{
    lc_lang lang = lc_opts_lang(o);
    lc_buf text = {0}, cause = {0};

    if (!why->text[0])
        return;
    lc_imported_put(&cause, lang, why->text);
    LC_SAY(&text, lang, LIFE_SAY_IMPORTED_NO_LEDGER,
           cause.failed ? why->text : cause.data);
    lc_log(LIFE_LOG_WARN, "%s", text.failed ? why->text : text.data);
    lc_buf_free(&cause);
    lc_buf_free(&text);
}

static lc_status publish(lc_city *c, const lc_opts *o, const char *path,
                         lc_error *err)
{
    int older = lc_city_older(c);
    lc_error unwritten = {0};
    char command[40];
    lc_status st = lc_qgis_styles_put(c, err);
    char was[16], is[16];

    name_change(o, command, sizeof command);
    lc_city_tell(c, command, &unwritten);
    if (st)
        lc_city_close(c);
    else
        st = lc_city_publish(c, err);
    lc_progress_end();
    tell_unwritten(o, &unwritten);
    snprintf(was, sizeof was, "%d", older);
    snprintf(is, sizeof is, "%d", LIFE_SCHEMA_VERSION);
    if (!st && older && !o->value[LIFE_OPT_QUIET])
        LC_TERM_LOG(lc_opts_lang(o), LIFE_SAY_IMPORTED_OLDER, path, was, is);
    return st;
}

/* `edit` NULL: compute alone. */
/* The lock is held from begin to publish or close: of two imports at once the
 * later one is refused (LIFE_ERR_BUSY), and neither loses the other's rows. */
static lc_status edit_city(const lc_opts *o, edit_kind kind, edit_fn edit,
                           void *ctx, lc_error *err)
{
    const char *path;
    uint32_t earlier = 0;
    lc_city *c = NULL;
    lc_status st = lc_opts_city(o, &path, err);

    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_KEEP, 0, LIFE_KEPT_MOST, &earlier, err);
    if (st)
        return st;
    (void)lc_calls_offline(); /* libraries that could ask the network do not */
    lc_term_progress(lc_opts_lang(o), o->value[LIFE_OPT_QUIET] != NULL);
    st = lc_city_begin(path, kind == CREATES ? LIFE_KEEP_TABLES : LIFE_KEEP_ALL,
                       &c, err);
    if (st)
        return st;
    if (o->value[LIFE_OPT_KEEP])
        lc_city_keep_earlier(c, earlier);
    if (kind != CREATES && lc_city_is_new(c))
        st = lc_fail(err, LIFE_ERR_IO,
                     "there is no city file %s; `lifecircle import osm EXTRACT "
                     "--city FILE` makes one",
                     path);
    if (!st && kind == KEEPS_RESULTS && !lc_city_older(c))
        st = edit(c, o, ctx, err);
    else if (!st)
        st = change(c, o, edit, ctx, err);
    if (!st)
        return publish(c, o, path, err);
    lc_progress_end();
    lc_city_close(c);
    return st;
}

/* ---- trials ---- */

/* A trial does all that the import would and throws the version away, so that
 * it can't find less than the import does. */
static lc_status try_at(const char *path, const lc_opts *o, edit_fn edit,
                        void *ctx, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st;

    (void)lc_calls_offline();
    lc_term_progress(lc_opts_lang(o), o->value[LIFE_OPT_QUIET] != NULL);
    st = lc_city_begin(path, LIFE_KEEP_ALL, &c, err);
    if (!st)
        st = edit(c, o, ctx, err);
    lc_progress_end();
    lc_city_close(c); /* thrown away */
    return st;
}

/* The city that is there, or an empty one in a folder of its own. */
/* A city that isn't there yet is no reason against a trial: it is tried on an
 * empty one. */
static lc_status try_edit(const lc_opts *o, edit_fn edit, void *ctx,
                          lc_error *err)
{
    char folder[] = "/tmp/lifecircle-trial-XXXXXX", path[64], lock[80];
    const char *city = NULL;
    lc_status st;

    if (lc_opts_city(o, &city, NULL) == LIFE_OK && access(city, F_OK) == 0)
        return try_at(city, o, edit, ctx, err);
    if (!mkdtemp(folder))
        return lc_fail(err, LIFE_ERR_IO, "%s: %s", folder, strerror(errno));
    snprintf(path, sizeof path, "%s/city", folder);
    snprintf(lock, sizeof lock, "%s.lock", path);
    st = try_at(path, o, edit, ctx, err);
    unlink(lock);
    rmdir(folder);
    return st;
}

/* ---- import ---- */

/* A row for each kind of import; help names them in this order. */
typedef struct import_kind {
    const char *name;
    lc_status (*run)(lc_city *c, const char *path, const lc_import_opts *o,
                     lc_import_report *report, lc_error *err);
    bool creates;     /* a city where there is none */
    uint64_t options; /* that this kind alone understands, with others */
} import_kind;

/* What tables of either kind understand. */
#define TABLES                                                                 \
    (LIFE_OPT_BIT(CRS) | LIFE_OPT_BIT(TRUST_CRS) | LIFE_OPT_BIT(ENCODING) |    \
     LIFE_OPT_BIT(MAP) | LIFE_OPT_BIT(MAX_REJECT) | LIFE_OPT_BIT(SHEET) |      \
     LIFE_OPT_BIT(LAYER) | LIFE_OPT_BIT(DRY_RUN) | LIFE_OPT_BIT(REPORT) |      \
     LIFE_OPT_BIT(REPORT_LANG) | LIFE_OPT_BIT(FORMAT) |                        \
     LIFE_OPT_BIT(HEADER_ROW) | LIFE_OPT_BIT(AS_OF))

static const import_kind kinds[] = {
    {"osm", lc_import_osm, true,
     LIFE_OPT_BIT(CLIP) | LIFE_OPT_BIT(CLIP_TO) | LIFE_OPT_BIT(MARGIN) |
         LIFE_OPT_BIT(UNITS) | LIFE_OPT_BIT(WEAK_TAGS) |
         LIFE_OPT_BIT(TIMEZONE) | LIFE_OPT_BIT(CATEGORIES) |
         LIFE_OPT_BIT(REPORT_LANG)},
    {"facilities", lc_import_facilities, false,
     TABLES | LIFE_OPT_BIT(CATEGORY) | LIFE_OPT_BIT(CATEGORIES) |
         LIFE_OPT_BIT(TYPES) | LIFE_OPT_BIT(ADDRESS_QUALITY)},
    {"addresses", lc_import_addresses, false, TABLES},
    {"units", lc_import_units, false,
     TABLES | LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(PARENTS) |
         LIFE_OPT_BIT(BY_NAME)},
    {"residents", lc_import_residents, false,
     TABLES | LIFE_OPT_BIT(LEVEL) | LIFE_OPT_BIT(BY) | LIFE_OPT_BIT(YEAR)},
    {"statistics", lc_import_statistics, false,
     (TABLES & ~(LIFE_OPT_BIT(CRS) | LIFE_OPT_BIT(TRUST_CRS))) |
         LIFE_OPT_BIT(YEAR)},
    {"categories", lc_import_categories, false,
     LIFE_OPT_BIT(ENCODING) | LIFE_OPT_BIT(SHEET) | LIFE_OPT_BIT(LAYER) |
         LIFE_OPT_BIT(HEADER_ROW) | LIFE_OPT_BIT(DRY_RUN) |
         LIFE_OPT_BIT(REPORT_LANG)},
};

#define KIND_COUNT (sizeof kinds / sizeof *kinds)

/* What is kept for telling, beyond the import itself. */
typedef struct import_job {
    const import_kind *kind;
    lc_import_report report;
    lc_journal intake;
} import_job;

/* An unknown word is most often a file name: all kinds are named. */
static const import_kind *find_kind(const char *name, lc_error *err)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    lc_fail(err, LIFE_ERR_USAGE,
            "import takes osm, facilities, addresses, units, residents, "
            "statistics or categories, not \"%s\"",
            name);
    return NULL;
}

/* An option of another kind of import would be passed over in silence. */
static lc_status check_kind(const lc_opts *o, const import_kind *kind,
                            lc_error *err)
{
    uint64_t special = 0;

    for (size_t i = 0; i < KIND_COUNT; i++)
        special |= kinds[i].options;
    for (int i = 0; i < LIFE_OPT_COUNT_; i++)
        if (o->value[i] && (special & ~kind->options) >> i & 1)
            return lc_fail_param(err, LIFE_ERR_USAGE, lc_opts_name((lc_opt)i),
                                 "not for import %s", kind->name);
    if (kind->run == lc_import_units && !o->value[LIFE_OPT_LEVEL])
        return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                             "missing: the level of these units");
    return LIFE_OK;
}

/* Options as they are; what they mean, and whether they are right, is for the
 * import to say. With a trial or a report refused rows do not end the reading:
 * all of them are to be seen. */
static lc_status run_import(lc_city *c, const lc_opts *o, void *ctx,
                            lc_error *err)
{
    import_job *job = ctx;
    uint32_t max_reject = 0, year = 0, header_row = 0;
    lc_import_opts with = {
        .source = o->value[LIFE_OPT_SOURCE],
        .clip = o->value[LIFE_OPT_CLIP],
        .clip_to = o->value[LIFE_OPT_CLIP_TO],
        .margin = o->value[LIFE_OPT_MARGIN],
        .extent = o->value[LIFE_OPT_EXTENT],
        .units = o->value[LIFE_OPT_UNITS],
        .timezone = o->value[LIFE_OPT_TIMEZONE],
        .level = o->value[LIFE_OPT_LEVEL],
        .by = o->value[LIFE_OPT_BY],
        .attribution = o->value[LIFE_OPT_ATTRIBUTION],
        .as_of = o->value[LIFE_OPT_AS_OF],
        .licence = o->value[LIFE_OPT_LICENCE],
        .no_export = o->value[LIFE_OPT_NO_EXPORT] != NULL,
        .crs = o->value[LIFE_OPT_CRS],
        .trust_crs = o->value[LIFE_OPT_TRUST_CRS] != NULL,
        .category = o->value[LIFE_OPT_CATEGORY],
        .encoding = o->value[LIFE_OPT_ENCODING],
        .sheet = o->value[LIFE_OPT_SHEET],
        .layer = o->value[LIFE_OPT_LAYER],
        .map = o->value[LIFE_OPT_MAP],
        .weak_tags = o->value[LIFE_OPT_WEAK_TAGS] != NULL,
        .categories = o->value[LIFE_OPT_CATEGORIES],
        .types = o->value[LIFE_OPT_TYPES],
        .address_quality = o->value[LIFE_OPT_ADDRESS_QUALITY],
        .parents = o->value[LIFE_OPT_PARENTS],
        .by_name = o->value[LIFE_OPT_BY_NAME] != NULL,
        .to_the_end = o->value[LIFE_OPT_DRY_RUN] || o->value[LIFE_OPT_REPORT],
        .journal = &job->intake,
    };
    lc_status st =
        lc_opts_uint(o, LIFE_OPT_MAX_REJECT, 1, 1000000, &max_reject, err);

    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_YEAR, 1000, 9999, &year, err);
    if (!st)
        st = lc_opts_uint(o, LIFE_OPT_HEADER_ROW, 1, 1000000, &header_row, err);
    if (st)
        return st;
    with.header_row = header_row;
    with.max_reject = max_reject;
    with.year = (int)year;
    return job->kind->run(c, o->arg[1], &with, &job->report, err);
}

/* Sentences of the import room, a line each. */
static void tell_report(const lc_import_report *r, lc_lang lang)
{
    lc_buf english = {0}, text = {0};

    for (const char *line = r->text; *line; line += *line == '\n') {
        size_t len = strcspn(line, "\n");

        lc_buf_clear(&english);
        lc_buf_clear(&text);
        lc_buf_put(&english, line, len);
        if (len > 0 && !english.failed)
            lc_imported_put(&text, lang, english.data);
        if (text.len)
            lc_log(LIFE_LOG_INFO, "%s", text.data);
        line += len;
    }
    lc_buf_free(&english);
    lc_buf_free(&text);
}

static bool wants_json(const lc_opts *o)
{
    return lc_opts_format_is(o, "json");
}

static bool is_trial(const lc_opts *o)
{
    return o->value[LIFE_OPT_DRY_RUN] != NULL;
}

/* What the city looks like now, for who wants to read it. */
/* The published file is opened anew and not the version in memory: what is told
 * is what everybody sees now. */
static lc_status look_at_city(const lc_opts *o, lc_world **w, lc_diagnosis *d,
                              lc_error *err)
{
    const char *path;
    lc_status st = lc_opts_city(o, &path, err);

    if (!st)
        st = lc_world_open(path, false, w, err);
    if (!st)
        st = lc_diagnosis_make(*w, d, err);
    return st ? st : lc_diagnosis_file(d, *w, path, true, err);
}

/* What was found, to whom it may concern, also where the import failed for
 * it: then `why` says so. */
static lc_status tell_intake(const lc_opts *o, const import_job *job,
                             const lc_diagnosis *city, const lc_error *why,
                             lc_error *err)
{
    lc_data_report r = {.file = o->arg[1],
                        .dry_run = is_trial(o),
                        .failed = why->text[0] ? why->text : NULL,
                        .intake = &job->intake,
                        .city = city};
    lc_buf out = {0};
    lc_status st = lc_findings_report(o, &r, err);

    if (!st && wants_json(o)) {
        lc_data_report_json(&out, &r);
        st = lc_term_answer(&out, err);
    } else if (!st && is_trial(o)) {
        st = lc_intake_print(&r, lc_opts_lang(o), err);
    } else if (!st && !r.failed && !o->value[LIFE_OPT_QUIET]) {
        tell_report(&job->report, lc_opts_lang(o));
        lc_intake_log(&r, lc_opts_lang(o));
    }
    return st;
}

/* Looking at the city takes as long as opening it, so it is left out where
 * nobody would read of it. */
static lc_status tell_import(const lc_opts *o, const import_job *job,
                             const lc_error *why, lc_error *err)
{
    bool look = !why->text[0] && !is_trial(o) &&
                !o->value[LIFE_OPT_NO_COMPUTE] &&
                (!o->value[LIFE_OPT_QUIET] || wants_json(o) ||
                 o->value[LIFE_OPT_REPORT]);
    lc_world *w = NULL;
    lc_diagnosis d = {0};
    lc_status st = LIFE_OK;

    if (job->intake.rows == 0) { /* an extract, a grid, or nothing read */
        if (!why->text[0] && !o->value[LIFE_OPT_QUIET])
            tell_report(&job->report, lc_opts_lang(o));
        return LIFE_OK;
    }
    if (look)
        st = look_at_city(o, &w, &d, err);
    if (!st)
        st = tell_intake(o, job, look ? &d : NULL, why, err);
    lc_diagnosis_clear(&d);
    lc_world_free(w);
    return st;
}

/* `why` is the import's own failure, and `err` would be that of telling. */
lc_status lc_change_import(const lc_opts *o, lc_error *err)
{
    import_job job = {.kind = find_kind(o->arg[0], err)};
    lc_error why = {0};
    lc_status st, told;

    if (!job.kind)
        return LIFE_ERR_USAGE;
    st = check_kind(o, job.kind, err);
    if (!st)
        st = lc_findings_check(o, err);
    if (st)
        return st;
    st = is_trial(o) ? try_edit(o, run_import, &job, &why)
                     : edit_city(o, job.kind->creates ? CREATES : CHANGES,
                                 run_import, &job, &why);
    told = tell_import(o, &job, &why, err);
    lc_journal_clear(&job.intake);
    if (st && err) /* comes before a report that could not be written */
        *err = why;
    return st ? st : told;
}

/* ---- one facility ---- */

typedef struct facility_verb {
    const char *name;
    edit_fn run;
    int least_args;
} facility_verb;

/* ctx takes the new id, which is printed when the city is published. */
/* What is wrong with the fields is told first. */
static lc_status facility_add(lc_city *c, const lc_opts *o, void *ctx,
                              lc_error *err)
{
    lc_status st = lc_one_facility_add(c, (const char *const *)o->arg + 1,
                                       (size_t)o->args - 1,
                                       o->value[LIFE_OPT_POINT_CRS], ctx, err);

    return st ? st : lc_change_place_check(c, o, err);
}

static lc_status facility_set(lc_city *c, const lc_opts *o, void *ctx,
                              lc_error *err)
{
    lc_status st = lc_one_facility_set(
        c, o->arg[1], (const char *const *)o->arg + 2, (size_t)o->args - 2,
        o->value[LIFE_OPT_POINT_CRS], err);

    (void)ctx;
    return st ? st : lc_change_place_check(c, o, err);
}

/* Closed, not deleted: what was there on a date can still be compared. */
static lc_status facility_close(lc_city *c, const lc_opts *o, void *ctx,
                                lc_error *err)
{
    char today[32];

    (void)ctx;
    lc_city_now(today);
    today[strlen("YYYY-MM-DD")] = '\0';
    return lc_one_facility_close(
        c, o->arg[1], o->value[LIFE_OPT_ON] ? o->value[LIFE_OPT_ON] : today,
        err);
}

lc_status lc_change_import_facility(const lc_opts *o, lc_error *err)
{
    static const facility_verb verbs[] = {
        {"add", facility_add, 2},
        {"set", facility_set, 3},
        {"close", facility_close, 2},
    };
    char id[64] = "";

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        lc_status st;

        if (strcmp(o->arg[0], verbs[i].name) != 0)
            continue;
        if (o->args < verbs[i].least_args)
            break;
        st = edit_city(o, CHANGES, verbs[i].run, id, err);
        if (!st && id[0])
            st = lc_term_printf(err, "%s\n", id);
        return st;
    }
    return lc_fail(err, LIFE_ERR_USAGE, "usage: lifecircle facility %s",
                   o->command->args);
}

/* ---- remove, compute ---- */

static lc_status remove_source(lc_city *c, const lc_opts *o, void *ctx,
                               lc_error *err)
{
    lc_status st = lc_source_remove(c, o->arg[0], err);

    (void)ctx;
    return st ? st : lc_import_categories_remove(c, o->arg[0], err);
}

lc_status lc_change_import_remove(const lc_opts *o, lc_error *err)
{
    return edit_city(o, CHANGES, remove_source, NULL, err);
}

static lc_status set_terms(lc_city *c, const lc_opts *o, void *ctx,
                           lc_error *err)
{
    (void)ctx;
    return lc_terms_set(c, o->arg[1], (const char *const *)o->arg + 2,
                        (size_t)o->args - 2, err);
}

lc_status lc_change_import_terms(const lc_opts *o, lc_error *err)
{
    if (strcmp(o->arg[0], "set") != 0 || o->args < 3)
        return lc_fail(err, LIFE_ERR_USAGE, "usage: lifecircle sources %s",
                       o->command->args);
    return edit_city(o, KEEPS_RESULTS, set_terms, NULL, err);
}

lc_status lc_change_import_compute(const lc_opts *o, lc_error *err)
{
    return edit_city(o, CHANGES, NULL, NULL, err);
}

/* ---- back ---- */

/* Of which time it is, so that nobody takes it for another: where versions were
 * made without --keep it is older than the last. */
static void tell_version(const char *path, lc_lang lang)
{
    lc_city *c = NULL;
    char at[32] = "";

    if (!lc_city_open(path, true, &c, NULL) &&
        !lc_setting_get(c, "created_at", at, sizeof at, NULL))
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_BACK, path, at);
    lc_city_close(c);
}

lc_status lc_change_import_rollback(const lc_opts *o, lc_error *err)
{
    const char *path;
    lc_error unwritten = {0};
    lc_status st = lc_opts_city(o, &path, err);

    lc_term_progress(lc_opts_lang(o), o->value[LIFE_OPT_QUIET] != NULL);
    if (!st)
        st = lc_rollback_city(path, &unwritten, err);
    lc_progress_end();
    tell_unwritten(o, &unwritten);
    if (!st && !o->value[LIFE_OPT_QUIET])
        tell_version(path, lc_opts_lang(o));
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask.c - a question as a command: its parameters from options, its
 * answer to standard output or into a file.
 */
#include "src/cli/ask.h"

#include "lifecircle/ask/args/find.h"
#include "lifecircle/ask/args/read.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/export/formats/formats.h"
#include "lifecircle/tiles/scenery.h"
#include "lifecircle/words/reasons.h"
#include "src/cli/outfile.h"
#include "src/cli/term.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What an inquiry needs from the options to the answer. */
typedef struct inquiry {
    const lc_question *question;
    lc_args args;
    char lon[32], lat[32];
    char ending[16];  /* of the output's name, where that is a format */
    const char *path; /* of the city */
    lc_study *study;
    const char *path_before; /* where two are compared; else NULL */
    lc_study *before;
    lc_outfile *file; /* NULL: standard output */
} inquiry;

/* ---- parameters ---- */

static lc_status take_place(inquiry *q, const char *at, lc_error *err)
{
    const char *comma = at ? strchr(at, ',') : NULL;
    double lon, lat;

    if (!at)
        return LIFE_OK;
    if (!comma || !lc_parse_pair(at, &lon, &lat))
        return lc_fail(
            err, LIFE_ERR_USAGE,
            "--at is \"%.60s\"; it must be LON,LAT in plain decimals", at);
    snprintf(q->lon, sizeof q->lon, "%.*s", (int)(comma - at), at);
    snprintf(q->lat, sizeof q->lat, "%s", comma + 1);
    q->args.raw[LIFE_PARAM_LON] = q->lon;
    q->args.raw[LIFE_PARAM_LAT] = q->lat;
    return LIFE_OK;
}

/* What stands without a name goes to the parameters that ask for it, in
 * order. */
static lc_status take_params(inquiry *q, const lc_opts *o, lc_error *err)
{
    int arg = 0;

    for (size_t i = 0; i < q->args.use_count; i++) {
        const lc_use *use = &q->args.uses[i];
        const char **raw = &q->args.raw[use->id];

        if (!(use->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT)))
            *raw = o->value[LIFE_OPT_PARAM(use->id)];
        else if (arg < o->args)
            *raw = o->arg[arg++];
    }
    q->args.raw[LIFE_PARAM_LON] = NULL;
    return take_place(q, o->value[LIFE_OPT_PARAM(LIFE_PARAM_LON)], err);
}

/* ---- the format ---- */

/* An answer's format by the file's ending, as the question calls it: ".json" is
 * JSON where the question has that, and else GeoJSON. */
static bool take_ending(inquiry *q, const char *path)
{
    const char *dot = strrchr(path, '.');
    size_t len = dot ? strlen(dot + 1) : 0;

    if (!len || len >= sizeof q->ending)
        return false;
    snprintf(q->ending, sizeof q->ending, "%s", dot + 1);
    if (!lc_args_has_format(&q->args, q->ending))
        return false;
    q->args.raw[LIFE_PARAM_FORMAT] = q->ending;
    return true;
}

/* For messages: layers have suffixes of their own, answers their formats. */
static const char *endings_of(const inquiry *q)
{
    return lc_args_has_format(&q->args, "geojsonseq") ? lc_formats_suffixes
                                                      : q->args.formats;
}

/* A file's name says its format, where --format does not. */
static lc_status take_format(inquiry *q, lc_error *err)
{
    const char *path = q->args.raw[LIFE_PARAM_OUTPUT];
    const lc_export_format *format;

    if (!path || !strcmp(path, "-") || q->args.raw[LIFE_PARAM_FORMAT])
        return LIFE_OK;
    if (take_ending(q, path))
        return LIFE_OK;
    format = lc_formats_of_path(path);
    if (!format)
        return lc_fail_param(err, LIFE_ERR_USAGE, "output",
                             "%s ends in none of %s, and --format is not given",
                             path, endings_of(q));
    q->args.raw[LIFE_PARAM_FORMAT] = format->name;
    return LIFE_OK;
}

/* ---- the answer ---- */

/* Answers of whole layers come piece by piece, others at once. */
static lc_status write_out(void *ctx, const void *bytes, size_t len,
                           lc_error *err)
{
    inquiry *q = ctx;

    return q->file ? lc_outfile_write(q->file, bytes, len, err)
                   : lc_term_write(bytes, len, err);
}

/* JSON and pages have no newline of their own at the end; a workbook wants
 * none. */
static lc_status finish(inquiry *q, lc_reply *out, lc_error *err)
{
    bool line = !lc_reply_is(out, "csv") && !lc_reply_is(out, "table") &&
                !lc_reply_is(out, "xlsx");
    const lc_value *lang = &q->args.v[LIFE_PARAM_LANG];
    lc_outfile *file = q->file;
    lc_status st = LIFE_OK;

    if (out->note != LIFE_REASON_NONE)
        lc_log(LIFE_LOG_WARN, "%s",
               lc_reason_text(out->note,
                              lang->text ? (lc_lang)lang->n : q->args.lang));
    if (out->left_out.len)
        lc_log(LIFE_LOG_WARN, "%s", out->left_out.data);
    if (line && out->body.len)
        lc_buf_putc(&out->body, '\n');
    if (out->body.failed)
        return lc_reply_failed(&out->body, err);
    if (out->body.len)
        st = write_out(q, out->body.data, out->body.len, err);
    if (!st && file) {
        q->file = NULL;
        st = lc_outfile_finish(file, err);
    }
    return st;
}

/* The walker is made here, as one process asks once. */
static lc_status answer(inquiry *q, lc_error *err)
{
    lc_scenery scenery = {q->path, lc_scenery_of_city};
    lc_ask ask = {.study = q->study,
                  .before = q->before,
                  .world = lc_study_world(q->study),
                  .scenery = &scenery,
                  .links = {""}};
    lc_reply out = {.format = q->args.format, .sink = write_out, .sink_ctx = q};
    lc_status st = LIFE_OK;

    ask.walker = lc_walker_new(q->study);
    if (!ask.walker)
        st = lc_no_memory(err, "asking the city");
    if (!st)
        st = lc_question_run(q->question, &ask, &q->args, &out, err);
    lc_progress_end();
    if (!st)
        st = finish(q, &out, err);
    lc_buf_free(&out.left_out);
    lc_buf_free(&out.body);
    lc_walker_free(ask.walker);
    return st;
}

/* ---- the command ---- */

/* Before the answer is made: a path that can't be written should not cost the
 * work. */
static lc_status open_output(inquiry *q, lc_error *err)
{
    const char *path = q->args.raw[LIFE_PARAM_OUTPUT];

    if (path && (lc_outfile_same(path, q->path) ||
                 (q->path_before && lc_outfile_same(path, q->path_before))))
        return lc_fail_param(err, LIFE_ERR_USAGE, "output",
                             "%s is the city file itself", path);
    return path ? lc_outfile_open(path, &q->file, err) : LIFE_OK;
}

/* The city, or OLD and NEW. */
static lc_status find_files(inquiry *q, const lc_opts *o, lc_error *err)
{
    if (!q->question->compares)
        return lc_opts_city(o, &q->path, err);
    q->path_before = o->arg[0];
    q->path = o->arg[1];
    return LIFE_OK;
}

static lc_status open_study(inquiry *q, lc_error *err)
{
    lc_study_rows rows = q->question->of_rows ? q->question->of_rows(&q->args)
                                              : LIFE_STUDY_WHOLE;
    lc_status st = LIFE_OK;

    if (q->path_before)
        st = lc_study_open_once(q->path_before, &q->before, err);
    return st ? st : lc_study_open_rows(q->path, rows, &q->study, err);
}

/* What is wrong with the options is said before the city is opened: that may
 * take a second, and the city may not be there. */
static lc_status run(const lc_opts *o, lc_error *err)
{
    inquiry q = {.question = o->command->question};
    lc_status st;

    lc_question_open(q.question, LIFE_DOOR_COMMAND, &q.args);
    q.args.lang = lc_lang_environment();
    st = take_params(&q, o, err);
    if (!st)
        st = take_format(&q, err);
    if (!st)
        st = lc_args_read(&q.args, err);
    if (!st)
        st = find_files(&q, o, err);
    if (!st)
        st = open_study(&q, err);
    if (!st)
        st = lc_args_find(&q.args, q.study, err);
    if (!st)
        st = open_output(&q, err);
    /* rows that run over a terminal would be written into the line */
    lc_term_progress(q.args.lang, !q.file && isatty(STDOUT_FILENO));
    if (!st)
        st = answer(&q, err);
    lc_outfile_drop(q.file);
    lc_args_clear(&q.args);
    lc_study_free(q.study);
    lc_study_free(q.before);
    return st;
}

/* "FACILITY", or the words it may be: "policy|projects|data". */
static const char *argument_of(const lc_question *q, int *count)
{
    *count = 0;
    for (const lc_use *use = q->uses; use->id != LIFE_PARAM_NONE; use++)
        if (use->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT)) {
            ++*count;
            return lc_params[use->id].argument;
        }
    return "";
}

void lc_ask_command(const lc_question *q, lc_command *out)
{
    int args;

    *out = (lc_command){.name = q->command,
                        .args = argument_of(q, &args),
                        .run = run,
                        .formats = q->command_formats,
                        .options = LIFE_OPT_BIT(CITY),
                        .example = q->example,
                        .question = q};
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        out->summary[lang] = q->text[lang];
        out->notes[lang] = q->notes[lang];
    }
    out->least_args = out->most_args = args;
    if (q->compares) {
        out->args = "OLD NEW";
        out->least_args = out->most_args = 2;
        out->options = 0;
    }
}

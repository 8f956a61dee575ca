/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/export.c - whole layers into a file.
 */
#include "lifecircle/export/answers/answers.h"
#include "src/cli/cli.h"

#include <string.h>

typedef struct format_name {
    const char *name, *suffix;
    lc_layer_format format;
} format_name;

static const format_name formats[] = {
    {"geojson", ".geojson", LIFE_FORMAT_GEOJSON},
    {"geojson", ".json", LIFE_FORMAT_GEOJSON},
    {"geojsonseq", ".geojsonseq", LIFE_FORMAT_GEOJSONSEQ},
    {"geojsonseq", ".geojsons", LIFE_FORMAT_GEOJSONSEQ},
    {"geojsonseq", ".geojsonl", LIFE_FORMAT_GEOJSONSEQ},
    {"csv", ".csv", LIFE_FORMAT_CSV},
};

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

/* --format, else what the file's name says; on standard output GeoJSON. */
static lc_status take_format(const lc_opts *o, const char *path,
                             lc_layer_format *out, lc_error *err)
{
    const char *named = o->value[LIFE_OPT_FORMAT];

    *out = LIFE_FORMAT_GEOJSON;
    if (!named && strcmp(path, "-") == 0)
        return LIFE_OK;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (named ? strcmp(named, formats[i].name) == 0
                  : ends_with(path, formats[i].suffix)) {
            *out = formats[i].format;
            return LIFE_OK;
        }
    return lc_fail_param(err, LIFE_ERR_USAGE, "output",
                         "%s does not end in .geojson, .geojsonseq or .csv, "
                         "and --format is not given",
                         path);
}

lc_status lc_cmd_export(const lc_opts *o, lc_error *err)
{
    const char *path =
        o->value[LIFE_OPT_OUTPUT] ? o->value[LIFE_OPT_OUTPUT] : "-";
    lc_layer_format format;
    lc_coverage_request r;
    lc_study *study = NULL;
    lc_outfile *f = NULL;
    lc_status st = take_format(o, path, &format, err);

    if (!st)
        st = lc_cli_study(o, &study, err);
    if (!st)
        st = lc_cli_coverage(o, lc_study_world(study), &r, err);
    if (!st)
        r.standard = o->value[LIFE_OPT_STANDARD];
    if (!st)
        st = lc_outfile_open(path, &f, err);
    if (st)
        goto done;
    st =
        lc_export_layer(study, o->arg[0], format, &r, lc_outfile_write, f, err);
    if (!st) {
        st = lc_outfile_finish(f, err);
        f = NULL;
    }
done:
    lc_outfile_drop(f);
    lc_study_free(study);
    return st;
}

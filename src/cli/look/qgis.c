/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/qgis.c - a project of QGIS beside the city file, which stays
 * where it is: both may be moved together.
 */
#define _DEFAULT_SOURCE /* realpath */
#include "src/cli/look/qgis.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/qgis/archive.h"
#include "lifecircle/export/qgis/project.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN  ".qgs"
#define PACKED ".qgz"

/* Whole, or NULL with errno. To be freed by free(). */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf folder = {0};
    char *real = NULL;

    if (slash)
        lc_buf_printf(&folder, "%.*s/", (int)(slash - path), path);
    else
        lc_buf_puts(&folder, ".");
    if (!folder.failed)
        real = realpath(folder.data, NULL);
    else
        errno = ENOMEM;
    lc_buf_free(&folder);
    return real;
}

/* How to get from a folder to a file, both whole and without links. */
static void put_relative(lc_buf *out, const char *folder, const char *file)
{
    size_t same = 0, i = 0;
    const char *rest;

    /* What both have in common up to a slash, or the end of the folder. */
    for (; folder[i] && folder[i] == file[i]; i++)
        if (folder[i] == '/')
            same = i + 1;
    if (!folder[i] && file[i] == '/') {
        same = i + 1;
        rest = "";
    } else {
        rest = folder + same;
    }
    lc_buf_puts(out, *rest ? "" : "./");
    for (; *rest; rest += strcspn(rest, "/"), rest += *rest == '/')
        lc_buf_puts(out, "../");
    lc_buf_puts(out, file + same);
}

static lc_status find_city(const char *city, const char *output, lc_buf *path,
                           lc_error *err)
{
    char *file = realpath(city, NULL), *folder = folder_of(output);
    lc_status st = LIFE_OK;

    if (!file || !folder)
        st = lc_fail(err, LIFE_ERR_IO, "cannot open %s: %s",
                     file ? output : city, strerror(errno));
    else if (strchr(file, '|'))
        st = lc_fail(err, LIFE_ERR_USAGE,
                     "QGIS opens no path with a '|' in it: \"%.200s\"", file);
    else
        put_relative(path, folder, file);
    free(file); /* the C library's own */
    free(folder);
    return st;
}

static bool ends_in(const char *path, const char *end)
{
    size_t len = path ? strlen(path) : 0, n = strlen(end);

    return len > n && !strcmp(path + len - n, end);
}

static lc_status check_output(const char *path, lc_error *err)
{
    if (ends_in(path, PLAIN) || ends_in(path, PACKED))
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_USAGE,
                   "a project of QGIS goes into a file: -o FILE.qgs or "
                   "FILE.qgz");
}

/* As the name of the file says. */
static lc_status write_project(const char *output, const lc_buf *text,
                               lc_error *err)
{
    lc_buf packed = {0};
    const lc_buf *all = text;
    lc_status st = LIFE_OK;

    if (ends_in(output, PACKED)) {
        st = lc_qgis_archive_put(&packed, text, err);
        all = &packed;
    }
    if (!st && all->failed)
        st = lc_no_memory(err, "a project of QGIS");
    if (!st)
        st = lc_file_write(output, all->data, all->len, err);
    lc_buf_free(&packed);
    return st;
}

static void tell(const char *output, const char *city, lc_lang lang)
{
    lc_buf line = {0};

    LC_SAY(&line, lang, LIFE_SAY_PROJECT_WRITTEN, output, city);
    lc_log(LIFE_LOG_INFO, "%s", line.failed ? "" : line.data);
    lc_buf_free(&line);
}

lc_status lc_look_qgis(const lc_opts *o, lc_error *err)
{
    const char *output = o->value[LIFE_OPT_FILE_OUT], *path;
    lc_lang lang = lc_opts_lang(o);
    lc_study *study = NULL;
    lc_buf city = {0}, text = {0};
    lc_status st = check_output(output, err);

    if (!st)
        st = lc_opts_city(o, &path, err);
    if (!st)
        st = lc_study_open_once(path, &study, err);
    if (!st)
        st = find_city(path, output, &city, err);
    if (!st) {
        lc_qgis_project_put(&text, lc_study_world(study),
                            lc_say_part(&text, &city), lang);
        st = text.failed ? lc_no_memory(err, "a project of QGIS")
                         : write_project(output, &text, err);
    }
    if (!st && !o->value[LIFE_OPT_QUIET])
        tell(output, city.data, lang);
    lc_buf_free(&city);
    lc_buf_free(&text);
    lc_study_free(study);
    return st;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/terms.c - the terms of a source: from the options of its
 * import, from the import before, or set by hand.
 *
 * Who imports a source again need not say them again: a table that must not be
 * given away would be, for an option that was forgotten once.
 */
#include "lifecircle/import/terms.h"

#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"

#include <stdio.h>
#include <string.h>

/* One line, as it stands below maps and at the head of files. */
static lc_status take_text(const char *text, const char *param, char *out,
                           size_t size, lc_error *err)
{
    if (!text)
        return LIFE_OK;
    if (strlen(text) >= size)
        return lc_fail_param(err, LIFE_ERR_RANGE, param,
                             "at most %zu bytes are taken, not %zu", size - 1,
                             strlen(text));
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            return lc_fail_param(err, LIFE_ERR_RANGE, param,
                                 "one line of text without control bytes is "
                                 "needed");
    snprintf(out, size, "%s", text);
    return LIFE_OK;
}

/* *found: there is a source of the name. */
static lc_status read_terms(lc_city *c, const char *source, lc_terms *out,
                            bool *found, char kind[32], lc_error *err)
{
    lc_stored_source s;
    lc_rows *rows;
    lc_status st = lc_source_rows_find(c, source, &s, &rows, err);

    *out = (lc_terms){0};
    *found = false;
    while (lc_rows_next(&rows, &st, err)) {
        snprintf(out->attribution, sizeof out->attribution, "%s",
                 s.attribution);
        snprintf(out->licence, sizeof out->licence, "%s", s.licence);
        out->withheld = s.withheld;
        snprintf(kind, 32, "%s", s.kind);
        *found = true;
    }
    return st;
}

lc_status lc_terms_take(lc_city *c, const char *source, const lc_import_opts *o,
                        lc_terms *out, lc_error *err)
{
    bool found;
    char kind[32];
    lc_status st = read_terms(c, source, out, &found, kind, err);

    if (!st)
        st = take_text(o->attribution, "attribution", out->attribution,
                       sizeof out->attribution, err);
    if (!st)
        st = take_text(o->licence, "licence", out->licence, sizeof out->licence,
                       err);
    out->withheld |= o->no_export;
    return st;
}

/* ---- by hand ---- */

static lc_status take_export(const char *value, lc_terms *out, lc_error *err)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return lc_fail_param(err, LIFE_ERR_USAGE, "export",
                             "export is \"%.40s\"; it must be yes or no",
                             value);
    out->withheld = *value == 'n';
    return LIFE_OK;
}

static lc_status take_field(const char *field, lc_terms *out, lc_error *err)
{
    const char *equals = strchr(field, '=');
    size_t len = equals ? (size_t)(equals - field) : 0;

    if (!equals)
        return lc_fail(err, LIFE_ERR_USAGE, "\"%.80s\" is not FIELD=VALUE",
                       field);
    if (len == strlen("licence") && !strncmp(field, "licence", len))
        return take_text(equals + 1, "licence", out->licence,
                         sizeof out->licence, err);
    if (len == strlen("attribution") && !strncmp(field, "attribution", len))
        return take_text(equals + 1, "attribution", out->attribution,
                         sizeof out->attribution, err);
    if (len == strlen("export") && !strncmp(field, "export", len))
        return take_export(equals + 1, out, err);
    return lc_fail(err, LIFE_ERR_USAGE,
                   "\"%.*s\" is no field; a source has licence, attribution "
                   "and export (yes or no)",
                   (int)(len < 40 ? len : 40), field);
}

lc_status lc_terms_set(lc_city *c, const char *source,
                       const char *const *fields, size_t count, lc_error *err)
{
    lc_terms terms;
    bool found;
    char kind[32] = "";
    lc_status st = read_terms(c, source, &terms, &found, kind, err);

    if (!st && !found)
        st = lc_source_missing(c, source, err);
    for (size_t i = 0; !st && i < count; i++)
        st = take_field(fields[i], &terms, err);
    if (!st)
        st = lc_source_rows_set_terms(
            c,
            &(lc_stored_source){.name = source,
                                .attribution = terms.attribution,
                                .licence = terms.licence,
                                .withheld = terms.withheld},
            err);
    /* The extract's stands for the whole city. */
    if (!st && !strcmp(kind, "osm"))
        st = lc_setting_put(c, "attribution", terms.attribution, err);
    return st;
}

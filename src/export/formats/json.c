/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/json.c - rows as JSON objects: the head's members, and
 * `rows`. It has no place for geometries, so it is a format of answers alone.
 */
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"

static lc_status begin(lc_writer *w, lc_error *err)
{
    lc_json *j = &w->json;

    (void)err;
    lc_json_init(j, w->out);
    lc_json_object(j, NULL);
    lc_writer_head(w);
    lc_json_array(j, "rows");
    return LIFE_OK;
}

/* The geometry of a row, if it has one, is not written. */
static lc_status put_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)err;
    lc_json_object(&w->json, NULL);
    lc_members_write(&w->json, &w->layout.fields, row);
    lc_json_end(&w->json);
    return LIFE_OK;
}

static lc_status end(lc_writer *w, lc_error *err)
{
    (void)err;
    lc_json_end(&w->json);
    lc_json_end(&w->json);
    return LIFE_OK;
}

extern const lc_writer_ops lc_json_ops;
const lc_writer_ops lc_json_ops = {.begin = begin, .row = put_row, .end = end};

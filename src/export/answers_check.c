/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * answers_check.c - a diagnosis as JSON.
 */
#include "lifecircle/export/answers.h"

static void put_example(lc_json *j, const lc_finding_example *e)
{
    lc_lonlat at = lc_pt_lonlat(e->pt);

    lc_json_object(j, NULL);
    lc_json_str(j, "id", e->id);
    lc_json_str(j, "name", *e->name ? e->name : NULL);
    lc_json_str(j, "other", *e->other ? e->other : NULL);
    lc_json_double(j, "lon", e->placed ? at.lon : NAN, 7);
    lc_json_double(j, "lat", e->placed ? at.lat : NAN, 7);
    lc_json_double(j, "metres", e->metres, 3);
    lc_json_end(j);
}

void lc_answer_diagnosis(lc_buf *out, const lc_diagnosis *d, bool hash_known)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_object(&j, "file");
    lc_json_bool(&j, "whole", true);
    lc_json_str(&j, "sha256", hash_known ? "as_published" : "not_known");
    lc_json_end(&j);
    lc_json_array(&j, "findings");
    for (int i = 0; i < LIFE_FINDING_COUNT; i++) {
        const lc_finding *f = &d->finding[i];

        lc_json_object(&j, NULL);
        lc_json_str(&j, "id", f->id);
        lc_json_str(&j, "kind", f->fault ? "fault" : "note");
        lc_json_int(&j, "count", (int64_t)f->count);
        lc_json_str(&j, "text", f->text);
        lc_json_str(&j, "advice", *f->advice ? f->advice : NULL);
        lc_json_array(&j, "examples");
        for (uint32_t k = 0; k < f->example_count; k++)
            put_example(&j, &f->example[k]);
        lc_json_end(&j);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/check.c - whether a city file is whole, and what is odd in its
 * data.
 */
#include "src/cli/look/check.h"

#include "lifecircle/export/pages/data/report.h"
#include "lifecircle/store/city.h"
#include "lifecircle/study/check/diagnosis.h"
#include "lifecircle/study/study.h"
#include "src/cli/look/findings.h"
#include "src/cli/term.h"

static lc_status check_file(const char *path, bool *hash_known, lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_city_open(path, false, &c, err);

    lc_city_close(c);
    return st ? st : lc_city_verify(path, hash_known, err);
}

/* That the file is whole stands first: no finding is worth more than that. */
static lc_status tell(const lc_opts *o, const lc_data_report *r, lc_error *err)
{
    lc_lang lang = lc_opts_lang(o);
    lc_buf out = {0};
    lc_status st;

    if (lc_opts_format_is(o, "json")) {
        lc_data_report_json(&out, r);
        return lc_term_answer(&out, err);
    }
    st = LC_TERM_SAY(err, lang, LIFE_SAY_CHECK_FILE,
                     lc_say_text(lang, r->hash_known
                                           ? LIFE_SAY_CHECK_HASH_SAME
                                           : LIFE_SAY_CHECK_HASH_NONE));
    return st ? st
              : lc_findings_print(r->city->finding, LIFE_FINDING_COUNT, true,
                                  lang, err);
}

/* Integrity, then the load as the server does it, then the data: each needs the
 * one before. */
lc_status lc_look_check(const lc_opts *o, lc_error *err)
{
    lc_study *study = NULL; /* so that its arrays are read too */
    lc_diagnosis d = {0};
    lc_data_report r = {.whole = true, .city = &d};
    lc_status st = lc_findings_check(o, err);

    if (!st)
        st = lc_opts_city(o, &r.file, err);
    if (!st)
        st = check_file(r.file, &r.hash_known, err);
    if (!st)
        st = lc_study_open(r.file, false, &study, err);
    if (!st)
        st = lc_diagnosis_make(lc_study_world(study), &d, err);
    if (!st)
        st = lc_diagnosis_file(&d, lc_study_world(study), r.file, false, err);
    if (!st)
        st = lc_findings_report(o, &r, err);
    if (!st)
        st = tell(o, &r, err);
    lc_diagnosis_clear(&d);
    lc_study_free(study);
    return st;
}

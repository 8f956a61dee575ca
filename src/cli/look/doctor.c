/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/doctor.c - what is wrong with a machine, a city file and a
 * proxy, in a screen.
 */
#include "src/cli/look/doctor.h"

#include "src/cli/health/file.h"
#include "src/cli/health/machine.h"
#include "src/cli/health/proxy.h"
#include "src/cli/term.h"

/* Apart from 1 and 2, which say that nothing could be looked at. */
enum { EXIT_WARNING = 3, EXIT_WRONG = 4 };

static lc_status put(const lc_opts *o, lc_health *h, lc_error *err)
{
    lc_buf out = {0};

    if (h->failed)
        return lc_no_memory(err, "what was found");
    if (!lc_opts_format_is(o, "json"))
        return lc_health_print(h, err);
    lc_health_json(h, &out);
    return lc_term_answer(&out, err);
}

lc_status lc_look_doctor(const lc_opts *o, lc_error *err)
{
    static const int codes[LIFE_HEALTH_LEVELS] = {0, EXIT_WARNING, EXIT_WRONG};
    static const char *const langs[] = {"zh", "en"};
    lc_health h = {.lang = lc_opts_lang(o)};
    const char *city;
    size_t which;
    lc_error none = {0};
    lc_status st = lc_opts_word(o, LIFE_OPT_LANG, langs, 2, &which, err);

    lc_health_machine(&h);
    if (!st && !lc_opts_city(o, &city, &none))
        lc_health_file(&h, city);
    if (!st && o->args)
        st = lc_health_proxy(
            &h,
            &(lc_health_site){.url = o->arg[0],
                              .host = o->value[LIFE_OPT_HOST],
                              .metrics = o->value[LIFE_OPT_OPERATOR]},
            err);
    if (!st)
        st = put(o, &h, err);
    if (!st)
        lc_term_set_exit(codes[h.worst]);
    lc_health_clear(&h);
    return st;
}

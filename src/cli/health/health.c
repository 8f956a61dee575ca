/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/health.c - see health.h.
 */
#include "src/cli/health/health.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/utf8.h"
#include "src/cli/term.h"

#include <string.h>

void lc_health_clear(lc_health *h)
{
    for (size_t i = 0; i < h->row.n; i++) {
        lc_free(h->row.v[i].value);
        lc_free(h->row.v[i].advice);
    }
    lc_vec_free(&h->row);
}

void lc_health_area(lc_health *h, const char *id, lc_sentence title)
{
    h->area = id;
    h->area_title = title;
}

void lc_health_add(lc_health *h, const char *id, lc_sentence label,
                   lc_health_level level, const char *value)
{
    lc_health_row row = {.area = h->area,
                         .id = id,
                         .area_title = h->area_title,
                         .label = label,
                         .level = level,
                         .value = lc_strdup(value)};

    if (level > h->worst)
        h->worst = level;
    if (!row.value || !lc_vec_push(&h->row, row)) {
        lc_free(row.value);
        h->failed = true;
        return;
    }
    lc_utf8_blunt(row.value); /* names of sources, and what a proxy sends */
}

void lc_health_explain(lc_health *h, const char *text)
{
    lc_health_row *row = h->row.n ? &h->row.v[h->row.n - 1] : NULL;

    if (!row || row->level == LIFE_HEALTH_OK || row->advice)
        return;
    row->advice = lc_strdup(text);
    if (row->advice)
        lc_utf8_blunt(row->advice);
    else
        h->failed = true;
}

void lc_health_advise(lc_health *h, lc_sentence advice, const char *part)
{
    lc_buf text = {0};

    LC_SAY(&text, h->lang, advice, part);
    if (text.failed)
        h->failed = true;
    else
        lc_health_explain(h, text.data);
    lc_buf_free(&text);
}

const char *lc_health_yes(const lc_health *h, bool yes)
{
    return lc_say_text(h->lang, yes ? LIFE_SAY_HEALTH_YES : LIFE_SAY_HEALTH_NO);
}

/* ---- out ---- */

static lc_sentence level_word(lc_health_level level)
{
    static const lc_sentence words[LIFE_HEALTH_LEVELS] = {
        LIFE_SAY_HEALTH_OK, LIFE_SAY_HEALTH_WARN, LIFE_SAY_HEALTH_WRONG};

    return words[level];
}

/* The rows from `i` on that are of one area; returns where the next begins. */
static size_t put_area(const lc_health *h, size_t i, lc_error *err)
{
    const lc_health_row *first = &h->row.v[i];
    lc_grid g = {.columns = 3};
    size_t end = i;

    for (; end < h->row.n && h->row.v[end].area == first->area; end++) {
        const lc_health_row *row = &h->row.v[end];

        lc_grid_put(&g, "  %s", lc_say_text(h->lang, level_word(row->level)));
        lc_grid_put(&g, "%s", lc_say_text(h->lang, row->label));
        lc_grid_put(&g, "%s", row->value);
    }
    lc_term_printf(err, "%s%s\n", i ? "\n" : "",
                   lc_say_text(h->lang, first->area_title));
    lc_term_grid(&g, err);
    for (; i < end; i++)
        if (h->row.v[i].advice)
            LC_TERM_SAY(err, h->lang, LIFE_SAY_HEALTH_ADVICE,
                        lc_say_text(h->lang, h->row.v[i].label),
                        h->row.v[i].advice);
    return end;
}

lc_status lc_health_print(lc_health *h, lc_error *err)
{
    static const lc_sentence sums[LIFE_HEALTH_LEVELS] = {
        LIFE_SAY_HEALTH_SUM_OK, LIFE_SAY_HEALTH_SUM_WARN,
        LIFE_SAY_HEALTH_SUM_WRONG};
    size_t i = 0;

    while (i < h->row.n)
        i = put_area(h, i, err);
    lc_term_printf(err, "%s", lc_say_text(h->lang, sums[h->worst]));
    return err->status;
}

/* Ids and levels are for programs, and of no language. */
void lc_health_json(const lc_health *h, lc_buf *out)
{
    static const char *const levels[LIFE_HEALTH_LEVELS] = {"ok", "warning",
                                                           "wrong"};
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "state", levels[h->worst]);
    lc_json_array(&j, "checks");
    for (size_t i = 0; i < h->row.n; i++) {
        const lc_health_row *row = &h->row.v[i];

        lc_json_object(&j, NULL);
        lc_json_str(&j, "area", row->area);
        lc_json_str(&j, "id", row->id);
        lc_json_str(&j, "state", levels[row->level]);
        lc_json_str(&j, "label", lc_say_text(h->lang, row->label));
        lc_json_str(&j, "value", row->value);
        lc_json_str(&j, "advice", row->advice);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
}

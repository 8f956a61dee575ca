/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/view.c - see view.h.
 *
 * What homes weigh depends on the city: residents, floor area or lengths of
 * street. The words that go with a figure are chosen here, so that no part of
 * the report calls square metres people.
 */
#include "src/export/pages/report/view.h"

#include "lifecircle/words/words.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"

#include <string.h>

const char *lc_report_view_unit(const lc_report_view *s, uint32_t unit)
{
    if (unit == LIFE_NONE) {
        const char *name = lc_world_setting(s->w, "name");

        return *name ? name : lc_say_text(s->lang, LIFE_SAY_REPORT_WHOLE_CITY);
    }
    return lc_world_unit(s->w, unit)->called[s->lang];
}

const char *lc_report_view_category(const lc_report_view *s, uint32_t category)
{
    const lc_category *c = lc_world_category(s->w, category);

    return lc_lang_pick(s->lang, c->name_zh, c->name_en);
}

const char *lc_report_view_by_kind(const lc_report_view *s,
                                   lc_sentence residents, lc_sentence floor,
                                   lc_sentence street)
{
    const char *kind = lc_home_kind_id(lc_world_home_kind(s->w));

    return lc_say_text(s->lang, !strcmp(kind, "residents")       ? residents
                                : !strcmp(kind, "floor_area_m2") ? floor
                                                                 : street);
}

const char *lc_report_view_space(const lc_report_view *s)
{
    return s->lang == LIFE_LANG_ZH ? "" : " ";
}

void lc_report_view_weight(const lc_report_view *s, int64_t thousandths)
{
    lc_html_count(s->out, (double)thousandths / 1000);
    lc_buf_puts(s->out, lc_report_view_space(s));
    lc_buf_puts(s->out, lc_report_view_by_kind(s, LIFE_SAY_REPORT_PEOPLE,
                                               LIFE_SAY_REPORT_FLOOR,
                                               LIFE_SAY_REPORT_STREET));
}

const char *lc_report_view_weight_of(const lc_report_view *s)
{
    return lc_words_of(lc_world_home_kind(s->w), s->lang);
}

void lc_report_view_heading(const lc_report_view *s, lc_sentence text)
{
    lc_buf_printf(s->out, "<h2>%s</h2>\n", lc_say_text(s->lang, text));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/site.c - see site.h.
 */
#include "src/export/values/cover/site.h"

#include "src/export/values/category.h"
#include "src/export/values/unit.h"

#include <math.h>

#define SITE_FIELDS(X)                                                         \
    X("rank", LIFE_INTEGER, "", "rank", "次序", lc_cell_whole((int64_t)i + 1)) \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_category_id(a->w, a->q->category)))                      \
    X("candidate", LIFE_TEXT, "", "candidate", "备选地点",                     \
      lc_cell_text(lc_site_candidate(r, a, s->candidate)))                     \
    X("gained", LIFE_MILLI, "", "weight gained", "新增覆盖权重",               \
      lc_cell_whole(s->gained))                                                \
    X("homes", LIFE_INTEGER, "", "homes gained", "新增住处数",                 \
      lc_cell_whole(s->homes))                                                 \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_unit_code(a->w, s->unit)))                               \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(lc_unit_name(a->w, s->unit)))                               \
    X("saved_seconds", LIFE_DECIMAL(3), "s", "mean walk shorter by",           \
      "平均步行时间减少",                                                      \
      lc_cell_real(                                                            \
          a->q->model == LIFE_SITE_MEDIAN ? (double)s->saved_ms / 1000 : NAN)) \
    X("ties", LIFE_INTEGER, "", "others that would do as well",                \
      "同样好的备选地点数", lc_cell_whole(s->ties))

static const lc_export_field fields[] = {SITE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_site_fields = LIFE_FIELDS(fields);

const char *lc_site_candidate(lc_row *r, const lc_sites_answer *a,
                              uint32_t candidate)
{
    lc_lonlat at = lc_pt_lonlat(a->s->candidate.v[candidate]);
    lc_buf text = {0};
    lc_cell cell;

    if (a->id)
        return a->id[candidate];
    lc_buf_printf(&text, "%.7f,%.7f", at.lon, at.lat);
    cell = lc_row_text(r, &text);
    lc_buf_free(&text);
    return cell.is.text ? cell.is.text : "";
}

void lc_site_values(lc_row *r, const lc_sites_answer *a, size_t i)
{
    const lc_site *s = &a->s->site.v[i];

    r->geometry = (lc_geometry){.pt = s->at, .placed = true};
    SITE_FIELDS(LIFE_VALUE_OF)
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/ledger.c - see lifecircle/export/answers/ledger.h.
 *
 * Members are called as in the file itself, so that who reads one can read the
 * other.
 */
#include "lifecircle/export/answers/ledger.h"

#include "lifecircle/export/formats/writer.h"

#include <math.h>
#include <string.h>

static lc_cell count_cell(int64_t n)
{
    return lc_cell_if(n >= 0, n);
}

static lc_cell real_cell(double v)
{
    return lc_cell_real(v < 0 ? NAN : v);
}

/* clang-format off */
#define COLUMNS(X)                                                             \
    X("at", LIFE_DATE, "", "published", "发布时间", lc_cell_known(line->at))    \
    X("command", LIFE_TEXT, "", "command", "命令",                             \
      lc_cell_known(line->command))                                            \
    X("generation", LIFE_TEXT, "", "generation", "版本号",                     \
      lc_cell_known(line->generation))                                         \
    X("sha256", LIFE_TEXT, "", "SHA-256 of the file", "文件的 SHA-256",        \
      lc_cell_known(line->sha256))                                             \
    X("data_as_of", LIFE_DATE, "", "data as of", "数据截至",                   \
      lc_cell_known(line->data_as_of))                                         \
    X("facilities", LIFE_INTEGER, "", "facilities", "设施",                    \
      count_cell(line->facilities))                                            \
    X("facilities_closed", LIFE_INTEGER, "", "closed facilities", "已关闭的设施", \
      count_cell(line->closed))                                                \
    X("streets", LIFE_INTEGER, "", "pieces of streets", "街道段",              \
      count_cell(line->streets))                                               \
    X("homes", LIFE_INTEGER, "", "homes", "住处", count_cell(line->homes))     \
    X("units", LIFE_INTEGER, "", "units", "单元", count_cell(line->units))     \
    X("weight", LIFE_TEXT, "", "what homes weigh", "住处的权重",               \
      lc_cell_known(line->home_kind))                                          \
    X("total", LIFE_MILLI, "", "weight of all homes", "住处总权重",            \
      count_cell(line->weight_milli))                                          \
    X("basic_services", LIFE_INTEGER, "", "basic services", "基本服务项数",    \
      count_cell(line->basic_services))                                        \
    X("basic_count_min", LIFE_DECIMAL(4), "",                                  \
      "basic services in reach of the average resident, at least",             \
      "居民平均可达的基本服务项数，至少", real_cell(line->basic_min))          \
    X("basic_count_max", LIFE_DECIMAL(4), "",                                  \
      "basic services in reach of the average resident, at most",              \
      "居民平均可达的基本服务项数，至多", real_cell(line->basic_max))          \
    X("all_basic_min", LIFE_DECIMAL(4), "", "share with all of them, at least", \
      "全部可达的比例，至少", real_cell(line->all_basic_min))                  \
    X("all_basic_max", LIFE_DECIMAL(4), "", "share with all of them, at most", \
      "全部可达的比例，至多", real_cell(line->all_basic_max))                  \
    X("file", LIFE_TEXT, "", "file", "文件", lc_row_text(r, file))
/* clang-format on */

static const lc_export_field columns[] = {COLUMNS(LIFE_FIELD_OF)};
static const lc_fields fields = LIFE_FIELDS(columns);

static void put_values(lc_row *r, const lc_ledger_line *line,
                       const lc_buf *file)
{
    COLUMNS(LIFE_VALUE_OF)
}

void lc_answer_ledger_file(lc_buf *out, const lc_ledger *l,
                           const lc_ledger_line *line)
{
    const char *slash = strrchr(l->path, '/');

    if (line->kept < 0)
        return;
    lc_buf_puts(out, slash ? slash + 1 : l->path);
    if (line->kept > 0)
        lc_buf_printf(out, ".%d", line->kept);
}

static lc_status put_line(lc_writer *w, lc_row *r, const lc_ledger *l, size_t i,
                          lc_error *err)
{
    lc_buf file = {0};
    lc_status st;

    lc_row_clear(r);
    lc_answer_ledger_file(&file, l, &l->v.v[i]);
    put_values(r, &l->v.v[i], &file);
    st = lc_writer_row(w, r, err);
    lc_buf_free(&file);
    return st;
}

lc_status lc_answer_ledger(lc_buf *out, const lc_ledger *l, const char *format,
                           lc_error *err)
{
    const lc_member head[] = {{"torn", NULL, &l->torn}};
    const lc_layout layout = {.name = "ledger",
                              .geometry = LIFE_GEOMETRY_NONE,
                              .fields = fields,
                              .head = head,
                              .heads = 1};
    lc_row row = {0};
    lc_writer w;
    lc_status st = lc_writer_open(&w, lc_formats_find(format), &layout,
                                  (lc_target){.buf = out}, err);

    for (size_t i = 0; i < l->v.n && !st; i++)
        st = put_line(&w, &row, l, i, err);
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_row_free(&row);
    return st;
}

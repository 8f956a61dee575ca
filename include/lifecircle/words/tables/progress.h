/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/progress.h - what a command is at, on the line of a
 * terminal that comes and goes.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_PROGRESS_H
#define LIFECIRCLE_WORDS_TABLES_PROGRESS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts. */
/* clang-format off */
/* {0} one of the works below, {1} percent, {2} how much of {3}; {4} RATE and
 * one of LEFT, or nothing while they are not known. */
#define LIFE_WORDS_PROGRESS_LINE(X) \
    X(PROGRESS, "{0}：{1}%，{2}/{3}{4}", "{0}: {1} %, {2} of {3}{4}") \
    X(PROGRESS_RATE, "，每秒 {0}", ", {0} a second") \
    X(PROGRESS_LEFT_S, "，还需 {0} 秒", ", {0} s left") \
    X(PROGRESS_LEFT_MIN, "，还需 {0} 分钟", ", {0} min left") \
    X(PROGRESS_MB, "{0} MB", "{0} MB")

/* In English as the program says them (lc_progress): works that are told in
 * bytes, then those in pieces. COPYING, SUMMING: the city file. */
#define LIFE_WORDS_PROGRESS_WORKS(X) \
    X(PROGRESS_READING, "读取", "reading") \
    X(PROGRESS_COPYING, "复制城市文件", "copying the city") \
    X(PROGRESS_SUMMING, "写入城市文件", "writing the city") \
    X(PROGRESS_STREETS, "街道", "streets") \
    X(PROGRESS_SHAPES, "地图图形", "shapes of the map") \
    X(PROGRESS_MAP, "底图", "base map") \
    X(PROGRESS_PLACES, "设施", "facilities") \
    X(PROGRESS_DWELLINGS, "住处", "homes") \
    X(PROGRESS_ADDRESSES, "地址", "addresses") \
    X(PROGRESS_HOMES, "连接住处与街道", "linking homes") \
    X(PROGRESS_FACILITIES, "连接设施与街道", "linking facilities") \
    X(PROGRESS_WALKS, "计算步行时间", "walk times") \
    X(PROGRESS_COVERAGE, "计算覆盖率", "coverage") \
    X(PROGRESS_UNITS, "标注住处所在单元", "units of homes") \
    X(PROGRESS_INDEXES, "建立空间索引", "spatial indexes") \
    X(PROGRESS_EXPORT, "导出", "exporting")
/* clang-format on */

#define LIFE_WORDS_PROGRESS(X)  \
    LIFE_WORDS_PROGRESS_LINE(X) \
    LIFE_WORDS_PROGRESS_WORKS(X)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/misplaced.h - why the place of a row can't be taken.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_MISPLACED_H
#define LIFECIRCLE_WORDS_TABLES_MISPLACED_H

/* X(Chinese, English), as in imported.h beside it. */
/* clang-format off */
/* With the likely cause, where the other way round it would be right. */
#define LIFE_MAYBE_SWAPPED(X, zh, en) \
    X(zh, en) \
    X(zh "；经度和纬度（x 和 y）是否写反了？", \
      en "; are longitude and latitude (x and y) swapped?")

/* Longitude and latitude. */
#define LIFE_WORDS_MISPLACED_POSITION(X) \
    X("[0]“{1}”标的是另一个；经度和纬度（x 和 y）是否写反了？", \
      "the {0} \"{1}\" is marked as the other one; are longitude and " \
      "latitude (x and y) swapped?") \
    X("[0]“{1}”是度分；请写十进制度 {2}", \
      "{0} \"{1}\" is in degrees and minutes; write the decimal {2}") \
    X("[0]“{1}”不是数字", "{0} \"{1}\" is not a number") \
    X("{0}, {1} 是百万分之一度；请写度：{2}, {3}", \
      "{0}, {1} are millionths of degrees; write degrees: {2}, {3}") \
    X("{0}, {1} 是投影后的米数，不是度；按其分带可用 --crs EPSG:{2}（CGCS20" \
      "00）或类似坐标系", \
      "{0}, {1} are metres of a projection and not degrees; by their " \
      "zone, --crs EPSG:{2} (CGCS2000) or its like") \
    X("{0}, {1} 是投影后的米数，不是度；用 --crs EPSG:n 指明", \
      "{0}, {1} are metres of a projection and not degrees; name it with " \
      "--crs EPSG:n") \
    X("0, 0 表示没有位置；请留空", \
      "0, 0 stands for no position; leave it empty") \
    LIFE_MAYBE_SWAPPED(X, "纬度 {0} 不在 -90..90 之内", \
      "latitude {0} is not in -90..90") \
    LIFE_MAYBE_SWAPPED(X, "经度 {0} 不在 -180..180 之内", \
      "longitude {0} is not in -180..180") \
    LIFE_MAYBE_SWAPPED(X, "{0}, {1} 在 {2} 的范围之外", \
      "{0}, {1} lies outside the area of {2}") \
    X("“{0}”不是纬度和经度", "\"{0}\" is no latitude and longitude")

/* Outlines and lines. */
#define LIFE_WORDS_MISPLACED_GEOMETRY(X) \
    X("单元应为面或中心点，不能是线", \
      "a unit is an area or a centre point, not a line") \
    X("图形既不是 GeoJSON，也不是位置：“{0}”", \
      "the geometry is neither GeoJSON nor a position: \"{0}\"") \
    X("面不合规范且无法修复（{0} 个点）：[1]", \
      "the polygon is not valid and can't be repaired ({0} points): {1}") \
    X("图形是“{0}”；应为点、线或面", \
      "the geometry is a \"{0}\"; it must be a point, line or polygon") \
    X("图形的点过多：至多 {0} 个", \
      "the geometry has more than <0> points") \
    X("面的一个环没有闭合：末点应与首点相同", \
      "a ring of the polygon is not closed: its last point must be its " \
      "first") \
    X("一条线或一个环只有 {0} 个点，少于 {1} 个", \
      "a line or ring has {0} points, fewer than {1}") \
    X("图形有 {0} 个点；一处地点只有一个", \
      "the geometry is of {0} points; a place has one") \
    X("图形不是 WKT 文本，错在“{0}”", \
      "the geometry is not well-known text at \"{0}\"") \
    X("位置不是两个数", "a position is not a list of two numbers") \
    X("坐标的层次与类型不符", \
      "the coordinates are not nested as the type demands") \
    X("图形没有类型", "the geometry has no type") \
    X("图形已损坏、过大，或不是点、线、面", \
      "the geometry is damaged, too large, or neither point, line nor " \
      "polygon") \
    X("有一个洞自相交，左右一样大；请画成两个", \
      "a hole crosses itself and is as large to its left as to its right; " \
      "draw it as two") \
    X("图形没有面积", "the shape covers no ground") \
    X("图形的环互相重叠：判断哪个在哪个之内，平均每个点要看 {0} 次以上，" \
      "而地图上不到十分之一", \
      "the rings of the shape lie on one another: which is in which takes " \
      "over <0> looks a point, and on no map a tenth") \
    X("线没有长度", "the line has no length") \
    X("图形没有点", "the shape has no points")

/* Parts of other sentences; the last are of GEOS. */
#define LIFE_WORDS_MISPLACED_NOUNS(X) \
    X("经度", "longitude") \
    X("纬度", "latitude") \
    X("名称", "name") \
    X("代码", "code") \
    X("自相交", "Self-intersection") \
    X("环自相交", "Ring Self-intersection") \
    X("自相交 {0} 次以上", "it crosses itself more than <0> times") \
    X("自相交 {0} 次，连同以前各面共 {1} 次以上", \
      "it crosses itself <0> times, and all before it more than <1> times " \
      "together") \
    X("各环互相重叠 {0} 次以上", \
      "its rings lie on one another more than <0> times") \
    X("洞太多，轮廓太长：各洞外围的边合计 {0} 条以上", \
      "too many holes in too long an outline: together more than <0> sides " \
      "around them") \
    X("只修复不超过 {0} 个点的面", \
      "only outlines of up to <0> points are mended")

#define LIFE_WORDS_MISPLACED(X) \
    LIFE_WORDS_MISPLACED_POSITION(X) \
    LIFE_WORDS_MISPLACED_GEOMETRY(X) \
    LIFE_WORDS_MISPLACED_NOUNS(X)
/* clang-format on */

#endif

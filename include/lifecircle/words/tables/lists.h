/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/lists.h - what the lists of the plan say beside their
 * figures.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_LISTS_H
#define LIFECIRCLE_WORDS_TABLES_LISTS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * An office hands these in, so that nothing in them is an id, and what the
 * sources don't say is told and not left to be guessed. */
/* clang-format off */
/* Titles, and the lines below: {0} the unit or the city; {0} the standard, {1}
 * the version of its tables; {0} of when the data are. */
#define LIFE_WORDS_LISTS_HEAD(X) \
    X(LIST_POLICY, "政策清单", "Policies") \
    X(LIST_PROJECTS, "设施建设项目清单", "Facilities to be built") \
    X(LIST_DATA, "基础数据清单", "Data on hand and lacking") \
    X(LIST_OPPORTUNITIES, "社区商业机会清单", "Openings for local trade") \
    X(LIST_FIGURES, "公布数与名单", "Published figures and lists of units") \
    X(LIST_OF, "范围：{0}", "Of: {0}") \
    X(LIST_STANDARD, "依据：{0}", "By: {0}") \
    X(LIST_VERSION, "{0}（{1}版）", "{0} (version {1})") \
    X(LIST_AS_OF, "数据截至：{0}", "Data as of: {0}") \
    X(LIST_WHOLE_CITY, "全市", "the whole city")

/* What a list needs to be read rightly. The least of a project is that of
 * export/lists/projects.c: change both. */
#define LIFE_WORDS_LISTS_NOTES(X) \
    X(LIST_POLICY_NOTE, \
      "文件没有写明的写“未载明”。", \
      "What the documents don't say is told as not stated.") \
    X(LIST_PROJECTS_NOTE, \
      "按条线分组，组内按服务对象由多到少排列：养老设施按60岁及以上居民，托育和学校按相应年龄的居民，其他按可服务的居民；没有分年龄居民数的，都按可服务的居民；不足10人的不列。位置取走不到该服务的居民中间的一处住处，供选址参考，经纬度为WGS 84。", \
      "By line of duty, and in each by the residents it is for: those of 60 and more of what is for the elderly, those of their ages of nurseries and schools, all of the rest (and of all where no ages are known); nothing for under 10. The place is a home amid those who lack it, to begin looking from; WGS 84.") \
    X(LIST_PROJECTS_FLOOR_NOTE, \
      "没有居民人数，以住宅建筑面积代替：按条线分组，组内由多到少排列；不足400平方米的不列。位置取走不到该服务的住宅中间的一处，供选址参考，经纬度为WGS 84。", \
      "The number of residents isn't known; floor area of homes stands for it: by line of duty, the most first, nothing for under 400 m². The place is a home amid those that lack it, to begin looking from; WGS 84.") \
    X(LIST_PROJECTS_STREET_NOTE, \
      "没有居民人数，以住区街道长度代替：按条线分组，组内由多到少排列；不足100米的不列。位置取走不到该服务的住处中间的一处，供选址参考，经纬度为WGS 84。", \
      "The number of residents isn't known; metres of residential street stand for it: by line of duty, the most first, nothing for under 100 m. The place is a home amid those that lack it, to begin looking from; WGS 84.") \
    X(LIST_DATA_NOTE, \
      "“涉及规定”是缺了它就判定不了的条数，“只差此项”是补上它就能判定的条数。", \
      "Rules held up are those that it leaves undecided; those that it alone holds up can be decided once it is there.") \
    X(LIST_FIGURES_NOTE, \
      "导入的公布数和名单，照原样列出。", \
      "Figures that were published and lists of units, as they were imported.") \
    X(LIST_OPPORTUNITIES_NOTE, \
      "缺少的居民是步行时限内走不到该业态的居民；同业是现有的同类店铺；可用空间是导入的闲置空间和单位开放空间。", \
      "Residents without are those who can't walk to the trade within its limit; rivals are the shops of the trade there are; space is vacant rooms and institutions' spaces that were imported.")

/* Words of cells. */
#define LIFE_WORDS_LISTS_CELLS(X) \
    X(LIST_YES, "是", "yes") \
    X(LIST_NO, "否", "no") \
    X(LIST_JOIN, "、", ", ") \
    X(LIST_STOP, "；", "; ") \
    X(LIST_UNTOLD, "未载明", "not stated") \
    X(LIST_UNKNOWN, "不详", "not known") \
    X(LIST_BINDING, "约束性", "binding") \
    X(LIST_EXPECTED, "预期性", "expected") \
    X(LIST_PENDING, "待建", "to be built") \
    X(LIST_NEW, "新增", "new") \
    X(LIST_SAME, "不变", "same") \
    X(LIST_CHANGED, "有变化", "changed") \
    X(LIST_GONE, "已消失", "gone") \
    X(LIST_CHANGE, "{0}：{1} → {2}", "{0}: from {1} to {2}") \
    X(LIST_EMPTY, "（空）", "(empty)") \
    X(LIST_ON, "在名单内", "on the list") \
    X(LIST_OFF, "不在名单内", "not on the list") \
    X(LIST_SEVERAL, "多个来源", "several") \
    X(LIST_AT_MOST, "至多", "at most ") \
    X(LIST_LACKING, "{0}{1}{2}", "{0}{1} {2}") \
    X(VALUE_BETWEEN, "{0}至{1}", "{0} to {1}") \
    X(LIST_PEOPLE, "{0}{1}人", "{0}: {1}") \
    X(LIST_NONE_NEAR, "步行60分钟内没有", "none within 60 minutes on foot") \
    X(LIST_NEAREST, "{0}，步行{1}分钟", "{0}, {1} minutes on foot") \
    X(LIST_NEAREST_HELD, "步行{0}分钟", "{0} minutes on foot") \
    X(LIST_SPACE, "{0}（{1}）", "{0} ({1})")

/* What a rule asks: {0} how they go, {1} minutes or metres, {2} services; and
 * what its target is: {0} the value with its unit. */
#define LIFE_WORDS_LISTS_RULES(X) \
    X(RULE_CIRCLE, "{0}{1}分钟内能到：{2}", "within {1} minutes {0}: {2}") \
    X(RULE_STRAIGHT, "直线{1}米内有：{2}", "within {1} m in a straight line: {2}") \
    X(RULE_PROVISION, "设有：{2}", "there is: {2}") \
    X(RULE_RATIO, "按人口配置：{2}", "by the number of people: {2}") \
    X(RULE_SHARE, "达到条件的占比：{2}", "the share that meets a condition: {2}") \
    X(RULE_STATISTIC, "公布的统计指标", "a published figure") \
    X(RULE_PROGRAMME, "计划建设的数量：{2}", "so many to be built: {2}") \
    X(RULE_LISTED, "由各单元自行填报", "told by the units themselves") \
    X(RULE_DRIVE, "驾车", "by car") \
    X(RULE_ALL_BASIC, "全部基本服务", "all basic services") \
    X(RULE_ANYTHING, "各类设施", "facilities of all kinds") \
    X(RULE_AT_LEAST, "不低于{0}", "at least {0}") \
    X(RULE_AT_MOST, "不超过{0}", "at most {0}") \
    X(RULE_MORE_THAN, "高于{0}", "more than {0}") \
    X(RULE_IN_YEAR, "{0}（{1}年）", "{0} ({1})") \
    X(RULE_BY_YEAR, "{0}（{1}年）", "{0} (by {1})")

/* Ages, and whom a rule is for. */
#define LIFE_WORDS_LISTS_AGES(X) \
    X(AGES_FROM, "{0}岁及以上", "aged {0} and over") \
    X(AGES_BETWEEN, "{0}至{1}岁", "aged {0} to {1}") \
    X(AGES_ALL, "全体居民", "all residents") \
    X(AGES_URBAN, "城镇居民", "residents in town") \
    X(AGES_RURAL, "乡村居民", "residents in the country") \
    X(AGES_LISTED, "{0}内的居民", "residents on the {0}") \
    X(AGES_DISABLED, "残疾居民", "residents with disabilities") \
    X(AGES_OF, "{0}中{1}的人", "{0} {1}")

#define LIFE_WORDS_LISTS(X) \
    LIFE_WORDS_LISTS_HEAD(X) LIFE_WORDS_LISTS_NOTES(X) \
    LIFE_WORDS_LISTS_CELLS(X) LIFE_WORDS_LISTS_RULES(X) \
    LIFE_WORDS_LISTS_AGES(X)
/* clang-format on */

#endif

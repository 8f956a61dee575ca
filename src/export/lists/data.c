/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/data.c - the data on hand, and what is lacking: attribute by
 * attribute, unit by unit, and how many rules each would decide.
 *
 * What is lacking is what the report of the city (or the unit) names for rules
 * that it leaves undecided; a rule that one thing alone holds up is decided
 * once that is there.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/lists/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rules held up ---- */

typedef struct lack { /* one thing that is not there */
    lc_lack what;
    uint32_t category; /* of CATEGORY and KIND; else LIFE_NONE */
    const char *name;  /* of the others; of ages "", as one table brings all */
    const char *name_zh; /* of a figure; else NULL */
    uint32_t count;      /* facilities without it */
    int64_t held, alone; /* rules that lack it, and that lack nothing else */
    lc_buf rules;        /* their names */
    lc_buf bands;        /* of ages, each once, spaces between */
} lack;

/* A city lacks a few dozen things at most, so they are looked through. */
typedef LC_VEC(lack) lacks;

typedef struct survey {
    lc_list_run *l;
    lacks all;
} survey;

/* What is lacking is the same where kind, category and name are; bands of age
 * are one, as the table that brings one brings all. */
static lack *find_lack(survey *s, const lc_missing *m, uint32_t category)
{
    const char *name = m->lack == LIFE_LACK_AGES ? "" : m->name;
    lack fresh = {.what = m->lack,
                  .category = category,
                  .name = name,
                  .name_zh = m->name_zh};

    for (size_t i = 0; i < s->all.n; i++) {
        lack *x = &s->all.v[i];

        if (x->what == m->lack && x->category == category &&
            !strcmp(x->name, name))
            return x;
    }
    return lc_vec_push(&s->all, fresh) ? &s->all.v[s->all.n - 1] : NULL;
}

/* Bands are kept as words with a space between: "0-3 60-". */
static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (; words && *words; words += strspn(words, " ")) {
        if (!strncmp(words, word, n) && (!words[n] || words[n] == ' '))
            return true;
        words += strcspn(words, " ");
    }
    return false;
}

/* A rule counts as held up by this alone where it lacks one thing, and of a set
 * of categories this one. Of facilities without an attribute the most that any
 * rule met is told, as several rules ask the same ones. */
static lc_status add_lack(survey *s, const lc_indicator *v, const lc_missing *m,
                          uint32_t category, lc_error *err)
{
    lack *x = find_lack(s, m, category);
    bool first = x && !x->held;

    if (!x)
        return lc_no_memory(err, "a list");
    x->held++;
    x->alone += v->missing_count == 1 &&
                (category == LIFE_NONE || lc_catset_only(&m->set) == category);
    x->count = m->count > x->count ? m->count : x->count;
    if (m->lack == LIFE_LACK_AGES && !has_word(x->bands.data, m->name))
        lc_buf_printf(&x->bands, "%s%s", x->bands.len ? " " : "", m->name);
    lc_buf_puts(&x->rules, first ? "" : lc_list_say(s->l, LIFE_SAY_LIST_JOIN));
    lc_buf_puts(&x->rules,
                lc_lang_pick(s->l->lang, v->rule->name_zh, v->rule->name_en));
    return LIFE_OK;
}

/* Of a set of categories each is lacking by itself. */
static lc_status add_missing(survey *s, const lc_indicator *v,
                             const lc_missing *m, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (m->lack == LIFE_LACK_TARGET)
        return LIFE_OK; /* that is no lack of data */
    if (lc_catset_is_empty(&m->set))
        return add_lack(s, v, m, LIFE_NONE, err);
    for (LIFE_CATSET_EACH(c, &m->set))
        if (!st)
            st = add_lack(s, v, m, c, err);
    return st;
}

/* Ranks are left out: they would need a report of every other unit. */
static lc_status look(survey *s, lc_error *err)
{
    const lc_report_query q = {.unit = s->l->q->unit, .no_ranks = true};
    lc_report r;
    lc_status st = lc_report_make(s->l->study, s->l->a, &q, &r, err);

    if (st)
        return st;
    for (size_t i = 0; i < r.rows && !st; i++)
        for (size_t k = 0; k < r.row[i].missing_count && !st; k++)
            st = add_missing(s, &r.row[i], &r.row[i].missing[k], err);
    lc_report_clear(&r);
    return st;
}

static const lack *lack_of(const survey *s, lc_lack what, uint32_t category)
{
    for (size_t i = 0; i < s->all.n; i++)
        if (s->all.v[i].what == what && s->all.v[i].category == category)
            return &s->all.v[i];
    return NULL;
}

/* ---- rows ---- */

/* One row, of whatever kind: what does not apply stays as in `nothing`. */
typedef struct holding {
    lc_sentence kind, state;
    const char *id, *key, *name; /* key: ids of programs; name: words */
    uint32_t unit;               /* LIFE_NONE: of the whole */
    int64_t rows, lacking;       /* -1: not counted */
    const char *source, *from, *to, *owed;
    int64_t dated; /* -1: not counted */
    int64_t held, alone;
    const char *rules;
    lc_buf mend; /* freed when put */
} holding;

/* A column: its name in JSON, type and marks, unit of measure, heading in
 * English and in Chinese, value. Kind, name and unit's code together tell a row
 * from all others. */
#define FIELDS(X)                                                              \
    X("kind_name", LIFE_TEXT | LIFE_KEY, "", "kind", "种类",                   \
      lc_cell_text(lc_list_say(l, h->kind)))                                   \
    X("name", LIFE_TEXT | LIFE_KEY, "", "name", "名称", lc_cell_text(h->name)) \
    X("unit_name", LIFE_TEXT, "", "unit", "单元",                              \
      lc_cell_text(u ? lc_list_unit(l, h->unit) : NULL))                       \
    X("unit", LIFE_TEXT | LIFE_KEY, "", "unit's code", "单元代码",             \
      lc_cell_text(u ? u->code : NULL))                                        \
    X("state", LIFE_TEXT, "", "state", "情况",                                 \
      lc_cell_text(lc_list_say(l, h->state)))                                  \
    X("rows", LIFE_INTEGER, "", "on hand", "已有（条）",                       \
      lc_cell_if(h->rows >= 0, h->rows))                                       \
    X("lacking", LIFE_INTEGER, "", "lacking", "缺少（条）",                    \
      lc_cell_if(h->lacking >= 0, h->lacking))                                 \
    X("rules_held", LIFE_INTEGER, "", "rules held up", "涉及规定（条）",       \
      lc_cell_whole(h->held))                                                  \
    X("rules_alone", LIFE_INTEGER, "", "rules held up by it alone",            \
      "只差此项（条）", lc_cell_whole(h->alone))                               \
    X("rules", LIFE_TEXT, "", "which", "哪些规定", lc_cell_known(h->rules))    \
    X("mend", LIFE_TEXT, "", "how to bring it", "怎样补",                      \
      lc_list_text(l, &h->mend))                                               \
    X("source", LIFE_TEXT, "", "source", "来源", lc_cell_known(h->source))     \
    X("oldest", LIFE_DATE, "", "oldest", "最早日期", lc_cell_known(h->from))   \
    X("newest", LIFE_DATE, "", "newest", "最近日期", lc_cell_known(h->to))     \
    X("dated", LIFE_INTEGER, "", "rows with a date", "有日期的行数",           \
      lc_cell_if(h->dated >= 0, h->dated))                                     \
    X("attribution", LIFE_TEXT, "", "attribution", "署名",                     \
      lc_cell_known(h->owed))                                                  \
    LIFE_LIST_END_FIELDS(X)                                                    \
    X("kind", LIFE_TEXT | LIFE_PROGRAM, "", "kind", "种类代码",                \
      lc_cell_text(h->key))                                                    \
    X("id", LIFE_TEXT | LIFE_PROGRAM, "", "id", "编号", lc_cell_known(h->id))

static const lc_export_field fields[] = {FIELDS(LIFE_FIELD_OF)};

static lc_fields fields_of(const lc_list_run *l)
{
    (void)l;
    return (lc_fields)LIFE_FIELDS(fields);
}

static lc_sentence note_of(const lc_list_run *l)
{
    (void)l;
    return LIFE_SAY_LIST_DATA_NOTE;
}

static lc_status put(lc_list_run *l, holding *h, lc_error *err)
{
    const lc_unit *u =
        h->unit == LIFE_NONE ? NULL : lc_world_unit(l->w, h->unit);
    lc_row *r = &l->row;

    FIELDS(LIFE_VALUE_OF)
    return lc_list_put(l, err);
}

/* -1 writes no number at all: 0 would say that it was counted and none was
 * found. */
static const holding nothing = {.unit = LIFE_NONE,
                                .state = LIFE_SAY_HELD_THERE,
                                .rows = -1,
                                .lacking = -1,
                                .dated = -1};

/* A category that no rule is held up by has no such row, and zeros. */
static void set_lack(holding *h, const lack *x)
{
    if (!x)
        return;
    h->held = x->held;
    h->alone = x->alone;
    h->rules = x->rules.data;
}

/* ---- what is there ---- */

/* By kind of source: words for it; the name is its user's own. */
static lc_sentence source_word(const char *kind)
{
    static const struct {
        const char *kind;
        lc_sentence word;
    } words[] = {{"osm", LIFE_SAY_SOURCE_OSM},
                 {"facilities", LIFE_SAY_SOURCE_FACILITIES},
                 {"units", LIFE_SAY_SOURCE_UNITS},
                 {"residents", LIFE_SAY_SOURCE_RESIDENTS},
                 {"statistics", LIFE_SAY_SOURCE_STATISTICS},
                 {"addresses", LIFE_SAY_SOURCE_ADDRESSES}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].kind, kind))
            return words[i].word;
    return LIFE_SAY_SOURCE_OTHER;
}

/* A source has one date, so both ends are the same, and all of its rows are
 * dated or none. */
static lc_status put_source(lc_list_run *l, const lc_source_info *s,
                            lc_error *err)
{
    holding h = nothing;
    lc_buf name = {0};
    lc_status st;

    LC_SAY(&name, l->lang, source_word(s->kind), s->name);
    h.kind = LIFE_SAY_HELD_SOURCE;
    h.key = s->kind;
    h.id = s->name;
    h.name = lc_say_part(&name, &name);
    h.rows = s->row_count;
    h.source = s->file;
    h.from = h.to = s->as_of;
    h.dated = *s->as_of ? s->row_count : 0;
    h.owed = s->attribution;
    st = put(l, &h, err);
    lc_buf_free(&name);
    return st;
}

/* Dates are compared as texts, which is their order as ISO 8601 writes them. */
static void take_facility(const lc_list_run *l, holding *h,
                          const lc_facility *d)
{
    h->rows++;
    if (!h->source)
        h->source = d->source;
    else if (strcmp(h->source, d->source) != 0)
        h->source = lc_list_say(l, LIFE_SAY_LIST_SEVERAL);
    if (!*d->checked_on)
        return;
    h->dated++;
    if (!h->from || strcmp(d->checked_on, h->from) < 0)
        h->from = d->checked_on;
    if (!h->to || strcmp(d->checked_on, h->to) > 0)
        h->to = d->checked_on;
}

/* How many facilities of a category there are, and when they were checked.
 * Cost: all facilities, once a category. */
static lc_status put_category(const survey *s, uint32_t c, lc_error *err)
{
    lc_list_run *l = s->l;
    const lc_category *k = lc_world_category(l->w, c);
    holding h = nothing;

    h.kind = LIFE_SAY_HELD_CATEGORY;
    h.key = "category";
    h.id = k->id;
    h.name = lc_lang_pick(l->lang, k->name_zh, k->name_en);
    h.rows = h.dated = 0;
    for (uint32_t f = 0; f < lc_world_facility_count(l->w); f++) {
        const lc_facility *d = lc_world_facility(l->w, f);

        if (lc_catset_has(d->categories, c) &&
            (l->q->unit == LIFE_NONE || lc_list_within(l, d->unit)))
            take_facility(l, &h, d);
    }
    set_lack(&h, lack_of(s, LIFE_LACK_CATEGORY, c));
    if (!h.rows) {
        h.state = LIFE_SAY_HELD_LACKING;
        LC_SAY(&h.mend, l->lang, LIFE_SAY_MEND_CATEGORY, h.name);
    }
    return put(l, &h, err);
}

/* ---- what is lacking ---- */

/* By what is lacking: which kind of row, and what is done about it. Categories
 * have rows of their own. */
static const struct {
    lc_sentence kind, mend;
} ways[LIFE_LACK_COUNT] = {
    [LIFE_LACK_KIND] = {LIFE_SAY_HELD_ATTRIBUTE, LIFE_SAY_MEND_KIND},
    [LIFE_LACK_ATTRIBUTE] = {LIFE_SAY_HELD_ATTRIBUTE, LIFE_SAY_MEND_ATTRIBUTE},
    [LIFE_LACK_RESIDENTS] = {LIFE_SAY_HELD_PEOPLE, LIFE_SAY_MEND_PEOPLE},
    [LIFE_LACK_AGES] = {LIFE_SAY_HELD_AGES, LIFE_SAY_MEND_AGES},
    [LIFE_LACK_DRIVE] = {LIFE_SAY_HELD_STREETS, LIFE_SAY_MEND_NOT_YET},
    [LIFE_LACK_BUILT_UP] = {LIFE_SAY_HELD_LEVEL, LIFE_SAY_MEND_LEVEL},
    [LIFE_LACK_LEVEL] = {LIFE_SAY_HELD_LEVEL, LIFE_SAY_MEND_LEVEL},
    [LIFE_LACK_LIST] = {LIFE_SAY_HELD_LIST, LIFE_SAY_MEND_LIST},
    [LIFE_LACK_URBAN] = {LIFE_SAY_HELD_URBAN, LIFE_SAY_MEND_URBAN},
    [LIFE_LACK_FIGURE] = {LIFE_SAY_HELD_FIGURE, LIFE_SAY_MEND_FIGURE},
    [LIFE_LACK_HOMES] = {LIFE_SAY_HELD_PEOPLE, LIFE_SAY_MEND_PEOPLE},
    [LIFE_LACK_LINK] = {LIFE_SAY_HELD_STREETS, LIFE_SAY_MEND_STREETS},
    [LIFE_LACK_REACH] = {LIFE_SAY_HELD_STREETS, LIFE_SAY_MEND_STREETS},
    [LIFE_LACK_EXTENT] = {LIFE_SAY_HELD_STREETS, LIFE_SAY_MEND_STREETS},
    [LIFE_LACK_POSITION] = {LIFE_SAY_HELD_ATTRIBUTE, LIFE_SAY_MEND_POSITION},
    [LIFE_LACK_WHOLE] = {LIFE_SAY_HELD_LIST, LIFE_SAY_MEND_WHOLE},
};

/* In words, as "0-3" alone is not understood. */
static void put_bands(lc_buf *out, const char *bands, lc_lang lang)
{
    while (bands && *bands) {
        char one[16];
        size_t len = strcspn(bands, " ");

        snprintf(one, sizeof one, "%.*s", (int)len, bands);
        lc_buf_puts(out, out->len ? lc_say_text(lang, LIFE_SAY_LIST_JOIN) : "");
        lc_ages_text(out, one, lang);
        bands += len + strspn(bands + len, " ");
    }
}

/* What it is called: a category, a list, ages; else a word of its own. */
static void put_name(const lc_list_run *l, const lack *x, lc_buf *out)
{
    static const lc_sentence own[LIFE_LACK_COUNT] = {
        [LIFE_LACK_DRIVE] = LIFE_SAY_LACKING_DRIVE,
        [LIFE_LACK_BUILT_UP] = LIFE_SAY_LACKING_BUILT_UP,
        [LIFE_LACK_URBAN] = LIFE_SAY_LACKING_URBAN,
        [LIFE_LACK_HOMES] = LIFE_SAY_LACKING_HOMES,
        [LIFE_LACK_LINK] = LIFE_SAY_LACKING_LINK,
        [LIFE_LACK_REACH] = LIFE_SAY_LACKING_REACH,
        [LIFE_LACK_EXTENT] = LIFE_SAY_LACKING_EXTENT,
        [LIFE_LACK_POSITION] = LIFE_SAY_LACKING_POSITION};
    const lc_category *c =
        x->category == LIFE_NONE ? NULL : lc_world_category(l->w, x->category);

    if (c)
        LC_SAY(out, l->lang, LIFE_SAY_LACKING_KIND,
               lc_lang_pick(l->lang, c->name_zh, c->name_en));
    else if (own[x->what])
        lc_buf_puts(out, lc_list_say(l, own[x->what]));
    else if (x->what == LIFE_LACK_AGES)
        put_bands(out, x->bands.data, l->lang);
    else if (l->lang == LIFE_LANG_ZH && x->name_zh)
        lc_buf_puts(out, x->name_zh);
    else
        lc_buf_puts(out, lc_world_term(l->w, x->name, l->lang));
}

/* The count is of facilities that lack it; where it is 0 nothing of the kind is
 * there at all. */
static lc_status put_lack(lc_list_run *l, const lack *x, lc_error *err)
{
    holding h = nothing;
    lc_buf name = {0};
    lc_status st;

    put_name(l, x, &name);
    h.kind = ways[x->what].kind;
    h.state = x->count ? LIFE_SAY_HELD_PARTLY : LIFE_SAY_HELD_LACKING;
    h.key = "lacking";
    h.id = x->name;
    h.name = lc_say_part(&name, &name);
    h.lacking = x->count ? (int64_t)x->count : -1;
    set_lack(&h, x);
    LC_SAY(&h.mend, l->lang, ways[x->what].mend, h.name);
    st = put(l, &h, err);
    lc_buf_free(&name);
    return st;
}

/* By kind of row, so that the list reads in sections; in each what holds up the
 * most rules first. */
static int by_held(const void *pa, const void *pb)
{
    const lack *a = pa, *b = pb;

    if (ways[a->what].kind != ways[b->what].kind)
        return ways[a->what].kind < ways[b->what].kind ? -1 : 1;
    if (a->held != b->held)
        return a->held > b->held ? -1 : 1;
    if (a->what != b->what)
        return a->what < b->what ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* ---- units ---- */

/* How many of a level have a boundary or a centre. */
static lc_status put_level(lc_list_run *l, uint32_t level, lc_error *err)
{
    holding h = nothing;

    h.kind = LIFE_SAY_HELD_SHAPE;
    h.key = "level";
    h.id = lc_world_level(l->w, level);
    h.name = lc_world_term(l->w, h.id, l->lang);
    h.rows = h.lacking = 0;
    for (uint32_t u = 0; u < lc_world_unit_count(l->w); u++) {
        const lc_unit *x = lc_world_unit(l->w, u);

        if (x->level_index != level || !lc_list_within(l, u))
            continue;
        if (lc_world_unit_is_alone(x))
            h.lacking++;
        else
            h.rows++;
    }
    if (!h.rows && !h.lacking)
        return LIFE_OK;
    h.state = !h.lacking ? LIFE_SAY_HELD_THERE
              : h.rows   ? LIFE_SAY_HELD_PARTLY
                         : LIFE_SAY_HELD_LACKING;
    if (h.lacking)
        LC_SAY(&h.mend, l->lang, LIFE_SAY_MEND_LEVEL, h.name);
    return put(l, &h, err);
}

/* Rules of a unit that is a name alone, which its place would let be decided:
 * those that lack homes and nothing else that the city could have. All of a
 * level are alike, so that one is asked. */
static lc_status count_held(lc_list_run *l, uint32_t unit, int64_t *held,
                            int64_t *alone, lc_error *err)
{
    const lc_report_query q = {.unit = unit, .no_ranks = true};
    lc_report r;
    lc_status st = lc_report_make(l->study, l->a, &q, &r, err);

    *held = *alone = 0;
    if (st)
        return st;
    for (size_t i = 0; i < r.rows; i++)
        for (size_t k = 0; k < r.row[i].missing_count; k++)
            if (r.row[i].missing[k].lack == LIFE_LACK_HOMES) {
                ++*held;
                *alone += r.row[i].missing_count == 1;
            }
    lc_report_clear(&r);
    return st;
}

/* The report of one such unit stands for all of its level, as it asks every
 * rule of the standard. */
static lc_status put_alone(lc_list_run *l, uint32_t level, lc_error *err)
{
    int64_t held = -1, alone = 0;
    lc_status st = LIFE_OK;

    for (uint32_t u = 0; u < lc_world_unit_count(l->w) && !st; u++) {
        const lc_unit *x = lc_world_unit(l->w, u);
        holding h = nothing;

        if (x->level_index != level || !lc_world_unit_is_alone(x) ||
            !lc_list_within(l, u))
            continue;
        if (held < 0)
            st = count_held(l, u, &held, &alone, err);
        h.kind = LIFE_SAY_HELD_SHAPE;
        h.state = LIFE_SAY_HELD_LACKING;
        h.key = "unit";
        h.id = x->code;
        h.name = lc_world_term(l->w, x->level, l->lang);
        h.unit = u;
        h.lacking = 1;
        h.held = held;
        h.alone = alone;
        lc_buf_puts(&h.mend, lc_list_say(l, LIFE_SAY_MEND_SHAPE));
        if (!st)
            st = put(l, &h, err);
    }
    return st;
}

/* ---- all of it ---- */

/* What is there comes before what is lacking: sources, then categories in the
 * order of their table. */
static lc_status put_there(const survey *s, lc_error *err)
{
    lc_list_run *l = s->l;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < lc_world_source_count(l->w); i++)
        st = put_source(l, lc_world_source(l->w, i), err);
    for (uint32_t c = 0; !st && c < lc_world_category_count(l->w); c++)
        st = put_category(s, c, err);
    return st;
}

/* Categories are left out, as put_there() wrote a row of each. */
static lc_status put_lacking(survey *s, lc_error *err)
{
    lc_list_run *l = s->l;
    lc_status st = LIFE_OK;

    if (s->all.n)
        qsort(s->all.v, s->all.n, sizeof *s->all.v, by_held);
    for (size_t i = 0; i < s->all.n && !st; i++)
        if (s->all.v[i].what != LIFE_LACK_CATEGORY)
            st = put_lack(l, &s->all.v[i], err);
    for (uint32_t level = 0; !st && level < lc_world_level_count(l->w); level++)
        st = put_level(l, level, err);
    for (uint32_t level = 0; !st && level < lc_world_level_count(l->w); level++)
        st = put_alone(l, level, err);
    return st;
}

static lc_status write(lc_list_run *l, lc_error *err)
{
    survey s = {.l = l};
    lc_status st = look(&s, err);

    if (!st)
        st = put_there(&s, err);
    if (!st)
        st = put_lacking(&s, err);
    for (size_t i = 0; i < s.all.n; i++) {
        lc_buf_free(&s.all.v[i].rules);
        lc_buf_free(&s.all.v[i].bands);
    }
    lc_vec_free(&s.all);
    return st;
}

const lc_list_kind lc_list_data = {"data", LIFE_SAY_LIST_DATA, note_of,
                                   fields_of, write};

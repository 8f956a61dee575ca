/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/facts.c - see lifecircle/words/facts.h.
 *
 * A facility's attributes are gone through once for all languages: each is put
 * where the rows of the table that have its key will look for it, and then
 * those rows are said in their order.
 */
#include "lifecircle/words/facts.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/attributes.h"
#include "lifecircle/world/facilities/fact.h"
#include "lifecircle/world/facilities/service.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    MOST_FACTS = 64,
    VALUE_BYTES = 256, /* more than is shown of any */
    CELL_BYTES = 2048, /* of a list of services */
    NAME_CHARACTERS = 200,
    MOST_CHARACTERS = 60,
    ITEM_CHARACTERS = 24,
    MOST_ITEMS = 12
};

typedef struct told { /* what a row of the table has to say */
    const char *key;  /* of the world */
    uint32_t rank;
    uint32_t at; /* of the values: where its own begins */
    /* Of the table, for the whole value; looked up once for all languages */
    const lc_fact_word *word;
    bool looked_up;
} told;

typedef struct stated { /* what a facility says, whatever the language */
    const lc_world *w;
    const lc_facility *f;
    lc_offer offer;
    uint64_t rows;  /* that have something of their own, a bit each: these */
    told *told;     /* alone are set, of MOST_FACTS */
    lc_buf values;  /* texts, each with its NUL */
    lc_buf rest;    /* items of services that no table has, each with its NUL */
    uint32_t items; /* of it */
} stated;

typedef struct saying {
    lc_buf *out;
    const stated *of;
    lc_lang lang;
    const char *last; /* the id of the row that was said last */
    bool any, above;  /* something was said; by the row above */
} saying;

/* ---- text of others ---- */

/* What a terminal obeys, what can't be seen, and what turns the direction of
 * writing: Unicode's general categories Cc and, of Cf, those of text. */
static bool is_unseen(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD ||
           c == 0x061C;
}

/* At most so many characters, one blank for what isn't shown. */
static void put_clean(lc_buf *out, const char *s, size_t len, size_t most,
                      lc_lang lang)
{
    const char *end = s + len;
    bool blank = true;

    for (size_t n = 0; s < end; n++) {
        const char *at = s;
        uint32_t c = lc_utf8_next(&s, end);

        if (n == most) {
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FACTS_MORE));
            return;
        }
        if (!is_unseen(c) && c != ' ')
            lc_buf_put(out, at, (size_t)(s - at));
        else if (!blank && s < end)
            lc_buf_putc(out, ' ');
        blank = is_unseen(c) || c == ' ';
    }
}

/* ---- what there is to say ---- */

/* A piece of a cell of services that is none of the table's. Signs of one
 * character are left over from prices and the like ("元/次"). */
static void add_rest(void *ctx, const char *piece, size_t len)
{
    stated *s = ctx;
    const char *next = piece;

    lc_utf8_next(&next, piece + len);
    if (next == piece + len || s->items >= MOST_ITEMS)
        return;
    s->items++;
    lc_buf_put(&s->rest, piece, len);
    lc_buf_putc(&s->rest, '\0');
}

/* A row keeps the first of its keys that the place has, whatever order its
 * attributes come in: keys are ranked. */
static void note(stated *s, const lc_fact_key *k, const char *value)
{
    const lc_fact *f = lc_world_fact(s->w, k->fact);
    uint64_t row = UINT64_C(1) << (k->fact % MOST_FACTS);
    lc_offer none = {0};
    LIFE_UNSET char text[VALUE_BYTES];

    if (k->fact >= MOST_FACTS ||
        !(f->any || lc_catset_meets(s->f->categories, &f->categories)))
        return;
    if (f->kind == LIFE_FACT_SERVICES)
        lc_world_service_read(s->w, value, &none, add_rest, s);
    if (s->rows & row && s->told[k->fact].rank < k->rank)
        return;
    s->rows |= row;
    s->told[k->fact] =
        (told){.key = k->key, .rank = k->rank, .at = (uint32_t)s->values.len};
    if (strlen(value) >= sizeof text) {
        lc_utf8_format(text, sizeof text, "%s", value);
        value = text;
    }
    lc_buf_put(&s->values, value, strlen(value) + 1);
}

/* By where it begins and not by pointer, as the buffer moves when it grows. */
static const char *value_of(const saying *s, const told *t)
{
    return s->of->values.data + t->at;
}

/* Values longer than CELL_BYTES are cut by the reader of attributes. */
static void collect(stated *s)
{
    LIFE_UNSET char key[64], value[CELL_BYTES];
    lc_attribute_at at = lc_attribute_first(s->f);

    while (lc_attribute_next(&at, key, sizeof key, value, sizeof value)) {
        size_t n;
        const lc_fact_key *k = lc_world_fact_keys(s->w, key, &n);

        for (size_t i = 0; i < n; i++)
            note(s, &k[i], value);
    }
}

/* ---- one fact ---- */

/* In front of a fact: what parts it from the one before. */
static void begin(saying *s, bool behind)
{
    if (s->any)
        lc_buf_puts(s->out, lc_say_text(s->lang, behind ? LIFE_SAY_FACTS_BEHIND
                                                        : LIFE_SAY_FACTS_NEXT));
    s->any = true;
}

/* A template of the table around its value. */
static void put(saying *s, const lc_fact *f, const char *value)
{
    bool behind = s->above && *f->behind[s->lang];
    const char *text = behind ? f->behind[s->lang] : f->text[s->lang];
    const char *at = strstr(text, "{0}");

    begin(s, behind);
    if (!at) {
        lc_buf_puts(s->out, text);
        return;
    }
    lc_buf_put(s->out, text, (size_t)(at - text));
    lc_buf_puts(s->out, value);
    lc_buf_puts(s->out, at + strlen("{0}"));
}

/* A number that is none says nothing. More than a thousand million of anything
 * is a slip. */
static bool say_count(saying *s, const lc_fact *f, const told *t)
{
    lc_buf number = {0};
    double v;

    if (!lc_parse_decimal(value_of(s, t), &v) || v < 0 || v > 1e9)
        return false;
    if (v <= 0 && *f->none[s->lang]) {
        begin(s, s->above && *f->behind[s->lang]);
        lc_buf_puts(s->out, f->none[s->lang]);
        return true;
    }
    lc_buf_double(&number, v, 1);
    put(s, f, lc_say_part(s->out, &number));
    lc_buf_free(&number);
    return true;
}

/* NULL: the table has none. */
static const lc_fact_word *word_of(const saying *s, told *t)
{
    if (!t->looked_up)
        t->word = lc_world_fact_word(s->of->w, t->key, value_of(s, t));
    t->looked_up = true;
    return t->word;
}

/* A word that the table knows is said as it stands there; a word that it knows
 * to say nothing is left out. */
static bool say_text(saying *s, const lc_fact *f, told *t)
{
    const char *value = value_of(s, t);
    const lc_fact_word *word = word_of(s, t);
    lc_buf text = {0};
    bool said;

    if (word && !*word->text[s->lang])
        return false;
    if (word) {
        begin(s, false);
        lc_buf_puts(s->out, word->text[s->lang]);
        return true;
    }
    put_clean(&text, value, strlen(value), MOST_CHARACTERS, s->lang);
    said = text.len && *f->text[s->lang];
    if (said)
        put(s, f, lc_say_part(s->out, &text));
    lc_buf_free(&text);
    return said;
}

/* ---- lists ---- */

/* Bytes of the sign between items that stands there; 0: none does. The first
 * one tells that of nearly all. */
static size_t sign_length(const char *s)
{
    static const char *const wide[] = {"、", "；", "，", "｜"};

    if (*s == ';' || *s == ',' || *s == '|')
        return 1;
    for (size_t i = 0; *s & 0x80 && i < sizeof wide / sizeof *wide; i++)
        if (!strncmp(s, wide[i], strlen(wide[i])))
            return strlen(wide[i]);
    return 0;
}

/* Bytes up to the next sign between items, and those of the sign. */
static size_t item_length(const char *s, size_t *sign)
{
    size_t n = 0;

    *sign = 0;
    while (s[n] && !(*sign = sign_length(s + n)))
        n++;
    return n;
}

/* Classes of map services are six digits and more. */
static bool is_code(const char *item)
{
    size_t len = strlen(item);

    return len >= 6 && strspn(item, "0123456789") == len;
}

/* One as people call it; what the table has not keeps its letters, and tags
 * their words (table_tennis). False: it says nothing. */
static bool put_item(saying *s, const char *key, char *item, bool first,
                     lc_buf *out)
{
    const lc_fact_word *word = lc_world_fact_word(s->of->w, key, item);

    if (!*item || is_code(item) || (word && !*word->text[s->lang]))
        return false;
    if (!first)
        lc_buf_puts(out, lc_say_text(s->lang, LIFE_SAY_FACTS_AND));
    if (word) {
        lc_buf_puts(out, word->text[s->lang]);
        return true;
    }
    for (char *c = item; *c; c++)
        if (*c == '_')
            *c = ' ';
    put_clean(out, item, strlen(item), ITEM_CHARACTERS, s->lang);
    return true;
}

/* Items are of a value, which has no more bytes. */
static void put_cut(char item[VALUE_BYTES], const char *s, size_t len)
{
    len = len < VALUE_BYTES ? len : VALUE_BYTES - 1;
    memcpy(item, s, len);
    item[len] = '\0';
}

/* At most MOST_ITEMS: what is said stays a sentence. */
static bool say_list(saying *s, const lc_fact *f, const told *t)
{
    lc_buf text = {0};
    size_t sign, said = 0;

    for (const char *at = value_of(s, t); *at && said < MOST_ITEMS;
         at += sign) {
        size_t len = item_length(at, &sign);
        size_t from = strspn(at, " "), to = len;
        LIFE_UNSET char item[VALUE_BYTES];

        while (to > from && at[to - 1] == ' ')
            to--;
        put_cut(item, at + from, to > from ? to - from : 0);
        said += put_item(s, t->key, item, !said, &text);
        at += len;
    }
    if (said)
        put(s, f, lc_say_part(s->out, &text));
    lc_buf_free(&text);
    return said > 0;
}

/* ---- services ---- */

/* Bit i is service i of the table, so they come in the table's order. */
void lc_facts_services(lc_buf *out, const lc_world *w, uint64_t services,
                       lc_lang lang)
{
    bool any = false;

    for (; services; services &= services - 1, any = true) {
        uint32_t i = (uint32_t)__builtin_ctzll(services);

        if (any)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FACTS_AND));
        lc_buf_puts(out, lc_world_service(w, i)->name[lang]);
    }
}

static void put_rest(const saying *s, lc_buf *out)
{
    const char *at = s->of->rest.data;

    for (uint32_t i = 0; i < s->of->items; i++, at += strlen(at) + 1) {
        if (i)
            lc_buf_puts(out, lc_say_text(s->lang, LIFE_SAY_FACTS_AND));
        put_clean(out, at, strlen(at), ITEM_CHARACTERS, s->lang);
    }
}

/* Those of the table first, then what people wrote that is not in it. */
static bool say_services(saying *s, const lc_fact *f)
{
    uint64_t yes =
        s->of->offer.yes & ~lc_world_service_phrased(s->of->w, s->lang);
    lc_buf text = {0};

    if (!yes && !s->of->items)
        return false;
    lc_facts_services(&text, s->of->w, yes, s->lang);
    if (s->of->items && text.len)
        lc_buf_puts(&text, lc_say_text(s->lang, LIFE_SAY_FACTS_AND));
    put_rest(s, &text);
    if (text.len)
        put(s, f, lc_say_part(s->out, &text));
    lc_buf_free(&text);
    return true;
}

static bool say_lacking(saying *s, const lc_fact *f)
{
    lc_buf text = {0};

    if (!s->of->offer.no)
        return false;
    lc_facts_services(&text, s->of->w, s->of->offer.no, s->lang);
    put(s, f, lc_say_part(s->out, &text));
    lc_buf_free(&text);
    return true;
}

static bool say_phrases(saying *s)
{
    const lc_world *w = s->of->w;
    uint64_t yes = s->of->offer.yes & lc_world_service_phrased(w, s->lang);

    for (uint64_t rest = yes; rest; rest &= rest - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(rest);

        begin(s, false);
        lc_buf_puts(s->out, lc_world_service(w, i)->phrase[s->lang]);
    }
    return yes != 0;
}

/* ---- all of them ---- */

static bool say(saying *s, const lc_fact *f, told *t)
{
    switch (f->kind) {
    case LIFE_FACT_SERVICES:
        return say_services(s, f);
    case LIFE_FACT_PHRASES:
        return say_phrases(s);
    case LIFE_FACT_LACKING:
        return say_lacking(s, f);
    case LIFE_FACT_COUNT:
        return t && say_count(s, f, t);
    case LIFE_FACT_TEXT:
        return t && say_text(s, f, t);
    case LIFE_FACT_LIST:
        return t && say_list(s, f, t);
    case LIFE_FACT_TAGS:
    case LIFE_FACT_KINDS:
        break;
    }
    return false;
}

/* Rows from `first` up to `row`, which say nothing, part nothing where they are
 * of the one that was said. */
static bool is_above(const saying *s, size_t first, size_t row)
{
    for (size_t i = first; i < row && s->above; i++)
        if (strcmp(lc_world_fact(s->of->w, i)->id, s->last) != 0)
            return false;
    return s->above;
}

/* Of services any row of their kinds may speak, of attributes those that have
 * one. Rows of one id say one thing, so those behind the one that spoke are
 * passed over. */
static void say_all(const stated *of, lc_lang lang, lc_buf *out)
{
    saying s = {.out = out, .of = of, .lang = lang, .last = ""};
    uint64_t offers =
        of->items || of->offer.yes || of->offer.no ? UINT64_MAX : 0;
    size_t next = 0;

    for (uint64_t rest = of->rows | (lc_world_fact_offers(of->w) & offers);
         rest; rest &= rest - 1) {
        size_t i = (size_t)__builtin_ctzll(rest);
        const lc_fact *fact = lc_world_fact(of->w, i);

        s.above = is_above(&s, next, i);
        next = i + 1;
        if (!strcmp(fact->id, s.last))
            continue;
        s.above = say(&s, fact, of->rows >> i & 1 ? &of->told[i] : NULL);
        if (s.above)
            s.last = fact->id;
    }
}

/* In each language that is wanted: NULL, it is not. Without memory for what is
 * stated nothing is said, and the buffers fail. */
static void put_facts(lc_buf *out[LIFE_LANG_COUNT], const lc_world *w,
                      const lc_facility *f)
{
    LIFE_UNSET told rows[MOST_FACTS]; /* see stated.rows */
    stated s = {
        .w = w, .f = f, .told = rows, .offer = lc_world_service_offer(w, f)};
    bool failed;

    collect(&s);
    failed = s.values.failed || s.rest.failed;
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        if (out[lang] && failed)
            out[lang]->failed = true;
        else if (out[lang])
            say_all(&s, (lc_lang)lang, out[lang]);
    }
    lc_buf_free(&s.values);
    lc_buf_free(&s.rest);
}

void lc_facts_text(lc_buf *out, const lc_world *w, const lc_facility *f,
                   lc_lang lang)
{
    lc_buf *of[LIFE_LANG_COUNT] = {0};

    of[lang] = out;
    put_facts(of, w, f);
}

void lc_facts_texts(lc_buf out[LIFE_LANG_COUNT], const lc_world *w,
                    const lc_facility *f)
{
    lc_buf *of[LIFE_LANG_COUNT];

    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++)
        of[lang] = &out[lang];
    put_facts(of, w, f);
}

/* ---- of a filter ---- */

void lc_facts_unstated(lc_buf *out, const lc_world *w, const lc_facility *f,
                       uint64_t wanted, lc_lang lang)
{
    lc_offer o = lc_world_service_offer(w, f);
    lc_buf names = {0};

    if (!(wanted & ~(o.yes | o.no)))
        return;
    lc_facts_services(&names, w, wanted & ~(o.yes | o.no), lang);
    LC_SAY(out, lang, LIFE_SAY_FACTS_UNSTATED, lc_say_part(out, &names));
    lc_buf_free(&names);
}

/* With what was asked for and isn't stated, so that silence is not taken for
 * no. */
void lc_facts_asked(lc_buf *out, const lc_world *w, const lc_facility *f,
                    uint64_t wanted, lc_lang lang)
{
    size_t before = out->len;
    lc_buf more = {0};

    lc_facts_text(out, w, f, lang);
    lc_facts_unstated(&more, w, f, wanted, lang);
    if (more.len && out->len > before)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_FACTS_NEXT));
    lc_buf_puts(out, lc_say_part(out, &more));
    lc_buf_free(&more);
}

void lc_facts_line(lc_buf *out, const lc_world *w, const lc_facility *f,
                   uint64_t wanted, lc_lang lang)
{
    lc_buf name = {0}, facts = {0};

    lc_facts_asked(&facts, w, f, wanted, lang);
    put_clean(&name, f->name, strlen(f->name), NAME_CHARACTERS, lang);
    if (facts.len)
        LC_SAY(out, lang, LIFE_SAY_FACTS_OF, lc_say_part(out, &name),
               lc_say_part(out, &facts));
    lc_buf_free(&name);
    lc_buf_free(&facts);
}

/* By whether one was found that offers them, and one or several. */
void lc_facts_nearer(lc_buf *out, const lc_world *w, uint32_t count, bool found,
                     uint64_t wanted, lc_lang lang)
{
    static const lc_sentence of[2][2] = {
        {LIFE_SAY_FACTS_WITHIN, LIFE_SAY_FACTS_WITHIN_ONE},
        {LIFE_SAY_FACTS_NEARER, LIFE_SAY_FACTS_NEARER_ONE}};
    lc_buf names = {0};
    char number[16];

    if (!count)
        return;
    snprintf(number, sizeof number, "%" PRIu32, count);
    lc_facts_services(&names, w, wanted, lang);
    LC_SAY(out, lang, of[found][count == 1], number, lc_say_part(out, &names));
    lc_buf_free(&names);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/names.c - see names.h.
 */
#include "src/ask/args/names.h"

#include <string.h>

bool lc_names_item(const char **s, char *item, size_t size)
{
    size_t len = strcspn(*s, ",");

    if (len >= size)
        return false;
    memcpy(item, *s, len);
    item[len] = '\0';
    *s += len;
    return true;
}

bool lc_names_has(const char *list, const char *word)
{
    size_t len = strlen(word);

    while (*list) {
        size_t n = strcspn(list, " ");

        if (n == len && !strncmp(list, word, n))
            return true;
        list += n + (list[n] == ' ');
    }
    return false;
}

lc_status lc_names_unknown(lc_param_id id, lc_status st, const lc_guess *g,
                           lc_error *err)
{
    const lc_param *p = &lc_params[id];
    const char *noun = lc_param_noun(p->type);
    lc_buf more = {0};

    lc_guess_put(g, &more);
    lc_fail_param(err, st, p->name, "there is no %s \"%.64s\"%s",
                  noun ? noun : p->name, g->wanted, more.data ? more.data : "");
    lc_buf_free(&more);
    return st;
}

static bool is_ascii(const char *s)
{
    while (*s && !(*s & 0x80))
        s++;
    return !*s;
}

void lc_names_offer_categories(const lc_world *w, lc_guess *g)
{
    bool ascii = is_ascii(g->wanted);

    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        lc_guess_offer(g, ascii ? c->id : c->name_zh);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/lang.h - the languages that a reader may choose from.
 *
 * Layer:   base.
 * Threads: all functions are pure, but for lc_lang_environment(), which reads
 *          the environment: not while another thread writes it.
 */
#ifndef LIFECIRCLE_BASE_LANG_H
#define LIFECIRCLE_BASE_LANG_H

#include <stdbool.h>

/* Indices of tables of words. Chinese is the first, the default of a page. */
typedef enum lc_lang { LIFE_LANG_ZH, LIFE_LANG_EN, LIFE_LANG_COUNT } lc_lang;

/* "zh" or "en", as a parameter lang= and an option --lang have it. */
const char *lc_lang_id(lc_lang lang);
/* "zh-CN" or "en", as HTML's attribute lang has it (BCP 47). */
const char *lc_lang_tag(lc_lang lang);
/* Whether `id` is one of lc_lang_id(); only then `*out` is set. */
bool lc_lang_parse(const char *id, lc_lang *out);
/* What POSIX says of messages: the first of LC_ALL, LC_MESSAGES and LANG that
 * is set and not empty. Chinese where it starts with "zh", else English. */
lc_lang lc_lang_environment(void);
/* The text in `lang`, or in the other language where that one is empty: of
 * names, which need not be there in both. */
const char *lc_lang_pick(lc_lang lang, const char *zh, const char *en);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/facts.h - what a facility says of itself beside its name,
 * hours and telephone, in plain words:
 * "床位60张，空18张；服务：助餐、助浴；公办".
 *
 * What others wrote is cut to 60 characters and freed of what steers a
 * terminal or turns the writing round; it is not escaped for any format.
 *
 * Layer:   words, over world.
 * Errors:  those of the lc_buf.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_WORDS_FACTS_H
#define LIFECIRCLE_WORDS_FACTS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

#include <stdint.h>

/* In the order of geodata/attributes.csv; nothing where nothing is known. */
void lc_facts_text(lc_buf *out, const lc_world *w, const lc_facility *f,
                   lc_lang lang);
/* The same in all languages, by lc_lang, at little more than the cost of one.
 */
void lc_facts_texts(lc_buf out[LIFE_LANG_COUNT], const lc_world *w,
                    const lc_facility *f);
/* The names of services, by their bits: "助餐、助浴". */
void lc_facts_services(lc_buf *out, const lc_world *w, uint64_t services,
                       lc_lang lang);
/* "未注明：助浴": those of `wanted` of which it says nothing; nothing where it
 * speaks of each. */
void lc_facts_unstated(lc_buf *out, const lc_world *w, const lc_facility *f,
                       uint64_t wanted, lc_lang lang);
/* The facts, and what of `wanted` is unstated behind them. */
void lc_facts_asked(lc_buf *out, const lc_world *w, const lc_facility *f,
                    uint64_t wanted, lc_lang lang);
/* The same behind its name: "NAME: FACTS"; nothing where there are none. */
void lc_facts_line(lc_buf *out, const lc_world *w, const lc_facility *f,
                   uint64_t wanted, lc_lang lang);
/* A sentence on `count` places that say nothing of `wanted` and are nearer than
 * the nearest that offers it; without `found`, on all that are near enough.
 * Nothing where there are none. */
void lc_facts_nearer(lc_buf *out, const lc_world *w, uint32_t count, bool found,
                     uint64_t wanted, lc_lang lang);

#endif

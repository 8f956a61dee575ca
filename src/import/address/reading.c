/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/reading.c - see reading.h. How an address is written is
 * told by its script (hanzi.c, latin.c), not by the country.
 */
#include "src/import/address/reading.h"

#include "src/import/address/hanzi.h"
#include "src/import/address/latin.h"

#include <string.h>

const char *lc_address_reading_reason(lc_address_reason r)
{
    static const char *const names[LIFE_ADDRESS_REASONS] = {
        "",          "crossing",  "beside",      "no_street",
        "elsewhere", "ambiguous", "street_only", "number_not_mapped"};

    return names[r];
}

/* Neither of these is an address of a house, whatever number is in it. */
static bool is_no_house(const lc_address_words *w, const char *folded,
                        lc_address_reason *out)
{
    if (lc_address_words_in(w, LIFE_ADDRESS_CROSSING, folded))
        *out = LIFE_ADDRESS_AT_CROSSING;
    else if (lc_address_words_in(w, LIFE_ADDRESS_BESIDE, folded))
        *out = LIFE_ADDRESS_BESIDE_IT;
    else
        return false;
    return true;
}

lc_status lc_address_reading_make(const lc_address_index *ix, const char *text,
                                  lc_arena *arena, lc_address_reading *out,
                                  lc_error *err)
{
    const char *folded = lc_address_words_fold(&ix->words, arena, text);
    lc_status st;

    *out = (lc_address_reading){.reason = LIFE_ADDRESS_NO_STREET};
    if (!folded)
        return lc_no_memory(err, "an address");
    st = lc_han_in(folded) ? lc_hanzi_read(ix, folded, arena, out, err)
                           : lc_latin_read(ix, folded, arena, out, err);
    /* a street may be called after a crossing */
    (void)is_no_house(&ix->words, out->street && out->rest ? out->rest : folded,
                      &out->reason);
    return st;
}

bool lc_address_reading_area(const lc_address_index *ix, lc_arena *arena,
                             const char *name, lc_address_reading *r)
{
    const char *key = lc_address_words_key(&ix->words, arena, name);

    if (key && *key && r->areas < LIFE_ADDRESS_AREAS)
        r->area[r->areas++] = (lc_address_area){key, false};
    return key != NULL;
}

lc_status lc_address_reading_split(const lc_address_index *ix, const char *text,
                                   lc_arena *arena, lc_address_parts *out,
                                   lc_error *err)
{
    const char *folded = lc_address_words_fold(&ix->words, arena, text);
    lc_address_reason unused;

    *out = (lc_address_parts){"", "", ""};
    if (!folded)
        return lc_no_memory(err, "an address");
    if (is_no_house(&ix->words, folded, &unused))
        return LIFE_OK;
    return lc_han_in(folded) ? lc_hanzi_split(ix, folded, arena, out, err)
                             : lc_latin_split(ix, folded, arena, out, err);
}

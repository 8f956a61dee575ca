/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_addresses.c - addresses as people write them, looked for
 * among a few that are known.
 */
#include "fuzz.h"
#include "lifecircle/base/arena.h"
#include "src/import/address/match.h"

#include <stdlib.h>
#include <string.h>

/* In order of their keys, as an index has them. */
static const char *const streets[] = {"mainst", "turmstr", "三号路", "玉林街",
                                      "长宁路"};

/* Two streets of one name, each with two houses, for every name. */
static void fill(lc_address_index *ix)
{
    enum { EACH = 4 };

    for (size_t s = 0; s < sizeof streets / sizeof *streets; s++) {
        lc_address_street street = {.key = streets[s],
                                    .house = s * EACH,
                                    .houses = EACH,
                                    .point = s * EACH,
                                    .points = EACH};

        for (int i = 0; i < EACH; i++) {
            lc_pt pt = {1040000000 + i % 2 * 1000,
                        306000000 + i / 2 * 400000 + i};
            lc_address_house h = {streets[s], {0}, "", pt, 0};
            lc_address_point p = {streets[s], pt, 0};

            h.house.from = h.house.to = 12 + 4 * (uint32_t)(i % 2);
            h.area = i < 2 ? "武侯区" : "锦江区";
            if (!lc_vec_push(&ix->house, h) || !lc_vec_push(&ix->point, p))
                abort();
        }
        if (!lc_vec_push(&ix->street, street))
            abort();
    }
    ix->ready = true;
}

static lc_address_index *known(void)
{
    static lc_address_index ix;

    if (ix.ready)
        return &ix;
    ix.arena = lc_arena_new(0);
    if (!ix.arena || lc_address_words_open(&ix.words, NULL))
        abort();
    fill(&ix);
    return &ix;
}

/* What is read is read again alike, and a place has no reason against it. */
void lct_fuzz_address(const uint8_t *data, size_t len)
{
    lc_address_index *ix = known();
    lc_arena *arena = lc_arena_new(0);
    char *text = malloc(len + 1);
    lc_address_ask ask = {.text = text, .least = LIFE_ADDRESS_STREET};
    lc_address_match first, again;
    lc_address_parts parts;

    if (!arena || !text)
        abort();
    memcpy(text, data, len);
    text[len] = '\0';
    if (lc_address_match_find(ix, &ask, arena, &first, NULL) ||
        lc_address_match_find(ix, &ask, arena, &again, NULL) ||
        lc_address_reading_split(ix, text, arena, &parts, NULL))
        abort();
    if (first.reason != again.reason || first.quality != again.quality ||
        !lc_pt_equal(first.pt, again.pt) ||
        first.reason >= LIFE_ADDRESS_REASONS ||
        first.quality >= LIFE_ADDRESS_QUALITIES ||
        !*parts.street != !*parts.number)
        abort();
    lc_arena_free(arena);
    free(text);
}

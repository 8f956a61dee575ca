/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/closings.c - see closings.h.
 */
#include "lifecircle/words/closings.h"

#include "lifecircle/words/say.h"

void lc_closing_text(lc_buf *out, const lc_closing *c, lc_lang lang)
{
    static const lc_sentence said[2][2] = {
        {LIFE_SAY_CLOSING_WAY, LIFE_SAY_CLOSING_WAY_UNREAD},
        {LIFE_SAY_CLOSING_GATE, LIFE_SAY_CLOSING_GATE_UNREAD}};

    LC_SAY(out, lang, said[*c->osm_id == 'n'][c->unread], c->said);
}

static void put_text(lc_json *j, const char *key, const lc_closing *c,
                     lc_lang lang)
{
    lc_buf text = {0};

    lc_closing_text(&text, c, lang);
    if (text.failed)
        j->out->failed = true;
    lc_json_str(j, key, text.data);
    lc_buf_free(&text);
}

/* Hours as they are tagged; whether they can be read stands beside them. */
static void put_one(lc_json *j, const lc_closing *c)
{
    lc_lonlat at = lc_pt_lonlat(c->pt);

    lc_json_object(j, NULL);
    lc_json_str(j, "id", c->osm_id);
    lc_json_str(j, "kind", *c->osm_id == 'n' ? "gate" : "way");
    lc_json_str(j, "hours", c->said);
    lc_json_bool(j, "hours_known", !c->unread);
    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    put_text(j, "text_zh", c, LIFE_LANG_ZH);
    put_text(j, "text_en", c, LIFE_LANG_EN);
    lc_json_end(j);
}

void lc_closings_put(lc_json *j, const lc_world *w, const uint32_t *closing,
                     uint32_t count)
{
    if (!count)
        return;
    lc_json_array(j, "closings");
    for (uint32_t i = 0; i < count; i++)
        put_one(j, lc_world_closing(w, closing[i]));
    lc_json_end(j);
}

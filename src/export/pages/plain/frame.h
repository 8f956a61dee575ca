/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/frame.h - what the plain pages share: their head and
 * foot, their links.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_PLAIN_FRAME_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_PLAIN_FRAME_H

#include "lifecircle/export/pages/plain/plain.h"
#include "lifecircle/world/wheels.h"

/* Up to and with the form; `title` is the page's own, `q` stands in the form.
 * `same` is what the page's address has beside lang ("&lon=1&lat=2"). */
void lc_plain_frame_head(lc_buf *out, const lc_plain *p, const char *title,
                         const char *q, const char *same);
/* How many of what was counted say nothing of wheelchairs; nothing for a pace
 * that doesn't heed them. */
void lc_plain_frame_wheels(lc_buf *out, const lc_plain *p, lc_wheels_count n);
/* Whose data they are, and the end of the page. */
void lc_plain_frame_foot(lc_buf *out, const lc_plain *p);
/* "/plain?lang=zh&pace=...&minutes=..." as far as they aren't the defaults. */
void lc_plain_frame_link(lc_buf *out, const lc_plain *p);
/* "meal,bath": the ids of what is asked for. */
void lc_plain_frame_services(lc_buf *out, const lc_plain *p);
/* "<form action=... method=..." of a form that leads to a plain page, up to
 * its other attributes. */
void lc_plain_frame_form(lc_buf *out, const lc_plain *p);
/* "&lon=104.06&lat=30.65", escaped for an attribute. */
void lc_plain_frame_at(lc_buf *out, lc_lonlat at);

#endif

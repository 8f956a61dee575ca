/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/data/page.h - what is odd in a city or in a table, as
 * one page of HTML: the findings with their examples, and how a table was read.
 *
 * Layer:   export, over study and import.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_DATA_PAGE_H
#define LIFECIRCLE_EXPORT_PAGES_DATA_PAGE_H

#include "lifecircle/base/lang.h"
#include "lifecircle/export/pages/data/report.h"

/* In one language, or LIFE_LANG_COUNT: in all, one after another. */
void lc_data_page_write(lc_buf *out, const lc_data_report *r, lc_lang lang);

#endif

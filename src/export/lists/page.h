/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/page.h - a list as a page to read or print: a format of the
 * writer, of lists alone.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LISTS_PAGE_H
#define LIFECIRCLE_SRC_EXPORT_LISTS_PAGE_H

#include "lifecircle/export/formats/formats.h"

extern const lc_export_format lc_page_format;

#endif

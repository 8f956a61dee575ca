/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/cfb.h - a compound file (Microsoft's folder in one
 * file), which an .xls is.
 *
 * From Microsoft's [MS-CFB]. Chains are followed no longer than the file has
 * sectors.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_CFB_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_CFB_H

#include "lifecircle/base/buf.h"
#include "src/import/table/read.h"

typedef struct lc_cfb lc_cfb;

/* `bytes` must outlive it. LIFE_ERR_PARSE: it is none, or damaged. */
lc_status lc_cfb_open(const lc_reading *job, const unsigned char *bytes,
                      size_t len, lc_cfb **out, lc_error *err);
void lc_cfb_close(lc_cfb *c); /* NULL is fine */
/* Adds a stream to `out`, by its ASCII name; *found false: there is none. */
lc_status lc_cfb_read(const lc_cfb *c, const char *name, bool *found,
                      lc_buf *out, lc_error *err);

#endif

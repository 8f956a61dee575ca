/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/pack.h - a workbook (.xlsx) as a packed folder of XML.
 *
 * Threads: a pack belongs to one thread.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_PACK_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_PACK_H

#include "src/import/table/read.h"

typedef struct lc_pack lc_pack;

lc_status lc_pack_open(const lc_reading *job, lc_pack **out, lc_error *err);
void lc_pack_close(lc_pack *p); /* NULL is fine */
bool lc_pack_has(lc_pack *p, const char *part);

/* What one part is read with. Names come without their prefix; attributes as
 * expat has them, in pairs, a NULL behind. A failure ends the reading. */
typedef struct lc_xml_sink {
    lc_status (*start)(void *ctx, const char *name, const char **attribute,
                       lc_error *err);
    lc_status (*end)(void *ctx, const char *name, lc_error *err);
    void (*text)(void *ctx, const char *s, size_t len);
    void *ctx;
} lc_xml_sink;

/* LIFE_ERR_PARSE: the part is missing or damaged, LIFE_ERR_LIMIT: it unpacks
 * to too much, or is nested too deep; or what the sink returned. */
lc_status lc_pack_read(lc_pack *p, const char *part, const lc_xml_sink *sink,
                       lc_error *err);
/* The value of an attribute, or NULL. */
const char *lc_pack_attribute(const char **attribute, const char *name);

#endif

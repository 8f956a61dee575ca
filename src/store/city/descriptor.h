/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/descriptor.h - SQLite over a file that is open already, by its
 * descriptor and not by a name: what was verified is what is read, whatever
 * becomes of the name meanwhile.
 *
 * Threads: safe.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_DESCRIPTOR_H
#define LIFECIRCLE_SRC_STORE_CITY_DESCRIPTOR_H

#include "lifecircle/base/error.h"

/* For a URI "file:FD?vfs=...", FD being the number of the descriptor. Each
 * database has a copy of it for its own. */
#define LIFE_DESCRIPTOR_VFS "lifecircle-descriptor"

/* Makes the VFS known to SQLite, once. LIFE_ERR_DB. */
lc_status lc_descriptor_ready(lc_error *err);

#endif

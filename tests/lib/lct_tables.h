/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_tables.h - geodata with one table changed, for as long as one
 * test looks at it.
 */
#ifndef LCT_TABLES_H
#define LCT_TABLES_H

/* Writes all tables of geodata into a folder of their own and lets the program
 * read them there. In the table `name`, the first `from` is `to` (from "": `to`
 * is put behind the last row). Fails the test where `from` isn't there. */
void lct_tables_change(const char *name, const char *from, const char *to);
/* Back to the tables built in; the folder goes. */
void lct_tables_restore(void);

#endif

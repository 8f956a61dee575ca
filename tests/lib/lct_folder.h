/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_folder.h - a folder of a test program's own, and the rows of
 * the cities that it makes there.
 *
 *     cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove)
 *
 * or for each test by itself: cmocka_unit_test_setup_teardown().
 */
#ifndef LCT_FOLDER_H
#define LCT_FOLDER_H

#include "lifecircle/store/city.h"

int lct_folder_make(void **state);
/* With the files and the empty folders in it; a full one fails the group. */
int lct_folder_remove(void **state);
const char *lct_folder(void);
/* A path in it; holds until the eighth call after. */
const char *lct_folder_path(const char *name);
/* Writes a text, and gives its path, as lct_folder_path(). */
const char *lct_folder_put(const char *name, const char *text);

/* A new city in it. A test that fails leaves its city locked, so each has a
 * name of its own. */
lc_city *lct_folder_city(void);
/* The first `columns` of a query's rows, | between fields, ; behind rows, -
 * for NULL. For lc_free(). */
char *lct_query(lc_city *c, const char *sql, int columns);
void lct_query_is(lc_city *c, const char *sql, int columns, const char *want);

#endif

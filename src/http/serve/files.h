/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/files.h - the map page's files, built into the program: a
 * table of exact paths made at the start, so that no request touches a file
 * system.
 *
 * Threads: read-only once made.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_FILES_H
#define LIFECIRCLE_SRC_HTTP_SERVE_FILES_H

#include "src/http/http.h"

typedef struct lc_files lc_files;
typedef struct lc_file lc_file;

/* An outside base map adds its origin to what the page may show, an operator
 * its foot to the page. */
lc_status lc_files_new(const lc_server_opts *opts, lc_files **out,
                       lc_error *err);
void lc_files_free(lc_files *f);

const lc_file *lc_files_find(const lc_files *f, const char *path); /* or NULL */
/* In the best coding the client takes. */
void lc_files_answer(const lc_files *f, const lc_file *file,
                     const lc_request *req, lc_response *res);

#endif

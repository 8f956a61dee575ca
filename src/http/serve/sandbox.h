/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/sandbox.h - what a server gives up before it answers anybody:
 * files but those of its cities, programs, connections of its own.
 *
 * What a kernel doesn't have is left, and told. Threads: of the main one.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_SANDBOX_H
#define LIFECIRCLE_SRC_HTTP_SERVE_SANDBOX_H

#include "lifecircle/base/mem.h"
#include "lifecircle/http/server.h"

typedef struct lc_sandbox { /* `= {0}`: none */
    int files;              /* the version of Landlock; 0: not fenced */
    bool calls;             /* seccomp */
    LC_VEC(char *) folder;  /* absolute, links followed, of the cities */
    char *temp;             /* for exports that need a file; NULL: TMPDIR */
    int locked; /* its descriptor + 1, as long as it is ours; or 0 */
} lc_sandbox;

/* Before any thread: fences the files. From now on TMPDIR is a folder of the
 * server's own; those of servers that were killed are removed. LIFE_ERR_NOMEM,
 * LIFE_ERR_IO (no such folder can be made). */
lc_status lc_sandbox_enter(lc_sandbox *s, const lc_server_opts *opts,
                           lc_error *err);
/* When all threads run and all sockets listen: bars the calls, and logs what
 * holds. */
void lc_sandbox_settle(lc_sandbox *s);
/* LIFE_ERR_IO with the reason where a city's path leads out of the fence, as a
 * link that was changed may. */
lc_status lc_sandbox_reach(const lc_sandbox *s, const char *path,
                           lc_error *err);
/* Removes the folder. */
void lc_sandbox_leave(lc_sandbox *s);

#endif

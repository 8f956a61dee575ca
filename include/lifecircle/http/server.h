/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/http/server.h - serves city files over HTTP/1.1: the API, the map
 * page and its tiles; read-only, from memory.
 *
 * Layer:   http, over export and study.
 * Threads: lc_server_run() starts its own, and waits for signals on the
 *          caller's, which must be the program's main one.
 */
#ifndef LIFECIRCLE_HTTP_SERVER_H
#define LIFECIRCLE_HTTP_SERVER_H

#include "lifecircle/base/error.h"
#include "lifecircle/export/operator.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero and NULL mean the default. Limits can be lowered, never raised. */
typedef struct lc_server_opts {
    /* City files, at least one. One alone stands at the root; each of several,
     * or one written "ID=FILE", below "/c/ID", where ID is by default the name
     * of its file without suffix. */
    const char *const *city;
    size_t city_count;
    bool unverified; /* cities without the .sha256 beside them are served too */
    /* "127.0.0.1:8015"; "[::1]:0": any port. NULL, and nothing else, where the
     * service manager passes a socket (LISTEN_FDS). */
    const char *listen;
    const char *operator_listen; /* for /metrics; NULL: no such listener, unless
                                    a socket called "metrics" is passed */
    /* An outside base map for the page: "https://HOST/{z}/{x}/{y}.png" in
     * WGS 84 web mercator, and whom to name for it. NULL: none. */
    const char *basemap_url;
    const char *basemap_attribution;
    lc_operator operator;   /* named at the foot of every page */
    const char *public_url; /* under which people reach it, "https://HOST", for
                               links and QR codes; NULL: pages have none */
    const char *hosts;      /* "a.example,b.example": whom it answers for beside
                               loopback, the address that was connected to, and
                               public_url; other Hosts get a 421 */
    const char *trusted_proxies;  /* "10.0.0.0/8,::1": whose X-Forwarded-For is
                                     believed, for limits; NULL: nobody's */
    unsigned connections;         /* at once; default and most 2048, as far as
                                     RLIMIT_NOFILE allows */
    unsigned address_connections; /* of one address, also requests that come
                                     through a trusted proxy; default 64, but
                                     none for loopback */
    unsigned address_rate; /* requests a second of one address, and ten seconds'
                              worth of them at once; default any number. This
                              and the one above are for loopback too, where
                              they are said */
    unsigned sending_mib;  /* answers over 64 KiB being sent, together; an
                              address has a quarter; default 256 */
    unsigned deadline_s;   /* for an answer to be made; default 30, most 600 */
    unsigned download_s;   /* for one that is sent piece by piece to have been
                              read; default 1800, most 86400 */
    unsigned threads;      /* default and most max(4, 2 x cores) */
    unsigned max_minutes;  /* of circle and coverage; default and most 60 */
    /* Gives up, for the whole process and for good, files but those below the
     * cities' folders, programs, and connections of its own, as far as the
     * kernel has what that takes (Landlock, seccomp). */
    bool sandbox;
    bool quiet;    /* no line for each request */
    bool log_json; /* the log's lines are objects of JSON */
} lc_server_opts;

/* Serves until SIGTERM or SIGINT, then finishes what it has begun (at most 10
 * seconds; a second signal ends it at once) and returns LIFE_OK. Where a city
 * is being loaded then, or something worked out that all will ask for, the
 * process exits with 0 instead of returning. SIGHUP, or a new city file under
 * the same name, is loaded beside the old one and takes its place once it is
 * verified; a bad one is refused and logged, and the old one goes on. At the
 * start a bad one of several is logged, and the rest is served; that none is
 * good is an error.
 *
 * "listening on http://ADDRESS:PORT" goes to standard error when it does; a
 * service manager (NOTIFY_SOCKET) is told too, and when it stops, and with
 * WATCHDOG_USEC each second. Sockets that it passes go on listening behind us.
 *
 * LIFE_ERR_USAGE  an option is not understood, or a socket that is passed no
 *                 TCP one that listens; of cities: an id that no address
 *                 can have, or two of one id;
 * LIFE_ERR_LIMIT  RLIMIT_NOFILE is too low for the connections asked for;
 * LIFE_ERR_IO     the address can't be listened on, or the city not read;
 * LIFE_ERR_DB     the city is not a city file, or damaged;
 * LIFE_ERR_NOMEM. */
lc_status lc_server_run(const lc_server_opts *opts, lc_error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/limits.h - what one client may hold, and one answer cost, where
 * nobody has said otherwise (SECURITY.md tells them to operators).
 */
#ifndef LIFECIRCLE_SRC_HTTP_LIMITS_H
#define LIFECIRCLE_SRC_HTTP_LIMITS_H

/* One answer: seconds, and steps (lifecircle/base/budget.h): a look at each of
 * seven million homes for fifty categories is 350 million of them. */
#define LIFE_ANSWER_S     30
#define LIFE_ANSWER_STEPS 4000000000

/* What an address may hold at once: connections (and requests, where they come
 * through a proxy), and long answers waited for or being made. */
#define LIFE_ADDRESS_CONNECTIONS 64
#define LIFE_ADDRESS_TASKS       20
/* Answers being sent, of all together. Shorter ones are not counted: two
 * thousand connections hold no more than 128 MiB of them. */
#define LIFE_SENDING_MIB       256
#define LIFE_SENDING_MIN_BYTES 65536

/* What an answer that is sent piece by piece counts for: the rows and the bytes
 * of a piece, what codes them, and what is open of its layer. */
#define LIFE_FLOW_BYTES 1048576
/* And how long it may take to be read, in seconds: so long it holds the city
 * that it is made from, hundreds of megabytes, also where another has taken its
 * place. A gigabyte goes at 4.8 Mbit/s, a hundred megabytes at 0.5. */
#define LIFE_DOWNLOAD_S 1800

/* For the log and the metrics: the client left before its answer was
 * made, or sent to its end. */
#define LIFE_HTTP_LEFT 499

#endif

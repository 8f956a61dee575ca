/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/admit.h - who may ask: what is said to a request before
 * anybody looks at its target.
 *
 * Threads: safe.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_ADMIT_H
#define LIFECIRCLE_SRC_HTTP_SERVE_ADMIT_H

#include "src/http/serve/service.h"

/* Once the header is there: whether the Host is one of ours, and the client has
 * not too much under way; else `refused` says so. */
void lc_admit(lc_service *s, lc_exchange *x);

#endif

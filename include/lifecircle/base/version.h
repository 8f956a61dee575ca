/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/version.h - the one place that says which version this is.
 *
 * Layer:   base.
 * Threads: -
 */
#ifndef LIFECIRCLE_BASE_VERSION_H
#define LIFECIRCLE_BASE_VERSION_H

#define LIFE_VERSION "0.1.0"

#endif

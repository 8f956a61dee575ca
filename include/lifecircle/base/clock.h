/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/clock.h - the clock on the wall: days, local times, zones.
 */
#ifndef LIFECIRCLE_BASE_CLOCK_H
#define LIFECIRCLE_BASE_CLOCK_H

#include "lifecircle/base/date.h"
#include "lifecircle/base/local.h"
#include "lifecircle/base/zone.h"

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/doctor.h - the command of that name.
 */
#ifndef LIFECIRCLE_SRC_CLI_LOOK_DOCTOR_H
#define LIFECIRCLE_SRC_CLI_LOOK_DOCTOR_H

#include "src/cli/opts.h"

lc_status lc_look_doctor(const lc_opts *o, lc_error *err);

#endif

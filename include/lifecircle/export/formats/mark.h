/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/mark.h - marks of a field, beside its type in
 * `form`: for whom it is, and what it means to an earlier list.
 *
 * Layer:   export.
 * Threads: values.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_MARK_H
#define LIFECIRCLE_EXPORT_FORMATS_MARK_H

#include "lifecircle/export/formats/field.h"

/* PROGRAM: an id, left out where people read (lc_layout.words). HEADED: of the
 * whole document, a column only where the format has no head. Of rows that are
 * held against an earlier list: KEY tells which they are, LOOSE may differ
 * without a change, OFFICE was filled in by its readers and is taken over. */
#define LIFE_PROGRAM 0x10000u
#define LIFE_HEADED  0x20000u
#define LIFE_KEY     0x40000u
#define LIFE_LOOSE   0x80000u
#define LIFE_OFFICE  0x100000u

static inline bool lc_mark_is(const lc_export_field *f, unsigned mark)
{
    return (f->form & mark) != 0;
}

#endif

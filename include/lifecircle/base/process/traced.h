/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/traced.h - whether this build is one for looking for
 * faults: a sanitizer traces the process at its end and reads what the kernel
 * says of it, a fuzzer goes on after each input, counts of what ran are written
 * at the end. None can be shut in.
 *
 * Layer:   base.
 */
#ifndef LIFECIRCLE_BASE_PROCESS_TRACED_H
#define LIFECIRCLE_BASE_PROCESS_TRACED_H

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||           \
    defined(LIFE_LIBFUZZER) || defined(LIFE_COUNTED)
#define LIFE_TRACED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LIFE_TRACED 1
#endif
#endif
#ifndef LIFE_TRACED
#define LIFE_TRACED 0
#endif

#endif

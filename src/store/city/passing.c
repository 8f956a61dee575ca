/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/passing.c - see passing.h.
 */
#include "src/store/city/passing.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/path.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A piece is summed up, and written by who copies, while it lies in the nearer
 * caches. */
#define PIECE_BYTES (1 << 17)

lc_status lc_passing_begin(lc_passing *p, const char *path, const char *what,
                           bool sha256, lc_error *err)
{
    struct stat info = {.st_size = 0};

    *p = (lc_passing){.path = path,
                      .what = what,
                      .fd = open(path, O_RDONLY | O_CLOEXEC),
                      .piece = lc_calloc(PIECE_BYTES, 1),
                      .is_slow = sha256,
                      .quick = XXH3_createState()};
    sha256_init(&p->slow);
    if (p->quick) /* at once: it is summed up after a failure too */
        XXH3_128bits_reset(p->quick);
    if (p->fd < 0 || fstat(p->fd, &info) != 0)
        return lc_path_fail("open", path, err);
    if (!p->piece || !p->quick)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to read %s", path);
    p->size = (uint64_t)info.st_size;
    return LIFE_OK;
}

lc_status lc_passing_next(lc_passing *p, size_t *n, lc_error *err)
{
    ssize_t k;

    do
        k = read(p->fd, p->piece, PIECE_BYTES);
    while (k < 0 && errno == EINTR);
    *n = k > 0 ? (size_t)k : 0;
    if (k < 0)
        return lc_path_fail("read", p->path, err);
    lc_progress(p->what, p->done, p->size);
    p->done += *n;
    XXH3_128bits_update(p->quick, p->piece, *n);
    if (p->is_slow)
        sha256_update(&p->slow, *n, (const uint8_t *)p->piece);
    return LIFE_OK;
}

static void put_sums(lc_passing *p, lc_passing_sums *out)
{
    XXH128_hash_t h = XXH3_128bits_digest(p->quick);
    uint8_t digest[SHA256_DIGEST_SIZE];

    snprintf(out->quick, sizeof out->quick, "%016" PRIx64 "%016" PRIx64,
             (uint64_t)h.high64, (uint64_t)h.low64);
    if (!p->is_slow)
        return;
    sha256_digest(&p->slow, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(out->sha256 + 2 * i, 3, "%02x", digest[i]);
}

void lc_passing_end(lc_passing *p, lc_passing_sums *out)
{
    if (out)
        *out = (lc_passing_sums){{0}, {0}};
    if (out && p->quick)
        put_sums(p, out);
    XXH3_freeState(p->quick);
    lc_free(p->piece);
    if (p->fd >= 0)
        close(p->fd);
}

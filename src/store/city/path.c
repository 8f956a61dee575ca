/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/path.c - see the header.
 */
#define _DEFAULT_SOURCE /* realpath */
#include "src/store/city/path.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

lc_status lc_path_fail(const char *doing, const char *path, lc_error *err)
{
    int e = errno;

    return lc_fail(err, e == ENOMEM ? LIFE_ERR_NOMEM : LIFE_ERR_IO,
                   "cannot %s %s: %s", doing, path, strerror(e));
}

char *lc_path_join(const char *a, const char *b)
{
    lc_buf buf = {0};

    lc_buf_puts(&buf, a);
    lc_buf_puts(&buf, b);
    return lc_buf_steal(&buf, NULL);
}

char *lc_path_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    lc_buf buf = {0};

    if (slash)
        lc_buf_put(&buf, path, slash == path ? 1 : (size_t)(slash - path));
    else
        lc_buf_puts(&buf, ".");
    return lc_buf_steal(&buf, NULL);
}

const char *lc_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The absolute path of a file that is not there yet; its folder is. */
static char *real_beside(const char *path)
{
    char *folder = lc_path_folder(path), *real = NULL, *out = NULL;
    lc_buf buf = {0};

    errno = ENOMEM;
    if (folder)
        real = realpath(folder, NULL);
    if (real && !*lc_path_name(path))
        errno = ENOENT; /* "" or "folder/" name no file */
    else if (real) {
        lc_buf_printf(&buf, "%s/%s", real, lc_path_name(path));
        out = lc_buf_steal(&buf, NULL);
        errno = ENOMEM;
    }
    free(real); /* the C library's own */
    lc_free(folder);
    return out;
}

lc_status lc_path_resolve(const char *path, bool *missing, char **out,
                          lc_error *err)
{
    char *real = realpath(path, NULL);
    struct stat sb;

    *out = NULL;
    *missing = !real && errno == ENOENT;
    if (!real) {
        *out = *missing ? real_beside(path) : NULL;
        return *out ? LIFE_OK : lc_path_fail("open", path, err);
    }
    if (stat(real, &sb) == 0 && !S_ISREG(sb.st_mode)) {
        free(real);
        return lc_fail(err, LIFE_ERR_IO, "%s is %s, not a city file", path,
                       S_ISDIR(sb.st_mode) ? "a directory" : "no regular file");
    }
    *out = lc_strdup(real);
    free(real);
    if (!*out)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", path);
    return LIFE_OK;
}

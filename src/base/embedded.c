/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/embedded.c - finds a file built into the program.
 *
 * By binary search: embed.sh sorts the list by bytes (LC_ALL=C), which is the
 * order of strcmp().
 */
#include "lifecircle/base/embedded.h"

#include <stdlib.h>
#include <string.h>

static int by_path(const void *path, const void *file)
{
    return strcmp(path, ((const lc_embedded *)file)->path);
}

const lc_embedded *lc_embedded_find(const char *path)
{
    return bsearch(path, lc_embedded_files, lc_embedded_count,
                   sizeof *lc_embedded_files, by_path);
}

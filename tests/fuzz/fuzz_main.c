/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_main.c - runs one target: under libFuzzer with the target in
 * LIFECIRCLE_FUZZ, or by itself over files: fuzz TARGET FILE...
 */
#define _DEFAULT_SOURCE /* mkdtemp */

#include "fuzz.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/log.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *name;
    void (*run)(const uint8_t *data, size_t len);
} targets[] = {
#define LCT_X(name) {#name, lct_fuzz_##name},
    LCT_FUZZ_MAP(LCT_X)
#undef LCT_X
};

/* ---- files of a run ---- */

static char folder[64];
static struct kept { /* open, since that takes longest */
    char path[96];
    int fd;
} kept[16];
enum { KEPT = sizeof kept / sizeof *kept };

static void clean(void)
{
    for (int i = 0; i < KEPT && kept[i].path[0]; i++) {
        close(kept[i].fd);
        unlink(kept[i].path);
    }
    rmdir(folder);
}

static void make_folder(void)
{
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

    snprintf(folder, sizeof folder, "%s/lifecircle-fuzz-XXXXXX", base);
    if (!mkdtemp(folder))
        abort();
    atexit(clean);
}

const char *lct_fuzz_file(const char *name, const void *data, size_t len)
{
    struct kept *f = kept;
    struct stat is, was;

    if (!folder[0])
        make_folder();
    while (f->path[0] && strcmp(strrchr(f->path, '/') + 1, name) != 0)
        if (++f == kept + KEPT)
            abort();
    if (!f->path[0]) {
        snprintf(f->path, sizeof f->path, "%s/%s", folder, name);
        f->fd = -1;
    }
    if (f->fd >= 0 && (stat(f->path, &is) != 0 || fstat(f->fd, &was) != 0 ||
                       is.st_ino != was.st_ino)) {
        close(f->fd); /* a target has removed it */
        f->fd = -1;
    }
    if (f->fd < 0)
        f->fd = open(f->path, O_RDWR | O_CREAT, 0600);
    if (f->fd < 0 || ftruncate(f->fd, 0) != 0 ||
        pwrite(f->fd, data, len, 0) != (ssize_t)len)
        abort();
    return f->path;
}

char *lct_fuzz_text(const uint8_t *data, size_t len)
{
    char *text = malloc(len + 1);

    if (!text)
        abort();
    if (len)
        memcpy(text, data, len);
    text[len] = '\0';
    return text;
}

void lct_fuzz_told(int status, const struct lc_error *err)
{
    if (status != LIFE_OK && (!err->text[0] || strchr(err->text, '\n')))
        abort();
}

/* ---- which ---- */

static size_t find(const char *name)
{
    size_t i = 0;

    while (i < sizeof targets / sizeof *targets &&
           (!name || strcmp(targets[i].name, name) != 0))
        i++;
    if (i < sizeof targets / sizeof *targets)
        return i;
    fprintf(stderr, "which target? one of:");
    for (i = 0; i < sizeof targets / sizeof *targets; i++)
        fprintf(stderr, " %s", targets[i].name);
    fprintf(stderr, "\n");
    exit(2);
}

/* One thread, so that a run is the same each time. */
static size_t begin(const char *name)
{
    size_t target = find(name);

    lc_log_set_level(LIFE_LOG_ERROR);
    setenv("LIFECIRCLE_THREADS", "1", 1);
    return target;
}

#ifdef LIFE_LIBFUZZER

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static size_t target = SIZE_MAX;

    if (target == SIZE_MAX)
        target = begin(getenv("LIFECIRCLE_FUZZ"));
    targets[target].run(data, len);
    return 0;
}

#else

int main(int argc, char **argv)
{
    size_t target = begin(argc > 1 ? argv[1] : NULL);

    for (int i = 2; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        static uint8_t room[1 << 20];
        size_t len;
        uint8_t *exact; /* so that a byte too far is seen */

        if (!f) {
            perror(argv[i]);
            return 1;
        }
        len = fread(room, 1, sizeof room, f);
        fclose(f);
        exact = malloc(len ? len : 1);
        if (!exact)
            return 1;
        memcpy(exact, room, len);
        targets[target].run(exact, len);
        free(exact);
    }
    printf("%d passed, 0 failed\n", argc > 2 ? argc - 2 : 0);
    return 0;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_main.c - runs one target: under libFuzzer with the target in
 * LIFECIRCLE_FUZZ, or by itself over files: fuzz TARGET FILE...
 */
#include "fuzz.h"
#include "lifecircle/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    void (*run)(const uint8_t *data, size_t len);
} targets[] = {
#define LCT_X(name) {#name, lct_fuzz_##name},
    LCT_FUZZ_MAP(LCT_X)
#undef LCT_X
};

static char folder[64];
static char last[128]; /* the file at hand */

static void clean(void)
{
    static const char *const names[] = {"t.csv", "t.shp", "t.dbf"};
    char path[128];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    unlink(last);
    rmdir(folder);
}

const char *lct_fuzz_file(const char *name, const void *data, size_t len)
{
    static char path[4][128];
    static int turn;
    char *p = path[turn++ % 4];
    FILE *f;

    if (!folder[0]) {
        const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

        snprintf(folder, sizeof folder, "%s/lifecircle-fuzz-XXXXXX", base);
        if (!mkdtemp(folder))
            abort();
        atexit(clean);
    }
    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    snprintf(last, sizeof last, "%s", p);
    f = fopen(p, "wb");
    if (!f || fwrite(data, 1, len, f) != len || fclose(f) != 0)
        abort();
    return p;
}

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

#ifdef LIFE_LIBFUZZER

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static size_t target = SIZE_MAX;

    if (target == SIZE_MAX) {
        target = find(getenv("LIFECIRCLE_FUZZ"));
        lc_log_set_level(LIFE_LOG_ERROR);
    }
    targets[target].run(data, len);
    return 0;
}

#else

int main(int argc, char **argv)
{
    size_t target = find(argc > 1 ? argv[1] : NULL);

    lc_log_set_level(LIFE_LOG_ERROR);
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

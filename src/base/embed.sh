#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The files built into the program (include/lifecircle/base/embedded.h).
#
#   embed.sh list PAGE        lines "path TAB file", sorted by path;
#                             PAGE stands in for web/dist where that is empty
#   embed.sh asm LIST         assembler that includes each file's bytes
#   embed.sh table LIST       the C table over them
set -eu
LC_ALL=C
export LC_ALL
tab=$(printf '\t')

list() {
    find geodata -type f -name '*.csv' | while read -r f; do
        printf '%s\t%s\n' "$f" "$f"
    done
    find src -name '*.sql' -o -name '*.css' -o -name '*.json' |
        while read -r f; do
            printf '%s\t%s\n' "${f#src/}" "$f"
        done
    if [ -e web/dist/index.html ]; then
        find web/dist -type f ! -name '.*' | while read -r f; do
            printf 'web/%s\t%s\n' "${f#web/dist/}" "$f"
        done
    else
        printf 'web/index.html\t%s\n' "$1"
    fi
}

case $1 in
list)
    list "$2" | sort
    ;;
asm)
    n=0
    # One object without the mark of control-flow protection, and the linker
    # leaves it off the whole program.
    printf '%s\n' '#ifdef __CET__' '#include <cet.h>' '#endif'
    echo '    .section .rodata'
    while IFS="$tab" read -r path file; do
        # A NUL behind each, so that a text can be read as a string.
        printf '    .global lc_embedded_%d\n    .hidden lc_embedded_%d\n' $n $n
        printf '    .balign 16\nlc_embedded_%d:\n' $n
        printf '    .incbin "%s"\n    .byte 0\n' "$file"
        n=$((n + 1))
    done <"$2"
    echo '    .section .note.GNU-stack,"",%progbits'
    ;;
table)
    echo '#include "lifecircle/base/embedded.h"'
    n=0
    rows=
    while IFS="$tab" read -r path file; do
        echo "extern const unsigned char lc_embedded_$n[];"
        rows="$rows    {\"$path\", lc_embedded_$n, $(wc -c <"$file")},
"
        n=$((n + 1))
    done <"$2"
    echo 'const lc_embedded lc_embedded_files[] = {'
    printf '%s};\n' "$rows"
    echo "const size_t lc_embedded_count = $n;"
    ;;
esac

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where a file of the repository names a place of one machine (a home
# folder, an absolute working folder, a package mirror), or is too large, or
# stands for work that was put off. The brackets keep this file from finding
# itself.
bad=0
if git grep -nIE '/w[o]rk/|/f[a]rm/|/r[o]ot/|/ho[m]e/[a-z]|/Us[e]rs/|deb[.]d[e]bian[.]org|registry[.]npm[j]s[.]org' -- .; then
    echo "a path or host of one machine" >&2
    bad=1
fi
if git grep -nE '\b(TO[D]O|FIX[M]E|XX[X])\b' -- '*.c' '*.h' '*.sh' '*.py' '*.mjs' '*.js' Makefile; then
    echo "work that was put off" >&2
    bad=1
fi
big=$(git ls-files -z | xargs -0 -r du -k 2>/dev/null | awk '$1 > 2048')
if [ -n "$big" ]; then
    echo "files over 2 MiB:" >&2
    echo "$big" >&2
    bad=1
fi
for f in $(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.mjs' '*.js' '*.proto' Makefile); do
    [ -e "$f" ] || continue
    head -n 4 "$f" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' && continue
    echo "$f: no SPDX line at its head" >&2
    bad=1
done
exit $bad

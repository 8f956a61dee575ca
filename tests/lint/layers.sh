#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where a file includes a layer that isn't below its own.
# Layers of one group stand side by side and may not see each other.
groups="base geo store graph analysis import,export http cli"

rank() {
    n=0
    for g in $groups; do
        n=$((n + 1))
        case ",$g," in *",$1,"*) echo $n && return ;; esac
    done
    echo "layers.sh: no such layer: $1" >&2
    echo 99
}

bad=0
if grep -rnE '^# *include "(\.\./|src/[a-z]+/[a-z_]+\.h")' src include; then
    echo "reach a layer through include/lifecircle alone" >&2
    bad=1
fi
for f in $(find src -name '*.[ch]') \
    $(find include/lifecircle -mindepth 2 -name '*.h'); do
    own=$(echo "$f" | sed 's|^include/lifecircle/||; s|^src/||; s|/.*||')
    for dep in $(sed -n 's|^# *include "lifecircle/\([a-z]*\)/.*|\1|p
        s|^# *include "src/\([a-z]*\)/.*|\1|p' "$f" | sort -u); do
        [ "$dep" = "$own" ] && continue
        [ "$(rank "$dep")" -lt "$(rank "$own")" ] && continue
        echo "$f: layer '$own' may not use layer '$dep'" >&2
        bad=1
    done
done
exit $bad

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual page: src/cli/man.sh PROGRAM. The text is src/cli/lifecircle.1;
# where it says @OPTIONS@ come the options as the program itself tells them,
# each with the commands that take it.
set -eu
run=$1
page=$(dirname "$0")/lifecircle.1

options() {
    "$run" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' | while read -r command; do
        "$run" help "$command" | sed -n "s/^  \(-., \)\?--/$command &/p"
    done | awk '
        {
            command = $1
            sub(/^[a-z]+ +/, "")
            name = match($0, /^(-., )?--[a-z-]+( [^ ]+)?/) ? substr($0, 1, RLENGTH) : $0
            text = substr($0, length(name) + 1)
            sub(/^ +/, "", text)
            if (text ~ /^how the answer is written/)
                sub(/:.*/, "; the first that help names is the default", text)
            if (!(name in texts)) {
                order[++n] = name
                texts[name] = text
            }
            of[name] = of[name] (of[name] ? ", " : "") command
        }
        function plain(s) {
            gsub(/\\/, "\\e", s)
            gsub(/-/, "\\-", s)
            return s
        }
        END {
            for (i = 1; i <= n; i++) {
                name = order[i]
                printf ".TP\n.B %s\n%s.\n(%s)\n", plain(name), plain(texts[name]), of[name]
            }
        }'
}

while IFS= read -r line; do
    if [ "$line" = @OPTIONS@ ]; then
        options
    else
        printf '%s\n' "$line"
    fi
done <"$page"

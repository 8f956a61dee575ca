#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual page: src/cli/man.sh PROGRAM. The text is src/cli/lifecircle.1;
# where it says @QUESTIONS@ come the commands that it does not explain itself,
# where it says @OPTIONS@ the options with the commands that take them, and where
# it says @TABLES@ the formats of tables, all as the program itself tells them.
set -eu
export LC_ALL=C # help in English
run=$1
page=$(dirname "$0")/lifecircle.1

commands() {
    "$run" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

# Summary and notes: what stands before the options, and between them and the
# example.
questions() {
    local own
    own=$(sed -n 's/^\.\\" own: //p' "$page")
    commands | while read -r command; do
        case $command in help | version) continue ;; esac
        grep -qw "$command" <<<"$own" && continue
        "$run" help "$command" | awk -v name="$command" '
            function plain(s) {
                gsub(/\\/, "\\e", s)
                gsub(/-/, "\\-", s)
                sub(/^\./, "\\\\\\&.", s)
                return s
            }
            NR == 1 {
                sub(/^usage: lifecircle [a-z]* /, "")
                sub(/ ?\[options\]$/, "")
                printf ".TP\n.BI \"%s %s\"\n", name, plain($0)
            }
            NR == 3 { print plain(toupper(substr($0, 1, 1)) substr($0, 2)) "." }
            /^  (-., )?--/ { options = 1; next }
            options && /^example:/ { exit }
            options && NF { print (noted++ ? "" : ".br\n") plain($0) }'
    done
}

options() {
    commands | while read -r command; do
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
            # An option of one name may say another thing elsewhere.
            key = name "\n" text
            if (!(key in of)) {
                order[++n] = key
                names[key] = name
                texts[key] = text
            }
            of[key] = of[key] (of[key] ? ", " : "") command
        }
        function plain(s) {
            gsub(/\\/, "\\e", s)
            gsub(/-/, "\\-", s)
            return s
        }
        END {
            for (i = 1; i <= n; i++) {
                key = order[i]
                printf ".TP\n.B %s\n%s.\n(%s)\n", plain(names[key]), plain(texts[key]), of[key]
            }
        }'
}

# What a name of none of them is told.
tables() {
    local folder
    folder=$(mktemp -d)
    : >"$folder/none"
    "$run" import facilities "$folder/none" --dry-run --city "$folder/city" 2>&1 |
        sed -n 's/.*it must end in \(.*\)/\1./p' | grep . | sed 's/^\./\\\&./'
    rm -r "$folder"
}

while IFS= read -r line; do
    case $line in
    @QUESTIONS@) questions ;;
    @OPTIONS@) options ;;
    @TABLES@) tables ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$page"

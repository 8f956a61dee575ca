#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual and the completion know what the program does:
# tests/lint/manual.sh PROGRAM
set -u
export LC_ALL=C # help in English
cd "$(dirname "$0")/../.." || exit 2
run=$1
page=$(src/cli/man.sh "$run") || exit 1
failed=0

commands=$("$run" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
told=$(sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' <<<"$page" | grep -A 1 '^\.TP')
for command in $commands; do
    case $command in help | version) continue ;; esac
    if ! grep -qw -e "$command" <<<"$told"; then
        echo "src/cli/lifecircle.1: the command $command is not explained"
        failed=1
    fi
done

# What they name of options must be one.
options=$(for c in $commands; do "$run" help "$c"; done |
    sed -n 's/^  \(-., \)\?\(--[a-z-]*\).*/\2/p' | sort -u)
for file in src/cli/lifecircle.1 src/cli/lifecircle.zh.1 src/cli/lifecircle.bash src/cli/lifecircle.zsh; do
    for option in $(sed 's/\\-/-/g; /^ *#/d; s/grep .*//' "$file" |
        grep -o -- '--[a-z][a-z-]*' | sort -u); do
        if ! grep -qx -e "$option" <<<"$options"; then
            echo "$file: $option is no option"
            failed=1
        fi
    done
done

# The README names each format of tables in both languages.
formats=$(grep -A 1 '^A table.s name ends in' <<<"$page" | grep -o '\.[a-z][a-z0-9]*' | sort -u)
[ "$(wc -w <<<"$formats")" -gt 8 ] || { echo "src/cli/lifecircle.1: lists no formats of tables"; failed=1; }
for suffix in $formats; do
    if [ "$(grep -c -- "\`$suffix\`" README.md)" -lt 2 ]; then
        echo "README.md: does not name $suffix in both languages"
        failed=1
    fi
done

# Each command has a page in both languages, with a summary and all its options.
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
src/cli/man_pages.sh "$run" 0 "$pages" || failed=1
for command in $commands; do
    case $command in help | version) continue ;; esac
    wanted=$("$run" help "$command" | grep -cE '^  (-., )?--')
    for file in "$pages/man1/lifecircle-$command.1" "$pages/zh_CN/man1/lifecircle-$command.1"; do
        if ! grep -q "^lifecircle.-$command .- .." "$file" ||
            [ "$(grep -cE '^\.B (.-., )?.-.-' <(sed 's/\\-/.-/g' "$file"))" != "$wanted" ]; then
            echo "${file#"$pages"/}: lacks a summary, or options"
            failed=1
        fi
    done
done

if command -v groff >/dev/null; then
    printf '%s\n' "$page" >"$pages/man1/lifecircle.1"
    # A line of Chinese or of many options may be longer than the page is wide.
    warnings=$(for file in "$pages"/man1/*.1 "$pages"/zh_CN/man1/*.1; do
        groff -K utf8 -ww -Wbreak -man -Tutf8 "$file" 2>&1 >/dev/null
    done)
    [ -z "$warnings" ] || failed=1
    printf '%s' "$warnings"
fi
exit $failed

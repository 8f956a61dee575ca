#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual pages of the commands in English and Chinese, as the program's own
# help tells them, and the Chinese page of the program, whose text is
# src/cli/lifecircle.zh.1: src/cli/man_pages.sh PROGRAM VERSION FOLDER puts them
# into FOLDER/man1 and FOLDER/zh_CN/man1.
set -eu
run=$1 version=$2 folder=$3

# Sections of a page: those of man-pages(7), and Debian's words for them.
headings() { # LANGUAGE
    case $1 in
    en) echo "NAME SYNOPSIS OPTIONS NOTES EXAMPLES SEE_ALSO User_commands" ;;
    zh) echo "名称 概要 选项 说明 示例 另见 用户命令" ;;
    esac
}

# Help is a usage, a summary, options with their texts behind two blanks,
# notes in paragraphs, and examples.
page() { # COMMAND LANGUAGE LOCALE
    LC_ALL=$3 "$run" help "$1" | awk -v name="$1" -v version="$version" \
        -v heads="$(headings "$2")" '
        function plain(s) {
            gsub(/\\/, "\\e", s)
            gsub(/-/, "\\-", s)
            sub(/^[.\047]/, "\\\\\\&&", s)
            return s
        }
        # A line of Chinese may end behind these; the program for names and
        # summaries (lexgrog) takes no such marks.
        function text(s) {
            s = plain(s)
            gsub(/，|；|。|：|、|）/, "&\\:", s)
            return s
        }
        function section(n) {
            if (part != n)
                printf ".SH %s\n", head[n]
            part = n
        }
        function option(s) {
            match(s, /^(-., )?--[a-z-]+( [^ ]+)?/)
            printf ".TP\n.B %s\n", plain(substr(s, 1, RLENGTH))
            s = substr(s, RLENGTH + 1)
            sub(/^ +/, "", s)
            print text(s)
        }
        BEGIN {
            split(heads, head, " ")
            for (i in head)
                gsub(/_/, " ", head[i])
        }
        NR == 1 {
            sub(/^[^l]*lifecircle [a-z]*/, "")
            usage = $0
            next
        }
        NR == 3 {
            printf ".TH LIFECIRCLE\\-%s 1 \"\" \"lifecircle %s\" \"%s\"\n", toupper(name), version, head[7]
            print ".ad l"
            section(1)
            printf "lifecircle\\-%s \\- %s\n", name, plain($0)
            section(2)
            printf ".B lifecircle %s\n%s\n", name, plain(substr(usage, 2))
            next
        }
        /^  (-., )?--/ && part < 4 {
            section(3)
            sub(/^ +/, "")
            option($0)
            next
        }
        /^(example:|例：)$/ {
            section(5)
            print ".nf"
            next
        }
        part == 5 {
            sub(/^ +/, "")
            print plain($0)
            next
        }
        NF {
            section(4)
            print (blank ? ".PP\n" : "") text($0)
        }
        { blank = !NF && part == 4 }
        END {
            if (part == 5)
                print ".fi"
            section(6)
            print ".BR lifecircle (1)"
        }'
}

summaries() {
    LC_ALL=zh_CN.UTF-8 "$run" help |
        sed -n 's/^  \([a-z][a-z]*\)  *\(.*\)/.TP\n.B \1\n\2/p' |
        sed '/^\.B/!s/-/\\-/g; s/，\|；\|：\|、\|）/&\\:/g'
}

mkdir -p "$folder/man1" "$folder/zh_CN/man1"
while IFS= read -r line; do
    case $line in
    @COMMANDS@) summaries ;;
    *) printf '%s\n' "${line//@VERSION@/$version}" ;;
    esac
done <"$(dirname "$0")/lifecircle.zh.1" >"$folder/zh_CN/man1/lifecircle.1"
for command in $(LC_ALL=C "$run" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
    case $command in help | version) continue ;; esac
    page "$command" en C >"$folder/man1/lifecircle-$command.1"
    page "$command" zh zh_CN.UTF-8 >"$folder/zh_CN/man1/lifecircle-$command.1"
done

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where a file includes a room that isn't above its own in src/rooms, or
# the private headers of a room that isn't its own.
set -u
cd "$(dirname "$0")/../.." || exit 2

{
    grep -v '^#' src/rooms
    echo --
    grep -rnE '^# *include "' src include --include='*.[ch]'
} | awk '
    # ROOM of lifecircle/ROOM/... and src/ROOM/...; "" of anything else
    function room(path, part) {
        sub(/^include\//, "", path)
        return split(path, part, "/") > 2 ? part[2] : ""
    }
    function complain(why) {
        print file ":" line ": " why > "/dev/stderr"
        bad = 1
    }
    $0 == "--" { listed = 1; next }
    !listed {
        rank[$1] = ++rooms
        for (i = 2; i <= NF; i++)
            friend[$1, $i] = 1
        next
    }
    {
        split($0, at, ":")
        file = at[1]
        line = at[2]
        name = $0
        sub(/^[^"]*"/, "", name)
        sub(/".*/, "", name)
        own = room(file)
        other = room(name)
        if (name !~ /^(lifecircle|src)\//)
            complain("name a header by its whole path: " name)
        else if (!(own in rank))
            complain("room " own " is not in src/rooms")
        else if (!(other in rank))
            complain("there is no room " other ": " name)
        else if (rank[other] > rank[own])
            complain("room " own " may not use room " other)
        else if (name ~ /^src\// && own != other && !((own, other) in friend))
            complain("a private header of room " other ": " name)
        else if (file ~ /^include\// && name ~ /^src\//)
            complain("a public header names a private one: " name)
    }
    END { exit bad }'

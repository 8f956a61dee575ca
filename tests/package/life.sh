#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The packages in a bare Debian 12 root: installed in an older version, used,
# upgraded, used again, removed and purged. ROOT=FOLDER: one that lies ready,
# which is copied; else debootstrap makes one from this machine's mirror.
# There is no systemd to start units, so systemd-socket-activate passes the
# socket to the command of the unit, as the unit's user.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh
packages=build/deb
version=$(sed -n 's/^.define LIFE_VERSION "\(.*\)"/\1/p' include/lifecircle/base/version.h)
R=$(mktemp -d "$PWD/build/root.XXXXXX") || exit 1
mounted=
server=
leave() {
    [ -z "$server" ] || kill "$server" 2>/dev/null
    [ -z "$mounted" ] || umount "$R/dev/pts" "$R/proc"
    # Nothing of the machine's own may go with it.
    if grep -qF " $R/" /proc/mounts; then
        echo "something is mounted in $R, which stays" >&2
    else
        rm -rf --one-file-system "$R"
    fi
    rm -rf "$tmp"
}
trap leave EXIT

# ---- the root ----

mirror() {
    sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\?\(http[^ ]*\) .*/\2/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -m 1 '/debian/*$'
}

make_root() {
    if [ -n "${ROOT-}" ]; then
        cp -a "$ROOT/." "$R"
    else
        debootstrap --variant=minbase bookworm "$R" "$(mirror)"
    fi || return 1
    chmod 755 "$R" # mktemp's is its owner's alone, and others work in it
    # This machine's ways to packages, and no start of services.
    cp /etc/resolv.conf /etc/hosts "$R/etc/"
    for f in /etc/apt/sources.list.d/debian.sources /etc/apt/apt.conf.d/*registry* /etc/apt/apt.conf.d/*proxy*; do
        [ ! -e "$f" ] || cp "$f" "$R${f%/*}/"
    done
    mkdir -p "$R/etc/ssl/certs"
    [ ! -e /etc/ssl/certs/ca-certificates.crt ] ||
        cp -L /etc/ssl/certs/ca-certificates.crt "$R/etc/ssl/certs/"
    [ ! -e "$R/etc/apt/sources.list.d/debian.sources" ] || : >"$R/etc/apt/sources.list"
    printf '#!/bin/sh\nexit 101\n' >"$R/usr/sbin/policy-rc.d"
    chmod 755 "$R/usr/sbin/policy-rc.d"
    mount -t proc proc "$R/proc" && mounted=yes &&
        mount -t devpts -o newinstance,ptmxmode=0666 devpts "$R/dev/pts" || return 1
    mkdir -p "$R/srv/new" "$R/srv/old" && cp "$packages"/*.deb "$R/srv/new/" &&
        within apt-get update -q
}

enter() { # COMMAND...: this process becomes it
    # shellcheck disable=SC2046
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        $(env | grep -iE '^(https?_proxy|no_proxy)=') chroot "$R" "$@"
}

within() { # COMMAND...
    (enter "$@")
}

as() { # USER COMMAND...
    local user=$1
    shift

    within setpriv --reuid="$user" --regid=lifecircle --clear-groups --no-new-privs --bounding-set=-all "$@"
}

# The same packages under an older number.
make_older() {
    local deb

    for deb in "$packages"/*.deb; do
        case $deb in *dbgsym*) continue ;; esac
        dpkg-deb -R "$deb" "$tmp/deb" || return 1
        sed -i "s/^Version: .*/Version: 0.0.9/; s/(= $version)/(= 0.0.9)/" "$tmp/deb/DEBIAN/control"
        dpkg-deb -b --root-owner-group "$tmp/deb" "$R/srv/old/" >/dev/null || return 1
        rm -rf "$tmp/deb"
    done
}

debs() { # FOLDER: as apt within the root names them
    (cd "$R" && ls "srv/$1"/*.deb | grep -v dbgsym | sed 's:^:/:')
}

installs() { # VERSION FOLDER
    # shellcheck disable=SC2046
    ends 0 within apt-get install -q -y --no-install-recommends --allow-downgrades $(debs "$2")
    ends 0 within sh -c "test \"\$(dpkg-query -W -f '\${Version} \${Status}\n' lifecircle liblifecircle1 \
        liblifecircle-dev lifecircle-data | sort -u)\" = '$1 install ok installed'"
}

ends 0 make_root
ends 0 make_older
[ $failed = 0 ] || end

# ---- installed ----

installs 0.0.9 old
ends 0 within getent passwd lifecircle lifecircle-import
ends 0 within sh -c 'test "$(stat -c "%a %U %G" /var/lib/lifecircle)" = "2750 lifecircle-import lifecircle"'
for page in lifecircle lifecircle-import lifecircle-serve lifecircle-list; do
    ends 0 test -s "$R/usr/share/man/man1/$page.1.gz"
    ends 0 test -s "$R/usr/share/man/zh_CN/man1/$page.1.gz"
done
ends 0 test -s "$R/usr/share/bash-completion/completions/lifecircle"
ends 0 test -s "$R/usr/share/zsh/vendor-completions/_lifecircle"
ends 0 within systemd-analyze verify --man=no /lib/systemd/system/lifecircle.service \
    /lib/systemd/system/lifecircle.socket /lib/systemd/system/lifecircle-metrics.socket \
    /lib/systemd/system/lifecircle-import@.service /lib/systemd/system/lifecircle-import@.timer
[ ! -s "$tmp/err" ]
verdict "systemd-analyze verify is silent" $?

# ---- used ----

# What ExecStart= of a unit says, of an instance.
command_of() { # UNIT INSTANCE
    sed -n 's/^ExecStart=//p' "$R/lib/systemd/system/$1" | sed "s/%i/$2/g; s/\$LIFECIRCLE_[A-Z_]*//"
}

ends 0 within install -o lifecircle-import -g lifecircle -m 640 \
    /usr/share/lifecircle/neubrandenburg/neubrandenburg-2016.osm.pbf /var/lib/lifecircle/my.osm.pbf
# shellcheck disable=SC2046
ends 0 as lifecircle-import sh -c 'umask 027; exec "$@"' sh $(command_of lifecircle-import@.service my)
ends 0 within sh -c 'test "$(stat -c "%a %U %G" /var/lib/lifecircle/my.city)" = "640 lifecircle-import lifecircle"'
ends 2 as lifecircle sh -c 'echo x > /var/lib/lifecircle/x'
ends 0 as lifecircle lifecircle nearest --city /var/lib/lifecircle/my.city --at 13.2610,53.5570 --category pharmacy --lang en
says "Apotheke"
ends 0 within env LC_ALL=zh_CN.UTF-8 lifecircle help serve
says "用法"

# ---- completed, by zsh as by bash ----

ends 0 within apt-get install -q -y --no-install-recommends zsh
ends 0 install -m 755 tests/package/complete.zsh "$R/srv/"
zsh_offers() { # LINE, what it offers at its end
    ends 0 within timeout 60 zsh -f /srv/complete.zsh "$1"
    [ "$(tr '\n' ' ' <"$tmp/out")" = "$2 " ]
    verdict "zsh offers at the end of '$1': $2" $?
}
bash_offers() { # LINE
    # shellcheck disable=SC2016
    within bash -c '. /usr/share/bash-completion/completions/lifecircle; read -r -a COMP_WORDS <<<"$1"
        [[ $1 != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _lifecircle && echo "${COMPREPLY[@]}"' bash "$1"
}
for line in "lifecircle " "lifecircle exp" "lifecircle help ser" "lifecircle import " "lifecircle export " "lifecircle export fac" \
    "lifecircle export units --" "lifecircle export units --format " "lifecircle export tiles --z" "lifecircle serve --do" \
    "lifecircle nearest --lang "; do
    words=$(bash_offers "$line")
    [ -n "$words" ]
    verdict "bash offers something at the end of '$line'" $?
    zsh_offers "$line" "$words"
done
# Files where no word fits, and where an option takes one.
for line in "lifecircle convert /etc/ld.so.conf." "lifecircle import osm /etc/ld.so.conf." "lifecircle serve --city /etc/ld.so.conf."; do
    ends 0 within timeout 60 zsh -f /srv/complete.zsh "$line"
    says "ld.so.conf.d"
done
ends 0 within timeout 60 zsh -f /srv/complete.zsh "lifecircle convert "
! grep -q "LON" "$tmp/out"
verdict "what stands for a word is offered to nobody" $?

port=$((20000 + $$ % 20000))
serve() { # behind the socket, as the unit has it
    # shellcheck disable=SC2046
    (enter systemd-socket-activate -l "127.0.0.1:$port" -E LIFECIRCLE_CITY=/var/lib/lifecircle/my.city \
        setpriv --reuid=lifecircle --regid=lifecircle --clear-groups --no-new-privs --bounding-set=-all \
        $(command_of lifecircle.service my)) >"$tmp/serve" 2>&1 &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        ! grep -q "Listening on" "$tmp/serve" || break
        sleep 0.3
    done
}
asks() {
    ends 0 curl -sf --max-time 60 "http://127.0.0.1:$port/api/v1/nearest?lon=13.261&lat=53.557&category=pharmacy"
    says '"name":'
    ends 0 curl -sf --max-time 60 "http://127.0.0.1:$port/"
    says "<script"
    [ "$(stat -c %U "/proc/$server")" != root ]
    verdict "the server is not root" $?
}
stops() {
    kill -TERM "$server"
    wait "$server"
    verdict "SIGTERM ends it with 0" $?
    server=
}
serve
asks
stops

# A program of somebody else's, with the headers and the library of the root.
link() {
    local flags lib

    lib=$(echo "$R"/usr/lib/*/pkgconfig)
    flags=$(PKG_CONFIG_SYSROOT_DIR=$R PKG_CONFIG_LIBDIR=$lib pkg-config --cflags --libs lifecircle) || return 1
    # shellcheck disable=SC2086
    gcc -Wall -Werror -o "$R/srv/linked" tests/package/linked.c $flags \
        -Wl,--unresolved-symbols=ignore-in-shared-libs
}
ends 0 link
ends 0 within /srv/linked /var/lib/lifecircle/my.city
says "m of street"
ends 0 readelf -dW "$R/srv/linked"
says "liblifecircle.so.1"

# ---- upgraded ----

echo 'LIFECIRCLE_OPTIONS=--deadline 20' >"$R/etc/default/lifecircle"
before=$(sha256sum <"$R/var/lib/lifecircle/my.city")
installs "$version" new
ends 0 grep -qx 'LIFECIRCLE_OPTIONS=--deadline 20' "$R/etc/default/lifecircle"
[ "$before" = "$(sha256sum <"$R/var/lib/lifecircle/my.city")" ]
verdict "the city is as it was" $?
ends 0 within lifecircle version
says "$version"
serve
asks
stops
ends 0 within /srv/linked /var/lib/lifecircle/my.city

# ---- removed, purged ----

ends 0 within apt-get remove -q -y lifecircle liblifecircle1 liblifecircle-dev lifecircle-data
ends 1 within test -e /usr/bin/lifecircle
ends 0 within test -s /var/lib/lifecircle/my.city
ends 0 within test -s /etc/default/lifecircle
ends 0 within dpkg --purge lifecircle
left=$(find "$R" -xdev \( -path "$R/srv" -o -path "$R/var/log" -o -path "$R/var/cache" \) -prune -o \
    -iname '*lifecircle*' -print)
echo "$left" >"$tmp/out"
[ -z "$left" ]
verdict "nothing is left of it" $?
end
end

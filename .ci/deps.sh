#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian 12 packages lifecircle needs, in one place.
#
#   .ci/deps.sh [check] SET...       SET: build, page, test, lint, fuzz, deb,
#                                         test-deb, torture, cover, peers, qgis
#
# Installs what is missing with apt-get (through sudo where not root) and says
# so; with `check` it installs nothing and fails with the list. Nothing to do
# is silent and quick.
set -u

# set  package  how to tell that it is there
#   cmd:NAME   a program     pc:NAME   a pkg-config module
#   hdr:NAME   a C header    file:PATH a file
table='
build gcc                    cmd:cc
build gcc                    cmd:gcc
build libc6-dev              hdr:stdio.h
build pkg-config             cmd:pkg-config
build make                   cmd:make
build libsqlite3-dev         pc:sqlite3
build libspatialite-dev      pc:spatialite
build libproj-dev            pc:proj
build libgeos-dev            pc:geos
build libmicrohttpd-dev      pc:libmicrohttpd
build libjansson-dev         pc:jansson
build libprotobuf-c-dev      pc:libprotobuf-c
build protobuf-c-compiler    cmd:protoc-c
build zlib1g-dev             pc:zlib
build libbz2-dev             hdr:bzlib.h
build liblz4-dev            pc:liblz4
build liblzma-dev           pc:liblzma
build libexpat1-dev          pc:expat
build libcsv-dev             hdr:csv.h
build nettle-dev             pc:nettle
build libxxhash-dev          pc:libxxhash
build libutf8proc-dev        pc:libutf8proc
build libzip-dev             pc:libzip
build libqrencode-dev      pc:libqrencode
build libseccomp-dev       pc:libseccomp
build libxlsxwriter-dev    pc:xlsxwriter
page  nodejs                 cmd:node
page  npm                    cmd:npm
test  libcmocka-dev          pc:cmocka
test  curl                   cmd:curl
test  gdal-bin               cmd:ogrinfo
test  osmium-tool            cmd:osmium
test  python3                file:/usr/bin/python3
test  python3-numpy          file:/usr/lib/python3/dist-packages/numpy
test  python3-scipy          file:/usr/lib/python3/dist-packages/scipy
test  python3-xlwt           file:/usr/lib/python3/dist-packages/xlwt
test  python3-openpyxl       file:/usr/lib/python3/dist-packages/openpyxl
test  chromium               cmd:chromium
test  prometheus             cmd:promtool
test  fonts-noto-cjk         file:/usr/share/fonts/opentype/noto
lint  clang                  cmd:clang
fuzz  clang                  cmd:clang
fuzz  libcmocka-dev          pc:cmocka
fuzz  libclang-rt-14-dev     file:/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux
lint  clang-format-14        cmd:clang-format-14
lint  clang-tidy-14          cmd:clang-tidy-14
lint  cppcheck               cmd:cppcheck
lint  universal-ctags        cmd:ctags
deb   build-essential        file:/usr/share/build-essential/list
deb   debhelper              cmd:dh
deb   dpkg-dev               cmd:dpkg-buildpackage
deb   lintian                cmd:lintian
deb   libgdal-dev            cmd:gdal-config
deb   xz-utils               cmd:xz
test-deb debootstrap         cmd:debootstrap
test-deb nginx-light         cmd:nginx
test-deb caddy               cmd:caddy
test-deb curl                cmd:curl
test-deb openssl             cmd:openssl
test-deb nghttp2-client      cmd:h2load
test-deb systemd             cmd:systemd-analyze
test-deb strace              cmd:strace
torture strace               cmd:strace
cover gcovr                  cmd:gcovr
qgis  python3-qgis           file:/usr/lib/python3/dist-packages/qgis
qgis  python3-qgis-common    file:/usr/share/qgis/python/plugins/processing
peers postgresql-15-postgis-3 file:/usr/share/postgresql/15/extension/postgis.control
peers postgresql-15-pgrouting file:/usr/share/postgresql/15/extension/pgrouting.control
peers libsqlite3-mod-spatialite file:/usr/share/doc/libsqlite3-mod-spatialite
peers spatialite-bin         cmd:spatialite_osm_net
peers osmium-tool            cmd:osmium
peers coinor-cbc             cmd:cbc
'

have() {
    case $1 in
    cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
    pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
    hdr:*) echo "#include <${1#hdr:}>" | cc -E - >/dev/null 2>&1 ;;
    file:*) [ -e "${1#file:}" ] ;;
    esac
}

check=no
if [ "${1-}" = check ]; then
    check=yes
    shift
fi
missing=
for set in "$@"; do
    # shellcheck disable=SC2086
    set -- $(printf '%s\n' "$table" | awk -v s="$set" '$1 == s {print $2, $3}')
    [ $# -gt 0 ] || { echo "deps.sh: no such set: $set" >&2; exit 2; }
    while [ $# -gt 0 ]; do
        case " $missing " in
        *" $1 "*) ;;
        *) have "$2" || missing="$missing $1" ;;
        esac
        shift 2
    done
done
[ -n "$missing" ] || exit 0

if [ $check = yes ]; then
    echo "missing:$missing" >&2
    echo "\`make deps\` installs them (Debian 12)" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "missing:$missing" >&2
    echo "these are the names of Debian 12; there is no apt-get here" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "as root: apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

echo "== installing Debian packages:$missing"
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt update >"$log" 2>&1 || { cat "$log" >&2; echo "apt-get update failed; trying with the lists at hand" >&2; }
# shellcheck disable=SC2086
if ! apt install --no-install-recommends $missing >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    echo "apt-get could not install:$missing" >&2
    exit 1
fi
echo "== installed"

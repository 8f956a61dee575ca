#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The same source makes the same bytes: packed twice, and built twice, the
# second time in another folder, at another time, with another umask, language,
# time zone and number of jobs, and without node.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh
packages=build/deb
mkdir -p build
again=$(mktemp -d "$PWD/build/deb-again.XXXXXX") || exit 1
trap 'rm -rf "$tmp" "$again"' EXIT
version=$(sed -n 's/^.define LIFE_VERSION "\(.*\)"/\1/p' include/lifecircle/base/version.h)
tarball=build/dist/lifecircle-$version.tar.xz

same() { # FILE FILE
    ends 0 cmp "$1" "$2"
}

ends 0 make --no-print-directory deb
(umask 077 && cd / && TZ=Asia/Shanghai LC_ALL=C.UTF-8 "$OLDPWD/debian/dist.sh" "$version" "$again/tar.xz") \
    >"$tmp/out" 2>"$tmp/err"
verdict "the source packed again" $?
same "$tarball" "$again/tar.xz"

# What there is to run, but for node and npm.
mkdir "$again/bin"
for f in /usr/sbin/* /usr/bin/* /usr/local/bin/*; do
    case ${f##*/} in node | nodejs | npm | npx | corepack) ;; *) ln -sf "$f" "$again/bin" ;; esac
done
ends 0 env PATH="$again/bin" sh -c '! command -v node && ! command -v npm'
sleep 2 # no time that is kept in seconds is the same
(umask 077 && PATH=$again/bin TZ=Asia/Shanghai LANG=zh_CN.UTF-8 LANGUAGE=zh \
    debian/build.sh "$tarball" "$again/another/folder") >"$tmp/out" 2>"$tmp/err"
verdict "the packages built again, without node" $?
[ "$(cd $packages && ls ./*.deb)" = "$(cd "$again/another/folder" && ls ./*.deb)" ]
verdict "as many packages" $?
for deb in "$packages"/*.deb; do
    same "$deb" "$again/another/folder/${deb##*/}"
done

# And an edited page is not taken for the one that was built.
mkdir "$again/page"
tar -xf "$tarball" -C "$again/page"
cd "$again"/page/* || exit 1
ends 0 env PATH="$again/bin" make --no-print-directory build/web.stamp
[ ! -s "$tmp/out" ]
verdict "the page of a release serves as it is" $?
rm build/web.stamp
touch web/index.html
ends 0 env PATH="$again/bin" make --no-print-directory build/web.stamp
says "there is no node"
cd - >/dev/null || exit 1
end

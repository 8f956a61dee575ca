#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Debian packages from the source of a release: debian/build.sh TARBALL FOLDER
# They lie in FOLDER afterwards, and lintian has found no error in them. Their
# maintainer is who builds them for others, by Debian's own DEBFULLNAME and
# DEBEMAIL; without an address they name one that can't be (.invalid, RFC 2606).
set -eu
umask 022
tarball=$(readlink -f "$1") folder=$2
rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
tar -xf "$tarball" -C "$folder"
cd "$folder"/*/
if [ -n "${DEBEMAIL-}" ]; then
    maintainer="${DEBFULLNAME:-lifecircle} <$DEBEMAIL>" awk '
        /^Maintainer: / {print "Maintainer: " ENVIRON["maintainer"]; next} {print}' debian/control >../control
    mv ../control debian/control
fi
# The build talks a lot; where it fails its end is shown.
if ! dpkg-buildpackage -b -us -uc "-j$(nproc)" >../build.log 2>&1; then
    tail -n 40 ../build.log
    exit 1
fi
cd ..
rm -rf lifecircle-*/
if command -v lintian >/dev/null; then
    lintian --fail-on error --allow-root ./*.changes
fi
ls -l -- *.deb

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The tables and the small city into a folder: debian/data.sh FOLDER
set -eu
mkdir -p "$1"
cp -R --no-preserve=mode,ownership geodata/. "$1"
chmod 755 "$1/city.sh"

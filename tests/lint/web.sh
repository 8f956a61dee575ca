#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The page's scripts and styles, and the tests that node runs, against
# web/eslint.config.mjs and prettier (web/package.json): tests/lint/web.sh [fix]
# With "fix" what can be put right by itself is.
cd "$(dirname "$0")/../.." || exit 2
if [ ! web/node_modules/.package-lock.json -nt web/package-lock.json ] &&
    ! (cd web && npm ci --no-audit --no-fund --loglevel=error); then
    echo "npm could not fetch the packages of web/: its scripts were not checked" >&2
    exit 1
fi
eslint=(web/node_modules/.bin/eslint -c web/eslint.config.mjs)
prettier=(web/node_modules/.bin/prettier --config web/package.json --log-level warn)
if [ "${1-}" = fix ]; then
    eslint+=(--fix)
    prettier+=(--write)
else
    prettier+=(--check)
fi
"${eslint[@]}" web tests/browser tests/oracle
status=$?
"${prettier[@]}" 'web/src/**/*.js' 'web/*.mjs' 'web/*.css' 'web/style/*.css' \
    'tests/{browser,oracle}/*.mjs' || status=1
exit $status

#!/bin/sh
# Runs every policy test against a database that has the migrations, and compares its transcript with the expected one.
#
#   run.sh URL [TEST.sql ...]      compare; prints the differences and `N passed, N failed`
#   UPDATE_EXPECTED=1 run.sh URL   record; read what you record
#
# URL: a login that sees everything (superuser). Nothing is left behind: each test is a transaction that rolls back.
set -u
if [ $# -lt 1 ]; then
    echo "usage: $0 DATABASE_URL [TEST.sql ...]" >&2
    exit 64
fi
url=$1
shift
cd "$(dirname "$0")" || exit 1
[ $# -gt 0 ] || set -- [0-9]*.sql
actual=$(mktemp) || exit 1
trap 'rm -f "$actual"' EXIT
passed=0
failed=0
for test in "$@"; do
    expected=${test%.sql}.expected
    # Messages carry their place in the file: taken off, so that a test can be edited.
    PGOPTIONS='-c client_min_messages=warning -c lc_messages=C -c TimeZone=UTC' PGTZ=UTC PGCLIENTENCODING=UTF8 \
        psql --no-psqlrc --quiet --no-align --set=ON_ERROR_ROLLBACK=on --set=VERBOSITY=terse --set=SHOW_CONTEXT=never \
        --file="$test" "$url" 2>&1 | sed -e 's/^psql:[^:]*:[0-9]*: //' -e 's/ at character [0-9]*$//' > "$actual"
    if [ "${UPDATE_EXPECTED:-}" = 1 ]; then
        cp "$actual" "$expected"
    fi
    if diff -u --label "$expected" --label actual "$expected" "$actual"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/bin/sh
# tests/sim/denied.sh BUILD: what the system forbids a user comes back as
# MPI_ERR_ACCESS.  Root may do anything: then the program runs as nobody.
set -u
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022
echo data >"$work/readable"
echo data >"$work/secret"
chmod 0 "$work/secret"
as=
if [ "$(id -u)" -eq 0 ]; then
    as='setpriv --reuid=65534 --regid=65534 --clear-groups'
    chmod 755 "$work"
else
    chmod 555 "$work"
    trap 'chmod 755 "$work"; rm -rf "$work"' EXIT
fi
cd "$work" || exit 1
$as test -r "$build/tests/programs/file_denied" -a -x "$build/bin/dryrun" || {
    echo "skipped: nobody may not read $build"
    exit 77
}
for variant in '' '--eager 0' '--progress weak'; do
    # shellcheck disable=SC2086
    $as "$build/bin/dryrun" -n 3 $variant --quiet --fail-on never \
        "$build/tests/programs/file_denied" >"$work/said" 2>&1
    status=$?
    [ $status -eq 0 ] && grep -q '^ok$' "$work/said" || {
        cat "$work/said"
        echo "FAILED: $variant ends with $status"
        exit 1
    }
done
[ ! -e new ] && [ -e readable ] || {
    echo "FAILED: a file came or went"
    exit 1
}

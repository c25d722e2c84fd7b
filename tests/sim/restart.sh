#!/bin/sh
# tests/sim/restart.sh BUILD: a file that some ranks wrote goes on under others.
#
# heat itself compares what comes out with what one rank computes.
set -u
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

heat() { # heat RANKS WORD: prints what it says of the cells that it read
    "$build/bin/dryrun" -q -n "$1" "$build/apps/heat" "$2" rod | grep read
}

for writers in 1 4 5; do
    want=$(heat $writers checkpoint)
    for readers in 1 3 4 7; do
        got=$(heat $readers restart)
        [ "$got" = "$want" ] && [ "${got##*: }" = 'as serial' ] && continue
        echo "FAILED: $writers ranks wrote, $readers read: $got, not $want"
        failed=1
    done
done
exit $failed

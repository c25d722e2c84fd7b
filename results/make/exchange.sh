#!/bin/bash
# The exchange comparison: two ranks swap a message in three forms.
#
#     exchange.sh BUILD OUT
#
# Runs apps/exchange on the default platform with 8 B and with 1 MiB each way
# and writes exchange.md and exchange.csv to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/exchange.XXXXXX")
trap 'rm -rf "$work"' EXIT

"$build/bin/drycc" -O2 -g "$top/apps/exchange/exchange.c" -o "$work/exchange"

# run FORM DOUBLES: a row; without a time where the program never ended.
run() {
    local status=0 time
    "$build/bin/dryrun" -n 2 --report none "$work/exchange" "$1" "$2" \
        >"$work/line" || status=$?
    time=$(sed -n 's/.*: \([0-9.]*\) us$/\1/p' "$work/line")
    echo "$1,$((8 * $2)),$status,$time"
}

{
    echo "form,bytes,exit_status,time_us"
    for doubles in 1 131072; do
        for form in sequential isend stall; do
            run $form $doubles
        done
    done
} >"$out/exchange.csv"

{
    echo "# Two ranks swap a message"
    echo
    echo "Written by \`results/make/exchange.sh\`; do not edit."
    echo "Simulated times of \`apps/exchange\` on the default platform."
    echo
    awk -f "$here/exchange.awk" "$out/exchange.csv"
} >"$out/exchange.md"

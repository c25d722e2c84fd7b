#!/bin/sh
# tests/model/transfers.sh BUILD PLATFORM NAME: one line of transfers.txt, done
# by MPI under --net flow and by SimGrid alone; times agree to 1e-9.
set -u
build=$1 platform=$2 name=$3
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

transfers=$(sed -n "s/^$name *| *//p" "$here/transfers.txt")
# Unquoted on purpose: each transfer is a word.
"$build/tests/direct" "$platform" $transfers >"$work/direct" || exit 1
"$build/bin/dryrun" -n 5 -p "$platform" --net flow --eager inf --report none \
    "$build/tests/programs/transfers" $transfers | sort -n >"$work/flow"
paste "$work/direct" "$work/flow" | awk -v want="$(echo $transfers | wc -w)" '
    {
        off = $2 > $4 ? $2 / $4 - 1 : $4 / $2 - 1
        printf "SimGrid %s s, flow %s s, apart %.1e\n", $2, $4, off
        wrong += $1 != $3 || !($2 > 0) || !(off <= 1e-9)
    }
    END { exit wrong > 0 || NR != want }'

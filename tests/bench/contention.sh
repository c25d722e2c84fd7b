#!/bin/bash
# Hybrid against flow: the same contended patterns under both network models.
#
#     tests/bench/contention.sh [--build DIR] [--out DIR]
#
# `--net flow` makes every payload a SimGrid flow; `--net hybrid`, the default,
# treats small ones as timers that queue at the ports.  Runs each pattern of
# contention.txt at 64 B, 4 KiB, 64 KiB and 1 MiB, prints the simulated times and, with
# --out, writes hybrid-vs-flow.md and .csv there.  Simulated times are exact,
# so this is a test as well: status 1 if any two differ by more than 10 %.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build
out=
sizes="64 4096 65536 1048576"

while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 64 ;;
    esac
done
build=$(cd "$build" && pwd)

work=$(mktemp -d "${TMPDIR:-/tmp}/contention.XXXXXX")
trap 'rm -rf "$work"' EXIT

# platform NAME: the file of that name, or a cluster of so many hosts.
platform() {
    if [ -f "$here/$1.xml" ]; then
        echo "$here/$1.xml"
    else
        sed "s/@LAST@/$(($1 - 1))/" "$here/cluster.xml.in" >"$work/$1.xml"
        echo "$work/$1.xml"
    fi
}

# seconds NET PROGRAM RANKS PLATFORM BYTES: what the program printed.
seconds() {
    "$build/bin/dryrun" -n "$3" -p "$(platform "$4")" --net "$1" \
        --report none "$work/$2" "$5"
}

pattern() {
    local bytes hybrid flow
    "$build/bin/drycc" -O2 -I"$here" "$here/$1.c" -o "$work/$1"
    for bytes in $sizes; do
        hybrid=$(seconds hybrid "$@" "$bytes")
        flow=$(seconds flow "$@" "$bytes")
        echo "$1,$2,$bytes,$hybrid,$flow"
    done
}

echo "pattern,ranks,bytes,hybrid_s,flow_s" >"$work/table.csv"
while read -r line; do
    # shellcheck disable=SC2086
    case $line in
    '#'* | '') ;;
    *) pattern $line >>"$work/table.csv" ;;
    esac
done <"$here/contention.txt"

status=0
awk -f "$here/contention.awk" "$work/table.csv" >"$work/table.md" || status=$?
cat "$work/table.md"
if [ -n "$out" ]; then
    cp "$work/table.csv" "$out/hybrid-vs-flow.csv"
    {
        echo "# Hybrid against flow"
        echo
        echo "Written by \`tests/bench/contention.sh\`; do not edit."
        echo "Simulated times of contended patterns on 12.5 GB/s ports;"
        echo "\`uplink\` crosses one link of a port's speed, shared by 16."
        echo
        cat "$work/table.md"
    } >"$out/hybrid-vs-flow.md"
fi
exit $status

#!/bin/bash
# What tracing costs: CPU time of the ring benchmark without and with each
# format, and how long the page of a million calls takes to open.
#
#     tracing.sh BUILD OUT [REPEAT]
#
# Runs take turns, and of each the cheapest of REPEAT (default 5) counts: noise
# only ever adds.  Status 1 if CSV or JSON more than double the CPU time, or
# the page computes for 3 seconds or more (how long one waits for it depends on
# what else the machine does).  Writes tracing.md and tracing.csv to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
repeat=${3:-5}
ranks=16
rounds=20000
work=$(mktemp -d "${TMPDIR:-/tmp}/tracing.XXXXXX")
trap 'rm -rf "$work"' EXIT

formats="none messages.csv csv json html paje matrix.csv json.gz"
cc -std=c11 -D_GNU_SOURCE -O2 "$top/tests/bench/cost.c" -o "$work/cost"
cp "$top/tests/bench/ring.c" "$work"
(cd "$work" && "$build/bin/drycc" -O2 ring.c -o ring)

measure() { # FORMAT
    local options=()
    [ "$1" = none ] || options=(--trace "$work/ring.$1")
    rm -f "$work"/ring.*.* "$work/ring.html" "$work/ring.json"
    "$work/cost" "$work/figures" 1 "$build/bin/dryrun" -n $ranks --quiet \
        "${options[@]}" "$work/ring" 8 $rounds >/dev/null
    echo "$1 $(cat "$work/figures") $([ "$1" = none ] && echo 0 ||
        stat -c %s "$work/ring.$1")"
}

for _ in $(seq "$repeat"); do
    for format in $formats; do
        measure "$format"
    done
done | sort -s -k1,1 -k2,2g | awk '!seen[$1]++' >"$work/rows"

# 1,024 ranks, three calls a round: a million and some more.
opens=
calls=$((1024 * (330 * 3 + 4)))
if command -v chromium >/dev/null && command -v node >/dev/null; then
    "$build/bin/dryrun" -n 1024 --quiet --trace "$work/page.html" \
        "$work/ring" 8 330 >/dev/null
    read -r opens busy < <(node "$here/open_page.mjs" "$work/page.html" 5)
else
    echo "chromium or node is missing: the page is not measured" >&2
fi

base=$(awk '$1 == "none" { print $2 }' "$work/rows")
{
    echo "format,cpu_s,times,bytes"
    for format in $formats; do
        awk -v f="$format" -v base="$base" '$1 == f {
            printf "%s,%.3f,%.2f,%d\n", f, $2, $2 / base, $5 }' "$work/rows"
    done
    [ -z "$opens" ] ||
        echo "page-opens,$busy,,$(stat -c %s "$work/page.html")"
} >"$out/tracing.csv"

{
    echo "# What tracing costs"
    echo
    echo "Written by \`results/make/tracing.sh\`; do not edit."
    echo "CPU seconds of whole processes, the cheapest of $repeat in turn:"
    echo "\`tests/bench/ring.c\`, $ranks ranks, $((ranks * rounds)) messages of" \
        "8 bytes, three calls each."
    echo "$(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores, load" \
        "$(cut -d' ' -f1 /proc/loadavg)."
    echo
    echo "| \`--trace\` | CPU s | times | MB |"
    echo "|---|--:|--:|--:|"
    awk -F, 'NR > 1 && $1 !~ /^page/ {
        printf "| %s | %s | %s | %.1f |\n", $1 == "none" ? "none" : "." $1, $2,
            $3, $4 / 1e6 }' "$out/tracing.csv"
    if [ -n "$opens" ]; then
        echo
        echo "The page of 1,024 ranks and $calls calls" \
            "($(stat -c %s "$work/page.html" | awk '{ printf "%.1f", $1 / 1e6 }')" \
            "MB) is drawn $opens s after headless Chromium began to load it," \
            "of which its process computed $busy s."
    fi
} >"$out/tracing.md"
cat "$out/tracing.md"
awk -F, '($1 == "csv" || $1 == "json") && $3 > 2 || /^page/ && $2 >= 3 {
    print $1 " misses its bar"; bad = 1 } END { exit bad }' "$out/tracing.csv"

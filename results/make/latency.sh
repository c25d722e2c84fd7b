#!/bin/bash
# Latency curves of all presets against their published fits.
#
#     latency.sh BUILD [OUT]
#
# Runs apps/pingpong between two hosts of each preset in platforms/fits.csv and
# prints the largest difference of each; status 1 if any point is off by more
# than 1 %.  Writes latency.csv, latency.md and the picture to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=${2:-}
fits=$top/platforms/fits.csv
work=$(mktemp -d "${TMPDIR:-/tmp}/latency.XXXXXX")
trap 'rm -rf "$work"' EXIT

presets=$(awk -F, 'FNR > 1 && !seen[$1]++ { print $1 }' "$fits" | xargs)
"$build/bin/drycc" -O2 "$top/apps/pingpong/pingpong.c" -o "$work/pingpong"

# Both ranks on hosts of their own: the fits are between machines.
for preset in $presets; do
    "$build/bin/dryrun" -n 2 -p "$preset" --map cyclic --report none \
        "$work/pingpong" >"$work/table"
    awk -v preset="$preset" -f "$here/fit.awk" "$fits" "$work/table"
done >"$work/rows"

{
    echo "preset,bytes,simulated_us,published_us"
    cat "$work/rows"
} >"$work/latency.csv"

status=0
awk -F, -f "$here/latency.awk" "$work/latency.csv" >"$work/md" || status=$?
cat "$work/md"
[ -n "$out" ] || exit $status

cp "$work/latency.csv" "$out/latency.csv"
{
    echo "# Latency of the presets"
    echo
    echo "Written by \`results/make/latency.sh\`; do not edit."
    echo "One-way times of \`apps/pingpong\` from 1 B to 4 MiB against the"
    echo "published fit that the preset was made from"
    echo "(\`platforms/fits.csv\`, which names each source)."
    echo
    cat "$work/md"
    echo
    echo "![latency of the presets](latency.svg)"
} >"$out/latency.md"
"$here/draw.sh" "$here/latency.gp" "$out/latency" data="$out/latency.csv" \
    presets="$presets"
exit $status

#!/bin/bash
# How fast datatypes are copied, against loops written by hand.
#
#     datatypes.sh BUILD OUT
#
# Status 1 if contiguous data is not copied at the speed of memcpy (within 10
# %), or any other kind takes more than twice the time of the loop.  Writes
# datatypes.md and datatypes.csv to OUT.
set -euo pipefail

build=$1
out=$2
processor=$(sed -n 's/^model name.*: *//p' /proc/cpuinfo | head -1)

"$build/tests/datatypes_speed" >"$out/datatypes.csv"
{
    cat <<END
# Copying datatypes

Written by \`results/make/datatypes.sh\`; do not edit. On one of $(nproc)
processors, $processor. GB of data per second, the best of 40 turns; a loop is
what one would write by hand for the same data, with sizes known to the
compiler.

| data | KiB | \`memcpy\` | pack: loop | Dryrun | time | unpack: loop | Dryrun | time |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
END
    awk -F, 'NR > 1 {
        printf "| %s | %d |", $1, $2 / 1024
        printf " %.1f | %.1f | %.1f |", $2 / $3 / 1e9, $2 / $4 / 1e9, \
            $2 / $5 / 1e9
        printf " %.2f | %.1f | %.1f | %.2f |\n", $5 / $4, $2 / $6 / 1e9, \
            $2 / $7 / 1e9, $7 / $6
    }' "$out/datatypes.csv"
    cat <<END

\`time\` is that of Dryrun in units of the loop. The bar is 1.1 for contiguous
data, whose loop is \`memcpy\`, and 2 for the rest.
END
} >"$out/datatypes.md"
cat "$out/datatypes.md"

awk -F, 'NR > 1 {
    bar = $1 ~ /contiguous|without a hole/ ? 1.1 : 2
    if ($5 / $4 > bar || $7 / $6 > bar) {
        print $1 " misses its bar of " bar >"/dev/stderr"
        bad = 1
    }
} END { exit bad }' "$out/datatypes.csv"

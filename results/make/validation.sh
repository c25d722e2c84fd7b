#!/bin/bash
# What it costs a run to be checked for buffers in use.
#
#     validation.sh BUILD [OUT]
#
# Without OUT, of the ring on 16 ranks only.
#
# Counts the instructions of the ring benchmark under callgrind with and without
# the checks that are on by default.  What a message costs is the difference of
# a long run and a short one, so that the start does not count.  The stencil
# benchmark, plain and compiled with -fdryrun-memory, is measured in CPU time:
# the least of several runs, again long ones less short ones.  Status 1 if the
# checks cost more than 10 % of a message of 8 bytes, or memory more than 5 times the
# stencil; 77 if valgrind is missing.  Writes validation.md and validation.csv
# to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=${2:-}
bar=10 times=5 repeat=5
work=$(mktemp -d "${TMPDIR:-/tmp}/validation.XXXXXX")
trap 'rm -rf "$work"' EXIT

if ! command -v valgrind >/dev/null; then
    echo "valgrind is missing: apt-get install valgrind"
    exit 77
fi

# instructions CHECK RANKS BYTES ROUNDS: of one run.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$build/bin/dryrun" -n "$2" --quiet --check-buffers "$1" \
        "$work/ring" "$3" "$4" 2>&1 >/dev/null | awk '/Collected/ { print $NF }'
}

# ring RANKS BYTES SHORT LONG: "ring,ranks,bytes,off,on", a message's.
ring() {
    local check short long
    printf 'ring,%d,%d' "$1" "$2"
    for check in no sampled; do
        short=$(instructions $check "$1" "$2" "$3")
        long=$(instructions $check "$1" "$2" "$4")
        printf ',%d' $(((long - short) / ($1 * ($4 - $3))))
    done
    echo
}

# microseconds PROGRAM ROWS COLUMNS ROUNDS: CPU time, the least of some runs.
microseconds() {
    local i
    for ((i = 0; i < repeat; i++)); do
        { TIMEFORMAT='%U'; time "$build/bin/dryrun" -n 2 --quiet "$work/$1" \
            "$2" "$3" "$4" >/dev/null; } 2>&1
    done | sort -n | awk 'NR == 1 { printf "%d", $1 * 1e6 }'
}

# stencil ROWS COLUMNS ROUNDS: "stencil,rows,columns,plain,watched", in
# nanoseconds a cell.
stencil() {
    local program short long
    printf 'stencil,%d,%d' "$1" "$2"
    for program in plain watched; do
        short=$(microseconds $program "$1" "$2" 1)
        long=$(microseconds $program "$1" "$2" "$(($3 + 1))")
        awk -v t=$((long - short)) -v n=$((2 * $1 * $2 * $3)) \
            'BEGIN { printf ",%.2f", 1000 * t / n }'
    done
    echo
}

"$build/bin/drycc" -O2 "$top/tests/bench/ring.c" -o "$work/ring"
{
    echo "what,ranks or rows,bytes or columns,without,with"
    ring 16 8 100 400
    if [ -n "$out" ]; then
        "$build/bin/drycc" -O2 "$top/tests/bench/stencil.c" -o "$work/plain"
        "$build/bin/drycc" -O2 -fdryrun-memory "$top/tests/bench/stencil.c" \
            -o "$work/watched"
        ring 1024 8 5 20
        ring 16 4096 20 80
        ring 16 1048576 2 6
        stencil 128 128 4000
        stencil 1024 1024 60
    fi
} >"$work/csv"

awk -F, -v bar=$bar -v times=$times '
    NR == 1 {
        print "| benchmark | | without | with | |"
        print "|---|---|--:|--:|--:|"
        next
    }
    $1 == "ring" {
        cost = 100 * ($5 / $4 - 1)
        missed += $3 == 8 && cost > bar
        printf "| ring, instructions a message | %d ranks, %d bytes | %d | %d | %+.1f %% |\n",
            $2, $3, $4, $5, cost
    }
    $1 == "stencil" {
        missed += $2 >= 1024 && $5 > times * $4
        printf "| stencil, ns a cell | %d x %d a rank | %.2f | %.2f | %.1f times |\n",
            $2, $3, $4, $5, $5 / $4
    }
    END { exit missed > 0 }' "$work/csv" >"$work/table" && status=0 || status=1
cat "$work/table"
if [ -n "$out" ]; then
    cp "$work/csv" "$out/validation.csv"
    cat - "$work/table" >"$out/validation.md" <<END
# What checking buffers costs

Written by \`results/make/validation.sh\`; do not edit. The checks of buffers in
use that are on by default, against \`--check-buffers no\`: instructions per
message of the ring benchmark under callgrind, its start not counted. The
stencil benchmark compiled with \`-fdryrun-memory\`, against plain, both with
\`-O2\`: CPU time per cell, the least of $repeat runs.

END
    cat >>"$out/validation.md" <<END

The checks are to cost at most $bar % of a message of 8 bytes: of larger ones up
to 4 KiB are looked at, twice on either side. Memory is to cost at most $times
times a stencil whose planes are too large for the cache. A small one, which
is all computing, pays more.
END
fi
exit "$status"

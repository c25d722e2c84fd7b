#!/bin/bash
# Simulated times of the algorithms of some collectives over message sizes.
#
#     coll.sh BUILD OUT
#
# Runs tests/bench/coll_times.c once per algorithm and table of rules; writes
# coll.md and coll.csv to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
platform=infiniband-edr
ranks=16
work=$(mktemp -d "${TMPDIR:-/tmp}/coll.XXXXXX")
trap 'rm -rf "$work"' EXIT
dryrun=$build/bin/dryrun

"$build/bin/drycc" -O2 -o "$work/coll_times" "$top/tests/bench/coll_times.c"

# times OPERATION NAME WORDS: lines "operation,name,bytes,us".
times() {
    "$dryrun" -n $ranks -p $platform --quiet --coll "$3" \
        "$work/coll_times" "$1" 2>/dev/null |
        sed "s/ /,/; s/^/$1,$2,/"
}

echo operation,algorithm,bytes,us >"$out/coll.csv"
for operation in bcast allreduce alltoall; do
    for name in $("$dryrun" coll list $operation |
        sed "s/^$operation */ /" | awk '{ print $1 }'); do
        times $operation "$name" "$operation=$name"
    done
    for name in auto openmpi mpich; do
        times $operation "--coll $name" $name
    done
done >>"$out/coll.csv"

{
    echo "# Algorithms of collectives"
    echo
    echo "Simulated microseconds on $ranks ranks of the preset" \
        "\`$platform\`, one rank a host; the shortest of each line is bold." \
        "Bytes are those of the vector, of alltoall those of a block."
    echo "Where it takes no time to send the next message, as on the presets," \
        "sending to all at once looks better than it is."
    awk -F, '
        NR == 1 { next }
        !($1 in seen) { seen[$1] = 1; operations[++n] = $1 }
        !(($1, $2) in have) { have[$1, $2] = 1; names[$1, ++count[$1]] = $2 }
        !(($1, $3) in row) { row[$1, $3] = 1; sizes[$1, ++rows[$1]] = $3 }
        { us[$1, $2, $3] = $4 }
        END {
            for (o = 1; o <= n; o++) {
                op = operations[o]
                printf "\n## %s\n\n| bytes |", op
                for (i = 1; i <= count[op]; i++)
                    printf " %s |", names[op, i]
                printf "\n|--:|"
                for (i = 1; i <= count[op]; i++)
                    printf "--:|"
                for (r = 1; r <= rows[op]; r++) {
                    size = sizes[op, r]
                    least = us[op, names[op, 1], size]
                    for (i = 2; i <= count[op]; i++)
                        if (us[op, names[op, i], size] < least)
                            least = us[op, names[op, i], size]
                    printf "\n| %d |", size
                    for (i = 1; i <= count[op]; i++) {
                        value = us[op, names[op, i], size]
                        mark = value == least ? "**" : ""
                        printf " %s%s%s |", mark, value, mark
                    }
                }
                printf "\n"
            }
        }' "$out/coll.csv"
} >"$out/coll.md"

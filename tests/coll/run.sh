#!/bin/sh
# tests/coll/run.sh BUILD SHARD SHARDS: every algorithm of every collective.
#
# Run i takes algorithm i of each operation, as `dryrun coll list` has them, so
# that as many runs as the longest list has lines cover all; a shard takes
# every SHARDS-th.  Odd runs cut pipelines into segments of 24 bytes.  Hosts
# have 1 to 9 ranks.  Each run is done twice and must be the same bit by bit.
# Programs of tests/sim/ then start persistent collectives by them.
set -u
build=$1 shard=$2 shards=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dryrun=$build/bin/dryrun
failed=0

"$build/bin/drycc" -O1 -o "$work/every" "$here"/*.c -lm || exit 1
printf 'node-%d:%d\n' 0 4 1 1 2 9 3 3 4 8 5 2 6 6 >"$work/hosts"

# The words of --coll for run $1: algorithm number $1 of each, over again.
words() {
    "$dryrun" coll list | awk -v run="$1" '
        /^[^ ]/ { name = $1; count[name] = 0; order[++n] = name; $1 = "" }
        { split($0, word, " "); list[name, count[name]++] = word[1] }
        END {
            for (i = 1; i <= n; i++) {
                name = order[i]
                printf "%s%s=%s%s", (i > 1 ? "," : ""), name,
                       list[name, run % count[name]], (run % 2 ? ":24" : "")
            }
        }'
}
longest=$("$dryrun" coll list | awk '
    /^[^ ]/ { count = 0 } { if (++count > most) most = count }
    END { print most }')

run=$shard
while [ "$run" -lt "$longest" ]; do
    words=$(words "$run")
    for time in 1 2; do
        "$dryrun" -n 33 --hostfile "$work/hosts" --quiet --coll "$words" \
            "$work/every" >"$work/out$time" 2>&1 || {
            echo "--coll $words"
            cat "$work/out$time"
            failed=1
            break
        }
    done
    # The program prints a digest of results that depend on the order of sums.
    cmp -s "$work/out1" "$work/out2" || {
        echo "--coll $words: two runs differ"
        failed=1
    }
    for program in "-n 5 collective_forms" "-n 4 persistent_collectives"; do
        # Unquoted on purpose: options are words.
        "$dryrun" --quiet --coll "$words" ${program% *} \
            "$build/tests/programs/${program##* }" >"$work/said" 2>"$work/told" &&
            [ "$(cat "$work/said")" = ok ] || {
            echo "--coll $words, ${program##* }:"
            cat "$work/said" "$work/told"
            failed=1
        }
    done
    run=$((run + shards))
done
exit $failed

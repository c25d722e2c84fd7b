#!/bin/bash
# What it costs a run to be watched for deadlocks.
#
#     detection.sh BUILD [OUT]
#
# Without OUT, of 16 ranks only.
#
# Counts the instructions of the ring benchmark under callgrind, as it is and
# with functions of libdryrun that return at once, in a copy of the library.
# What a message costs is the difference of a long run and a short one, so
# that the start does not count.  Status 1 if finding deadlocks costs 3 % or
# more, 77 if valgrind is missing.  Writes detection.md and detection.csv to
# OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=${2:-}
bar=3
finding="dr_detect_blocked dr_detect_rang dr_detect_left"
recording=dr_buffering_watch
work=$(mktemp -d "${TMPDIR:-/tmp}/detection.XXXXXX")
trap 'rm -rf "$work"' EXIT

if ! command -v valgrind >/dev/null; then
    echo "valgrind is missing: apt-get install valgrind"
    exit 77
fi

# without NAME FUNCTION...: NAME/bin/dryrun, where these do nothing.
without() {
    local library=$work/$1/lib/libdryrun.so.0 function place
    mkdir "$work/$1"
    cp -rL "$build/bin" "$build/lib" "$build/share" "$work/$1"
    shift
    readelf -SW "$library" >"$work/sections"
    for function; do
        place=$(nm "$library" | awk -v name="$function" '$3 == name { print $1 }')
        place=$(awk -v place="$place" '{ sub(/^ *\[ *[0-9]+\]/, "") }
            $1 == ".text" { print "0x" place " - 0x" $3 " + 0x" $4 }' \
            "$work/sections")
        # The one instruction `ret`.
        printf '\xc3' | dd of="$library" bs=1 conv=notrunc status=none \
            seek=$((place))
    done
}

# instructions NAME RANKS ROUNDS: of one run.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$work/$1/bin/dryrun" -n "$2" --quiet "$work/ring" 8 "$3" \
        2>&1 >/dev/null | awk '/Collected/ { print $NF }'
}

# row RANKS SHORT LONG: "ranks,plain,watched,recorded", instructions a message.
row() {
    local ranks=$1 name short long
    printf '%d' "$ranks"
    for name in plain watched recorded; do
        short=$(instructions $name "$ranks" "$2")
        long=$(instructions $name "$ranks" "$3")
        printf ',%d' $(((long - short) / (ranks * ($3 - $2))))
    done
    echo
}

"$build/bin/drycc" -O2 "$top/tests/bench/ring.c" -o "$work/ring"
without recorded
without watched $recording
# shellcheck disable=SC2086
without plain $recording $finding

# Operations are recorded up to a number that these runs do not reach.
{
    echo "ranks,plain,watched,recorded"
    row 16 100 600
    [ -z "$out" ] || row 1024 5 20
} >"$work/csv"

awk -F, -v bar=$bar '
    NR == 1 {
        print "| ranks | neither | + finding deadlocks | | + recording | |"
        print "|--:|--:|--:|--:|--:|--:|"
        next
    }
    {
        cost = 100 * ($3 / $2 - 1)
        missed += cost >= bar
        printf "| %d | %d | %d | %+.1f %% | %d | %+.1f %% |\n", $1, $2, $3,
            cost, $4, 100 * ($4 / $3 - 1)
    }
    END { exit missed > 0 }' "$work/csv" >"$work/table" && status=0 || status=1
cat "$work/table"
if [ -n "$out" ]; then
    cp "$work/csv" "$out/detection.csv"
    cat - "$work/table" >"$out/detection.md" <<END
# What watching costs

Written by \`results/make/detection.sh\`; do not edit. Instructions per message
of the ring benchmark (8 bytes) under callgrind, its start not counted, with
functions of the engine that return at once and without.

END
    cat >>"$out/detection.md" <<END

*Finding deadlocks* when they close is to cost less than $bar %, as long as the
run goes on. *Recording* is for \`buffering_dependent\`; it ends with the
131,072nd send or receive, and then costs nothing.
END
fi
exit $status

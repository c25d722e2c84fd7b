#!/bin/sh
# tests/bad/run.sh BUILD FILE.c [VARIANT]: a wrong program and what must be
# found.
#
# The program's first comment says it, each on a line of its own:
#
#   ranks: 2              options: --eager 0         args: 7
#   exit: 81              finds: invalid_argument    says: rank 99 of 2
#   stuck: 0 1            cycle: 0 1                 variants: MPI_Test MPI_Wait
#   who: 1                meets: MPI_Put at .*:[0-9]+, MPI_Get at .*:[0-9]+
#   explore: 80
#
# ranks and exit are needed; "who" and "stuck" are the ranks of a finding;
# "says" and "variants" may be given several times.  Each variant is a test; it
# is the program's first argument, and VARIANT stands for it in the comment.
#
# "meets" is an expression that the place of a finding and that of a related
# call must match, in one line.
#
# "flags" are given to drycc when the program is built.
#
# "explore" is the status of `dryrun explore`; a schedule that it writes must
# end with the same status when replayed.
#
# The comment "stuck here" above a call says that a rank must be reported
# stuck there: nowhere else, and, without variants, in each such place.
set -u
build=$1 file=$2 variant=${3:-}
. "$(dirname "$0")/../expect.sh"

ranks=$(declared ranks) options=$(declared options)
program="$(basename "$file" .c) $variant $(declared args)"
want_exit=$(declared exit) want_finds=$(declared finds)
want_stdout=- want_says=
expect

declared says >"$work/says"
while read -r words; do
    grep -qE -- "$words" "$work/stderr" ||
        differs "nothing said matches: $words"
done <"$work/says"

meets=$(declared meets)
if [ -n "$meets" ]; then
    jq -r 'def place: "\(.call) at \(.file):\(.line)";
        .findings[] | "\(place), \(.related[]? | place)"' \
        "$work/report" >"$work/pairs"
    grep -qE -- "$meets" "$work/pairs" || {
        cat "$work/pairs"
        differs "no finding and its related call match: $meets"
    }
fi

in_report() { # key, numbers: a list of the report
    list=$(echo "$2" | sed 's/ /, /g')
    [ -z "$list" ] || grep -qF "\"$1\": [ $list ]" "$work/line" ||
        differs "$1 are not $2"
}
in_report ranks "$(declared stuck)$(declared who)"
in_report cycle "$(declared cycle)"

marked=$(awk '/\/\* stuck here \*\/$/ { print FNR + 1 }' "$file")
if [ -n "$marked" ]; then
    jq -r '.deadlock.ranks[]?.line' "$work/report" | sort -nu >"$work/places"
    for place in $(cat "$work/places"); do
        echo "$marked" | grep -qx "$place" ||
            differs "stuck in line $place, which is not marked"
    done
    for place in $marked; do
        [ -n "$variant" ] || grep -qx "$place" "$work/places" ||
            differs "not reported: line $place"
    done
fi

want_explore=$(declared explore)
if [ -n "$want_explore" ]; then
    program=$(find_program "$(basename "$file" .c)")
    # Unquoted on purpose: options are words.
    "$dryrun" explore -n "$ranks" $options --schedules "$work" "$program" \
        >"$work/stdout" 2>&1 </dev/null
    status=$?
    cat "$work/stdout"
    [ $status -eq "$want_explore" ] ||
        differs "explore ends with $status instead of $want_explore"
    "$dryrun" replay "$work"/*.deadlock-1.schedule >"$work/stdout" 2>&1
    status=$?
    [ $status -eq "$want_explore" ] ||
        differs "replay ends with $status instead of $want_explore"
fi
exit $failed

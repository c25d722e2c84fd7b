#!/bin/bash
# How fast schedules are explored, and how much pruning saves.
#
#     explore.sh BUILD OUT
#
# Explores three programs with and without pruning, then a program of the
# gallery with more and more ranks for as long as 20 s are enough for all
# schedules; writes explore.md and explore.csv to OUT.  CPU seconds are of all
# processes together, user and system.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/explore.XXXXXX")
trap 'rm -rf "$work"' EXIT

"$build/bin/drycc" -O2 -g "$top/tests/explore/outcomes.c" -o "$work/outcomes"
"$build/bin/drycc" -O2 -g "$top/apps/deadlocks/lucky_wildcard.c" \
    -o "$work/lucky_wildcard"
cd "$work"

# explore ARGUMENTS: "schedules complete pruned cpu_s".
explore() {
    local TIMEFORMAT='%U %S'
    { time "$build/bin/dryrun" explore --report json --report-file report \
        "$@" >/dev/null 2>&1 || true; } 2>cpu
    awk 'NR == FNR { cpu = $1 + $2; next }
        /"explore": *{/ { inside = 1 }
        inside && /"schedules":/ && !n { n = $2 + 0 }
        inside && /"complete":/ { c = $2 ~ /true/ ? "yes" : "no" }
        inside && /"pruned":/ { p = $2 + 0 }
        END { print n, c, p, cpu }' cpu report
}

# row NAME RANKS ARGUMENTS
row() {
    local name=$1 ranks=$2 pruned plain
    shift 2
    read -ra pruned < <(explore -n "$ranks" "$@")
    read -ra plain < <(explore --no-pruning -n "$ranks" "$@")
    echo "$name,$ranks,${pruned[0]},${pruned[3]},${plain[0]},${plain[3]}"
}

{
    echo "program,ranks,schedules,cpu_s,schedules_unpruned,cpu_unpruned_s"
    row "6 messages to one wildcard receive" 7 ./outcomes receive
    row "three times 2 messages to 1 rank" 9 ./outcomes fans
    row "MPI_Waitany on 6 requests" 7 ./outcomes waitany
} >explore.csv
cp explore.csv "$out/explore.csv"

ranks=3 schedules=0
while read -r n complete _ < <(explore --max-time 20s -n $((ranks + 1)) \
    ./lucky_wildcard) && [ "$complete" = yes ]; do
    ranks=$((ranks + 1)) schedules=$n
done

{
    echo "# Exploring schedules"
    echo
    echo "Written by \`results/make/explore.sh\`; do not edit. On" \
        "$(nproc) processors, $(sed -n 's/^model name[^:]*: //p' \
            /proc/cpuinfo | head -n 1)."
    echo
    echo "| program | ranks | schedules | per CPU second |" \
        "without pruning | CPU time saved |"
    echo "|---|--:|--:|--:|--:|--:|"
    awk -F, 'NR > 1 {
        saved = $4 < $6 ? 1 - $4 / $6 : 0
        printf "| %s | %d | %d | %.0f | %d | %.0f %% |\n", $1, $2, $3,
            $3 / $4, $5, 100 * saved }' explore.csv
    echo
    echo "Where schedules differ in the choices of one rank only, there is" \
        "nothing to prune."
    echo
    echo "\`apps/deadlocks/lucky_wildcard.c\` is explored completely within" \
        "20 s on up to $ranks ranks: $schedules schedules."
} >"$out/explore.md"

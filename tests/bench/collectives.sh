#!/bin/bash
# Collectives against SMPI: same source, same platform file, same algorithm,
# CPU time (user and system) of whole process trees, all measured in one go.
#
#     tests/bench/collectives.sh [--build DIR] [--out DIR] [--repeat N]
#
# Runs each case of collectives.txt N times (default 1) in turn under smpirun
# and under dryrun and keeps the cheapest run of each.  SMPI gets 20 CPU seconds
# a run, or what it takes to prove the ratio asked for: some of its cases would
# take hours, and then "more than" is the answer.
# Then the linear alltoall from 128 to 1,024 ranks under dryrun alone: CPU time
# and memory by message.  Writes collectives.md and .csv to --out (results/).
# Takes some four minutes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$top/build
out=$top/results
repeat=1

while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$(cd "$2" && pwd); shift 2 ;;
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 64 ;;
    esac
done

work=$(mktemp -d "${TMPDIR:-/tmp}/collectives.XXXXXX")
trap 'rm -rf "$work"' EXIT
csv=$out/collectives.csv

cc -std=c11 -D_GNU_SOURCE -O2 "$here/cost.c" -o "$work/cost"
"$build/bin/drycc" -D_GNU_SOURCE -O2 "$here/collective.c" -o "$work/dry"
have_smpi=no
if command -v smpicc >/dev/null && command -v smpirun >/dev/null; then
    have_smpi=yes
    smpicc -D_GNU_SOURCE -O2 "$here/collective.c" -o "$work/smpi"
else
    echo "smpicc or smpirun is missing: apt-get install libsimgrid-dev"
fi

# platform RANKS: the platform and hostfile of that many hosts.
platform() {
    sed "s/@LAST@/$(($1 - 1))/" "$here/cluster.xml.in" >"$work/$1.xml"
    seq -f 'host-%.0f' 0 $(($1 - 1)) >"$work/$1.hosts"
}

# cost COMMAND...: "cpu rss", and a mark if it failed.
cost() {
    local mark=
    "$work/cost" "$work/figures" 1 "$@" >"$work/stdout" 2>"$work/stderr" ||
        mark=failed
    echo "$(cut -d' ' -f1,2 "$work/figures") $mark"
}

# patience: CPU seconds for SMPI, from the case just measured under dryrun.
patience() {
    tail -n 1 "$csv" | awk -F, '{ s = 1.3 * $7 * $8 }
        END { printf "%d\n", s > 20 ? s + 1 : 20 }'
}

# smpi OPERATION RANKS BYTES ROUNDS ALGORITHM
smpi() {
    (
        ulimit -t "$(patience)"
        cost smpirun -np "$2" -platform "$work/$2.xml" \
            -hostfile "$work/$2.hosts" "--cfg=smpi/$1:$5" \
            "$work/smpi" "$1" "$3" "$4"
    )
}

# dryrun OPERATION RANKS BYTES ROUNDS ALGORITHM
dryrun() {
    cost "$build/bin/dryrun" -n "$2" -p "$work/$2.xml" --coll "$1=$5" \
        "$work/dry" "$1" "$3" "$4"
}

# messages OPERATION RANKS ROUNDS: of all ranks together.
messages() {
    case $1 in
    alltoall) echo $(($2 * ($2 - 1) * $3)) ;;
    *) awk -v p="$2" -v r="$3" 'BEGIN { print p * log(p) / log(2) * r }' ;;
    esac
}

# line SIMULATOR CASE...: one line of the CSV, of the cheapest run.
line() {
    local sim=$1 op=$2 n=$4 bytes=$5 rounds=$6 name
    name=$([ "$sim" = smpi ] && echo "$8" || echo "$9")
    for _ in $(seq "$repeat"); do
        "$sim" "$op" "$n" "$bytes" "$rounds" "$name"
    done | sort -g | head -n 1 |
        awk -v c="$sim,$op,$3,$n,$bytes,$(messages "$op" "$n" "$rounds"),$7" \
            '{ print c "," $1 "," $2 "," $3 }' >>"$csv"
}

load=$(cut -d' ' -f1 /proc/loadavg)
echo "simulator,operation,algorithm,ranks,bytes,messages,required,cpu_s,peak_rss_kib,mark" \
    >"$csv"
while read -r -a case; do
    case ${case[0]-} in
    '#'* | '') continue ;;
    esac
    platform "${case[2]}"
    line dryrun "${case[@]}"
    [ $have_smpi = no ] || line smpi "${case[@]}"
done <"$here/collectives.txt"
for ranks in 128 256 512 1024; do
    platform $ranks
    line dryrun alltoall scaling $ranks 8 1 0 - linear
done

status=0
{
    echo "# Collectives against SMPI"
    echo
    echo "Written by \`tests/bench/collectives.sh\`; do not edit."
    echo "The same algorithm in both, messages per CPU second;"
    echo "$(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores," \
        "SimGrid $(pkg-config --modversion simgrid 2>/dev/null || echo "?")," \
        "load $load before the first run (0 is an idle machine)."
    echo "SMPI gets 20 CPU seconds a run, or 1.3 times what the ratio asks for;" \
        "where it did not end in them, both are more than shown, and \"open\"" \
        "is a ratio that they do not tell."
    echo
    awk -f "$here/collectives.awk" "$csv"
} >"$out/collectives.md" || status=$?
sed -n '/^|/,$p' "$out/collectives.md"
exit $status

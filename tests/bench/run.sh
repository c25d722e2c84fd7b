#!/bin/bash
# The benchmark against SMPI: same source, same platform file, CPU time (user
# and system) of whole process trees, everything measured in one go.
#
#     tests/bench/run.sh [--build DIR] [--out DIR] [--repeat N]
#
# Runs each case of cases.txt N times (default 3) in turn under smpirun as it
# comes, smpirun with its fastest settings, and dryrun as it comes, and keeps
# the cheapest run of each: noise only ever adds.  Then 65,536 ranks under
# dryrun alone, where SMPI does not go.  Prints a table and writes
# benchmark.md and benchmark.csv to the --out directory (default results/).
#
# A simulator that is not there is said to be missing; the rest is measured.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$top/build
out=$top/results
repeat=3

usage() {
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
    exit "$1"
}

while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$(cd "$2" && pwd); shift 2 ;;
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    --help) usage 0 ;;
    *) usage 64 >&2 ;;
    esac
done

work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

fast="-no-privatize --cfg=smpi/simulate-computation:no"
large_ranks=65536
large_limit_kib=1464843 # 1.5 GB
have_smpi=no
have_dryrun=no

compile() {
    cc -std=c11 -D_GNU_SOURCE -O2 "$here/cost.c" -o "$work/cost"
    if command -v smpicc >/dev/null && command -v smpirun >/dev/null; then
        have_smpi=yes
        smpicc -O2 "$here/ring.c" -o "$work/ring.smpi"
        smpicc -O2 "$here/start.c" -o "$work/start.smpi"
    else
        echo "smpicc or smpirun is missing: apt-get install libsimgrid-dev"
    fi
    if [ -x "$build/bin/drycc" ] && [ -x "$build/bin/dryrun" ]; then
        have_dryrun=yes
        "$build/bin/drycc" -O2 "$here/ring.c" -o "$work/ring.dry"
        "$build/bin/drycc" -O2 "$here/start.c" -o "$work/start.dry"
    else
        echo "no $build/bin/dryrun: build it first; measuring SMPI alone"
    fi
}

# platform RANKS: the platform and hostfile of that many hosts.
platform() {
    sed "s/@LAST@/$(($1 - 1))/" "$here/cluster.xml.in" >"$work/$1.xml"
    seq -f 'host-%.0f' 0 $(($1 - 1)) >"$work/$1.hosts"
}

# cost RUNS COMMAND...: "cpu rss wall" of one run, or the reason it failed.
cost() {
    local runs=$1
    shift
    if ! "$work/cost" "$work/figures" "$runs" "$@" \
        >"$work/stdout" 2>"$work/stderr"; then
        echo "failed: $*" >&2
        tail -n 5 "$work/stderr" >&2
        return 1
    fi
    cat "$work/figures"
}

# once SIMULATOR RANKS RUNS PROGRAM ARGUMENTS...
once() {
    local sim=$1 n=$2 runs=$3 prog=$work/$4
    shift 4
    case $sim in
    smpi)
        cost "$runs" smpirun -np "$n" -platform "$work/$n.xml" \
            -hostfile "$work/$n.hosts" "$prog.smpi" "$@"
        ;;
    smpi-fast)
        # shellcheck disable=SC2086
        cost "$runs" smpirun -np "$n" -platform "$work/$n.xml" \
            -hostfile "$work/$n.hosts" $fast "$prog.smpi" "$@"
        ;;
    dryrun)
        cost "$runs" "$build/bin/dryrun" -n "$n" -p "$work/$n.xml" \
            "$prog.dry" "$@"
        ;;
    esac
}

# measure CASE RANKS RUNS RATIO PROGRAM ARGUMENTS...: its lines of the CSV.
measure() {
    local name=$1 n=$2 runs=$3 least=$4 prog=$5 figures sim
    shift 5
    local messages=$((n * ${2:-0}))
    platform "$n"
    for _ in $(seq "$repeat"); do
        for sim in "${sims[@]}"; do
            if figures=$(once "$sim" "$n" "$runs" "$prog" "$@"); then
                echo "$sim $figures"
            fi
        done
    done | sort -s -k1,1 -k2,2g | awk '!seen[$1]++' |
        awk -v case="$name" -v n="$n" -v bytes="${1:-0}" -v m="$messages" \
            -v least="$least" 'BEGIN { OFS = "," }
            { print case, n, bytes, m, $1, $2, $3, $4, least }' \
        >>"$out/benchmark.csv"
}

# large: 65,536 ranks on the default platform, nothing tuned.  A run that
# fails leaves its figures empty.
large() {
    local figures
    figures=$(cost 1 "$build/bin/dryrun" -n $large_ranks "$work/ring.dry" \
        8 10) || figures="  "
    echo "ring-8B-$large_ranks,$large_ranks,8,$((large_ranks * 10)),dryrun," \
        "$figures 0" | sed 's/, /,/; s/ /,/g' >>"$out/benchmark.csv"
}

# report: the table from the CSV.
report() {
    echo "# Benchmark against SMPI"
    echo
    echo "Written by \`tests/bench/run.sh\`; do not edit."
    echo "CPU seconds of whole processes, cheapest of $repeat runs in turn;"
    echo "$(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores," \
        "SimGrid $(pkg-config --modversion simgrid 2>/dev/null || echo "?")," \
        "load $load before the first run (0 is an idle machine)."
    echo "The ratio is SMPI as it comes to dryrun as it comes. \"SMPI, fast\""
    echo "is smpirun with \`$fast\`."
    echo
    awk -f "$here/table.awk" -v limit="$large_limit_kib" "$out/benchmark.csv"
}

load=$(cut -d' ' -f1 /proc/loadavg)
compile
sims=()
[ $have_smpi = yes ] && sims+=(smpi smpi-fast)
[ $have_dryrun = yes ] && sims+=(dryrun)

echo "case,ranks,bytes,messages,simulator,cpu_s,peak_rss_kib,wall_s,required" \
    >"$out/benchmark.csv"
while read -r line; do
    # shellcheck disable=SC2086
    case $line in
    '#'* | '') ;;
    *) measure $line ;;
    esac
done <"$here/cases.txt"
if [ $have_dryrun = yes ]; then
    large
fi

report >"$out/benchmark.md"
sed -n '/^|/,$p' "$out/benchmark.md"

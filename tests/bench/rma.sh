#!/bin/bash
# One-sided communication against SMPI: same source, same platform file, CPU
# time (user and system) of whole process trees, all measured in one go.
#
#     tests/bench/rma.sh [--build DIR] [--out DIR] [--repeat N]
#
# Runs each case N times (default 3) in turn under smpirun with its fastest
# settings and under dryrun, keeps the cheapest run of each, and writes rma.md
# and rma.csv to --out (default results/).  SMPI gets 10 CPU seconds a run; where
# it did not end in them, its rate is less than shown.  Status 1 if a ratio of
# puts per CPU second is below the 4 asked for.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$top/build
out=$top/results
repeat=3

while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$(cd "$2" && pwd); shift 2 ;;
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 64 ;;
    esac
done

work=$(mktemp -d "${TMPDIR:-/tmp}/rma.XXXXXX")
trap 'rm -rf "$work"' EXIT

cc -std=c11 -D_GNU_SOURCE -O2 "$here/cost.c" -o "$work/cost"
"$build/bin/drycc" -O2 "$here/rma.c" -o "$work/dry"
have_smpi=no
if command -v smpicc >/dev/null && command -v smpirun >/dev/null; then
    have_smpi=yes
    smpicc -O2 "$here/rma.c" -o "$work/smpi"
else
    echo "smpicc or smpirun is missing: apt-get install libsimgrid-dev"
fi

# cost COMMAND...: "cpu rss puts"; "failed" instead of puts if it did not end.
cost() {
    local puts=failed
    if "$work/cost" "$work/figures" 1 "$@" >"$work/stdout" 2>"$work/stderr"
    then
        puts=$(cut -d' ' -f1 "$work/stdout")
    fi
    echo "$(cut -d' ' -f1,2 "$work/figures") ${puts:-failed}"
}

smpi() { # pattern ranks rounds
    (
        ulimit -t 10
        cost smpirun -no-privatize --cfg=smpi/simulate-computation:no -np "$2" \
            -platform "$work/$2.xml" -hostfile "$work/$2.hosts" \
            "$work/smpi" "$1" "$3"
    )
}

dry() {
    cost "$build/bin/dryrun" -n "$2" -p "$work/$2.xml" --quiet "$work/dry" \
        "$1" "$3"
}

load=$(cut -d' ' -f1 /proc/loadavg)
echo "simulator,pattern,ranks,rounds,cpu_s,peak_rss_kib,puts" >"$out/rma.csv"
# Beside each pattern: the rounds of either; fewer for whoever is slow.
while read -r pattern ranks dry_rounds smpi_rounds; do
    sed "s/@LAST@/$((ranks - 1))/" "$here/cluster.xml.in" >"$work/$ranks.xml"
    seq -f 'host-%.0f' 0 $((ranks - 1)) >"$work/$ranks.hosts"
    for sim in dry smpi; do
        [ $sim = dry ] || [ $have_smpi = yes ] || continue
        rounds=$dry_rounds
        [ $sim = dry ] || rounds=$smpi_rounds
        for _ in $(seq "$repeat"); do
            $sim "$pattern" "$ranks" "$rounds"
        done | sort -g | head -n 1 | tr ' ' ',' |
            sed "s/^/$sim,$pattern,$ranks,$rounds,/" >>"$out/rma.csv"
    done
done <<END
halo 256 200 4
lock 256 200 10
halo 64 200 20
lock 64 200 20
END

status=0
{
    echo "# One-sided communication against SMPI"
    echo
    echo "Written by \`tests/bench/rma.sh\`; do not edit."
    echo "*halo*: every rank puts 64 bytes to both neighbours, then all fence;" \
        "*lock*: it locks its right neighbour, puts 64 bytes and unlocks."
    echo "Puts per CPU second, start and end of the run included;" \
        "$(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores," \
        "SimGrid $(pkg-config --modversion simgrid 2>/dev/null || echo "?")," \
        "load $load before the first run (0 is an idle machine)." \
        "SMPI gets 10 CPU seconds a run; where it did not end in them, its" \
        "rate is less than shown. Rounds are fewer under SMPI (rma.csv), so" \
        "that its start weighs more."
    echo
    echo "| pattern | ranks | SMPI | Dryrun | ratio | asked for |"
    echo "|---|--:|--:|--:|--:|--:|"
    awk -F, 'NR > 1 {
        key = $1 " " $2 " " $3
        open[key] = $7 == "failed"
        puts = open[key] ? $3 * $4 * ($2 == "halo" ? 2 : 1) : $7
        rate[key] = $5 > 0 ? puts / $5 : 0
        if ($1 == "dry") { n++; name[n] = $2; ranks[n] = $3 }
    }
    END {
        for (i = 1; i <= n; i++) {
            d = rate["dry " name[i] " " ranks[i]]
            key = "smpi " name[i] " " ranks[i]
            s = rate[key]
            if (s > 0)
                printf "| %s | %d | %s%.0f | %.0f | %s%.1f | 4 |\n", name[i],
                    ranks[i], open[key] ? "< " : "", s, d,
                    open[key] ? "> " : "", d / s
            else
                printf "| %s | %d | - | %.0f | - | 4 |\n", name[i], ranks[i], d
            if (s > 0 && d < 4 * s) bad = 1
        }
        exit bad
    }' "$out/rma.csv"
} >"$out/rma.md" || status=$?
sed -n '/^|/,$p' "$out/rma.md"
exit $status

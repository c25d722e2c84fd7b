#!/bin/bash
# One-sided communication against SMPI: same source, same platform file, CPU
# time (user and system) of whole process trees, all measured in one go.
#
#     tests/bench/rma.sh [--build DIR] [--out DIR] [--repeat N]
#
# Runs each case under dryrun and under smpirun with its fastest settings; of N
# runs each (default 3) the cheapest counts.  Puts per CPU second are those of
# whole runs, the start included: under SMPI it varies by more than the rounds
# take on 256 ranks.  A run gets 300 CPU seconds; who does not end in them has no
# figure, and there is no ratio.  Writes rma.md and rma.csv to --out (default
# results/).  Status 1 if a ratio at 256 ranks is below the 4 asked for.
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
        ulimit -t 300
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
# measure SIMULATOR PATTERN RANKS ROUNDS: the cheapest run.
measure() {
    local best
    best=$(for _ in $(seq "$repeat"); do
        took=$("$@")
        echo "$took"
        case $took in *failed) break ;; esac
    done | sort -g | head -n 1 | tr ' ' ',')
    echo "$1,$2,$3,$4,$best" >>"$out/rma.csv"
}

while read -r pattern ranks rounds; do
    sed "s/@LAST@/$((ranks - 1))/" "$here/cluster.xml.in" >"$work/$ranks.xml"
    seq -f 'host-%.0f' 0 $((ranks - 1)) >"$work/$ranks.hosts"
    for sim in dry smpi; do
        [ $sim = dry ] || [ $have_smpi = yes ] || continue
        measure $sim "$pattern" "$ranks" "$rounds"
    done
done <<END
halo 64 100
lock 64 100
halo 256 40
lock 256 400
END

status=0
{
    echo "# One-sided communication against SMPI"
    echo
    echo "Written by \`tests/bench/rma.sh\`; do not edit."
    echo "*halo*: every rank puts 64 bytes to both neighbours, then all fence;" \
        "*lock*: it locks its right neighbour, puts 64 bytes and unlocks."
    echo "Puts per CPU second of whole runs, the start included." \
        "$(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores," \
        "SimGrid $(pkg-config --modversion simgrid 2>/dev/null || echo "?")," \
        "load $load before the first run (0 is an idle machine);" \
        "of $repeat run(s) each the cheapest. A run gets 300 CPU seconds."
    echo
    echo "| pattern | ranks | rounds | SMPI | Dryrun | ratio | asked for |"
    echo "|---|--:|--:|--:|--:|--:|--:|"
    awk -F, 'NR > 1 {
        if ($1 == "dry") { n++; name[n] = $2; ranks[n] = $3; rounds[n] = $4 }
        key = $1 " " $2 " " $3
        if ($7 != "failed") rate[key] = $7 / $5
    }
    function said(key) {
        return key in rate ? sprintf("%.0f", rate[key]) : "did not end"
    }
    END {
        for (i = 1; i <= n; i++) {
            d = "dry " name[i] " " ranks[i]
            s = "smpi " name[i] " " ranks[i]
            ratio = d in rate && s in rate ? rate[d] / rate[s] : 0
            asked = ranks[i] == 256 ? 4 : 0
            printf "| %s | %d | %d | %s | %s | %s | %s |\n", name[i],
                ranks[i], rounds[i], said(s), said(d),
                ratio ? sprintf("%.1f", ratio) : "-", asked ? asked : "-"
            if (ratio && ratio < asked) bad = 1
        }
        exit bad
    }' "$out/rma.csv"
} >"$out/rma.md" || status=$?
sed -n '/^|/,$p' "$out/rma.md"
exit $status

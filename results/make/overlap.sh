#!/bin/bash
# Overlap of communication and computation, by size.
#
#     overlap.sh BUILD OUT
#
# Runs apps/overlap between two hosts of three fabrics, with every message eager
# and with none, under strong and under weak progress.  Writes overlap.csv,
# overlap.md and the picture to OUT.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/overlap.XXXXXX")
trap 'rm -rf "$work"' EXIT

fabrics="ethernet-10g infiniband-edr slingshot-11"
"$build/bin/drycc" -O2 "$top/apps/overlap/overlap.c" -o "$work/overlap"

# run FABRIC PROTOCOL PROGRESS EAGER: rows.
run() {
    "$build/bin/dryrun" -n 2 -p "$1" --map cyclic --progress "$3" \
        --eager "$4" --report none "$work/overlap" |
        awk -v head="$1,$2,$3" '/^#/ { next }
            { printf "%s,%d,%s,%s,%s\n", head, $1, $2, $3, $4 }'
}

{
    echo "fabric,protocol,progress,bytes,alone_us,both_us,overlap"
    for fabric in $fabrics; do
        for progress in strong weak; do
            run "$fabric" eager $progress inf
            run "$fabric" rendezvous $progress 0
        done
    done
} >"$out/overlap.csv"

{
    cat <<'END'
# Overlap

Written by `results/make/overlap.sh`; do not edit. `apps/overlap`: two ranks
exchange messages and compute meanwhile for as long as the exchange takes
alone. Overlap 1: both together take no longer than one of them; 0: as long as
one after the other. All messages eager (`--eager inf`) or all by rendezvous
(`--eager 0`).

| fabric | protocol | progress | 1 B | 1 KiB | 64 KiB | 1 MiB | 4 MiB |
|---|---|---|--:|--:|--:|--:|--:|
END
    awk -F, 'FNR == 1 { next }
        { key = $1 " | " $2 " | " $3 }
        !(key in seen) { seen[key] = 1; order[++n] = key }
        { at[key, $4] = $7 }
        END {
            for (i = 1; i <= n; i++)
                printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |\n", order[i],
                    at[order[i], 1], at[order[i], 1024], at[order[i], 65536],
                    at[order[i], 1048576], at[order[i], 4194304]
        }' "$out/overlap.csv"
    cat <<'END'

Under strong progress the network does it all. Under weak progress an eager
message needs nobody either, but a rendezvous does: the request arrives while
the receiver computes and is answered when it comes back to MPI. Only the
request's own latency is hidden, which counts for small messages alone.

What the report of a run calls overlap is measured at the payloads, not at the
clock of a program: `sim/trace/account.h` has the definition.

![overlap by size](overlap.svg)
END
} >"$out/overlap.md"
"$here/draw.sh" "$here/overlap.gp" "$out/overlap" data="$out/overlap.csv" \
    fabrics="$fabrics" WIDTH=900 HEIGHT=600
sed -n '/^| fabric/,/^$/p' "$out/overlap.md"

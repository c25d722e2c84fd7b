#!/bin/bash
# Regenerate every table and picture in results/ from the programs.
#
#     results/run.sh [--build DIR] [--out DIR] [--repeat N] [NAME...]
#
# NAME is exchange, latency, contention, coll, explore, detection, validation,
# conformance, programs, timeline, tracing, datatypes, collectives, rma or
# benchmark; without one, all of them.  Needs a finished build (build/), gnuplot,
# valgrind, node and Chromium; the benchmark takes some two minutes, collectives
# four, and both want the machine to themselves, programs some minutes and
# Debian's archive.  Status 1 if any of them failed or missed its bar; the
# others are written all the same.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
build=$top/build
out=$here
repeat=3

while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$(cd "$2" && pwd); shift 2 ;;
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    -*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 64 ;;
    *) break ;;
    esac
done

for tool in "$build/bin/dryrun" "$build/bin/drycc" gnuplot; do
    if ! command -v "$tool" >/dev/null; then
        echo "results/run.sh: $tool is missing" >&2
        exit 69
    fi
done

# shellcheck disable=SC2317
make_exchange() {
    "$here/make/exchange.sh" "$build" "$out"
    cat "$out/exchange.md"
}

# shellcheck disable=SC2317
make_latency() {
    "$here/make/latency.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_overlap() {
    "$here/make/overlap.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_contention() {
    "$top/tests/bench/contention.sh" --build "$build" --out "$out"
}

# shellcheck disable=SC2317
make_coll() {
    "$here/make/coll.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_explore() {
    "$here/make/explore.sh" "$build" "$out"
    cat "$out/explore.md"
}

# shellcheck disable=SC2317
make_detection() {
    "$here/make/detection.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_validation() {
    "$here/make/validation.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_conformance() {
    "$here/make/conformance.sh" "$build" "$out"
    sed -n '/^| | functions/,/are tested/p' "$out/conformance.md"
}

# shellcheck disable=SC2317
make_programs() {
    "$here/make/programs.sh" "$build" "$out"
    cat "$out/programs.md"
}

# shellcheck disable=SC2317
make_timeline() {
    "$here/make/timeline.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_tracing() {
    "$here/make/tracing.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_datatypes() {
    "$here/make/datatypes.sh" "$build" "$out"
}

# shellcheck disable=SC2317
make_collectives() {
    "$top/tests/bench/collectives.sh" --build "$build" --out "$out"
}

# shellcheck disable=SC2317
make_rma() {
    "$top/tests/bench/rma.sh" --build "$build" --out "$out"
}

# shellcheck disable=SC2317
make_benchmark() {
    "$top/tests/bench/run.sh" --build "$build" --out "$out" --repeat "$repeat"
    "$here/make/draw.sh" "$here/make/benchmark.gp" "$out/benchmark" \
        data="$out/benchmark.csv" WIDTH=720 HEIGHT=420
    printf '\n![CPU time against SMPI](benchmark.svg)\n' >>"$out/benchmark.md"
}

status=0
all="exchange latency overlap contention coll explore detection validation"
all="$all conformance programs"
for name in "${@:-$all timeline tracing datatypes collectives rma benchmark}"; do
    for part in $name; do
        echo "== $part"
        set +e # inside a condition, set -e would be off in the function too
        (set -e; "make_$part")
        failed=$?
        set -e
        if [ $failed -ne 0 ]; then
            echo "results/run.sh: $part failed or missed its bar" >&2
            status=1
        fi
    done
done
exit $status

#!/bin/sh
# tests/sim/interrupt.sh BUILD [really]: SIGINT in the middle of a run ends it
# at once, tells where the ranks were, and leaves no files behind.
set -u
build=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tmp"

# A shell makes background jobs deaf to SIGINT; env undoes that.
TMPDIR=$work/tmp env --default-signal=INT \
    "$build/bin/dryrun" -n 2 "$build/tests/programs/spins" "$@" \
    2>"$work/stderr" </dev/null &
for _ in $(seq 600); do
    ! grep -q spinning "$work/stderr" || break
    sleep 0.1
done
kill -INT $!
wait $!
status=$?
cat "$work/stderr"

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}
[ "$status" -eq 130 ] || differs "status $status"
line=$(grep -n 'MPI_Recv' tests/sim/spins.c | cut -d: -f1)
grep -q "MPI_Recv.*spins\.c:$line" "$work/stderr" || differs "rank 0 not found"
grep -q 'rank 1' "$work/stderr" || differs "rank 1 not found"
# Really computing, it does not come by the engine: only the signal finds it.
[ $# -eq 0 ] || grep -q 'rank 1: interrupted by SIGINT while it was running, at .*spins\.c:' "$work/stderr" ||
    differs "not told where rank 1 was running"
[ -z "$(ls -A "$work/tmp")" ] || differs "left: $(ls -A "$work/tmp")"
exit $failed

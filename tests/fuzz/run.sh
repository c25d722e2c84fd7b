#!/bin/sh
# tests/fuzz/run.sh BUILD FIRST COUNT [WORD]: sequences of random calls by seed;
# three of four calls have WORD in their names.
# tests/fuzz/run.sh BUILD corpus: the sequences of corpus/ again.
# tests/fuzz/run.sh BUILD same BYTE...: all functions once, those that wait
# excepted, with arguments that are all drawn from that byte (in hexadecimal).
#
# Any end is right but a crash: the simulator's own, a report of a sanitizer, or
# a signal in the program, which does nothing but call MPI.  A sequence that
# crashes is left as ./crash-SEED, to be made smaller and put into corpus/.
set -u
build=$1 first=$2
shift 2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:allocator_may_return_null=1:detect_leaks=0:verify_asan_link_order=0:alloc_dealloc_mismatch=0:detect_stack_use_after_return=0"

failed=0
run() { # ranks, arguments of the program
    ranks=$1
    shift
    status=0
    (cd "$work" && timeout 60 "$dryrun" -n "$ranks" --quiet --time-limit 10 \
        --report-file report "$program" "$@") >"$work/stdout" \
        2>"$work/stderr" </dev/null || status=$?
    case $status in
    0 | 80 | 81 | 83) return 0 ;;
    esac
    echo "FAILED with $status: -n $ranks $*"
    head -5 "$work/report"
    grep -A12 -m1 ERROR: "$work/stderr" || head -12 "$work/stderr"
    failed=1
    return 1
}

dryrun=$(realpath "$build/bin/dryrun")
program=$(realpath "$build/tests/programs/fuzz")
if [ "$first" = corpus ]; then
    for file in "$here"/corpus/*; do
        for ranks in 1 2 3; do
            run "$ranks" file "$(realpath "$file")"
        done
    done
    exit $failed
fi
if [ "$first" = same ]; then
    for byte in "$@"; do
        some=$(printf "$byte%.0s" 1 2 3 4 5 6 7 8)
        sed -n 's/^    {"\([MD][^"]*\)".*/\1/p' "$build/tests/fuzz/calls.inc" |
            grep -vE 'Recv|[Pp]robe|Ssend|Wait|Sendrecv' |
            sed "s/\$/ $some$some$some$some$some/" >"$work/calls"
        for ranks in 1 2; do
            run "$ranks" file "$work/calls"
        done
    done
    exit $failed
fi
count=$1 seed=$first word=${2:-}
while [ "$seed" -lt $((first + count)) ]; do
    ranks=$((seed % 3 + 1))
    run "$ranks" seed "$seed" 200 "$word" ||
        run "$ranks" seed "$seed" 200 "$word" "$PWD/crash-$seed" >/dev/null
    seed=$((seed + 1))
done
exit $failed

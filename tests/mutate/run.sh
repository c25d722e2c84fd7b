#!/bin/sh
# tests/mutate/run.sh BUILD NAME [MUTANT]: all mutants of a program.
#
# NAME is a line of programs.txt, edits.txt has the edits, and except.txt what
# single mutants deserve instead.  The program itself must be clean, and of each
# mutant that does something else than the program the finding must be made
# that it deserves, at its line if the edit says so.
#
# With MUTANT, a number, only that one is run, and its text report shown.
set -u
build=$(cd "$1" && pwd) name=$2 only=${3:-}
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

row=$(grep "^$name *|" "$here/programs.txt") || {
    echo "no such program: $name"
    exit 1
}
column() {
    echo "$row" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
source=$root/$(column 2) ranks=$(column 3) args=$(column 4) options=$(column 5)
edits=$(column 6)

cd "$work" || exit 1
"$build/tests/mutate/mutate" "$root/sim/include/mpi.h" "$here/$edits.txt" \
    "$source" list >mutants.c || exit 1
flags='-O0 -w'
[ "$edits" = edits ] || flags="$flags -fdryrun-memory"
# Unquoted on purpose: flags, options and arguments are words.
"$build/bin/drycc" $flags -D_GNU_SOURCE -I"$root/tests" \
    -I"$(dirname "$source")" mutants.c -o mutants -lm || exit 1

if [ -n "$only" ]; then
    grep "^$only	" list
    MUTANT=$only "$build/bin/dryrun" -n "$ranks" $options ./mutants $args \
        9>reached
    echo "exit status $?, reached by $(wc -c <reached) ranks"
    exit
fi

for number in 0 $(cut -f1 list); do
    echo "$number MUTANT=$number -n $ranks $options --report json" \
        "--report-file $number.json ./mutants $args"
done >runs
"$build/tests/batch" "$build/lib/libdryrun.so.0" 20 <runs >ended
while read -r number status; do
    echo "$number $status $(wc -c <"$number.nine")"
done <ended >ran

jq -r -f "$here/found.jq" *.json >found
awk -v program="$name" -v source="$source" -f "$here/judge.awk" \
    "$here/except.txt" list ran found

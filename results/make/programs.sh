#!/bin/sh
# results/make/programs.sh BUILD OUT: writes OUT/programs.md, what the programs
# of tests/programs/ report.
#
# Needs Debian's archive of sources; without it the page stays as it is.
set -eu
build=$1 out=$2
tests=$(cd "$(dirname "$0")/../../tests/programs" && pwd)
programs="hpcc netpipe spooles mpich"

for program in $programs; do
    "$tests/$program.sh" "$build"
done

{
    cat <<'END'
# Programs of others

Source packages of Debian, fetched by the tests (`ctest -L programs`), built
unmodified with drycc, run on simulated ranks. This is what they say of
themselves. Computation takes no simulated time: times are those of messages.
END
    for program in $programs; do
        echo
        cat "$build/tests/archive/$program.md"
    done
} >"$out/programs.md"

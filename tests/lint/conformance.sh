#!/bin/sh
# tests/lint/conformance.sh BUILD: what mpi.h declares is there and tested, and
# README.md says how much that is.
#
# With "--counts" after BUILD: the sentence that README.md must have.
set -eu
cd "$(dirname "$0")/../.."
build=$1
[ -d "$build/tests/programs" ] || exit 0 # built without test programs
table=$(mktemp)
trap 'rm -f "$table"' EXIT
tests/conformance/table.sh "$build" >"$table"

sentence=$(awk -F'|' '
    { all++; done += $6 }
    $3 != "-" { of[$3]++; have[$3] += $6 }
    END {
        printf "%d of %d functions of MPI-4.1 are there: all %d", done, all,
            of[1]
        printf " of tier 1, %d of %d of tier 2, %d of %d of tier 3", have[2],
            of[2], have[3], of[3]
    }' "$table")
if [ "${2:-}" = --counts ]; then
    echo "$sentence"
    exit
fi

failed=0
awk -F'|' '
    $5 != $6 { print $2 ($5 ? " is declared but not there" : \
                              " is there but not declared"); bad = 1 }
    $6 && !$7 { print $2 " is called by no test program"; bad = 1 }
    $3 == 1 && !$6 { print $2 " of tier 1 is missing"; bad = 1 }
    END { exit bad }' "$table" || failed=1
tr '\n' ' ' <README.md | grep -qF "$sentence" || {
    echo "README.md does not say: $sentence"
    failed=1
}
exit $failed

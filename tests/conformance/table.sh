#!/bin/sh
# tests/conformance/table.sh BUILD: every function of MPI, one a line:
#
#     CHAPTER|FUNCTION|TIER|PROGRAMS|DECLARED|IMPLEMENTED|TESTS|TEST
#
# DECLARED is 1 if mpi.h declares it, IMPLEMENTED if libdryrun exports it and
# its PMPI_ form, TESTS the number of test programs that call it, TEST the first
# of them.
set -eu
cd "$(dirname "$0")/../.."
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

gcc -Isim/include -include mpi.h -x c -fsyntax-only -aux-info \
    "$work/prototypes" /dev/null
sed -nE 's/.* extern [^(]*\b(P?MPI_[A-Za-z_0-9]+) \(.*/\1/p' \
    "$work/prototypes" | sort -u >"$work/declared"
nm -D --defined-only "$build/lib/libdryrun.so.0" |
    awk '$3 ~ /^P?MPI_/ { print $3 }' >"$work/exported"

# "FUNCTION TEST" for each test program and what it calls, those that check
# most first.  Unit tests hold the library itself and do not count.
for kind in sim right coll model explore property bad; do
    for source in tests/$kind/*.c; do
        [ -e "$source" ] || continue
        name=$(basename "$source" .c)
        for program in "$build/tests/programs/$name" "$build/tests/$kind/$name"; do
            [ -e "$program" ] && echo "$program $kind/$name"
        done
    done
done >"$work/programs"
cut -d' ' -f1 "$work/programs" |
    xargs nm -A -D --undefined-only 2>/dev/null |
    sed -nE 's/^([^:]*): +U P?(MPI_[A-Za-z_0-9]+)$/\1 \2/p' >"$work/calls"
awk 'NR == FNR { test[$1] = $2; order[++n] = $1; next }
     { calls[$1] = calls[$1] " " $2 }
     END {
         for (i = 1; i <= n; i++) {
             count = split(calls[order[i]], name, " ")
             for (j = 1; j <= count; j++) print name[j], test[order[i]]
         }
     }' "$work/programs" "$work/calls" >"$work/used"

awk -v declared="$work/declared" -v exported="$work/exported" \
    -v used="$work/used" '
    BEGIN {
        while ((getline name < declared) > 0) is_declared[name]
        while ((getline name < exported) > 0) is_exported[name]
        while ((getline line < used) > 0) {
            split(line, word, " ")
            if (!(word[1] in first)) first[word[1]] = word[2]
            tests[word[1]]++
        }
    }
    /^== / { chapter = substr($0, 4); next }
    /^MPI_/ {
        split($0, cell, / *\| */)
        name = cell[1]
        printf "%s|%s|%s|%s|%d|%d|%d|%s\n", chapter, name, cell[2], cell[3],
            name in is_declared, name in is_exported && "P" name in is_exported,
            tests[name], first[name]
        known[name]
    }
    END {
        for (name in is_declared)
            if (name ~ /^MPI_/ && !(name in known)) {
                print name " is declared, but no function of MPI" > "/dev/stderr"
                bad = 1
            }
        exit bad
    }' tests/conformance/functions.txt

#!/bin/sh
# tests/lint/readme.sh [--counts]: what README.md says of the source is true.
#
# Numbers of functions are those of mpi.h, and files named exist.  --counts
# prints the numbers.  What README.md prints is run by tests/sim/readme.sh.
set -u
cd "$(dirname "$0")/../.."
failed=0

# "NUMBER HEADING" of each section of mpi.h, the heading up to a comma or so.
counts() {
    sed '1,/^ \* Functions/d' sim/include/mpi.h | awk '
        /^\/\* [A-Z].*\*\/$/ {
            heading = substr($0, 4, length($0) - 6)
            sub(/[,:;].*/, "", heading)
        }
        /^[a-z].*[ *]MPI_[A-Z][A-Za-z0-9_]*\(|^MPI_.*[ *]MPI_[A-Z].*\(/ {
            number[heading]++
        }
        END { for (h in number) print number[h], h }' |
        sort -k2
}

if [ "${1:-}" = --counts ]; then
    counts
    exit
fi

# A row is of the sections whose headings begin with one of its words.
counts | awk '
    NR == FNR { number[tolower(substr($0, index($0, " ") + 1))] = $1; next }
    /^\| area of/ { inside = 1; next }
    inside && !/^\|/ { inside = 0 }
    !inside || /^\|-/ { next }
    {
        split($0, cell, / *\| */)
        sum = 0
        areas = split(tolower(cell[2]), area, /, /)
        for (i = 1; i <= areas; i++)
            for (heading in number)
                if (index(heading, area[i]) == 1) {
                    sum += number[heading]
                    seen[heading] = 1
                }
        if (sum != cell[3]) {
            printf "README.md:%d: %s has %d functions\n", FNR, cell[2], sum
            bad = 1
        }
    }
    END {
        for (heading in number)
            if (!(heading in seen)) {
                print "README.md does not count \"" heading "\" of mpi.h"
                bad = 1
            }
        exit bad
    }' - README.md || failed=1

# Links, and words that begin with a folder of ours.
folders='apps|cmake|platforms|results|sim|tests|\.ci'
for document in README.md apps/README.md platforms/README.md results/README.md; do
    for path in $(
        grep -oE '\]\([^)#]+\)' "$document" | grep -v :// | sed 's/](//; s/)//'
        grep -oE "(^|[^A-Za-z0-9_/.-])($folders)/[A-Za-z0-9_./*-]*" "$document" |
            sed -E 's/^[^a-z.]//; s/[.,:;]$//'
    ); do
        # Relative to the document or to the top; may be a pattern.
        set -- $path
        [ -e "$1" ] || [ -e "$(dirname "$document")/$1" ] || {
            echo "$document names $path, which does not exist"
            failed=1
        }
    done
done
exit $failed

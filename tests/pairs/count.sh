#!/bin/sh
# tests/pairs/count.sh: how many pairs there are, by kind of finding and family.
#
# There are at least 300 programs, and no kind is without a pair in a family
# unless senseless.txt says why it cannot be.
set -eu
cd "$(dirname "$0")"
kinds=$(sed -n '/^} kinds\[\] = {/,/^};/p' ../../sim/event/finding.c |
    grep -o '{"[a-z_]*"' | tr -d '{"')
[ "$(echo "$kinds" | wc -l)" -ge 19 ] || {
    echo "FAILED: these are not all kinds: $kinds"
    exit 1
}
work=$(mktemp)
trap 'rm -f "$work"' EXIT
families=$(grep -l '^ranks: ' *.txt | sed 's/\.txt$//')
for family in $families; do
    awk -F ' [|] ' -v family="$family" 'NF == 7 && !/^#/ {
        count = split($6, kind, " ")
        for (i = 1; i <= count; i++)
            print family, kind[i]
        print family, "all"
    }' "$family.txt"
done | sort | uniq -c >"$work"

awk -v kinds="$kinds" -v families="$families" '
    FILENAME == "senseless.txt" {
        if (!/^#/ && split($0, cell, " *[|] *") == 3)
            senseless[cell[1], cell[2]] = 1
        next
    }
    { pairs[$2, $3] = $1 }
    END {
        nkinds = split(kinds, kind, "\n")
        nfamilies = split(families, family, "\n")
        for (i = 1; i <= nfamilies; i++) {
            f = family[i]
            printf "%-14s %3d pairs:", f, pairs[f, "all"]
            all += 2 * pairs[f, "all"]
            for (k = 1; k <= nkinds; k++) {
                if (pairs[f, kind[k]])
                    printf " %s %d", kind[k], pairs[f, kind[k]]
                else if (!senseless[f, kind[k]] && !senseless["*", kind[k]])
                    missing = missing "\n" f ": no pair for " kind[k]
                if (pairs[f, kind[k]] && senseless[f, kind[k]])
                    missing = missing "\n" f ": " kind[k] " is not senseless"
            }
            print ""
        }
        print all " programs"
        if (all < 300)
            missing = missing "\nfewer than 300 programs"
        if (missing != "") {
            print "FAILED:" missing
            exit 1
        }
    }' senseless.txt "$work"

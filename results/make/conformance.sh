#!/bin/sh
# results/make/conformance.sh BUILD OUT: writes OUT/conformance.md, every
# function of MPI and which test calls it.
set -eu
build=$1 out=$2
tests=$(cd "$(dirname "$0")/../../tests" && pwd)
table=$(mktemp)
trap 'rm -f "$table"' EXIT
"$tests/conformance/table.sh" "$build" >"$table"

{
    cat <<'END'
# Conformance

Every function of MPI-4.1 in C, with those of the ABI of MPI-5.0 and those of
older standards. *declared*: by `mpi.h`; *there*: libdryrun exports it and its
`PMPI_` form; *tests*: programs of `tests/` that call it, and one of them.

*Tiers* say how much some 3,500 public MPI programs use a function: tier 1
covers 54 % of them, with tier 2 83 %, with tier 3 97 %. *programs*: how many
call it.

| | functions | there | |
|---|--:|--:|--:|
END
    awk -F'|' '
        { all++; done += $6; tests += $6 && $7
          tier = $3 == "-" ? "used by hardly any" : "tier " $3
          of[tier]++; have[tier] += $6 }
        function row(name, have, of) {
            printf "| %s | %d | %d | %.0f %% |\n", name, of, have,
                100 * have / of
        }
        END {
            for (i = 1; i <= 3; i++)
                row("tier " i, have["tier " i], of["tier " i])
            i = "used by hardly any"
            row(i, have[i], of[i])
            row("all", done, all)
            printf "\n%d of the %d that are there are tested.\n", tests, done
        }' "$table"
    awk -F'|' '
        $1 != chapter {
            chapter = $1
            printf "\n## %s\n\n", chapter
            print "| function | tier | programs | declared | there | tests | |"
            print "|---|--:|--:|---|---|--:|---|"
        }
        {
            printf "| `%s` | %s | %s | %s | %s | %s | %s |\n", $2, $3, $4,
                $5 ? "yes" : "no", $6 ? "yes" : "no", $6 ? $7 : "", $8
        }' "$table"
} >"$out/conformance.md"

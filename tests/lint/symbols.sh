#!/bin/sh
# What libdryrun exports, and where programs find their MPI functions.
set -u
build=$1
library=$build/lib/libdryrun.so.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# 1. Nothing but the API and the doors of sim/exports.map.
nm -D --defined-only "$library" | awk '{ print $3 }' | sort >"$work/exported"
grep -vE '^(P?MPI|DR)_|^__(wrap|watch|tsan)_|^dr_(main|singleton|guard_table)$|CommImpl6detachEv$' "$work/exported" && {
    echo "are exported and should not be"
    failed=1
}

# 2. Exactly the functions that the headers declare, each also as PMPI_.
gcc -Isim/include -include mpi.h -include dryrun.h -x c -fsyntax-only \
    -aux-info "$work/prototypes" /dev/null
sed -nE 's/.* extern [^(]*\b((P?MPI|DR)_[A-Za-z_0-9]+) \(.*/\1/p' \
    "$work/prototypes" | sort -u >"$work/declared"
grep -E '^(P?MPI|DR)_' "$work/exported" | diff "$work/declared" - \
    >"$work/difference" || {
    echo "declared in the headers (<) or exported by libdryrun (>), not both:"
    grep '^[<>]' "$work/difference"
    failed=1
}
for name in $(grep -E '^MPI_' "$work/exported"); do
    grep -qx "P$name" "$work/exported" || {
        echo "$name has no P$name"
        failed=1
    }
done
for name in $(grep -E '^PMPI_' "$work/exported"); do
    grep -qx "${name#P}" "$work/exported" || {
        echo "$name is nothing that a program calls"
        failed=1
    }
done

# 3. The dynamic linker binds no MPI function to SimGrid's.
cd "$work" || exit 1
for program in "$build"/apps/hello "$build"/apps/exchange; do
    [ -f "$program" ] || continue
    LD_DEBUG=bindings LD_DEBUG_OUTPUT=bindings "$build/bin/dryrun" -n 2 -q \
        "$program" >/dev/null
    cat bindings.* | sed -n \
        's/.*binding file \(.*\) \[0\] to \(.*\) \[0\]: .*symbol .\(P\{0,1\}MPI_[A-Za-z_0-9]*\).*/\3|\1|\2/p' |
        grep -v '|.*libsimgrid[^|]*|' | sort -u >bound
    [ -s bound ] || { echo "$program binds no MPI function"; failed=1; }
    grep -vE '\|[^|]*/(libdryrun\.so[^/|]*|apps/[a-z]*)$' bound && {
        echo "are bound elsewhere"
        failed=1
    }
    rm -f bindings.*
done
exit $failed

#!/bin/sh
# tests/sim/gdb.sh BUILD: in the debugger, a breakpoint stands in every rank's
# copy of the program, and variables are those of the rank that stopped.
set -u
build=$1
command -v gdb >/dev/null || exit 77

out=$("$build/bin/dryrun" --gdb -n 4 --report none \
    "$build/tests/programs/globals" 2>&1 <<'END'
break write_everything
run
print &initialised
continue
print &initialised
kill
quit
END
)
echo "$out"
[ "$(echo "$out" | sed -n 's/.*(int \*) \(0x[0-9a-f]*\).*/\1/p' |
    sort -u | wc -l)" -eq 2 ]

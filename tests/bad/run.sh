#!/bin/sh
# tests/bad/run.sh BUILD FILE.c: a wrong program and what must be found.
#
# The program's first comment says it, each on a line of its own:
#
#   ranks: 2              options: --eager 0         args: 7
#   exit: 81              finds: invalid_argument    says: rank 99 of 2
#
# ranks and exit are needed; "says" may be given several times.
set -u
build=$1 file=$2
. "$(dirname "$0")/../expect.sh"

declared() {
    sed -n "/\*\//q; s/^ \* $1: *//p" "$file"
}
ranks=$(declared ranks) options=$(declared options)
program="$(basename "$file" .c) $(declared args)"
want_exit=$(declared exit) want_finds=$(declared finds)
want_stdout=- want_says=
expect
declared says >"$work/says"
while read -r words; do
    grep -qE -- "$words" "$work/stderr" ||
        differs "nothing said matches: $words"
done <"$work/says"
exit $failed

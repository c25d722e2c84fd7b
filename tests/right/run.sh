#!/bin/sh
# tests/right/run.sh BUILD FILE.c [VARIANT]: a right program, close to a wrong
# one of ../bad.  It ends with status 0 and nothing is found, however much is
# buffered and in whatever order messages come.
#
# Its first comment says "ranks: 2"; "options", "args", "flags" and "variants"
# are as in ../bad/run.sh.  "explored: no" is for programs that look more often
# in vain than dryrun explore lets them.
set -u
build=$1 file=$2 variant=${3:-}
. "$(dirname "$0")/../expect.sh"

ranks=$(declared ranks)
program="$(basename "$file" .c) $variant $(declared args)"
want_exit=0 want_finds='' want_stdout='' want_says=
for options in '' '--eager 0' '--eager inf' '--progress weak --eager 0'; do
    options="$(declared options) $options"
    expect
done

# Unquoted on purpose: options are words.
[ "$(declared explored)" = no ] && exit $failed
eval "set -- $program"
first=$(find_program "$1")
shift
"$dryrun" explore -n "$ranks" $(declared options) --max-schedules 200 \
    --schedules "$work" "$first" "$@" >"$work/stdout" 2>&1 </dev/null
status=$?
cat "$work/stdout"
[ $status -eq 0 ] || differs "explore ends with $status instead of 0"
exit $failed

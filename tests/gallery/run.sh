#!/bin/sh
# tests/gallery/run.sh BUILD NUMBER: line NUMBER of cases.txt on dryrun.
set -u
build=$1 number=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

line=$(sed -n "${number}p" "$(dirname "$0")/cases.txt")
column() {
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
is() { # what wanted got
    [ "$2" = "$3" ] && return
    echo "FAILED: $1 $3 instead of $2"
    failed=1
}
reported() { # a jq filter that makes a list
    jq -r "($1) // [] | map(tostring) | join(\" \")" "$work/report"
}

failed=0
# Unquoted on purpose: options and arguments are words.
"$build/bin/dryrun" -n "$(column 3)" $(column 4) --report json \
    --report-file "$work/report" "$build/apps/$(column 1)" $(column 2) \
    >"$work/stdout" </dev/null
is "exit status" "$(column 5)" $?
is "stdout" "$(column 6)" "$(cat "$work/stdout")"
is "stuck ranks" "$(column 7)" "$(reported '.deadlock.ranks | map(.rank)?')"
[ "$(column 8)" = - ] ||
    is "cycle" "$(column 8)" "$(reported '.deadlock.cycle')"
is "where" "$(column 9)" "$(reported '[.deadlock.ranks[]? |
    "\(.call):\(.line)"] | unique')"
is "file" "" "$(reported "[.deadlock.ranks[]?.file |
    select(endswith(\"/$(column 1).c\") | not)]")"
exit $failed

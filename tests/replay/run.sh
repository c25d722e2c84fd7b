#!/bin/sh
# tests/replay/run.sh BUILD NUMBER: line NUMBER of apps/apps.txt, twice: output
# and report must be equal byte for byte.
set -u
build=$1 number=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

line=$(grep . apps/apps.txt | sed -n "${number}p")
column() {
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
for turn in first second; do
    mkdir "$work/$turn"
    # Unquoted on purpose: options and arguments are words.
    # The environment grows, so that addresses on the stack differ.
    env DRYRUN_REPLAY_TURN=$turn "$build/bin/dryrun" -n "$(column 2)" \
        $(column 4) --report json --report-file "$work/$turn/report" \
        "$build/apps/$(column 1)" $(column 3) \
        >"$work/$turn/stdout" 2>"$work/$turn/stderr" </dev/null
    echo $? >"$work/$turn/status"
done
[ -s "$work/first/report" ] || { echo "no report was written"; exit 1; }
diff -r "$work/first" "$work/second"

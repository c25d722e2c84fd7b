#!/bin/sh
# tests/pairs/run.sh BUILD FAMILY [ROW]: the pairs of FAMILY.txt.
#
# A row is two programs that differ by a call.  The right one ends with status 0
# and nothing is found; of the wrong one exactly the kinds of the row are found,
# one of them at the row's line, and something said matches the row's pattern.
#
# With ROW, its name, the wrong one is run and its text report shown.
set -u
build=$(cd "$1" && pwd) family=$2 row=${3:-}
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)
table=tests/pairs/$family.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root" || exit 1
awk -v list="$work/list" -f "$here/generate.awk" "$table" >"$work/app.c" ||
    exit 1
ranks=$(sed -n 's/^ranks: //p' "$table") flags=$(sed -n 's/^flags: //p' "$table")
options=$(sed -n 's/^options: //p' "$table")
cd "$work" || exit 1
# Unquoted on purpose: flags and options are words.
"$build/bin/drycc" -O0 -w $flags -I"$root/tests" app.c -o app || exit 1
if [ -n "$row" ]; then
    "$build/bin/dryrun" -n "$ranks" $options ./app "$row" wrong
    echo "exit status $?"
    exit
fi

failed=0
differs() {
    echo "FAILED: $table:$line: $name, $which: $*"
    failed=1
}
run() { # right|wrong
    which=$1
    command=
    case $kinds in *message_race*) command=explore ;; esac
    timeout 20 "$build/bin/dryrun" $command -n "$ranks" $options \
        --report json --report-file "$name.$1" ./app "$name" "$1" \
        >"$name.out" 2>"$name.err" </dev/null
    status=$?
}

tab=$(printf '\t')
count=0
while IFS=$tab read -r line name kinds says; do
    run right
    [ $status -eq 0 ] || differs "status $status"
    grep -q '"kind"' "$name.right" && differs "an alarm:" "$(grep -E \
        '"(kind|message)"' "$name.right" | head -4)"
    run wrong
    found=$(jq -r '[.findings[].kind] | unique | join(" ")' "$name.wrong")
    [ "$found" = "$kinds" ] ||
        differs "found ${found:-nothing}, not $kinds:" "$(grep '"message"' \
            "$name.wrong" | head -2)"
    case $kinds in
    *missing_finalize*) ;;
    *) jq -e --argjson line "$line" 'any((.findings[] | ., .related[]?),
        (.deadlock.ranks[]?); .line == $line)' "$name.wrong" >/dev/null ||
        differs "not at its line" ;;
    esac
    [ -z "$says" ] || jq -r '.findings[] | .message, .advice // ""' \
        "$name.wrong" | grep -qE -e "$says" ||
        differs "nothing said matches: $says:" "$(grep '"message"' \
            "$name.wrong" | head -2)"
    count=$((count + 1))
done <list
echo "$family: $count pairs"
exit $failed

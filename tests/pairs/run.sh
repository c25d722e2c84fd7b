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

tab=$(printf '\t')
while IFS=$tab read -r line name kinds says; do
    for which in right wrong; do
        command=
        case $kinds in *message_race*) command=explore ;; esac
        echo "$name.$which $command -n $ranks $options --report json" \
            "--report-file $name.$which.json ./app $name $which"
    done
done <list >runs
"$build/tests/batch" "$build/lib/libdryrun.so.0" 20 <runs >ended
jq -r -f "$here/found.jq" *.json >found
awk -F "$tab" -v table="$table" -f "$here/judge.awk" list ended found

#!/bin/sh
# tests/fuzz/handles.sh BUILD: all handles that calls are given are looked at.
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work" || exit 1
"$build/bin/drycc" -w -I"$build/tests/fuzz" "$here/handles.c" -o handles ||
    exit 1
"$build/bin/dryrun" -n 1 --report-file report --time-limit 10 ./handles \
    >said 2>at
# Findings are made, and nothing else.
status=$?
cat said
[ $status -eq 81 ] && grep -qxE '[0-9]{3,}' said && [ "$(wc -l <said)" -eq 1 ] ||
    {
        echo "status $status; the last call and number of its handle:"
        tail -1 at
        exit 1
    }

#!/bin/sh
# tests/right/watched.sh BUILD: right programs and the apps stay right when they
# are compiled by drycc -fdryrun-memory.
#
# Of an app, the runs are those of apps/apps.txt with few ranks; of a program
# here, one for each variant.
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

watched() { # source, name: compiled to $work/name
    "$build/bin/drycc" -O2 -w -fdryrun-memory "$1" -lm -o "$work/$2" ||
        differs "$1 does not build"
}

runs() { # ranks, options, program, arguments: nothing is found
    # Unquoted on purpose: options and arguments are words.
    # shellcheck disable=SC2086
    timeout 60 "$build/bin/dryrun" -n "$1" $2 --report json --report-file \
        "$work/report" "$work/$3" $4 >/dev/null 2>"$work/stderr" </dev/null
    grep -o '"kind": *"buffer_in_use"' "$work/report" &&
        { grep -A6 '"message"' "$work/report"; differs "$3 $4 on $1 ranks"; }
    grep -q '"memory": "done"' "$work/report" ||
        differs "$3 was not watched"
}

declared() { # file, key
    sed -n "/\*\//q; s/^ \* $2: *//p" "$1"
}

for file in tests/right/*.c; do
    name=$(basename "$file" .c)
    watched "$file" "$name"
    for variant in $(declared "$file" variants) ''; do
        [ -n "$variant" ] || [ -z "$(declared "$file" variants)" ] || continue
        runs "$(declared "$file" ranks)" "$(declared "$file" options)" "$name" \
            "$variant $(declared "$file" args)"
    done
done

for file in apps/*/*.c; do
    watched "$file" "$(basename "$file" .c)"
done
while IFS='|' read -r name ranks arguments options rest; do
    name=${name%% *} ranks=${ranks% }
    [ -f "$work/$name" ] || continue
    # shellcheck disable=SC2086
    [ $ranks -le 16 ] && runs $ranks "$options" "$name" "$arguments"
done <apps/apps.txt
exit $failed

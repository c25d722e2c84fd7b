#!/bin/sh
# tests/right/watched.sh BUILD: right programs and the apps stay right when they
# are compiled by drycc -fdryrun-memory.
#
# Of an app, the runs are those of apps/apps.txt with few ranks; of a program
# here, one for each variant.
set -u
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

watched() { # source, name: compiled to $work/name
    "$build/bin/drycc" -O1 -w -fdryrun-memory "$1" -lm -o "$work/$2" ||
        differs "$1 does not build"
}

count=0
runs() { # ranks, options, program, arguments: one more run
    count=$((count + 1))
    echo "$work/$count -n $1 $2 --report json --report-file" \
        "$work/$count.json $work/$3 $4" >>"$work/runs"
}

declared() { # file, key
    sed -n "/\*\//q; s/^ \* $2: *//p" "$1"
}

for file in tests/right/*.c; do
    name=$(basename "$file" .c)
    watched "$file" "$name"
    ranks=$(declared "$file" ranks) options=$(declared "$file" options)
    args=$(declared "$file" args) variants=$(declared "$file" variants)
    for variant in ${variants:-''}; do
        runs "$ranks" "$options" "$name" "$variant $args"
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

"$build/tests/batch" "$build/lib/libdryrun.so.0" 60 <"$work/runs" \
    >"$work/ended"
jq -r '(input_filename | sub(".*/"; "") | rtrimstr(".json")) as $run |
    (select(.checks.memory | startswith("not")) | "\($run) was not watched"),
    (.findings[] | select(.kind == "buffer_in_use" or .kind == "rma_conflict") |
        "\($run) \(.message) at \(.file):\(.line)")' "$work"/*.json >"$work/found"
[ "$(find "$work" -name '*.json' | wc -l)" -eq "$count" ] ||
    differs "reports are missing: $(cat "$work"/*.err)"
while read -r run what; do
    differs "$(sed -n "${run}p" "$work/runs"): $what"
done <"$work/found"
exit $failed

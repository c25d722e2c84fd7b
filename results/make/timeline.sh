#!/bin/bash
# A picture of the timeline page, of a real program.
#
#     timeline.sh BUILD OUT
#
# Writes timeline.png to OUT; needs Chromium and node.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
out=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/timeline.XXXXXX")
trap 'rm -rf "$work"' EXIT

for tool in chromium node; do
    command -v $tool >/dev/null || {
        echo "$tool is missing: .ci/packages.sh tests"
        exit 77
    }
done
cp "$top"/apps/heat/*.[ch] "$work"
cd "$work"
"$build/bin/drycc" -O2 ./*.c -o heat
"$build/bin/dryrun" -n 8 -p infiniband-edr --quiet --trace heat.html ./heat \
    >/dev/null
node "$here/open_page.mjs" heat.html --picture "$out/timeline.png" \
    "#t=715000000,790000000&r=0,8"

#!/bin/sh
# tests/property/run.sh BUILD [run|explore [SEED [COUNT [JOBS]]]]
#
# Random skeletons (skeleton.h) on dryrun, against what an oracle that tries
# everything says of them.  Prints the disagreements.
# Every seed is another set.
set -u
build=$(cd "$1" && pwd) how=${2:-run} seed=${3:-1} count=${4:-1500} jobs=${5:-2}
tools=$build/tests/property
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

"$tools/generate" "$seed" "$count" | "$tools/oracle" >judged || exit 1
echo "seed $seed:" $(cut -d' ' -f1 judged | sort | uniq -c)
[ "$(wc -l <judged)" -eq "$count" ] || exit 1
"$tools/compare" "$build/bin/dryrun" "$tools/player" "$how" "$jobs" <judged

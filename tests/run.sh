#!/bin/sh
# tests/run.sh [--strict] [--sanitize] [CTEST OPTIONS]
#
# Installs what is missing, builds, runs the tests.  May be repeated.
#
#   --strict     warnings are errors
#   --sanitize   with AddressSanitizer and UndefinedBehaviorSanitizer, in
#                build-asan/ instead of build/; without what they cannot see
set -eu
cd "$(dirname "$0")/.."

preset=release build=build strict=OFF only=
while :; do
    case ${1:-} in
    --strict) strict=ON ;;
    --sanitize) preset=sanitizers build=build-asan only='-LE lint|real' ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit ;;
    *) break ;;
    esac
    shift
done

.ci/packages.sh tests

# A build tree made by another generator keeps it.
generator=
[ -f $build/CMakeCache.txt ] || generator="-G Ninja"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { # what command...
    echo "$1 ..."
    shift
    "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
}
quietly "Configuring $build/" cmake --preset $preset $generator \
    -DDRYRUN_WERROR=$strict
quietly "Building" cmake --build $build -j "$(nproc)"

echo "Testing ..."
status=0
# One more than processors: real MPIs sleep while they start.
ctest --test-dir $build -j "$(($(nproc) + 1))" --output-on-failure \
    --no-label-summary $only "$@" >"$log" 2>&1 || status=$?
# One line per test that passed is too much; the rest is what one wants.
grep -vE '^(Internal ctest|Test project| +Start +[0-9]+:)|Passed +[0-9.]+ sec$' "$log"
summary=$(sed -n \
    's/.*tests passed, \([0-9]*\) tests\{0,1\} failed out of \([0-9]*\)/\1 \2/p' \
    "$log")
if [ -z "$summary" ]; then
    echo "no test ran"
    exit 1
fi
set -- $summary
echo "$(($2 - $1)) passed, $1 failed"
exit $status

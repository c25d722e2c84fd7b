#!/bin/sh
# packages.sh [tests]: installs the Debian packages that a build needs, and
# with "tests" those that the tests need too.  Says nothing if all are there.
set -eu

build="cmake gcc g++ libc6-dev libcunit1-dev libdw-dev libjansson-dev
libmsgpack-dev libsimgrid-dev libxml2-dev ninja-build
pkg-config zlib1g-dev"
tests="binutils chromium clang-format gdb gnuplot-nox graphviz jq libmpich-dev
libopenmpi-dev mpich nodejs openmpi-bin pajeng python3-jsonschema valgrind"

wanted=$build
[ "${1:-}" = tests ] && wanted="$build $tests"

if ! command -v dpkg-query >/dev/null; then
    echo "packages.sh: this is not Debian; have at hand what these packages" \
        "hold: $(echo $wanted)" >&2
    exit 0
fi

missing=
for package in $wanted; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
    *' installed') ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "packages.sh: missing:$missing" >&2
    echo "packages.sh: neither root nor sudo is here to install them; ask for" \
        "apt-get install$missing" >&2
    exit 1
fi

echo "Installing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
            --no-install-recommends $missing
}
if ! install >"$log" 2>&1; then
    cat "$log" >&2
    echo "packages.sh: could not install:$missing" >&2
    exit 1
fi

# archive.sh - to be sourced: programs from Debian's archive, as published.
#
# Expects the build directory as $1.  Gives $root, $build, and $archive, the
# folder in the build tree that holds all that is downloaded and made here.
# apt gets lists and caches of its own in it and leaves the system's alone; it
# checks the archive's signature and the hashes that it vouches for.
#
# Status 77, which ctest calls skipped: the archive is out of reach.
root=$(cd "$(dirname "$0")/../.." && pwd)
script=$(realpath "$0")
build=$(cd "$1" && pwd) || exit 64
archive=$build/tests/archive
mkdir -p "$archive"
PATH=$build/bin:$PATH

skip() { # skip reason
    echo "skipped: $1"
    exit 77
}

# The mirror that this system uses, for the release that it is.
mirror() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Origin: Debian' |
        awk -v release="$VERSION_CODENAME" '$2 == release { print $1; exit }'
}

# private_apt OPTION...: apt-get that knows Debian's sources and nothing else.
private_apt() {
    apt-get -q \
        -o Dir::Etc::sourcelist="$archive/apt/sources.list" \
        -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$archive/apt/lists" \
        -o Dir::Cache="$archive/apt/cache" \
        -o APT::Sandbox::User="$(id -un)" \
        -o APT::Update::Error-Mode=any \
        -o Acquire::Languages=none \
        -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@"
}

# attempt FILE COMMAND...: a bad signature fails, anything else is a skip.
attempt() {
    said=$1
    shift
    "$@" >"$said" 2>&1 && return
    cat "$said"
    if grep -qiE 'signature|not signed|NO_PUBKEY|mismatch' "$said"; then
        echo "FAILED: what the archive sent is not what it signed"
        exit 1
    fi
    skip "no $package from Debian's archive"
}

make_lists() {
    . /etc/os-release
    mkdir -p "$archive/apt/lists/partial" "$archive/apt/cache"
    url=$(mirror)
    echo "deb-src" \
        "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
        "${url:-http://deb.debian.org/debian} $VERSION_CODENAME main" \
        >"$archive/apt/sources.list"
    attempt "$archive/apt/update.log" private_apt update
    : >"$archive/apt/updated"
}

download() {
    rm -rf "$archive/$package.new"
    mkdir "$archive/$package.new"
    cd "$archive/$package.new" || exit 1
    attempt "$archive/$package.log" \
        private_apt source --download-only --tar-only "$package"
    cd "$archive" || exit 1
    mv "$package.new/$package"_*.orig.tar.* .
    rm -r "$package.new"
}

# unpack PACKAGE [TAR WORDS]: $source becomes the folder of its sources, and
# $version the one of the upstream release.  Downloads once.
unpack() {
    package=$1
    shift
    source=$archive/$package
    command -v apt-get flock >/dev/null || skip "no apt-get here"
    exec 9>"$archive/lock"
    flock 9
    if ! ls "$archive/$package"_*.orig.tar.* >/dev/null 2>&1; then
        [ -e "$archive/apt/updated" ] || make_lists
        download
    fi
    exec 9>&-
    tarball=$(ls "$archive/$package"_*.orig.tar.*)
    version=${tarball##*_}
    version=${version%.orig.tar.*}
    is_built && return
    rm -rf "$source"
    mkdir "$source"
    tar -xf "$tarball" -C "$source" "$@" || exit 1
}

# Has $source been built, by the drycc and mpi.h of now?
is_built() {
    [ -e "$source/built" ] || return 1
    for file in "$build/bin/drycc" "$build/lib/dryrun/start.o" \
        "$build/lib/dryrun/libdryrun.so" "$root/sim/include/mpi.h" "$script"; do
        [ "$source/built" -nt "$file" ] || return 1
    done
}

built() {
    : >"$source/built"
}

# made LOG COMMAND...: a step of a build; its output matters if it fails.
made() {
    log=$1
    shift
    "$@" >"$log" 2>&1 && return
    tail -n 40 "$log"
    echo "FAILED: $*"
    exit 1
}

failed=0
fail() {
    echo "FAILED: $*"
    failed=1
}

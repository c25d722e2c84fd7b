#!/bin/sh
# tests/install/cases.sh BUILD CASE: an installation that was moved.
set -u
build=$1
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

cmake --install "$build" --prefix "$work/there" >"$work/log" || {
    cat "$work/log"
    exit 1
}
mv "$work/there" "$work/a place"
root="$work/a place"
cd "$work" || exit 1

says_hello() { # program
    "$root/bin/dryrun" -n 4 "$1" >output || differs "status of $1"
    [ "$(wc -l <output)" -eq 4 ] || differs "$1 printed: $(cat output)"
    "$1" >output || differs "status of $1 by itself"
}

drycc_and_dryrun_find_their_files() { # case
    "$root/bin/drycc" "$source/apps/hello/hello.c" -o hello || differs build
    says_hello ./hello
    "$root/bin/dryrun" platform list >list || differs "platform list"
    grep -q '^ethernet-1g ' list || differs "no presets found"
    for file in bin/dryrun bin/drycc lib/libdryrun.so.0; do
        readelf -d "$root/$file" | grep -F "$build" &&
            differs "$file looks for libraries in $build"
    done
    # The commands still work through a link elsewhere.
    ln -s "$root/bin/drycc" "$root/bin/dryrun" .
    ./drycc "$source/apps/hello/hello.c" -o hello2 && ./dryrun ./hello2 ||
        differs "through links"
}

pkg_config_gives_the_flags() { # case
    # Flags in a string do not survive blanks.
    mv "$root" "$work/elsewhere"
    root=$work/elsewhere
    export PKG_CONFIG_PATH=$root/lib/pkgconfig
    [ "$(pkg-config --modversion dryrun)" ] || differs "no version"
    gcc $(pkg-config --cflags dryrun) "$source/apps/hello/hello.c" \
        $(pkg-config --libs dryrun) -o hello || differs build
    says_hello ./hello
}

cmake_finds_the_package() { # case
    mkdir project
    cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(example C)
find_package(Dryrun 0.1 REQUIRED)
dryrun_add_program(hello ${HELLO})
END
    cmake -G Ninja -S project -B made -DHELLO="$source/apps/hello/hello.c" \
        -DDryrun_DIR="$root/lib/cmake/Dryrun" >log 2>&1 &&
        cmake --build made >>log 2>&1 || { cat log; differs build; }
    says_hello made/hello
}

cmake_takes_drycc_for_its_compiler() { # case
    mkdir project
    cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(example C)
find_package(MPI REQUIRED)
add_executable(hello ${HELLO})
END
    cmake -G Ninja -S project -B made -DHELLO="$source/apps/hello/hello.c" \
        -DCMAKE_C_COMPILER="$root/bin/drycc" >log 2>&1 &&
        cmake --build made >>log 2>&1 || { cat log; differs build; }
    says_hello made/hello
}

"$2"
exit $failed

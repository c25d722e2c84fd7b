#!/bin/sh
# apps/demo.sh: installs what is missing, builds, and shows what dryrun is for.
# May be repeated; the second time it only shows.
set -eu
cd "$(dirname "$0")/.."

echo "== Setting up"
.ci/packages.sh
generator=
[ -f build/CMakeCache.txt ] || generator="-G Ninja"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
    "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
}
echo "Building in build/ (some minutes, the first time) ..."
quietly cmake --preset release $generator
quietly cmake --build build -j "$(nproc)" --target kit
PATH=$PWD/build/bin:$PATH

show() { # status command...: as one would type it
    want=$1
    shift
    printf '\n$ %s\n' "$*"
    status=0
    "$@" || status=$?
    [ "$status" -eq "$want" ] || {
        echo "demo.sh: that should have ended with status $want, not $status"
        exit 1
    }
}

cat <<'END'

== Two ranks swap a message
apps/exchange/exchange.c is an ordinary MPI program. drycc builds it as mpicc
would, dryrun runs it on a simulated cluster.
END
show 0 drycc -O2 apps/exchange/exchange.c -o build/exchange

cat <<'END'

One after the other: rank 0 sends, rank 1 answers. Two latencies.
END
show 0 dryrun -n 2 --quiet build/exchange sequential

cat <<'END'

Both at once with MPI_Isend: one latency.
END
show 0 dryrun -n 2 --quiet build/exchange isend

cat <<'END'

Both call MPI_Send first, with messages too large to be buffered: nobody ever
receives. A real run would hang; dryrun says why and ends with status 80.
END
show 80 dryrun -n 2 build/exchange stall

cat <<'END'

Another network: the same program on gigabit Ethernet.
END
show 0 dryrun -n 2 -p ethernet-1g --quiet build/exchange isend

cat <<'END'

== What bounds a program
A halo exchange in four forms, and what it would be on other machines. The page
build/heat.html shows the run: open it in a browser.
END
show 0 drycc -O2 apps/heat/heat.c -o build/heat
show 0 dryrun -n 4 --what-if latency=0,bandwidth=inf build/heat
show 0 dryrun -n 4 --quiet --trace build/heat.html build/heat

cat <<'END'

== What is wrong with a program
It ends and prints a number; what it sends as integers is received as floats.
END
show 0 drycc -O2 apps/mistakes/floats_for_ints.c -o build/floats
show 81 dryrun -n 2 --quiet build/floats

cat <<'END'

== Your turn
build/bin/drycc your.c -o your && build/bin/dryrun -n 16 ./your
build/bin/dryrun --help, build/bin/dryrun platform list, apps/README.md
END

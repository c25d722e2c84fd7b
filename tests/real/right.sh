#!/bin/sh
# Right programs on real MPIs: what dryrun says ends, ends there too.
#
# usage: tests/real/right.sh [BUILD DIRECTORY [openmpi|mpich]]
#
# The programs of tests/right/, and those of the galleries of apps/ in their right
# form, which must also print what tests/gallery/cases.txt says.
set -u
. "$(dirname "$0")/mpi.sh"

run() { # run mpi ranks program argument prints
    name="$1: $(basename "$3")${4:+ $4}"
    said=$(timeout 120 "mpirun.$1" -n "$2" "$3" $4 2>"$work/err" </dev/null)
    status=$?
    if [ $status -ne 0 ]; then
        report FAILED "$name" "exit status $status"
        cat "$work/err"
    elif [ "$said" != "$5" ]; then
        report FAILED "$name" "prints \"$said\", not \"$5\""
    else
        report ok "$name"
    fi
}

declared() { # declared key file
    sed -n "/\*\//q; s/^ \* $1: *//p" "$2"
}

# The version of the standard that an MPI has: 3, 4, ...
version() { # version mpi
    printf '#include <mpi.h>\nMPI_VERSION\n' >"$work/version.c"
    "mpicc.$1" -E "$work/version.c" | tail -1
}

# A program may say "only: dryrun": MPIs differ on who must be inside MPI for it.
#
# Of many variants each runs on one MPI, in turn.
of_this_mpi() {
    set -- "$1" $variants
    [ $# -le 4 ] || case $1 in
    openmpi) [ $((number % 2)) -eq 1 ] ;;
    *) [ $((number % 2)) -eq 0 ] ;;
    esac
}

run_right() { # run_right mpi
    version=$(version "$1")
    for source in tests/right/*.c; do
        program=$work/$1/$(basename "$source" .c)
        needs=$(declared needs "$source")
        if [ "${needs:-1}" -gt "$version" ]; then
            echo "skipped: $1: $source is for MPI $needs"
            continue
        fi
        only=$(declared only "$source")
        if [ "${only:-$1}" != "$1" ]; then
            echo "skipped: $1: $source is for $only"
            continue
        fi
        if ! build "$1" "$source" "$program"; then
            report FAILED "$source" "does not build"
            continue
        fi
        variants=$(declared variants "$source")
        arguments=$(declared args "$source")
        number=0
        for variant in ${variants:-none}; do
            number=$((number + 1))
            [ $variant != none ] || variant=
            of_this_mpi "$1" || continue
            eval "words=\"$variant $arguments\"" # they may name $work
            run "$1" "$(declared ranks "$source")" "$program" "$words" ''
        done
    done
}

run_gallery() { # run_gallery mpi
    while IFS='|' read -r name argument ranks options status prints rest; do
        case $name in '#'*) continue ;; esac
        case $argument in *right*) ;; *) continue ;; esac
        # Unquoted on purpose: drops the blanks around each field.
        set -- "$1" $name $argument $ranks
        program=$work/$1/$2
        source=apps/deadlocks/$2.c
        [ -f "$source" ] || source=apps/mistakes/$2.c
        [ -x "$program" ] || build "$1" "$source" "$program"
        run "$1" "$4" "$program" "$3" "$(echo $prints)"
    done <tests/gallery/cases.txt
}

cd "$root" || exit 1
for mpi in ${2:-openmpi mpich}; do
    found "$mpi" || continue
    run_right "$mpi"
    run_gallery "$mpi"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

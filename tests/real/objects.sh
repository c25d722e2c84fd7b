#!/bin/sh
# What tests/sim says of communicators, groups, attributes, topologies, windows
# and files holds on real MPIs: the programs of objects.txt end with "ok" there too.
#
# usage: tests/real/objects.sh [BUILD DIRECTORY [openmpi|mpich]]
set -u
. "$(dirname "$0")/mpi.sh"

run() { # run mpi program ranks arguments
    program=$work/$1/$2
    if ! build "$1" "tests/sim/$2.c" "$program" 2>"$work/err"; then
        report FAILED "$1: $2" "does not build"
        cat "$work/err"
        return
    fi
    said=$(timeout 120 "mpirun.$1" -n "$3" "$program" $4 2>"$work/err" </dev/null)
    status=$?
    if [ "$status $said" = "0 ok" ]; then
        report ok "$1: $2"
    else
        report FAILED "$1: $2" "exit status $status"
        cat "$work/err"
    fi
}

for mpi in ${2:-openmpi mpich}; do
    found "$mpi" || continue
    while IFS='|' read -r program ranks arguments but; do
        # Unquoted on purpose: drops the blanks around each field.
        set -- $program $ranks
        case $program in '#'* | '') continue ;; esac
        case $but in
        " $mpi "*) echo "skipped: $mpi: $1, as $(echo $but)" ;;
        *)
            rm -f "$work/file"
            run "$mpi" "$1" "$2" "$(eval "echo $arguments")" # $work/file
            ;;
        esac
    done <"$root/tests/real/objects.txt"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

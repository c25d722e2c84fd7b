#!/bin/sh
# The apps on real MPIs: the same source gives the same answers.
#
# usage: tests/real/apps.sh [BUILD DIRECTORY [openmpi|mpich]]
#
# Every line of apps/apps.txt with at most four ranks is built with drycc
# --backend=mpi (or the MPI's own mpicc, if drycc is not built) and run under
# Open MPI and under MPICH.  Its output must be the app's expected output with
# the times masked, in any order of lines, as real ranks print when they like.
# A line that the simulator ends with a deadlock (80) may hang or end here:
# that depends on how much the MPI buffers; the test says which.
set -u

. "$(dirname "$0")/mpi.sh"

# Numbers before a unit, and all columns of a table but the first.
mask_times() {
    sed -E -e 's/ +-?[0-9.]+ (us|%)/ T \1/g' \
        -e 's/^( *[0-9]+)( +-?[0-9.]+)+$/\1 T/' | sort
}

run() { # run mpi app ranks args exit file
    name="$1: $2${4:+ $4}"
    limit=120
    [ "$5" -eq 80 ] && limit=5
    if [ ! -x "$work/$1/$2" ] &&
        ! build "$1" "apps/$2/$2.c" "$work/$1/$2"; then
        report FAILED "$name" "does not build"
        return
    fi
    timeout "$limit" "mpirun.$1" -n "$3" "$work/$1/$2" $4 \
        >"$work/out" 2>"$work/err" </dev/null
    status=$?
    if [ "$5" -eq 80 ]; then
        case $status in
        124) report ok "$name" "hangs, as the simulator says" ;;
        0) report ok "$name" "ends: this MPI buffers the message" ;;
        *) report FAILED "$name" "exit status $status" ;;
        esac
        return
    fi
    mask_times <"$root/apps/$2/$6" >"$work/expected"
    mask_times <"$work/out" >"$work/answer"
    if [ "$status" -ne "$5" ]; then
        report FAILED "$name" "exit status $status instead of $5"
        cat "$work/err"
    elif ! diff "$work/expected" "$work/answer" >"$work/diff"; then
        report FAILED "$name" "another answer"
        cat "$work/diff"
    else
        report ok "$name"
    fi
}

for mpi in ${2:-openmpi mpich}; do
    found "$mpi" || continue
    while IFS='|' read -r app ranks args options status file; do
        # Unquoted on purpose: drops the blanks around each field.
        set -- $ranks
        case $app in '#'* | '') continue ;; esac
        [ "$1" -le 4 ] || continue
        run "$mpi" $(echo $app) "$1" "$(echo $args)" $(echo $status) \
            $(echo $file)
    done <"$root/apps/apps.txt"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

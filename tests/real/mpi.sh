# mpi.sh - to be sourced: Open MPI and MPICH, side by side.
#
# Expects the build directory as $1; gives $root, $work, a folder that goes
# when the script ends, and counts in $passed and $failed.
root=$(cd "$(dirname "$0")/../.." && pwd)
drycc=$(cd "${1:-$root/build}" 2>/dev/null && pwd)/bin/drycc
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
passed=0 failed=0

# What Open MPI wants to hear of root and of more ranks than cores.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
export OMPI_MCA_btl_base_warn_component_unused=0
# MPICH's UCX: one machine needs no network, and complaints are no output.
export UCX_TLS=self,sm UCX_LOG_LEVEL=fatal

report() { # report ok|FAILED name [remark]
    echo "$1: $2${3:+ ($3)}"
    if [ "$1" = ok ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

found() { # found mpi: is it here?  Makes a folder for its programs.
    command -v "mpicc.$1" "mpirun.$1" >/dev/null || {
        echo "skipped: $1, no mpicc.$1 and mpirun.$1 here"
        return 1
    }
    mkdir "$work/$1"
}

# MPICH's header makes gcc complain of every MPI_STATUSES_IGNORE.
build() { # build mpi source program
    flags="-O2 -Wno-stringop-overflow"
    if [ -x "$drycc" ]; then
        DRYRUN_MPICC=mpicc.$1 "$drycc" --backend=mpi $flags "$root/$2" -o "$3"
    else
        "mpicc.$1" $flags -I "$root/sim" -idirafter "$root/sim/include" \
            "$root/$2" "$root"/sim/mpi/*.c "$root"/sim/object/*.c -o "$3" \
            -lmsgpackc -lm
    fi
}

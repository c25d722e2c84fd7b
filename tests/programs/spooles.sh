#!/bin/sh
# tests/programs/spooles.sh BUILD: SPOOLES, built with drycc.
#
# A sparse direct solver.  Its MPI drivers factor and solve the equations of a
# grid and compare with the known solution, and compare what is spread over
# ranks with what was there before.  Every error must be that of rounding.
#
# Writes spooles.md into the build tree, for results/programs.md.
set -u
. "$(dirname "$0")/archive.sh"
unpack spooles
cd "$source" || exit 1

# Its way to one library is a Perl script that writes makefiles; "make lib"
# takes that, the drivers of MPI/ have a makefile.
is_built || {
    # MPI_Allgather out of the buffer that it writes: invalid_argument.
    sed -i 's/(void \*) &counts\[myid\], 1, MPI_INT,$/MPI_IN_PLACE, 1, MPI_INT,/' \
        MPI/src/IVLallgather.c
    set -- CC=drycc "OPTLEVEL=-O1 -w" MPI_INCLUDE_DIR= MPI_LIBS=
    made lib.log make lib "$@"
    made mpi.log make -C MPI/src spoolesMPI.a "$@"
    made drivers.log make -C MPI/drivers drivers "$@"
    built
}
cd MPI/drivers || exit 1

# run RANKS NAME ARGUMENTS: $error becomes the largest that it reports.
run() {
    ranks=$1 driver=$2
    shift 2
    timeout 60 dryrun -n "$ranks" --quiet "./$driver" 1 stdout "$@" \
        >said 2>&1
    status=$? # most of them end with 1 when all went well
    [ $status -le 1 ] || fail "$driver on $ranks ranks: status $status"
    error=$(grep -oE 'error( in checksum *:.*| *= *[-+.0-9naife]+)' said |
        sed 's/^[^:=]*[:=]//' | tr -s ' ' '\n' | grep . |
        awk 'function size(x) { return x < 0 ? -x : x }
            /[^-+.0-9e]/ { bad = 1 }
            size($1) > most { most = size($1) }
            END { if (bad || NR == 0) print "none"; else print most + 0 }')
    case $error in none) error=1 ;; esac
    awk -v error="$error" 'BEGIN { exit !(error < 1e-8) }' || {
        tail -n 20 said
        fail "$driver $* on $ranks ranks: error $error"
    }
}

rows=$archive/spooles.rows
: >"$rows"
row() { # row WORDS NAME ARGUMENTS
    words=$1
    shift
    run 4 "$@"
    on_4=$error
    run 16 "$@"
    echo "| $words | $on_4 | $error |" >>"$rows"
}
# n1 n2 n3 maxzeros maxsize seed type symmetry sparsity pivoting tau droptol
# lookahead right-hand-sides map cutoff
grid() { # grid WORDS TYPE SYMMETRY PIVOTING MAP
    row "solve: $1" testGridMPI 9 8 7 1000 64 10101 "$2" "$3" 0 "$4" 10 1e-50 \
        0 4 "$5" 0.125
}
grid "real, symmetric" 1 0 0 3
grid "real, not symmetric" 1 2 0 1
grid "real, not symmetric, pivoting" 1 2 1 2
grid "complex, hermitian" 2 1 0 4
grid "complex, not symmetric, pivoting" 2 2 1 3
row "matrix times matrix" testMMM 90 90 900 4 2 2 2 2 10101 0.5 2.0
row "scatter a dense matrix" testScatterDenseMtx 2 100 4 4 1 10101 1
row "scatter a sparse matrix" testScatterInpMtx 2000 10000 10101 3 2 1
row "gather rows" testGather 2 200 40 40 1 10101
row "split a sparse matrix" testSplitInpMtx 20 100 10101 3 2
row "exchange lists with all" testIVL_alltoall 10 10101
row "gather lists everywhere" testIVL_allgather 100 10101
row "broadcast a graph" testGraph_Bcast 3 1000 5000 1 10101
[ $failed -eq 0 ] || exit 1

{
    echo "## SPOOLES $version"
    echo
    echo "The largest error that its drivers report:"
    echo
    echo "| | 4 ranks | 16 ranks |"
    echo "|---|--:|--:|"
    cat "$rows"
} >"$archive/spooles.md"
echo "SPOOLES $version: errors of rounding only, on 4 and 16 ranks"

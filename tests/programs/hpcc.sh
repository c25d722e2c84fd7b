#!/bin/sh
# tests/programs/hpcc.sh BUILD: the HPC Challenge, built unmodified with drycc.
#
# Linpack (HPL), PTRANS, RandomAccess, FFT, DGEMM, STREAM, latency and
# bandwidth, on 4 and 16 ranks, with the BLAS of Debian.  Every check of its own
# must pass.  What depends on the speed of computing (Gflop/s) means nothing
# here: computation takes no simulated time.
#
# Writes hpcc.md into the build tree, for results/programs.md.
set -u
. "$(dirname "$0")/archive.sh"
[ -e /usr/lib/x86_64-linux-gnu/libblas.so ] || skip "no libblas-dev"
unpack hpcc --strip-components=1
cd "$source" || exit 1

is_built || {
    cp hpl/setup/Make.Linux_PII_FBLAS hpl/
    made make.log make arch=Linux_PII_FBLAS CC=drycc LINKER=drycc \
        LAlib=-lblas MPdir= MPinc= MPlib= TOPdir=../../.. 'MKDIR=mkdir -p' \
        'CCFLAGS=$(HPL_DEFS) -O2 -w'
    built
}

# run RANKS P Q: in a folder of its own, with the input that HPCC comes with,
# but for the size of the matrix and the grid of processes.
run() {
    rm -rf "run$1"
    mkdir "run$1"
    sed -e "s/^1000 .*Ns/400 Ns/; s/^80 .*NBs/32 NBs/" \
        -e "s/^2 .*Ps/$2 Ps/; s/^2 .*Qs/$3 Qs/" _hpccinf.txt \
        >"run$1/hpccinf.txt"
    (cd "run$1" && timeout 100 dryrun -p infiniband-edr -n "$1" --quiet \
        ../hpcc >said 2>&1) || {
        cat "run$1/said"
        fail "$1 ranks: status $?"
    }
    check "run$1/hpccoutf.txt" "$1"
}

# wrong RANKS: a pattern of the lines by which RandomAccess fails.
#
# With more than 4 ranks HPCC itself can lose updates, on a real MPI too, and
# tolerates 1 % of wrong words: its verdict is taken.  It then keeps four
# receives from any source posted (NumRecvs).  Each is posted again once it has
# completed, so the order of posting is not the order of the array.  Of the last
# two messages of a rank, updates and FINISHED, the updates match the receive
# posted first; but with both complete, MPI_Waitany (MPIRandomAccessLCG.c:582,
# likewise MPI_Testany) may return the FINISHED one.  That ends the loop
# (NumberReceiving is 0), and lines 619-622 cancel the other receive, which can
# no longer be cancelled, and wait for it with MPI_STATUS_IGNORE: its updates are
# never applied.  MPIRandomAccess.c does the same.  Up to 4 ranks there is one
# receive, nothing can be lost and no word may be wrong.
wrong() {
    if [ "$1" -gt 4 ]; then echo '^Found .*failed'; else echo '^Found [^0]'; fi
}

check() { # check OUTPUT RANKS
    for section in MPIRandomAccess StarRandomAccess SingleRandomAccess \
        MPIRandomAccess_LCG StarRandomAccess_LCG SingleRandomAccess_LCG \
        PTRANS StarDGEMM SingleDGEMM StarSTREAM SingleSTREAM MPIFFT StarFFT \
        SingleFFT LatencyBandwidth HPL; do
        grep -q "^End of $section section" "$1" ||
            fail "$2 ranks: $section did not end"
    done
    grep -E "FAILED|^Node\(s\) with error [^0]|$(wrong "$2")" "$1" &&
        fail "$2 ranks: an error above"
    [ "$(grep -c 'PASSED' "$1")" -ge 11 ] || fail "$2 ranks: too few PASSED"
    grep -q '^Success=1$' "$1" || fail "$2 ranks: no Success=1"
    awk -F= -v ranks="$2" '
        $1 == "CommWorldProcs" && $2 == ranks { world = 1 }
        $1 == "MPIFFT_maxErr" && $2 >= 0 && $2 < 1e-14 { transformed = 1 }
        $1 ~ /^MPIRandomAccess(_LCG)?_ErrorsFraction$/ {
            updated += $2 <= (ranks > 4 ? 0.01 : 0)
        }
        END { exit !(world && transformed && updated == 2) }' "$1" ||
        fail "$2 ranks: its summary is not as it should be"
}

run 4 2 2
run 16 4 4

# Its latency test passes a token by MPI_Send to a rank that goes through a
# broadcast of the sender first: right only where the token is buffered.
rm -rf synchronous
mkdir synchronous
cp run4/hpccinf.txt synchronous/
(cd synchronous && timeout 100 dryrun -n 4 --eager 0 ../hpcc >said 2>hang)
status=$?
if [ $status -ne 80 ] || ! grep -q 'MPI_Send.*bench_lat_bw' synchronous/hang; then
    cat synchronous/hang
    fail "synchronous sends: status $status"
fi
[ $failed -eq 0 ] || exit 1

value() { # value KEY RANKS
    sed -n "s/^$1=//p" "run$2/hpccoutf.txt"
}
row() { # row WORDS KEY: a line of the table
    echo "| $1 | $(value "$2" 4) | $(value "$2" 16) |"
}
residual() {
    sed -n 's/^||Ax-b||.*= *\(.*\) \.* PASSED/\1/p' "run$1/hpccoutf.txt"
}
ptrans() {
    sed -n 's/^ *\([0-9]*\) tests completed and passed residual.*/\1/p' \
        "run$1/hpccoutf.txt" | head -n 1
}
{
    echo "## HPCC $version"
    echo
    echo "All checks of its own passed, on \`infiniband-edr\`:"
    echo
    echo "| | 4 ranks | 16 ranks |"
    echo "|---|--:|--:|"
    row "HPL: order of the matrix" HPL_N
    echo "| HPL: scaled residual, must be below 16 | $(residual 4) | $(residual 16) |"
    echo "| PTRANS: tests passed | $(ptrans 4) | $(ptrans 16) |"
    row "RandomAccess: updates" MPIRandomAccess_N
    row "RandomAccess: share of wrong words" MPIRandomAccess_ErrorsFraction
    row "RandomAccess_LCG: share of wrong words" \
        MPIRandomAccess_LCG_ErrorsFraction
    row "FFT: length" MPIFFT_N
    row "FFT: largest error" MPIFFT_maxErr
    row "DGEMM: order" DGEMM_N
    row "ping-pong, smallest latency, us" MinPingPongLatency_usec
    row "ping-pong, largest latency, us" MaxPingPongLatency_usec
    row "ping-pong, least bandwidth, GB/s" MinPingPongBandwidth_GBytes
    row "ring in order, latency, us" NaturallyOrderedRingLatency_usec
    row "ring at random, latency, us" RandomlyOrderedRingLatency_usec
    row "ring at random, bandwidth, GB/s" RandomlyOrderedRingBandwidth_GBytes
    echo
    echo "Wrong words in RandomAccess on more than 4 ranks are updates that HPCC" \
        "itself drops, as it may on a real MPI: it tolerates 1 %. It stops at" \
        "the last rank's FINISHED message and discards a receive that" \
        "completed with updates (\`MPIRandomAccessLCG.c\`, lines 582 and" \
        "619-622)."
    echo
    echo "With synchronous sends (\`--eager 0\`) its latency test hangs: it" \
        "relies on a token of 0 bytes being buffered."
    echo
    echo '```'
    grep -A7 'dryrun: deadlock' synchronous/hang
    echo '```'
} >"$archive/hpcc.md"
echo "HPCC $version: its checks passed on 4 and 16 ranks"

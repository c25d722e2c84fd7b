#!/bin/sh
# tests/programs/netpipe.sh BUILD: NetPIPE, built unmodified with drycc.
#
# Its integrity check must pass, on neighbours and between the ends of 4 and of
# 16 ranks.  With more than two ranks NetPIPE (3.7.2) can measure one size a
# run: the ranks in between leave their loop after it, and a second size hangs
# on any MPI.  dryrun must find that, with the line.
#
# Writes netpipe.md into the build tree, for results/programs.md.
set -u
. "$(dirname "$0")/archive.sh"
unpack netpipe --strip-components=1
cd "$source" || exit 1

is_built || {
    made make.log make mpi MPICC=drycc
    built
}

sizes='1 1000 65536 65537 1000000'
for ranks in 2 4 16; do
    for size in $sizes; do
        timeout 60 dryrun -n $ranks --quiet ./NPmpi -i -p 0 -n 20 \
            -l "$size" -u "$size" -o out >/dev/null 2>said ||
            fail "$ranks ranks, $size bytes: status $?"
        [ "$(grep -c 'Integrity check passed' said)" = 1 ] || {
            cat said
            fail "$ranks ranks, $size bytes: no word of integrity"
        }
    done
done

timeout 60 dryrun -n 4 ./NPmpi -n 20 -l 1 -u 100 -o out >/dev/null 2>hang
status=$?
if [ $status -ne 80 ] || ! grep -q 'MPI_Barrier.*src/mpi.c:' hang; then
    cat hang
    fail "several sizes on 4 ranks: status $status"
fi

timeout 60 dryrun -p infiniband-edr -n 2 --quiet ./NPmpi -p 0 -n 50 \
    -u 4194304 -o out >/dev/null 2>said || fail "the sweep: status $?"
[ "$(grep -c 'usec' said)" -ge 30 ] || fail "the sweep: too few sizes"
[ $failed -eq 0 ] || exit 1

{
    echo "## NetPIPE $version"
    echo
    echo "Its integrity check passed on 2, 4 and 16 ranks, with messages of" \
        "$sizes bytes."
    echo "With more than two ranks, a second size in the same run hangs, as it" \
        "does on a real MPI:"
    echo
    echo '```'
    grep -A4 'dryrun: deadlock' hang | sed 's/^.*dryrun: deadlock/dryrun: deadlock/'
    echo '```'
    echo
    echo "On \`infiniband-edr\`, two ranks, one way:"
    echo
    echo "| bytes | us | Mbit/s |"
    echo "|--:|--:|--:|"
    awk '{ bytes = $2; us = $(NF - 1); rate = $(NF - 4) }
        / usec/ && (bytes == 1 || bytes == 1024 || bytes == 65536 ||
            bytes == 1048576 || bytes == 4194304) {
            printf "| %d | %s | %s |\n", bytes, us, rate
        }' said
} >"$archive/netpipe.md"
echo "NetPIPE $version: integrity on 2, 4 and 16 ranks"

#!/bin/sh
# tests/programs/mpich.sh BUILD: the test suite of MPICH, built unmodified with
# drycc.
#
# Its configure script gets CC=drycc; then each test of the folders below that
# needs neither threads nor dynamic processes is run as its lists of
# tests say, and must print " No Errors".  A test that calls what
# mpi.h does not declare is not built, and mpich.txt lists those that no MPI
# has to pass; every other one must pass.
#
# Writes mpich.md into the build tree, for results/programs.md.
set -u
. "$(dirname "$0")/archive.sh"
folders="attr coll comm datatype errhan group info init io pt2pt rma topo"
known=$root/tests/programs/mpich.txt
unpack mpich --strip-components=3 --wildcards '*/test/mpi'
cd "$source" || exit 1

# With --enable-strictmpi it leaves out what MPI 3.1 made standard of files.
is_built || {
    made configure.log ./configure CC=drycc MPICC=drycc --with-mpi=/none \
        --enable-strictmpi --disable-fortran --disable-cxx --disable-spawn \
        --disable-shared --disable-dependency-tracking \
        CFLAGS="-O0 -w -Werror=implicit-function-declaration"
    made dtpools.log make -s -C dtpools
    made util.log make -s -C util libmtest_single.la
    for folder in $folders; do
        LC_ALL=C make -s -k -C "$folder" >"$folder.log" 2>&1
    done
    made later.log make -s -C io \
        $(sed -n 's/^\(i_[a-z_0-9]*\) .*/\1/p' io/testlist)
    built
}

# one FOLDER PROGRAM RANKS WORDS: prints "VERDICT FOLDER PROGRAM RANKS WORDS".
cat >one.sh <<'END'
folder=$1 program=$2 ranks=$3 result= line="$*"
shift 3
say() {
    echo "$1 $line"
    exit
}
for word in "$@"; do
    shift
    case $word in
    arg=*) set -- "$@" "${word#arg=}" ;;
    env=*) export "${word#env=}" ;;
    resultTest=*) result=${word#*=} ;;
    xfail=* | strict=[fF]*) say left ;;
    mem=*) say left ;;
    esac
done
case $program in
timeout) say left ;; # it tests their test driver: never ends
# Gigabytes of data, in more ways than one.
atomic_get_short_int | atomic_get_long_double_int) say left ;;
derived_acc_flush_local | rma_contig) say left ;;
esac
cd "$folder" || exit 1
[ -x "$program" ] || say unbuilt
path=$PWD/$program
work=$(mktemp -d) out=$work/said # tests that run at once name files alike
(cd "$work" && exec timeout 120 dryrun -n "$ranks" --quiet "$path" "$@") \
    >"$out" 2>&1 </dev/null
status=$?
verdict=failed
case $result in
'') [ $status -eq 0 ] && grep -q '^ No [Ee]rrors' "$out" && verdict=passed ;;
*) [ $status -ne 0 ] && [ $status -ne 124 ] && verdict=passed ;;
esac
[ $verdict = passed ] || cp "$out" "$program.$ranks.said"
rm -r "$work"
say $verdict
END

lists() { # the lines of all lists, each after its folder
    for folder in $folders; do
        sed "s/#.*//; /^ *$/d; s|^|$folder |" "$folder/testlist"
    done
}
mkdir -p tmp
lists | TMPDIR=$PWD/tmp xargs -P "$(nproc)" -d '\n' -n 1 \
    sh -c 'exec sh one.sh $0' >verdicts
sort -o verdicts verdicts

# What failed and is not known to; what is known to and passed.
awk -F'|' '/^[a-z]/ { gsub(/ /, "", $1); print $1 }' "$known" | sort >expected
awk '$1 == "failed" { print $2 "/" $3 }' verdicts | sort -u >got
for test in $(comm -13 expected got); do
    cat "${test}".*.said | head -n 20
    fail "$test"
done
for test in $(comm -23 expected got); do
    fail "$test passes, or is not built: mpich.txt says that it cannot pass"
done
[ "$(grep -c ^passed verdicts)" -ge 420 ] || fail "only few tests passed"
[ $failed -eq 0 ] || exit 1

{
    echo "## MPICH $version, its test suite"
    echo
    echo "| folder | runs passed | not built | not to be passed |"
    echo "|---|--:|--:|--:|"
    awk '{ count[$2, $1]++; if (!($2 in seen)) { seen[$2]; order[++n] = $2 } }
        END {
            for (i = 1; i <= n; i++)
                printf "| %s | %d | %d | %d |\n", order[i],
                    count[order[i], "passed"], count[order[i], "unbuilt"],
                    count[order[i], "failed"]
        }' verdicts | sort
    echo
    echo "Not to be passed, and why:"
    echo
    sed -n 's/^\([a-z][^ |]*\) *| */- `\1`: /p' "$known"
    echo
    echo "Not built, as they need more than \`mpi.h\` declares, or take handles" \
        "for integers:" \
        "$(awk '$1 == "unbuilt" { print "`" $2 "/" $3 "`" }' verdicts |
            sort -u | paste -sd, | sed 's/,/, /g')."
} >"$archive/mpich.md"
echo "MPICH $version: $(grep -c ^passed verdicts) runs of its tests passed"

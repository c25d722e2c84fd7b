# twice.sh - to be sourced: runs a program twice and compares.
#
#     twice BUILD RANKS OPTIONS PROGRAM ARGUMENTS
#
# Output, reports and status must be equal byte for byte although everything
# that must not matter differs: where the system puts stacks, heap and
# libraries, the size of the environment, and what is in fresh memory.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Where the kernel allows it, the second run has no random addresses.
fixed=
setarch -R true 2>/dev/null && fixed="setarch -R"
padding=$(head -c 100000 /dev/zero | tr '\0' x)

# run TURN COMMAND...
run() {
    place=$work/$1
    shift
    mkdir -p "$place"
    "$@" >"$place/stdout" 2>"$place/stderr" </dev/null
    echo $? >"$place/status"
}

twice() {
    for report in json text; do
        # Unquoted below on purpose: options and arguments are words.
        command="$1/bin/dryrun -n $2 $3 --report $report \
            --report-file $work/report $4 $5"
        run first $command
        mv "$work/report" "$work/first/$report" || return 1
        run second env TURN="$padding" MALLOC_PERTURB_=165 \
            MALLOC_TOP_PAD_=12345678 $fixed $command
        mv "$work/report" "$work/second/$report" || return 1
        [ -s "$work/first/$report" ] || return 1
        diff -r "$work/first" "$work/second" || return 1
    done
}

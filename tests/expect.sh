# expect.sh - to be sourced: runs a program on dryrun and compares.
#
# Set before calling expect():
#
#   build        the build tree
#   ranks        for -n; empty: no -n
#   options      of dryrun, as one would type them
#   program      program and arguments, as one would type them
#   want_exit    the status
#   want_stdout  a file; empty: nothing may be printed; -: anything may
#   want_finds   kinds of findings in alphabetical order, but for notes; empty:
#                none; -: the text report is made, not the JSON report
#   want_says    an extended regular expression that stderr, or a message of
#                the JSON report, must match; empty: anything may be said
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dryrun=$build/bin/dryrun

# A bare name is a program of the tests or an app.
find_program() {
    for place in "$build/tests/programs" "$build/apps"; do
        if [ -f "$place/$1" ]; then
            echo "$place/$1"
            return
        fi
    done
    echo "$1"
}

# declared KEY: what the first comment of $file says after "KEY:", line by line.
# VARIANT stands for $variant there.
declared() {
    sed -n "/\*\//q; s/^ \* $1: *//p" "$file" | sed "s/VARIANT/$variant/g"
}

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

expect() {
    eval "set -- $program"
    if [ $# -gt 0 ]; then
        first=$(find_program "$1")
        shift
        set -- "$first" "$@"
    fi
    [ "$want_finds" = - ] || set -- --report json --report-file \
        "$work/report" "$@"
    eval 'set -- '"$options"' "$@"'
    set -- "$dryrun" ${ranks:+-n "$ranks"} "$@"
    echo "\$ $*"

    status=0
    "$@" >"$work/stdout" 2>"$work/stderr" </dev/null || status=$?
    cat "$work/stderr"
    [ "$status" -eq "$want_exit" ] ||
        differs "exit status $status instead of $want_exit"
    case $want_stdout in
    -) ;;
    '') diff /dev/null "$work/stdout" || differs "something was printed" ;;
    *) diff "$want_stdout" "$work/stdout" || differs "not $want_stdout" ;;
    esac
    if [ "$want_finds" != - ]; then
        finds=$(sed -n '/"kind": /{N;/"note"/!s/.*"kind": "\([a-z_]*\)".*/\1/p;}' \
            "$work/report" | sort -u | tr '\n' ' ')
        [ "$(echo $finds)" = "$(echo $want_finds)" ] ||
            differs "found ${finds:-nothing} instead of ${want_finds:-nothing}"
        grep '"message"' "$work/report" || :
        cat "$work/report" >>"$work/stderr"
        tr -s '\n ' ' ' <"$work/report" >"$work/line" # for patterns across lines
    fi
    [ -z "$want_says" ] || grep -qE -- "$want_says" "$work/stderr" ||
        differs "nothing said matches: $want_says"
    return $failed
}

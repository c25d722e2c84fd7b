#!/bin/sh
# tests/misuse/run.sh BUILD FILE.c CASE: a wrong program and its right sibling.
#
# FILE.txt has a line per case:
#
#   NAME | KIND | WORDS | CALLS
#   NAME | KIND | WORDS | CALLS | ADVICE
#
# Of "program NAME wrong" exactly this is found, in FILE.c (or what that
# includes), with an advice: KIND as in the JSON report ("warning KIND": the exit status stays 0; of several the
# last is looked at), a message that matches WORDS, and CALLS as related calls; its advice matches ADVICE, and the right
# sibling is the program that follows it.
# "program NAME right" ends with status 0, and nothing is found.
set -u
build=$1 file=$2 case=$3 variant=
. "$(dirname "$0")/../expect.sh"

line=$(sed -n "s/^$case *| *//p" "${file%.c}.txt")
kind=$(echo "${line%%|*}" | sed 's/ *$//') line=${line#*| }
words=${line%% |*}
calls= advice=
case $line in *'| '*) calls=${line#*| } ;; esac
case $calls in *'| '*) advice=${calls#*| } ;; esac
calls=$(echo "${calls%%|*}" | sed 's/ *$//')
name=$(basename "$file" .c)
ranks=$(declared ranks) options=$(declared options) want_stdout='' want_says=

program="misuse_$name $case wrong"
want_finds=${kind#warning } want_exit=81
[ "$want_finds" = "$kind" ] || want_exit=0
expect
jq -e --arg kind "${want_finds##* }" --arg words "$words" --arg file "$name.c" --arg calls "$calls" --arg advice "$advice" '
    any(.findings[]; .kind == $kind and (.message | test($words))
        and (.file | endswith($file) or endswith("/origins.c") or endswith("/remedies.h")) and .line > 0 and (.advice // "" | length > 0 and test($advice))
        and all(.related[]; .call == null or .line > 0)
        and ([.related[] | .call] | join(" ")) == $calls)' "$work/report" \
    >/dev/null || {
    jq .findings "$work/report"
    differs "not said: $words, after $calls, to do $advice"
}

program="misuse_$name $case right"
want_finds='' want_exit=0
expect
exit $failed

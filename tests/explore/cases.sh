#!/bin/sh
# tests/explore/cases.sh BUILD CASE: what dryrun explore and dryrun replay
# promise.  PROGRAM of `explores` is one of outcomes.c, or of locks.c.
set -u
build=$1
source=$PWD
PATH=$build/bin:$PATH
outcomes=$build/tests/programs/outcomes
locks=$build/tests/programs/locks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tmp"
TMPDIR=$work/tmp
export TMPDIR
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    cat said 2>/dev/null
    failed=1
}

# Explore; the report is in `said`.
explore() { # status arguments...
    want=$1
    shift
    dryrun explore "$@" >printed 2>said </dev/null
    got=$?
    [ "$got" -eq "$want" ] || differs "status $got, not $want, of $*"
    [ ! -s printed ] || differs "printed by the program: $(cat printed)"
}

says() {
    grep -qE -- "$1" said || differs "not said: $1"
}

silent() {
    ! grep -qE -- "$1" said || differs "said: $1"
}

# How many schedules, all of them, on one processor and on two.
explores() { # status schedules ranks program...
    want=$1 schedules=$2 ranks=$3
    shift 3
    for jobs in 1 2; do
        explore "$want" --jobs $jobs -n "$ranks" "$outcomes" "$@"
        says "^dryrun explore: $schedules schedules? of .*, complete "
        sed 's/ (.* equal to others)//' said >said.$jobs
    done
    cmp said.1 said.2 || differs "--jobs 1 and 2 say different things"
}

# Nothing of a branch, nothing in the temporary folder.
left_nothing() {
    pgrep -f "dryrun explore.*$work" && differs "processes are left"
    [ -z "$(ls -A tmp)" ] || differs "left: $(ls -A tmp)"
}

any_rank_may_have_a_lock_first() { # case
    outcomes=$locks
    explores 0 6 3 last
    says 'results differ: rank 0 prints "0" or "1" in line 1'
    dryrun replay -q locks.result-2.schedule 2>&1 | grep -qx 1 || differs "not replayed"
}

shared_locks_leave_nothing_open() { # case
    outcomes=$locks
    explores 0 1 3 shared
}

locks_in_crossed_order_hang_in_some_order() { # case
    dryrun -q -n 4 "$locks" crossed 2>said || differs "hangs at once"
    explore 80 -n 4 "$locks" crossed
    says 'deadlock in 1 schedule, the shortest with 1 choice'
    says '  give 1 . 1  # rank 1, MPI_Win_lock at .*locks.c:[0-9]*: the lock of rank 1, one of 2'
    says "the exclusive lock on rank 1's window made at .* is not to be had: rank 1 holds it"
    dryrun replay locks.deadlock-1.schedule 2>said
    [ $? -eq 80 ] || differs "the schedule does not hang again"
    explore 0 -n 4 "$locks" ordered
}

locks_in_crossed_order_hang_behind_a_wildcard_receive() { # case
    explore 80 -n 4 "$locks" behind_any
    says 'deadlock in [0-9]* schedules?'
    dryrun check -n 4 "$locks" behind_any 2>said
    says '^dryrun check: deadlock'
}

conflicts_under_shared_locks_are_found() { # case
    explore 81 -n 3 "$locks" put_shared
    says 'error in 1 schedule'
    says 'rma_conflict'
    dryrun check -n 3 "$locks" put_shared 2>said
    says '^dryrun check: error in all 6 variations'
}

locks_at_different_times_keep_their_order() { # case
    explore 0 -n 3 "$locks" told
    says 'NOT complete: who asked alone for a lock had it before who asked later'
    dryrun check -n 3 "$locks" told 2>said
    says 'not all orders of messages were tried: who asked alone for a lock had it before who asked later'
}

orders_of_fetches_are_not_said_to_be_tried() { # case
    explore 0 -n 3 "$locks" tickets
    says 'NOT complete: fetches and swaps of several ranks came in one order'
    outcomes=$locks
    explores 0 6 3 locked_tickets
}

loops_that_look_under_a_lock_end() { # case
    outcomes=$locks
    explores 0 3 2 spin
    explore 0 -n 2 "$locks" look
    explore 0 -n 3 "$locks" look
}

loops_that_look_for_ever_are_told() { # case
    explore 80 -n 3 "$locks" flush_for_ever
    says 'livelock: all who are not asleep look'
    dryrun check -n 3 "$locks" flush_for_ever 2>said
    says '^dryrun check: deadlock in all 6 variations'
    dryrun check -n 3 "$locks" lock_for_ever 2>said
    says '^dryrun check: deadlock in all 5 variations'
}

a_wildcard_receive_takes_each_senders_message() { # case
    explores 0 6 4 receive
    says 'message_race: rank 0, MPI_Recv at .* from rank 1, 2 or 3'
    says 'results differ: rank 0 prints "2" or "3" in line 2'
}

messages_of_one_sender_keep_their_order() { # case
    explores 0 6 3 receive 2
}

a_wildcard_probe_finds_each_senders_message() { # case
    explores 0 2 3 probe
    says 'MPI_Probe at .* from rank 1 or 2'
    explores 0 2 3 mprobe
    says 'MPI_Mprobe at .* from rank 1 or 2'
}

a_receive_after_a_wildcard_probe_may_take_another_message() { # case
    explores 80 4 3 probe_then_any
    says 'deadlock in 2 schedules'
}

# Explore a program made of a skeleton (tests/property/skeleton.h).
skeleton() { # status ranks text
    explore "$1" -n "$2" --eager inf "$build/tests/property/player" "$3"
    says '^dryrun explore: [0-9]+ schedules? of player .*, complete '
}

a_receive_takes_what_was_there_when_a_probe_had_shown_something() { # case
    skeleton 0 2 's1.1 / P*.1 q*.1 i1.1 q1.1 a'
    # Others learn of it and send: too late, directly, by way of another rank,
    # after a barrier, or because a synchronous send met a later receive.
    skeleton 0 2 'r1.0 s1.1 / s1.1 p*.1 q*.1 s0.0 r0.1 a'
    skeleton 0 3 'r2.0 s1.0 / r0.0 s2.1 / s2.1 p*.1 q*.1 s0.0 r1.1 a'
    skeleton 0 2 'B s1.1 / s1.1 p*.1 q*.1 B r0.1 a'
    skeleton 0 2 'y1.0 s1.1 / s1.1 p*.1 q*.1 r0.0 r0.1 a'
    # The message is there because a later one of its sender was received.
    skeleton 0 3 's1.1 s1.0 / q*.1 r0.0 s2.0 r2.1 a / r1.0 s1.1'
}

a_receive_after_a_probe_may_take_what_was_sent_in_between() { # case
    skeleton 80 2 's1.1 / p*.1 i1.1 r*.1 r1.1 a'
    skeleton 80 2 's1.1 / q*.1 i1.1 q1.1 a'
}

what_a_probe_has_shown_is_found_again() { # case
    skeleton 0 2 's1.1 / p0.1 c0.1'
    says ' 1 schedule of '
}

waitany_returns_each_request_that_is_done() { # case
    explores 0 6 4 waitany
    says 'results differ'
}

waitsome_returns_every_set() { # case
    explores 0 3 3 waitsome
    explores 0 15 5 waitsome
    # All sets were printed: the smallest two are kept as results.
    says 'rank 0 prints "0" or "0\+1" in line 1'
    dryrun replay outcomes.result-2.schedule >printed 2>said
    [ "$(cat printed)" = 0+1 ] || differs "replayed: $(cat printed)"
    grep -q '^finish 0 0 0+1  # .*MPI_Waitsome at .*: requests 0+1, one of 15' \
        outcomes.result-2.schedule || differs "$(cat outcomes.result-2.schedule)"
}

of_many_done_requests_not_every_set_is_returned_and_that_is_told() { # case
    explore 0 -n 10 "$outcomes" waitsome
    says ' 10 schedules .* NOT complete: not every set of more than 8 requests'
}

looks_that_are_not_refused_again_are_told() { # case
    explore 0 -n 2 --report json --report-file report "$outcomes" poll_loop
    [ "$(jq .explore.refusals_bounded report)" = true ] || differs "JSON"
    explore 0 -n 2 "$outcomes" poll_loop
    says 'who gives up after several is not shown'
    explore 0 -n 2 "$outcomes" test
    silent 'who gives up'
}

testany_returns_each_or_none() { # case
    explores 0 3 3 testany
}

testsome_returns_every_set_or_none() { # case
    explores 0 4 3 testsome
    explores 0 16 5 testsome
}

a_look_says_yes_or_not_yet() { # case
    for look in test testall iprobe; do
        explores 0 2 2 $look
        says 'results differ: rank 0 prints "(no|yes)" or "(no|yes)" in line 1'
    done
}

a_message_may_be_taken_after_the_look() { # case
    explores 0 3 2 wild_test
}

a_look_is_refused_before_others_have_decided() { # case
    explores 0 2 3 early_look
    says 'message_race: rank 1, MPI_Recv at .* from rank 0 or 2'
}

an_exact_receive_waits_for_the_wildcard_before_it() { # case
    explores 80 2 3 order
    says 'deadlock in 1 schedule, the shortest with 1 choice:'
    says 'take 0 0 1 0 '
}

an_any_tag_receive_of_one_source_is_no_choice() { # case
    explores 0 1 4 any_tag
    says '\(0 more were equal'
    silent 'message_race'
}

independent_receives_are_not_interleaved() { # case
    explores 0 4 6 fans
    explores 0 8 9 fans
}

without_pruning_each_interleaving_is_a_schedule() { # case
    explore 0 --no-pruning -n 6 "$outcomes" fans
    says '24 schedules of .*, complete \(0 more'
}

two_wildcards_of_one_rank_are_not_interleaved() { # case
    explores 0 4 5 tags
}

nonblocking_wildcards_take_each_senders_message() { # case
    explores 0 6 4 nonblocking
}

senders_in_a_communicator_are_named_by_their_world_rank() { # case
    explores 0 2 6 split
    says 'message_race: rank 1, MPI_Recv at .* from rank 3 or 5'
}

collectives_in_between_order_the_receives() { # case
    explores 0 4 3 barrier
}

a_cancelled_receive_is_cancelled_or_done() { # case
    explores 0 3 2 cancel
    says 'results differ: rank 0 prints "cancelled" or "received" in line 1'
}

a_wildcard_that_is_cancelled_lets_the_next_receive_go_on() { # case
    explores 0 3 2 cancel_then_exact
}

a_deadlock_in_one_schedule_is_found() { # case
    explores 80 5 4 hang
    says 'deadlock in 1 schedule, the shortest with 1 choice:'
    says 'again with: dryrun replay \./outcomes.deadlock-1.schedule'
    dryrun replay outcomes.deadlock-1.schedule 2>said >printed
    [ $? -eq 80 ] || differs "the replay does not hang"
}

a_crash_in_one_schedule_is_found() { # case
    explores 82 5 4 crash
    says 'crash in 1 schedule'
    dryrun replay outcomes.crash-1.schedule 2>said >printed
    [ $? -eq 82 ] || differs "the replay does not crash"
}

another_exit_status_in_one_schedule_is_found() { # case
    explores 5 6 4 status
    says 'exit status 5 in 2 schedules'
    dryrun replay outcomes.status-1.schedule 2>said >printed
    [ $? -eq 5 ] || differs "the replay has another status"
}

mpi_abort_in_one_schedule_is_found() { # case
    explores 7 5 4 abort
    says 'abort in 1 schedule'
}

equal_results_are_no_race() { # case
    explores 0 6 4 sum
    silent 'message_race'
    says '1 receive can get messages in another order'
    says 'no deadlock and no error in all schedules'
}

any_bytes_may_be_printed() { # case
    explores 0 2 3 bytes
    says 'results differ'
}

much_output_is_compared() { # case
    explores 0 2 3 much
    says 'results differ: rank 0 prints "1" or "2" in line 10001'
}

a_limit_of_schedules_is_told() { # case
    for jobs in 1 2; do
        explore 0 --jobs $jobs --max-schedules 3 -n 4 "$outcomes" receive 2
        says ' 3 schedules .* NOT complete: --max-schedules 3 reached'
        says 'no error in the explored schedules'
    done
}

a_limit_of_depth_is_told() { # case
    explore 0 --max-depth 2 -n 4 "$outcomes" receive 2
    says ' 9 schedules .* NOT complete: --max-depth 2 reached'
}

a_limit_of_memory_is_told() { # case
    explore 0 --max-memory 1MiB -n 4 "$outcomes" receive 2
    says 'NOT complete: --max-memory 1MiB reached'
}

a_limit_of_time_ends_a_program_without_choices() { # case
    explore 0 --max-time 0.2s -n 2 "$outcomes" spin
    says ' 0 schedules .* NOT complete: --max-time 0.2s reached'
    left_nothing
}

endless_traffic_is_bounded_by_depth() { # case
    explore 0 --max-depth 8 --max-schedules 300 -n 3 "$outcomes" endless
    says ' 0 schedules .* NOT complete: .*--max-depth 8 reached'
    left_nothing
}

a_loop_of_looks_that_are_refused_is_a_deadlock() { # case
    explores 80 1 2 polls
    says '2 of 2 ranks wait for ever'
}

a_loop_of_looks_with_a_time_limit_ends() { # case
    explores 0 1 2 timed_looks
}

interrupted_it_tells_what_it_has() { # case
    timeout --signal=INT --kill-after=20 2 dryrun explore -n 4 "$outcomes" \
        hang_then_spin >printed 2>said </dev/null
    status=$?
    [ $status -eq 124 ] || differs "status $status"
    says 'NOT complete: interrupted'
    says 'deadlock in 1 schedule'
    left_nothing
}

a_killed_branch_is_told() { # case
    explore 83 -n 3 "$outcomes" kill
    says 'NOT complete: 1 branch was killed'
    left_nothing
    explore 80 -n 4 --jobs 1 "$outcomes" kill_or_hang
    says ' 3 schedules .* NOT complete: 1 branch was killed'
    says 'deadlock in 1 schedule'
}

# Were each state the child of the one before, this would take hours.
deep_schedules_are_explored_fast() { # case
    explore 0 --max-schedules 40 -n 3 "$outcomes" receive 450
    says ' 40 schedules .* NOT complete: --max-schedules 40 reached \('
}

files_that_are_written_are_told() { # case
    explore 0 -n 2 "$outcomes" iprobe
    says 'the program calls fopen: .* not undone'
}

what_cannot_be_explored_is_told() { # case
    explore 65 -n 2 ./nothing
    says '^dryrun: .*nothing'
    silent 'schedules'
    explore 65 -n 2 -p ./no.xml "$outcomes" receive
    explore 64 --max-depth 0 "$outcomes" receive
    explore 65 --schedules ./nowhere -n 2 "$outcomes" receive
    explore 64
    left_nothing
}

json_tells_the_same() { # case
    explore 80 --report json -n 4 "$outcomes" hang
    python3 - said <<'END' || differs "the JSON report"
import json, sys
report = json.load(open(sys.argv[1]))
explore = report["explore"]
assert report["verdict"] == "deadlock" and report["exit_status"] == 80
assert report["deadlock"]["ranks"][0]["rank"] == 0
assert explore["schedules"] == 5 and explore["complete"] is True
assert explore["bounded"] == [] and explore["writes_files"] == "fopen"
found, = explore["found"]
assert found["verdict"] == "deadlock" and found["schedules"] == 1
assert found["choices"][0].startswith("take 0 0 3 0 ")
assert found["schedule_file"] == "./outcomes.deadlock-1.schedule"
assert found["deadlock"] == report["deadlock"]
race = explore["races"][0]
assert race["rank"] == 0 and race["call"] == "MPI_Recv"
assert race["senders"] == [1, 2, 3] and race["line"] > 0
assert report["findings"][-1]["kind"] == "message_race"
END
    explore 0 --report json --max-schedules 1 -n 3 "$outcomes" receive
    grep -q '"--max-schedules 1 reached"' said || differs "bounds"
    explore 80 --report none -n 4 "$outcomes" hang
    [ ! -s said ] || differs "--report none"
    explore 80 --report-file report -n 4 "$outcomes" hang
    ! grep -q deadlock said && grep -q 'deadlock in 1' report || differs "--report-file"
}

# Replays are compared whole: what is printed, said, and told to programs.
a_replay_is_the_same_byte_for_byte() { # case
    for n in 1 2; do
        mkdir again.$n
        explore 80 --tag-output --schedules again.$n -n 4 "$outcomes" hang
        mv said again.$n/said
    done
    sed 's/again\.2/again.1/' again.2/said | cmp - again.1/said ||
        differs "two explorations"
    for n in 1 2; do
        dryrun replay again.1/outcomes.deadlock-1.schedule \
            >printed.$n 2>said.$n
    done
    cmp printed.1 printed.2 && cmp said.1 said.2 || differs "two replays"
    grep -q '^\[0\] 3$' printed.1 || differs "the program's options"
    # What the exploration told of the run is what the replay tells.
    grep -E '^(dryrun: deadlock|  rank|      )' said.1 >told
    [ -s told ] || differs "no deadlock in the replay"
    while IFS= read -r line; do
        grep -qF -- "$line" again.1/said || differs "not explored: $line"
    done <told
    explore 80 --report json -n 4 "$outcomes" hang
    for n in 1 2; do
        dryrun replay outcomes.deadlock-1.schedule >printed 2>json.$n
    done
    cmp json.1 json.2 && grep -q '"verdict": "deadlock"' json.1 ||
        differs "JSON"
}

# What belongs to one run is for the replay, which takes what leaves the run as
# it is.
a_replay_draws_and_reports() { # case
    explore 80 --report-file explored --report json -n 4 "$outcomes" hang
    cp explored before
    dryrun replay --deadlock-graph w.dot --report junit --report-file r.xml \
        outcomes.deadlock-1.schedule >printed 2>said
    [ $? -eq 80 ] || differs "status"
    [ ! -s said ] || differs "said something"
    grep -q 'r0 .*color=red' w.dot || differs "no graph"
    grep -q '<testsuites>' r.xml || differs "no report"
    cmp explored before || differs "the other report is written over"
    dryrun replay --report text --quiet outcomes.deadlock-1.schedule >printed \
        2>said
    says '^dryrun: deadlock at'
    for option in -n3 --eager=0 --what-if=latency=0 --max-depth=3; do
        dryrun replay $option outcomes.deadlock-1.schedule >printed 2>said
        [ $? -eq 64 ] || differs "$option is taken"
        says 'would change the run: dryrun replay takes it from the schedule'
    done
    for words in '' '--report json' 'a b'; do
        dryrun replay $words >printed 2>said
        [ $? -eq 64 ] || differs "\"$words\" is taken"
        says 'usage: dryrun replay \[options\] SCHEDULE'
    done
    sed 's/"hang"/"tags"/' outcomes.deadlock-1.schedule >other
    dryrun replay --report-file left other >printed 2>said
    [ $? -eq 65 ] && [ ! -e left ] || differs "it leaves an empty report"
}

what_is_for_one_run_is_not_explored() { # case
    for option in --trace=x.html --deadlock-graph=x.svg --gdb \
        --what-if=latency=0; do
        explore 64 $option -n 4 "$outcomes" hang
        says "^dryrun: ${option%%=*} is for one run, not for dryrun explore"
        [ ! -e outcomes.deadlock-1.schedule ] || differs "explored"
    done
}

both_results_can_be_replayed() { # case
    explore 0 -n 3 "$outcomes" receive
    dryrun replay outcomes.result-1.schedule 2>said >one
    dryrun replay outcomes.result-2.schedule 2>>said >other
    printf '1\n2\n' | cmp - one && printf '2\n1\n' | cmp - other ||
        differs "$(cat one other)"
}

a_schedule_of_another_program_parts_from_it() { # case
    explore 80 -n 4 "$outcomes" hang
    sed 's/"hang"/"tags"/' outcomes.deadlock-1.schedule >other.schedule
    dryrun replay other.schedule >printed 2>said
    [ $? -eq 65 ] || differs "status"
    says 'does not fit this program: they part at choice 1 of 1$'
    says '^  the schedule says:  take 0 0 3 0  # rank 0, .*outcomes\.c:[0-9]+: from'
    says '^  the program offers: take 0 0 . 0  # rank 0, .*outcomes\.c:[0-9]+: from'
    sed 's/"hang"/"any_tag"/' outcomes.deadlock-1.schedule \
        >shorter.schedule
    dryrun replay shorter.schedule >printed 2>said
    [ $? -eq 65 ] || differs "status of a shorter program"
    says 'ended before choice 1 of the schedule'
}

a_program_that_was_built_again_is_told() { # case
    cp "$outcomes" app
    explore 80 -n 4 ./app hang
    dryrun replay app.deadlock-1.schedule >printed 2>said
    silent 'not the program'
    printf '\0' >>app
    dryrun replay app.deadlock-1.schedule >printed 2>said
    [ $? -eq 80 ] || differs "it is the same but for a byte at its end"
    says 'app is not the program that the schedule was made with'
}

# The command was `dryrun explore ./app` in that folder.
replays_from() { # folder schedule
    (cd "$1" && dryrun replay "$2" >"$work/printed" 2>"$work/said")
    got=$?
    [ $got -eq 80 ] || differs "status $got from $1"
    silent 'not the program'
}

schedules_replay_from_any_folder() { # case
    mkdir -p src/in out away
    cp "$outcomes" src/app
    dryrun platform show ethernet-1g >src/net.xml
    (cd src && dryrun explore --quiet -p net.xml -n 3 --schedules ../out ./app \
        hang >/dev/null 2>&1)
    (cd src && dryrun explore --quiet -n 3 ./app hang >/dev/null 2>&1)
    grep -qx 'folder .././src' out/app.deadlock-1.schedule ||
        differs "$(head -n 4 out/app.deadlock-1.schedule)"
    replays_from src ../out/app.deadlock-1.schedule
    replays_from . out/app.deadlock-1.schedule
    replays_from out app.deadlock-1.schedule
    replays_from away "$work/out/app.deadlock-1.schedule"
    replays_from src/in ../app.deadlock-1.schedule
    # Another program of that name is not taken for it.
    mkdir other
    cp "$build/tests/programs/spins" other/app
    replays_from other ../src/app.deadlock-1.schedule
    mv src elsewhere
    (cd out && dryrun replay app.deadlock-1.schedule >printed 2>../said)
    [ $? -eq 65 ] || differs "no program, and not 65"
    says '^dryrun: the program of the schedule, ./app, is neither here nor in '
}

# Each must be refused with 65 and a sentence.
refuses() { # sentence
    dryrun replay bad >printed 2>said
    [ $? -eq 65 ] || differs "not refused: $1"
    says "$1"
    [ "$(wc -l <said)" -eq 1 ] || differs "more than a sentence"
}

schedules_that_are_none_are_refused() { # case
    explore 80 -n 4 "$outcomes" hang
    good=outcomes.deadlock-1.schedule
    refuses 'cannot read the schedule bad'
    : >bad
    refuses 'bad:1: the file is empty'
    echo 'int main(void)' >bad
    refuses 'bad:1: this is no schedule of dryrun'
    sed 's/^dryrun schedule 2/dryrun schedule 3/' $good >bad
    refuses 'bad: a schedule of version 3, .* version 2'
    lines=$(wc -l <$good)
    n=1
    while [ $n -lt "$lines" ]; do
        head -n $n $good >bad
        refuses "bad:$((n + 1)): .*truncated"
        n=$((n + 1))
    done
    sed 's/^command .*/command nonsense/' $good >bad
    refuses 'bad:4: the command is no list of strings'
    sed 's/^command .*/command ["-n", 4]/' $good >bad
    refuses 'bad:4: the command is no list of strings'
    sed 's/"-n"/"--no-such-option"/' $good >bad
    refuses 'no-such-option'
    sed 's/^choices .*/choices many/' $good >bad
    refuses 'bad:5: the number of choices is no number'
    sed 's/^program .*/program ?/' $good >bad
    refuses 'bad:2: the checksum of the program is no number'
    dryrun replay >printed 2>said
    [ $? -eq 64 ] || differs "no file"
}

the_debugger_stops_at_the_deadlock_and_knows_every_rank() { # case
    command -v gdb >/dev/null || return
    explore 80 -n 2 "$outcomes" polls
    explore 80 -n 3 "$outcomes" ring
    cat >commands <<'END'
dryrun ranks
run
dryrun ranks
dryrun waits
dryrun rank 2
dryrun rank 7
dryrun rank 0
frame function receive
print from
continue
END
    dryrun replay --gdb outcomes.deadlock-1.schedule <commands >said 2>&1
    says 'nothing runs: begin with the command run'
    says 'dryrun: deadlock; try: dryrun ranks'
    says 'rank 1: waiting, MPI_Recv\(buf, 1, MPI_INT, 0, 9, .*outcomes\.c:'
    says 'rank 1 waits for 0: receive with tag 9 from rank 0'
    [ "$(grep -c 'in receive (from=[0-2], tag=9)' said)" -ge 2 ] ||
        differs "two stacks"
    says 'receive \(from=1, tag=9\)'
    says 'rank 7 does not sleep'
    says '= 2$'
    # Of a rank's calls, those of the program.
    sed -n '/^(gdb) .*in receive/,/^(gdb)/p' said | grep '^#' >frames
    [ -s frames ] && ! grep -v 'outcomes\.c:' frames || differs "other frames"
    says 'deadlock at .* 3 of 3 ranks wait for ever'
    says 'exited with code 0120'
}

"$2"
exit $failed

#!/bin/sh
# tests/check/cases.sh BUILD CASE: dryrun check, on programs that depend on
# what MPI leaves open, and on those that do not.
set -u
build=$1
root=$PWD
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

# program [FLAG...]: build a program of two ranks from what they do, on standard
# input: declared are rank, peer (the other one), and a buffer of 1 MiB.
program() {
    {
        cat <<'END'
#include <dryrun.h>
#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static char buffer[1 << 20];
static void send(int bytes, int peer)
{
    MPI_Send(buffer, bytes, MPI_CHAR, peer, 0, MPI_COMM_WORLD);
}
static void receive(int peer)
{
    MPI_Recv(buffer, sizeof buffer, MPI_CHAR, peer, 0, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
}
/* Does a send of 1 MiB end before its receive begins? */
static int buffered(int rank, int peer)
{
    MPI_Request request;
    int done;
    if (rank == 1) {
        DR_Compute(1);
        receive(peer);
        return 0;
    }
    MPI_Isend(buffer, sizeof buffer, MPI_CHAR, peer, 0, MPI_COMM_WORLD,
              &request);
    DR_Compute(0.5);
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (!done)
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    return done;
}
int main(int argc, char **argv)
{
    int rank, peer, status = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    peer = 1 - rank;
END
        cat
        cat <<'END'
    MPI_Finalize();
    return status;
}
END
    } >app.c
    drycc "$@" app.c -o app 2>warnings || differs "app.c does not build"
}

# check STATUS [OPTION...]: dryrun check of the program on two ranks.
check() {
    want=$1
    shift
    dryrun check -n 2 "$@" ./app >stdout 2>stderr </dev/null
    status=$?
    cat stderr
    [ "$status" -eq "$want" ] || differs "status $status instead of $want"
}

# Wait until a file has the word, a minute at most.
wait_for() {
    for _ in $(seq 600); do
        ! grep -q "$1" "$2" || return 0
        sleep 0.1
    done
    differs "never said: $1"
}

says() {
    grep -q "$1" stderr || differs "does not say \"$1\""
}

# The verdict of each variation in the table: given, --eager 0, --eager inf,
# --coll-sync yes, both.
verdicts() {
    found=$(sed -n '/^  variation/,/^dryrun/p' stderr | grep '^  [abus]' |
        grep -oE ' (ok|deadlock|error|crash|abort|limit|killed) ' | tr -d '\n' |
        sed 's/^ *//; s/  */ /g; s/ *$//')
    [ "$found" = "$1" ] || differs "verdicts \"$found\", not \"$1\""
}

a_right_program_is_ok_in_all_variations() { # case
    program <<'END'
    if (rank == 0)
        send(100, peer), receive(peer);
    else
        receive(peer), send(100, peer);
    MPI_Bcast(buffer, 100, MPI_CHAR, 0, MPI_COMM_WORLD);
    printf("rank %d is done\n", rank);
END
    dryrun -n 2 -q ./app >plain
    check 0
    cmp plain stdout || differs "prints something else than a run"
    verdicts "ok ok ok ok ok"
    says '^dryrun check: ok in all 6 variations$'
    ! grep -q warning stderr || differs "a warning"
    check 0 --quiet
    [ ! -s stderr ] || differs "not quiet"
}

a_finding_of_several_verdicts_is_told_once() { # case
    program <<'END'
    int number;
    if (rank == 0)
        send(4, peer);
    else
        MPI_Recv(&number, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    send(100, peer), receive(peer);
END
    check 80
    says '^dryrun: deadlock at'
    says '^dryrun: error: type_mismatch: rank 1, MPI_Recv'
    [ "$(grep -c 'type_mismatch: rank' stderr)" -eq 1 ] || differs "told twice"
    says '^dryrun: and 1 finding as told above$'
}

sends_that_need_buffering_are_found_with_the_limit() { # case
    program <<'END'
    send(100, peer), receive(peer);
    send(3000, peer), receive(peer);
    send(rank == 0 ? 3000 : 500, peer), receive(peer);
END
    line=$(grep -n 'send(int' app.c | cut -d: -f1)
    check 80
    verdicts "ok deadlock ok ok deadlock"
    says 'deadlock if sends are synchronous: .*(buffering_dependent)'
    says "MPI_Send at .*app\.c:$((line + 2)); it ends from an eager limit of 3000 bytes on"
    [ "$(grep -c 'wait for ever' stderr)" -eq 1 ] || differs "told twice"
    dryrun -n 2 -q --eager 3000 ./app || differs "the limit is too small"
    dryrun -n 2 -q --eager 2999 ./app 2>/dev/null
    [ $? -eq 80 ] || differs "the limit is too large"
}

collectives_that_must_not_synchronise_are_found() { # case
    program <<'END'
    if (rank == 1)
        receive(peer);
    MPI_Bcast(buffer, 1, MPI_CHAR, 0, MPI_COMM_WORLD);
    if (rank == 0)
        send(1, peer);
END
    check 80
    verdicts "ok deadlock ok deadlock deadlock"
    says 'deadlock if sends are synchronous or if collectives synchronise$'
    says 'rank 0: MPI_Bcast('
    [ "$(grep -c 'wait for ever' stderr)" -eq 1 ] || differs "told twice"
}

# Rank 0 gets two messages of its peers, in any order.
two_messages() {
    program "$@" <<'END'
    if (rank == 0) {
        int got[2];
        MPI_Recv(&got[0], 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Recv(&got[1], 1, MPI_INT, FIRST, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        PRINT("%d\n", got[0]);
    } else
        MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
END
}

# Like check(), on three ranks.
check_three() {
    want=$1
    shift
    dryrun check -n 3 "$@" ./app >stdout 2>stderr </dev/null
    status=$?
    cat stderr
    [ "$status" -eq "$want" ] || differs "status $status instead of $want"
}

other_orders_of_messages_are_tried() { # case
    two_messages -DFIRST=2 -DPRINT=printf
    check_three 80
    verdicts "ok ok ok ok ok"
    says '^  other arrival times  *dryrun explore: 2  *deadlock'
    says '^dryrun check: deadlock if messages arrive at other times$'
    says '^dryrun check: to see it again: dryrun explore -n 3 ./app$'
    says 'warning: message_race: rank 0, MPI_Recv at app.c:.* from rank 1 or 2'
    two_messages -DFIRST=MPI_ANY_SOURCE -D'PRINT=(void)sizeof'
    check_three 0
    ! grep -q message_race stderr || differs "a race without consequence"
}

races_are_warnings_that_may_fail() { # case
    two_messages -DFIRST=MPI_ANY_SOURCE -DPRINT=printf
    check_three 0
    says 'warning: message_race: rank 0, MPI_Recv at app.c:.* from rank 1 or 2'
    says 'output differs between orders of messages: rank 0 prints "1" or "2"'
    says '^dryrun check: ok in all 6 variations$'
    check_three 81 --fail-on warning
    says '^dryrun check: error if messages arrive at other times$'
    dryrun explore -n 3 --fail-on warning ./app >stdout 2>stderr
    [ $? -eq 81 ] || differs "explore: another status"
    check_three 0 --report json --report-file report.json
    [ "$(jq -c '[.findings[] | [.kind, .ranks, .times]]' report.json)" = \
        '[["message_race",[0],1]]' ] || differs "not in the JSON report"
}

orders_that_were_not_tried_are_told() { # case
    two_messages -DFIRST=MPI_ANY_SOURCE -DPRINT=printf
    check_three 0 --max-schedules 1
    says '^  other arrival times  *dryrun explore: 1, not all  *ok'
    says 'not all orders of messages were tried: --max-schedules 1 reached'
    check_three 0 --max-schedules 1 --report json --report-file report.json
    [ "$(jq -c '.check[5] | [.name, .schedules, .complete, .bounded]' \
        report.json)" = \
        '["other arrival times",1,false,"--max-schedules 1 reached"]' ] ||
        differs "not in the JSON report"
    program <<'END'
    if (rank == 0)
        (void)getchar();
END
    echo a | dryrun check -n 2 ./app >stdout 2>stderr
    cat stderr
    says 'not all orders of messages were tried: the program reads standard inp'
}

what_hangs_always_is_told_once() { # case
    program <<'END'
    receive(peer);
END
    check 80
    verdicts "deadlock deadlock deadlock deadlock deadlock"
    says '^dryrun check: deadlock in all 6 variations$'
    [ "$(grep -c 'wait for ever' stderr)" -eq 1 ] || differs "told twice"
}

what_only_buffering_saves_is_said() { # case
    program <<'END'
    send(sizeof buffer, peer), receive(peer);
END
    check 80
    verdicts "deadlock deadlock ok deadlock deadlock"
    says '^dryrun check: deadlock unless every send is buffered$'
}

a_crash_in_one_variation_is_found() { # case
    program <<'END'
    if (buffered(rank, peer))
        *(volatile int *)0 = 1;
END
    check 82
    verdicts "ok ok crash ok ok"
    says '^dryrun check: crash if every send is buffered or if messages arrive at'
    says '^dryrun check: unlimited buffering, other arrival times:$'
}

a_deadlock_is_worse_than_a_crash() { # case
    program <<'END'
    send(100, peer), receive(peer);
    if (buffered(rank, peer))
        *(volatile int *)0 = 1;
END
    check 80
    verdicts "ok deadlock crash ok deadlock"
    says '^dryrun check: deadlock if sends are synchronous: .*buffering_dependent'
    [ "$(grep -c '^dryrun check: .*:$' stderr)" -eq 2 ] || differs "not both told"
}

a_killed_variation_is_told() { # case
    program <<'END'
    if (buffered(rank, peer))
        syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
END
    check 83
    verdicts "ok ok killed ok ok"
    says '^dryrun check: killed if every send is buffered$'
}

misuse_and_own_statuses_are_the_worst_ones() { # case
    program <<'END'
    status = buffered(rank, peer) ? 3 : 2;
END
    check 3
    says 'ok in all 6 variations, exit status 3$'
    program <<'END'
    if (buffered(rank, peer))
        return 0;
END
    check 81
    verdicts "ok ok error ok ok"
}

output_that_differs_is_a_warning() { # case
    program <<'END'
    printf("rank %d\n%s\n", rank, buffered(rank, peer) ? "early" : "late");
END
    check 0
    says 'warning: output differs .* --eager inf, rank 0 prints "late" or "early" in line 2'
    [ "$(grep -c late stdout)" -eq 2 ] || differs "not the given run's output"
}

times_that_differ_are_a_note() { # case
    program <<'END'
    buffered(1 - rank, peer);
    printf("%f\n", MPI_Wtime());
END
    check 0
    says 'note: output differs .*(the program looks at a clock)$'
    ! grep -q warning stderr || differs "a warning"
}

other_order_of_ranks_is_no_other_output() { # case
    program <<'END'
    buffered(rank, peer);
    DR_Compute(rank == 0 ? 0.25 : 0);
    printf("rank %d\n", rank);
END
    check 0
    ! grep -q 'output differs' stderr || differs "a warning"
    dryrun -n 2 -q --eager inf ./app >other
    ! cmp -s stdout other || differs "the order is the same: tests nothing"
}

standard_input_is_read_by_all() { # case
    program <<'END'
    int number, sum = 0;
    while (scanf("%d", &number) == 1)
        sum += number;
    MPI_Bcast(&sum, 1, MPI_INT, 0, MPI_COMM_WORLD);
    printf("sum %d\n", sum);
    status = sum != 6;
END
    seq 3 | dryrun check -n 2 ./app >stdout 2>stderr || differs "status $?"
    cat stderr
    [ "$(sort -u stdout)" = "sum 6" ] || differs "$(cat stdout)"
    verdicts "ok ok ok ok ok"
    says '^dryrun check: ok in all 5 variations$'
}

bad_input_is_told_once_as_by_a_run() { # case
    for line in './no-such-program' '-p no-such-platform ./app' \
        '--hostfile no-such-file ./app' '--eager x ./app' ''; do
        program </dev/null
        # shellcheck disable=SC2086
        dryrun -n 2 $line >/dev/null 2>run
        status=$?
        # shellcheck disable=SC2086
        dryrun check -n 2 --report-file report $line >stdout 2>stderr
        [ $? -eq $status ] || differs "$line: not status $status"
        diff run stderr || differs "$line: another sentence"
        [ ! -e report ] || differs "$line: a report"
    done
    for option in --gdb --deadlock-graph=graph.dot --what-if=latency=0; do
        dryrun check $option ./app 2>stderr
        [ $? -eq 64 ] || differs "$option is taken"
    done
}

the_report_for_programs_has_a_row_per_variation() { # case
    program <<'END'
    send(100, peer), receive(peer);
END
    check 80 --report json --report-file report
    [ ! -s stderr ] || differs "a report on stderr too"
    found=$(jq -c '[.verdict, .exit_status, .ranks, .config.eager,
        (.check | map(.verdict, .exit_status)), .check[1].deadlock.cycle,
        (.findings[] | [.kind, .severity, .call, .ranks, .related[0].rank])]' report)
    [ "$found" = '["deadlock",80,2,65536,["ok",0,"deadlock",80,"ok",0,"ok",0,"deadlock",80,"ok",0],[0,1],["buffering_dependent","warning","MPI_Send",[0,1],1]]' ] ||
        differs "$found"
    check 80 --report none
    [ ! -s stderr ] || differs "a report"
}

what_was_not_checked_is_said() { # case
    program <<'END'
    send(100, peer), receive(peer);
END
    check 80
    says '^dryrun check: checks not done: memory (the program was not built with drycc -fdryrun-memory)$'
    check 80 --report json --report-file report
    found=$(jq -r '.checks | .buffering_dependent, .memory' report)
    [ "$found" = 'done
not done: the program was not built with drycc -fdryrun-memory' ] ||
        differs "$found"
    check 83 --time-limit 1ns --report json --report-file report
    jq -e '.checks.buffering_dependent | test("^not done: the run as given")' \
        report || differs "decided without a run"
    check 80 --check-buffers no
    says 'checks not done: buffer_in_use (--check-buffers no), memory (the pro'
    program -fdryrun-memory <<'END'
    if (rank == 0)
        send(100, peer);
    else
        receive(peer);
END
    check 0
    ! grep -q 'checks not done' stderr || differs "something is not done"
    check 0 --quiet
    [ ! -s stderr ] || differs "not quiet"
}

two_checks_say_the_same() { # case
    program <<'END'
    printf("rank %d\n", rank);
    send(100, peer), receive(peer);
END
    check 80 --jobs 1
    mv stdout stdout1
    mv stderr stderr1
    check 80 --jobs 5
    cmp stdout stdout1 || differs "stdout"
    cmp stderr stderr1 || differs "stderr"
}

programs_that_write_files_are_named() { # case
    program <<'END'
    fclose(fopen("made", "a"));
END
    check 0
    says 'dryrun check: the program calls fopen: what its runs do to files'
}

an_interrupt_ends_all_variations() { # case
    mkdir tmp
    # A shell makes background jobs deaf to SIGINT; env undoes that.
    TMPDIR=$work/tmp env --default-signal=INT \
        dryrun check -n 2 "$build/tests/programs/spins" really \
        >stdout 2>stderr </dev/null &
    wait_for spinning stderr
    kill -INT $!
    wait $!
    [ $? -eq 130 ] || differs "it did not end by the signal"
    cat stderr
    says '^dryrun check: interrupted by SIGINT$'
    says '^  as given  *abort '
    says 'rank 1: interrupted by SIGINT while it was running, at .*spins\.c:'
    [ -z "$(ls -A tmp)" ] || differs "left: $(ls -A tmp)"
}

nothing_is_left_of_a_killed_check() { # case
    program <<'END'
    if (rank == 0)
        fprintf(stderr, "%d\n", (int)syscall(SYS_getpid));
    for (;;)
        ;
END
    dryrun check -n 2 ./app 2>pid >/dev/null </dev/null &
    check=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -s pid ] || sleep 0.3
    done
    kill -0 "$(cat pid)" || differs "no run: tests nothing"
    kill -KILL $check
    wait $check
    sleep 0.3
    # Where nobody waits for orphans they stay as zombies.
    ! grep -q 'State:.*[RSD] ' "/proc/$(cat pid)/status" 2>/dev/null ||
        differs "a run goes on"
}

# But for the exchange that shows what buffering does.
every_app_ends_in_all_variations() { # case
    cd "$root" || exit 1
    grep -vE '^#|^$' apps/apps.txt >"$work/apps"
    while IFS='|' read -r app ranks arguments options _; do
        want=0
        case $arguments in *stall*) want=80 ;; esac
        app=$(echo $app)
        # shellcheck disable=SC2086
        dryrun check -q -n $ranks $options "$build/apps/$app" $arguments \
            >"$work/stdout" 2>"$work/stderr" </dev/null
        status=$?
        [ $status -eq $want ] || {
            cat "$work/stderr"
            differs "$app $arguments: status $status"
        }
    done <"$work/apps"
}

"$2" || differs "case $2"
exit $failed

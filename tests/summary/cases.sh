#!/bin/sh
# tests/summary/cases.sh BUILD CASE: where the time of a run went, and what
# other machines would make of it.
set -u
build=$1

PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

# Build a program of two ranks from what they do, on standard input, from line 9
# of app.c on.
program() {
    {
        cat <<'END'
#include <dryrun.h>
#include <mpi.h>
static char buffer[1 << 20];
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
END
        cat
        echo 'MPI_Finalize(); return 0; }'
    } >app.c
    drycc app.c -o app || differs "app.c does not build"
}

# run STATUS [OPTION...]: the report goes to `stderr`, or as JSON to `r`.
run() {
    want=$1
    shift
    dryrun -n 2 "$@" ./app >stdout 2>stderr </dev/null
    status=$?
    cat stderr
    [ "$status" -eq "$want" ] || differs "exit status $status, not $want"
}
json() {
    run "$@" --report json --report-file r
}
# holds FILTER: of the JSON report.
holds() {
    jq -e "$1" r >answer || differs "$1: $(cat answer)"
}
says() {
    grep -qE -- "$1" stderr || differs "not said: $1"
}

# A pipeline: rank 1 waits while rank 0 computes, and the other way round.
pipeline() {
    program <<'END'
    if (rank == 0) {
        DR_Compute(1e-3);
        MPI_Send(buffer, 1 << 20, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(buffer, 1 << 20, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        DR_Compute(1e-3);
    }
END
}

the_parts_of_the_path_add_up() { # case
    for app in exchange heat 'heat checkpoint' integrate one_sided parallel_io \
        patterns pingpong ring test_overlap waitall hello; do
        for options in '' '--eager 0' '--progress weak --eager 0' \
            '-p ethernet-1g' '--net flow'; do
            # shellcheck disable=SC2086
            dryrun -n 2 $options --quiet --report json --report-file r \
                $build/apps/$app >/dev/null 2>&1 </dev/null || continue
            echo "$app $options"
            holds '.critical_path as $p | .time_s as $t |
                ([$p | .compute_s, .overhead_s, .latency_s, .bandwidth_s,
                  .contention_s, .late_sender_s, .late_receiver_s, .storage_s] |
                    add) as $a |
                ([$p.calls[].all_s] | add // 0) as $b |
                ($a - $t | fabs) <= 1e-9 * $t and
                ($b - $t | fabs) <= 1e-9 * $t'
        done
    done
}

the_path_names_the_calls_that_weigh_most() { # case
    pipeline
    json 0
    # Two computations, a handshake of 2 us, latency 1 us, 104.8576 us of bytes.
    holds '.critical_path | (.compute_s - 2e-3 | fabs) < 1e-12 and
        (.bandwidth_s - 104.8576e-6 | fabs) < 1e-12 and
        (.late_sender_s - 1e-6 | fabs) < 1e-12 and
        (.late_receiver_s - 1e-6 | fabs) < 1e-12'
    holds '[.critical_path.calls[0:3][] | "\(.call):\(.file):\(.line)"] ==
        ["DR_Compute:app.c:10", "DR_Compute:app.c:14", "MPI_Send:app.c:11"]'
    holds '[.per_rank[1] | .late_sender_s - 1e-3, .wait_s - .late_sender_s -
        .late_receiver_s - .transfer_wait_s] | map(fabs < 1e-12) | all'
    run 0
    says 'critical path: 94\.9 % computing, 5\.0 % bandwidth'
    says '47\.4 %  DR_Compute at app\.c:10, mostly computing'
    says 'waiting .* 1\.000  rank 1'
}

# Two ranks of a host share what leads to it; alone on it there is no other
# place to try.
contention_names_the_map_to_try() { # case
    cat >app.c <<'END'
#include <mpi.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
    static char out[1 << 22], in[1 << 22];
    int rank, other, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    other = (rank + size / 2) % size;
    for (int i = 0; i < 5; i++)
        MPI_Sendrecv(out, sizeof out, MPI_BYTE, other, 0, in, sizeof in,
                     MPI_BYTE, other, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END
    drycc app.c -o app || differs "app.c does not build"
    printf 'node-0:2\nnode-1:2\n' >pairs
    dryrun -n 4 -p ethernet-1g --hostfile pairs ./app 2>stderr
    cat stderr
    says 'send fewer at a time, or .* if --what-if map=cyclic is faster$'
    dryrun -n 4 -p ethernet-1g --hostfile pairs --what-if map=cyclic ./app \
        2>stderr
    says 'map=cyclic .* -[0-9.]+ %'
    [ "$(grep -c 'at a time' stderr)" -eq 1 ] || differs "said twice"
}

# The signals of a fence follow the bytes of the same rank: no other order of
# messages would be faster, and nobody is late.
a_fence_follows_the_bytes_of_its_own_rank() { # case
    program <<'END'
    MPI_Win win;
    int size, left, right;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Win_create(buffer, 131072, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    for (int i = 0; i < 5; i++) {
        MPI_Win_fence(0, win);
        MPI_Put(buffer + 131072, 32768, MPI_BYTE, left, 0, 32768, MPI_BYTE,
                win);
        MPI_Put(buffer + 131072, 32768, MPI_BYTE, right, 65536, 32768, MPI_BYTE,
                win);
        MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    }
    MPI_Win_free(&win);
END
    json 0 -n 8 -p ethernet-1g
    holds '.critical_path | .contention_s < 1e-12 and .bandwidth_s > 2e-3'
    holds '[.per_rank[] | .late_sender_s + .late_receiver_s] | max < 1e-4'
    run 0 -n 8 -p ethernet-1g
    if grep 'at a time' stderr; then differs "advice of no use"; fi
}

# What a fence costs by itself cannot be hidden; what is put can.
puts_of_a_fence_can_be_hidden() { # case
    program <<'END'
    MPI_Win win;
    MPI_Win_create(buffer, 131072, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    for (int i = 0; i < 20; i++) {
        MPI_Win_fence(0, win);
        for (int k = 1; argc == 1 && k < 3; k++)
            MPI_Put(buffer + 131072, 32768, MPI_BYTE, (rank + k) % 8,
                    k * 32768, 32768, MPI_BYTE, win);
        MPI_Win_fence(0, win);
        DR_Compute(1e-3);
    }
    MPI_Win_free(&win);
END
    run 0 -n 8 -p ethernet-1g
    says 'to gain up to [0-9]+ %: compute between the operations and MPI_Win_fence at app.c:16$'
    dryrun -n 2 -p ethernet-1g ./app none 2>stderr
    if grep 'to gain' stderr; then differs "nothing can be gained"; fi
}

# Two calls in one line are one entry.
a_place_stands_once_in_the_path() { # case
    program <<'END'
    for (int i = 0; i < 3; i++) {
        MPI_Barrier(MPI_COMM_WORLD), MPI_Barrier(MPI_COMM_WORLD);
        DR_Compute(1e-3);
    }
END
    json 0
    holds '[.critical_path.calls[] | select(.call == "MPI_Barrier")] |
        length == 1 and (.[0].all_s - .[0].latency_s | fabs) < 1e-12'
}

# Rank 1 waits for the lock that rank 0 holds while it computes.  Requests and
# grants of locks, posts and completions take a latency each.
the_path_has_the_messages_of_locks() { # case
    program <<'END'
    MPI_Win win;
    MPI_Win_create(buffer, 8, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    if (rank == 1)
        DR_Compute(1e-5);
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
    if (rank == 0)
        DR_Compute(1e-3);
    MPI_Win_unlock(0, win);
    MPI_Win_free(&win);
END
    json 0 -p ethernet-1g
    holds '.critical_path | .overhead_s < 1e-12 and .late_sender_s == 0 and
        (.compute_s - 1e-3 | fabs) < 1e-12 and .latency_s > 0'
    holds '[.critical_path.calls[] | .call] | sort ==
        ["DR_Compute", "MPI_Win_create", "MPI_Win_free", "MPI_Win_lock",
         "MPI_Win_unlock"]'
    # Of the wait for the lock, all but the grant's way is for rank 0.
    holds '.per_rank[1] | .late_sender_s > 9.8e-4 and .late_sender_s < 1e-3'
}

the_path_has_the_messages_of_epochs() { # case
    program <<'END'
    MPI_Win win;
    MPI_Group all, other;
    MPI_Win_create(buffer, 8, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_get_group(win, &all);
    MPI_Group_incl(all, 1, &(int){1 - rank}, &other);
    if (rank == 0) {
        MPI_Win_start(other, 0, win);
        MPI_Put(buffer + 8, 8, MPI_BYTE, 1, 0, 8, MPI_BYTE, win);
        MPI_Win_complete(win);
        MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
        MPI_Put(buffer + 8, 8, MPI_BYTE, 1, 0, 8, MPI_BYTE, win);
        MPI_Win_flush(1, win);
        MPI_Win_unlock(1, win);
    } else {
        DR_Compute(1e-3);
        MPI_Win_post(other, 0, win);
        MPI_Win_wait(win);
    }
    MPI_Group_free(&all);
    MPI_Group_free(&other);
    MPI_Win_free(&win);
END
    json 0
    holds '.critical_path | .overhead_s < 1e-12 and
        (.compute_s - 1e-3 | fabs) < 1e-12 and .latency_s > 6e-6'
    holds '[.critical_path.calls[] | .call] | contains(
        ["MPI_Win_post", "MPI_Win_lock", "MPI_Win_flush", "MPI_Win_unlock"])'
    holds '.per_rank[0] | .late_sender_s > 9.9e-4 and .late_sender_s < 1.01e-3'
}

the_path_has_what_files_take() { # case
    program <<'END'
    MPI_File file;
    MPI_File_open(MPI_COMM_WORLD, "f", MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &file);
    MPI_File_write_shared(file, buffer, 1 << 20, MPI_BYTE, MPI_STATUS_IGNORE);
    DR_Compute(1e-3);
    MPI_File_close(&file);
END
    json 0
    holds '.critical_path | .overhead_s < 1e-12 and .bandwidth_s < 1e-6 and
        (.compute_s + .storage_s + .latency_s + .bandwidth_s -
         ([.calls[].all_s] | add) | fabs) < 1e-12'
    holds '[.critical_path.calls[0:4][] | .call] | sort ==
        ["DR_Compute", "MPI_File_close", "MPI_File_open",
         "MPI_File_write_shared"]'
    holds '.advice.message | test("compute while the data of MPI_File_write")'
}

# What the advice says is what another machine does.
the_advice_is_honest_about_the_eager_limit() { # case
    program <<'END'
    for (int i = 0; i < 10; i++)
        if (rank == 0) {
            MPI_Send(buffer, 1024, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
            MPI_Recv(buffer, 1024, MPI_BYTE, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(buffer, 1024, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Send(buffer, 1024, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
        }
END
    json 0 --eager 512
    holds '.advice.change == "eager"'
    holds '.advice.message | test("eager limit of 1024 bytes \\(now 512\\)")'
    gain=$(jq '.advice.gain_s' r)
    before=$(jq '.time_s' r)
    json 0 --eager 1024
    holds "($before - $gain - .time_s | fabs) < 1e-12"
}

the_advice_is_honest_about_overlap() { # case
    program <<'END'
    MPI_Request requests[2];
    for (int i = 0; i < 10; i++) {
        MPI_Irecv(buffer, 1 << 16, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, &requests[0]);
        MPI_Isend(buffer + (1 << 17), 1 << 16, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, &requests[1]);
        if (argc > 1)
            DR_Compute(2e-5);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
        if (argc == 1)
            DR_Compute(2e-5);
    }
END
    json 0
    holds '.advice.change == "overlap"'
    holds '.advice.message | test("messages of MPI_Isend at app.c:12")'
    gain=$(jq '.advice.gain_s' r)
    before=$(jq '.time_s' r)
    dryrun -n 2 --report json --report-file r ./app overlapped
    holds "($before - .time_s) <= $gain * 1.000001 and
        ($before - .time_s) > $gain * 0.9"
}

a_balanced_program_gets_no_advice() { # case
    program <<'END'
    DR_Compute(1);
    MPI_Barrier(MPI_COMM_WORLD);
END
    json 0
    holds '.advice == null'
    run 0
    ! grep -q 'to gain' stderr || differs "advice where there is nothing to gain"
}

what_is_hidden_is_said() { # case
    program <<'END'
    MPI_Request requests[2];
    MPI_Irecv(buffer, 1 << 16, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(buffer + (1 << 17), 1 << 16, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, &requests[1]);
    DR_Compute(1e-3);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
END
    json 0
    holds '.overlap | (.all - 1 | fabs) < 0.01 and .ratio > 0.99 and
        (.payload_s - .hidden_s - .behind_transfers_s | fabs) < 1e-5'
    holds '[.sizes[] | select(.up_to == 65536).messages] == [2]'
    run 0
    says 'overlap: of .* 100 % is hidden: 50 % behind computing, 50 % behind other messages'
}

a_run_that_hangs_has_no_path() { # case
    program <<'END'
    MPI_Recv(buffer, 1, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    json 80
    holds '.critical_path == null and .advice == null'
}

what_if_runs_each_machine_and_all_together() { # case
    pipeline
    run 0 --what-if latency=0,bandwidth=inf,eager=inf,compute=x0.5
    says 'as given +0\.002107858 s'
    says 'latency=0 +0\.002104858 s +-0\.1 %  ok'
    says 'bandwidth=inf +0\.002003000 s'
    says 'eager=inf +0\.002105858 s'
    says 'compute=x0\.5 +0\.001107858 s +-47\.4 %'
    says 'all together +0\.001000000 s'
}

what_if_has_a_key_for_programs() { # case
    pipeline
    run 0 --report json --report-file r --what-if compute=0
    holds '[.what_if[].variation] == ["as given", "compute=0"]'
    holds '.what_if[1].time_s < 2e-4 and .what_if[1].change < -0.9'
    holds '.time_s == .what_if[0].time_s and .verdict == "ok"'
}

what_if_shows_what_hangs() { # case
    program <<'END'
    MPI_Send(buffer, 1000, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD);
    MPI_Recv(buffer, 1000, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    run 0 --what-if eager=0
    says 'eager=0 .* deadlock'
}

what_if_says_why_a_machine_cannot_run() { # case
    pipeline
    echo '<platform' >broken.xml
    run 0 --what-if platform=nosuch,platform=broken.xml
    says 'platform=nosuch +cannot run'
    says 'dryrun: platform=nosuch cannot run: platform nosuch is neither a file'
    says 'dryrun: platform=broken.xml cannot run: platform broken.xml, line 2'
}

what_if_says_what_it_does_not_know() { # case
    pipeline
    run 64 --what-if latency=3
    says 'latency wants 0 or a factor, as x0.5, not "3"'
    run 64 --what-if color=red
    says '--what-if does not know "color=red"; it knows latency='
    run 64 --what-if eager=inf,
    says '--what-if does not know ""'
}

what_if_reads_the_input_again() { # case
    cat >app.c <<'END'
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
int main(void)
{
    double s;
    MPI_Init(NULL, NULL);
    if (scanf("%lf", &s) == 1)
        DR_Compute(s);
    puts("once");
    MPI_Finalize();
    return 0;
}
END
    drycc app.c -o app || differs "app.c does not build"
    echo 3 | dryrun --what-if compute=x2 ./app >stdout 2>stderr
    cat stderr
    says 'compute=x2 +6\.0'
    [ "$(cat stdout)" = once ] || differs "printed: $(cat stdout)"
}

# A program that scales: each rank computes its share, then all meet.
scaling() {
    cat >app.c <<'END'
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    int size;
    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    DR_Compute(1. / size);
    puts("not shown");
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return argc > 1 && size == 4;
}
END
    drycc app.c -o app || differs "app.c does not build"
}

compare_prints_every_combination() { # case
    scaling
    dryrun compare -n 1,2,4 -p default,ethernet-1g --vary compute=x1,compute=x2 \
        -o t.csv ./app >stdout 2>stderr || differs "status $?"
    cat stdout stderr
    [ "$(wc -l <stdout)" -eq 14 ] || differs "not 14 lines"
    tail -1 stdout | grep -q 'problem of fixed size' ||
        differs "not said what efficiency is"
    ! grep -q 'not shown' stdout ||
        differs "the program's output is shown"
    grep -qE '^default +compute=x2 +4 +0\.50000[0-9]* s +4\.00 +100 %' stdout ||
        differs "no row of 4 ranks that compute twice as long"
    cut -d, -f1-4 t.csv | tail -1 | grep -qx 'ethernet-1g,compute=x2,4,ok' ||
        differs "another CSV file"
    dryrun compare -n 1,2,4 -p default,ethernet-1g --vary compute=x1,compute=x2 \
        --jobs 1 ./app >again 2>stderr
    cmp stdout again || differs "two runs differ"
}

compare_draws() { # case
    scaling
    dryrun compare -n 1,2,4 -o t.svg ./app >stdout 2>stderr
    status=$?
    cat stderr
    if command -v gnuplot >/dev/null; then
        [ $status -eq 0 ] || differs "status $status"
        grep -q '<svg' t.svg || differs "no picture"
        [ "$(grep -c '(logarithmic)' t.svg)" -eq 2 ] || differs "axes"
    else
        [ $status -eq 65 ] || differs "status $status"
        says 'gnuplot is missing'
    fi
}

compare_looks_at_its_output_first() { # case
    scaling
    for file in /nowhere/t.csv /nowhere/t.png .; do
        dryrun compare -n 2 -o "$file" ./app >stdout 2>stderr
        status=$? want=65
        [ $file != . ] || want=64
        cat stderr
        [ $status -eq $want ] || differs "$file: status $status"
        [ ! -s stdout ] || differs "$file: it ran"
        [ "$(wc -l <stderr)" -eq 1 ] || differs "$file: not one sentence"
    done
    dryrun compare -n 2 -o /nowhere/t.csv ./app 2>stderr
    says '^dryrun: cannot write the comparison to /nowhere/t.csv: No such file'
    for option in --trace=x.html --deadlock-graph=x.svg --gdb \
        --what-if=latency=0 --report-file=r; do
        dryrun compare -n 2 $option ./app >stdout 2>stderr
        [ $? -eq 64 ] || differs "$option is taken"
        says "^dryrun: ${option%%=*} is for one run"
    done
}

compare_draws_names_with_quotes() { # case
    command -v gnuplot >/dev/null || return 0
    scaling
    dryrun compare -n 2,4 -o "it's.png" ./app >stdout 2>stderr ||
        differs "status $?"
    [ ! -s stderr ] || differs "$(cat stderr)"
    head -c 4 "it's.png" | grep -q PNG || differs "no picture"
}

compare_says_why_a_platform_cannot_be() { # case
    scaling
    dryrun compare -n 2,4 -p default,nosuch ./app >stdout 2>stderr
    [ $? -eq 65 ] || differs "not status 65"
    [ "$(grep -c 'cannot run on nosuch: platform nosuch is neither' stderr)" \
        -eq 1 ] || differs "not said once"
}

compare_has_the_status_of_its_runs() { # case
    scaling
    dryrun compare -n 2,4 ./app fail >stdout 2>stderr
    [ $? -eq 1 ] || differs "not status 1"
    dryrun compare -n 2,x ./app >stdout 2>stderr
    [ $? -eq 64 ] || differs "not status 64"
    says '-n wants numbers of ranks, as 2,4,8, not "2,x"'
    dryrun compare -n 2 -o t.txt ./app >stdout 2>stderr
    [ $? -eq 64 ] || differs "not status 64"
}

"$2" || differs "case $2"
exit $failed

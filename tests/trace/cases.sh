#!/bin/bash
# tests/trace/cases.sh BUILD CASE: what --trace writes, in each format.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$1
PATH=$build/bin:$PATH
apps=$build/apps
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

# The status of the command must be the first argument.
status() {
    local wanted=$1
    shift
    "$@" >output 2>errors
    local got=$?
    [ $got -eq "$wanted" ] || differs "status $got, not $wanted: $* $(cat errors)"
}

# Build the program on standard input.
program() {
    { echo '#include <mpi.h>'; echo '#include <dryrun.h>'; cat; } >app.c
    drycc app.c -o app || differs "app.c does not build"
}

# Is the Chrome trace by its rules: complete events and flows that bind?
chrome_is_valid() { # FILE
    jq -e -f "$here/chrome.jq" "$1" >verdict || differs "$1: $(cat verdict)"
}

every_call_of_the_exchange_is_a_line() { # case
    status 0 dryrun -n 2 --trace x.csv "$apps/exchange" isend
    sed 's/,[^,]*exchange\.c:/,exchange.c:/' x.csv | grep '^0,' | diff - <(cat <<'END'
0,node-0,MPI_Init,exchange.c:91,,,,0,0,0
0,node-0,MPI_Comm_rank,exchange.c:92,,,,0,0,0
0,node-0,MPI_Comm_size,exchange.c:93,,,,0,0,0
0,node-0,MPI_Barrier,exchange.c:75,,,,0,0.000001,0.000001
0,node-0,MPI_Isend,exchange.c:26,1,1,8,0.000001,0.000001,0
0,node-0,MPI_Recv,exchange.c:27,1,1,8,0.000001,0.0000020008,0.0000010008
0,node-0,MPI_Wait,exchange.c:29,,,,0.0000020008,0.0000020008,0
0,node-0,MPI_Finalize,exchange.c:103,,,,0.0000020008,0.0000020008,0
END
    ) || differs "other calls"
}

every_message_of_the_exchange_is_a_line() { # case
    status 0 dryrun -n 2 --trace messages.csv "$apps/exchange" isend
    sed 's/,[^,]*exchange\.c:/,exchange.c:/g' messages.csv | diff - <(cat <<'END'
message,from,to,tag,bytes,protocol,sent_s,left_s,arrived_s,received_s,send,send_at,receive,receive_at
1,0,1,,0,eager,0,0,0.000001,0.000001,MPI_Barrier,exchange.c:75,MPI_Barrier,exchange.c:75
2,1,0,,0,eager,0,0,0.000001,0.000001,MPI_Barrier,exchange.c:75,MPI_Barrier,exchange.c:75
3,1,0,1,8,eager,0.000001,0.000001,0.0000020008,0.0000020008,MPI_Isend,exchange.c:26,MPI_Recv,exchange.c:27
4,0,1,1,8,eager,0.000001,0.000001,0.0000020008,0.0000020008,MPI_Isend,exchange.c:26,MPI_Recv,exchange.c:27
END
    ) || differs "other messages"
}

wildcards_and_nobody_have_words() { # case
    program <<'END'
int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Send(&x, 1, MPI_INT, MPI_PROC_NULL, 3, MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Send(&x, 1, MPI_INT, 0, 7, MPI_COMM_WORLD);
    else
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    DR_Compute(1e-6);
    return MPI_Finalize();
}
END
    status 0 dryrun -n 2 --trace x.csv --trace x.json ./app
    grep -q '^0,node-0,MPI_Send,app.c:8,null,3,4,' x.csv || differs "no null"
    grep -q '^0,node-0,MPI_Recv,app.c:12,any,any,4,' x.csv || differs "no any"
    grep -q ',DR_Compute,app.c:14,,,,' x.csv || differs "no computation"
    [ "$(jq -c '[.traceEvents[] | select(.name == "MPI_Recv").args |
        [.at, .peer, .tag, .bytes]]' x.json)" = '[["app.c:12","any","any",4]]' ] ||
        differs "$(grep Recv x.json)"
    [ "$(jq '[.traceEvents[] | select(.cat == "compute").dur] | add' x.json)" = 2 ] ||
        differs "$(grep compute x.json)"
}

a_chrome_trace_follows_its_rules() { # case
    status 0 dryrun -n 4 -p infiniband-edr --trace x.json "$apps/heat"
    chrome_is_valid x.json
    # A breach of each rule is seen.
    status 0 dryrun -n 2 --trace x.json "$apps/exchange" isend
    chrome_is_valid x.json
    for breach in 'del(.traceEvents[] | select(.ph == "f" and .id == 3))' \
        '(.traceEvents[] | select(.ph == "X") | .dur) = -1' \
        '(.traceEvents[] | select(.ph == "X") | .dur) = 1' \
        '(.traceEvents[] | select(.ph == "f") | .ts) = 0' \
        'del(.traceEvents[] | select(.ph == "M"))'; do
        jq "$breach" x.json >broken.json
        jq -e -f "$here/chrome.jq" broken.json >verdict &&
            differs "not seen: $breach"
    done
}

flows_are_the_messages() { # case
    status 0 dryrun -n 4 --trace x.json --trace messages.csv "$apps/ring"
    jq -r '.traceEvents[] | select(.ph == "f") | .id' x.json | sort -n >flows
    tail -n +2 messages.csv | cut -d, -f1 | sort -n | diff flows - ||
        differs "other messages"
    # The time of the run is the end of the last event.
    status 0 dryrun -n 4 --report json --report-file r.json "$apps/ring"
    jq -n --slurpfile trace x.json --slurpfile report r.json -e '
        ([$trace[0].traceEvents[] | select(.ph == "X") | .ts + .dur] | max) -
        $report[0].time_s * 1e6 | fabs < 1e-5' >/dev/null ||
        differs "another end"
}

pajeng_reads_a_paje_trace() { # case
    command -v pj_dump >/dev/null || exit 77
    status 0 dryrun -n 8 -p infiniband-edr --trace x.paje \
        --trace messages.csv "$apps/heat"
    status 0 pj_dump x.paje
    [ "$(grep -c ^Link, output)" -eq $(($(wc -l <messages.csv) - 1)) ] ||
        differs "another number of links"
    [ "$(grep -c '^Container,.*, rank,' output)" -eq 8 ] || differs "no ranks"
    grep -q '^State, rank 3 on node-3, call, .*, computing$' output ||
        differs "nobody computes"
    status 80 dryrun -n 2 --trace stuck.paje "$apps/exchange" stall
    status 0 pj_dump stuck.paje
    grep -q 'MPI_Send$' output || differs "no MPI_Send"
}

the_matrix_adds_up_to_the_messages() { # case
    status 0 dryrun -n 6 --trace a.matrix.csv --trace messages.csv "$apps/ring"
    tail -n +2 messages.csv | awk -F, '
        { n[$2 "," $3]++; bytes[$2 "," $3] += $5 }
        END { for (pair in n) print pair "," n[pair] "," bytes[pair] }' |
        sort -t, -k1,1n -k2,2n >expected
    tail -n +2 a.matrix.csv | diff expected - || differs "another matrix"
}

gnuplot_draws_the_matrix() { # case
    command -v gnuplot >/dev/null || exit 77
    status 0 dryrun -n 6 --trace a.matrix.png --trace a.matrix.svg "$apps/ring"
    [ "$(head -c 4 a.matrix.png | tail -c 3)" = PNG ] || differs "no picture"
    grep -q 'from rank' a.matrix.svg || differs "no axis"
    mkdir empty
    ln -s "$(command -v sh)" empty/sh
    PATH=empty status 65 "$build/bin/dryrun" -n 2 --trace b.matrix.png \
        "$apps/hello"
    grep -q '^dryrun: --trace b.matrix.png needs gnuplot' errors ||
        differs "$(cat errors)"
    [ ! -e b.matrix.png ] || differs "a file was left"
}

two_runs_write_the_same_bytes() { # case
    for i in 1 2; do
        mkdir $i
        status 0 dryrun -n 4 -p infiniband-edr --trace $i/x.html \
            --trace $i/x.json.gz --trace $i/x.paje --trace $i/x.csv \
            --trace $i/messages.csv.gz --trace $i/matrix.csv "$apps/heat"
        # gzip notes no time, whatever the clock says.
        sleep 1.1
    done
    diff -r 1 2 || differs "other bytes"
}

gz_is_the_same_compressed() { # case
    status 0 dryrun -n 4 --trace x.json --trace y.json.gz "$apps/ring"
    gzip -dc y.json.gz | cmp - x.json || differs "another text"
    [ "$(wc -c <y.json.gz)" -lt "$(wc -c <x.json)" ] || differs "not smaller"
}

wrong_files_are_told_before_the_run() { # case
    status 64 dryrun -n 2 --trace x.txt "$apps/hello"
    grep -q '^dryrun: --trace wants a file ending in .html, .json,.*"x.txt"' \
        errors || differs "$(cat errors)"
    status 64 dryrun -n 2 --trace x.html.gz "$apps/hello"
    status 64 dryrun -n 2 --trace x.json --trace ./x.json "$apps/hello"
    grep -q '^dryrun: two traces to one file: .*x.json and .*./x.json$' errors ||
        differs "$(cat errors)"
    ln -s x.json link.json
    status 64 dryrun -n 2 --trace x.json --trace link.json "$apps/hello"
    [ ! -e x.json ] || differs "x.json was left"
    status 65 dryrun -n 2 --trace nowhere/x.json "$apps/hello"
    grep -q '^dryrun: cannot write the trace to nowhere/x.json: No such' \
        errors || differs "$(cat errors)"
    [ ! -s output ] || differs "the program ran"
    # What was there stays if there is no run.
    echo precious >old.json
    status 65 dryrun -n 2 --trace old.json ./nothing
    [ "$(cat old.json)" = precious ] || differs "the old trace is gone"
}

a_full_disk_does_not_end_the_run() { # case
    for suffix in html json csv paje json.gz messages.csv matrix.csv; do
        ln -s /dev/full x.$suffix
        status 65 dryrun -n 4 --trace x.$suffix "$apps/ring"
        grep -q "^dryrun: cannot write the trace to x.$suffix: No space left" \
            errors || differs "$(cat errors)"
        grep -q '^dryrun: ok after' errors || differs "the run did not end"
        [ -s output ] || differs "no output"
    done
}

# Of a run that ends badly, with the status that is given first.
complete() { # STATUS COMMAND...
    local wanted=$1
    shift
    status "$wanted" dryrun --trace x.json --trace x.html --trace x.paje \
        --trace x.csv "$@"
    chrome_is_valid x.json
    tail -c 20 x.html | grep -q '</script>' || differs "x.html has no end"
    if command -v pj_dump >/dev/null; then
        pj_dump x.paje >/dev/null 2>&1 || differs "x.paje has an error"
    fi
    [ "$(tail -c 1 x.csv | wc -l)" -eq 1 ] || differs "x.csv has no end"
}

a_run_that_ends_badly_leaves_whole_files() { # case
    complete 80 -n 2 "$apps/exchange" stall
    [ "$(jq '[.traceEvents[] | select(.args.returned == false).name] |
        unique[]' x.json)" = '"MPI_Send"' ] || differs "no open MPI_Send"
    program <<'END'
#include <stdlib.h>
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    DR_Compute(1);
    if (rank == 0 && argv[1][0] == 'a')
        MPI_Abort(MPI_COMM_WORLD, 3);
    if (rank == 0 && argv[1][0] == 'c')
        abort();
    if (rank == 0 && argv[1][0] == 'k')
        raise(argv[1][1] == 'i' ? 2 : 15);
    for (;;)
        DR_Compute(1);
}
END
    sed -i '1i #include <signal.h>' app.c
    drycc app.c -o app || differs "app.c does not build"
    complete 3 -n 2 ./app abort
    complete 82 -n 2 ./app crash
    complete 83 -n 2 --time-limit 5 ./app limit
    complete 130 -n 2 ./app ki
    complete 143 -n 2 ./app kt
}

many_runs_are_not_one_trace() { # case
    status 64 dryrun check -n 2 --trace x.json "$apps/hello"
    grep -q '^dryrun: --trace is for one run, not for dryrun check$' errors ||
        differs "$(cat errors)"
    status 64 dryrun explore -n 2 --trace x.json "$apps/hello"
    [ ! -e x.json ] || differs "x.json is there"
}

a_replayed_schedule_can_be_traced() { # case
    dryrun explore -n 4 "$apps/lucky_wildcard" >/dev/null 2>&1
    status 80 dryrun replay --trace x.json --trace x.csv \
        lucky_wildcard.deadlock-1.schedule
    chrome_is_valid x.json
    grep -q ',MPI_Recv,' x.csv || differs "no MPI_Recv"
}

a_changed_folder_does_not_move_the_trace() { # case
    program <<'END'
#include <unistd.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    chdir("/");
    return MPI_Finalize();
}
END
    status 0 dryrun -n 2 --trace x.json --trace x.matrix.svg ./app
    [ -s x.json ] && [ -s x.matrix.svg ] || differs "not here"
}

# Peak memory in KiB of a ring with so many rounds and these options.
peak() { # ROUNDS OPTION...
    local rounds=$1
    shift
    sed "s/ROUNDS/$rounds/" >app.c <<'END'
#include <mpi.h>
#include <stdio.h>
#include <sys/resource.h>
int main(int argc, char **argv)
{
    int rank, size, x = 0, y;
    struct rusage usage;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < ROUNDS; i++)
        MPI_Sendrecv(&x, 1, MPI_INT, (rank + 1) % size, 0, &y, 1, MPI_INT,
                     (rank + size - 1) % size, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    MPI_Finalize();
    getrusage(RUSAGE_SELF, &usage);
    if (rank == 0)
        printf("%ld\n", usage.ru_maxrss);
}
END
    drycc app.c -o app || differs "app.c does not build"
    dryrun -n 4 "$@" ./app 2>/dev/null
}

memory_does_not_grow_with_the_trace() { # case
    local options=
    for suffix in html json json.gz paje csv messages.csv matrix.csv; do
        options+=" --trace x.$suffix"
    done
    # The long one has 400,000 calls and as many messages more: 6 MiB are less
    # than 8 bytes for each.
    before=$(peak 20000 $options)
    after=$(peak 120000 $options)
    [ "$after" -lt $((before + 6144)) ] || differs "from $before to $after KiB"
}

# In the page: what is in its blocks is what the tables say.
the_page_holds_what_the_tables_say() { # case
    command -v node >/dev/null || exit 77
    status 0 dryrun -n 8 -p infiniband-edr --trace x.html --trace x.csv \
        --trace messages.csv "$apps/heat"
    node "$here/read_page.mjs" x.html calls | diff - x.csv >difference ||
        differs "other calls: $(head -5 difference)"
    node "$here/read_page.mjs" x.html messages |
        diff - <(cut -d, -f1-10 messages.csv) >difference ||
        differs "other messages: $(head -5 difference)"
}

# The case of page.mjs of that name.
in_chromium() {
    for tool in node chromium; do
        command -v $tool >/dev/null || {
            echo "$tool is missing: .ci/packages.sh tests"
            exit 77
        }
    done
    status 0 dryrun -n 2 --trace exchange.html "$apps/exchange" isend
    status 80 dryrun -n 2 --trace stall.html "$apps/exchange" stall
    status 0 dryrun -n 8 -p infiniband-edr --trace heat.html "$apps/heat"
    if [ "$1" = a_thousand_ranks_are_drawn_together ]; then
        status 0 dryrun -n 1024 --trace many.html "$apps/ring"
    fi
    if [ "$1" = the_critical_path_is_what_decided ]; then
        program <<'END'
#include <stdlib.h>
int main(int argc, char **argv)
{
    int rank, bytes = 8, late = 0;
    char *buffer = calloc(1, 1 << 20);
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc > 1)
        bytes = 1 << 20, late = 1;
    if (rank == late)
        DR_Compute(5e-6);
    if (rank == 2)
        DR_Compute(1e-6);
    if (rank == 0)
        MPI_Send(buffer, bytes, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Recv(buffer, bytes, MPI_CHAR, 0, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    if (rank == 1 && !late)
        DR_Compute(3e-6);
    return MPI_Finalize();
}
END
        status 0 dryrun -n 3 --trace late_sender.html ./app
        status 0 dryrun -n 3 --trace late_receiver.html ./app late
    fi
    if [ "$1" = files_are_told_from_messages ]; then
        a_program_with_files
        status 0 dryrun -n 2 --trace files.html ./app
        status 0 dryrun -n 2 --trace together.html ./app together
    fi
    timeout 100 node "$here/page.mjs" "$1" "$work" || failed=1
}

# 5 accesses to a file, one message of the program's.
a_program_with_files() {
    program <<'END'
static char buffer[1 << 20];
int main(int argc, char **argv)
{
    int rank;
    MPI_File file;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_File_open(argc > 1 ? MPI_COMM_WORLD : MPI_COMM_SELF,
                  rank && argc < 2 ? "one" : "two",
                  MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    MPI_File_seek(file, rank << 22, MPI_SEEK_SET);
    for (int i = 0; i < 2 + rank; i++)
        MPI_File_write(file, buffer, 1 << 20, MPI_BYTE, MPI_STATUS_IGNORE);
    if (rank == 0)
        MPI_Send(buffer, 8, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(buffer, 8, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    return MPI_Finalize();
}
END
}

files_are_told_from_messages() { # case
    in_chromium files_are_told_from_messages
}

accesses_to_files_go_to_no_rank() { # case
    a_program_with_files
    status 0 dryrun -n 2 --trace x.messages.csv --trace x.matrix.csv ./app
    [ "$(cut -d, -f2-6,10,11,13,14 x.messages.csv | grep ,file, | sort | uniq -c |
        sed 's/^ *//')" = "2 0,,,1048576,file,,MPI_File_write,,
3 1,,,1048576,file,,MPI_File_write,," ] ||
        differs "not as they should: $(cat x.messages.csv)"
    grep -q '^[0-9]*,0,1,0,8,eager,' x.messages.csv || differs "no message"
    [ "$(cat x.matrix.csv)" = "from,to,messages,bytes
0,1,1,8" ] || differs "another matrix: $(cat x.matrix.csv)"
}

loads_from_a_file_and_asks_for_nothing() { # case
    in_chromium loads_from_a_file_and_asks_for_nothing
}

wheel_keys_and_drag_move_the_view() { # case
    in_chromium wheel_keys_and_drag_move_the_view
}

hover_and_click_tell_all_of_a_call() { # case
    in_chromium hover_and_click_tell_all_of_a_call
}

arrows_tell_of_their_messages() { # case
    in_chromium arrows_tell_of_their_messages
}

search_finds_and_goes_through_hits() { # case
    in_chromium search_finds_and_goes_through_hits
}

pixels_have_the_colours_of_the_legend() { # case
    in_chromium pixels_have_the_colours_of_the_legend
}

a_deadlock_is_hatched_with_its_cycle() { # case
    in_chromium a_deadlock_is_hatched_with_its_cycle
}

dark_is_dark_and_small_windows_work() { # case
    in_chromium dark_is_dark_and_small_windows_work
}

the_table_fits_and_has_the_words_of_the_report() { # case
    in_chromium the_table_fits_and_has_the_words_of_the_report
}

a_thousand_ranks_are_drawn_together() { # case
    in_chromium a_thousand_ranks_are_drawn_together
}

the_critical_path_is_what_decided() { # case
    in_chromium the_critical_path_is_what_decided
}

every_key_of_the_list_does_something() { # case
    in_chromium every_key_of_the_list_does_something
}

"$2"
exit $failed

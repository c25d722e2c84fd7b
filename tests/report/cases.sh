#!/bin/sh
# tests/report/cases.sh BUILD CASE: what a run tells people and their tools.
set -u
build=$1
source=$PWD
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

# Build a program from what its ranks do between MPI_Init and the end of main,
# on standard input; the first argument is the source's name.
program() {
    {
        cat <<'END'
#include <mpi.h>
static char buffer[4096];
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
END
        cat
        echo '}'
    } >"$1"
    drycc "$1" -o app || differs "$1 does not build"
}

# Four ranks: a warning, or an error at lines 8 and 9 of app.c.
warned() {
    program app.c <<'END'
    if (rank < 2)
        MPI_Send(buffer, 8, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD);
    if (rank < 2)
        MPI_Recv(buffer, 8, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
END
}
unfinished() {
    program app.c <<'END'
    if (rank != 2)
        return 0;
    MPI_Finalize();
END
}

# run STATUS [OPTION...]
run() {
    want=$1
    shift
    dryrun -n 4 "$@" ./app >stdout 2>stderr </dev/null
    status=$?
    cat stderr
    [ "$status" -eq "$want" ] || differs "status $status instead of $want"
}

says() {
    grep -q -e "$1" stderr || differs "does not say \"$1\""
}

silent() {
    ! grep -q -e "$1" stderr || differs "says \"$1\""
}

equal_findings_of_ranks_are_one_entry() { # case
    unfinished
    run 81
    says 'error: missing_finalize: ranks 0-1, 3: returned from main without MPI_Finalize, main begins at app.c:4$'
    [ "$(grep -c missing_finalize stderr)" -eq 1 ] || differs "told twice"
    run 81 --report json
    [ "$(jq -c '[.findings[] | [.kind, .ranks, .times]]' stderr)" = \
        '[["missing_finalize",[0,1,3],3]]' ] || differs "not one entry"
}

findings_that_differ_in_numbers_are_one_entry() { # case
    program app.c <<'END'
    for (int i = 0; i < 2; i++)
        MPI_Send(buffer, 8, MPI_BYTE, (rank + 1) % 4, i, MPI_COMM_WORLD);
    MPI_Finalize();
END
    run 81
    says 'unmatched_message: ranks 0-3, MPI_Send: sent 8 bytes with tag 0 to rank 0, which never received them (said of rank 3, the first of 8 that differ in numbers), at app.c:9$'
    [ "$(grep -c unmatched_message stderr)" -eq 1 ] || differs "told twice"
    run 81 --report json
    [ "$(jq -c '[.findings[-1] | [.kind, .ranks, .times]]' stderr)" = \
        '[["unmatched_message",[0,1,2,3],8]]' ] || differs "not one entry"
}

who_ends_early_has_not_looked_for_leaks() { # case
    program app.c <<'END'
    MPI_Request request;
    MPI_Isend(buffer, 8, MPI_BYTE, rank, 0, MPI_COMM_WORLD, &request);
    if (argc > 1)
        MPI_Send(buffer, 1, MPI_BYTE, 7, 0, MPI_COMM_WORLD);
    MPI_Finalize();
END
    dryrun -n 4 ./app more 2>stderr
    says 'an error ended the run: what would come after it is not known, and leaks and messages nobody receives show'
    silent 'request_leak'
    dryrun -n 4 --report json ./app more 2>stderr
    says '"leaks": "not done: the run did not come to its end"'
    run 81
    silent 'ended the run'
    says 'request_leak: ranks 0-3'
    run 81 --report json
    says '"leaks": "done"'
}

# The calls at lines 11 (twice) and 15 of app.c fail.
forgiving() {
    program app.c <<'END'
    void forgive(MPI_Comm *, int *, ...);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    for (int i = 0; i < 2; i++)
        MPI_Send(buffer, 8, MPI_BYTE, 7, i, MPI_COMM_WORLD);
    MPI_Errhandler handler;
    MPI_Comm_create_errhandler(forgive, &handler);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
    MPI_Send(buffer, 8, MPI_BYTE, 0, -7, MPI_COMM_WORLD);
    MPI_Comm_call_errhandler(MPI_COMM_WORLD, MPI_ERR_TAG);
    MPI_Errhandler_free(&handler);
    MPI_Finalize();
    return 0;
}
void forgive(MPI_Comm *comm, int *error, ...)
{
    (void)comm, (void)error;
END
}

misuse_that_a_program_forgives_is_a_note() { # case
    forgiving
    run 0 --fail-on warning
    says 'note: invalid_argument: ranks 0-3, MPI_Send: rank 7 is not in 0..3, the ranks of the communicator (MPI_ERR_RANK), which the call returned to the program, at app.c:11$'
    says 'note: invalid_argument: ranks 0-3, MPI_Send: the tag is -7 (MPI_ERR_TAG), which the program.s error handler was told, at app.c:15$'
    [ "$(grep -c 'dryrun: note:' stderr)" -eq 2 ] || differs "not two notes"
    run 0 --report json
    [ "$(jq -c '[.findings[] | [.severity, .times]]' stderr)" = \
        '[["note",4],["note",4]]' ] || differs "not once for each rank"
    run 0 --report github
    says '::notice file=app.c,line=11,title=invalid_argument::ranks 0-3, MPI_Send: rank 7'
    run 0 --report junit
    says 'failures="0"'
    run 0 --report sarif
    [ "$(jq -c '[.runs[].results[].level]' stderr)" = '["note","note"]' ] ||
        differs "not notes of SARIF"
}

what_only_a_call_can_find_out_is_no_note() { # case
    program app.c <<'END'
    MPI_File file;
    MPI_Info info;
    MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Info_create(&info);
    if (MPI_Info_delete(info, "nothing") == MPI_SUCCESS ||
        MPI_File_open(MPI_COMM_WORLD, "nowhere", MPI_MODE_RDONLY, MPI_INFO_NULL,
                      &file) == MPI_SUCCESS)
        return 1;
    MPI_Info_free(&info);
    MPI_Finalize();
    return 0;
END
    run 0 --fail-on warning
    silent 'note:'
}

# With a sanitizer's heap nothing is damaged, or it says so itself.
a_damaged_heap_is_told() { # case
    ! grep -q "^DRYRUN_SANITIZE:STRING=." "$build/CMakeCache.txt" || return 0
    program app.c <<'END'
    extern void *malloc(unsigned long);
    extern void free(void *);
    char *volatile block = malloc(24);
    if (rank == 1) {
        free(block);
        if (argc == 1)
            free(block);
        else
            for (int i = 0; i < 4096; i++)
                block[i] = 1;
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
END
    run 82
    says 'error: crash: rank 1: free.*double free.*: the heap, which all ranks share, is damaged: .*, at app.c:14$'
    dryrun -n 4 ./app more 2>stderr
    [ $? -eq 82 ] || differs "another status"
    says '^dryrun: error: crash: rank [0-3]: .*the heap, which all ranks share, is damaged'
}

findings_are_suppressed_by_kind_file_and_line() { # case
    warned
    run 0
    says 'warning: buffering_dependent: rank 0, MPI_Send: .* at app.c:9'
    for line in 'buffering_dependent' '* app.c' '* *pp.c *' \
        'buffering_dependent app.c 9 # known' '* * 9'; do
        echo "$line" >known
        run 0 --suppress known --fail-on warning
        silent 'warning:'
        says 'dryrun: 1 finding suppressed by known'
        run 0 --suppress known --report json
        [ "$(jq -c '[.findings, .suppressed]' stderr)" = '[[],1]' ] ||
            differs "$line: still in the JSON report"
    done
    for line in 'deadlock' '* other.c' '* pp.c' '* app.c 8' '# app.c' ''; do
        echo "$line" >known
        run 81 --suppress known --fail-on warning
        says 'warning: buffering_dependent'
    done
}

loads_of_windows_that_are_not_checked_are_told() { # case
    not_checked='^dryrun: loads and stores in windows are not checked: that wants drycc -fdryrun-memory$'
    window='    MPI_Win win;
    MPI_Win_create(buffer, 64, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    if (argc > 1 && rank == 0)
        MPI_Put(buffer, 1, MPI_INT, 0, 0, 1, MPI_INT, win);
    MPI_Win_free(&win);
    MPI_Finalize();'
    echo "$window" | program app.c
    run 0
    says "$not_checked"
    run 0 --quiet
    silent 'not checked'
    run 0 -v
    silent 'not checked'
    says 'check of memory: not done: the program was not built with drycc -fdryrun-memory'
    dryrun -n 4 ./app wrong 2>stderr
    says "$not_checked"
    drycc -fdryrun-memory app.c -o app || differs "does not build"
    run 0
    silent 'not checked'
    echo '    MPI_Finalize();' | program app.c
    run 0
    silent 'not checked'
}

# Loops in which no simulated time passes; the second argument is their body.
stops_at() { # what is said, body, options...
    said=$1 body=$2
    shift 2
    program app.c <<END
    if (rank == 1)
        for (;;)
            $body;
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
END
    run 83 "$@"
    says "$said"
    says "  rank 1: ${body%(*}(.*) at app.c:10$"
    cp stderr before
    run 83 "$@"
    cmp -s before stderr || differs "two runs differ"
}

loops_that_take_no_time_end_at_the_event_limit() { # case
    said="^dryrun: the limit of 5000 events is reached at 0.000000000 s, by rank 1$"
    stops_at "$said" 'MPI_Barrier(MPI_COMM_SELF)' --event-limit 5000
    stops_at "$said" 'MPI_Comm_rank(MPI_COMM_WORLD, &rank)' --event-limit 5000
    stops_at "$said" 'MPI_Initialized(&rank)' --event-limit 5000
}

loops_that_take_no_time_end_at_the_time_limit() { # case
    stops_at "^dryrun: time stands still at 0.000000000 s and will not reach its limit of 10 simulated seconds: 20004001 calls take none, by rank 1$" \
        'MPI_Comm_rank(MPI_COMM_WORLD, &rank)' --time-limit 10
}

suppressions_of_nothing_are_told() { # case
    warned
    printf '# fine\ndeadlock\n* app.c 9\n* other.c\n' >known
    run 0 --suppress known
    says '^dryrun: known: lines 2 and 4 suppress nothing$'
    run 0 --suppress known --quiet --report-file r.json --report json
    [ "$(cat stderr)" = 'dryrun: known: lines 2 and 4 suppress nothing' ] ||
        differs "not told beside a report for programs"
    run 0 --suppress known --report json
    jq . stderr >/dev/null || differs "not JSON alone"
    # What a run cut short would have found, nobody knows.
    run 83 --suppress known --event-limit 1
    silent 'suppress nothing'
    printf '* app.c 9\nabort\n' >known
    run 0 --suppress known
    says '^dryrun: known: line 2 suppresses nothing$'
    echo '* app.c 9' >known
    run 0 --suppress known
    silent 'nothing'
}

more_ranks_than_cores_are_told() { # case
    program app.c <<'END'
    MPI_Finalize();
    return 0;
END
    run 0
    silent 'more ranks than cores'
    printf 'node-3 slots=3\nnode-1 slots=2\n' >hosts
    run 0 --hostfile hosts
    says '^dryrun: more ranks than cores on 1 host (node-3: 3 ranks, 1 core): '
    run 0 --hostfile hosts --map cyclic
    says '^dryrun: more ranks than cores on 2 hosts (node-1: 2 ranks, 1 core): '
    run 0 --hostfile hosts --quiet
    [ ! -s stderr ] || differs "not quiet"
}

bad_suppressions_are_refused() { # case
    warned
    run 65 --suppress missing
    says 'cannot read the suppressions in missing: No such file'
    printf '# fine\nbuffering * 3\n' >known
    run 65 --suppress known
    says '^dryrun: known:2: the line names no kind of finding first: KIND FILE LINE is wanted'
    echo 'deadlock app.c 0' >known
    run 65 --suppress known
    says 'known:1: the line has no line number behind the file'
    echo 'deadlock app.c 3 4' >known
    run 65 --suppress known
    says 'has more than a kind, a file and a line'
    says 'kinds are deadlock, buffering_dependent, .*, abort$'
    dryrun --help | sed -n '/^Kinds of findings, for --suppress/,/^$/p' >stderr
    says ' rma_conflict,'
}

fail_on_decides_what_fails() { # case
    warned
    run 0
    run 0 --fail-on error
    run 81 --fail-on warning
    says '^dryrun: error after'
    unfinished
    run 81
    run 0 --fail-on never
    says 'error: missing_finalize'
    run 64 --fail-on info
    says '"info"'
}

junit_has_a_case_for_the_run_and_each_finding() { # case
    unfinished
    run 81 --report junit
    cat >expected <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="dryrun" tests="3" failures="2" errors="0" skipped="1">
    <testcase classname="app" name="verdict" time="0.000000000">
      <failure type="verdict" message="error, exit status 81"></failure>
    </testcase>
    <testcase classname="app" name="missing_finalize at app.c:4" time="0.000000000">
      <failure type="missing_finalize" message="returned from main without MPI_Finalize">ranks 0-1, 3: returned from main without MPI_Finalize</failure>
    </testcase>
    <testcase classname="app" name="memory" time="0.000000000">
      <skipped message="not done: the program was not built with drycc -fdryrun-memory"/>
    </testcase>
  </testsuite>
</testsuites>
END
    diff expected stderr || differs "another report"
    warned
    run 0 --report junit --report-file report.xml
    grep -q 'tests="3" failures="0"' report.xml || differs "a warning fails"
    grep -q '<system-out>rank 0, MPI_Send: 2 of 4 ranks would hang' report.xml ||
        differs "no warning"
}

github_gets_an_annotation_per_finding() { # case
    program 'a,b 100%.c' <<'END'
    return 0;
END
    run 81 --report github
    echo '::error file=a%2Cb 100%25.c,line=4,title=missing_finalize::ranks 0-3: returned from main without MPI_Finalize' >expected
    echo '::notice title=memory::not done: the program was not built with drycc -fdryrun-memory' >>expected
    diff expected stderr || differs "another report"
    program app.c <<'END'
    MPI_Finalize();
END
    run 0 --report github
    ! grep -qE '::(error|warning)' stderr ||
        differs "a right program is annotated"
}

# What a check tries is a test case each, and what it does not try is skipped.
junit_has_a_case_for_each_variation_of_a_check() { # case
    warned
    dryrun check -n 2 --report junit ./app >stdout 2>report.xml </dev/null
    cat report.xml
    [ "$(grep -c '<failure type="variation" message="deadlock">' report.xml)" = 2 ] ||
        differs "not two variations fail"
    grep -q '<testcase classname="app" name="synchronous sends"' report.xml ||
        differs "no case for synchronous sends"
    program app.c <<'END'
    extern int getchar(void);
    if (rank == 0)
        getchar();
    MPI_Finalize();
END
    echo a | dryrun check -n 2 --report junit ./app >stdout 2>report.xml
    cat report.xml
    grep -A1 'name="every order of messages"' report.xml |
        grep -q '<skipped message="the program reads standard input"/>' ||
        differs "nothing is skipped"
    echo a | dryrun check -n 2 --report github ./app >stdout 2>stderr
    says '^::notice title=every order of messages::the program reads standard'
    echo a | dryrun check -n 2 --report sarif ./app >stdout 2>out.sarif
    jq -r '.runs[0].invocations[0].toolExecutionNotifications[].message.text' \
        out.sarif >stderr
    says '^every order of messages: the program reads standard input'
}

# The results of a SARIF report: kind, level, file, line.
results() {
    jq -c '[.runs[0].results[] | [.ruleId, .level,
        .locations[0].physicalLocation.artifactLocation.uri,
        .locations[0].physicalLocation.region.startLine]]' "$1"
}

sarif_has_a_result_per_finding() { # case
    unfinished
    run 81 --report sarif --report-file out.sarif
    [ "$(results out.sarif)" = '[["missing_finalize","error","app.c",4]]' ] ||
        differs "other results: $(results out.sarif)"
    jq -e '.runs[0].results[0] as $r | .runs[0].tool.driver.rules[$r.ruleIndex].id == $r.ruleId' \
        out.sarif >/dev/null || differs "the rule is another"
    [ "$(jq -c '.runs[0].invocations[0].exitCode' out.sarif)" = 81 ] ||
        differs "no exit status"
}

# Variations and schedules have findings that the given run has not.
checks_and_explorations_are_converted_too() { # case
    warned
    dryrun check -n 2 --report sarif ./app >stdout 2>out.sarif
    results out.sarif | grep -q '"deadlock","error","app.c",9' ||
        differs "check: no deadlock in $(results out.sarif)"
    program app.c <<'END'
    if (rank == 0)
        for (int i = 0; i < 2; i++)
            MPI_Recv(buffer, 8, MPI_BYTE, i ? 1 : MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    else if (rank < 3)
        MPI_Send(buffer, 8, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
    MPI_Finalize();
END
    dryrun explore -n 4 --report sarif ./app >stdout 2>out.sarif
    results out.sarif | grep -q '"deadlock","error","app.c",10' ||
        differs "explore: no deadlock in $(results out.sarif)"
    dryrun explore -n 4 --report github ./app >stdout 2>stderr
    says '::error file=app.c,line=10,title=deadlock::'
}

# near, far and check.sarif: of a run, of a source in another folder, of a
# check.
sarif_reports() {
    mkdir 'a b%'
    program 'a b%/app.c' <<'END'
    if (rank < 2)
        MPI_Ssend(buffer, 8, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD);
    return 0;
END
    run 80 --report sarif --report-file near.sarif
    program "$PWD/far.c" <<'END'
    return 0;
END
    run 81 --report sarif --report-file far.sarif
    dryrun check -n 2 --max-schedules 1 --report sarif ./app >stdout \
        2>check.sarif
}

# The schema of the standard: sarif-2.1.0-rtm.5.json is SchemaStore's (Apache
# License 2.0), as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) has
# it, unchanged.
sarif_fits_its_schema() { # case
    python3 -c 'import jsonschema' 2>/dev/null || {
        echo "jsonschema is missing: .ci/packages.sh tests"
        exit 77
    }
    cat >fits.py <<'END'
import json
import sys

import jsonschema

schema, report = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft4Validator.check_schema(schema)
faults = list(jsonschema.Draft4Validator(
    schema, format_checker=jsonschema.FormatChecker()).iter_errors(report))
for fault in faults:
    print("/".join(map(str, fault.path)), fault.message)
sys.exit(bool(faults))
END
    schema=$source/tests/report/sarif-2.1.0-rtm.5.json
    sarif_reports
    for file in near far check; do
        python3 fits.py "$schema" $file.sarif || differs "$file.sarif"
        # A breach is seen.
        jq '.runs[0].results[0].level = "fatal"' $file.sarif >broken.sarif
        ! python3 fits.py "$schema" broken.sarif >faults ||
            differs "a level that is none is not seen"
    done
}

# Microsoft's validator has rules beyond the schema.
sarif_is_valid() { # case
    version=5.7.0
    sum=27d8e3e96dde578a23b7c45035b8d741fece5731e2700aa068015b8c44d1514e
    cache=$build/downloads/sarif-multitool-$version
    validator=$cache/package/Sarif.Multitool
    if [ ! -x "$validator" ]; then
        curl -sSfL -m 120 -o tool.tgz \
            "https://registry.npmjs.org/@microsoft/sarif-multitool-linux/-/sarif-multitool-linux-$version.tgz" || {
            echo "no network: skipped"
            exit 77
        }
        echo "$sum  tool.tgz" | sha256sum -c || differs "another validator"
        mkdir -p "$cache"
        tar xzf tool.tgz -C "$cache"
        chmod +x "$validator"
    fi
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    sarif_reports
    for file in near far check; do
        "$validator" validate $file.sarif >log 2>&1 || differs "does not run"
        cat log
        # There is no page about the tool to refer to (SARIF2005).
        ! grep -E '(error|warning) (JSON|SARIF)' log | grep -v SARIF2005 || differs "not valid"
        grep -q 'Analysis completed successfully' log || differs "no answer"
    done
}

"$2" || differs "case $2"
exit $failed

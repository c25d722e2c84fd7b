#!/bin/sh
# tests/process/cases.sh BUILD CASE: a rank among its files, like a process.
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

# Build the program on standard input.
program() {
    { echo '#include <mpi.h>'; echo '#include <stdio.h>'; cat; } >app.c
    drycc "$@" app.c -o app || differs "app.c does not build"
}

# What the run printed is the text on standard input.
printed() {
    diff - output || differs "another output"
}

preloaded_functions_come_first() { # case
    # It needs versions of others, as allocators do, and defines none.
    cat >seven.c <<'END'
#include <stdlib.h>
int atoi(const char *text)
{
    return 100 + (int)strtol(text, NULL, 10);
}
END
    cc -shared -fPIC seven.c -o libseven.so
    program -O0 -fno-builtin <<'END'
#include <stdlib.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    printf("%d\n", atoi("7"));
    return MPI_Finalize();
}
END
    dryrun -q ./app >output
    echo 7 | printed
    LD_PRELOAD=$work/libseven.so dryrun -q ./app >output
    echo 107 | printed
}

a_report_that_is_lost_is_a_failure() { # case
    echo 'int main(int c, char **v)
        { MPI_Init(&c, &v); return MPI_Finalize(); }' | program
    for command in "" check explore; do
        dryrun $command --report json --report-file /dev/full ./app 2>output
        [ $? -eq 65 ] || differs "it is not 65 for dryrun $command"
        grep -q '^dryrun: cannot write the report to /dev/full: No space' \
            output || differs "said: $(cat output)"
    done
}

# Before the program runs, and whichever option names the file.
files_that_cannot_be_written_have_one_status() { # case
    program <<'END'
#include <stdio.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    puts("it runs");
    return MPI_Finalize();
}
END
    while read -r command option file; do
        dryrun $command $option /nowhere/$file ./app >stdout 2>output
        status=$?
        [ $status -eq 65 ] ||
            differs "it is $status for dryrun $command $option"
        [ ! -s stdout ] || differs "$command $option: it runs"
        grep -q '^dryrun: cannot write .*to /nowhere/.*' output ||
            differs "$command $option: $(cat output)"
    done <<'END'
-q --report-file r
-q --trace t.html
-q --trace t.csv
-q --deadlock-graph g.svg
check --report-file r
explore --report-file r
explore --schedules s
compare -o t.csv
END
    dryrun platform new crossbar 4 -o /nowhere/p.xml >stdout 2>output
    [ $? -eq 65 ] || differs "it is not 65 for a platform"
    grep -q '^dryrun: cannot write the platform to /nowhere/p.xml: No such' \
        output || differs "said: $(cat output)"
}

# The loop ends by a signal only, so that it takes long enough anywhere.
a_long_run_shows_a_sign_of_life_on_a_terminal_only() { # case
    program <<'END'
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    for (;;)
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
}
END
    clear=$(printf '\r\033[K')
    script -qec "timeout -s INT 4 dryrun ./app" /dev/null </dev/null >output
    grep -q '^.dryrun: [2-9] s so far, 0.000000000 s simulated' output ||
        differs "no sign: $(cat output)"
    grep -qF "${clear}dryrun: error: abort" output ||
        differs "it stays: $(cat output)"
    script -qec "timeout -s INT 4 dryrun -q ./app" /dev/null </dev/null >output
    ! grep -q 'so far' output || differs "not quiet"
    timeout -s INT 4 dryrun ./app 2>output
    ! grep -q 'so far' output || differs "a sign in a file"
}

a_mistyped_command_is_told() { # case
    dryrun explroe -n 2 ./app 2>output
    [ $? -eq 65 ] || differs "it is not 65"
    printed <<'END'
dryrun: cannot open 'explroe': No such file or directory; is the command "dryrun explore" meant?
END
    dryrun sorted 2>output
    printed <<'END'
dryrun: cannot open 'sorted': No such file or directory
END
    # A program of that name is no slip.
    echo 'int main(void) { return 3; }' | program
    mv app chekc
    dryrun chekc 2>output
    [ $? -eq 3 ] || differs "$(cat output)"
}

a_rank_that_changes_folder_does_not_move_the_report() { # case
    program <<'END'
#include <unistd.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Finalize();
    return chdir("elsewhere");
}
END
    mkdir elsewhere
    dryrun --report-file report ./app || differs "status $?"
    grep -q 'ok after' report || differs "no report"
    dryrun --report-file report ./no-such-program 2>/dev/null
    [ ! -e report ] || differs "a report without a run"
}

standard_input_goes_to_the_first_rank() { # case
    program <<'END'
int main(int argc, char **argv)
{
    char line[100];
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    while (fgets(line, sizeof line, stdin))
        printf("rank %d read %s", rank, line);
    printf("rank %d: %s\n", rank, feof(stdin) ? "end" : "error");
    MPI_Finalize();
    return 0;
}
END
    printf 'one\ntwo\n' | dryrun -n 2 -q ./app >output
    printed <<'END'
rank 0 read one
rank 0 read two
rank 0: end
rank 1: end
END
}

variables_of_own_libraries_are_private() { # case
    cat >count.c <<'END'
static int hidden = 5;
int visible = 6;
int *where = &visible;
__thread int of_thread = 8;
int count(void)
{
    static int calls;
    hidden++;
    return ++calls;
}
int get_hidden(void)
{
    return hidden;
}
END
    drycc -shared count.c -o libcount.so
    program -L. -Wl,-rpath,"$work" -Wl,--no-as-needed -lcount <<'END'
extern int visible, *where;
extern __thread int of_thread;
int count(void), get_hidden(void);
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < rank; i++)
        count();
    visible += rank;
    of_thread += rank;
    MPI_Barrier(MPI_COMM_WORLD);
    printf("%d: count %d hidden %d visible %d %d thread %d\n", rank, count(),
           get_hidden(), visible, *where, of_thread);
    MPI_Finalize();
    return 0;
}
END
    dryrun -n 3 -q ./app >output
    sort -o output output
    printed <<'END'
0: count 1 hidden 5 visible 6 6 thread 8
1: count 2 hidden 6 visible 7 7 thread 9
2: count 3 hidden 7 visible 8 8 thread 10
END
}

directory_and_environment_are_the_users() { # case
    program <<'END'
#include <stdlib.h>
int main(void)
{
    FILE *file = fopen("here.txt", "r");
    char word[20] = "nothing";
    if (file && fscanf(file, "%19s", word) == 1)
        printf("%s %s\n", word, getenv("DRYRUN_TEST"));
    return 0;
}
END
    echo hello >here.txt
    DRYRUN_TEST=world dryrun -n 1 -q ./app >output
    printed <<'END'
hello world
END
}

each_rank_has_files_of_its_own() { # case
    program <<'END'
int main(int argc, char **argv)
{
    char name[20], line[40];
    FILE *file;
    int rank, n = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    sprintf(name, "out.%d", rank);
    file = fopen(name, "w+");
    for (int i = 0; i < 3; i++) {
        fprintf(file, "rank %d line %d\n", rank, i);
        MPI_Barrier(MPI_COMM_WORLD);
    }
    rewind(file);
    while (fgets(line, sizeof line, file))
        n++;
    fclose(file);
    printf("%s: %d lines\n", name, n);
    MPI_Finalize();
    return 0;
}
END
    dryrun -n 2 -q ./app >output
    sort -o output output
    printed <<'END'
out.0: 3 lines
out.1: 3 lines
END
    cmp out.1 - <<'END' || differs "out.1"
rank 1 line 0
rank 1 line 1
rank 1 line 2
END
}

output_is_binary_and_may_be_large() { # case
    program <<'END'
#include <string.h>
int main(int argc, char **argv)
{
    static char block[100000];
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    memset(block, rank ? 0xff : 0, sizeof block);
    MPI_Barrier(MPI_COMM_WORLD);
    for (int i = 0; i < 10; i++)
        fwrite(block, 1, sizeof block, stdout);
    MPI_Finalize();
    return 0;
}
END
    dryrun -n 2 -q ./app >output
    [ "$(wc -c <output)" -eq 2000000 ] || differs "$(wc -c <output) bytes"
    [ "$(tr -d '\0' <output | wc -c)" -eq 1000000 ] || differs "bytes changed"
}

standard_error_is_passed_on() { # case
    program <<'END'
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    fprintf(stderr, "rank %d complains\n", rank);
    MPI_Finalize();
    return 0;
}
END
    dryrun -n 2 -q ./app 2>output
    sort -o output output
    printed <<'END'
rank 0 complains
rank 1 complains
END
}

"$2" || differs "case $2"
exit $failed

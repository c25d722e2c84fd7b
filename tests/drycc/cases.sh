#!/bin/sh
# tests/drycc/cases.sh BUILD CASE: one thing that drycc promises.
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

# A run that must succeed and print this.
prints() { # text command...
    want=$1
    shift
    got=$("$@" 2>"$work/errors") || { cat "$work/errors"; differs "status of $*"; }
    [ "$got" = "$want" ] || differs "$* printed \"$got\", not \"$want\""
}

refuses() { # regular-expression command...
    want=$1
    shift
    "$@" >"$work/output" 2>&1 && differs "$* succeeded"
    grep -qE -- "$want" "$work/output" || {
        cat "$work/output"
        differs "no word of $want"
    }
}

cat >rank.c <<'END'
#include <mpi.h>
#include <stdio.h>
int answer(void);
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("rank %d says %d\n", rank, answer());
    MPI_Finalize();
    return 0;
}
END
echo 'int answer(void) { return 42; }' >answer.c
both='rank 0 says 42
rank 1 says 42'
one='rank 0 says 42'

several_files_and_objects() { # case
    drycc -c answer.c && drycc rank.c answer.o -o app
    prints "$both" dryrun -n 2 -q ./app
}

main_in_an_archive() { # case
    drycc -c answer.c && drycc -c rank.c && ar -rc libapp.a rank.o answer.o
    drycc libapp.a -o app || differs "the archive alone"
    prints "$both" dryrun -n 2 -q ./app
}

compiling_in_steps() { # case
    drycc -E rank.c -o rank.i && drycc -S rank.i -o rank.s &&
        drycc -c rank.s -o rank.o && drycc -c answer.c &&
        drycc answer.o rank.o
    prints "$both" dryrun -n 2 -q ./a.out
}

a_program_runs_by_itself_with_one_rank() { # case
    drycc rank.c answer.c -o app
    prints "$one" ./app
    [ -s "$work/errors" ] && differs "said: $(cat "$work/errors")"
    cd / && prints "$one" env PATH="$work:$PATH" app
}

options_that_contradict_a_shared_object() { # case
    for option in -static -pie -no-pie -fPIE -fno-pic -static-pie; do
        drycc $option rank.c answer.c -o app || differs "$option"
        prints "$one" dryrun -n 1 -q ./app
    done
}

optimisation_at_link_time() { # case
    drycc -O2 -flto -fvisibility=hidden -ffunction-sections \
        -Wl,--gc-sections rank.c answer.c -o app
    prints "$both" dryrun -n 2 -q ./app
    prints "$one" ./app
}

shared_libraries() { # case
    drycc -shared answer.c -o libanswer.so
    drycc rank.c -L. -lanswer -Wl,-rpath,"$work" -o app
    prints "$both" dryrun -n 2 -q ./app
}

static_libraries() { # case
    drycc -c answer.c && ar rcs libanswer.a answer.o
    drycc rank.c -L. -lanswer -o app
    prints "$both" dryrun -n 2 -q ./app
}

source_from_standard_input() { # case
    drycc -x c - answer.c -o app <rank.c
    prints "$one" dryrun -n 1 -q ./app
}

response_files() { # case
    mkdir 'a b' && cp answer.c 'a b/'
    printf '%s\n' '-O1 "rank.c"' "'a b/answer.c'" '-o app' >words
    drycc @words
    prints "$one" dryrun -n 1 -q ./app
}

cplusplus() { # case
    cat >app.cc <<'END'
#include <iostream>
#include <mpi.h>
#include <vector>
static std::vector<int> numbers{1, 2, 39};
int main(int argc, char **argv)
{
    int rank, sum = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    try {
        for (int n : numbers)
            sum += n;
        throw sum;
    } catch (int caught) {
        std::cout << "rank " << rank << " says " << caught << std::endl;
    }
    MPI_Finalize();
}
END
    dryc++ -Wall app.cc -o app
    prints "$both" dryrun -n 2 -q ./app
}

a_missing_mpi_function_fails_to_link() { # case
    echo 'int MPI_Teleport(int); int main(void) { return MPI_Teleport(3); }' \
        >app.c
    refuses 'undefined reference to .MPI_Teleport' drycc app.c -o app
}

mpi_functions_of_simgrid_are_not_linked() { # case
    # A function that SimGrid has and we lack must stay undefined, in a
    # program and in a library that it uses.
    simgrid=$(ldd "$build/lib/libdryrun.so.0" | sed -n \
        's/.*libsimgrid[^ ]* => \([^ ]*\).*/\1/p')
    exported() {
        nm -D --defined-only "$1" | sed -n 's/.* [TW] \(MPI_[A-Za-z_]*\)$/\1/p' |
            sort
    }
    exported "$simgrid" >theirs
    exported "$build/lib/libdryrun.so.0" >ours
    only=$(comm -23 theirs ours | head -1)
    [ -n "$only" ] || return
    echo "int $only(void); int use(void) { return $only(); }" >use.c
    echo 'int use(void); int main(void) { return use(); }' >main.c
    refuses "undefined reference to .$only" drycc use.c main.c
    drycc -shared use.c -o libuse.so
    refuses "undefined reference to .$only" drycc main.c -L. -luse
}

undeclared_libc_functions_are_warnings() { # case
    echo 'int main(void) { return puts("hello") < 0; }' >app.c
    drycc app.c -o app 2>warnings || differs "drycc app.c"
    grep -q 'implicit declaration' warnings || differs "no warning"
    prints hello ./app
}

a_function_of_its_own_wins_over_libc() { # case
    # sleep() of the C library follows the simulation; these do not call it.
    cat >own.c <<'END'
unsigned sleep(unsigned n) { return n + 1; }
END
    cat >app.c <<'END'
#include <stdio.h>
unsigned sleep(unsigned);
int index(int n) { return n + 2; } /* a function of the C library, too */
int main(void) { return printf("%u %d\n", sleep(40), index(40)) < 0; }
END
    drycc -fno-builtin -c app.c && drycc -c own.c
    drycc own.o app.o -o app
    prints '41 42' ./app
    drycc app.o own.o -o app
    prints '41 42' ./app
    ar rcs libown.a own.o
    drycc app.o -L. -lown -o app
    prints '41 42' ./app
}

wrappers_of_the_profiling_interface_are_called() { # case
    cat >wrapper.c <<'END'
#include <mpi.h>
#include <stdio.h>
int MPI_Comm_rank(MPI_Comm comm, int *rank)
{
    int code = PMPI_Comm_rank(comm, rank);
    *rank += 100;
    return code;
}
END
    drycc rank.c answer.c wrapper.c -o app
    prints 'rank 100 says 42' ./app
    drycc -shared wrapper.c -o libwrapper.so
    drycc rank.c answer.c -L. -lwrapper -Wl,-rpath,"$work" -o app
    prints 'rank 100 says 42' ./app
}

# A library of wrappers, of which each rank has its own counters; linked as a
# shared library, or as an archive.
a_profiling_library_sees_calls_of_every_kind() { # case
    cat >wrapper.c <<'END'
#include <mpi.h>
#include <stdio.h>
static int calls[4];
int MPI_Send(const void *b, int n, MPI_Datatype t, int to, int tag, MPI_Comm c)
{
    calls[0]++;
    return PMPI_Send(b, n, t, to, tag, c);
}
int MPI_Type_vector_c(MPI_Count n, MPI_Count length, MPI_Count stride,
                      MPI_Datatype old, MPI_Datatype *type)
{
    calls[1]++;
    return PMPI_Type_vector_c(n, length, stride, old, type);
}
int MPI_T_cvar_get_num(int *n)
{
    calls[2]++;
    return PMPI_T_cvar_get_num(n);
}
int MPI_Pcontrol(const int level, ...)
{
    calls[3] += level;
    return PMPI_Pcontrol(level);
}
int MPI_Finalize(void)
{
    int rank;
    PMPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("%d: %d %d %d %d\n", rank, calls[0], calls[1], calls[2], calls[3]);
    return PMPI_Finalize();
}
END
    cat >calls.c <<'END'
#include <mpi.h>
int main(int argc, char **argv)
{
    int rank, n, value[8] = {0};
    MPI_Datatype type;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_T_cvar_get_num(&n);
    MPI_Type_vector_c(2, 1, 3, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_Pcontrol(rank + 2);
    if (rank == 0)
        MPI_Send(value, 1, type, 1, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(value, 1, type, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
END
    counted='0: 1 1 1 2
1: 0 1 1 3'
    drycc -shared wrapper.c -o libwrapper.so
    drycc calls.c -L. -lwrapper -Wl,-rpath,"$work" -o app
    prints "$counted" dryrun -n 2 -q ./app
    rm libwrapper.so
    drycc -c wrapper.c && ar rc libwrapper.a wrapper.o
    drycc calls.c -L. -lwrapper -o app
    prints "$counted" dryrun -n 2 -q ./app
}

a_program_needs_a_main() { # case
    refuses 'undefined reference to .main' drycc answer.c
}

show_prints_the_command() { # case
    for option in -show -compile_info -link_info -showme; do
        drycc $option rank.c -c | grep -q '^gcc .*rank.c' || differs $option
    done
    [ ! -e rank.o ] || differs "-show compiled"
    # What it prints does what drycc does.
    eval "$(drycc -show rank.c answer.c -o app)"
    prints "$one" ./app
    eval gcc "$(drycc -showme:compile) -c rank.c answer.c" &&
        eval gcc "rank.o answer.o $(drycc -showme:link) -o app2"
    prints "$one" ./app2
}

questions_to_the_compiler_are_passed_on() { # case
    [ "$(drycc -dumpversion)" = "$(gcc -dumpversion)" ] || differs version
    drycc -v 2>&1 | grep -q '^gcc version' || differs -v
    drycc --version | grep -q '^drycc [0-9]' || differs --version
    drycc --version | grep -q '^gcc ' || differs "--version of gcc"
    drycc --help | grep -q '^usage: drycc' || differs --help
}

wrong_usage() { # case
    drycc 2>/dev/null
    [ $? -eq 64 ] || differs "no words"
    drycc --backend=pvm rank.c 2>/dev/null
    [ $? -eq 64 ] || differs "a backend we lack"
    drycc -fdryrun-memroy rank.c 2>said
    [ $? -eq 64 ] || differs "a slip of the finger in an option of ours"
    grep -q 'the option is -fdryrun-memory, not -fdryrun-memroy' said ||
        differs "not said which option is meant"
    refuses 'No such file' drycc no-such-file.c
}

configure_scripts_work() { # case
    # What autoconf does: compile, run, look at the status.
    echo 'int main(void) { return 0; }' >conftest.c
    drycc -o conftest conftest.c && ./conftest || differs "returns 0"
    echo 'int main(void) { return 3; }' >conftest.c
    drycc -o conftest conftest.c
    ./conftest
    [ $? -eq 3 ] || differs "returns 3"
}

# What the report says of the check of memory.
memory() { # program
    dryrun -n 2 -q --report json --report-file report "$1" >/dev/null
    jq -r .checks.memory report
}

accesses_are_told_of() { # case
    cat >touch.c <<'END'
void touch(int *value) { *value = 1; }
END
    cat >main.cc <<'END'
#include <mpi.h>
#include <vector>
extern "C" void touch(int *value);
int main(int argc, char **argv)
{
    std::vector<int> numbers(8);
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Irecv(numbers.data(), 8, MPI_INT, 0, 0, MPI_COMM_SELF, &request);
    touch(&numbers[3]);
    MPI_Send(numbers.data() + 4, 0, MPI_INT, 0, 0, MPI_COMM_SELF);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END
    drycc -fdryrun-memory -fPIC -shared touch.c -o libtouch.so &&
        dryc++ -fdryrun-memory main.cc -L. -ltouch -Wl,-rpath,"$PWD" -o app ||
        differs "builds"
    [ "$(memory ./app)" = "done" ] || differs "all is watched"
    jq -r '.findings[] | .file, .line, .related[0].call' report >found
    printf 'touch.c\n1\nMPI_Irecv\n' | diff - found || differs "its place"
    drycc -shared touch.c -o libtouch.so
    [ "$(memory ./app | sed 's/:.*//')" = partly ] || differs "half is watched"
    drycc -c touch.c && dryc++ main.cc touch.o -o app
    [ "$(memory ./app | sed 's/:.*//')" = "not done" ] ||
        differs "nothing is watched"
    drycc -showme:compile -fdryrun-memory | grep -q memory.specs ||
        differs "flags"
}

deletes_are_told_at_the_programs_line() { # case
    cat >main.cc <<'END'
#include <mpi.h>
#include <memory>
#include <vector>
static MPI_Request requests[2];
static int sent[8];
static void begin(int n)
{
    std::vector<int> numbers(n);
    MPI_Irecv(numbers.data(), n, MPI_INT, 0, 0, MPI_COMM_SELF, requests);
} // line 10
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    std::unique_ptr<int[]> array(new int[8]), kept(new int[8]);
    begin(8);
    MPI_Irecv(array.get(), 8, MPI_INT, 0, 1, MPI_COMM_SELF, requests + 1);
    array.reset(); // line 17
    MPI_Send(sent, 8, MPI_INT, 0, 0, MPI_COMM_SELF);
    MPI_Send(sent, 8, MPI_INT, 0, 1, MPI_COMM_SELF);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Irecv(kept.get(), 8, MPI_INT, 0, 0, MPI_COMM_SELF, requests);
    MPI_Send(sent, 8, MPI_INT, 0, 0, MPI_COMM_SELF);
    MPI_Wait(requests, MPI_STATUS_IGNORE);
    kept.reset();
    MPI_Finalize();
    return 0;
}
END
    dryc++ -O0 main.cc -o app || differs "builds"
    dryrun -q --report json --report-file report ./app
    jq -r '.findings[] | .kind, .call, .line, .related[0].line' report >found
    printf '%s\n' buffer_in_use delete 10 9 buffer_in_use 'delete[]' 17 16 |
        diff - found || differs "places"
}

# What is found, and what the report says of the check.
buffers() { # options and arguments...
    dryrun -q --report json --report-file report "$@" >/dev/null
    jq -r '[.config.check_buffers, (.checks.buffer_in_use | sub(":.*"; "")),
        ([.findings[].kind] | unique | join(" "))] | join(",")' report
}

buffers_are_compared_as_asked() { # case
    cat >self.c <<'END'
#include <mpi.h>
#include <stdlib.h>
static char out[400000], in[400000];
int main(int argc, char **argv)
{
    MPI_Comm self = MPI_COMM_SELF;
    MPI_Request requests[2];
    int bytes = atoi(argv[1]);
    MPI_Init(&argc, &argv);
    MPI_Irecv(in, bytes, MPI_CHAR, 0, 0, self, &requests[0]);
    MPI_Isend(out, bytes, MPI_CHAR, 0, 0, self, &requests[1]);
    if (argc > 2)
        out[atoi(argv[2])] = 1;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
END
    drycc self.c -o self
    prints sampled,done, buffers ./self 4096
    prints sampled,done,buffer_in_use buffers ./self 4096 2011
    prints sampled,partly, buffers ./self 400000
    for byte in 0 63 399936 399999; do # the first and the last lines
        prints sampled,partly,buffer_in_use buffers ./self 400000 $byte
    done
    prints sampled,partly, buffers ./self 400000 1000 # between two lines
    prints all,done,buffer_in_use buffers --check-buffers all ./self 400000 1000
    prints "no,not done," buffers --check-buffers no ./self 4096 2011
    dryrun -v ./self 8 2>&1 | grep -q 'check of memory: not done: ' ||
        differs "says what was not done"
}

memory_that_is_gone() { # case
    cat >gone.c <<'END'
#include <mpi.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    size_t bytes = 1 << 16;
    static char in[1 << 16];
    void *out = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Isend(out, bytes, MPI_CHAR, 0, 0, MPI_COMM_SELF, &request);
    syscall(SYS_munmap, out, bytes); /* unseen */
    MPI_Recv(in, bytes, MPI_CHAR, 0, 0, MPI_COMM_SELF, MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END
    drycc gone.c -o gone
    dryrun -q ./gone >said 2>&1
    [ $? -eq 81 ] || differs "misuse, no crash"
    grep -q 'pending MPI_Isend is not there any more' said || differs "$(cat said)"
}

real_mpi() { # case
    for mpi in openmpi mpich; do
        command -v mpicc.$mpi >/dev/null || continue
        export DRYRUN_MPICC=mpicc.$mpi
        cat >compute.c <<'END'
#include <dryrun.h>
#include <mpi.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    DR_Compute(0.001);
    MPI_Finalize();
    return 0;
}
END
        drycc --backend=mpi compute.c -o compute || differs "$mpi builds"
        drycc --backend=mpi -c compute.c -o compute.o &&
            drycc --backend=mpi compute.o -o compute2 || differs "$mpi links"
        ldd ./compute | grep -q libdryrun && differs "linked libdryrun"
        drycc --backend=mpi -show compute.c | grep -q compute.c ||
            differs "$mpi -show"
    done
}

all_apps_for_a_real_mpi() { # case
    cmake -G Ninja -S "$source" -B made -DDRYRUN_BACKEND=mpi >log 2>&1 &&
        cmake --build made --target apps >>log 2>&1 || { cat log; differs; }
    for file in "$source"/apps/*/*.c; do
        ldd "$(find made/apps -type f -name "$(basename "$file" .c)")" |
            grep -q 'libmpi' || differs "$file is not linked with an MPI"
    done
}

"$2"
exit $failed

/*
 * test_crash.c - suite "core/crash": signals of a rank and where they came
 * from.
 *
 * Each program runs in a child process, on a stack with a guard page like a
 * rank's.  If this fails, look in sim/core/crash.c.
 */
#include "core/crash.h"

#include <CUnit/Basic.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>

#include "core/world.h"
#include "tiny.h"

enum {
    STACK = 256 * 1024,
    PAGE = 4096
};

static char report[512]; /* of the last child */
static int status;

/* What a child reports: signal, rank, flags, function and line. */
static void print_crash(const struct dr_crash *crash)
{
    struct dr_place place = {0};
    char line[256];
    int length;

    dr_image_find(dr_world->image, crash->site, &place);
    length = snprintf(line, sizeof line, "%d %d %s%s%s:%d", crash->signal,
                      crash->rank, crash->stack_overflow ? "overflow " : "",
                      crash->has_address && !crash->address ? "null " : "",
                      place.function ? place.function : "?", place.line);
    if (write(1, line, (size_t)length) != length)
        _exit(1);
    _exit(82);
}

static void run_rank(void)
{
    char *argv[] = {(char *)"program", NULL};

    dr_process_run(&dr_world->self->process, 1, argv, stdin);
    _exit(dr_world->self->process.status);
}

/* Be the child: a world with the one rank 3, on a stack of its own. */
static void be_rank(const char *path, dr_crash_fn *reporter)
{
    static struct dr_world world;
    static struct dr_rank rank = {.id = 3};
    static ucontext_t context;
    struct dr_text error = DR_TEXT_EMPTY;
    char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    mprotect(stack, PAGE, PROT_NONE);
    dr_world = &world;
    world.image = dr_image_open(path, &error);
    if (!world.image) {
        fprintf(stderr, "%s\n", error.data);
        _exit(1);
    }
    rank.process.copy = dr_copy_new(world.image, &error);
    world.self = &rank;
    world.watch = dr_crash_install(reporter);
    getcontext(&context);
    context.uc_stack.ss_sp = stack;
    context.uc_stack.ss_size = STACK;
    makecontext(&context, run_rank, 0);
    setcontext(&context);
}

/* Run a program to its bitter end; leaves `report` and `status`.  If
 * `interrupts` is not 0, that many SIGINT are sent, 50 ms apart, once it has
 * written a byte. */
static void run(const char *name, const char *options, const char *source,
                dr_crash_fn *reporter, int interrupts)
{
    char path[256];
    ssize_t length;
    int ends[2];
    pid_t child;

    tiny_build(name, options, source);
    snprintf(path, sizeof path, "./%s", name);
    fflush(NULL);
    if (pipe(ends) != 0)
        exit(1);
    child = fork();
    if (child == 0) {
        dup2(ends[1], 1);
        be_rank(path, reporter);
        _exit(1);
    }
    close(ends[1]);
    if (interrupts > 0 && read(ends[0], report, 1) != 1)
        exit(1);
    for (int i = 0; i < interrupts; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
        kill(child, SIGINT);
    }
    length = read(ends[0], report, sizeof report - 1);
    report[length > 0 ? length : 0] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
}

/* The program ends with status 82 and this report. */
static void crashes_with(const char *name, const char *source,
                         const char *expected)
{
    run(name, TINY_AS_DRYCC " -w", source, print_crash, 0);
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 82);
    CU_ASSERT_STRING_EQUAL(report, expected);
}

static void null_pointer_names_rank_and_line(void)
{
    crashes_with("null",
                 "int *p;\n"
                 "static void step(void) {\n"
                 "    *p = 1; }\n"
                 "int main(void) { step(); return 0; }",
                 "11 3 null step:3");
}

static void null_pointer_inside_libc_names_the_caller(void)
{
    crashes_with("libc",
                 "#include <string.h>\n#include <stdio.h>\n"
                 "char *text; char out[100];\n"
                 "int main(void) {\n"
                 "    return strlen(text); }",
                 "11 3 null main:5");
    crashes_with("libc2",
                 "#include <stdio.h>\n"
                 "char *text = (char *)8; char out[100];\n"
                 "int main(void) {\n"
                 "    return sprintf(out, \"%s\", text); }",
                 "11 3 main:4");
}

static void callback_of_libc_names_the_callback(void)
{
    crashes_with("callback",
                 "#include <stdlib.h>\n"
                 "int *p; static int by(const void *a, const void *b) {\n"
                 "    return *p; }\n"
                 "int list[] = {3, 2, 1};\n"
                 "int main(void) { qsort(list, 3, sizeof(int), by); }",
                 "11 3 null by:3");
}

static void call_of_a_null_function_names_the_call(void)
{
    crashes_with("jump",
                 "void (*f)(void);\n"
                 "int main(void) {\n"
                 "    f();\n"
                 "    return 1; }",
                 "11 3 null main:3");
}

static void endless_recursion_is_a_stack_overflow(void)
{
    crashes_with("deep",
                 "int deep(int n) {\n"
                 "    char room[100]; room[n % 100] = n;\n"
                 "    return deep(n + 1) + room[n % 50]; }\n"
                 "int main(void) { return deep(0); }",
                 "11 3 overflow deep:1");
}

static void large_local_array_is_a_stack_overflow(void)
{
    crashes_with("wide",
                 "int main(void) {\n"
                 "    volatile char room[260000];\n"
                 "    room[200000] = 1;\n"
                 "    return room[16]; }",
                 "11 3 overflow main:4");
}

static void division_by_zero_is_reported(void)
{
    crashes_with("zero",
                 "int n;\n"
                 "int main(void) {\n"
                 "    return 5 / n; }",
                 "8 3 main:3");
}

static void abort_names_its_call(void)
{
    crashes_with("abort",
                 "#include <stdlib.h>\n"
                 "int main(void) {\n"
                 "    abort(); }",
                 "6 3 main:3");
}

static void fault_in_the_report_still_ends_with_82(void)
{
    run("again", TINY_AS_DRYCC, "int *p; int main(void) { return *p; }",
        (dr_crash_fn *)8, 0);
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 82);
}

/* Says that it runs, then never stops. */
static const char endless[] = "#include <sys/syscall.h>\n"
                              "#include <unistd.h>\n"
                              "int main(void) {\n"
                              "    syscall(SYS_write, 1, \"!\", 1);\n"
                              "    for (volatile int n = 0;; n++) ; }";

static void endless_loop_is_interrupted(void)
{
    run("loop", TINY_AS_DRYCC, endless, print_crash, 1);
    CU_ASSERT_STRING_EQUAL(report, "2 3 main:5");
}

static void insisting_user_is_obeyed_at_once(void)
{
    run("loop2", TINY_AS_DRYCC, endless, print_crash, 2);
    CU_ASSERT_STRING_EQUAL(report, "2 3 main:5");
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo tests[] = {
    TEST(null_pointer_names_rank_and_line),
    TEST(null_pointer_inside_libc_names_the_caller),
    TEST(callback_of_libc_names_the_callback),
    TEST(call_of_a_null_function_names_the_call),
    TEST(endless_recursion_is_a_stack_overflow),
    TEST(large_local_array_is_a_stack_overflow),
    TEST(division_by_zero_is_reported),
    TEST(abort_names_its_call),
    TEST(fault_in_the_report_still_ends_with_82),
    TEST(endless_loop_is_interrupted),
    TEST(insisting_user_is_obeyed_at_once),
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/crash", tiny_begin, tiny_end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"

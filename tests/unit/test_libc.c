/*
 * test_libc.c - suite "api/libc": state of the C library, one per rank.
 *
 * What does not depend on the simulation: random numbers, strtok, getopt, the
 * environment, functions called at the end.  While no rank runs, each
 * function is the C library's own, which serves as the model.
 */
#include <CUnit/Basic.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>

#include "api/libc.h"
#include "tiny.h"

long __wrap_random(void);
int __wrap_rand(void);
void __wrap_srand(unsigned seed);
char *__wrap_initstate(unsigned seed, char *state, size_t size);
char *__wrap_setstate(char *state);
double __wrap_drand48(void);
long __wrap_lrand48(void);
void __wrap_srand48(long seed);
char *__wrap_strtok(char *text, const char *separators);
char *__wrap_getenv(const char *name);
int __wrap_setenv(const char *name, const char *value, int replace);
int __wrap_unsetenv(const char *name);
int __wrap_putenv(char *entry);
int __wrap_clearenv(void);
int __wrap_atexit(void (*function)(void));
int __wrap_on_exit(void (*function)(int, void *), void *argument);
void __wrap_exit(int status);
int __wrap_getopt(int argc, char *const *argv, const char *shorts);
int __wrap_getopt_long(int argc, char *const *argv, const char *shorts,
                       const struct option *longs, int *which);
int __wrap_getopt_long_only(int argc, char *const *argv, const char *shorts,
                            const struct option *longs, int *which);

static struct dr_world world;
static struct dr_rank ranks[2];
static struct dr_image *image;

static int begin(void)
{
    struct dr_text error = DR_TEXT_EMPTY;

    if (tiny_begin() != 0)
        return 1;
    tiny_build("none", TINY_AS_DRYCC, "int main(void) { return 0; }");
    image = dr_image_open("./none", &error);
    world.thread = pthread_self();
    dr_world = &world;
    world.ranks = ranks;
    return image == NULL;
}

/* Both ranks as in a fresh process; none runs. */
static void fresh(void)
{
    struct dr_text error = DR_TEXT_EMPTY;

    for (int i = 0; i < 2; i++) {
        dr_process_end(&ranks[i].process);
        ranks[i] = (struct dr_rank){.id = i};
        ranks[i].process.copy = dr_copy_new(image, &error);
    }
    world.self = NULL;
}

static int end(void)
{
    fresh();
    dr_image_end(image);
    dr_world = NULL;
    return tiny_end();
}

/* Let a rank run; -1: none. */
static void be(int rank)
{
    world.self = rank < 0 ? NULL : &ranks[rank];
}

static void every_rank_has_the_random_numbers_of_a_fresh_process(void)
{
    int first = rand(), second = rand();

    fresh();
    for (int i = 0; i < 2; i++) {
        be(i);
        CU_ASSERT_EQUAL(__wrap_rand(), first);
    }
    for (int i = 0; i < 2; i++) {
        be(i);
        CU_ASSERT_EQUAL(__wrap_random(), second);
    }
}

static void seeding_one_rank_leaves_the_other(void)
{
    int model, first;

    srand(1);
    first = rand();
    srand(77);
    model = rand();
    fresh();
    be(0);
    __wrap_srand(77);
    be(1);
    CU_ASSERT_EQUAL(__wrap_rand(), first);
    be(0);
    CU_ASSERT_EQUAL(__wrap_rand(), model);
}

static void random_state_can_be_switched(void)
{
    char model_state[64], state[64];
    char *old = initstate(5, model_state, sizeof model_state);
    long model = random(), again;

    setstate(old);
    srandom(1);
    again = random();
    fresh();
    be(0);
    old = __wrap_initstate(5, state, sizeof state);
    CU_ASSERT_EQUAL(__wrap_random(), model);
    CU_ASSERT_PTR_EQUAL(__wrap_setstate(old), state);
    CU_ASSERT_EQUAL(__wrap_random(), again);
}

static void drand48_has_one_sequence_per_rank(void)
{
    double model = drand48();
    long seeded;

    srand48(9);
    seeded = lrand48();
    fresh();
    be(0);
    CU_ASSERT_EQUAL(__wrap_drand48(), model);
    __wrap_srand48(9);
    be(1);
    CU_ASSERT_EQUAL(__wrap_drand48(), model);
    be(0);
    CU_ASSERT_EQUAL(__wrap_lrand48(), seeded);
}

static void strtok_goes_on_where_the_rank_was(void)
{
    char one[] = "a b", other[] = "x,y";

    fresh();
    be(0);
    CU_ASSERT_STRING_EQUAL(__wrap_strtok(one, " "), "a");
    be(1);
    CU_ASSERT_STRING_EQUAL(__wrap_strtok(other, ","), "x");
    be(0);
    CU_ASSERT_STRING_EQUAL(__wrap_strtok(NULL, " "), "b");
    CU_ASSERT_PTR_NULL(__wrap_strtok(NULL, " "));
    be(1);
    CU_ASSERT_STRING_EQUAL(__wrap_strtok(NULL, ","), "y");
}

static void environment_of_one_rank_is_not_seen_by_others(void)
{
    char entry[] = "DRYRUN_B=put";

    setenv("DRYRUN_A", "all", 1);
    fresh();
    be(0);
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_A"), "all");
    CU_ASSERT_EQUAL(__wrap_setenv("DRYRUN_A", "mine", 0), 0);
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_A"), "all");
    CU_ASSERT_EQUAL(__wrap_setenv("DRYRUN_A", "mine", 1), 0);
    CU_ASSERT_EQUAL(__wrap_putenv(entry), 0);
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_A"), "mine");
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_B"), "put");
    entry[9] = 'c';
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_B"), "cut");
    be(1);
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_A"), "all");
    CU_ASSERT_PTR_NULL(__wrap_getenv("DRYRUN_B"));
    CU_ASSERT_EQUAL(__wrap_unsetenv("DRYRUN_A"), 0);
    CU_ASSERT_PTR_NULL(__wrap_getenv("DRYRUN_A"));
    CU_ASSERT_EQUAL(__wrap_clearenv(), 0);
    CU_ASSERT_PTR_NULL(__wrap_getenv("PATH"));
    be(0);
    CU_ASSERT_PTR_NOT_NULL(__wrap_getenv("PATH"));
    CU_ASSERT_EQUAL(__wrap_setenv("A=B", "", 1), -1);
    CU_ASSERT_EQUAL(errno, EINVAL);
    be(-1);
    CU_ASSERT_STRING_EQUAL(__wrap_getenv("DRYRUN_A"), "all");
}

static char calls[16];

static void note_a(void)
{
    strcat(calls, "a");
}

static void note_b_and_exit(void)
{
    strcat(calls, "b");
    __wrap_exit(4);
}

static void note_status(int status, void *text)
{
    strcat(calls, text);
    strcat(calls, status == 259 ? "!" : "?");
}

static void exit_calls_atexit_functions_last_one_first(void)
{
    jmp_buf way_out;

    fresh();
    calls[0] = '\0';
    be(1);
    __wrap_atexit(note_a);
    be(0);
    __wrap_atexit(note_a);
    __wrap_atexit(note_b_and_exit);
    __wrap_on_exit(note_status, (char *)"s");
    ranks[0].process.way_out = &way_out;
    if (setjmp(way_out) == 0)
        __wrap_exit(259);
    CU_ASSERT_STRING_EQUAL(calls, "s!ba");
    CU_ASSERT_EQUAL(ranks[0].process.ending, DR_EXITED);
    CU_ASSERT_EQUAL(ranks[0].process.status, 4);
    CU_ASSERT_EQUAL(ranks[1].process.ending, DR_STILL_RUNNING);
}

/* A way to scan a command line: which function, which options. */
struct way {
    int form; /* 0: getopt, 1: getopt_long, 2: getopt_long_only */
    const char *shorts;
};

static int flag;
static const struct option longs[] = {
    {"all", no_argument, NULL, 'A'},   {"amount", required_argument, NULL, 'm'},
    {"alike", no_argument, NULL, 'A'}, {"b", optional_argument, NULL, 'B'},
    {"flag", no_argument, &flag, 7},   {0},
};

/* One step, by the rank's function or the model. */
static int step(const struct way *way, int argc, char **argv, int *which)
{
    if (way->form == 0)
        return __wrap_getopt(argc, argv, way->shorts);
    if (way->form == 1)
        return __wrap_getopt_long(argc, argv, way->shorts, longs, which);
    return __wrap_getopt_long_only(argc, argv, way->shorts, longs, which);
}

/* Compare the states after a step; optopt means something after errors. */
static bool same(const struct dr_variables *mine, int code, char **argv,
                 char **model, int argc)
{
    bool equal = mine->optind == optind && mine->optarg == optarg &&
                 (mine->optopt == optopt || (code != '?' && code != ':'));

    for (int i = 0; i < argc; i++)
        equal = equal && argv[i] == model[i];
    return equal;
}

/* Scan a command line both ways in step; false where they differ. */
static bool scans_alike(const struct way *way, int argc, char **argv)
{
    struct dr_variables *mine;
    char *model[8];
    int code, expected, which = -1, model_which = -1;

    memcpy(model, argv, sizeof model);
    fresh();
    optind = 0;
    opterr = 0;
    mine = dr_process_variables(&ranks[0].process);
    mine->opterr = 0;
    do {
        be(-1);
        expected = step(way, argc, model, &model_which);
        be(0);
        code = step(way, argc, argv, &which);
        if (code != expected || which != model_which ||
            !same(mine, code, argv, model, argc))
            return false;
    } while (code != -1);
    return true;
}

static void getopt_agrees_with_the_c_library_on_many_command_lines(void)
{
    static const char *const words[] = {
        "-a",     "-bX",   "-b",      "-ab",     "-ca",  "-c",
        "word",   "-",     "--",      "--all",   "--al", "--am=3",
        "--am",   "-all",  "--all=1", "--b",     "--b=", "--nonsense",
        "--flag", "-flag", "-cXY",    "-z",      "-a-",  "--a",
        "-amo",   "-W",    "",        "-amount", "-b=1", "other",
    };
    static const char *const shorts[] = {
        "ab:c::", "+ab:c::", "-ab:c::", ":ab:c::", "b:", ""};
    unsigned seed = 1, failed = 0;

    for (int round = 0; round < 100000; round++) {
        char *argv[8] = {(char *)"program"};
        int argc = 1 + rand_r(&seed) % 6;
        struct way way = {rand_r(&seed) % 3, shorts[rand_r(&seed) % 6]};

        for (int i = 1; i < argc; i++)
            argv[i] = (char *)words[(unsigned)rand_r(&seed) % 30];
        failed += !scans_alike(&way, argc, argv);
    }
    CU_ASSERT_EQUAL(failed, 0);
}

static void getopt_of_two_ranks_may_interleave(void)
{
    char *one[] = {(char *)"p", (char *)"-xy", (char *)"-z", NULL};
    char *other[] = {(char *)"p", (char *)"word", (char *)"-uv", NULL};

    fresh();
    be(0);
    CU_ASSERT_EQUAL(__wrap_getopt(3, one, "xyz"), 'x');
    be(1);
    CU_ASSERT_EQUAL(__wrap_getopt(3, other, "uv"), 'u');
    be(0);
    CU_ASSERT_EQUAL(__wrap_getopt(3, one, "xyz"), 'y');
    be(1);
    CU_ASSERT_EQUAL(__wrap_getopt(3, other, "uv"), 'v');
    be(0);
    CU_ASSERT_EQUAL(__wrap_getopt(3, one, "xyz"), 'z');
    CU_ASSERT_EQUAL(__wrap_getopt(3, one, "xyz"), -1);
    be(1);
    CU_ASSERT_EQUAL(__wrap_getopt(3, other, "uv"), -1);
    CU_ASSERT_EQUAL(dr_process_variables(&ranks[1].process)->optind, 2);
    CU_ASSERT_STRING_EQUAL(other[2], "word");
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo tests[] = {
    TEST(every_rank_has_the_random_numbers_of_a_fresh_process),
    TEST(seeding_one_rank_leaves_the_other),
    TEST(random_state_can_be_switched),
    TEST(drand48_has_one_sequence_per_rank),
    TEST(strtok_goes_on_where_the_rank_was),
    TEST(environment_of_one_rank_is_not_seen_by_others),
    TEST(exit_calls_atexit_functions_last_one_first),
    TEST(getopt_agrees_with_the_c_library_on_many_command_lines),
    TEST(getopt_of_two_ranks_may_interleave),
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"api/libc", begin, end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"

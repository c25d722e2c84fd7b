/*
 * test_output.c - suite "core/output": lines of ranks, and their stdin.
 *
 * Each test prints in a child process whose stdout and stderr are one file.
 * If this fails, look in sim/core/output.c.
 */
#include "core/output.h"

#include <CUnit/Basic.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/wait.h>

#include "core/process.h"
#include "core/world.h"
#include "tiny.h"

static struct dr_world world;
static struct dr_rank ranks[3];
static char printed[4096]; /* by the last child */

/* Let a rank run; -1: the engine. */
static void be(int rank)
{
    world.self = rank < 0 ? NULL : &ranks[rank];
}

/* Run `body` in a child with the ranks' streams; leaves `printed`. */
static void record(void body(void), bool tag)
{
    ssize_t length;
    int file;

    fflush(NULL);
    if (fork() == 0) {
        file = open("printed", O_RDWR | O_CREAT | O_TRUNC, 0600);
        dup2(file, 1);
        dup2(file, 2);
        dr_world = &world;
        for (int i = 0; i < 3; i++)
            ranks[i].id = i;
        world.output = dr_output_begin(3, tag);
        body();
        be(-1);
        dr_output_end(world.output);
        dr_output_free(world.output);
        _exit(0);
    }
    wait(NULL);
    file = open("printed", O_RDONLY);
    length = read(file, printed, sizeof printed - 1);
    printed[length > 0 ? length : 0] = '\0';
    close(file);
}

static void interleave(void)
{
    be(0);
    printf("one ");
    be(1);
    printf("other\nsecond ");
    puts("line");
    be(0);
    printf("line\n");
    be(2);
    printf("unfinished");
    be(1);
    printf("also");
}

static void lines_of_ranks_are_not_mixed(void)
{
    record(interleave, false);
    CU_ASSERT_STRING_EQUAL(printed, "other\nsecond line\none line\n"
                                    "alsounfinished");
}

static void tags_stand_before_every_line(void)
{
    record(interleave, true);
    CU_ASSERT_STRING_EQUAL(printed, "[1] other\n[1] second line\n"
                                    "[0] one line\n"
                                    "[1] also\n[2] unfinished\n");
}

static void end_early(void)
{
    be(1);
    printf("begun");
    be(-1);
    dr_output_end_rank(world.output, 1);
    be(0);
    printf("\nlater\n");
}

static void unfinished_line_is_written_when_its_rank_ends(void)
{
    record(end_early, false);
    CU_ASSERT_STRING_EQUAL(printed, "begun\nlater\n");
}

static void use_both(void)
{
    be(0);
    printf("out 1\n");
    fprintf(stderr, "err 1\n");
    printf("out 2\n");
    fprintf(stderr, "err ");
    be(1);
    fprintf(stderr, "of another\n");
    be(0);
    fprintf(stderr, "2\n");
}

static void stderr_comes_after_what_stdout_has_collected(void)
{
    record(use_both, false);
    CU_ASSERT_STRING_EQUAL(printed, "out 1\nerr 1\nout 2\nof another\n"
                                    "err 2\n");
}

static void write_much(void)
{
    char line[100];

    memset(line, 'x', sizeof line);
    line[99] = '\n';
    be(0);
    for (int i = 0; i < 100000; i++)
        fwrite(line, 1, sizeof line, stdout);
    for (int i = 0; i < 20; i++) {
        char *block = malloc(100000);

        memset(block, 'y', 100000);
        fwrite(block, 1, 100000, stdout);
        free(block);
    }
}

static void long_output_arrives_whole(void)
{
    record(write_much, false);
    tiny_run("test `wc -c < printed` = 12000000");
    tiny_run("test `grep -c '^x*$' printed` = 100000");
    tiny_run("test `tail -n 1 printed | tr -d y | wc -c` = 0");
}

static void print_from_engine(void)
{
    be(0);
    printf("rank\n");
    be(-1);
    printf("engine ");
    printf("line\n");
}

static void engine_prints_in_order_with_ranks(void)
{
    record(print_from_engine, true);
    CU_ASSERT_STRING_EQUAL(printed, "[0] rank\nengine line\n");
}

/* Run one life of ./name as a rank. */
static void live(const char *name, int rank)
{
    struct dr_text error = DR_TEXT_EMPTY;
    char *argv[] = {(char *)"program", NULL};

    if (!world.image)
        world.image = dr_image_open(name, &error);
    if (!world.image)
        fprintf(stderr, "%s\n", error.data);
    be(rank);
    ranks[rank].process.copy = dr_copy_new(world.image, &error);
    dr_process_run(&ranks[rank].process, 1, argv,
                   dr_output_input(world.output, rank));
}

static void run_cxx(void)
{
    live("./cout", 2);
    live("./cout", 1);
}

static void cxx_streams_know_the_rank(void)
{
    tiny_build("cout", TINY_AS_DRYCC " -lstdc++",
               "#include <iostream>\n"
               "int main() { std::cout << \"cout \" << 42 << std::endl;"
               "             std::cerr << \"cerr\\n\"; return 0; }");
    record(run_cxx, true);
    CU_ASSERT_STRING_EQUAL(printed, "[2] cout 42\n[2] cerr\n"
                                    "[1] cout 42\n[1] cerr\n");
}

static void read_all(void)
{
    int file = open("input", O_RDONLY);

    dup2(file, 0);
    live("./reader", 1);
    live("./reader", 0);
    live("./reader", 2);
}

static void rank_0_reads_stdin_and_others_see_its_end(void)
{
    tiny_run("printf 'a\\nb\\n' > input");
    tiny_build("reader", TINY_AS_DRYCC,
               "#include <stdio.h>\n"
               "int main(void) { char line[9]; int n = 0;"
               "  while (fgets(line, 9, stdin)) n++;"
               "  printf(\"%d lines\\n\", n); return 0; }");
    record(read_all, true);
    CU_ASSERT_STRING_EQUAL(printed, "[1] 0 lines\n[0] 2 lines\n[2] 0 lines\n");
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo tests[] = {
    TEST(lines_of_ranks_are_not_mixed),
    TEST(tags_stand_before_every_line),
    TEST(unfinished_line_is_written_when_its_rank_ends),
    TEST(stderr_comes_after_what_stdout_has_collected),
    TEST(long_output_arrives_whole),
    TEST(engine_prints_in_order_with_ranks),
    TEST(cxx_streams_know_the_rank),
    TEST(rank_0_reads_stdin_and_others_see_its_end),
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/output", tiny_begin, tiny_end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"

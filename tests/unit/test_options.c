/*
 * test_options.c - suite "cli/options".
 *
 * If this fails, look in sim/cli/options.c.
 */
#include "cli/options.h"

#include <CUnit/Basic.h>
#include <string.h>

#include "api/run.h"

enum {
    MOST_WORDS = 16
};

static struct dr_options options;
static struct dr_text error;
static char *words[MOST_WORDS];

/* Read a command line given as words with single blanks between them. */
static int read_line(const char *line)
{
    static char copy[256];
    int count = 0;

    strcpy(copy, line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
    dr_text_clear(&error);
    return dr_options_read(&options, count, words, &error);
}

static void refuses(const char *line, const char *because)
{
    CU_ASSERT_EQUAL(read_line(line), DR_EXIT_USAGE);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&error), because);
}

static int free_error(void)
{
    dr_text_end(&error);
    return 0;
}


static void words_after_the_program_are_the_programs(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun -n 4 ./app -n 7 --help"), 0);
    CU_ASSERT_EQUAL(options.config.nranks, 4);
    CU_ASSERT_EQUAL(options.ask, DR_ASK_RUN);
    CU_ASSERT_STRING_EQUAL(options.config.program, "./app");
    CU_ASSERT_EQUAL(options.config.argc, 4);
    CU_ASSERT_STRING_EQUAL(options.config.argv[3], "--help");
    CU_ASSERT_PTR_NULL(options.config.argv[4]);
}

static void without_options_the_platform_decides(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun a"), 0);
    CU_ASSERT_EQUAL(options.config.nranks, 1);
    CU_ASSERT_PTR_NULL(options.config.platform);
    CU_ASSERT_EQUAL(options.config.eager, DR_EAGER_OF_PLATFORM);
    CU_ASSERT_EQUAL(options.config.flow_from, -1);
    CU_ASSERT_EQUAL(options.config.net, DR_NET_HYBRID);
    CU_ASSERT_EQUAL(options.config.report, DR_REPORT_TEXT);
}

static void mpiruns_np_is_accepted(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun -p edr -np 3 ./app"), 0);
    CU_ASSERT_EQUAL(options.config.nranks, 3);
    CU_ASSERT_STRING_EQUAL(options.config.program, "./app");
}

static void words_become_the_enum_of_their_place(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun --net ns3 --map cyclic --progress=weak "
                              "--report none a"),
                    0);
    CU_ASSERT_EQUAL(options.config.net, DR_NET_NS3);
    CU_ASSERT_EQUAL(options.config.map, DR_MAP_CYCLIC);
    CU_ASSERT_EQUAL(options.config.progress, DR_PROGRESS_WEAK);
    CU_ASSERT_EQUAL(options.config.report, DR_REPORT_NONE);
    CU_ASSERT_EQUAL(read_line("dryrun --net flow --report json a"), 0);
    CU_ASSERT_EQUAL(options.config.net, DR_NET_FLOW);
    CU_ASSERT_EQUAL(options.config.report, DR_REPORT_JSON);
}

static void numbers_take_units(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun --eager 64KiB --flow-from inf "
                              "--time-limit 2ms --stack-size 1MiB a"),
                    0);
    CU_ASSERT_EQUAL(options.config.eager, 65536);
    CU_ASSERT_EQUAL(options.config.flow_from, INT64_MAX);
    CU_ASSERT_DOUBLE_EQUAL(options.config.time_limit_s, 0.002, 1e-12);
    CU_ASSERT_EQUAL(options.config.stack_size, 1 << 20);
    CU_ASSERT_EQUAL(read_line("dryrun --eager inf a"), 0);
    CU_ASSERT_EQUAL(options.config.eager, DR_EAGER_UNLIMITED);
}

static void help_and_version_need_no_program(void)
{
    CU_ASSERT_EQUAL(read_line("dryrun --help"), 0);
    CU_ASSERT_EQUAL(options.ask, DR_ASK_HELP);
    CU_ASSERT_EQUAL(read_line("dryrun -n 2 --version"), 0);
    CU_ASSERT_EQUAL(options.ask, DR_ASK_VERSION);
}

static void an_error_names_the_option_and_its_value(void)
{
    refuses("dryrun", "no program given; try dryrun --help");
    refuses("dryrun -n 0 a",
            "-n wants a number of ranks from 1 to 1048576, not \"0\"");
    refuses("dryrun -n 1048577 a",
            "-n wants a number of ranks from 1 to 1048576, not \"1048577\"");
    refuses("dryrun -n 4x a",
            "-n wants a number of ranks from 1 to 1048576, not \"4x\"");
    refuses("dryrun --report xml a",
            "--report wants text, json, sarif, junit, github or none, "
            "not \"xml\"");
    refuses("dryrun --map bloc a", "--map wants block or cyclic, not \"bloc\"");
    refuses("dryrun --seed -1 a",
            "--seed wants a whole number from 0, not \"-1\"");
    refuses("dryrun --bogus a", "unknown option --bogus; try dryrun --help");
    refuses("dryrun -Z a", "unknown option -Z; try dryrun --help");
    refuses("dryrun --eager", "the option --eager needs a value");
}


static CU_TestInfo tests[] = {
    {"words after the program are the program's",
     words_after_the_program_are_the_programs},
    {"without options the platform decides",
     without_options_the_platform_decides},
    {"mpirun's -np is accepted", mpiruns_np_is_accepted},
    {"words become the enum of their place",
     words_become_the_enum_of_their_place},
    {"numbers take units", numbers_take_units},
    {"help and version need no program", help_and_version_need_no_program},
    {"an error names the option and its value",
     an_error_names_the_option_and_its_value},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"cli/options", NULL, free_error, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"

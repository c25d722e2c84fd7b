/*
 * dryrun.c - the command `dryrun`, behind the program of that name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/check_cmd.h"
#include "cli/cli.h"
#include "cli/coll_cmd.h"
#include "cli/compare_cmd.h"
#include "cli/explore_cmd.h"
#include "cli/meant.h"
#include "cli/options.h"
#include "cli/platform_cmd.h"
#include "cli/report.h"
#include "cli/what_if_cmd.h"

/* Say what is wrong, pass the status on. */
static int complain(const struct dr_text *error, int status)
{
    if (status != 0)
        fprintf(stderr, "dryrun: %s\n", dr_text_string(error));
    return status;
}

static int print_help(void)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_options_help(&text);
    fputs(dr_text_string(&text), stdout);
    dr_text_end(&text);
    return 0;
}

static int run(int argc, char **argv, struct dr_text *error)
{
    static const struct dr_plan plan = {.over = dr_report_write};
    struct dr_options options;
    const char *meant;
    int status = dr_options_read(&options, argc, argv, error);

    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP)
        return print_help();
    if (options.ask == DR_ASK_VERSION)
        return printf("dryrun %s\n", DRYRUN_VERSION) < 0;
    if (options.what_if && options.config.traces.count > 0) {
        dr_text_printf(error, "--trace is for one run, not for --what-if");
        return DR_EXIT_USAGE;
    }
    if (options.gdb)
        return dr_gdb_run(argc, argv, error);
    status = dr_report_check_graph(options.config.deadlock_graph, error);
    if (status == 0 && options.config.report_file)
        status = dr_report_begin(&options.config.report_file, error);
    if (status != 0)
        return status;
    if (options.what_if)
        return dr_what_if_command(&options, error);
    status = dr_run(&options.config, &plan, error);
    meant = dr_meant_command(options.config.program);
    if (meant && access(options.config.program, F_OK))
        dr_text_printf(error, "; is the command \"dryrun %s\" meant?", meant);
    if (options.config.report_file)
        dr_report_cancel(options.config.report_file);
    return status;
}

int dr_main(int argc, char **argv)
{
    struct dr_text error = DR_TEXT_EMPTY;
    int status;

    if (argc > 1 && strcmp(argv[1], "platform") == 0)
        return dr_platform_command(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "coll") == 0)
        return dr_coll_command(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "explore") == 0)
        status = dr_explore_command(argc - 1, argv + 1, &error);
    else if (argc > 1 && strcmp(argv[1], "check") == 0)
        status = dr_check_command(argc - 1, argv + 1, &error);
    else if (argc > 1 && strcmp(argv[1], "compare") == 0)
        status = dr_compare_command(argc - 1, argv + 1, &error);
    else if (argc > 1 && strcmp(argv[1], "replay") == 0)
        status = dr_replay_command(argc - 1, argv + 1, &error);
    else
        status = run(argc, argv, &error);
    if (error.length > 0)
        complain(&error, status);
    dr_text_end(&error);
    return status;
}

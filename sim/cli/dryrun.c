/*
 * dryrun.c - the command `dryrun`, behind the program of that name.
 */
#include <stdio.h>
#include <string.h>

#include "api/run.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/platform_cmd.h"

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
    struct dr_options options;
    int status = dr_options_read(&options, argc, argv, error);

    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP)
        return print_help();
    if (options.ask == DR_ASK_VERSION)
        return printf("dryrun %s\n", DRYRUN_VERSION) < 0;
    if (options.gdb)
        return dr_gdb_run(argc, argv, error);
    return dr_run(&options.config, dr_report_write, error);
}

int dr_main(int argc, char **argv)
{
    struct dr_text error = DR_TEXT_EMPTY;
    int status;

    if (argc > 1 && strcmp(argv[1], "platform") == 0)
        return dr_platform_command(argc - 1, argv + 1);
    status = complain(&error, run(argc, argv, &error));
    dr_text_end(&error);
    return status;
}

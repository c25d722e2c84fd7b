/*
 * dryrun.c - the command `dryrun`, behind the program of that name.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/cli.h"
#include "cli/explore_cmd.h"
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

/*
 * Create the report file before the run, which may take long and may change
 * the working directory.  What is there and no ordinary file, such as a pipe,
 * is left alone.  `path` becomes an absolute path, good for the whole process.
 */
static int begin_report(const char **path, struct dr_text *error)
{
    struct stat status;
    FILE *file;

    if (stat(*path, &status) == 0 && !S_ISREG(status.st_mode))
        return 0;
    file = fopen(*path, "w");
    if (!file) {
        dr_text_printf(error, "cannot write the report to %s: %s", *path,
                       strerror(errno));
        return DR_EXIT_USAGE;
    }
    fclose(file);
    *path = realpath(*path, NULL);
    return 0;
}

/* There was no run: leave no empty report. */
static void drop_report(const char *path)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
        remove(path);
}

/* A program may change the working directory. */
static const char *absolute(const char *path)
{
    struct dr_text text = DR_TEXT_EMPTY;
    char *here = getcwd(NULL, 0);

    if (*path == '/' || !here)
        return path;
    dr_text_printf(&text, "%s/%s", here, path);
    free(here);
    return text.data;
}

static int run(int argc, char **argv, struct dr_text *error)
{
    static const struct dr_plan plan = {.over = dr_report_write};
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
    if (options.config.deadlock_graph)
        options.config.deadlock_graph = absolute(options.config.deadlock_graph);
    if (options.config.report_file)
        status = begin_report(&options.config.report_file, error);
    if (status != 0)
        return status;
    status = dr_run(&options.config, &plan, error);
    if (options.config.report_file)
        drop_report(options.config.report_file);
    return status;
}

int dr_main(int argc, char **argv)
{
    struct dr_text error = DR_TEXT_EMPTY;
    int status;

    if (argc > 1 && strcmp(argv[1], "platform") == 0)
        return dr_platform_command(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "explore") == 0)
        status = dr_explore_command(argc - 1, argv + 1, &error);
    else if (argc > 1 && strcmp(argv[1], "replay") == 0)
        status = dr_replay_command(argc - 1, argv + 1, &error);
    else
        status = run(argc, argv, &error);
    if (error.length > 0)
        complain(&error, status);
    dr_text_end(&error);
    return status;
}

/*
 * explore_cmd.c - the command `dryrun explore`.
 */
#include "cli/explore_cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/explore_text.h"
#include "cli/options.h"
#include "cli/runs.h"
#include "explore/supervise.h"

/* The process's branch, for the function that a run calls at its end. */
static struct dr_branch *this_branch;

/* A schedule is over: tell the supervisor. */
static void tell(enum dr_verdict verdict, int status)
{
    struct dr_record record = dr_runs_record(verdict, status, false);
    size_t length;
    char *bytes;

    record.choices = this_branch->choices;
    record.races = this_branch->races;
    bytes = dr_record_encode(&record, DR_RECORD_MOST, &length);
    dr_branch_end(this_branch, bytes, length);
}

static int explore(const struct dr_options *options,
                   const struct dr_command *command, struct dr_text *error)
{
    struct dr_shared *shared = dr_shared_new(&options->bounds);
    struct dr_summary summary = {.nranks = options->config.nranks};
    struct dr_plan plan = {
        .over = tell, .choose = dr_branch_choose, .capture = true};
    int status;

    if (!shared) {
        dr_text_printf(error, "no memory to share: %s", strerror(errno));
        return DR_EXIT_LIMIT;
    }
    this_branch = dr_supervise(shared, &summary);
    if (this_branch) {
        plan.self = this_branch;
        status = dr_run(&options->config, &plan, error);
        fprintf(stderr, "dryrun: %s\n", dr_text_string(error));
        fflush(NULL);
        _exit(status);
    }
    status = dr_explore_report(command, shared, &summary);
    dr_summary_end(&summary);
    return status;
}

int dr_explore_command(int argc, char **argv, struct dr_text *error)
{
    struct dr_command command = {.argc = argc, .argv = argv};
    struct dr_options options;
    char name[] = "dryrun";
    struct stat folder;
    int status;

    argv[0] = name;
    status = dr_options_read(&options, argc, argv, error);
    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP) {
        dr_explore_help();
        return 0;
    }
    if (stat(options.schedules, &folder) || !S_ISDIR(folder.st_mode)) {
        dr_text_printf(error, "--schedules %s: not a folder",
                       options.schedules);
        return DR_EXIT_USAGE;
    }
    if (options.bounds.jobs == 0)
        options.bounds.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
    command.options = &options;
    dr_runs_warn("explore", &options.config);
    return explore(&options, &command, error);
}

/*
 * explore_run.c - an exploration, for the commands that want one.
 */
#include "cli/explore_run.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/convert.h"
#include "cli/runs.h"
#include "explore/supervise.h"

/* The process's branch, for the function that a run calls at its end. */
static struct dr_branch *this_branch;

/* A schedule is over: tell the supervisor. */
static void tell(enum dr_verdict verdict, int status)
{
    struct dr_record record = dr_runs_record(
        verdict, status, dr_convert_wanted(dr_world->config.report), false);

    dr_branch_end(this_branch, &record);
}

static void drop_errors(void)
{
    int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
}

void dr_explore_run(const struct dr_options *options, struct dr_shared *shared,
                    struct dr_summary *summary, bool silent)
{
    struct dr_plan plan = {
        .over = tell, .choose = dr_branch_choose, .capture = true};
    struct dr_text error = DR_TEXT_EMPTY;
    int status;

    this_branch = dr_supervise(shared, summary);
    if (!this_branch)
        return;
    if (silent)
        drop_errors();
    plan.self = this_branch;
    status = dr_run(&options->config, &plan, &error);
    fprintf(stderr, "dryrun: %s\n", dr_text_string(&error));
    fflush(NULL);
    _exit(status);
}

bool dr_explore_is_racy(const struct dr_summary *summary)
{
    return summary->nraces > 0 &&
           (summary->different.signature || summary->nfound > 0);
}

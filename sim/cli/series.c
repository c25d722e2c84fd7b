/*
 * series.c - one program, run on several machines in processes of their own.
 */
#include "cli/series.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/report.h"
#include "cli/runs.h"

/* The process's own run, for the function that is called at its end. */
static const struct dr_series *this_series;
static const struct dr_trial *this_trial;

static void tell(enum dr_verdict verdict, int status)
{
    struct dr_record record =
        dr_runs_record(verdict, status, this_series->json, this_series->text);

    dr_trial_tell(this_trial, &record);
}

static void redirect(const char *path, int mode, int fd)
{
    int file = open(path, mode);

    if (file >= 0) {
        dup2(file, fd);
        close(file);
    }
}

/* Each reads from the beginning: not a copy of the descriptor, which would
 * share its place, but the file again. */
static void hide(int input)
{
    char path[64] = "/dev/null";

    if (input >= 0)
        snprintf(path, sizeof path, "/proc/self/fd/%d", input);
    redirect(path, O_RDONLY, STDIN_FILENO);
    redirect("/dev/null", O_WRONLY, STDOUT_FILENO);
    redirect("/dev/null", O_WRONLY, STDERR_FILENO);
}

static void run_trial(int index, void *self)
{
    const struct dr_series *series = self;
    struct dr_plan plan = {.over = tell,
                           .unrecorded = true,
                           .capture = true,
                           .pass_on = series->given,
                           .copy_input = series->given ? series->input : 0};
    struct dr_text error = DR_TEXT_EMPTY;
    int status;

    this_series = series;
    this_trial = &series->trials[index];
    if (!series->given)
        hide(series->input);
    status = dr_run(&series->configs[index], &plan, &error);
    fprintf(stderr, "dryrun: %s\n", dr_text_string(&error));
    dr_trial_refuse(this_trial, dr_text_string(&error));
    fflush(NULL);
    _exit(status);
}

static void say(int over, int count, void *self)
{
    const struct dr_series *series = self;

    if (series->progress && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s: %d of %d runs%s", series->progress, over, count,
                over == count ? "\r\033[K" : "");
}

bool dr_series_run(const struct dr_series *series, int count, int jobs,
                   int *signal)
{
    return dr_trials_run(series->trials, count, jobs, run_trial, say,
                         (void *)(uintptr_t)series, signal);
}

int dr_series_jobs(const char *command, const struct dr_config *config,
                   int asked)
{
    if (dr_runs_warn(command, config))
        return 1;
    return asked > 0 ? asked : (int)sysconf(_SC_NPROCESSORS_ONLN);
}

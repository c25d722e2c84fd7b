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

#include "base/memory.h"
#include "cli/convert.h"
#include "cli/explore_run.h"
#include "cli/explore_text.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/runs.h"
#include "explore/schedule_file.h"

/* "./app.deadlock-1.schedule" */
static void write_schedule(const struct dr_options *options, int argc,
                           char **argv, const struct dr_record *record,
                           const char *word, int number, struct dr_text *path)
{
    const char *program = options->config.program;
    const char *slash = strrchr(program, '/');
    struct dr_text folder = dr_schedule_folder(options->schedules);
    struct dr_schedule_file file = {.program = dr_schedule_checksum(program),
                                    .folder = folder.data,
                                    .argc = argc,
                                    .argv = argv,
                                    .choices = record->choices};
    struct dr_text error = DR_TEXT_EMPTY;

    dr_text_printf(path, "%s/%s.%s-%d.schedule", options->schedules,
                   slash ? slash + 1 : program, word, number);
    if (dr_schedule_write(dr_text_string(path), &file, &error)) {
        fprintf(stderr, "dryrun: %s\n", dr_text_string(&error));
        dr_text_clear(path);
    }
    dr_text_end(&folder);
    dr_text_end(&error);
}

static struct dr_text *write_schedules(const struct dr_options *options,
                                       int argc, char **argv,
                                       const struct dr_summary *summary)
{
    int count = summary->nfound;
    struct dr_text *paths = dr_zalloc((size_t)count + 2, sizeof *paths);

    for (int i = 0; i < count; i++) {
        const struct dr_record *record = &summary->found[i].shortest;
        const char *word = record->verdict == DR_VERDICT_OK
                               ? "status"
                               : dr_explore_word(record);

        write_schedule(options, argc, argv, record, word, i + 1, &paths[i]);
    }
    if (summary->different.signature) {
        write_schedule(options, argc, argv, &summary->plain, "result", 1,
                       &paths[count]);
        write_schedule(options, argc, argv, &summary->different, "result", 2,
                       &paths[count + 1]);
    }
    return paths;
}

/* 80 deadlock, else the highest of all; 83 if schedules are unknown because
 * branches were killed and what is known is well; 81 if a race, which is a
 * warning, shall fail. */
static int status_of(const struct dr_summary *summary,
                     const struct dr_shared *shared, enum dr_fail_on fail_on)
{
    int status = summary->status;

    for (int i = 0; i < summary->nfound; i++) {
        const struct dr_record *record = &summary->found[i].shortest;

        if (record->verdict == DR_VERDICT_DEADLOCK)
            return DR_EXIT_DEADLOCK;
        if (record->status > status)
            status = record->status;
    }
    if (status == 0 && atomic_load(&shared->lost) > 0)
        status = DR_EXIT_LIMIT;
    if (status == 0 && fail_on == DR_FAIL_ON_WARNING &&
        dr_explore_is_racy(summary))
        status = DR_EXIT_MISUSE;
    return status;
}

/* 0, or the status of a report that is lost. */
static int report(const struct dr_explored *explored)
{
    const struct dr_config *config = &explored->options->config;
    struct dr_text text = DR_TEXT_EMPTY;
    int lost = 0;

    if (dr_convert_wanted(config->report)) {
        dr_explore_json(&text, explored);
        dr_convert(&text, config->report);
    } else if (config->report == DR_REPORT_TEXT)
        dr_explore_text(&text, explored);
    if (text.length > 0)
        lost = dr_report_put(&text, config->report_file);
    dr_text_end(&text);
    return lost;
}

/* In the supervisor, when all is known. */
static int conclude(const struct dr_options *options, int argc, char **argv,
                    struct dr_explored *explored)
{
    const struct dr_summary *summary = explored->summary;
    int lost;

    explored->status =
        status_of(summary, explored->shared, options->config.fail_on);
    explored->paths = write_schedules(options, argc, argv, summary);
    lost = report(explored);
    for (int i = 0; i < summary->nfound + 2; i++)
        dr_text_end(&explored->paths[i]);
    free(explored->paths);
    return lost ? lost : explored->status;
}

static int explore(const struct dr_options *options, int argc, char **argv,
                   struct dr_text *error)
{
    struct dr_shared *shared = dr_shared_new(&options->bounds);
    struct dr_summary summary = {.nranks = options->config.nranks};
    struct dr_explored explored = {
        .options = options, .shared = shared, .summary = &summary};
    int status;

    if (!shared) {
        dr_text_printf(error, "no memory to share: %s", strerror(errno));
        return DR_EXIT_LIMIT;
    }
    explored.side_effect = dr_runs_writes(&options->config);
    if (options->config.report == DR_REPORT_TEXT)
        dr_runs_warn("explore", &options->config);
    dr_explore_run(options, shared, &summary, false);
    /* The first branch has said why. */
    status = summary.failed;
    if (status == 0)
        status = conclude(options, argc, argv, &explored);
    else if (options->config.report_file)
        dr_report_cancel(options->config.report_file);
    dr_summary_end(&summary);
    return status;
}

static void print_help(void)
{
    printf("usage: dryrun explore [options of a run] ./app [arguments]\n"
           "\n"
           "Visits every outcome that MPI leaves open: which message a "
           "wildcard takes,\n"
           "which request MPI_Waitany returns, whether MPI_Test says yes yet.  "
           "Deadlocks\n"
           "and errors are told once each, with the shortest schedule that "
           "leads there\n"
           "and a file for `dryrun replay`; so are results that differ.\n"
           "\n"
           "Not varied: the eager limit (see `dryrun check`), how often in a "
           "row a look is\n"
           "refused (once, then as long as nobody else can move), times.\n"
           "\n"
           "Options: dryrun --help\n");
}

int dr_explore_command(int argc, char **argv, struct dr_text *error)
{
    struct dr_options options;
    char name[] = "dryrun";
    struct stat folder;
    int status;

    argv[0] = name;
    status = dr_options_read(&options, argc, argv, error);
    if (status != 0)
        return status;
    if (options.ask == DR_ASK_HELP) {
        print_help();
        return 0;
    }
    status = dr_options_for_many(&options, "explore",
                                 ": give it to dryrun replay, with a schedule "
                                 "that this finds",
                                 error);
    if (status != 0)
        return status;
    if (stat(options.schedules, &folder) || !S_ISDIR(folder.st_mode)) {
        dr_text_printf(error, "cannot write schedules to %s: not a folder",
                       options.schedules);
        return DR_EXIT_INPUT;
    }
    if (options.config.report_file)
        status = dr_report_begin(&options.config.report_file, error);
    if (status != 0)
        return status;
    if (options.bounds.jobs == 0)
        options.bounds.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
    return explore(&options, argc, argv, error);
}

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
#include "base/memory.h"
#include "cli/explore_text.h"
#include "cli/options.h"
#include "cli/report.h"
#include "core/call_text.h"
#include "core/image.h"
#include "core/output.h"
#include "explore/supervise.h"

/* The process's branch, for the function that a run calls at its end. */
static struct dr_branch *this_branch;

/* Equal for equal causes: what, and where; not who or when. */
static char *signature_of(const struct dr_report_facts *facts)
{
    const struct dr_findings *findings = &dr_world->findings;
    struct dr_text text = DR_TEXT_EMPTY;

    if (facts->verdict == DR_VERDICT_OK)
        return dr_strdup("");
    dr_text_printf(&text, "%s", dr_verdict_word(facts->verdict));
    for (int i = 0; i < facts->stuck.count; i++) {
        const struct dr_rank *rank =
            &dr_world->ranks[facts->stuck.ranks[i].rank];

        dr_text_printf(&text, " %d ", rank->id);
        if (rank->call)
            dr_call_place_text(&text, rank->call->site);
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].severity != DR_ERROR)
            continue;
        dr_text_printf(&text, " %s ", dr_finding_word(findings->items[i].kind));
        dr_call_place_text(&text, findings->items[i].site);
    }
    return text.data;
}

/* A schedule is over: tell the supervisor. */
static void tell(enum dr_verdict verdict, int status)
{
    struct dr_report_facts facts = dr_report_gather(verdict, status);
    struct dr_record record = {.verdict = (int)verdict,
                               .status = status,
                               .signature = signature_of(&facts),
                               .choices = this_branch->choices,
                               .races = this_branch->races};
    struct dr_text report = DR_TEXT_EMPTY;
    size_t length;
    char *bytes;

    if (verdict != DR_VERDICT_OK)
        dr_report_text(&report, &facts);
    record.report = (char *)(uintptr_t)dr_text_string(&report);
    for (int i = 0; i < dr_world->nranks; i++)
        dr_choices_add(&record.outputs,
                       dr_output_captured(dr_world->output, i));
    bytes = dr_record_encode(&record, DR_RECORD_MOST, &length);
    dr_branch_end(this_branch, bytes, length);
}

/* Explorations undo nothing outside the process. */
static void warn_of_side_effects(const struct dr_config *config)
{
    struct dr_text error = DR_TEXT_EMPTY;
    struct dr_image *image = dr_image_open(config->program, &error);
    const char *function = image ? dr_image_writes_files(image) : NULL;

    if (function)
        fprintf(stderr,
                "dryrun explore: the program calls %s: what its schedules do "
                "to files is not undone, and each does it again\n",
                function);
    if (image)
        dr_image_end(image);
    dr_text_end(&error);
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
    warn_of_side_effects(&options.config);
    return explore(&options, &command, error);
}

/*
 * explore_text.c - what an exploration tells its user.
 */
#include "cli/explore_text.h"

#include <stdio.h>
#include <string.h>

#include "cli/report.h"
#include "explore/schedule_file.h"

static const char *program_of(const struct dr_command *command)
{
    const char *path = command->options->config.program;
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void print_bounds(const struct dr_shared *shared)
{
    int bits = atomic_load(&shared->bounded);
    long lost = atomic_load(&shared->lost);

    if (bits == 0 && lost == 0) {
        fprintf(stderr, "complete");
        return;
    }
    fprintf(stderr, "NOT complete:");
    if (bits & DR_BOUND_COUNT)
        fprintf(stderr, " --max-schedules %ld reached;",
                shared->bounds.schedules);
    if (bits & DR_BOUND_DEPTH)
        fprintf(stderr, " --max-depth %d reached;", shared->bounds.depth);
    if (bits & DR_BOUND_TIME)
        fprintf(stderr, " --max-time %g s reached;", shared->bounds.seconds);
    if (bits & DR_BOUND_MEMORY)
        fprintf(stderr, " --max-memory %ld MiB reached;",
                shared->bounds.megabytes);
    if (bits & DR_BOUND_INTERRUPT)
        fprintf(stderr, " interrupted;");
    if (lost > 0)
        fprintf(stderr, " %ld branch%s killed;", lost,
                lost == 1 ? " was" : "es were");
}

static void print_headline(const struct dr_command *command,
                           const struct dr_shared *shared)
{
    long schedules = atomic_load(&shared->schedules);

    fprintf(stderr, "dryrun explore: %ld schedule%s of %s on %d rank%s, ",
            schedules, schedules == 1 ? "" : "s", program_of(command),
            command->options->config.nranks,
            command->options->config.nranks == 1 ? "" : "s");
    print_bounds(shared);
    fprintf(stderr, " (%ld more were equal to others)\n",
            atomic_load(&shared->pruned));
}

/* "./app.deadlock-1.schedule"; the file is written. */
static void write_schedule(const struct dr_command *command,
                           const struct dr_found *found, int number)
{
    const struct dr_options *options = command->options;
    struct dr_schedule_file file = {
        .program = dr_schedule_checksum(options->config.program),
        .argc = command->argc,
        .argv = command->argv,
        .choices = found->shortest.choices};
    struct dr_text path = DR_TEXT_EMPTY, error = DR_TEXT_EMPTY;

    dr_text_printf(
        &path, "%s/%s.%s-%d.schedule", options->schedules, program_of(command),
        dr_verdict_word((enum dr_verdict)found->shortest.verdict), number);
    if (dr_schedule_write(dr_text_string(&path), &file, &error))
        fprintf(stderr, "dryrun: %s\n", dr_text_string(&error));
    else
        fprintf(stderr, "  again with: dryrun replay %s\n",
                dr_text_string(&path));
    dr_text_end(&path);
    dr_text_end(&error);
}

static void print_found(const struct dr_command *command,
                        const struct dr_found *found, int number)
{
    const struct dr_record *record = &found->shortest;

    fprintf(stderr,
            "dryrun explore: %s in %ld schedule%s, the shortest with %d "
            "choice%s:\n",
            dr_verdict_word((enum dr_verdict)record->verdict), found->times,
            found->times == 1 ? "" : "s", record->choices.count,
            record->choices.count == 1 ? "" : "s");
    for (int i = 0; i < record->choices.count && i < 20; i++)
        fprintf(stderr, "  %s\n", dr_text_string(&record->choices.lines[i]));
    if (record->choices.count > 20)
        fprintf(stderr, "  and %d more\n", record->choices.count - 20);
    fprintf(stderr, "%s", record->report);
    write_schedule(command, found, number);
}

static void print_race(const struct dr_race *race, int nranks)
{
    const char *comma = "";

    fprintf(stderr,
            "dryrun: warning: message_race: %s may get its message "
            "from rank ",
            race->what);
    for (int i = 0; i < nranks; i++) {
        if (race->senders[i]) {
            fprintf(stderr, "%s%d", comma, i);
            comma = ", ";
        }
    }
    fprintf(stderr, "\n");
}

static void print_races(const struct dr_summary *summary)
{
    struct dr_text text = DR_TEXT_EMPTY;
    bool differ = summary->different.signature || summary->nfound > 0;

    if (!differ) {
        if (summary->nraces > 0)
            fprintf(stderr,
                    "dryrun explore: %d receive%s can get messages in another "
                    "order, and what is printed does not depend on it\n",
                    summary->nraces, summary->nraces == 1 ? "" : "s");
        return;
    }
    for (int i = 0; i < summary->nraces; i++)
        print_race(&summary->races[i], summary->nranks);
    if (summary->different.signature) {
        dr_summary_difference(summary, &text);
        fprintf(stderr, "dryrun explore: results differ: %s\n",
                dr_text_string(&text));
        dr_text_end(&text);
    }
}

static int status_of(const struct dr_summary *summary,
                     const struct dr_shared *shared)
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
    return status;
}

int dr_explore_report(const struct dr_command *command,
                      const struct dr_shared *shared,
                      const struct dr_summary *summary)
{
    if (summary->nfound == 0 && summary->nplain == 0 &&
        atomic_load(&shared->bounded) == 0)
        return DR_EXIT_INPUT; /* the first branch has said why */
    print_headline(command, shared);
    for (int i = 0; i < summary->nfound; i++)
        print_found(command, &summary->found[i], i + 1);
    print_races(summary);
    if (summary->nfound == 0)
        fprintf(stderr,
                "dryrun explore: no deadlock and no error in %s schedules\n",
                atomic_load(&shared->bounded) || atomic_load(&shared->lost)
                    ? "the explored"
                    : "all");
    return status_of(summary, shared);
}

void dr_explore_help(void)
{
    printf("usage: dryrun explore [options of a run] ./app [arguments]\n"
           "\n"
           "Visits every outcome that MPI leaves open: which message a "
           "wildcard takes,\n"
           "which request MPI_Waitany returns, whether MPI_Test says yes yet. "
           " Deadlocks\n"
           "and errors are told once each, with the shortest schedule that "
           "leads there,\n"
           "and a file for `dryrun replay`.  Options: dryrun --help\n");
}

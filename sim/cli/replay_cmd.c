/*
 * replay_cmd.c - the command `dryrun replay`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/run.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "cli/explore_cmd.h"
#include "cli/options.h"
#include "cli/report.h"
#include "core/call_text.h"
#include "core/output.h"
#include "explore/replay.h"
#include "explore/schedule_file.h"

/* For the function that a run calls at its end. */
static struct dr_replay this_replay;

/* There will be none. */
static void drop_report(const struct dr_config *config)
{
    if (config->report_file)
        dr_report_cancel(config->report_file);
}

/* The run is over: was that all of the schedule? */
static void over(enum dr_verdict verdict, int status)
{
    const struct dr_choices *choices = this_replay.choices;

    if (this_replay.next == choices->count || status == DR_EXIT_INTERRUPT ||
        status == DR_EXIT_TERMINATED) {
        dr_report_write(verdict, status);
        return;
    }
    fprintf(stderr,
            "dryrun replay: the schedule does not fit this program: the run "
            "ended before choice %d of the schedule, \"%s\"\n",
            this_replay.next + 1,
            dr_text_string(&choices->lines[this_replay.next]));
    drop_report(&dr_world->config);
    _exit(DR_EXIT_INPUT);
}

/* The schedule and the program part: say where, and end. */
static void parted(const struct dr_replay *replay, const struct dr_move *moves,
                   int count)
{
    struct dr_text text = DR_TEXT_EMPTY, place = DR_TEXT_EMPTY;

    dr_output_end(dr_world->output);
    dr_call_place_text(&place, moves[0].site);
    dr_choice_text(&text, &moves[0], dr_text_string(&place), count);
    fprintf(stderr,
            "dryrun replay: the schedule does not fit this program: they part "
            "at choice %d of %d\n"
            "  the schedule says:  %s\n"
            "  the program offers: %s\n",
            replay->next + 1, replay->choices->count,
            dr_text_string(&replay->choices->lines[replay->next]),
            dr_text_string(&text));
    drop_report(&dr_world->config);
    dr_world->over = NULL;
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_INPUT);
}

static void check_program(const struct dr_schedule_file *file,
                          const struct dr_config *config)
{
    uint64_t now = dr_schedule_checksum(config->program);

    if (now != 0 && now != file->program)
        fprintf(stderr,
                "dryrun replay: %s is not the program that the schedule was "
                "made with\n",
                config->program);
}

/* A file of the command may stand elsewhere, seen from here; a bare word is a
 * preset. */
static void find(const struct dr_schedule_file *file, const char *schedule,
                 const char **path)
{
    char *found = *path && strpbrk(*path, "./")
                      ? dr_schedule_find(file, schedule, *path, 0)
                      : NULL;

    if (found)
        *path = found;
}

/* As typed where it was explored, now perhaps from elsewhere; a name without
 * slash may stand in PATH too.  0, or a status and a sentence. */
static int find_program(const struct dr_schedule_file *file,
                        const char *schedule, struct dr_config *config,
                        struct dr_text *error)
{
    char *found =
        dr_schedule_find(file, schedule, config->program, file->program);

    if (found) {
        config->program = found;
        return 0;
    }
    if (!strchr(config->program, '/'))
        return 0;
    dr_text_printf(error,
                   "the program of the schedule, %s, is neither here nor in %s "
                   "as seen from %s, where it was explored",
                   config->program, file->folder, schedule);
    return DR_EXIT_INPUT;
}

/*
 * The command of the schedule, with the options of this one behind its own so
 * that they win.  Files that were written there are not written again.  0, or
 * a status and a sentence.
 */
static int read_command(const struct dr_schedule_file *file, int nown,
                        char **own, struct dr_options *options,
                        struct dr_text *error)
{
    char **words = dr_zalloc((size_t)(file->argc + nown) + 1, sizeof *words);
    int rest;

    if (dr_options_read_alone(options, file->argc, file->argv, &rest, error))
        return DR_EXIT_INPUT;
    memcpy(words, file->argv, (size_t)rest * sizeof *words);
    memcpy(words + rest, own, (size_t)nown * sizeof *words);
    memcpy(words + rest + nown, file->argv + rest,
           (size_t)(file->argc - rest) * sizeof *words);
    return dr_options_read(options, file->argc + nown, words, error)
               ? DR_EXIT_INPUT
               : 0;
}

static int replay(const struct dr_schedule_file *file, const char *schedule,
                  struct dr_options *options, struct dr_text *error)
{
    struct dr_plan plan = {
        .over = over, .choose = dr_replay_choose, .self = &this_replay};
    int status = find_program(file, schedule, &options->config, error);

    if (status != 0)
        return status;
    find(file, schedule, &options->config.platform);
    find(file, schedule, &options->config.hostfile);
    status = dr_report_check_graph(options->config.deadlock_graph, error);
    if (status == 0 && options->config.report_file)
        status = dr_report_begin(&options->config.report_file, error);
    if (status != 0)
        return status;
    check_program(file, &options->config);
    this_replay =
        (struct dr_replay){.choices = &file->choices, .parted = parted};
    status = dr_run(&options->config, &plan, error);
    drop_report(&options->config);
    return status;
}

static int replay_file(const char *schedule, const struct dr_options *own,
                       int nwords, char **words, struct dr_text *error)
{
    struct dr_schedule_file file;
    struct dr_options options;
    int status;

    if (dr_schedule_read(schedule, &file, error))
        return DR_EXIT_INPUT;
    status = read_command(&file, nwords, words, &options, error);
    options.config.report_file = own->config.report_file;
    options.config.deadlock_graph = own->config.deadlock_graph;
    options.config.traces = own->config.traces;
    if (status == 0)
        status = replay(&file, schedule, &options, error);
    dr_schedule_file_end(&file);
    return status;
}

static int print_help(void)
{
    puts("usage: dryrun replay [options] SCHEDULE\n"
         "\n"
         "Runs the program of a schedule that dryrun explore has written, with "
         "the\n"
         "options it had there, and the same choices.  Options are those of "
         "dryrun that\n"
         "leave the run as it is: --trace, --deadlock-graph, --report, "
         "--report-file,\n"
         "--suppress, --fail-on, --tag-output, --verbose, --quiet.  With "
         "--gdb, in the\n"
         "debugger, which stops at a deadlock: dryrun ranks, dryrun rank N and "
         "dryrun\n"
         "waits then show where the ranks are.");
    return 0;
}

int dr_replay_command(int argc, char **argv, struct dr_text *error)
{
    struct dr_options own;
    int rest, status = dr_options_read_alone(&own, argc, argv, &rest, error);
    char **again;

    if (status != 0)
        return status;
    if (own.ask == DR_ASK_HELP)
        return print_help();
    if (own.changes) {
        dr_text_printf(error,
                       "%s%s would change the run: dryrun replay takes it from "
                       "the schedule",
                       own.changes[1] ? "--" : "-", own.changes);
        return DR_EXIT_USAGE;
    }
    if (own.ask == DR_ASK_VERSION || rest != argc - 1) {
        dr_text_printf(error, "usage: dryrun replay [options] SCHEDULE");
        return DR_EXIT_USAGE;
    }
    if (!own.gdb)
        return replay_file(argv[rest], &own, rest - 1, argv + 1, error);
    again = dr_zalloc((size_t)argc + 2, sizeof *again);
    memcpy(again + 1, argv, (size_t)argc * sizeof *argv);
    return dr_gdb_run(argc + 1, again, error);
}

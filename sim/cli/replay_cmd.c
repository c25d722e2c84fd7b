/*
 * replay_cmd.c - the command `dryrun replay`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/run.h"
#include "cli/cli.h"
#include "cli/explore_cmd.h"
#include "cli/option_value.h"
#include "cli/options.h"
#include "core/call_text.h"
#include "core/output.h"
#include "explore/replay.h"
#include "explore/schedule_file.h"

/* For the function that a run calls at its end. */
static struct dr_replay this_replay;

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

static int replay(const struct dr_schedule_file *file, const char *schedule,
                  const struct dr_files *traces, struct dr_text *error)
{
    struct dr_plan plan = {
        .over = over, .choose = dr_replay_choose, .self = &this_replay};
    struct dr_options options;
    int status = dr_options_read(&options, file->argc, file->argv, error);

    if (status != 0)
        return DR_EXIT_INPUT;
    status = find_program(file, schedule, &options.config, error);
    if (status != 0)
        return status;
    find(file, schedule, &options.config.platform);
    find(file, schedule, &options.config.hostfile);
    check_program(file, &options.config);
    options.config.traces = *traces;
    this_replay =
        (struct dr_replay){.choices = &file->choices, .parted = parted};
    return dr_run(&options.config, &plan, error);
}

int dr_replay_command(int argc, char **argv, struct dr_text *error)
{
    struct dr_schedule_file file;
    struct dr_files traces = {0};
    int status;

    for (; argc > 3 && strcmp(argv[1], "--trace") == 0; argc -= 2, argv += 2)
        dr_option_file(NULL, argv[2], &traces);
    if (argc == 3 && strcmp(argv[1], "--gdb") == 0) {
        char *again[] = {argv[0], argv[0], argv[2], NULL};

        return dr_gdb_run(3, again, error);
    }
    if (argc != 2) {
        dr_text_printf(error,
                       "usage: dryrun replay [--gdb] [--trace FILE] SCHEDULE");
        return DR_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        puts("usage: dryrun replay [--gdb] [--trace FILE] SCHEDULE\n"
             "\n"
             "Runs the program of a schedule that dryrun explore has "
             "written, with the\n"
             "options it had there, and the same choices.  With --gdb, in the\n"
             "debugger, which stops at a deadlock: dryrun ranks, dryrun rank N "
             "and dryrun\n"
             "waits then show where the ranks are.  --trace is that of "
             "dryrun.");
        return 0;
    }
    if (dr_schedule_read(argv[1], &file, error))
        return DR_EXIT_INPUT;
    status = replay(&file, argv[1], &traces, error);
    dr_schedule_file_end(&file);
    return status;
}

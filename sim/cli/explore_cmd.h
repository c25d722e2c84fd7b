/*
 * explore_cmd.h - the commands `dryrun explore` and `dryrun replay`.
 */
#ifndef DR_CLI_EXPLORE_CMD_H
#define DR_CLI_EXPLORE_CMD_H

#include "base/text.h"

/*
 * Visit every schedule of a program and say what was found; argv[0] is
 * "explore".
 *
 * Returns the exit status: that of the worst schedule.  A sentence in `error`
 * says why nothing was explored.
 */
int dr_explore_command(int argc, char **argv, struct dr_text *error);

/* Run one schedule again, from its file; argv[0] is "replay".  Returns only if
 * it cannot start. */
int dr_replay_command(int argc, char **argv, struct dr_text *error);

#endif

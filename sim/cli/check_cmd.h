/*
 * check_cmd.h - the command `dryrun check`.
 */
#ifndef DR_CLI_CHECK_CMD_H
#define DR_CLI_CHECK_CMD_H

#include "base/text.h"

/*
 * Run a program in every variation of explore/variations.h and say what was
 * found; argv[0] is "check".
 *
 * Returns the exit status: that of the worst variation.  A sentence in `error`
 * says why nothing was run.
 */
int dr_check_command(int argc, char **argv, struct dr_text *error);

#endif

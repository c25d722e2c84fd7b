/*
 * compare_cmd.h - the command `dryrun compare`.
 */
#ifndef DR_CLI_COMPARE_CMD_H
#define DR_CLI_COMPARE_CMD_H

#include "base/text.h"

/* argv[0] is "compare".  Returns the exit status: the highest of the runs, or
 * that of a mistake with a sentence in `error`. */
int dr_compare_command(int argc, char **argv, struct dr_text *error);

#endif

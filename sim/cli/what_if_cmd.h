/*
 * what_if_cmd.h - a run with --what-if.
 */
#ifndef DR_CLI_WHAT_IF_CMD_H
#define DR_CLI_WHAT_IF_CMD_H

#include "cli/options.h"

/* Run the program as given, then on the other machines; report.  Returns the
 * given run's status, or that of wrong usage with a sentence in `error`. */
int dr_what_if_command(const struct dr_options *options, struct dr_text *error);

#endif

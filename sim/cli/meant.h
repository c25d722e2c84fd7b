/*
 * meant.h - commands with a slip of the finger.
 */
#ifndef DR_CLI_MEANT_H
#define DR_CLI_MEANT_H

/* The command of dryrun that `word` is nearly, or NULL. */
const char *dr_meant_command(const char *word);

#endif

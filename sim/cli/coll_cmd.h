/*
 * coll_cmd.h - the command `dryrun coll`.
 */
#ifndef DR_CLI_COLL_CMD_H
#define DR_CLI_COLL_CMD_H

/*
 * Run `coll list|show ...`; argv[0] is "coll".  Writes to stdout, complaints
 * to stderr, and returns the exit status: 0 or DR_EXIT_USAGE.
 */
int dr_coll_command(int argc, char **argv);

#endif

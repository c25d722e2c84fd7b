/*
 * platform_cmd.h - the command `dryrun platform`.
 */
#ifndef DR_CLI_PLATFORM_CMD_H
#define DR_CLI_PLATFORM_CMD_H

/*
 * Run `platform list|show|new ...`; argv[0] is "platform".
 *
 * Writes to stdout, complaints to stderr, and returns the exit status: 0,
 * DR_EXIT_USAGE, or DR_EXIT_INPUT for a platform that cannot be read and a
 * file that cannot be written.
 */
int dr_platform_command(int argc, char **argv);

/* `new SHAPE SIZE ...`; argv[0] is the command's name for complaints. */
int dr_platform_new(int argc, char **argv);

#endif

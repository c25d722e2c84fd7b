/*
 * cli.h - the doors of libdryrun that its programs go through.
 */
#ifndef DR_CLI_CLI_H
#define DR_CLI_CLI_H

/* Exit statuses of the commands; a program's own status is passed on. */
enum {
    DR_EXIT_USAGE = 64, /* wrong options */
    DR_EXIT_INPUT = 65, /* a bad platform, hostfile, schedule or program */
};

/* The command `dryrun`; returns its exit status. */
int dr_main(int argc, char **argv);

/*
 * Where a program begins that was run without dryrun: becomes dryrun with one
 * rank.  Ends with status 65 and a sentence if there is no dryrun.
 */
_Noreturn void dr_singleton(int argc, char **argv);

#endif

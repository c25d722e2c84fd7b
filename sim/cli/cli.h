/*
 * cli.h - the doors of libdryrun that its programs go through.
 */
#ifndef DR_CLI_CLI_H
#define DR_CLI_CLI_H

#include "api/run.h"

/* The command `dryrun`; returns its exit status. */
int dr_main(int argc, char **argv);

/* Write the report of the run that `dr_world` describes, as its config asks:
 * a dr_over_fn. */
void dr_report_write(enum dr_verdict verdict, int status);

/*
 * Where a program begins that was run without dryrun: becomes dryrun with one
 * rank.  Ends with status 65 and a sentence if there is no dryrun.
 */
_Noreturn void dr_singleton(int argc, char **argv);

/*
 * Become the debugger with the same command line but --gdb.  Returns a status
 * and a sentence if there is none.
 */
int dr_gdb_run(int argc, char **argv, struct dr_text *error);

#endif

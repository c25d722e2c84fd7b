/*
 * gdb_facts.h - what the commands of share/dryrun/dryrun-gdb.py ask the
 * simulator, which stands still in the debugger.
 *
 * The debugger calls these functions; nothing else does.  Strings stay
 * allocated until the end.
 */
#ifndef DR_CLI_GDB_FACTS_H
#define DR_CLI_GDB_FACTS_H

/* All ranks, a line each: what they do. */
const char *dr_gdb_ranks(void);

/* Who waits for whom, and why. */
const char *dr_gdb_waits(void);

/* A frame address and an address of code in that frame, where the rank sleeps;
 * 0 if there is no such rank, or it does not sleep. */
unsigned long dr_gdb_frame(int rank);
unsigned long dr_gdb_code(int rank);

#endif

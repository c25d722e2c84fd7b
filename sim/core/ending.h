/*
 * ending.h - how ranks and runs end, and what is said of it.
 */
#ifndef DR_CORE_ENDING_H
#define DR_CORE_ENDING_H

#include "core/crash.h"
#include "core/world.h"

/* A rank's main is over: a finding if MPI_Finalize is missing. */
void dr_ending_of_rank(const struct dr_rank *rank);

/* All ranks are over: verdict, exit status, reports, end of the process. */
_Noreturn void dr_ending_of_run(void);

/* A signal ended the run: a crash, or the user's interrupt. */
void dr_ending_by_signal(const struct dr_crash *crash);

/* The engine saw that the user asked for the end. */
_Noreturn void dr_ending_by_user(int signal);

#endif

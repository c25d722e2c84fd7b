/*
 * nostore.h - MPI_MODE_NOSTORE, and whether it holds.
 *
 * Given to MPI_Win_fence or MPI_Win_post, it says that the caller's window was
 * not changed by the caller's own stores, receives and the like since it last
 * synchronised (MPI 4.1, section 12.5.5).  What MPI calls write is always seen,
 * stores of programs compiled by drycc -fdryrun-memory.
 *
 * Watched is from the window's first synchronisation on: before it there is
 * none that the assertion could speak of, and memory that MPI has allocated is
 * filled then.  A rank that has never given the assertion is watched no more
 * after some thousand changes, and again once it gives it.  Of shared memory
 * the caller's own part is its window, and what others store there is theirs.
 */
#ifndef DR_RMA_NOSTORE_H
#define DR_RMA_NOSTORE_H

#include "core/claims.h"
#include "rma/window.h"

/* The caller synchronises its window: what came before counts no more. */
void dr_nostore_renew(struct dr_win *win);

/* The same by a fence or a post, which begins to watch; tells if
 * MPI_MODE_NOSTORE is given and does not hold. */
void dr_nostore_check(struct dr_win *win, int assertion);

/* The caller's operation on this window puts its result into this memory. */
void dr_nostore_result(struct dr_win *win, struct dr_span result);

/* The window goes. */
void dr_nostore_end(struct dr_win *win);

#endif

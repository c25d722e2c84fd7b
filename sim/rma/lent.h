/*
 * lent.h - memory that a rank lends to its windows.
 *
 * What MPI_Win_create and MPI_Win_attach are given belongs to the program, but
 * must not go away before MPI_Win_free and MPI_Win_detach (MPI 4.1, sections
 * 12.2.4 and 12.2.5); what MPI_Win_allocate gives, MPI_Win_free frees.  A block
 * that the program frees nevertheless is told, and kept until no window has
 * memory in it, so that what others do there meets nobody else's.
 *
 * A rank without windows has no struct dr_lent.  Finding a block costs nothing
 * more unless it lies between the lowest and the highest of this memory.
 */
#ifndef DR_RMA_LENT_H
#define DR_RMA_LENT_H

#include "core/claims.h"
#include "rma/window.h"

enum {
    DR_DETACHED_MOST = 64 /* pieces known of a member: a ring */
};

/* The running rank's window has this memory from now on; `by` is what a report
 * blames.  Without size, nothing happens. */
void dr_lent_begin(struct dr_win *win, struct dr_piece_of_memory memory);

/* No longer: what begins at `base`, or, NULL, all that the window has. */
void dr_lent_end(const struct dr_win *win, const char *base);

/* Memory of one of the running rank's windows in a block that the program
 * frees; NULL: there is none. */
struct dr_loan;
const struct dr_loan *dr_lent_in(struct dr_reach block);

/* That is told, and the block of access->bytes kept; then `give` frees it. */
void dr_lent_keep(const struct dr_loan *loan, const struct dr_access *access,
                  void (*give)(void *block));

#endif

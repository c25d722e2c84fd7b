/*
 * wait_many.h - handing several done requests back to the program.
 *
 * What wait and test calls have in common once enough requests are done.  An
 * error in one of several is MPI_ERR_IN_STATUS, and each status carries its
 * own (MPI 3.1, section 3.7.5).
 */
#ifndef DR_API_WAIT_MANY_H
#define DR_API_WAIT_MANY_H

#include "api/waiting.h"
#include "p2p/wait.h"

/* The status of a null or inactive request. */
void dr_many_store_empty(MPI_Status *status);

/* All are done. */
int dr_many_finish_all(struct dr_waiting *waiting, MPI_Request handles[],
                       MPI_Status statuses[]);

/* dr_then_pick() among the active ones; DR_PICKED_NONE if there are none. */
int dr_many_pick(struct dr_waiting *waiting, enum dr_pick pick);

/* The picked one; MPI_UNDEFINED if none. */
int dr_many_finish_any(struct dr_waiting *waiting, int picked,
                       MPI_Request handles[], int *index, MPI_Status *status);

/* Does the answer `picked` name the i-th request, which is the `at`-th of the
 * active ones? */
bool dr_many_picked(const struct dr_waiting *waiting, int picked, int i,
                    int at);

/* The picked ones, in their order; MPI_UNDEFINED if nothing was active. */
int dr_many_finish_some(struct dr_waiting *waiting, int picked,
                        MPI_Request handles[], int *outcount, int indices[],
                        MPI_Status statuses[]);

#endif

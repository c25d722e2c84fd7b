/*
 * alltoall.h - what the algorithms of the all-to-all operations begin with.
 */
#ifndef DR_COLL_ALLTOALL_H
#define DR_COLL_ALLTOALL_H

#include "coll/row.h"

/* What this rank sends. */
struct dr_outgoing {
    const struct dr_coll *coll;
    struct dr_row saved; /* in place: incoming blocks replace outgoing ones */
};

/* To be called first: in place, the blocks are copied away; otherwise a rank's
 * own block goes where it belongs. */
struct dr_outgoing dr_alltoall_begin(struct dr_schedule *schedule,
                                     const struct dr_coll *coll);

/* One block leaves for `target`, and one comes from `source`. */
void dr_alltoall_send(struct dr_schedule *schedule,
                      const struct dr_outgoing *outgoing, int target);
void dr_alltoall_recv(struct dr_schedule *schedule, const struct dr_coll *coll,
                      int source);

#endif

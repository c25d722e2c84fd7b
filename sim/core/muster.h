/*
 * muster.h - a group of members makes a communicator, the others not asked.
 *
 * What MPI_Comm_create_group needs: its callers find each other by the parent,
 * the group and the tag.  As with accords, this goes through shared memory;
 * the caller makes the members wait for each other afterwards.
 */
#ifndef DR_CORE_MUSTER_H
#define DR_CORE_MUSTER_H

#include "core/comm.h"

/* The circle of the new communicator with one reference for this member, which
 * gets its rank of the group there. */
struct dr_circle *dr_muster_join(struct dr_comm *comm, struct dr_group *group,
                                 int tag);

#endif

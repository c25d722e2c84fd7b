/*
 * muster.h - some members make a communicator, the others not asked.
 *
 * The callers find each other by the parent, the groups and the tag.  As with
 * accords, this goes through shared memory; the caller makes the members wait
 * for each other.
 */
#ifndef DR_CORE_MUSTER_H
#define DR_CORE_MUSTER_H

#include "core/comm.h"

/* What MPI_Comm_create_group needs: the circle of the new communicator with one
 * reference for this member, which gets its rank of the group there. */
struct dr_circle *dr_muster_join(struct dr_comm *comm, struct dr_group *group,
                                 int tag);

/* Are there members that have not joined this circle? */
bool dr_muster_lacks(const struct dr_comm *comm,
                     const struct dr_circle *circle);

/*
 * What MPI_Intercomm_create needs: the leaders of two disjoint groups, both in
 * `comm`, get the circle of the intercommunicator, with one reference for every
 * member of both.  Its first group is the one whose first member is first in
 * MPI_COMM_WORLD.
 */
struct dr_circle *dr_muster_lead(struct dr_comm *comm, struct dr_group *mine,
                                 struct dr_group *other, int tag);

#endif

/*
 * topology.h - what the entry points of topologies share.
 */
#ifndef DR_API_TOPOLOGY_H
#define DR_API_TOPOLOGY_H

#include "api/comm_make.h"
#include "api/operation.h"

/* Find a communicator with a topology of this kind.  Returns MPI_SUCCESS or
 * what dr_raise() returned. */
int dr_topology_find(MPI_Comm handle, int kind, struct dr_comm **comm);

/* Is this one of the communicator's ranks? */
int dr_topology_check_rank(struct dr_comm *comm, int rank);

/* Copy at most `most` of `count` integers. */
void dr_topology_store(int *to, int most, const int *from, int count);

#endif

/*
 * neighbor_linear.c - everyone sends to all its neighbours at once.
 *
 * Blocks stand in the order of the neighbours.  Several may be the same rank:
 * then the order of messages tells them apart, which is that of the blocks in
 * a graph.  In a grid what goes to the left comes from the right, so that the
 * receives of a dimension change places (MPI 4.1, section 8.6: the neighbours
 * in a periodic dimension of size 1 or 2 are one rank).
 *
 * Cost: alpha + d n beta for d neighbours.
 */
#include "coll/builders.h"

static void receive(struct dr_schedule *schedule, const struct dr_coll *coll)
{
    const struct dr_comm *comm = coll->comm;
    int degree = dr_topology_degree(comm->topology, comm->rank, DR_IN);
    int swap = comm->topology->kind == MPI_CART;

    for (int i = 0; i < degree; i++) {
        int block = i ^ swap;
        int source =
            dr_topology_neighbor(comm->topology, comm->rank, DR_IN, block);

        if (source != MPI_PROC_NULL)
            dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, block),
                             source);
    }
}

/* To each neighbour the same block, or one of its own. */
static void send(struct dr_schedule *schedule, const struct dr_coll *coll,
                 bool same)
{
    const struct dr_comm *comm = coll->comm;
    int degree = dr_topology_degree(comm->topology, comm->rank, DR_OUT);

    for (int i = 0; i < degree; i++) {
        int target =
            dr_topology_neighbor(comm->topology, comm->rank, DR_OUT, i);

        if (target != MPI_PROC_NULL)
            dr_schedule_send(schedule,
                             same ? dr_blocks_all(&coll->send)
                                  : dr_blocks_at(&coll->send, i),
                             target);
    }
}

void dr_coll_neighbor_allgather_linear(struct dr_schedule *schedule,
                                       const struct dr_coll *coll)
{
    receive(schedule, coll);
    send(schedule, coll, true);
}

void dr_coll_neighbor_alltoall_linear(struct dr_schedule *schedule,
                                      const struct dr_coll *coll)
{
    receive(schedule, coll);
    send(schedule, coll, false);
}

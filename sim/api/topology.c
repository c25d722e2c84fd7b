/*
 * topology.c - what the entry points of topologies share.
 */
#include "api/topology.h"

#include <string.h>

static const char *name_of(int kind)
{
    if (kind == MPI_CART)
        return "Cartesian";
    return kind == MPI_GRAPH ? "graph" : "distributed graph";
}

int dr_topology_find(MPI_Comm handle, int kind, struct dr_comm **comm)
{
    int error = dr_check_comm(handle, comm);

    if (error)
        return error;
    if (!(*comm)->topology || (*comm)->topology->kind != kind)
        return dr_raise(*comm, MPI_ERR_TOPOLOGY,
                        "the communicator has no %s topology", name_of(kind));
    return MPI_SUCCESS;
}

int dr_topology_check_rank(struct dr_comm *comm, int rank)
{
    if (rank >= 0 && rank < comm->size)
        return MPI_SUCCESS;
    return dr_raise(comm, MPI_ERR_RANK, "rank %d is not in 0..%d", rank,
                    comm->size - 1);
}

void dr_topology_store(int *to, int most, const int *from, int count)
{
    if (count > most)
        count = most;
    if (count > 0)
        memcpy(to, from, (size_t)count * sizeof *to);
}

int PMPI_Topo_test(MPI_Comm comm, int *status)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Topo_test", "c&", comm, status);

    error = dr_check_comm(comm, &found);
    if (!error)
        *status = found->topology ? found->topology->kind : MPI_UNDEFINED;
    return error;
}
DR_ALIAS(int, Topo_test, (MPI_Comm, int *))

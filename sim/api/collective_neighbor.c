/*
 * collective_neighbor.c - collectives among the neighbours of a topology
 * (MPI 4.0, section 8.6).
 */
#include "api/collective.h"

/* The only one whose displacements are always addresses. */
#define ALLTOALLW(COUNT, DISPL)                                                \
    (const void *sendbuf, const COUNT sendcounts[], const MPI_Aint sdispls[],  \
     const MPI_Datatype sendtypes[], void *recvbuf, const COUNT recvcounts[],  \
     const MPI_Aint rdispls[], const MPI_Datatype recvtypes[], MPI_Comm comm)

static int begin(struct dr_coll *coll, const void *sendbuf, const void *recvbuf,
                 MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (error)
        return error;
    if (!coll->comm->topology)
        return dr_raise(coll->comm, MPI_ERR_TOPOLOGY,
                        "the communicator has no topology");
    if (sendbuf == MPI_IN_PLACE || recvbuf == MPI_IN_PLACE)
        return dr_raise(coll->comm, MPI_ERR_BUFFER,
                        "MPI_IN_PLACE is not for collectives of neighbours");
    return MPI_SUCCESS;
}

static int degree(const struct dr_coll *coll, enum dr_direction direction)
{
    return dr_topology_degree(coll->comm->topology, coll->comm->rank,
                              direction);
}

static int neighbor_allgather(struct dr_coll *coll, const void *sendbuf,
                              MPI_Count sendcount, MPI_Datatype sendtype,
                              void *recvbuf, MPI_Count recvcount,
                              MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, recvbuf, comm);

    if (!error)
        error = dr_coll_blocks(coll, &coll->send, degree(coll, DR_OUT) > 0,
                               sendbuf, sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, degree(coll, DR_IN), recvbuf,
                               recvcount, recvtype);
    return error;
}

static int neighbor_allgatherv(struct dr_coll *coll, const void *sendbuf,
                               MPI_Count sendcount, MPI_Datatype sendtype,
                               void *recvbuf, const void *recvcounts,
                               const void *displs, MPI_Datatype recvtype,
                               MPI_Comm comm)
{
    int error = begin(coll, sendbuf, recvbuf, comm);

    if (!error)
        error = dr_coll_blocks(coll, &coll->send, degree(coll, DR_OUT) > 0,
                               sendbuf, sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, degree(coll, DR_IN),
                                 recvbuf, recvcounts, displs, recvtype);
    return error;
}

static int neighbor_alltoall(struct dr_coll *coll, const void *sendbuf,
                             MPI_Count sendcount, MPI_Datatype sendtype,
                             void *recvbuf, MPI_Count recvcount,
                             MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, recvbuf, comm);

    if (!error)
        error = dr_coll_blocks(coll, &coll->send, degree(coll, DR_OUT), sendbuf,
                               sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, degree(coll, DR_IN), recvbuf,
                               recvcount, recvtype);
    return error;
}

static int neighbor_alltoallv(struct dr_coll *coll, const void *sendbuf,
                              const void *sendcounts, const void *sdispls,
                              MPI_Datatype sendtype, void *recvbuf,
                              const void *recvcounts, const void *rdispls,
                              MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, recvbuf, comm);

    if (!error)
        error = dr_coll_blocks_v(coll, &coll->send, degree(coll, DR_OUT),
                                 sendbuf, sendcounts, sdispls, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, degree(coll, DR_IN),
                                 recvbuf, recvcounts, rdispls, recvtype);
    return error;
}

static int neighbor_alltoallw(struct dr_coll *coll, const void *sendbuf,
                              const void *sendcounts, const MPI_Aint sdispls[],
                              const MPI_Datatype sendtypes[], void *recvbuf,
                              const void *recvcounts, const MPI_Aint rdispls[],
                              const MPI_Datatype recvtypes[], MPI_Comm comm)
{
    int error = begin(coll, sendbuf, recvbuf, comm);

    coll->addresses = true;
    if (!error)
        error = dr_coll_blocks_w(coll, &coll->send, degree(coll, DR_OUT),
                                 sendbuf, sendcounts, sdispls, sendtypes);
    if (!error)
        error = dr_coll_blocks_w(coll, &coll->recv, degree(coll, DR_IN),
                                 recvbuf, recvcounts, rdispls, recvtypes);
    return error;
}

DR_COLL_DOORS(Neighbor_allgather, neighbor_allgather,
              DR_COLL_NEIGHBOR_ALLGATHER, DR_COLL_EQUAL_ARGS, "bitbitc",
              sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, comm)

DR_COLL_DOORS(Neighbor_allgatherv, neighbor_allgatherv,
              DR_COLL_NEIGHBOR_ALLGATHERV, DR_COLL_ALLGATHERV_ARGS, "bitb**tc",
              sendbuf, sendcount, sendtype, recvbuf, recvcounts, displs,
              recvtype, comm)

DR_COLL_DOORS(Neighbor_alltoall, neighbor_alltoall, DR_COLL_NEIGHBOR_ALLTOALL,
              DR_COLL_EQUAL_ARGS, "bitbitc", sendbuf, sendcount, sendtype,
              recvbuf, recvcount, recvtype, comm)

DR_COLL_DOORS(Neighbor_alltoallv, neighbor_alltoallv,
              DR_COLL_NEIGHBOR_ALLTOALLV, DR_COLL_ALLTOALLV_ARGS, "b**tb**tc",
              sendbuf, sendcounts, sdispls, sendtype, recvbuf, recvcounts,
              rdispls, recvtype, comm)

DR_COLL_DOORS(Neighbor_alltoallw, neighbor_alltoallw,
              DR_COLL_NEIGHBOR_ALLTOALLW, ALLTOALLW, "b***b***c", sendbuf,
              sendcounts, sdispls, sendtypes, recvbuf, recvcounts, rdispls,
              recvtypes, comm)

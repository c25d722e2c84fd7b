/*
 * collective_all.c - MPI_Allgather and MPI_Alltoall (MPI 4.0,
 * sections 6.7, 6.8).
 */
#include "api/collective.h"

#define ALLTOALLW(COUNT, DISPL)                                                \
    (const void *sendbuf, const COUNT sendcounts[], const DISPL sdispls[],     \
     const MPI_Datatype sendtypes[], void *recvbuf, const COUNT recvcounts[],  \
     const DISPL rdispls[], const MPI_Datatype recvtypes[], MPI_Comm comm)

static int begin(struct dr_coll *coll, const void *sendbuf, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    return error ? error : dr_coll_in_place(coll, sendbuf);
}

/* `nsend` blocks go out, one from each rank comes in. */
static int equal(struct dr_coll *coll, int nsend, const void *sendbuf,
                 MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                 MPI_Count recvcount, MPI_Datatype recvtype)
{
    int error = MPI_SUCCESS;

    if (!coll->in_place)
        error = dr_coll_blocks(coll, &coll->send, nsend, sendbuf, sendcount,
                               sendtype);
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, coll->comm->npeers, recvbuf,
                               recvcount, recvtype);
    return error;
}

static int allgather(struct dr_coll *coll, const void *sendbuf,
                     MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                     MPI_Count recvcount, MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    return error ? error
                 : equal(coll, 1, sendbuf, sendcount, sendtype, recvbuf,
                         recvcount, recvtype);
}

static int alltoall(struct dr_coll *coll, const void *sendbuf,
                    MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                    MPI_Count recvcount, MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    return error ? error
                 : equal(coll, coll->comm->npeers, sendbuf, sendcount, sendtype,
                         recvbuf, recvcount, recvtype);
}

static int allgatherv(struct dr_coll *coll, const void *sendbuf,
                      MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                      const void *recvcounts, const void *displs,
                      MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error =
            dr_coll_blocks(coll, &coll->send, 1, sendbuf, sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, coll->comm->npeers, recvbuf,
                                 recvcounts, displs, recvtype);
    return error;
}

static int alltoallv(struct dr_coll *coll, const void *sendbuf,
                     const void *sendcounts, const void *sdispls,
                     MPI_Datatype sendtype, void *recvbuf,
                     const void *recvcounts, const void *rdispls,
                     MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error = dr_coll_blocks_v(coll, &coll->send, coll->comm->npeers, sendbuf,
                                 sendcounts, sdispls, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, coll->comm->npeers, recvbuf,
                                 recvcounts, rdispls, recvtype);
    return error;
}

static int alltoallw(struct dr_coll *coll, const void *sendbuf,
                     const void *sendcounts, const void *sdispls,
                     const MPI_Datatype sendtypes[], void *recvbuf,
                     const void *recvcounts, const void *rdispls,
                     const MPI_Datatype recvtypes[], MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error = dr_coll_blocks_w(coll, &coll->send, coll->comm->npeers, sendbuf,
                                 sendcounts, sdispls, sendtypes);
    if (!error)
        error = dr_coll_blocks_w(coll, &coll->recv, coll->comm->npeers, recvbuf,
                                 recvcounts, rdispls, recvtypes);
    return error;
}

DR_COLL_DOORS(Allgather, allgather, DR_COLL_ALLGATHER, DR_COLL_EQUAL_ARGS,
              "bitbitc", sendbuf, sendcount, sendtype, recvbuf, recvcount,
              recvtype, comm)

DR_COLL_DOORS(Alltoall, alltoall, DR_COLL_ALLTOALL, DR_COLL_EQUAL_ARGS,
              "bitbitc", sendbuf, sendcount, sendtype, recvbuf, recvcount,
              recvtype, comm)

DR_COLL_DOORS(Allgatherv, allgatherv, DR_COLL_ALLGATHERV,
              DR_COLL_ALLGATHERV_ARGS, "bitb**tc", sendbuf, sendcount, sendtype,
              recvbuf, recvcounts, displs, recvtype, comm)

DR_COLL_DOORS(Alltoallv, alltoallv, DR_COLL_ALLTOALLV, DR_COLL_ALLTOALLV_ARGS,
              "b**tb**tc", sendbuf, sendcounts, sdispls, sendtype, recvbuf,
              recvcounts, rdispls, recvtype, comm)

DR_COLL_DOORS(Alltoallw, alltoallw, DR_COLL_ALLTOALLW, ALLTOALLW, "b***b***c",
              sendbuf, sendcounts, sdispls, sendtypes, recvbuf, recvcounts,
              rdispls, recvtypes, comm)

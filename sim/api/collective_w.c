/*
 * collective_w.c - MPI_Alltoallw: a datatype per rank (MPI 3.1, section 5.8).
 */
#include "api/collective.h"

static int alltoallw(struct dr_coll *coll, const void *sendbuf,
                     const int sendcounts[], const int sdispls[],
                     const MPI_Datatype sendtypes[], void *recvbuf,
                     const int recvcounts[], const int rdispls[],
                     const MPI_Datatype recvtypes[], MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    coll->in_place = sendbuf == MPI_IN_PLACE;
    if (!error && !coll->in_place)
        error = dr_coll_blocks_w(coll, &coll->send, sendbuf, sendcounts,
                                 sdispls, sendtypes);
    if (!error)
        error = dr_coll_blocks_w(coll, &coll->recv, recvbuf, recvcounts,
                                 rdispls, recvtypes);
    return error;
}

int PMPI_Alltoallw(const void *sendbuf, const int sendcounts[],
                   const int sdispls[], const MPI_Datatype sendtypes[],
                   void *recvbuf, const int recvcounts[], const int rdispls[],
                   const MPI_Datatype recvtypes[], MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Alltoallw", "b***b***c", sendbuf, sendcounts, sdispls,
            sendtypes, recvbuf, recvcounts, rdispls, recvtypes, comm);

    return dr_coll_do(alltoallw(&coll, sendbuf, sendcounts, sdispls, sendtypes,
                                recvbuf, recvcounts, rdispls, recvtypes, comm),
                      DR_COLL_ALLTOALLW, &coll, NULL);
}
DR_ALIAS(int, Alltoallw,
         (const void *, const int[], const int[], const MPI_Datatype[], void *,
          const int[], const int[], const MPI_Datatype[], MPI_Comm))

int PMPI_Ialltoallw(const void *sendbuf, const int sendcounts[],
                    const int sdispls[], const MPI_Datatype sendtypes[],
                    void *recvbuf, const int recvcounts[], const int rdispls[],
                    const MPI_Datatype recvtypes[], MPI_Comm comm,
                    MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ialltoallw", "b***b***c*", sendbuf, sendcounts, sdispls,
            sendtypes, recvbuf, recvcounts, rdispls, recvtypes, comm, request);

    return dr_coll_do(alltoallw(&coll, sendbuf, sendcounts, sdispls, sendtypes,
                                recvbuf, recvcounts, rdispls, recvtypes, comm),
                      DR_COLL_ALLTOALLW, &coll, request);
}
DR_ALIAS(int, Ialltoallw,
         (const void *, const int[], const int[], const MPI_Datatype[], void *,
          const int[], const int[], const MPI_Datatype[], MPI_Comm,
          MPI_Request *))

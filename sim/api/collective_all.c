/*
 * collective_all.c - MPI_Allgather and MPI_Alltoall (MPI 3.1,
 * sections 5.7, 5.8).
 */
#include "api/collective.h"

static int begin(struct dr_coll *coll, const void *sendbuf, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    coll->in_place = sendbuf == MPI_IN_PLACE;
    return error;
}

static int equal(struct dr_coll *coll, const void *sendbuf, int sendcount,
                 MPI_Datatype sendtype, void *recvbuf, int recvcount,
                 MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error = dr_coll_blocks(coll, &coll->send, sendbuf, sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, recvbuf, recvcount, recvtype);
    return error;
}

static int allgatherv(struct dr_coll *coll, const void *sendbuf, int sendcount,
                      MPI_Datatype sendtype, void *recvbuf,
                      const int recvcounts[], const int displs[],
                      MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error = dr_coll_blocks(coll, &coll->send, sendbuf, sendcount, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, recvbuf, recvcounts, displs,
                                 recvtype);
    return error;
}

static int alltoallv(struct dr_coll *coll, const void *sendbuf,
                     const int sendcounts[], const int sdispls[],
                     MPI_Datatype sendtype, void *recvbuf,
                     const int recvcounts[], const int rdispls[],
                     MPI_Datatype recvtype, MPI_Comm comm)
{
    int error = begin(coll, sendbuf, comm);

    if (!error && !coll->in_place)
        error = dr_coll_blocks_v(coll, &coll->send, sendbuf, sendcounts,
                                 sdispls, sendtype);
    if (!error)
        error = dr_coll_blocks_v(coll, &coll->recv, recvbuf, recvcounts,
                                 rdispls, recvtype);
    return error;
}

int PMPI_Allgather(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                   void *recvbuf, int recvcount, MPI_Datatype recvtype,
                   MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Allgather", "bitbitc", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, comm);

    return dr_coll_do(equal(&coll, sendbuf, sendcount, sendtype, recvbuf,
                            recvcount, recvtype, comm),
                      DR_COLL_ALLGATHER, &coll, NULL);
}
DR_ALIAS(int, Allgather,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm))

int PMPI_Iallgather(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                    void *recvbuf, int recvcount, MPI_Datatype recvtype,
                    MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iallgather", "bitbitc*", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, comm, request);

    return dr_coll_do(equal(&coll, sendbuf, sendcount, sendtype, recvbuf,
                            recvcount, recvtype, comm),
                      DR_COLL_ALLGATHER, &coll, request);
}
DR_ALIAS(int, Iallgather,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm,
          MPI_Request *))

int PMPI_Alltoall(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                  void *recvbuf, int recvcount, MPI_Datatype recvtype,
                  MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Alltoall", "bitbitc", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, comm);

    return dr_coll_do(equal(&coll, sendbuf, sendcount, sendtype, recvbuf,
                            recvcount, recvtype, comm),
                      DR_COLL_ALLTOALL, &coll, NULL);
}
DR_ALIAS(int, Alltoall,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm))

int PMPI_Ialltoall(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                   void *recvbuf, int recvcount, MPI_Datatype recvtype,
                   MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ialltoall", "bitbitc*", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, comm, request);

    return dr_coll_do(equal(&coll, sendbuf, sendcount, sendtype, recvbuf,
                            recvcount, recvtype, comm),
                      DR_COLL_ALLTOALL, &coll, request);
}
DR_ALIAS(int, Ialltoall,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm,
          MPI_Request *))

int PMPI_Allgatherv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                    void *recvbuf, const int recvcounts[], const int displs[],
                    MPI_Datatype recvtype, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Allgatherv", "bitb**tc", sendbuf, sendcount, sendtype, recvbuf,
            recvcounts, displs, recvtype, comm);

    return dr_coll_do(allgatherv(&coll, sendbuf, sendcount, sendtype, recvbuf,
                                 recvcounts, displs, recvtype, comm),
                      DR_COLL_ALLGATHERV, &coll, NULL);
}
DR_ALIAS(int, Allgatherv,
         (const void *, int, MPI_Datatype, void *, const int[], const int[],
          MPI_Datatype, MPI_Comm))

int PMPI_Iallgatherv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                     void *recvbuf, const int recvcounts[], const int displs[],
                     MPI_Datatype recvtype, MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iallgatherv", "bitb**tc*", sendbuf, sendcount, sendtype,
            recvbuf, recvcounts, displs, recvtype, comm, request);

    return dr_coll_do(allgatherv(&coll, sendbuf, sendcount, sendtype, recvbuf,
                                 recvcounts, displs, recvtype, comm),
                      DR_COLL_ALLGATHERV, &coll, request);
}
DR_ALIAS(int, Iallgatherv,
         (const void *, int, MPI_Datatype, void *, const int[], const int[],
          MPI_Datatype, MPI_Comm, MPI_Request *))

int PMPI_Alltoallv(const void *sendbuf, const int sendcounts[],
                   const int sdispls[], MPI_Datatype sendtype, void *recvbuf,
                   const int recvcounts[], const int rdispls[],
                   MPI_Datatype recvtype, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Alltoallv", "b**tb**tc", sendbuf, sendcounts, sdispls,
            sendtype, recvbuf, recvcounts, rdispls, recvtype, comm);

    return dr_coll_do(alltoallv(&coll, sendbuf, sendcounts, sdispls, sendtype,
                                recvbuf, recvcounts, rdispls, recvtype, comm),
                      DR_COLL_ALLTOALLV, &coll, NULL);
}
DR_ALIAS(int, Alltoallv,
         (const void *, const int[], const int[], MPI_Datatype, void *,
          const int[], const int[], MPI_Datatype, MPI_Comm))

int PMPI_Ialltoallv(const void *sendbuf, const int sendcounts[],
                    const int sdispls[], MPI_Datatype sendtype, void *recvbuf,
                    const int recvcounts[], const int rdispls[],
                    MPI_Datatype recvtype, MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ialltoallv", "b**tb**tc*", sendbuf, sendcounts, sdispls,
            sendtype, recvbuf, recvcounts, rdispls, recvtype, comm, request);

    return dr_coll_do(alltoallv(&coll, sendbuf, sendcounts, sdispls, sendtype,
                                recvbuf, recvcounts, rdispls, recvtype, comm),
                      DR_COLL_ALLTOALLV, &coll, request);
}
DR_ALIAS(int, Ialltoallv,
         (const void *, const int[], const int[], MPI_Datatype, void *,
          const int[], const int[], MPI_Datatype, MPI_Comm, MPI_Request *))

/*
 * collective_gather.c - MPI_Gather and MPI_Scatter (MPI 3.1,
 * sections 5.5, 5.6).
 */
#include "api/collective.h"

/* The side that has one block; in place it has none. */
static int one_block(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, int count, MPI_Datatype type)
{
    coll->in_place = buffer == MPI_IN_PLACE && coll->comm->rank == coll->root;
    if (coll->in_place)
        return MPI_SUCCESS;
    if (buffer == MPI_IN_PLACE)
        return dr_raise(coll->comm, MPI_ERR_BUFFER,
                        "MPI_IN_PLACE is for the root only");
    return dr_coll_blocks(coll, blocks, buffer, count, type);
}

static int begin(struct dr_coll *coll, int root, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    return error ? error : dr_coll_root(coll, root);
}

static int gather(struct dr_coll *coll, const void *sendbuf, int sendcount,
                  MPI_Datatype sendtype, void *recvbuf, int recvcount,
                  MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    int error = begin(coll, root, comm);

    if (!error)
        error = one_block(coll, &coll->send, sendbuf, sendcount, sendtype);
    if (!error && coll->comm->rank == root)
        error = dr_coll_blocks(coll, &coll->recv, recvbuf, recvcount, recvtype);
    return error;
}

static int gatherv(struct dr_coll *coll, const void *sendbuf, int sendcount,
                   MPI_Datatype sendtype, void *recvbuf, const int recvcounts[],
                   const int displs[], MPI_Datatype recvtype, int root,
                   MPI_Comm comm)
{
    int error = begin(coll, root, comm);

    if (!error)
        error = one_block(coll, &coll->send, sendbuf, sendcount, sendtype);
    if (!error && coll->comm->rank == root)
        error = dr_coll_blocks_v(coll, &coll->recv, recvbuf, recvcounts, displs,
                                 recvtype);
    return error;
}

static int scatter(struct dr_coll *coll, const void *sendbuf, int sendcount,
                   MPI_Datatype sendtype, void *recvbuf, int recvcount,
                   MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    int error = begin(coll, root, comm);

    if (!error)
        error = one_block(coll, &coll->recv, recvbuf, recvcount, recvtype);
    if (!error && coll->comm->rank == root)
        error = dr_coll_blocks(coll, &coll->send, sendbuf, sendcount, sendtype);
    return error;
}

static int scatterv(struct dr_coll *coll, const void *sendbuf,
                    const int sendcounts[], const int displs[],
                    MPI_Datatype sendtype, void *recvbuf, int recvcount,
                    MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    int error = begin(coll, root, comm);

    if (!error)
        error = one_block(coll, &coll->recv, recvbuf, recvcount, recvtype);
    if (!error && coll->comm->rank == root)
        error = dr_coll_blocks_v(coll, &coll->send, sendbuf, sendcounts, displs,
                                 sendtype);
    return error;
}

int PMPI_Gather(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                void *recvbuf, int recvcount, MPI_Datatype recvtype, int root,
                MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Gather", "bitbitpc", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, root, comm);

    return dr_coll_do(gather(&coll, sendbuf, sendcount, sendtype, recvbuf,
                             recvcount, recvtype, root, comm),
                      DR_COLL_GATHER, &coll, NULL);
}
DR_ALIAS(int, Gather,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int,
          MPI_Comm))

int PMPI_Igather(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                 void *recvbuf, int recvcount, MPI_Datatype recvtype, int root,
                 MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Igather", "bitbitpc*", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, root, comm, request);

    return dr_coll_do(gather(&coll, sendbuf, sendcount, sendtype, recvbuf,
                             recvcount, recvtype, root, comm),
                      DR_COLL_GATHER, &coll, request);
}
DR_ALIAS(int, Igather,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int,
          MPI_Comm, MPI_Request *))

int PMPI_Gatherv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                 void *recvbuf, const int recvcounts[], const int displs[],
                 MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Gatherv", "bitb**tpc", sendbuf, sendcount, sendtype, recvbuf,
            recvcounts, displs, recvtype, root, comm);

    return dr_coll_do(gatherv(&coll, sendbuf, sendcount, sendtype, recvbuf,
                              recvcounts, displs, recvtype, root, comm),
                      DR_COLL_GATHERV, &coll, NULL);
}
DR_ALIAS(int, Gatherv,
         (const void *, int, MPI_Datatype, void *, const int[], const int[],
          MPI_Datatype, int, MPI_Comm))

int PMPI_Igatherv(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                  void *recvbuf, const int recvcounts[], const int displs[],
                  MPI_Datatype recvtype, int root, MPI_Comm comm,
                  MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Igatherv", "bitb**tpc*", sendbuf, sendcount, sendtype, recvbuf,
            recvcounts, displs, recvtype, root, comm, request);

    return dr_coll_do(gatherv(&coll, sendbuf, sendcount, sendtype, recvbuf,
                              recvcounts, displs, recvtype, root, comm),
                      DR_COLL_GATHERV, &coll, request);
}
DR_ALIAS(int, Igatherv,
         (const void *, int, MPI_Datatype, void *, const int[], const int[],
          MPI_Datatype, int, MPI_Comm, MPI_Request *))

int PMPI_Scatter(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                 void *recvbuf, int recvcount, MPI_Datatype recvtype, int root,
                 MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Scatter", "bitbitpc", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, root, comm);

    return dr_coll_do(scatter(&coll, sendbuf, sendcount, sendtype, recvbuf,
                              recvcount, recvtype, root, comm),
                      DR_COLL_SCATTER, &coll, NULL);
}
DR_ALIAS(int, Scatter,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int,
          MPI_Comm))

int PMPI_Iscatter(const void *sendbuf, int sendcount, MPI_Datatype sendtype,
                  void *recvbuf, int recvcount, MPI_Datatype recvtype, int root,
                  MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iscatter", "bitbitpc*", sendbuf, sendcount, sendtype, recvbuf,
            recvcount, recvtype, root, comm, request);

    return dr_coll_do(scatter(&coll, sendbuf, sendcount, sendtype, recvbuf,
                              recvcount, recvtype, root, comm),
                      DR_COLL_SCATTER, &coll, request);
}
DR_ALIAS(int, Iscatter,
         (const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int,
          MPI_Comm, MPI_Request *))

int PMPI_Scatterv(const void *sendbuf, const int sendcounts[],
                  const int displs[], MPI_Datatype sendtype, void *recvbuf,
                  int recvcount, MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Scatterv", "b**tbitpc", sendbuf, sendcounts, displs, sendtype,
            recvbuf, recvcount, recvtype, root, comm);

    return dr_coll_do(scatterv(&coll, sendbuf, sendcounts, displs, sendtype,
                               recvbuf, recvcount, recvtype, root, comm),
                      DR_COLL_SCATTERV, &coll, NULL);
}
DR_ALIAS(int, Scatterv,
         (const void *, const int[], const int[], MPI_Datatype, void *, int,
          MPI_Datatype, int, MPI_Comm))

int PMPI_Iscatterv(const void *sendbuf, const int sendcounts[],
                   const int displs[], MPI_Datatype sendtype, void *recvbuf,
                   int recvcount, MPI_Datatype recvtype, int root,
                   MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iscatterv", "b**tbitpc*", sendbuf, sendcounts, displs,
            sendtype, recvbuf, recvcount, recvtype, root, comm, request);

    return dr_coll_do(scatterv(&coll, sendbuf, sendcounts, displs, sendtype,
                               recvbuf, recvcount, recvtype, root, comm),
                      DR_COLL_SCATTERV, &coll, request);
}
DR_ALIAS(int, Iscatterv,
         (const void *, const int[], const int[], MPI_Datatype, void *, int,
          MPI_Datatype, int, MPI_Comm, MPI_Request *))

/*
 * collective_scatter.c - MPI_Reduce_scatter and MPI_Reduce_scatter_block
 * (MPI 3.1, section 5.10).
 */
#include "api/collective.h"

/* All blocks are reduced as one; the receive buffer holds this rank's. */
static int whole(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                 int64_t total, MPI_Datatype datatype, MPI_Op op)
{
    int error;

    coll->in_place = sendbuf == MPI_IN_PLACE;
    if (coll->in_place)
        sendbuf = recvbuf;
    if (total > INT32_MAX)
        return dr_raise(coll->comm, MPI_ERR_COUNT,
                        "all blocks together are %lld elements",
                        (long long)total);
    error = dr_coll_blocks(coll, &coll->send, sendbuf, (int)total, datatype);
    if (!error)
        error = dr_coll_op(coll, op, datatype);
    return error;
}

static int equal(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                 int recvcount, MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, recvbuf, recvcount, datatype);
    if (!error)
        error = whole(coll, sendbuf, recvbuf,
                      (int64_t)recvcount * coll->comm->size, datatype, op);
    return error;
}

static int unequal(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                   const int recvcounts[], MPI_Datatype datatype, MPI_Op op,
                   MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);
    int64_t total = 0;

    if (error)
        return error;
    for (int i = 0; i < coll->comm->size; i++) {
        if (recvcounts[i] < 0)
            return dr_raise(coll->comm, MPI_ERR_COUNT,
                            "the count for rank %d is %d", i, recvcounts[i]);
        total += recvcounts[i];
    }
    error = dr_coll_blocks(coll, &coll->recv, recvbuf,
                           recvcounts[coll->comm->rank], datatype);
    coll->recv.counts = recvcounts;
    if (!error)
        error = whole(coll, sendbuf, recvbuf, total, datatype, op);
    return error;
}

int PMPI_Reduce_scatter_block(const void *sendbuf, void *recvbuf, int recvcount,
                              MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Reduce_scatter_block", "bbitoc", sendbuf, recvbuf, recvcount,
            datatype, op, comm);

    return dr_coll_do(
        equal(&coll, sendbuf, recvbuf, recvcount, datatype, op, comm),
        DR_COLL_REDUCE_SCATTER_BLOCK, &coll, NULL);
}
DR_ALIAS(int, Reduce_scatter_block,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm))

int PMPI_Ireduce_scatter_block(const void *sendbuf, void *recvbuf,
                               int recvcount, MPI_Datatype datatype, MPI_Op op,
                               MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ireduce_scatter_block", "bbitoc*", sendbuf, recvbuf, recvcount,
            datatype, op, comm, request);

    return dr_coll_do(
        equal(&coll, sendbuf, recvbuf, recvcount, datatype, op, comm),
        DR_COLL_REDUCE_SCATTER_BLOCK, &coll, request);
}
DR_ALIAS(int, Ireduce_scatter_block,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm,
          MPI_Request *))

int PMPI_Reduce_scatter(const void *sendbuf, void *recvbuf,
                        const int recvcounts[], MPI_Datatype datatype,
                        MPI_Op op, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Reduce_scatter", "bb*toc", sendbuf, recvbuf, recvcounts,
            datatype, op, comm);

    return dr_coll_do(
        unequal(&coll, sendbuf, recvbuf, recvcounts, datatype, op, comm),
        DR_COLL_REDUCE_SCATTER, &coll, NULL);
}
DR_ALIAS(int, Reduce_scatter,
         (const void *, void *, const int[], MPI_Datatype, MPI_Op, MPI_Comm))

int PMPI_Ireduce_scatter(const void *sendbuf, void *recvbuf,
                         const int recvcounts[], MPI_Datatype datatype,
                         MPI_Op op, MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ireduce_scatter", "bb*toc*", sendbuf, recvbuf, recvcounts,
            datatype, op, comm, request);

    return dr_coll_do(
        unequal(&coll, sendbuf, recvbuf, recvcounts, datatype, op, comm),
        DR_COLL_REDUCE_SCATTER, &coll, request);
}
DR_ALIAS(int, Ireduce_scatter,
         (const void *, void *, const int[], MPI_Datatype, MPI_Op, MPI_Comm,
          MPI_Request *))

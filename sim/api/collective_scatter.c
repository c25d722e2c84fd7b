/*
 * collective_scatter.c - MPI_Reduce_scatter and MPI_Reduce_scatter_block
 * (MPI 4.0, section 6.10).
 */
#include "api/collective.h"

#define EQUAL(COUNT, DISPL)                                                    \
    (const void *sendbuf, void *recvbuf, COUNT recvcount,                      \
     MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
#define UNEQUAL(COUNT, DISPL)                                                  \
    (const void *sendbuf, void *recvbuf, const COUNT recvcounts[],             \
     MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)

/* All blocks are reduced as one; the receive buffer holds this rank's. */
static int whole(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                 MPI_Count total, MPI_Datatype datatype, MPI_Op op)
{
    int error = dr_coll_in_place(coll, sendbuf);

    if (error)
        return error;
    if (coll->in_place)
        sendbuf = recvbuf;
    error = dr_coll_blocks(coll, &coll->send, 1, sendbuf, total, datatype);
    if (!error)
        error = dr_coll_op(coll, op, datatype);
    return error;
}

static int reduce_scatter_block(struct dr_coll *coll, const void *sendbuf,
                                void *recvbuf, MPI_Count recvcount,
                                MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    /* As many of them as ranks stand in the send buffer. */
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, coll->comm->size, recvbuf,
                               recvcount, datatype);
    coll->recv.n = 1;
    if (!error)
        error = whole(coll, sendbuf, recvbuf, recvcount * coll->comm->size,
                      datatype, op);
    return error;
}

static int reduce_scatter(struct dr_coll *coll, const void *sendbuf,
                          void *recvbuf, const void *recvcounts,
                          MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    struct dr_blocks all = {0};
    int error = dr_coll_begin(coll, comm);
    int64_t total;

    if (!error)
        error =
            dr_coll_counts(coll, &all, coll->comm->size, recvcounts, &total);
    if (!error)
        error = dr_coll_blocks(
            coll, &coll->recv, 1, recvbuf,
            (MPI_Count)dr_blocks_count(&all, coll->comm->rank), datatype);
    if (error)
        return error;
    coll->recv.counts = all.counts;
    return whole(coll, sendbuf, recvbuf, total, datatype, op);
}

DR_COLL_DOORS(Reduce_scatter, reduce_scatter, DR_COLL_REDUCE_SCATTER, UNEQUAL,
              "bb*toc", sendbuf, recvbuf, recvcounts, datatype, op, comm)

DR_COLL_DOORS(Reduce_scatter_block, reduce_scatter_block,
              DR_COLL_REDUCE_SCATTER_BLOCK, EQUAL, "bbitoc", sendbuf, recvbuf,
              recvcount, datatype, op, comm)

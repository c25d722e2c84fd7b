/*
 * collective_gather.c - MPI_Gather and MPI_Scatter (MPI 4.0,
 * sections 6.5, 6.6).
 */
#include "api/collective.h"

#define GATHER(COUNT, DISPL)                                                   \
    (const void *sendbuf, COUNT sendcount, MPI_Datatype sendtype,              \
     void *recvbuf, COUNT recvcount, MPI_Datatype recvtype, int root,          \
     MPI_Comm comm)
#define GATHERV(COUNT, DISPL)                                                  \
    (const void *sendbuf, COUNT sendcount, MPI_Datatype sendtype,              \
     void *recvbuf, const COUNT recvcounts[], const DISPL displs[],            \
     MPI_Datatype recvtype, int root, MPI_Comm comm)
#define SCATTERV(COUNT, DISPL)                                                 \
    (const void *sendbuf, const COUNT sendcounts[], const DISPL displs[],      \
     MPI_Datatype sendtype, void *recvbuf, COUNT recvcount,                    \
     MPI_Datatype recvtype, int root, MPI_Comm comm)

/* The side that has one block; in place it has none. */
static int one_block(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, MPI_Count count, MPI_Datatype type)
{
    int error = dr_coll_in_place(coll, buffer);

    if (error || (coll->in_place && dr_coll_is_root(coll)))
        return error;
    if (coll->in_place)
        return dr_raise(coll->comm, MPI_ERR_BUFFER,
                        "MPI_IN_PLACE is for the root only");
    return dr_coll_blocks(coll, blocks, 1, buffer, count, type);
}

/* What all have: the root, and, but for a root of the other group and those
 * beside it, one block in `blocks`. */
static int begin(struct dr_coll *coll, struct dr_blocks *blocks,
                 const void *buffer, MPI_Count count, MPI_Datatype type,
                 int root, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_coll_root(coll, root);
    if (!error && dr_coll_has_root(coll))
        error = one_block(coll, blocks, buffer, count, type);
    return error;
}

static int gather(struct dr_coll *coll, const void *sendbuf,
                  MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                  MPI_Count recvcount, MPI_Datatype recvtype, int root,
                  MPI_Comm comm)
{
    int error =
        begin(coll, &coll->send, sendbuf, sendcount, sendtype, root, comm);

    if (!error && dr_coll_is_root(coll))
        error = dr_coll_blocks(coll, &coll->recv, coll->comm->npeers, recvbuf,
                               recvcount, recvtype);
    return error;
}

static int gatherv(struct dr_coll *coll, const void *sendbuf,
                   MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                   const void *recvcounts, const void *displs,
                   MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    int error =
        begin(coll, &coll->send, sendbuf, sendcount, sendtype, root, comm);

    if (!error && dr_coll_is_root(coll))
        error = dr_coll_blocks_v(coll, &coll->recv, coll->comm->npeers, recvbuf,
                                 recvcounts, displs, recvtype);
    return error;
}

static int scatter(struct dr_coll *coll, const void *sendbuf,
                   MPI_Count sendcount, MPI_Datatype sendtype, void *recvbuf,
                   MPI_Count recvcount, MPI_Datatype recvtype, int root,
                   MPI_Comm comm)
{
    int error =
        begin(coll, &coll->recv, recvbuf, recvcount, recvtype, root, comm);

    if (!error && dr_coll_is_root(coll))
        error = dr_coll_blocks(coll, &coll->send, coll->comm->npeers, sendbuf,
                               sendcount, sendtype);
    return error;
}

static int scatterv(struct dr_coll *coll, const void *sendbuf,
                    const void *sendcounts, const void *displs,
                    MPI_Datatype sendtype, void *recvbuf, MPI_Count recvcount,
                    MPI_Datatype recvtype, int root, MPI_Comm comm)
{
    int error =
        begin(coll, &coll->recv, recvbuf, recvcount, recvtype, root, comm);

    if (!error && dr_coll_is_root(coll))
        error = dr_coll_blocks_v(coll, &coll->send, coll->comm->npeers, sendbuf,
                                 sendcounts, displs, sendtype);
    return error;
}

DR_COLL_DOORS(Gather, gather, DR_COLL_GATHER, GATHER, "bitbitpc", sendbuf,
              sendcount, sendtype, recvbuf, recvcount, recvtype, root, comm)

DR_COLL_DOORS(Gatherv, gatherv, DR_COLL_GATHERV, GATHERV, "bitb**tpc", sendbuf,
              sendcount, sendtype, recvbuf, recvcounts, displs, recvtype, root,
              comm)

DR_COLL_DOORS(Scatter, scatter, DR_COLL_SCATTER, GATHER, "bitbitpc", sendbuf,
              sendcount, sendtype, recvbuf, recvcount, recvtype, root, comm)

DR_COLL_DOORS(Scatterv, scatterv, DR_COLL_SCATTERV, SCATTERV, "b**tbitpc",
              sendbuf, sendcounts, displs, sendtype, recvbuf, recvcount,
              recvtype, root, comm)

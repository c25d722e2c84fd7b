/*
 * collective_reduce.c - MPI_Reduce, MPI_Allreduce, MPI_Scan, MPI_Exscan
 * (MPI 4.0, sections 6.9 and 6.11).
 */
#include "api/collective.h"

#define REDUCE(COUNT, DISPL)                                                   \
    (const void *sendbuf, void *recvbuf, COUNT count, MPI_Datatype datatype,   \
     MPI_Op op, int root, MPI_Comm comm)
#define ALLREDUCE(COUNT, DISPL)                                                \
    (const void *sendbuf, void *recvbuf, COUNT count, MPI_Datatype datatype,   \
     MPI_Op op, MPI_Comm comm)

/* Of `count` elements in sendbuf, or in place, those of recvbuf.  Only who
 * receives must have a receive buffer. */
static int operands(struct dr_coll *coll, bool receives, const void *sendbuf,
                    void *recvbuf, MPI_Count count, MPI_Datatype datatype,
                    MPI_Op op)
{
    int error = dr_coll_in_place(coll, sendbuf);

    if (error)
        return error;
    if (coll->in_place && receives)
        sendbuf = recvbuf;
    else if (coll->in_place)
        return dr_raise(coll->comm, MPI_ERR_BUFFER,
                        "MPI_IN_PLACE is for the root's send buffer only");
    error = dr_coll_blocks(coll, &coll->send, 1, sendbuf, count, datatype);
    if (!error && receives)
        error = dr_coll_blocks(coll, &coll->recv, 1, recvbuf, count, datatype);
    if (!error)
        error = dr_coll_op(coll, op, datatype);
    return error;
}

/* The root of an intercommunicator gives nothing. */
static int result(struct dr_coll *coll, void *recvbuf, MPI_Count count,
                  MPI_Datatype datatype, MPI_Op op)
{
    int error = dr_coll_blocks(coll, &coll->recv, 1, recvbuf, count, datatype);

    coll->send.type = coll->recv.type;
    return error ? error : dr_coll_op(coll, op, datatype);
}

static int reduce(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                  MPI_Count count, MPI_Datatype datatype, MPI_Op op, int root,
                  MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_coll_root(coll, root);
    if (!error && dr_coll_has_root(coll))
        error = operands(coll, dr_coll_is_root(coll), sendbuf, recvbuf, count,
                         datatype, op);
    else if (!error && dr_coll_is_root(coll))
        error = result(coll, recvbuf, count, datatype, op);
    return error;
}

static int allreduce(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                     MPI_Count count, MPI_Datatype datatype, MPI_Op op,
                     MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    return error ? error
                 : operands(coll, true, sendbuf, recvbuf, count, datatype, op);
}

/* Ranks of one group alone have prefixes. */
static int prefix(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                  MPI_Count count, MPI_Datatype datatype, MPI_Op op,
                  MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_check_intra(coll->comm);
    return error ? error
                 : operands(coll, true, sendbuf, recvbuf, count, datatype, op);
}

static int scan(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                MPI_Count count, MPI_Datatype datatype, MPI_Op op,
                MPI_Comm comm)
{
    return prefix(coll, sendbuf, recvbuf, count, datatype, op, comm);
}

static int exscan(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                  MPI_Count count, MPI_Datatype datatype, MPI_Op op,
                  MPI_Comm comm)
{
    return prefix(coll, sendbuf, recvbuf, count, datatype, op, comm);
}

DR_COLL_DOORS(Reduce, reduce, DR_COLL_REDUCE, REDUCE, "bbitopc", sendbuf,
              recvbuf, count, datatype, op, root, comm)

DR_COLL_DOORS(Allreduce, allreduce, DR_COLL_ALLREDUCE, ALLREDUCE, "bbitoc",
              sendbuf, recvbuf, count, datatype, op, comm)

DR_COLL_DOORS(Scan, scan, DR_COLL_SCAN, ALLREDUCE, "bbitoc", sendbuf, recvbuf,
              count, datatype, op, comm)

DR_COLL_DOORS(Exscan, exscan, DR_COLL_EXSCAN, ALLREDUCE, "bbitoc", sendbuf,
              recvbuf, count, datatype, op, comm)

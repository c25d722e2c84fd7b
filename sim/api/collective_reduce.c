/*
 * collective_reduce.c - reductions and scans (MPI 3.1, sections 5.9 - 5.11).
 */
#include "api/collective.h"

/* Of `count` elements in sendbuf, or in place, those of recvbuf.  Only a root
 * must have a receive buffer; -1: everyone is one. */
static int reduction(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                     int count, MPI_Datatype datatype, MPI_Op op, int root,
                     MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);
    bool receives;

    if (!error && root >= 0)
        error = dr_coll_root(coll, root);
    if (error)
        return error;
    receives = root < 0 || coll->comm->rank == root;
    coll->in_place = sendbuf == MPI_IN_PLACE && receives;
    if (coll->in_place)
        sendbuf = recvbuf;
    else if (sendbuf == MPI_IN_PLACE)
        return dr_raise(coll->comm, MPI_ERR_BUFFER,
                        "MPI_IN_PLACE is for the root's send buffer only");
    error = dr_coll_blocks(coll, &coll->send, sendbuf, count, datatype);
    if (!error && receives)
        error = dr_coll_blocks(coll, &coll->recv, recvbuf, count, datatype);
    if (!error)
        error = dr_coll_op(coll, op, datatype);
    return error;
}

static int rooted(struct dr_coll *coll, const void *sendbuf, void *recvbuf,
                  int count, MPI_Datatype datatype, MPI_Op op, int root,
                  MPI_Comm comm)
{
    /* A negative root is wrong here, not "everyone". */
    if (root < 0) {
        int error = dr_coll_begin(coll, comm);

        return error ? error : dr_coll_root(coll, root);
    }
    return reduction(coll, sendbuf, recvbuf, count, datatype, op, root, comm);
}

int PMPI_Reduce(const void *sendbuf, void *recvbuf, int count,
                MPI_Datatype datatype, MPI_Op op, int root, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Reduce", "bbitopc", sendbuf, recvbuf, count, datatype, op,
            root, comm);

    return dr_coll_do(
        rooted(&coll, sendbuf, recvbuf, count, datatype, op, root, comm),
        DR_COLL_REDUCE, &coll, NULL);
}
DR_ALIAS(int, Reduce,
         (const void *, void *, int, MPI_Datatype, MPI_Op, int, MPI_Comm))

int PMPI_Ireduce(const void *sendbuf, void *recvbuf, int count,
                 MPI_Datatype datatype, MPI_Op op, int root, MPI_Comm comm,
                 MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ireduce", "bbitopc*", sendbuf, recvbuf, count, datatype, op,
            root, comm, request);

    return dr_coll_do(
        rooted(&coll, sendbuf, recvbuf, count, datatype, op, root, comm),
        DR_COLL_REDUCE, &coll, request);
}
DR_ALIAS(int, Ireduce,
         (const void *, void *, int, MPI_Datatype, MPI_Op, int, MPI_Comm,
          MPI_Request *))

int PMPI_Allreduce(const void *sendbuf, void *recvbuf, int count,
                   MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Allreduce", "bbitoc", sendbuf, recvbuf, count, datatype, op,
            comm);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_ALLREDUCE, &coll, NULL);
}
DR_ALIAS(int, Allreduce,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm))

int PMPI_Iallreduce(const void *sendbuf, void *recvbuf, int count,
                    MPI_Datatype datatype, MPI_Op op, MPI_Comm comm,
                    MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iallreduce", "bbitoc*", sendbuf, recvbuf, count, datatype, op,
            comm, request);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_ALLREDUCE, &coll, request);
}
DR_ALIAS(int, Iallreduce,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm,
          MPI_Request *))

int PMPI_Scan(const void *sendbuf, void *recvbuf, int count,
              MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Scan", "bbitoc", sendbuf, recvbuf, count, datatype, op, comm);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_SCAN, &coll, NULL);
}
DR_ALIAS(int, Scan, (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm))

int PMPI_Iscan(const void *sendbuf, void *recvbuf, int count,
               MPI_Datatype datatype, MPI_Op op, MPI_Comm comm,
               MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iscan", "bbitoc*", sendbuf, recvbuf, count, datatype, op, comm,
            request);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_SCAN, &coll, request);
}
DR_ALIAS(int, Iscan,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm,
          MPI_Request *))

int PMPI_Exscan(const void *sendbuf, void *recvbuf, int count,
                MPI_Datatype datatype, MPI_Op op, MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Exscan", "bbitoc", sendbuf, recvbuf, count, datatype, op,
            comm);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_EXSCAN, &coll, NULL);
}
DR_ALIAS(int, Exscan,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm))

int PMPI_Iexscan(const void *sendbuf, void *recvbuf, int count,
                 MPI_Datatype datatype, MPI_Op op, MPI_Comm comm,
                 MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Iexscan", "bbitoc*", sendbuf, recvbuf, count, datatype, op,
            comm, request);

    return dr_coll_do(
        reduction(&coll, sendbuf, recvbuf, count, datatype, op, -1, comm),
        DR_COLL_EXSCAN, &coll, request);
}
DR_ALIAS(int, Iexscan,
         (const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm,
          MPI_Request *))

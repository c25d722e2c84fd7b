/*
 * collective_sync.c - MPI_Barrier and MPI_Bcast (MPI 3.1, sections 5.3, 5.4).
 */
#include "api/collective.h"

static int bcast(struct dr_coll *coll, void *buffer, int count,
                 MPI_Datatype datatype, int root, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_coll_root(coll, root);
    if (!error)
        error = dr_coll_blocks(coll, &coll->recv, buffer, count, datatype);
    return error;
}

int PMPI_Barrier(MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Barrier", "c", comm);

    return dr_coll_do(dr_coll_begin(&coll, comm), DR_COLL_BARRIER, &coll, NULL);
}
DR_ALIAS(int, Barrier, (MPI_Comm))

int PMPI_Ibarrier(MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ibarrier", "c*", comm, request);

    return dr_coll_do(dr_coll_begin(&coll, comm), DR_COLL_BARRIER, &coll,
                      request);
}
DR_ALIAS(int, Ibarrier, (MPI_Comm, MPI_Request *))

int PMPI_Bcast(void *buffer, int count, MPI_Datatype datatype, int root,
               MPI_Comm comm)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Bcast", "bitpc", buffer, count, datatype, root, comm);

    return dr_coll_do(bcast(&coll, buffer, count, datatype, root, comm),
                      DR_COLL_BCAST, &coll, NULL);
}
DR_ALIAS(int, Bcast, (void *, int, MPI_Datatype, int, MPI_Comm))

int PMPI_Ibcast(void *buffer, int count, MPI_Datatype datatype, int root,
                MPI_Comm comm, MPI_Request *request)
{
    struct dr_coll coll;

    DR_DOOR("MPI_Ibcast", "bitpc*", buffer, count, datatype, root, comm,
            request);

    return dr_coll_do(bcast(&coll, buffer, count, datatype, root, comm),
                      DR_COLL_BCAST, &coll, request);
}
DR_ALIAS(int, Ibcast, (void *, int, MPI_Datatype, int, MPI_Comm, MPI_Request *))

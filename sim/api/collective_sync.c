/*
 * collective_sync.c - MPI_Barrier and MPI_Bcast (MPI 4.0, sections 6.3, 6.4).
 */
#include "api/collective.h"

#define BARRIER (MPI_Comm comm)
#define BCAST(COUNT, DISPL)                                                    \
    (void *buffer, COUNT count, MPI_Datatype datatype, int root, MPI_Comm comm)

static int bcast(struct dr_coll *coll, void *buffer, MPI_Count count,
                 MPI_Datatype datatype, int root, MPI_Comm comm)
{
    int error = dr_coll_begin(coll, comm);

    if (!error)
        error = dr_coll_root(coll, root);
    if (!error && root != MPI_PROC_NULL)
        error = dr_coll_blocks(coll, &coll->recv, 1, buffer, count, datatype);
    return error;
}

static int barrier(struct dr_coll *coll, MPI_Comm comm)
{
    return dr_coll_begin(coll, comm);
}

DR_COLL_FORMS(Barrier, barrier, , DR_COLL_BARRIER, false, BARRIER, "c", comm)

DR_COLL_DOORS(Bcast, bcast, DR_COLL_BCAST, BCAST, "bitpc", buffer, count,
              datatype, root, comm)

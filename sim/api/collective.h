/*
 * collective.h - from the arguments of a collective call to its schedule.
 */
#ifndef DR_API_COLLECTIVE_H
#define DR_API_COLLECTIVE_H

#include "api/operation.h"
#include "coll/select.h"

/* Each checks and fills in one part of `coll`; returns MPI_SUCCESS or what
 * dr_raise() returned.  dr_coll_begin() comes first. */
int dr_coll_begin(struct dr_coll *coll, MPI_Comm comm);
int dr_coll_root(struct dr_coll *coll, int root);
int dr_coll_blocks(struct dr_coll *coll, struct dr_blocks *blocks,
                   const void *buffer, int count, MPI_Datatype type);
int dr_coll_blocks_v(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, const int counts[], const int displs[],
                     MPI_Datatype type);
int dr_coll_blocks_w(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, const int counts[], const int displs[],
                     const MPI_Datatype types[]);
int dr_coll_op(struct dr_coll *coll, MPI_Op op, MPI_Datatype type);

/*
 * End an entry point: `error` is what checking the arguments gave.  Without
 * one, start the collective by the algorithm in force; with `request` publish
 * it there, with NULL run it to its end.
 */
int dr_coll_do(int error, enum dr_coll_operation operation,
               const struct dr_coll *coll, MPI_Request *request);

/* A collective that moves no data, such as MPI_Comm_free: a barrier with
 * --coll-sync yes, nothing otherwise. */
int dr_coll_end(struct dr_comm *comm);

#endif

/*
 * intercomm.h - two groups of ranks and the intercommunicator between them.
 */
#ifndef TESTS_BAD_INTERCOMM_H
#define TESTS_BAD_INTERCOMM_H

#include <mpi.h>

struct groups {
    MPI_Comm half, inter;
    int rank; /* in MPI_COMM_WORLD */
    int side; /* 0: ranks 0 to 2, 1: the others */
    int root; /* as each gives it when rank 0 is the root */
};

static inline void begin(struct groups *groups)
{
    MPI_Comm_rank(MPI_COMM_WORLD, &groups->rank);
    groups->side = groups->rank >= 3;
    MPI_Comm_split(MPI_COMM_WORLD, groups->side, groups->rank, &groups->half);
    MPI_Intercomm_create(groups->half, 0, MPI_COMM_WORLD, groups->side ? 0 : 3,
                         7, &groups->inter);
    groups->root = groups->side        ? 0
                   : groups->rank == 0 ? MPI_ROOT
                                       : MPI_PROC_NULL;
}

static inline void end(struct groups *groups)
{
    MPI_Comm_free(&groups->inter);
    MPI_Comm_free(&groups->half);
}

#endif

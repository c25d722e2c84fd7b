/*
 * memory_kept - the program touches only what is its own.
 *
 * needs: 4
 * ranks: 2
 * flags: -fdryrun-memory
 * variants: MPI_Isend MPI_Issend MPI_Send_init MPI_Isendrecv MPI_Irecv
 * variants: MPI_Recv_init MPI_Isendrecv_replace MPI_Iallreduce MPI_Iscan
 * variants: MPI_Ialltoallw MPI_Iscatterv MPI_Igatherv MPI_Ibcast
 * variants: MPI_Allreduce_init
 */
#include "kept.h"

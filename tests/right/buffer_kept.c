/*
 * buffer_kept - buffers are let alone until their operations are over.
 *
 * needs: 4
 * ranks: 2
 * variants: MPI_Isend MPI_Ibsend MPI_Issend MPI_Irsend
 * variants: MPI_Send_init MPI_Bsend_init MPI_Ssend_init MPI_Rsend_init
 * variants: MPI_Isendrecv
 * variants: MPI_Irecv MPI_Recv_init MPI_Isendrecv_replace
 * variants: MPI_Iallreduce MPI_Ireduce_scatter MPI_Ireduce_scatter_block
 * variants: MPI_Iscan MPI_Iallgather MPI_Iallgatherv MPI_Ialltoall
 * variants: MPI_Ialltoallv MPI_Ialltoallw MPI_Allreduce_init
 * variants: MPI_Alltoall_init
 * variants: MPI_Ireduce MPI_Iexscan MPI_Igather MPI_Igatherv MPI_Iscatter
 * variants: MPI_Iscatterv MPI_Ibcast MPI_Bcast_init
 */
#include "kept.h"

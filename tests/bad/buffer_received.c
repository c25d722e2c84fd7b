/*
 * buffer_received - what was received is written before the receive is known to
 * be over.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: byte 4 of the [0-9]+ that VARIANT has written
 * variants: MPI_Irecv MPI_Recv_init MPI_Isendrecv
 * variants: MPI_Isendrecv_replace
 * variants: MPI_Iallreduce MPI_Ireduce_scatter MPI_Ireduce_scatter_block
 * variants: MPI_Iscan MPI_Iallgather MPI_Iallgatherv MPI_Ialltoall
 * variants: MPI_Ialltoallv MPI_Ialltoallw MPI_Allreduce_init
 * variants: MPI_Alltoall_init
 * variants: MPI_Ireduce MPI_Iexscan MPI_Igather MPI_Igatherv MPI_Iscatter
 * variants: MPI_Iscatterv MPI_Ibcast MPI_Bcast_init
 */
#include "buffers.h"

int main(int argc, char **argv)
{
    const char *name = argv[1];
    int peer = begin(&argc, &argv);

    start(name, peer);
    meet(name, peer);
    in[1]++;
    finish(name);
    end();
    return 0;
}

/*
 * buffer_sent - what is sent is written before the send is known to be over.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: byte 4 of the [0-9]+ that VARIANT was given to read
 * variants: MPI_Isend MPI_Ibsend MPI_Issend MPI_Irsend
 * variants: MPI_Send_init MPI_Bsend_init MPI_Ssend_init MPI_Rsend_init
 * variants: MPI_Isendrecv
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
    out[1]++;
    finish(name);
    end();
    return 0;
}

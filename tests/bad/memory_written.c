/*
 * memory_written - the program writes what is being received.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: writes memory of a pending VARIANT, 4 bytes from byte 4
 * flags: -fdryrun-memory
 * variants: MPI_Irecv MPI_Recv_init MPI_Isendrecv MPI_Isendrecv_replace
 * variants: MPI_Iallreduce MPI_Iscan MPI_Ialltoallw MPI_Igatherv MPI_Ibcast
 * variants: MPI_Allreduce_init
 */
#include "buffers.h"

int main(int argc, char **argv)
{
    const char *name = argv[1];
    int peer = begin(&argc, &argv);

    start(name, peer);
    in[1] = 7;
    meet(name, peer);
    finish(name);
    end();
    return 0;
}

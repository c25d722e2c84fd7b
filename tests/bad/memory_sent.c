/*
 * memory_sent - the program writes what is being sent.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: writes memory of a pending VARIANT, 4 bytes from byte 4
 * flags: -fdryrun-memory
 * variants: MPI_Isend MPI_Issend MPI_Send_init MPI_Isendrecv
 * variants: MPI_Iallreduce MPI_Iscan MPI_Ialltoallw MPI_Iscatterv MPI_Ibcast
 * variants: MPI_Allreduce_init
 */
#include "buffers.h"

int main(int argc, char **argv)
{
    const char *name = argv[1];
    int peer = begin(&argc, &argv);

    start(name, peer);
    out[1] = 7;
    meet(name, peer);
    finish(name);
    end();
    return 0;
}

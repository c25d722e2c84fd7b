/*
 * buffer_awaiting - a receive buffer is written before its message comes.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: byte 4 of the 16 of its buffer changed before its message came
 * variants: MPI_Irecv MPI_Recv_init
 */
#include "buffers.h"

int main(int argc, char **argv)
{
    const char *name = argv[1];
    int peer = begin(&argc, &argv);

    start(name, peer);
    in[1]++;
    meet(name, peer);
    finish(name);
    end();
    return 0;
}

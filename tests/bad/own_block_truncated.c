/*
 * own_block_truncated - a rank gives itself more than it has room for.
 *
 * ranks: 2
 * exit: 81
 * finds: collective_mismatch
 * says: the block to receive is 1 of MPI_INT .4 bytes. here
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int out[4] = {1, 2, 3, 4}, in[2] = {0, 0};
    int sends[2], recvs[2] = {1, 1}, from[2] = {0, 2}, to[2] = {0, 1};
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    sends[rank] = 2;
    sends[1 - rank] = 1;
    MPI_Alltoallv(out, sends, from, MPI_INT, in, recvs, to, MPI_INT,
                  MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}

/*
 * unmatched_messages - a message is never received, others are; twenty more
 * are never received either.
 *
 * ranks: 3
 * exit: 81
 * finds: buffering_dependent unmatched_message
 * who: 0
 * says: sent 4 bytes with tag 8 to rank 1, which never received them
 * says: never received 5 more messages
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, word = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send(&word, 1, MPI_INT, 1, 7, MPI_COMM_WORLD);
        MPI_Send(&word, 1, MPI_INT, 1, 8, MPI_COMM_WORLD);
        for (int i = 0; i < 20; i++)
            MPI_Send(&word, 1, MPI_INT, 1, 9, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(&word, 1, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}

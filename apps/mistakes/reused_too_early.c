/*
 * reused_too_early - a message is filled again while the last one is sent.
 *
 * usage: reused_too_early [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    LENGTH = 100000, /* above the eager limit: it is not copied */
    ROUNDS = 2
};

static double line[LENGTH];

static void produce(int waits_first)
{
    MPI_Request request = MPI_REQUEST_NULL;

    for (int i = 0; i < ROUNDS; i++) {
        if (waits_first)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        line[0] = i + 1;
        if (!waits_first)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Isend(line, LENGTH, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, &request);
    }
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        produce(argc > 1);
    for (int i = 0; rank == 1 && i < ROUNDS; i++) {
        MPI_Recv(line, LENGTH, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        printf("line %.0f\n", line[0]);
    }
    MPI_Finalize();
    return 0;
}

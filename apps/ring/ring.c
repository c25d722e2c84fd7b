/*
 * ring - a token runs round the ranks, on persistent requests.
 *
 * MPI_Send_init and MPI_Recv_init fix the arguments once; a round only starts
 * the two requests.  Every rank adds its number to the token before it passes
 * it on.
 *
 * usage: ring [ROUNDS]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1,
    ROUNDS = 10
};

int main(int argc, char **argv)
{
    long in = 0, out = 0;
    int rank, size, rounds;
    MPI_Request receive, send;
    double start;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    rounds = argc > 1 ? atoi(argv[1]) : ROUNDS;
    MPI_Recv_init(&in, 1, MPI_LONG, (rank + size - 1) % size, TAG,
                  MPI_COMM_WORLD, &receive);
    MPI_Send_init(&out, 1, MPI_LONG, (rank + 1) % size, TAG, MPI_COMM_WORLD,
                  &send);

    MPI_Barrier(MPI_COMM_WORLD);
    start = MPI_Wtime();
    for (int i = 0; i < rounds; i++) {
        MPI_Start(&receive);
        if (rank > 0) { /* first the token, then the next rank's turn */
            MPI_Wait(&receive, MPI_STATUS_IGNORE);
            out = in + rank;
        }
        MPI_Start(&send);
        MPI_Wait(&send, MPI_STATUS_IGNORE);
        if (rank == 0) { /* the token has been everywhere */
            MPI_Wait(&receive, MPI_STATUS_IGNORE);
            out = in;
        }
    }
    if (rank == 0)
        printf("%d rounds of %d ranks, token %ld: %.3f us per hop\n", rounds,
               size, in, 1e6 * (MPI_Wtime() - start) / rounds / size);

    MPI_Request_free(&receive);
    MPI_Request_free(&send);
    MPI_Finalize();
    return 0;
}

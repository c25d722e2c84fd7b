/*
 * polling_livelock - two ranks poll, each for the other's word.
 *
 * Nobody is blocked, both keep the processor busy, and nothing will happen:
 * each speaks only when spoken to.
 *
 * usage: polling_livelock [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1
};

static int hear(int other)
{
    MPI_Request request;
    int word, heard = 0;

    MPI_Irecv(&word, 1, MPI_INT, other, TAG, MPI_COMM_WORLD, &request);
    while (!heard)
        MPI_Test(&request, &heard, MPI_STATUS_IGNORE);
    return word;
}


static void say(int other, int word)
{
    MPI_Send(&word, 1, MPI_INT, other, TAG, MPI_COMM_WORLD);
}


int main(int argc, char **argv)
{
    int rank, word, begins;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    begins = argc > 1 && rank == 0;
    if (begins)
        say(1, 42);
    word = hear(1 - rank);
    if (!begins)
        say(1 - rank, word + 1);
    if (rank == 0)
        printf("rank 0 heard %d\n", word);
    MPI_Finalize();
    return 0;
}

/*
 * wrong_tag - the answer carries another tag than the one asked for.
 *
 * usage: wrong_tag [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    QUESTION = 7,
    ANSWER = 8
};

static int ask(int server, int number)
{
    MPI_Send(&number, 1, MPI_INT, server, QUESTION, MPI_COMM_WORLD);
    MPI_Recv(&number, 1, MPI_INT, server, ANSWER, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return number;
}


static void serve(int client, int tag)
{
    int number;

    MPI_Recv(&number, 1, MPI_INT, client, QUESTION, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    number *= number;
    MPI_Send(&number, 1, MPI_INT, client, tag, MPI_COMM_WORLD);
}


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        printf("12 x 12 = %d\n", ask(1, 12));
    else
        serve(0, argc > 1 ? ANSWER : QUESTION);
    MPI_Finalize();
    return 0;
}

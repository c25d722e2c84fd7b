/*
 * early.c - one rank is through a collective before the other begins it.
 *
 * MPI allows the collective to wait for both; then nobody sends the message
 * that rank 1 wants first.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

static int values[2];
static int value;

/* What rank 0 may leave early. */
static void collect(const char *name, MPI_Comm *comm)
{
    MPI_Request request;

    if (!strcmp(name, "bcast"))
        MPI_Bcast(&value, 1, MPI_INT, 0, *comm);
    else if (!strcmp(name, "scatter"))
        MPI_Scatter(values, 1, MPI_INT, &value, 1, MPI_INT, 0, *comm);
    else if (!strcmp(name, "gather"))
        MPI_Gather(&value, 1, MPI_INT, values, 1, MPI_INT, 1, *comm);
    else if (!strcmp(name, "reduce"))
        MPI_Reduce(&value, values, 1, MPI_INT, MPI_SUM, 1, *comm);
    else if (!strcmp(name, "scan"))
        MPI_Scan(&value, values, 1, MPI_INT, MPI_SUM, *comm);
    else if (!strcmp(name, "free"))
        MPI_Comm_free(comm);
    else if (!strcmp(name, "ibcast")) {
        MPI_Ibcast(&value, 1, MPI_INT, 0, *comm, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
}

int main(int argc, char **argv)
{
    MPI_Comm comm;
    int rank, token = 7;

    MPI_Init(&argc, &argv);
    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_rank(comm, &rank);
    if (rank == 1)
        MPI_Recv(&token, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    collect(argv[1], &comm);
    if (rank == 0)
        MPI_Send(&token, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    if (comm != MPI_COMM_NULL)
        MPI_Comm_free(&comm);
    MPI_Finalize();
    return 0;
}

/*
 * ends_collectives_apart - collectives that look unlike and belong together:
 * of two communicators, ahead of others, with large counts, with roots that
 * only some ranks name.
 *
 * needs: 4
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, all;
    MPI_Request requests[8];
    int rank, value = 1, sum, values[8] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_dup(MPI_COMM_WORLD, &all);
    if (rank % 2 == 0)
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, half);
    else
        MPI_Bcast(&value, 1, MPI_INT, 1, half);
    for (int i = 0; i < 100; i++)
        MPI_Bcast(&value, 1, MPI_INT, 0, all);
    for (int i = 0; i < 8; i++)
        MPI_Ibcast(&values[i], 1, MPI_INT, i % 4, i % 2 ? all : MPI_COMM_WORLD,
                   &requests[i]);
    MPI_Waitall(8, requests, MPI_STATUSES_IGNORE);
    if (rank == 0)
        MPI_Bcast_c(&value, 1, MPI_INT, 2, all);
    else
        MPI_Bcast(&value, 1, MPI_INT, 2, all);
    MPI_Reduce(rank == 3 ? MPI_IN_PLACE : &value, &value, 1, MPI_INT, MPI_SUM,
               3, all);
    MPI_Comm_free(&half);
    MPI_Comm_free(&all);
    MPI_Finalize();
    return 0;
}

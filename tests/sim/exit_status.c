/*
 * exit_status - the run's status is the highest of its ranks.
 *
 * usage: exit_status STATUS...; rank r ends with the r-th
 */
#include <mpi.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int rank, status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Finalize();
    status = rank + 1 < argc ? atoi(argv[rank + 1]) : 0;
    if (rank == 1)
        exit(status);
    if (rank == 2)
        _exit(status);
    return status;
}

/*
 * leaked_request - a nonblocking operation is never completed.
 *
 * ranks: 2
 * exit: 81
 * finds: request_leak
 * who: 0 1
 * says: never completed
 * variants: MPI_Isend MPI_Irecv MPI_Start MPI_Ibarrier MPI_Ibcast
 */
#include "leaks.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    operate(argv[1], 1 - rank, LEAVE);
    MPI_Finalize();
    return 0;
}

/*
 * completed_requests - nonblocking operations are completed.
 *
 * ranks: 2
 * variants: MPI_Isend MPI_Irecv MPI_Start MPI_Ibarrier MPI_Ibcast
 */
#include "../bad/leaks.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    operate(argv[1], 1 - rank, FREE);
    MPI_Finalize();
    return 0;
}

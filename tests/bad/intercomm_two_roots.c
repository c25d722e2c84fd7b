/*
 * intercomm_two_roots - both groups believe that the root is on their side, and
 * so does nobody hear of it.
 *
 * ranks: 4
 * exit: 80
 * finds: collective_mismatch deadlock
 * options: --eager 0
 * stuck: 0 1
 * says: MPI_Bcast[(]buf, 1, MPI_INT, MPI_ROOT, comm
 * says: not all ranks agree on the root: rank 0 .* with MPI_ROOT .* rank
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    /* stuck here */
    MPI_Bcast(&value, 1, MPI_INT, rank < 2 ? MPI_ROOT : MPI_PROC_NULL, inter);
    MPI_Finalize();
    return 0;
}

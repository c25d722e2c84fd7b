/*
 * stuck_bcast_two_widths - two ranks take each other for the root; that one
 * counts in int and the other large is no difference.
 *
 * ranks: 2
 * exit: 80
 * finds: collective_mismatch deadlock
 * stuck: 0 1
 * says: is MPI_Bcast(_c)? with root 0 here and MPI_Bcast(_c)? with root 1 on
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        /* stuck here */
        MPI_Bcast(&value, 1, MPI_INT, 1, MPI_COMM_WORLD);
    else
        /* stuck here */
        MPI_Bcast_c(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}

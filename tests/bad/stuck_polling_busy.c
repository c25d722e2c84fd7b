/*
 * stuck_polling_busy - ranks poll, compute and look at the clock between; one
 * counts its looks, and two others wait for them.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3
 * says: it polls in vain
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <time.h>

static long looks;

int main(int argc, char **argv)
{
    int rank, word, flag = 0;
    double since;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    since = MPI_Wtime();
    while (rank < 2 && !flag) {
        /* stuck here */
        MPI_Iprobe(1 - rank, 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
        DR_Compute(1e-3);
        if (rank == 0 && MPI_Wtime() - since > 1 && time(NULL) > 0)
            looks++;
    }
    if (rank >= 2)
        /* stuck here */
        MPI_Recv(&word, 1, MPI_INT, rank - 2, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    printf("%ld looks\n", looks);
    MPI_Finalize();
    return 0;
}
